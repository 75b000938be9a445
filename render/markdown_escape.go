package render

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"griot/render/plain"
)

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

// escapeless covers a text that goes out without escapes.
func escapeless(s string, sign rune) string {
	var b strings.Builder
	b.WriteRune(sign)
	cover(&b, s)
	b.WriteRune(sign)
	return b.String()
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
