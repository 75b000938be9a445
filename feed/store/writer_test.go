package store

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"griot/feed"
)

// hold keeps the writer busy until release is called.
func hold(t *testing.T, s *Store) (release func()) {
	t.Helper()
	held, free := make(chan struct{}), make(chan struct{})
	done := make(chan error, 1)
	go func() {
		done <- s.write(context.Background(), "hold", func(*tx) error {
			close(held)
			<-free
			return nil
		})
	}()
	<-held
	return func() {
		close(free)
		check(t, <-done)
	}
}

// report is check for other goroutines than the test's.
func report(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Error(err)
	}
}

// queued waits until the writer has so many jobs.
func queued(s *Store, urgentJobs, bulkJobs int) {
	for {
		s.writer.mu.Lock()
		ok := len(s.writer.queues[urgent]) == urgentJobs && len(s.writer.queues[bulk]) == bulkJobs
		s.writer.mu.Unlock()
		if ok {
			return
		}
		time.Sleep(time.Millisecond)
	}
}

func TestTheReadersWordsGoFirst(t *testing.T) {
	s, _ := newStore(t)
	release := hold(t, s)
	var mu sync.Mutex
	var order []string
	var all sync.WaitGroup
	job := func(name string) func(*tx) error {
		return func(*tx) error {
			mu.Lock()
			defer mu.Unlock()
			order = append(order, name)
			return nil
		}
	}
	for i := range 3 {
		all.Go(func() { report(t, s.writeBulk(context.Background(), "x", job("bulk"))) })
		queued(s, 0, i+1)
	}
	all.Go(func() { report(t, s.write(context.Background(), "x", job("urgent"))) })
	queued(s, 1, 3)
	release()
	all.Wait()
	if fmt.Sprint(order) != "[urgent bulk bulk bulk]" {
		t.Error(order)
	}
}

func TestAGroupSurvivesAMemberThatFails(t *testing.T) {
	s, _ := newStore(t)
	release := hold(t, s)
	errs := make([]error, 4)
	var all sync.WaitGroup
	for i := range errs {
		all.Go(func() {
			errs[i] = s.writeBulk(context.Background(), "x", func(tx *tx) error {
				if _, err := tx.exec("INSERT INTO state(key, value) VALUES (?, 'x')", fmt.Sprint(i)); err != nil {
					return err
				}
				switch i {
				case 1:
					return errEnough
				case 2:
					panic("a panic in a job")
				}
				return nil
			})
		})
	}
	queued(s, 0, 4)
	release()
	all.Wait()
	for i, err := range errs {
		stored := must[string](t)(s.State(t.Context(), fmt.Sprint(i)))
		if ok := i == 0 || i == 3; ok != (err == nil) || ok != (stored == "x") {
			t.Errorf("job %d: %v, stored %q", i, err, stored)
		}
	}
	if fault, ok := errors.AsType[*feed.PanicError](errs[2]); !ok || fault.Value != "a panic in a job" || !strings.Contains(fault.Stack, "writer_test.go") {
		t.Errorf("%v", errs[2])
	}
}

func TestAFaultOfTheWriterItself(t *testing.T) {
	for _, statement := range []string{"BEGIN IMMEDIATE", stampWrite, "SAVEPOINT job", "ROLLBACK TO job", "RELEASE job", "COMMIT"} {
		t.Run(statement, func(t *testing.T) {
			t.Parallel()
			var faulty atomic.Bool
			s := must[*Store](t)(Open(t.Context(), filepath.Join(t.TempDir(), "griot.db"), Options{careless: true, traced: func(query string) {
				if query == statement && faulty.Load() {
					panic("a panic of the writer")
				}
			}}))
			t.Cleanup(func() { check(t, s.Close()) })
			set := func(key string) error {
				return s.write(context.Background(), "x", func(tx *tx) error {
					if _, err := tx.exec("INSERT INTO state(key, value) VALUES (?, 'x')", key); err != nil {
						return err
					}
					if statement == "ROLLBACK TO job" && key == "lost" {
						return errEnough
					}
					return nil
				})
			}
			faulty.Store(true)
			if fault, ok := errors.AsType[*feed.PanicError](set("lost")); !ok || fault.Value != "a panic of the writer" {
				t.Errorf("the write that met it was told %v", fault)
			}
			faulty.Store(false)
			check(t, set("kept"))
			for key, want := range map[string]string{"lost": "", "kept": "x"} {
				if got := must[string](t)(s.State(t.Context(), key)); got != want {
					t.Errorf("%s is %q afterwards", key, got)
				}
			}
		})
	}
}

func TestWhatIsCancelledInTheQueueIsNotWritten(t *testing.T) {
	s, _ := newStore(t)
	release := hold(t, s)
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- s.SetState(ctx, "k", "v") }()
	queued(s, 1, 0)
	cancel()
	if err := <-done; !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	release()
	if err := s.SetState(ctx, "k", "v"); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	if got := must[string](t)(s.State(t.Context(), "k")); got != "" {
		t.Error(got)
	}
	if _, err := s.Page(ctx, feed.Query{}, nil, feed.Forward, 1); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

func TestCloseWaitsForWhatWasAskedFor(t *testing.T) {
	path := filepath.Join(t.TempDir(), "griot.db")
	s, err := Open(t.Context(), path, Options{})
	check(t, err)
	release := hold(t, s)
	var all sync.WaitGroup
	for i := range 5 {
		all.Go(func() { report(t, s.SetState(context.Background(), fmt.Sprint(i), "v")) })
	}
	queued(s, 5, 0)
	closed := make(chan error, 1)
	go func() { closed <- s.Close() }()
	release()
	check(t, <-closed)
	all.Wait()
	s = openAt(t, path, Options{})
	for i := range 5 {
		if got := must[string](t)(s.State(t.Context(), fmt.Sprint(i))); got != "v" {
			t.Errorf("%d: %q", i, got)
		}
	}
}

// TestTwoStoresOnOneFile is two programs that refresh, mark and comment at once.
func TestTwoStoresOnOneFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "griot.db")
	var stores [2]*Store
	var opening sync.WaitGroup
	for i := range stores {
		opening.Go(func() {
			s, err := Open(context.Background(), path, Options{careless: true})
			if err != nil {
				t.Error(err)
				return
			}
			stores[i] = s
			t.Cleanup(func() { check(t, s.Close()) })
		})
	}
	opening.Wait()
	if t.Failed() {
		t.FailNow()
	}
	const rounds = 15
	var all sync.WaitGroup
	for who, s := range stores {
		all.Go(func() {
			for i := range rounds {
				src, err := s.Follow(t.Context(), feed.Source{Address: fmt.Sprint("https://example.org/", i)})
				if err != nil {
					t.Error(err)
					return
				}
				if _, err := s.Save(t.Context(), src.ID, feed.Document{Entries: entries(1, 20)}, feed.KindFeed, feed.Health{}); err != nil {
					t.Error(err)
				}
			}
		})
		all.Go(func() {
			for i := range rounds {
				p, err := s.Page(t.Context(), feed.Query{View: feed.Unread}, nil, feed.Forward, 10)
				if err != nil {
					t.Error(err)
				}
				for _, h := range p.Headlines {
					if _, err := s.MarkRead(t.Context(), []feed.ArticleID{h.ID}, true, 0); err != nil {
						t.Error(err)
					}
					if _, _, err := s.SaveComment(t.Context(), feed.Draft{Article: h.ID, Body: fmt.Sprint(who, i)}, "me"); err != nil {
						t.Error(err)
					}
				}
				if act, err := s.MarkAllRead(t.Context(), feed.Query{}); err != nil {
					t.Error(err)
				} else if act.N > 0 && i%2 == 0 {
					if err := s.Undo(t.Context(), act); err != nil && !errors.Is(err, feed.ErrCannotUndo) {
						t.Error(err)
					}
				}
			}
		})
	}
	all.Wait()
	for _, s := range stores {
		if got := must[feed.Totals](t)(s.Totals(t.Context(), nil)); got.All != 20*rounds {
			t.Errorf("%+v", got)
		}
		wantSound(t, s)
	}
}

func TestALongReadEndsWithItsContext(t *testing.T) {
	s, _ := newStore(t)
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	err := s.read(ctx, "count for ever", func(c *conn) error {
		_, err := c.number("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n")
		return err
	})
	if !errors.Is(err, context.DeadlineExceeded) {
		t.Error(err)
	}
	if _, err := s.Newest(t.Context()); err != nil { // the connection is as good as before
		t.Error(err)
	}
}
