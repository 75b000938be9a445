package render

import (
	"strconv"
	"strings"

	"github.com/JohannesKaufmann/html-to-markdown/v2/converter"

	"griot/render/plain"
)

// Markdown turns an HTML body into Markdown (CommonMark with the tables, task
// lists and strike-through of GFM) for pipes, exports and other programs. It
// holds no HTML, its text is escaped, and it ends without a line end. Like Parse
// it never fails, and it bounds what a hostile body may cost.
func Markdown(htmlBody string) string {
	t := tamer{export: true}
	boxes := t.tame(tree(htmlBody))
	e := exporter{links: t.links, converter: newConverter()}
	for i := range boxes {
		e.texts = e.converted(leavesOf(&boxes[i]))
		if i > 0 {
			e.out.WriteString("\n\n")
		}
		e.second = i > 0 && !e.second && boxes[i].kind == list && boxes[i-1].kind == list
		e.box(&boxes[i], "", "")
	}
	return plain.Text(e.out.String())
}

// exporter writes boxes as Markdown.
type exporter struct {
	links     []Link
	converter *converter.Converter
	texts     []string // of the box that is written, those to come
	second    bool     // a list follows a list: another sign keeps them apart
	styled    int      // pieces of text that were given to the converter
	out       strings.Builder
}

func (e *exporter) next() string {
	text := e.texts[0]
	e.texts = e.texts[1:]
	return text
}

// lines writes lines, the first behind first and the others behind rest.
func (e *exporter) lines(text, first, rest string) {
	for i, line := range strings.Split(text, "\n") {
		if i > 0 {
			e.out.WriteByte('\n')
			first = rest
		}
		if line == "" {
			first = strings.TrimRight(first, " ")
		}
		e.out.WriteString(first)
		e.out.WriteString(line)
	}
}

// blank writes an empty line.
func (e *exporter) blank(rest string) {
	e.out.WriteString(strings.TrimRight(rest, " "))
	e.out.WriteByte('\n')
}

func (e *exporter) box(b *box, first, rest string) {
	switch b.kind {
	case paragraph:
		e.lines(e.next(), first, rest)
	case heading:
		e.lines(strings.Repeat("#", b.level)+" "+e.next(), first, rest)
	case listing:
		fence := "```"
		for strings.Contains(b.code, fence) {
			fence += "`"
		}
		e.lines(fence+b.lang+"\n"+b.code+"\n"+fence, first, rest)
	case rule:
		e.lines("---", first, rest)
	case quote:
		e.kids(b, first+"> ", rest+"> ")
	case list:
		e.list(b, first, rest)
	case table:
		e.table(b.grid, first, rest)
	default:
		e.kids(b, first, rest)
	}
}

func (e *exporter) kids(b *box, first, rest string) {
	for i := range b.kids {
		kid := &b.kids[i]
		if i > 0 {
			e.out.WriteByte('\n')
			if b.kind != item || kid.kind != list || b.kids[i-1].kind != paragraph {
				e.blank(rest)
			}
			first = rest
		}
		e.box(kid, first, rest)
	}
}

func (e *exporter) list(b *box, first, rest string) {
	loose := isLoose(b)
	for i := range b.kids {
		sign := "- "
		switch {
		case b.sort == numbered && e.second:
			sign = strconv.Itoa(b.first+i) + ") "
		case b.sort == numbered:
			sign = strconv.Itoa(b.first+i) + ". "
		case e.second:
			sign = "* "
		}
		if i > 0 {
			e.out.WriteByte('\n')
			if loose {
				e.blank(rest)
			}
			first = rest
		}
		inner := rest + strings.Repeat(" ", len(sign))
		switch b.kids[i].mark {
		case todo:
			sign += "[ ] "
		case done:
			sign += "[x] "
		}
		e.box(&b.kids[i], first+sign, inner)
	}
}

// table writes a table of GFM, which always has a header.
func (e *exporter) table(g *grid, first, rest string) {
	row := func(cells []cell) string {
		line := "|"
		for i := range g.columns {
			text := ""
			if i < len(cells) && len(cells[i].spans) > 0 {
				text = pipes(strings.Join(strings.Fields(e.next()), " "))
			}
			line += " " + text + " |"
		}
		return line
	}
	lines := []string{row(g.head), "|"}
	for _, c := range g.columns {
		if c.nums {
			lines[1] += " --: |"
		} else {
			lines[1] += " --- |"
		}
	}
	for _, cells := range g.rows {
		lines = append(lines, row(cells))
	}
	e.lines(strings.Join(lines, "\n"), first, rest)
}

// pipes escapes what would end a cell, which code does not keep from doing it.
func pipes(cell string) string {
	var b strings.Builder
	escaped := false
	for i := range len(cell) {
		if cell[i] == '|' && !escaped {
			b.WriteByte('\\')
		}
		b.WriteByte(cell[i])
		escaped = cell[i] == '\\' && !escaped
	}
	return b.String()
}
