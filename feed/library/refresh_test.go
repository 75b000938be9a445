package library_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"griot/feed"
	"griot/feed/library"
)

func TestRefresh(t *testing.T) {
	h := newHouse(t)
	etag := map[string]string{"ETag": `"1"`}
	h.put("/steady", page{body: news, headers: etag})
	h.put("/bare", page{body: "feed: Bare\nx | Ex"})
	h.put("/broken", page{status: 500})
	h.put("/panic", page{body: "panic"})
	h.put("/html", page{body: "no feed at all"})
	h.write(h.at("/steady") + "\n" + h.at("/bare") + "\n" + h.at("/broken") + "\n" + h.at("/panic") + "\n" + h.at("/html") + "\n")
	h.start()
	summary, told := h.refresh(whichAll)
	if summary.Sources != 5 || summary.New != 3 || summary.Failed != 3 || summary.Requests != 5 || summary.Wire == 0 || summary.NotModified != 0 {
		t.Fatalf("first: %+v", summary)
	}
	for i, p := range told {
		if p.Done != i+1 || p.Total != 5 {
			t.Errorf("progress %d of %d at %d", p.Done, p.Total, i)
		}
	}
	for path, want := range map[string]feed.FailureKind{"/broken": feed.FailedStatus, "/panic": feed.FailedInternal, "/html": feed.FailedNotFeed} {
		if s := h.source(h.at(path)); s.Health.Failure == nil || s.Health.Failure.Kind != want {
			t.Errorf("%s: %+v", path, s.Health)
		}
	}
	second, _ := h.refresh(whichAll)
	if second.New != 0 || second.NotModified != 2 || second.Failed != 3 || second.Changed != 0 {
		t.Errorf("second: %+v", second)
	}
	h.put("/steady", page{body: news + "\nc | Third", headers: map[string]string{"ETag": `"2"`}})
	third, _ := h.refresh(whichAll)
	if third.New != 1 || third.Skipped != 3 {
		t.Errorf("third, with three that back off: %+v", third)
	}
	insisted, _ := h.refresh(library.Which{Insist: true})
	if insisted.Sources != 5 || insisted.Skipped != 0 {
		t.Errorf("insisting: %+v", insisted)
	}
	one, _ := h.refresh(library.Which{Sources: []feed.SourceID{h.source(h.at("/bare")).ID}, Insist: true})
	if one.Sources != 1 {
		t.Errorf("one: %+v", one)
	}
}

func TestPublishersWishes(t *testing.T) {
	h := newHouse(t)
	h.put("/ttl", page{body: news + "\nttl 1h"})
	h.put("/fresh", page{body: "feed: F\nx | Ex", headers: map[string]string{"Cache-Control": "max-age=7200"}})
	h.put("/busy", page{status: 429, headers: map[string]string{"Retry-After": "10800"}})
	h.put("/gone", page{status: 410})
	h.write(strings.Join([]string{h.at("/ttl"), h.at("/fresh"), h.at("/busy"), h.at("/gone")}, "\n"))
	h.start()
	h.refresh(whichAll)
	if s := h.source(h.at("/gone")); !s.Health.Gone {
		t.Errorf("gone: %+v", s.Health)
	}
	for hour, want := range [][]string{{}, {"/ttl"}, {"/fresh", "/ttl"}, {"/busy", "/ttl"}, {"/fresh", "/ttl"}} {
		h.took()
		summary, _ := h.refresh(whichAll)
		asked := h.took()
		if slices.Sort(asked); !slices.Equal(asked, want) || summary.Skipped != 4-len(want) {
			t.Errorf("after %d hours: %+v, asked %v, want %v", hour, summary, asked, want)
		}
		h.later(time.Hour + time.Second)
	}
	if summary, _ := h.refresh(library.Which{Insist: true}); summary.Sources != 4 || len(h.took()) != 4 {
		t.Errorf("insisting: %+v", summary)
	}
}

func TestLoginPageIsNoFeed(t *testing.T) {
	h := newHouse(t)
	h.put("/feed", page{body: news, headers: map[string]string{"ETag": `"1"`}})
	s := h.follow(h.at("/feed"))
	h.put("/feed", page{body: "page: Please log in", headers: map[string]string{"ETag": `"2"`}})
	summary, _ := h.refresh(whichAll)
	after := h.source(h.at("/feed"))
	if summary.Failed != 1 || after.Kind != feed.KindFeed || after.Health.Failure.Kind != feed.FailedNotFeed ||
		after.Health.Validators.ETag != `"1"` || after.Total != 2 || after.Title != s.Title {
		t.Errorf("%+v, %+v", summary, after)
	}
}

func TestCutBodyKeepsWhatCame(t *testing.T) {
	h := newHouse(t)
	h.put("/feed", page{body: news, cut: true, headers: map[string]string{"ETag": `"1"`}})
	h.write(h.at("/feed"))
	h.start()
	summary, _ := h.refresh(whichAll)
	s := h.source(h.at("/feed"))
	if summary.New != 2 || summary.Failed != 1 || s.Health.Failure.Kind != feed.FailedStalled || s.Health.Validators.ETag != "" {
		t.Errorf("%+v, %+v", summary, s.Health)
	}
	h.put("/feed", page{body: news + "\nc | Third", headers: map[string]string{"ETag": `"1"`}})
	if summary, _ = h.refresh(whichAll); summary.New != 1 || summary.Failed != 0 {
		t.Errorf("then whole: %+v", summary)
	}
}

func TestMoved(t *testing.T) {
	h := newHouse(t)
	h.put("/old", page{body: news})
	h.put("/old2", page{body: "feed: Two\nx | Ex"})
	h.write("# first\n" + h.at("/old") + " \"tag\" \"~Mine\" # why\n" + h.at("/old2") + "\n")
	h.start()
	h.refresh(whichAll)
	id := h.source(h.at("/old")).ID
	h.put("/old", page{status: 301, headers: map[string]string{"Location": "/new"}})
	h.put("/old2", page{status: 301, headers: map[string]string{"Location": "/new"}})
	h.put("/new", page{body: news + "\nc | Third"})
	_, told := h.refresh(whichAll)
	moved := 0
	for _, p := range told {
		if p.Outcome.Moved == h.at("/new") && p.Source.Address == h.at("/new") {
			moved++
		}
	}
	if moved != 1 {
		t.Errorf("%d sources moved to one address: %+v", moved, told)
	}
	if s := h.source(h.at("/new")); s.ID == id && h.text() != "# first\nSERVER/new \"tag\" \"~Mine\" # why\nSERVER/old2\n" {
		t.Errorf("%+v, urls %q", s, h.text())
	}
	h.put("/gone", page{status: 301, headers: map[string]string{"Location": "/404"}})
	h.write(h.at("/gone"))
	h.start()
	h.refresh(whichAll)
	if h.text() != "SERVER/gone" {
		t.Errorf("followed to where nothing is: %q", h.text())
	}
}

// A line of urls that is a page leads to the page's feed, and stays as it is.
func TestListedPageFindsItsFeed(t *testing.T) {
	h := newHouse(t)
	h.put("/", page{body: "page: Home\nalternate /feed"})
	h.put("/feed", page{body: news, headers: map[string]string{"ETag": `"1"`}})
	h.write(h.at("/") + " tag\n")
	h.start()
	summary, _ := h.refresh(whichAll)
	if summary.New != 2 || summary.Requests != 2 || summary.Moved != 0 || h.text() != "SERVER/ tag\n" {
		t.Errorf("%+v, urls %q", summary, h.text())
	}
	again := func(want feed.Summary, asked ...string) {
		t.Helper()
		h.took()
		h.later(time.Hour)
		got, _ := h.refresh(library.Which{Insist: true})
		got.Wire = 0
		if paths := h.took(); got != want || !slices.Equal(paths, asked) || h.text() != "SERVER/ tag\n" {
			t.Errorf("%+v, asked %q, urls %q", got, paths, h.text())
		}
	}
	again(feed.Summary{Sources: 1, NotModified: 1, Requests: 1}, "/feed")

	// The feed goes elsewhere, by a redirect or by its page's word.
	h.put("/feed", page{status: 301, headers: map[string]string{"Location": "/moved"}})
	h.put("/moved", page{body: news + "\nc | Third"})
	again(feed.Summary{Sources: 1, New: 1, Requests: 2}, "/feed", "/moved")
	h.put("/moved", page{status: 404})
	h.put("/", page{body: "page: Home\nalternate /newer"})
	h.put("/newer", page{body: news + "\nd | Fourth"})
	again(feed.Summary{Sources: 1, New: 1, Requests: 3}, "/moved", "/", "/newer")

	// A page that leads nowhere any more is no article of its source.
	h.put("/newer", page{status: 404})
	h.took()
	if got, _ := h.refresh(library.Which{Insist: true}); got.Failed != 1 || got.New != 0 {
		t.Errorf("%+v, asked %q", got, h.took())
	}
	if s := h.source(h.at("/")); s.Kind != feed.KindFeed || s.Total != 4 || s.Health.Failure == nil {
		t.Errorf("%+v", s)
	}
}

func TestLocalSources(t *testing.T) {
	h := newHouse(t)
	dir := t.TempDir()
	write := func(name, text string, age time.Duration) {
		t.Helper()
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		when := h.now.Add(-age)
		if err := os.Chtimes(path, when, when); err != nil {
			t.Fatal(err)
		}
	}
	write("one.md", "page: One", time.Hour)
	write("folder/new.md", "page: New note", time.Hour)
	write("folder/feed.xml", news, 2*time.Hour)
	write("folder/picture.png", "\x89PNG", time.Hour)
	write("folder/.hidden", "page: Hidden", time.Hour)
	one, folder := h.follow(filepath.Join(dir, "one.md")), h.follow(filepath.Join(dir, "folder"))
	if one.Kind != feed.KindFile || folder.Kind != feed.KindFolder || folder.Title != "folder" {
		t.Errorf("%+v, %+v", one, folder)
	}
	if got := h.titles(folder.ID); len(got) != 3 || got[0] != "New note" {
		t.Errorf("the folder shows %v", got)
	}
	h.SetOffline(true) // which is about the network
	if summary, _ := h.refresh(whichAll); summary.Skipped != 2 || summary.Requests != 0 {
		t.Errorf("nothing changed: %+v", summary)
	}
	write("one.md", "page: One, edited", time.Minute)
	write("folder/newer.md", "page: Newer note", time.Minute)
	summary, _ := h.refresh(whichAll)
	if summary.New != 1 || summary.Changed != 1 || summary.Skipped != 0 {
		t.Errorf("both changed: %+v", summary)
	}
	if got := h.titles(one.ID); !slices.Equal(got, []string{"One, edited"}) {
		t.Errorf("the file shows %v", got)
	}
	if err := os.RemoveAll(filepath.Join(dir, "folder")); err != nil {
		t.Fatal(err)
	}
	summary, _ = h.refresh(whichAll)
	if s := h.source(folder.Address); summary.Failed != 1 || s.Health.Failure.Kind != feed.FailedMissing || s.Total != 4 {
		t.Errorf("the folder is gone: %+v, %+v", summary, s)
	}
}

func TestOffline(t *testing.T) {
	h := newHouse(t)
	h.put("/feed", page{body: news})
	h.write(h.at("/feed"))
	h.start()
	h.SetOffline(true)
	summary, err := h.Refresh(t.Context(), library.Which{Insist: true}, nil)
	if feed.FailureOf(err) == nil || feed.FailureOf(err).Kind != feed.FailedOffline || summary.Sources != 0 || len(h.took()) != 0 {
		t.Errorf("%+v, %v", summary, err)
	}
	if s := h.source(h.at("/feed")); s.Health.Failure != nil {
		t.Errorf("that is nothing about the source: %+v", s.Health)
	}
	if _, err := h.Preview(t.Context(), h.at("/feed")); feed.FailureOf(err) == nil || feed.FailureOf(err).Kind != feed.FailedOffline {
		t.Errorf("preview: %v", err)
	}
	h.SetOffline(false)
	if summary, _ := h.refresh(whichAll); h.Offline() || summary.New != 2 {
		t.Errorf("online again: %+v", summary)
	}
}

// nowhere is a client where there is no network.
type nowhere struct{ asked atomic.Int32 }

func (n *nowhere) Get(context.Context, feed.Request) (*feed.Response, error) {
	n.asked.Add(1)
	return nil, feed.Fail(feed.FailedOffline, nil)
}

func (*nowhere) Moved() int64 { return 0 }

// That there is no network is told once, whatever is asked, and is nobody's fault.
func TestNoNetworkIsToldOnce(t *testing.T) {
	h := newHouse(t)
	none := &nowhere{}
	h.deps.Fetch = none
	h.open(filepath.Join(t.TempDir(), "griot.db"))
	note := filepath.Join(t.TempDir(), "note.md")
	if err := os.WriteFile(note, []byte("page: Note"), 0o600); err != nil {
		t.Fatal(err)
	}
	text := note + "\n"
	for i := range 40 {
		text += fmt.Sprintf("http://far.example/%d\n", i)
	}
	h.write(text)
	h.start()
	told := 0
	summary, err := h.Refresh(t.Context(), whichAll, func(p feed.Progress) {
		if p.Outcome.Failure != nil {
			told++
		}
	})
	f := feed.FailureOf(err)
	if f == nil || f.Kind != feed.FailedOffline || errors.Is(err, feed.ErrOffline) || told != 0 {
		t.Errorf("%v, told %d times beside it", err, told)
	}
	if summary.New != 1 || summary.Sources != 1 || summary.Skipped != 40 || summary.Failed != 0 || none.asked.Load() > 4 {
		t.Errorf("%+v, %d were asked", summary, none.asked.Load())
	}
	if s := h.source("http://far.example/0"); s.Health.Failure != nil || !s.Health.Due.IsZero() {
		t.Errorf("the source is blamed: %+v", s.Health)
	}
}

func TestEstimate(t *testing.T) {
	h := newHouse(t)
	h.put("/a", page{body: news})
	h.put("/b", page{body: news + "\nttl 1h"})
	h.write(h.at("/a") + "\n" + h.at("/b"))
	h.start()
	h.refresh(whichAll)
	a, b := h.source(h.at("/a")).Health.Wire, h.source(h.at("/b")).Health.Wire
	if wire, err := h.Estimate(t.Context()); err != nil || wire != a || a == 0 {
		t.Errorf("%d of %d and %d, %v", wire, a, b, err)
	}
	h.later(2 * time.Hour)
	if wire, err := h.Estimate(t.Context()); err != nil || wire != a+b {
		t.Errorf("%d of %d and %d, %v", wire, a, b, err)
	}
}

func TestTwoAtOnceToAHost(t *testing.T) {
	h := newHouse(t)
	var text strings.Builder
	for i := range 12 {
		path := fmt.Sprint("/", i)
		h.put(path, page{body: news, slow: 10 * time.Millisecond})
		text.WriteString(h.at(path) + "\n")
	}
	h.write(text.String())
	h.start()
	if summary, _ := h.refresh(whichAll); summary.New != 24 || h.most != 2 {
		t.Errorf("%d at once, %+v", h.most, summary)
	}
}

func TestCancelledRefreshKeepsWhatWasStored(t *testing.T) {
	h := newHouse(t)
	var text strings.Builder
	for i := range 20 {
		path := fmt.Sprint("/", i)
		h.put(path, page{body: news, slow: time.Duration(i) * 4 * time.Millisecond})
		text.WriteString(h.at(path) + "\n")
	}
	h.write(text.String())
	h.start()
	ctx, cancel := context.WithCancel(t.Context())
	var told []feed.Progress
	summary, err := h.Refresh(ctx, whichAll, func(p feed.Progress) {
		if told = append(told, p); len(told) == 3 {
			cancel()
		}
	})
	if !errors.Is(err, context.Canceled) || summary.Sources != len(told) || summary.Sources >= 20 || summary.Failed != 0 {
		t.Fatalf("%+v after %d, %v", summary, len(told), err)
	}
	for _, p := range told {
		if s := h.source(p.Source.Address); s.Total != 2 {
			t.Errorf("told and not stored: %+v", s)
		}
	}
	sources, err := h.Sources(t.Context(), feed.Followed)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range sources {
		if s.Health.Failure != nil {
			t.Errorf("cancelling was taken for the source's fault: %+v", s.Health)
		}
	}
	if summary, _ = h.refresh(whichAll); summary.Failed != 0 {
		t.Errorf("afterwards: %+v", summary)
	}
	if totals, err := h.Totals(t.Context(), nil); err != nil || totals.All != 40 {
		t.Errorf("in the end %+v, %v", totals, err)
	}
}

func TestCloseEndsARefresh(t *testing.T) {
	h := newHouse(t)
	h.put("/slow", page{body: news, slow: time.Minute})
	h.write(h.at("/slow"))
	h.start()
	ended := make(chan error)
	go func() {
		_, err := h.Refresh(context.Background(), whichAll, nil)
		ended <- err
	}()
	for len(h.took()) == 0 {
		time.Sleep(time.Millisecond)
	}
	if err := h.Close(); err != nil {
		t.Error(err)
	}
	if err := <-ended; !errors.Is(err, context.Canceled) {
		t.Errorf("the refresh ended with %v", err)
	}
	if _, err := h.Refresh(context.Background(), whichAll, nil); err == nil {
		t.Error("a closed library refreshes")
	}
}
