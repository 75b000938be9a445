package render

import (
	"strings"

	"charm.land/glamour/v2"
	"github.com/JohannesKaufmann/html-to-markdown/v2/converter"

	"griot/render/plain"
)

// Renderer draws blocks with one Look. It is cheap to make, and not for
// concurrent use.
type Renderer struct {
	width     int
	plain     bool
	inks      inks
	words     *glamour.TermRenderer
	converter *converter.Converter
	directs   int // leaves that Markdown did not bring back whole
}

// Block is a block of a document as lines. Between two blocks stands one blank
// line, which is the caller's, unless the second is Tight.
type Block struct {
	Lines []Line
	Tight bool // goes on with the block before it: no blank line between them
}

// Line is a line of a block. Its text passed plain.Styled and has no blanks at
// its end.
type Line struct {
	Text  string
	Spans []Span
}

// Span is where a link stands in a line: the cells [From,To) belong to the link
// numbered Link, which is Links()[Link-1].
type Span struct{ From, To, Link int }

// NewRenderer returns a renderer for a Look.
func NewRenderer(l Look) *Renderer {
	r := &Renderer{width: max(minWidth, l.Width), plain: l.Plain, inks: l.inks()}
	// Glamour wraps nothing (WordWrap 0): it would neither hang lists nor keep a
	// French colon with its word, and it fills every line up with blanks.
	// Its options can't fail; without it, texts would be styled directly.
	r.words, _ = glamour.NewTermRenderer(glamour.WithStyles(l.glamourStyle()), glamour.WithWordWrap(0),
		glamour.WithChromaFormatter("terminal16m"))
	r.converter = newConverter()
	return r
}

// maxStyled is how many blocks of a document go through Markdown and Glamour, which
// take nearly all the time. Those behind are styled directly.
const maxStyled = 500

// Block draws block i of a document.
func (r *Renderer) Block(d *Document, i int) Block {
	b := &d.blocks[i]
	l := layout{Renderer: r, links: d.links}
	if leaves := leavesOf(b); i < maxStyled {
		l.leaves = r.styled(leaves)
	} else {
		for _, leaf := range leaves {
			l.leaves = append(l.leaves, r.direct(leaf))
		}
	}
	l.box(b, prefix{}, prefix{})
	return Block{Lines: l.finish(), Tight: b.goes}
}

// leavesOf lists the texts of a box in the order in which it is laid out.
func leavesOf(b *box) []leaf {
	var leaves []leaf
	b.eachLeaf(func(l leaf) { leaves = append(leaves, l) })
	return leaves
}

// eachLeaf calls f with every text of a box, in the order of the layout.
func (b *box) eachLeaf(f func(leaf)) {
	switch b.kind {
	case paragraph:
		f(leaf{spans: b.spans})
	case heading:
		f(leaf{spans: b.spans, level: b.level})
	case table:
		b.each(func(spans []span) {
			if len(spans) > 0 {
				f(leaf{spans: spans})
			}
		})
	default:
		for i := range b.kids {
			b.kids[i].eachLeaf(f)
		}
	}
}

// finish cleans the lines and notes where their links are.
func (l *layout) finish() []Line {
	if len(l.out) == 0 {
		return nil
	}
	var raw strings.Builder
	for i, line := range l.out {
		if i > 0 {
			raw.WriteByte('\n')
		}
		raw.WriteString(line.Text)
	}
	clean := strings.Split(plain.Styled(raw.String()), "\n")
	for i := range l.out {
		l.out[i].Text = clean[i]
	}
	return l.out
}
