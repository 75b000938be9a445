package app_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// paper follows a feed of so many articles, "Story 1" the newest, and returns the
// home in which it is followed.
func paper(t *testing.T, stories int) string {
	t.Helper()
	var b strings.Builder
	b.WriteString(`<rss version="2.0"><channel><title>Long Paper</title><link>https://long.example/</link>`)
	for i := range stories {
		fmt.Fprintf(&b, `<item><title>Story %d</title><link>https://long.example/%d</link><guid>s%d</guid>`+
			`<pubDate>%02d Feb 2026 %02d:%02d:00 GMT</pubDate><description>&lt;p&gt;Text of story %d.&lt;/p&gt;</description></item>`,
			i+1, i+1, i+1, 20-i/1440%20, 23-i/60%24, 59-i%60, i+1)
	}
	b.WriteString(`</channel></rss>`)
	home, file := t.TempDir(), filepath.Join(t.TempDir(), "long.rss")
	if err := os.WriteFile(file, []byte(b.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	order(t, home, "add", file)
	return home
}

// Keys typed ahead of what they lead to are carried out there, and none is lost.
func TestKeysTypedAhead(t *testing.T) {
	t.Parallel()
	g := run(t, setup{home: paper(t, 300), width: 100, height: 30})
	g.see("Story 1", "1 of 300")
	g.press(strings.Repeat("j", 200))
	g.see("201 of 300")
	g.press(strings.Repeat("k", 200))
	g.see("1 of 300")

	g.press(enter + "q" + "j" + enter + "q") // read and back, twice
	g.see("2 of 300", "unread 298")

	g.press("CWritten at once." + ctrlS + "j")
	g.see("3 of 300", "commented 1", "1")
	g.press("k" + "c")
	g.see("Written at once.")
	g.press("q" + enter + "CSecond." + ctrlS + "qj")
	g.see("3 of 300", "commented 1")
	g.press("Q")
	g.ends()
}

// What a later version does has no key yet, and no word in help.
func TestKeysOfLater(t *testing.T) {
	t.Parallel()
	g := run(t, setup{width: 100, height: 40})
	g.see(sampleHeadline, "1 of 11")
	g.settle()
	for _, place := range []string{"", enter} {
		g.press(place)
		g.settle()
		before := g.screen()
		for _, key := range []string{"F", "[", "]", "(", ")", "t", ":", "\x10", "i"} {
			g.press(key)
		}
		g.settle()
		if after := g.screen(); after != before {
			t.Errorf("a key did something:\n%s\nwas\n%s", after, before)
		}
	}
	g.press("?")
	g.see("type to filter")
	for _, word := range []string{"palette", "import", "contents", "query"} {
		if strings.Contains(g.screen(), word) {
			t.Errorf("help names %q:\n%s", word, g.screen())
		}
	}
}

// Undo takes every kind of act back, and redo does it again.
func TestUndoOfEverything(t *testing.T) {
	t.Parallel()
	home := paper(t, 30)
	g := run(t, setup{home: home, width: 120, height: 30})
	const ctrlR = "\x12"
	g.see("all 30", "unread 30", "starred 0")
	for _, act := range []struct{ do, done, undone string }{
		{"s", "starred 1", "starred 0"},
		{"m", "unread 29", "unread 30"},
		{"A", "unread 0", "unread 30"},
		{"CA remark." + ctrlS, "commented 1", "commented 0"},
	} {
		g.press(act.do)
		g.see(act.done)
		g.press("u")
		g.see(act.undone)
		g.press(ctrlR)
		g.see(act.done)
		g.press("u")
		g.see(act.undone)
	}
	g.press("CTo be edited." + ctrlS)
	g.see("commented 1")
	g.press("c")
	g.see("To be edited.")
	g.press("e")
	g.see("Your comment, edited")
	g.press(" Twice." + ctrlS)
	g.see("To be edited. Twice.")
	g.gone("Your comment, edited")
	g.press("u")
	g.gone("Twice.")
	g.press(ctrlR)
	g.see("To be edited. Twice.")
	g.press("d")
	g.gone("To be edited. Twice.")
	g.press("u")
	g.see("To be edited. Twice.")
	g.press("qf")
	g.see("Long Paper", "Last read")
	g.press("d")
	g.see("u undoes")
	g.press("u")
	g.see("Undone", "Long Paper")
	g.press(ctrlR)
	g.see("Done again")
	g.press("u")
	g.see("Undone", "Long Paper")
	g.press("qQ")
	g.ends()
	if out := order(t, home, "list", "--limit", "1"); !strings.Contains(out, "Story 1") {
		t.Errorf("the source did not return:\n%s", out)
	}
}

// Every row that was read in a stay with the unread stays where it was, and view,
// order and row are there at the next start.
func TestTheListIsAsItWasLeft(t *testing.T) {
	t.Parallel()
	home := paper(t, 40)
	g := run(t, setup{home: home, width: 100, height: 30})
	g.see("all 40")
	g.press("2")
	g.see("1 of 40")
	g.press("jj" + enter)
	g.see("Text of story 3.")
	g.press("q")
	g.see("Story 2", "Story 3", "Story 4", "3 of 40", "unread 39")
	g.press(",")
	g.see("Sort by")
	g.press("s")
	g.see("Source ↑")
	g.press("G")
	g.see("of 40", "Story 40")
	g.press("Q")
	g.ends()
	g = run(t, setup{home: home, width: 100, height: 30})
	g.see("Source ↑", "Story 40", "39 of 39")
}

// space alone reads the whole paper.
func TestSpaceReadsThePaper(t *testing.T) {
	t.Parallel()
	g := run(t, setup{home: paper(t, 12), width: 80, height: 24})
	g.see("unread 12")
	g.press(enter)
	for i := range 12 {
		g.see(fmt.Sprintf("Text of story %d.", i+1))
		g.press(" ")
	}
	g.see("unread") // the last one: nothing unread is left
	g.press("q")
	g.see("unread 0", "all 12")
}
