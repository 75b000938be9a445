package library_test

import (
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"griot/feed"
)

// shortened is a house that follows a feed with one shortened article.
func shortened(t *testing.T) (*house, feed.ArticleID) {
	t.Helper()
	h := newWhole(t)
	h.put("/feed", page{body: fmt.Sprintf(`<rss version="2.0"><channel><title>Quay</title><link>%[1]s/</link><item><title>Crane four</title><guid>1</guid>
<link>%[1]s/crane</link><description>It moved…</description></item></channel></rss>`, h.server.URL)})
	h.follow(h.at("/feed"))
	headline, err := h.Lookup(t.Context(), h.at("/crane"))
	if err != nil {
		t.Fatal(err)
	}
	h.took()
	return h, headline.ID
}

func (h *house) content(id feed.ArticleID) (text string, full bool) {
	h.t.Helper()
	a, err := h.Article(h.t.Context(), id)
	if err != nil {
		h.t.Fatal(err)
	}
	return a.Content + a.Summary, a.FullText
}

func TestFullText(t *testing.T) {
	h, id := shortened(t)
	h.put("/crane", partOf(1, `<a href="/crane/2">Page 2</a>`))
	h.put("/crane/2", partOf(2, ""))
	a, err := h.FullText(t.Context(), id, true)
	if err != nil || !a.FullText || !strings.Contains(a.Content, "crate number 1,") || !strings.Contains(a.Content, "crate number 2,") {
		t.Fatalf("%t, %q, %v", a.FullText, a.Content, err)
	}
	if got := h.took(); !slices.Equal(got, []string{"/robots.txt", "/crane", "/crane/2"}) {
		t.Errorf("asked %q", got)
	}
	h.refresh(whichAll)
	h.server.Close() // from here on there is no network
	if text, full := h.content(id); !full || !strings.Contains(text, "crate number 1,") {
		t.Errorf("not kept: %q", text)
	}
	if a, err = h.FullText(t.Context(), id, false); err != nil || a.FullText {
		t.Errorf("%t, %v", a.FullText, err)
	}
	if text, full := h.content(id); full || !strings.Contains(text, "It moved…") {
		t.Errorf("the feed's text: %q", text)
	}
	if a, err = h.FullText(t.Context(), id, true); err != nil || !a.FullText {
		t.Errorf("%t, %v", a.FullText, err)
	}
}

func TestFullTextThatCantBeHad(t *testing.T) {
	kind := func(err error) feed.FailureKind {
		if f, ok := errors.AsType[*feed.Failure](err); ok {
			return f.Kind
		}
		return feed.FailedUnknown
	}
	for name, tt := range map[string]struct {
		robots page
		page   page
		is     error
		kind   feed.FailureKind
		asked  []string
	}{
		"forbidden":            {page{body: "User-agent: *\nDisallow: /crane"}, partOf(1, ""), feed.ErrRobots, 0, []string{"/robots.txt"}},
		"forbidden by name":    {page{body: "User-agent: Griot\nDisallow: /\n\nUser-agent: *\nAllow: /"}, partOf(1, ""), feed.ErrRobots, 0, []string{"/robots.txt"}},
		"robots.txt is broken": {page{status: http.StatusInternalServerError}, partOf(1, ""), nil, feed.FailedStatus, []string{"/robots.txt"}},
		"no page":              {page{status: http.StatusNotFound}, page{status: http.StatusGone}, nil, feed.FailedGone, []string{"/robots.txt", "/crane"}},
		"nothing more":         {page{body: "User-agent: other\nDisallow: /"}, page{body: "<html><body><p>It moved</p></body></html>"}, feed.ErrNoMore, 0, []string{"/robots.txt", "/crane"}},
		"a log-in form":        {page{}, page{body: "<html><body><form>Name <input name=n> <input type=password></form></body></html>"}, nil, feed.FailedNotFeed, []string{"/robots.txt", "/crane"}},
	} {
		t.Run(name, func(t *testing.T) {
			h, id := shortened(t)
			h.put("/robots.txt", tt.robots)
			h.put("/crane", tt.page)
			before, _ := h.content(id)
			a, err := h.FullText(t.Context(), id, true)
			if err == nil || tt.is != nil && !errors.Is(err, tt.is) || kind(err) != tt.kind || a.FullText {
				t.Errorf("%v", err)
			}
			if after, full := h.content(id); full || after != before {
				t.Errorf("the text is %q", after)
			}
			if got := h.took(); !slices.Equal(got, tt.asked) {
				t.Errorf("asked %q", got)
			}
		})
	}
}

// TestRobotsForADay asks a site once a day what it asks of programs.
func TestRobotsForADay(t *testing.T) {
	h, id := shortened(t)
	h.put("/robots.txt", page{body: "User-agent: *\nDisallow: /"})
	h.put("/crane", partOf(1, ""))
	for range 2 {
		if _, err := h.FullText(t.Context(), id, true); !errors.Is(err, feed.ErrRobots) {
			t.Errorf("%v", err)
		}
	}
	h.put("/robots.txt", page{body: "User-agent: *\nDisallow:"})
	h.later(25 * time.Hour)
	if _, err := h.FullText(t.Context(), id, true); err != nil {
		t.Error(err)
	}
	if got := h.took(); !slices.Equal(got, []string{"/robots.txt", "/robots.txt", "/crane"}) {
		t.Errorf("asked %q", got)
	}
	h.SetOffline(true)
	if a, err := h.FullText(t.Context(), id, true); err != nil || !a.FullText {
		t.Errorf("kept, and not there offline: %v", err)
	}
}
