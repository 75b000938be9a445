package app

import (
	"context"
	"strconv"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"griot/feed"
	"griot/ui/keys"
)

// lastState is where the store keeps when griot was last open, and the newest
// article it had then: "unix milliseconds, a blank, id".
const lastState = "last"

// since is what the status line tells once a start: what came since last time.
type since struct {
	when   time.Time // when griot was last open; zero on a first run
	newest feed.ArticleID
	waits  bool // until the first refresh has ended
}

type (
	began struct {
		when   time.Time
		newest feed.ArticleID
	}
	counted struct {
		n      feed.Tally
		wire   int64
		failed int
	}
)

// begin reads when griot was last open, and notes that it is open now.
func (m *model) begin() tea.Cmd {
	lib, ctx, now, log := m.lib, m.env.Ctx, m.env.Now, m.opts.Log
	return func() tea.Msg {
		last, err := lib.State(ctx, lastState)
		if err != nil {
			log.Info("last start not known", "error", err)
		}
		if err := noteOpen(ctx, lib, now()); err != nil {
			log.Info("start not noted", "error", err)
		}
		when, newest := parseLast(last)
		return began{when: when, newest: newest}
	}
}

// noteOpen stores that griot is open now, with all that it has.
func noteOpen(ctx context.Context, lib Library, now time.Time) error {
	newest, err := lib.Newest(ctx)
	if err != nil {
		return err
	}
	return lib.SetState(ctx, lastState, strconv.FormatInt(now.UnixMilli(), 10)+" "+strconv.FormatInt(int64(newest), 10))
}

func parseLast(s string) (time.Time, feed.ArticleID) {
	when, id, _ := strings.Cut(s, " ")
	ms, err := strconv.ParseInt(when, 10, 64)
	if err != nil {
		return time.Time{}, 0
	}
	newest, err := strconv.ParseInt(id, 10, 64)
	if err != nil {
		return time.Time{}, 0
	}
	return time.UnixMilli(ms), feed.ArticleID(newest)
}

// began starts the refresh that the settings ask for, or says at once what an
// earlier one in the background brought.
func (m *model) began(msg began) tea.Cmd {
	m.since = since{when: msg.when, newest: msg.newest}
	tidy := m.tidy()
	if m.opts.AtStart && !m.lib.Offline() {
		m.since.waits = true
		return tea.Batch(tidy, m.automatic(), m.everyInterval())
	}
	return tea.Batch(tidy, m.countSince(0, 0), m.estimate(), m.everyInterval())
}

// tidy lets the store clean up what no longer can be undone.
func (m *model) tidy() tea.Cmd {
	lib, ctx, log := m.lib, m.env.Ctx, m.opts.Log
	return func() tea.Msg {
		if err := lib.Tidy(ctx); err != nil && ctx.Err() == nil {
			log.Info("store not tidied", "error", err)
		}
		return nil
	}
}

// countSince counts what came since griot was last open.
func (m *model) countSince(wire int64, failures int) tea.Cmd {
	m.since.waits = false
	if m.since.when.IsZero() {
		return func() tea.Msg { return counted{wire: wire, failed: failures} }
	}
	lib, ctx, after := m.lib, m.env.Ctx, m.since.newest
	return func() tea.Msg {
		n, err := lib.Arrived(ctx, feed.Query{Upto: after})
		if err != nil {
			return failed{err}
		}
		return counted{n: n, wire: wire, failed: failures}
	}
}

func (m *model) counted(msg counted) tea.Cmd {
	w := m.env.Words
	switch {
	case msg.failed > 0:
		return m.say(w.Say("app.failed", msg.failed, m.env.Keys.Shown(keys.Headlines, keys.ShowSources)))
	case m.since.when.IsZero() || msg.n.N == 0:
		return nil
	case msg.wire > 0:
		return m.say(w.Say("app.since.cost", msg.n.N, w.Moment(m.since.when, m.env.Now()), w.Bytes(msg.wire)))
	default:
		return m.say(w.Say("app.since", msg.n.N, w.Moment(m.since.when, m.env.Now())))
	}
}
