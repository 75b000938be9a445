package headlines

import (
	"context"
	"errors"

	tea "charm.land/bubbletea/v2"

	"griot/feed"
)

type (
	totalled struct {
		era    era
		totals feed.Totals
		err    error
	}
	tallied struct {
		era   era
		total feed.Tally
		err   error
	}
	located struct {
		era, number era
		row         feed.ArticleID
		ordinal     feed.Tally
		err         error
	}
	arrivedBehind struct {
		era era
		n   feed.Tally
		err error
	}
)

// count reads how many rows the list has, and the masthead's figures.
func (p *Pane) count() tea.Cmd {
	lib, ctx, era, q := p.lib, p.now.ctx, p.now.era, p.now.query
	return tea.Batch(p.readTotals(), func() tea.Msg {
		n, err := lib.Tally(ctx, q, countLimit)
		return tallied{era: era, total: n, err: err}
	})
}

func (p *Pane) readTotals() tea.Cmd {
	lib, ctx, era, sources := p.lib, p.env.Ctx, p.now.era, p.now.query.Sources
	return func() tea.Msg {
		t, err := lib.Totals(ctx, sources)
		return totalled{era: era, totals: t, err: err}
	}
}

// countArrived reads how many rows wait to be shown. A list that was just asked for
// with all there is has none, unless they came meanwhile.
func (p *Pane) countArrived(a asked) tea.Cmd {
	if a.fresh || a.why == shown {
		p.arrived = feed.Tally{}
		if !a.behind {
			return nil
		}
	}
	return p.readArrived()
}

func (p *Pane) readArrived() tea.Cmd {
	if !p.now.loaded {
		return nil
	}
	lib, ctx, era, q := p.lib, p.now.ctx, p.now.era, p.now.query
	return func() tea.Msg {
		n, err := lib.Arrived(ctx, q)
		return arrivedBehind{era: era, n: n, err: err}
	}
}

// locate reads the place of the window's first row in the list, where it is not
// known from the rows themselves.
func (p *Pane) locate() tea.Cmd {
	rows := p.now.window.Rows()
	if p.now.ordinal > 0 || len(rows) == 0 {
		return nil
	}
	lib, ctx, era, number, q := p.lib, p.now.ctx, p.now.era, p.now.pages.number, p.now.query
	h := rows[0].place()
	return func() tea.Msg {
		n, err := lib.Ordinal(ctx, q, h, countLimit)
		return located{era: era, number: number, row: h.ID, ordinal: n, err: err}
	}
}

// counted takes the answers of the store about numbers.
func (p *Pane) counted(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case totalled:
		if msg.era != p.now.era {
			return nil
		}
		if msg.err != nil {
			return p.unless(msg.err)
		}
		p.totals = msg.totals
	case tallied:
		if msg.era != p.now.era || msg.err != nil {
			return nil // rows are shown; how many there are is not worth a complaint
		}
		p.now.total, p.now.counted = msg.total, true
	case located:
		if msg.era == p.now.era && msg.number == p.now.pages.number && msg.err == nil && !msg.ordinal.AtLeast {
			if i := p.now.window.Find(msg.row); i >= 0 {
				p.now.ordinal = max(0, msg.ordinal.N-i-p.now.window.Shift())
			}
		}
	case arrivedBehind:
		if msg.era != p.now.era || msg.err != nil {
			return nil
		}
		p.arrived = msg.n
	}
	return nil
}

// unless complains of an error that is not the end of a command's own context.
func (p *Pane) unless(err error) tea.Cmd {
	if errors.Is(err, context.Canceled) {
		return nil
	}
	return p.complain(err)
}

// total is how many rows the list has, and whether that is known. A view as a whole
// is counted by the masthead's figures, where counting its rows would take too long.
func (p *Pane) total() (feed.Tally, bool) {
	w, counted := &p.now.window, p.now.total
	switch {
	case w.Ends(feed.Backward) && w.Ends(feed.Forward):
		return feed.Tally{N: w.Len()}, true
	case !p.now.counted || !counted.AtLeast || p.now.query.Words != "" || p.arrived.AtLeast:
		return counted, p.now.counted
	}
	all := counted.N
	switch p.now.query.View {
	case feed.All:
		all = p.totals.All - p.arrived.N
	case feed.Unread:
		all = p.totals.Unread - p.arrived.N
	case feed.Starred:
		all = p.totals.Starred
	case feed.Commented:
		all = p.totals.Commented
	}
	if all < counted.N {
		return counted, true
	}
	return feed.Tally{N: all}, true
}

// Position is the place of the selected row among all of the list.
func (p *Pane) Position() string {
	w := &p.now.window
	if w.Len() == 0 || !p.now.loaded {
		return ""
	}
	ordinal := 0
	switch {
	case w.Ends(feed.Backward):
		ordinal = w.Cursor() + 1
	case p.now.ordinal > 0:
		ordinal = p.now.ordinal + w.Shift() + w.Cursor()
	}
	total, known := p.total()
	switch {
	case !known && ordinal > 0:
		return p.env.Words.Number(int64(ordinal))
	case !known:
		return ""
	case ordinal == 0:
		return p.env.Words.Say("headlines.position.total", total)
	default:
		return p.env.Words.Say("headlines.position", ordinal, total)
	}
}
