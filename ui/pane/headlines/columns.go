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
	l, q := &p.look, p.now.query
	l.redraw()
	m := l.seen
	l.planned = m
	c := columns{}
	if p.width >= paddedFrom {
		c.pad = 1
	}
	free := p.width - leadCells - c.pad - leastTitle(p.width)
	full := false
	take := func(column *int, widths ...int) {
		for _, w := range widths {
			if !full && w > 0 && w+gapCells <= free {
				*column = w
				free -= w + gapCells
				return
			}
		}
		full = true // what says less does not come in its place
	}
	date := max(m.date, p.heading(feed.ByDate))
	views := max(m.views, p.heading(feed.ByViews))
	comments := max(m.comments, p.heading(feed.ByComments))
	source := max(m.source, p.heading(feed.BySource))

	figures := 0 // an age group never costs a column of figures
	if m.anyViews {
		figures += views + gapCells
	}
	if m.anyComments {
		figures += comments + gapCells
	}
	if named := max(date, m.name); named+gapCells+figures <= free {
		date = named
	}
	take(&c.date, date, max(min(m.date, shortDate), 1))
	switch q.Order { // what the list is sorted by explains its order
	case feed.ByOpens:
		take(&c.opens, max(m.opens, p.heading(feed.ByOpens)))
	case feed.ByComments:
		take(&c.comments, comments)
	case feed.ByViews:
		take(&c.views, views)
	case feed.ByDate, feed.BySource:
	}
	if c.views == 0 && m.anyViews {
		take(&c.views, views)
	}
	if c.comments == 0 && m.anyComments {
		take(&c.comments, comments)
	}
	widest := sourceMost
	if p.width >= wideFrom {
		widest = sourceWide
	}
	if m.sources && len(q.Sources) != 1 {
		source = min(source, widest)
		take(&c.source, descending(source, sourceLeast)...)
	}
	if c.views == 0 && !m.anyViews {
		take(&c.views, views)
	}
	if c.comments == 0 && !m.anyComments {
		take(&c.comments, comments)
	}
	if !m.sources && len(q.Sources) != 1 {
		take(&c.source, min(source, widest))
	}
	c.title = max(0, min(titleMost, free+leastTitle(p.width)))
	if p.width < leadCells+c.title {
		c.title = max(0, p.width-leadCells)
	}
	l.columns = c
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
