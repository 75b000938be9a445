package app_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// shortened is a publisher whose feed gives the beginning of an article.
func shortened(t *testing.T) *httptest.Server {
	t.Helper()
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
	return site
}

// A shortened article is read in full with one key, offline too, and with another
// press as its feed gave it.
func TestFullText(t *testing.T) {
	t.Parallel()
	home, site := t.TempDir(), shortened(t)
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

// A source that is set to be read in full is, without a key; what was chosen for an
// article holds at the next start.
func TestFullTextAlways(t *testing.T) {
	t.Parallel()
	home, site := t.TempDir(), shortened(t)
	settings := filepath.Join(home, ".config", "griot", "config.toml")
	if err := os.MkdirAll(filepath.Dir(settings), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(settings, []byte("[[source]]\nurl = \""+site.URL+"/\"\nfull_text = true\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	order(t, home, "add", site.URL+"/feed")
	g := run(t, setup{home: home, width: 100, height: 30})
	g.see("Crane four lifts again")
	g.press(enter)
	g.see("a crate of oranges")
	site.Close()
	g.press("x")
	g.see("It moved…", "The text of the feed")
	g.press("Q")
	g.ends()
	g = run(t, setup{home: home, width: 100, height: 30})
	g.see("Crane four lifts again")
	g.press(enter)
	g.see("It moved…")
	g.press("x")
	g.see("a crate of oranges")
}
