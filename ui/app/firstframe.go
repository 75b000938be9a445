package app

import (
	"io"
	"os"
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	xterm "golang.org/x/term"
)

// Bubble Tea draws nothing before the first tick of its clock. The first screen is
// written before it starts; it then draws the same screen over it.
const (
	enterAltScreen = "\x1b[?1049h\x1b[H\x1b[2J"
	leaveAltScreen = "\x1b[?1049l"
)

// prepare loads the first rows for a screen of this size, before the program runs.
// The commands that follow from it are run by Init.
func (m *model) prepare(width, height int) {
	m.take(tea.WindowSizeMsg{Width: width, Height: height})
	for msg := range messages(m.headlines.Init()) {
		m.take(msg)
	}
	m.loaded = true
}

// take updates the model and keeps the commands for Init.
func (m *model) take(msg tea.Msg) {
	_, cmd := m.Update(msg)
	m.pending = append(m.pending, cmd)
}

// messages runs a command and what it is made of.
func messages(cmd tea.Cmd) func(yield func(tea.Msg) bool) {
	return func(yield func(tea.Msg) bool) {
		if cmd == nil {
			return
		}
		switch msg := cmd().(type) {
		case nil:
		case tea.BatchMsg:
			for _, c := range msg {
				messages(c)(yield)
			}
		default:
			yield(msg)
		}
	}
}

// paint writes the screen as it is.
func (m *model) paint(w io.Writer, colours colorprofile.Profile) error {
	out := &colorprofile.Writer{Forward: w, Profile: colours}
	_, err := out.WriteString(enterAltScreen + strings.ReplaceAll(m.draw(), "\n", "\r\n"))
	return err
}

// firstFrame paints the first screen on a terminal of so many colours.
func (m *model) firstFrame(out *os.File, colours colorprofile.Profile) error {
	width, height, err := xterm.GetSize(int(out.Fd()))
	if err != nil || width <= 0 || height <= 0 {
		return nil // Bubble Tea finds out what it can do there
	}
	m.recolour(colours)
	m.prepare(width, height)
	if m.crash.happened.Load() {
		return ErrCrashed
	}
	return m.paint(out, colours)
}
