// Package headlines is the first screen: a list of articles that never loads the
// library. It shows a window of rows by key over the store, and what arrives or
// changes meanwhile never moves a row under the reader's eyes.
package headlines

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"

	"griot/feed"
	"griot/ui/keys"
	"griot/ui/pane"
	"griot/ui/text"
	"griot/ui/widget"
)

// Library is what the headlines ask of the library.
type Library interface {
	lists
	places
	marks
	counts
	states
}

type lists interface {
	Page(ctx context.Context, q feed.Query, from *feed.Headline, dir feed.Direction, n int) (feed.Page, error)
	Headline(ctx context.Context, id feed.ArticleID) (feed.Headline, error)
	Headlines(ctx context.Context, ids []feed.ArticleID) ([]feed.Headline, error)
	Source(ctx context.Context, id feed.SourceID) (feed.Source, error)
	Paste(ctx context.Context, text string) (feed.ArticleID, error)
}

type places interface {
	Ordinal(ctx context.Context, q feed.Query, h feed.Headline, limit int) (feed.Tally, error)
	NextUnread(ctx context.Context, q feed.Query, from feed.Headline, dir feed.Direction) (feed.Headline, error)
	Newest(ctx context.Context) (feed.ArticleID, error)
}

type marks interface {
	NewVisit(ctx context.Context) (feed.VisitID, error)
	MarkRead(ctx context.Context, ids []feed.ArticleID, read bool, visit feed.VisitID) (feed.Act, error)
	MarkAllRead(ctx context.Context, q feed.Query) (feed.Act, error)
	Star(ctx context.Context, ids []feed.ArticleID, on bool) (feed.Act, error)
}

type counts interface {
	Totals(ctx context.Context, sources []feed.SourceID) (feed.Totals, error)
	Tally(ctx context.Context, q feed.Query, limit int) (feed.Tally, error)
	Arrived(ctx context.Context, q feed.Query) (feed.Tally, error)
}

type states interface {
	State(ctx context.Context, key string) (string, error)
	SetState(ctx context.Context, key, value string) error
}

// Pane is the list of headlines.
type Pane struct {
	env   *pane.Env
	lib   Library
	scope []feed.SourceID // the sources that griot was started with; empty: all

	width, height    int
	compact, blurred bool

	now   listing             // what is shown
	next  *asked              // what was asked for and is not here yet; nil
	era   era                 // of the last list that was asked for
	left  map[feed.View]place // where the reader left each view, in this run
	home  *place              // where all headlines were left for those of a source
	from  bool                // the list of sources is where it was entered from
	find  finder
	marks writes

	totals  feed.Totals
	arrived feed.Tally

	look  look
	kept  memory
	later func(time.Duration, tea.Msg) tea.Cmd
	today int // the day for which dates are written, as days since an epoch
}

// place is a list and the row that the cursor was on.
type place struct {
	query feed.Query
	row   feed.Headline
}

// New returns the headlines. Init loads the first rows.
func New(env *pane.Env, lib Library) *Pane {
	p := &Pane{env: env, lib: lib, left: make(map[feed.View]place), later: pane.Later}
	p.now.window = newWindow(p)
	p.look = look{inks: newInks(env.Theme), names: make(map[text.Group]cell)}
	p.today = p.day()
	return p
}

// Limit makes the list one of these sources alone. It is called before Init.
func (p *Pane) Limit(sources []feed.SourceID) { p.scope = sources }

// Init returns the command that reads the list as the reader left it.
func (p *Pane) Init() tea.Cmd {
	return p.ask(asked{query: feed.Query{Sources: p.scope}, why: started, fresh: true})
}

// SetSize says how much of the screen the list has, in cells.
func (p *Pane) SetSize(width, height int) {
	if width == p.width && height == p.height {
		return
	}
	p.width, p.height = max(0, width), max(0, height)
	p.arrange()
}

// SetCompact says whether the terminal is too low for lines that are no headlines.
func (p *Pane) SetCompact(on bool) {
	if p.compact == on {
		return
	}
	p.compact = on
	p.arrange()
}

// Place is where its keys are looked up.
func (p *Pane) Place() keys.Place {
	if p.find.typing {
		return keys.Prompt
	}
	return keys.Headlines
}

// Typing tells whether letters are text now.
func (p *Pane) Typing() bool { return p.find.typing }

// Awaits tells whether keys are meant for another list than the one that is shown:
// it is on its way. While its words are typed letters go there.
func (p *Pane) Awaits() bool {
	return !p.Typing() && p.next != nil && (p.next.why <= narrowed || p.next.why == jumped)
}

// Hints are the keys that the status line names.
func (p *Pane) Hints() []keys.Action {
	if p.find.typing {
		return []keys.Action{keys.Accept, keys.Cancel}
	}
	if _, ok := p.Selected(); !ok {
		return []keys.Action{keys.ViewAll, keys.AddSource, keys.RefreshAll, keys.ShowSources, keys.Help}
	}
	return []keys.Action{
		keys.Open, keys.ShowComments, keys.Write, keys.Star, keys.Find, keys.RefreshAll, keys.AddSource, keys.Help,
	}
}

// Trail is the source whose articles are listed; nothing for all.
func (p *Pane) Trail() []string {
	if p.now.source.ID == 0 {
		return nil
	}
	return []string{p.now.source.Label()}
}

// Selected is the headline under the cursor.
func (p *Pane) Selected() (feed.Headline, bool) {
	r, ok := p.now.window.Selected()
	if !ok {
		return feed.Headline{}, false
	}
	return r.Headline, true
}

// Query is the list that is shown.
func (p *Pane) Query() feed.Query { return p.now.query }

// Totals are the masthead's figures, for what is listed: all sources or one.
func (p *Pane) Totals() feed.Totals { return p.totals }

// Arrived is how many rows of this list wait to be shown.
func (p *Pane) Arrived() feed.Tally { return p.arrived }

// Narrowed tells whether going back would leave a search or a source's list, and
// not the screen.
func (p *Pane) Narrowed() bool {
	return p.find.typing || p.now.query.Words != "" || p.home != nil
}

func newWindow(p *Pane) widget.Window[feed.ArticleID, *row] {
	return widget.Window[feed.ArticleID, *row]{
		Key:    func(r *row) feed.ArticleID { return r.ID },
		Breaks: func(above, r *row) bool { return p.sections() && above.group != r.group },
		Keep:   keepRows,
	}
}
