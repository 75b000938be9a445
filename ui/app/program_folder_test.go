package app_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A folder that is followed is read again when something changes in it, while griot
// is open: what is new waits, what is open shows what it says now, and what is
// removed stays.
func TestFolderIsWatched(t *testing.T) {
	t.Parallel()
	home := t.TempDir()
	notes := filepath.Join(home, "notes")
	write := func(name, text string) {
		t.Helper()
		if err := os.MkdirAll(notes, 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(notes, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("pier.md", "# The pier\n\nIt is long.\n")
	write("lamp.md", "# The lamp\n\nIt is out.\n")
	order(t, home, "add", notes)
	g := run(t, setup{home: home, width: 100, height: 30})
	g.see("The pier", "The lamp")
	g.settle()
	write("crane.md", "# The crane\n\nIt lifts.\n")
	g.see("1 new")
	g.press(".")
	g.see("The crane", "The pier")

	g.press("/pier" + enter + enter)
	g.see("It is long.")
	write("pier.md", "# The pier\n\nIt is longer than it was.\n")
	g.see("It is longer than it was.")
	if err := os.Remove(filepath.Join(notes, "lamp.md")); err != nil {
		t.Fatal(err)
	}
	write(".hidden.md", "# Hidden\n")
	g.press("q\x1b")
	g.see("The lamp", "The crane")
	g.settle()
	if strings.Contains(g.screen(), "Hidden") {
		t.Errorf("a hidden file is shown:\n%s", g.screen())
	}
}
