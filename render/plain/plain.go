// Package plain is the trust boundary: every string from outside passes it
// before it is stored, drawn, copied, piped or opened.
//
// What it takes out is what could act on a terminal (escape sequences, C0 and C1
// controls, kitty's image placeholder), what could disguise text (bidi controls,
// invisible characters, floods of combining marks) and what is not text at all
// (invalid UTF-8 becomes U+FFFD). What it returns, it leaves alone: cleaning
// twice changes nothing.
//
// Entities and Markdown escapes can still become controls later, so text is
// cleaned again after each decoding: rendered lines go through Styled.
package plain

import (
	"strings"
	"unicode/utf8"
)

// maxLine is the longest result of Line in bytes. No headline, name or message is
// longer, and a megabyte in a title would be paid for by every row that shows it.
const maxLine = 4096

const ellipsis = "…"

// Line cleans a string for one line: a title, a name, a message. White space of
// any kind and length becomes one blank, except that a no-break space stays one,
// and the result has no white space at its ends. What is longer than 4 KB ends
// with "…".
func Line(s string) string {
	if plainLine(s) {
		return s
	}
	l := lineCleaner{}
	l.out = make([]byte, 0, min(len(s), maxLine)+8)
	for i := 0; i < len(s) && len(l.out) <= maxLine; {
		i += l.step(s[i:])
	}
	return l.result()
}

// Text cleans a string of many lines: a body, a comment. Line ends of any kind
// become \n; tabs and the width of blanks are kept.
func Text(s string) string {
	if plainText(s) {
		return s
	}
	c := cleaner{out: make([]byte, 0, len(s))}
	for i := 0; i < len(s); {
		if n := asciiRun(s[i:]); n > 0 {
			c.ascii(s[i : i+n])
			i += n
			continue
		}
		r, n := next(s[i:])
		switch {
		case r == '\r' && strings.HasPrefix(s[i+1:], "\n"):
			// the \n that follows ends the line
		case r == '\t':
			c.reset('\t')
			c.out = append(c.out, '\t')
		case isBreak(r):
			c.reset(0)
			c.out = append(c.out, '\n')
		default:
			c.add(r)
		}
		i += n
	}
	return string(c.out)
}

// plainLine tells whether Line would return s as it is: printable ASCII words
// with single blanks between them.
func plainLine(s string) bool {
	if len(s) > maxLine {
		return false
	}
	blank := true // as if one came before
	for i := range len(s) {
		switch b := s[i]; {
		case b == ' ':
			if blank {
				return false
			}
			blank = true
		case b < ' ' || b > '~':
			return false
		default:
			blank = false
		}
	}
	return !blank || s == ""
}

// plainText tells whether s is printable ASCII, tabs and newlines alone.
func plainText(s string) bool {
	for i := range len(s) {
		if b := s[i]; (b < ' ' || b > '~') && b != '\n' && b != '\t' {
			return false
		}
	}
	return true
}

// asciiRun is the length of the printable ASCII at the start of s.
func asciiRun(s string) int {
	for i := range len(s) {
		if b := s[i]; b < ' ' || b > '~' {
			return i
		}
	}
	return len(s)
}

// removed is what next returns for something that leaves no trace.
const removed = rune(-1)

// next reads what s begins with: a rune, or a whole control sequence, for which
// it returns removed. Invalid UTF-8 gives U+FFFD, a byte at a time.
func next(s string) (rune, int) {
	if n := sequence(s).n; n > 0 {
		return removed, n
	}
	return utf8.DecodeRuneInString(s)
}

// lineCleaner is a cleaner that folds white space.
type lineCleaner struct {
	cleaner
	blank rune // white space that waits for the next word
}

// step takes what s begins with and returns its length.
func (l *lineCleaner) step(s string) int {
	if n := wordRun(s); n > 0 {
		l.space()
		n = min(n, 2*maxLine)
		l.ascii(s[:n])
		return n
	}
	r, n := next(s)
	switch {
	case isBlank(r) || isBreak(r):
		l.blank = foldBlank(l.blank, r)
	case r == removed:
	case l.blank == 0:
		l.add(r)
	case class(r) == visible:
		l.space()
		l.add(r)
	default: // a mark or a joiner has nothing to stand on after a blank
	}
	return n
}

// space writes the white space that waits, unless the line is still empty.
func (l *lineCleaner) space() {
	if l.blank != 0 && len(l.out) > 0 {
		l.reset(' ')
		l.out = utf8.AppendRune(l.out, l.blank)
	}
	l.blank = 0
}

// result returns the line, cut to its greatest length between two characters.
func (l *lineCleaner) result() string {
	if len(l.out) <= maxLine {
		return string(l.out)
	}
	cut := maxLine - len(ellipsis)
	for cut > 0 {
		r, _ := utf8.DecodeRune(l.out[cut:])
		if utf8.RuneStart(l.out[cut]) && class(r) == visible && !isBlank(r) {
			break
		}
		cut--
	}
	s := strings.TrimRightFunc(string(l.out[:cut]), func(r rune) bool { return isBlank(r) || class(r) == joiner })
	return s + ellipsis
}

// wordRun is the length of the printable ASCII without blanks at the start of s.
func wordRun(s string) int {
	for i := range len(s) {
		if b := s[i]; b <= ' ' || b > '~' {
			return i
		}
	}
	return len(s)
}

// isBlank tells white space within a line.
func isBlank(r rune) bool {
	switch r {
	case ' ', '\t', 0x00A0, 0x1680, 0x202F, 0x205F, 0x3000:
		return true
	}
	return r >= 0x2000 && r <= 0x200A
}

// isBreak tells what ends a line (Unicode Standard Annex 14: BK, CR, LF, NL).
func isBreak(r rune) bool {
	switch r {
	case '\n', '\v', '\f', '\r', 0x0085, 0x2028, 0x2029:
		return true
	}
	return false
}

// foldBlank is the one blank that stands for the white space so far and r. A
// no-break space wins: French puts one before « : ; ! ? », and no line may break
// there whatever stands beside it.
func foldBlank(so, r rune) rune {
	switch {
	case so == 0x00A0 || so == 0x202F:
		return so
	case r == 0x00A0 || r == 0x202F:
		return r
	case r == 0x3000 && (so == 0 || so == r):
		return r
	default:
		return ' '
	}
}
