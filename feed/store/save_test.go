package store

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"testing"
	"time"

	"griot/feed"
)

func TestSaveKeepsAllOfAnEntry(t *testing.T) {
	s, c := newStore(t)
	src := must[feed.Source](t)(s.Follow(t.Context(), feed.Source{Address: "https://example.org/feed"}))
	e := feed.Entry{
		GUID: "g", Title: "Title", Link: "https://example.org/a", Author: "Awa", Published: feed.Day(2026, 2, 21),
		Updated: feed.At(time.Date(2026, 2, 22, 10, 0, 0, 0, time.UTC)), Language: "fr", Content: "<p>content</p>", Summary: "<p>summary</p>",
		Enclosures: []feed.Enclosure{{URL: "https://example.org/a.mp3", Type: "audio/mpeg", Length: 5}}, Categories: []string{"Mali", "a,b"},
		CommentsURL: "https://example.org/a#c", CommentsFeed: "https://example.org/a/feed",
		Views: feed.CountOf(1953, feed.OriginText, c.t), CommentCount: feed.CountOf(0, feed.OriginFeed, c.t),
		Comments: []feed.RemoteComment{{Key: "c1", Author: "Bo", Content: "<p>hi</p>"}}, Hash: feed.Hash{1, 2, 3},
	}
	failure := &feed.Failure{Kind: feed.FailedStatus, Status: 404, Detail: "gone fishing"}
	health := feed.Health{Checked: c.t, Success: c.t.Add(-time.Hour), Due: c.t.Add(time.Hour), Failure: failure, Wire: 12, Gone: true,
		Validators: feed.Validators{ETag: `W/"x"`, LastModified: "yesterday"}, Body: feed.Hash{9}}
	doc := feed.Document{Title: "Malijet", Link: "https://example.org/", Contact: "mail@example.org", Language: "fr",
		Entries: []feed.Entry{e}, Unchanged: []feed.Hash{{7}}}
	o := must[feed.Outcome](t)(s.Save(t.Context(), src.ID, doc, feed.KindFeed, health))
	if o.New != 1 || o.Changed != 0 {
		t.Errorf("%+v", o)
	}
	a := must[feed.Article](t)(s.Article(t.Context(), 1))
	want := feed.Article{Headline: feed.Headline{ID: 1, Source: src.ID, SourceLabel: "Malijet", Title: "Title", Author: "Awa", Link: e.Link,
		Published: e.Published, Sorted: e.Published.Instant(), Views: e.Views, Comments: e.CommentCount},
		GUID: "g", Updated: e.Updated, Language: "fr", Content: e.Content, Summary: e.Summary, CommentsURL: e.CommentsURL,
		CommentsFeed: e.CommentsFeed, Categories: e.Categories, Enclosures: e.Enclosures, SourceSite: doc.Link, Contact: doc.Contact}
	if !reflect.DeepEqual(a, want) {
		t.Errorf("got  %+v\nwant %+v", a, want)
	}
	got := must[feed.Source](t)(s.Source(t.Context(), src.ID))
	if !reflect.DeepEqual(got.Health, health) || got.Title != "Malijet" || got.Site != doc.Link || got.Language != "fr" || got.Kind != feed.KindFeed ||
		got.Total != 1 || got.Unread != 1 {
		t.Errorf("%+v", got)
	}
	known := must[map[feed.Hash]struct{}](t)(s.Known(t.Context(), src.ID))
	if len(known) != 2 {
		t.Errorf("known %v", known)
	}
	th := must[feed.Thread](t)(s.Thread(t.Context(), 1))
	if len(th.Comments) != 1 || th.Comments[0].Author != "Bo" || th.Feed != e.CommentsFeed || th.Page != e.CommentsURL {
		t.Errorf("%+v", th)
	}
}

func TestSaveUnknownSource(t *testing.T) {
	s, _ := newStore(t)
	if _, err := s.Save(t.Context(), 9, feed.Document{}, feed.KindFeed, feed.Health{}); !errors.Is(err, feed.ErrNoSource) {
		t.Errorf("error %v", err)
	}
	if err := s.SetHealth(t.Context(), 9, feed.Health{}); !errors.Is(err, feed.ErrNoSource) {
		t.Errorf("error %v", err)
	}
}

// TestARefreshKeepsWhatTheReaderDid changes entries in all the ways of publishers.
func TestARefreshKeepsWhatTheReaderDid(t *testing.T) {
	t.Parallel()
	type change func(e *feed.Entry, i int)
	tests := map[string]change{
		"nothing":         func(*feed.Entry, int) {},
		"title and body":  func(e *feed.Entry, i int) { e.Title, e.Content = "Corrected "+e.Title, "<p>new</p>" },
		"guid":            func(e *feed.Entry, i int) { e.GUID = fmt.Sprint("new-cms-", i) },
		"guid and title":  func(e *feed.Entry, i int) { e.GUID, e.Title = fmt.Sprint("new-cms-", i), "Another" },
		"link":            func(e *feed.Entry, i int) { e.Link = fmt.Sprint("https://moved.example.org/", i) },
		"scheme":          func(e *feed.Entry, i int) { e.Link = "http" + e.Link[len("https"):]; e.GUID = "" },
		"click tracking":  func(e *feed.Entry, i int) { e.Link += "?utm_source=feed" },
		"date":            func(e *feed.Entry, i int) { e.Published = feed.At(e.Published.Instant().AddDate(1, 0, 0)) },
		"counts":          func(e *feed.Entry, i int) { e.Views = feed.CountOf(int64(i+100), feed.OriginFeed, time.Now()) },
		"everything lost": func(e *feed.Entry, i int) { *e = feed.Entry{GUID: e.GUID, Link: e.Link, Title: e.Title} },
	}
	for name, change := range tests {
		t.Run(name, func(t *testing.T) {
			s, _ := newStore(t)
			src := follow(t, s, "one")
			es := entries(1, 4)
			for i := range es {
				es[i].Views = feed.CountOf(int64(i), feed.OriginFeed, time.Now())
			}
			save(t, s, src.ID, es...)
			must[feed.Act](t)(s.MarkRead(t.Context(), []feed.ArticleID{1, 2}, true, 0))
			must[feed.Act](t)(s.Star(t.Context(), []feed.ArticleID{2, 3}, true))
			_, _, err := s.SaveComment(t.Context(), feed.Draft{Article: 3, Body: "mine"}, "me")
			check(t, err)
			before := headlines(t, s, feed.Query{})
			for i := range es {
				change(&es[i], i)
			}
			for range 10 { // and it does not flap
				if o := save(t, s, src.ID, es...); o.New != 0 {
					t.Fatalf("new %d", o.New)
				}
			}
			after := headlines(t, s, feed.Query{})
			if len(after) != len(before) {
				t.Fatalf("%d articles", len(after))
			}
			for i, h := range after {
				b := before[i]
				if h.ID != b.ID || h.Read != b.Read || h.Starred != b.Starred || h.OwnComments != b.OwnComments || !h.Sorted.Equal(b.Sorted) {
					t.Errorf("before %+v\nafter %+v", b, h)
				}
				if !h.Views.Known() || h.Published != b.Published {
					t.Errorf("what was known is not any more: %+v", h)
				}
				if a := must[feed.Article](t)(s.Article(t.Context(), h.ID)); a.Content == "" {
					t.Error("the text is gone")
				}
			}
			wantSound(t, s)
		})
	}
}

func TestSaveUpdatesTextWordsAndCounts(t *testing.T) {
	s, c := newStore(t)
	src := follow(t, s, "one")
	e := entry(1)
	save(t, s, src.ID, e)
	e.Title, e.Content, e.Views = "Zebra crossing", "<p>new</p>", feed.CountOf(7, feed.OriginFeed, c.t)
	if o := save(t, s, src.ID, e); o.Changed != 1 || o.New != 0 {
		t.Errorf("%+v", o)
	}
	if o := save(t, s, src.ID, e); o.Changed != 0 || o.New != 0 {
		t.Errorf("%+v", o)
	}
	for words, want := range map[string]int{"zebra": 1, "headline": 0} {
		if got := titles(t, s, feed.Query{Words: words}); len(got) != want {
			t.Errorf("%q finds %v", words, got)
		}
	}
	a := must[feed.Article](t)(s.Article(t.Context(), 1))
	if n, known := a.Views.Value(); n != 7 || !known || a.Content != "<p>new</p>" {
		t.Errorf("%+v", a)
	}
	e.Views = feed.Count{}
	save(t, s, src.ID, e)
	if h := must[feed.Headline](t)(s.Headline(t.Context(), 1)); !h.Views.Known() {
		t.Error("a count was forgotten")
	}
}

func TestAGUIDUsedAgainIsANewArticle(t *testing.T) {
	s, _ := newStore(t)
	src := follow(t, s, "one")
	old := entry(1)
	save(t, s, src.ID, old)
	must[feed.Act](t)(s.MarkRead(t.Context(), []feed.ArticleID{1}, true, 0))
	again := entry(2)
	again.GUID = old.GUID
	for i := range 10 {
		if o := save(t, s, src.ID, again); (o.New == 1) != (i == 0) {
			t.Fatalf("refresh %d: %+v", i, o)
		}
	}
	if got := titles(t, s, feed.Query{}); !slices.Equal(got, []string{again.Title, old.Title}) {
		t.Error(got)
	}
	if got := titles(t, s, feed.Query{View: feed.Unread}); !slices.Equal(got, []string{again.Title}) {
		t.Error(got)
	}
}

func TestWhatADocumentDropsStays(t *testing.T) {
	s, _ := newStore(t)
	src := follow(t, s, "one")
	save(t, s, src.ID, entries(1, 5)...)
	must[feed.Act](t)(s.MarkAllRead(t.Context(), feed.Query{}))
	save(t, s, src.ID)
	save(t, s, src.ID, entries(4, 5)...)
	if o := save(t, s, src.ID, entries(1, 5)...); o.New != 0 {
		t.Errorf("%+v", o)
	}
	if n := must[feed.Totals](t)(s.Totals(t.Context(), nil)); n.All != 5 || n.Unread != 0 {
		t.Errorf("%+v", n)
	}
}

func TestUndatedEntriesKeepTheirOrder(t *testing.T) {
	s, c := newStore(t)
	src := follow(t, s, "one")
	undated := func(from, to int) (es []feed.Entry) {
		for n := from; n <= to; n++ {
			e := entry(n)
			e.Published = feed.Date{}
			es = append(es, e)
		}
		return es
	}
	save(t, s, src.ID, undated(1, 3)...)
	c.advance(time.Hour)
	save(t, s, src.ID, undated(4, 5)...)
	want := []string{"Headline number 4", "Headline number 5", "Headline number 1", "Headline number 2", "Headline number 3"}
	if got := titles(t, s, feed.Query{}); !slices.Equal(got, want) {
		t.Error(got)
	}
}

func TestAFarFutureIsNotForEverOnTop(t *testing.T) {
	s, c := newStore(t)
	src := follow(t, s, "one")
	e := entry(1)
	e.Published = feed.Day(2099, 1, 1)
	save(t, s, src.ID, e)
	c.advance(48 * time.Hour)
	late := entry(2)
	late.Published = feed.At(c.t)
	save(t, s, src.ID, late, e)
	if got := titles(t, s, feed.Query{}); got[0] != late.Title {
		t.Error(got)
	}
}

func TestASourceIsAllOrNothing(t *testing.T) {
	s, _ := newStore(t)
	src := follow(t, s, "one")
	err := s.writeBulk(t.Context(), "fail", func(tx *tx) error {
		if _, err := tx.save(src.ID, feed.Document{Entries: entries(1, 3)}, feed.KindFeed, feed.Health{Wire: 5}); err != nil {
			return err
		}
		return errEnough
	})
	if !errors.Is(err, errEnough) {
		t.Fatal(err)
	}
	if got := must[feed.Source](t)(s.Source(t.Context(), src.ID)); got.Total != 0 || got.Health.Wire != 0 {
		t.Errorf("%+v", got)
	}
	wantSound(t, s)
	if o := save(t, s, src.ID, entries(1, 3)...); o.New != 3 {
		t.Errorf("%+v", o)
	}
}
