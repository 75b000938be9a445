package app

import (
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

// A split arrow key must arrive as one read, however slowly it comes.
func TestPatientInputJoinsASplitKey(t *testing.T) {
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	in := &patientInput{terminal: r, wait: 5 * time.Second}
	go func() {
		defer w.Close()
		for _, part := range []string{"\x1b", "[", "A"} {
			if _, err := w.WriteString(part); err != nil {
				return
			}
			time.Sleep(20 * time.Millisecond)
		}
	}()
	b := make([]byte, 64)
	n, err := in.Read(b)
	if err != nil || string(b[:n]) != "\x1b[A" {
		t.Fatalf("Read = %q, %v; want the whole arrow key", b[:n], err)
	}
}

// The esc key alone is an esc, once nothing follows it.
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
	if err != nil || string(b[:n]) != "\x1b" {
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
