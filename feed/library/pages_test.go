package library_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// partOf is one page of an article in several.
func partOf(n int, next string) page {
	words := strings.Repeat(fmt.Sprintf("<p>Words of part %d, and enough of them to be an article of its own on a page like this one, set in a paragraph.</p>\n", n), 1) +
		fmt.Sprintf("<p>The crane lifted crate number %d, slowly, and everybody on the quay looked up and clapped for a while, as they do.</p>", n)
	return page{headers: map[string]string{"Content-Type": "text/html"}, body: `<!doctype html><html lang="en"><head><title>Crane four</title><meta property="og:type" content="article">` +
		`<meta property="article:published_time" content="2026-02-21T10:00:00Z"></head><body><article><h1>Crane four</h1>` +
		`<p>It moved for the first time since the strike, and what follows is the whole story of it, told in order.</p>` + words + `</article>` + next + `</body></html>`}
}

func TestArticleInPages(t *testing.T) {
	h := newWhole(t)
	h.put("/crane", partOf(1, `<a href="/crane/2">Page 2</a>`))
	h.put("/crane/2", partOf(2, `<a href="/crane/3">next</a>`))
	h.put("/crane/3", partOf(3, `<a href="/crane/4">next</a>`)) // which is not there
	ids, err := h.Visit(t.Context(), []string{h.at("/crane")}, nil)
	if err != nil {
		t.Fatal(err)
	}
	headline, err := h.Lookup(t.Context(), h.at("/crane"))
	if err != nil {
		t.Fatal(err, ids)
	}
	a, err := h.Article(t.Context(), headline.ID)
	if err != nil {
		t.Fatal(err)
	}
	last := -1
	for n := 1; n <= 3; n++ {
		at := strings.Index(a.Content, fmt.Sprintf("crate number %d,", n))
		if at <= last {
			t.Errorf("part %d stands at %d", n, at)
		}
		last = at
	}
	if strings.Count(a.Content, "since the strike") != 1 || strings.Contains(a.Content, "<h1>") {
		t.Errorf("what stands on each page is there more than once:\n%s", a.Content)
	}
	if got := h.took(); !slices.Equal(got, []string{"/crane", "/crane/2", "/crane/3", "/crane/4"}) {
		t.Errorf("asked %q", got)
	}
}

// TestEndlessPages reads no more than ten pages, and none twice.
func TestEndlessPages(t *testing.T) {
	h := newWhole(t)
	h.put("/crane", partOf(1, `<a href="/crane/2">Page 2</a>`))
	for n := 2; n < 20; n++ {
		h.put(fmt.Sprintf("/crane/%d", n), partOf(n, fmt.Sprintf(`<a href="/crane/%d">next</a>`, n+1)))
	}
	if _, err := h.Preview(t.Context(), h.at("/crane")); err != nil {
		t.Fatal(err)
	}
	paged := slices.DeleteFunc(h.took(), func(path string) bool {
		return !strings.HasPrefix(path, "/crane") || strings.Contains(path, ".") || strings.HasSuffix(path, "/feed") || strings.HasSuffix(path, "/rss")
	})
	if len(paged) != 10 {
		t.Errorf("asked %q", paged)
	}
	h.put("/same", partOf(1, `<a href="/same/2">Page 2</a>`))
	h.put("/same/2", partOf(1, `<a href="/same/3">Page 3</a>`)) // a site that ignores the number
	h.put("/same/3", partOf(1, ``))
	if _, err := h.Visit(t.Context(), []string{h.at("/same")}, nil); err != nil {
		t.Fatal(err)
	}
	if got := h.took(); !slices.Equal(got, []string{"/same", "/same/2"}) {
		t.Errorf("asked %q", got)
	}
}
