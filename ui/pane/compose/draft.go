package compose

import (
	"context"
	"strings"
	"sync"
	"time"

	tea "charm.land/bubbletea/v2"

	"griot/feed"
	"griot/render/plain"
	"griot/ui/pane"
)

// pause is how long a change waits to be kept with those that follow it.
const pause = 700 * time.Millisecond

// keeper is what is known about the stored draft.
type keeper struct {
	waits bool   // for paused
	body  string // as the store has it, "" when it has none
	// earlier is a stored draft that came when the box had been typed into. It is
	// kept behind what is typed, and comes back with the next draft.
	earlier string
}

// slot is the place that a draft is kept for; each has one.
type slot struct {
	article          feed.ArticleID
	replyTo, editing feed.CommentID
}

func slotOf(d feed.Draft) slot { return slot{d.Article, d.ReplyTo, d.Editing} }

// order lets what is written to a slot of the store take effect in the order in
// which it was asked for, whichever command runs first.
type order struct {
	mu     sync.Mutex
	latest map[slot]uint64
}

// write writes unless something later was written already.
func (o *order) write(s slot, turn uint64, write func() error) error {
	o.mu.Lock()
	defer o.mu.Unlock()
	if turn < o.latest[s] {
		return nil
	}
	if err := write(); err != nil {
		return err
	}
	o.latest[s] = turn
	return nil
}

// turn is the next number in the order of writing.
func (p *Pane) turn() uint64 {
	p.turns++
	return p.turns
}

type (
	// draftFound brings the draft that is stored for a box.
	draftFound struct {
		era   uint64
		draft feed.Draft
		err   error
	}
	// paused says that a change has waited long enough.
	paused struct{ era uint64 }
	// draftKept says that the draft is stored.
	draftKept struct {
		era  uint64
		body string
		at   time.Time
		err  error
	}
	// saved says that the comment is stored.
	saved struct {
		era     uint64
		comment feed.Comment
		act     feed.Act
		err     error
	}
)

// clean makes text from outside fit for the box.
func clean(s string) string {
	return plain.Text(strings.ToValidUTF8(s, "\uFFFD"))
}

// loadDraft returns the command that looks for a stored draft.
func (p *Pane) loadDraft() tea.Cmd {
	lib, ctx, era, d := p.lib, p.env.Ctx, p.era, p.draft
	return func() tea.Msg {
		stored, err := lib.Drafts(ctx, d.Article)
		for _, s := range stored {
			if slotOf(s) == slotOf(d) {
				return draftFound{era: era, draft: s}
			}
		}
		return draftFound{era: era, err: err}
	}
}

// draftFound lets a stored draft into a box that is still untouched.
func (p *Pane) draftFound(msg draftFound) tea.Cmd {
	if msg.era != p.era || p.stage == closed {
		return nil
	}
	body := clean(msg.draft.Body)
	switch {
	case msg.err != nil:
		p.note = note{text: p.env.Words.Error(msg.err), error: true}
	case strings.TrimSpace(body) == "":
	case p.touched && body != p.text():
		p.keeper.earlier = body
		p.note = note{text: p.env.Words.Say("compose.earlier")}
	case !p.touched:
		p.fill(body)
		p.keeper.body = p.whole()
		if at := msg.draft.Saved; !at.IsZero() {
			p.note = note{text: p.env.Words.Say("compose.resumed", p.env.Words.Moment(at, p.env.Now()))}
		}
	}
	if p.stage == inEditor {
		return p.openEditor()
	}
	return nil
}

// whole is all that is to be kept: what is typed, and an earlier draft behind it;
// "" when there is nothing.
func (p *Pane) whole() string {
	text := p.text()
	if p.unchanged() {
		return p.keeper.earlier
	}
	if p.keeper.earlier != "" {
		return strings.TrimRight(text, "\n") + "\n\n" + p.keeper.earlier
	}
	return text
}

func (p *Pane) paused(msg paused) tea.Cmd {
	if msg.era != p.era {
		return nil
	}
	p.keeper.waits = false
	return p.keep()
}

// keep returns the command that stores the draft as it is now, nil when it is
// stored.
func (p *Pane) keep() tea.Cmd {
	if p.stage == closed || p.stage == saving || p.whole() == p.keeper.body {
		return nil
	}
	lib, era, now, line, turn := p.lib, p.era, p.env.Now, p.order, p.turn()
	d := p.draft
	d.Body, d.Saved = p.whole(), now()
	ctx := context.WithoutCancel(p.env.Ctx) // begun, it is finished, also when griot is left
	return func() tea.Msg {
		err := line.write(slotOf(d), turn, func() error {
			if d.Body == "" {
				return lib.DropDraft(ctx, d)
			}
			return lib.SaveDraft(ctx, d)
		})
		return draftKept{era: era, body: d.Body, at: now(), err: err}
	}
}

// draftKept says that the draft is stored, or that it could not be.
func (p *Pane) draftKept(msg draftKept) tea.Cmd {
	w := p.env.Words
	if msg.err != nil {
		words := w.Say("compose.keep.failed", w.Error(msg.err))
		if msg.era != p.era || p.stage == closed {
			return p.env.Ask(pane.Say{Text: words, Error: true})
		}
		p.escaped, p.note = false, note{text: words, error: true}
		return nil
	}
	if msg.era != p.era {
		return nil
	}
	p.keeper.body = msg.body
	if !p.escaped && !p.note.error && msg.body != "" && msg.body == p.whole() {
		p.note = note{text: w.Say("compose.kept", msg.at.In(w.Zone()).Format("15:04"))}
	}
	return nil
}

// save returns the command that makes a comment of what is written.
func (p *Pane) save() tea.Cmd {
	w := p.env.Words
	if strings.TrimSpace(p.text()) == "" {
		p.note = note{text: w.Say("compose.empty"), error: true}
		return nil
	}
	p.stage = saving
	p.env.Act()
	p.note = note{text: w.Say("compose.saving")}
	lib, era, author, line, turn := p.lib, p.era, p.env.Author, p.order, p.turn()
	d, rest := p.draft, p.draft
	d.Body = p.text()
	rest.Body, rest.Saved = p.keeper.earlier, p.env.Now()
	ctx := context.WithoutCancel(p.env.Ctx) // begun, it is finished, also when griot is left
	return func() tea.Msg {
		s := saved{era: era}
		s.err = line.write(slotOf(d), turn, func() (err error) {
			s.comment, s.act, err = lib.SaveComment(ctx, d, author)
			if err == nil && rest.Body != "" {
				// The comment is stored. That an earlier draft is not must not be told
				// as if it were the comment.
				_ = lib.SaveDraft(ctx, rest)
			}
			return err
		})
		return s
	}
}

// saved leaves the box; a failure leaves the text in it and says so.
func (p *Pane) saved(msg saved) tea.Cmd {
	if msg.era != p.era || p.stage != saving {
		return p.env.Ask(pane.Did{Act: msg.act, Err: msg.err})
	}
	w := p.env.Words
	if msg.err != nil {
		p.env.Ask(pane.Did{})
		p.stage = writing
		p.note = note{text: w.Say("compose.save.failed", w.Error(msg.err)), error: true}
		return nil
	}
	p.stage = closed
	said := w.Say("compose.saved", p.article.SourceLabel)
	if p.draft.Editing != 0 {
		said = w.Say("compose.changed")
	}
	return p.env.Ask(
		pane.CommentSaved{Comment: msg.comment},
		pane.Did{Act: msg.act, Said: said},
		pane.Back{},
	)
}
