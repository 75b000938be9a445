package headlines

import (
	"fmt"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/exp/golden"

	"griot/ui/text"
)

// The screens, as plain text: the pane alone, with the height that the program
// leaves to it on a terminal of that size.
func TestScreens(t *testing.T) {
	for _, l := range []text.Language{text.English, text.French} {
		for _, size := range [][2]int{{40, 24}, {80, 24}, {80, 36}, {120, 40}, {200, 50}} {
			name := fmt.Sprintf("%v-%dx%d", map[text.Language]string{text.English: "en", text.French: "fr"}[l], size[0], size[1])
			t.Run(name, func(t *testing.T) {
				p := New(newEnv(t.Context(), l), newShelf(paper()))
				bars := 2
				if size[1] >= 30 {
					bars = 4
				}
				p.SetCompact(size[1] < 30)
				p.SetSize(size[0], size[1]-bars)
				d := drive(t, p)
				d.do(p.Init())
				screen := d.screen()
				for i, line := range strings.Split(screen, "\n") {
					if w := ansi.StringWidth(line); w > size[0] {
						t.Errorf("line %d has %d cells: %q", i, w, line)
					}
				}
				if p.compact {
					screen = "[" + ansi.Strip(p.MastheadColumns()) + "]\n" + screen
				}
				golden.RequireEqual(t, trimmed(screen))
			})
		}
	}
}

func trimmed(screen string) string {
	lines := strings.Split(screen, "\n")
	for i, l := range lines {
		lines[i] = strings.TrimRight(l, " ")
	}
	return strings.Join(lines, "\n") + "\n"
}
