package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"griot/feed"
)

func TestBackupWhileSomebodyWrites(t *testing.T) {
	s, _ := newStore(t)
	src := follow(t, s, "one")
	save(t, s, src.ID, entries(1, 400)...)
	mine := write(t, s, feed.Draft{Article: 7, Body: "mine"})
	ctx, stop := context.WithCancel(t.Context())
	var writer sync.WaitGroup
	written := make(chan struct{})
	writer.Go(func() {
		for n := 401; ctx.Err() == nil; n += 2 {
			pair := feed.Document{Entries: entries(n, n+1)}
			if _, err := s.Save(context.Background(), src.ID, pair, feed.KindFeed, feed.Health{}); err != nil {
				t.Error(err)
			}
			if n == 401 {
				close(written)
			}
		}
	})
	<-written
	dir := t.TempDir()
	for i := range 5 {
		to := filepath.Join(dir, fmt.Sprint(i, ".db"))
		size := must[int64](t)(s.Backup(t.Context(), to))
		info, err := os.Stat(to)
		check(t, err)
		if info.Mode().Perm() != 0o600 || info.Size() != size || size == 0 {
			t.Errorf("mode %o, %d bytes of %d", info.Mode().Perm(), info.Size(), size)
		}
		copied := openAt(t, to, Options{})
		wantSound(t, copied)
		if n := must[feed.Totals](t)(copied.Totals(t.Context(), nil)).All; n < 402 || n%2 != 0 {
			t.Errorf("%d articles: two are stored at a time", n)
		}
		if got := must[[]feed.Comment](t)(copied.OwnComments(t.Context(), 0)); len(got) != 1 || got[0].Body != mine.Body {
			t.Errorf("comments %+v", got)
		}
	}
	stop()
	writer.Wait()
	if _, err := s.Backup(t.Context(), filepath.Join(dir, "0.db")); !errors.Is(err, fs.ErrExist) {
		t.Errorf("over an existing file: %v", err)
	}
	if _, err := s.Backup(t.Context(), s.Path()); !errors.Is(err, fs.ErrExist) {
		t.Errorf("over itself: %v", err)
	}
	if _, err := s.Backup(t.Context(), filepath.Join(dir, "none", "a.db")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("in no folder: %v", err)
	}
	if _, err := s.Backup(ctx, filepath.Join(dir, "late.db")); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
	left, err := filepath.Glob(filepath.Join(dir, ".*"))
	if err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}

func TestRestoringIsCopyingBack(t *testing.T) {
	path := oldStore(t)
	s, err := Open(t.Context(), path, Options{})
	check(t, err)
	to := filepath.Join(t.TempDir(), "backup.db")
	must[int64](t)(s.Backup(t.Context(), to))
	write(t, s, feed.Draft{Article: 1, Body: "after the backup"})
	check(t, s.Close())
	b, err := os.ReadFile(to)
	check(t, err)
	check(t, os.WriteFile(path, b, 0o600))
	s = openAt(t, path, Options{})
	if got := must[[]feed.Comment](t)(s.OwnComments(t.Context(), 0)); len(got) != 1 || got[0].Body != "mine" {
		t.Errorf("%+v", got)
	}
	write(t, s, feed.Draft{Article: 1, Body: "after restoring"})
	wantSound(t, s)
}
