package store

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"griot/feed"
)

// archive is a source of 40 articles, all read, whose last document has the five
// newest. The articles' ids are their numbers.
func archive(t *testing.T, s *Store) feed.Source {
	t.Helper()
	src := follow(t, s, "archive")
	save(t, s, src.ID, entries(1, 40)...)
	var ids []feed.ArticleID
	for id := range feed.ArticleID(40) {
		ids = append(ids, id+1)
	}
	must[feed.Act](t)(s.MarkRead(t.Context(), ids, true, 0))
	save(t, s, src.ID, entries(36, 40)...)
	return src
}

// left lists the ids of what is in the store, the oldest first.
func left(t *testing.T, s *Store) (ids []feed.ArticleID) {
	t.Helper()
	for _, h := range headlines(t, s, feed.Query{Reverse: true}) {
		ids = append(ids, h.ID)
	}
	return ids
}

func TestPruneTakesOnlyWhatIsOldAndDoneWith(t *testing.T) {
	s, c := newStore(t)
	src := archive(t, s)
	must[feed.Act](t)(s.Star(t.Context(), []feed.ArticleID{3}, true))
	write(t, s, feed.Draft{Article: 5, Body: "mine"})
	deleted := write(t, s, feed.Draft{Article: 6, Body: "mine, deleted"})
	undo := must[feed.Act](t)(s.DeleteComment(t.Context(), deleted.ID))
	check(t, s.SaveDraft(t.Context(), feed.Draft{Article: 7, Body: "to be"}))
	must[feed.Act](t)(s.MarkRead(t.Context(), []feed.ArticleID{9}, false, 0))
	visit := must[feed.VisitID](t)(s.NewVisit(t.Context()))
	must[feed.Act](t)(s.MarkRead(t.Context(), []feed.ArticleID{11}, false, 0))
	must[feed.Act](t)(s.Opened(t.Context(), 11, visit))
	save(t, s, src.ID, append(entries(36, 40), entry(13))...)
	if n := must[int](t)(s.Prune(t.Context(), 10, []feed.ArticleID{15})); n != 22 {
		t.Errorf("%d pruned", n)
	}
	want := []feed.ArticleID{3, 5, 6, 7, 9, 11, 13, 15, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40}
	if got := left(t, s); !slices.Equal(got, want) {
		t.Errorf("left %v, want %v", got, want)
	}
	check(t, s.Undo(t.Context(), undo))
	if n := must[int](t)(s.Prune(t.Context(), 10, []feed.ArticleID{15})); n != 0 {
		t.Errorf("%d more pruned", n)
	}
	c.advance(25 * time.Hour) // the stay is over
	if n := must[int](t)(s.Prune(t.Context(), 10, nil)); n != 2 {
		t.Errorf("%d pruned after the stay", n)
	}
	if n := must[feed.Totals](t)(s.Totals(t.Context(), nil)); n != (feed.Totals{All: 16, Unread: 1, Starred: 1, Commented: 2}) {
		t.Errorf("%+v", n)
	}
	for _, ref := range []string{"1", entry(1).Link, "Headline number 26"} {
		if h, err := s.Lookup(t.Context(), ref); !errors.Is(err, feed.ErrNoArticle) {
			t.Errorf("%q finds %d", ref, h.ID)
		}
	}
	if _, err := s.Article(t.Context(), 1); !errors.Is(err, feed.ErrNoArticle) {
		t.Errorf("%v", err)
	}
	wantSound(t, s)
}

// Nothing says what is still published of a source that was never asked by this
// griot, or whose feed came empty.
func TestPruneLeavesAloneWhatItDoesNotKnow(t *testing.T) {
	s, _ := newStore(t)
	src := archive(t, s)
	save(t, s, src.ID)
	if n := must[int](t)(s.Prune(t.Context(), 10, nil)); n != 0 {
		t.Errorf("%d pruned after an empty feed", n)
	}
	save(t, s, src.ID, entries(36, 40)...)
	must[feed.Act](t)(s.SetStanding(t.Context(), src.ID, feed.Hidden))
	if n := must[int](t)(s.Prune(t.Context(), 10, nil)); n != 0 {
		t.Errorf("%d pruned of a source that is not followed", n)
	}
}

// What the document says unchanged is still published, though it is not parsed.
func TestPruneKeepsUnchangedEntries(t *testing.T) {
	s, _ := newStore(t)
	src := archive(t, s)
	var es []feed.Entry
	for n := 40; n > 0; n-- {
		e := entry(n)
		e.Hash[0] = byte(n)
		es = append(es, e)
	}
	save(t, s, src.ID, es...)
	doc := feed.Document{Entries: []feed.Entry{entry(41)}}
	for n := byte(40); n > 30; n-- {
		doc.Unchanged = append(doc.Unchanged, feed.Hash{n}, feed.Hash{n - 30})
	}
	must[feed.Outcome](t)(s.Save(t.Context(), src.ID, doc, feed.KindFeed, feed.Health{}))
	if n := must[int](t)(s.Prune(t.Context(), 1, nil)); n != 20 {
		t.Errorf("%d pruned", n)
	}
	if got := left(t, s); len(got) != 21 || got[9] != 10 || got[10] != 31 {
		t.Errorf("left %v", got)
	}
}

func TestWhatIsPrunedDoesNotComeBackAsUnread(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(*feed.Entry){
		"as it was":   func(*feed.Entry) {},
		"https":       func(e *feed.Entry) { e.Link = strings.Replace(e.Link, "https:", "http:", 1) },
		"a new guid":  func(e *feed.Entry) { e.GUID = "cms:" + e.Title },
		"a new link":  func(e *feed.Entry) { e.Link += "-moved" },
		"a new title": func(e *feed.Entry) { e.Title = "Updated: " + e.Title },
	} {
		t.Run(name, func(t *testing.T) {
			s, c := newStore(t)
			src := archive(t, s)
			if n := must[int](t)(s.Prune(t.Context(), 10, nil)); n != 30 {
				t.Fatalf("%d pruned", n)
			}
			c.advance(365 * 24 * time.Hour)
			again := entries(1, 40)
			for i := range again {
				change(&again[i])
			}
			for range 3 {
				if o := save(t, s, src.ID, again...); o.New != 0 {
					t.Errorf("%+v", o)
				}
			}
			all := headlines(t, s, feed.Query{Reverse: true})
			for i, h := range all {
				if !h.Read || h.ID != feed.ArticleID(i+1) {
					t.Errorf("%+v", h)
				}
			}
			if a := must[feed.Article](t)(s.Article(t.Context(), 2)); len(all) != 40 || a.Content != entry(2).Content {
				t.Errorf("%d articles, text %q", len(all), a.Content)
			}
			if n := must[int](t)(s.Prune(t.Context(), 10, nil)); n != 0 {
				t.Errorf("%d pruned while they are published", n)
			}
			wantSound(t, s)
		})
	}
}

// The guid of a pruned article is used again for another story.
func TestAnotherStoryUnderAPrunedGUIDIsNew(t *testing.T) {
	s, _ := newStore(t)
	src := archive(t, s)
	must[int](t)(s.Prune(t.Context(), 10, nil))
	other := entry(4)
	other.Title, other.Link = "Another story", "https://example.org/another"
	if o := save(t, s, src.ID, other); o.New != 1 {
		t.Errorf("%+v", o)
	}
	wantSound(t, s)
}

// The reader has an article open that another griot prunes.
func TestWordsAboutAPrunedArticleAreKept(t *testing.T) {
	for name, act := range map[string]func(s *Store) error{
		"comment": func(s *Store) error {
			_, _, err := s.SaveComment(context.Background(), feed.Draft{Article: 2, Body: "mine"}, "me")
			return err
		},
		"draft": func(s *Store) error { return s.SaveDraft(context.Background(), feed.Draft{Article: 2, Body: "mine"}) },
		"star":  func(s *Store) error { _, err := s.Star(context.Background(), []feed.ArticleID{2}, true); return err },
		"unread": func(s *Store) error {
			_, err := s.MarkRead(context.Background(), []feed.ArticleID{2}, false, 0)
			return err
		},
	} {
		t.Run(name, func(t *testing.T) {
			s, _ := newStore(t)
			archive(t, s)
			must[int](t)(s.Prune(t.Context(), 10, nil))
			check(t, act(s))
			if n := must[int](t)(s.Prune(t.Context(), 1, nil)); n != 5 {
				t.Errorf("%d pruned", n)
			}
			a := must[feed.Article](t)(s.Article(t.Context(), 2))
			if a.Title != entry(2).Title || a.Link != entry(2).Link {
				t.Errorf("%+v", a)
			}
			if got := titles(t, s, feed.Query{Words: "number 2"}); !slices.Contains(got, a.Title) {
				t.Errorf("found %q", got)
			}
			wantSound(t, s)
		})
	}
}

// A clock ten years ahead makes nothing old: articles are counted.
func TestPruneDoesNotTrustTheClock(t *testing.T) {
	s, c := newStore(t)
	src := archive(t, s)
	for _, jump := range []time.Duration{10 * 365 * 24 * time.Hour, -20 * 365 * 24 * time.Hour} {
		c.advance(jump)
		save(t, s, src.ID, append(entries(36, 40), feed.Entry{GUID: fmt.Sprint(jump), Title: fmt.Sprint("Undated ", jump)})...)
		if n := must[int](t)(s.Prune(t.Context(), 42, nil)); n != 0 {
			t.Errorf("%d pruned after a jump of %v", n, jump)
		}
	}
}

func TestTwoPruneWhileAThirdReads(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "griot.db")
	one, two := openAt(t, path, Options{careless: true}), openAt(t, path, Options{careless: true})
	src := follow(t, one, "archive")
	save(t, one, src.ID, entries(1, 400)...)
	must[feed.Act](t)(one.MarkAllRead(t.Context(), feed.Query{}))
	check(t, one.write(t.Context(), "age", func(t *tx) error {
		_, err := t.exec("UPDATE batches SET used = 0")
		return err
	}))
	save(t, one, src.ID, entries(391, 400)...)
	var all sync.WaitGroup
	total := make([]int, 2)
	for i, s := range []*Store{one, two} {
		all.Go(func() {
			var err error
			if total[i], err = s.Prune(context.Background(), 10, nil); err != nil {
				t.Error(err)
			}
		})
	}
	for id := feed.ArticleID(1); id <= 390; id += 13 {
		if _, _, err := two.SaveComment(t.Context(), feed.Draft{Article: id, Body: "meanwhile"}, "me"); err != nil {
			t.Errorf("comment on %d: %v", id, err)
		}
	}
	all.Wait()
	wantSound(t, one)
	own := must[[]feed.Comment](t)(one.OwnComments(t.Context(), 0))
	if n := len(left(t, one)); len(own) != 30 || n != 40 || total[0]+total[1] < 360 {
		t.Errorf("%d comments, %d articles left, pruned %v", len(own), n, total)
	}
}

func TestKilledWhilePruning(t *testing.T) {
	t.Parallel()
	whole := filepath.Join(t.TempDir(), "griot.db")
	s, err := Open(t.Context(), whole, Options{careless: true})
	check(t, err)
	src := follow(t, s, "archive")
	save(t, s, src.ID, entries(1, 600)...)
	must[feed.Act](t)(s.MarkAllRead(t.Context(), feed.Query{}))
	for id := feed.ArticleID(1); id <= 600; id += 30 {
		write(t, s, feed.Draft{Article: id, Body: comment(int(id), 1)})
	}
	save(t, s, src.ID, entries(591, 600)...)
	check(t, s.write(t.Context(), "age", func(t *tx) error {
		_, err := t.exec("UPDATE batches SET used = 0")
		return err
	}))
	check(t, s.Close())
	before, err := os.ReadFile(whole)
	check(t, err)
	between := 0
	for range 2 * *soak {
		s := killed(t, "prune", before, 20*time.Millisecond)
		n := len(left(t, s))
		if n > 30 && n < 600 {
			between++
		}
		must[int](t)(s.Prune(t.Context(), 10, nil))
		if own := must[[]feed.Comment](t)(s.OwnComments(t.Context(), 0)); len(own) != 20 || len(left(t, s)) != 30 {
			t.Errorf("%d comments, %d articles at last", len(own), len(left(t, s)))
		}
		check(t, s.Close())
	}
	t.Logf("%d of %d kills fell into the middle", between, 2**soak)
}

// A repair knows what was pruned, and what lies beside an article.
func TestRepairKeepsWhatWasPruned(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "griot.db")
	s, err := Open(t.Context(), path, Options{careless: true})
	check(t, err)
	src := archive(t, s)
	check(t, s.SetArticleState(t.Context(), 40, "fulltext", "full\nAll of it."))
	if n := must[int](t)(s.Prune(t.Context(), 10, nil)); n != 30 {
		t.Fatalf("%d pruned", n)
	}
	check(t, s.Close())
	r := must[Rescue](t)(Repair(t.Context(), path, "Rescued", Options{}))
	if r.Articles != 10 || r.Lost != 0 {
		t.Errorf("%+v", r)
	}
	s = openAt(t, path, Options{careless: true})
	wantSound(t, s)
	if got := must[string](t)(s.ArticleState(t.Context(), 40, "fulltext")); got != "full\nAll of it." {
		t.Errorf("full text %q", got)
	}
	if o := save(t, s, src.ID, entries(1, 40)...); o.New != 0 {
		t.Errorf("published again: %+v", o)
	}
	if n := must[feed.Totals](t)(s.Totals(t.Context(), nil)); n.All != 40 || n.Unread != 0 {
		t.Errorf("%+v", n)
	}
}

// A store of the first schema is repaired into one of this.
func TestRepairOfAReleasedStore(t *testing.T) {
	t.Parallel()
	for name, damage := range map[string]func(t *testing.T, path string){
		"sound":            func(*testing.T, string) {},
		"a page is broken": func(t *testing.T, path string) { overwrite(t, path, 20*storePage, 512) },
		"no header":        func(t *testing.T, path string) { overwrite(t, path, 0, 128) },
	} {
		t.Run(name, func(t *testing.T) {
			path := released(t)
			damage(t, path)
			r := must[Rescue](t)(Repair(t.Context(), path, "Rescued", Options{}))
			s := openAt(t, path, Options{careless: true})
			wantSound(t, s)
			if r.Comments != 40 || r.Drafts != 2 || r.Starred != 10 || name == "sound" && r.Lost != 0 {
				t.Errorf("%+v", r)
			}
			if got := must[string](t)(s.ArticleState(t.Context(), 7, "fulltext")); got != "full\n<p>The whole text of seven.</p>" && name != "no header" {
				t.Errorf("full text %q", got)
			}
		})
	}
}
