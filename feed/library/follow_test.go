package library_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"griot/feed"
	"griot/feed/library"
	"griot/feed/store"
)

const news = "feed: News\na | First\nb | Second"

func TestResolve(t *testing.T) {
	h := newHouse(t)
	dir := t.TempDir()
	t.Chdir(dir)
	t.Setenv("HOME", dir)
	for _, name := range []string{"example.org", "notes.md"} {
		if err := os.WriteFile(name, nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	dir, _ = os.Getwd()
	for ref, want := range map[string]struct {
		address string
		kind    feed.Kind
	}{
		"https://Example.com/feed":    {"https://example.com/feed", feed.KindUnknown},
		"  http://example.com ":       {"http://example.com", feed.KindUnknown},
		"https://me:pw@example.com/":  {"https://example.com/", feed.KindUnknown},
		"example.com":                 {"https://example.com", feed.KindUnknown},
		"example.com:8080/a?b=c":      {"https://example.com:8080/a?b=c", feed.KindUnknown},
		"example.org":                 {filepath.Join(dir, "example.org"), feed.KindFile},
		"notes.md":                    {filepath.Join(dir, "notes.md"), feed.KindFile},
		"./missing.md":                {filepath.Join(dir, "missing.md"), feed.KindFile},
		".":                           {dir, feed.KindFolder},
		"~/notes.md":                  {filepath.Join(os.Getenv("HOME"), "notes.md"), feed.KindFile},
		"/nowhere/at all":             {"/nowhere/at all", feed.KindFile},
		"file:///nowhere/at%20all":    {"/nowhere/at all", feed.KindFile},
		"feed://example.com/rss":      {"https://example.com/rss", feed.KindUnknown},
		"feed:http://example.com/rss": {"http://example.com/rss", feed.KindUnknown},
		"-":                           {feed.InputAddress, feed.KindInput},
		"":                            {}, "ftp://example.com/": {}, "gopher://x": {}, "https://": {}, "exa mple": {},
	} {
		if address, kind := h.Resolve(ref); address != want.address || kind != want.kind {
			t.Errorf("%q: %q, %v; want %q, %v", ref, address, kind, want.address, want.kind)
		}
	}
}

func TestShownHidesPasswords(t *testing.T) {
	for ref, want := range map[string]string{
		"https://me:pw@example.com/a@b?c=@": "https://example.com/a@b?c=@",
		"https://me@example.com":            "https://example.com",
		"http://me:p%zz@p@example.com/":     "http://example.com/",
		"me:pw@example.com/feed":            "example.com/feed",
		"https://example.com/@me:x":         "https://example.com/@me:x",
		"notes@home.md":                     "notes@home.md",
		"Interview: me@home":                "Interview: me@home",
		"-":                                 "-",
	} {
		if got := library.Shown(ref); got != want {
			t.Errorf("%q is shown as %q, want %q", ref, got, want)
		}
	}
}

func TestFollow(t *testing.T) {
	h := newHouse(t)
	h.put("/feed", page{body: news})
	h.start()
	s, out, err := h.Follow(t.Context(), h.at("/feed"), false)
	if err != nil || out.New != 2 || out.Requests != 1 || out.Wire == 0 || s.Title != "News" || s.Kind != feed.KindFeed || s.Total != 2 {
		t.Fatalf("%+v, %+v, %v", s, out, err)
	}
	if got := h.titles(); !slices.Equal(got, []string{"First", "Second"}) {
		t.Errorf("the list shows %v: the articles, and no sample", got)
	}
	if h.text() != "SERVER/feed\n" {
		t.Errorf("urls: %q", h.text())
	}
	if changed, err := h.Sync(t.Context()); changed || err != nil {
		t.Errorf("its own line was news to it: %v", err)
	}
	again, _, err := h.Follow(t.Context(), h.at("/feed"), false)
	if !errors.Is(err, feed.ErrFollowed) || again.ID != s.ID || len(h.took()) != 1 {
		t.Errorf("followed twice: %v, %v", again, err)
	}
	if again, _, err = h.Follow(t.Context(), h.at("/feed"), true); err != nil || again.ID != s.ID || h.text() != "SERVER/feed\n" {
		t.Errorf("forced: %v, %v", again, err)
	}
}

// fullDisk is a store on a disk that has no room for articles, and after dead for
// nothing at all.
type fullDisk struct {
	*store.Store

	dead bool
}

func (d *fullDisk) Save(context.Context, feed.SourceID, feed.Document, feed.Kind, feed.Health) (feed.Outcome, error) {
	return feed.Outcome{}, feed.ErrDiskFull
}

func (d *fullDisk) SetState(ctx context.Context, key, value string) error {
	if d.dead {
		return feed.ErrDiskFull
	}
	return d.Store.SetState(ctx, key, value)
}

// TestAnEndInBetween follows and unfollows on a disk that fills up in the middle:
// what the list shows and the urls file agree at the next start.
func TestAnEndInBetween(t *testing.T) {
	h := newHouse(t)
	h.put("/feed", page{body: news})
	h.start()
	disk := &fullDisk{Store: h.store}
	again := func(s library.Store) {
		t.Helper()
		h.deps.Store = s
		h.Library = library.New(h.deps)
	}
	again(disk)
	if _, _, err := h.Follow(t.Context(), h.at("/feed"), false); !errors.Is(err, feed.ErrDiskFull) {
		t.Errorf("%v", err)
	}
	again(h.store)
	h.start()
	if got := h.followed(); !slices.Equal(got, []string{"SERVER/feed"}) || h.text() != "SERVER/feed\n" {
		t.Errorf("followed: %q, in the file %q", got, h.text())
	}
	h.refresh(library.Which{Insist: true})
	if got := h.titles(); len(got) != 2 {
		t.Errorf("the list shows %q", got)
	}

	disk.dead = true
	again(disk)
	if _, err := h.Unfollow(t.Context(), h.source(h.at("/feed")).ID); !errors.Is(err, feed.ErrDiskFull) {
		t.Errorf("%v", err)
	}
	again(h.store)
	h.start()
	if got := h.followed(); !slices.Equal(got, []string{feed.SampleAddress}) || h.text() != "" {
		t.Errorf("followed: %q, in the file %q", got, h.text())
	}
}

func TestPreviewCostsOneTransfer(t *testing.T) {
	h := newHouse(t)
	h.put("/", page{body: "page: Home\nalternate /broken\nalternate /feed"})
	h.put("/broken", page{body: "nothing"})
	h.put("/feed", page{body: "feed: News\na|1\nb|2\nc|3\nd|4\ne|5\nf|6"})
	p, err := h.Preview(t.Context(), h.at("/"))
	if err != nil || p.Address != h.at("/feed") || p.Kind != feed.KindFeed || p.Title != "News" || len(p.Headlines) != 5 || p.Total != 6 ||
		len(p.Candidates) != 2 || p.Candidates[0].URL != h.at("/feed") || p.Followed || p.Wire == 0 {
		t.Fatalf("%+v, %v", p, err)
	}
	asked := len(h.took())
	s, out, err := h.Follow(t.Context(), p.Address, false)
	if err != nil || s.Address != h.at("/feed") || out.New != 6 || h.text() != "SERVER/feed\n" {
		t.Fatalf("%+v, %+v, %v", s, out, err)
	}
	if more := h.took(); asked != 3 || len(more) != 0 {
		t.Errorf("%d requests for the preview and %v for following", asked, more)
	}
	if p, err = h.Preview(t.Context(), h.at("/")); err != nil || !p.Followed {
		t.Errorf("followed: %+v, %v", p, err)
	}
	h.later(2 * time.Minute)
	if _, err = h.Preview(t.Context(), h.at("/")); err != nil || len(h.took()) == 0 {
		t.Errorf("what is older than a minute was taken for new: %v", err)
	}
}

func TestFollowPage(t *testing.T) {
	h := newHouse(t)
	h.put("/article", page{body: "page: One article"})
	s := h.follow(h.at("/article"))
	if s.Kind != feed.KindPage || !slices.Equal(h.titles(), []string{"One article"}) {
		t.Errorf("%+v, %v", s, h.titles())
	}
}

func TestFollowWhatCannotBeRead(t *testing.T) {
	h := newHouse(t)
	for _, ref := range []string{h.at("/missing"), "ftp://example.org/", "/nowhere/feed.xml", "-"} {
		_, _, err := h.Follow(t.Context(), ref, false)
		if _, ok := errors.AsType[*feed.Failure](err); !ok || h.text() != "" {
			t.Errorf("%s: %v, urls %q", ref, err, h.text())
		}
	}
	s, out, err := h.Follow(t.Context(), h.at("/missing"), true)
	if err != nil || s.Health.Failure == nil || s.Health.Failure.Status != 404 || out.Failure == nil || h.text() != "SERVER/missing\n" {
		t.Fatalf("forced: %+v, %+v, %v", s, out, err)
	}
	h.put("/missing", page{body: news})
	if summary, _ := h.refresh(whichAll); summary.New != 2 {
		t.Errorf("when it came back: %+v", summary)
	}
}

func TestFollowPrivate(t *testing.T) {
	h := newHouse(t)
	h.put("/feed", page{body: "feed: private\na | One", headers: map[string]string{"ETag": `"1"`}})
	s := h.follow(strings.Replace(h.at("/feed"), "http://", "http://me:secret@", 1))
	if s.Address != h.at("/feed") || s.Total != 1 {
		t.Errorf("%+v", s)
	}
	if want := strings.Replace(h.at("/feed"), "http://", "http://me:secret@", 1) + "\n"; h.text() != want {
		t.Errorf("urls: %q", h.text())
	}
	h.put("/feed", page{body: "feed: private\nb | Two"})
	if summary, told := h.refresh(whichAll); summary.New != 1 {
		t.Errorf("the password was not sent again: %+v", told)
	}
}

func TestUnfollow(t *testing.T) {
	h := newHouse(t)
	h.put("/a", page{body: news})
	h.put("/b", page{body: "feed: Other\nx | Third"})
	h.start()
	h.write("# mine\n" + h.at("/a") + " \"tag\" # why\n# end\n")
	if changed, err := h.Sync(t.Context()); !changed || err != nil {
		t.Fatal(changed, err)
	}
	h.refresh(whichAll)
	before := h.text()
	s := h.source(h.at("/a"))
	act, err := h.Unfollow(t.Context(), s.ID)
	if err != nil || h.text() != "# mine\n# end\n" {
		t.Fatalf("%q, %v", h.text(), err)
	}
	if got := h.titles(); !slices.Contains(got, "Welcome") || slices.Contains(got, "First") {
		t.Errorf("nothing is followed, and the list shows %v", got)
	}
	if _, err := h.Unfollow(t.Context(), s.ID); !errors.Is(err, feed.ErrNotFollowed) {
		t.Errorf("twice: %v", err)
	}
	if err := h.Undo(t.Context(), act); err != nil || h.text() != before || !slices.Equal(h.titles(), []string{"First", "Second"}) {
		t.Errorf("undone: %v, %q, %v", err, h.text(), h.titles())
	}
	if err := h.Redo(t.Context(), act); err != nil || h.text() != "# mine\n# end\n" || !slices.Contains(h.titles(), "Welcome") {
		t.Errorf("redone: %v, %q, %v", err, h.text(), h.titles())
	}
	back := h.follow(h.at("/a"))
	if back.ID != s.ID || !slices.Equal(back.Tags, []string{"tag"}) || h.text() != "# mine\n# end\nSERVER/a \"tag\"\n" {
		t.Errorf("followed again: %+v, %q", back, h.text())
	}
}

func TestRenameAndTag(t *testing.T) {
	h := newHouse(t)
	h.put("/a", page{body: news})
	s := h.follow(h.at("/a"))
	act, err := h.Rename(t.Context(), s.ID, `My "News"`)
	if err != nil || h.text() != "SERVER/a \"~My \\\"News\\\"\"\n" {
		t.Fatalf("%q, %v", h.text(), err)
	}
	if err := h.SetTags(t.Context(), s.ID, []string{"x", "!"}); err != nil || h.text() != "SERVER/a \"x\" \"!\" \"~My \\\"News\\\"\"\n" {
		t.Errorf("%q, %v", h.text(), err)
	}
	if err := h.Undo(t.Context(), act); err != nil || h.text() != "SERVER/a \"x\" \"!\"\n" || h.source(s.Address).Name != "" {
		t.Errorf("undone: %q, %v", h.text(), err)
	}
	if err := h.Redo(t.Context(), act); err != nil || h.source(s.Address).Name != `My "News"` {
		t.Errorf("redone: %q, %v", h.text(), err)
	}
	if changed, err := h.Sync(t.Context()); changed || err != nil {
		t.Errorf("its own edits were news to it: %v", err)
	}
}
