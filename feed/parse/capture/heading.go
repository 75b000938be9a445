package capture

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// maxStack is how many headings may stand on one another; more short lines than
// that are verse, or a table.
const maxStack = 2

// findHeadings tells of each line whether it is a heading: a bare short line that
// ends on purpose, with its paragraph or list behind it.
func (c *composer) findHeadings() {
	c.headings = make([]bool, len(c.lines))
	if c.flat {
		return
	}
	for i := range c.lines {
		if !c.bare(i) || !c.opens(i) {
			continue
		}
		found := c.page && c.leads(i, maxStack) || !c.page && c.heads(i)
		c.headings[i] = found && !caption.MatchString(c.lines[i].text)
	}
}

// bare tells whether a line has the shape of a title.
func (c *composer) bare(i int) bool {
	l := c.lines[i]
	if i+1 >= len(c.lines) || l.lead || l.words > 14 || l.length() > 100 || !capital(l.text) || !hasLetter(l.text) {
		return false
	}
	if _, mark := l.item(); mark != 0 {
		return false
	}
	next := c.lines[i+1]
	if quotes(l.text) && !(quoted(l.text) && next.gap == 0) {
		return false
	}
	switch end, _ := utf8.DecodeLastRuneInString(strings.TrimRight(l.text, "»”\"' \u00a0\u202f")); {
	case end == ':':
		return c.page && l.words <= 8 && l.gap > 0 && next.gap == 0 && next.prose() && !quotes(next.text)
	case strings.ContainsRune(".,;…-–—", end) || l.ended() && l.words > 12:
		return false
	}
	_, _, signed := signatureParts(l)
	return !(signed && c.page && l.words <= 6 && next.gap > 0)
}

// opens tells whether a heading may begin here: nothing above goes on in it.
func (c *composer) opens(i int) bool {
	if i == 0 || c.lines[i].gap > 0 {
		return true
	}
	if c.headings[i-1] && c.page { // another heading, or what is under it
		return !c.lines[i].labelled() || c.lines[i+1].gap == 0
	}
	_, mark := c.lines[i-1].item()
	return mark != 0 || c.lines[i-1].ended()
}

// leads tells whether what stands behind a short line of a page is text or a list,
// perhaps with another heading between.
func (c *composer) leads(i, stack int) bool {
	l, next := c.lines[i], c.lines[i+1]
	if _, mark := next.item(); mark != 0 || c.orderedAt(i+1) {
		return true
	}
	if _, _, signed := signatureParts(next); signed {
		return false
	}
	if next.labelled() && next.gap == 0 {
		return !l.labelled()
	}
	if next.gap > 0 && (l.words > 12 || l.length() > 80) {
		return false
	}
	if !c.bare(i + 1) {
		return next.closed() || next.prose() || next.length() >= 60
	}
	// A question of a few words may be a heading itself, or all that is said.
	if next.ended() && next.gap == 0 && (i+2 == len(c.lines) || c.lines[i+2].gap > 0) {
		return true
	}
	return stack > 1 && c.leads(i+1, stack-1)
}

// heads tells whether what stands behind a short line of a text is what it is the
// heading of. Other texts have short lines for many reasons: only a long line or a
// list shows one to be a heading.
func (c *composer) heads(i int) bool {
	l, next := c.lines[i], c.lines[i+1]
	_, mark := next.item()
	listed := mark != 0 || c.orderedAt(i+1) || c.preformatted(i+1)
	if next.gap == 0 {
		return listed || next.prose() || next.length() >= 60 || next.ended() && next.words >= 4
	}
	if l.words > 12 || l.length() > 80 {
		return false
	}
	if listed || next.prose() || next.length() >= 80 || next.ended() && next.words >= 6 {
		return true
	}
	return !next.ended() && next.length() <= 80 && c.bare(i+1) && c.heads(i+1)
}

// caption tells the line under a picture.
var caption = regexp.MustCompile(`(?i)^(?:photos?|cr[ée]dits?|image|illustration|source|sources|infographie|vid[ée]o|l[ée]gende)\b.*[:©]|\b(?:AFP|Reuters|Getty|DR|AP)\)?$|©|^\(|^\[`)

// quotes tells whether a line begins with somebody's words.
func quotes(s string) bool {
	first, _ := utf8.DecodeRuneInString(s)
	return strings.ContainsRune("«“\"„", first)
}

// quoted tells whether all of a line is one quotation.
func quoted(s string) bool {
	last, _ := utf8.DecodeLastRuneInString(s)
	return quotes(s) && strings.ContainsRune("»”\"“", last)
}
