// Package theme holds every colour and style of the interface: a newspaper's
// hierarchy by brightness, one accent for what is unread and where the reader
// is, and one quieter hue for what is the reader's own.
package theme

import (
	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/colorprofile"

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

// New returns the theme for a dark or a light background, in true colour.
func New(dark bool) *Theme { return For(dark, colorprofile.TrueColor) }

// For returns the theme for a background on a terminal of so many colours.
func For(dark bool, colours colorprofile.Profile) *Theme {
	p := paletteFor(dark, colours)
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
		Selected: ground(p.selected),
		Match:    lipgloss.NewStyle().Reverse(true),
		palette:  p,
	}
}

func ink(colour string) lipgloss.Style {
	if colour == "" {
		return lipgloss.NewStyle()
	}
	return lipgloss.NewStyle().Foreground(lipgloss.Color(colour))
}

func ground(colour string) lipgloss.Style {
	if colour == "" {
		return lipgloss.NewStyle()
	}
	return lipgloss.NewStyle().Background(lipgloss.Color(colour))
}

// Look is the theme as the renderer of articles takes it, for a width in cells.
func (t *Theme) Look(width int) render.Look {
	return render.Look{
		Width: width, Dark: t.Dark,
		Accent: t.palette.accent, Own: t.palette.own, Strong: t.palette.strong,
		Dim: t.palette.dim, Faint: t.palette.faint,
	}
}
