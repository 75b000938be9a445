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
	t.Parallel()
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

// What a killed griot left unfinished goes when the next one begins the same, but not
// what another is at work on, and nobody's own files.
func TestUnfinishedFilesAreSwept(t *testing.T) {
	dir := t.TempDir()
	path, to := filepath.Join(dir, "griot.db"), filepath.Join(dir, "copy.db")
	s := openAt(t, path, Options{careless: true})
	mine := []string{".copy.db-unfinished-mine", ".copy.db-1", "copy.db-unfinished-7", ".other.db-unfinished-7"}
	for _, name := range mine {
		check(t, os.WriteFile(filepath.Join(dir, name), []byte("mine"), 0o600))
	}
	unfinishedFiles := func() int {
		return len(must[[]string](t)(filepath.Glob(filepath.Join(dir, ".copy.db-unfinished-[0-9]*"))))
	}
	alive, out := victim(t, "unfinished", to)
	out.Scan()
	dead, out := victim(t, "unfinished", to)
	out.Scan()
	check(t, dead.Process.Kill())
	_ = dead.Wait()
	if n := unfinishedFiles(); n != 2 {
		t.Fatalf("%d unfinished files", n)
	}
	must[int64](t)(s.Backup(t.Context(), to))
	if n := unfinishedFiles(); n != 1 {
		t.Errorf("%d unfinished files after a backup", n)
	}
	check(t, alive.Process.Kill())
	_ = alive.Wait()
	if n := must[int](t)(Sweep(to)); n != 1 || unfinishedFiles() != 0 {
		t.Errorf("%d swept", n)
	}
	for _, name := range mine {
		if _, err := os.Stat(filepath.Join(dir, name)); err != nil {
			t.Error(err)
		}
	}
}
