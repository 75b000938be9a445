package parse

import (
	"bytes"
	"html"
	"strconv"
)

// appendMended writes characters and references as XML allows them: a bare
// ampersand is escaped, a reference to a character that XML forbids goes, an
// entity that nobody knows becomes text. Inside an attribute, quotes and "<" are
// escaped too.
func appendMended(out, b []byte, attribute bool) []byte {
	for i := 0; i < len(b); {
		c := b[i]
		switch {
		case c == '&':
			n, keep := mendReference(b[i:])
			switch {
			case n == 0:
				out = append(out, "&amp;"...)
				i++
				continue
			case keep:
				out = append(out, b[i:i+n]...)
			}
			i += n
			continue
		case c == '<':
			out = append(out, "&lt;"...)
		case c == '>' && !attribute && bytes.HasSuffix(b[:i], []byte("]]")):
			out = append(out, "&gt;"...)
		case c == '"' && attribute:
			out = append(out, "&quot;"...)
		case c < ' ' && c != '\t' && c != '\n' && c != '\r':
		case noncharacter(b[i:]):
			i += 2
		default:
			out = append(out, c)
		}
		i++
	}
	return out
}

// mendReference returns the length of the reference that b begins with, 0 for
// none, and whether it may stay.
func mendReference(b []byte) (n int, keep bool) {
	end := bytes.IndexByte(b[:min(len(b), longestEntity)], ';')
	if end < 2 {
		return 0, false
	}
	name := b[1:end]
	if name[0] == '#' {
		code, ok := charCode(string(name[1:]))
		if !ok {
			return 0, false
		}
		return end + 1, xmlChar(code)
	}
	for _, c := range name {
		if (c|0x20 < 'a' || c|0x20 > 'z') && (c < '0' || c > '9') {
			return 0, false
		}
	}
	whole := string(b[:end+1])
	if decoded := html.UnescapeString(whole); decoded == whole || decoded != ";" && decoded[len(decoded)-1] == ';' {
		return 0, false
	}
	return end + 1, true
}

// charCode reads the number of a character reference (XML 1.0, section 4.1).
func charCode(s string) (uint64, bool) {
	base := 10
	if len(s) > 1 && (s[0] == 'x' || s[0] == 'X') {
		s, base = s[1:], 16
	}
	code, err := strconv.ParseUint(s, base, 32)
	return code, err == nil
}

// xmlChar tells whether XML allows a character (XML 1.0, section 2.2).
func xmlChar(c uint64) bool {
	return c == '\t' || c == '\n' || c == '\r' || c >= ' ' && c <= 0xD7FF || c >= 0xE000 && c <= 0xFFFD || c >= 0x10000 && c <= 0x10FFFF
}
