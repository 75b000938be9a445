package widget

import (
	"strings"

	"charm.land/lipgloss/v2"
)

// Ink paints text in one style. It is made once for a style and then only joins
// strings, which is what a list of many cells needs.
type Ink struct{ on, off string }

// InkOf is the ink of a style.
func InkOf(style lipgloss.Style) Ink {
	const probe = "x"
	on, off, _ := strings.Cut(style.Render(probe), probe)
	return Ink{on: on, off: off}
}

// Paint returns text in this ink. It holds no line break.
func (i Ink) Paint(s string) string {
	if s == "" || i.on == "" {
		return s
	}
	return i.on + s + i.off
}

// Add writes text in this ink.
func (i Ink) Add(b *strings.Builder, s string) {
	if s == "" {
		return
	}
	b.WriteString(i.on)
	b.WriteString(s)
	b.WriteString(i.off)
}
