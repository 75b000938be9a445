package sample_test

import (
	"io/fs"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"griot/feed"
	"griot/feed/parse"
	"griot/feed/sample"
	"griot/render/plain"
)

// articles reads the edition as griot does, by file name.
func articles(t *testing.T) map[string]feed.Entry {
	t.Helper()
	names, err := fs.Glob(sample.Edition(), "*.md")
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]feed.Entry{}
	for _, name := range names {
		body, err := fs.ReadFile(sample.Edition(), name)
		if err != nil {
			t.Fatal(err)
		}
		doc, err := parse.Parse(parse.Input{Body: body, Name: path.Base(name), Seen: time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)})
		if err != nil || len(doc.Entries) != 1 {
			t.Fatalf("%s: %d articles, %v", name, len(doc.Entries), err)
		}
		all[name] = doc.Entries[0]
	}
	return all
}

// Whatever there is to learn from the edition is in it.
func TestEdition(t *testing.T) {
	all := articles(t)
	if len(all) < 8 || len(all) > 12 {
		t.Errorf("%d articles", len(all))
	}
	titles, languages := map[string]bool{}, map[string]int{}
	counted, silent, comments, replies := 0, 0, 0, 0
	var text strings.Builder
	for name, e := range all {
		if e.Title == "" || e.Title != plain.Line(e.Title) || titles[e.Title] || e.Author == "" || !e.Published.Known() {
			t.Errorf("%s: %q by %q on %s", name, e.Title, e.Author, e.Published.RFC3339())
		}
		titles[e.Title] = true
		languages[e.Language]++
		if _, known := e.Views.Value(); known {
			counted++
		} else {
			silent++
		}
		for _, c := range e.Comments {
			comments++
			if c.ParentKey != "" {
				replies++
				if !slices.ContainsFunc(e.Comments, func(other feed.RemoteComment) bool { return other.Key == c.ParentKey }) {
					t.Errorf("%s: %q answers nobody", name, c.Key)
				}
			}
		}
		if n, known := e.CommentCount.Value(); !known || n < int64(len(e.Comments)) {
			t.Errorf("%s: says %d comments, and holds %d", name, n, len(e.Comments))
		}
		text.WriteString(e.Content)
	}
	if languages["en"] < 3 || languages["fr"] < 3 || languages["en"]+languages["fr"] != len(all) {
		t.Errorf("languages %v", languages)
	}
	if counted == 0 || silent == 0 || comments < 3 || replies == 0 {
		t.Errorf("%d with views, %d without, %d comments, %d replies", counted, silent, comments, replies)
	}
	for _, shown := range []string{"<table", "<pre><code", "<blockquote", "<ul", "<ol", "<h2", "<img", "木漏れ日"} {
		if !strings.Contains(text.String(), shown) {
			t.Errorf("nothing shows %s", shown)
		}
	}
}

// The news of the summit is told as the page was that griot began with.
func TestNewsOfTheSummit(t *testing.T) {
	e := articles(t)["03-confederation-sahel.md"]
	if e.Author != "Malijet" || e.Language != "fr" || e.Published != feed.Day(2026, 2, 21) {
		t.Errorf("by %q in %q on %s", e.Author, e.Language, e.Published.RFC3339())
	}
	views, _ := e.Views.Value()
	comments, known := e.CommentCount.Value()
	if views != 1953 || comments != 0 || !known || len(e.Comments) != 0 {
		t.Errorf("%d views, %d comments (known: %t)", views, comments, known)
	}
	if strings.Count(e.Content, "<h2") < 3 || strings.Count(e.Content, "<ul>") < 2 || strings.Count(e.Content, "<li>") < 5 {
		t.Errorf("sections and lists: %q", e.Content)
	}
	if end := strings.TrimSpace(e.Content); !strings.HasSuffix(end, "<p>Z. T./Malijet</p>") {
		t.Errorf("the last line is %q", end[max(0, len(end)-60):])
	}
	for _, fact := range []string{"22 et 23 décembre 2025", "Niamey", "juillet 2024", "Assimi Goïta", "Ibrahim Traoré", "Abdourahamane Tiani", "2026"} {
		if !strings.Contains(e.Content, fact) {
			t.Errorf("no %s", fact)
		}
	}
}

var addresses = regexp.MustCompile(`https?://[^\s"'<>)\x60]+`)

// The edition names no real place: whatever it leads to is set aside for examples
// (RFC 2606).
func TestEditionLeadsNowhere(t *testing.T) {
	for name, e := range articles(t) {
		for _, a := range addresses.FindAllString(e.Content+e.Summary+" "+e.Link, -1) {
			u, err := url.Parse(a)
			if err != nil || !strings.HasSuffix(u.Hostname(), ".example") && u.Hostname() != "example.org" {
				t.Errorf("%s leads to %s", name, a)
			}
		}
	}
}
