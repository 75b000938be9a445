package app_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Who comes from another reader is offered its list on the first screen, and nobody
// else hears of importing.
func TestImportOnFirstRun(t *testing.T) {
	t.Parallel()
	home, q := t.TempDir(), publish(t)
	list := filepath.Join(home, ".newsboat", "urls")
	if err := os.MkdirAll(filepath.Dir(list), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(list, []byte(q.URL+"/feed.rss \"harbour\"\nexec:touch "+home+"/ran\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(home, "old.OPML"), []byte(`<opml><body><outline xmlUrl="`+q.URL+`/feed.rss"/></body></opml>`), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(home, "empty.opml"), []byte(`<opml/>`), 0o600); err != nil {
		t.Fatal(err)
	}
	g := run(t, setup{home: home, width: 100, height: 30, dir: home})
	g.see(sampleHeadline, "i import")
	g.press("?import")
	g.see("import a list of sources")
	g.press("\x1b")
	g.see("type to filter")
	g.press("\x1b")
	g.see("? keys")
	g.press("i")
	g.see("Import a list of sources", ".newsboat/urls", "1 source", "old.OPML")
	if strings.Contains(g.screen(), "empty.opml") {
		t.Errorf("a list of nothing is offered:\n%s", g.screen())
	}
	g.press("\x1b")
	g.see("? keys")
	g.press("i")
	g.see("old.OPML")
	g.press(enter)
	g.see("Crane number four swings again")
	g.press("Q")
	g.ends()
	if out := order(t, home, "sources"); !strings.Contains(out, "harbour") {
		t.Errorf("sources:\n%s", out)
	}
	if _, err := os.Stat(filepath.Join(home, "ran")); err == nil {
		t.Error("a command of the list was run")
	}
	g = run(t, setup{home: home, width: 100, height: 30, dir: home})
	g.see("Crane number four swings again")
	g.settle()
	before := g.screen()
	g.press("i")
	g.settle()
	if g.screen() != before {
		t.Errorf("i did something:\n%s", g.screen())
	}
}
