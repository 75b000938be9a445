package store

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"griot/feed"
)

// TestFeedsThatChangeTheirNames takes a feed of ten articles, all read, starred and
// commented, through what publishers do to the names of their articles.
func TestFeedsThatChangeTheirNames(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		change func(n int, e *feed.Entry)
		new    int // in the first refresh after the change
	}{
		"nothing":               {func(int, *feed.Entry) {}, 0},
		"https":                 {func(_ int, e *feed.Entry) { e.GUID = strings.Replace(e.GUID, "http:", "https:", 1) }, 0},
		"&amp;":                 {func(_ int, e *feed.Entry) { e.GUID = strings.ReplaceAll(e.GUID, "&", "&amp;") }, 0},
		"a slash at the end":    {func(_ int, e *feed.Entry) { e.GUID += "/"; e.Link += "/" }, 0},
		"new guids":             {func(n int, e *feed.Entry) { e.GUID = fmt.Sprint("cms:", 900+n) }, 0},
		"no guids":              {func(_ int, e *feed.Entry) { e.GUID = "" }, 0},
		"guids are links":       {func(_ int, e *feed.Entry) { e.GUID = e.Link }, 0},
		"counted clicks":        {func(_ int, e *feed.Entry) { e.Link += "?utm_source=rss" }, 0},
		"new links":             {func(n int, e *feed.Entry) { e.Link = fmt.Sprint("https://new.example/", n) }, 0},
		"new titles and texts":  {func(_ int, e *feed.Entry) { e.Title = "Updated: " + e.Title; e.Content = "<p>new</p>" }, 0},
		"new dates":             {func(_ int, e *feed.Entry) { e.Published = feed.At(time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC)) }, 0},
		"new guids and titles":  {func(n int, e *feed.Entry) { e.GUID = fmt.Sprint("cms:", n); e.Title += " (updated)" }, 0},
		"guids for other texts": {func(n int, e *feed.Entry) { e.Link += "-other"; e.Title = fmt.Sprint("Another story ", n) }, 10},
		"everything": {func(n int, e *feed.Entry) {
			e.GUID, e.Link = fmt.Sprint("cms:", n), fmt.Sprint("https://new.example/", n)
		}, 10},
	} {
		t.Run(name, func(t *testing.T) {
			s, _ := newStore(t)
			src := follow(t, s, "one")
			before := make([]feed.Entry, 10)
			for n := range before {
				before[n] = entry(n)
				before[n].GUID = fmt.Sprintf("http://example.org/?a=1&p=%d", n)
			}
			save(t, s, src.ID, before...)
			var ids []feed.ArticleID
			for _, h := range headlines(t, s, feed.Query{}) {
				ids = append(ids, h.ID)
				write(t, s, feed.Draft{Article: h.ID, Body: "mine"})
			}
			must[feed.Act](t)(s.MarkRead(t.Context(), ids, true, 0))
			must[feed.Act](t)(s.Star(t.Context(), ids, true))
			after := slices.Clone(before)
			for n := range after {
				test.change(n, &after[n])
			}
			for range 10 { // no flapping
				o := save(t, s, src.ID, after...)
				if o.New != test.new {
					t.Fatalf("%d new articles, want %d", o.New, test.new)
				}
				test.new = 0
			}
			kept := 0
			for _, h := range headlines(t, s, feed.Query{}) {
				if h.Read && h.Starred && h.OwnComments == 1 && slices.Contains(ids, h.ID) {
					kept++
				} else if h.Starred || h.OwnComments > 0 || slices.Contains(ids, h.ID) {
					t.Errorf("%+v", h)
				}
			}
			if kept != 10 {
				t.Errorf("%d articles kept what the reader did", kept)
			}
			wantSound(t, s)
		})
	}
}

func TestWhatIsGoneAYearComesBackRead(t *testing.T) {
	s, c := newStore(t)
	src := follow(t, s, "one")
	save(t, s, src.ID, entries(1, 10)...)
	must[feed.Act](t)(s.MarkAllRead(t.Context(), feed.Query{}))
	for range 12 {
		c.advance(30 * 24 * time.Hour)
		save(t, s, src.ID) // an empty feed
		check(t, s.Tidy(t.Context()))
		check(t, s.Forget(t.Context()))
	}
	if o := save(t, s, src.ID, entries(1, 10)...); o.New != 0 || o.Changed != 0 {
		t.Errorf("%+v", o)
	}
	if n := must[feed.Totals](t)(s.Totals(t.Context(), nil)); n.Unread != 0 || n.All != 10 {
		t.Errorf("%+v", n)
	}
	wantSound(t, s)
}

// TestWrongClocks refreshes while the clock jumps: what is listed keeps its place,
// whatever the clock says, and nothing goes.
func TestWrongClocks(t *testing.T) {
	t.Parallel()
	s, c := newStore(t)
	src := follow(t, s, "one")
	const year = 365 * 24 * time.Hour
	var before []string
	next := 0
	for _, jump := range []time.Duration{0, time.Minute, -10 * year, time.Minute, 20 * year, time.Minute, -10 * year, -time.Hour, time.Hour} {
		c.advance(jump)
		es := []feed.Entry{{GUID: fmt.Sprint("undated ", next), Title: fmt.Sprint("Undated ", next)}, entry(next),
			{GUID: fmt.Sprint("far ", next), Title: fmt.Sprint("Far ", next), Published: feed.Day(2099, 1, 1)}}
		next++
		save(t, s, src.ID, append(es, entries(1, 30)...)...)
		check(t, s.Tidy(t.Context()))
		check(t, s.Forget(t.Context()))
		now := titles(t, s, feed.Query{})
		stayed := slices.DeleteFunc(slices.Clone(now), func(title string) bool { return !slices.Contains(before, title) })
		if !slices.Equal(stayed, before) {
			t.Errorf("after a jump of %v\n%q\nnow\n%q", jump, before, stayed)
		}
		before = now
		write(t, s, feed.Draft{Article: 1, Body: fmt.Sprint("at ", c.t)})
	}
	if own := must[[]feed.Comment](t)(s.OwnComments(t.Context(), 1)); len(own) != 9 {
		t.Errorf("%d comments", len(own))
	}
	wantSound(t, s)
}
