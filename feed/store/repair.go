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
	"syscall"
	"time"

	"griot/feed"
)

// Rescue says what Repair did.
type Rescue struct {
	Aside string // where the damaged store lies now

	Comments, Drafts, Starred int // the reader's own
	Sources, Articles         int
	Lost                      int // tables that could not be read to the end
}

// Repair puts a new store in a damaged one's place, with all that can still be
// read of it, and sets the damaged one aside under a name with the date: nothing
// is deleted. Comments and drafts whose article is lost get one made of their
// first words, in a hidden source with the name given. Until the new store is
// whole nothing is changed.
//
// Errors: feed.ErrBusy while another griot has the store open, feed.ErrDiskFull,
// *feed.NewerStoreError.
func Repair(ctx context.Context, path, lost string, o Options) (r Rescue, err error) {
	to, err := located(path)
	if err == nil || errors.Is(err, feed.ErrDamaged) {
		r, err = repair(ctx, to, lost, o)
	}
	return r, failed("repair "+path, err)
}

func repair(ctx context.Context, path, lost string, o Options) (r Rescue, err error) {
	if f, err := os.OpenFile(path, os.O_CREATE|os.O_RDONLY, 0o600); err != nil || f.Close() != nil { // where only the log is left
		return r, err
	}
	if used, err := inUse(path); err != nil || used {
		return r, errors.Join(err, feed.ErrBusy)
	}
	made, done, err := besideFile(path)
	if err != nil {
		return r, err
	}
	defer done()
	if o, err = o.filled(); err == nil {
		err = establish(ctx, made, o)
	}
	if err != nil {
		return r, err
	}
	fresh, err := Open(ctx, made, o)
	if err != nil {
		return r, err
	}
	r, err = salvage(ctx, path, fresh, lost)
	if err := errors.Join(err, fresh.Close()); err != nil {
		return r, err
	}
	if err := whole(made); err != nil {
		return r, err
	}
	r.Aside, err = replace(path, made, o.Now())
	return r, err
}

// inUse tells whether another program has the store open: all of SQLite's
// connections in WAL mode hold a lock on it (sqlite.org/lockingv3.html).
func inUse(path string) (bool, error) {
	f, err := os.Open(path)
	if err != nil {
		return false, err
	}
	defer f.Close()
	const pendingByte, locked = 0x40000000, 512
	lock := syscall.Flock_t{Type: syscall.F_WRLCK, Start: pendingByte, Len: locked}
	if err := syscall.FcntlFlock(f.Fd(), syscall.F_GETLK, &lock); err != nil {
		return false, fmt.Errorf("lock of %s: %w", path, err)
	}
	return lock.Type != syscall.F_UNLCK, nil
}

// replace puts a new store in a damaged one's place, which gets another name with
// what lies beside it. Whoever is killed meanwhile leaves the damaged store or the new
// one under its name; or the new one with the other's log, which Open tells apart.
func replace(path, made string, now time.Time) (aside string, err error) {
	aside = path + ".damaged-" + now.Format("2006-01-02-150405")
	for n := 2; ; n++ {
		if _, err := os.Lstat(aside); errors.Is(err, fs.ErrNotExist) {
			break
		}
		aside = fmt.Sprintf("%s.damaged-%s-%d", path, now.Format("2006-01-02-150405"), n)
	}
	for _, end := range []string{"-wal", "-shm", ""} {
		err := os.Link(path+end, aside+end)
		if err != nil && !errors.Is(err, fs.ErrNotExist) { // a file system without hard links
			err = os.Rename(path+end, aside+end)
		}
		if err != nil && (end == "" || !errors.Is(err, fs.ErrNotExist)) {
			return aside, err
		}
	}
	if err := os.Rename(made, path); err != nil {
		return aside, err
	}
	for _, end := range []string{"-wal", "-shm"} {
		if err := os.Remove(path + end); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return aside, err
		}
	}
	return aside, syncFile(filepath.Dir(path))
}

// salvage fills a new store with what can be read of a damaged one.
func salvage(ctx context.Context, path string, fresh *Store, lost string) (r Rescue, err error) {
	_, noLog := os.Stat(path + "-wal")
	withLog := noLog == nil && logBelongs(path) == nil
	params := url.Values{"mode": {"ro"}}
	if info, err := os.Stat(path); !withLog || err == nil && info.Size() == 0 { // SQLite deletes an empty file's log
		params.Set("immutable", "1")
	}
	knows, err := fresh.schema(ctx)
	if err != nil {
		return r, err
	}
	db, err := sql.Open("sqlite", dsn(path, lockWait, params, "query_only(1)"))
	if err != nil {
		return r, err
	}
	defer db.Close()
	var old *conn // stays nil when there are only pages
	has := 0
	if raw, err := db.Conn(ctx); err == nil {
		old = newConn(raw, Options{})
		old.ctx = ctx
		defer old.close()
		if has, err = schemaOf(old); err != nil {
			has = 0
		}
		if has > knows {
			return r, &feed.NewerStoreError{Has: has, Know: knows}
		}
	}
	from, err := openCarver(path, withLog)
	if err != nil {
		return r, err
	}
	defer from.close()
	err = fresh.write(ctx, "rescue", func(t *tx) error {
		s := &salvor{tx: t, ctx: ctx, old: old, has: has, pages: from, lost: lost}
		var err error
		r, err = s.all()
		return err
	})
	return r, err
}
