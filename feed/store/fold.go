package store

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// fold reduces text to its words, lower case and without accents, each with a
// blank before it: "L'Été à Kidal" is " l ete a kidal". Scripts that don't divide
// their words give a word a character. Index and question are folded alike, so
// a word begins with w where the folded text contains " "+w, and nothing in a
// question is syntax.
func fold(texts ...string) string {
	var b strings.Builder
	for _, text := range texts {
		word := false
		if !ascii(text) {
			text = norm.NFKD.String(strings.ToValidUTF8(text, " "))
		}
		for _, r := range text {
			switch {
			case r < utf8.RuneSelf:
				word = foldASCII(&b, byte(r), word)
			case accent(r):
			case undivided(r):
				b.WriteByte(' ')
				b.WriteRune(r)
				word = false
			case unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r):
				if !word {
					b.WriteByte(' ')
					word = true
				}
				foldLetter(&b, r)
			default:
				word = false
			}
		}
	}
	return b.String()
}

func foldASCII(b *strings.Builder, c byte, word bool) bool {
	switch {
	case 'A' <= c && c <= 'Z':
		c += 'a' - 'A'
	case 'a' <= c && c <= 'z', '0' <= c && c <= '9':
	default:
		return false
	}
	if !word {
		b.WriteByte(' ')
	}
	b.WriteByte(c)
	return true
}

// foldLetter writes letters that no decomposition takes apart as they are typed
// without their keyboard.
func foldLetter(b *strings.Builder, r rune) {
	switch r {
	case 'ß', 'ẞ':
		b.WriteString("ss")
	case 'æ', 'Æ':
		b.WriteString("ae")
	case 'œ', 'Œ':
		b.WriteString("oe")
	case 'ø', 'Ø':
		b.WriteByte('o')
	case 'ł', 'Ł':
		b.WriteByte('l')
	case 'đ', 'Đ', 'ð', 'Ð':
		b.WriteByte('d')
	case 'ı':
		b.WriteByte('i')
	case 'ς':
		b.WriteRune('σ')
	default:
		b.WriteRune(unicode.ToLower(r))
	}
}

func ascii(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// accent tells whether r is a mark that readers leave out when they type. Vowel
// signs of other scripts are not among them.
func accent(r rune) bool {
	return 0x0300 <= r && r <= 0x036f || 0x1ab0 <= r && r <= 0x1aff ||
		0x1dc0 <= r && r <= 0x1dff || 0x20d0 <= r && r <= 0x20ff || 0xfe00 <= r && r <= 0xfe2f
}

func undivided(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana,
		unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
}

// wordsOf returns the words of a question, each once.
func wordsOf(question string) []string {
	var words []string
	for w := range strings.FieldsSeq(fold(question)) {
		if !contains(words, w) {
			words = append(words, w)
		}
	}
	return words
}

// contains tells whether a word that begins with w makes w superfluous.
func contains(words []string, w string) bool {
	for _, other := range words {
		if strings.HasPrefix(other, w) {
			return true
		}
	}
	return false
}

// hasWord tells whether a folded text has a word that begins with w.
func hasWord(folded, w string) bool {
	for from := 0; ; {
		i := strings.Index(folded[from:], w)
		if i < 0 {
			return false
		}
		if at := from + i; at > 0 && folded[at-1] == ' ' {
			return true
		}
		from += i + 1
	}
}
