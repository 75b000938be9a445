package app

import (
	"time"

	tea "charm.land/bubbletea/v2"
	xterm "golang.org/x/term"
)

// sizeSettles is how long after a change of the terminal's size it is looked at
// again. A change in the first moments, when nobody listens for it yet, is told by
// no message, and of two that come close together the older may be told last.
const sizeSettles = 300 * time.Millisecond

// sized is the terminal's size when it was looked at, in cells.
type sized struct{ width, height int }

// resized lays the screens out for another size.
func (m *model) resized(msg tea.WindowSizeMsg) tea.Cmd {
	m.width, m.height = msg.Width, msg.Height
	m.layout()
	out := m.opts.Output
	return tea.Tick(sizeSettles, func(time.Time) tea.Msg {
		width, height, err := xterm.GetSize(int(out.Fd()))
		if err != nil {
			return nil
		}
		return sized{width, height}
	})
}

// sized asks for the size to be told again where it is not what was told last. A
// terminal that says 0 does not know it.
func (m *model) sized(msg sized) tea.Cmd {
	if msg.width <= 0 || msg.height <= 0 || msg == (sized{m.width, m.height}) {
		return nil
	}
	return tea.RequestWindowSize
}
