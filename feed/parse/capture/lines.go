package capture

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"griot/render/plain"
)

// line is a line of the text that is not blank.
type line struct {
	text   string // without white space at its ends
	key    string // folded, for comparing: see fold
	words  int    // of key
	indent int    // blanks before it
	gap    int    // blank lines before it
	lead   bool   // a standfirst or a name, and never a heading
}

// maxKey is the longest text that is folded; what is longer is prose, and no
// phrase of a page's furniture.
const maxKey = 400

// readLines cuts a text into its lines, with the blank ones counted.
func readLines(text string) []line {
	text = plain.Text(strings.TrimPrefix(text, "\ufeff"))
	var lines []line
	gap := 0
	for raw := range strings.Lines(text) {
		raw = strings.TrimRight(raw, "\n")
		trimmed := strings.TrimFunc(raw, unicode.IsSpace)
		if trimmed == "" {
			gap++
			continue
		}
		l := line{text: trimmed, indent: indentation(raw), gap: gap}
		l.measure()
		lines = append(lines, l)
		gap = 0
	}
	return lines
}

// measure sets what follows from the text.
func (l *line) measure() {
	if len(l.text) <= maxKey {
		l.key = fold(l.text)
		l.words = strings.Count(l.key, " ") + 1
		return
	}
	l.key = ""
	l.words = strings.Count(l.text, " ") + 1
}

func indentation(raw string) int {
	n := 0
	for _, r := range raw {
		switch {
		case r == '\t':
			n += 4
		case unicode.IsSpace(r):
			n++
		default:
			return n
		}
	}
	return n
}

// fold makes phrases comparable: letters and digits alone, in lower case and
// without accents, with one blank between words.
func fold(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	blank := false
	for _, r := range norm.NFD.String(s) {
		switch {
		case unicode.Is(unicode.Mn, r):
			continue
		case r == 'œ' || r == 'Œ':
			r = -1
		case !unicode.IsLetter(r) && !unicode.IsDigit(r):
			blank = b.Len() > 0
			continue
		}
		if blank {
			b.WriteByte(' ')
			blank = false
		}
		if r == -1 {
			b.WriteString("oe")
		} else {
			b.WriteRune(unicode.ToLower(r))
		}
	}
	return b.String()
}

// length is a line's width in characters.
func (l line) length() int { return utf8.RuneCountInString(l.text) }

// ended tells whether the line ends as a sentence does.
func (l line) ended() bool {
	s := strings.TrimRight(l.text, "»”\"’')] \u00a0\u202f")
	return strings.HasSuffix(s, ".") || strings.HasSuffix(s, "!") || strings.HasSuffix(s, "?") || strings.HasSuffix(s, "…")
}

// closed tells whether the line is complete: it ends a sentence, or announces
// what follows.
func (l line) closed() bool { return l.ended() || strings.HasSuffix(l.text, ":") }

// labelled tells a line that gives something its name: "Justice: Fatoumata Sy".
func (l line) labelled() bool {
	label, rest, ok := strings.Cut(l.text, ": ")
	return ok && rest != "" && strings.Count(label, " ") < 5
}

// opening returns the first letter or digit of a text.
func opening(s string) rune {
	for _, r := range s {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
	}
	return 0
}

// capital tells whether a text begins with a capital letter, a digit or a letter
// of a script that has no case; or like a name whose capital comes second: eKiosque.
func capital(s string) bool {
	r := opening(s)
	return r != 0 && !unicode.IsLower(r) || camel(s)
}

// camel tells whether a text begins with a small letter and a capital one.
func camel(s string) bool {
	first, n := utf8.DecodeRuneInString(s)
	second, _ := utf8.DecodeRuneInString(s[n:])
	return unicode.IsLower(first) && unicode.IsUpper(second)
}

// shouted tells whether all letters are capitals.
func shouted(s string) bool {
	letters := 0
	for _, r := range s {
		if unicode.IsLower(r) {
			return false
		}
		if unicode.IsUpper(r) {
			letters++
		}
	}
	return letters > 3
}

// prose tells whether a line is a sentence or more, rather than a title or a label.
func (l line) prose() bool {
	return l.words >= 12 && l.ended() || l.length() >= 170 || l.words >= 6 && l.ended() && strings.Contains(l.text, ". ")
}

// item returns the text of a list item and the kind of its mark.
func (l line) item() (text string, mark rune) {
	r, n := utf8.DecodeRuneInString(l.text)
	rest := l.text[n:]
	switch r {
	case '-', '–', '—', '•', '·', '▪', '●', '‣', '◦', '■', '►', '➢', '➤', '✓', '*', '−', '‐', '‑', '\uf0b7':
	default:
		return "", 0
	}
	body := strings.TrimLeftFunc(rest, unicode.IsSpace)
	spaced := body != rest
	first := opening(body)
	switch {
	case body == "" || first == 0:
		return "", 0
	case strings.HasPrefix(rest, string(r)): // a rule, or "--"
		return "", 0
	case r == '*' && !spaced, unicode.IsDigit(first) && !spaced && l.words < 5: // a footnote; -5 degrees
		return "", 0
	}
	return body, r
}

// numbered returns the number that a line begins with, as "3." or "3)".
func (l line) numbered() (n int, text string) {
	i := 0
	for i < len(l.text) && i < 3 && l.text[i] >= '0' && l.text[i] <= '9' {
		n = n*10 + int(l.text[i]-'0')
		i++
	}
	if i == 0 || i+1 >= len(l.text) || l.text[i] != '.' && l.text[i] != ')' {
		return 0, ""
	}
	body := strings.TrimLeftFunc(l.text[i+1:], unicode.IsSpace)
	if body == l.text[i+1:] || body == "" {
		return 0, ""
	}
	return n, body
}

// alike tells whether two titles are the same but for small differences: case,
// accents, signs, a cut end, a word.
func alike(a, b line) bool {
	if a.key == "" || b.key == "" {
		return false
	}
	if a.key == b.key {
		return true
	}
	short, long := a, b
	if len(short.key) > len(long.key) {
		short, long = long, short
	}
	if short.words >= 3 && strings.HasPrefix(long.key, short.key) && len(short.key)*10 >= len(long.key)*6 {
		return true
	}
	cut := strings.HasSuffix(short.text, "…") || strings.HasSuffix(short.text, "...")
	if cut && short.words >= 3 && strings.HasPrefix(long.key, short.key) {
		return true
	}
	if short.words < 4 {
		return false
	}
	seen := map[string]int{}
	for w := range strings.FieldsSeq(short.key) {
		seen[w]++
	}
	common := 0
	for w := range strings.FieldsSeq(long.key) {
		if seen[w] > 0 {
			seen[w]--
			common++
		}
	}
	return 2*common*100 >= 80*(short.words+long.words)
}
