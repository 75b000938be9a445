package plain_test

import (
	"strings"
	"testing"

	"griot/render/plain"
)

func TestLine(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"empty", "", ""},
		{"words", "Low tide at noon", "Low tide at noon"},
		{"white space", "  Low\t\ttide \r\n at\vnoon\f ", "Low tide at noon"},
		{"line and paragraph separator", "a\u2028b\u2029c\u0085d", "a b c d"},
		{"french no-break blanks", "1\u202f953 vues\u00a0: oui\u00a0?", "1\u202f953 vues\u00a0: oui\u00a0?"},
		{"no-break blank wins", "oui \u00a0 : non", "oui\u00a0: non"},
		{"ideographic blank", "東京\u3000大阪\u3000\u3000京都", "東京\u3000大阪\u3000京都"},
		{"wide blanks", "a\u2003\u2003b", "a b"},
		{"colour", "a\x1b[31mred\x1b[0m", "ared"},
		{"title", "a\x1b]0;owned\ab", "ab"},
		{"clipboard", "a\x1b]52;c;ZWNobw==\x1b\\b", "ab"},
		{"DCS, APC, PM, SOS", "a\x1bPq#0\x1b\\b\x1b_Gi=1;AAAA\x1b\\c\x1b^x\x1b\\d\x1bXy\x1b\\e", "abcde"},
		{"8-bit introducers", "a\u009b31mb\u009d0;x\u009cc\u0090q\u009cd", "abcd"},
		{"string without an end keeps its text", "a\x1b]0;rest of it", "a0;rest of it"},
		{"string cancelled by a control", "a\x1b]0;x\x18rest", "a0;xrest"},
		{"CSI without an end", "a\x1b[12;3", "a"},
		{"CSI cut by another", "a\x1b[1\x1b[2Jb", "ab"},
		{"reset, charset, save", "a\x1bcb\x1b(0c\x1b7d", "abcd"},
		{"lone ESC", "a\x1b", "a"},
		{"C0 and DEL", "a\x00b\x07c\x08d\x7fe", "abcde"},
		{"C1 alone", "a\u0084b\u0099c", "abc"},
		{"bidi", "a\u202eb\u2066c\u200fd\u061ce", "abcde"},
		{"rtl text stays", "שלום עולם", "שלום עולם"},
		{"zero width", "g\u200broup\u2060of\ufeff a\u00adb", "groupof ab"},
		{"joiner in latin", "pay\u200dpal pay\u200cpal", "paypal paypal"},
		{"joiners in emoji", "👩\u200d👩\u200d👧 ❤\ufe0f\u200d🔥", "👩\u200d👩\u200d👧 ❤\ufe0f\u200d🔥"},
		{"joiner twice", "👩\u200d\u200d👩", "👩\u200d👩"},
		{"joiner in persian", "می\u200cخواهم", "می\u200cخواهم"},
		{"joiner in sinhala and bengali", "ශ්\u200dරී র\u200d্য", "ශ්\u200dරී র\u200d্য"},
		{"joiner at the ends", "\u200da b\u200d", "a b"},
		{"tags", "🏴\U000e0067\U000e0062\U000e007f x", "🏴 x"},
		{"kitty placeholder", "a\U0010eeee\u0305b", "ab"},
		{"variation once", "❤\ufe0f\ufe0f\ufe0f a\ufe0f 1\ufe0f\u20e3", "❤\ufe0f a 1\ufe0f\u20e3"},
		{"ideographic variation", "葛\U000e0100\U000e0101", "葛\U000e0100"},
		{"zalgo", "e" + strings.Repeat("\u0301", 50) + "x", "e\u0301\u0301\u0301\u0301x"},
		{"vietnamese", "Tiê\u0301ng Viê\u0323t", "Tiê\u0301ng Viê\u0323t"},
		{"mark without a base", "\u0301a \u0301b", "a b"},
		{"hangul fillers", "a\u3164\u115fb", "ab"},
		{"invalid UTF-8", "caf\xe9 \x9b31m", "caf\ufffd \ufffd31m"},
		{"surrogate in UTF-8", "a\xed\xa0\x80b", "a\ufffd\ufffd\ufffdb"},
		{"noncharacter", "a\ufffeb\U0001ffffc", "abc"},
		{"marks of every kind", "a" + strings.Repeat("\u20dd", 9) + "b क" + strings.Repeat("\u093e", 20) + " ก" + strings.Repeat("\u0e49", 20),
			"a\u20dd\u20dd\u20dd\u20ddb क" + strings.Repeat("\u093e", 8) + " ก" + strings.Repeat("\u0e49", 8)},
		{"marks and letters that show nothing", "a\u034fb ក\u17b4ក\u17b5 \uffa0c", "ab កក c"},
		{"tags that mean nothing yet", "a\U000e0200\U000e0fffb", "ab"},
		{"variation of what can't vary", "a\u180bb\ufe00c\U000e0100d é\u180bé\ufe00é\U000e0100é", "abcd éééé"},
		{"variation of what can", "ᠠ\u180b ∩\ufe00 葛\ufe00", "ᠠ\u180b ∩\ufe00 葛\ufe00"},
		{"joiner between other letters", "é\u200dé م\u200cé é\u200cم é\u200d👩", "éé مé éم é👩"},
		{"CSI without measure", "\x1b[" + strings.Repeat("1", 300) + "mx", strings.Repeat("1", 44) + "mx"},
		{"string cancelled by a C1", "a\x1b]0;x\u0084rest\a", "a0;xrest"},
		{"flags and keycaps", "🇲🇱 👍🏽", "🇲🇱 👍🏽"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := plain.Line(tt.in); got != tt.want {
				t.Errorf("Line(%q)\n got %q\nwant %q", tt.in, got, tt.want)
			}
		})
	}
}

func TestLineIsCut(t *testing.T) {
	for _, in := range []string{
		strings.Repeat("a", 1<<20),
		strings.Repeat("word ", 1<<18),
		strings.Repeat("é", 1<<19),
		strings.Repeat("👩\u200d", 1<<17),
		strings.Repeat("e\u0301\u0302\u0303", 1<<16),
	} {
		got := plain.Line(in)
		if len(got) > 4096 || len(got) < 4000 || !strings.HasSuffix(got, "…") {
			t.Errorf("Line(%.12q...) has %d bytes and ends in %q", in, len(got), got[len(got)-8:])
		}
		if again := plain.Line(got); again != got {
			t.Errorf("Line(%.12q...) changes when cleaned again", in)
		}
	}
}

func TestText(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"kept", "a\n\tb  c\n\n", "a\n\tb  c\n\n"},
		{"line ends", "a\r\nb\rc\u2028d\u2029e\u0085f\vg\fh", "a\nb\nc\nd\ne\nf\ng\nh"},
		{"sequences", "a\x1b[2J\n\x1b]0;t\ab", "a\nb"},
		{"a string ends at the line", "a\x1b]0;t\nb\a", "a0;t\nb"},
		{"mark at a line's start", "a\n\u0301b\t\u0301c", "a\nb\tc"},
		{"joiner at a line's end", "می\u200c\nخواهم", "می\nخواهم"},
		{"blanks", "a \u00a0 b", "a \u00a0 b"},
		{"mark after a blank", "a \u0301b\u00a0\u0301c", "a b\u00a0c"},
		{"DEL", "a\x7fb", "ab"},
		{"DEL after a letter beyond ASCII", "éa\x7fb", "éab"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := plain.Text(tt.in); got != tt.want {
				t.Errorf("Text(%q)\n got %q\nwant %q", tt.in, got, tt.want)
			}
		})
	}
}

func TestStyled(t *testing.T) {
	const (
		open  = "\x1b]8;id=1;https://example.org/\x1b\\"
		close = "\x1b]8;;\x1b\\"
	)
	tests := []struct{ name, in, want string }{
		{"text", "a\nb", "a\nb"},
		{"bold", "a\x1b[1mb\x1b[0mc", "a\x1b[1mb\x1b[mc"},
		{"closed at the end", "\x1b[1;31mb", "\x1b[1;31mb\x1b[m"},
		{"lines stand alone", "\x1b[3ma\nb\x1b[mc", "\x1b[3ma\x1b[m\n\x1b[3mb\x1b[mc"},
		{"blanks need no colour", "\x1b[31mab\x1b[m\x1b[32m  \x1b[m", "\x1b[31mab  \x1b[m"},
		{"blanks show a background", "\x1b[41m \x1b[m", "\x1b[41m \x1b[m"},
		{"256 and true colours", "\x1b[38;5;214ma\x1b[48;2;1;2;3mb", "\x1b[38;5;214ma\x1b[48;2;1;2;3mb\x1b[m"},
		{"colons", "\x1b[38:2::1:2:3ma\x1b[4:3mb\x1b[58:5:9mc", "\x1b[38;2;1;2;3ma\x1b[4:3mb\x1b[58;5;9mc\x1b[m"},
		{"something taken away", "\x1b[1;3ma\x1b[22mb", "\x1b[1;3ma\x1b[0;3mb\x1b[m"},
		{"no conceal, no blink", "a\x1b[8mb\x1b[5;1mc\x1b[6md", "ab\x1b[1mcd\x1b[m"},
		{"nonsense", "\x1b[38;5;999ma\x1b[1000mb\x1b[38;2;1mc\x1b[>4;2md\x1b[?1me\x1b[1 mf", "abcdef"},
		{"cursor, screen, modes", "a\x1b[2J\x1b[1;1Hb\x1b[?1049h\x1b[6nc", "abc"},
		{"other strings", "a\x1b]0;t\a\x1b]52;c;eA==\a\x1b_Ga=T;\x1b\\b", "ab"},
		{"carriage return", "safe\rFAKE", "safe\nFAKE"},
		{"tab", "a\tb", "a    b"},
		{"link", "\x1b]8;id=1;https://example.org/\ahere\x1b]8;;\a.", open + "here" + close + "."},
		{"link over lines", "\x1b]8;id=1;https://example.org/\aa\nb\x1b]8;;\a", open + "a" + close + "\n" + open + "b" + close},
		{"link to nowhere good", "\x1b]8;;javascript:x\aa\x1b]8;;\ab", "ab"},
		{"bad link closes the good one", "\x1b]8;id=1;https://example.org/\aa\x1b]8;;file:///etc/passwd\ab", open + "a" + close + "b"},
		{"link parameters", "\x1b]8;foo=bar:id=1:x=y;https://example.org/\aa", open + "a" + close},
		{"link without text", "\x1b]8;id=1;https://example.org/\a\x1b]8;;\aa", "a"},
		{"link left open", "\x1b]8;id=1;https://example.org/\aa", open + "a" + close},
		{"a link in eight bits", "\u009d8;id=1;https://example.org/\u009ca\u009d8;;\u009c", open + "a" + close},
		{"zalgo under a colour", "e\x1b[31m" + strings.Repeat("\u0301", 9) + "x", "e\u0301\u0301\u0301\u0301\x1b[31mx\x1b[m"},
		{"a string that ends as a colour", "\x1b]31m\aa\x1bP31m\x1b\\b", "ab"},
		{"a link that is none", "\x1bP8;;https://example.org/\x1b\\a", "a"},
		{"a long id", "\x1b]8;id=" + strings.Repeat("1", 65) + ";https://example.org/\aa", "\x1b]8;;https://example.org/\x1b\\a" + close},
		{"an id that is none", "\x1b]8;id=é;https://example.org/\aa", "\x1b]8;;https://example.org/\x1b\\a" + close},
		{"an id to be decoded", "\x1b]8;id=%1b;https://example.org/\aa", "\x1b]8;;https://example.org/\x1b\\a" + close},
		{"a joiner before a style", "می\u200c\x1b[1mخ", "می\x1b[1mخ\x1b[m"},
		{"too many digits and fields", "\x1b[0001ma\x1b[38:5:1:2:3:4mb\x1b[4:6mc", "abc"},
		{"bidi, placeholder", "a\u202eb\U0010eeeec", "abc"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := plain.Styled(tt.in)
			if got != tt.want {
				t.Errorf("Styled(%q)\n got %q\nwant %q", tt.in, got, tt.want)
			}
			if again := plain.Styled(got); again != got {
				t.Errorf("again\n got %q\nwant %q", again, got)
			}
		})
	}
}

func TestPercents(t *testing.T) {
	for in, want := range map[string]string{
		"/a": "/a", "/100%": "/100%25", "/%C3%a9": "/%C3%a9", "%": "%25", "%2": "%252", "%%20": "%25%20", "%zz%41": "%25zz%41",
	} {
		if got := plain.Percents(in); got != want {
			t.Errorf("Percents(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestLink(t *testing.T) {
	tests := []struct{ in, want string }{
		{"https://example.org", "https://example.org"},
		{" HTTPS://Example.ORG/Path?q=1#F ", "https://example.org/Path?q=1#F"},
		{"http://127.0.0.1:8080/x", "http://127.0.0.1:8080/x"},
		{"http://[::1]:80/x", "http://[::1]:80/x"},
		{"https://user:secret@example.org/", "https://user:secret@example.org/"},
		{"https://bücher.example/é à?q=é#ü", "https://xn--bcher-kva.example/%C3%A9%20%C3%A0?q=%C3%A9#%C3%BC"},
		{"https://аpple.example/", "https://xn--pple-43d.example/"}, // its first letter is Cyrillic
		{"https://example.org/a%2Fb%zz", ""},
		{"https://example.org/?q=\"<x>\"", "https://example.org/?q=%22%3Cx%3E%22"},
		{"https://under_score.example/", "https://under_score.example/"},
		{"mailto:desk@example.org", "mailto:desk@example.org"},
		{"mailto:desk@example.org?subject=Hi%20there&attach=/etc/passwd&cc=x@y.example", "mailto:desk@example.org?subject=Hi%20there"},
		{"mailto:-oX@example.org", ""},
		{"mailto:", ""},
		{"mailto:?cc=a@b.example", ""},
		{"mailto:/etc/passwd?subject=x", ""},
		{"mailto://host?subject=x", ""},
		{"mailto:?subject=A%20headline&bcc=a@b.example", "mailto:?subject=A%20headline"},
		{"mailto:nobody", ""},
		{"mailto:@example.org", ""},
		{"mailto:%2Dx@example.org", ""},
		{"mailto:%2dx@example.org", ""},
		{"mailto:a\"b@example.org?body=\"x\"", "mailto:a%22b@example.org?body=%22x%22"},
		{"mailto:a@example.org?cc=" + strings.Repeat("a", 2048), ""},
		{"https://example.org/?q=a b", "https://example.org/?q=a%20b"},
		{"https://example.org/e\u0301", "https://example.org/e%CC%81"},
		{"https://example.org/\ufffd", ""},
		{"https://example.org/\u2028", ""},
		{"https://example.org/\u2029", ""},
		{"https://a<b>.example/", ""},
		{"https://a;b\"c.example/", ""},
		{"https://a%2f@b.example%2fc/", ""},
		{"https://[example.org]/", ""},
		{"http://[fe80::1%25eth0]/", "http://[fe80::1%25eth0]/"},
		{"file://example.org/etc/passwd", ""},
		{"", ""},
		{"-x", ""},
		{"--help", ""},
		{"/etc/passwd", ""},
		{"example.org", ""},
		{"//example.org/", ""},
		{"http:///path", ""},
		{"http:example.org", ""},
		{"https://-oProxyCommand=x/", ""},
		{"javascript:alert(1)", ""},
		{"JaVaScRiPt:alert(1)", ""},
		{"java\tscript:alert(1)", ""},
		{"data:text/html,x", ""},
		{"file:///etc/passwd", ""},
		{"ftp://example.org/", ""},
		{"tel:123", ""},
		{"https://example.org/\x1b]0;x\a", ""},
		{"https://example.org/\x1b\\", ""},
		{"https://example.org/a\nb", ""},
		{"https://example.org/\u009c", ""},
		{"https://example.org/\u202egpj.exe", ""},
		{"https://example.org/\u200b", ""},
		{"https://exam\u00adple.org/", ""},
		{"https://example.org/\xff", ""},
		{"https://example.org/" + strings.Repeat("a", 2048), ""},
		{"https://example.org/" + strings.Repeat("é", 1000), ""},
	}
	for _, tt := range tests {
		got, ok := plain.Link(tt.in)
		if got != tt.want || ok != (tt.want != "") {
			t.Errorf("Link(%.60q) = %q, %v; want %q", tt.in, got, ok, tt.want)
		}
	}
}

func TestWeb(t *testing.T) {
	for raw, want := range map[string]string{
		"https://Example.org/a?b":         "https://example.org/a?b ",
		" http://me:s3cret@example.org/ ": "http://example.org/ me:s3cret",
		"HTTPS://me@example.org":          "https://example.org me",
		"mailto:me@example.org":           "",
		"javascript:alert(1)":             "",
		"file:///etc/passwd":              "",
		"exec:curl https://example.org/":  "",
		"//example.org/":                  "",
		"https:///path":                   "",
		"":                                "",
	} {
		link, user, ok := plain.Web(raw)
		got := ""
		if ok {
			got = link + " " + user.String()
		}
		if got != want || ok != (want != "") || strings.Contains(link, "s3cret") {
			t.Errorf("Web(%q) = %q", raw, got)
		}
	}
}
