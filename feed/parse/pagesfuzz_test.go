package parse

import (
	"strings"
	"testing"

	"golang.org/x/net/html"

	"griot/feed"
	"griot/render/plain"
)

// requireClean fails where an entry holds what may act.
func requireClean(t *testing.T, doc feed.Document) {
	t.Helper()
	for _, e := range doc.Entries {
		for _, s := range []string{doc.Title, doc.Description, doc.Contact, e.Title, e.Author, e.Link, e.CommentsFeed, e.CommentsURL} {
			if s != plain.Line(s) {
				t.Fatalf("not clean: %q", s)
			}
		}
		bodies := []string{e.Content, e.Summary}
		for _, c := range e.Comments {
			bodies = append(bodies, c.Content)
		}
		for _, b := range bodies {
			z := html.NewTokenizer(strings.NewReader(b))
			for z.Next() != html.ErrorToken {
				tok := z.Token()
				if tok.Type == html.TextToken {
					continue // a word, whatever it says
				}
				switch tok.Data {
				case "script", "style", "iframe", "form", "object", "embed":
					t.Fatalf("active: %q", b)
				default:
					for _, a := range tok.Attr {
						if strings.HasPrefix(a.Key, "on") || a.Key == "style" {
							t.Fatalf("active: %q", b)
						}
					}
				}
			}
		}
	}
}

func FuzzPage(f *testing.F) {
	for _, s := range []string{
		"<p>x", "<title>T - S</title><h1>T</h1><p>By A 3 views", `<script type="application/ld+json">{"@type":"NewsArticle","headline":"x","comment":[{"text":"<script>"}]}</script>`,
		`<div itemscope itemtype="https://schema.org/Article"><p itemprop="comment" itemscope><b itemprop="text">x</b></div>`, "<time datetime=2026-02-21>x</time>",
		`<script type="application/ld+json">[[[[{"@graph":[null,1,"x",{"@type":null,"author":[null],"interactionStatistic":[null,3]}]}]]]]</script>`,
		`<base href="//[::1"><a href="%zz">x</a><link rel=canonical href="::">`, "<input type=password>", "<table><tr><td><article><h1>x</h1></article>",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, src string) {
		in := Input{Body: []byte(src), URL: pageAddress, ContentType: "text/html; charset=utf-8", Seen: pageSeen}
		if doc, err := parsePage(in, []byte(strings.ToValidUTF8(src, ""))); err == nil {
			requireClean(t, doc)
		}
		for _, c := range Discover(in) {
			if _, ok := plain.Link(c.URL); !ok {
				t.Fatalf("candidate %q", c.URL)
			}
		}
	})
}

func FuzzMarkdown(f *testing.F) {
	for _, s := range []string{"# T\n\ntext", "---\ntitle: x\n---\ny", "+++\na = 1\n+++\nb", "---\ncomments: [{text: x}, 1, null]\n---\n", "---\nauthor: {name: [x]}\ndate: 2026-99-99\nviews: -1\n---\n",
		"> > > x", "- [x] a\n  - b", "| a |\n|---|\n| b |", "[x]: javascript:y\n[x]", "<script>x</script>", "---\n? {a: b}\n: c\n---\n"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, src string) {
		in := Input{Name: "x.md", Seen: pageSeen}
		if doc, err := parseMarkdown(in, []byte(strings.ToValidUTF8(src, ""))); err == nil {
			requireClean(t, doc)
		}
	})
}
