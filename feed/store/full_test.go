package store

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"griot/feed"
)

// tightDisk is a folder with little room, and a function that fills it up. Where no
// file system can be mounted fill is nil.
func tightDisk(t *testing.T) (dir string, fill func() (free func())) {
	t.Helper()
	dir = t.TempDir()
	if !mountSmall(t, dir) {
		return dir, nil
	}
	return dir, func() func() {
		path := filepath.Join(dir, "filler")
		f, err := os.Create(path)
		check(t, err)
		for block := make([]byte, 4096); err == nil; {
			_, err = f.Write(block)
		}
		check(t, f.Close())
		return func() { check(t, os.Remove(path)) }
	}
}

func TestADiskThatFillsUp(t *testing.T) {
	t.Parallel()
	dir, fill := tightDisk(t)
	s := openAt(t, filepath.Join(dir, "griot.db"), Options{})
	src := follow(t, s, "one")
	save(t, s, src.ID, entries(1, 20)...)
	mine := write(t, s, feed.Draft{Article: 3, Body: "before"})
	var free func()
	if fill != nil {
		free = fill()
	} else { // SQLite has an end of its own
		limit := func(to string) {
			check(t, s.write(t.Context(), "limit", func(tx *tx) error {
				_, err := tx.number("PRAGMA max_page_count = " + to)
				return err
			}))
		}
		limit("1") // it makes that the present size
		free = func() { limit("1000000") }
	}
	long := strings.Repeat("word ", 3000)
	for range 3 {
		var es []feed.Entry
		for _, e := range entries(1, 400) {
			e.Content = long
			es = append(es, e)
		}
		if _, err := s.Save(t.Context(), src.ID, feed.Document{Entries: es}, feed.KindFeed, feed.Health{}); !errors.Is(err, feed.ErrDiskFull) {
			t.Errorf("a refresh: %v", err)
		}
		var err error
		for range 200 { // what is left of the last page is soon used up
			if _, _, err = s.SaveComment(t.Context(), feed.Draft{Article: 3, Body: long}, "me"); err != nil {
				break
			}
		}
		if !errors.Is(err, feed.ErrDiskFull) {
			t.Errorf("a comment: %v", err)
		}
		if got := titles(t, s, feed.Query{}); len(got) != 20 {
			t.Errorf("%d articles can be read", len(got))
		}
		if _, err := s.Backup(t.Context(), filepath.Join(dir, "backup.db")); fill != nil && !errors.Is(err, feed.ErrDiskFull) {
			t.Errorf("a backup: %v", err)
		}
	}
	free()
	if c := must[feed.Comment](t)(s.Comment(t.Context(), mine.ID)); c.Body != "before" {
		t.Errorf("%+v", c)
	}
	write(t, s, feed.Draft{Article: 3, Body: "after"})
	if o := save(t, s, src.ID, entries(1, 40)...); o.New != 20 {
		t.Errorf("%+v", o)
	}
	wantSound(t, s)
	if left, err := filepath.Glob(filepath.Join(dir, ".*")); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}

// mountSmall mounts a file system of 4 MB, if it may.
func mountSmall(t *testing.T, dir string) bool {
	t.Helper()
	if mount(dir) != nil {
		return false
	}
	t.Cleanup(func() { check(t, unmount(dir)) })
	return true
}

// TestAFullDiskCanBeRead opens a store where there is no room for what SQLite keeps
// beside an open one.
func TestAFullDiskCanBeRead(t *testing.T) {
	t.Parallel()
	dir, fill := tightDisk(t)
	if fill == nil {
		return // it takes a file system of its own
	}
	path := filepath.Join(dir, "griot.db")
	s, err := Open(t.Context(), path, Options{})
	check(t, err)
	src := follow(t, s, "one")
	save(t, s, src.ID, entries(1, 20)...)
	check(t, s.Close())
	free := fill()
	full := openAt(t, path, Options{})
	if got := titles(t, full, feed.Query{}); len(got) != 20 || !errors.Is(full.ReadOnly(), feed.ErrDiskFull) {
		t.Errorf("%d articles, %v", len(got), full.ReadOnly())
	}
	if _, _, err := full.SaveComment(t.Context(), feed.Draft{Article: 3, Body: "words"}, "me"); !errors.Is(err, feed.ErrDiskFull) {
		t.Errorf("a comment: %v", err)
	}
	free()
	write(t, openAt(t, path, Options{}), feed.Draft{Article: 3, Body: "words"})
}
