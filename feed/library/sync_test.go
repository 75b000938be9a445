package library_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"griot/feed"
	"griot/feed/library"
)

var whichAll library.Which

func TestFirstStart(t *testing.T) {
	h := newHouse(t)
	h.start()
	if got := h.titles(); len(got) != 2 || !slices.Contains(got, "Welcome") || !slices.Contains(got, "Le sommet") {
		t.Errorf("the first list shows %v", got)
	}
	if got := h.followed(); !slices.Equal(got, []string{feed.SampleAddress}) {
		t.Errorf("followed: %v", got)
	}
	if summary, _ := h.refresh(library.Which{Insist: true}); summary.Sources != 0 || summary.Skipped != 0 || h.text() != "" {
		t.Errorf("the sample was asked for or written down: %+v, %q", summary, h.text())
	}
	page, err := h.Page(t.Context(), feed.Query{}, nil, feed.Forward, 1)
	if err != nil {
		t.Fatal(err)
	}
	starred := page.Headlines[0]
	if _, err := h.Star(t.Context(), []feed.ArticleID{starred.ID}, true); err != nil {
		t.Fatal(err)
	}
	h.put("/feed", page2("feed: News\na | First"))
	s := h.follow(h.at("/feed"))
	if got := h.titles(); !slices.Equal(got, []string{"First"}) {
		t.Errorf("beside a source the sample is shown: %v", got)
	}
	if kept, err := h.Headline(t.Context(), starred.ID); err != nil || !kept.Starred {
		t.Errorf("the star was lost: %+v, %v", kept, err)
	}
	if _, err := h.Unfollow(t.Context(), s.ID); err != nil {
		t.Fatal(err)
	}
	h.start()
	if got := h.titles(); len(got) != 2 {
		t.Errorf("the sample does not return: %v", got)
	}
}

// TestSampleOfAnotherEdition starts a griot that brings another edition: it takes
// the old one's place, whether it is shown or hidden meanwhile.
func TestSampleOfAnotherEdition(t *testing.T) {
	h := newHouse(t)
	h.start()
	label := func() string { return h.source(feed.SampleAddress).Label() }
	again := func(title string) {
		t.Helper()
		h.deps.SampleTitle = title
		h.Library = library.New(h.deps)
		h.start()
	}
	again("Édition d’exemple")
	if got := label(); got != "Édition d’exemple" {
		t.Errorf("the sample is called %q", got)
	}
	h.put("/feed", page2("feed: News\na | First"))
	s := h.follow(h.at("/feed"))
	again("Probe")
	if _, err := h.Unfollow(t.Context(), s.ID); err != nil {
		t.Fatal(err)
	}
	if got := label(); got != "Probe" || len(h.titles()) != 2 {
		t.Errorf("the sample that returns is called %q and shows %v", got, h.titles())
	}
}

func TestStartWithoutTheList(t *testing.T) {
	h := newHouse(t)
	if err := os.MkdirAll(h.urls, 0o700); err != nil {
		t.Fatal(err)
	}
	err := h.Start(t.Context())
	if _, ok := errors.AsType[*library.ListError](err); !ok || len(h.titles()) != 2 {
		t.Errorf("%v, and the list shows %v", err, h.titles())
	}
}

func page2(body string) page { return page{body: body} }

func TestSync(t *testing.T) {
	h := newHouse(t)
	notes := t.TempDir()
	h.put("/a", page2(news))
	h.put("/b", page2("feed: B\nx | Third"))
	h.write(h.at("/a") + " \"~A\" tag\n" + h.at("/b") + "\nexec:ls\n" + notes + "\n")
	h.start()
	h.refresh(whichAll)
	if got := h.followed(); len(got) != 3 || !slices.Contains(got, notes) {
		t.Fatalf("followed: %v", got)
	}
	a := h.source(h.at("/a"))
	if a.Name != "A" || !slices.Equal(a.Tags, []string{"tag"}) || a.Total != 2 {
		t.Errorf("%+v", a)
	}
	if kept, err := h.Kept(); err != nil || !slices.Equal(kept, []string{"exec:ls"}) {
		t.Errorf("kept %v, %v", kept, err)
	}
	if changed, err := h.Sync(t.Context()); changed || err != nil {
		t.Errorf("nothing changed: %v", err)
	}

	h.write(h.at("/b") + " \"!\"\n")
	if changed, err := h.Sync(t.Context()); !changed || err != nil {
		t.Fatal(changed, err)
	}
	if got := h.followed(); !slices.Equal(got, []string{"SERVER/b"}) {
		t.Errorf("followed: %v", got)
	}
	if hidden := h.source(h.at("/a")); hidden.Standing != feed.Hidden || hidden.Total != 2 {
		t.Errorf("what went away: %+v", hidden)
	}

	h.write(h.at("/a") + "\n")
	if _, err := h.Sync(t.Context()); err != nil {
		t.Fatal(err)
	}
	if back := h.source(h.at("/a")); back.ID != a.ID || back.Standing != feed.Followed || back.Name != "" || back.Total != 2 {
		t.Errorf("what returned: %+v", back)
	}

	if err := os.Remove(h.urls); err != nil {
		t.Fatal(err)
	}
	h.start()
	if got := h.followed(); !slices.Equal(got, []string{feed.SampleAddress}) {
		t.Errorf("without the file: %v", got)
	}
}

// A second start reads nothing but the stamp of the file.
func TestStartIsQuickWhenNothingChanged(t *testing.T) {
	h := newHouse(t)
	h.write(h.at("/a") + "\n")
	h.start()
	counted := &countingUrls{Follows: h.deps.Urls}
	h.deps.Urls = counted
	l := library.New(h.deps)
	if err := l.Start(t.Context()); err != nil || counted.lists != 0 {
		t.Errorf("the file was read %d times: %v", counted.lists, err)
	}
}

type countingUrls struct {
	library.Follows
	lists int
}

func (c *countingUrls) List() ([]feed.Source, []string, error) {
	c.lists++
	return c.Follows.List()
}

func TestWatchTellsOfEdits(t *testing.T) {
	h := newHouse(t)
	h.put("/a", page2(news))
	notes := t.TempDir()
	h.write(h.at("/a") + "\n")
	h.start()
	ctx, cancel := context.WithCancel(t.Context())
	told, ended := make(chan library.Change), make(chan error)
	go func() { ended <- h.Watch(ctx, func(c library.Change) { told <- c }) }()
	next := func(edit func(n int)) library.Change {
		t.Helper()
		tick := time.NewTicker(500 * time.Millisecond)
		defer tick.Stop()
		for n := 0; ; n++ {
			edit(n)
			select {
			case c := <-told:
				return c
			case <-tick.C:
			case <-t.Context().Done():
				t.Fatal("nothing was told")
			}
		}
	}
	c := next(func(n int) { h.write(h.at("/a") + "\n" + notes + "\n" + string(make([]byte, n))) })
	if !c.Urls || c.Err != nil || !slices.Contains(h.followed(), notes) {
		t.Fatalf("told %+v, followed %v", c, h.followed())
	}
	folder := h.source(notes).ID
	c = next(func(n int) {
		if err := os.WriteFile(filepath.Join(notes, "note.md"), make([]byte, n), 0o600); err != nil {
			t.Error(err)
		}
	})
	if c.Urls || !slices.Equal(c.Sources, []feed.SourceID{folder}) {
		t.Errorf("told %+v, want the folder %d", c, folder)
	}
	cancel()
	if err := <-ended; !errors.Is(err, context.Canceled) {
		t.Errorf("ended with %v", err)
	}
}
