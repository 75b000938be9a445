package store

import (
	"context"
	"database/sql"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
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
	if v := must[int](t)(s.schema(t.Context())); v != 3 {
		t.Errorf("schema %d", v)
	}
	if got := must[[]feed.Comment](t)(s.OwnComments(t.Context(), 0)); len(got) != 1 || got[0].Body != "mine" {
		t.Errorf("%+v", got)
	}
	info, err := os.Stat(path + ".schema1")
	check(t, err)
	if info.Mode().Perm() != 0o600 {
		t.Errorf("the copy has mode %o", info.Mode().Perm())
	}
	before := openAt(t, path+".schema1", Options{})
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
	if _, err := os.Stat(path + ".schema1"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a whole copy: %v", err)
	}
	db, err := sql.Open("sqlite", dsn(path+".schema1-own", 0, nil, "query_only(1)"))
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
