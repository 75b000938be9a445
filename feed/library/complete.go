package library

import (
	"context"
	"errors"
	"sync"

	"golang.org/x/sync/errgroup"

	"griot/feed"
)

const (
	// mostCompleted is how many of a source's new articles a refresh reads in
	// full, the newest. The others are when they are opened.
	mostCompleted = 20

	// mostLooked is how many of a source's articles are looked at to find those.
	mostLooked = 300

	// hostsCompleting is how many hosts are asked for pages at once, each for one
	// page at a time.
	hostsCompleting = 4
)

// Complete gives an article the text of its page, where the settings want that for
// its source and nobody has chosen for this article, and tells whether it is read
// with that text. Where the page can't be had the article stays as it is; the
// errors are those of FullText.
func (l *Library) Complete(ctx context.Context, id feed.ArticleID) (full bool, err error) {
	ctx, end := l.begin(ctx)
	defer end()
	return l.complete(ctx, id, &cost{})
}

func (l *Library) complete(ctx context.Context, id feed.ArticleID, spent *cost) (full bool, err error) {
	if l.deps.FullTexts == nil {
		return false, nil
	}
	a, err := l.store.Article(ctx, id)
	if err != nil {
		return false, err
	}
	source, err := l.store.Source(ctx, a.Source)
	if err != nil || !l.completes(ctx, source) {
		return false, err
	}
	leave, err := l.takeTurn(ctx, id)
	if err != nil {
		return false, err
	}
	defer leave()
	which, _, err := l.keptFull(ctx, id)
	if err != nil || which != "" {
		return which == readsFull, err
	}
	text, err := l.fetchFull(ctx, a, spent)
	switch {
	case err == nil:
		return true, l.keepFull(ctx, id, readsFull, text)
	case inVain(err): // it is not asked for again, unless by the reader
		return false, errors.Join(err, l.keepFull(ctx, id, readsFeed, ""))
	default:
		return false, err
	}
}

// completes tells whether a source's articles are read with their pages' text.
func (l *Library) completes(ctx context.Context, s feed.Source) bool {
	if l.deps.FullTexts == nil || s.Kind.Local() {
		return false
	}
	for _, address := range l.addressesOf(ctx, s) {
		if wanted, set := l.deps.FullTexts(address); set {
			return wanted
		}
	}
	return false
}

// inVain tells an error that the same page would give again.
func inVain(err error) bool {
	if errors.Is(err, feed.ErrNoPage) || errors.Is(err, feed.ErrNoMore) || errors.Is(err, feed.ErrRobots) {
		return true
	}
	f, ok := errors.AsType[*feed.Failure](err)
	switch {
	case !ok, f.Status == 408, f.Status == 429: // too slow, or too often
		return false
	default:
		return f.Kind == feed.FailedNotFeed || isMissing(err)
	}
}

// completeNew reads the pages of articles that were stored after one and are
// unread. An article whose page can't be had keeps its feed's text.
func (r *run) completeNew(sources []feed.Source, after feed.ArticleID) error {
	hosts := map[string][]feed.ArticleID{}
	for _, s := range sources {
		if err := r.l.newcomers(r.ctx, s, after, hosts); err != nil {
			return err
		}
	}
	var mu sync.Mutex
	group, ctx := errgroup.WithContext(r.ctx)
	group.SetLimit(hostsCompleting)
	for _, ids := range hosts {
		group.Go(func() error {
			var spent cost
			err := guarded(func() error { return r.l.completeAll(ctx, ids, &spent) })
			mu.Lock()
			defer mu.Unlock()
			r.summary.Requests += spent.requests
			r.summary.Wire += spent.wire
			return err
		})
	}
	return errors.Join(group.Wait(), r.ctx.Err())
}

// completeAll reads the pages of one host one after the other, as long as it
// answers. The error is the store's.
func (l *Library) completeAll(ctx context.Context, ids []feed.ArticleID, spent *cost) error {
	for _, id := range ids {
		_, err := l.complete(ctx, id, spent)
		_, failed := errors.AsType[*feed.Failure](err)
		switch {
		case ctx.Err() != nil:
			return nil
		case err == nil, inVain(err):
		case failed:
			return nil // the host is in trouble, and has its peace
		default:
			return err
		}
	}
	return nil
}

// newcomers adds a source's unread articles that were stored after one to those of
// the hosts that their pages are on.
func (l *Library) newcomers(ctx context.Context, s feed.Source, after feed.ArticleID, hosts map[string][]feed.ArticleID) error {
	q := feed.Query{View: feed.Unread, Sources: []feed.SourceID{s.ID}}
	found := 0
	var from *feed.Headline
	for looked := 0; looked < mostLooked; {
		page, err := l.store.Page(ctx, q, from, feed.Forward, 100)
		if err != nil {
			return err
		}
		for _, h := range page.Headlines {
			if h.ID <= after || found == mostCompleted {
				continue
			}
			if host, _ := hostOf(feed.Source{Address: h.Link}); host != "" {
				hosts[host] = append(hosts[host], h.ID)
				found++
			}
		}
		looked += len(page.Headlines)
		if !page.More || len(page.Headlines) == 0 || found == mostCompleted {
			break
		}
		from = &page.Headlines[len(page.Headlines)-1]
	}
	return nil
}
