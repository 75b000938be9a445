package parse

import (
	"strings"
	"unicode/utf8"
)

const (
	mostQuotes = 6    // quotes within each other that are shown as such
	mostTurns  = 5000 // changes of what is quoted that are shown
	wrapped    = 58   // letters from which a line was broken by a program rather than its writer
)

// mailText makes HTML of the plain text of a message: what is quoted with ">" is a
// quote, and lines that a mail program broke are joined. flowed and delsp are as in
// RFC 3676, section 4.
func mailText(s string, flowed, delsp bool) string {
	var b, block strings.Builder
	depth := 0
	flush := func(quotes int) {
		b.WriteString(paragraphs(block.String(), true))
		block.Reset()
		for ; depth < quotes; depth++ {
			b.WriteString("<blockquote>")
		}
		for ; depth > quotes; depth-- {
			b.WriteString("</blockquote>")
		}
	}
	before, open := "", false // the line before, and whether it goes on in the next
	turns := 0
	for line := range strings.Lines(s) {
		quotes, text := quoted(strings.TrimRight(line, "\r\n"))
		if quotes != depth && turns < mostTurns {
			turns++
			flush(quotes)
			before, open = "", false
		}
		switch {
		case open:
		case !flowed && continues(before, text):
			block.WriteByte(' ')
		case block.Len() > 0:
			block.WriteByte('\n')
		}
		before, open = text, flowed && strings.HasSuffix(text, " ") && text != "-- "
		if open && delsp {
			text = strings.TrimSuffix(text, " ")
		}
		block.WriteString(text)
	}
	flush(0)
	return b.String()
}

// quoted tells how often a line is quoted, and what it says.
func quoted(line string) (depth int, text string) {
	text = line
	for depth < mostQuotes && strings.HasPrefix(text, ">") {
		depth++
		text = text[1:]
		if strings.HasPrefix(text, " >") {
			text = text[1:]
		}
	}
	return depth, strings.TrimPrefix(text, " ")
}

// continues tells whether a line goes on with what the one before it began: that
// one is as long as lines get, and this one begins no item, table or signature.
func continues(before, line string) bool {
	if line == "" || len(before) < wrapped || utf8.RuneCountInString(before[:min(len(before), 4*wrapped)]) < wrapped {
		return false
	}
	c, _ := utf8.DecodeRuneInString(line)
	return !strings.ContainsRune(" \t-*+•#|=_>–—", c) && (c < '0' || c > '9')
}
