package render

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// raised writes a superscript (way 1) or a subscript (way -1) so that a line of
// text can hold it: with the characters that Unicode has for it, else as "^x" and
// "_x". Ordinals (1er, 19th) and marks read well as they are.
func raised(s string, way int, before rune) string {
	word := strings.Trim(strings.TrimSpace(s), "[]")
	if word == "" || utf8.RuneCountInString(word) > 12 {
		return s
	}
	if way > 0 && (unicode.IsDigit(before) && allLetters(word) && len(word) <= 4 || strings.ContainsAny(word, "™®©*†‡↩")) {
		return s
	}
	table := superscripts
	if way < 0 {
		table = subscripts
	}
	var b strings.Builder
	for _, r := range word {
		c, ok := table(r)
		if !ok {
			return scriptMark(way) + s
		}
		b.WriteRune(c)
	}
	return b.String()
}

func scriptMark(way int) string {
	if way > 0 {
		return "^"
	}
	return "_"
}

func allLetters(s string) bool {
	for _, r := range s {
		if !unicode.IsLetter(r) && r != '.' {
			return false
		}
	}
	return true
}

func superscripts(r rune) (rune, bool) {
	switch r {
	case '1':
		return '¹', true
	case '2':
		return '²', true
	case '3':
		return '³', true
	case 'n':
		return 'ⁿ', true
	case 'i':
		return 'ⁱ', true
	case ',', '–':
		return r, true
	case '+':
		return '⁺', true
	case '-', '−':
		return '⁻', true
	case '(':
		return '⁽', true
	case ')':
		return '⁾', true
	}
	if r == '0' || r >= '4' && r <= '9' {
		return '⁰' + r - '0', true
	}
	return 0, false
}

func subscripts(r rune) (rune, bool) {
	switch r {
	case '+':
		return '₊', true
	case '-', '−':
		return '₋', true
	case '(':
		return '₍', true
	case ')':
		return '₎', true
	}
	if r >= '0' && r <= '9' {
		return '₀' + r - '0', true
	}
	return 0, false
}
