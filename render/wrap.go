package render

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

// chunk is what a line is never broken within.
type chunk struct {
	bits    []bit
	width   int
	blank   *bit // the blank before it, which disappears at the start of a line
	newline bool // a line break was asked for before it
}

// chunks finds where a styled line may be broken: at blanks, after hyphens and
// dashes within words, between ideographs.
func chunks(line []bit) []chunk {
	c := chunker{}
	for i := range line {
		c.take(&line[i])
	}
	c.finish()
	return glued(c.out)
}

type chunker struct {
	out  []chunk
	cur  chunk
	prev rune // the character before, 0 at the start of a chunk
	long int  // letters in the chunk since its last break
}

func (c *chunker) take(b *bit) {
	start := 0
	put := func(end int) {
		if end > start {
			c.cur.bits = append(c.cur.bits, bit{text: b.text[start:end], sgr: b.sgr, link: b.link})
			c.cur.width += width(b.text[start:end])
		}
		start = end
	}
	for i, r := range b.text {
		switch {
		case r == ' ' || r == '\n':
			put(i)
			start = i + 1
			c.finish()
			if r == ' ' {
				c.cur.blank = b
			} else {
				c.cur.newline = true
			}
		case c.prev != 0 && breaksBetween(c.prev, r, c.long):
			put(i)
			c.finish()
			c.prev, c.long = r, 1
		default:
			c.prev = r
			c.long++
		}
	}
	put(len(b.text))
}

// finish ends the chunk. What was asked for before it stays for the next one when
// it is empty.
func (c *chunker) finish() {
	c.prev, c.long = 0, 0
	if len(c.cur.bits) == 0 && !c.cur.newline {
		return
	}
	c.out = append(c.out, c.cur)
	c.cur = chunk{}
}

// breaksBetween tells whether a line may be broken between two characters that
// have no blank between them (after Unicode Standard Annex 14).
func breaksBetween(before, after rune, long int) bool {
	switch {
	case before < 0x2E80 && after < 0x2E80:
		switch before {
		case '-', '–', '—', '‐':
			return long > 2 && (unicode.IsLetter(after) || unicode.IsDigit(after))
		case '/':
			return long > len("https://")+1 && (unicode.IsLetter(after) || unicode.IsDigit(after))
		}
		return false
	case ideographic(before) || ideographic(after):
		return !opens(before) && !closes(after) && before != 0x00A0 && after != 0x00A0 && !unicode.Is(unicode.M, after)
	}
	return false
}

// ideographic tells scripts that are written without blanks.
func ideographic(r rune) bool {
	return r >= 0x2E80 && r < 0xA4D0 || r >= 0xF900 && r < 0xFB00 || r >= 0xFF00 && r < 0xFF61 || r >= 0x20000 && r < 0x40000
}

func opens(r rune) bool {
	return unicode.In(r, unicode.Ps, unicode.Pi)
}

// closes tells what must not begin a line.
func closes(r rune) bool {
	return unicode.In(r, unicode.Pe, unicode.Pf) || strings.ContainsRune("、。，．：；！？・ー々ゝゞ…‥%!?.,:;ぁぃぅぇぉっゃゅょァィゥェォッャュョ", r)
}

// glued joins chunks that a reader of French expects on one line: « : ; ! ? » do
// not begin a line, and « does not end one, although a plain blank is typed there.
func glued(in []chunk) []chunk {
	out := in[:0]
	for _, c := range in {
		if last := len(out) - 1; last >= 0 && c.blank != nil && !c.newline && len(c.bits) > 0 && len(out[last].bits) > 0 {
			before := out[last].bits[len(out[last].bits)-1].text
			if strings.Trim(c.bits[0].text, ":;!?»") == "" && len(c.bits[0].text) < 8 || strings.HasSuffix(before, "«") {
				blank := *c.blank
				blank.text = " "
				out[last].bits = append(append(out[last].bits, blank), c.bits...)
				out[last].width += c.width + 1
				continue
			}
		}
		out = append(out, c)
	}
	return out
}

// width is the number of cells that a text takes.
func width(s string) int {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return ansi.StringWidth(s)
		}
	}
	return len(s)
}

// row is a line of bits.
type row struct {
	bits  []bit
	width int
}

func (r *row) put(bits []bit, width int) {
	r.bits = append(r.bits, bits...)
	r.width += width
}

// wrap breaks a styled line into rows of at most limit cells.
func wrap(line []bit, limit int) []row {
	var rows []row
	cur := row{}
	end := func() {
		rows = append(rows, cur)
		cur = row{}
	}
	for _, c := range chunks(line) {
		if c.newline {
			end()
		}
		blank := 0
		if c.blank != nil && cur.width > 0 {
			blank = 1
		}
		if cur.width > 0 && cur.width+blank+c.width > limit {
			end()
			blank = 0
		}
		if blank > 0 {
			cur.put([]bit{{text: " ", sgr: c.blank.sgr, link: c.blank.link}}, 1)
		}
		if c.width <= limit {
			cur.put(c.bits, c.width)
			continue
		}
		for _, piece := range split(c.bits, limit) {
			if cur.width > 0 && cur.width+piece.width > limit {
				end()
			}
			cur.put(piece.bits, piece.width)
		}
	}
	if cur.width > 0 || len(rows) == 0 {
		end()
	}
	return rows
}

// split breaks what does not fit on a line: at the no-break blanks that hold it
// together if there are any, else between any two characters.
func split(bits []bit, limit int) []row {
	var rows []row
	cur := row{}
	end := func() {
		if cur.width > 0 {
			rows = append(rows, cur)
			cur = row{}
		}
	}
	for _, b := range bits {
		for part := range strings.SplitAfterSeq(strings.ReplaceAll(b.text, "\u202f", "\u202f\x00"), "\u00a0") {
			for text := range strings.SplitSeq(part, "\x00") {
				w := width(text)
				if cur.width+w <= limit {
					cur.put([]bit{{text: text, sgr: b.sgr, link: b.link}}, w)
					continue
				}
				if w <= limit {
					end()
					cur.put([]bit{{text: text, sgr: b.sgr, link: b.link}}, w)
					continue
				}
				for text != "" {
					n, w := fit(text, limit-cur.width)
					if n == 0 {
						end()
						n, w = fit(text, limit)
					}
					if i := strings.LastIndexByte(text[:n], ' '); n < len(text) && i > n*2/3 { // in a listing
						n, w = i+1, width(text[:i+1])
					}
					if n == 0 { // a character wider than the line
						n, w = len(text), width(text)
					}
					cur.put([]bit{{text: text[:n], sgr: b.sgr, link: b.link}}, w)
					text = text[n:]
					if text != "" {
						end()
					}
				}
			}
		}
	}
	end()
	return rows
}

// fit is how much of a text, in bytes and cells, fits into a number of cells.
func fit(text string, cells int) (n, w int) {
	for n < len(text) {
		if text[n] < utf8.RuneSelf && (n+1 == len(text) || text[n+1] < utf8.RuneSelf) {
			if w+1 > cells {
				return n, w
			}
			n, w = n+1, w+1
			continue
		}
		cluster, cw := ansi.FirstGraphemeCluster(text[n:], ansi.GraphemeWidth)
		if w+cw > cells || cluster == "" {
			return n, w
		}
		n, w = n+len(cluster), w+cw
	}
	return n, w
}
