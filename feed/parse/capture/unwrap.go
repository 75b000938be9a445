package capture

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// unwrap makes one line of each that was broken because the next word had no
// room, so that every line is a paragraph, an item or a title again.
func unwrap(lines []line) []line {
	width := wrapWidth(lines)
	out := make([]line, 0, len(lines))
	aligned := set(lines)
	verbatim := false // in a group that was set with blanks
	for i, l := range lines {
		if l.gap > 0 || i == 0 {
			verbatim = aligned[i]
		}
		if i > 0 && l.gap == 0 && !verbatim && goesOn(lines[i-1], l, width) {
			last := &out[len(out)-1]
			last.join(l.text)
			continue
		}
		if i > 0 && i+1 < len(lines) && lines[i+1].gap > 0 && dangles(lines[i-1], l) {
			out[len(out)-1].join(l.text)
			continue
		}
		out = append(out, l)
	}
	return out
}

// join appends what goes on in a line.
func (l *line) join(more string) {
	if !hyphenated(l.text, more) {
		l.text += " "
	}
	l.text += more
	l.measure()
}

// hyphenated tells whether a line was broken at the hyphen of a word.
func hyphenated(a, b string) bool {
	word, ok := strings.CutSuffix(a, "-")
	last, _ := utf8.DecodeLastRuneInString(word)
	return ok && unicode.IsLetter(last) && unicode.IsLower(opening(b))
}

// goesOn tells whether b is the rest of a line that was broken at width: a word
// had no room, or the sentence runs on.
func goesOn(a, b line, width int) bool {
	if _, mark := b.item(); mark != 0 || isRule(a.text) || isRule(b.text) || controls[b.key] {
		return false
	}
	if n, _ := b.numbered(); n != 0 {
		return false
	}
	if _, mark := a.item(); mark != 0 && (b.indent > a.indent || a.length() >= 30 && continues(a.text, b.text)) {
		return true
	}
	if continues(a.text, b.text) && a.words >= 3 && (width > 0 || a.length() >= 45) {
		return true
	}
	if width == 0 || bylineWord.MatchString(b.text) && b.words < 14 {
		return false
	}
	word, _, _ := strings.Cut(b.text, " ")
	return a.length()+1+utf8.RuneCountInString(word) > width
}

// dangles tells whether b, the last line before a blank one, is the rest of the
// item a: a heading would have its text under it, and a paragraph end.
func dangles(a, b line) bool {
	_, mark := a.item()
	_, other := b.item()
	_, _, signed := signatureParts(b)
	return mark != 0 && other == 0 && !signed && b.gap == 0 && a.length() >= 45 && !a.closed() && !b.ended() && b.words <= 8
}

// continues tells whether a sentence runs on from one line into the next.
func continues(a, b string) bool {
	if strings.HasSuffix(a, ",") || strings.HasSuffix(a, "(") {
		return true
	}
	return !capital(b) && opening(b) != 0 && !strings.HasSuffix(a, ".") && !strings.HasSuffix(a, ":")
}

// enough lines of about one width show that a text was broken at it.
const enough = 4

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
	width := inner[len(inner)-1]
	if len(inner) >= 10 {
		width = inner[len(inner)*9/10]
	}
	if width < 50 || width > 140 {
		return 0
	}
	// Nearly all of its lines are about as wide, some break off in a sentence, and
	// none of its paragraphs is wider.
	near, broken, wider := 0, 0, 0
	for i, l := range lines {
		n := l.length()
		if n > width+12 && l.ended() {
			wider++
		}
		if i+1 == len(lines) || lines[i+1].gap > 0 || n < width-20 {
			continue
		}
		near++
		if continues(l.text, lines[i+1].text) {
			broken++
		}
	}
	if near < enough || near*2 < len(inner) || broken*3 < near || wider*10 > len(lines) {
		return 0
	}
	return width
}

// set tells of each line whether it and those under it, up to a blank line, were
// set with blanks: code, a table.
func set(lines []line) []bool {
	out := make([]bool, len(lines))
	n, found := 0, 0
	for i := len(lines) - 1; i >= 0; i-- {
		l := lines[i]
		if i+1 < len(lines) && lines[i+1].gap > 0 {
			n, found = 0, 0
		}
		n++
		if l.indent >= 4 || strings.Contains(l.text, "   ") || strings.Contains(l.text, "\t") {
			found++
		}
		out[i] = n >= 2 && found*3 >= n*2
	}
	return out
}
