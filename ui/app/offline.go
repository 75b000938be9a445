package app

import (
	"errors"
	"time"

	tea "charm.land/bubbletea/v2"

	"griot/feed"
	"griot/ui/pane"
)

// tryLater is after how long a network that was not there is looked for again.
const tryLater = 5 * time.Minute

// outage is a lack of network: noticed, said once, and tried again later.
type outage struct {
	said     bool // and nothing was read since
	retrying bool // a retry is due
}

// retry says that it is time to look for the network again.
type retry struct{}

// automatic is a refresh that nobody asked for: it says nothing of a network that
// is known not to be there, and leaves alone one that griot is to stay off.
func (m *model) automatic() tea.Cmd {
	if m.running != nil || m.lib.Offline() {
		return nil
	}
	cmd := m.refresh(pane.RefreshSources{})
	m.running.automatic = true
	return cmd
}

func (m *model) retry() tea.Cmd {
	m.outage.retrying = false
	return m.automatic()
}

// missing tells whether an error says that there is no network, rather than that
// griot is to stay off it.
func missing(err error) bool {
	f := feed.FailureOf(err)
	return f != nil && f.Kind == feed.FailedOffline && !errors.Is(err, feed.ErrOffline)
}

// lost says that there is no network, and sees to it that it is tried again.
func (m *model) lost(run *refreshing, err error) tea.Cmd {
	var say, again tea.Cmd
	if !m.outage.said || !run.automatic {
		say = m.fail(err)
	}
	m.outage.said = true
	if !m.outage.retrying {
		m.outage.retrying = true
		again = tea.Tick(tryLater, func(time.Time) tea.Msg { return retry{} })
	}
	return tea.Batch(say, again)
}
