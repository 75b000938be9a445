package app

import (
	"context"
	"slices"
	"strings"
	"testing"

	"griot/feed"
	"griot/ui/pane"
)

// A refresh that is asked for while another runs is not forgotten, and not asked
// twice; esc stops it too.
func TestRefreshesFollowOneAnother(t *testing.T) {
	t.Parallel()
	m, _ := online(t)
	ends := func(err error) {
		t.Helper()
		m.refreshed(refreshed{run: m.running, err: err})
	}
	asked := pane.RefreshSources{Sources: []feed.SourceID{7}, Insist: true}
	m.automatic()
	first := m.running
	for range 3 {
		m.Update(asked)
	}
	if m.running != first || len(m.queued) != 1 || !slices.Equal(m.queued[0].Sources, asked.Sources) {
		t.Fatalf("%d wait: %+v", len(m.queued), m.queued)
	}
	ends(nil)
	if m.running == nil || m.running == first || len(m.queued) != 0 {
		t.Fatal("the refresh that was asked for does not follow")
	}
	ends(nil)
	if m.running != nil {
		t.Fatal("a refresh follows that nobody asked for")
	}

	m.automatic()
	m.Update(asked)
	m.stopRefresh()
	ends(context.Canceled)
	if m.running != nil {
		t.Error("a refresh follows although the reader stopped it")
	}
}

// That a source has moved for good is told with what the refresh cost.
func TestMovedSourcesAreTold(t *testing.T) {
	t.Parallel()
	m, _ := online(t)
	m.automatic()
	m.refreshed(refreshed{run: m.running, all: true, summary: feed.Summary{Sources: 3, Moved: 1, Wire: 2048, Requests: 3}})
	if want := "1 source has moved and is followed there"; !strings.Contains(m.notice.text, want) {
		t.Errorf("%q", m.notice.text)
	}
}
