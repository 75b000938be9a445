package app_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// opener is a terminal browser that notes what it was given.
func opener(t *testing.T) (env string, opened func() string) {
	t.Helper()
	dir := t.TempDir()
	script, list := filepath.Join(dir, "browse"), filepath.Join(dir, "list")
	if err := os.WriteFile(script, []byte("#!/bin/sh\nfor a; do echo \"$a\"; done >>"+list+"\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	return "BROWSER=" + script, func() string {
		b, err := os.ReadFile(list)
		if err != nil {
			return ""
		}
		return string(b)
	}
}

// A link is opened by its number, from the list of links, by tab and enter, and by
// a click; the article itself by o. Each address reaches the browser as one word.
func TestLinks(t *testing.T) {
	t.Parallel()
	home, q := t.TempDir(), publish(t)
	order(t, home, "add", q.URL+"/feed.rss")
	browser, opened := opener(t)
	g := run(t, setup{home: home, width: 100, height: 30, env: []string{browser}})
	g.see("Crane number four")
	g.press(enter)
	g.see("lifted its first load")
	row := g.rowOf("crane number four")
	column := strings.Index(strings.Split(g.screen(), "\n")[row-1], "crane number four") + 3
	for i, press := range []string{
		"1" + enter, "\t" + enter, "#" + enter, fmt.Sprintf("\x1b[<0;%d;%dM\x1b[<0;%d;%dm", column, row, column, row),
	} {
		g.press(press)
		g.until("the link to be opened", func(string) bool { return strings.Count(opened(), "\n") == i+1 })
		g.see("lifted its first load", "Opened in the browser")
	}
	if got := strings.Fields(opened()); got[0] != got[1] || got[0] != got[2] || got[0] != got[3] {
		t.Errorf("opened %q", got)
	}
	g.press("o")
	g.until("the article to be opened", func(string) bool { return strings.Contains(opened(), "/2026/crane-four/") })
	g.press("Q")
	g.ends()
}

// Without a desktop and a browser the address stands alone, to be picked up.
func TestAddressAlone(t *testing.T) {
	t.Parallel()
	home, q := t.TempDir(), publish(t)
	order(t, home, "add", q.URL+"/feed.rss")
	g := run(t, setup{home: home, width: 100, height: 30})
	g.see("Crane number four")
	g.press("o")
	g.see("No browser here", "https://harbour.example/2026/crane-four/")
	g.press("q")
	g.gone("No browser here")
}

// Keys typed ahead of a screen that is still being read from the store are carried
// out when it is there.
func TestKeysAheadOfAScreen(t *testing.T) {
	t.Parallel()
	home, q := t.TempDir(), publish(t)
	order(t, home, "add", q.URL+"/feed.rss")
	order(t, home, "add", fixturePath("note.md"), fixturePath("tools.atom"))
	g := run(t, setup{home: home, width: 100, height: 30})
	g.see("Crane number four", "of 6")
	g.press(fmt.Sprintf("\x1b[<0;20;%dM\x1b[<0;20;%[1]dm", g.rowOf("Crane number four")))
	g.press("c")
	g.see("So did the bread.")
	g.press("q")
	g.see("of 6")
	g.press("cj")
	g.see("2 of 2")
	g.press("qfjj")
	g.see("Last read", "3 of 3")
	g.press("qfG" + enter)
	g.see("Notes on tools")
	g.press("qq2jj1")
	g.see("all ")
}

func fixturePath(name string) string {
	path, err := filepath.Abs(filepath.Join("..", "..", "testdata", name))
	if err != nil {
		panic(err)
	}
	return path
}

// The editor has the terminal itself, and what it leaves comes back without a key.
func TestEditorHasTheTerminal(t *testing.T) {
	t.Parallel()
	script := filepath.Join(t.TempDir(), "edit")
	if err := os.WriteFile(script, []byte("#!/bin/sh\ntest -t 0 && test -t 1 && echo written in the terminal >\"$1\"\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	g := run(t, setup{width: 100, height: 30, env: []string{"EDITOR=" + script}})
	g.see(sampleHeadline)
	g.press("C\x0f") // ctrl+o
	g.see("written in the terminal", "Your comment ·")
	g.press(ctrlS)
	g.see("commented 1")
}
