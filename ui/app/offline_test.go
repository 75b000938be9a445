package app

import (
	"context"
	"io"
	"log/slog"
	"testing"

	"griot/feed"
	"griot/feed/library"
	"griot/ui/pane"
	"griot/ui/pane/panetest"
	"griot/ui/text"
)

// line is a library on a line that may be down or be left alone.
type line struct {
	Library
	off bool
}

func (l *line) Offline() bool { return l.off }

func (*line) Refresh(context.Context, library.Which, func(feed.Progress)) (feed.Summary, error) {
	return feed.Summary{}, nil
}

// online is the program over such a line.
func online(t *testing.T) (*model, *line) {
	t.Helper()
	env, lib := panetest.Env(t, text.English), &line{}
	return newModel(Options{Env: *env, Library: lib, Log: slog.New(slog.NewTextHandler(io.Discard, nil))}), lib
}

// A network that is not there is said once, and again only to who asks; it is
// looked for later, but for once.
func TestNoNetworkIsSaidOnce(t *testing.T) {
	t.Parallel()
	m, lib := online(t)
	down := feed.Fail(feed.FailedOffline, nil)
	ends := func(err error) (said string, retries bool) {
		t.Helper()
		m.notice.text, m.outage.retrying = "", false
		if m.running == nil {
			t.Fatal("nothing is refreshed")
		}
		m.refreshed(refreshed{run: m.running, all: true, err: err})
		return m.notice.text, m.outage.retrying
	}
	const sentence = "There is no network; what is stored stays readable, try again when you are connected."
	m.automatic()
	if said, again := ends(down); said != sentence || !again {
		t.Errorf("first: %q, %v", said, again)
	}
	m.Update(retry{})
	if said, again := ends(down); said != "" || !again {
		t.Errorf("tried again: %q, %v", said, again)
	}
	m.refresh(pane.RefreshSources{})
	if said, _ := ends(down); said != sentence {
		t.Errorf("asked for: %q", said)
	}
	m.Update(retry{})
	if _, again := ends(nil); again {
		t.Error("tried again though it is there")
	}
	m.automatic()
	if said, _ := ends(down); said != sentence {
		t.Errorf("lost again: %q", said)
	}
	m.outage.retrying = true
	if m.Update(retry{}); m.outage.retrying {
		t.Error("a retry that has come is still waited for")
	}
	_, _ = ends(nil)
	lib.off = true
	if m.Update(due{}); m.running != nil {
		t.Error("griot asks though it is to stay off the network")
	}
	m.refresh(pane.RefreshSources{})
	if said, again := ends(feed.Fail(feed.FailedOffline, feed.ErrOffline)); again || said == sentence || said == "" {
		t.Errorf("switched off: %q, %v", said, again)
	}
}
