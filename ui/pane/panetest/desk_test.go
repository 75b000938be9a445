package panetest

import (
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"griot/ui/keys"
	"griot/ui/pane"
	"griot/ui/text"
)

// echo is a pane that shows the keys pressed and asks for what it is told to.
type echo struct {
	env  *pane.Env
	desk *Desk
	seen []string
}

type answer struct{ n int }

func (e *echo) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case answer:
		e.seen = append(e.seen, "answer")
	case tea.KeyPressMsg:
		e.seen = append(e.seen, msg.String())
		switch msg.String() {
		case "ctrl+b":
			return tea.Batch(func() tea.Msg { return answer{1} }, nil, tea.Sequence(func() tea.Msg { return answer{2} }, func() tea.Msg { return nil }))
		case "enter":
			return e.env.Ask(pane.Back{})
		case "L":
			return e.desk.Later(time.Hour, answer{3})
		}
	}
	return nil
}

func (e *echo) SetSize(int, int)     {}
func (e *echo) View() string         { return "\x1b[1m" + strings.Join(e.seen, " ") + "\x1b[m   \nend" }
func (e *echo) Cursor() *tea.Cursor  { return nil }
func (e *echo) Place() keys.Place    { return keys.Headlines }
func (e *echo) Typing() bool         { return false }
func (e *echo) Hints() []keys.Action { return nil }
func (e *echo) Position() string     { return "1 of 2" }
func (e *echo) Trail() []string      { return []string{"quay", "comments"} }

func TestDesk(t *testing.T) {
	env := Env(t, text.English)
	e := &echo{env: env}
	d := &Desk{T: t, Pane: e, Env: env}
	e.desk = d

	d.Type("a é")
	d.Press("shift+tab", "ctrl+b")
	if want := "a space é shift+tab ctrl+b answer answer\nend"; d.Screen() != want {
		t.Errorf("the screen is %q, want %q", d.Screen(), want)
	}
	if got := Sent[answer](d); len(got) != 2 || got[0].n != 1 || got[1].n != 2 {
		t.Errorf("sent %v", got)
	}
	d.Press("enter")
	if len(Sent[pane.Back](d)) != 1 {
		t.Errorf("what was asked for is not among %v", d.Sent)
	}
	d.Press("L")
	if n := len(Sent[answer](d)); n != 2 {
		t.Errorf("%d answers before the time has passed", n)
	}
	d.Wait()
	if d.Wait(); !strings.HasSuffix(d.Screen(), "L answer\nend") {
		t.Errorf("the screen is %q", d.Screen())
	}
	d.Shows("enter", "answer")
	d.Lacks("nothing")
	d.KeepsSize(80, 2, "at the end")
	if want := d.Screen() + "\n[1 of 2] quay › comments\n"; d.Golden() != want {
		t.Errorf("golden %q", d.Golden())
	}
}

// What a test relies on to fail, fails.
func TestDeskFails(t *testing.T) {
	env := Env(t, text.English)
	for name, check := range map[string]func(*Desk){
		"a missing word": func(d *Desk) { d.Shows("nothing") },
		"a word":         func(d *Desk) { d.Lacks("end") },
		"a wide line":    func(d *Desk) { d.KeepsSize(2, 2, "here") },
		"a tall view":    func(d *Desk) { d.KeepsSize(80, 1, "here") },
	} {
		spy := &failing{TB: t}
		d := &Desk{T: spy, Pane: &echo{env: env}, Env: env}
		func() {
			defer func() {
				if r := recover(); r != nil && r != spy {
					panic(r)
				}
			}()
			check(d)
		}()
		if !spy.failed {
			t.Errorf("%s passes", name)
		}
	}
}

// failing is a test that notes its failure; a fatal one ends it by a panic.
type failing struct {
	testing.TB

	failed bool
}

func (f *failing) Helper()               {}
func (f *failing) Errorf(string, ...any) { f.failed = true }
func (f *failing) Fatalf(string, ...any) { f.failed = true; panic(f) }
