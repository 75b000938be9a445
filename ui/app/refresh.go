package app

import (
	"context"
	"errors"
	"slices"
	"sync"
	"time"

	tea "charm.land/bubbletea/v2"

	"griot/feed"
	"griot/feed/library"
	"griot/ui/keys"
	"griot/ui/pane"
)

// gather is how long the events of a refresh are gathered before they are shown.
const gather = 100 * time.Millisecond

// refreshing is a refresh that runs. The library reports to it from the command's
// goroutine; the program looks at it now and then.
type refreshing struct {
	stop      context.CancelFunc
	automatic bool // nobody asked for it
	log       Logger

	mu          sync.Mutex
	done, total int
	summary     feed.Summary
	changed     bool // since it was last looked at
}

func (r *refreshing) report(p feed.Progress) {
	if f := p.Outcome.Failure; f != nil && f.Kind == feed.FailedInternal {
		r.log.Error("reading a source", "source", p.Source.Label(), "error", f)
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.done, r.total = p.Done, p.Total
	r.summary.Add(p.Outcome)
	r.changed = true
}

// peek returns how far the refresh is.
func (r *refreshing) peek() (done, total int, so feed.Summary) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.done, r.total, r.summary
}

// known tells whether a refresh runs and has found out what is to be asked.
func (r *refreshing) known() bool {
	if r == nil {
		return false
	}
	_, total, _ := r.peek()
	return total > 0
}

// look returns how far the refresh is, and whether that is news.
func (r *refreshing) look() (done, total int, so feed.Summary, news bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	news = r.changed
	r.changed = false
	return r.done, r.total, r.summary, news
}

type (
	progressed struct{ run *refreshing }
	refreshed  struct {
		run     *refreshing
		all     bool
		summary feed.Summary
		err     error
	}
	estimated struct{ wire int64 }
	due       struct{}
	watched   struct {
		change library.Change
		next   <-chan library.Change
	}
)

// refresh asks sources in the background. One refresh runs at a time; what is asked
// meanwhile follows it.
func (m *model) refresh(what pane.RefreshSources) tea.Cmd {
	if m.running != nil {
		m.queue(what)
		return nil
	}
	ctx, stop := context.WithCancel(m.env.Ctx)
	run := &refreshing{stop: stop, log: m.opts.Log}
	m.running = run
	lib := m.lib
	which := library.Which{Sources: what.Sources, Insist: what.Insist}
	work := func() tea.Msg {
		defer stop()
		summary, err := lib.Refresh(ctx, which, run.report)
		return refreshed{run: run, all: len(which.Sources) == 0, summary: summary, err: err}
	}
	return tea.Batch(work, lookLater(run))
}

// refreshAsked is a refresh that the reader asks for, who is told when it has to wait.
func (m *model) refreshAsked(what pane.RefreshSources) tea.Cmd {
	waits := m.running.known()
	cmd := m.refresh(what)
	if waits {
		return tea.Batch(cmd, m.say(m.env.Words.Say("app.queued")))
	}
	return cmd
}

// queue keeps a refresh for when the running one ends.
func (m *model) queue(what pane.RefreshSources) {
	same := func(q pane.RefreshSources) bool {
		return q.Insist == what.Insist && slices.Equal(q.Sources, what.Sources)
	}
	if !slices.ContainsFunc(m.queued, same) {
		m.queued = append(m.queued, what)
	}
}

// nextRefresh starts the first refresh that waits.
func (m *model) nextRefresh() tea.Cmd {
	if m.running != nil || len(m.queued) == 0 {
		return nil
	}
	what := m.queued[0]
	m.queued = m.queued[1:]
	return m.refresh(what)
}

func lookLater(run *refreshing) tea.Cmd {
	return tea.Tick(gather, func(time.Time) tea.Msg { return progressed{run} })
}

// progressed tells the panes what has come so far, at most every gather.
func (m *model) progressed(msg progressed) tea.Cmd {
	if msg.run != m.running {
		return nil
	}
	cmds := []tea.Cmd{lookLater(msg.run)}
	if _, _, so, news := msg.run.look(); news {
		cmds = append(cmds, m.broadcast(pane.ArticlesArrived{New: so.New}))
	}
	return tea.Batch(cmds...)
}

// stopRefresh stops the refresh that runs, and those that wait for its end.
func (m *model) stopRefresh() tea.Cmd {
	m.queued = nil
	m.running.stop()
	return nil
}

// refreshed says what a refresh brought and what it cost.
func (m *model) refreshed(msg refreshed) tea.Cmd {
	if msg.run == m.running {
		m.running = nil
	}
	m.outage.said = m.outage.said && msg.err != nil
	cmds := []tea.Cmd{
		m.broadcast(pane.ArticlesArrived{New: msg.summary.New}),
		m.broadcast(pane.SourcesChanged{}),
		m.estimate(),
	}
	if msg.summary.Changed > 0 {
		cmds = append(cmds, m.reader.Update(pane.ArticlesChanged{})) // the one that is open may be among them
	}
	switch {
	case errors.Is(msg.err, context.Canceled):
		if m.env.Ctx.Err() == nil {
			cmds = append(cmds, m.say(m.env.Words.Say("app.stopped")))
		}
	case missing(msg.err):
		cmds = append(cmds, m.lost(msg.run, msg.err))
	case msg.err != nil:
		cmds = append(cmds, m.fail(msg.err))
	case m.since.waits:
		cmds = append(cmds, m.countSince(msg.summary.Wire, msg.summary.Failed))
	default:
		cmds = append(cmds, m.say(m.sayRefreshed(msg.summary)))
	}
	return tea.Batch(append(cmds, m.nextRefresh())...)
}

func (m *model) sayRefreshed(s feed.Summary) string {
	w := m.env.Words
	switch {
	case s.Failed > 0:
		return w.Say("app.failed", s.Failed, m.env.Keys.Shown(keys.Headlines, keys.ShowSources))
	case s.Sources == 0:
		return w.Say("app.nothing.due", m.env.Keys.Shown(keys.Headlines, keys.RefreshSource))
	case s.New == 0:
		return w.Say("app.refreshed.not", m.sayCost(s))
	default:
		return w.Say("app.refreshed", s.New, m.sayCost(s))
	}
}

// sayCost says what a refresh cost, and which of the addresses have changed by it.
func (m *model) sayCost(s feed.Summary) string {
	w := m.env.Words
	said := w.Bytes(s.Wire)
	if s.Moved > 0 {
		said += " · " + w.Say("app.moved", s.Moved)
	}
	if s.Requests > 0 {
		said += " · " + w.Say("cli.refresh.requests", s.Requests)
	}
	if s.NotModified > 0 {
		said += " · " + w.Say("cli.refresh.unchanged", s.NotModified)
	}
	return said
}

// estimate asks what the next refresh may cost.
func (m *model) estimate() tea.Cmd {
	lib, ctx := m.lib, m.env.Ctx
	return func() tea.Msg {
		wire, err := lib.Estimate(ctx)
		if err != nil {
			return nil // no figure is shown then
		}
		return estimated{wire}
	}
}

func (m *model) everyInterval() tea.Cmd {
	if m.opts.Interval <= 0 {
		return nil
	}
	return tea.Tick(m.opts.Interval, func(time.Time) tea.Msg { return due{} })
}

// watch hears of changes to the urls file and to followed files and folders.
func (m *model) watch() tea.Cmd {
	changes := make(chan library.Change)
	lib, ctx, log := m.lib, m.env.Ctx, m.opts.Log
	look := func() tea.Msg {
		err := lib.Watch(ctx, func(c library.Change) {
			select {
			case changes <- c:
			case <-ctx.Done():
			}
		})
		if err != nil && ctx.Err() == nil {
			log.Info("files are not watched", "error", err)
		}
		return nil
	}
	return tea.Batch(look, nextChange(ctx, changes))
}

func nextChange(ctx context.Context, changes <-chan library.Change) tea.Cmd {
	return func() tea.Msg {
		select {
		case c := <-changes:
			return watched{change: c, next: changes}
		case <-ctx.Done():
			return nil
		}
	}
}

// synced says that the urls file was read again.
type synced struct {
	changed bool
	err     error
}

func (m *model) watched(msg watched) tea.Cmd {
	cmds := []tea.Cmd{nextChange(m.env.Ctx, msg.next)}
	if msg.change.Urls {
		lib, ctx := m.lib, m.env.Ctx
		cmds = append(cmds, func() tea.Msg {
			changed, err := lib.Sync(ctx)
			return synced{changed, err}
		})
	}
	if len(msg.change.Sources) > 0 {
		cmds = append(cmds, m.refresh(pane.RefreshSources{Sources: msg.change.Sources}))
	}
	return tea.Batch(cmds...)
}

func (m *model) synced(msg synced) tea.Cmd {
	switch {
	case msg.err != nil:
		return m.fail(msg.err)
	case !msg.changed:
		return nil
	default:
		return tea.Batch(
			m.broadcast(pane.SourcesChanged{}),
			m.broadcast(pane.ArticlesChanged{}),
			m.say(m.env.Words.Say("app.urls.changed")),
			m.refresh(pane.RefreshSources{}), // a new line's articles are not there yet
		)
	}
}
