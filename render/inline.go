package render

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// leaf is text that Glamour styles as one line: a paragraph, a heading, a cell.
type leaf struct {
	spans []span
	level int // of a heading, 0 for other text
}

// bit is a piece of a styled line: characters in one style and of one link.
type bit struct {
	text string
	sgr  string
	link int
	code bool
}

// styled turns leaves into styled lines by way of Markdown. The work of a block is
// done in one call.
func (r *Renderer) styled(leaves []leaf) [][]bit {
	root := &html.Node{Type: html.DocumentNode}
	for _, l := range leaves {
		root.AppendChild(leafNode(l))
	}
	lines := make([][]bit, len(leaves))
	_ = guarded(func() error {
		md, err := r.converter.ConvertNode(root)
		if err != nil {
			return err
		}
		out, err := r.words.RenderBytes(md)
		if err == nil {
			r.decode(string(out), lines)
		}
		return err
	})
	for i := range lines {
		if !sameText(lines[i], leaves[i].spans) {
			lines[i] = r.direct(leaves[i])
			r.directs++
		}
	}
	return lines
}

// guarded runs what libraries do with a stranger's text, and returns a panic as
// an error: the text can be shown without them.
func guarded(work func() error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("render: %v", p)
		}
	}()
	return work()
}

// wrapper is an element around spans in a leaf.
type wrapper struct {
	tag  atom.Atom
	link int
}

// wrappers of a span, from the outside in. Glamour hands a link's style down to
// emphasis, and not the other way round.
func wrappersOf(s span) []wrapper {
	var w []wrapper
	if s.link > 0 {
		w = append(w, wrapper{atom.A, s.link})
	}
	if s.style&quiet != 0 {
		return w // quiet text has one look
	}
	if s.style&strong != 0 {
		w = append(w, wrapper{tag: atom.Strong})
	}
	if s.style&emph != 0 {
		w = append(w, wrapper{tag: atom.Em})
	}
	if s.style&struck != 0 {
		w = append(w, wrapper{tag: atom.Del})
	}
	if s.style&code != 0 {
		w = append(w, wrapper{tag: atom.Code})
	}
	return w
}

// leafNode builds the element that is converted for a leaf, its text under cover.
func leafNode(l leaf) *html.Node {
	name := "p"
	if l.level > 0 {
		name = "h" + strconv.Itoa(l.level)
	}
	root := element(name)
	w := leafWriter{stack: []*html.Node{root}}
	w.text.WriteRune(signLeaf)
	for _, s := range l.spans {
		w.span(s)
	}
	w.closeTo(0)
	w.flush()
	return root
}

// leafWriter opens and closes elements as the spans ask for it.
type leafWriter struct {
	stack []*html.Node
	open  []wrapper
	text  strings.Builder
}

func (w *leafWriter) flush() {
	if w.text.Len() > 0 {
		top := w.stack[len(w.stack)-1]
		top.AppendChild(&html.Node{Type: html.TextNode, Data: w.text.String()})
		w.text.Reset()
	}
}

func (w *leafWriter) span(s span) {
	want := wrappersOf(s)
	same := 0
	for same < len(want) && same < len(w.open) && want[same] == w.open[same] {
		same++
	}
	w.closeTo(same)
	for _, x := range want[same:] {
		w.text.WriteString(outside)
		w.flush()
		n := element(x.tag.String())
		if x.tag == atom.A {
			n.Attr = []html.Attribute{{Key: "href", Val: "l:" + strconv.Itoa(x.link)}}
		}
		w.stack[len(w.stack)-1].AppendChild(n)
		w.stack = append(w.stack, n)
		w.open = append(w.open, x)
		w.text.WriteRune(signInside)
	}
	if s.style&quiet != 0 {
		w.text.WriteRune(signQuiet)
		cover(&w.text, s.text)
		w.text.WriteRune(signLoud)
		return
	}
	cover(&w.text, s.text)
}

func (w *leafWriter) closeTo(n int) {
	for len(w.open) > n {
		if w.open[len(w.open)-1].tag == atom.A {
			w.text.WriteRune(signLinkEnd)
		} else {
			w.text.WriteRune(signInside)
		}
		w.flush()
		w.stack = w.stack[:len(w.stack)-1]
		w.open = w.open[:len(w.open)-1]
		w.text.WriteString(outside)
	}
}

func element(name string) *html.Node {
	return &html.Node{Type: html.ElementNode, DataAtom: atom.Lookup([]byte(name)), Data: name}
}

// decode reads Glamour's output into one line a leaf.
func (r *Renderer) decode(out string, lines [][]bit) {
	d := decoder{inks: r.inks, at: -1, lines: lines}
	for i := 0; i < len(out); {
		if out[i] == 0x1B {
			i += d.sequence(out[i:])
			continue
		}
		c, n := utf8.DecodeRuneInString(out[i:])
		d.char(c)
		i += n
	}
	d.flush()
}

// decoder follows Glamour's output.
type decoder struct {
	inks  inks
	lines [][]bit
	at    int // the leaf that is read, -1 before the first
	sgr   string
	link  int
	quiet bool
	code  bool
	ended bool // a link has ended: Glamour's blank follows
	text  strings.Builder
}

func (d *decoder) flush() {
	if d.text.Len() == 0 {
		return
	}
	if d.at >= 0 && d.at < len(d.lines) {
		b := bit{text: d.text.String(), sgr: d.sgr, link: d.link, code: d.code}
		if d.quiet {
			b.sgr = d.inks.dim
		}
		line := d.lines[d.at]
		if last := len(line) - 1; last >= 0 && line[last].sgr == b.sgr && line[last].link == b.link && line[last].code == b.code {
			line[last].text += b.text
		} else {
			d.lines[d.at] = append(line, b)
		}
	}
	d.text.Reset()
}

// sequence takes in SGR and OSC 8, the only ones that Glamour writes.
func (d *decoder) sequence(s string) int {
	if strings.HasPrefix(s, "\x1b[") {
		end := strings.IndexByte(s, 'm')
		if end < 0 {
			return 1
		}
		d.flush()
		if sgr := s[:end+1]; sgr == sgrReset || sgr == "\x1b[0m" {
			d.sgr = ""
		} else {
			d.sgr += sgr
		}
		return end + 1
	}
	end := strings.IndexByte(s, '\a')
	if end < 0 {
		return 1
	}
	d.flush()
	_, target, _ := strings.Cut(s[:end], ";")
	_, target, _ = strings.Cut(target, ";")
	d.link = 0
	if n, ok := strings.CutPrefix(target, "l:"); ok {
		d.link, _ = strconv.Atoi(n)
	}
	return end + 1
}

func (d *decoder) char(c rune) {
	switch c {
	case signLeaf:
		d.flush()
		d.at++
	case signInside, ';':
	case signLinkEnd:
		d.ended = true
	case signQuiet, signLoud:
		d.flush()
		d.quiet = c == signQuiet
	case '`': // Glamour's own, around code
		d.flush()
		d.code = !d.code
	case signBreak:
		d.text.WriteByte('\n')
	case '\n':
		// the end of a leaf, or a blank line after it
	case ' ':
		if d.ended && d.link == 0 {
			d.ended = false
			return
		}
		d.text.WriteByte(' ')
	default:
		d.text.WriteRune(uncovered(c))
	}
}

// sameText tells whether a line says what its spans say.
func sameText(line []bit, spans []span) bool {
	i, at := 0, 0
	for _, s := range spans {
		for text := s.text; text != ""; {
			for i < len(line) && at == len(line[i].text) {
				i, at = i+1, 0
			}
			if i == len(line) {
				return strings.Trim(text, " ") == ""
			}
			n := min(len(text), len(line[i].text)-at)
			if text[:n] != line[i].text[at:at+n] {
				return false
			}
			text, at = text[n:], at+n
		}
	}
	return true
}

// direct styles a leaf without Markdown: a text that did not come back whole, or
// that stands far behind.
func (r *Renderer) direct(l leaf) []bit {
	var line []bit
	for _, s := range l.spans {
		b := bit{text: s.text, link: s.link, code: s.style&code != 0}
		if l.level > 0 {
			b.sgr += r.inks.strong
		}
		for _, a := range []struct {
			style style
			sgr   string
		}{{emph, sgrItalic}, {strong, sgrBold}, {struck, sgrStruck}} {
			if s.style&a.style != 0 {
				b.sgr += a.sgr
			}
		}
		if s.link > 0 {
			b.sgr += sgrUnderline
		}
		if s.style&quiet != 0 {
			b.sgr = r.inks.dim
		}
		line = append(line, b)
	}
	return line
}
