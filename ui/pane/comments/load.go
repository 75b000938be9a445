package comments

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"griot/feed"
	"griot/render"
	"griot/ui/pane"
	"griot/ui/widget"
)

const (
	// firstBlocks is how many comments are rendered with the thread that is loaded.
	firstBlocks = 24
	// chunk is how many comments one command renders.
	chunk = 24
	// around is how far from the window comments are rendered ahead.
	around = 60
	// mostRows is how much of one comment is shown: none that is meant to be read
	// is longer.
	mostRows = 1500
)

// prose is what a comment says, rendered for one look.
type prose struct {
	body  string
	look  render.Look
	lines []render.Line
}

type (
	// threadLoaded brings a thread and its first comments rendered.
	threadLoaded struct {
		visit  uint64
		thread feed.Thread
		prose  map[feed.CommentID]prose
		err    error
	}
	// rendered brings comments rendered.
	rendered struct {
		visit uint64
		prose map[feed.CommentID]prose
	}
	// asked says what asking the publisher brought.
	asked struct {
		visit uint64
		added int
		err   error
	}
)

// load returns the command that loads the thread.
func (p *Pane) load() tea.Cmd {
	lib, ctx, id, visit := p.lib, p.visit.ctx, p.article.ID, p.visit.n
	looks := p.looks()
	return func() tea.Msg {
		t, err := lib.Thread(ctx, id)
		if err != nil {
			return threadLoaded{visit: visit, err: err}
		}
		first := t.Comments[:min(firstBlocks, len(t.Comments))]
		return threadLoaded{visit: visit, thread: t, prose: renderAll(ctx, first, looks)}
	}
}

// renderAll renders what comments say.
func renderAll(ctx context.Context, comments []feed.Threaded, looks []render.Look) map[feed.CommentID]prose {
	made := make(map[feed.CommentID]prose, len(comments))
	for _, c := range comments {
		if ctx.Err() != nil {
			break
		}
		look := looks[min(c.Depth, len(looks)-1)]
		made[c.ID] = prose{body: c.Body, look: look, lines: widget.CommentProse(c.Comment, look, mostRows)}
	}
	return made
}

// changed loads the thread again when it changed in the store.
func (p *Pane) changed(id feed.ArticleID) tea.Cmd {
	if p.state == absent || id != p.article.ID {
		return nil
	}
	return p.load()
}

// commentSaved selects what the reader has written, once it is there.
func (p *Pane) commentSaved(c feed.Comment) tea.Cmd {
	if p.state == absent || c.Article != p.article.ID {
		return nil
	}
	p.visit.wanted = c.ID
	return p.load()
}

func (p *Pane) threadLoaded(msg threadLoaded) {
	if msg.visit != p.visit.n {
		return
	}
	if msg.err != nil {
		if p.state == loading {
			p.state, p.failed = broken, msg.err
			p.layOut(widget.Spot{})
		}
		return
	}
	top := p.anchor()
	was := p.tree.position(p.selected)
	first := p.state != loaded
	p.state, p.failed = loaded, nil
	p.thread = msg.thread
	p.visit.loaded = p.env.Now()
	if msg.thread.Article.ID != 0 {
		p.article = msg.thread.Article
	}
	for id, made := range msg.prose {
		p.prose[id] = made
	}
	p.tree.set(msg.thread.Comments)
	p.choose(first, was)
	p.layOut(p.found(top))
	if first || p.visit.wanted != 0 {
		p.revealSelected()
	}
	p.visit.wanted = 0
}

// choose selects a comment of a thread that was loaded: the one that was just
// written, the one that was selected, the one that took its place, or the first
// new one.
func (p *Pane) choose(first bool, was int) {
	t := &p.tree
	if p.visit.wanted != 0 && t.index(p.visit.wanted) >= 0 {
		p.selected = p.visit.wanted
		t.reveal(p.selected)
		return
	}
	if len(t.shown) == 0 {
		p.selected = 0
		return
	}
	if t.index(p.selected) >= 0 {
		return
	}
	at := max(0, min(was, len(t.shown)-1))
	p.selected = t.all[t.shown[at]].ID
	if !first {
		return
	}
	for _, c := range t.all {
		if c.New && !c.Own && !p.thread.Visited.IsZero() {
			p.selected = c.ID
			t.reveal(c.ID)
			return
		}
	}
}

// mark is a row by the comment that it belongs to.
type mark struct {
	id  feed.CommentID
	row int
}

// anchor is what stands at the top of the window.
func (p *Pane) anchor() mark {
	top := p.flow.Top()
	if c, ok := p.at(top.Block); ok {
		return mark{c.ID, top.Row}
	}
	return mark{}
}

// found is where an anchor stands now.
func (p *Pane) found(m mark) widget.Spot {
	if pos := p.tree.position(m.id); m.id != 0 && pos >= 0 {
		return widget.Spot{Block: 1 + pos, Row: m.row}
	}
	return widget.Spot{}
}

// render returns the command that renders the comments nearest to the window that
// are not, nil when there is none or one is at it.
func (p *Pane) render() tea.Cmd {
	if p.busy || p.state != loaded {
		return nil
	}
	looks := p.looks()
	var wanted []feed.Threaded
	middle := p.flow.Top().Block - 1
	if !p.flow.Settled() {
		middle = p.tree.position(p.selected)
	}
	consider := func(pos int) {
		if pos < 0 || pos >= len(p.tree.shown) || len(wanted) == chunk {
			return
		}
		c := p.tree.all[p.tree.shown[pos]]
		if made, ok := p.prose[c.ID]; !ok || made.body != c.Body || made.look != looks[min(c.Depth, len(looks)-1)] {
			wanted = append(wanted, c)
		}
	}
	for d := range around {
		consider(middle + d)
		if d > 0 {
			consider(middle - d)
		}
	}
	if len(wanted) == 0 {
		return nil
	}
	p.busy = true
	ctx, visit := p.visit.ctx, p.visit.n
	return func() tea.Msg { return rendered{visit: visit, prose: renderAll(ctx, wanted, looks)} }
}

func (p *Pane) rendered(msg rendered) {
	if msg.visit != p.visit.n {
		return
	}
	p.busy = false
	for id, made := range msg.prose {
		p.prose[id] = made
	}
	held := p.holds()
	p.measure()
	p.hold(held)
}

// ask returns the command that asks the publisher for new comments now.
func (p *Pane) ask() tea.Cmd {
	w := p.env.Words
	if p.state == loaded && p.thread.Feed == "" {
		return p.env.Ask(pane.Say{Text: w.Say("comments.feed.none", p.article.SourceLabel)})
	}
	lib, ctx, id, visit := p.lib, p.visit.ctx, p.article.ID, p.visit.n
	p.env.Ask(pane.Say{Text: w.Say("comments.asking", p.article.SourceLabel)})
	return func() tea.Msg {
		added, err := lib.RefreshComments(ctx, id, true)
		return asked{visit: visit, added: added, err: err}
	}
}

func (p *Pane) asked(msg asked) tea.Cmd {
	w := p.env.Words
	switch {
	case msg.visit != p.visit.n:
		return nil
	case msg.err != nil:
		return p.env.Ask(pane.Say{Text: w.Error(msg.err), Error: true})
	case msg.added == 0:
		return p.env.Ask(pane.Say{Text: w.Say("comments.asked.nothing")})
	default:
		return p.env.Ask(
			pane.Say{Text: w.Say("comments.asked.new", msg.added)},
			pane.ThreadChanged{Article: p.article.ID},
		)
	}
}
