package widget

import (
	"strings"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

// joiner is U+200D, which makes one emoji of two.
const joiner = "\u200d"

// Ellipsis stands where text was cut.
const Ellipsis = "…"

// Width is the number of cells of a string without line breaks.
func Width(s string) int {
	for i := range len(s) {
		if s[i] < 0x20 || s[i] > 0x7e {
			return ansi.StringWidth(s)
		}
	}
	return len(s)
}

// Steady makes an emoji that is joined of several, or carries a colour, as wide in
// a terminal that takes it for one character as in one that adds up its parts: only
// its first part is kept. A list needs it, where a cell too many moves every column
// behind it.
func Steady(s string) string {
	if !strings.ContainsFunc(s, joins) {
		return s
	}
	var b strings.Builder
	for s != "" {
		n := firstCharacter(s)
		c := s[:n]
		s = s[n:]
		for strings.ContainsFunc(c, joins) && ansi.StringWidth(c) != ansi.StringWidthWc(c) {
			_, last := utf8.DecodeLastRuneInString(c)
			c = strings.TrimRight(c[:len(c)-last], joiner)
		}
		b.WriteString(c)
	}
	return b.String()
}

// joins tells whether a rune makes one emoji of several, or changes its look.
func joins(r rune) bool {
	const asEmoji, firstSkin, lastSkin = 0xfe0f, 0x1f3fb, 0x1f3ff
	return r == '\u200d' || r == asEmoji || r >= firstSkin && r <= lastSkin
}

// Truncate cuts a string to at most width cells, the last of them an ellipsis.
func Truncate(s string, width int) string {
	switch {
	case width <= 0:
		return ""
	case len(s) <= width: // no character has more cells than bytes
		return s
	default:
		return ansi.Truncate(s, width, Ellipsis)
	}
}

// Fit makes a string exactly width cells wide: cut, or filled up on the right.
func Fit(s string, width int) string {
	s = Truncate(s, width)
	return s + Blank(width-Width(s))
}

// FitRight makes a string exactly width cells wide: cut, or filled up on the left.
func FitRight(s string, width int) string {
	s = Truncate(s, width)
	return Blank(width-Width(s)) + s
}

// Ends sets one text at the left and one at the right of a line of width cells.
// Where there is no room for both and a gap, the right one goes.
func Ends(left, right string, width int) string {
	l, r := Width(left), Width(right)
	if r == 0 || l+2+r > width {
		return Truncate(left, width)
	}
	return left + Blank(width-l-r) + right
}

const blanks = "                                                                                "

// Blank is a run of n blanks.
func Blank(n int) string {
	switch {
	case n <= 0:
		return ""
	case n <= len(blanks):
		return blanks[:n]
	default:
		return strings.Repeat(" ", n)
	}
}

// Rule is a horizontal line of n cells.
func Rule(n int) string { return strings.Repeat("─", max(0, n)) }

// Lines makes exactly n lines of what is there: further ones are cut off, missing
// ones are blank.
func Lines(lines []string, n int) string {
	n = max(0, n)
	if len(lines) > n {
		lines = lines[:n]
	}
	return strings.Join(lines, "\n") + strings.Repeat("\n", max(0, n-max(1, len(lines))))
}
