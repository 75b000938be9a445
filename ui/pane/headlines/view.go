package headlines

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"griot/feed"
	"griot/ui/keys"
	"griot/ui/widget"
)

// headed tells whether a line above the rows names the columns.
func (p *Pane) headed() bool { return !p.compact && p.height > 2 && !p.slim() }

func (p *Pane) headLines() int { return toInt(p.headed()) }

// sections tells whether age groups have lines of their own.
func (p *Pane) sections() bool { return !p.compact && p.now.query.Order == feed.ByDate }

// names tells whether a row shows its age group in place of its date: the first of
// each group, where groups have no lines of their own.
func (p *Pane) names(i int) bool {
	if !p.compact || p.now.query.Order != feed.ByDate {
		return false
	}
	rows := p.now.window.Rows()
	if i == 0 {
		return p.now.window.Ends(feed.Backward)
	}
	return rows[i-1].group != rows[i].group
}

// footLines is how many lines stand under the rows.
func (p *Pane) footLines() int {
	if p.height < 3 || p.slim() {
		return 0
	}
	return toInt(p.foot() != noFoot)
}

// footKind is what the line under the rows is about.
type footKind uint8

const (
	noFoot footKind = iota
	findFoot
	sampleFoot
)

func (p *Pane) foot() footKind {
	switch {
	case p.find.typing || p.now.query.Words != "":
		return findFoot
	case p.now.sample:
		return sampleFoot
	default:
		return noFoot
	}
}

// rowsHeight is how many lines are left for rows and the titles between them.
func (p *Pane) rowsHeight() int { return max(0, p.height-p.headLines()-p.footLines()) }

// resize gives the rows the lines that they have now.
func (p *Pane) resize() { p.now.window.SetHeight(p.rowsHeight()) }

// arrange lays everything out anew.
func (p *Pane) arrange() {
	p.look.todayGroup = p.env.Words.Group(p.env.Now(), p.env.Now())
	p.resize()
	p.measure()
	p.plan()
}

// View draws the list.
func (p *Pane) View() string {
	if p.height <= 0 || p.width <= 0 {
		return widget.Lines(nil, p.height)
	}
	lines := make([]string, 0, p.height)
	if p.headed() {
		lines = append(lines, p.header())
	}
	switch {
	case !p.now.loaded:
	case p.now.window.Len() == 0:
		lines = append(lines, p.empty()...)

	default:
		lines = p.rowLines(lines)
	}
	room := p.height - p.footLines()
	for len(lines) < room {
		lines = append(lines, "")
	}
	lines = lines[:room]
	if p.footLines() > 0 {
		lines = append(lines, p.footer())
	}
	if p.slim() {
		for i, l := range lines {
			lines[i] = widget.Truncate(l, p.width)
		}
	}
	return strings.Join(lines, "\n")
}

// slim tells whether there is no room for more than the marks of a row.
func (p *Pane) slim() bool { return p.width < 2*leadCells }

func (p *Pane) rowLines(lines []string) []string {
	rows, cursor := p.now.window.Rows(), p.now.window.Cursor()
	for _, line := range p.now.window.Lines() {
		if line.Title {
			lines = append(lines, p.section(rows[line.Row]))
			continue
		}
		lines = append(lines, p.draw(line.Row, line.Row == cursor))
	}
	return lines
}

func (p *Pane) section(r *row) string {
	name := p.env.Words.GroupName(r.group)
	return widget.Blank(leadCells) + p.look.inks.section.Paint(widget.Truncate(name, p.width-leadCells))
}

// header names the columns, and on the left the age group of the first row below.
func (p *Pane) header() string {
	rows := p.now.window.Rows()
	if len(rows) == 0 {
		return ""
	}
	var b strings.Builder
	left := ""
	if p.sections() {
		left = widget.Truncate(p.env.Words.GroupName(rows[p.now.window.Top()].group), p.look.columns.title)
	}
	b.WriteString(widget.Blank(leadCells))
	p.look.inks.section.Add(&b, left)
	b.WriteString(widget.Blank(p.look.columns.title - widget.Width(left)))
	for _, s := range p.look.columns.spans() {
		p.columnHead(&b, s)
	}
	return b.String()
}

// columnHead writes a column's name: at its left for words, at its right for figures.
func (p *Pane) columnHead(b *strings.Builder, s span) {
	ink := p.look.inks.column
	if s.order == p.now.query.Order {
		ink = p.look.inks.sorted
	}
	width := s.to - s.from - gapCells
	name := widget.Truncate(p.columnName(s.order), width)
	fill := widget.Blank(width - widget.Width(name))
	b.WriteString(widget.Blank(gapCells))
	if s.order == feed.BySource {
		ink.Add(b, name)
		b.WriteString(fill)
		return
	}
	b.WriteString(fill)
	ink.Add(b, name)
}

// MastheadColumns are the columns' names for the masthead of a low terminal, where
// the list has no line for them: its last cell belongs over the last cell of the
// last column. The source is not among them, its name explains itself.
func (p *Pane) MastheadColumns() string {
	if p.now.window.Len() == 0 {
		return ""
	}
	var b strings.Builder
	for _, s := range p.look.columns.spans() {
		if s.order == feed.BySource && p.now.query.Order != feed.BySource {
			continue
		}
		if b.Len() == 0 {
			s.from, s.to = 0, gapCells+widget.Width(p.columnName(s.order))
			var first strings.Builder
			p.columnHead(&first, s)
			b.WriteString(strings.TrimPrefix(first.String(), widget.Blank(gapCells)))
			continue
		}
		p.columnHead(&b, s)
	}
	return b.String()
}

// empty says why there is no row, and what to do next.
func (p *Pane) empty() []string {
	w, q := p.env.Words, p.now.query
	key := func(a keys.Action) string { return p.env.Keys.Shown(keys.Headlines, a) }
	var what, next string
	switch {
	case q.Words != "":
		what = w.Say("headlines.empty.words", w.Quote(q.Words))
		next = w.Say("headlines.empty.words.next", key(keys.Back))
	case q.View == feed.Unread:
		what = w.Say("headlines.empty.unread")
		next = w.Say("headlines.empty.unread.next", key(keys.ViewAll), key(keys.RefreshAll))
	case q.View == feed.Starred:
		what = w.Say("headlines.empty.starred")
		next = w.Say("headlines.empty.starred.next", key(keys.Star), key(keys.ViewAll))
	case q.View == feed.Commented:
		what = w.Say("headlines.empty.commented")
		next = w.Say("headlines.empty.commented.next", key(keys.Write), key(keys.ViewAll))
	case p.now.source.ID != 0:
		what = w.Say("headlines.empty.source", w.Quote(p.now.source.Label()))
		next = w.Say("headlines.empty.source.next", key(keys.RefreshAll), key(keys.ShowSources))
	default:
		what = w.Say("headlines.empty.all")
		next = w.Say("headlines.empty.all.next", key(keys.RefreshAll), key(keys.AddSource), key(keys.ShowSources))
	}
	var lines []string
	if p.rowsHeight() > 4 {
		lines = append(lines, "")
	}
	for _, l := range widget.Wrap(what, p.width-leadCells-1) {
		lines = append(lines, widget.Blank(leadCells)+p.look.inks.strong.Paint(l))
	}
	for _, l := range widget.Wrap(next, p.width-leadCells-1) {
		lines = append(lines, widget.Blank(leadCells)+p.look.inks.dim.Paint(l))
	}
	return lines
}

// footer is the line under the rows: the search, or how to go on from the sample.
func (p *Pane) footer() string {
	switch p.foot() {
	case findFoot:
		return p.findLine()
	case sampleFoot:
		return p.sampleLine()
	case noFoot:
		return ""
	default:
		return ""
	}
}

// findLead is what stands before the words of a search.
const findLead = " /  "

func (p *Pane) findLine() string {
	i := p.look.inks
	right := p.matches()
	room := p.width - widget.Width(findLead) - p.look.columns.pad
	if !p.find.typing {
		words := widget.Truncate(p.now.query.Words, room)
		left := i.accent.Paint(findLead) + i.strong.Paint(words)
		esc := p.env.Words.Say("headlines.find.clear", p.env.Keys.Shown(keys.Headlines, keys.Back))
		return widget.Ends(left, i.dim.Paint(right+" · "+esc), p.width-p.look.columns.pad)
	}
	typed, _ := p.find.input.View(room)
	return widget.Ends(i.accent.Paint(findLead)+i.strong.Paint(typed), i.dim.Paint(right), p.width-p.look.columns.pad)
}

// matches tells how many rows the words find.
func (p *Pane) matches() string {
	w := &p.now.window
	switch {
	case p.now.query.Words == "":
		return ""
	case w.Ends(feed.Backward) && w.Ends(feed.Forward):
		return p.env.Words.Say("headlines.find.matches", feed.Tally{N: w.Len()})
	case p.now.counted:
		return p.env.Words.Say("headlines.find.matches", p.now.total)
	default:
		return ""
	}
}

func (p *Pane) sampleLine() string {
	w, i := p.env.Words, p.look.inks
	label := w.Say("headlines.sample")
	hint := func(a keys.Action, says string) string {
		return i.strong.Paint(p.env.Keys.Shown(keys.Headlines, a)) + " " + i.dim.Paint(says)
	}
	hints := []string{hint(keys.AddSource, w.Say("headlines.sample.add"))}
	if p.env.Keys.Shown(keys.Headlines, keys.ImportList) != "" {
		hints = append(hints, hint(keys.ImportList, w.Say("headlines.sample.import")))
	}
	hints = append(hints, hint(keys.Help, w.Say("headlines.sample.keys")))
	next := strings.Join(hints, i.dim.Paint(" · "))
	line := widget.Blank(leadCells) + i.dim.Paint(label+" · ") + next
	if widget.Width(line) > p.width {
		line = widget.Blank(leadCells) + next
	}
	return widget.Truncate(line, p.width)
}

// Cursor stands on the bar of the selected row, or in the line that is typed into.
func (p *Pane) Cursor() *tea.Cursor {
	if p.find.typing && p.footLines() > 0 {
		room := p.width - widget.Width(findLead) - p.look.columns.pad
		_, x := p.find.input.View(room)
		return tea.NewCursor(widget.Width(findLead)+x, p.height-1)
	}
	cursor := p.now.window.Cursor()
	for y, line := range p.now.window.Lines() {
		if !line.Title && line.Row == cursor {
			c := tea.NewCursor(0, y+p.headLines())
			c.Shape, c.Blink = tea.CursorBar, false // the row shows itself; this one is for magnifiers and braille
			return c
		}
	}
	return nil
}
