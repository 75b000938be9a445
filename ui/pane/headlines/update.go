package headlines

import (
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"

	"griot/feed"
	"griot/render/plain"
	"griot/ui/keys"
	"griot/ui/pane"
)

// Update takes a key, an event or a command's answer.
func (p *Pane) Update(msg tea.Msg) tea.Cmd {
	cmd := p.take(msg)
	p.measure()
	return tea.Batch(cmd, p.fetch(), p.keep())
}

func (p *Pane) take(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		return p.key(msg)
	case tea.PasteMsg:
		return p.pasted(msg)
	case tea.MouseClickMsg:
		return p.clicked(msg)
	case tea.MouseWheelMsg:
		return p.wheeled(msg)
	case listed:
		return p.listed(msg)
	case came:
		return p.came(msg)
	case totalled, tallied, located, arrivedBehind:
		return p.counted(msg)
	case stored:
		return p.stored(msg)
	case patched:
		return p.patched(msg)
	case stepped:
		return p.stepped(msg)
	case pastedPage:
		return p.pastedPage(msg)
	case stateRested:
		if msg.era != p.kept.era {
			return nil
		}
		return p.store()
	default:
		return p.event(msg)
	}
}

// event takes what the program tells every pane, and asks of this one.
func (p *Pane) event(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case pane.StepArticle:
		then := passIt
		if msg.Unread {
			then = openIt
		}
		return p.step(msg.Direction, msg.Unread, then)
	case pane.ShowHeadlines:
		p.from = msg.FromSources
		return p.enterSource(msg.Source)
	case pane.SortBy:
		return p.sort(msg)
	case pane.ArticlesArrived:
		switch {
		case p.next != nil:
			p.next.behind = true
		case p.now.bare():
			return p.showArrived()
		}
		return tea.Batch(p.readArrived(), p.readTotals(), p.patch(p.around()))
	case pane.ArticlesChanged:
		if len(msg.Articles) == 0 {
			return p.reload()
		}
		return tea.Batch(p.patch(msg.Articles), p.readTotals())
	case pane.ThreadChanged:
		return p.patch([]feed.ArticleID{msg.Article})
	case pane.CommentSaved:
		return tea.Batch(p.patch([]feed.ArticleID{msg.Comment.Article}), p.readTotals())
	case pane.SourcesChanged:
		return tea.Batch(p.reload(), p.readArrived())
	case pane.SourceAdded:
		return p.sourceAdded()
	case pane.Restyled:
		p.look.inks = newInks(p.env.Theme)
		p.look.redraw()
	case pane.Focused:
		p.blurred = !msg.On
		p.look.redraw()
	case pane.Ticked:
		if day := p.day(); day != p.today {
			p.today = day
			return p.reload()
		}
	case pane.Leaving:
		return p.store()
	}
	return nil
}

// day is today's number in the reader's zone.
func (p *Pane) day() int {
	y, m, d := p.env.Now().In(p.env.Words.Zone()).Date()
	return int(time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Unix() / (24 * 60 * 60))
}

func (p *Pane) key(msg tea.KeyPressMsg) tea.Cmd {
	if p.find.typing {
		return p.typed(msg)
	}
	for i := range p.now.pages.ends { // what failed is tried again
		p.now.pages.ends[i].failed = false
	}
	action := p.env.Keys.Action(keys.Headlines, msg.String())
	if cmd, moved := p.move(action); moved {
		return cmd
	}
	switch action {
	case keys.Open:
		return p.open()
	case keys.Back:
		return p.back(pane.Back{})
	case keys.Quit:
		return p.back(pane.Quit{})
	case keys.ToggleRead:
		return p.toggleRead()
	case keys.Star:
		return p.toggleStar()
	case keys.MarkAllRead:
		return p.markAll()
	case keys.ViewAll:
		return p.view(feed.All)
	case keys.ViewUnread:
		return p.view(feed.Unread)
	case keys.ViewStarred:
		return p.view(feed.Starred)
	case keys.ViewCommented:
		return p.view(feed.Commented)
	case keys.ShowArrived:
		return p.showArrived()
	case keys.Find:
		return p.startFind()
	case keys.Sort:
		return p.env.Ask(pane.ShowSort{Query: p.now.query})
	case keys.ImportList:
		return p.env.Ask(pane.ShowImports{})
	case keys.AddSource:
		return p.env.Ask(pane.AddSource{})
	case keys.ShowSources:
		return p.env.Ask(pane.ShowSources{})
	case keys.RefreshAll:
		return p.env.Ask(pane.RefreshSources{})
	default:
		return p.onArticle(action)
	}
}

// move carries out a key that moves the cursor, and tells whether it was one.
func (p *Pane) move(action keys.Action) (tea.Cmd, bool) {
	switch action {
	case keys.Top:
		return p.toEnd(feed.Backward), true
	case keys.Bottom:
		return p.toEnd(feed.Forward), true
	case keys.NextArticle:
		return p.step(feed.Forward, false, selectIt), true
	case keys.PreviousArticle:
		return p.step(feed.Backward, false, selectIt), true
	case keys.NextUnread:
		return p.step(feed.Forward, true, selectIt), true
	case keys.PreviousUnread:
		return p.step(feed.Backward, true, selectIt), true
	default:
		return nil, p.now.window.Act(action)
	}
}

// onArticle carries out a key that acts on the selected article.
func (p *Pane) onArticle(action keys.Action) tea.Cmd {
	h, ok := p.Selected()
	if !ok {
		return nil
	}
	switch action {
	case keys.ShowComments:
		return p.env.Ask(pane.OpenThread{Article: h})
	case keys.Write:
		return p.env.Ask(pane.ComposeDraft{Article: h, Draft: feed.Draft{Article: h.ID}})
	case keys.Browser:
		return p.withLink(h, pane.OpenAddress{URL: h.Link})
	case keys.CopyAddress:
		return p.withLink(h, pane.CopyText{Text: h.Link, Said: p.env.Words.Say("app.copied", plain.Line(h.Link))})
	case keys.Share:
		return p.env.Ask(pane.ShowShare{Article: h})
	case keys.RefreshSource:
		return p.env.Ask(pane.RefreshSources{Sources: []feed.SourceID{h.Source}, Insist: true})
	case keys.Contact:
		return p.contact(h)
	default:
		return nil
	}
}

// withLink sends msg if the article has an address at all.
func (p *Pane) withLink(h feed.Headline, msg tea.Msg) tea.Cmd {
	if h.Link == "" {
		return p.env.Ask(pane.Say{Text: p.env.Words.Say("headlines.link.none")})
	}
	return p.env.Ask(msg)
}

// contact opens the way to write to the publisher: an address for mail, or its site.
func (p *Pane) contact(h feed.Headline) tea.Cmd {
	lib, ctx, w := p.lib, p.env.Ctx, p.env.Words
	return func() tea.Msg {
		src, err := lib.Source(ctx, h.Source)
		if err != nil {
			return pane.Say{Text: w.Error(err), Error: true}
		}
		if url := pane.ContactAddress(src.Contact, src.Site); url != "" {
			return pane.OpenAddress{URL: url}
		}
		return pane.Say{Text: w.Say("headlines.contact.none", w.Quote(src.Label()))}
	}
}

// back takes one step back: out of a search, out of a source, else the program
// decides.
func (p *Pane) back(otherwise tea.Msg) tea.Cmd {
	switch {
	case p.words() != "":
		return p.clearFind()
	case p.home != nil && p.from:
		return tea.Batch(p.leaveSource(), p.env.Ask(pane.ShowSources{}))
	case p.home != nil:
		return p.leaveSource()
	default:
		return p.env.Ask(otherwise)
	}
}

// view enters one of the standing lists.
func (p *Pane) view(v feed.View) tea.Cmd {
	a := p.wanted()
	q := a.query
	row, _ := p.Selected()
	p.left[p.now.query.View] = place{query: p.now.query, row: row}
	if left, ok := p.left[v]; ok && slices.Equal(left.query.Sources, q.Sources) {
		a.row = left.row
	}
	a.query = feed.Query{View: v, Sources: q.Sources, Words: q.Words, Order: q.Order, Reverse: q.Reverse}
	a.why, a.fresh = entered, true
	return p.ask(a)
}

// sort orders the list anew, from its top.
func (p *Pane) sort(by pane.SortBy) tea.Cmd {
	a := p.wanted()
	a.query.Order, a.query.Reverse, a.why = by.Order, by.Reverse, entered
	return p.ask(a)
}

// enterSource lists the articles of a source; of all for none.
func (p *Pane) enterSource(src feed.Source) tea.Cmd {
	if src.ID == 0 {
		return p.leaveSource()
	}
	if p.home == nil {
		row, _ := p.Selected()
		p.home = &place{query: p.now.query, row: row}
	}
	p.closeFind()
	q := feed.Query{Sources: []feed.SourceID{src.ID}, Order: p.now.query.Order, Reverse: p.now.query.Reverse}
	if q.Order == feed.BySource {
		q.Order, q.Reverse = feed.ByDate, false
	}
	return p.ask(asked{query: q, source: src, why: entered, fresh: true})
}

// leaveSource lists all again, as they were left.
func (p *Pane) leaveSource() tea.Cmd {
	if p.home == nil {
		return nil
	}
	home := *p.home
	p.home = nil
	p.closeFind()
	q := home.query
	q.Upto, q.Visit, q.Words = 0, 0, ""
	return p.ask(asked{query: q, row: home.row, why: entered, fresh: true})
}

// sourceAdded shows the rows of a new source without another key, in a list that
// has them.
func (p *Pane) sourceAdded() tea.Cmd {
	q := p.now.query
	if p.home == nil && q.Words == "" && len(p.scope) == 0 && (q.View == feed.All || q.View == feed.Unread) && !p.now.sample {
		return p.showArrived()
	}
	p.home = nil
	p.closeFind()
	return p.ask(asked{
		query: feed.Query{Order: q.Order, Reverse: q.Reverse, Sources: p.scope}, why: entered, fresh: true,
	})
}

func (p *Pane) closeFind() {
	p.find.typing = false
	p.find.input.Set("")
	p.resize()
}
