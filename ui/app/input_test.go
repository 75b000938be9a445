package app

import (
	"errors"
	"io"
	"os"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// What arrives in pieces must be read as what was pressed.
func TestPatientInput(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name   string
		pieces []string
		want   string
	}{
		{"a split arrow key", []string{"\x1b", "[", "A"}, "\x1b[A"},
		{"a split arrow key after others", []string{"jj\x1b", "[B"}, "jj\x1b[B"},
		{"a split function key", []string{"\x1b", "O", "P"}, "\x1bOP"},
		{"a split rune", []string{"\xe6", "\x97", "\xa5"}, "日"},
		{"esc, then a letter", []string{"\x1b", "f"}, escapeKey + "f"},
		{"esc, then esc, then a letter", []string{"\x1b", "\x1b", "f"}, escapeKey + escapeKey + "f"},
		{"esc, then an arrow key", []string{"\x1b", "\x1b[A"}, escapeKey + "\x1b[A"},
		{"esc, then a split arrow key", []string{"\x1b", "\x1b", "[A"}, escapeKey + "\x1b[A"},
		{"alt and a letter", []string{"\x1bf"}, "\x1bf"},
		{"esc alone", []string{"\x1b"}, escapeKey},
		{"letters, then esc", []string{"j\x1b"}, "j" + escapeKey},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			r, w, err := os.Pipe()
			if err != nil {
				t.Fatal(err)
			}
			defer r.Close()
			in := &patientInput{terminal: r, wait: time.Minute, stall: time.Minute} // the end of the pipe ends it sooner
			go func() {
				defer w.Close()
				for _, piece := range c.pieces {
					if _, err := w.WriteString(piece); err != nil {
						return
					}
					for unread(w) > 0 {
						time.Sleep(time.Millisecond)
					}
				}
			}()
			b := make([]byte, 4096)
			n, err := in.Read(b)
			if err != nil || string(b[:n]) != c.want {
				t.Fatalf("Read = %q, %v; want %q", b[:n], err, c.want)
			}
		})
	}
}

// unread is how many bytes wait in a pipe.
func unread(pipe *os.File) int {
	n, err := unix.IoctlGetInt(int(pipe.Fd()), unix.TIOCINQ)
	if err != nil {
		return 0
	}
	return n
}

// The esc key alone is not waited for longer than that.
func TestPatientInputLetsEscapeThrough(t *testing.T) {
	t.Parallel()
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	defer w.Close()
	in := &patientInput{terminal: r, wait: time.Millisecond}
	if _, err := w.WriteString("\x1b"); err != nil {
		t.Fatal(err)
	}
	b := make([]byte, 4096)
	n, err := in.Read(b)
	if err != nil || string(b[:n]) != escapeKey {
		t.Fatalf("Read = %q, %v; want esc", b[:n], err)
	}
}

// brokenTerminal panics when it is read.
type brokenTerminal struct{ terminal }

func (brokenTerminal) Read([]byte) (int, error) { panic("no keys") }

// A fault in reading keys is told, and ends the reading.
func TestAFaultInReadingKeys(t *testing.T) {
	t.Parallel()
	var told any
	in := &patientInput{terminal: brokenTerminal{}, fault: func(value any) { told = value }}
	if n, err := in.Read(make([]byte, 4096)); n != 0 || !errors.Is(err, io.EOF) || told != "no keys" {
		t.Errorf("%d, %v, told %v", n, err, told)
	}
}
