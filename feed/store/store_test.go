package store

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"griot/feed"
)

// clock is a time that tests move.
type clock struct{ t time.Time }

func (c *clock) now() time.Time          { return c.t }
func (c *clock) advance(d time.Duration) { c.t = c.t.Add(d) }

func newClock() *clock { return &clock{time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)} }

// openAt opens a store that is closed at the end of the test.
func openAt(t testing.TB, path string, o Options) *Store {
	t.Helper()
	s, err := Open(t.Context(), path, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

// blank is a store with nothing in it: making one takes longer than most tests.
var blank = sync.OnceValues(func() ([]byte, error) {
	dir, err := os.MkdirTemp("", "griot-blank")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	path := filepath.Join(dir, "griot.db")
	s, err := Open(context.Background(), path, Options{careless: true})
	if err != nil {
		return nil, err
	}
	if err := s.Close(); err != nil {
		return nil, err
	}
	return os.ReadFile(path)
})

func newStore(t testing.TB) (*Store, *clock) {
	t.Helper()
	c := newClock()
	path := filepath.Join(t.TempDir(), "griot.db")
	check(t, os.WriteFile(path, must[[]byte](t)(blank()), 0o600))
	return openAt(t, path, Options{Now: c.now, careless: true}), c
}

// must fails the test on an error.
func must[T any](t testing.TB) func(T, error) T {
	return func(v T, err error) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

func check(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// follow follows a source with a name.
func follow(t testing.TB, s *Store, name string, tags ...string) feed.Source {
	t.Helper()
	return must[feed.Source](t)(s.Follow(t.Context(), feed.Source{
		Address: "https://example.org/" + name, Kind: feed.KindFeed, Name: name, Tags: tags}))
}

// entry is the nth entry of some feed.
func entry(n int) feed.Entry {
	return feed.Entry{
		GUID:      fmt.Sprintf("tag:example.org,2026:%d", n),
		Title:     fmt.Sprintf("Headline number %d", n),
		Link:      fmt.Sprintf("https://example.org/articles/%d", n),
		Author:    "Awa Diarra",
		Published: feed.At(time.Date(2026, 11, 1, 0, 0, n, 0, time.UTC)),
		Content:   fmt.Sprintf("<p>Body of %d</p>", n),
	}
}

func entries(from, to int) (es []feed.Entry) {
	for n := to; n >= from; n-- {
		es = append(es, entry(n))
	}
	return es
}

func save(t testing.TB, s *Store, id feed.SourceID, es ...feed.Entry) feed.Outcome {
	t.Helper()
	return must[feed.Outcome](t)(s.Save(t.Context(), id, feed.Document{Kind: feed.KindFeed, Entries: es}, feed.KindFeed, feed.Health{}))
}

// titles reads a whole list.
func titles(t testing.TB, s *Store, q feed.Query) (all []string) {
	t.Helper()
	for _, h := range headlines(t, s, q) {
		all = append(all, h.Title)
	}
	return all
}

func headlines(t testing.TB, s *Store, q feed.Query) (all []feed.Headline) {
	t.Helper()
	var from *feed.Headline
	for {
		p := must[feed.Page](t)(s.Page(t.Context(), q, from, feed.Forward, 50))
		all = append(all, p.Headlines...)
		if !p.More {
			return all
		}
		from = &all[len(all)-1]
	}
}

func TestFirstSteps(t *testing.T) {
	s, _ := newStore(t)
	src := follow(t, s, "malijet")
	if o := save(t, s, src.ID, entries(1, 5)...); o.New != 5 {
		t.Fatalf("new = %d", o.New)
	}
	if o := save(t, s, src.ID, entries(3, 7)...); o.New != 2 || o.Changed != 0 {
		t.Fatalf("%+v", o)
	}
	got := titles(t, s, feed.Query{})
	if len(got) != 7 || got[0] != "Headline number 7" {
		t.Fatal(got)
	}
	act := must[feed.Act](t)(s.MarkAllRead(t.Context(), feed.Query{}))
	if n := must[feed.Totals](t)(s.Totals(t.Context(), nil)); n.Unread != 0 || n.All != 7 {
		t.Fatalf("%+v", n)
	}
	check(t, s.Undo(t.Context(), act))
	if n := must[feed.Totals](t)(s.Totals(t.Context(), nil)); n.Unread != 7 || n.All != 7 {
		t.Fatalf("%+v", n)
	}
}
