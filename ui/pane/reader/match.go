package reader

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"github.com/charmbracelet/x/ansi"
	"golang.org/x/text/unicode/norm"
)

// needle is what is looked for, with case, accents and the width of blanks folded
// away.
type needle []rune

// match is where it was found: in a block, in one row or across several.
type match struct {
	block int
	parts []part
}

// part is the cells of a row.
type part struct{ row, from, to int }

func (m match) compare(o match) int {
	return cmp.Or(cmp.Compare(m.block, o.block), cmp.Compare(m.parts[0].row, o.parts[0].row), cmp.Compare(m.parts[0].from, o.parts[0].from))
}

func needleOf(s string) needle { return needle(strings.TrimSpace(string(fold(nil, s)))) }

// fold appends what remains of a text without case and accents.
func fold(to []rune, s string) []rune {
	for _, r := range norm.NFD.String(s) {
		switch {
		case unicode.Is(unicode.Mn, r):
		case unicode.IsSpace(r):
			if len(to) > 0 && to[len(to)-1] != ' ' {
				to = append(to, ' ')
			}
		case r == '’':
			to = append(to, '\'')
		case r == 'œ' || r == 'Œ':
			to = append(to, 'o', 'e')
		case r == 'æ' || r == 'Æ':
			to = append(to, 'a', 'e')
		default:
			to = append(to, unicode.ToLower(r))
		}
	}
	return to
}

// in finds the needle in the rows of a block, as if they were one line.
func (n needle) in(block int, rows []string) []match {
	if len(n) == 0 {
		return nil
	}
	var hay []rune
	var cells []part // where each rune of hay stands
	for row, line := range rows {
		line = ansi.Strip(line)
		if row > 0 {
			hay, cells = grow(hay, cells, " ", part{row, 0, 0})
		}
		for x := 0; line != ""; {
			_, width, size, _ := ansi.DecodeSequence(line, ansi.NormalState, nil)
			size = max(1, size)
			hay, cells = grow(hay, cells, line[:size], part{row, x, x + width})
			x += width
			line = line[size:]
		}
	}
	var found []match
	for at := 0; at+len(n) <= len(hay); {
		if !slices.Equal(hay[at:at+len(n)], n) {
			at++
			continue
		}
		found = append(found, match{block: block, parts: joined(cells[at : at+len(n)])})
		at += len(n)
	}
	return found
}

// grow appends a character and where it stands.
func grow(hay []rune, cells []part, s string, at part) ([]rune, []part) {
	hay = fold(hay, s)
	for len(cells) < len(hay) {
		cells = append(cells, at)
	}
	return hay, cells
}

// joined makes one part a row of the cells of single characters.
func joined(cells []part) []part {
	var parts []part
	for _, c := range cells {
		if c.from == c.to {
			continue // the break between two rows
		}
		if last := len(parts) - 1; last >= 0 && parts[last].row == c.row {
			parts[last].to = max(parts[last].to, c.to)
			continue
		}
		parts = append(parts, c)
	}
	if len(parts) == 0 {
		return []part{{row: cells[0].row}}
	}
	return parts
}
