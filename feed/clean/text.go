package clean

import (
	"strings"
	"unicode/utf8"

	"griot/render/plain"
)

// read takes text in. It is cleaned here, piece by piece, so that what waits is
// what will be written, and an element that holds only controls holds nothing.
func (c *cleaner) read(text []byte) {
	if harmless(text) {
		c.text = append(c.text, text...)
	} else {
		c.text = append(c.text, plain.Text(string(text))...)
	}
}

// appendText writes text, its white space folded outside of <pre>, and escaped. HTML ignores a new line that begins a <pre> (section 13.1.2.5), so a
// fresh one gets none.
func (c *cleaner) appendText(text []byte, fresh bool) {
	if len(text) == 0 {
		return
	}
	s := string(text)
	if c.pre == 0 {
		c.appendFolded(s)
		return
	}
	if fresh {
		s = strings.TrimLeft(s, "\n")
	}
	c.out = appendEscaped(c.out, s, false)
}

// appendFolded writes s with each run of white space as one character.
func (c *cleaner) appendFolded(s string) {
	out, from := c.out, 0
	after := len(out) > 0 && isSpace(out[len(out)-1]) // white space came before
	for i := 0; i < len(s); {
		b := s[i]
		switch {
		case isSpace(b):
			end := i + 1
			for end < len(s) && isSpace(s[end]) {
				end++
			}
			if end > i+1 || b != ' ' && b != '\n' || i == 0 && after {
				out = append(out, s[from:i]...)
				if i > 0 || !after {
					out = append(out, fold(s[i:end]))
				}
				from = end
			}
			i = end
			continue
		case b == '&':
			out = append(append(out, s[from:i]...), "&amp;"...)
		case b == '<':
			out = append(append(out, s[from:i]...), "&lt;"...)
		case b == '>':
			out = append(append(out, s[from:i]...), "&gt;"...)
		default:
			i++
			continue
		}
		i++
		from = i
	}
	c.out = append(out, s[from:]...)
}

// fold is the one character that stands for white space: a new line where there
// was one, so that sources keep their lines.
func fold(s string) byte {
	if strings.IndexByte(s, '\n') >= 0 {
		return '\n'
	}
	return ' '
}

// harmless tells whether plain.Text has nothing to do: printable ASCII, Latin
// letters and the usual typographic marks.
func harmless(s []byte) bool {
	for i := 0; i < len(s); {
		b := s[i]
		switch {
		case b >= ' ' && b <= '~', b == '\n', b == '\t':
			i++
		case b < utf8.RuneSelf:
			return false
		default:
			r, n := utf8.DecodeRune(s[i:])
			if r == utf8.RuneError || !(r >= 0xA0 && r < 0x300 && r != 0xAD || r >= 0x2010 && r <= 0x2027 || r == 0x202F || r == 0x20AC) {
				return false
			}
			i += n
		}
	}
	return true
}

// label cleans an attribute that is shown to people.
func label(s string) string {
	s = plain.Line(s)
	if len(s) <= maxLabel {
		return s
	}
	cut := maxLabel
	for cut > 0 && !utf8.RuneStart(s[cut]) {
		cut--
	}
	return plain.Line(s[:cut])
}
