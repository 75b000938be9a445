package cli

import (
	"database/sql"
	"os"
	"path/filepath"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"
)

// newsboatCache is "newsboat path file": a cache of newsboat's with the lines of file,
// each a feed, a guid, an address and 1 for unread; "-" is none.
func newsboatCache(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: newsboat path file")
	}
	path := ts.MkAbs(args[0])
	ts.Check(os.MkdirAll(filepath.Dir(path), 0o700))
	db, err := sql.Open("sqlite", path)
	ts.Check(err)
	_, err = db.Exec("CREATE TABLE rss_item (id INTEGER PRIMARY KEY, guid TEXT NOT NULL, url TEXT, feedurl TEXT, unread INTEGER NOT NULL)")
	ts.Check(err)
	for line := range strings.Lines(ts.ReadFile(args[1])) {
		f := strings.Fields(strings.NewReplacer("{SERVER}", ts.Getenv("SERVER")).Replace(line))
		_, err = db.Exec("INSERT INTO rss_item (feedurl, guid, url, unread) VALUES (?, ?, ?, ?)", f[0], f[1], f[2], f[3])
		ts.Check(err)
	}
	ts.Check(db.Close())
}
