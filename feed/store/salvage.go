package store

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"griot/feed"
	"griot/render/plain"

	sqlite3 "modernc.org/sqlite/lib"
)

// salvor carries rows from a damaged store into a new one.
type salvor struct {
	*tx
	ctx    context.Context
	old    *conn // nil: it can't be opened
	has    int   // its schema, 0: unknown
	pages  *carver
	lost   string // the name of the source of what has lost its own
	tables []*salvaged
	unread map[int64]bool // batches of the damaged store
}

// salvaged is a table of the damaged store.
type salvaged struct {
	name    string
	columns []salvagedColumn
	rowid   int // which column is the rowid, -1: none
	whole   bool
	put     func(values []any) error
}

type salvagedColumn struct {
	name, kind string
	required   bool
	key        bool
}

// all salvages every table: the reader's own words first.
func (s *salvor) all() (r Rescue, err error) {
	if _, err := s.exec("PRAGMA defer_foreign_keys = ON"); err != nil {
		return r, err
	}
	s.unread = map[int64]bool{}
	for name, put := range s.steps() {
		if err := s.prepare(name, put); err != nil {
			return r, err
		}
	}
	for _, table := range s.tables {
		if err := s.read(table); err != nil {
			return r, fmt.Errorf("rescue %s: %w", table.name, err)
		}
	}
	for _, ofBatches := range []bool{true, false} { // articles need to know theirs
		err := s.carve(func(t *salvaged) bool { return !t.whole && (t.name == "batches") == ofBatches })
		if err != nil {
			return r, fmt.Errorf("rescue from single pages: %w", err)
		}
	}
	if err := s.assemble(); err != nil {
		return r, fmt.Errorf("put what was rescued together: %w", err)
	}
	for _, table := range s.tables {
		if !table.whole {
			r.Lost++
		}
	}
	for query, n := range map[string]*int{
		"SELECT count(*) FROM comments WHERE own = 1 AND deleted = 0":                &r.Comments,
		"SELECT count(*) FROM drafts":                                                &r.Drafts,
		"SELECT count(*) FROM articles WHERE starred = 1":                            &r.Starred,
		"SELECT count(*) FROM sources WHERE standing = " + fmt.Sprint(feed.Followed): &r.Sources,
		"SELECT count(*) FROM articles WHERE batch <> 0 AND source NOT IN (SELECT id FROM sources WHERE address = '" + rescuedAddress + "')": &r.Articles,
	} {
		found, err := s.number(query)
		if err != nil {
			return r, err
		}
		*n = int(found)
	}
	return r, nil
}

// rescuedAddress begins the address of a source that was made for what has lost
// its own.
const rescuedAddress = feed.InputAddress + "/rescued"

// steps yields the tables in the order in which they are rescued, with what
// becomes of a row; nil puts it as it is. The hashes of the last documents are
// left behind, so that what is lost comes again.
func (s *salvor) steps() func(yield func(string, func([]any) error) bool) {
	return func(yield func(string, func([]any) error) bool) {
		_ = yield("comments", nil) && yield("drafts", nil) && yield("batches", s.batch) && yield("articles", nil) &&
			yield("places", nil) && yield("sources", nil) && yield("article_bodies", nil) && yield("threads", nil) &&
			yield("state", nil) && yield("article_state", nil) &&
			yield("identities", nil)
	}
}

// batch notes which batches hold what is unread.
func (s *salvor) batch(values []any) error {
	id, _ := values[0].(int64)
	s.unread[id] = values[1] == int64(1)
	return nil
}

// prepare looks a table up in the new store.
func (s *salvor) prepare(name string, put func([]any) error) error {
	table := &salvaged{name: name, rowid: -1, put: put}
	keys := 0
	err := s.each(func(r rows) error {
		var c salvagedColumn
		var key int
		err := r.Scan(&c.name, &c.kind, &c.required, &key)
		if c.key = key > 0; c.key {
			keys++
		}
		table.columns = append(table.columns, c)
		return err
	}, "SELECT name, type, \"notnull\", pk FROM pragma_table_xinfo(?) WHERE hidden = 0", name)
	if err != nil {
		return err
	}
	if first := table.columns[0]; keys == 1 && first.key && first.kind == "INTEGER" {
		table.rowid = 0
	}
	if put == nil {
		names := make([]string, len(table.columns))
		for i, c := range table.columns {
			names[i] = c.name
		}
		insert := fmt.Sprintf("INSERT OR IGNORE INTO %s(%s) VALUES (?%s)", name, strings.Join(names, ", "), strings.Repeat(", ?", len(names)-1))
		table.put = func(values []any) error {
			if !s.tame(table.name, values) {
				return nil
			}
			_, err := s.exec(insert, values...)
			if c := codeOf(err); c == sqlite3.SQLITE_CONSTRAINT || c == sqlite3.SQLITE_MISMATCH {
				return nil // a row that the table does not take
			}
			return err
		}
	}
	s.tables = append(s.tables, table)
	return nil
}

// tame changes what must not come over as it was. It tells whether the row comes
// over at all.
func (s *salvor) tame(table string, values []any) bool {
	switch table {
	case "articles":
		batch, _ := values[2].(int64)
		switch {
		case batch == prunedBatch:
		case s.unread[batch]:
			values[2] = int64(stillUnread)
		default:
			values[2] = int64(readShown)
		}
	case "state":
		// The new store has a log of its own; and where sources are missing it must
		// not be said that they were all taken in.
		return values[0] != logKey && s.isWhole("sources")
	}
	return true
}

// isWhole tells whether a table was read to its end.
func (s *salvor) isWhole(name string) bool {
	return slices.ContainsFunc(s.tables, func(t *salvaged) bool { return t.name == name && t.whole })
}

// cameWith is the schema that brought a table.
func cameWith(table string) int {
	if table == "article_state" {
		return 2
	}
	return 1
}

// stillUnread is the batch of an unread article until its source is known.
const stillUnread = -1

// read reads a table as SQLite finds it, from both ends if something is broken in
// between.
func (s *salvor) read(table *salvaged) error {
	if s.old == nil {
		return nil
	}
	if s.has > 0 && s.has < cameWith(table.name) {
		table.whole = true
		return nil
	}
	var names, keys []string
	for _, c := range table.columns {
		names = append(names, c.name)
		if c.key {
			keys = append(keys, c.name)
		}
	}
	for _, direction := range []string{"", " DESC"} {
		var broken error // of the new store
		err := s.old.each(func(r rows) error {
			values := make([]any, len(names))
			into := make([]any, len(names))
			for i := range values {
				into[i] = &values[i]
			}
			if err := r.Scan(into...); err != nil {
				return err
			}
			for i, v := range values {
				if text, ok := v.(string); ok && !utf8.ValidString(text) {
					values[i] = plain.Text(text) // a piece of it was overwritten
				}
			}
			if table.fits(values) {
				broken = table.put(values)
			}
			return broken
		}, fmt.Sprintf("SELECT %s FROM %s ORDER BY %s%s", strings.Join(names, ", "), table.name, strings.Join(keys, direction+", "), direction))
		switch {
		case broken != nil:
			return broken
		case s.ctx.Err() != nil:
			return s.ctx.Err()
		case err == nil:
			table.whole = true
			return nil
		}
	}
	return nil
}

// carve looks for the rows of what is not whole on the single pages. What was
// found already wins.
func (s *salvor) carve(wanted func(*salvaged) bool) error {
	broken := slices.DeleteFunc(slices.Clone(s.tables), func(t *salvaged) bool { return !wanted(t) })
	if len(broken) == 0 {
		return nil
	}
	return s.pages.each(func(row carved) error {
		if err := s.ctx.Err(); err != nil {
			return err
		}
		for _, table := range broken {
			if (table.rowid >= 0) != (row.leaf == tableLeaf) || len(row.values) != len(table.columns) {
				continue
			}
			values := row.values
			if table.rowid >= 0 {
				if values[0] != nil {
					continue // a rowid is not stored twice
				}
				values[0] = row.rowid
			}
			if table.fits(values) {
				return table.put(values)
			}
			if table.rowid >= 0 {
				values[0] = nil
			}
		}
		return nil
	})
}

// fits tells whether values are of the table's types.
func (t *salvaged) fits(values []any) bool {
	for i, c := range t.columns {
		ok := false
		switch v := values[i].(type) {
		case nil:
			ok = !c.required && !c.key
		case int64:
			ok = c.kind == "INTEGER" && (!c.key || v >= 0 || t.rowid < 0)
		case string:
			ok = c.kind == "TEXT" && utf8.ValidString(v)
		case []byte:
			ok = c.kind == "BLOB"
		}
		if !ok {
			return false
		}
	}
	return true
}

// headlineOf makes a headline of the first words of a comment.
func headlineOf(body string) string {
	const most = 80
	for line := range strings.Lines(body) {
		if line = plain.Line(line); line != "" {
			if runes := []rune(line); len(runes) > most {
				return string(runes[:most-1]) + "…"
			}
			return line
		}
	}
	return "…"
}
