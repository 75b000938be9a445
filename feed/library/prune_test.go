package library_test

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"griot/feed"
)

// numbered is a feed of articles with the numbers from one to another.
func numbered(from, to int) string {
	var b strings.Builder
	b.WriteString("feed: Numbers")
	for n := to; n >= from; n-- {
		fmt.Fprintf(&b, "\n%d | Number %d", n, n)
	}
	return b.String()
}

func TestRetention(t *testing.T) {
	for keep, want := range map[int]int{0: 40, 10: 23} {
		t.Run(fmt.Sprint(keep), func(t *testing.T) {
			h := newHouse(t)
			h.deps.Keep = keep
			h.open(filepath.Join(t.TempDir(), "griot.db"))
			h.put("/feed", page{body: numbered(1, 20)})
			s := h.follow(h.at("/feed"))
			ids := map[string]feed.ArticleID{}
			var all []feed.ArticleID
			for _, title := range h.titles(s.ID) {
				headline, err := h.Lookup(t.Context(), title)
				if err != nil {
					t.Fatal(err)
				}
				ids[title] = headline.ID
				all = append(all, headline.ID)
			}
			check := func(_ any, err error) {
				t.Helper()
				if err != nil {
					t.Fatal(err)
				}
			}
			check(h.MarkRead(t.Context(), all, true, 0))
			check(h.Star(t.Context(), []feed.ArticleID{ids["Number 3"]}, true))
			check(h.Article(t.Context(), ids["Number 5"])) // the reader has it open
			check(nil, h.SaveDraft(t.Context(), feed.Draft{Article: ids["Number 7"], Body: "to be"}))
			h.put("/feed", page{body: numbered(21, 40)})
			h.later(1)
			if summary, _ := h.refresh(whichAll); summary.New != 20 {
				t.Errorf("%+v", summary)
			}
			// The ten newest are among the 20 that are still published.
			if got := h.titles(s.ID); len(got) != want || !slices.Contains(got, "Number 3") || !slices.Contains(got, "Number 5") || !slices.Contains(got, "Number 7") {
				t.Errorf("%d left of %d: %q", len(got), want, got)
			}
			h.put("/feed", page{body: numbered(1, 40)})
			if summary, _ := h.refresh(whichAll); summary.New != 0 {
				t.Errorf("published again: %+v", summary)
			}
			if n, err := h.Totals(t.Context(), []feed.SourceID{s.ID}); err != nil || n.All != 40 || n.Unread != 20 {
				t.Errorf("%+v, %v", n, err)
			}
		})
	}
}
