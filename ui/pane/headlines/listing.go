package headlines

import (
	"context"
	"errors"

	tea "charm.land/bubbletea/v2"

	"griot/feed"
	"griot/ui/pane"
	"griot/ui/widget"
)

const (
	pageRows   = 600  // rows of a page
	marginRows = 600  // rows that are to be there beyond what is seen
	keepRows   = 6000 // rows held at most
	spareRows  = 8    // rows of the first page beyond those that the screen shows
	countLimit = 10_000
)

// era numbers the lists that were asked for. What belongs to a past one is dropped.
type era uint64

// listing is a list that is shown.
type listing struct {
	era    era
	ctx    context.Context
	cancel context.CancelFunc

	query  feed.Query
	source feed.Source // whose list it is; zero for all
	sample bool        // it is the sample edition
	loaded bool

	window     widget.Window[feed.ArticleID, *row]
	head, tail []*row // the list's first and last rows, for g and G
	pages      pages
	ordinal    int // of the window's first row when it was reset, from 1; 0 unknown
	total      feed.Tally
	counted    bool
}

// bare tells that nothing is in the view: no row could move.
func (l *listing) bare() bool { return l.loaded && l.window.Len() == 0 && l.query.Words == "" }

// reason is why a list is asked for.
type reason uint8

const (
	started  reason = iota // griot begins: as the reader left it
	entered                // another view, order or source
	narrowed               // other words to match
	shown                  // what arrived is to be shown
	reloaded               // the same list again
	jumped                 // the same list, at another row
)

// asked is a list on its way.
type asked struct {
	era    era
	cancel context.CancelFunc

	query  feed.Query
	source feed.Source
	why    reason
	fresh  bool          // a new stay, with all that is stored by now
	row    feed.Headline // the row to put the cursor on; none: the list's first
	last   bool          // put it on the list's last row instead
	behind bool          // articles arrived since it was asked for
}

// listed is the answer.
type listed struct {
	era   era
	ctx   context.Context
	query feed.Query
	run   run
	err   error
}

// run is what is read of a list at first.
type run struct {
	rows        []*row
	first, last bool // nothing is before, nothing behind
	cursor      int
	sample      bool
	totals      *feed.Totals // where griot begins, so that the first screen is whole
}

// ask asks for a list. The shown one stays until it is here.
func (p *Pane) ask(a asked) tea.Cmd {
	if p.next != nil {
		p.next.cancel()
	}
	p.era++
	ctx, cancel := context.WithCancel(p.env.Ctx)
	a.era, a.cancel = p.era, cancel
	p.next = &a
	q := inquiry{lib: p.lib, maker: p.maker(), asked: a, rows: p.firstRows(a.why)}
	return func() tea.Msg {
		query, run, err := q.run(ctx)
		return listed{era: a.era, ctx: ctx, query: query, run: run, err: err}
	}
}

// wanted is the list that the reader asked for last, on its way or here.
func (p *Pane) wanted() asked {
	if p.next != nil {
		return asked{query: p.next.query, source: p.next.source, fresh: p.next.fresh}
	}
	return asked{query: p.now.query, source: p.now.source}
}

// firstRows is how many rows are read at first: what the screen shows and a few,
// so that they are there at once; more where rows are known already.
func (p *Pane) firstRows(why reason) int {
	n := max(p.height, 24) + spareRows
	if why == reloaded {
		return max(n, pageRows/2)
	}
	return n
}

// reload reads the shown list again, around the cursor.
func (p *Pane) reload() tea.Cmd {
	if p.next != nil { // it may have been read before what changed
		return p.ask(*p.next)
	}
	row, _ := p.Selected()
	return p.ask(asked{query: p.now.query, source: p.now.source, why: reloaded, row: row})
}

// showArrived reads the shown list again with all that is stored by now.
func (p *Pane) showArrived() tea.Cmd {
	row, _ := p.Selected()
	q := p.now.query
	q.Upto = 0
	return p.ask(asked{query: q, source: p.now.source, why: shown, row: row})
}

// listed takes a list that was asked for.
func (p *Pane) listed(msg listed) tea.Cmd {
	if p.next == nil || msg.era != p.next.era {
		return nil
	}
	a := *p.next
	if msg.err != nil {
		p.next = nil
		if errors.Is(msg.err, context.Canceled) {
			return nil
		}
		return p.complain(msg.err)
	}
	cursor, found := p.follow(a, msg.run)
	if !found {
		return p.reloadHere()
	}
	p.next = nil
	line := p.now.window.Cursor() - p.now.window.Top()
	p.swap(a, msg)
	p.now.window.Select(cursor)
	p.scrollTo(a, cursor, line)
	p.arrange()
	if a.behind && p.now.bare() {
		return p.showArrived()
	}
	return tea.Batch(p.count(), p.countArrived(a), p.locate())
}

// follow finds the row for the cursor in what was read. When the reader has moved
// on meanwhile in a list that stays the same, it is the row that he is on now, if
// that was read too.
func (p *Pane) follow(a asked, got run) (cursor int, found bool) {
	on, ok := p.Selected()
	if !ok || on.ID == a.row.ID || (a.why != reloaded && a.why != shown) {
		return got.cursor, true
	}
	for i, r := range got.rows {
		if r.ID == on.ID {
			return i, true
		}
	}
	return 0, false
}

// reloadHere asks for the awaited list again, around where the cursor is now.
func (p *Pane) reloadHere() tea.Cmd {
	a := *p.next
	a.row, _ = p.Selected()
	return p.ask(a)
}

// swap makes what was read the shown list.
func (p *Pane) swap(a asked, msg listed) {
	if p.now.cancel != nil {
		p.now.cancel()
	}
	was := p.now
	p.now = listing{
		era: a.era, ctx: msg.ctx, cancel: a.cancel,
		query: msg.query, source: a.source, sample: msg.run.sample, loaded: true,
		window: newWindow(p),
		total:  was.total, counted: was.counted && a.why != entered && a.why != started,
	}
	p.now.window.SetHeight(p.rowsHeight())
	p.now.window.Reset(msg.run.rows, msg.run.first, msg.run.last, msg.run.cursor)
	p.now.pages = newPages(msg.ctx)
	if msg.run.totals != nil {
		p.totals = *msg.run.totals
	}
	if msg.run.first {
		p.now.ordinal = 1
		p.now.head = msg.run.rows
	}
	if a.why == started || a.why == entered {
		p.look.forget()
	}
	p.look.learn(msg.run.rows)
}

// scrollTo puts the new list's cursor where it stood on the screen, or shows what
// has come above it.
func (p *Pane) scrollTo(a asked, cursor, line int) {
	w := &p.now.window
	switch a.why {
	case reloaded, narrowed:
		w.PutTop(cursor - line)
		return
	case started, entered, jumped:
		line = p.rowsHeight() / 3
	case shown:
	}
	if w.Ends(feed.Backward) && cursor < p.rowsHeight() {
		line = cursor // from the list's top on
	}
	w.PutTop(cursor - line)
}

// complain says on the status line what went wrong.
func (p *Pane) complain(err error) tea.Cmd {
	return p.env.Ask(pane.Say{Text: p.env.Words.Error(err), Error: true})
}

// inquiry reads a list. It is used by one command, and holds copies only.
type inquiry struct {
	lib   Library
	maker maker
	asked asked
	rows  int
}

func (q inquiry) run(ctx context.Context) (feed.Query, run, error) {
	query, at := q.asked.query, q.asked.row
	if q.asked.why == started {
		query, at = q.remember(ctx, query)
	}
	if query.View == feed.Unread && q.asked.fresh {
		// Without a stay read rows are not kept in the list; that is no reason to
		// show none.
		query.Visit, _ = q.lib.NewVisit(ctx)
	}
	if query.Upto == 0 {
		newest, err := q.lib.Newest(ctx)
		if err != nil {
			return query, run{}, err
		}
		query.Upto = newest
	}
	got, err := q.read(ctx, query, at)
	if err != nil {
		return query, run{}, err
	}
	if q.asked.why == started {
		if totals, err := q.lib.Totals(ctx, query.Sources); err == nil {
			got.totals = &totals
		}
	}
	if len(got.rows) > 0 {
		src, err := q.lib.Source(ctx, got.rows[0].Source)
		got.sample = err == nil && src.Kind == feed.KindSample
	}
	return query, got, nil
}

// remember is the list as the reader left it.
func (q inquiry) remember(ctx context.Context, query feed.Query) (feed.Query, feed.Headline) {
	kept, err := q.lib.State(ctx, stateKey)
	if err != nil {
		return query, feed.Headline{}
	}
	return parseState(kept, query)
}

func (q inquiry) read(ctx context.Context, query feed.Query, at feed.Headline) (run, error) {
	switch {
	case q.asked.last:
		page, err := q.lib.Page(ctx, query, nil, feed.Backward, q.rows)
		n := len(page.Headlines)
		return run{rows: q.maker.rows(page.Headlines), first: !page.More, last: true, cursor: n - 1}, err
	case at.ID == 0:
		page, err := q.lib.Page(ctx, query, nil, feed.Forward, q.rows)
		return run{rows: q.maker.rows(page.Headlines), first: true, last: !page.More}, err
	default:
		return q.around(ctx, query, at)
	}
}

// around reads the rows on both sides of a row. The row itself comes from the
// list: it may have left it, and then the cursor goes to what stands in its place.
func (q inquiry) around(ctx context.Context, query feed.Query, at feed.Headline) (run, error) {
	switch known, err := q.lib.Headline(ctx, at.ID); {
	case err == nil:
		at = known
	case !errors.Is(err, feed.ErrNoArticle):
		return run{}, err
	case at.Sorted.IsZero(): // nothing is known but a number
		at = feed.Headline{}
		page, err := q.lib.Page(ctx, query, nil, feed.Forward, q.rows)
		return run{rows: q.maker.rows(page.Headlines), first: true, last: !page.More}, err
	}
	before, err := q.lib.Page(ctx, query, &at, feed.Backward, q.rows)
	if err != nil {
		return run{}, err
	}
	var from *feed.Headline
	if n := len(before.Headlines); n > 0 {
		from = &before.Headlines[n-1]
	}
	behind, err := q.lib.Page(ctx, query, from, feed.Forward, q.rows)
	if err != nil {
		return run{}, err
	}
	all := append(before.Headlines[:len(before.Headlines):len(before.Headlines)], behind.Headlines...)
	cursor := min(len(before.Headlines), len(all)-1)
	for i, h := range all {
		if h.ID == at.ID {
			cursor = i
		}
	}
	return run{
		rows:  q.maker.rows(all),
		first: !before.More, last: !behind.More, cursor: max(0, cursor),
	}, nil
}
