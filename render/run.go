package render

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// run is a line of text as it grows: spans with white space folded.
type run struct {
	spans []span // the text of the last one is still in tail
	tail  []byte
	blank bool // white space waits for the next word
}

// write appends text that was cleaned.
func (r *run) write(text string, sc scope) {
	if text == "" {
		return
	}
	if last := len(r.spans) - 1; last < 0 || r.spans[last].style != sc.style || r.spans[last].link != sc.link {
		r.settle()
		r.spans = append(r.spans, span{style: sc.style, link: sc.link})
		r.tail = r.tail[:0]
	}
	r.tail = append(r.tail, text...)
}

// settle gives the last span its text.
func (r *run) settle() {
	if last := len(r.spans) - 1; last >= 0 {
		r.spans[last].text = string(r.tail)
	}
}

// fold appends text with its white space folded.
func (r *run) fold(text string, sc scope) {
	if len(r.spans) == 0 {
		r.blank = false
	}
	final, _ := utf8.DecodeLastRuneInString(text)
	endsInSpace := isSpace(final)
	var b strings.Builder
	for i, word := range strings.FieldsFunc(text, isSpace) {
		if i > 0 || r.blank || isSpace(firstRune(text)) {
			if b.Len() > 0 || !r.atLineStart() {
				b.WriteByte(' ')
			}
		}
		b.WriteString(word)
		r.blank = false
	}
	if b.Len() == 0 {
		r.blank = r.blank || text != ""
		return
	}
	text, blank := strings.CutPrefix(b.String(), " ")
	if blank {
		r.write(" ", r.between(sc))
	}
	r.write(text, sc)
	r.blank = endsInSpace
}

// between is the style of a blank between the run and what follows: only what
// both sides have, so that no line is drawn under or through an outer blank.
func (r *run) between(sc scope) scope {
	last := r.spans[len(r.spans)-1]
	blank := scope{style: last.style & sc.style}
	if last.link == sc.link {
		blank.link = sc.link
	}
	return blank
}

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

// isSpace tells white space that is folded. No-break blanks and the ideographic
// one are kept.
func isSpace(r rune) bool {
	return r != 0x00A0 && r != 0x202F && r != 0x3000 && unicode.IsSpace(r)
}

// atLineStart tells whether a blank would stand at the start of a line.
func (r *run) atLineStart() bool {
	return len(r.spans) == 0 || r.tail[len(r.tail)-1] == '\n'
}

// last is the last character of the run, 0 when there is none.
func (r *run) last() rune {
	if len(r.spans) == 0 || r.blank {
		return 0
	}
	c, _ := utf8.DecodeLastRune(r.tail)
	return c
}

// breakLine begins a new line, once, and never at the start.
func (r *run) breakLine() {
	r.blank = false
	if !r.atLineStart() {
		r.write("\n", scope{link: 0})
	}
}

// take returns the spans and begins anew. Line breaks at the end are dropped.
func (r *run) take() []span {
	r.settle()
	spans := r.spans
	*r = run{tail: r.tail[:0]}
	for len(spans) > 0 {
		last := &spans[len(spans)-1]
		last.text = strings.TrimRight(last.text, "\n ")
		if last.text != "" {
			break
		}
		spans = spans[:len(spans)-1]
	}
	return spans
}
