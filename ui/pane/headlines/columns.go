package headlines

import (
	"griot/feed"
	"griot/ui/text"
	"griot/ui/widget"
)

const (
	leadCells   = 4  // bar, unread mark, star, blank
	gapCells    = 2  // in front of each column
	titleMost   = 80 // beyond it the figures are too far from their headline
	sourceMost  = 22
	sourceLeast = 8
	sourceWide  = 30 // on a wide screen
	wideFrom    = 140
	paddedFrom  = 60 // from this width on the last cell stays free
	shortDate   = 8  // "21 févr."
)

// columns are the widths of the list's columns in cells; 0 for one that is not shown.
type columns struct {
	title, source, views, comments, opens, date int
	pad                                         int // free cells at the end
}

// measures are the widths that the rows read so far need.
type measures struct {
	source, views, comments, opens, date, name int
	label                                      string // of the first row's source
	sources, anyViews, anyComments             bool   // the column says more than one thing
}

// look is how the list is drawn.
type look struct {
	inks       *inks
	columns    columns
	seen       measures
	planned    measures // what the columns are made for
	number     uint32   // of the look: what was drawn for another is drawn anew
	names      map[text.Group]cell
	todayGroup text.Group
}

// redraw makes every row be drawn anew.
func (l *look) redraw() { l.number++ }

// forget drops what earlier rows needed.
func (l *look) forget() { l.seen = measures{} }

// measure takes note of what the rows on the screen need. Columns only grow while
// a list is shown, so that they stand still while it is read.
func (p *Pane) measure() {
	l := &p.look
	rows := p.now.window.Rows()
	for _, line := range p.now.window.Lines() {
		if line.Title {
			continue
		}
		r := rows[line.Row]
		l.seen.see(r)
		if p.names(line.Row) {
			l.seen.name = max(l.seen.name, l.name(p.env.Words, r).w)
		}
	}
	if l.seen != l.planned {
		p.plan()
	}
}

// learn takes note of what rows need that may be scrolled to: no column is to come
// in under the reader's eyes.
func (l *look) learn(rows []*row) {
	for _, r := range rows {
		l.seen.see(r)
	}
}

func (m *measures) see(r *row) {
	if m.label == "" {
		m.label = r.source.s
	}
	m.sources = m.sources || r.source.s != m.label
	m.anyViews = m.anyViews || r.Views.Known()
	m.anyComments = m.anyComments || r.Comments.Known() || r.OwnComments > 0
	m.source = max(m.source, r.source.w)
	m.views = max(m.views, r.views.w)
	m.comments = max(m.comments, r.comments.w+r.own.w)
	m.opens = max(m.opens, r.opens.w)
	m.date = max(m.date, r.date.w)
}

// leastTitle is how many cells the headline keeps.
func leastTitle(width int) int {
	const narrow, atNarrow, wide, atWide = 40, 24, 80, 45
	if width <= narrow {
		return atNarrow
	}
	return min(atWide, atNarrow+(width-narrow)*(atWide-atNarrow)/(wide-narrow))
}

// plan shares the width out. What says least goes first: a column that holds one
// value in the whole view; then the source shortens and goes, then comments, then
// views, the date last of all.
func (p *Pane) plan() {
	l := &p.look
	l.redraw()
	l.planned = l.seen
	c := columns{}
	if p.width >= paddedFrom {
		c.pad = 1
	}
	least := leastTitle(p.width)
	r := room{free: p.width - leadCells - c.pad - least}
	need := p.need(r.free)
	r.take(&c.date, need.date, max(min(l.seen.date, shortDate), 1))
	switch p.now.query.Order { // what the list is sorted by explains its order
	case feed.ByOpens:
		r.take(&c.opens, need.opens)
	case feed.ByComments:
		r.take(&c.comments, need.comments)
	case feed.ByViews:
		r.take(&c.views, need.views)
	case feed.ByDate, feed.BySource:
	}
	p.share(&c, &r, need)
	c.title = max(0, min(titleMost, r.free+least))
	if p.width < leadCells+c.title {
		c.title = max(0, p.width-leadCells)
	}
	l.columns = c
}

// share gives room to the columns that say more than one thing, then to the others.
func (p *Pane) share(c *columns, r *room, need columns) {
	m := p.look.seen
	for _, tells := range []bool{true, false} {
		if c.views == 0 && m.anyViews == tells {
			r.take(&c.views, need.views)
		}
		if c.comments == 0 && m.anyComments == tells {
			r.take(&c.comments, need.comments)
		}
		if len(p.now.query.Sources) == 1 || m.sources != tells {
			continue
		}
		shortest := need.source
		if tells {
			shortest = min(shortest, sourceLeast)
		}
		r.take(&c.source, descending(need.source, shortest)...)
	}
}

// need is how wide the columns are where there is room for them.
func (p *Pane) need(free int) columns {
	m := p.look.seen
	widest := sourceMost
	if p.width >= wideFrom {
		widest = sourceWide
	}
	c := columns{
		date:     max(m.date, p.heading(feed.ByDate)),
		views:    max(m.views, p.heading(feed.ByViews)),
		comments: max(m.comments, p.heading(feed.ByComments)),
		opens:    max(m.opens, p.heading(feed.ByOpens)),
		source:   min(max(m.source, p.heading(feed.BySource)), widest),
	}
	figures := 0 // an age group never costs a column of figures
	if m.anyViews {
		figures += c.views + gapCells
	}
	if m.anyComments {
		figures += c.comments + gapCells
	}
	if named := max(c.date, m.name); named+gapCells+figures <= free {
		c.date = named
	}
	return c
}

// room is what of a row's width is not given out yet.
type room struct {
	free int
	full bool // a column had no room: what says less does not come in its place
}

// take gives a column the first of these widths that there is room for.
func (r *room) take(column *int, widths ...int) {
	for _, w := range widths {
		if !r.full && w > 0 && w+gapCells <= r.free {
			*column = w
			r.free -= w + gapCells
			return
		}
	}
	r.full = true
}

func descending(from, to int) []int {
	if from <= to {
		return []int{from}
	}
	widths := make([]int, 0, from-to+1)
	for w := from; w >= to; w-- {
		widths = append(widths, w)
	}
	return widths
}

// heading is the width of a column's name, with its arrow when it is sorted by.
func (p *Pane) heading(order feed.Order) int {
	return widget.Width(p.columnName(order))
}

// columnName is what a column is called, with the arrow of the one that the list is
// sorted by.
func (p *Pane) columnName(order feed.Order) string {
	name := p.env.Words.Say(columnID(order))
	if order != p.now.query.Order {
		return name
	}
	up := p.now.query.Reverse
	if order == feed.BySource { // from A to Z upwards, as one counts
		up = !up
	}
	if up {
		return name + " ↑"
	}
	return name + " ↓"
}

func columnID(order feed.Order) text.ID {
	switch order {
	case feed.ByDate:
		return "headlines.column.date"
	case feed.ByViews:
		return "headlines.column.views"
	case feed.ByComments:
		return "headlines.column.comments"
	case feed.ByOpens:
		return "headlines.column.opens"
	case feed.BySource:
		return "headlines.column.source"
	default:
		return "headlines.column.date"
	}
}

// spans are where the columns stand, from the left.
func (c columns) spans() []span {
	at := leadCells + c.title
	var spans []span
	for _, column := range []struct {
		width int
		order feed.Order
	}{
		{c.source, feed.BySource}, {c.views, feed.ByViews}, {c.comments, feed.ByComments},
		{c.opens, feed.ByOpens}, {c.date, feed.ByDate},
	} {
		if column.width > 0 {
			spans = append(spans, span{at, at + gapCells + column.width, column.order})
			at += gapCells + column.width
		}
	}
	return spans
}
