package library_test

import (
	"errors"
	"fmt"
	"net/http"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"griot/feed"
	"griot/feed/library"
)

// feedOfCranes is a feed with a shortened article for each of the numbers, the
// first the newest; their pages are below /crane/.
func feedOfCranes(h *house, numbers ...int) page {
	var items strings.Builder
	for i, n := range numbers {
		fmt.Fprintf(&items, `<item><title>Crane %[2]d</title><guid>%[2]d</guid><link>%[1]s/crane/%[2]d</link><pubDate>Sat, 21 Feb 2026 10:%02[3]d:00 GMT</pubDate>
<description>It moved…</description></item>`, h.server.URL, n, 59-i)
	}
	return page{body: `<rss version="2.0"><channel><title>Quay</title>` + items.String() + `</channel></rss>`}
}

// completing is a house whose settings want the pages' text of the source at /feed,
// with a page for each of the first so many cranes.
func completing(t *testing.T, cranes int) *house {
	t.Helper()
	h := newWhole(t)
	h.deps.FullTexts = func(address string) (wanted, set bool) { return address == h.at("/feed"), address == h.at("/feed") }
	h.open(filepath.Join(t.TempDir(), "griot.db"))
	for n := range cranes {
		h.put(fmt.Sprintf("/crane/%d", n+1), partOf(n+1, ""))
	}
	return h
}

func (h *house) crane(n int) feed.ArticleID {
	h.t.Helper()
	headline, err := h.Lookup(h.t.Context(), h.at(fmt.Sprintf("/crane/%d", n)))
	if err != nil {
		h.t.Fatal(err)
	}
	return headline.ID
}

// wantText fails unless a crane's article is read in full, or as the feed gave it.
// What the feed gave is there either way.
func (h *house) wantText(n int, full bool) {
	h.t.Helper()
	text, is := h.content(h.crane(n))
	if is != full || strings.Contains(text, fmt.Sprintf("crate number %d,", n)) != full || !strings.Contains(text, "It moved…") {
		h.t.Errorf("crane %d: full %t, %q", n, is, text)
	}
}

func TestSourceInFull(t *testing.T) {
	h := completing(t, 3)
	h.put("/feed", feedOfCranes(h, 1))
	h.put("/other", page{body: `<rss version="2.0"><channel><title>Other</title><item><title>Other</title><guid>o</guid><link>` + h.at("/o") + `</link></item></channel></rss>`})
	h.write(h.at("/feed") + "\n" + h.at("/other") + "\n")
	h.start()
	summary, told := h.refresh(whichAll)
	asked := h.took()
	slices.Sort(asked)
	if !slices.Equal(asked, []string{"/crane/1", "/feed", "/other", "/robots.txt"}) {
		t.Errorf("asked %q", asked)
	}
	if summary.Requests != 4 || summary.New != 2 || len(told) != 2 || summary.Failed != 0 {
		t.Errorf("%+v, told %d", summary, len(told))
	}
	h.wantText(1, true)

	h.put("/feed", feedOfCranes(h, 2, 1))
	h.refresh(library.Which{Insist: true})
	if got := h.took(); slices.Contains(got, "/crane/1") || !slices.Contains(got, "/crane/2") || slices.Contains(got, "/robots.txt") {
		t.Errorf("asked %q", got)
	}
	h.wantText(2, true)
	h.server.Close()
	if a, err := h.FullText(t.Context(), h.crane(1), false); err != nil || a.FullText {
		t.Errorf("%t, %v", a.FullText, err)
	}
	h.wantText(1, false)
	if full, err := h.Complete(t.Context(), h.crane(1)); full || err != nil {
		t.Errorf("the reader chose the feed's text, and got %t, %v", full, err)
	}
	if full, err := h.Complete(t.Context(), h.crane(2)); !full || err != nil {
		t.Errorf("%t, %v", full, err)
	}
	h.wantText(1, false)
	h.wantText(2, true)
}

// What was there before the setting is read in full when it is opened.
func TestOldArticlesInFull(t *testing.T) {
	h := completing(t, 2)
	wanted := false
	h.deps.FullTexts = func(string) (bool, bool) { return wanted, true }
	h.open(filepath.Join(t.TempDir(), "griot.db"))
	h.put("/feed", feedOfCranes(h, 2, 1))
	h.follow(h.at("/feed"))
	if full, err := h.Complete(t.Context(), h.crane(1)); full || err != nil {
		t.Errorf("not wanted: %t, %v", full, err)
	}
	wanted = true
	h.took()
	h.refresh(library.Which{Insist: true})
	if got := h.took(); !slices.Equal(got, []string{"/feed"}) {
		t.Errorf("asked %q", got)
	}
	h.SetOffline(true)
	if full, err := h.Complete(t.Context(), h.crane(1)); full || !errors.Is(err, feed.ErrOffline) {
		t.Errorf("offline: %t, %v", full, err)
	}
	h.SetOffline(false)
	if full, err := h.Complete(t.Context(), h.crane(1)); !full || err != nil {
		t.Errorf("%t, %v", full, err)
	}
	h.wantText(1, true)
	h.wantText(2, false)
}

// A page that can't be had is asked for once, and the refresh did not fail.
func TestSourceInFullThatCantBe(t *testing.T) {
	for name, tt := range map[string]struct {
		robots, page page
		again        []string // what is asked for when the article is opened
	}{
		"forbidden": {page{body: "User-agent: *\nDisallow: /crane"}, partOf(1, ""), nil},
		"gone":      {page{}, page{status: http.StatusGone}, nil},
		"no more":   {page{}, page{body: "<html><body><p>It moved</p></body></html>", headers: map[string]string{"Content-Type": "text/html"}}, nil},
		"too many":  {page{}, page{status: http.StatusTooManyRequests}, []string{"/crane/1"}},
		"broken":    {page{}, page{status: http.StatusInternalServerError}, []string{"/crane/1"}},
	} {
		t.Run(name, func(t *testing.T) {
			h := completing(t, 2)
			h.put("/robots.txt", tt.robots)
			h.put("/crane/1", tt.page)
			h.put("/feed", feedOfCranes(h, 1))
			h.write(h.at("/feed") + "\n")
			h.start()
			if summary, _ := h.refresh(whichAll); summary.Failed != 0 || summary.New != 1 {
				t.Errorf("%+v", summary)
			}
			h.wantText(1, false)
			h.took()
			full, _ := h.Complete(t.Context(), h.crane(1))
			if got := h.took(); full || !slices.Equal(got, tt.again) {
				t.Errorf("full %t, asked %q", full, got)
			}
			h.put("/robots.txt", page{})
			h.put("/crane/1", partOf(1, ""))
			if name == "forbidden" {
				return // what a site said of programs holds for a day
			}
			if _, err := h.FullText(t.Context(), h.crane(1), true); err != nil { // the reader insists
				t.Error(err)
			}
			h.wantText(1, true)
		})
	}
}

// A host is asked for one page at a time, for the newest of a source, and left alone
// when it is in trouble.
func TestSourceInFullIsPolite(t *testing.T) {
	h := completing(t, 40)
	var all []int
	for n := range 40 {
		all = append(all, n+1)
	}
	h.put("/feed", feedOfCranes(h, all...))
	h.write(h.at("/feed") + "\n")
	h.start()
	h.refresh(whichAll)
	h.wantText(1, true)
	h.wantText(20, true)
	h.wantText(21, false)
	if h.most != 1 {
		t.Errorf("%d requests at once", h.most)
	}

	h = completing(t, 5)
	h.put("/crane/2", page{status: http.StatusBadGateway})
	h.put("/feed", feedOfCranes(h, 1, 2, 3))
	h.write(h.at("/feed") + "\n")
	h.start()
	h.refresh(whichAll)
	if got := h.took(); slices.Contains(got, "/crane/3") {
		t.Errorf("asked %q", got)
	}
	h.wantText(1, true)
	h.wantText(3, false)
}
