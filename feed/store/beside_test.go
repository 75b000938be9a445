package store

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"griot/feed"
)

func TestWhatIsBesideAnArticleGoesWithIt(t *testing.T) {
	s, _ := newStore(t)
	archive(t, s)
	for _, id := range []feed.ArticleID{2, 40} {
		check(t, s.SetArticleState(t.Context(), id, "fulltext", "full\nAll of it."))
	}
	must[int](t)(s.Prune(t.Context(), 10, nil))
	if err := s.SetArticleState(t.Context(), 2, "fulltext", "full\nlate"); !errors.Is(err, feed.ErrNoArticle) {
		t.Errorf("%v", err)
	}
	if got := must[string](t)(s.ArticleState(t.Context(), 2, "fulltext")); got != "" {
		t.Errorf("it is still there: %q", got)
	}
	if got := must[string](t)(s.ArticleState(t.Context(), 40, "fulltext")); got != "full\nAll of it." {
		t.Errorf("%q", got)
	}
	wantSound(t, s)
}

// A publisher rewrites an article that the reader wrote about, again and again.
func TestATextThatWasCommentedStaysReadable(t *testing.T) {
	for name, cherish := range map[string]func(t *testing.T, s *Store){
		"commented": func(t *testing.T, s *Store) { write(t, s, feed.Draft{Article: 1, Body: "You say “Body of 1”."}) },
		"starred":   func(t *testing.T, s *Store) { must[feed.Act](t)(s.Star(t.Context(), []feed.ArticleID{1}, true)) },
	} {
		t.Run(name, func(t *testing.T) {
			s, c := newStore(t)
			src := follow(t, s, "one")
			save(t, s, src.ID, entry(1))
			cherish(t, s)
			e := entry(1)
			for n := range 5 {
				c.advance(time.Hour)
				e.Title, e.Content = fmt.Sprint("Title ", n), fmt.Sprint("<p>Text ", n, "</p>")
				if o := save(t, s, src.ID, e); o.New != 0 || o.Changed != 1 {
					t.Errorf("%+v", o)
				}
			}
			was := must[[]feed.EarlierText](t)(s.Earlier(t.Context(), 1))
			if len(was) != 1 || was[0].Title != entry(1).Title || was[0].Content != entry(1).Content || was[0].Until.IsZero() {
				t.Fatalf("%+v", was)
			}
			write(t, s, feed.Draft{Article: 1, Body: "Now you say “Text 4”."})
			for n := range 5 {
				c.advance(time.Hour)
				e.Content = fmt.Sprint("<p>Later ", n, "</p>")
				save(t, s, src.ID, e)
			}
			if was = must[[]feed.EarlierText](t)(s.Earlier(t.Context(), 1)); len(was) != 2 || was[1].Content != "<p>Text 4</p>" {
				t.Errorf("%+v", was)
			}
			h := headlines(t, s, feed.Query{})[0]
			if a := must[feed.Article](t)(s.Article(t.Context(), 1)); a.Content != "<p>Later 4</p>" || h.Title != "Title 4" {
				t.Errorf("%q, %q", h.Title, a.Content)
			}
			wantSound(t, s)
		})
	}
}

func TestOtherTextsAreNotKept(t *testing.T) {
	s, _ := newStore(t)
	src := follow(t, s, "one")
	save(t, s, src.ID, entries(1, 2)...)
	write(t, s, feed.Draft{Article: 2, Body: "mine"})
	e1, e2 := entry(1), entry(2)
	e1.Content, e2.Author = "<p>new</p>", "Another"
	save(t, s, src.ID, e1, e2)
	for id := range feed.ArticleID(2) {
		if was := must[[]feed.EarlierText](t)(s.Earlier(t.Context(), id+1)); len(was) > 0 {
			t.Errorf("%+v", was)
		}
	}
}
