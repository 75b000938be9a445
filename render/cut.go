package render

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

// What one block may cost. Text is rendered at some 2 MB a second, and a block
// can't be interrupted: these are its time box.
const (
	maxBytes = 4 << 10 // of text
	maxParts = 120     // spans, items and cells

	codeLines = 40      // lines of a listing that are coloured together
	codeBytes = 3 << 10 // of a listing's piece; a longer line is cut and not coloured

	maxHeading = 400 // bytes; a longer heading is a paragraph
)

// cut returns boxes that are each small enough to be rendered at once. A box that
// was cut off another goes on with it, without a blank line between them.
func (t *tamer) cut(boxes []box) []box {
	var out []box
	t.starts = make([]int, len(boxes)+1)
	for i := range boxes {
		t.starts[i] = len(out)
		out = append(out, cutBox(boxes[i])...)
	}
	t.starts[len(boxes)] = len(out)
	return out
}

// anchorBlocks turns the ids found in boxes into blocks.
func (t *tamer) anchorBlocks(blocks []box) map[string]int {
	at := make(map[string]int, len(t.anchors))
	for _, a := range t.anchors {
		if _, known := at[a.id]; known || a.box >= len(t.starts) {
			continue
		}
		if block := t.starts[a.box]; block < len(blocks) {
			at[a.id] = block
		}
	}
	return at
}

func cutBox(b box) []box {
	if b.kind == heading && sizeOfSpans(b.spans).bytes > maxHeading {
		b.kind = paragraph
		for i := range b.spans {
			b.spans[i].style |= strong
		}
	}
	switch b.kind {
	case listing:
		return cutListing(b)
	case table:
		return cutTable(b)
	}
	if sizeOf(&b).fits() {
		return []box{withTables(b)}
	}
	switch b.kind {
	case paragraph, heading:
		return cutParagraph(b)
	case list:
		return cutList(b)
	default:
		return cutKids(b)
	}
}

// withTables gives the tables inside a box their columns.
func withTables(b box) box {
	for i := range b.kids {
		if b.kids[i].kind != table {
			b.kids[i] = withTables(b.kids[i])
			continue
		}
		kids := slices.Clone(b.kids[:i])
		for _, kid := range b.kids[i:] {
			if kid.kind == table {
				kids = append(kids, cutTable(kid)...)
			} else {
				kids = append(kids, withTables(kid))
			}
		}
		b.kids = kids
		break
	}
	return b
}

// cutKids cuts a quote, or an item, between the boxes that it holds.
func cutKids(b box) []box {
	kids, unmarkedRest := b.kids, b
	b.kids = nil
	pieces := []box{b}
	unmarkedRest.mark, unmarkedRest.goes, unmarkedRest.close = unmarked, true, false
	room := size{}
	for i := range kids {
		for _, kid := range cutBox(kids[i]) {
			cost := sizeOf(&kid)
			if last := &pieces[len(pieces)-1]; len(last.kids) > 0 && !room.add(cost).fits() {
				unmarkedRest.kids = nil
				pieces = append(pieces, unmarkedRest)
				room = size{}
			}
			last := &pieces[len(pieces)-1]
			last.kids = append(last.kids, kid)
			room = room.add(cost)
		}
	}
	return pieces
}

// cutList cuts a list between its items, and an item that is too large within.
func cutList(b box) []box {
	items, number := b.kids, b.first
	b.kids = nil
	var pieces []box
	room := size{}
	begin := func() {
		next := b
		next.first = number
		next.goes = b.goes || len(pieces) > 0
		pieces = append(pieces, next)
		room = size{}
	}
	for i := range items {
		for _, it := range cutItem(items[i]) {
			cost := sizeOf(&it)
			if len(pieces) == 0 || len(pieces[len(pieces)-1].kids) > 0 && !room.add(cost).fits() {
				begin()
			}
			last := &pieces[len(pieces)-1]
			last.kids = append(last.kids, it)
			room = room.add(cost)
			if it.mark != unmarked {
				number++
			}
		}
	}
	return pieces
}

func cutItem(it box) []box {
	if sizeOf(&it).fits() {
		return []box{withTables(it)}
	}
	return cutKids(it)
}

// cutParagraph cuts a long paragraph after a sentence, or else a word.
func cutParagraph(b box) []box {
	spans := b.spans
	var pieces []box
	for len(spans) > 0 {
		head, rest := cutSpans(spans)
		piece := b
		piece.spans = head
		piece.goes = b.goes || len(pieces) > 0
		pieces = append(pieces, piece)
		spans = rest
	}
	return pieces
}

// cutSpans takes spans for one piece.
func cutSpans(spans []span) (head, rest []span) {
	bytes := 0
	for i := range spans {
		if i == maxParts-1 {
			return spans[:i], spans[i:]
		}
		if bytes+len(spans[i].text) <= maxBytes {
			bytes += len(spans[i].text)
			continue
		}
		at := cutText(spans[i].text, maxBytes-bytes)
		if at == 0 && i > 0 {
			return spans[:i], spans[i:]
		}
		if at == 0 {
			at = cutWord(spans[i].text)
		}
		left := spans[i]
		left.text = left.text[:at]
		head = append(slices.Clip(spans[:i]), left)
		spans[i].text = strings.TrimLeft(spans[i].text[at:], " ")
		if spans[i].text == "" {
			i++
		}
		return head, spans[i:]
	}
	return spans, nil
}

// cutText finds where to cut a text so that at most n bytes come before.
func cutText(s string, n int) int {
	if n <= 0 {
		return 0
	}
	s = s[:min(n, len(s))]
	if i := strings.LastIndex(s, ". "); i > len(s)/2 {
		return i + 1
	}
	return strings.LastIndexAny(s, " \n") + 1
}

// cutWord cuts a word that fills a piece alone, between two characters.
func cutWord(s string) int {
	at := 0
	for at < len(s) && at < maxBytes {
		cluster, _ := ansi.FirstGraphemeCluster(s[at:min(len(s), at+256)], ansi.GraphemeWidth)
		if cluster == "" {
			break
		}
		at += len(cluster)
	}
	for at < len(s) && !utf8.RuneStart(s[at]) {
		at++
	}
	return at
}

// cutListing cuts a listing between lines, and lines that are too long within.
func cutListing(b box) []box {
	var pieces []box
	for rest := b.code; rest != ""; {
		n, lines := 0, 0
		for n < len(rest) && lines < codeLines {
			end := strings.IndexByte(rest[n:], '\n') + 1
			if end == 0 {
				end = len(rest) - n
			}
			if n+end > codeBytes {
				if n == 0 {
					n = cutLine(rest[:min(end, codeBytes)])
				}
				break
			}
			n += end
			lines++
		}
		piece := b
		piece.code = strings.TrimSuffix(rest[:n], "\n")
		piece.goes = b.goes || len(pieces) > 0
		pieces = append(pieces, piece)
		rest = rest[n:]
	}
	return pieces
}

// cutLine shortens a line's start to whole characters.
func cutLine(s string) int {
	n := len(s)
	for i := n - 1; i > n-utf8.UTFMax && i > 0; i-- {
		if utf8.RuneStart(s[i]) {
			return i
		}
	}
	return n
}

// cutTable cuts a table between its rows, and gives the pieces common columns.
func cutTable(b box) []box {
	g := b.grid
	var pieces []box
	room := size{}
	for i, row := range g.rows {
		cost := sizeOfRow(row)
		if cost.bytes > maxBytes || cost.parts > 4*maxParts {
			pieces = append(pieces, cutRow(row)...)
			room = size{}
			continue
		}
		if last := len(pieces) - 1; last < 0 || pieces[last].kind != table || len(pieces[last].grid.rows) >= tableRows || !tableFits(room.add(cost)) {
			piece := b
			piece.goes = b.goes || i > 0
			piece.grid = &grid{}
			pieces = append(pieces, piece)
			room = size{}
		}
		p := pieces[len(pieces)-1].grid
		p.rows = append(p.rows, row)
		room = room.add(cost)
	}
	settled := false
	for i := range pieces {
		p := pieces[i].grid
		if pieces[i].kind != table {
			continue
		}
		if !settled {
			g.settle(p.rows)
			p.head = fitRow(g.head, len(g.columns))
			settled = true
		}
		p.labels, p.columns = g.labels, g.columns
		for j := range p.rows {
			p.rows[j] = fitRow(p.rows[j], len(g.columns))
		}
	}
	return pieces
}

func sizeOfRow(row []cell) size {
	s := size{parts: 1}
	for i := range row {
		s = s.add(sizeOfSpans(row[i].spans))
	}
	return s
}

// cutRow makes paragraphs of a row that holds too much for one.
func cutRow(row []cell) []box {
	var pieces []box
	for i := range row {
		if len(row[i].spans) > 0 {
			pieces = append(pieces, cutParagraph(box{kind: paragraph, spans: row[i].spans, goes: true})...)
		}
	}
	return pieces
}

// tableFits allows a table more parts than others: its cells are short.
func tableFits(s size) bool { return s.bytes <= 2*maxBytes && s.parts <= 2*maxParts }
