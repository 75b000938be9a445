package app_test

import (
	"context"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/creack/pty"
	"golang.org/x/sys/unix"

	"griot/feed"
	"griot/feed/library"
	"griot/feed/store"
	"griot/feed/urls"
	"griot/ui/app"
	"griot/ui/keys"
	"griot/ui/pane"
	"griot/ui/text"
)

// faulty is a library that panics where a test wants it to.
type faulty struct {
	*library.Library
	in   string
	died atomic.Bool
}

func (f *faulty) Thread(ctx context.Context, id feed.ArticleID) (feed.Thread, error) {
	if f.in == "command" {
		panic("no thread")
	}
	return f.Library.Thread(ctx, id)
}

func (f *faulty) SetOffline(off bool) {
	switch f.in {
	case "Update":
		panic("no line")
	case "View":
		f.died.Store(true)
	}
	f.Library.SetOffline(off)
}

func (f *faulty) Offline() bool {
	if f.died.Load() {
		panic("no masthead")
	}
	return f.Library.Offline()
}

// Watch waits: there is nothing to watch.
func (f *faulty) Watch(ctx context.Context, _ func(library.Change)) error {
	if f.in == "watcher" {
		time.Sleep(100 * time.Millisecond) // so that Bubble Tea has drawn
		panic("no watching")
	}
	<-ctx.Done()
	return ctx.Err()
}

// A fault in griot leaves the terminal as it was and what was typed in the store;
// the stack is in the log and nowhere else.
func TestCrashLeavesTheTerminalUsable(t *testing.T) {
	t.Parallel()
	const drawing = "\x1b[?2004h" // Bubble Tea has drawn, not only the first frame been painted
	for _, c := range []struct{ name, in, press, after string }{
		{"in a command", "command", "c", drawing},
		{"in Update", "Update", "!", drawing},
		{"in View", "View", "!", drawing},
		{"at once", "Update", "!", sampleHeadline},
		{"in a watcher", "watcher", "", drawing},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			terminal := newTerminal(t)
			lib := &faulty{Library: sampleLibrary(t), in: c.in}
			defer lib.Close()
			var log safeLog
			ended := make(chan error, 1)
			go func() { ended <- app.Run(t.Context(), terminal.options(lib, &log)) }()
			terminal.see(c.after)
			terminal.press(c.press)
			select {
			case err := <-ended:
				if !errors.Is(err, app.ErrCrashed) {
					t.Errorf("Run = %v", err)
				}
			case <-time.After(patience):
				t.Fatal("did not end")
			}
			terminal.restored()
			if said := log.String(); !strings.Contains(said, "no ") || !strings.Contains(said, "crash_test.go") {
				t.Errorf("the log has no stack:\n%s", said)
			}
		})
	}
}

// sampleLibrary is a library as a first run leaves it.
func sampleLibrary(t *testing.T) *library.Library {
	t.Helper()
	home := t.TempDir()
	order(t, home, "list")
	s, err := store.Open(t.Context(), filepath.Join(home, ".local", "share", "griot", "griot.db"), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return library.New(library.Deps{Store: s, Urls: urls.Open(filepath.Join(home, "urls"))})
}

// safeLog is a log that may be read while it is written.
type safeLog struct {
	mu   sync.Mutex
	text strings.Builder
}

func (l *safeLog) Write(b []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Write(b)
}

func (l *safeLog) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.String()
}

// ownTerminal is a pseudo-terminal for a program that runs in the test itself.
type ownTerminal struct {
	t       *testing.T
	far     *os.File // the person's end
	near    *os.File // the program's
	before  *unix.Termios
	written safeLog
}

func newTerminal(t *testing.T) *ownTerminal {
	t.Helper()
	far, near, err := pty.Open()
	if err != nil {
		t.Fatal(err)
	}
	if err := pty.Setsize(far, &pty.Winsize{Cols: 80, Rows: 24}); err != nil {
		t.Fatal(err)
	}
	o := &ownTerminal{t: t, far: far, near: near}
	o.before = o.state()
	go func() {
		b := make([]byte, 64<<10)
		for {
			n, err := far.Read(b)
			o.written.Write(b[:n])
			if err != nil {
				return
			}
		}
	}()
	t.Cleanup(func() { far.Close() }) // a killed program may still be reading the near end
	return o
}

func (o *ownTerminal) options(lib app.Library, log *safeLog) app.Options {
	bindings, _ := keys.New("default")
	return app.Options{
		Env:     pane.Env{Words: text.New(text.English, time.UTC), Keys: bindings, Now: time.Now, Width: 80},
		Library: lib, Log: slog.New(slog.NewTextHandler(log, nil)),
		Input: o.near, Output: o.near, Environ: []string{"TERM=xterm-256color"},
	}
}

func (o *ownTerminal) state() *unix.Termios {
	o.t.Helper()
	state, err := unix.IoctlGetTermios(int(o.near.Fd()), unix.TCGETS)
	if err != nil {
		o.t.Fatal(err)
	}
	return state
}

func (o *ownTerminal) press(keys string) {
	o.t.Helper()
	if _, err := o.far.WriteString(keys); err != nil {
		o.t.Fatal(err)
	}
}

func (o *ownTerminal) see(text string) {
	o.t.Helper()
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(5 * time.Millisecond) {
		if strings.Contains(o.written.String(), text) {
			return
		}
	}
	o.t.Fatalf("waited for %q; it wrote %q", text, o.written.String())
}

// restored fails the test unless the terminal is as it was, and shows nothing that
// is for programmers.
func (o *ownTerminal) restored() {
	o.t.Helper()
	o.see("\x1b[?1049l")
	if now := o.state(); *now != *o.before {
		o.t.Errorf("the terminal is %+v, was %+v", now, o.before)
	}
	for _, word := range []string{"panic", "goroutine"} {
		if strings.Contains(o.written.String(), word) {
			o.t.Errorf("%q was written on the terminal", word)
		}
	}
}
