package app

import (
	"strings"
	"testing"
	"unicode/utf8"

	uv "github.com/charmbracelet/ultraviolet"
)

// sifted is what comes through of a text that arrives in pieces, after which the
// terminal is silent.
func sifted(pieces ...string) string {
	var s sieve
	for _, piece := range pieces {
		s.take([]byte(piece))
	}
	s.giveUp()
	return string(s.out)
}

// What a keyboard, a mouse and a paste send comes through as it is, in whatever
// pieces it arrives.
func TestSieveLetsKeysThrough(t *testing.T) {
	t.Parallel()
	for _, keys := range []string{
		"j", "été 新聞 👨‍👩‍👧", "\x00\x01\x1a\x7f\r\t", "\x1b[A", "\x1b[1;5A", "\x1b[[A", "\x1bOP", "\x1bOA",
		"\x1b[<0;10;5M", "\x1b[<0;10;5m", "\x1b[M !!", "\x1b[27;5;9~", "\x1b[97:65:98;2:3;97u", "\x1b[?62;1;2;4;6;9;15;16;17;18;21;22;28c",
		"\x1b[?2026;2$y", "\x1b[I\x1b[O", "\x1b]11;rgb:0000/0000/0000\x07", "\x1b]11;rgb:0000/0000/0000\x1b\\",
		"\x1b[200~a pasted\ntext \ufffd\x1b[201~",
	} {
		if got := sifted(keys); got != keys {
			t.Errorf("%q becomes %q", keys, got)
		}
		if got := sifted(strings.SplitAfter(keys, "")...); got != keys {
			t.Errorf("%q, a rune at a time, becomes %q", keys, got)
		}
		var bytes []string
		for i := range len(keys) {
			bytes = append(bytes, keys[i:i+1])
		}
		if got := sifted(bytes...); got != keys {
			t.Errorf("%q, a byte at a time, becomes %q", keys, got)
		}
	}
}

// What no key sends and nothing asked for is dropped, and the keys around it are not.
func TestSieveDropsWhatNobodyAskedFor(t *testing.T) {
	t.Parallel()
	for _, junk := range []string{
		"\xff", "\x90\x9f\x80", "\xf0\x9f\x92", "\xed\xa0\x80",
		"\x1b[?" + strings.Repeat("1;", 40) + "c", "\x1b[" + strings.Repeat(":", 5000) + "m",
		"\x1b[" + strings.Repeat("9", 500_000) + "A", "\x1b[999999999999;1u", "\x1b[" + strings.Repeat(" ", 5000) + "q",
		"\x1b[48;2000000000;2000000000;0;0t", "\x1b[8;99999;99999t", "\x1b[M\x20\xff",
		"\x1b]11;" + strings.Repeat("f", 1<<20) + "\x07", "\x1b]52;c;QUJD\x07", "\x1b]52;c;\x9d\x1b\\", "\x1b]0;a title\x07",
		"\x1bP>|a version\x1b\\", "\x1bP1+r\x07544e\x1b\\", "\x1b_Gi=1;OK\x1b\\", "\x1b^p\x1b\\", "\x1bXs\x1b\\",
		"\x1b]11;broken off\x18", "\x1bPbroken off\x1a", "\x1b[1;",
	} {
		if got := sifted("j" + junk + "\x1b[Ak"); got != "j\x1b[Ak" {
			t.Errorf("with %.40q between them the keys become %.80q", junk, got)
		}
	}
	for _, c := range []struct{ unfinished, want string }{
		{"\x1b", escapeKey}, {"\x1b[", "\x1b["}, {"\x1bO", "\x1bO"}, {"\x1b]", "\x1b]"},
		{"\x1b[1;5", ""}, {"\x1b]11;rgb:", ""}, {"\x1bP" + strings.Repeat("q", 5000), ""}, {"\xe6\x97", ""}, {"\x1b\xc3", ""},
	} {
		if got := sifted("j" + c.unfinished); got != "j"+c.want {
			t.Errorf("%.40q, and then nothing, becomes %q", c.unfinished, got)
		}
	}
}

// A paste ends when its end does not come. What is left of it is no keys when it comes
// after all; what is typed then is.
func TestSieveOfAStalledPaste(t *testing.T) {
	t.Parallel()
	const begun = pasteStart + "some text"
	for _, c := range []struct{ name, next, want string }{
		{"a key", "j", "j"},
		{"an arrow key", "\x1b[A", "\x1b[A"},
		{"the end", "Q" + pasteEnd + "k", pasteStart + "Q" + pasteEnd + "k"},
		{"more of it", strings.Repeat("Q", 200), pasteStart + strings.Repeat("Q", 200) + pasteEnd},
		{"another", "k" + pasteStart + "x" + pasteEnd, "k" + pasteStart + "x" + pasteEnd},
	} {
		var s sieve
		s.take([]byte(begun))
		s.giveUp()
		s.take([]byte(c.next))
		s.giveUp()
		if got, want := string(s.out), begun+pasteEnd+c.want; got != want {
			t.Errorf("%s: %q, want %q", c.name, got, want)
		}
	}
}

// Whatever a terminal sends, what comes through is UTF-8 with bounded sequences, and
// the decoder takes all of it.
func FuzzSieve(f *testing.F) {
	for _, s := range []string{
		"j", "\x1b[A", "\x1b]0;x\x07", "\x1bPq\x1b\\", "日本", "\x1b[[A", "\x1b\x1b", "\x1b[M\x20\x21\x22", "\x1b[200~x\x1b[201~",
		"\x1b[?" + strings.Repeat("1;", 40) + "c", "\x1b]11;rgb:zz\x07", "\x1b[97;1:3u", "\x1b[65;30;97;1;0;1_", "\x1b[0;0;55357;1;0;1_",
	} {
		f.Add([]byte(s), uint8(3))
	}
	f.Fuzz(func(t *testing.T, b []byte, size uint8) {
		var s sieve
		for rest := b; len(rest) > 0; {
			n := min(len(rest), int(size)+1)
			s.take(rest[:n])
			rest = rest[n:]
		}
		s.giveUp()
		if s.open() {
			t.Fatalf("%q stays open", b)
		}
		if len(s.out) > len(b)+len(escapeKey)*len(b) || !utf8.Valid(s.out) {
			t.Fatalf("%q becomes %q", b, s.out)
		}
		reader := uv.NewTerminalReader(strings.NewReader(string(s.out)), "xterm")
		events := make(chan uv.Event, 4*len(s.out)+16)
		if err := reader.StreamEvents(t.Context(), events); err != nil {
			t.Fatal(err)
		}
	})
}
