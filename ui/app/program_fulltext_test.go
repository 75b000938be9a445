package app_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// A shortened article is read in full with one key, offline too, and with another
// press as its feed gave it.
func TestFullText(t *testing.T) {
	home := t.TempDir()
	site := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/feed":
			fmt.Fprintf(w, `<rss version="2.0"><channel><title>Quay</title><item><title>Crane four lifts again</title><guid>1</guid>`+
				`<link>http://%s/crane</link><description>It moved…</description></item></channel></rss>`, r.Host)
		case "/crane":
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			fmt.Fprint(w, `<html><head><title>Crane four lifts again</title></head><body><article><h1>Crane four lifts again</h1>`+
				strings.Repeat("<p>The oldest crane on the quay lifted a crate of oranges, and set it down again, for the cameras.</p>", 8)+`</article></body></html>`)
		default:
			http.NotFound(w, r)
		}
	}))
	t.Cleanup(site.Close)
	order(t, home, "add", site.URL+"/feed")
	g := run(t, setup{home: home, width: 100, height: 30})
	g.see("Crane four lifts again")
	g.press(enter)
	g.see("It moved…")
	g.press("x")
	g.see("a crate of oranges", "The text of the article’s page")
	site.Close()
	g.press("x")
	g.see("It moved…", "The text of the feed")
	g.press("x")
	g.see("a crate of oranges")
}
