package render

import (
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"

	"griot/render/plain"
)

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
	case number == len(t.links) && number > t.used && !t.linkedSince(boxes, spans, number): // an empty link: nothing to number
		delete(t.numbers, t.links[number-1].URL)
		t.links = t.links[:number-1]
		return
	}
	t.used = max(t.used, number)
	if l := &t.links[number-1]; l.Text == "" {
		l.Text = clip(plain.Line(text))
	}
}

// linkedSince tells whether something of what came since belongs to the link.
func (t *tamer) linkedSince(boxes, spans, number int) (found bool) {
	look := func(spans []span) {
		found = found || slices.ContainsFunc(spans, func(s span) bool { return s.link == number })
	}
	for i := range t.boxes[boxes:] {
		t.boxes[boxes+i].each(look)
		spans = 0
	}
	look(t.run.spans[min(spans, len(t.run.spans)):])
	return found
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
