package library

import (
	"context"
	"errors"
	"net/url"
	"sync/atomic"
	"time"

	"griot/feed"
)

// Which says what a refresh asks.
type Which struct {
	Sources []feed.SourceID // empty: all that are followed
	Insist  bool            // also what is not due, and what is gone
}

// Refresh asks sources and stores what they bring. report is called after each,
// from the goroutine that called Refresh; it may be nil. The error is ctx's, the
// store's, or a *feed.Failure of kind FailedOffline when the network is switched
// off or there is none; any other failure is its source's alone, in its outcome. What was stored
// before an error stays.
func (l *Library) Refresh(ctx context.Context, which Which, report func(feed.Progress)) (feed.Summary, error) {
	ctx, end := l.begin(ctx)
	defer end()
	var summary feed.Summary
	chosen, err := l.chosen(ctx, which.Sources)
	if err != nil {
		return summary, err
	}
	newest, err := l.store.Newest(ctx)
	if err != nil {
		return summary, err
	}
	var asked []feed.Source
	offline, wishes := false, l.wishes(ctx)
	for _, s := range chosen {
		switch {
		case !askable(s):
		case l.Offline() && !s.Kind.Local():
			offline = true
			summary.Add(feed.Outcome{Skipped: true})
		case !which.Insist && !due(s, wishes[s.ID], l.now()) || !l.claim(s.ID):
			summary.Add(feed.Outcome{Skipped: true})
		default:
			asked = append(asked, s)
		}
	}
	r := &run{l: l, ctx: ctx, insist: which.Insist, wishes: wishes, report: report, total: len(asked), summary: summary}
	err = r.all(asked)
	l.keepWishes(ctx)
	for _, s := range asked {
		l.release(s.ID)
	}
	if err == nil && r.down == nil {
		err = r.completeNew(r.brought, newest)
		if err == nil {
			err = l.prune(ctx)
		}
	}
	switch {
	case err != nil:
	case r.down != nil:
		err = r.down
	case offline:
		err = feed.Fail(feed.FailedOffline, feed.ErrOffline)
	}
	return r.summary, err
}

// isHere tells whether a source is on this computer, so that no network is needed.
func isHere(s feed.Source) bool {
	_, self := hostOf(s)
	return self || s.Kind.Local()
}

// askable tells whether there is anything to ask.
func askable(s feed.Source) bool {
	return s.Kind != feed.KindSample && s.Kind != feed.KindInput
}

// chosen reads the sources of a refresh.
func (l *Library) chosen(ctx context.Context, ids []feed.SourceID) ([]feed.Source, error) {
	if len(ids) == 0 {
		return l.store.Sources(ctx, feed.Followed)
	}
	sources := make([]feed.Source, 0, len(ids))
	for _, id := range ids {
		s, err := l.store.Source(ctx, id)
		if err != nil {
			return nil, err
		}
		sources = append(sources, s)
	}
	return sources, nil
}

// claim takes a source for one refresh, so that two at once never ask it twice.
func (l *Library) claim(id feed.SourceID) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.busy[id] {
		return false
	}
	l.busy[id] = true
	return true
}

func (l *Library) release(id feed.SourceID) {
	l.mu.Lock()
	defer l.mu.Unlock()
	delete(l.busy, id)
}

// run is one refresh. Its fields belong to the goroutine that called Refresh, but
// for those that say otherwise.
type run struct {
	l       *Library
	ctx     context.Context
	insist  bool
	wishes  map[feed.SourceID]wish // read by all
	report  func(feed.Progress)
	users   map[string]*url.Userinfo // read by all
	parsing chan struct{}            // a place for each document that is being parsed; used by all
	saving  chan struct{}            // a place for each that waits for the store's commit; used by all
	queued  atomic.Int32             // documents that wait for such a place; changed by all
	events  chan event               // sent to by all

	total   int
	done    int
	summary feed.Summary
	fatal   error
	brought []feed.Source // those with new articles whose pages are to be read
	down    *feed.Failure // there is no network: nobody else need be asked
}

// event is what a source's goroutine tells the run, twice: when its answer has
// come and is being dealt with, and at its end.
type event struct {
	source   feed.Source
	took     time.Duration
	finished bool
	dropped  bool // griot was told to stop before it was stored
	outcome  feed.Outcome
	err      error // of the store
}

// all asks every source, as many at once as the link bears.
func (r *run) all(sources []feed.Source) error {
	if len(sources) == 0 {
		return r.ctx.Err()
	}
	r.users, _ = r.l.urls.Users() // without them a server says what is missing
	r.parsing = make(chan struct{}, r.l.workers)
	r.saving = make(chan struct{}, mostSaving)
	r.events = make(chan event, mostWidth)
	q := newQueue(sources, r.l.perHost)
	p := newPace(time.Now(), r.l.fetch.Moved())
	ticker := time.NewTicker(beat)
	defer ticker.Stop()
	asking, alive := 0, 0
	for {
		for r.ctx.Err() == nil && r.fatal == nil && p.room(asking) && r.queued.Load() < mostQueued {
			s, ok := q.next()
			if !ok {
				break
			}
			if r.down != nil && !isHere(s) {
				q.done(s)
				r.finish(event{source: s, outcome: feed.Outcome{Skipped: true}})
				continue
			}
			asking++
			alive++
			go r.one(s)
		}
		if alive == 0 {
			return errors.Join(r.fatal, r.ctx.Err())
		}
		select {
		case e := <-r.events:
			if e.finished {
				alive--
				r.finish(e)
				continue
			}
			asking--
			q.done(e.source)
			if !e.source.Kind.Local() {
				p.answered(e.took)
			}
		case <-ticker.C:
			p.measure(time.Now(), r.l.fetch.Moved(), asking)
		}
	}
}

// finish counts a source that has come to its end, and tells of it.
func (r *run) finish(e event) {
	if e.err != nil && r.fatal == nil {
		r.fatal = e.err
	}
	if f := e.outcome.Failure; f != nil && f.Kind == feed.FailedOffline {
		r.down, e.outcome = f, feed.Outcome{Skipped: true} // that is told once, and nothing about the source
	}
	if e.dropped {
		return
	}
	r.done++
	r.summary.Add(e.outcome)
	if e.outcome.New > 0 && r.l.completes(r.ctx, e.source) {
		r.brought = append(r.brought, e.source)
	}
	if r.report != nil {
		r.report(feed.Progress{Done: r.done, Total: r.total, Source: e.source, Outcome: e.outcome})
	}
}

// one asks a source and stores what it brings. A panic ends the run as an error of
// the store does.
func (r *run) one(s feed.Source) {
	e := event{source: s, finished: true}
	told, parses := false, false
	tell := func(took time.Duration) {
		told = true
		r.events <- event{source: s, took: took}
	}
	err := guarded(func() error {
		r.l.courtesy.giveWay(r.ctx)
		begun := time.Now()
		got := r.askSource(s)
		took := time.Since(begun)
		reads := got.response != nil && !got.same && (got.failure == nil || got.response.Cut)
		if reads {
			r.queued.Add(1)
			r.parsing <- struct{}{}
			r.queued.Add(-1)
			parses = true
		}
		tell(took)
		switch {
		case canceled(r.ctx, got.failure):
			e.dropped = true
		case reads:
			e.source, e.outcome, e.err = r.store(&got, func() { parses = false; <-r.parsing })
		default:
			e.source, e.outcome, e.err = r.note(&got)
		}
		return e.err
	})
	if parses {
		<-r.parsing
	}
	if !told {
		tell(0)
	}
	if e.err = err; err != nil && r.ctx.Err() != nil {
		e.dropped, e.err = true, nil
	}
	r.events <- e
}

// note stores what was learnt of a source that brought nothing new.
func (r *run) note(got *reading) (feed.Source, feed.Outcome, error) {
	s, now := got.source, r.l.now()
	out := outcomeOf(got)
	switch {
	case got.failure != nil && got.failure.Kind == feed.FailedOffline:
		return s, out, nil // that is nothing about the source
	case got.failure != nil:
		s.Health = failed(s.Health, got.failure, wait(got.response), now)
	case s.Kind.Local():
		out.Skipped = !r.insist
		if s.Health.Failure == nil {
			return s, out, nil
		}
		s.Health = worked(s.Health, got.response, 0, s.Health.Body, now)
	default:
		out.NotModified = true
		s.Health = worked(s.Health, got.response, max(quiet(s.Health), r.wishes[s.ID].TTL), got.body, now)
	}
	if err := r.l.store.SetHealth(r.ctx, s.ID, s.Health); err != nil {
		return s, out, err
	}
	out = r.l.moved(r.ctx, &s, got, out)
	return s, out, nil
}

// How many documents may wait to be parsed before no further source is asked, and
// how many for a commit that they share: enough to keep everybody busy, few enough
// to bound the memory that they take.
const (
	mostQueued = 8
	mostSaving = 8
)

// store parses what came and stores it. It holds a place in r.parsing when it
// begins, and calls parsed to give it back before it waits for the store.
func (r *run) store(got *reading, parsed func()) (feed.Source, feed.Outcome, error) {
	r.l.courtesy.giveWay(r.ctx)
	known, err := r.l.store.Known(r.ctx, got.source.ID)
	var doc feed.Document
	var kind feed.Kind
	if err == nil {
		doc, kind = r.l.understand(got, known)
		switch {
		case !got.anew || kind == feed.KindFeed:
		case got.source.Kind == feed.KindUnknown && got.failure == nil: // a page, for the first time
			doc, kind, _ = r.l.feedSomewhere(r.ctx, got, doc, kind)
		default:
			doc, kind, _ = r.l.feedOf(r.ctx, got, doc, kind)
		}
		doc = r.l.wholeArticle(r.ctx, got, doc, nil)
	}
	got.response.Body = nil // parsed, and large
	r.l.courtesy.giveWay(r.ctx)
	r.saving <- struct{}{}
	defer func() { <-r.saving }()
	parsed()
	if err != nil {
		return got.source, outcomeOf(got), err
	}
	return r.l.save(r.ctx, got, doc, kind)
}

// Estimate is how many bytes a refresh of what is due may cost, by what each
// source's last full answer cost.
func (l *Library) Estimate(ctx context.Context) (wire int64, err error) {
	sources, err := l.store.Sources(ctx, feed.Followed)
	if err != nil {
		return 0, err
	}
	wishes := l.wishes(ctx)
	for _, s := range sources {
		if !s.Kind.Local() && due(s, wishes[s.ID], l.now()) {
			wire += s.Health.Wire
		}
	}
	return wire, nil
}
