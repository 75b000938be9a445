package app

import (
	"fmt"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"griot/ui/pane"
	"griot/ui/theme"
)

// backgroundState is where the store keeps the last known background.
const backgroundState = "background"

// restyle takes the terminal's background, and remembers it for the next start.
func (m *model) restyle(dark bool) tea.Cmd {
	if m.opts.FixedTheme || dark == m.env.Theme.Dark {
		return nil
	}
	m.env.Theme = theme.For(dark, m.colours)
	lib, ctx := m.lib, m.env.Ctx
	remember := func() tea.Msg {
		if err := lib.SetState(ctx, backgroundState, fmt.Sprint(dark)); err != nil {
			m.opts.Log.Info("background not kept", "error", err)
		}
		return nil
	}
	return tea.Batch(m.broadcast(pane.Restyled{}), remember)
}

// recolour takes how many colours the terminal has.
func (m *model) recolour(colours colorprofile.Profile) tea.Cmd {
	if colours == m.colours {
		return nil
	}
	m.colours = colours
	m.env.Theme = theme.For(m.env.Theme.Dark, colours)
	return m.broadcast(pane.Restyled{})
}
