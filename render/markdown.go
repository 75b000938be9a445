package render

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/JohannesKaufmann/html-to-markdown/v2/converter"
	"github.com/JohannesKaufmann/html-to-markdown/v2/plugin/base"
	"github.com/JohannesKaufmann/html-to-markdown/v2/plugin/commonmark"
	"github.com/JohannesKaufmann/html-to-markdown/v2/plugin/strikethrough"
	"golang.org/x/net/html"

	"griot/render/plain"
)

// maxExported is how many pieces of text keep their styles and links in Markdown;
// of a longer body, the rest is its words.
const maxExported = 60_000

// Markdown turns an HTML body into Markdown (CommonMark with the tables, task
// lists and strike-through of GFM) for pipes, exports and other programs. It
// holds no HTML, its text is escaped, and it ends without a line end. Like Parse
// it never fails, and it bounds what a hostile body may cost.
func Markdown(htmlBody string) string {
	t := tamer{export: true}
	boxes := t.tame(tree(htmlBody))
	e := exporter{links: t.links, converter: newConverter()}
	for i := range boxes {
		e.texts = e.converted(leavesOf(&boxes[i]))
		if i > 0 {
			e.out.WriteString("\n\n")
		}
		e.second = i > 0 && !e.second && boxes[i].kind == list && boxes[i-1].kind == list
		e.box(&boxes[i], "", "")
	}
	return plain.Text(e.out.String())
}

// newConverter returns a converter for the text within lines. Lines themselves
// are laid out here: the converter sets list numbers off with zeros, puts a
// comment between two lists and loses a table with a line break in a cell.
func newConverter() *converter.Converter {
	return converter.NewConverter(converter.WithPlugins(
		base.NewBasePlugin(), commonmark.NewCommonmarkPlugin(), strikethrough.NewStrikethroughPlugin()))
}

// exporter writes boxes as Markdown.
type exporter struct {
	links     []Link
	converter *converter.Converter
	texts     []string // of the box that is written, those to come
	second    bool     // a list follows a list: another sign keeps them apart
	styled    int      // pieces of text that were given to the converter
	out       strings.Builder
}

// converted turns leaves into Markdown. Those that are words alone go without the
// converter, which takes most of the time.
func (e *exporter) converted(leaves []leaf) []string {
	root := &html.Node{Type: html.DocumentNode}
	texts := make([]string, len(leaves))
	var marked []int // leaves that are converted
	for i, l := range leaves {
		spans := l.spans
		if e.styled > maxExported {
			spans = []span{{text: textOf(spans)}}
		}
		if text, ok := wordsAlone(spans); ok {
			texts[i] = text
			continue
		}
		e.styled += len(spans)
		p := element("p")
		e.spans(p, spans)
		joinTexts(p)
		root.AppendChild(p)
		marked = append(marked, i)
	}
	if len(marked) == 0 {
		return texts
	}
	var md []byte
	err := guarded(func() (err error) {
		md, err = e.converter.ConvertNode(root)
		return err
	})
	parts := strings.Split(string(md), string(rune(signLeaf)))
	for n, i := range marked {
		if err != nil || len(parts) != len(marked)+1 {
			texts[i] = textOf(leaves[i].spans)
			continue
		}
		texts[i] = strings.Trim(uncover(parts[n+1]), "\n")
	}
	return texts
}

// wordsAlone returns the Markdown of a text without styles, links and breaks.
func wordsAlone(spans []span) (string, bool) {
	if len(spans) != 1 || spans[0].style != 0 || spans[0].link != 0 {
		return "", false
	}
	text := spans[0].text
	if text == "" || strings.TrimSpace(text) != text || strings.ContainsAny(text, "\n\t\r\f\v") || strings.Contains(text, "  ") {
		return "", false
	}
	return escaped(text), true
}

// Escape writes a line of text, a headline or a name, so that Markdown reads it as
// such (CommonMark, section 2.4).
func Escape(line string) string {
	return strings.ReplaceAll(escaped(plain.Line(line)), `\|`, "|") // one line is no table
}

func escaped(text string) string {
	var b strings.Builder
	b.Grow(len(text) + len(text)/8)
	b.WriteRune(signStart)
	cover(&b, text)
	return uncover(b.String())
}

func (e *exporter) next() string {
	text := e.texts[0]
	e.texts = e.texts[1:]
	return text
}

// lines writes lines, the first behind first and the others behind rest.
func (e *exporter) lines(text, first, rest string) {
	for i, line := range strings.Split(text, "\n") {
		if i > 0 {
			e.out.WriteByte('\n')
			first = rest
		}
		if line == "" {
			first = strings.TrimRight(first, " ")
		}
		e.out.WriteString(first)
		e.out.WriteString(line)
	}
}

// blank writes an empty line.
func (e *exporter) blank(rest string) {
	e.out.WriteString(strings.TrimRight(rest, " "))
	e.out.WriteByte('\n')
}

func (e *exporter) box(b *box, first, rest string) {
	switch b.kind {
	case paragraph:
		e.lines(e.next(), first, rest)
	case heading:
		e.lines(strings.Repeat("#", b.level)+" "+e.next(), first, rest)
	case listing:
		fence := "```"
		for strings.Contains(b.code, fence) {
			fence += "`"
		}
		e.lines(fence+b.lang+"\n"+b.code+"\n"+fence, first, rest)
	case rule:
		e.lines("---", first, rest)
	case quote:
		e.kids(b, first+"> ", rest+"> ")
	case list:
		e.list(b, first, rest)
	case table:
		e.table(b.grid, first, rest)
	default:
		e.kids(b, first, rest)
	}
}

func (e *exporter) kids(b *box, first, rest string) {
	for i := range b.kids {
		kid := &b.kids[i]
		if i > 0 {
			e.out.WriteByte('\n')
			if b.kind != item || kid.kind != list || b.kids[i-1].kind != paragraph {
				e.blank(rest)
			}
			first = rest
		}
		e.box(kid, first, rest)
	}
}

func (e *exporter) list(b *box, first, rest string) {
	loose := isLoose(b)
	for i := range b.kids {
		sign := "- "
		switch {
		case b.sort == numbered && e.second:
			sign = strconv.Itoa(b.first+i) + ") "
		case b.sort == numbered:
			sign = strconv.Itoa(b.first+i) + ". "
		case e.second:
			sign = "* "
		}
		if i > 0 {
			e.out.WriteByte('\n')
			if loose {
				e.blank(rest)
			}
			first = rest
		}
		inner := rest + strings.Repeat(" ", len(sign))
		switch b.kids[i].mark {
		case todo:
			sign += "[ ] "
		case done:
			sign += "[x] "
		}
		e.box(&b.kids[i], first+sign, inner)
	}
}

// table writes a table of GFM, which always has a header.
func (e *exporter) table(g *grid, first, rest string) {
	row := func(cells []cell) string {
		line := "|"
		for i := range g.columns {
			text := ""
			if i < len(cells) && len(cells[i].spans) > 0 {
				text = pipes(strings.Join(strings.Fields(e.next()), " "))
			}
			line += " " + text + " |"
		}
		return line
	}
	lines := []string{row(g.head), "|"}
	for _, c := range g.columns {
		if c.nums {
			lines[1] += " --: |"
		} else {
			lines[1] += " --- |"
		}
	}
	for _, cells := range g.rows {
		lines = append(lines, row(cells))
	}
	e.lines(strings.Join(lines, "\n"), first, rest)
}

// pipes escapes what would end a cell, which code does not keep from doing it.
func pipes(cell string) string {
	var b strings.Builder
	escaped := false
	for i := range len(cell) {
		if cell[i] == '|' && !escaped {
			b.WriteByte('\\')
		}
		b.WriteByte(cell[i])
		escaped = cell[i] == '\\' && !escaped
	}
	return b.String()
}

// spans writes spans with their emphasis and links, for the converter.
func (e *exporter) spans(n *html.Node, spans []span) {
	n.AppendChild(&html.Node{Type: html.TextNode, Data: string(rune(signLeaf))})
	lead := true // at the start of a line
	for i := 0; i < len(spans); {
		end := i + 1
		for end < len(spans) && spans[end].link == spans[i].link {
			end++
		}
		parent := n
		if link := spans[i].link; link > 0 && spans[i].style&picture == 0 {
			if isAddress(spans[i:end], e.links[link-1].URL) {
				n.AppendChild(&html.Node{Type: html.TextNode, Data: escapeless(e.links[link-1].URL, signRaw)})
				i, lead = end, false
				continue
			}
			parent = child(n, "a")
			parent.Attr = []html.Attribute{{Key: "href", Val: e.address(link)}}
		}
		for _, s := range spans[i:end] {
			lead = e.span(parent, s, lead)
		}
		i = end
	}
}

// joinTexts makes one node of texts that stand beside one another, which takes the
// converter a time that grows with the square of their number.
func joinTexts(n *html.Node) {
	var b strings.Builder
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type != html.TextNode {
			joinTexts(c)
			continue
		}
		b.Reset()
		b.WriteString(c.Data)
		for next := c.NextSibling; next != nil && next.Type == html.TextNode; next = c.NextSibling {
			b.WriteString(next.Data)
			n.RemoveChild(next)
		}
		c.Data = b.String()
	}
}

// isAddress tells a link that says its address: it is one without brackets.
func isAddress(spans []span, address string) bool {
	text := ""
	for _, s := range spans {
		text += s.text
	}
	return text == address
}

// escapeless covers a text that goes out without escapes.
func escapeless(s string, sign rune) string {
	var b strings.Builder
	b.WriteRune(sign)
	cover(&b, s)
	b.WriteRune(sign)
	return b.String()
}

func child(n *html.Node, name string) *html.Node {
	c := element(name)
	n.AppendChild(c)
	return c
}

// address is a link's target as it stands between parentheses, where entities are
// decoded.
func (e *exporter) address(link int) string {
	target := strings.NewReplacer("(", "%28", ")", "%29").Replace(e.links[link-1].URL)
	if strings.Contains(target, "&") {
		target = strings.ReplaceAll(target, ";", "%3B")
	}
	return target
}

// span writes one span and tells whether the next begins a line.
func (e *exporter) span(n *html.Node, s span, lead bool) bool {
	if s.text == "" {
		return lead
	}
	if s.style&picture != 0 && s.link > 0 {
		img := child(n, "img")
		var alt strings.Builder
		cover(&alt, s.text)
		img.Attr = []html.Attribute{{Key: "src", Val: e.address(s.link)}, {Key: "alt", Val: alt.String()}}
		return false
	}
	for _, w := range wrappersOf(span{style: s.style}) {
		n = child(n, w.tag.String())
	}
	if s.style&code != 0 {
		n.AppendChild(&html.Node{Type: html.TextNode, Data: s.text})
		return false
	}
	for i, text := range strings.Split(s.text, "\n") {
		if i > 0 {
			lead = true
			child(n, "br")
		}
		if text == "" {
			continue
		}
		var b strings.Builder
		if lead {
			b.WriteRune(signStart)
		}
		cover(&b, text)
		n.AppendChild(&html.Node{Type: html.TextNode, Data: b.String()})
		lead = false
	}
	return lead
}

// uncover puts characters back, escaped where Markdown would take them for its own.
func uncover(md string) string {
	var b strings.Builder
	b.Grow(len(md))
	start, raw := false, false // at the start of a text; within an address
	before := rune(0)
	for i, r := range md {
		c := uncovered(r)
		switch {
		case r == signStart:
			start = true
			continue
		case r == signRaw:
			raw = !raw
			continue
		case c != r && c < utf8.RuneSelf && !raw && needsEscape(c, before, md[i+utf8.RuneLen(r):], start):
			b.WriteByte('\\')
		}
		b.WriteRune(c)
		start = start && unicode.IsDigit(c) // "1." begins a list as "1" does not
		before = c
	}
	return b.String()
}

// needsEscape tells whether a character of a text would mean something in
// Markdown (CommonMark, sections 4 to 6, and GFM).
func needsEscape(c, before rune, rest string, start bool) bool {
	next, _ := utf8.DecodeRuneInString(rest)
	next = uncovered(next)
	ends := rest == "" || next == ' ' || next == '\n'
	switch c {
	case '\\', '`', '*', '[', ']', '<', '|', '~':
		return true
	case '_':
		word := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
		return !word(before) || !word(next)
	case '&':
		return isEntity(rest)
	case '#':
		closes := before == ' ' && strings.Trim(rest, string(covered('#'))) == "" // a heading (section 4.2)
		return closes || start && !unicode.IsDigit(before)
	case '>':
		return start && !unicode.IsDigit(before)
	case '+', '-', '=':
		return start && (ends || next == c) && !unicode.IsDigit(before)
	case '.', ')':
		return start && ends && unicode.IsDigit(before)
	}
	return false
}

// isEntity tells whether what follows an ampersand makes an entity (CommonMark,
// section 2.5).
func isEntity(rest string) bool {
	rest = strings.TrimPrefix(rest, string(covered('#')))
	name := strings.IndexFunc(rest, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	return name > 0 && strings.HasPrefix(rest[name:], string(covered(';')))
}
