package reader

import (
	"testing"
	"time"

	"griot/feed"
	"griot/ui/pane"
	"griot/ui/text"
)

// An article that was changed says so, and a key goes back through the texts that it
// had. Where the reader is in those is not kept as the place in the article.
func TestEarlierTexts(t *testing.T) {
	d := newDesk(t, text.English, 80, 24)
	day := time.Date(2026, 2, 20, 10, 0, 0, 0, time.UTC)
	d.lib.earlier = map[feed.ArticleID][]feed.EarlierText{7: {
		{Until: day, Title: "Ferry line closes", Content: "<p>The oldest text.</p>"},
		{Until: day.Add(24 * time.Hour), Title: "Ferry line may reopen", Content: "<p>The second text.</p>"},
	}}
	d.open(7)
	d.Shows("Changed by its publisher since you marked it · v shows the text from before", "goats included")
	place := d.lib.articles[7].Place
	d.Press("v")
	d.Shows("Ferry line may reopen", "The second text.", "Its text until Saturday 21 February 2026, 10:00 · v shows the one before")
	d.Lacks("goats included")
	d.Press("s") // the article is read again, and the text stays
	d.Shows("The second text.")
	d.Press("v")
	d.Shows("Ferry line closes", "The oldest text.", "until Friday 20 February 2026, 10:00 · v shows the present one")
	d.Press("G")
	d.Wait()
	if got := d.lib.articles[7].Place; got != place {
		t.Errorf("the place is %+v, was %+v", got, place)
	}
	d.Press("v")
	d.Shows("Ferry line to the islands", "goats included", "Changed by its publisher")
}

func TestNoEarlierText(t *testing.T) {
	d := newDesk(t, text.French, 80, 24)
	d.open(7)
	d.Lacks("éditeur depuis")
	d.Press("v")
	d.Shows("goats included")
	if said := sent[pane.Say](d); len(said) == 0 || said[len(said)-1].Text != "Aucun autre texte de cet article n’est gardé." {
		t.Errorf("said %+v", said)
	}
}
