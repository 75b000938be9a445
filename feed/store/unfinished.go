package store

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
)

// unfinished is what the names of files hold that have no name of their own yet: a
// copy, a store that is being repaired.
const unfinished = "-unfinished-"

// besideFile makes an empty file, for its owner alone, in the folder of another, and
// removes what a griot that was killed has left there. done removes the file unless it
// has got its name.
func besideFile(path string) (made string, done func(), err error) {
	if _, err := Sweep(path); err != nil {
		return "", nil, err
	}
	f, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+unfinished+"*") // mode 0600
	if e, ok := errors.AsType[*fs.PathError](err); ok {
		return "", nil, &fs.PathError{Op: "write", Path: filepath.Dir(path), Err: e.Err} // the name says nothing
	}
	if err != nil {
		return "", nil, err
	}
	done = func() {
		for _, end := range []string{"-wal", "-shm", "-journal", ""} {
			os.Remove(f.Name() + end)
		}
		f.Close()
	}
	// The lock says that somebody is at work. It ends with the process.
	if err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX); err != nil && !errors.Is(err, syscall.ENOTSUP) {
		done()
		return "", nil, err
	}
	if _, err := os.Lstat(f.Name()); errors.Is(err, os.ErrNotExist) {
		done()
		return besideFile(path) // swept in the moment before it was locked
	}
	return f.Name(), done, nil
}

// Sweep removes the unfinished files beside a store, or beside a backup, that a griot
// has left which was killed, and returns how many they were.
func Sweep(path string) (n int, err error) {
	entries, err := os.ReadDir(filepath.Dir(path))
	if errors.Is(err, os.ErrNotExist) {
		return 0, nil
	}
	if err != nil {
		return 0, err
	}
	for _, e := range entries {
		number, ours := strings.CutPrefix(e.Name(), "."+filepath.Base(path)+unfinished)
		if !ours || !e.Type().IsRegular() || strings.Trim(number, "0123456789") != "" {
			continue
		}
		if name := filepath.Join(filepath.Dir(path), e.Name()); abandoned(name) {
			for _, end := range []string{"-wal", "-shm", "-journal", ""} {
				os.Remove(name + end)
			}
			n++
		}
	}
	return n, nil
}

// abandoned tells whether nobody works on an unfinished file any more.
func abandoned(name string) bool {
	f, err := os.Open(name)
	if err != nil {
		return false
	}
	defer f.Close()
	return syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB) == nil
}
