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

// inksOf are the inks of a row. The ground lies under the headline alone: the
// columns beside it stay as they are, so that a step costs few bytes on a slow line.
func inksOf(t *theme.Theme, ground, title, figure lipgloss.Style) inkSet {
	ink := widget.InkOf
	on := func(s lipgloss.Style) widget.Ink { return ink(s.Inherit(ground)) }
	return inkSet{
		bar: on(t.Accent), mark: on(t.Accent), title: on(title), gap: on(lipgloss.NewStyle()),
		source: ink(t.Dim), own: ink(t.Own), dim: ink(t.Dim), plain: ink(figure),
	}
}
