package app_test

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"
	"github.com/creack/pty"
)

// Nothing that a feed says acts on the terminal: no title is set by it, no clipboard
// written, no cursor moved, no text hidden or turned round.
func TestHostileFeed(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "bad.rss")
	const attack = "\u009b2J\u009d52;c;AAAA\u009c\u202eevil\u2066 &#x9b;31m &amp;#27;]0;owned&amp;#7; %s \u200b"
	if err := os.WriteFile(file, []byte(`<rss version="2.0"><channel><title>Bad `+attack+`</title><link>javascript:alert(1)</link>`+
		`<item><title>Headline `+attack+`</title><link>javascript:alert(2)</link><author>me `+attack+`</author><guid>1</guid>`+
		`<description><![CDATA[<p>Body `+attack+` <a href="https://good.example/`+"\u202e"+`x">good</a> <a href="file:///etc/passwd">bad</a></p>]]></description>`+
		`<pubDate>Sat, 21 Feb 2026 10:00:00 GMT</pubDate></item></channel></rss>`), 0o600); err != nil {
		t.Fatal(err)
	}
	home := t.TempDir()
	order(t, home, "add", file)
	g := run(t, setup{home: home, width: 100, height: 30})
	g.see("Headline")
	g.press(enter)
	g.see("Body")
	g.press("S")
	g.see("Share this article")
	g.press(escape)
	g.gone("Share this article")
	g.press("c")
	g.see("Be the first")
	g.press("CMine \u009b31m\u202e here." + ctrlS)
	g.see("Mine")
	g.press("qqf")
	g.see("Last read")
	g.settle()
	wrote := g.wrote()
	for _, bad := range []string{"\u009b", "\u009d", "\u202e", "\u2066", "\x1b]52", "\x1b]0;owned", "javascript:", "file://"} {
		if strings.Contains(wrote, bad) {
			t.Errorf("%q was written", bad)
		}
	}
	g.press("Q")
	g.ends()
}

// A megabyte pasted, with escape sequences in it, is text: on the headlines, in a
// line and in a box.
func TestPasteOfAMegabyte(t *testing.T) {
	t.Parallel()
	big := strings.Repeat("word \x1b[31mq\x1b]0;t\x07Q ", 60_000)
	g := run(t, setup{width: 100, height: 30})
	g.see(sampleHeadline)
	g.settle()
	paste := func() { g.press("\x1b[200~" + big + "\x1b[201~") }
	g.press("C")
	g.see("Your comment ·")
	paste()
	g.see("word")
	g.press(escape)
	g.see("Draft kept")
	g.press(escape)
	g.gone("Your comment ·")
	g.press("/")
	paste()
	g.press(escape)
	g.see("of 11")
	paste()
	g.see("of 1")
	if strings.Contains(g.wrote(), "\x1b]0;t\x07") {
		t.Error("the paste set the window's title")
	}
	g.press("Q")
	if code := g.ends(); code != 0 {
		t.Errorf("exit status %d", code)
	}
}

// A terminal that goes away leaves no griot behind, and the draft in the store.
func TestTheTerminalGoesAway(t *testing.T) {
	t.Parallel()
	home := t.TempDir()
	g := run(t, setup{home: home})
	g.see(sampleHeadline)
	g.press("Cgone in the middle")
	g.see("gone in the middle")
	g.pty.Close()
	g.exits()
	g = run(t, setup{home: home})
	g.see(sampleHeadline)
	g.press("C")
	g.see("gone in the middle")
}

// A terminal that takes nothing any more does not keep griot from ending.
func TestATerminalThatTakesNothing(t *testing.T) {
	t.Parallel()
	home := t.TempDir()
	g := run(t, setup{home: home, width: 300, height: 100})
	g.see(sampleHeadline)
	g.press("Cin the box")
	g.see("in the box", "draft kept")
	g.stopReading()
	for range 100 { // frames enough to fill what the system holds for it
		g.press("\x1b[27u\x1b[27u?")
		time.Sleep(time.Second / 60)
	}
	if err := g.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	g.exits()
	g = run(t, setup{home: home})
	g.see(sampleHeadline)
	g.press("C")
	g.see("in the box")
}

// The end of a frame for the old size can come to a terminal that has the new one.
// What it leaves behind, scrolling margins above all, does not stay.
func TestResizeInTheMiddleOfAFrame(t *testing.T) {
	t.Parallel()
	g := run(t, setup{width: 100, height: 24})
	g.see(sampleHeadline, "1 of 11")
	g.em.Resize(100, 30)
	if _, err := g.em.WriteString("\x1b7\x1b[1;10r\x1b8"); err != nil {
		t.Fatal(err)
	}
	if err := pty.Setsize(g.pty, &pty.Winsize{Cols: 100, Rows: 30}); err != nil {
		t.Fatal(err)
	}
	g.settle()
	g.press("jja")
	g.see("Add a source")
	g.press("\x1b[27u")
	g.gone("Add a source")
	g.settle()
	shown := g.screen()
	g.press("\x0c") // ctrl+l
	g.settle()
	if again := g.screen(); shown != again {
		t.Errorf("the screen is\n%s\nand drawn anew\n%s", shown, again)
	}
}

// Whatever stands on the screen is no wider than it, at every size, in every screen
// and overlay.
func TestResizeInEveryScreen(t *testing.T) {
	t.Parallel()
	g := run(t, setup{width: 100, height: 30})
	g.see(sampleHeadline)
	for _, way := range []struct{ in, out string }{
		{"", ""}, {enter, "q"}, {"c", "q"}, {"C", escape + escape}, {"f", "q"}, {"?", escape},
		{",", escape}, {"a", escape}, {"S", escape}, {"/", escape}, {enter + "/", escape + "q"},
	} {
		g.press(way.in)
		for _, size := range [][2]int{{1, 1}, {2, 1}, {1, 5}, {7, 3}, {300, 80}, {140, 24}, {40, 12}, {100, 30}} {
			g.resize(size[0], size[1])
			time.Sleep(15 * time.Millisecond)
			for _, line := range strings.Split(g.screen(), "\n") {
				if n := ansi.StringWidth(strings.TrimRight(line, " ")); n > size[0] {
					t.Errorf("after %q at %v a line has %d cells: %q", way.in, size, n, line)
				}
			}
		}
		g.press(strings.ReplaceAll(way.out, escape, "\x1b[27u")) // the esc key as a whole sequence
		g.see(sampleHeadline, "1 of 11")
	}
	g.press("Q")
	if code := g.ends(); code != 0 {
		t.Errorf("exit status %d", code)
	}
}
