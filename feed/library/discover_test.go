package library_test

import (
	"errors"
	"fmt"
	"net/http"
	"slices"
	"testing"

	"griot/feed"
	"griot/feed/library"
)

const (
	bare  = "<!doctype html><html><head><title>A quay</title></head><body><h1>A quay</h1><p>Ships come here, and nobody counts them.</p></body></html>"
	short = `<rss version="2.0"><channel><title>Quay</title><link>%s/</link><item><title>A ship</title><guid>1</guid></item></channel></rss>`
)

// TestUsualPlaces follows pages that declare no feed.
func TestUsualPlaces(t *testing.T) {
	all := []string{"/feed", "/rss", "/atom.xml", "/index.xml", "/feed.xml", "/rss.xml"}
	for name, tt := range map[string]struct {
		page  string // followed
		body  string
		feed  string // where it is; empty: nowhere
		asked []string
	}{
		"at the root":        {"/", bare, "/atom.xml", append([]string{"/"}, all[:3]...)},
		"below the page":     {"/blog/", bare, "/blog/feed", []string{"/blog/", "/blog/feed"}},
		"above the page":     {"/blog", bare, "/rss", []string{"/blog", "/blog/feed", "/blog/rss", "/blog/atom.xml", "/blog/index.xml", "/blog/feed.xml", "/blog/rss.xml", "/feed", "/rss"}},
		"from an article":    {"/2026/02/ships.html", bare, "/feed", []string{"/2026/02/ships.html", "/feed"}},
		"nowhere":            {"/", bare, "", append([]string{"/"}, all...)},
		"a link comes first": {"/", bare + `<a href="/news.rss">all of it</a>`, "/news.rss", []string{"/", "/news.rss"}},
		"a dead link":        {"/", bare + `<a href="/news.rss">all of it</a>`, "/feed", []string{"/", "/news.rss", "/feed"}},
		"declared and dead":  {"/", `<link rel="alternate" type="application/rss+xml" href="/dead">` + bare, "", []string{"/", "/dead"}},
	} {
		t.Run(name, func(t *testing.T) {
			h := newWhole(t)
			h.put(tt.page, page{body: tt.body, headers: map[string]string{"Content-Type": "text/html"}})
			if tt.feed != "" {
				h.put(tt.feed, page{body: fmt.Sprintf(short, h.server.URL)})
			}
			p, err := h.Preview(t.Context(), h.at(tt.page))
			if err != nil {
				t.Fatal(err)
			}
			want, kind := tt.page, feed.KindPage
			if tt.feed != "" {
				want, kind = tt.feed, feed.KindFeed
			}
			if p.Address != h.at(want) || p.Kind != kind {
				t.Errorf("%s, kind %d", p.Address, p.Kind)
			}
			if tt.feed != "" && (len(p.Candidates) == 0 || p.Candidates[0].URL != p.Address) {
				t.Errorf("candidates %v", p.Candidates)
			}
			if got := h.took(); !slices.Equal(got, tt.asked) {
				t.Errorf("asked %q\nwant  %q", got, tt.asked)
			}
		})
	}
}

// TestSameEverywhere asks no further where a site answers everything with a page.
func TestSameEverywhere(t *testing.T) {
	h := newWhole(t)
	for _, path := range []string{"/", "/feed", "/rss", "/atom.xml"} {
		h.put(path, page{body: bare, headers: map[string]string{"Content-Type": "text/html"}})
	}
	s := h.follow(h.at("/"))
	if got := h.took(); !slices.Equal(got, []string{"/", "/feed"}) || s.Kind != feed.KindPage {
		t.Errorf("asked %q, kind %d", got, s.Kind)
	}
}

// TestListIsNoPage asks no further where a list of sources lies.
func TestListIsNoPage(t *testing.T) {
	h := newWhole(t)
	h.put("/subs.opml", page{body: `<?xml version="1.0"?><opml><body><outline xmlUrl="https://quay.example/"/></body></opml>`})
	_, _, err := h.Follow(t.Context(), h.at("/subs.opml"), false)
	if f := feed.FailureOf(err); f == nil || f.Kind != feed.FailedList {
		t.Error(err)
	}
	if got := h.took(); !slices.Equal(got, []string{"/subs.opml"}) {
		t.Errorf("asked %q", got)
	}
}

// TestTroubleEndsGuessing asks no further where the host asks to be left alone.
func TestTroubleEndsGuessing(t *testing.T) {
	h := newWhole(t)
	h.put("/", page{body: bare, headers: map[string]string{"Content-Type": "text/html"}})
	h.put("/rss", page{status: http.StatusTooManyRequests})
	s := h.follow(h.at("/"))
	if got := h.took(); !slices.Equal(got, []string{"/", "/feed", "/rss"}) || s.Kind != feed.KindPage || s.Total != 1 {
		t.Errorf("asked %q, %+v", got, s)
	}
}

// TestKnownPlace follows a page whose address tells its feed's, without asking
// for the page.
func TestKnownPlace(t *testing.T) {
	h := newWhole(t)
	h.put("/@ada.rss", page{body: fmt.Sprintf(short, h.server.URL)})
	s := h.follow(h.at("/@ada"))
	if got := h.took(); !slices.Equal(got, []string{"/@ada.rss"}) || s.Address != h.at("/@ada.rss") || s.Total != 1 {
		t.Errorf("asked %q, %+v", got, s)
	}
	h.put("/@zoe", page{body: bare, headers: map[string]string{"Content-Type": "text/html"}})
	h.put("/feed", page{body: fmt.Sprintf(short, h.server.URL)})
	p, err := h.Preview(t.Context(), h.at("/@zoe"))
	if err != nil || p.Address != h.at("/feed") {
		t.Errorf("%+v, %v", p, err)
	}
	if got := h.took(); slices.Index(got, "/@zoe.rss") != 0 || got[1] != "/@zoe" || len(slices.Compact(got)) != len(got) {
		t.Errorf("asked %q", got)
	}
}

// TestListedPlaces finds the feeds of lines that were written by hand: where the
// address tells, and in the usual places, once.
func TestListedPlaces(t *testing.T) {
	h := newWhole(t)
	html := map[string]string{"Content-Type": "text/html"}
	h.put("/@ada.rss", page{body: fmt.Sprintf(short, h.server.URL)})
	h.put("/blog/", page{body: bare, headers: html})
	h.put("/blog/rss", page{body: fmt.Sprintf(short, h.server.URL)})
	h.put("/alone/", page{body: bare, headers: html})
	h.write(h.at("/@ada") + "\n" + h.at("/blog/") + "\n" + h.at("/alone/") + "\n")
	h.start()
	h.refresh(whichAll)
	asked := h.took()
	if slices.Contains(asked, "/@ada") || !slices.Contains(asked, "/blog/feed") || !slices.Contains(asked, "/alone/feed") {
		t.Errorf("asked %q", asked)
	}
	for path, kind := range map[string]feed.Kind{"/@ada": feed.KindFeed, "/blog/": feed.KindFeed, "/alone/": feed.KindPage} {
		if s := h.source(h.at(path)); s.Kind != kind || s.Total != 1 {
			t.Errorf("%s: %+v", path, s)
		}
	}
	h.refresh(library.Which{Insist: true})
	asked = h.took()
	slices.Sort(asked)
	if !slices.Equal(asked, []string{"/@ada.rss", "/alone/", "/blog/rss"}) {
		t.Errorf("then asked %q", asked)
	}
	// What they lead to is followed.
	if s, _, err := h.Follow(t.Context(), h.at("/blog/rss"), false); !errors.Is(err, feed.ErrFollowed) || s.Address != h.at("/blog/") {
		t.Errorf("%+v, %v", s, err)
	}
	if p, err := h.Preview(t.Context(), h.at("/@ada.rss")); err != nil || !p.Followed {
		t.Errorf("%+v, %v", p, err)
	}
	done, err := h.Import(t.Context(), []library.Wanted{{Raw: "x", Source: feed.Source{Address: h.at("/blog/rss")}}})
	if err != nil || len(done.Taken) != 0 || len(done.Already) != 1 {
		t.Errorf("%+v, %v", done, err)
	}
	if h.text() != "SERVER/@ada\nSERVER/blog/\nSERVER/alone/\n" {
		t.Errorf("urls %q", h.text())
	}
}
