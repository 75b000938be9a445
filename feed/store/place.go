package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"

	"griot/feed"
)

// located finds the file that a path leads to: SQLite puts the log beside that one,
// not beside a link to it. A path with nothing at it is returned as it is. A store
// has a size from the first moment on: an empty file, or a log without its store, is
// what is left of one, feed.ErrDamaged.
func located(path string) (string, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return "", err
	}
	if !Exists(path) {
		return path, nil
	}
	if _, err := os.Lstat(path); errors.Is(err, fs.ErrNotExist) {
		return path, fmt.Errorf("%w: only the log of %s is left", feed.ErrDamaged, path)
	}
	if path, err = filepath.EvalSymlinks(path); err != nil {
		return "", err
	}
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return "", err
	case info.IsDir():
		return "", &fs.PathError{Op: "open", Path: path, Err: syscall.EISDIR}
	case !info.Mode().IsRegular():
		return "", &fs.PathError{Op: "open", Path: path, Err: errors.New("not a regular file")}
	case info.Size() == 0:
		return path, fmt.Errorf("%w: %s is empty", feed.ErrDamaged, path)
	}
	return path, nil
}

// Exists tells whether there is a store, or what is left of one.
func Exists(path string) bool {
	_, err := os.Lstat(path)
	if !errors.Is(err, fs.ErrNotExist) {
		return true
	}
	log, err := os.Stat(path + "-wal")
	return err == nil && log.Size() > 0
}

// makeStore makes sure that there is a file which may be written, for its owner
// alone. A new one gets its name when it is whole, so that whoever is killed, or
// starts at the same time, leaves and finds a store or none.
func makeStore(ctx context.Context, path string, o Options) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if errors.Is(err, fs.ErrNotExist) {
		return makeNew(ctx, path, o)
	}
	if err != nil {
		return err
	}
	defer f.Close()
	info, err := f.Stat()
	if err == nil && info.Mode().Perm()&0o077 != 0 {
		err = f.Chmod(0o600)
	}
	return err
}

func makeNew(ctx context.Context, path string, o Options) error {
	made, done, err := besideFile(path)
	if err != nil {
		return err
	}
	defer done()
	if err := establish(ctx, made, o); err != nil {
		return err
	}
	if err := publish(made, path); !errors.Is(err, fs.ErrExist) {
		return err
	}
	return nil // another griot was faster
}

// establish makes a store with nothing in it of an empty file.
func establish(ctx context.Context, path string, o Options) error {
	db, err := openWriter(path, o)
	if err != nil {
		return err
	}
	if err := errors.Join(upgrade(ctx, db, path, o), db.Close()); err != nil {
		return err
	}
	return whole(path)
}

// whole makes sure that a store which was closed needs nothing beside it. SQLite
// leaves the log where there was no room to move it into the store, and doesn't tell.
func whole(path string) error {
	if _, err := os.Lstat(path + "-wal"); err == nil {
		return fmt.Errorf("%w: the log of %s stays", feed.ErrDiskFull, path)
	}
	return nil
}

// files tells whether the store still lies where it was opened. SQLite goes on
// writing to a file that was deleted or replaced, and what is reported as saved is
// lost.
type files struct {
	names []string
	were  []fs.FileInfo
}

// filesOf notes the files of a store that is open.
func filesOf(path string) (f files) {
	for _, name := range []string{path, path + "-wal"} {
		if info, err := os.Stat(name); err == nil {
			f.names, f.were = append(f.names, name), append(f.were, info)
		}
	}
	return f
}

// moved returns feed.ErrMoved when one of them is gone, or another file.
func (f files) moved() error {
	for i, name := range f.names {
		if info, err := os.Stat(name); err != nil || !os.SameFile(info, f.were[i]) {
			return fmt.Errorf("%w: %s", feed.ErrMoved, name)
		}
	}
	return nil
}

// because explains a failure by files that have gone, where they have.
func (f files) because(err error) error {
	if err == nil {
		return nil
	}
	if moved := f.moved(); moved != nil && !errors.Is(err, moved) {
		return fmt.Errorf("%w: %w", moved, err)
	}
	return err
}
