package pane

import (
	"time"

	tea "charm.land/bubbletea/v2"
)

// Later returns a command that delivers msg when some time has passed. Panes call
// it through a field, so that their tests need not wait.
func Later(after time.Duration, msg tea.Msg) tea.Cmd {
	return tea.Tick(after, func(time.Time) tea.Msg { return msg })
}
