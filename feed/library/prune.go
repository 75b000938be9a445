package library

import (
	"context"
	"maps"
	"slices"

	"griot/feed"
)

// spare keeps an article from being pruned while griot runs: the reader has it open.
func (l *Library) spare(id feed.ArticleID) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.open[id] = true
}

// prune takes away what is old, where the reader wants that.
func (l *Library) prune(ctx context.Context) error {
	if l.deps.Keep <= 0 {
		return nil
	}
	l.mu.Lock()
	open := slices.Collect(maps.Keys(l.open))
	l.mu.Unlock()
	_, err := l.store.Prune(ctx, l.deps.Keep, open)
	return err
}

// Earlier returns the texts that an article had when the reader starred it or wrote
// about it, and that its publisher has changed since, the oldest first.
func (l *Library) Earlier(ctx context.Context, id feed.ArticleID) ([]feed.EarlierText, error) {
	return l.store.Earlier(ctx, id)
}
