package parse

import (
	"fmt"
	"testing"

	"griot/feed"
)

// jsonItem puts members into an item of a JSON feed.
func jsonItem(members string) string {
	return `{"version":"https://jsonfeed.org/version/1.1","title":"Quay","home_page_url":"https://quay.example/","language":"en","items":[{` + members + `}]}`
}

func TestJSONItems(t *testing.T) {
	for _, c := range []struct{ members, field, want string }{
		{`"id":"1","title":"A <b> & B"`, "title", "A <b> & B"},
		{`"id":"1","title":"a\u001b[31mb\u0007"`, "title", "ab"},
		{`"id":"1","content_text":"Only a text.\nMore"`, "title", "Only a text. More"},
		{`"id":12.5`, "guid", "12.5"},
		{`"id":7`, "guid", "7"},
		{`"id":true`, "guid", "true"},
		{`"id":NaN`, "guid", "NaN"},
		{`"id":"1","url":7`, "link", ""},
		{`"id":"1","author":{"url":"mailto:ada@q.example"}`, "author", "ada@q.example"},
		{`"id":"1","url":"/1"`, "link", "https://quay.example/1"},
		{`"id":"1","external_url":"https://other.example/"`, "link", "https://other.example/"},
		{`"id":"1","url":"https://q.example/","external_url":"https://other.example/"`, "link", "https://q.example/"},
		{`"id":"https://q.example/id"`, "link", "https://q.example/id"},
		{`"id":"1","content_html":"<p>a <a href=\"/x\">b</a><script>c</script></p>"`, "content", `<p>a <a href="https://quay.example/x">b</a></p>`},
		{`"id":"1","content_text":"a <b>\nc\n\nd"`, "content", "<p>a &lt;b&gt;<br>c</p><p>d</p>"},
		{`"id":"1","content_html":"h","content_text":"t"`, "content", "h"},
		{`"id":"1","summary":"s <x>","content_html":"h"`, "summary", "s &lt;x&gt;"},
		{`"id":"1","summary":"s"`, "content", "s"},
		{`"id":"1","authors":[{"name":"Ada"},{"name":"Bob"}]`, "author", "Ada, Bob"},
		{`"id":"1","author":{"name":"Ada"}`, "author", "Ada"},
		{`"id":"1","authors":[null,{"name":"Ada"}]`, "author", "Ada"},
		{`"id":"1","authors":"Ada"`, "author", "Ada"},
		{`"id":"1","author":["Ada"]`, "author", "Ada"},
		{`"id":"1","date_published":"2026-02-21T10:00:00+01:00"`, "published", "2026-02-21T09:00:00Z"},
		{`"id":"1","date_modified":"2026-02-21T10:00:00Z"`, "published", "2026-02-21T10:00:00Z"},
		{`"id":"1","date_published":"2026-02-31T10:00:00Z"`, "published", ""},
		{`"id":"1","tags":["sea","sky","sea"]`, "categories", "sea|sky"},
		{`"id":"1","tags":"sea"`, "categories", "sea"},
		{`"id":"1","language":"fr"`, "language", "fr"},
		{`"id":"1"`, "language", "en"},
		{`"id":"1","attachments":[{"url":"/a.mp3","mime_type":"audio/mpeg","size_in_bytes":12}]`, "files", "https://quay.example/a.mp3"},
		{`"id":"1","attachments":{"url":"/a.mp3","mime_type":"audio/mpeg"}`, "types", "audio/mpeg"},
		{`"id":"1","_q":{"comments_url":"/1#c","comments_feed":"/1.json"}`, "comments page", "https://quay.example/1#c"},
		{`"id":"1","_q":{"comments_url":"/1#c","comments_feed":"/1.json"}`, "comments feed", "https://quay.example/1.json"},
	} {
		doc := read(t, jsonItem(c.members))
		if len(doc.Entries) != 1 {
			t.Errorf("%d entries in %s", len(doc.Entries), c.members)
			continue
		}
		// The address of the feed is below /blog; an address of the tests is not.
		if got := field(doc.Entries[0], c.field); got != c.want {
			t.Errorf("%s of %s\n is %q\nnot %q", c.field, c.members, got, c.want)
		}
	}
}

func TestJSONExtensions(t *testing.T) {
	for _, c := range []struct{ members, views, comments string }{
		{`"id":"1"`, "-", "-"},
		{`"id":"1","_app":{"views":10,"comments_count":2}`, "10", "2"},
		{`"id":"1","_app":{"views":"1,953","comment_count":"0"}`, "1953", "0"},
		{`"id":"1","_b":{"about":"x"},"_c":{"view_count":5,"comments":7}`, "5", "7"},
		{`"id":"1","_app":{"statistics":{"views":9}}`, "9", "-"},
		{`"id":"1","_views":4`, "4", "-"},
		{`"id":"1","views":4`, "-", "-"},
		{`"id":"1","_app":{"views":-4}`, "-", "-"},
		{`"id":"1","_app":{"views":null},"_bpp":null,"_c":[]`, "-", "-"},
		{`"id":"1","content_html":"<p>Points: 42</p><p># Comments: 17</p>"`, "-", "17"},
	} {
		e := read(t, jsonItem(c.members)).Entries[0]
		if figure(e.Views) != c.views || figure(e.CommentCount) != c.comments {
			t.Errorf("%s gives %s views, %s comments", c.members, figure(e.Views), figure(e.CommentCount))
		}
	}
	e := read(t, jsonItem(`"id":"1","url":"/1","_app":{"comments":[{"id":51,"author":"Ada","date":"2026-03-01","text":"a <b>"},{"id":"52","parent":51,"author":{"name":"Bob"},"content_html":"<p>c</p>"},{"id":"53"},null]}`)).Entries[0]
	if len(e.Comments) != 2 {
		t.Fatalf("comments are %+v", e.Comments)
	}
	if c := e.Comments[0]; c.Key != "51" || c.Author != "Ada" || c.Content != "a &lt;b&gt;" || c.Published.RFC3339() != "2026-03-01" {
		t.Errorf("the first comment is %+v", c)
	}
	if c := e.Comments[1]; c.ParentKey != "51" || c.Author != "Bob" || c.Content != "<p>c</p>" {
		t.Errorf("the second comment is %+v", c)
	}
}

func TestJSONFeeds(t *testing.T) {
	doc := read(t, `{"version":"https://jsonfeed.org/version/1","title":"The Quay","home_page_url":"https://quay.example/","feed_url":"https://quay.example/feed.json","description":"News","author":{"name":"Ada","url":"https://ada.example/"},"items":[{"id":"1"},{"id":"2","author":{"name":"Bob"}}]}`)
	if doc.Title != "The Quay" || doc.Link != "https://quay.example/" || doc.ID != "https://quay.example/feed.json" || doc.Description != "News" ||
		doc.Author != "Ada" || doc.Contact != "https://ada.example/" || doc.Kind != feed.KindFeed {
		t.Errorf("document is %+v", doc)
	}
	if doc.Entries[0].Author != "Ada" || doc.Entries[1].Author != "Bob" {
		t.Errorf("authors are %q and %q", doc.Entries[0].Author, doc.Entries[1].Author)
	}
}

func TestDamagedJSON(t *testing.T) {
	const head = `{"version":"https://jsonfeed.org/version/1.1","title":"Quay","items":`
	for _, c := range []struct{ name, in, want string }{
		{"null items", head + `[null,{"id":"1","title":"One"},null]}`, "One"},
		{"cut in an item", head + `[{"id":"1","title":"One"},{"id":"2","title":"Tw`, "One"},
		{"cut behind an item", head + `[{"id":"1","title":"One"},`, "One"},
		{"comma at the end", head + `[{"id":"1","title":"One",},]}`, "One"},
		{"line end in a string", head + "[{\"id\":\"1\",\"title\":\"One\ntwo\"}]}", "One two"},
		{"comment", head + "[ // first\n {\"id\":\"1\",\"title\":\"One\"} /* last */ ]}", "One"},
		{"wrong escape", head + `[{"id":"1","title":"One\'s"}]}`, `One\'s`},
		{"wrong types", `{"version":1.1,"title":["Quay"],"items":[{"id":{"a":1},"title":"One","tags":{"a":1},"attachments":7}]}`, "One"},
		{"a mark first", "\xef\xbb\xbf" + head + `[{"id":"1","title":"One"}]}`, "One"},
		{"items first", `{"items":[{"id":"1","title":"One"}],"version":"https://jsonfeed.org/version/1"}`, "One"},
		{"an object for the list", head + `{"id":"1"}}`, ""},
	} {
		doc, err := Parse(Input{Body: []byte(c.in)})
		if err != nil {
			if c.want != "" {
				t.Errorf("%s: %v", c.name, err)
			}
			continue
		}
		if got := titles(doc); got != c.want {
			t.Errorf("%s: headlines are %q, want %q", c.name, got, c.want)
		}
	}
}

func TestJSONIsBounded(t *testing.T) {
	in := []byte(`{"version":"https://jsonfeed.org/version/1","items":[`)
	for i := range maxEntries + 10 {
		in = fmt.Appendf(in, `{"id":"%d"},`, i)
	}
	doc, err := Parse(Input{Body: append(in, `{"id":"x"}]}`...)})
	if err != nil || len(doc.Entries) != maxEntries || !doc.Cut {
		t.Errorf("%d entries, cut %v, %v", len(doc.Entries), doc.Cut, err)
	}
}

// A head alone, or a head with a member that is none, is a feed without entries.
func TestJSONHeads(t *testing.T) {
	for in, want := range map[string]string{
		`{"version":"https://jsonfeed.org/version/1.1","title":5}`:                                "5",
		`{"title":"Quay","home_page_url":7}`:                                                      "Quay",
		`{"feed_url":"https://quay.example/f.json","title":"Quay","description":["x"]}`:           "Quay",
		`{"version":"https://jsonfeed.org/version/1","title":"Quay","author":"Ada","items":null}`: "Quay",
	} {
		doc, err := Parse(Input{Body: []byte(in)})
		if err != nil || doc.Title != want || len(doc.Entries) != 0 {
			t.Errorf("%s is %+v, %v", in, doc, err)
		}
	}
}
