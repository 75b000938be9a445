package widget

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestFit(t *testing.T) {
	for _, c := range []struct {
		s     string
		width int
		want  string
	}{
		{"news", 6, "news  "},
		{"newspaper", 6, "newsp…"},
		{"newspaper", 1, "…"},
		{"newspaper", 0, ""},
		{"newspaper", -3, ""},
		{"", 3, "   "},
		{"新聞社", 6, "新聞社"},
		{"新聞社", 5, "新聞…"},
		{"新聞社", 4, "新… "}, // half of a wide character is none
		{"e\u0301te\u0301", 3, "e\u0301te\u0301"},
	} {
		if got := Fit(c.s, c.width); got != c.want {
			t.Errorf("Fit(%q, %d) = %q, want %q", c.s, c.width, got, c.want)
		}
		right := FitRight(c.s, c.width)
		if Width(right) != max(0, c.width) {
			t.Errorf("FitRight(%q, %d) = %q", c.s, c.width, right)
		}
	}
}

func TestEnds(t *testing.T) {
	for _, c := range []struct {
		left, right string
		width       int
		want        string
	}{
		{"left", "right", 12, "left   right"},
		{"left", "right", 11, "left  right"},
		{"left", "right", 10, "left"},
		{"left", "", 10, "left"},
		{"left", "right", 2, "l…"},
	} {
		if got := Ends(c.left, c.right, c.width); got != c.want {
			t.Errorf("Ends(%q, %q, %d) = %q, want %q", c.left, c.right, c.width, got, c.want)
		}
	}
}

func TestSteady(t *testing.T) {
	for in, want := range map[string]string{
		"plain":       "plain",
		"déjà vu":     "déjà vu",
		"a 👩‍🍳 cooks": "a 👩 cooks",
		"新聞":          "新聞",
		"🍲 soup":      "🍲 soup",
		"e\u0301":     "e\u0301",
	} {
		if got := Steady(in); got != want {
			t.Errorf("Steady(%q) = %q, want %q", in, got, want)
		}
	}
}

func FuzzSteady(f *testing.F) {
	for _, s := range []string{"👨‍👩‍👧‍👦 family", "🇲🇱 Mali", "❤️", "👍🏽", "क्षि", "à\u0300\u0301", "\U0001F468\u200d", "葛\U000E0100"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		s = strings.ToValidUTF8(s, "")
		got := Steady(s)
		if len(got) > len(s) || !utf8.ValidString(got) {
			t.Fatalf("Steady(%q) = %q", s, got)
		}
		if !strings.ContainsFunc(s, joins) && got != s {
			t.Fatalf("Steady(%q) = %q: changed", s, got)
		}
	})
}
