package reader

import (
	"fmt"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/exp/golden"

	"griot/feed"
	"griot/ui/text"
)

func TestScreens(t *testing.T) {
	for _, article := range []feed.ArticleID{4, 7} {
		for _, language := range text.Languages() {
			for _, width := range []int{40, 80, 120} {
				t.Run(fmt.Sprintf("%d-%s-%d", article, language.Code(), width), func(t *testing.T) {
					d := newDesk(t, language, width, 60)
					d.open(article)
					golden.RequireEqual(t, d.screen()+"\n["+d.p.Position()+"] "+strings.Join(d.p.Trail(), " › ")+"\n")
				})
			}
		}
	}
}

// No line may be wider than the pane, and the view is as tall as the pane, at any
// size.
func TestViewKeepsItsSize(t *testing.T) {
	for _, article := range []feed.ArticleID{4, 7} {
		d := newDesk(t, text.French, 80, 24)
		d.open(article)
		for _, width := range []int{0, 1, 2, 3, 7, 19, 24, 40, 61, 80, 139, 300} {
			for _, height := range []int{0, 1, 2, 5, 24, 80} {
				d.p.SetSize(width, height)
				check := func(when string) {
					lines := strings.Split(d.p.View(), "\n")
					if len(lines) != max(1, height) {
						t.Fatalf("%dx%d %s: %d lines", width, height, when, len(lines))
					}
					for _, l := range lines {
						if w := ansi.StringWidth(l); w > width {
							t.Errorf("%dx%d %s: %d cells: %q", width, height, when, w, ansi.Strip(l))
						}
					}
					if c := d.p.Cursor(); c.X < 0 || c.Y < 0 {
						t.Errorf("%dx%d: cursor at %d,%d", width, height, c.X, c.Y)
					}
				}
				check("before the new lines")
				d.run(d.p.Update(nil))
				check("after")
				d.press("G")
				check("at the end")
				d.press("g", "tab")
				check("with a link")
			}
		}
	}
}

func TestFailureIsSaid(t *testing.T) {
	d := newDesk(t, text.English, 60, 12)
	d.run(d.p.Show(feed.Headline{ID: 99, Title: "Gone"}, feed.Query{}))
	if s := d.screen(); !strings.Contains(s, "Gone") || !strings.Contains(s, "no such article") {
		t.Errorf("not said:\n%s", s)
	}
}

func TestNothingIsShownBeforeTheFirst(t *testing.T) {
	d := newDesk(t, text.English, 60, 12)
	if s := strings.TrimSpace(d.screen()); s != "" {
		t.Errorf("shows %q", s)
	}
	d.press("j", "G", "space", "c", "s", "y", "/", "tab", "1", "x")
	if len(d.sent) > 0 {
		t.Errorf("keys on nothing sent %v", d.sent)
	}
}
