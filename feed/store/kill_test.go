package store

import (
	"bufio"
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"griot/feed"

	"modernc.org/sqlite"
)

// The tests here kill griot at the worst of moments: they run themselves in a
// process of its own, which does one of these things.
const (
	victimOf   = "STORE_TEST_VICTIM"
	victimPath = "STORE_TEST_PATH"
)

// TestVictim is what such a process runs.
func TestVictim(t *testing.T) {
	path := os.Getenv(victimPath)
	var o Options
	switch os.Getenv(victimOf) {
	case "refresh":
		s := openAt(t, path, o)
		fmt.Println("begun")
		refreshAll(t, s, 2)
	case "comments":
		s := openAt(t, path, o)
		for n := 0; ; n++ {
			c := write(t, s, feed.Draft{Article: 1, Body: comment(os.Getpid(), n%6)})
			fmt.Println("saved", c.ID, len(c.Body))
		}
	case "drafts":
		s := openAt(t, path, o)
		for n := 1; ; n++ {
			check(t, s.SaveDraft(t.Context(), feed.Draft{Article: 1, Body: strings.Repeat("word ", n)}))
			fmt.Println("saved", n)
		}
	case "migrate":
		check(t, sqlite.RegisterScalarFunction("die", 0, func(*sqlite.FunctionContext, []driver.Value) (driver.Value, error) {
			return nil, syscall.Kill(os.Getpid(), syscall.SIGKILL)
		}))
		text, err := os.ReadFile(path + ".sql")
		check(t, err)
		o.migrations = []migration{{"first", string(text)}}
		if _, err := os.Stat(path); err == nil {
			o.migrations = append(later(t)[:1], o.migrations...)
		}
		openAt(t, path, o)
	case "prune":
		s := openAt(t, path, o)
		fmt.Println("begun")
		must[int](t)(s.Prune(t.Context(), 10, nil))
	case "unfinished":
		_, _, err := besideFile(path)
		check(t, err)
		fmt.Println("begun")
		select {}
	case "both":
		bothAtOnce(t, openAt(t, path, o))
	}
}

// victim starts such a process.
func victim(t *testing.T, kind, path string) (*exec.Cmd, *bufio.Scanner) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestVictim$", fmt.Sprint("-soak=", *soak))
	cmd.Env = append(os.Environ(), victimOf+"="+kind, victimPath+"="+path)
	out, err := cmd.StdoutPipe()
	check(t, err)
	cmd.Stderr = os.Stderr
	check(t, cmd.Start())
	return cmd, bufio.NewScanner(out)
}

// killed kills a program at some moment of its work on a store, and opens what it
// left, which must be sound.
func killed(t *testing.T, kind string, store []byte, within time.Duration) *Store {
	t.Helper()
	path := filepath.Join(t.TempDir(), "griot.db")
	check(t, os.WriteFile(path, store, 0o600))
	cmd, out := victim(t, kind, path)
	out.Scan()
	time.Sleep(time.Duration(rand.Int64N(int64(within))))
	check(t, cmd.Process.Kill())
	_ = cmd.Wait() // it was killed
	s, err := Open(t.Context(), path, Options{careless: true})
	check(t, err)
	wantSound(t, s)
	return s
}

const killedSources = 50

// refreshAll stores rounds of every source as a refresh does, several at a time.
// A round's document has two more entries and says in its ETag which it is.
func refreshAll(t *testing.T, s *Store, rounds int) {
	t.Helper()
	var all sync.WaitGroup
	places := make(chan struct{}, 8)
	for _, src := range must[[]feed.Source](t)(s.Sources(t.Context())) {
		all.Go(func() {
			places <- struct{}{}
			defer func() { <-places }()
			for round := 1; round <= rounds; round++ {
				h := feed.Health{Validators: feed.Validators{ETag: fmt.Sprint(round)}}
				_, err := s.Save(context.Background(), src.ID, feed.Document{Entries: entries(1, 2*round)}, feed.KindFeed, h)
				if err != nil {
					t.Error(err)
				}
			}
		})
	}
	all.Wait()
}

func killedStore(t *testing.T, path string) {
	t.Helper()
	s, err := Open(t.Context(), path, Options{careless: true})
	check(t, err)
	for n := range killedSources {
		follow(t, s, fmt.Sprint("source ", n))
	}
	check(t, s.Close())
}

// rowsOf tells what a store holds, whatever order it came in.
func contents(t *testing.T, s *Store) (all []string) {
	t.Helper()
	for _, h := range headlines(t, s, feed.Query{}) {
		a := must[feed.Article](t)(s.Article(t.Context(), h.ID))
		all = append(all, fmt.Sprint(h.SourceLabel, h.Title, h.Published.RFC3339(), h.Read, a.Link, a.Content))
	}
	slices.Sort(all)
	return all
}

func TestKilledDuringARefresh(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "griot.db")
	killedStore(t, path)
	empty, err := os.ReadFile(path)
	check(t, err)
	undisturbed := filepath.Join(t.TempDir(), "griot.db")
	check(t, os.WriteFile(undisturbed, empty, 0o600))
	calm := openAt(t, undisturbed, Options{careless: true})
	began := time.Now()
	refreshAll(t, calm, 2)
	took := time.Since(began)
	want := contents(t, calm)
	between := 0
	for range 4 * *soak {
		s := killed(t, "refresh", empty, took)
		stored := 0
		for _, src := range must[[]feed.Source](t)(s.Sources(t.Context())) {
			var round int
			_, _ = fmt.Sscan(src.Health.Validators.ETag, &round) // "" before the first
			if src.Total != 2*round {
				t.Errorf("%d articles with the validators of round %d", src.Total, round)
			}
			stored += src.Total
		}
		if stored > 0 && stored < 4*killedSources {
			between++
		}
		refreshAll(t, s, 2)
		if got := contents(t, s); !slices.Equal(got, want) {
			t.Errorf("%d rows after a kill, %d without", len(got), len(want))
		}
		check(t, s.Close())
	}
	t.Logf("%d of %d kills fell into the middle", between, 4**soak)
}

func TestKilledAfterAComment(t *testing.T) {
	t.Parallel()
	for kind, soon := range map[string]time.Duration{"comments": 50 * time.Millisecond, "drafts": 20 * time.Millisecond} {
		whole := treasure(t)
		for range 2 * *soak {
			path := filepath.Join(t.TempDir(), "griot.db")
			take(t, whole, path)
			cmd, out := victim(t, kind, path)
			var last, size int
			for range 1 + rand.IntN(6) {
				if !out.Scan() {
					t.Fatal("it ended by itself")
				}
				if strings.HasPrefix(out.Text(), "saved") {
					_, _ = fmt.Sscan(strings.TrimPrefix(out.Text(), "saved"), &last, &size)
				}
			}
			time.Sleep(time.Duration(rand.Int64N(int64(soon))))
			check(t, cmd.Process.Kill())
			for out.Scan() { // what it said before it died counts
				if n, _ := fmt.Sscan(strings.TrimPrefix(out.Text(), "saved"), &last, &size); n == 0 {
					t.Log(out.Text())
				}
			}
			_ = cmd.Wait()
			s, err := Open(t.Context(), path, Options{careless: true})
			check(t, err)
			wantSound(t, s)
			if kind == "drafts" {
				got := must[[]feed.Draft](t)(s.Drafts(t.Context(), 1))
				if len(got) != 1 || len(got[0].Body) < 5*last || got[0].Body != strings.Repeat("word ", len(got[0].Body)/5) {
					t.Errorf("draft %d was reported saved, found %d", last, len(got))
				}
			} else if c, err := s.Comment(t.Context(), feed.CommentID(last)); err != nil || len(c.Body) != size || c.Body != strings.TrimSpace(comment(cmd.Process.Pid, (last-41)%6)) {
				t.Errorf("comment %d was reported saved: %v, %.40q", last, err, c.Body)
			}
			check(t, s.Close())
		}
	}
}

// statements splits a migration. None has a semicolon within a statement.
func statements(sql string) (all []string) {
	var plain strings.Builder
	for line := range strings.Lines(sql) {
		code, _, _ := strings.Cut(line, "--")
		plain.WriteString(strings.TrimRight(code, "\n") + "\n")
	}
	for st := range strings.SplitSeq(plain.String(), ";") {
		if strings.TrimSpace(st) != "" {
			all = append(all, st+";")
		}
	}
	return all
}

func TestKilledAtEachStatementOfAMigration(t *testing.T) {
	t.Parallel()
	var first, next []string
	for i, m := range later(t) {
		if first = append(first, statements(m.sql)...); i > 0 {
			next = append(next, statements(m.sql)...)
		}
	}
	step := max(1, 8 / *soak)
	for n := 0; n <= len(first); n += step {
		path := filepath.Join(t.TempDir(), "griot.db")
		dieAfter(t, path, first[:n])
		s := openAt(t, path, Options{careless: true})
		src := follow(t, s, "one")
		save(t, s, src.ID, entries(1, 3)...)
		wantSound(t, s)
	}
	for n := range len(next) + 1 {
		path := released(t)
		dieAfter(t, path, next[:n])
		for _, kept := range []string{path, path + ".schema1"} {
			if c := must[Checkup](t)(openAt(t, kept, Options{ReadOnly: true, Older: true}).Check(t.Context())); c.Schema != 1 || len(c.Faults) > 0 {
				t.Errorf("after %d statements %s: %+v", n, filepath.Base(kept), c)
			}
			wantReleased(t, openAt(t, kept, Options{careless: true}))
		}
	}
}

// dieAfter kills a migration when some of its statements have run.
func dieAfter(t *testing.T, path string, done []string) {
	t.Helper()
	check(t, os.WriteFile(path+".sql", []byte(strings.Join(done, "")+"SELECT die();"), 0o600))
	cmd, _ := victim(t, "migrate", path)
	failed, ok := errors.AsType[*exec.ExitError](cmd.Wait())
	if !ok || !failed.Sys().(syscall.WaitStatus).Signaled() {
		t.Fatalf("it was not killed: %v", failed)
	}
}

// bothAtOnce refreshes and marks for a while, as one of two programs.
func bothAtOnce(t *testing.T, s *Store) {
	sources := must[[]feed.Source](t)(s.Sources(t.Context()))
	mine := os.Getpid() % 2
	var done int
	end := time.Now().Add(time.Duration(*soak) * time.Second)
	for round := 1; time.Now().Before(end); round++ {
		for _, src := range sources[:5] {
			save(t, s, src.ID, entries(max(1, 2*round-20), 2*round)...)
		}
		body := fmt.Sprint("by ", os.Getpid(), " ", round)
		write(t, s, feed.Draft{Article: feed.ArticleID(1 + mine), Body: body})
		id := []feed.ArticleID{feed.ArticleID(1 + (round*2+mine)%10)}
		must[feed.Act](t)(s.Star(t.Context(), id, true))
		must[feed.Act](t)(s.MarkRead(t.Context(), id, true, 0))
		done = round
	}
	fmt.Println("rounds", done)
}

func TestTwoPrograms(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "griot.db")
	killedStore(t, path)
	s := openAt(t, path, Options{})
	for _, src := range must[[]feed.Source](t)(s.Sources(t.Context())) {
		save(t, s, src.ID, entries(1, 2)...)
	}
	rounds := make([]int, 2)
	var both sync.WaitGroup
	for i := range rounds {
		cmd, out := victim(t, "both", path)
		both.Go(func() {
			for out.Scan() {
				if n, ok := strings.CutPrefix(out.Text(), "rounds "); ok {
					_, _ = fmt.Sscan(n, &rounds[i])
				} else if strings.Contains(out.Text(), "store:") {
					t.Error(out.Text())
				}
			}
			if err := cmd.Wait(); err != nil {
				t.Error(err)
			}
		})
	}
	both.Wait()
	wantSound(t, s)
	if rounds[0] == 0 || rounds[1] == 0 {
		t.Fatalf("rounds %v", rounds)
	}
	if own := must[[]feed.Comment](t)(s.OwnComments(t.Context(), 0)); len(own) != rounds[0]+rounds[1] {
		t.Errorf("%d comments of %v", len(own), rounds)
	}
	for _, src := range must[[]feed.Source](t)(s.Sources(t.Context()))[:5] {
		if most := 2 * max(rounds[0], rounds[1]); src.Total != most {
			t.Errorf("%d articles of %d", src.Total, most)
		}
	}
	t.Logf("rounds %v", rounds)
}
