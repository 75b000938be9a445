package library_test

import (
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"griot/feed"
	"griot/feed/library"
)

func TestImport(t *testing.T) {
	h := newHouse(t)
	ctx := t.Context()
	if err := h.Start(ctx); err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(filepath.Dir(h.urls), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(h.urls, []byte("# mine\nhttps://old.example/ \"kept\"\nhttps://gone.example/ \"tag\" \"~Gone\"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := h.Sync(ctx); err != nil {
		t.Fatal(err)
	}
	gone, err := h.store.SourceAt(ctx, "https://gone.example/")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := h.Unfollow(ctx, gone.ID); err != nil {
		t.Fatal(err)
	}
	done, err := h.Import(ctx, []library.Wanted{
		{Source: feed.Source{Address: "https://new.example/", Name: "New", Tags: []string{"a"}}, User: url.UserPassword("me", "pw")},
		{Source: feed.Source{Address: "https://old.example/", Name: "Other"}},
		{Source: feed.Source{Address: "https://gone.example/"}},
		{Source: feed.Source{Address: "https://new.example/", Name: "Again"}},
		{Raw: "exec:rm"}, {Raw: `"filter:x:https://a.example/" tag`}, {Raw: "|x"}, {Raw: "query:a:b"}, {Raw: "file:///etc/passwd"}, {Raw: "gopher://a"},
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(done.Taken) != 2 || len(done.Already) != 1 || done.Already[0].Name != "" {
		t.Errorf("taken %+v, already %+v", done.Taken, done.Already)
	}
	var why []library.Refusal
	for _, r := range done.Refused {
		why = append(why, r.Why)
	}
	if diff := cmp.Diff([]library.Refusal{library.RefusedCommand, library.RefusedCommand, library.RefusedCommand, library.RefusedQuery, library.RefusedFile, library.RefusedAddress}, why); diff != "" {
		t.Error(diff)
	}
	text, err := os.ReadFile(h.urls)
	if want := "# mine\nhttps://old.example/ \"kept\"\nhttps://me:pw@new.example/ \"a\" \"~New\"\nhttps://gone.example/ \"tag\" \"~Gone\"\n"; err != nil || string(text) != want {
		t.Errorf("%v\n%s", err, cmp.Diff(want, string(text)))
	}
	followed, err := h.Sources(ctx, feed.Followed)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, s := range followed {
		names = append(names, s.Label())
	}
	if got := strings.Join(names, ","); len(names) != 3 || !strings.Contains(got, "Gone") || !strings.Contains(got, "New") {
		t.Errorf("followed %s", got)
	}
	if asked := h.took(); len(asked) > 0 {
		t.Errorf("asked %v", asked)
	}
}

// A list that names nothing makes nothing.
func TestImportNothing(t *testing.T) {
	h := newHouse(t)
	if err := h.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	done, err := h.Import(t.Context(), []library.Wanted{{Raw: "x"}})
	if err != nil || len(done.Refused) != 1 {
		t.Errorf("%+v, %v", done, err)
	}
	if _, err := os.Stat(h.urls); !os.IsNotExist(err) {
		t.Errorf("a list came to be: %v", err)
	}
}

// What was read in another reader comes in as read: by guid, by link, and once.
func TestReadElsewhere(t *testing.T) {
	h := newHouse(t)
	ctx := t.Context()
	if err := h.Start(ctx); err != nil {
		t.Fatal(err)
	}
	h.put("/feed", page{body: "feed: News\nguid-one | One\nguid-two | Two\nguid-three | Three"})
	if _, err := h.Import(ctx, []library.Wanted{{Source: feed.Source{Address: h.server.URL + "/feed"}, Read: []string{"guid-one", "elsewhere"}}}); err != nil {
		t.Fatal(err)
	}
	if _, err := h.Refresh(ctx, library.Which{}, func(feed.Progress) {}); err != nil {
		t.Fatal(err)
	}
	followed, err := h.Sources(ctx, feed.Followed)
	if err != nil || len(followed) != 1 || followed[0].Total != 3 || followed[0].Unread != 2 {
		t.Fatalf("%+v, %v", followed, err)
	}
}
