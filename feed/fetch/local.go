package fetch

import (
	"cmp"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"time"

	"griot/feed"
)

// maxFiles is how many files of a folder are read, the newest.
const maxFiles = 2000

var errNotRegular = errors.New("not a regular file")

// Local reads what is on this computer: File, Folder and Input as methods.
type Local struct{}

// File is the function File.
func (Local) File(path string) (*feed.Response, error) { return File(path) }

// Folder is the function Folder.
func (Local) Folder(path string) ([]string, error) { return Folder(path) }

// Input is the function Input.
func (Local) Input(r io.Reader) (*feed.Response, error) { return Input(r) }

// File reads a regular file of at most 20 MiB, packed by gzip or not. It never
// waits for a pipe or a device. The error is a *feed.Failure.
func File(path string) (*feed.Response, error) {
	// Opening a pipe would wait for its writer.
	f, err := os.OpenFile(path, os.O_RDONLY|syscall.O_NONBLOCK, 0)
	if err != nil {
		return nil, fileFailure(err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err == nil && !info.Mode().IsRegular() {
		err = errNotRegular
	}
	if err != nil {
		return nil, fileFailure(err)
	}
	body, err := unpack(f, "", info.Size())
	if err != nil {
		return nil, fileFailure(err)
	}
	return &feed.Response{
		Body: body, URL: path, Name: filepath.Base(path),
		Modified: info.ModTime(),
	}, nil
}

// Folder lists a folder's files by their paths, newest first, without the hidden
// ones and without what lies in folders below it. It follows a link to a file,
// never to a folder. The error is a *feed.Failure.
func Folder(path string) ([]string, error) {
	entries, err := os.ReadDir(path)
	if err != nil {
		return nil, fileFailure(err)
	}
	type file struct {
		path     string
		modified time.Time
	}
	files := make([]file, 0, len(entries))
	for _, e := range entries {
		name := e.Name()
		if strings.HasPrefix(name, ".") || strings.HasSuffix(name, "~") {
			continue
		}
		full := filepath.Join(path, name)
		info, err := e.Info()
		if err == nil && info.Mode()&fs.ModeSymlink != 0 {
			info, err = os.Stat(full)
		}
		if err == nil && info.Mode().IsRegular() {
			files = append(files, file{full, info.ModTime()})
		}
	}
	slices.SortFunc(files, func(a, b file) int {
		return cmp.Or(b.modified.Compare(a.modified), cmp.Compare(a.path, b.path))
	})
	files = files[:min(len(files), maxFiles)]
	paths := make([]string, len(files))
	for i, f := range files {
		paths[i] = f.path
	}
	return paths, nil
}

// Input reads standard input, at most 20 MiB. The error is a *feed.Failure.
func Input(r io.Reader) (*feed.Response, error) {
	body, err := unpack(r, "", -1)
	if err != nil {
		return nil, fileFailure(err)
	}
	return &feed.Response{Body: body, URL: feed.InputAddress}, nil
}
