package render

import (
	"strconv"
	"strings"
)

// minText is the narrowest column of text: frames that would leave less are left out.
const minText = 14

// layout puts the styled texts of one block onto lines.
type layout struct {
	*Renderer
	links  []Link
	leaves [][]bit // those to come
	out    []Line
}

// prefix is what stands to the left of a line.
type prefix struct {
	text  string // with its styling
	width int
}

func (p prefix) plus(text, sgr string) prefix {
	if sgr != "" {
		return prefix{p.text + sgr + text + sgrReset, p.width + width(text)}
	}
	return prefix{p.text + text, p.width + width(text)}
}

// next takes the text that is laid out next.
func (l *layout) next() []bit {
	line := l.leaves[0]
	l.leaves = l.leaves[1:]
	return l.ticked(line)
}

// ticked puts quiet ticks around code, which is then seen without colours too.
func (l *layout) ticked(line []bit) []bit {
	has := false
	for i := range line {
		has = has || line[i].code
	}
	if !has {
		return line
	}
	var out []bit
	for i, b := range line {
		tick := bit{text: "`", sgr: l.inks.dim, link: b.link}
		if b.code && (i == 0 || !line[i-1].code) {
			out = append(out, tick)
		}
		out = append(out, b)
		if b.code && (i == len(line)-1 || !line[i+1].code) {
			out = append(out, tick)
		}
	}
	return out
}

// box lays out a box whose first line begins with first and whose other lines
// begin with rest.
func (l *layout) box(b *box, first, rest prefix) {
	switch b.kind {
	case paragraph:
		l.flow(l.next(), first, rest)
	case heading:
		l.heading(b, first, rest)
	case listing:
		l.listing(b, first, rest)
	case list:
		l.list(b, first, rest)
	case quote:
		l.kids(b, l.framed(first, "│ ", l.inks.faint), l.framed(rest, "│ ", l.inks.faint))
	case indented:
		l.kids(b, l.framed(first, "  ", ""), l.framed(rest, "  ", ""))
	case group, item:
		l.kids(b, first, rest)
	case table:
		l.table(b.grid, first, rest)
	case rule:
		l.line(row{bits: []bit{{text: strings.Repeat("─", 8), sgr: l.inks.faint}}}, first)
	}
}

// framed adds to a prefix where there is room for it.
func (l *layout) framed(p prefix, text, sgr string) prefix {
	if l.width-p.width-width(text) < minText {
		return p
	}
	return p.plus(text, sgr)
}

// kids lays out boxes under one another.
func (l *layout) kids(b *box, first, rest prefix) {
	for i := range b.kids {
		kid := &b.kids[i]
		if i > 0 {
			if !kid.close && !kid.goes && (b.kind != item || kid.kind != list || b.kids[i-1].kind != paragraph) {
				l.line(row{}, rest)
			}
			first = rest
		}
		l.box(kid, first, rest)
	}
}

// flow lays out a text.
func (l *layout) flow(line []bit, first, rest prefix) {
	for i, r := range wrap(line, max(minText/2, l.width-rest.width)) {
		if i == 0 {
			l.line(r, first)
		} else {
			l.line(r, rest)
		}
	}
}

// heading sets a section off by a bar in the accent colour, a smaller one by its
// weight alone.
func (l *layout) heading(b *box, first, rest prefix) {
	line := l.next()
	switch b.level {
	case 1:
		first, rest = l.framed(first, "▌ ", l.inks.accent), l.framed(rest, "▌ ", l.inks.accent)
	case 2:
		first, rest = l.framed(first, "▍ ", l.inks.accent), l.framed(rest, "▍ ", l.inks.accent)
	}
	l.flow(line, first, rest)
}

// list lays out items with hanging indents.
func (l *layout) list(b *box, first, rest prefix) {
	indent := ""
	if rest.width == 0 && l.width >= 50 {
		indent = "  "
	}
	digits := len(strconv.Itoa(b.first + len(b.kids) - 1))
	loose := isLoose(b)
	number := b.first
	for i := range b.kids {
		it := &b.kids[i]
		sign := ""
		switch {
		case it.mark == unmarked:
			sign = strings.Repeat(" ", 2)
			if b.sort == numbered {
				sign = strings.Repeat(" ", digits+2)
			}
		case it.mark == todo:
			sign = "[ ] "
		case it.mark == done:
			sign = "[x] "
		case b.sort == numbered:
			sign = strings.Repeat(" ", digits-len(strconv.Itoa(number))) + strconv.Itoa(number) + ". "
		default:
			sign = "• "
		}
		if it.mark != unmarked {
			number++
		}
		if i > 0 && loose && !it.goes {
			l.line(row{}, rest)
		}
		if i > 0 {
			first = rest
		}
		itemFirst := l.framed(first.plus(indent, ""), sign, l.inks.dim)
		itemRest := l.framed(rest.plus(indent, ""), strings.Repeat(" ", width(sign)), "")
		l.box(it, itemFirst, itemRest)
	}
}

// isLoose tells a list whose items need a blank line between them.
func isLoose(b *box) bool {
	for i := range b.kids {
		for j, kid := range b.kids[i].kids {
			if j > 0 && kid.kind != list && !kid.close {
				return true
			}
		}
	}
	return false
}

// line writes a line and notes where its links are.
func (l *layout) line(r row, p prefix) {
	var b strings.Builder
	b.WriteString(p.text)
	column, sgr, link := p.width, "", 0
	var spans []Span
	for _, x := range r.bits {
		if x.text == "" {
			continue
		}
		if x.link != link {
			link = x.link
			b.WriteString("\x1b]8;")
			if link > 0 {
				b.WriteString("id=" + strconv.Itoa(link) + ";" + l.links[link-1].URL + "\x1b\\")
			} else {
				b.WriteString(";\x1b\\")
			}
		}
		if x.sgr != sgr {
			if sgr != "" {
				b.WriteString(sgrReset)
			}
			b.WriteString(x.sgr)
			sgr = x.sgr
		}
		b.WriteString(x.text)
		w := width(x.text)
		if link > 0 && w > 0 {
			if last := len(spans) - 1; last >= 0 && spans[last].Link == link && spans[last].To == column {
				spans[last].To += w
			} else {
				spans = append(spans, Span{column, column + w, link})
			}
		}
		column += w
	}
	if link > 0 {
		b.WriteString("\x1b]8;;\x1b\\")
	}
	if sgr != "" {
		b.WriteString(sgrReset)
	}
	text := b.String()
	if len(r.bits) == 0 {
		text = strings.TrimRight(p.text, " ")
		if trimmed, ok := strings.CutSuffix(text, " "+sgrReset); ok {
			text = trimmed + sgrReset
		}
	}
	l.out = append(l.out, Line{Text: text, Spans: spans})
}
