package render

import "strings"

const (
	tableGap   = 2  // cells between two columns
	wideColumn = 10 // a column is not made narrower than this, or than what it holds
)

// table lays out a piece of a table: as columns where they have room, else one
// cell a line.
func (l *layout) table(g *grid, first, rest prefix) {
	widths := g.widths(l.width - rest.width)
	head := make([][]bit, len(g.head))
	for i := range g.head {
		if len(g.head[i].spans) > 0 {
			head[i] = l.next()
		}
	}
	if widths == nil {
		l.stack(g, first, rest)
		return
	}
	out := func(r row) {
		l.line(trimmed(r), first)
		first = rest
	}
	if len(head) > 0 {
		for _, r := range sideBySide(head, widths, g.columns) {
			out(r)
		}
		lines := make([][]bit, len(widths))
		for i, w := range widths {
			lines[i] = []bit{{text: strings.Repeat("─", w), sgr: l.inks.faint}}
		}
		for _, r := range sideBySide(lines, widths, g.columns) {
			out(r)
		}
	}
	for _, cells := range g.rows {
		lines := make([][]bit, len(widths))
		for i := range cells {
			if len(cells[i].spans) > 0 {
				lines[i] = l.next()
			}
		}
		for _, r := range sideBySide(lines, widths, g.columns) {
			out(r)
		}
	}
}

// widths gives each column its share of the room; nil when there is too little.
func (g *grid) widths(room int) []int {
	room -= tableGap * (len(g.columns) - 1)
	widths := make([]int, len(g.columns))
	least, more := 0, 0
	for i, c := range g.columns {
		widths[i] = min(c.full, max(c.word, wideColumn))
		widths[i] = max(widths[i], 1)
		least += widths[i]
		more += max(c.full, 1) - widths[i]
	}
	if least > room {
		return nil
	}
	spare := room - least
	if spare >= more {
		for i, c := range g.columns {
			widths[i] = max(c.full, 1)
		}
		return widths
	}
	for i, c := range g.columns {
		widths[i] += (max(c.full, 1) - widths[i]) * spare / more
	}
	return widths
}

// sideBySide sets cells beside one another, wrapped to their columns.
func sideBySide(cells [][]bit, widths []int, columns []column) []row {
	wrapped := make([][]row, len(widths))
	height := 1
	for i := range widths {
		if len(cells) > i && len(cells[i]) > 0 {
			wrapped[i] = wrap(cells[i], widths[i])
			height = max(height, len(wrapped[i]))
		}
	}
	rows := make([]row, height)
	for y := range rows {
		column := 0
		for i, w := range widths {
			if y < len(wrapped[i]) {
				cell := wrapped[i][y]
				left := column
				if columns[i].nums {
					left += max(0, w-cell.width)
				}
				if pad := left - rows[y].width; pad > 0 {
					rows[y].put([]bit{{text: strings.Repeat(" ", pad)}}, pad)
				}
				rows[y].put(cell.bits, cell.width)
			}
			column += w + tableGap
		}
	}
	return rows
}

// stack shows each row as lines of "label  value", for narrow terminals.
func (l *layout) stack(g *grid, first, rest prefix) {
	label := 0
	for _, s := range g.labels {
		label = max(label, width(s))
	}
	label = min(label, (l.width-rest.width)/3)
	for i, cells := range g.rows {
		if i > 0 {
			l.line(row{}, rest)
		}
		for j := range cells {
			if len(cells[j].spans) == 0 {
				continue
			}
			value := l.next()
			head, tail := first, rest
			if label > 0 {
				name := ""
				if j < len(g.labels) {
					name = g.labels[j]
				}
				n, w := fit(name, label)
				head = first.plus(name[:n], l.inks.dim).plus(strings.Repeat(" ", label-w+2), "")
				tail = rest.plus(strings.Repeat(" ", label+2), "")
			}
			l.flow(value, head, tail)
			first = rest
		}
	}
}
