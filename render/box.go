package render

// style is how a span of text is meant, as far as a terminal can show it.
type style uint8

const (
	emph style = 1 << iota
	strong
	struck
	code
	quiet   // beside the text: a link's number, a caption, the sign of an image
	picture // the words of an image, in a Markdown export
)

// span is text in one style. A "\n" in it is a line break that was asked for;
// every other white space has been folded as a browser does.
type span struct {
	text  string
	style style
	link  int // number of the link it belongs to, 0 for none
}

// boxKind is what a box holds.
type boxKind uint8

const (
	paragraph boxKind = iota // spans
	heading                  // spans, level
	listing                  // code, lang
	list                     // kids of kind item
	item                     // kids
	quote                    // kids
	indented                 // kids: a definition
	group                    // kids that belong together: a figure, a list of definitions
	table                    // grid
	rule
)

// box is a piece of a document, after everything that could harm has been taken
// out of it. A document's top-level boxes are its blocks.
type box struct {
	kind  boxKind
	goes  bool // goes on with the box before it, of which it was cut off
	close bool // stands under the box before it without a blank line
	level int  // heading: 1 to 6
	spans []span
	kids  []box
	first int      // list: number of the first item, when ordered
	sort  listSort // list
	mark  itemMark // item
	lang  string
	code  string
	grid  *grid
}

type listSort uint8

const (
	bulleted listSort = iota
	numbered
)

// itemMark is what stands before an item.
type itemMark uint8

const (
	bullet itemMark = iota // or its number
	todo
	done
	unmarked // the rest of an item that was cut
)

// grid is the content of a table piece. Pieces of one table share their columns.
type grid struct {
	head    []cell   // nil: no header, or one that an earlier piece showed
	labels  []string // the header's text, for rows that are shown one cell a line
	rows    [][]cell
	columns []column
}

// cell is one cell of a table.
type cell struct {
	spans  []span
	header bool
}

// column is how wide the cells of a column are, in terminal cells.
type column struct {
	word int // the longest word
	full int // the longest cell
	nums bool
}

// size is what rendering a box costs: bytes of text, and pieces of it.
type size struct{ bytes, parts int }

func (s size) add(o size) size { return size{s.bytes + o.bytes, s.parts + o.parts} }

// fits tells whether a box of this size may be rendered at once.
func (s size) fits() bool { return s.bytes <= maxBytes && s.parts <= maxParts }

func sizeOf(b *box) size {
	s := sizeOfSpans(b.spans)
	s.bytes += len(b.code)
	s.parts++
	for i := range b.kids {
		s = s.add(sizeOf(&b.kids[i]))
	}
	if b.grid != nil {
		for _, row := range b.grid.rows {
			for i := range row {
				s = s.add(sizeOfSpans(row[i].spans))
				s.parts++
			}
		}
	}
	return s
}

func sizeOfSpans(spans []span) size {
	s := size{parts: len(spans)}
	for i := range spans {
		s.bytes += len(spans[i].text)
	}
	return s
}

// each calls f with the spans of every paragraph, heading and cell, in order.
func (b *box) each(f func([]span)) {
	if len(b.spans) > 0 {
		f(b.spans)
	}
	for i := range b.kids {
		b.kids[i].each(f)
	}
	if b.grid == nil {
		return
	}
	for i := range b.grid.head {
		f(b.grid.head[i].spans)
	}
	for _, row := range b.grid.rows {
		for i := range row {
			f(row[i].spans)
		}
	}
}
