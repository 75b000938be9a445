// Package urls reads and edits the reader's list of sources, a text file in
// newsboat's syntax: one source a line, URL "tag" "~Title". Whatever griot does
// not alter stays byte for byte as it was.
package urls

import (
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"

	"github.com/google/renameio/v2"

	"griot/feed"
	"griot/render/plain"
)

// File is a urls file. It need not exist. Several programs may edit it at once.
type File struct{ path string }

// Open names a urls file. It does not touch it.
func Open(path string) *File { return &File{path} }

// Path is where the file is.
func (f *File) Path() string { return f.path }

// Stamp changes whenever the file may have changed; it is empty without a file.
func (f *File) Stamp() (string, error) {
	info, err := os.Stat(f.path)
	if errors.Is(err, fs.ErrNotExist) {
		return "", nil
	}
	if err != nil {
		return "", fmt.Errorf("read the list of sources: %w", err)
	}
	return fmt.Sprintf("%d %d", info.ModTime().UnixNano(), info.Size()), nil
}

// List returns the sources in the file's order, with address, kind, name and
// tags, and the lines that say something else: exec:, filter:, query: and what is
// no address. They are kept, and never run.
func (f *File) List() (sources []feed.Source, kept []string, err error) {
	lines, err := f.read()
	if err != nil {
		return nil, nil, err
	}
	sources, kept = list(lines)
	return sources, kept, nil
}

// Parse reads the text of a urls file as List does.
func Parse(text string) (sources []feed.Source, kept []string) { return list(split(text)) }

func list(lines []line) (sources []feed.Source, kept []string) {
	at := map[string]int{}
	for _, l := range lines {
		if l.kept {
			kept = append(kept, plain.Line(l.text))
		}
		if l.address == "" {
			continue
		}
		if i, twice := at[l.address]; twice {
			s := &sources[i]
			for _, t := range l.tags {
				s.Tags = addTag(s.Tags, t)
			}
			if s.Name == "" {
				s.Name = l.name
			}
			continue
		}
		at[l.address] = len(sources)
		s := feed.Source{Address: l.address, Name: l.name, Tags: l.tags}
		if filepath.IsAbs(l.address) {
			s.Kind = feed.KindFile
		}
		sources = append(sources, s)
	}
	return sources, kept
}

// Users returns the user names and passwords that stand in the addresses, by
// address without them.
func (f *File) Users() (map[string]*url.Userinfo, error) {
	lines, err := f.read()
	if err != nil {
		return nil, err
	}
	return usersOf(lines), nil
}

// Users returns the user names and passwords in the text of a urls file, as those
// of a file.
func Users(text string) map[string]*url.Userinfo { return usersOf(split(text)) }

func usersOf(lines []line) map[string]*url.Userinfo {
	users := map[string]*url.Userinfo{}
	for _, l := range lines {
		if l.user != nil {
			users[l.address] = l.user
		}
	}
	return users
}

// Change gives a source's line its name and its tags, or adds one at the end. user
// may be nil; it goes into a new line alone.
func (f *File) Change(s feed.Source, user *url.Userinfo) error {
	return f.edit(func(lines []line) []line {
		if i := find(lines, s.Address); i >= 0 {
			lines[i] = lines[i].with(s)
			return lines
		}
		return append(lines, newLine(s, user))
	})
}

// Add adds lines at the end, in one edit, for the sources that have none. users are
// as File.Users returns them.
func (f *File) Add(sources []feed.Source, users map[string]*url.Userinfo) error {
	return f.edit(func(lines []line) []line {
		listed := make(map[string]bool, len(lines))
		for _, l := range lines {
			listed[l.address] = true
		}
		for _, s := range sources {
			if !listed[s.Address] {
				listed[s.Address] = true
				lines = append(lines, newLine(s, users[s.Address]))
			}
		}
		return lines
	})
}

// Move gives a source's line another address. What else it says stays; a user
// name and password stay only on the same host.
func (f *File) Move(from, to string) error {
	return f.edit(func(lines []line) []line {
		i := find(lines, from)
		if i < 0 {
			return lines
		}
		if find(lines, to) >= 0 {
			return slices.Delete(lines, i, i+1)
		}
		old := lines[i]
		user := old.user
		if !feed.SharesLogin(from, to) {
			user = nil
		}
		l := newLine(feed.Source{Address: to}, user)
		rest, _ := strings.CutPrefix(strings.TrimLeft(old.text, blanks), old.first)
		lines[i] = parseLine(l.first+rest, old.end)
		return lines
	})
}

// Remove takes a source out. restore puts its line back where it stood; it is nil
// when there was none.
func (f *File) Remove(address string) (restore func() error, err error) {
	var gone line
	at := -1
	err = f.edit(func(lines []line) []line {
		if at = find(lines, address); at >= 0 {
			gone = lines[at]
		}
		return slices.DeleteFunc(lines, func(l line) bool { return l.address == address })
	})
	if err != nil || at < 0 {
		return nil, err
	}
	return func() error {
		return f.edit(func(lines []line) []line {
			if find(lines, address) >= 0 {
				return lines
			}
			return slices.Insert(lines, min(at, len(lines)), gone)
		})
	}, nil
}

func find(lines []line, address string) int {
	return slices.IndexFunc(lines, func(l line) bool { return l.address != "" && l.address == address })
}

// maxSize is how large a urls file may be, in bytes.
const maxSize = 16 << 20

func (f *File) read() ([]line, error) {
	if info, err := os.Stat(f.path); err == nil && (!info.Mode().IsRegular() || info.Size() > maxSize) {
		return nil, fmt.Errorf("read the list of sources: %s: not a text file", f.path)
	}
	text, err := os.ReadFile(f.path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read the list of sources: %w", err)
	}
	return split(string(text)), nil
}

const mark = "\uFEFF" // some editors begin a file with it

func split(text string) []line {
	var lines []line
	for raw := range strings.Lines(text) {
		body := strings.TrimRight(raw, "\r\n")
		l := parseLine(strings.TrimPrefix(body, mark), raw[len(body):])
		l.text = body
		lines = append(lines, l)
	}
	return lines
}

// edit reads the file, alters its lines and puts it in place at once. It waits
// for another griot that edits it.
func (f *File) edit(alter func([]line) []line) error {
	target := f.path
	if real, err := filepath.EvalSymlinks(f.path); err == nil {
		target = real // the link stays a link
	} else if to, err := os.Readlink(f.path); err == nil {
		target = to // nothing there yet
		if !filepath.IsAbs(to) {
			target = filepath.Join(filepath.Dir(f.path), to)
		}
	}
	folder := filepath.Dir(target)
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return fmt.Errorf("write the list of sources: %w", err)
	}
	defer lock(folder)()
	lines, err := f.read()
	if err != nil {
		return err
	}
	before := join(lines)
	after := join(alter(lines))
	if before == after {
		return nil
	}
	err = renameio.WriteFile(target, []byte(after), 0o600, renameio.WithTempDir(folder))
	if e, ok := errors.AsType[*fs.PathError](err); ok {
		err = &fs.PathError{Op: e.Op, Path: target, Err: e.Err} // not that of the file that was to take its place
	}
	if err != nil {
		return fmt.Errorf("write the list of sources: %w", err)
	}
	return nil
}

func join(lines []line) string {
	var b strings.Builder
	for i, l := range lines {
		b.WriteString(l.text)
		if l.end == "" && i < len(lines)-1 {
			l.end = "\n"
		}
		b.WriteString(l.end)
	}
	return b.String()
}

// lock keeps other griots out of a folder's urls file. Where a file system knows
// no locks there is none.
func lock(folder string) (unlock func()) {
	d, err := os.Open(folder)
	if err != nil {
		return func() {}
	}
	_ = syscall.Flock(int(d.Fd()), syscall.LOCK_EX)
	return func() { _ = d.Close() }
}
