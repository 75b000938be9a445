package store

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"griot/feed"
)

// TestWhatIsWrittenToLostFilesIsRefused takes an open store's files away: what is
// written then would be reported as saved, and be gone.
func TestWhatIsWrittenToLostFilesIsRefused(t *testing.T) {
	t.Parallel()
	for name, lose := range map[string]func(path string) error{
		"deleted":  os.Remove,
		"moved":    func(path string) error { return os.Rename(path, path+".elsewhere") },
		"log gone": func(path string) error { return os.Remove(path + "-wal") },
		"folder moved": func(path string) error {
			return os.Rename(filepath.Dir(path), filepath.Dir(path)+"-elsewhere")
		},
		"replaced": func(path string) error {
			b, err := os.ReadFile(path)
			return errors.Join(err, os.WriteFile(path+".new", b, 0o600), os.Rename(path+".new", path))
		},
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "data", "griot.db")
			s, err := Open(t.Context(), path, Options{careless: true})
			check(t, err)
			src := follow(t, s, "one")
			save(t, s, src.ID, entries(1, 3)...)
			write(t, s, feed.Draft{Article: 1, Body: "before"})
			check(t, lose(path))
			if _, _, err := s.SaveComment(t.Context(), feed.Draft{Article: 2, Body: "after"}, "me"); !errors.Is(err, feed.ErrMoved) {
				t.Errorf("comment: %v", err)
			}
			if err := s.SaveDraft(t.Context(), feed.Draft{Article: 2, Body: "after"}); !errors.Is(err, feed.ErrMoved) {
				t.Errorf("draft: %v", err)
			}
			if n := len(must[[]feed.Comment](t)(s.OwnComments(t.Context(), 0))); n != 1 {
				t.Errorf("%d comments can still be read", n)
			}
			check(t, s.Close())
		})
	}
}

func TestAStoreBehindALink(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	link, file := filepath.Join(dir, "griot.db"), filepath.Join(dir, "else", "where.db")
	check(t, os.Mkdir(filepath.Dir(file), 0o700))
	check(t, os.Symlink(file, link))
	if _, err := Open(t.Context(), link, Options{}); !errors.Is(err, fs.ErrNotExist) || !strings.Contains(fmt.Sprint(err), file) {
		t.Errorf("a link to nothing: %v", err)
	}
	take(t, crashed(t, "first"), file)
	take(t, crashed(t, "theirs")+"-wal", file+"-wal")
	if _, err := Open(t.Context(), link, Options{}); !errors.Is(err, feed.ErrDamaged) {
		t.Errorf("another store's log beside the file: %v", err)
	}
	r, err := Repair(t.Context(), link, "", Options{})
	check(t, err)
	if info, err := os.Lstat(link); err != nil || info.Mode()&fs.ModeSymlink == 0 || filepath.Dir(r.Aside) != filepath.Dir(file) {
		t.Errorf("the link became %v, %v; aside %s", info.Mode(), err, r.Aside)
	}
	wantSound(t, openAt(t, link, Options{}))
}

func TestWhatIsNoFileIsNoStore(t *testing.T) {
	path := filepath.Join(t.TempDir(), "griot.db")
	for name, put := range map[string]func() error{
		"folder": func() error { return os.Mkdir(path, 0o700) },
		"pipe":   func() error { return syscall.Mkfifo(path, 0o600) },
		"device": func() error { return os.Symlink("/dev/full", path) },
	} {
		check(t, put())
		for _, o := range []Options{{}, {ReadOnly: true}} {
			_, err := Open(t.Context(), path, o)
			if _, ok := errors.AsType[*fs.PathError](err); !ok {
				t.Errorf("%s: %v", name, err)
			}
		}
		check(t, os.Remove(path))
	}
}
