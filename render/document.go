// Package render makes articles readable: it turns cleaned HTML or Markdown into
// a Document of blocks, and a block into styled terminal lines of a given width.
//
// An article may be hostile although it was cleaned before: it may come from an
// old store or another program. So a document is tamed as it is parsed (depth,
// sizes and table spans are bounded, controls and unsafe addresses dropped), cut
// into blocks that each cost little, and every line passes plain.Styled last.
package render

import (
	"strings"
	"unicode/utf8"
)

// Document is a parsed article. It never changes, and any number of goroutines
// may read and render it at once.
type Document struct {
	blocks   []box
	weights  []int
	links    []Link
	headings []Heading
	anchors  map[string]int
}

// Link is an address that the article leads to. An address that occurs several
// times has one number.
type Link struct {
	Number int    // from 1, as in "[1]"; Links()[Number-1]
	URL    string // passed plain.Link
	Text   string // what is linked, one line
	Block  int    // where it occurs first
}

// Heading is a section heading.
type Heading struct {
	Level int // 1 to 6
	Text  string
	Block int
}

// headBytes is how much of a long body ParseHead reads: several screens, whose
// parsing stays in a few milliseconds.
const headBytes = 64 << 10

// Parse makes a document of an HTML body whose addresses are absolute. It never
// fails: what is no HTML is text.
func Parse(htmlBody string) *Document {
	t := tamer{}
	return t.document(t.tame(tree(htmlBody)))
}

// ParseHead makes a document of the first screens of a body: all of it when it is
// shorter than 64 KB. Its blocks and links are the first ones of what Parse
// gives, so that one can take the place of the other under the reader's eyes.
func ParseHead(htmlBody string) *Document {
	if len(htmlBody) <= headBytes {
		return Parse(htmlBody)
	}
	t := tamer{}
	boxes := t.cut(t.tame(tree(head(htmlBody))))
	if len(boxes) < 2 { // markup alone: the text comes later
		return Parse(htmlBody)
	}
	// The last block may go on beyond what was read.
	d := t.index(boxes[:len(boxes)-1])
	for len(d.links) > 0 && d.links[len(d.links)-1].Block < 0 {
		d.links = d.links[:len(d.links)-1]
	}
	d.place()
	return d
}

// head cuts a long body before a tag, or else between two characters.
func head(htmlBody string) string {
	s := htmlBody[:headBytes]
	if i := strings.LastIndexByte(s, '<'); i > headBytes/2 {
		return s[:i]
	}
	for i := len(s) - 1; i > len(s)-utf8.UTFMax; i-- {
		if utf8.RuneStart(s[i]) {
			return s[:i]
		}
	}
	return s
}

// Len is the number of blocks.
func (d *Document) Len() int { return len(d.blocks) }

// Links returns the article's links by number. The caller must not change it.
func (d *Document) Links() []Link { return d.links }

// Headings returns the section headings in order. The caller must not change it.
func (d *Document) Headings() []Heading { return d.headings }

// Weight is the size of a block in bytes of text, at least 1: what share of the
// article it is.
func (d *Document) Weight(i int) int { return d.weights[i] }

// Anchor returns the block that an in-page address ("#note-1") leads to.
func (d *Document) Anchor(id string) (block int, ok bool) {
	block, ok = d.anchors[id]
	return block, ok
}

// document cuts boxes into blocks and indexes them.
func (t *tamer) document(boxes []box) *Document {
	d := t.index(t.cut(boxes))
	d.place()
	return d
}

// place gives a link whose text was left out the block of the link before it.
func (d *Document) place() {
	block := 0
	for i := range d.links {
		if d.links[i].Block < 0 {
			d.links[i].Block = block
		}
		block = d.links[i].Block
	}
}

// index notes what is found in which block.
func (t *tamer) index(blocks []box) *Document {
	d := &Document{blocks: blocks, links: t.links, weights: make([]int, len(blocks))}
	for i := range blocks {
		b := &blocks[i]
		d.weights[i] = max(1, sizeOf(b).bytes)
		d.note(b, i)
		b.each(func(spans []span) {
			for _, s := range spans {
				if s.link > 0 && d.links[s.link-1].Block < 0 {
					d.links[s.link-1].Block = i
				}
			}
		})
	}
	d.anchors = t.anchorBlocks(blocks)
	return d
}

// note gathers the headings of a block, those inside lists and quotes too.
func (d *Document) note(b *box, block int) {
	if b.kind == heading && !b.goes {
		d.headings = append(d.headings, Heading{Level: b.level, Text: textOf(b.spans), Block: block})
	}
	for i := range b.kids {
		d.note(&b.kids[i], block)
	}
}

// textOf is the text of spans in one line, without what stands beside it.
func textOf(spans []span) string {
	var b strings.Builder
	for _, s := range spans {
		if s.style&quiet == 0 {
			b.WriteString(s.text)
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}
