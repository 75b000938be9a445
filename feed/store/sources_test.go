package store

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"griot/feed"
)

func TestAHiddenSourceReturnsWithAllItHad(t *testing.T) {
	t.Parallel()
	for _, n := range []int{4, 600} { // the larger one is settled by Tidy
		t.Run(fmt.Sprint(n), func(t *testing.T) {
			s := openAt(t, filepath.Join(t.TempDir(), "griot.db"), Options{careless: true, settleNow: 10})
			kept, gone := follow(t, s, "kept"), follow(t, s, "gone")
			save(t, s, kept.ID, entry(9001), entry(9002))
			save(t, s, gone.ID, entries(1, n)...)
			must[feed.Act](t)(s.MarkRead(t.Context(), []feed.ArticleID{3}, true, 0))
			must[feed.Act](t)(s.Star(t.Context(), []feed.ArticleID{4}, true))
			before := look(t, s)
			act := must[feed.Act](t)(s.SetStanding(t.Context(), gone.ID, feed.Hidden))
			for range 2 {
				if got := must[feed.Totals](t)(s.Totals(t.Context(), nil)); got.All != 2 || got.Unread != 2 || got.Starred != 1 {
					t.Errorf("%+v", got)
				}
				if got := titles(t, s, feed.Query{}); len(got) != 2 {
					t.Errorf("%d articles", len(got))
				}
				if got := titles(t, s, feed.Query{View: feed.Starred}); len(got) != 1 {
					t.Errorf("starred %v", got)
				}
				if got := titles(t, s, feed.Query{Sources: []feed.SourceID{gone.ID}}); len(got) != n {
					t.Errorf("%d articles of the hidden source", len(got))
				}
				check(t, s.Tidy(t.Context()))
			}
			must[feed.Act](t)(s.MarkAllRead(t.Context(), feed.Query{Sources: []feed.SourceID{kept.ID}}))
			check(t, s.Undo(t.Context(), act))
			check(t, s.Undo(t.Context(), must[feed.Act](t)(s.MarkAllRead(t.Context(), feed.Query{})))) // marks what is unread of both
			must[feed.Act](t)(s.MarkRead(t.Context(), []feed.ArticleID{1, 2}, false, 0))
			if got := look(t, s); got != before {
				t.Errorf("%s\nbefore\n%s", got, before)
			}
			wantSound(t, s)
		})
	}
}

func TestHiddenArticlesAreNotMarkedWithTheRest(t *testing.T) {
	s, _ := newStore(t)
	one, two := follow(t, s, "one"), follow(t, s, "two")
	save(t, s, one.ID, entries(1, 3)...)
	save(t, s, two.ID, entries(11, 13)...)
	check(t, s.SetTags(t.Context(), two.ID, []string{"news", "!quiet"}))
	if act := must[feed.Act](t)(s.MarkAllRead(t.Context(), feed.Query{})); act.N != 3 {
		t.Errorf("%+v", act)
	}
	save(t, s, two.ID, entries(14, 14)...)
	check(t, s.SetTags(t.Context(), two.ID, []string{"news"}))
	if got := must[feed.Totals](t)(s.Totals(t.Context(), nil)); got.Unread != 4 || got.All != 7 {
		t.Errorf("%+v", got)
	}
}

func TestFollow(t *testing.T) {
	s, _ := newStore(t)
	ctx := t.Context()
	first := must[feed.Source](t)(s.Follow(ctx, feed.Source{Address: "a", Kind: feed.KindFeed, Name: "Name", Tags: []string{"x", "y"}, Title: "Title"}))
	if first.ID == 0 || first.Standing != feed.Followed || first.Name != "Name" || !slices.Equal(first.Tags, []string{"x", "y"}) || first.Title != "Title" {
		t.Errorf("%+v", first)
	}
	again := must[feed.Source](t)(s.Follow(ctx, feed.Source{Address: "a"}))
	if again.ID != first.ID || again.Kind != feed.KindFeed || again.Name != "" || again.Tags != nil || again.Title != "Title" {
		t.Errorf("%+v", again)
	}
	visit := must[feed.Source](t)(s.Follow(ctx, feed.Source{Address: "a", Standing: feed.Visiting}))
	if visit.Standing != feed.Followed {
		t.Error("opening a followed source made it something else")
	}
	if visit = must[feed.Source](t)(s.Follow(ctx, feed.Source{Address: "b", Standing: feed.Visiting})); visit.Standing != feed.Visiting {
		t.Errorf("%+v", visit)
	}
	must[feed.Act](t)(s.SetStanding(ctx, first.ID, feed.Hidden))
	if got := must[[]feed.Source](t)(s.Sources(ctx, feed.Hidden, feed.Visiting)); len(got) != 2 {
		t.Errorf("%+v", got)
	}
	must[feed.Source](t)(s.Follow(ctx, feed.Source{Address: "a"}))
	must[feed.Source](t)(s.Follow(ctx, feed.Source{Address: "b"}))
	if got := must[[]feed.Source](t)(s.Sources(ctx, feed.Followed)); len(got) != 2 {
		t.Errorf("%+v", got)
	}
	if got := must[feed.Source](t)(s.SourceAt(ctx, "b")); got.ID != visit.ID {
		t.Errorf("%+v", got)
	}
	if _, err := s.SourceAt(ctx, "c"); !errors.Is(err, feed.ErrNoSource) {
		t.Error(err)
	}
}

func TestMove(t *testing.T) {
	s, _ := newStore(t)
	one, two := follow(t, s, "one"), follow(t, s, "two")
	if err := s.Move(t.Context(), one.ID, two.Address); !errors.Is(err, feed.ErrFollowed) {
		t.Error(err)
	}
	check(t, s.Move(t.Context(), one.ID, one.Address))
	check(t, s.Move(t.Context(), one.ID, "https://moved.example.org"))
	if got := must[feed.Source](t)(s.SourceAt(t.Context(), "https://moved.example.org")); got.ID != one.ID {
		t.Errorf("%+v", got)
	}
	for _, err := range []error{s.Move(t.Context(), 77, "x"), s.SetTags(t.Context(), 77, nil)} {
		if !errors.Is(err, feed.ErrNoSource) {
			t.Error(err)
		}
	}
}

func TestForgetSparesWhatTheReaderTouched(t *testing.T) {
	s, c := newStore(t)
	ctx := t.Context()
	visit := func(address string, n int) feed.Source {
		src := must[feed.Source](t)(s.Follow(ctx, feed.Source{Address: address, Standing: feed.Visiting}))
		save(t, s, src.ID, entries(n, n+5)...)
		return src
	}
	some, none := visit("some", 1), visit("none", 11)
	followed := follow(t, s, "followed")
	save(t, s, followed.ID, entries(21, 22)...)
	must[feed.Act](t)(s.Star(ctx, []feed.ArticleID{1}, true))
	must[feed.Act](t)(s.MarkRead(ctx, []feed.ArticleID{2}, true, 0))
	write(t, s, feed.Draft{Article: 3, Body: "kept"})
	check(t, s.SaveDraft(ctx, feed.Draft{Article: 4, Body: "kept"}))
	must[feed.Act](t)(s.Opened(ctx, 5, 0))
	must[int](t)(s.MergeComments(ctx, 6, []feed.RemoteComment{remote("k", "", "theirs", 1)}, c.t))
	check(t, s.Forget(ctx)) // somebody may be reading them
	if got := must[feed.Source](t)(s.Source(ctx, none.ID)); got.Total != 6 {
		t.Errorf("%+v", got)
	}
	c.advance(13 * time.Hour)
	check(t, s.Forget(ctx))
	if got := titles(t, s, feed.Query{Sources: []feed.SourceID{some.ID}}); len(got) != 4 {
		t.Errorf("%v", got)
	}
	if _, err := s.Source(ctx, none.ID); !errors.Is(err, feed.ErrNoSource) {
		t.Error(err)
	}
	if got := titles(t, s, feed.Query{Words: "headline"}); len(got) != 2 {
		t.Errorf("%v", got)
	}
	wantSound(t, s)
	if o := save(t, s, some.ID, entries(1, 6)...); o.New != 2 {
		t.Errorf("%+v", o)
	}
}

func TestLookup(t *testing.T) {
	s, _ := newStore(t)
	src := follow(t, s, "one")
	file := must[feed.Source](t)(s.Follow(t.Context(), feed.Source{Address: "/home/reader/notes.md", Kind: feed.KindFile}))
	title := func(n int, text string) feed.Entry {
		e := entry(n)
		e.Title = text
		return e
	}
	save(t, s, src.ID, title(5, "Élections à Bamako"), title(4, "Élections: the result"), title(3, "2026 in review"), title(2, "Sommet"), title(1, "Sommet de Bamako"))
	save(t, s, file.ID, feed.Entry{Title: "My notes", Content: "x"})
	for ref, want := range map[string]feed.ArticleID{
		"1":                              1,
		" 5 ":                            5,
		"https://example.org/articles/2": 2,
		"http://example.org/articles/2/?utm_source=x": 2,
		"tag:example.org,2026:4":                      4,
		"/home/reader/notes.md":                       6,
		"elections a b":                               5,
		"ELECTIONS, THE":                              4,
		"sommet":                                      2, // the whole of a headline wins over the start of another
		"sommet d":                                    1,
		"2026":                                        3,
	} {
		h, err := s.Lookup(t.Context(), ref)
		if err != nil || h.ID != want {
			t.Errorf("%q: %d, %v; want %d", ref, h.ID, err, want)
		}
	}
	for _, ref := range []string{"", "  ", "99", "bamako", "nothing", "https://example.org/none", "\"", "a* OR b"} {
		if h, err := s.Lookup(t.Context(), ref); !errors.Is(err, feed.ErrNoArticle) {
			t.Errorf("%q: %+v, %v", ref, h, err)
		}
	}
	_, err := s.Lookup(t.Context(), "élections")
	if e, ok := errors.AsType[*feed.AmbiguousError](err); !ok || len(e.Matches) != 2 {
		t.Errorf("%v", err)
	}
	hidden := follow(t, s, "two")
	e := title(7, "Sommet de Niamey")
	save(t, s, hidden.ID, e)
	must[feed.Act](t)(s.SetStanding(t.Context(), hidden.ID, feed.Hidden))
	for ref, want := range map[string]feed.ArticleID{"sommet d": 1, "sommet de niamey": 7} {
		if h, err := s.Lookup(t.Context(), ref); err != nil || h.ID != want {
			t.Errorf("beside a hidden one %q: %d, %v; want %d", ref, h.ID, err, want)
		}
	}
}

func TestState(t *testing.T) {
	s, _ := newStore(t)
	if got := must[string](t)(s.State(t.Context(), "k")); got != "" {
		t.Error(got)
	}
	for _, v := range []string{"a", "b"} {
		check(t, s.SetState(t.Context(), "k", v))
		if got := must[string](t)(s.State(t.Context(), "k")); got != v {
			t.Error(got)
		}
	}
}
