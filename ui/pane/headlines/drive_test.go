package headlines

import (
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"griot/feed"
	"griot/ui/pane"
	"griot/ui/pane/panetest"
	"griot/ui/text"
)

// noon is the fixed time of these tests: Saturday 21 February 2026.
func noon() time.Time { return time.Date(2026, 2, 21, 14, 30, 0, 0, time.UTC) }

func newEnv(t testing.TB, l text.Language) *pane.Env {
	env := panetest.Env(t, l)
	env.Now = noon
	return env
}

// driver plays the program: it runs commands and brings their messages back, and
// keeps what the pane asks for. With a delay, answers come that much later in a
// time of its own.
type driver struct {
	t     testing.TB
	p     *Pane
	sent  []tea.Msg // requests
	delay time.Duration
	now   time.Duration
	queue []answer
	ticks []answer
}

type answer struct {
	at  time.Duration
	msg tea.Msg
}

func drive(t testing.TB, p *Pane) *driver {
	d := &driver{t: t, p: p}
	p.later = func(after time.Duration, msg tea.Msg) tea.Cmd {
		return func() tea.Msg { return ticking{after, msg} }
	}
	return d
}

type ticking struct {
	after time.Duration
	msg   tea.Msg
}

// start makes a pane over a shelf and loads it.
func start(t testing.TB, s *shelf, width, height int) *driver {
	t.Helper()
	p := New(newEnv(t, text.English), s)
	p.SetCompact(height < 26)
	p.SetSize(width, height)
	d := drive(t, p)
	d.do(p.Init())
	return d
}

// do runs a command and what follows from it.
func (d *driver) do(cmd tea.Cmd) {
	d.sent = append(d.sent, d.p.env.Asked()...)
	d.take(cmd)
	if d.delay == 0 {
		d.run(d.now)
	}
}

func (d *driver) take(cmd tea.Cmd) {
	d.sent = append(d.sent, d.p.env.Asked()...)
	if cmd == nil {
		return
	}
	switch msg := cmd().(type) {
	case nil:
	case tea.BatchMsg:
		for _, c := range msg {
			d.take(c)
		}
	case ticking:
		d.ticks = append(d.ticks, answer{at: d.now + msg.after, msg: msg.msg})
	default:
		d.queue = append(d.queue, answer{at: d.now + d.delay, msg: msg})
	}
}

// run delivers what is due until then.
func (d *driver) run(until time.Duration) {
	for len(d.queue) > 0 && d.queue[0].at <= until {
		a := d.queue[0]
		d.queue = d.queue[1:]
		d.now = max(d.now, a.at)
		switch a.msg.(type) {
		case listed, came, totalled, tallied, located, arrivedBehind, stored, patched, stepped, pastedPage:
			cmd := d.p.Update(a.msg)
			d.sent = append(d.sent, d.p.env.Asked()...)
			d.take(cmd)
		default:
			d.sent = append(d.sent, a.msg)
		}
	}
	d.now = max(d.now, until)
}

// rest lets the timers run out.
func (d *driver) rest() {
	ticks := d.ticks
	d.ticks = nil
	for _, a := range ticks {
		d.do(d.p.Update(a.msg))
	}
}

// press presses keys by their names.
func (d *driver) press(names ...string) {
	for _, name := range names {
		d.do(d.p.Update(panetest.Key(name)))
	}
}

// typeIn types a text letter by letter.
func (d *driver) typeIn(s string) {
	for _, r := range s {
		d.do(d.p.Update(tea.KeyPressMsg{Code: r, Text: string(r)}))
	}
}

func (d *driver) tell(msg tea.Msg) { d.do(d.p.Update(msg)) }

// last is the last request of a type.
func last[T any](d *driver) (found T, ok bool) {
	for _, m := range d.sent {
		if v, is := m.(T); is {
			found, ok = v, true
		}
	}
	return found, ok
}

func (d *driver) screen() string { return ansi.Strip(d.p.View()) }

func (d *driver) selected() feed.ArticleID {
	h, _ := d.p.Selected()
	return h.ID
}
