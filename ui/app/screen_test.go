package app

import (
	"fmt"
	"io"
	"log/slog"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"griot/ui/pane"
	"griot/ui/pane/panetest"
	"griot/ui/text"
)

// unplugged is a library of which nothing is asked but whether it is offline.
type unplugged struct{ Library }

func (unplugged) Offline() bool { return true }

// The screen has the size of the terminal, whatever lies over it.
func TestScreenFitsTheTerminal(t *testing.T) {
	t.Parallel()
	for _, over := range []tea.Msg{
		nil, pane.ShowHelp{}, pane.ShowSort{}, pane.AddSource{Ref: ""},
		pane.ShowMenu{Title: "Un titre", Choices: []pane.Choice{{Label: "un"}, {Label: "deux"}}},
		pane.ConfirmThat{Question: "Vraiment ?"},
	} {
		t.Run(fmt.Sprintf("%T", over), func(t *testing.T) {
			t.Parallel()
			env := panetest.Env(t, text.French)
			m := newModel(Options{Env: *env, Library: unplugged{}, Log: slog.New(slog.NewTextHandler(io.Discard, nil))})
			if over != nil {
				m.requestOverlay(over)
			}
			for width, height := range panetest.Sizes {
				m.Update(tea.WindowSizeMsg{Width: width, Height: height})
				for _, s := range []screen{onHeadlines, onReader, onComments, onCompose, onSources} {
					m.stack = []screen{onHeadlines, s}[:1+min(1, int(s))]
					m.layout()
					fits(t, m, width, height)
				}
			}
			if m.crash.happened.Load() {
				t.Error("it crashed")
			}
		})
	}
}

func fits(t *testing.T, m *model, width, height int) {
	t.Helper()
	drawn := m.draw()
	if width == 0 || height == 0 {
		return
	}
	lines := strings.Split(drawn, "\n")
	if len(lines) > height {
		t.Errorf("%dx%d: %d lines", width, height, len(lines))
	}
	for _, l := range lines {
		if n := ansi.StringWidth(l); n > width {
			t.Errorf("%dx%d, screen %d: %d cells: %q", width, height, m.top(), n, ansi.Strip(l))
		}
	}
	if c := m.cursor(); c != nil && (c.X < 0 || c.Y < 0 || c.X >= width || c.Y >= height) {
		t.Errorf("%dx%d, screen %d: cursor at %d,%d", width, height, m.top(), c.X, c.Y)
	}
}
