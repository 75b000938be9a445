// Package comments is the pane that shows the thread under an article: the
// publisher's comments and the reader's own, with folding and what is new.
package comments

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"

	"griot/feed"
	"griot/ui/keys"
	"griot/ui/pane"
	"griot/ui/widget"
)

// Library is what the thread needs of griot's library.
type Library interface {
	Thread(ctx context.Context, article feed.ArticleID) (feed.Thread, error)
	ThreadSeen(ctx context.Context, article feed.ArticleID, at time.Time) error
	RefreshComments(ctx context.Context, article feed.ArticleID, insist bool) (added int, err error)
	DeleteComment(ctx context.Context, id feed.CommentID) (feed.Act, error)
}

// Pane shows one thread. Its zero value is not usable; New makes one.
type Pane struct {
	env *pane.Env
	lib Library

	width, height int
	wide          bool

	visit   visit
	article feed.Headline
	thread  feed.Thread
	state   state
	failed  error // why the thread could not be loaded

	tree     tree
	selected feed.CommentID
	prose    map[feed.CommentID]prose
	busy     bool // a command renders
	flow     widget.Flow
	head     []string // the lines of the first block
	foot     []string // and of the last
}

// visit is one stay with one thread. What a command brings for another one is
// dropped.
type visit struct {
	n      uint64
	ctx    context.Context
	cancel context.CancelFunc
	loaded time.Time // when what is shown was loaded: so far the thread was seen
	wanted feed.CommentID
}

// state is how far the thread is loaded.
type state uint8

const (
	absent  state = iota // no thread was asked for
	loading              // its article is known
	loaded
	broken // it could not be loaded
)

var _ pane.Pane = (*Pane)(nil)

// New returns a pane that shows nothing yet.
func New(env *pane.Env, lib Library) *Pane {
	p := &Pane{env: env, lib: lib, prose: map[feed.CommentID]prose{}}
	p.visit.ctx, p.visit.cancel = context.WithCancel(env.Ctx)
	return p
}

// Show opens an article's thread.
func (p *Pane) Show(h feed.Headline) tea.Cmd {
	seen := p.seen()
	p.visit.cancel()
	p.visit = visit{n: p.visit.n + 1}
	p.visit.ctx, p.visit.cancel = context.WithCancel(p.env.Ctx)
	if h.ID != p.article.ID {
		p.tree, p.selected = tree{}, 0
		p.prose = map[feed.CommentID]prose{}
	}
	p.tree.fresh = nil
	p.article, p.thread, p.state, p.failed, p.busy = h, feed.Thread{}, loading, nil, false
	p.tree.set(nil)
	p.layOut(widget.Spot{})
	return tea.Batch(seen, p.load())
}

// Article is the headline whose thread is shown.
func (p *Pane) Article() feed.Headline { return p.article }

// Wide tells whether the reader asked for the whole width.
func (p *Pane) Wide() bool { return p.wide }

// seen returns the command that notes up to when the reader knows the thread.
func (p *Pane) seen() tea.Cmd {
	if p.state != loaded {
		return nil
	}
	lib, id, at := p.lib, p.article.ID, p.visit.loaded
	ctx := context.WithoutCancel(p.env.Ctx) // begun, it is finished, also when griot is left
	return func() tea.Msg {
		// If it can't be noted, the marks of what is new stay: nothing is lost.
		_ = lib.ThreadSeen(ctx, id, at)
		return nil
	}
}

// resized comes back to the pane after its size changed: Update may return the
// command that SetSize can't.
type resized struct{}

// SetSize sets the pane's size. Comments are rendered anew for another width; until
// they are there the old lines stay.
func (p *Pane) SetSize(width, height int) {
	if width == p.width && height == p.height {
		return
	}
	if width != p.width {
		p.env.Ask(resized{})
	}
	held := p.holds()
	p.width, p.height = max(0, width), max(0, height)
	p.flow.SetWindow(p.height)
	p.layOut(p.flow.Top())
	p.hold(held)
}

// Update takes a message. It returns nil for what is not the thread's.
func (p *Pane) Update(msg tea.Msg) tea.Cmd {
	return tea.Batch(p.update(msg), p.render())
}

func (p *Pane) update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		return p.key(msg)
	case tea.MouseWheelMsg:
		p.wheel(msg)
	case tea.MouseClickMsg:
		p.click(msg)
	case pane.OpenThread:
		return p.Show(msg.Article)
	case pane.Leaving:
		return p.seen()
	case pane.Restyled:
		p.layOut(p.flow.Top()) // what is said keeps its old colours until render has the new
	case pane.ThreadChanged:
		return p.changed(msg.Article)
	case pane.CommentSaved:
		return p.commentSaved(msg.Comment)
	case threadLoaded:
		p.threadLoaded(msg)
	case rendered:
		p.rendered(msg)
	case asked:
		return p.asked(msg)
	}
	return nil
}

// Place says which bindings hold.
func (p *Pane) Place() keys.Place { return keys.Comments }

// Awaits tells whether keys are meant for a thread that is on its way.
func (p *Pane) Awaits() bool { return p.state == loading }

// Typing tells whether letters are text: never here.
func (p *Pane) Typing() bool { return false }

// Hints names the keys that act on the selected comment.
func (p *Pane) Hints() []keys.Action {
	c, ok := p.current()
	if !ok {
		return []keys.Action{keys.Write, keys.RefreshAll, keys.Back, keys.Help}
	}
	hints := []keys.Action{keys.Reply}
	if c.Own {
		hints = append(hints, keys.Edit, keys.Delete)
	}
	if c.Replies > 0 {
		hints = append(hints, keys.ToggleFold)
	}
	return append(hints, keys.NextThread, keys.Write, keys.Undo, keys.Help)
}

// Position is where the selected comment stands.
func (p *Pane) Position() string {
	for i, c := range p.tree.all {
		if c.ID == p.selected {
			return p.env.Words.Say("comments.position", i+1, len(p.tree.all))
		}
	}
	return ""
}

// Trail is the source, and that these are its comments.
func (p *Pane) Trail() []string {
	if p.article.ID == 0 {
		return nil
	}
	return []string{p.article.SourceLabel, p.env.Words.Say("comments.trail")}
}
