package reader

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"griot/feed"
	"griot/ui/pane"
)

// markFailed says that a mark could not be stored; the pane showed it already.
type markFailed struct {
	visit uint64
	undo  func(*feed.Headline)
	err   error
}

// toggleRead marks the article read or unread: on the screen at once, in the store
// by the command.
func (p *Pane) toggleRead() tea.Cmd {
	read := !p.shown.Read
	said := p.env.Words.Say("headlines.marked.unread", 1)
	if read {
		said = p.env.Words.Say("headlines.marked.read", 1)
	}
	lib, ids, stay := p.lib, p.ids(), p.query.Visit
	return p.mark(said,
		func(h *feed.Headline, on bool) { h.Read = on == read },
		func(ctx context.Context) (feed.Act, error) { return lib.MarkRead(ctx, ids, read, stay) })
}

// toggleStar gives the article its star, or takes it.
func (p *Pane) toggleStar() tea.Cmd {
	on := !p.shown.Starred
	said := p.env.Words.Say("headlines.unstarred")
	if on {
		said = p.env.Words.Say("headlines.starred")
	}
	lib, ids := p.lib, p.ids()
	return p.mark(said,
		func(h *feed.Headline, done bool) { h.Starred = done == on },
		func(ctx context.Context) (feed.Act, error) { return lib.Star(ctx, ids, on) })
}

// mark shows a mark and returns the command that stores it.
func (p *Pane) mark(said string, set func(h *feed.Headline, done bool), store func(context.Context) (feed.Act, error)) tea.Cmd {
	set(&p.shown, true)
	p.setHead()
	p.env.Act()
	visit := p.visit.n
	ctx := context.WithoutCancel(p.env.Ctx) // begun, it is finished, also when griot is left
	return func() tea.Msg {
		act, err := store(ctx)
		if err != nil {
			return markFailed{visit: visit, undo: func(h *feed.Headline) { set(h, false) }, err: err}
		}
		return pane.Did{Act: act, Said: said}
	}
}

func (p *Pane) markFailed(msg markFailed) tea.Cmd {
	if msg.visit == p.visit.n {
		msg.undo(&p.shown)
		p.setHead()
	}
	return p.env.Ask(pane.Did{Err: msg.err})
}

// fault says why a key could not do its work.
func (p *Pane) fault(why string) tea.Cmd { return p.env.Ask(pane.Say{Text: why, Error: true}) }
