package fetch

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"griot/feed"
)

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func TestFile(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "feed.xml")
	write(t, path, feedBody)
	response, err := File(path)
	if err != nil || string(response.Body) != feedBody || response.Name != "feed.xml" || response.URL != path ||
		response.Modified.IsZero() || response.Wire != 0 {
		t.Errorf("%+v, %v", response, err)
	}
	write(t, filepath.Join(dir, "feed.xml.gz"), string(packed([]byte(feedBody))))
	if response, err := File(filepath.Join(dir, "feed.xml.gz")); err != nil || string(response.Body) != feedBody {
		t.Errorf("packed: %v", err)
	}
	pipe := filepath.Join(dir, "pipe")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(dir, "large"), "")
	if err := os.Truncate(filepath.Join(dir, "large"), maxBody+1); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]feed.FailureKind{
		"missing": feed.FailedMissing, ".": feed.FailedNotFeed, "pipe": feed.FailedNotFeed, "large": feed.FailedTooLarge,
	} {
		if _, err := File(filepath.Join(dir, name)); kindOf(feed.FailureOf(err)) != want {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestFolder(t *testing.T) {
	dir := t.TempDir()
	old := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	for i, name := range []string{"oldest.md", "middle.txt", "newest.html"} {
		path := filepath.Join(dir, name)
		write(t, path, name)
		if err := os.Chtimes(path, old, old.Add(time.Duration(i)*time.Hour)); err != nil {
			t.Fatal(err)
		}
	}
	write(t, filepath.Join(dir, ".hidden.md"), "x")
	write(t, filepath.Join(dir, "saved.md~"), "x")
	write(t, filepath.Join(dir, "below", "deep.md"), "x")
	outside := filepath.Join(t.TempDir(), "linked.md")
	write(t, outside, "x")
	if err := os.Chtimes(outside, old, old.Add(-time.Hour)); err != nil {
		t.Fatal(err)
	}
	for link, to := range map[string]string{"link.md": outside, "loop": dir, "self": "self", "dangling": "nowhere"} {
		if err := os.Symlink(to, filepath.Join(dir, link)); err != nil {
			t.Fatal(err)
		}
	}
	got, err := Folder(dir)
	for i := range got {
		got[i] = filepath.Base(got[i])
	}
	if want := []string{"newest.html", "middle.txt", "oldest.md", "link.md"}; err != nil || !slices.Equal(got, want) {
		t.Errorf("%v, want %v (%v)", got, want, err)
	}
	if _, err := Folder(filepath.Join(dir, "missing")); kindOf(feed.FailureOf(err)) != feed.FailedMissing {
		t.Errorf("missing: %v", err)
	}
}

func TestInput(t *testing.T) {
	response, err := Input(strings.NewReader(feedBody))
	if err != nil || string(response.Body) != feedBody || response.URL != feed.InputAddress {
		t.Errorf("%+v, %v", response, err)
	}
	if response, err := Input(strings.NewReader("")); err != nil || len(response.Body) != 0 {
		t.Errorf("nothing: %v", err)
	}
	if _, err := Input(strings.NewReader(strings.Repeat("a", maxBody+1))); kindOf(feed.FailureOf(err)) != feed.FailedTooLarge {
		t.Errorf("too much: %v", err)
	}
}

func TestStamp(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "a.md")
	write(t, path, "one")
	for _, of := range []struct {
		path string
		kind feed.Kind
	}{{path, feed.KindFile}, {dir, feed.KindFolder}} {
		before, kind, err := Stamp(of.path)
		if err != nil || kind != of.kind || before == "" {
			t.Fatalf("%s: %q, %v, %v", of.path, before, kind, err)
		}
		if again, _, _ := Stamp(of.path); again != before {
			t.Errorf("%s: the stamp changes by itself", of.path)
		}
		write(t, path, "another "+before)
		if after, _, _ := Stamp(of.path); after == before {
			t.Errorf("%s: the stamp stays when the file changes", of.path)
		}
	}
	if _, _, err := Stamp(filepath.Join(dir, "missing")); kindOf(feed.FailureOf(err)) != feed.FailedMissing {
		t.Errorf("missing: %v", err)
	}
}

func TestWatch(t *testing.T) {
	dir := t.TempDir()
	file, folder := filepath.Join(dir, "urls"), filepath.Join(dir, "notes")
	write(t, file, "one")
	write(t, filepath.Join(dir, "other"), "one")
	write(t, filepath.Join(folder, "a.md"), "one")
	ctx, cancel := context.WithCancel(t.Context())
	told := make(chan []string)
	ended := make(chan error)
	go func() {
		ended <- Local{}.Watch(ctx, []string{file, folder}, func(paths []string) { told <- paths })
	}()
	// The watch may begin after the first change: change until it tells.
	until := func(change func(n int), want []string) {
		t.Helper()
		tick := time.NewTicker(400 * time.Millisecond)
		defer tick.Stop()
		for n := 0; ; n++ {
			change(n)
			select {
			case got := <-told:
				if !slices.Equal(got, want) {
					t.Fatalf("told %v, want %v", got, want)
				}
				return
			case <-tick.C:
			case <-t.Context().Done():
				return
			}
		}
	}
	until(func(n int) {
		write(t, filepath.Join(dir, "new"), strings.Repeat("x", n))
		if err := os.Rename(filepath.Join(dir, "new"), file); err != nil {
			t.Fatal(err)
		}
		write(t, filepath.Join(dir, "other"), strings.Repeat("x", n))
	}, []string{file})
	until(func(n int) { write(t, filepath.Join(folder, "b.md"), strings.Repeat("x", n)) }, []string{folder})
	cancel()
	if err := <-ended; err != context.Canceled {
		t.Errorf("ended with %v", err)
	}
}
