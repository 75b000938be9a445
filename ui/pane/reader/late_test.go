package reader

import (
	"testing"

	tea "charm.land/bubbletea/v2"

	"griot/feed"
	"griot/ui/pane"
	"griot/ui/text"
)

// An article that was read from the store before it was marked there, and arrives
// after it, shows the mark.
func TestAnArticleOnItsWayWhenItChanges(t *testing.T) {
	d := newDesk(t, text.English, 80, 24)
	before := summit()
	before.Opens = 0
	d.lib.articles[before.ID] = before
	batch, ok := d.p.Show(before.Headline, feed.Query{})().(tea.BatchMsg)
	if !ok {
		t.Fatal("one command only")
	}
	var late []tea.Msg
	for _, cmd := range batch {
		if cmd != nil {
			late = append(late, cmd())
		}
	}
	after := before
	after.Opens = 1
	d.lib.articles[before.ID] = after
	d.Tell(pane.ArticlesChanged{Articles: []feed.ArticleID{before.ID}})
	for _, msg := range late {
		d.Tell(msg)
	}
	d.Shows("opened once")
}
