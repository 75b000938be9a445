package capture

import (
	"html"
	"regexp"
	"strings"
	"unicode/utf8"
)

// composer makes HTML of lines.
type composer struct {
	page  bool // the lines are of a news page: rules of signs are its decoration
	flat  bool // no headings: a comment
	lines []line

	headings []bool // which of the lines are headings
	aligned  []bool // which of them were set with blanks
	b        strings.Builder
}

// html writes paragraphs, headings and lists for the lines.
func (c composer) html(lines []line) string {
	c.lines = lines
	if !c.page && !c.flat {
		c.aligned = set(lines)
	}
	c.findHeadings()
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
	if c.headings[i] {
		c.element("h2", l.text)
		return i + 1
	}
	return c.paragraph(i)
}

func (c *composer) element(name, text string) {
	c.b.WriteString("<" + name + ">" + linked(text) + "</" + name + ">\n")
}

// paragraph writes a line as a paragraph, together with the short lines under it,
// as in verse or in an address.
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
		if c.headings[j] || !short(c.lines[j-1]) || !short(l) || c.page && c.apart(j) {
			break
		}
		b.WriteString("<br>" + linked(l.text))
	}
	c.b.WriteString("<p>" + b.String() + "</p>\n")
	return j
}

// apart tells whether a line of a page is a paragraph of its own under a short
// one: that was a sentence, or this is the signature.
func (c *composer) apart(j int) bool {
	_, _, signed := signatureParts(c.lines[j])
	return signed || c.lines[j-1].ended()
}

func short(l line) bool { return l.length() < 60 }

// list writes the items from i on.
func (c *composer) list(i int) int {
	c.b.WriteString("<ul>\n")
	for i < len(c.lines) {
		text, mark := c.lines[i].item()
		if mark == 0 {
			break
		}
		c.b.WriteString("<li>" + linked(text) + "</li>\n")
		i++
	}
	c.b.WriteString("</ul>\n")
	return i
}

// orderedAt tells whether a numbered list begins at i: with 1, and 2 follows.
func (c *composer) orderedAt(i int) bool {
	if n, _ := c.lines[i].numbered(); n != 1 || i+1 >= len(c.lines) {
		return false
	}
	n, _ := c.lines[i+1].numbered()
	return n == 2
}

// ordered writes the numbered items from i on.
func (c *composer) ordered(i int) int {
	c.b.WriteString("<ol>\n")
	for want := 1; i < len(c.lines); want++ {
		n, text := c.lines[i].numbered()
		if n != want {
			break
		}
		c.b.WriteString("<li>" + linked(text) + "</li>\n")
		i++
	}
	c.b.WriteString("</ol>\n")
	return i
}

// preformatted tells whether a group of lines was set with blanks: code, a table.
func (c *composer) preformatted(i int) bool {
	return c.aligned != nil && c.aligned[i]
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
