package capture

import (
	"html"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// composer makes HTML of lines.
type composer struct {
	page  bool // the lines are of a news page: rules of signs are its decoration
	flat  bool // no headings: a comment
	lines []line
	width int // at which lines were broken; 0: they were not
	b     strings.Builder
}

// html writes paragraphs, headings and lists for the lines.
func (c composer) html(lines []line) string {
	c.lines = lines
	c.width = wrapWidth(lines)
	for i := 0; i < len(lines); {
		i = c.block(i)
	}
	return c.b.String()
}

// block writes the block that begins at i and returns where the next one begins.
func (c *composer) block(i int) int {
	l := c.lines[i]
	if isRule(l.text) {
		if !c.page {
			c.b.WriteString("<hr>\n")
		}
		return i + 1
	}
	if i+1 < len(c.lines) && c.lines[i+1].gap == 0 && isUnderline(c.lines[i+1].text) && l.words <= 20 {
		c.element("h2", l.text)
		return i + 2
	}
	if _, mark := l.item(); mark != 0 {
		return c.list(i)
	}
	if c.orderedAt(i) {
		return c.ordered(i)
	}
	if c.preformatted(i) {
		return c.pre(i)
	}
	if !c.flat && c.heading(i) {
		c.element("h2", l.text)
		return i + 1
	}
	return c.paragraph(i)
}

func (c *composer) element(name, text string) {
	c.b.WriteString("<" + name + ">" + linked(text) + "</" + name + ">\n")
}

// paragraph writes lines as one paragraph: broken where a line had to end, and
// with a line break where it ended on purpose and is short, as in verse.
func (c *composer) paragraph(i int) int {
	var b strings.Builder
	b.WriteString(linked(c.lines[i].text))
	j := i + 1
	for ; j < len(c.lines) && c.lines[j].gap == 0; j++ {
		l := c.lines[j]
		_, mark := l.item()
		if mark != 0 || isRule(l.text) || c.orderedAt(j) {
			break
		}
		if c.joins(c.lines[j-1], l) {
			b.WriteString(" " + linked(l.text))
			continue
		}
		if !c.flat && c.heading(j) || !short(c.lines[j-1]) || !short(l) {
			break
		}
		b.WriteString("<br>" + linked(l.text))
	}
	c.b.WriteString("<p>" + b.String() + "</p>\n")
	return j
}

func short(l line) bool { return l.length() < 60 }

// joins tells whether b goes on in the sentence or the line of a: a line was
// broken because the next word had no room, not on purpose.
func (c *composer) joins(a, b line) bool {
	switch {
	case b.gap > 0:
		return false
	case continues(a.text, b.text):
		return true
	case c.width == 0:
		return false
	}
	word, _, _ := strings.Cut(b.text, " ")
	return a.length()+1+utf8.RuneCountInString(word) > c.width
}

// continues tells whether a sentence runs on from one line into the next.
func continues(a, b string) bool {
	if strings.HasSuffix(a, ",") || strings.HasSuffix(a, "(") {
		return true
	}
	return !capital(b) && opening(b) != 0 && !strings.HasSuffix(a, ".") && !strings.HasSuffix(a, ":")
}

// wrapWidth is the width at which the lines of a text were broken, or 0 when each
// of its lines is a paragraph of its own.
func wrapWidth(lines []line) int {
	var inner []int
	for i, l := range lines {
		if i+1 < len(lines) && lines[i+1].gap == 0 && l.length() >= 40 {
			inner = append(inner, l.length())
		}
	}
	if len(inner) == 0 {
		return 0
	}
	slices.Sort(inner)
	width := inner[len(inner)*9/10]
	if len(inner) < 10 {
		width = inner[len(inner)-1]
	}
	if width < 50 || width > 140 {
		return 0
	}
	near, wider := 0, 0
	for _, n := range inner {
		if n >= width-20 {
			near++
		}
	}
	for _, l := range lines {
		if l.length() > width+12 {
			wider++
		}
	}
	if near*2 < len(inner) || wider*5 > len(lines) {
		return 0
	}
	return width
}

var caption = regexp.MustCompile(`(?i)^(?:photos?|cr[ée]dits?|image|illustration|source|sources|infographie|vid[ée]o|l[ée]gende)\b.*[:©]|\b(?:AFP|Reuters|Getty|DR|AP)\)?$|©|^\(|^\[`)

// heading tells whether the line at i is a heading: a bare short line that ends
// on purpose, with its paragraph or list behind it.
func (c *composer) heading(i int) bool {
	if i+1 >= len(c.lines) {
		return false
	}
	l, next := c.lines[i], c.lines[i+1]
	if l.words > 14 || l.length() > 100 || !capital(l.text) || !hasLetter(l.text) || caption.MatchString(l.text) || quoted(l.text) && next.gap > 0 {
		return false
	}
	end, _ := utf8.DecodeLastRuneInString(strings.TrimRight(l.text, "»”\"' \u00a0\u202f"))
	if strings.ContainsRune(".,;:…-–—", end) || l.ended() && l.words > 12 {
		return false
	}
	if _, _, ok := signatureParts(l); ok && c.page && l.words <= 6 && next.gap > 0 {
		return false
	}
	if i > 0 && l.gap == 0 {
		before := c.lines[i-1]
		if _, mark := before.item(); mark == 0 && !before.ended() && !c.inItem(i-1) || c.joins(before, l) {
			return false
		}
	}
	return c.heads(l, next, i)
}

// inItem tells whether the line at i goes on an item of a list.
func (c *composer) inItem(i int) bool {
	for ; i >= 0; i-- {
		if _, mark := c.lines[i].item(); mark != 0 {
			return true
		}
		if c.lines[i].gap > 0 {
			return false
		}
	}
	return false
}

// heads tells whether what follows a short line is what it is the heading of.
func (c *composer) heads(l, next line, i int) bool {
	_, mark := next.item()
	if next.gap == 0 {
		if c.joins(l, next) {
			return false
		}
		return mark != 0 || next.prose() || next.length() >= 60 || next.ended() && next.words >= 4 ||
			i+2 < len(c.lines) && c.lines[i+2].gap == 0 && c.joins(next, c.lines[i+2])
	}
	if l.words > 12 || l.length() > 80 {
		return false
	}
	if mark != 0 || next.prose() || next.length() >= 80 || next.ended() && next.words >= 6 {
		return true
	}
	return !next.ended() && next.length() <= 80 && c.heading(i+1)
}

// quoted tells whether all of a line is one quotation.
func quoted(s string) bool {
	first, _ := utf8.DecodeRuneInString(s)
	last, _ := utf8.DecodeLastRuneInString(s)
	return strings.ContainsRune("«“\"„", first) && strings.ContainsRune("»”\"“", last)
}

// list writes the items from i on.
func (c *composer) list(i int) int {
	c.b.WriteString("<ul>\n")
	for i < len(c.lines) {
		text, mark := c.lines[i].item()
		if mark == 0 {
			break
		}
		var more string
		more, i = c.itemRest(i + 1)
		c.b.WriteString("<li>" + linked(text) + more + "</li>\n")
	}
	c.b.WriteString("</ul>\n")
	return i
}

// itemRest returns the lines that go on an item, from i on.
func (c *composer) itemRest(i int) (string, int) {
	var b strings.Builder
	for ; i < len(c.lines) && c.lines[i].gap == 0; i++ {
		l := c.lines[i]
		if _, mark := l.item(); mark != 0 || c.orderedAt(i) {
			break
		}
		deeper := l.indent > c.lines[i-1].indent || l.indent > 1 && l.indent == c.lines[i-1].indent
		if !deeper && !c.joins(c.lines[i-1], l) {
			break
		}
		b.WriteString(" " + linked(l.text))
	}
	return b.String(), i
}

// orderedAt tells whether a numbered list begins at i: its first number is
// followed by the next one.
func (c *composer) orderedAt(i int) bool {
	n, _ := c.lines[i].numbered()
	if n == 0 || n > 1 && c.flat {
		return false
	}
	for j := i + 1; j < min(len(c.lines), i+6); j++ {
		if m, _ := c.lines[j].numbered(); m != 0 {
			return m == n+1 && n == 1
		}
		if c.lines[j].gap > 0 {
			return false
		}
	}
	return false
}

// ordered writes the numbered items from i on.
func (c *composer) ordered(i int) int {
	start, _ := c.lines[i].numbered()
	c.b.WriteString("<ol")
	if start != 1 {
		c.b.WriteString(` start="` + strconv.Itoa(start) + `"`)
	}
	c.b.WriteString(">\n")
	for want := start; i < len(c.lines); want++ {
		n, text := c.lines[i].numbered()
		if n != want {
			break
		}
		var more string
		more, i = c.itemRest(i + 1)
		c.b.WriteString("<li>" + linked(text) + more + "</li>\n")
	}
	c.b.WriteString("</ol>\n")
	return i
}

// preformatted tells whether a group of lines was set with blanks: code, a table.
func (c *composer) preformatted(i int) bool {
	if c.page || c.flat {
		return false
	}
	n, set := 0, 0
	for j := i; j < len(c.lines) && (j == i || c.lines[j].gap == 0); j++ {
		n++
		if c.lines[j].indent >= 4 || strings.Contains(c.lines[j].text, "   ") || strings.Contains(c.lines[j].text, "\t") {
			set++
		}
	}
	return n >= 2 && set*3 >= n*2
}

func (c *composer) pre(i int) int {
	least := c.lines[i].indent
	j := i
	for ; j < len(c.lines) && (j == i || c.lines[j].gap == 0); j++ {
		least = min(least, c.lines[j].indent)
	}
	c.b.WriteString("<pre>")
	for _, l := range c.lines[i:j] {
		c.b.WriteString(strings.Repeat(" ", l.indent-least) + html.EscapeString(l.text) + "\n")
	}
	c.b.WriteString("</pre>\n")
	return j
}

// isRule tells a line of signs alone that divides a text.
func isRule(s string) bool {
	return utf8.RuneCountInString(s) >= 3 && strings.Trim(s, "-–—_*=~·•# ") == ""
}

// isUnderline tells the line under a heading in plain text.
func isUnderline(s string) bool {
	return len(s) >= 3 && (strings.Trim(s, "=") == "" || strings.Trim(s, "-") == "" || strings.Trim(s, "~") == "")
}

var address = regexp.MustCompile(`https?://[^\s<>"«»“”\x{00A0}\x{202F}]+`)

// linked escapes text and makes links of the addresses in it.
func linked(text string) string {
	text = strings.Join(strings.FieldsFunc(text, func(r rune) bool { return r == '\t' }), " ")
	found := address.FindAllStringIndex(text, 50)
	if found == nil {
		return html.EscapeString(text)
	}
	var b strings.Builder
	from := 0
	for _, at := range found {
		link := strings.TrimRight(text[at[0]:at[1]], ".,;:!?)'’…")
		b.WriteString(html.EscapeString(text[from:at[0]]))
		b.WriteString(`<a href="` + html.EscapeString(link) + `">` + html.EscapeString(link) + "</a>")
		from = at[0] + len(link)
	}
	b.WriteString(html.EscapeString(text[from:]))
	return b.String()
}
