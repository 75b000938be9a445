package app

import (
	tea "charm.land/bubbletea/v2"

	"griot/ui/keys"
	"griot/ui/overlay"
	"griot/ui/pane"
)

// key gives a key to the overlay in front, else to the pane with the focus, after
// those that hold everywhere.
func (m *model) key(msg tea.KeyPressMsg) tea.Cmd {
	if msg.String() == "ctrl+j" { // enter, pressed before the terminal was in raw mode
		msg = tea.KeyPressMsg{Code: tea.KeyEnter}
	}
	if msg.String() == "alt+esc" { // esc pressed twice in a hurry
		once := tea.KeyPressMsg{Code: tea.KeyEscape}
		return tea.Batch(m.key(once), m.key(once))
	}
	if m.hold(msg) {
		return nil
	}
	m.notice.seen()
	if len(m.overlays) > 0 {
		switch m.overlayKey(msg.String()) {
		case keys.QuitNow:
			return m.quit()
		case keys.Redraw:
			return redraw()
		}
		return m.front(msg)
	}
	p := m.pane(m.top())
	action := m.env.Keys.Action(p.Place(), msg.String())
	if p.Typing() {
		return m.typed(p, action, msg)
	}
	return m.act(p, action, msg)
}

// typed gives a pane a key that is text, unless it is one of the control keys that
// hold in text too.
func (m *model) typed(p pane.Pane, action keys.Action, msg tea.KeyPressMsg) tea.Cmd {
	switch ctrl := msg.Mod.Contains(tea.ModCtrl); {
	case ctrl && action == keys.QuitNow:
		return m.quit()
	case ctrl && action == keys.Redraw:
		return redraw()
	}
	return p.Update(msg)
}

// act does what the program itself does for a key, and gives the others to the pane.
func (m *model) act(p pane.Pane, action keys.Action, msg tea.KeyPressMsg) tea.Cmd {
	switch action {
	case keys.QuitNow:
		return m.quit()
	case keys.Redraw:
		return redraw()
	case keys.Suspend:
		return m.suspend()
	case keys.Help:
		return m.env.Ask(pane.ShowHelp{})
	case keys.Undo:
		return m.step(true)
	case keys.Redo:
		return m.step(false)
	case keys.ToggleOffline:
		return m.toggleOffline()
	case keys.OtherPane:
		if h, ok := m.headlines.Selected(); ok {
			return m.openArticle(pane.OpenArticle{Article: h, Query: m.headlines.Query()})
		}
	case keys.FullWidth:
		if m.top() == onHeadlines {
			return m.toggleBeside()
		}
		cmd := p.Update(msg)
		m.layout() // the article stands alone now, or beside the list again
		return cmd
	case keys.Back:
		if m.top() == onHeadlines && m.running != nil && !m.headlines.Narrowed() {
			return m.stopRefresh()
		}
	}
	return p.Update(msg)
}

// suspend gives the terminal to the shell, where there is one.
func (m *model) suspend() tea.Cmd {
	if !canSuspend() {
		return m.say(m.env.Words.Say("app.suspend.none"))
	}
	return m.raw.lend(stop, nil)
}

func (m *model) overlayKey(key string) keys.Action {
	top := m.overlays[len(m.overlays)-1]
	if top.Typing() {
		return m.env.Keys.Action(keys.Prompt, key)
	}
	return m.env.Keys.Action(keys.Menu, key)
}

// front gives a message to the overlay in front, else to the pane with the focus.
func (m *model) front(msg tea.Msg) tea.Cmd {
	if n := len(m.overlays); n > 0 {
		return m.overlays[n-1].Update(msg)
	}
	return m.pane(m.top()).Update(msg)
}

// lay puts an overlay in front.
func (m *model) lay(o overlay.Overlay) tea.Cmd {
	m.overlays = append(m.overlays, o)
	m.layout()
	return o.Init()
}

// toggleBeside gives the list the full width of a wide screen, or the article its
// place beside it.
func (m *model) toggleBeside() tea.Cmd {
	if m.width < besideFrom {
		return m.say(m.env.Words.Say("app.beside.narrow", besideFrom))
	}
	m.alone = !m.alone
	m.layout()
	m.rest.article = 0 // the article beside is to be shown
	return nil
}

func (m *model) toggleOffline() tea.Cmd {
	off := !m.lib.Offline()
	m.lib.SetOffline(off)
	if off {
		return m.say(m.env.Words.Say("app.went.offline", m.env.Keys.Shown(keys.Headlines, keys.ToggleOffline)))
	}
	return m.say(m.env.Words.Say("app.online.again"))
}
