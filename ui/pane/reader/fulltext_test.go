package reader

import (
	"fmt"
	"strings"
	"testing"

	"griot/feed"
	"griot/ui/pane"
	"griot/ui/text"
)

func TestFullTextAndBack(t *testing.T) {
	d := newDesk(t, text.English, 80, 24)
	d.lib.page = long(7, 20_000).Content
	d.open(7)
	d.Press("x")
	d.Shows("Ferry line to the islands", "Paragraph number 0.")
	d.Lacks("goats included")
	d.Press("ctrl+f", "ctrl+f")
	deep := d.p.sheet.flow.Top()
	d.Press("x")
	d.Shows("The ferry runs twice a day")
	d.Press("x")
	if top := d.p.sheet.flow.Top(); top != deep {
		t.Errorf("the place is lost: %v, was %v", top, deep)
	}
	var said []string
	for _, s := range sent[pane.Say](d) {
		said = append(said, fmt.Sprintf("%t %s", s.Error, s.Text))
	}
	want := "false Fetching the page of this article…|false The text of the article’s page; x shows the feed’s.|false The text of the feed; x shows the page’s."
	if got := strings.Join(said, "|"); !strings.HasPrefix(got, want) {
		t.Errorf("said %s", got)
	}
}

func TestFullTextThatCantBeHad(t *testing.T) {
	d := newDesk(t, text.French, 80, 24)
	d.lib.fail = feed.ErrRobots
	d.open(7)
	d.Press("x")
	d.Shows("goats included")
	said := sent[pane.Say](d)
	if last := said[len(said)-1]; !last.Error || !strings.HasPrefix(last.Text, "Le site demande aux programmes") {
		t.Errorf("%+v", last)
	}
	d.lib.fail, d.lib.page = nil, "<p>All of it.</p>"
	d.Press("x")
	d.Shows("All of it.")
}

// TestFullTextComesTooLate drops what comes for an article that was left.
func TestFullTextComesTooLate(t *testing.T) {
	d := newDesk(t, text.English, 80, 24)
	d.lib.page = "<p>All of it.</p>"
	d.open(7)
	late := d.p.fullText()
	if again := d.p.fullText(); again != nil {
		t.Error("it is asked for twice at once")
	}
	d.open(4)
	d.Run(late)
	d.Lacks("All of it.")
	if d.p.full.asking {
		t.Error("the next article waits for it")
	}
}
