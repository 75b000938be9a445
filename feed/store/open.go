package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"syscall"
	"time"

	"griot/feed"

	sqlite3 "modernc.org/sqlite/lib"
)

// lockWait is how long a write waits for another program's.
const lockWait = 5 * time.Second

// Open opens the store in a file, making file and folder when there are none. A
// store of an older griot is brought up to date, after a copy was kept beside it.
// Where the file or the folder can't be written the store opens for reading.
//
// Errors: *feed.NewerStoreError, feed.ErrDamaged, feed.ErrBusy, feed.ErrDiskFull.
func Open(ctx context.Context, path string, o Options) (*Store, error) {
	s, err := open(ctx, path, o)
	if err != nil {
		return nil, failed("open "+path, err)
	}
	return s, nil
}

func open(ctx context.Context, path string, o Options) (*Store, error) {
	path, err := located(path)
	if err != nil {
		return nil, err
	}
	if o, err = o.filled(); err != nil {
		return nil, err
	}
	if err := logBelongs(path); err != nil {
		return nil, err
	}
	if o.ReadOnly {
		return openReadOnly(ctx, path, o, feed.ErrReadOnly)
	}
	err = makeStore(ctx, path, o)
	switch {
	case errors.Is(kindOf(err), feed.ErrReadOnly):
		s, unread := openReadOnly(ctx, path, o, feed.ErrReadOnly)
		if errors.Is(unread, fs.ErrNotExist) {
			return nil, err // why there is none, rather than that there is none
		}
		return s, unread
	case err != nil:
		return nil, err
	}
	s, err := openWritable(ctx, path, o)
	switch codeOf(err) {
	case sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN:
		return openReadOnly(ctx, path, o, feed.ErrReadOnly)
	case sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR: // on a full disk there is no room for what lies beside an open store
		if s, unread := openReadOnly(ctx, path, o, kindOf(err)); unread == nil {
			return s, nil
		}
	}
	return s, err
}

// filled sets what was left to griot.
func (o Options) filled() (Options, error) {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.wait == 0 {
		o.wait = lockWait
	}
	if o.settleNow == 0 {
		o.settleNow = settleNow
	}
	if o.limits == (wordLimits{}) {
		o.limits = usualLimits()
	}
	if o.migrations != nil {
		return o, nil
	}
	var err error
	o.migrations, err = migrations()
	return o, err
}

// openWriter opens the side that writes.
func openWriter(path string, o Options) (*sql.DB, error) {
	synchronous := "FULL"
	if o.careless {
		synchronous = "OFF"
	}
	return sql.Open("sqlite", dsn(path, o.wait, nil,
		"foreign_keys(1)", "synchronous("+synchronous+")", "journal_mode(WAL)", "cache_size(-8192)",
		"wal_autocheckpoint("+logPages+")", "journal_size_limit(4194304)"))
}

func openWritable(ctx context.Context, path string, o Options) (*Store, error) {
	w, err := openWriter(path, o)
	if err != nil {
		return nil, err
	}
	s, err := openWith(ctx, path, o, nil, func(int) error { return upgrade(ctx, w, path, o) })
	if err != nil {
		return nil, errors.Join(err, w.Close())
	}
	s.writer = newWriter(w, s.files, o)
	return s, nil
}

// openReadOnly opens what is there. SQLite can read a store in WAL mode without
// writing beside it only when it is told that nobody changes it
// (sqlite.org/wal.html, "Read-Only Databases"). Where there is no log nobody has it
// open; and where the log can't be read, reading the store without it is best.
func openReadOnly(ctx context.Context, path string, o Options, why error) (s *Store, err error) {
	defer func() {
		if err == nil {
			s.refuses = why
		}
	}()
	const forReading = 4 // R_OK of access(2)
	if err := syscall.Access(path, forReading); err != nil {
		return nil, &fs.PathError{Op: "read", Path: path, Err: err}
	}
	refuse := func(found int) error {
		if o.Older && found > 0 {
			return nil
		}
		return fmt.Errorf("schema %d of %d: %w", found, len(o.migrations), feed.ErrReadOnly)
	}
	still := url.Values{"mode": {"ro"}, "immutable": {"1"}}
	if _, err := os.Stat(path + "-wal"); errors.Is(err, fs.ErrNotExist) {
		return openWith(ctx, path, o, still, refuse)
	}
	s, err = openWith(ctx, path, o, url.Values{"mode": {"ro"}}, refuse)
	if c := codeOf(err); c == sqlite3.SQLITE_CANTOPEN || c == sqlite3.SQLITE_READONLY || c == sqlite3.SQLITE_IOERR {
		return openWith(ctx, path, o, still, refuse)
	}
	return s, err
}

// openWith opens the reading side, and calls upgrade when the schema is not this
// griot's.
func openWith(ctx context.Context, path string, o Options, params url.Values, upgrade func(found int) error) (*Store, error) {
	db, err := sql.Open("sqlite", dsn(path, o.wait, params, "query_only(1)"))
	if err != nil {
		return nil, err
	}
	s := &Store{path: path, knows: len(o.migrations), now: o.Now, readers: newReaders(db, o)}
	if err := s.check(ctx, len(o.migrations), upgrade); err != nil {
		return nil, errors.Join(err, s.readers.close())
	}
	s.files = filesOf(path)
	return s, nil
}

// check compares the schema with the one that this griot knows.
func (s *Store) check(ctx context.Context, know int, upgrade func(found int) error) error {
	found, err := s.schema(ctx)
	switch {
	case err != nil:
		return err
	case found > know:
		return &feed.NewerStoreError{Has: found, Know: know}
	case found < know:
		return upgrade(found)
	}
	return nil
}

func (s *Store) schema(ctx context.Context) (version int, err error) {
	c, err := s.readers.take(ctx)
	if err != nil {
		return 0, err
	}
	defer s.readers.give(c)
	err = c.transaction(ctx, "BEGIN", func() error {
		version, err = schemaOf(c)
		return err
	})
	return version, err
}

// schemaOf reads the schema's number: 0 for a store without one. It asks several
// questions, so it is called inside a transaction.
func schemaOf(c *conn) (int, error) {
	version, err := c.number("PRAGMA user_version")
	if err != nil {
		return 0, err
	}
	app, err := c.number("PRAGMA application_id")
	if err != nil {
		return 0, err
	}
	tables, err := c.number("SELECT count(*) FROM sqlite_schema")
	if err != nil {
		return 0, err
	}
	if app != applicationID && (version != 0 || tables != 0) {
		return 0, fmt.Errorf("%w: another program's database", feed.ErrDamaged)
	}
	return int(version), nil
}

// dsn names a file for the driver, with the pragmas of each new connection.
func dsn(path string, wait time.Duration, params url.Values, pragmas ...string) string {
	q := url.Values{}
	for k, v := range params {
		q[k] = v
	}
	q.Add("_pragma", "busy_timeout("+strconv.FormatInt(wait.Milliseconds(), 10)+")")
	q.Add("_pragma", "temp_store(MEMORY)")
	for _, p := range pragmas {
		q.Add("_pragma", p)
	}
	u := url.URL{Scheme: "file", Path: filepath.ToSlash(path), RawQuery: q.Encode()}
	return u.String()
}
