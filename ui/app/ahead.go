package app

import (
	tea "charm.land/bubbletea/v2"

	"griot/ui/keys"
)

// typedAhead are keys pressed while a comment was on its way to the store. They are
// meant for the screen that comes when it is there.
type typedAhead struct {
	waiting bool // a comment was on its way when this was last looked at
	keys    []tea.KeyPressMsg
}

// hold keeps a key back while a comment is being stored; leaving is never held.
func (m *model) hold(msg tea.KeyPressMsg) bool {
	if m.top() != onCompose || !m.compose.Saving() || m.env.Keys.Action(keys.Compose, msg.String()) == keys.QuitNow {
		return false
	}
	m.ahead.keys = append(m.ahead.keys, msg)
	return true
}

// release gives out the next key that was held, once there is nothing to wait for. Where the comment could not be stored
// they are forgotten: the text is still in its box, and they were not meant for it.
func (m *model) release() (key tea.KeyPressMsg, held bool) {
	was := m.ahead.waiting
	m.ahead.waiting = m.compose.Saving()
	if was && !m.ahead.waiting && m.top() == onCompose {
		m.ahead.keys = nil
	}
	if m.ahead.waiting || len(m.ahead.keys) == 0 {
		return key, false
	}
	key = m.ahead.keys[0]
	m.ahead.keys = m.ahead.keys[1:]
	return key, true
}
