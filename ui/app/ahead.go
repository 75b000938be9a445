package app

import (
	tea "charm.land/bubbletea/v2"

	"griot/ui/keys"
)

// awaiting is a pane that can wait for the store before it takes keys.
type awaiting interface{ Awaits() bool }

// typedAhead are keys pressed while the screen that they are meant for was on its
// way.
type typedAhead struct {
	waits bool   // it was when this was last looked at
	on    screen // the screen on top then
	keys  []tea.KeyPressMsg
}

func (m *model) awaits() bool {
	p, can := m.pane(m.top()).(awaiting)
	return can && p.Awaits()
}

// hold keeps a key back that was typed ahead. Leaving is never held, nor is drawing
// the screen anew.
func (m *model) hold(msg tea.KeyPressMsg) bool {
	if len(m.overlays) > 0 || !m.awaits() {
		return false
	}
	switch m.env.Keys.Action(m.pane(m.top()).Place(), msg.String()) {
	case keys.QuitNow, keys.Quit, keys.Back, keys.Redraw:
		return false
	}
	m.ahead.keys = append(m.ahead.keys, msg)
	return true
}

// release gives out the next key that was held, once there is nothing to wait for.
// Where what was waited for did not come they are forgotten: the comment was not
// stored and its text is still in the box, or the screen was left.
func (m *model) release() (key tea.KeyPressMsg, held bool) {
	was := m.ahead
	m.ahead.waits, m.ahead.on = m.awaits(), m.top()
	if was.waits && !m.ahead.waits && (was.on == onCompose) == (m.top() == was.on) {
		m.ahead.keys = nil
	}
	if m.ahead.waits || len(m.ahead.keys) == 0 {
		return key, false
	}
	key = m.ahead.keys[0]
	m.ahead.keys = m.ahead.keys[1:]
	return key, true
}
