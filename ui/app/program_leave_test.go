package app_test

import (
	"strings"
	"testing"
)

// The quit key pressed again and again does not overtake the draft on its way to
// the store.
func TestLeavingInAHurryKeepsTheDraft(t *testing.T) {
	t.Parallel()
	home := t.TempDir()
	for i := range 5 {
		word := strings.Repeat("z", i+3)
		g := run(t, setup{home: home})
		g.see(sampleHeadline)
		g.press("C")
		g.see("ctrl+s")
		g.press(word)
		g.see(word)
		g.press(ctrlC + ctrlC + ctrlC)
		g.ends()
		g = run(t, setup{home: home})
		g.see(sampleHeadline)
		g.press("C")
		g.see(word)
		g.press(ctrlC)
		g.ends()
	}
}
