package render

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/charmbracelet/x/ansi"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

const (
	maxSpan    = 20  // a larger colspan or rowspan counts as 1
	maxColumns = 64  // of a table; further cells join the last column
	tableRows  = 40  // rows of one piece; the first piece decides about the columns
	layoutRows = 8   // rows that decide whether it is a table of data
	maxCell    = 400 // bytes of text that a cell of data may hold
)

// table takes in <table>: as a grid, or, where the page only used it for its
// layout, as what its cells hold.
func (t *tamer) table(n *html.Node, sc scope) {
	t.flush()
	t.count()
	rows := tableRowsOf(n)
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom == atom.Caption {
			t.element(c, sc)
			break
		}
	}
	if isLayout(n, rows) {
		for _, row := range rows {
			for c := row.FirstChild; c != nil; c = c.NextSibling {
				t.node(c, sc)
				t.flush()
			}
		}
		return
	}
	g := &grid{}
	carried := map[int]int{} // column → rows that a cell above still covers
	for _, row := range rows {
		cells := t.row(row, sc, carried)
		if len(cells) == 0 {
			continue
		}
		if g.head == nil && len(g.rows) == 0 && allHeaders(cells) {
			g.head = cells
			continue
		}
		g.rows = append(g.rows, cells)
	}
	if len(g.rows) == 0 && g.head != nil {
		g.rows, g.head = [][]cell{g.head}, nil
	}
	if len(g.rows) > 0 {
		if t.export { // which does not cut it
			g.settle(g.rows)
			g.head = fitRow(g.head, len(g.columns))
			for i := range g.rows {
				g.rows[i] = fitRow(g.rows[i], len(g.columns))
			}
		}
		t.add(box{kind: table, grid: g})
	}
}

// tableRowsOf returns the rows of a table in reading order, not those of tables
// inside it.
func tableRowsOf(n *html.Node) []*html.Node {
	var rows []*html.Node
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch c.DataAtom {
		case atom.Tr:
			rows = append(rows, c)
		case atom.Thead, atom.Tbody, atom.Tfoot:
			for r := c.FirstChild; r != nil; r = r.NextSibling {
				if r.DataAtom == atom.Tr {
					rows = append(rows, r)
				}
			}
		}
	}
	return rows
}

// isLayout tells a table that holds no data: one column or one row, tables or
// much text in its cells. The first rows decide, so that the start of a long
// body is read as the whole is.
func isLayout(n *html.Node, rows []*html.Node) bool {
	if role := attr(n, "role"); role == "presentation" || role == "none" {
		return true
	}
	columns, headers := 0, false
	for _, row := range rows[:min(len(rows), layoutRows)] {
		cells := 0
		for c := row.FirstChild; c != nil; c = c.NextSibling {
			if c.DataAtom != atom.Td && c.DataAtom != atom.Th {
				continue
			}
			cells++
			headers = headers || c.DataAtom == atom.Th
			text := 0
			for d := range c.Descendants() {
				if d.DataAtom == atom.Table || d.DataAtom == atom.Pre {
					return true
				}
				if d.Type == html.TextNode {
					text += len(d.Data)
				}
				if text > maxCell {
					return true
				}
			}
		}
		columns = max(columns, cells)
	}
	return columns < 2 || len(rows) < 2 && !headers
}

// row returns the cells of a row, with empty ones where spans cover the place.
func (t *tamer) row(row *html.Node, sc scope, carried map[int]int) []cell {
	var cells []cell
	skip := func() {
		for len(cells) < maxColumns && carried[len(cells)] > 0 {
			carried[len(cells)]--
			cells = append(cells, cell{})
		}
	}
	sc.cell = true
	empty := true
	for c := row.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom != atom.Td && c.DataAtom != atom.Th {
			continue
		}
		skip()
		t.anchor(c)
		inner := sc
		if c.DataAtom == atom.Th && !t.export {
			inner.style |= strong
		}
		t.children(c, inner)
		spans := t.run.take()
		empty = empty && len(spans) == 0
		if len(cells) >= maxColumns {
			last := &cells[maxColumns-1]
			if len(spans) > 0 {
				last.spans = append(append(last.spans, span{text: " · ", style: quiet}), spans...)
			}
			continue
		}
		down := extent(c, "rowspan") - 1
		wide := extent(c, "colspan")
		for i := range wide {
			if len(cells) >= maxColumns {
				break
			}
			if down > 0 {
				carried[len(cells)] = down
			}
			if i == 0 {
				cells = append(cells, cell{spans: spans, header: c.DataAtom == atom.Th})
			} else {
				cells = append(cells, cell{header: c.DataAtom == atom.Th})
			}
		}
	}
	skip()
	if empty {
		return nil
	}
	return cells
}

// extent reads colspan or rowspan, whose large values are attacks or mistakes.
func extent(n *html.Node, key string) int {
	v, err := strconv.Atoi(strings.TrimSpace(attr(n, key)))
	if err != nil || v < 1 || v > maxSpan {
		return 1
	}
	return v
}

func allHeaders(cells []cell) bool {
	for _, c := range cells {
		if !c.header && len(c.spans) > 0 {
			return false
		}
	}
	return true
}

// settle measures the columns by the rows of the first piece, the only ones that
// are sure to be the same when only the start of a long body was read.
func (g *grid) settle(first [][]cell) {
	n := len(g.head)
	for _, row := range first {
		n = max(n, len(row))
	}
	g.columns = make([]column, n)
	for i := range g.columns {
		g.columns[i].nums = true
	}
	for i, c := range g.head {
		g.columns[i].measure(c.spans, false)
		g.labels = append(g.labels, textOf(c.spans))
	}
	for _, row := range first {
		for i, c := range row {
			g.columns[i].measure(c.spans, true)
		}
	}
}

// fitRow gives a row n cells; what is more joins the last. No row stays none.
func fitRow(row []cell, n int) []cell {
	if row == nil {
		return nil
	}
	for len(row) > n {
		last := len(row) - 1
		row[n-1].spans = append(append(row[n-1].spans, span{text: " ", style: quiet}), row[last].spans...)
		row = row[:last]
	}
	for len(row) < n {
		row = append(row, cell{})
	}
	return row
}

// measure widens the column for a cell.
func (c *column) measure(spans []span, data bool) {
	text := textOf(spans)
	for line := range strings.SplitSeq(withTicks(spans), "\n") {
		c.full = max(c.full, ansi.StringWidth(line))
		for _, word := range strings.FieldsFunc(line, isSpace) {
			c.word = max(c.word, ansi.StringWidth(word))
		}
	}
	if data && text != "" {
		c.nums = c.nums && isFigure(text)
	}
}

// withTicks is a text with the ticks that stand around its code.
func withTicks(spans []span) string {
	var b strings.Builder
	within := style(0)
	for _, s := range append(slices.Clip(spans), span{}) {
		if s.style&code != within {
			b.WriteByte('`')
			within = s.style & code
		}
		b.WriteString(s.text)
	}
	return b.String()
}

// isFigure tells numbers, which are set to the right of their column.
func isFigure(s string) bool {
	digits := 0
	for _, r := range s {
		switch {
		case unicode.IsDigit(r):
			digits++
		case !strings.ContainsRune(" \u00a0\u202f.,:+-−–%€$£/", r):
			return false
		}
	}
	return digits > 0 || s == "–" || s == "-"
}
