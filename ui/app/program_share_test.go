package app_test

import (
	"encoding/base64"
	"strings"
	"testing"
)

// What is copied goes to the terminal's clipboard whole, and the status line says
// what it was.
func TestShareCopies(t *testing.T) {
	t.Parallel()
	home, q := t.TempDir(), publish(t)
	order(t, home, "add", q.URL+"/feed.rss")
	g := run(t, setup{home: home, width: 100, height: 30})
	g.see("Crane number four", "of 3")
	g.press("S")
	g.see("copy a quotation with its source")
	g.press("m")
	g.until("copy the quotation", func(string) bool { return strings.Contains(g.copied(), "> ") })
	for _, want := range []string{"Crane number four swings again", "https://harbour.example/2026/crane-four/", "Harbour Courier"} {
		if !strings.Contains(g.copied(), want) {
			t.Errorf("%q is not in the quotation:\n%s", want, g.copied())
		}
	}
	g.press("y")
	g.until("copy the address", func(string) bool { return g.copied() == "https://harbour.example/2026/crane-four/" })
}

// Without a desktop a mail is an address on a line.
func TestShareByMail(t *testing.T) {
	t.Parallel()
	home, q := t.TempDir(), publish(t)
	order(t, home, "add", q.URL+"/feed.rss")
	g := run(t, setup{home: home, width: 100, height: 30})
	g.see("Crane number four", "of 3")
	g.press("S")
	g.see("send by mail")
	g.press("e")
	g.see("mailto:?subject=Crane%20number%20four")
}

// copied is what was last copied (OSC 52).
func (g *griot) copied() string {
	_, last, ok := strings.Cut(g.wrote(), "\x1b]52;c;")
	for ok {
		var next string
		if _, next, ok = strings.Cut(last, "\x1b]52;c;"); ok {
			last = next
		}
	}
	last, _, _ = strings.Cut(last, "\x07")
	text, err := base64.StdEncoding.DecodeString(last)
	if err != nil {
		return ""
	}
	return string(text)
}
