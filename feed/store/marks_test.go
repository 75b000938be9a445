package store

import (
	"errors"
	"slices"
	"testing"
	"time"

	"griot/feed"
)

// unread returns the ids in the unread view, in the order of their dates.
func unread(t testing.TB, s *Store, visit feed.VisitID) (ids []feed.ArticleID) {
	t.Helper()
	for _, h := range headlines(t, s, feed.Query{View: feed.Unread, Reverse: true, Visit: visit}) {
		ids = append(ids, h.ID)
	}
	return ids
}

func wantUnread(t testing.TB, s *Store, visit feed.VisitID, want ...feed.ArticleID) {
	t.Helper()
	if got := unread(t, s, visit); !slices.Equal(got, want) {
		t.Errorf("unread %v, want %v", got, want)
	}
}

func TestAVisitKeepsWhatWasReadInIt(t *testing.T) {
	s, _ := newStore(t)
	src := follow(t, s, "one")
	save(t, s, src.ID, entries(1, 5)...)
	visit := must[feed.VisitID](t)(s.NewVisit(t.Context()))
	must[feed.Act](t)(s.Opened(t.Context(), 2, visit))
	must[feed.Act](t)(s.MarkRead(t.Context(), []feed.ArticleID{4}, true, visit))
	wantUnread(t, s, visit, 1, 2, 3, 4, 5)
	wantUnread(t, s, 0, 1, 3, 5)
	other := must[feed.VisitID](t)(s.NewVisit(t.Context()))
	wantUnread(t, s, other, 1, 3, 5)
	must[feed.Act](t)(s.MarkAllRead(t.Context(), feed.Query{Visit: other}))
	wantUnread(t, s, other, 1, 3, 5)
	wantUnread(t, s, visit, 2, 4)
	wantUnread(t, s, 0)
}

func TestWhatArrivedMeanwhileIsNotMarked(t *testing.T) {
	s, _ := newStore(t)
	src := follow(t, s, "one")
	save(t, s, src.ID, entries(1, 3)...)
	upto := must[feed.ArticleID](t)(s.Newest(t.Context()))
	save(t, s, src.ID, entries(4, 5)...)
	act := must[feed.Act](t)(s.MarkAllRead(t.Context(), feed.Query{View: feed.Unread, Upto: upto}))
	if act.N != 3 {
		t.Errorf("%+v", act)
	}
	wantUnread(t, s, 0, 4, 5)
	save(t, s, src.ID, entries(6, 6)...)
	check(t, s.Undo(t.Context(), act))
	save(t, s, src.ID, entries(7, 7)...)
	wantUnread(t, s, 0, 1, 2, 3, 4, 5, 6, 7)
	check(t, s.Redo(t.Context(), act))
	wantUnread(t, s, 0, 4, 5, 6, 7)
}

func TestUndoLeavesWhatWasDoneSince(t *testing.T) {
	s, _ := newStore(t)
	src := follow(t, s, "one")
	save(t, s, src.ID, entries(1, 4)...)
	act := must[feed.Act](t)(s.MarkAllRead(t.Context(), feed.Query{}))
	must[feed.Act](t)(s.MarkRead(t.Context(), []feed.ArticleID{1}, false, 0))
	must[feed.Act](t)(s.MarkRead(t.Context(), []feed.ArticleID{1}, true, 0))
	check(t, s.Undo(t.Context(), act))
	wantUnread(t, s, 0, 2, 3, 4)
}

func TestUndoAndRedo(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	ids := []feed.ArticleID{1, 2}
	acts := map[string]func(s *Store) (feed.Act, error){
		"read":       func(s *Store) (feed.Act, error) { return s.MarkRead(ctx, ids, true, 0) },
		"opened":     func(s *Store) (feed.Act, error) { return s.Opened(ctx, 1, 0) },
		"unread":     func(s *Store) (feed.Act, error) { return s.MarkRead(ctx, []feed.ArticleID{3}, false, 0) },
		"all":        func(s *Store) (feed.Act, error) { return s.MarkAllRead(ctx, feed.Query{}) },
		"a source":   func(s *Store) (feed.Act, error) { return s.MarkAllRead(ctx, feed.Query{Sources: []feed.SourceID{1}}) },
		"some words": func(s *Store) (feed.Act, error) { return s.MarkAllRead(ctx, feed.Query{Words: "number 2"}) },
		"star":       func(s *Store) (feed.Act, error) { return s.Star(ctx, ids, true) },
		"unstar":     func(s *Store) (feed.Act, error) { return s.Star(ctx, []feed.ArticleID{4}, false) },
		"unfollow":   func(s *Store) (feed.Act, error) { return s.SetStanding(ctx, 1, feed.Hidden) },
		"rename":     func(s *Store) (feed.Act, error) { return s.Rename(ctx, 1, "New") },
		"write": func(s *Store) (feed.Act, error) {
			_, act, err := s.SaveComment(ctx, feed.Draft{Article: 1, Body: "first"}, "me")
			return act, err
		},
		"edit": func(s *Store) (feed.Act, error) {
			_, act, err := s.SaveComment(ctx, feed.Draft{Article: 4, Editing: 1, Body: "changed"}, "me")
			return act, err
		},
		"delete": func(s *Store) (feed.Act, error) { return s.DeleteComment(ctx, 1) },
	}
	for name, do := range acts {
		t.Run(name, func(t *testing.T) {
			s, _ := newStore(t)
			src := follow(t, s, "one")
			save(t, s, src.ID, entries(1, 5)...)
			must[feed.Act](t)(s.MarkRead(ctx, []feed.ArticleID{3}, true, 0))
			must[feed.Act](t)(s.Star(ctx, []feed.ArticleID{4}, true))
			_, _, err := s.SaveComment(ctx, feed.Draft{Article: 4, Body: "there before"}, "me")
			check(t, err)
			before := look(t, s)
			act := must[feed.Act](t)(do(s))
			if act.N == 0 {
				t.Errorf("%+v", act)
			}
			after := look(t, s)
			for range 2 {
				check(t, s.Undo(ctx, act))
				if got := look(t, s); got != before {
					t.Fatalf("undone:\n%s\nbefore:\n%s", got, before)
				}
				if err := s.Undo(ctx, act); !errors.Is(err, feed.ErrCannotUndo) {
					t.Errorf("undone twice: %v", err)
				}
				check(t, s.Redo(ctx, act))
				if got := look(t, s); got != after {
					t.Fatalf("redone:\n%s\nafter:\n%s", got, after)
				}
				if err := s.Redo(ctx, act); !errors.Is(err, feed.ErrCannotUndo) {
					t.Errorf("redone twice: %v", err)
				}
			}
			wantSound(t, s)
		})
	}
}

func TestWhatCannotBeUndone(t *testing.T) {
	s, _ := newStore(t)
	src := follow(t, s, "one")
	save(t, s, src.ID, entries(1, 2)...)
	must[feed.Act](t)(s.Rename(t.Context(), src.ID, "third"))
	for _, act := range []feed.Act{
		{}, {Kind: 99},
		{Kind: feed.MarkedRead, Articles: []feed.ArticleID{77}},
		{Kind: feed.StarredArticle}, {Kind: feed.MarkedAllRead}, {Kind: feed.MarkedAllRead, Batch: 55},
		{Kind: feed.WroteComment, Comment: 5}, {Kind: feed.EditedComment, Comment: 5}, {Kind: feed.DeletedComment, Comment: 5},
		{Kind: feed.UnfollowedSource, Source: 5}, {Kind: feed.UnfollowedSource, Source: src.ID},
		{Kind: feed.RenamedSource, Source: src.ID, Before: "first", After: "second"}, // renamed since
	} {
		if err := s.Undo(t.Context(), act); !errors.Is(err, feed.ErrCannotUndo) {
			t.Errorf("%+v: %v", act, err)
		}
	}
	wantSound(t, s)
}

func TestMarksOfArticlesThatAreNotThere(t *testing.T) {
	s, _ := newStore(t)
	ids := []feed.ArticleID{5}
	_, read := s.MarkRead(t.Context(), ids, true, 0)
	_, star := s.Star(t.Context(), ids, true)
	_, open := s.Opened(t.Context(), 5, 0)
	_, one := s.Headline(t.Context(), 5)
	_, article := s.Article(t.Context(), 5)
	_, thread := s.Thread(t.Context(), 5)
	_, merge := s.MergeComments(t.Context(), 5, nil, time.Now())
	_, _, comment := s.SaveComment(t.Context(), feed.Draft{Article: 5, Body: "x"}, "me")
	for i, err := range []error{read, star, open, one, article, thread, merge, comment, s.SetPlace(t.Context(), 5, feed.Place{}),
		s.SaveDraft(t.Context(), feed.Draft{Article: 5, Body: "x"}), s.ThreadSeen(t.Context(), 5, time.Now())} {
		if !errors.Is(err, feed.ErrNoArticle) {
			t.Errorf("%d: %v", i, err)
		}
	}
	act, err := s.MarkRead(t.Context(), nil, true, 0)
	if err != nil || act.N != 0 {
		t.Errorf("%+v %v", act, err)
	}
}

func TestTidyDissolvesWhatIsOver(t *testing.T) {
	s, c := newStore(t)
	src := follow(t, s, "one")
	save(t, s, src.ID, entries(1, 8)...)
	for range 3 {
		visit := must[feed.VisitID](t)(s.NewVisit(t.Context()))
		must[feed.Act](t)(s.MarkRead(t.Context(), unread(t, s, 0)[:1], true, visit))
	}
	undone := must[feed.Act](t)(s.MarkAllRead(t.Context(), feed.Query{}))
	check(t, s.Undo(t.Context(), undone))
	save(t, s, src.ID, entries(9, 10)...)
	done := must[feed.Act](t)(s.MarkAllRead(t.Context(), feed.Query{Words: "number 5"}))
	before := look(t, s)
	check(t, s.Tidy(t.Context()))
	if got := look(t, s); got != before {
		t.Errorf("tidied:\n%s\nbefore:\n%s", got, before)
	}
	check(t, s.Undo(t.Context(), done))
	check(t, s.Redo(t.Context(), done))
	c.advance(25 * time.Hour)
	check(t, s.Tidy(t.Context()))
	if got := look(t, s); got != before {
		t.Errorf("tidied:\n%s\nbefore:\n%s", got, before)
	}
	check(t, s.read(t.Context(), "count", func(c *conn) error {
		n, err := c.number("SELECT count(*) FROM batches WHERE id > 0")
		if n != 3 { // read, read and hidden, unread
			t.Errorf("%d batches", n)
		}
		return err
	}))
	if err := s.Undo(t.Context(), done); !errors.Is(err, feed.ErrCannotUndo) {
		t.Errorf("%v", err)
	}
	wantSound(t, s)
}
