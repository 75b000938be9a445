package store

import (
	"compress/gzip"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"griot/feed"
)

// later returns this griot's migrations and those of a later one.
func later(t testing.TB, more ...string) []migration {
	t.Helper()
	all := must[[]migration](t)(migrations())
	for _, sql := range more {
		all = append(all, migration{name: "later", sql: sql})
	}
	return all
}

// copyOf names the copy that is kept of a store of this griot.
func copyOf(t testing.TB, path string) string {
	return fmt.Sprintf("%s.schema%d", path, len(later(t)))
}

// released puts a store there that griot made when its schema was the first: three
// sources of 60 articles, the second all read; 40 comments, 10 stars, 2 drafts, two
// full texts.
func released(t testing.TB) (path string) {
	t.Helper()
	f, err := os.Open("testdata/schema1.db.gz")
	check(t, err)
	defer f.Close()
	text, err := io.ReadAll(must[*gzip.Reader](t)(gzip.NewReader(f)))
	check(t, err)
	path = filepath.Join(t.TempDir(), "griot.db")
	check(t, os.WriteFile(path, text, 0o600))
	return path
}

// wantReleased makes sure that everything of such a store is there.
func wantReleased(t *testing.T, s *Store) {
	t.Helper()
	wantSound(t, s)
	own, drafts := must[[]feed.Comment](t)(s.OwnComments(t.Context(), 0)), must[[]feed.Draft](t)(s.Drafts(t.Context(), 0))
	totals := must[feed.Totals](t)(s.Totals(t.Context(), nil))
	if want := (feed.Totals{All: 180, Unread: 90, Starred: 10, Commented: 10}); len(own) != 40 || len(drafts) != 2 || totals != want {
		t.Errorf("%d comments, %d drafts, %+v", len(own), len(drafts), totals)
	}
	for i, c := range own {
		if want := strings.TrimSpace(comment(int(c.Article), i%4)); c.Body != want {
			t.Errorf("comment %d: %.30q", i, c.Body)
		}
	}
	for id, want := range map[feed.ArticleID]string{7: "full\n<p>The whole text of seven.</p>", 8: "feed\n<p>The whole text of eight.</p>", 9: ""} {
		if got := must[string](t)(s.ArticleState(t.Context(), id, "fulltext")); got != want {
			t.Errorf("full text of %d: %q", id, got)
		}
	}
	if got := must[string](t)(s.State(t.Context(), "library.urls")); got != "none" {
		t.Errorf("state %q", got)
	}
	src := must[[]feed.Source](t)(s.Sources(t.Context()))[0]
	if o := save(t, s, src.ID, entries(1, 60)...); o.New != 0 || o.Changed != 0 {
		t.Errorf("the same document again: %+v", o)
	}
}

func TestTheReleasedStoreIsBroughtUpToDate(t *testing.T) {
	path := released(t)
	wantReleased(t, openAt(t, path, Options{}))
	for _, name := range must[[]string](t)(filepath.Glob(filepath.Join(filepath.Dir(path), "*schema*"))) {
		if name != path+".schema1" {
			t.Errorf("a second copy: %s", name)
		}
	}
	wantReleased(t, openAt(t, path+".schema1", Options{}))
	looked := openAt(t, released(t), Options{ReadOnly: true, Older: true})
	if c := must[Checkup](t)(looked.Check(t.Context())); c.Schema != 1 || len(c.Faults) > 0 {
		t.Errorf("looked at as it is: %+v", c)
	}
}

func TestANewStoreMakesNoCopy(t *testing.T) {
	path := filepath.Join(t.TempDir(), "griot.db")
	openAt(t, path, Options{migrations: later(t, "CREATE TABLE a(a)", "CREATE TABLE b(b)")})
	if kept := must[[]string](t)(filepath.Glob(filepath.Join(filepath.Dir(path), "*schema*"))); len(kept) > 0 {
		t.Errorf("copies: %v", kept)
	}
}

// oldStore makes a store with a comment in it, and closes it.
func oldStore(t *testing.T) (path string) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "griot.db")
	s, err := Open(t.Context(), path, Options{})
	check(t, err)
	src := follow(t, s, "one")
	save(t, s, src.ID, entries(1, 3)...)
	write(t, s, feed.Draft{Article: 2, Body: "mine"})
	check(t, s.Close())
	return path
}

func TestAnOlderStoreIsBroughtUpToDate(t *testing.T) {
	path := oldStore(t)
	if _, err := os.Stat(path + ".schema0"); !errors.Is(err, fs.ErrNotExist) {
		t.Error("a copy of an empty store was kept")
	}
	o := Options{migrations: later(t, "CREATE TABLE added(a INTEGER) STRICT; INSERT INTO added VALUES (1)", "ALTER TABLE articles ADD COLUMN added INTEGER")}
	s := openAt(t, path, o)
	if v := must[int](t)(s.schema(t.Context())); v != len(o.migrations) {
		t.Errorf("schema %d", v)
	}
	if got := must[[]feed.Comment](t)(s.OwnComments(t.Context(), 0)); len(got) != 1 || got[0].Body != "mine" {
		t.Errorf("%+v", got)
	}
	info, err := os.Stat(copyOf(t, path))
	check(t, err)
	if info.Mode().Perm() != 0o600 {
		t.Errorf("the copy has mode %o", info.Mode().Perm())
	}
	before := openAt(t, copyOf(t, path), Options{})
	if got := must[[]feed.Comment](t)(before.OwnComments(t.Context(), 0)); len(got) != 1 {
		t.Errorf("%+v", got)
	}
}

func TestAMigrationThatFailsChangesNothing(t *testing.T) {
	path := oldStore(t)
	for range 2 { // a second try meets the first one's copy
		_, err := Open(t.Context(), path, Options{migrations: later(t, "CREATE TABLE added(a INTEGER) STRICT; DELETE FROM comments; nonsense")})
		if err == nil {
			t.Fatal("it opened")
		}
	}
	s := openAt(t, path, Options{})
	if got := must[[]feed.Comment](t)(s.OwnComments(t.Context(), 0)); len(got) != 1 {
		t.Errorf("%+v", got)
	}
	wantSound(t, s)
}

func TestAReadOnlyStoreIsNotBroughtUpToDate(t *testing.T) {
	path := oldStore(t)
	_, err := Open(t.Context(), path, Options{ReadOnly: true, migrations: later(t, "CREATE TABLE added(a INTEGER) STRICT")})
	if !errors.Is(err, feed.ErrReadOnly) {
		t.Errorf("%v", err)
	}
}

func TestManyOpenAnOldStoreAtOnce(t *testing.T) {
	path := oldStore(t)
	o := Options{migrations: later(t, "CREATE TABLE added(a INTEGER) STRICT", "INSERT INTO added VALUES (1)")}
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			s, err := Open(context.Background(), path, o)
			if err != nil {
				t.Error(err)
				return
			}
			if err := s.SetState(context.Background(), "k", "v"); err != nil {
				t.Error(err)
			}
			if err := s.Close(); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	s := openAt(t, path, o)
	check(t, s.read(t.Context(), "count", func(c *conn) error {
		n, err := c.number("SELECT count(*) FROM added")
		if n != 1 {
			t.Errorf("the migration ran %d times", n)
		}
		return err
	}))
}

func TestTheCopyWhereSpaceIsShort(t *testing.T) {
	path := oldStore(t)
	o := Options{migrations: later(t, "CREATE TABLE added(a INTEGER) STRICT"), copyPragmas: []string{"max_page_count(9)"}}
	s := openAt(t, path, o)
	if got := must[[]feed.Comment](t)(s.OwnComments(t.Context(), 0)); len(got) != 1 {
		t.Errorf("%+v", got)
	}
	if _, err := os.Stat(copyOf(t, path)); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a whole copy: %v", err)
	}
	db, err := sql.Open("sqlite", dsn(copyOf(t, path)+"-own", 0, nil, "query_only(1)"))
	check(t, err)
	defer db.Close()
	var body, link string
	check(t, db.QueryRow("SELECT c.body, a.link FROM comments c JOIN articles a ON a.id = c.article").Scan(&body, &link))
	if body != "mine" || link != entry(2).Link {
		t.Errorf("%q on %s", body, link)
	}
	if left, err := filepath.Glob(filepath.Join(filepath.Dir(path), ".*")); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}
