// Package library is what a reader can do with griot: follow, refresh, read,
// mark, comment. It joins the network, the parser, the store and the urls file,
// which do not know each other.
package library

import (
	"cmp"
	"context"
	"errors"
	"runtime"
	"sync"
	"sync/atomic"
	"time"

	"griot/feed"
)

// Library is safe for concurrent use.
type Library struct {
	store   Store
	fetch   Fetcher
	files   Files
	parse   Parser
	urls    Follows
	deps    Deps
	now     func() time.Time
	workers int
	perHost int

	offline  atomic.Bool
	visited  atomic.Bool // something was only opened: Close tidies up
	courtesy courtesy

	running context.Context // ends when the library closes
	stop    context.CancelFunc
	work    sync.WaitGroup // what Close waits for

	mu      sync.Mutex
	closed  bool
	busy    map[feed.SourceID]bool           // being refreshed
	removed map[feed.SourceID]func() error   // puts a line of urls back
	found   map[string]found                 // previews, for a minute
	tried   map[feed.ArticleID]time.Time     // when comments were last asked for
	open    map[feed.ArticleID]bool          // were read in this run: they are not pruned in it
	heard   map[feed.SourceID]wish           // not yet stored
	reading map[feed.ArticleID]chan struct{} // whose pages are being read; closed afterwards

	wishing sync.Mutex // held while wishes are stored
}

// New returns a library. It owns the store from then on.
func New(d Deps) *Library {
	l := &Library{
		store: d.Store, fetch: d.Fetch, files: d.Files, parse: d.Parse, urls: d.Urls, deps: d,
		now:      d.Now,
		workers:  cmp.Or(d.Workers, runtime.GOMAXPROCS(0)),
		perHost:  cmp.Or(d.PerHost, hostWidth),
		busy:     map[feed.SourceID]bool{},
		removed:  map[feed.SourceID]func() error{},
		found:    map[string]found{},
		tried:    map[feed.ArticleID]time.Time{},
		open:     map[feed.ArticleID]bool{},
		heard:    map[feed.SourceID]wish{},
		reading:  map[feed.ArticleID]chan struct{}{},
		courtesy: courtesy{since: time.Now()},
	}
	if l.now == nil {
		l.now = time.Now
	}
	l.running, l.stop = context.WithCancel(context.Background())
	return l
}

// Close stops what runs, waits for it, forgets what was only read in passing,
// and closes the store.
func (l *Library) Close() error {
	l.mu.Lock()
	closed := l.closed
	l.closed = true
	l.mu.Unlock()
	if closed {
		return nil
	}
	l.stop()
	l.work.Wait()
	l.keepWishes(context.Background())
	var tidied error
	if l.visited.Load() {
		tidied = l.store.Forget(context.Background())
	}
	return errors.Join(tidied, l.store.Close())
}

// SetOffline says whether the network may be asked. Local files are read all the same.
func (l *Library) SetOffline(on bool) { l.offline.Store(on) }

// Offline tells whether the network must not be asked.
func (l *Library) Offline() bool { return l.offline.Load() }

// begin starts a piece of work that Close waits for and that ends with ctx or
// with the library. The caller calls the returned function when it is done.
func (l *Library) begin(ctx context.Context) (context.Context, func()) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.closed {
		return l.running, func() {}
	}
	l.work.Add(1)
	ctx, cancel := context.WithCancel(ctx)
	detach := context.AfterFunc(l.running, cancel)
	return ctx, func() {
		detach()
		cancel()
		l.work.Done()
	}
}
