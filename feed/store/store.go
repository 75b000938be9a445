// Package store keeps sources, articles, marks and comments in one SQLite file.
package store

import (
	"context"
	"errors"
	"time"
)

// Options alters how a store is opened. The zero value is what griot uses.
type Options struct {
	ReadOnly bool             // never write, not even beside the file
	Older    bool             // with ReadOnly: open an older griot's store as it is, to look at
	Now      func() time.Time // nil: time.Now

	migrations  []migration        // nil: those of this griot
	wait        time.Duration      // for another program's lock; 0: lockWait
	settleNow   int                // articles moved on the spot; 0: settleNow
	traced      func(query string) // told of every statement that is prepared
	limits      wordLimits         // zero: usualLimits
	copyPragmas []string           // of the copy before a migration
	careless    bool               // don't wait for the disk: for tests of other things
}

// Store is an open store. It may be used from many goroutines at once, and by
// several programs at once.
type Store struct {
	path    string
	knows   int   // the schema that this griot writes
	refuses error // why nothing can be written, nil when it can
	now     func() time.Time
	files   files
	readers *readers
	writer  *writer
}

// errClosed is returned by every method of a closed store.
var errClosed = errors.New("store is closed")

// ReadOnly tells why the store was opened for reading alone: feed.ErrReadOnly, by
// wish or because its file or folder can't be written, or feed.ErrDiskFull. It is nil
// for a store that can be written.
func (s *Store) ReadOnly() error { return s.refuses }

// Path is the store's file.
func (s *Store) Path() string { return s.path }

// Close waits for the writes that were asked for, and closes the file. Later
// calls fail.
func (s *Store) Close() error {
	var wrote error
	if s.writer != nil {
		wrote = s.writer.close()
	}
	return errors.Join(s.readers.close(), wrote)
}

// read runs fn on a connection of its own, in one read transaction: all that it
// asks is answered from one state of the store.
func (s *Store) read(ctx context.Context, op string, fn func(*conn) error) error {
	c, err := s.readers.take(ctx)
	if err != nil {
		return failed(op, err)
	}
	defer s.readers.give(c)
	err = s.files.because(c.transaction(ctx, "BEGIN", func() error { return fn(c) }))
	if lacking(err) {
		err = errors.Join(c.newer(s.knows), err)
	}
	return failed(op, err)
}

// write runs fn in a transaction of the writer, and returns when it is on the
// disk. The reader's own words and marks come this way.
func (s *Store) write(ctx context.Context, op string, fn func(*tx) error) error {
	return s.submit(ctx, urgent, op, fn)
}

// writeBulk is write for what came from outside, which makes way for the reader.
func (s *Store) writeBulk(ctx context.Context, op string, fn func(*tx) error) error {
	return s.submit(ctx, bulk, op, fn)
}

func (s *Store) submit(ctx context.Context, l lane, op string, fn func(*tx) error) error {
	if s.writer == nil {
		return failed(op, s.refuses)
	}
	return failed(op, s.files.because(s.writer.submit(ctx, l, fn)))
}
