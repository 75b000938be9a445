// Package theme holds every colour and style of the interface: a newspaper's
// hierarchy by brightness, one accent for what is unread and where the reader
// is, and one quieter hue for what is the reader's own.
package theme

import (
	"charm.land/lipgloss/v2"

	"griot/render"
)

// Theme is one set of styles, made once for a background and only read after.
type Theme struct {
	Dark bool

	Plain    lipgloss.Style // body text: the terminal's own foreground
	Strong   lipgloss.Style // headlines, unread rows, names, keys
	Dim      lipgloss.Style // what is read, counts, explanations
	Faint    lipgloss.Style // guides, age groups, what is barely there
	Rule     lipgloss.Style // the lines between the parts of the screen
	Accent   lipgloss.Style // unread marks, the bar of the selected row, the name of the paper
	Own      lipgloss.Style // the reader's comments and counts
	Error    lipgloss.Style // what went wrong
	Selected lipgloss.Style // the background of the selected row
	Match    lipgloss.Style // found text

	palette palette
}

type palette struct{ accent, own, strong, dim, faint, rule, selected, failed string }

var (
	onDark = palette{
		accent: "#e0a83c", own: "#7fb3a6", strong: "#f3efe3",
		dim: "#9a9283", faint: "#7c6f66", rule: "#4a4439", selected: "#3a3126", failed: "#e07a5f",
	}
	onLight = palette{
		accent: "#8a5600", own: "#2f7366", strong: "#14110c",
		dim: "#6a6355", faint: "#8a8274", rule: "#c2c2b0", selected: "#ecdcc4", failed: "#a33a1e",
	}
)

// New returns the theme for a dark or a light background.
func New(dark bool) *Theme {
	p := onLight
	if dark {
		p = onDark
	}
	ink := func(hex string) lipgloss.Style { return lipgloss.NewStyle().Foreground(lipgloss.Color(hex)) }
	return &Theme{
		Dark:     dark,
		Plain:    lipgloss.NewStyle(),
		Strong:   ink(p.strong).Bold(true),
		Dim:      ink(p.dim),
		Faint:    ink(p.faint),
		Rule:     ink(p.rule),
		Accent:   ink(p.accent),
		Own:      ink(p.own),
		Error:    ink(p.failed),
		Selected: lipgloss.NewStyle().Background(lipgloss.Color(p.selected)),
		Match:    lipgloss.NewStyle().Reverse(true),
		palette:  p,
	}
}

// Look is the theme as the renderer of articles takes it, for a width in cells.
func (t *Theme) Look(width int) render.Look {
	return render.Look{
		Width: width, Dark: t.Dark,
		Accent: t.palette.accent, Own: t.palette.own, Strong: t.palette.strong,
		Dim: t.palette.dim, Faint: t.palette.faint,
	}
}
