package headlines

import (
	"charm.land/lipgloss/v2"

	"griot/ui/theme"
	"griot/ui/widget"
)

// inks are the styles of the list, made once for a theme.
type inks struct {
	unread, read, selected, left inkSet
	section                      widget.Ink // the name of an age group
	column, sorted               widget.Ink // a column's name
	strong, plain, dim, accent   widget.Ink
}

// inkSet are the styles of a row.
type inkSet struct {
	bar, mark, title, source, own, gap widget.Ink
	dim, plain                         widget.Ink
}

// figure is the style of a figure: plain in the column that the list is sorted by.
func (s *inkSet) figure(plain bool) widget.Ink {
	if plain {
		return s.plain
	}
	return s.dim
}

func newInks(t *theme.Theme) *inks {
	ink := widget.InkOf
	strong := t.Strong.UnsetBold()
	return &inks{
		unread:   inksOf(t, lipgloss.NewStyle(), t.Strong, strong),
		read:     inksOf(t, lipgloss.NewStyle(), t.Dim, t.Dim),
		selected: inksOf(t, t.Selected.Bold(true), t.Strong, strong),
		left:     inksOf(t, lipgloss.NewStyle().Bold(true), t.Strong, strong),
		section:  ink(t.Faint),
		column:   ink(t.Faint),
		sorted:   ink(strong),
		strong:   ink(t.Strong),
		plain:    ink(t.Plain),
		dim:      ink(t.Dim),
		accent:   ink(t.Accent),
	}
}

// inksOf are the inks of a row over a ground.
func inksOf(t *theme.Theme, ground, title, figure lipgloss.Style) inkSet {
	on := func(s lipgloss.Style) widget.Ink { return widget.InkOf(s.Inherit(ground)) }
	return inkSet{
		bar: on(t.Accent), mark: on(t.Accent), title: on(title), source: on(t.Dim),
		own: on(t.Own), gap: on(lipgloss.NewStyle()), dim: on(t.Dim), plain: on(figure),
	}
}
