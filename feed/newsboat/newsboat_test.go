package newsboat

import (
	"database/sql"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestRead(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a cache?#.db")
	db, err := sql.Open("sqlite", filepath.Join(filepath.Dir(path), "plain.db"))
	if err != nil {
		t.Fatal(err)
	}
	for _, statement := range []string{
		"CREATE TABLE rss_item (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, guid VARCHAR(64) NOT NULL, title VARCHAR(1024), url VARCHAR(1024), feedurl VARCHAR(1024), unread INTEGER(1) NOT NULL)",
		"INSERT INTO rss_item (guid, url, feedurl, unread) VALUES ('1', 'https://a.example/1', 'https://a.example/feed', 0), ('2', 'https://a.example/2', 'https://a.example/feed', 1), ('3', NULL, 'https://a.example/feed', 0), ('4', 'x', 'https://b.example/', 0), ('5', 'x', NULL, 0)",
	} {
		if _, err := db.Exec(statement); err != nil {
			t.Fatal(err)
		}
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(filepath.Join(filepath.Dir(path), "plain.db"), path); err != nil {
		t.Fatal(err)
	}
	before, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	read, err := Read(t.Context(), path)
	want := map[string][]Article{"https://a.example/feed": {{GUID: "3"}, {"1", "https://a.example/1"}}, "https://b.example/": {{"4", "x"}}}
	if diff := cmp.Diff(want, read); diff != "" || err != nil {
		t.Errorf("%v\n%s", err, diff)
	}
	after, err := os.Stat(path)
	if err != nil || !after.ModTime().Equal(before.ModTime()) {
		t.Errorf("the cache was touched: %v", err)
	}
	if left, err := filepath.Glob(filepath.Join(filepath.Dir(path), "*")); err != nil || len(left) != 1 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}

func TestUnreadable(t *testing.T) {
	dir := t.TempDir()
	text := filepath.Join(dir, "text")
	if err := os.WriteFile(text, []byte("no database, only words that go on for a while"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{dir, text, filepath.Join(dir, "missing")} {
		if read, err := Read(t.Context(), path); err == nil || read != nil {
			t.Errorf("%s: %v, %v", path, read, err)
		}
	}
	if left, err := filepath.Glob(filepath.Join(dir, "*")); err != nil || len(left) != 1 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}
