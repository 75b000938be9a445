// Package overlay holds what is laid over the screen: menus, the help, the way to
// add a source, and questions. An overlay is a sheet at the foot of the screen,
// without a frame; the program draws the line above it.
package overlay

import (
	"context"
	"strings"

	tea "charm.land/bubbletea/v2"

	"griot/feed"
	"griot/ui/keys"
	"griot/ui/pane"
	"griot/ui/theme"
	"griot/ui/widget"
)

// Overlay is a sheet over the screen. Its answer is a message of its own, followed
// by Close.
type Overlay interface {
	Init() tea.Cmd
	Update(tea.Msg) tea.Cmd
	SetSize(width, height int) // the room that it may take; it takes what it needs
	View() string              // as many lines as it needs, each at most width cells
	Cursor() *tea.Cursor
	Place() keys.Place
	Typing() bool // letters are text now
	Hints() []keys.Action
}

// Close takes the front overlay away.
type Close struct{}

// Library is what overlays ask of the library.
type Library interface {
	Preview(ctx context.Context, ref string) (feed.Preview, error)
	Follow(ctx context.Context, ref string, force bool) (feed.Source, feed.Outcome, error)
}

// answer takes an overlay away and sends its answer.
func answer(env *pane.Env, msg tea.Msg) tea.Cmd {
	if msg == nil {
		return env.Ask(Close{})
	}
	return env.Ask(Close{}, msg)
}

// fit joins lines into what fits the room of an overlay.
func fit(lines []string, width, height int) string {
	lines = lines[:min(len(lines), max(1, height))]
	for i, l := range lines {
		if widget.Width(l) > width {
			lines[i] = widget.Truncate(l, width)
		}
	}
	return strings.Join(lines, "\n")
}

// inks are the styles of overlays.
type inks struct {
	title, key, label, note, accent, fault widget.Ink
	selKey, selLabel, selNote, selBar      widget.Ink
}

func newInks(t *theme.Theme) inks {
	ink := widget.InkOf
	ground := t.Selected.Bold(true)
	return inks{
		title: ink(t.Strong), key: ink(t.Strong), label: ink(t.Strong.UnsetBold()), note: ink(t.Dim),
		accent: ink(t.Accent), fault: ink(t.Error),
		selKey: ink(t.Strong.Inherit(ground)), selLabel: ink(t.Strong.Inherit(ground)),
		selNote: ink(t.Dim.Inherit(ground)), selBar: ink(t.Accent.Inherit(ground)),
	}
}

// indent is where an overlay's lines begin: under the headlines.
const indent = 4
