package app

import (
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
	xterm "golang.org/x/term"
)

// sizeSettles is how long after a change of its size the terminal is looked at
// again. A change in the first moments, when nobody listens for it yet, is told by
// no message, and of two that come close together the older may be told last.
const sizeSettles = 300 * time.Millisecond

// size is the terminal's, in cells.
type size struct{ width, height int }

// looked is the size that the terminal has some time after a message told one.
type looked struct {
	size
	era era // of that message
}

// resized lays the screens out for another size.
func (m *model) resized(msg tea.WindowSizeMsg) tea.Cmd {
	told := size{msg.Width, msg.Height}
	m.torn = m.torn || m.width > 0 && told != size{m.width, m.height}
	m.width, m.height = msg.Width, msg.Height
	m.layout()
	m.told++
	out, era := m.opts.Output, m.told
	return tea.Tick(sizeSettles, func(time.Time) tea.Msg {
		width, height, err := xterm.GetSize(int(out.Fd()))
		if err != nil {
			return nil
		}
		return looked{size{width, height}, era}
	})
}

// looked asks for a size that was not told, and draws the screen anew when a change
// has settled: the end of a frame for the old size may have come to the terminal
// when it had the new one. A terminal that says 0 does not know its size.
func (m *model) looked(msg looked) tea.Cmd {
	switch {
	case msg.era != m.told || msg.width <= 0 || msg.height <= 0:
		return nil
	case msg.size != size{m.width, m.height}:
		return tea.RequestWindowSize
	case !m.torn:
		return nil
	}
	m.torn = false
	return redraw()
}

// redraw draws the screen anew, whatever is on it. Scrolling margins (DECSTBM) that
// a torn frame has left would else move what is drawn; the cursor stays where the
// renderer knows it to be.
func redraw() tea.Cmd {
	return tea.Sequence(tea.Raw(ansi.SaveCursor+"\x1b[r"+ansi.RestoreCursor), tea.ClearScreen)
}
