package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"modernc.org/sqlite"
)

// backupStep is how many pages are copied before ctx is asked again.
const backupStep = 2048

// Backup writes the store as it is at this moment to a new file, for its owner
// alone, and returns its size. Everybody goes on reading and writing meanwhile.
// Copying that file to the store's place restores it. What is at that path already
// stays: then the error is fs.ErrExist.
func (s *Store) Backup(ctx context.Context, to string) (size int64, err error) {
	if to, err = filepath.Abs(to); err != nil {
		return 0, failed("back up", err)
	}
	if _, err := os.Lstat(to); err == nil {
		return 0, failed("back up", &fs.PathError{Op: "create", Path: to, Err: fs.ErrExist})
	}
	made, done, err := besideFile(to)
	if err != nil {
		return 0, failed("back up", err)
	}
	defer done()
	err = s.read(ctx, "back up to "+to, func(c *conn) error { return copyPages(ctx, c, made) })
	if err != nil {
		return 0, err
	}
	info, err := os.Stat(made)
	if err == nil {
		err = publish(made, to)
	}
	if err != nil {
		return 0, failed("back up", err)
	}
	return info.Size(), nil
}

// copyPages writes the store as a connection sees it, inside its transaction, to
// an empty file (sqlite.org/backup.html). A transaction keeps the copy from
// starting over when somebody writes.
func copyPages(ctx context.Context, c *conn, to string, pragmas ...string) error {
	if _, err := c.number("SELECT count(*) FROM sqlite_schema"); err != nil {
		return err // BEGIN alone sees nothing yet
	}
	err := c.Raw(func(driver any) error {
		source, ok := driver.(interface {
			NewBackup(to string) (*sqlite.Backup, error)
		})
		if !ok {
			return errors.New("the driver makes no backups")
		}
		// Whoever is interrupted throws the file away: no need for a journal.
		b, err := source.NewBackup(dsn(to, 0, nil, append(pragmas, "journal_mode(OFF)", "synchronous(OFF)")...))
		if err != nil {
			return err
		}
		for more := true; more && err == nil; {
			if more, err = b.Step(backupStep); err == nil {
				err = ctx.Err()
			}
		}
		return errors.Join(err, b.Finish())
	})
	if err != nil {
		return err
	}
	return syncFile(to)
}

// publish gives a whole file its name, unless there is one of that name.
func publish(made, name string) error {
	err := os.Link(made, name)
	if err == nil || errors.Is(err, fs.ErrExist) {
		return errors.Join(err, syncFile(filepath.Dir(name)))
	}
	// A file system without hard links.
	if _, err := os.Lstat(name); err == nil {
		return &fs.PathError{Op: "create", Path: name, Err: fs.ErrExist}
	}
	if err := os.Rename(made, name); err != nil {
		return err
	}
	return syncFile(filepath.Dir(name))
}

// syncFile waits until a file, or a folder's list of names, is on the disk.
func syncFile(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	if err := f.Sync(); err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	return nil
}
