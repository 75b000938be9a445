package headlines

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/exp/golden"

	"griot/ui/pane/panetest"
	"griot/ui/text"
	"griot/ui/theme"
)

// The screens, as plain text: the pane alone, with the height that the program
// leaves to it on a terminal of that size.
func TestScreens(t *testing.T) {
	for _, l := range []text.Language{text.English, text.French} {
		for _, size := range [][2]int{{40, 24}, {80, 24}, {80, 36}, {120, 40}, {200, 50}} {
			name := fmt.Sprintf("%v-%dx%d", map[text.Language]string{text.English: "en", text.French: "fr"}[l], size[0], size[1])
			t.Run(name, func(t *testing.T) {
				p := New(newEnv(t, l), newShelf(paper()))
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

// The selection shows without any colour: by its bar, and in bold.
func TestSelectionWithoutColour(t *testing.T) {
	lines := selection(t, colorprofile.ASCII)
	golden.RequireEqual(t, strings.ReplaceAll(strings.Join(lines, "\n"), "\x1b", "␛")+"\n")
}

// With colours the whole selected row, and no other, has a ground of its own.
func TestSelectionWithColours(t *testing.T) {
	for _, profile := range []colorprofile.Profile{colorprofile.TrueColor, colorprofile.ANSI256} {
		for i, line := range selection(t, profile) {
			if grounded := strings.Contains(line, "48;"); grounded != (i == 2) {
				t.Errorf("%v: line %d has a ground: %v: %q", profile, i, grounded, line)
			}
			if i != 2 {
				continue
			}
			for part := range strings.SplitSeq(line, "\x1b[m") {
				style, words, _ := strings.Cut(part, "m")
				headline := strings.Contains(words, "fleuve") || strings.ContainsAny(words, "▌●")
				grounded := strings.Contains(style, "48;") && strings.Contains(style, "[1;")
				if headline && !grounded {
					t.Errorf("%v: %q is not bold on the ground", profile, part)
				}
			}
		}
	}
}

// selection draws three headlines, the second selected, on a terminal of so many colours.
func selection(t *testing.T, profile colorprofile.Profile) []string {
	t.Helper()
	env := newEnv(t, text.English)
	env.Theme = theme.For(true, profile)
	p := New(env, newShelf(paper()[:3]))
	p.SetSize(80, 6)
	d := drive(t, p)
	d.do(p.Init())
	d.press("j")
	var b bytes.Buffer
	w := colorprofile.Writer{Forward: &b, Profile: profile}
	if _, err := w.WriteString(p.View()); err != nil {
		t.Fatal(err)
	}
	return strings.Split(b.String(), "\n")
}

// What a list that fills the screen costs: drawn before, after a step, and anew.
func BenchmarkView(b *testing.B) {
	p := New(newEnv(b, text.French), newShelf(many(2000)))
	p.SetSize(120, 42)
	d := drive(b, p)
	d.do(p.Init())
	b.Run("drawn before", func(b *testing.B) {
		for b.Loop() {
			_ = p.View()
		}
	})
	b.Run("a key and View", func(b *testing.B) {
		keys := []tea.KeyPressMsg{panetest.Key("j"), panetest.Key("k")}
		for i := 0; b.Loop(); i++ {
			p.Update(keys[i%2])
			_ = p.View()
		}
	})
	b.Run("a page and View", func(b *testing.B) {
		keys := []tea.KeyPressMsg{panetest.Key("pgdown"), panetest.Key("pgup")}
		for i := 0; b.Loop(); i++ {
			p.Update(keys[i/10%2])
			_ = p.View()
		}
	})
	b.Run("all anew", func(b *testing.B) {
		for b.Loop() {
			p.look.redraw()
			_ = p.View()
		}
	})
	b.Run("a page of 600 made", func(b *testing.B) {
		m, rows := p.maker(), many(600)
		for b.Loop() {
			m.rows(rows)
		}
	})
}
