package library

import (
	"context"
	"path/filepath"

	"griot/feed"
)

// Change is what Watch saw change on this computer.
type Change struct {
	Urls    bool            // the urls file says something else; the store follows it already
	Sources []feed.SourceID // files and folders that are followed, and may be due
	Err     error           // the urls file changed and could not be read
}

// Watch calls changed whenever somebody else changes the urls file, or a file or
// folder that is followed, one call at a time, until ctx ends. The error is ctx's,
// or says why files can't be watched.
func (l *Library) Watch(ctx context.Context, changed func(Change)) error {
	ctx, end := l.begin(ctx)
	defer end()
	for {
		again, err := l.watchOnce(ctx, changed)
		if !again {
			return err
		}
	}
}

// watchOnce watches until the urls file changes, for then other files may have to
// be watched.
func (l *Library) watchOnce(ctx context.Context, changed func(Change)) (again bool, err error) {
	sources, err := l.store.Sources(ctx, feed.Followed)
	if err != nil {
		return false, err
	}
	urls := l.urls.Path()
	paths := []string{urls}
	at := map[string]feed.SourceID{}
	for _, s := range sources {
		if filepath.IsAbs(s.Address) {
			paths = append(paths, s.Address)
			at[s.Address] = s.ID
		}
	}
	round, stop := context.WithCancel(ctx)
	defer stop()
	err = l.files.Watch(round, paths, func(touched []string) {
		var c Change
		again = false
		for _, path := range touched {
			if path == urls {
				c.Urls, c.Err = l.Sync(round)
				again = true
			} else if id, ok := at[path]; ok {
				c.Sources = append(c.Sources, id)
			}
		}
		if c.Urls || c.Err != nil || len(c.Sources) > 0 {
			changed(c)
		}
		if again {
			stop()
		}
	})
	if ctx.Err() != nil {
		return false, ctx.Err()
	}
	return again, err
}
