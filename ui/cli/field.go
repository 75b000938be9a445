package cli

import (
	"strings"

	"griot/render/plain"
	"griot/ui/text"
)

// fieldWidth aligns the values that field writes.
const fieldWidth = 14

// field writes a named value on a line of its own, if there is one.
func (p *program) field(b *strings.Builder, name text.ID, value string) {
	if value = plain.Line(value); value != "" {
		b.WriteString("  " + padded(p.words.Say(name), fieldWidth) + value + "\n")
	}
}
