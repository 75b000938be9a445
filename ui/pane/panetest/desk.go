// Package panetest is where tests put a pane to try it: it carries out what the
// pane asks for and keeps what it sends.
package panetest

import (
	"reflect"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"griot/ui/keys"
	"griot/ui/pane"
	"griot/ui/text"
	"griot/ui/theme"
)

// Now is the time in tests.
func Now() time.Time { return time.Date(2026, 2, 21, 9, 45, 0, 0, time.UTC) }

// Env is what a pane is given in tests: a dark theme, UTC, a fixed clock.
func Env(t testing.TB, language text.Language) *pane.Env {
	t.Helper()
	bindings, known := keys.New("default")
	if !known {
		t.Fatal("no default keys")
	}
	words := text.New(language, time.UTC)
	return &pane.Env{
		Ctx: t.Context(), Words: words, Theme: theme.New(true), Keys: bindings.Named(words),
		Now: Now, Author: "ada", Width: 80,
	}
}

// Desk holds a pane.
type Desk struct {
	T    testing.TB
	Pane pane.Pane
	Env  *pane.Env
	Sent []tea.Msg // all that it asked for, and all that its commands answered
	due  []tea.Msg // what comes when time passes
}

// Later stands in for the passing of time: Wait lets it pass.
func (d *Desk) Later(_ time.Duration, msg tea.Msg) tea.Cmd {
	d.due = append(d.due, msg)
	return nil
}

// Wait lets the time pass that the pane waits for.
func (d *Desk) Wait() {
	d.T.Helper()
	due := d.due
	d.due = nil
	for _, msg := range due {
		d.Tell(msg)
	}
}

// Tell gives the pane a message and carries out what it asks for.
func (d *Desk) Tell(msg tea.Msg) {
	d.T.Helper()
	d.Run(d.Pane.Update(msg))
}

// Run carries out a command and gives the pane what it answers, until nothing is
// left.
func (d *Desk) Run(cmd tea.Cmd) {
	d.T.Helper()
	for queue := append(d.asked(), cmd); len(queue) > 0; queue = append(queue[1:], d.asked()...) {
		if queue[0] == nil {
			continue
		}
		msg := queue[0]()
		if cmds, several := commands(msg); several {
			queue = append(queue, cmds...)
			continue
		}
		if msg != nil {
			d.Sent = append(d.Sent, msg)
			queue = append(queue, d.Pane.Update(msg))
		}
	}
}

// asked are commands that answer what the pane asked the program for.
func (d *Desk) asked() []tea.Cmd {
	var cmds []tea.Cmd
	for _, msg := range d.Env.Asked() {
		cmds = append(cmds, func() tea.Msg { return msg })
	}
	return cmds
}

// commands are those that tea.Batch or tea.Sequence put together; the type of the
// latter has no name outside of its package.
func commands(msg tea.Msg) (cmds []tea.Cmd, several bool) {
	v := reflect.ValueOf(msg)
	if !v.IsValid() || v.Kind() != reflect.Slice || v.Type().Elem() != reflect.TypeFor[tea.Cmd]() {
		return nil, false
	}
	for i := range v.Len() {
		cmds = append(cmds, v.Index(i).Interface().(tea.Cmd))
	}
	return cmds, true
}

// Press presses keys, named as Bubble Tea names them.
func (d *Desk) Press(names ...string) {
	d.T.Helper()
	for _, name := range names {
		d.Tell(Key(name))
	}
}

// Type presses the keys of a text.
func (d *Desk) Type(s string) {
	d.T.Helper()
	for _, r := range s {
		if r == ' ' {
			d.Press("space")
			continue
		}
		d.Press(string(r))
	}
}

// Key makes a key press of its name.
func Key(name string) tea.KeyPressMsg {
	var k tea.KeyPressMsg
	rest := name
	for prefix, mod := range map[string]tea.KeyMod{"ctrl+": tea.ModCtrl, "alt+": tea.ModAlt, "shift+": tea.ModShift} {
		if after, found := strings.CutPrefix(rest, prefix); found && after != "" {
			rest, k.Mod = after, k.Mod|mod
		}
	}
	if code, special := named()[rest]; special {
		k.Code = code
		if rest == "space" && k.Mod == 0 {
			k.Text = " "
		}
		return k
	}
	k.Code = []rune(rest)[0]
	if k.Mod == 0 {
		k.Text = rest
	}
	return k
}

func named() map[string]rune {
	return map[string]rune{
		"enter": tea.KeyEnter, "esc": tea.KeyEscape, "tab": tea.KeyTab, "space": tea.KeySpace,
		"backspace": tea.KeyBackspace, "up": tea.KeyUp, "down": tea.KeyDown, "left": tea.KeyLeft,
		"right": tea.KeyRight, "pgup": tea.KeyPgUp, "pgdown": tea.KeyPgDown, "home": tea.KeyHome, "end": tea.KeyEnd,
	}
}

// Screen is what the pane shows, without styles and trailing blanks.
func (d *Desk) Screen() string {
	lines := strings.Split(ansi.Strip(d.Pane.View()), "\n")
	for i, l := range lines {
		lines[i] = strings.TrimRight(l, " ")
	}
	return strings.Join(lines, "\n")
}

// Golden is the screen with what the pane tells the program around it.
func (d *Desk) Golden() string {
	return d.Screen() + "\n[" + d.Pane.Position() + "] " + strings.Join(d.Pane.Trail(), " › ") + "\n"
}

// Shows fails the test unless all the words are on the screen.
func (d *Desk) Shows(words ...string) {
	d.T.Helper()
	for _, w := range words {
		if !strings.Contains(d.Screen(), w) {
			d.T.Fatalf("no %q in:\n%s", w, d.Screen())
		}
	}
}

// Lacks fails the test when any of the words is on the screen.
func (d *Desk) Lacks(words ...string) {
	d.T.Helper()
	for _, w := range words {
		if strings.Contains(d.Screen(), w) {
			d.T.Fatalf("%q in:\n%s", w, d.Screen())
		}
	}
}

// KeepsSize fails the test when the view is not as tall as the pane, or a line of
// it is wider.
func (d *Desk) KeepsSize(width, height int, when string) {
	d.T.Helper()
	lines := strings.Split(d.Pane.View(), "\n")
	if len(lines) != max(1, height) {
		d.T.Fatalf("%dx%d %s: %d lines", width, height, when, len(lines))
	}
	for _, l := range lines {
		if w := ansi.StringWidth(l); w > width {
			d.T.Errorf("%dx%d %s: %d cells: %q", width, height, when, w, ansi.Strip(l))
		}
	}
	if c := d.Pane.Cursor(); c != nil && (c.X < 0 || c.Y < 0 || c.X > max(0, width) || c.Y > max(0, height)) {
		d.T.Errorf("%dx%d %s: cursor at %d,%d", width, height, when, c.X, c.Y)
	}
}

// Sizes yields sizes from nothing to very wide.
func Sizes(yield func(width, height int) bool) {
	for _, width := range []int{0, 1, 2, 3, 7, 19, 24, 40, 61, 80, 139, 300} {
		for _, height := range []int{0, 1, 2, 3, 5, 24, 80} {
			if !yield(width, height) {
				return
			}
		}
	}
}

// Sent are the messages of one kind that the pane sent.
func Sent[T any](d *Desk) (found []T) {
	for _, m := range d.Sent {
		if v, ok := m.(T); ok {
			found = append(found, v)
		}
	}
	return found
}
