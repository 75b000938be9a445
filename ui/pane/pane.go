// Package pane holds what every pane of the screen shares: what it is given, what
// it can ask of the program around it, and what it is told.
package pane

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"

	"griot/ui/keys"
	"griot/ui/text"
	"griot/ui/theme"
)

// Env is what a pane is given. The program replaces Theme when the terminal tells
// its background, and sends Restyled; the rest stays as it was made.
type Env struct {
	Ctx    context.Context // ends when the program does; commands derive theirs from it
	Words  *text.Words
	Theme  *theme.Theme
	Keys   *keys.Map
	Now    func() time.Time
	Author string // the name under the reader's own comments
	Width  int    // the comfortable width of an article, in cells
	Editor string // the command of $VISUAL or $EDITOR, "" when there is none
	Saves  string // the folder that "save" writes into

	InEditor bool // a comment is begun in Editor, not in the box
}

// Pane is one part of the screen. It draws only what its size shows, and does no
// I/O in Update: commands do, and their messages come back to every pane, which
// drops what it did not ask for.
type Pane interface {
	Update(tea.Msg) tea.Cmd
	SetSize(width, height int)
	View() string         // height lines of at most width cells
	Cursor() *tea.Cursor  // where the terminal's cursor stands in the pane; nil hides it
	Place() keys.Place    // which bindings hold
	Typing() bool         // letters are text now
	Hints() []keys.Action // what the status line names, what acts on the selection first
	Position() string     // the right end of the status line: "4 of 312", "fin"
	Trail() []string      // the masthead's words after "griot": the source, "comments"; empty shows the views
}

// Send returns a command that delivers msg.
func Send(msg tea.Msg) tea.Cmd { return func() tea.Msg { return msg } }
