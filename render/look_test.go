package render

import "testing"

func TestForeground(t *testing.T) {
	for colour, want := range map[string]string{
		"#e0a83c": "\x1b[38;2;224;168;60m",
		"3":       "\x1b[33m",
		"11":      "\x1b[93m",
		"179":     "\x1b[38;5;179m",
		"":        "none", "300": "none", "#12": "none", "red": "none", "#gggggg": "none",
	} {
		if got := foreground(colour, "none"); got != want {
			t.Errorf("foreground(%q) = %q, want %q", colour, got, want)
		}
	}
}
