package parse

import (
	"errors"
	"strings"
	"testing"
	"unicode/utf8"

	"griot/feed"
	"griot/render/plain"
)

func addSeeds(f *testing.F) {
	for _, s := range seeds() {
		if len(s) < 4096 {
			f.Add(s)
		}
	}
	for _, s := range []string{"", "<rss", "<feed xmlns='https://www.w3.org/2005/Atom/'><entry><title type='xhtml'><div>", `{"items":[null]}`,
		rssItem(`<s:comments ` + nsSlash + `>7</s:comments><m:group ` + nsMedia + `><m:community><m:statistics views="4"/></m:community></m:group>`),
		"<rss><channel><item><title><![CDATA[a</title></item><item><description>&#0;]]>", "Warning <rss><channel><item/></channel></rss>"} {
		f.Add([]byte(s))
	}
}

// A feed of any bytes is read without a panic, and what comes out is clean.
func FuzzFeed(f *testing.F) {
	addSeeds(f)
	f.Fuzz(func(t *testing.T, body []byte) {
		p, err := parseFeed(Input{Body: body, URL: "https://quay.example/f"})
		if err != nil {
			if _, ok := errors.AsType[*feed.Failure](err); !ok {
				t.Fatalf("%v is no failure", err)
			}
			return
		}
		doc := p.document()
		if len(p.parents) != len(doc.Entries) {
			t.Fatalf("%d parents of %d entries", len(p.parents), len(doc.Entries))
		}
		lines := []string{doc.Title, doc.Description, doc.Author, doc.ID, doc.Contact, doc.Language}
		links := []string{doc.Link}
		for _, e := range doc.Entries {
			lines = append(append(lines, e.Title, e.Author, e.GUID, e.Language), e.Categories...)
			links = append(links, e.Link, e.CommentsURL, e.CommentsFeed)
			for _, c := range e.Enclosures {
				lines = append(lines, c.Type)
				links = append(links, c.URL)
			}
			if !utf8.ValidString(e.Content) || strings.Contains(e.Content, "<script") || strings.ContainsRune(e.Content, 0x1B) {
				t.Fatalf("content is %q", e.Content)
			}
		}
		for _, s := range lines {
			if plain.Line(s) != s {
				t.Fatalf("%q is not clean", s)
			}
		}
		for _, s := range links {
			if s == "" {
				continue
			}
			if link, ok := plain.Link(s); !ok || !strings.HasPrefix(link, "http") {
				t.Fatalf("%q is no address", s)
			}
		}
	})
}

// The entries that are not known are read as they are when all are.
func FuzzReduce(f *testing.F) {
	addSeeds(f)
	f.Fuzz(func(t *testing.T, body []byte) {
		if form, _ := sniff(toUTF8(body, ""), Input{}); form == formFeed {
			checkReduced(t, "input", body)
		}
	})
}

// What has been mended is sound.
func FuzzMend(f *testing.F) {
	addSeeds(f)
	f.Fuzz(func(t *testing.T, body []byte) {
		body = toUTF8(body, "")
		at, ok := findRoot(body)
		if !ok {
			return
		}
		mended := mend(body[at:])
		if o := scan(mended, 0); !o.sound {
			t.Fatalf("%q became %q", body, mended)
		}
		checkWellFormed(t, mended)
	})
}
