package store

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"strconv"
	"strings"
	"time"

	"griot/feed"
)

//go:embed migrations/*.sql
var migrationFiles embed.FS

// applicationID marks the file as griot's (sqlite.org/pragma.html#pragma_application_id):
// "grio".
const applicationID = 0x6772696f

// migration brings a store from the schema before it to its own.
type migration struct {
	name string
	sql  string
}

// migrations returns all, in order: the schema's number is how many have run.
func migrations() ([]migration, error) {
	names, err := fs.Glob(migrationFiles, "migrations/*.sql")
	if err != nil {
		return nil, err
	}
	all := make([]migration, 0, len(names))
	for i, name := range names {
		base := path.Base(name)
		if n, err := strconv.Atoi(strings.SplitN(base, "_", 2)[0]); err != nil || n != i+1 {
			return nil, fmt.Errorf("migration %s is not number %d", base, i+1)
		}
		text, err := migrationFiles.ReadFile(name)
		if err != nil {
			return nil, err
		}
		all = append(all, migration{name: base, sql: string(text)})
	}
	return all, nil
}

// upgradeWait is how long one program waits while another brings the store up to
// date, copy and all.
const upgradeWait = 2 * time.Minute

// upgrade runs the migrations that the store lacks, all in one transaction, after a
// copy of a store that has something in it. Another program may be doing the same.
func upgrade(ctx context.Context, db *sql.DB, file string, o Options) error {
	raw, err := patiently(ctx, o.wait, func() (*sql.Conn, error) { return db.Conn(ctx) })
	if err != nil {
		return err
	}
	c := newConn(raw, Options{})
	_, err = patiently(ctx, upgradeWait, func() (struct{}, error) {
		return struct{}{}, c.transaction(ctx, "BEGIN IMMEDIATE", func() error {
			return migrate(ctx, c, o.migrations, func(has int) error { return keepCopy(ctx, db, file, has, o) })
		})
	})
	if err != nil {
		return errors.Join(err, c.close())
	}
	c.number("PRAGMA wal_checkpoint(PASSIVE)") // from now on it can be told which log is the store's
	return c.close()
}

// migrate brings a store up to date, unless it is. One with something in it is
// copied first.
func migrate(ctx context.Context, c *conn, all []migration, keepCopy func(has int) error) error {
	has, err := schemaOf(c)
	switch {
	case err != nil:
		return err
	case has > len(all):
		return &feed.NewerStoreError{Has: has, Know: len(all)}
	case has == len(all):
		return nil
	case has > 0:
		if err := keepCopy(has); err != nil {
			return fmt.Errorf("copy the store first: %w", err)
		}
	}
	for _, m := range all[has:] {
		if _, err := c.ExecContext(ctx, m.sql); err != nil {
			return fmt.Errorf("migration %s: %w", m.name, err)
		}
	}
	for _, q := range []string{
		fmt.Sprintf("PRAGMA user_version = %d", len(all)),
		fmt.Sprintf("PRAGMA application_id = %d", applicationID),
		stampWrite,
	} {
		if _, err := c.ExecContext(ctx, q); err != nil {
			return err
		}
	}
	return nil
}

// keepCopy writes the store as it is to a file beside it, named by its schema.
// Where space is short it keeps what can't be had again: the reader's comments,
// drafts, stars and marks. The caller holds the write lock, so it is written on a
// connection of its own; it gets its name when it is whole.
func keepCopy(ctx context.Context, db *sql.DB, file string, schema int, o Options) error {
	raw, err := db.Conn(ctx)
	if err != nil {
		return err
	}
	c := newConn(raw, Options{})
	defer c.close()
	err = keep(file, fmt.Sprintf("%s.schema%d", file, schema), func(to string) error {
		return c.transaction(ctx, "BEGIN", func() error { return copyPages(ctx, c, to, o.copyPragmas...) })
	})
	if errors.Is(kindOf(err), feed.ErrDiskFull) {
		return keep(file, fmt.Sprintf("%s.schema%d-own", file, schema), func(to string) error { return copyOwn(ctx, c, to) })
	}
	return err
}

// keep makes a file beside the store, which replaces one of an earlier try.
func keep(file, name string, fill func(to string) error) error {
	made, done, err := besideFile(file)
	if err != nil {
		return err
	}
	defer done()
	if err := fill(made); err != nil {
		return err
	}
	return os.Rename(made, name)
}

// copyOwn writes what the reader wrote and marked to an empty file, with what
// tells which articles it is about.
func copyOwn(ctx context.Context, c *conn, to string) error {
	if _, err := c.ExecContext(ctx, "ATTACH ? AS own", to); err != nil {
		return err
	}
	defer c.ExecContext(context.Background(), "DETACH own") // the connection is closed in any case
	err := c.transaction(ctx, "BEGIN", func() error {
		for _, q := range []string{
			"CREATE TABLE own.comments AS SELECT * FROM main.comments WHERE own = 1",
			"CREATE TABLE own.drafts AS SELECT * FROM main.drafts",
			`CREATE TABLE own.articles AS SELECT a.id, a.source, s.address, b.guid, a.link, a.title, a.date, a.opens, a.starred, a.marked
				FROM main.articles a JOIN main.sources s ON s.id = a.source JOIN main.article_bodies b ON b.article = a.id
				WHERE a.starred OR a.marked OR a.opens OR a.id IN (SELECT article FROM own.comments UNION SELECT article FROM own.drafts)`,
		} {
			if _, err := c.exec(q); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	return syncFile(to)
}

// patiently tries again while another program has the store locked. SQLite does
// not wait by itself where waiting could lock both out, as on the switch to WAL.
func patiently[T any](ctx context.Context, wait time.Duration, try func() (T, error)) (T, error) {
	deadline := time.Now().Add(wait)
	for pause := time.Millisecond; ; pause = min(2*pause, 50*time.Millisecond) {
		v, err := try()
		if err == nil || !busy(err) || time.Now().After(deadline) {
			return v, err
		}
		select {
		case <-ctx.Done():
			return v, ctx.Err()
		case <-time.After(pause):
		}
	}
}
