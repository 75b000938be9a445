// Package reader is the pane that shows an article: its headline at once, its
// text as soon as the first screen is rendered, and under it the comments.
package reader

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"

	"griot/feed"
	"griot/ui/keys"
	"griot/ui/pane"
	"griot/ui/widget"
)

// Articles is where the text comes from.
type Articles interface {
	Article(ctx context.Context, id feed.ArticleID) (feed.Article, error)
	FullText(ctx context.Context, id feed.ArticleID, on bool) (feed.Article, error)
	Earlier(ctx context.Context, id feed.ArticleID) ([]feed.EarlierText, error)
	SetPlace(ctx context.Context, id feed.ArticleID, p feed.Place) error
	Thread(ctx context.Context, article feed.ArticleID) (feed.Thread, error)
}

// Lists says where an article stands in the list it was chosen from.
type Lists interface {
	NextUnread(ctx context.Context, q feed.Query, from feed.Headline, dir feed.Direction) (feed.Headline, error)
	Ordinal(ctx context.Context, q feed.Query, h feed.Headline, limit int) (feed.Tally, error)
	Tally(ctx context.Context, q feed.Query, limit int) (feed.Tally, error)
}

// Marks keeps what is read and starred.
type Marks interface {
	MarkRead(ctx context.Context, ids []feed.ArticleID, read bool, visit feed.VisitID) (feed.Act, error)
	Star(ctx context.Context, ids []feed.ArticleID, on bool) (feed.Act, error)
}

// Library is what the reader needs of griot's library.
type Library interface {
	Articles
	Lists
	Marks
}

// Pane shows one article. Its zero value is not usable; New makes one.
type Pane struct {
	env *pane.Env
	lib Library
	// later delivers a message when some time has passed.
	later func(time.Duration, tea.Msg) tea.Cmd

	width, height int
	wide          bool // the whole width instead of the comfortable one
	focused       bool

	visit  visit
	shown  feed.Headline
	query  feed.Query
	paper  *paper // nil until it is loaded
	failed error  // why it could not be

	sheet  *sheet
	next   *sheet // the same text for another width, until its first screen is there
	eras   uint64 // of sheets
	ahead  ahead
	tail   tail
	places places
	links  links
	find   finder
	full   fullTexts
}

// visit is one stay with one article. What a command brings for another one is
// dropped.
type visit struct {
	n        uint64
	ctx      context.Context
	cancel   context.CancelFunc
	outdated bool // the article changed in the store while it was on its way
}

var _ pane.Pane = (*Pane)(nil)

// New returns a reader that shows nothing yet.
func New(env *pane.Env, lib Library) *Pane {
	p := &Pane{env: env, lib: lib, later: pane.Later, links: links{at: noLink}}
	p.visit.ctx, p.visit.cancel = context.WithCancel(env.Ctx)
	p.sheet = p.newSheet()
	return p
}

// Show opens an article that was chosen from a query's list. Its headline stands
// there with the next View, and its first screen too if it was made ahead.
func (p *Pane) Show(h feed.Headline, q feed.Query) tea.Cmd {
	if h.ID == p.shown.ID && p.failed == nil && p.shown.ID != 0 {
		p.shown, p.query = h, q // it stood beside the list, or was left and comes again
		p.setHead()
		return tea.Batch(p.again(), p.loadTail())
	}
	left := p.leave()
	p.visit.ctx, p.visit.cancel = context.WithCancel(p.env.Ctx)
	p.visit.n++
	p.visit.outdated = false
	p.shown, p.query = h, q
	p.paper, p.failed, p.next = nil, nil, nil
	p.tail, p.links, p.find = tail{}, links{at: noLink}, finder{}
	p.places, p.full = places{read: p.focused}, fullTexts{}
	p.sheet = p.newSheet()
	p.setHead()
	if made, ok := p.ahead.take(p.aheadKey(h.ID)); ok {
		made.visit = p.visit.n
		return tea.Batch(left, p.opened(made), p.loadTail())
	}
	return tea.Batch(left, p.open(), p.loadTail())
}

// Beside shows an article next to the list while its row is selected there. Nothing
// is counted or kept until the pane has the focus.
func (p *Pane) Beside(h feed.Headline, q feed.Query) tea.Cmd { return p.Show(h, q) }

// Article is the headline that is shown; its ID is 0 before the first.
func (p *Pane) Article() feed.Headline { return p.shown }

// Wide tells whether the reader asked for the whole width.
func (p *Pane) Wide() bool { return p.wide }

// leave ends the visit: what still runs for it is cancelled, and the place kept.
func (p *Pane) leave() tea.Cmd {
	p.visit.cancel()
	return p.keepPlace()
}

// resized comes back to the pane after its size changed: Update may return the
// command that SetSize can't.
type resized struct{}

// SetSize sets the pane's size. The text is rendered anew for another width; until
// it is there the old lines stay.
func (p *Pane) SetSize(width, height int) {
	if width != p.width {
		p.env.Ask(resized{})
	}
	p.width, p.height = max(0, width), max(0, height)
	p.sheet.flow.SetWindow(p.window())
	if p.next != nil {
		p.next.flow.SetWindow(p.window())
	}
}

// Update takes a message. It returns nil for what is not the reader's.
func (p *Pane) Update(msg tea.Msg) tea.Cmd {
	cmd := p.update(msg)
	if again := p.fit(); again != nil {
		return tea.Batch(cmd, again)
	}
	return cmd
}

func (p *Pane) update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		return p.key(msg)
	case tea.PasteMsg:
		return p.findPaste(msg.Content)
	case tea.MouseWheelMsg:
		return p.wheel(msg)
	case tea.MouseClickMsg:
		return p.click(msg)
	case pane.OpenArticle:
		return p.Show(msg.Article, msg.Query)
	case pane.Focused:
		return p.focus(msg.On)
	case pane.Leaving:
		return p.keepPlace()
	case pane.Restyled:
		p.ahead = ahead{}
		return p.reset()
	case pane.ArticlesChanged:
		return p.changed(msg.Articles)
	case pane.ThreadChanged:
		return p.threadChanged(msg.Article)
	case pane.CommentSaved:
		return p.threadChanged(msg.Comment.Article)
	}
	return p.own(msg)
}

// own takes the answers to the pane's own commands.
func (p *Pane) own(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case opened:
		return p.opened(msg)
	case parsed:
		return p.parsed(msg)
	case typeset:
		return p.typeset(msg)
	case reloaded:
		return p.reloaded(msg)
	case madeAhead:
		p.ahead.keep(msg)
	case tailLoaded:
		return p.tailLoaded(msg)
	case tailTypeset:
		p.tailTypeset(msg)
	case counted:
		p.counted(msg)
	case placeDue:
		return p.placeDue(msg)
	case digitsDue:
		return p.digitsDue(msg)
	case scanned:
		return p.scanned(msg)
	case markFailed:
		return p.markFailed(msg)
	case fullTextCame:
		return p.fullTextCame(msg)
	}
	return nil
}

// focus takes note of who has the keys. A place is kept for what is read, not for
// what a list shows in passing.
func (p *Pane) focus(on bool) tea.Cmd {
	p.focused = on
	if on {
		p.places.read = true
		return nil
	}
	kept := p.keepPlace()
	p.places.left = true
	return kept
}

// again returns to an article that was left: a finished one is read from its top.
func (p *Pane) again() tea.Cmd {
	if !p.places.left {
		return nil
	}
	p.places.left = false
	if p.places.finished {
		p.places.finished = false
		p.sheet.flow.GoTo(widget.Spot{})
	}
	return p.moved()
}

// Place says which bindings hold.
func (p *Pane) Place() keys.Place {
	if p.Typing() {
		return keys.Prompt
	}
	return keys.Reader
}

// Typing tells whether letters are text.
func (p *Pane) Typing() bool { return p.find.state == findTyping }

// Hints names the keys that act on what is shown.
func (p *Pane) Hints() []keys.Action {
	switch {
	case p.Typing():
		return []keys.Action{keys.Accept, keys.Cancel}
	case p.links.at != noLink:
		return []keys.Action{keys.Open, keys.NextLink, keys.CopyAddress, keys.Links, keys.Back}
	}
	hints := []keys.Action{keys.NextArticle, keys.Write}
	if len(p.links.all) > 0 {
		hints = append(hints, keys.Links)
	}
	hints = append(hints, keys.Share)
	if p.shown.Link != "" {
		hints = append(hints, keys.Browser)
	}
	return append(hints, keys.Find, keys.Help)
}

// Trail is the source and where in its list the article stands.
func (p *Pane) Trail() []string {
	if p.shown.ID == 0 {
		return nil
	}
	trail := []string{p.shown.SourceLabel}
	if p.tail.ordinal.N > 0 && p.tail.total.N > 0 {
		trail = append(trail, p.env.Words.Say("reader.ordinal", p.tail.ordinal, p.tail.total))
	}
	return trail
}
