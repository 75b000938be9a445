// Package pane holds what every pane of the screen shares: what it is given, what
// it can ask of the program around it, and what it is told.
package pane

import (
	"context"
	"os/exec"
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

	// Execute returns the command that gives the terminal to another program and
	// takes it back when that ends.
	Execute func(*exec.Cmd, tea.ExecCallback) tea.Cmd

	asked []tea.Msg
	acts  int
}

// Ask hands requests to the program, which carries them out in order as soon as
// this Update has returned: before the next key, so that a key typed right after
// one that opens a text area lands in it. It is for Update alone; a command
// returns its message instead. The command it returns is nil.
func (e *Env) Ask(requests ...tea.Msg) tea.Cmd {
	e.asked = append(e.asked, requests...)
	return nil
}

// Asked takes what was asked since the last time.
func (e *Env) Asked() []tea.Msg {
	asked := e.asked
	e.asked = nil
	return asked
}

// Act notes, in Update, that an act is on its way to the store: undo waits for it.
// Exactly one Did ends it, whichever way it went.
func (e *Env) Act() { e.acts++ }

// Acted is called by the program for each Did.
func (e *Env) Acted() { e.acts = max(0, e.acts-1) }

// Acting tells whether an act is on its way to the store.
func (e *Env) Acting() bool { return e.acts > 0 }

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
