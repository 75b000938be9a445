package headlines

import (
	"strings"
	"time"

	"griot/feed"
	"griot/render/plain"
	"griot/ui/text"
	"griot/ui/widget"
)

// cell is a text with its width.
type cell struct {
	s string
	w int
}

func cellOf(s string) cell { return cell{s, widget.Width(s)} }

// row is a headline with all that drawing it needs, made where it is read.
type row struct {
	feed.Headline

	stood *feed.Headline // what it was when it got its place in the list, where it has changed since
	group text.Group

	title, source, views, comments, own, opens, date cell

	drawn  string // for the look of this number, unselected
	number uint32
	named  bool // drawn with its age group for a date
}

// place is what the row's place in the list goes by.
func (r *row) place() feed.Headline {
	if r.stood != nil {
		return *r.stood
	}
	return r.Headline
}

// mark changes a row's marks.
func (r *row) mark(read, starred bool) {
	if r.Read != read || r.Starred != starred {
		r.Read, r.Starred, r.number = read, starred, 0
	}
}

// become takes what the store says of the row now. Its place stays.
func (r *row) become(h feed.Headline, m maker) {
	if r.stood == nil {
		was := r.Headline
		r.stood = &was
	}
	r.Headline, r.number = h, 0
	m.fill(r)
}

// maker makes rows. It holds copies only, so that commands can use it.
type maker struct {
	words    *text.Words
	now      time.Time
	untitled string
}

func (p *Pane) maker() maker {
	return maker{words: p.env.Words, now: p.env.Now(), untitled: p.env.Words.Say("headlines.untitled")}
}

func (m maker) rows(headlines []feed.Headline) []*row {
	made := make([]row, len(headlines))
	rows := make([]*row, len(headlines))
	for i, h := range headlines {
		made[i].Headline = h
		m.fill(&made[i])
		rows[i] = &made[i]
	}
	return rows
}

func (m maker) fill(r *row) {
	w := m.words
	title := widget.Steady(plain.Line(r.Title))
	if title == "" {
		title = m.untitled
	}
	r.title = cellOf(title)
	r.source = cellOf(widget.Steady(plain.Line(r.SourceLabel)))
	r.views = cellOf(w.Count(r.Views))
	r.comments = cellOf(w.Count(r.Comments))
	r.own = cell{}
	if r.OwnComments > 0 {
		r.own = cellOf("+" + w.Number(int64(r.OwnComments)))
	}
	r.opens = cellOf(w.Number(int64(r.Opens)))
	date := r.Published
	if !date.Known() {
		date = feed.At(r.Sorted)
	}
	r.date = cellOf(w.RowDate(date, m.now))
	r.group = w.GroupOf(r.Headline, m.now)
}

// name is the age group in place of the date, where the date does not tell it: a
// time tells today, and a month its name.
func (l *look) name(words *text.Words, r *row) cell {
	if r.group.IsMonth() || r.group == l.todayGroup {
		return cell{}
	}
	c, ok := l.names[r.group]
	if !ok {
		c = cellOf(words.ShortGroupName(r.group))
		l.names[r.group] = c
	}
	return c
}

// draw is the row's line, without the background and the bar of the selected one.
func (p *Pane) draw(i int, selected bool) string {
	r := p.now.window.Rows()[i]
	named := p.names(i)
	l := &p.look
	if !selected && r.number == l.number && r.named == named && r.drawn != "" {
		return r.drawn
	}
	ink := &l.inks.read
	switch {
	case selected && p.blurred:
		ink = &l.inks.left
	case selected:
		ink = &l.inks.selected
	case !r.Read:
		ink = &l.inks.unread
	}
	line := p.line(r, ink, selected, named)
	if !selected {
		r.drawn, r.number, r.named = line, l.number, named
	}
	return line
}

func (p *Pane) line(r *row, ink *inkSet, selected, named bool) string {
	c := &p.look.columns
	var b strings.Builder
	b.Grow(2*p.width + 160)
	bar, mark, star := " ", " ", " "
	if selected {
		bar = "▌"
	}
	if !r.Read {
		mark = "●"
	}
	if r.Starred {
		star = "◆"
	}
	if selected || !r.Read || r.Starred {
		ink.bar.Add(&b, bar)
		ink.mark.Add(&b, mark+star)
		ink.gap.Add(&b, " ")
	} else {
		b.WriteString(widget.Blank(leadCells))
	}

	date := r.date
	if named {
		if name := p.look.name(p.env.Words, r); name.w > 0 && name.w <= c.date {
			date = name
		}
	}
	title := c.title
	if c.date > 0 && date.w > c.date { // a longer date takes what it needs from its own headline
		title -= date.w - c.date
	}
	shown, width := r.title.s, r.title.w
	if width > title {
		shown = widget.Truncate(shown, title)
		width = widget.Width(shown)
	}
	ink.title.Add(&b, shown)
	ink.gap.Add(&b, widget.Blank(title-width))

	if c.source > 0 {
		s, w := r.source.s, r.source.w
		if w > c.source {
			s = widget.Truncate(s, c.source)
			w = widget.Width(s)
		}
		ink.source.Add(&b, "  "+s+widget.Blank(c.source-w))
	}
	order := p.now.query.Order
	p.figure(&b, ink, r.views, c.views, order == feed.ByViews)
	if c.comments > 0 {
		count := r.comments
		ink.figure(order == feed.ByComments).Add(&b, widget.Blank(gapCells+max(0, c.comments-count.w-r.own.w))+count.s)
		ink.own.Add(&b, r.own.s)
	}
	p.figure(&b, ink, r.opens, c.opens, order == feed.ByOpens)
	p.figure(&b, ink, date, c.date, true)
	b.WriteString(widget.Blank(c.pad))
	return b.String()
}

// figure writes a figure, aligned right in its column.
func (p *Pane) figure(b *strings.Builder, ink *inkSet, figure cell, column int, plain bool) {
	if column > 0 {
		ink.figure(plain).Add(b, widget.Blank(gapCells+max(0, column-figure.w))+figure.s)
	}
}
