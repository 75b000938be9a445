package app

import (
	"errors"
	"io"
	"os"
	"testing"
	"time"
)

func TestUnfinished(t *testing.T) {
	for _, c := range []struct {
		in   string
		want bool
	}{
		{"", false},
		{"j", false},
		{"jjj", false},
		{"\x1b", true},
		{"j\x1b", true},
		{"\x1b[", true},
		{"\x1b[1;5", true},
		{"\x1b[1;5A", false},
		{"\x1b[A", false},
		{"\x1b[[", true},
		{"\x1b[[A", false},
		{"\x1bO", true},
		{"\x1bOP", false},
		{"\x1bx", false},
		{"\x1b\xc3", true},
		{"\x1bé", false},
		{"\xc3", true},
		{"é", false},
		{"\xe6\x97", true},
		{"日", false},
		{"\x1b]11;rgb:0000/0000", true},
		{"\x1b]11;rgb:0000/0000/0000\x07", false},
		{"\x1b]11;rgb:0000/0000/0000\x1b", true},
		{"\x1b]11;rgb:0000/0000/0000\x1b\\", false},
		{"\x1b[<0;10;", true},
		{"\x1b[<0;10;5M", false},
		{"\x1b[200~pasted \x1b[201", true},
		{"\x1b[A\x1b[B", false},
		{"\x1b\x1b[", true},
		{"\x1b\x1b[A", false},
		{"\xff", false}, // invalid UTF-8 is not waited for
	} {
		if got := unfinished([]byte(c.in)); got != c.want {
			t.Errorf("unfinished(%q) = %v, want %v", c.in, got, c.want)
		}
	}
}

// What arrives in pieces must be read as what was pressed.
func TestPatientInput(t *testing.T) {
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
			in := &patientInput{terminal: r, wait: time.Minute} // the end of the pipe ends it sooner
			go func() {
				defer w.Close()
				for _, piece := range c.pieces {
					if _, err := w.WriteString(piece); err != nil {
						return
					}
					time.Sleep(30 * time.Millisecond)
				}
			}()
			b := make([]byte, 64)
			n, err := in.Read(b)
			if err != nil || string(b[:n]) != c.want {
				t.Fatalf("Read = %q, %v; want %q", b[:n], err, c.want)
			}
		})
	}
}

// The esc key alone is not waited for longer than that.
func TestPatientInputLetsEscapeThrough(t *testing.T) {
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
	b := make([]byte, 64)
	n, err := in.Read(b)
	if err != nil || string(b[:n]) != escapeKey {
		t.Fatalf("Read = %q, %v; want esc", b[:n], err)
	}
}

func FuzzUnfinished(f *testing.F) {
	for _, s := range []string{"j", "\x1b[A", "\x1b]0;x\x07", "\x1bPq\x1b\\", "日本", "\x1b[[A", "\x1b\x1b"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		unfinished(b)
		for rest := b; len(rest) > 0; {
			n := 1
			if rest[0] == esc {
				n = sequenceLen(rest)
			}
			if n < 0 || n > len(rest) {
				t.Fatalf("sequenceLen(%q) = %d", rest, n)
			}
			if n == 0 {
				return
			}
			rest = rest[n:]
		}
	})
}

// brokenTerminal panics when it is read.
type brokenTerminal struct{ terminal }

func (brokenTerminal) Read([]byte) (int, error) { panic("no keys") }

// A fault in reading keys is told, and ends the reading.
func TestAFaultInReadingKeys(t *testing.T) {
	var told any
	in := &patientInput{terminal: brokenTerminal{}, fault: func(value any) { told = value }}
	if n, err := in.Read(make([]byte, 100)); n != 0 || !errors.Is(err, io.EOF) || told != "no keys" {
		t.Errorf("%d, %v, told %v", n, err, told)
	}
}

func TestWithoutBrokenText(t *testing.T) {
	for in, want := range map[string]string{
		"":                                  "",
		"plain été 新聞":                      "plain été 新聞",
		"a\xffb\x90c\x9fd":                  "abcd",
		"\xf0\x9f\x92x\xed\xa0\x80y":        "xy",
		"\ufffd":                            "\ufffd",
		"\x1b[A\x80\x1b]52;c;\x9d\x07\x90q": "\x1b[A\x1b]52;c;\x9d\x07q",
		"\xffj\x1b":                         "j\x1b",
		"\xff\xfe":                          "",
	} {
		b := []byte(in)
		if got := string(b[:withoutBrokenText(b, len(b))]); got != want {
			t.Errorf("%q becomes %q, want %q", in, got, want)
		}
	}
}
