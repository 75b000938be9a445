package plain_test

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"griot/render/plain"
)

// seeds are the ways in which text has hurt terminals.
var seeds = []string{
	"", "word", "  two  words ", "caf\xe9", "é\u0301", "\u202e\u2066x", "a\r\nb\rc",
	"\x1b[31mred\x1b[0m", "\x1b]0;t\a", "\x1b]8;id=1;https://example.org/\x1b\\x\x1b]8;;\x1b\\",
	"\x1b]8;;javascript:x\ax", "\x1b]52;c;eA==\x1b\\", "\x1b_Ga=T;AAAA\x1b\\", "\x1bPq\x1b\\", "\u009b2J\u009d0;x\u009c",
	"\x1b[38;5;1;48;2;1;2;3;4:3mx", "\x1b[8;5mx\ny", "\x1b[\x1b[\x1b]\x1b]", "👩\u200d👩\u200d👧", "می\u200cخواهم",
	"\U0010eeee\u0305", "❤\ufe0f\ufe0f", "\U000e0067\U000e007f", "a\u2028b\u0085c", "1\u202f953\u00a0?", "\x1b", "\x1b\u0301", "\xc2", "\xc2\x9b",
}

// forbidden tells runes that no output may hold.
func forbidden(r rune) bool {
	return unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) || r == 0x10EEEE || r == 0x2028 || r == 0x2029 ||
		r >= 0xE0000 && r <= 0xE007F || r == 0x200B || r == 0xFEFF
}

func checkText(t *testing.T, in, out, allowed string) {
	t.Helper()
	if !utf8.ValidString(out) {
		t.Fatalf("%q gave invalid UTF-8 %q", in, out)
	}
	marks := 0
	for _, r := range out {
		if forbidden(r) && !strings.ContainsRune(allowed, r) {
			t.Fatalf("%q gave %U in %q", in, r, out)
		}
		if marks++; !unicode.Is(unicode.M, r) {
			marks = 0
		}
		if marks > 9 {
			t.Fatalf("%q gave %d marks on one base in %q", in, marks, out)
		}
	}
}

func FuzzLine(f *testing.F) {
	for _, s := range seeds {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, in string) {
		out := plain.Line(in)
		checkText(t, in, out, "")
		if again := plain.Line(out); again != out {
			t.Fatalf("Line(%q) = %q, and again %q", in, out, again)
		}
		if out != strings.TrimSpace(out) || strings.Contains(out, "  ") {
			t.Fatalf("Line(%q) = %q has blanks to spare", in, out)
		}
	})
}

func FuzzText(f *testing.F) {
	for _, s := range seeds {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, in string) {
		out := plain.Text(in)
		checkText(t, in, out, "\n\t")
		if again := plain.Text(out); again != out {
			t.Fatalf("Text(%q) = %q, and again %q", in, out, again)
		}
	})
}

func FuzzStyled(f *testing.F) {
	for _, s := range seeds {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, in string) {
		out := plain.Styled(in)
		if again := plain.Styled(out); again != out {
			t.Fatalf("Styled(%q) = %q, and again %q", in, out, again)
		}
		for line := range strings.SplitSeq(out, "\n") {
			checkText(t, in, bare(t, line), "")
		}
	})
}

// bare takes the sequences that Styled may write out of one line, by other means
// than Styled's own, and fails on any other and on what is left open.
func bare(t *testing.T, line string) string {
	t.Helper()
	var text strings.Builder
	styled, linked := false, false
	for {
		before, rest, found := strings.Cut(line, "\x1b")
		text.WriteString(before)
		if !found {
			break
		}
		if params, ok := strings.CutPrefix(rest, "["); ok {
			i := strings.IndexFunc(params, func(r rune) bool { return !strings.ContainsRune("0123456789;:", r) })
			if i < 0 || params[i] != 'm' {
				t.Fatalf("a CSI that is no SGR in %q", line)
			}
			styled, line = i > 0, params[i+1:]
			continue
		}
		target, ok := strings.CutPrefix(rest, "]8;")
		if !ok {
			t.Fatalf("a sequence that is neither SGR nor OSC 8 in %q", line)
		}
		target, line, ok = strings.Cut(target, "\x1b\\")
		_, target, ok2 := strings.Cut(target, ";")
		if !ok || !ok2 {
			t.Fatalf("a link that does not end in %q", line)
		}
		if linked = target != ""; linked {
			if l, ok := plain.Link(target); !ok || l != target {
				t.Fatalf("a link to %q", target)
			}
		}
	}
	if styled || linked {
		t.Fatalf("the line ends with a style or a link left open")
	}
	return text.String()
}

func FuzzLink(f *testing.F) {
	for _, s := range []string{
		"https://example.org/a?b#c", "http://[::1%25eth0]:80/", "mailto:a@b.example?subject=x", "https://ü.example/é", "javascript:x",
		"-x", "https://u:p@h:1/%41", "http:x", "https://h/?", "https://h/#%", "https://h/;a|b\\c", "http://a:b:c/", "http://%41/",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, in string) {
		out, ok := plain.Link(in)
		if !ok {
			if out != "" {
				t.Fatalf("Link(%q) refuses and returns %q", in, out)
			}
			return
		}
		if !strings.HasPrefix(out, "http://") && !strings.HasPrefix(out, "https://") && !strings.HasPrefix(out, "mailto:") || len(out) > 2048 {
			t.Fatalf("Link(%q) = %q", in, out)
		}
		for i := range len(out) {
			if out[i] <= ' ' || out[i] >= 0x7F {
				t.Fatalf("Link(%q) = %q", in, out)
			}
		}
		if again, ok := plain.Link(out); !ok || again != out {
			t.Fatalf("Link(%q) = %q, and again %q, %v", in, out, again, ok)
		}
	})
}
