package library_test

import (
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"griot/feed"
	"griot/feed/fetch"
	"griot/feed/library"
	"griot/feed/parse"
	"griot/feed/sample"
	"griot/feed/store"
	"griot/feed/urls"
	"griot/render/plain"
)

// parser is the real one, as the program wires it.
type parser struct{}

func (parser) Parse(in library.Input) (feed.Document, error) { return parse.Parse(parse.Input(in)) }

func (parser) Comments(in library.Input) ([]feed.RemoteComment, error) {
	return parse.Comments(parse.Input(in))
}

func (parser) Discover(in library.Input) []feed.Candidate { return parse.Discover(parse.Input(in)) }

// newWhole is a house with nothing in it but the real thing.
func newWhole(t *testing.T) *house {
	h := newHouse(t)
	h.deps.Parse = parser{}
	h.deps.Sample = sample.Edition()
	h.open(filepath.Join(t.TempDir(), "griot.db"))
	return h
}

const rss = `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:slash="http://purl.org/rss/1.0/modules/slash/" xmlns:wfw="http://wellformedweb.org/CommentAPI/">
<channel><title>River News</title><link>%[1]s/</link><ttl>60</ttl>
<item><title>Water is up</title><link>%[1]s/water</link><guid>w1</guid><pubDate>Sat, 21 Feb 2026 10:00:00 GMT</pubDate>
<slash:comments>2</slash:comments><wfw:commentRss>%[1]s/water/comments</wfw:commentRss><description>&lt;p&gt;It rained.&lt;/p&gt;</description></item>
<item><title>Bridge opens</title><link>%[1]s/bridge</link><guid>b1</guid><pubDate>Fri, 20 Feb 2026 10:00:00 GMT</pubDate></item>
</channel></rss>`

const rssComments = `<rss version="2.0"><channel><title>Comments</title>
<item><title>By Awa</title><guid>c1</guid><description>At last.</description><pubDate>Sat, 21 Feb 2026 11:00:00 GMT</pubDate></item>
<item><title>By Bakary</title><guid>c2</guid><description>Too much of it.</description><pubDate>Sat, 21 Feb 2026 12:00:00 GMT</pubDate></item>
</channel></rss>`

const home = `<!doctype html><html><head><title>River</title>
<link rel="alternate" type="application/rss+xml" title="River News" href="/feed"></head><body><p>Welcome.</p></body></html>`

func TestWholeWay(t *testing.T) {
	h := newWhole(t)
	h.put("/", page{body: home, headers: map[string]string{"Content-Type": "text/html"}})
	h.put("/feed", page{body: fmt.Sprintf(rss, h.server.URL), headers: map[string]string{"ETag": `"1"`}})
	h.put("/water/comments", page{body: rssComments})
	h.start()
	if got := h.titles(); len(got) < 8 {
		t.Errorf("the sample edition has %d articles", len(got))
	}
	s := h.follow(h.at("/"))
	if s.Address != h.at("/feed") || s.Title != "River News" || s.Kind != feed.KindFeed || h.text() != "SERVER/feed\n" {
		t.Fatalf("%+v, urls %q", s, h.text())
	}
	if got := h.titles(); !slices.Equal(got, []string{"Water is up", "Bridge opens"}) {
		t.Fatalf("the list shows %v", got)
	}
	water, err := h.Lookup(t.Context(), h.at("/water"))
	if err != nil {
		t.Fatal(err)
	}
	if n, known := water.Comments.Value(); n != 2 || !known {
		t.Errorf("comments: %d, %v", n, known)
	}
	if added, err := h.RefreshComments(t.Context(), water.ID, false); added != 2 || err != nil {
		t.Errorf("%d comments, %v", added, err)
	}
	h.server.Close() // from here on there is no network
	if _, err := h.Opened(t.Context(), water.ID, 0); err != nil {
		t.Error(err)
	}
	if _, _, err := h.SaveComment(t.Context(), feed.Draft{Article: water.ID, Body: "Read *offline*."}, "me"); err != nil {
		t.Error(err)
	}
	if thread, err := h.Thread(t.Context(), water.ID); err != nil || len(thread.Comments) != 3 {
		t.Errorf("%d comments, %v", len(thread.Comments), err)
	}
	if summary, _ := h.refresh(whichAll); summary.Skipped != 1 {
		t.Errorf("the publisher's ttl is an hour: %+v", summary)
	}
	summary, _ := h.refresh(library.Which{Insist: true})
	if s = h.source(s.Address); summary.Failed != 1 || s.Health.Failure.Kind != feed.FailedRefused || s.Total != 2 {
		t.Errorf("%+v, %+v", summary, s)
	}
}

func TestWholeFolder(t *testing.T) {
	h := newWhole(t)
	dir := t.TempDir()
	for name, text := range map[string]string{
		"notes.md": "---\ntitle: My notes\nviews: 12\n---\nText of the *notes*.", "plain.txt": "A headline\n\nAnd a paragraph of plain text.\n",
		"feed.xml": fmt.Sprintf(rss, "https://river.example"), "data.bin": "\x00\x01\x02\x03",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	s := h.follow(dir)
	got := h.titles(s.ID)
	slices.Sort(got)
	if len(got) != 4 || !slices.Contains(got, "My notes") || !slices.Contains(got, "Water is up") {
		t.Errorf("the folder shows %q", got)
	}
	if err := os.WriteFile(filepath.Join(dir, "notes.md"), []byte("---\ntitle: My notes, edited\n---\nMore."), 0o600); err != nil {
		t.Fatal(err)
	}
	if summary, _ := h.refresh(whichAll); summary.New != 0 || summary.Changed != 1 {
		t.Errorf("an edited file: %+v", summary)
	}
}

// Names of files may hold anything: they are told apart, and nothing of it is stored.
func TestWholeFolderOfHostileNames(t *testing.T) {
	h := newWhole(t)
	dir := t.TempDir()
	names := []string{"a.md", "a\x1b[31m.md", "a\x1b]0;x\a.md", "a\u202e.md", "a\n.md", "a\xff.md"}
	for i, name := range names {
		if err := os.WriteFile(filepath.Join(dir, name), fmt.Appendf(nil, "# Note %d\n\nText.", i), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	h.follow(dir)
	page, err := h.Page(t.Context(), feed.Query{}, nil, feed.Forward, 10)
	if err != nil || len(page.Headlines) != len(names) {
		t.Fatalf("%+v, %v", page, err)
	}
	for _, headline := range page.Headlines {
		a, err := h.Article(t.Context(), headline.ID)
		if err != nil || a.GUID == "" || a.GUID != plain.Line(a.GUID) {
			t.Errorf("%q, %v", a.GUID, err)
		}
	}
	if summary, _ := h.refresh(whichAll); summary.New != 0 || summary.Changed != 0 {
		t.Errorf("read again: %+v", summary)
	}
}

func TestUndatedFilesAreAsOldAsTheyAre(t *testing.T) {
	h := newWhole(t)
	dir := t.TempDir()
	write := func(name, text string, age time.Duration) {
		t.Helper()
		path, when := filepath.Join(dir, name), h.clock().Add(-age)
		if err := errors.Join(os.WriteFile(path, []byte(text), 0o600), os.Chtimes(path, when, when)); err != nil {
			t.Fatal(err)
		}
	}
	write("a.md", "# Oldest", 400*24*time.Hour)
	write("b.txt", "Middle\n\nA paragraph of plain text.\n", 2*time.Hour)
	write("c.html", "<title>Older</title><p>Some text of a page.</p>", 48*time.Hour)
	write("d.md", "---\ntitle: Dated\ndate: "+h.clock().Add(-24*time.Hour).Format(time.DateOnly)+"\n---\nText.", time.Hour)
	s := h.follow(dir)
	if got, want := h.titles(s.ID), []string{"Middle", "Dated", "Older", "Oldest"}; !slices.Equal(got, want) {
		t.Errorf("the folder shows %q, want %q", got, want)
	}
	write("e.md", "# Newest", time.Minute)
	if err := os.Remove(filepath.Join(dir, "b.txt")); err != nil {
		t.Fatal(err)
	}
	h.refresh(whichAll)
	if got, want := h.titles(s.ID), []string{"Newest", "Middle", "Dated", "Older", "Oldest"}; !slices.Equal(got, want) {
		t.Errorf("a file came and one went: %q, want %q", got, want)
	}
	if one := h.follow(filepath.Join(dir, "a.md")); one.Label() != "a.md" {
		t.Errorf("a file without a name of its own is called %q", one.Label())
	}
}

func TestTextsOfTwoSites(t *testing.T) {
	h := newWhole(t)
	h.deps.InputTitle = "standard input"
	h.Library = library.New(h.deps)
	label := func(text string) (feed.ArticleID, string) {
		t.Helper()
		id, err := h.Paste(t.Context(), text)
		if err != nil {
			t.Fatal(err)
		}
		headline, err := h.Headline(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		return id, headline.SourceLabel
	}
	page := "<html><head><title>%s</title><meta property=\"og:site_name\" content=\"%s\"></head><body><article><h1>%[1]s</h1><p>Some words of text.</p></article></body></html>"
	first, name := label(fmt.Sprintf(page, "The ferry is back", "River Post"))
	if name != "River Post" {
		t.Errorf("the first text is from %q", name)
	}
	if _, name := label(fmt.Sprintf(page, "The bridge is shut", "Harbour Notes")); name != "Harbour Notes" {
		t.Errorf("the second text is from %q", name)
	}
	if _, name := label("Only a line\n\nAnd a paragraph.\n"); name != "standard input" {
		t.Errorf("a text from nowhere is from %q", name)
	}
	if again, name := label(fmt.Sprintf(page, "The ferry is back", "River Post")); again != first || name != "River Post" {
		t.Errorf("the first text once more is %d from %q, not %d", again, name, first)
	}
}

// corpus is a server of many feeds; a feed's text is made once.
func corpus(tb testing.TB, feeds, articles int, latency time.Duration) (server *httptest.Server, list string) {
	tb.Helper()
	body := strings.Repeat("<p>Some words of a paragraph with a <a href=\"https://example.org/\">link</a> and <em>more</em>.</p>\n", 40)
	texts := make([]string, feeds)
	server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		time.Sleep(latency)
		n, err := strconv.Atoi(strings.TrimPrefix(r.URL.Path, "/"))
		if err != nil || n >= feeds {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("ETag", `"`+strconv.Itoa(n)+`"`)
		if r.Header.Get("If-None-Match") != "" {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		fmt.Fprint(w, texts[n])
	}))
	var lines strings.Builder
	for n := range texts {
		var b strings.Builder
		fmt.Fprintf(&b, "<rss version=\"2.0\"><channel><title>Feed %d</title>", n)
		for a := range articles {
			fmt.Fprintf(&b, "<item><title>Article %d of %d</title><guid>%d-%d</guid><link>https://example.org/%d/%d</link><description><![CDATA[%s]]></description></item>", a, n, n, a, n, a, body)
		}
		b.WriteString("</channel></rss>")
		texts[n] = b.String()
		fmt.Fprintf(&lines, "%s/%d\n", server.URL, n)
	}
	tb.Cleanup(server.Close)
	return server, lines.String()
}

// opened is a library on a new store that follows a list.
func opened(tb testing.TB, list string) *library.Library {
	tb.Helper()
	dir := tb.TempDir()
	path := filepath.Join(dir, "urls")
	if err := os.WriteFile(path, []byte(list), 0o600); err != nil {
		tb.Fatal(err)
	}
	s, err := store.Open(tb.Context(), filepath.Join(dir, "griot.db"), store.Options{})
	if err != nil {
		tb.Fatal(err)
	}
	client := fetch.New(fetch.Options{})
	l := library.New(library.Deps{Store: s, Fetch: client, Files: fetch.Local{}, Parse: parser{}, Urls: urls.Open(path)})
	tb.Cleanup(func() {
		client.Close()
		if err := l.Close(); err != nil {
			tb.Error(err)
		}
	})
	if err := l.Start(tb.Context()); err != nil {
		tb.Fatal(err)
	}
	return l
}

func TestManyFeeds(t *testing.T) {
	_, list := corpus(t, 60, 2, time.Millisecond)
	l := opened(t, list)
	var told atomic.Int64
	first, err := l.Refresh(t.Context(), whichAll, func(feed.Progress) { told.Add(1) })
	if err != nil || first.New != 120 || first.Failed != 0 || told.Load() != 60 {
		t.Errorf("%+v, told %d, %v", first, told.Load(), err)
	}
	second, err := l.Refresh(t.Context(), library.Which{Insist: true}, nil)
	if err != nil || second.NotModified != 60 || second.Wire != 0 {
		t.Errorf("%+v, %v", second, err)
	}
}

func BenchmarkRefreshCold(b *testing.B) {
	_, list := corpus(b, 100, 100, 0)
	for b.Loop() {
		b.StopTimer()
		l := opened(b, list)
		b.StartTimer()
		summary, err := l.Refresh(b.Context(), whichAll, nil)
		if err != nil || summary.New != 10_000 {
			b.Fatalf("%+v, %v", summary, err)
		}
	}
}

func BenchmarkRefreshUnchanged(b *testing.B) {
	for name, c := range map[string]struct {
		feeds   int
		latency time.Duration
	}{"100": {100, 0}, "100 at 50ms": {100, 50 * time.Millisecond}, "1000": {1000, 0}} {
		b.Run(name, func(b *testing.B) {
			_, list := corpus(b, c.feeds, 2, c.latency)
			l := opened(b, list)
			if _, err := l.Refresh(b.Context(), whichAll, nil); err != nil {
				b.Fatal(err)
			}
			for b.Loop() {
				summary, err := l.Refresh(b.Context(), library.Which{Insist: true}, nil)
				if err != nil || summary.NotModified != c.feeds {
					b.Fatalf("%+v, %v", summary, err)
				}
			}
		})
	}
}
