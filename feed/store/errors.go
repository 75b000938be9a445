package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"syscall"

	"griot/feed"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// failed wraps err with the operation that it stopped, and with the sentinel of
// feed that tells its kind. It returns nil for nil.
func failed(op string, err error) error {
	switch kind := kindOf(err); {
	case err == nil:
		return nil
	case kind == nil || errors.Is(err, kind):
		return fmt.Errorf("store: %s: %w", op, err)
	default:
		return fmt.Errorf("store: %s: %w: %w", op, kind, err)
	}
}

// kindOf finds the sentinel that tells what a failure of SQLite or of the file
// system means, nil when none does.
func kindOf(err error) error {
	if e, ok := errors.AsType[*sqlite.Error](err); ok {
		if e.Code() == sqlite3.SQLITE_IOERR_SHMSIZE {
			return feed.ErrDiskFull
		}
		if lacking(e) {
			return feed.ErrDamaged
		}
		switch e.Code() & 0xff { // the primary code: sqlite.org/rescode.html
		case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED:
			return feed.ErrBusy
		case sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM:
			return feed.ErrReadOnly
		case sqlite3.SQLITE_FULL:
			return feed.ErrDiskFull
		case sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB:
			return feed.ErrDamaged
		case sqlite3.SQLITE_IOERR:
			return feed.ErrDisk
		case sqlite3.SQLITE_INTERRUPT:
			return context.Canceled
		}
	}
	switch {
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT):
		return feed.ErrDiskFull
	case errors.Is(err, syscall.EIO):
		return feed.ErrDisk
	case errors.Is(err, syscall.EROFS), errors.Is(err, fs.ErrPermission):
		return feed.ErrReadOnly
	}
	return nil
}

// lacking tells whether a table, a column or an index is not there.
func lacking(err error) bool {
	e, ok := errors.AsType[*sqlite.Error](err)
	return ok && e.Code() == sqlite3.SQLITE_ERROR && strings.Contains(e.Error(), "no such ")
}

// busy tells whether another program's lock is the reason.
func busy(err error) bool { return errors.Is(kindOf(err), feed.ErrBusy) }

// codeOf returns SQLite's primary result code, 0 when err is not SQLite's.
func codeOf(err error) int {
	if e, ok := errors.AsType[*sqlite.Error](err); ok {
		return e.Code() & 0xff
	}
	return 0
}
