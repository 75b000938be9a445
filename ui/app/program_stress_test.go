package app_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/creack/pty"

	"griot/feed"
	"griot/feed/library"
	"griot/ui/app"
)

// Bytes that are no text at all, and pieces of sequences, end nothing and garble
// nothing; in a box they are left out.
func TestKeysThatAreNoText(t *testing.T) {
	t.Parallel()
	g := run(t, setup{width: 100, height: 30})
	g.see(sampleHeadline, "1 of 11")
	g.settle()
	const junk = "\xff\xfe\x80\xc3\xf0\x9f\x92\xed\xa0\x80\xc0\xaf\xf4\x90\x80\x80"
	g.press(junk + "\x1b[200~\xff\xfe\x1b[201~" + "\x1b[;;;;~\x1b[999999999999m\x1b]52;c;" + junk + "\x07\x1bP" + junk + "\x1b\\")
	g.settle()
	g.press("\x1b[27u\x1b[27u")
	g.press("Cbefore" + junk + "after")
	g.see("before", "after", "Your comment ·")
	g.press(ctrlS)
	g.gone("Your comment ·")
	g.press("c")
	g.see("before", "after")
	g.press("Q")
	if code := g.ends(); code != 0 {
		t.Errorf("exit status %d", code)
	}
}

// 10,000 keys at once are all carried out, on the list and in a box, and the screen
// is whole afterwards.
func TestTenThousandKeysAtOnce(t *testing.T) {
	t.Parallel()
	home := paper(t, 300)
	g := run(t, setup{home: home, width: 100, height: 30})
	g.see("Story 1", "1 of 300")
	g.settle()
	g.press(strings.Repeat("jjjkk", 1_999) + "ggjjj") // somewhere, then the top, then three down
	g.see("4 of 300")
	g.press("s" + strings.Repeat("mm", 25) + strings.Repeat("?\x1b[27u", 50) + "J")
	g.see("5 of 300", "starred 1")
	g.press("C" + strings.Repeat("ab", 5_000) + "!")
	g.see("ab!", "Your comment ·")
	g.press(ctrlS)
	g.gone("Your comment ·")
	if out := order(t, home, "comments", "--mine"); !strings.Contains(strings.Join(strings.Fields(out), ""), strings.Repeat("ab", 5_000)) {
		t.Errorf("comments --mine:\n%.500s", out)
	}
	g.press(strings.Repeat("\x1b[<65;5;9M", 1_000) + "\x0c") // the wheel, and redraw
	g.see("of 300")
	g.press("Q")
	if code := g.ends(); code != 0 {
		t.Errorf("exit status %d", code)
	}
}

// A terminal of one cell, and one larger than any wall.
func TestTerminalsOfOddSizes(t *testing.T) {
	t.Parallel()
	for _, size := range [][2]int{{1, 1}, {1000, 400}} {
		t.Run(fmt.Sprint(size), func(t *testing.T) {
			t.Parallel()
			g := run(t, setup{width: size[0], height: size[1]})
			g.writes("\x1b[?2004h") // it takes the keys
			g.settle()
			g.press("j" + enter + "]" + "c" + "CMine, small or large." + ctrlS)
			g.settle()
			for i := range 200 { // in quick succession, without an emulator to keep up
				if err := pty.Setsize(g.pty, &pty.Winsize{Cols: uint16(1 + i*37%1000), Rows: uint16(1 + i*13%400)}); err != nil {
					t.Fatal(err)
				}
			}
			g.resize(100, 30)
			g.see("Mine, small or large.")
			g.press("Q")
			if code := g.ends(); code != 0 {
				t.Errorf("exit status %d", code)
			}
		})
	}
}

// The store breaks while griot runs: one sentence says so and what to do, and what
// is on the screen stays.
func TestTheStoreBreaksMeanwhile(t *testing.T) {
	t.Parallel()
	home := paper(t, 3000)
	g := run(t, setup{home: home, width: 130, height: 30})
	g.see("Story 1", "1 of 3,000")
	g.settle()
	store := filepath.Join(home, ".local", "share", "griot", "griot.db")
	for _, name := range []string{store, store + "-wal"} {
		f, err := os.OpenFile(name, os.O_RDWR, 0)
		if errors.Is(err, os.ErrNotExist) {
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		info, err := f.Stat()
		if err == nil && info.Size() > 0 {
			_, err = f.WriteAt([]byte(strings.Repeat("\xa7garbage", int(info.Size()/8))), 0)
		}
		if err := errors.Join(err, f.Close()); err != nil {
			t.Fatal(err)
		}
	}
	g.press("G") // what was not read yet
	g.see("The store is damaged; griot doctor --repair saves what can be read")
	g.see("Story ")
	g.press("Q")
	g.ends()
	if strings.Contains(g.wrote(), "goroutine") || strings.Contains(g.wrote(), "SQL") {
		t.Error("what is for programmers was shown")
	}
}

// troubled is a library one part of which fails.
type troubled struct {
	*faulty
	refresh error
	thread  error
}

func (l *troubled) Thread(ctx context.Context, id feed.ArticleID) (feed.Thread, error) {
	if l.thread != nil {
		return feed.Thread{}, l.thread
	}
	return l.faulty.Thread(ctx, id)
}

func (l *troubled) Refresh(ctx context.Context, which library.Which, report func(feed.Progress)) (feed.Summary, error) {
	if l.refresh != nil {
		report(feed.Progress{Done: 1, Total: 1, Outcome: feed.Outcome{Failure: &feed.Failure{Kind: feed.FailedInternal, Detail: "no parser", Cause: feed.Panicked("no parser")}}})
		return feed.Summary{}, l.refresh
	}
	return l.faulty.Refresh(ctx, which, report)
}

// A part that fails says so in one sentence, and the others go on; the log has the
// stack of a fault of griot's own.
func TestOnePartFails(t *testing.T) {
	t.Parallel()
	terminal := newTerminal(t)
	lib := &troubled{faulty: &faulty{Library: sampleLibrary(t)}, thread: fmt.Errorf("x: %w", feed.ErrDamaged),
		refresh: fmt.Errorf("store: x: %w", feed.Panicked("no writer"))}
	defer lib.Close()
	var log safeLog
	ended := make(chan error, 1)
	go func() { ended <- app.Run(t.Context(), terminal.options(lib, &log)) }()
	terminal.see("\x1b[?2004h")
	terminal.press("R")
	terminal.see("a fault of griot’s own")
	terminal.press("c")
	terminal.see("The store is damaged")
	terminal.press("\x1b[27u" + enter) // back, and into the article
	terminal.see("The ten keys you need")
	terminal.press("Q")
	select {
	case err := <-ended:
		if err != nil {
			t.Errorf("Run = %v", err)
		}
	case <-time.After(patience):
		t.Fatal("did not end")
	}
	terminal.restored()
	for _, want := range []string{"no writer", "no parser", "program_stress_test.go"} {
		if !strings.Contains(log.String(), want) {
			t.Errorf("the log says nothing of %q:\n%s", want, log.String())
		}
	}
}
