package library_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"griot/feed"
)

// Reading a feed fetches the feed, and nothing that it speaks of: no image, no
// pixel, no font, no page, no comments.
func TestNothingIsFetchedUnasked(t *testing.T) {
	h := newWhole(t)
	s := h.server.URL
	body := fmt.Sprintf(`<p>Text <img src="%[1]s/pixel.gif" width="1" height="1"><img srcset="%[1]s/a.png 1x, %[1]s/b.png 2x">`+
		`<picture><source srcset="%[1]s/c.webp"></picture><video src="%[1]s/v.mp4" poster="%[1]s/p.jpg" autoplay></video><audio src="%[1]s/a.mp3"></audio>`+
		`<iframe src="%[1]s/frame"></iframe><link rel="stylesheet" href="%[1]s/s.css"><link rel="prefetch" href="%[1]s/next"><style>@import "%[1]s/i.css";`+
		`@font-face{src:url(%[1]s/f.woff)}</style><object data="%[1]s/o"></object><script src="%[1]s/x.js"></script><p style="background:url(%[1]s/bg.png)">more</p>`+
		`<meta http-equiv="refresh" content="0;url=%[1]s/refresh"><a ping="%[1]s/ping" href="%[1]s/link">link</a><form action="%[1]s/form"><input type="image" src="%[1]s/i.png"></form>`, s)
	h.put("/feed", page{body: `<?xml version="1.0"?><?xml-stylesheet href="` + s + `/style.xsl"?><rss version="2.0" xmlns:wfw="http://wellformedweb.org/CommentAPI/" xmlns:media="http://search.yahoo.com/mrss/">` +
		`<channel><title>Greedy</title><image><url>` + s + `/logo.png</url></image><cloud domain="127.0.0.1" port="80" path="/cloud"/><item><title>One</title><link>` + s + `/one</link>` +
		`<enclosure url="` + s + `/pod.mp3" type="audio/mpeg" length="1"/><media:thumbnail url="` + s + `/thumb.jpg"/><wfw:commentRss>` + s + `/comments</wfw:commentRss>` +
		`<description><![CDATA[` + body + `]]></description></item></channel></rss>`})
	h.write(h.at("/feed"))
	h.start()
	h.refresh(whichAll)
	p, err := h.Page(t.Context(), feed.Query{}, nil, feed.Forward, 10)
	if err != nil || len(p.Headlines) != 1 {
		t.Fatalf("%+v, %v", p, err)
	}
	if _, err := h.Article(t.Context(), p.Headlines[0].ID); err != nil {
		t.Fatal(err)
	}
	if _, err := h.Thread(t.Context(), p.Headlines[0].ID); err != nil {
		t.Fatal(err)
	}
	if asked := h.took(); !slices.Equal(asked, []string{"/feed"}) {
		t.Errorf("asked for %v", asked)
	}
}

// What is typed to find something is words, whatever it means to a database.
func TestSearchSyntaxIsWords(t *testing.T) {
	h := newHouse(t)
	h.put("/feed", page{body: "feed: Quay\n1 | Multi-agent news at 50% of a'b\n2 | NASA AND the OR of NOT NEAR\n3 | col:on and star*"})
	h.follow(h.at("/feed"))
	for words, want := range map[string]int{
		"multi-agent": 1, "a'b": 1, "50%": 1, "@nasa": 1, `"`: 3, "": 3, "AND": 2, "OR": 1, "NOT": 1, "NEAR": 1, "NEAR(": 1, "col:on": 1, "star*": 1,
		"-news": 1, "^multi": 1, "(": 3, ")": 3, "{title}:x": 0, "title:news": 0, "a*": 3, "*": 3, "+": 3, `"multi`: 1, "news'; DROP TABLE articles;--": 0,
		"multi\x00agent": 1, "\xff\xfe": 3, "news NEAR/2 multi": 0, "_": -1, "%": 3, `\`: 3, strings.Repeat("news ", 3000): 1, strings.Repeat("x", 100_000): 0,
		"\u202enews": 1, "😀": -1, "news AND": -1, "of\tthe": -1,
	} {
		p, err := h.Page(t.Context(), feed.Query{Words: words}, nil, feed.Forward, 10)
		if err != nil {
			t.Errorf("%.40q: %v", words, err)
		}
		if want >= 0 && len(p.Headlines) != want {
			t.Errorf("%.40q finds %d of %d", words, len(p.Headlines), want)
		}
		if _, err := h.Tally(t.Context(), feed.Query{Words: words}, 100); err != nil {
			t.Errorf("%.40q: %v", words, err)
		}
		if _, err := h.Lookup(t.Context(), words); err != nil && strings.Contains(err.Error(), "SQL") {
			t.Errorf("look up %.40q: %v", words, err)
		}
	}
	if p, err := h.Page(t.Context(), feed.Query{}, nil, feed.Forward, 10); err != nil || len(p.Headlines) != 3 {
		t.Errorf("afterwards: %+v, %v", p, err)
	}
}
