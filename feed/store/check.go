package store

import (
	"context"
	"database/sql"
	"fmt"
)

// Checkup is what Check found out about a store.
type Checkup struct {
	SQLite string   // the version of the library
	Schema int      // of the store
	Faults []string // what SQLite finds wrong, in its own words; empty for a sound store
}

// mostFaults is how many faults are told.
const mostFaults = 20

// tally is something that the store counts along, and a question which gives how many
// of its counts are wrong.
type tally struct{ what, wrong string }

func countedAlong() []tally {
	return []tally{
		{"the articles of a list", `SELECT count(*) FROM (SELECT batch AS l, source, count(*) AS n FROM articles WHERE batch <> 0 GROUP BY 1, 2
			UNION ALL SELECT -1, source, count(*) FROM articles WHERE starred = 1 GROUP BY 2
			UNION ALL SELECT -2, source, count(*) FROM articles WHERE own_comments > 0 GROUP BY 2) a
			FULL JOIN (SELECT list, source, n FROM counts WHERE n <> 0) c ON c.list = a.l AND c.source = a.source
			WHERE a.n IS NOT c.n`},
		{"the articles of a batch", "SELECT count(*) FROM batches b WHERE id <> 0 AND n <> (SELECT count(*) FROM articles WHERE batch = b.id)"},
		{"the comments on an article", `SELECT count(*) FROM articles a WHERE own_comments <>
			(SELECT count(*) FROM comments WHERE article = a.id AND own = 1 AND deleted = 0)`},
		{"the articles in the index of words", "SELECT abs((SELECT count(*) FROM words) - (SELECT count(*) FROM articles WHERE batch <> 0))"},
		{"the text of an article", "SELECT count(*) FROM articles a WHERE (batch = 0) = EXISTS (SELECT 1 FROM article_bodies t WHERE t.article = a.id)"},
	}
}

// Check reads the whole file and reports what is wrong with it: structure and
// indexes (integrity_check), rows that point at nothing (foreign_key_check), and what
// is counted along.
func (s *Store) Check(ctx context.Context) (Checkup, error) {
	var found Checkup
	err := s.read(ctx, "check", func(c *conn) error {
		if _, err := c.one([]any{&found.SQLite}, "SELECT sqlite_version()"); err != nil {
			return err
		}
		version, err := schemaOf(c)
		if err != nil {
			return err
		}
		found.Schema = version
		err = c.each(func(r rows) error {
			var said string
			if err := r.Scan(&said); err != nil {
				return err
			}
			if said != "ok" {
				found.Faults = append(found.Faults, said)
			}
			return nil
		}, fmt.Sprintf("PRAGMA integrity_check(%d)", mostFaults))
		if err != nil {
			return err
		}
		err = c.each(func(r rows) error {
			var table, parent string
			var row sql.NullInt64
			var key int64
			if err := r.Scan(&table, &row, &parent, &key); err != nil {
				return err
			}
			if len(found.Faults) < mostFaults {
				found.Faults = append(found.Faults, fmt.Sprintf("row %d of %s points at no row of %s", row.Int64, table, parent))
			}
			return nil
		}, "PRAGMA foreign_key_check")
		if err != nil || len(found.Faults) > 0 {
			return err
		}
		if found.Faults, err = missing(ctx, c, version); err != nil || len(found.Faults) > 0 {
			return err
		}
		for _, t := range countedAlong() {
			wrong, err := c.number(t.wrong)
			if err != nil {
				return err
			}
			if wrong > 0 {
				found.Faults = append(found.Faults, fmt.Sprintf("%s: counted wrong %d times", t.what, wrong))
			}
		}
		return nil
	})
	return found, err
}

// missing names the tables and indexes that a store of some schema has and this one
// has not.
func missing(ctx context.Context, c *conn, version int) (faults []string, err error) {
	all, err := migrations()
	if err != nil || version > len(all) {
		return nil, err
	}
	db, err := sql.Open("sqlite", ":memory:")
	if err != nil {
		return nil, err
	}
	defer db.Close()
	raw, err := db.Conn(ctx)
	if err != nil {
		return nil, err
	}
	sample := newConn(raw, Options{})
	defer sample.close()
	for _, m := range all[:version] {
		if _, err := sample.ExecContext(ctx, m.sql); err != nil {
			return nil, err
		}
	}
	const names = "SELECT name FROM sqlite_schema ORDER BY name"
	has := map[string]bool{}
	err = c.each(func(r rows) error {
		var name string
		err := r.Scan(&name)
		has[name] = true
		return err
	}, names)
	if err != nil {
		return nil, err
	}
	err = sample.each(func(r rows) error {
		var name string
		err := r.Scan(&name)
		if !has[name] {
			faults = append(faults, name+" is missing")
		}
		return err
	}, names)
	return faults, err
}
