package reader

import (
	"fmt"
	"strings"
	"testing"

	"github.com/charmbracelet/x/exp/golden"

	"griot/feed"
	"griot/ui/pane/panetest"
	"griot/ui/text"
)

func TestScreens(t *testing.T) {
	for _, article := range []feed.ArticleID{4, 7} {
		for _, language := range text.Languages() {
			for _, width := range []int{40, 80, 120} {
				t.Run(fmt.Sprintf("%d-%s-%d", article, language.Code(), width), func(t *testing.T) {
					d := newDesk(t, language, width, 60)
					d.open(article)
					golden.RequireEqual(t, d.Golden())
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
		for width, height := range panetest.Sizes {
			d.p.SetSize(width, height)
			d.KeepsSize(width, height, "before the new lines")
			d.Tell(nil)
			d.KeepsSize(width, height, "after")
			d.Press("G")
			d.KeepsSize(width, height, "at the end")
			d.Press("g", "tab", "/", "e")
			d.KeepsSize(width, height, "searching")
			d.Press("esc")
		}
	}
}

func TestFailureIsSaid(t *testing.T) {
	d := newDesk(t, text.English, 60, 12)
	d.Run(d.p.Show(feed.Headline{ID: 99, Title: "Gone"}, feed.Query{}))
	if s := d.Screen(); !strings.Contains(s, "Gone") || !strings.Contains(s, "no such article") {
		t.Errorf("not said:\n%s", s)
	}
}

func TestNothingIsShownBeforeTheFirst(t *testing.T) {
	d := newDesk(t, text.English, 60, 12)
	if s := strings.TrimSpace(d.Screen()); s != "" {
		t.Errorf("shows %q", s)
	}
	d.Tell(nil)
	d.Sent = nil
	d.Press("j", "G", "space", "c", "s", "y", "/", "tab", "1", "x")
	if len(d.Sent) > 0 {
		t.Errorf("keys on nothing sent %v", d.Sent)
	}
}
