package store

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"griot/feed"
)

// treasure makes a store with something of everything, and closes it: 180
// articles, the first 30 read, ten starred, 40 comments, two drafts.
func treasure(t *testing.T) (path string) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "griot.db")
	s, err := Open(t.Context(), path, Options{careless: true})
	check(t, err)
	for _, name := range []string{"one", "two", "three"} {
		src := follow(t, s, name)
		save(t, s, src.ID, entries(1, 60)...)
	}
	var read, starred []feed.ArticleID
	for id := feed.ArticleID(1); id <= 30; id++ {
		read = append(read, id)
	}
	for id := feed.ArticleID(1); id <= 180; id += 18 {
		starred = append(starred, id)
		for n := range 4 {
			write(t, s, feed.Draft{Article: id, Body: comment(int(id), n)})
		}
	}
	must[feed.Act](t)(s.MarkRead(t.Context(), read, true, 0))
	must[feed.Act](t)(s.Star(t.Context(), starred, true))
	check(t, s.SaveDraft(t.Context(), feed.Draft{Article: 5, Body: "a draft"}))
	check(t, s.SaveDraft(t.Context(), feed.Draft{Article: 179, Body: strings.Repeat("a long draft ", 900)}))
	check(t, s.Close())
	return path
}

func comment(article, n int) string {
	return fmt.Sprintf("My comment %d on %d.\n\n%s", n, article, strings.Repeat("Words, *words*; ", 40*n*n))
}

// overwrite writes garbage over a piece of a file.
func overwrite(t *testing.T, path string, from, n int64) {
	t.Helper()
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	check(t, err)
	defer f.Close()
	_, err = f.WriteAt(bytes.Repeat([]byte("\xA7garbage"), int(n/8)), from)
	check(t, err)
}

// rootOf is the first page of a table.
func rootOf(t *testing.T, path, table string) (page int64) {
	t.Helper()
	db, err := sql.Open("sqlite", dsn(path, 0, nil))
	check(t, err)
	defer db.Close()
	check(t, db.QueryRow("SELECT rootpage FROM sqlite_schema WHERE name = ?", table).Scan(&page))
	return page
}

func TestRepair(t *testing.T) {
	t.Parallel()
	whole := treasure(t)
	size := func(t *testing.T, path string) int64 {
		info, err := os.Stat(path)
		check(t, err)
		return info.Size()
	}
	for name, test := range map[string]struct {
		damage                              func(t *testing.T, path string)
		comments, drafts, starred, articles int // at least
	}{
		"sound":  {func(*testing.T, string) {}, 40, 2, 10, 180},
		"header": {func(t *testing.T, path string) { overwrite(t, path, 0, 104) }, 40, 2, 10, 180},
		"first page": {func(t *testing.T, path string) {
			overwrite(t, path, 0, storePage)
		}, 40, 2, 10, 180},
		"a root of every table": {func(t *testing.T, path string) {
			for _, table := range []string{"articles", "article_bodies", "comments", "sources", "identities"} {
				root := rootOf(t, path, table)
				if b, err := os.ReadFile(path); err != nil || b[(root-1)*storePage] == tableLeaf || b[(root-1)*storePage] == indexLeaf {
					continue // what little there is lies on it
				}
				overwrite(t, path, (root-1)*storePage, storePage)
			}
		}, 40, 2, 10, 180},
		"middle page": {func(t *testing.T, path string) {
			overwrite(t, path, size(t, path)/2/storePage*storePage, storePage)
		}, 30, 0, 7, 130},
		"every tenth page": {func(t *testing.T, path string) {
			for at := int64(9 * storePage); at < size(t, path); at += 10 * storePage {
				overwrite(t, path, at, storePage)
			}
		}, 20, 0, 5, 80},
		"cut to half": {func(t *testing.T, path string) { check(t, os.Truncate(path, size(t, path)/2)) }, 0, 0, 2, 30},
		"zeros":       {func(t *testing.T, path string) { check(t, os.WriteFile(path, make([]byte, 40960), 0o600)) }, 0, 0, 0, 0},
		"nothing":     {func(t *testing.T, path string) { check(t, os.Truncate(path, 0)) }, 0, 0, 0, 0},
		"a text": {func(t *testing.T, path string) {
			check(t, os.WriteFile(path, []byte(strings.Repeat("no database\n", 999)), 0o600))
		}, 0, 0, 0, 0},
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "griot.db")
			take(t, whole, path)
			test.damage(t, path)
			before, err := os.ReadFile(path)
			check(t, err)
			r, err := Repair(t.Context(), path, "Rescued", Options{Now: newClock().now})
			check(t, err)
			if r.Comments < test.comments || r.Drafts < test.drafts || r.Starred < test.starred || r.Articles < test.articles {
				t.Errorf("%+v", r)
			}
			if r.Aside != path+".damaged-2026-11-23-090000" {
				t.Errorf("set aside as %s", r.Aside)
			}
			if aside, err := os.ReadFile(r.Aside); err != nil || !bytes.Equal(aside, before) {
				t.Errorf("what was set aside is not what was there: %v", err)
			}
			wantRescued(t, path, r, name == "every tenth page" || name == "middle page")
			if left, err := filepath.Glob(filepath.Join(filepath.Dir(path), ".*")); err != nil || len(left) > 0 {
				t.Errorf("left behind: %v, %v", left, err)
			}
		})
	}
}

// wantRescued checks that a rescued store is sound, says what is true, and takes
// in what its sources bring again.
func wantRescued(t *testing.T, path string, r Rescue, torn bool) {
	t.Helper()
	s := openAt(t, path, Options{careless: true})
	wantSound(t, s)
	own := must[[]feed.Comment](t)(s.OwnComments(t.Context(), 0))
	if len(own) != r.Comments {
		t.Errorf("%d comments, told %d", len(own), r.Comments)
	}
	for _, c := range own {
		n := int(c.ID-1) % 4
		want := strings.TrimSpace(comment(int(c.Article), n))
		if torn { // the end of a long one lies on a page of its own
			c.Body, want = c.Body[:min(400, len(c.Body))], want[:min(400, len(want))]
		}
		if c.Body != want {
			t.Errorf("comment %d on %d: %.60q", n, c.Article, c.Body)
		}
	}
	if drafts := must[[]feed.Draft](t)(s.Drafts(t.Context(), 0)); len(drafts) != r.Drafts {
		t.Errorf("%d drafts, told %d", len(drafts), r.Drafts)
	}
	unread := must[feed.Totals](t)(s.Totals(t.Context(), nil)).Unread
	if unread > 150 || r.Sources == 3 && r.Articles == 180 && unread != 150 {
		t.Errorf("%d unread", unread)
	}
	for _, name := range []string{"one", "two", "three"} {
		src := follow(t, s, name)
		o := save(t, s, src.ID, entries(1, 61)...)
		if whole := r.Sources == 3 && r.Articles == 180; whole && o.New != 1 {
			t.Errorf("%s brings %d new articles", name, o.New)
		}
		if again := save(t, s, src.ID, entries(1, 61)...); again.New != 0 {
			t.Errorf("%s brings %d articles twice", name, again.New)
		}
	}
	wantSound(t, s)
}

func TestRepairLeavesAStoreInUseAlone(t *testing.T) {
	if path := os.Getenv("STORE_TEST_REPAIR"); path != "" {
		if _, err := Repair(t.Context(), path, "", Options{}); !errors.Is(err, feed.ErrBusy) {
			t.Errorf("error %v", err)
		}
		return
	}
	path := treasure(t)
	s := openAt(t, path, Options{})
	check(t, s.SetState(t.Context(), "a", "b"))
	again(t, "STORE_TEST_REPAIR="+path)
	if left, err := filepath.Glob(path + ".damaged*"); err != nil || len(left) > 0 {
		t.Errorf("%v, %v", left, err)
	}
}

func TestRepairRefusesANewerStore(t *testing.T) {
	path := treasure(t)
	db, err := sql.Open("sqlite", dsn(path, 0, nil))
	check(t, err)
	_, err = db.Exec("PRAGMA user_version = 99")
	check(t, errors.Join(err, db.Close()))
	_, err = Repair(t.Context(), path, "", Options{})
	if _, ok := errors.AsType[*feed.NewerStoreError](err); !ok {
		t.Errorf("error %v", err)
	}
	if left, err := filepath.Glob(path + ".damaged*"); err != nil || len(left) > 0 {
		t.Errorf("%v, %v", left, err)
	}
}

// crashed makes a store whose last writes are in its log alone, as a kill leaves
// it, with some comments.
func crashed(t *testing.T, comments ...string) (path string) {
	t.Helper()
	live := treasure(t)
	s := openAt(t, live, Options{careless: true})
	path = filepath.Join(t.TempDir(), "griot.db")
	for _, body := range comments {
		write(t, s, feed.Draft{Article: 77, Body: body})
	}
	for _, end := range []string{"", "-wal"} {
		b, err := os.ReadFile(live + end)
		check(t, err)
		check(t, os.WriteFile(path+end, b, 0o600))
	}
	return path
}

func TestLogs(t *testing.T) {
	t.Parallel()
	ownOn77 := func(t *testing.T, s *Store) (all []string) {
		for _, c := range must[[]feed.Comment](t)(s.OwnComments(t.Context(), 77)) {
			all = append(all, c.Body)
		}
		return all
	}
	whole, theirs := crashed(t, "first", "second"), crashed(t, "theirs")
	for name, test := range map[string]struct {
		change  func(t *testing.T, path string)
		damaged bool
		want    []string
	}{
		"own":  {func(*testing.T, string) {}, false, []string{"first", "second"}},
		"none": {func(t *testing.T, path string) { check(t, os.Remove(path+"-wal")) }, false, nil},
		"garbage -shm": {func(t *testing.T, path string) {
			check(t, os.WriteFile(path+"-shm", bytes.Repeat([]byte("xyz"), 9999), 0o600))
		}, false, []string{"first", "second"}},
		"garbage -wal": {func(t *testing.T, path string) {
			check(t, os.WriteFile(path+"-wal", bytes.Repeat([]byte("xyz"), 9999), 0o600))
		}, false, nil},
		"cut":                  {func(t *testing.T, path string) { cutLast(t, path+"-wal", storePage/2) }, false, []string{"first"}},
		"another store's":      {func(t *testing.T, path string) { take(t, theirs+"-wal", path+"-wal") }, true, nil},
		"store of another day": {restoreOld, true, nil},
		"log alone":            {func(t *testing.T, path string) { check(t, os.Remove(path)) }, true, []string{"first", "second"}},
		"empty store":          {func(t *testing.T, path string) { check(t, os.Truncate(path, 0)) }, true, []string{"first", "second"}},
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "griot.db")
			take(t, whole, path)
			take(t, whole+"-wal", path+"-wal")
			test.change(t, path)
			s, err := Open(t.Context(), path, Options{careless: true})
			if errors.Is(err, feed.ErrDamaged) != test.damaged {
				t.Fatalf("error %v", err)
			}
			if test.damaged {
				r, err := Repair(t.Context(), path, "", Options{})
				check(t, err)
				if _, err := os.Stat(r.Aside + "-wal"); err != nil {
					t.Error(err)
				}
				s, err = Open(t.Context(), path, Options{careless: true})
				check(t, err)
			}
			defer s.Close()
			wantSound(t, s)
			if got := ownOn77(t, s); !slices.Equal(got, test.want) {
				t.Errorf("comments %q", got)
			}
		})
	}
}

func take(t *testing.T, from, to string) {
	t.Helper()
	b, err := os.ReadFile(from)
	check(t, err)
	check(t, os.WriteFile(to, b, 0o600))
}

func cutLast(t *testing.T, path string, n int64) {
	t.Helper()
	info, err := os.Stat(path)
	check(t, err)
	check(t, os.Truncate(path, info.Size()-n))
}

// restoreOld puts an older copy of the store beside its present log.
func restoreOld(t *testing.T, path string) {
	old := path + ".old"
	take(t, path, old)
	for _, n := range []int{1, 2} { // between them the log begins anew
		s, err := Open(context.Background(), path, Options{})
		check(t, err)
		write(t, s, feed.Draft{Article: 78, Body: fmt.Sprint("later ", n)})
		if n == 2 {
			take(t, path+"-wal", old+"-wal")
		}
		check(t, s.Close())
	}
	take(t, old, path)
	take(t, old+"-wal", path+"-wal")
}

// TestWrongCountsAreFound makes what is counted along wrong, which SQLite does not see.
func TestWrongCountsAreFound(t *testing.T) {
	t.Parallel()
	whole, spoilt := treasure(t), ""
	for _, wrong := range []string{
		"UPDATE counts SET n = n + 7", "DELETE FROM counts", "UPDATE batches SET n = n + 1 WHERE n > 0",
		"UPDATE articles SET own_comments = 5 WHERE id = 7", "DELETE FROM words WHERE rowid = 3", "DELETE FROM article_bodies WHERE article = 2",
		"DROP INDEX articles_date",
	} {
		path := filepath.Join(t.TempDir(), "griot.db")
		take(t, whole, path)
		s := openAt(t, path, Options{careless: true})
		check(t, s.write(t.Context(), "spoil", func(tx *tx) error {
			_, err := tx.exec(wrong)
			return err
		}))
		if found := must[Checkup](t)(s.Check(t.Context())); len(found.Faults) == 0 {
			t.Errorf("%s: not found", wrong)
		}
		check(t, s.Close())
		spoilt = path
	}
	r, err := Repair(t.Context(), spoilt, "", Options{careless: true})
	check(t, err)
	if r.Comments != 40 || r.Starred != 10 || r.Articles != 180 {
		t.Errorf("%+v", r)
	}
	wantSound(t, openAt(t, spoilt, Options{careless: true}))
}

func TestRepairReadsTheLog(t *testing.T) {
	path := crashed(t, "only in the log")
	overwrite(t, path, 0, 104)
	if _, err := Open(t.Context(), path, Options{}); err != nil && !errors.Is(err, feed.ErrDamaged) {
		t.Errorf("error %v", err)
	}
	r, err := Repair(t.Context(), path, "", Options{})
	check(t, err)
	if r.Comments != 41 {
		t.Errorf("%+v", r)
	}
}

// TestPowerLoss cuts the log wherever the disk may have stopped writing it, and
// wipes what came after a cut that a file system had made room for.
func TestPowerLoss(t *testing.T) {
	t.Parallel()
	var bodies []string
	for n := range 12 {
		bodies = append(bodies, comment(77, n%5))
	}
	whole := crashed(t, bodies...)
	log, err := os.ReadFile(whole + "-wal")
	check(t, err)
	step := max(100, 40_000 / *soak)
	cuts, last := 0, 0
	for cut := 0; cut < len(log)+step; cut += step {
		cut := min(cut, len(log))
		for _, wipe := range []bool{false, true} {
			path := filepath.Join(t.TempDir(), "griot.db")
			take(t, whole, path)
			left := slices.Clone(log[:cut])
			if wipe {
				left = append(left, make([]byte, len(log)-cut)...)
			}
			check(t, os.WriteFile(path+"-wal", left, 0o600))
			s, err := Open(t.Context(), path, Options{careless: true})
			check(t, err)
			wantSound(t, s)
			own := must[[]feed.Comment](t)(s.OwnComments(t.Context(), 77))
			for i, c := range own {
				if c.Body != strings.TrimSpace(bodies[i]) {
					t.Errorf("comment %d after a cut at %d: %.40q", i, cut, c.Body)
				}
			}
			if len(own) < last {
				t.Errorf("%d comments in %d bytes of the log, %d in fewer", len(own), cut, last)
			}
			last = len(own)
			check(t, s.Close())
			cuts++
		}
	}
	if last != len(bodies) {
		t.Errorf("%d comments at the end", last)
	}
	t.Logf("%d cuts", cuts)
}

func FuzzCarve(f *testing.F) {
	page := make([]byte, storePage)
	page[0] = tableLeaf
	binary.BigEndian.PutUint16(page[3:], 1)
	binary.BigEndian.PutUint16(page[8:], 4000)
	copy(page[4000:], []byte{6, 1, 3, 0, 1, 15, 7, 'a'})
	f.Add(page)
	f.Add([]byte{})
	f.Fuzz(func(t *testing.T, b []byte) {
		path := filepath.Join(t.TempDir(), "a")
		check(t, os.WriteFile(path, append(b, make([]byte, storePage)...), 0o600))
		c, err := openCarver(path, false)
		check(t, err)
		defer c.close()
		check(t, c.each(func(carved) error { return nil }))
	})
}
