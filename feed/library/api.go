package library

import (
	"context"
	"io"
	"time"

	"griot/feed"
)

type removedLine struct {
	line string
	at   int
}

type fetched struct {
	at time.Time
}

// Which says what a refresh asks.
type Which struct {
	Sources []feed.SourceID // empty: all that are followed
	Insist  bool            // also what is not due, and what is gone
}

// Change is what Watch saw change on this computer.
type Change struct {
	Urls    bool            // the urls file
	Sources []feed.SourceID // files and folders that are followed
}

// Start makes the library ready: the sample edition on a first run, the urls file read.
func (l *Library) Start(ctx context.Context) error { return nil }

// Sync reads the urls file again if it changed.
func (l *Library) Sync(ctx context.Context) (changed bool, err error) { return false, nil }

// Kept lists the lines of the urls file that griot keeps and does not read.
func (l *Library) Kept() []string { return nil }

// Resolve makes an address of what the reader typed.
func (l *Library) Resolve(ref string) (address string, kind feed.Kind) { return "", 0 }

// Preview reads what following an address would bring, and stores nothing.
func (l *Library) Preview(ctx context.Context, ref string) (feed.Preview, error) {
	return feed.Preview{}, nil
}

// Follow follows a source and stores its articles. It returns feed.ErrFollowed,
// and the source, when it is followed already. force follows one that can't be
// read now.
func (l *Library) Follow(ctx context.Context, ref string, force bool) (feed.Source, feed.Outcome, error) {
	return feed.Source{}, feed.Outcome{}, nil
}

// Unfollow takes a source's line out of the urls file and hides it.
func (l *Library) Unfollow(ctx context.Context, id feed.SourceID) (feed.Act, error) {
	return feed.Act{}, nil
}

// Rename gives a source a name of the reader's own; the publisher's again for "".
func (l *Library) Rename(ctx context.Context, id feed.SourceID, name string) (feed.Act, error) {
	return feed.Act{}, nil
}

// SetTags gives a source its tags.
func (l *Library) SetTags(ctx context.Context, id feed.SourceID, tags []string) error { return nil }

// Undo takes back an act.
func (l *Library) Undo(ctx context.Context, act feed.Act) error { return nil }

// Redo does an act again that was undone.
func (l *Library) Redo(ctx context.Context, act feed.Act) error { return nil }

// Visit reads sources now, without following them.
func (l *Library) Visit(ctx context.Context, refs []string, stdin io.Reader) ([]feed.SourceID, error) {
	return nil, nil
}

// Paste makes an article of a page's text.
func (l *Library) Paste(ctx context.Context, text string) (feed.ArticleID, error) { return 0, nil }

// Refresh asks sources and stores what they bring. report is called after each,
// from the goroutine that called Refresh; it may be nil. The error is ctx's or
// the store's; a source's failure is in its outcome.
func (l *Library) Refresh(ctx context.Context, which Which, report func(feed.Progress)) (feed.Summary, error) {
	return feed.Summary{}, nil
}

// RefreshComments asks for the publisher's comments of an article.
func (l *Library) RefreshComments(ctx context.Context, article feed.ArticleID, insist bool) (added int, err error) {
	return 0, nil
}

// Estimate is how many bytes a refresh of what is due may cost.
func (l *Library) Estimate(ctx context.Context) (wire int64, err error) { return 0, nil }

// Watch calls changed whenever the urls file, or a file or folder that is
// followed, changes, until ctx ends.
func (l *Library) Watch(ctx context.Context, changed func(Change)) error { return nil }
