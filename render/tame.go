package render

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// maxQuotes is how deep quotes and lists may nest; deeper ones lose their frame,
// not their text. Each level takes room that a terminal does not have.
const maxQuotes = 6

// tamer walks a parsed body once and keeps what an article is made of.
type tamer struct {
	links   []Link
	numbers map[string]int // address → number
	export  bool           // for Markdown: no numbers, no signs, addresses in full
	used    int            // the highest number that stands in the text
	anchors []anchor
	top     int   // the top-level box that is filled: where ids point to
	depth   int   // of sinks, 1 for the outermost
	starts  []int // the first block of each box
	sink
}

// sink gathers boxes, and the run of text that will be the next one.
type sink struct {
	boxes []box
	run   run
}

// anchor is an id at a top-level box.
type anchor struct {
	id  string
	box int
}

// scope is what an element hands down to its content.
type scope struct {
	style  style
	link   int
	quotes int  // quotes and lists around it
	cell   bool // inside a table cell: nothing begins a box
	raise  int  // 1 in sup, -1 in sub
}

// tame returns the boxes of a tree.
func (t *tamer) tame(root *html.Node) []box {
	t.numbers = map[string]int{}
	return t.inside(root, scope{})
}

// inside returns the boxes of an element's content.
func (t *tamer) inside(n *html.Node, sc scope) []box {
	return t.gather(func() { t.children(n, sc) })
}

// gather returns the boxes that content makes, in a sink of their own.
func (t *tamer) gather(content func()) []box {
	outer := t.sink
	t.sink = sink{}
	t.depth++
	content()
	t.flush()
	boxes := t.boxes
	t.sink = outer
	t.depth--
	return boxes
}

func (t *tamer) children(n *html.Node, sc scope) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		t.node(c, sc)
	}
}

// add ends the paragraph before a box and appends the box.
func (t *tamer) add(b box) {
	t.flush()
	t.boxes = append(t.boxes, b)
	t.count()
}

// count notes the top-level box that comes next.
func (t *tamer) count() {
	if t.depth == 1 {
		t.top = len(t.boxes)
	}
}

// flush makes a paragraph of the text gathered so far.
func (t *tamer) flush() {
	if spans := t.run.take(); len(spans) > 0 {
		t.boxes = append(t.boxes, box{kind: paragraph, spans: spans})
	}
}

// node takes in one node.
func (t *tamer) node(n *html.Node, sc scope) {
	switch n.Type {
	case html.TextNode:
		t.text(n.Data, sc)
	case html.ElementNode:
		if _, hidden := hasAttr(n, "hidden"); hidden {
			return
		}
		t.anchor(n)
		t.element(n, sc)
	case html.DocumentNode:
		t.children(n, sc)
	}
}

// anchor remembers an element's id.
func (t *tamer) anchor(n *html.Node) {
	id := attr(n, "id")
	if id == "" && n.DataAtom == atom.A {
		id = attr(n, "name")
	}
	if id != "" && len(id) <= 128 {
		t.anchors = append(t.anchors, anchor{id, t.top})
	}
}

func (t *tamer) element(n *html.Node, sc scope) {
	switch n.DataAtom {
	case atom.Script, atom.Style, atom.Template, atom.Noscript, atom.Head, atom.Title, atom.Select, atom.Textarea, atom.Button,
		atom.Svg, atom.Canvas, atom.Rp, atom.Map, atom.Noembed, atom.Noframes, atom.Frameset, atom.Datalist, atom.Meter, atom.Progress:
		return
	case atom.Br:
		t.lineBreak(sc)
	case atom.Wbr:
	case atom.Img:
		t.image(n, sc)
	case atom.A:
		t.anchorElement(n, sc)
	case atom.Audio, atom.Video, atom.Iframe, atom.Embed, atom.Object:
		t.media(n, sc)
	case atom.Input:
		// A check box is read with its item.
	case atom.Math:
		t.math(n, sc)
	default:
		if isBlock(n.DataAtom) {
			t.block(n, sc)
		} else {
			t.inline(n, sc)
		}
	}
}

// inline takes in an element that is part of a line.
func (t *tamer) inline(n *html.Node, sc scope) {
	switch n.DataAtom {
	case atom.Em, atom.I, atom.Cite, atom.Dfn, atom.Var:
		sc.style |= emph
	case atom.Strong, atom.B, atom.Mark:
		sc.style |= strong
	case atom.Del, atom.S, atom.Strike:
		sc.style |= struck
	case atom.Code, atom.Kbd, atom.Samp, atom.Tt:
		sc.style |= code
	case atom.Sup:
		sc.raise = 1
	case atom.Sub:
		sc.raise = -1
	case atom.Q:
		t.run.fold("“", sc)
		t.children(n, sc)
		t.run.fold("”", sc)
		return
	case atom.Rt:
		t.run.fold("(", sc)
		t.children(n, sc)
		t.run.fold(")", sc)
		return
	}
	t.children(n, sc)
}

// block takes in an element that begins a new line.
func (t *tamer) block(n *html.Node, sc scope) {
	if sc.cell {
		t.blockInCell(n, sc)
		return
	}
	switch n.DataAtom {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		t.heading(n, sc)
	case atom.Pre, atom.Listing, atom.Xmp:
		t.listing(n)
	case atom.Blockquote:
		t.nested(n, sc, quote)
	case atom.Ul, atom.Ol, atom.Menu, atom.Dir:
		t.list(n, sc)
	case atom.Dl:
		t.flush()
		t.count()
		t.together(t.inside(n, sc))
	case atom.Dt:
		t.flush()
		at := len(t.boxes)
		sc.style |= strong
		t.children(n, sc)
		t.flush()
		t.closeUp(at+1, len(t.boxes))
	case atom.Dd:
		at := len(t.boxes)
		t.nested(n, sc, indented)
		t.closeUp(max(at, 1), at+1)
	case atom.Summary:
		t.flush()
		sc.style |= strong
		if !t.export {
			t.run.write("▾ ", scope{style: quiet})
		}
		t.children(n, sc)
		t.flush()
	case atom.Figure:
		t.figure(n, sc)
	case atom.Figcaption, atom.Caption, atom.Legend:
		t.flush()
		if sc.style |= quiet; t.export {
			sc.style = emph
		}
		t.children(n, sc)
		t.flush()
	case atom.Hr:
		if len(t.boxes) == 0 || t.boxes[len(t.boxes)-1].kind != rule {
			t.add(box{kind: rule})
		}
	case atom.Table:
		t.table(n, sc)
	default:
		t.flush()
		t.count()
		t.children(n, sc)
		t.flush()
	}
}

// closeUp takes away the blank line before some of the boxes.
func (t *tamer) closeUp(from, to int) {
	for i := from; i < min(to, len(t.boxes)); i++ {
		t.boxes[i].close = true
	}
}

// blockInCell keeps a cell in one piece: what would begin a line is set apart by
// a line break.
func (t *tamer) blockInCell(n *html.Node, sc scope) {
	t.run.breakLine()
	switch n.DataAtom {
	case atom.Li:
		t.run.write("• ", scope{style: quiet})
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Dt:
		sc.style |= strong
	case atom.Pre:
		sc.style |= code
	}
	t.children(n, sc)
	t.run.breakLine()
}

func (t *tamer) heading(n *html.Node, sc scope) {
	t.flush()
	t.count()
	level := int(n.Data[1] - '0')
	inner := scope{cell: true, link: sc.link}
	t.children(n, inner)
	spans := t.run.take()
	for i := range spans {
		spans[i].text = strings.ReplaceAll(spans[i].text, "\n", " ")
	}
	if len(spans) > 0 {
		t.add(box{kind: heading, level: level, spans: spans})
	}
}

// nested takes in a quote, or something like one.
func (t *tamer) nested(n *html.Node, sc scope, kind boxKind) {
	t.flush()
	t.count()
	if sc.quotes >= maxQuotes {
		t.children(n, sc)
		t.flush()
		return
	}
	sc.quotes++
	if kids := t.inside(n, sc); len(kids) > 0 {
		t.add(box{kind: kind, kids: kids})
	}
}

// figure keeps the image and its caption together.
func (t *tamer) figure(n *html.Node, sc scope) {
	t.flush()
	t.count()
	kids := t.inside(n, sc)
	for i := range kids {
		if i > 0 && kids[i-1].kind == paragraph && kids[i].kind == paragraph {
			kids[i].close = true
		}
	}
	t.together(dropRepeatedCaption(kids))
}

// together adds boxes that are one block.
func (t *tamer) together(kids []box) {
	switch len(kids) {
	case 0:
	case 1:
		t.add(kids[0])
	default:
		t.add(box{kind: group, kids: kids})
	}
}

// dropRepeatedCaption leaves a caption out that says what the image's line said.
func dropRepeatedCaption(kids []box) []box {
	if len(kids) == 2 && kids[1].close && len(kids[1].spans) == 1 && len(kids[0].spans) > 1 {
		caption := strings.TrimSpace(kids[1].spans[0].text)
		if caption != "" && strings.TrimSpace(kids[0].spans[1].text) == caption {
			return kids[:1]
		}
	}
	return kids
}
