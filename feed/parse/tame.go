package parse

import (
	"bytes"
	"strings"
)

// The time that parsing Markdown takes grows with the square of what may nest or
// pair up, so that there is a limit to each. No text that is to be read comes near.
const (
	maxQuotes  = 60   // markers of quotes before a line
	maxIndent  = 64   // blanks before a line
	maxBullets = 20   // markers of lists before a line
	maxPairs   = 2000 // brackets, stars and the like in a paragraph
	maxPipes   = 200  // in a line of a table
)

// tame takes out of Markdown what would make parsing it slow. Text stays.
func tame(text []byte) []byte {
	var t tamer
	t.out.Grow(len(text) + len(text)/16)
	for line := range bytes.Lines(text) {
		t.line(line)
	}
	t.flush()
	return t.out.Bytes()
}

// tamer reads Markdown a paragraph at a time.
type tamer struct {
	out       bytes.Buffer
	paragraph []byte
	pairs     int
	fence     string // of the code that is open
}

func (t *tamer) line(line []byte) {
	trimmed := bytes.TrimLeft(line, " \t")
	if t.fence != "" {
		if strings.HasPrefix(string(trimmed[:min(len(trimmed), len(t.fence))]), t.fence) {
			t.fence = ""
		}
		t.out.Write(line)
		return
	}
	for _, f := range []string{"```", "~~~"} {
		if bytes.HasPrefix(trimmed, []byte(f)) {
			t.flush()
			t.fence = f
			t.out.Write(line)
			return
		}
	}
	if len(bytes.TrimSpace(line)) == 0 || bytes.IndexByte([]byte("-*+#>0123456789"), trimmed[0]) >= 0 {
		t.flush()
	}
	line = shallowLine(line, trimmed)
	if bytes.Count(line, []byte("|")) > maxPipes {
		line = bytes.ReplaceAll(line, []byte("|"), []byte("\\|"))
	}
	for _, b := range line {
		switch b {
		case '[', ']', '*', '_', '`', '<', '~', '!', '(':
			t.pairs++
		}
	}
	t.paragraph = append(t.paragraph, line...)
}

// shallowLine takes markers off a line that nests too deep.
func shallowLine(line, trimmed []byte) []byte {
	indent := len(line) - len(trimmed)
	if indent > maxIndent {
		line = append(bytes.Repeat([]byte(" "), maxIndent), trimmed...)
	}
	quotes, bullets, rest := markers(line)
	switch {
	case quotes <= maxQuotes && bullets <= maxBullets:
		return line
	case quotes == 0 && len(bytes.TrimSpace(rest)) == 0: // a rule
		return []byte("---\n")
	}
	return append(bytes.Repeat([]byte("> "), min(quotes, maxQuotes)), rest...)
}

// markers counts the markers of quotes and of list items before a line's text.
func markers(line []byte) (quotes, bullets int, rest []byte) {
	rest = line
	for {
		rest = bytes.TrimLeft(rest, " \t")
		if len(rest) == 0 {
			return quotes, bullets, rest
		}
		if rest[0] == '>' {
			quotes++
			rest = rest[1:]
			continue
		}
		n := 1
		if c := rest[0]; c >= '0' && c <= '9' {
			for n < len(rest) && n < 9 && rest[n] >= '0' && rest[n] <= '9' {
				n++
			}
			if n >= len(rest) || rest[n] != '.' && rest[n] != ')' {
				return quotes, bullets, rest
			}
			n++
		} else if c != '-' && c != '*' && c != '+' {
			return quotes, bullets, rest
		}
		if n < len(rest) && rest[n] != ' ' && rest[n] != '\t' && rest[n] != '\n' {
			return quotes, bullets, rest
		}
		bullets++
		rest = rest[n:]
	}
}

// flush writes the paragraph. One with too many signs has them shown as they are.
func (t *tamer) flush() {
	if t.pairs <= maxPairs {
		t.out.Write(t.paragraph)
	} else {
		for _, b := range t.paragraph {
			if b == '[' || b == ']' || b == '*' || b == '_' || b == '`' || b == '<' || b == '~' || b == '!' {
				t.out.WriteByte('\\')
			}
			t.out.WriteByte(b)
		}
	}
	t.paragraph, t.pairs = t.paragraph[:0], 0
}
