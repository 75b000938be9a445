package widget

import (
	"strings"
	"testing"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"
)

func press(in *Input, keys ...string) {
	named := map[string]tea.KeyPressMsg{
		"left": {Code: tea.KeyLeft}, "right": {Code: tea.KeyRight}, "home": {Code: tea.KeyHome}, "end": {Code: tea.KeyEnd},
		"backspace": {Code: tea.KeyBackspace}, "delete": {Code: tea.KeyDelete}, "enter": {Code: tea.KeyEnter},
		"ctrl+w": {Code: 'w', Mod: tea.ModCtrl}, "ctrl+u": {Code: 'u', Mod: tea.ModCtrl}, "ctrl+k": {Code: 'k', Mod: tea.ModCtrl},
		"ctrl+left": {Code: tea.KeyLeft, Mod: tea.ModCtrl}, "ctrl+right": {Code: tea.KeyRight, Mod: tea.ModCtrl},
		"alt+x": {Code: 'x', Mod: tea.ModAlt, Text: "x"},
	}
	for _, k := range keys {
		if msg, ok := named[k]; ok {
			in.Press(msg)
			continue
		}
		in.Press(tea.KeyPressMsg{Code: []rune(k)[0], Text: k})
	}
}

// Typing never cuts inside a character (eilmeldung 92).
func TestInput(t *testing.T) {
	for _, c := range []struct {
		name string
		keys []string
		want string
	}{
		{"letters are letters", []string{"q", "j", "k", "A", "?"}, "qjkA?"},
		{"é goes at once", []string{"c", "é", "backspace"}, "c"},
		{"é of two parts goes at once", []string{"c", "e\u0301", "backspace"}, "c"},
		{"an accent typed after its letter", []string{"e", "\u0301", "backspace"}, ""},
		{"日", []string{"日", "本", "backspace"}, "日"},
		{"an emoji", []string{"a", "🍲", "backspace"}, "a"},
		{"a joined emoji", []string{"a", "👩‍🍳", "backspace"}, "a"},
		{"a flag", []string{"🇲🇱", "🇫🇷", "backspace"}, "🇲🇱"},
		{"backspace in nothing", []string{"backspace", "delete", "left", "right", "ctrl+w"}, ""},
		{"in the middle", []string{"a", "日", "c", "left", "left", "x"}, "ax日c"},
		{"delete", []string{"a", "🍲", "c", "home", "right", "delete"}, "ac"},
		{"to the ends", []string{"b", "home", "a", "end", "c"}, "abc"},
		{"a word", []string{"a", " ", "b", "é", " ", "ctrl+w"}, "a "},
		{"to the start", []string{"a", "b", "left", "ctrl+u"}, "b"},
		{"to the end", []string{"a", "b", "left", "ctrl+k"}, "a"},
		{"by words", []string{"o", "n", " ", "t", "w", "ctrl+left", "ctrl+left", "x", "ctrl+right", "y"}, "xony tw"},
		{"chords are no text", []string{"alt+x", "enter"}, ""},
		{"controls are no text", []string{"a\x1bb\u202ec"}, "abc"},
	} {
		var in Input
		press(&in, c.keys...)
		if got := in.Text(); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestInputPastes(t *testing.T) {
	var in Input
	press(&in, "a", "c", "left")
	in.Paste(" b\r\nb\x1b[31m ")
	if got := in.Text(); got != "ab bc" {
		t.Errorf("pasted: %q", got)
	}
	in.Set("")
	in.Paste(strings.Repeat("x", 100_000))
	if n := len(in.Text()); n > inputLimit {
		t.Errorf("%d bytes", n)
	}
}

// What is seen fits, and the cursor stands in it.
func FuzzInputView(f *testing.F) {
	f.Add("https://example.org/a/long/path", 12, 3)
	f.Add("日本語の新聞を読む", 7, 2)
	f.Add("👩‍🍳🍲 e\u0301te\u0301", 3, 0)
	f.Add("", 0, 0)
	f.Fuzz(func(t *testing.T, s string, width, left int) {
		width, left = width&0xff, left&0x1f
		var in Input
		in.Paste(s)
		for range left {
			press(&in, "left")
		}
		before := in.Text()
		shown, cursor := in.View(width)
		if Width(shown) > width || cursor < 0 || cursor > max(0, width-1) {
			t.Fatalf("View(%d) of %q = %q, cursor %d", width, in.Text(), shown, cursor)
		}
		press(&in, "x", "backspace")
		if in.Text() != before && !strings.Contains(before, joiner) {
			t.Fatalf("%q became %q", before, in.Text())
		}
		for range min(50, len(before)) {
			press(&in, "backspace")
		}
		if !utf8.ValidString(in.Text()) {
			t.Fatalf("%q", in.Text())
		}
	})
}
