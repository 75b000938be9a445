package app

import (
	tea "charm.land/bubbletea/v2"

	"griot/ui/pane"
)

// ending is how far griot is on its way out.
type ending uint8

const (
	stays  ending = iota
	waits         // for the store to have every act
	stores        // what the panes hold: a draft, a place
	ends
)

type (
	// leave asks the program to end as the quit key does.
	leave struct{}
	// stored says that the panes have stored what they held.
	stored struct{}
)

// quit leaves griot, once acts that are on their way to the store have arrived and
// the panes have stored what they hold. Asked again, it goes on doing so.
func (m *model) quit() tea.Cmd {
	switch {
	case m.ending >= stores:
		return nil
	case m.env.Acting() || m.history.stepping:
		m.ending = waits
		return nil
	}
	m.ending = stores
	return tea.Sequence(m.broadcast(pane.Leaving{}), func() tea.Msg { return stored{} })
}

func (m *model) stored() tea.Cmd {
	m.ending = ends
	return tea.Quit
}

// saveLate stores what the panes hold when the program has ended in another way: its
// terminal is gone, or a fault ended it. What panics then is left.
func (m *model) saveLate() {
	if m.ending == ends && !m.crash.happened.Load() {
		return
	}
	for _, p := range m.panes() {
		func() {
			defer m.crash.catch()
			for range messages(p.Update(pane.Leaving{})) {
			}
		}()
	}
}

// leaveInOrder turns a signal to end into the quit key, so that drafts are stored.
func leaveInOrder(m tea.Model, msg tea.Msg) tea.Msg {
	switch msg.(type) {
	case leave:
		m.(*model).heard.Store(true)
	case tea.QuitMsg, tea.InterruptMsg:
		if m.(*model).ending != ends {
			return leave{}
		}
	}
	return msg
}
