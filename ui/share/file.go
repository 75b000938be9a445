package share

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"griot/render/plain"
)

const (
	extension = ".md"
	// nameBytes leaves room for a number and the extension in the 255 bytes that a
	// name has on most file systems.
	nameBytes = 200
	// namesTried bounds how many names are tried for one file.
	namesTried = 1000
)

// FileName makes a name of a title that is safe on every file system: without
// what divides paths or is reserved, not hidden, not an option to a program, and
// not too long. It has no extension.
func FileName(title string) string {
	var b strings.Builder
	for _, r := range norm.NFC.String(plain.Line(title)) {
		switch {
		case strings.ContainsRune(`/\:*?"<>|`, r):
			b.WriteByte(' ') // also the ones that Windows reserves
		case unicode.IsSpace(r):
			b.WriteByte(' ')
		case unicode.IsPrint(r):
			b.WriteRune(r)
		}
	}
	name := b.String()
	for trimmed := ""; name != trimmed; { // what is taken away may leave a mark with nothing to stand on
		trimmed = name
		name = strings.TrimLeft(plain.Line(name), ".-~ ")
	}
	for len(name) > nameBytes {
		_, size := utf8.DecodeLastRuneInString(name)
		name = name[:len(name)-size]
	}
	name = strings.TrimRight(name, ". ")
	if name == "" {
		return "article"
	}
	if reserved(name) {
		return name + "_"
	}
	return name
}

// reserved tells whether Windows takes a name for a device.
func reserved(name string) bool {
	base, _, _ := strings.Cut(strings.ToUpper(name), ".")
	if slices.Contains([]string{"CON", "PRN", "AUX", "NUL"}, base) {
		return true
	}
	return len(base) == 4 && (strings.HasPrefix(base, "COM") || strings.HasPrefix(base, "LPT")) && base[3] >= '1' && base[3] <= '9'
}

// writeNew writes a file that was not there before, and returns its path. Where the
// name is taken it tries "name 2" and so on: nothing is ever written over.
func writeNew(dir, name, content string) (path string, err error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return "", err
	}
	for n := 1; n <= namesTried; n++ {
		numbered := name
		if n > 1 {
			numbered = fmt.Sprintf("%s %d", name, n)
		}
		path = filepath.Join(dir, numbered+extension)
		f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
		if errors.Is(err, fs.ErrExist) {
			continue
		}
		if err != nil {
			return "", err
		}
		return path, fill(f, content)
	}
	return "", &fs.PathError{Op: "create", Path: filepath.Join(dir, name+extension), Err: fs.ErrExist}
}

// fill writes a new file and removes it again when it can't be written whole.
func fill(f *os.File, content string) error {
	_, err := io.WriteString(f, content)
	if err == nil {
		err = f.Sync()
	}
	if closed := f.Close(); err == nil {
		err = closed
	}
	if err != nil {
		os.Remove(f.Name())
	}
	return err
}
