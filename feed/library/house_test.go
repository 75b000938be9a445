package library_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"griot/feed"
	"griot/feed/fetch"
	"griot/feed/library"
	"griot/feed/store"
	"griot/feed/urls"
)

// house is a library on a real store and a real client, with a small parser of
// its own and a server on the loopback interface.
type house struct {
	*library.Library
	t      *testing.T
	store  *store.Store
	urls   string // its path
	server *httptest.Server
	deps   library.Deps

	mu     sync.Mutex
	now    time.Time
	pages  map[string]page // by path
	asked  []string        // paths, in order
	most   int             // requests at once
	flying int
}

type page struct {
	body    string
	status  int
	headers map[string]string
	slow    time.Duration
	cut     bool
}

var twoNotes = fstest.MapFS{
	"en/welcome.md": {Data: []byte("page: Welcome")},
	"fr/sommet.md":  {Data: []byte("page: Le sommet")},
	"embed.go":      {Data: []byte("package sample")},
}

func newHouse(t *testing.T) *house {
	t.Helper()
	h := &house{t: t, now: time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC), pages: map[string]page{}}
	dir := t.TempDir()
	h.urls = filepath.Join(dir, "config", "urls")
	h.server = httptest.NewServer(http.HandlerFunc(h.serve))
	t.Cleanup(h.server.Close)
	client := fetch.New(fetch.Options{
		Headers: 5 * time.Second, Stall: 5 * time.Second, Online: func() bool { return true },
		Proxy: func(*http.Request) (*url.URL, error) { return nil, nil },
	})
	t.Cleanup(client.Close)
	h.deps = library.Deps{
		Fetch: client, Files: fetch.Local{}, Parse: lines{}, Urls: urls.Open(h.urls), Sample: twoNotes, Now: h.clock, Workers: 2,
	}
	h.open(filepath.Join(dir, "griot.db"))
	return h
}

// open opens the library on a store.
func (h *house) open(path string) {
	h.t.Helper()
	var err error
	if h.store, err = store.Open(h.t.Context(), path, store.Options{Now: h.clock}); err != nil {
		h.t.Fatal(err)
	}
	h.deps.Store = h.store
	l := library.New(h.deps)
	h.Library = l
	h.t.Cleanup(func() {
		if err := l.Close(); err != nil {
			h.t.Error(err)
		}
	})
}

func (h *house) clock() time.Time {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.now
}

func (h *house) later(d time.Duration) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.now = h.now.Add(d)
}

// put makes a page of the server.
func (h *house) put(path string, p page) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.pages[path] = p
}

// took returns the paths that were asked for since the last call.
func (h *house) took() []string {
	h.mu.Lock()
	defer h.mu.Unlock()
	asked := h.asked
	h.asked = nil
	return asked
}

func (h *house) serve(w http.ResponseWriter, r *http.Request) {
	h.mu.Lock()
	h.asked = append(h.asked, r.URL.Path)
	h.flying++
	h.most = max(h.most, h.flying)
	p, ok := h.pages[r.URL.Path]
	h.mu.Unlock()
	defer func() {
		h.mu.Lock()
		h.flying--
		h.mu.Unlock()
	}()
	if !ok {
		http.NotFound(w, r)
		return
	}
	select {
	case <-time.After(p.slow):
	case <-r.Context().Done():
		return
	}
	for k, v := range p.headers {
		w.Header().Set(k, v)
	}
	if etag := p.headers["ETag"]; etag != "" && r.Header.Get("If-None-Match") == etag {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	if user, _, ok := r.BasicAuth(); ok {
		w.Header().Set("X-User", user)
	} else if strings.Contains(p.body, "private") {
		w.WriteHeader(http.StatusUnauthorized)
		return
	}
	if p.cut {
		w.Header().Set("Content-Length", fmt.Sprint(len(p.body)+100))
	}
	if p.status != 0 {
		w.WriteHeader(p.status)
	}
	fmt.Fprint(w, p.body)
}

// write writes the urls file by hand.
func (h *house) write(text string) {
	h.t.Helper()
	if err := os.MkdirAll(filepath.Dir(h.urls), 0o700); err != nil {
		h.t.Fatal(err)
	}
	if err := os.WriteFile(h.urls, []byte(text), 0o600); err != nil {
		h.t.Fatal(err)
	}
}

// text is the urls file.
func (h *house) text() string {
	h.t.Helper()
	text, err := os.ReadFile(h.urls)
	if err != nil && !os.IsNotExist(err) {
		h.t.Fatal(err)
	}
	return strings.ReplaceAll(string(text), h.server.URL, "SERVER")
}

// at is an address of the server.
func (h *house) at(path string) string { return h.server.URL + path }

// titles lists what a list shows, newest first.
func (h *house) titles(sources ...feed.SourceID) []string {
	h.t.Helper()
	p, err := h.Page(h.t.Context(), feed.Query{Sources: sources}, nil, feed.Forward, 100)
	if err != nil {
		h.t.Fatal(err)
	}
	var titles []string
	for _, headline := range p.Headlines {
		titles = append(titles, headline.Title)
	}
	return titles
}

// followed lists what is followed, by address.
func (h *house) followed() []string {
	h.t.Helper()
	sources, err := h.Sources(h.t.Context(), feed.Followed)
	if err != nil {
		h.t.Fatal(err)
	}
	var all []string
	for _, s := range sources {
		all = append(all, strings.ReplaceAll(s.Address, h.server.URL, "SERVER"))
	}
	return all
}

// source is the source at an address.
func (h *house) source(address string) feed.Source {
	h.t.Helper()
	s, err := h.store.SourceAt(h.t.Context(), address)
	if err != nil {
		h.t.Fatal(err)
	}
	return s
}

func (h *house) refresh(which library.Which) (feed.Summary, []feed.Progress) {
	h.t.Helper()
	var told []feed.Progress
	summary, err := h.Refresh(h.t.Context(), which, func(p feed.Progress) { told = append(told, p) })
	if err != nil {
		h.t.Fatal(err)
	}
	return summary, told
}

func (h *house) follow(ref string) feed.Source {
	h.t.Helper()
	s, _, err := h.Follow(h.t.Context(), ref, false)
	if err != nil {
		h.t.Fatalf("follow %s: %v", ref, err)
	}
	return s
}

func (h *house) start() {
	h.t.Helper()
	if err := h.Start(h.t.Context()); err != nil {
		h.t.Fatal(err)
	}
}

// lines is a parser of documents like
//
//	feed: Title            or page: Title
//	guid | headline | comment feed
//	alternate address
type lines struct{}

func (lines) Parse(in library.Input) (feed.Document, error) {
	var doc feed.Document
	for i, line := range strings.Split(strings.TrimSpace(string(in.Body)), "\n") {
		word, rest, _ := strings.Cut(line, " ")
		switch {
		case i == 0 && word == "feed:":
			doc.Kind, doc.Title = feed.KindFeed, rest
		case i == 0 && word == "page:":
			doc.Kind, doc.Title = feed.KindPage, rest
			doc.Entries = []feed.Entry{{Title: rest, Link: in.URL}}
		case i == 0 && word == "panic":
			panic("the parser broke")
		case i == 0:
			return doc, feed.Fail(feed.FailedNotFeed, nil)
		case word == "cut":
			doc.Cut = true
		case word == "ttl":
			doc.TTL, _ = time.ParseDuration(rest)
		case word == "dated":
			doc.Entries[0].Published = feed.At(in.Seen)
		case strings.Contains(line, "|"):
			part := strings.Split(line, "|")
			e := feed.Entry{GUID: strings.TrimSpace(part[0]), Title: strings.TrimSpace(part[1])}
			if len(part) > 2 {
				e.CommentsFeed = strings.TrimSpace(part[2])
			}
			doc.Entries = append(doc.Entries, e)
		}
	}
	return doc, nil
}

func (lines) Comments(in library.Input) ([]feed.RemoteComment, error) {
	var all []feed.RemoteComment
	for line := range strings.Lines(string(in.Body)) {
		if key, text, ok := strings.Cut(strings.TrimSpace(line), "|"); ok {
			all = append(all, feed.RemoteComment{Key: key, Content: text})
		}
	}
	return all, nil
}

func (lines) Discover(in library.Input) []feed.Candidate {
	var all []feed.Candidate
	for line := range strings.Lines(string(in.Body)) {
		if to, ok := strings.CutPrefix(strings.TrimSpace(line), "alternate "); ok {
			base, _ := url.Parse(in.URL)
			u, _ := base.Parse(to)
			all = append(all, feed.Candidate{URL: u.String()})
		}
	}
	return all
}
