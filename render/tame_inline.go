package render

import (
	"net/url"
	"path"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"griot/render/plain"
)

// run is a line of text as it grows: spans with white space folded.
type run struct {
	spans []span // the text of the last one is still in tail
	tail  []byte
	blank bool // white space waits for the next word
}

// write appends text that was cleaned.
func (r *run) write(text string, sc scope) {
	if text == "" {
		return
	}
	if last := len(r.spans) - 1; last < 0 || r.spans[last].style != sc.style || r.spans[last].link != sc.link {
		r.settle()
		r.spans = append(r.spans, span{style: sc.style, link: sc.link})
		r.tail = r.tail[:0]
	}
	r.tail = append(r.tail, text...)
}

// settle gives the last span its text.
func (r *run) settle() {
	if last := len(r.spans) - 1; last >= 0 {
		r.spans[last].text = string(r.tail)
	}
}

// fold appends text with its white space folded.
func (r *run) fold(text string, sc scope) {
	if len(r.spans) == 0 {
		r.blank = false
	}
	final, _ := utf8.DecodeLastRuneInString(text)
	endsInSpace := isSpace(final)
	var b strings.Builder
	for i, word := range strings.FieldsFunc(text, isSpace) {
		if i > 0 || r.blank || isSpace(firstRune(text)) {
			if b.Len() > 0 || !r.atLineStart() {
				b.WriteByte(' ')
			}
		}
		b.WriteString(word)
		r.blank = false
	}
	if b.Len() == 0 {
		r.blank = r.blank || text != ""
		return
	}
	text, blank := strings.CutPrefix(b.String(), " ")
	if blank {
		r.write(" ", r.between(sc))
	}
	r.write(text, sc)
	r.blank = endsInSpace
}

// between is the style of a blank between the run and what follows: only what
// both sides have, so that no line is drawn under or through an outer blank.
func (r *run) between(sc scope) scope {
	last := r.spans[len(r.spans)-1]
	blank := scope{style: last.style & sc.style}
	if last.link == sc.link {
		blank.link = sc.link
	}
	return blank
}

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

// isSpace tells white space that is folded. No-break blanks and the ideographic
// one are kept.
func isSpace(r rune) bool {
	return r != 0x00A0 && r != 0x202F && r != 0x3000 && unicode.IsSpace(r)
}

// atLineStart tells whether a blank would stand at the start of a line.
func (r *run) atLineStart() bool {
	return len(r.spans) == 0 || r.tail[len(r.tail)-1] == '\n'
}

// last is the last character of the run, 0 when there is none.
func (r *run) last() rune {
	if len(r.spans) == 0 || r.blank {
		return 0
	}
	c, _ := utf8.DecodeLastRune(r.tail)
	return c
}

// breakLine begins a new line, once, and never at the start.
func (r *run) breakLine() {
	r.blank = false
	if !r.atLineStart() {
		r.write("\n", scope{link: 0})
	}
}

// take returns the spans and begins anew. Line breaks at the end are dropped.
func (r *run) take() []span {
	r.settle()
	spans := r.spans
	*r = run{tail: r.tail[:0]}
	for len(spans) > 0 {
		last := &spans[len(spans)-1]
		last.text = strings.TrimRight(last.text, "\n ")
		if last.text != "" {
			break
		}
		spans = spans[:len(spans)-1]
	}
	return spans
}

// lineBreak is <br>. Two of them end a paragraph, as old pages write it.
func (t *tamer) lineBreak(sc scope) {
	switch {
	case sc.cell:
		t.run.breakLine()
	case len(t.run.spans) == 0:
	case t.run.atLineStart():
		t.flush()
	default:
		t.run.breakLine()
	}
}

// text takes in a text node.
func (t *tamer) text(data string, sc scope) {
	data = plain.Text(data)
	if sc.raise != 0 {
		data = raised(data, sc.raise, t.run.last())
	}
	if sc.link == 0 && sc.style&code == 0 {
		t.linkify(data, sc)
		return
	}
	t.run.fold(data, sc)
}

// linkify takes in text in which bare addresses become links.
func (t *tamer) linkify(data string, sc scope) {
	for {
		at, end := bareAddress(data)
		if at < 0 {
			t.run.fold(data, sc)
			return
		}
		address := data[at:end]
		href := address
		if strings.HasPrefix(address, "www.") {
			href = "https://" + address
		}
		number := t.number(href)
		if number == 0 {
			t.run.fold(data[:end], sc)
			data = data[end:]
			continue
		}
		t.run.fold(data[:at], sc)
		t.linked(number, sc, func(inner scope) { t.run.fold(t.shown(address), inner) })
		data = data[end:]
	}
}

// bareAddress finds an address that is written out in a text.
func bareAddress(s string) (start, end int) {
	for from := 0; ; {
		i := nextAddress(s[from:])
		if i < 0 {
			return -1, -1
		}
		start = from + i
		end = start
		for end < len(s) && s[end] > ' ' && s[end] < utf8.RuneSelf && s[end] != '<' && s[end] != '>' && s[end] != '"' {
			end++
		}
		for end > start && strings.IndexByte(".,;:!?'*_~", s[end-1]) >= 0 ||
			end > start && s[end-1] == ')' && strings.Count(s[start:end], "(") < strings.Count(s[start:end], ")") {
			end--
		}
		before, _ := utf8.DecodeLastRuneInString(s[:start])
		_, host, _ := strings.Cut(s[start:end], "//")
		if (start == 0 || !unicode.IsLetter(before) && !unicode.IsDigit(before)) && (len(host) > 3 || s[start] == 'w' && end-start > 6) {
			return start, end
		}
		from = max(end, start+1)
	}
}

// nextAddress finds where one may begin.
func nextAddress(s string) int {
	for from := 0; ; {
		i := strings.IndexAny(s[from:], "hw")
		if i < 0 {
			return -1
		}
		rest := s[from+i:]
		if strings.HasPrefix(rest, "http://") || strings.HasPrefix(rest, "https://") || strings.HasPrefix(rest, "www.") {
			return from + i
		}
		from += i + 1
	}
}

// maxAddress is how much of an address is shown in a text; the list of links has
// all of it.
const maxAddress = 72

func (t *tamer) shown(s string) string {
	if t.export || len(s) <= maxAddress {
		return s
	}
	return s[:maxAddress-1] + "…"
}

// number returns the number of an address, 0 when it may not be followed. A user
// name in it is left out: in a text it only serves to disguise the host.
func (t *tamer) number(href string) int {
	address, ok := plain.Link(href)
	if !ok {
		return 0
	}
	if strings.Contains(address, "@") && !strings.HasPrefix(address, "mailto:") {
		if u, err := url.Parse(address); err == nil && u.User != nil {
			u.User = nil
			if address, ok = plain.Link(u.String()); !ok {
				return 0
			}
		}
	}
	n, known := t.numbers[address]
	if !known {
		n = len(t.links) + 1
		t.numbers[address] = n
		t.links = append(t.links, Link{Number: n, URL: address, Block: -1})
	}
	return n
}

// linked takes in the content of a link and puts its number behind it.
func (t *tamer) linked(number int, sc scope, content func(scope)) {
	inner := sc
	inner.link = number
	boxes, spans := len(t.boxes), len(t.run.spans)
	content(inner)
	mark := span{style: quiet, link: number}
	if !t.export {
		mark.text = numberText(number)
	}
	text := ""
	switch {
	case len(t.boxes) > boxes && len(t.run.spans) == 0 && linkedTo(t.boxes[len(t.boxes)-1].spans, number): // a link around blocks
		last := &t.boxes[len(t.boxes)-1]
		text = textOf(last.spans)
		last.spans = append(last.spans, mark)
	case (len(t.boxes) > boxes || len(t.run.spans) > spans) && linkedTo(t.run.spans, number):
		if len(t.boxes) > boxes {
			spans = 0
		}
		t.run.settle()
		text = textOf(t.run.spans[spans:])
		t.run.write(mark.text, scope{style: mark.style, link: number})
	case number == len(t.links) && number > t.used: // an empty link: nothing to number
		delete(t.numbers, t.links[number-1].URL)
		t.links = t.links[:number-1]
		return
	}
	t.used = max(t.used, number)
	if l := &t.links[number-1]; l.Text == "" {
		l.Text = clip(plain.Line(text))
	}
}

// linkedTo tells whether the last of the spans belongs to the link.
func linkedTo(spans []span, number int) bool {
	return len(spans) > 0 && spans[len(spans)-1].link == number
}

// numberText is a link's number as it stands behind it, never on a line of its own.
func numberText(n int) string { return "\u00a0[" + strconv.Itoa(n) + "]" }

// clip shortens a link's text for the list of links.
func clip(s string) string {
	const most = 200
	if len(s) <= most {
		return s
	}
	i := most
	for i > 0 && !utf8.RuneStart(s[i]) {
		i--
	}
	return strings.TrimRight(s[:i], " ") + "…"
}

// anchorElement is <a>.
func (t *tamer) anchorElement(n *html.Node, sc scope) {
	href := strings.TrimSpace(attr(n, "href"))
	if sc.link != 0 || href == "" || strings.HasPrefix(href, "#") || isNote(href, n) {
		t.children(n, sc)
		return
	}
	number := t.number(href)
	if number == 0 {
		t.children(n, sc)
		return
	}
	t.linked(number, sc, func(inner scope) { t.children(n, inner) })
}

// isNote tells a footnote's mark, or the way back from one: a link inside the
// page, of a few characters.
func isNote(href string, n *html.Node) bool {
	if !strings.Contains(href, "#") {
		return false
	}
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
		if b.Len() > 12 {
			return false
		}
	}
	mark := strings.Trim(strings.TrimSpace(b.String()), "[]()")
	for _, r := range mark {
		if !unicode.IsDigit(r) && !strings.ContainsRune("↩↑^*†‡§\ufe0e\ufe0f", r) {
			return false
		}
	}
	return mark != ""
}

// image shows an image by its words, and links to it.
func (t *tamer) image(n *html.Node, sc scope) {
	alt, has := hasAttr(n, "alt")
	name := plain.Line(alt)
	if name == "" {
		name = plain.Line(attr(n, "title"))
	}
	src := attr(n, "src")
	if name == "" && (has && !inFigure(n) || tiny(n)) {
		return // decorative, or a tracking pixel
	}
	if name == "" {
		name = fileName(src)
	}
	if name == "" {
		return
	}
	t.pictured(pictureSign, name, src, sc)
}

// The signs before the names of what is not text.
const (
	pictureSign = "▨ "
	mediaSign   = "▶ "
)

// pictured writes a sign and a name that link to something that is not text.
func (t *tamer) pictured(sign, name, address string, sc scope) {
	show := func(inner scope) {
		t.run.fold("", inner)
		if t.run.blank && !t.run.atLineStart() {
			t.run.write(" ", scope{})
		}
		t.run.blank = false
		if t.export {
			if sign == pictureSign {
				inner.style = picture
			}
			t.run.write(name, inner)
			return
		}
		t.run.write(sign, scope{style: quiet})
		t.run.write(clip(name), inner)
	}
	if number := 0; sc.link == 0 {
		if number = t.number(address); number > 0 {
			t.linked(number, sc, show)
			return
		}
	}
	show(sc)
}

func inFigure(n *html.Node) bool {
	for p := range n.Ancestors() {
		if p.DataAtom == atom.Figure {
			return true
		}
	}
	return false
}

// tiny tells an image that nobody can see.
func tiny(n *html.Node) bool {
	for _, key := range []string{"width", "height"} {
		if v, err := strconv.Atoi(strings.TrimSuffix(strings.TrimSpace(attr(n, key)), "px")); err == nil && v <= 2 {
			return true
		}
	}
	return false
}

// fileName names what an address leads to: its file, else its host.
func fileName(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" {
		return ""
	}
	name := plain.Line(path.Base(u.Path))
	if name == "" || name == "." || name == "/" || len(name) > 60 {
		return plain.Line(u.Hostname())
	}
	return name
}

// media shows a video, a sound or a frame by its name, as a link of its own.
func (t *tamer) media(n *html.Node, sc scope) {
	src := attr(n, "src")
	if src == "" {
		src = attr(n, "data")
	}
	for d := range n.Descendants() {
		if src == "" && d.DataAtom == atom.Source {
			src = attr(d, "src")
		}
	}
	link, ok := plain.Link(src)
	if !ok {
		return
	}
	name := plain.Line(attr(n, "title"))
	if name == "" {
		name = plain.Line(attr(n, "aria-label"))
	}
	if name == "" && n.DataAtom != atom.Iframe {
		name = fileName(link)
	}
	if name == "" {
		if u, err := url.Parse(link); err == nil {
			name = u.Hostname()
		}
	}
	if !sc.cell {
		t.flush()
	}
	t.pictured(mediaSign, name, link, sc)
	if !sc.cell {
		t.flush()
	}
}

// math shows a formula by the text that its author gave for it.
func (t *tamer) math(n *html.Node, sc scope) {
	if alt := plain.Line(attr(n, "alttext")); alt != "" {
		t.run.fold(alt, sc)
		return
	}
	for d := range n.Descendants() {
		if d.Data == "annotation" && d.FirstChild != nil {
			t.run.fold(plain.Line(d.FirstChild.Data), sc)
			return
		}
	}
	t.children(n, sc)
}
