package library_test

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"griot/feed"
)

func TestVisit(t *testing.T) {
	h := newHouse(t)
	dir := t.TempDir()
	file := filepath.Join(dir, "note.md")
	if err := os.WriteFile(file, []byte("page: A note"), 0o600); err != nil {
		t.Fatal(err)
	}
	h.put("/feed", page{body: news})
	h.put("/article", page{body: "page: An article\nalternate /feed\ndated"})
	h.put("/front", page{body: "page: Front\nalternate /feed"})
	h.start()
	ids, err := h.Visit(t.Context(), []string{h.at("/feed"), h.at("/article"), file, dir, "-"}, strings.NewReader("page: From a pipe"))
	if err != nil || len(ids) != 5 {
		t.Fatal(ids, err)
	}
	for i, want := range [][]string{{"First", "Second"}, {"An article"}, {"A note"}, {"A note"}, {"From a pipe"}} {
		if got := h.titles(ids[i]); !slices.Equal(got, want) {
			t.Errorf("source %d shows %v, want %v", i, got, want)
		}
	}
	if got := h.followed(); !slices.Equal(got, []string{feed.SampleAddress}) || h.text() != "" {
		t.Errorf("followed: %v, urls %q", got, h.text())
	}
	front, err := h.Visit(t.Context(), []string{h.at("/front")}, nil)
	if err != nil || len(front) != 1 || front[0] != ids[0] {
		t.Errorf("a front page leads to its feed: %v, %v", front, err)
	}
	ids, err = h.Visit(t.Context(), []string{h.at("/404"), file}, nil)
	var failed *feed.Failure
	if len(ids) != 1 || !errors.As(err, &failed) || failed.Status != 404 {
		t.Errorf("one of two: %v, %v", ids, err)
	}
}

func TestVisitOfWhatIsFollowed(t *testing.T) {
	h := newHouse(t)
	h.put("/feed", page{body: news})
	s := h.follow(h.at("/feed"))
	h.put("/feed", page{body: news + "\nc | Third"})
	ids, err := h.Visit(t.Context(), []string{h.at("/feed")}, nil)
	if err != nil || !slices.Equal(ids, []feed.SourceID{s.ID}) || h.source(s.Address).Standing != feed.Followed || len(h.titles(s.ID)) != 3 {
		t.Errorf("%v, %v, %v", ids, err, h.titles(s.ID))
	}
}

func TestPaste(t *testing.T) {
	h := newHouse(t)
	h.start()
	for _, text := range []string{"page: One text", "page: Another text", "page: One text"} {
		id, err := h.Paste(t.Context(), text)
		if err != nil {
			t.Fatal(err)
		}
		if a, err := h.Article(t.Context(), id); err != nil || "page: "+a.Title != text {
			t.Errorf("%q became %+v, %v", text, a, err)
		}
	}
	if _, err := h.Paste(t.Context(), " \n\t"); !errors.Is(err, feed.ErrNothingToRead) {
		t.Errorf("nothing: %v", err)
	}
}

func TestComments(t *testing.T) {
	h := newHouse(t)
	h.put("/feed", page{body: "feed: News\na | First | " + h.at("/comments") + "\nb | Second"})
	h.put("/comments", page{body: "1|Hello\n2|World", headers: map[string]string{"ETag": `"1"`}})
	s := h.follow(h.at("/feed"))
	list, err := h.Page(t.Context(), feed.Query{Sources: []feed.SourceID{s.ID}}, nil, feed.Forward, 2)
	if err != nil {
		t.Fatal(err)
	}
	first, second := list.Headlines[0].ID, list.Headlines[1].ID
	h.took()
	ask := func(insist bool, wantAdded, wantAsked int) {
		t.Helper()
		added, err := h.RefreshComments(t.Context(), first, insist)
		if asked := len(h.took()); err != nil || added != wantAdded || asked != wantAsked {
			t.Errorf("added %d, asked %d times, %v; want %d and %d", added, asked, err, wantAdded, wantAsked)
		}
	}
	ask(false, 2, 1)
	ask(false, 0, 0) // a moment ago
	ask(true, 0, 1)  // not modified
	h.put("/comments", page{body: "1|Hello\n2|World\n3|Again", headers: map[string]string{"ETag": `"2"`}})
	h.later(14 * time.Minute)
	ask(false, 0, 0)
	h.later(2 * time.Minute)
	ask(false, 1, 1)
	if thread, err := h.Thread(t.Context(), first); err != nil || len(thread.Comments) != 3 || !thread.Checked.Equal(h.clock()) {
		t.Errorf("%+v, %v", thread, err)
	}
	if added, err := h.RefreshComments(t.Context(), second, true); added != 0 || err != nil || len(h.took()) != 0 {
		t.Errorf("without a comment feed: %v", err)
	}
	h.put("/comments", page{status: 500})
	if _, err := h.RefreshComments(t.Context(), first, true); feed.FailureOf(err).Status != 500 {
		t.Errorf("a broken one: %v", err)
	}
	h.SetOffline(true)
	h.later(time.Hour)
	if _, err := h.RefreshComments(t.Context(), first, false); feed.FailureOf(err).Kind != feed.FailedOffline {
		t.Errorf("offline: %v", err)
	}
}

func TestCommentsOfWordPress(t *testing.T) {
	h := newHouse(t)
	tagged := func(body string) page {
		return page{body: body, headers: map[string]string{"ETag": `"` + body[:1] + `"`}}
	}
	h.put("/feed", page{body: "feed: News\na | First | " + h.at("/one/feed/") + "\nb | Second | " + h.at("/two/feed/")})
	h.put("/one/feed/atom/", tagged("1|Hello"))
	h.put("/one/feed/", tagged("1|Hello"))
	h.put("/two/feed/", tagged("2|World"))
	s := h.follow(h.at("/feed"))
	list, err := h.Page(t.Context(), feed.Query{Sources: []feed.SourceID{s.ID}}, nil, feed.Forward, 2)
	if err != nil {
		t.Fatal(err)
	}
	h.took()
	ask := func(article feed.ArticleID, wantAdded int, wantAsked ...string) {
		t.Helper()
		added, err := h.RefreshComments(t.Context(), article, true)
		if asked := h.took(); err != nil || added != wantAdded || !slices.Equal(asked, wantAsked) {
			t.Errorf("added %d, asked %q, %v; want %d and %q", added, asked, err, wantAdded, wantAsked)
		}
	}
	first, second := list.Headlines[0].ID, list.Headlines[1].ID
	ask(first, 1, "/one/feed/atom/")
	ask(first, 0, "/one/feed/atom/") // not modified
	h.put("/one/feed/atom/", page{status: 503})
	if _, err := h.RefreshComments(t.Context(), first, true); feed.FailureOf(err).Kind != feed.FailedBusy || len(h.took()) != 1 {
		t.Errorf("a busy one is not asked again: %v", err)
	}
	h.put("/two/feed/", page{status: 404})
	if _, err := h.RefreshComments(t.Context(), second, true); feed.FailureOf(err).Status != 404 || len(h.took()) != 2 {
		t.Errorf("both are gone, which says nothing about the host: %v", err)
	}
	h.put("/two/feed/", tagged("2|World"))
	ask(second, 1, "/two/feed/atom/", "/two/feed/")
	ask(second, 0, "/two/feed/") // remembered
	ask(first, 0, "/one/feed/")  // for all of the host
}
