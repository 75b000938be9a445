package parse

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"griot/feed"
)

var pageSeen = time.Date(2026, 11, 23, 15, 0, 0, 0, time.UTC)

const pageAddress = "https://www.quay.example/2026/02/21/crane-four.html"

// prose is enough of an article for readability to find it.
var prose = strings.Repeat("<p>The oldest crane on the east quay moved on Friday, for the first time since the strike, and it lifted a crate of oranges, "+
	"set it down, and lifted it again for the cameras of the three newspapers.</p>\n", 5)

func readPage(t *testing.T, src string) (feed.Document, feed.Entry) {
	t.Helper()
	doc, err := Parse(Input{Body: []byte(src), URL: pageAddress, ContentType: "text/html; charset=utf-8", Seen: pageSeen})
	if err != nil {
		t.Fatal(err)
	}
	if doc.Kind != feed.KindPage || len(doc.Entries) != 1 {
		t.Fatalf("kind %d, %d entries", doc.Kind, len(doc.Entries))
	}
	return doc, doc.Entries[0]
}

func htmlPage(head, body string) string {
	return "<!doctype html><html lang=en><head>" + head + "</head><body>" + body + "</body></html>"
}

func TestPageFromLinkedData(t *testing.T) {
	doc, e := readPage(t, htmlPage(`<title>Crane four lifts again | Harbour Courier</title>
<meta property="og:site_name" content="Harbour Courier"><link rel="canonical" href="/2026/02/21/crane-four">
<link rel="alternate" type="application/rss+xml" title="Crane four » Comments" href="/2026/02/21/crane-four/feed/">
<script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"WebSite","name":"Harbour Courier"},
{"@type":["NewsArticle"],"headline":"Crane four lifts again","datePublished":"2026-02-21T08:00:00+01:00","dateModified":"2026-02-22",
"author":[{"@type":"Person","name":"Ada Quill"},{"@type":"Person","name":"Tom B."}],"commentCount":"1,203",
"interactionStatistic":[{"@type":"InteractionCounter","interactionType":{"@type":"http://schema.org/ReadAction"},"userInteractionCount":5210},
{"@type":"InteractionCounter","interactionType":"https://schema.org/CommentAction","userInteractionCount":3}],
"comment":[{"@type":"Comment","@id":"#c1","author":{"@type":"Person","name":"Ada"},"dateCreated":"2026-04-01T07:00:00Z","text":"Seen it.",
"comment":{"@type":"Comment","author":"Brahim","text":"So <b>have</b> I."}}]}]}</script>`,
		`<nav><a href="/contact">Contact</a></nav><article><h1>Crane four lifts again</h1><p>By Ada Quill</p>`+prose+`</article><footer><a href="mailto:desk@quay.example?subject=x">Write</a></footer>`))
	if doc.Title != "Harbour Courier" || doc.Link != "https://www.quay.example/" || doc.Contact != "desk@quay.example" {
		t.Errorf("document %q %q %q", doc.Title, doc.Link, doc.Contact)
	}
	if e.Title != "Crane four lifts again" || e.Author != "Ada Quill, Tom B." || e.Language != "en" {
		t.Errorf("entry %q by %q in %q", e.Title, e.Author, e.Language)
	}
	if e.Link != "https://www.quay.example/2026/02/21/crane-four" || e.CommentsFeed != "https://www.quay.example/2026/02/21/crane-four/feed/" {
		t.Errorf("links %q %q", e.Link, e.CommentsFeed)
	}
	if got := e.Published.RFC3339(); got != "2026-02-21T07:00:00Z" {
		t.Errorf("published %s", got)
	}
	if got := e.Updated.RFC3339(); got != "2026-02-22" {
		t.Errorf("updated %s", got)
	}
	requireCount(t, "views", e.Views, 5210)
	requireCount(t, "comments", e.CommentCount, 1203)
	if len(e.Comments) != 2 || e.Comments[0].Author != "Ada" || e.Comments[1].ParentKey != e.Comments[0].Key || e.Comments[1].Content != "So <b>have</b> I." {
		t.Errorf("comments %+v", e.Comments)
	}
	if strings.Contains(e.Content, "<h1") || !strings.Contains(e.Content, "crate of oranges") {
		t.Errorf("content %.200q", e.Content)
	}
}

func requireCount(t *testing.T, what string, c feed.Count, want int64) {
	t.Helper()
	if n, known := c.Value(); n != want || !known {
		t.Errorf("%s %d (known: %t), want %d", what, n, known, want)
	}
}

func TestPageFields(t *testing.T) {
	type want struct{ title, author, published, site string }
	tests := []struct {
		name, head, body string
		want             want
	}{
		{"visible byline in French", "<title>Le train revient - L'Écho du Rail</title>",
			"<h1>Le train revient</h1><p class=infos>Par Moussa Sidibé | Publié le 20/02/2026 à 14h02 | 1 953 vues</p>" + prose,
			want{"Le train revient", "Moussa Sidibé", "2026-02-20T14:02:00Z", "L'Écho du Rail"}},
		{"meta", `<title>Quay: Crane four</title><meta name=author content="By Ada Quill"><meta property="article:published_time" content="2026-02-20">
			<meta property="og:title" content="Crane four"><meta property="og:site_name" content="Quay">`, "<h2>Crane four</h2>" + prose,
			want{"Crane four", "Ada Quill", "2026-02-20", "Quay"}},
		{"time", "<title>Crane four</title>", `<aside><time datetime="2025-01-01">old</time></aside><h1>Crane four</h1><time datetime="2026-02-19T10:00:00Z">x</time>` + prose,
			want{"Crane four", "", "2026-02-19T10:00:00Z", ""}},
		{"address", "<title>Crane four</title>", "<h1>Crane four</h1>" + prose, want{"Crane four", "", "2026-02-21", ""}},
		{"linked data that is broken", `<title>Crane four</title><script type="application/ld+json">{"@type":"NewsArticle","headline":</script>`, "<h1>Crane four</h1>" + prose,
			want{"Crane four", "", "2026-02-21", ""}},
		{"line ends in linked data", "<title>x</title><script type=\"application/ld+json\">\n<!--\n{\"@type\":\"NewsArticle\",\"headline\":\"Crane\nfour\",\"author\":{\"@id\":\"#a\"},\"datePublished\":\"2026-02-18\"}\n-->\n</script>" +
			`<script type="application/ld+json">[{"@type":"Person","@id":"#a","name":"Ada"}]</script>`, "<h1>Crane four</h1>" + prose,
			want{"", "Ada", "2026-02-18", ""}},
		{"site before the title", "<title>quay » Crane four: it lifts</title>", "<h1>quay</h1><h2>Crane four: it lifts</h2>" + prose, want{"Crane four: it lifts", "", "2026-02-21", "quay"}},
		{"section before the title", "<title>Announcements - The oldest crane of the quay lifts again</title>", "<h1>Announcements</h1><h1>The oldest crane of the quay lifts again</h1>" + prose,
			want{"The oldest crane of the quay lifts again", "", "2026-02-21", ""}},
		{"title that is taken for the site's", `<title>Crane four</title><meta property="og:site_name" content="Crane four">`, "<h1>Crane four</h1>" + prose, want{"Crane four", "", "2026-02-21", "Crane four"}},
		{"site that is longer than the title", "<title>Crane - Encyclopedia</title>", "<h1>Crane</h1>" + prose, want{"Crane", "", "2026-02-21", "Encyclopedia"}},
		{"host in the title", "<title>Crane four - quay.example</title>", "<h1>Another heading of the page</h1>" + prose, want{"Crane four", "", "2026-02-21", ""}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			doc, e := readPage(t, htmlPage(tt.head, tt.body))
			got := want{e.Title, e.Author, e.Published.RFC3339(), doc.Title}
			if tt.want.title == "" {
				got.title = ""
			}
			if got != tt.want {
				t.Errorf("got %+v\nwant %+v", got, tt.want)
			}
		})
	}
}

func TestPageCounts(t *testing.T) {
	linked := func(s string) string {
		return `<script type="application/ld+json">{"@type":"NewsArticle","headline":"Crane four",` + s + `}</script>`
	}
	tests := []struct {
		name, head, body string
		views, comments  int64 // -1: unknown
	}{
		{"none", "", "<h1>Crane four</h1>" + prose, -1, -1},
		{"counter alone", linked(`"interactionStatistic":{"@type":"InteractionCounter","interactionType":"http://schema.org/WatchAction","userInteractionCount":"12 407"}`), prose, 12407, -1},
		{"legacy string", linked(`"interactionCount":["UserPageVisits:123","UserComments:9"]`), prose, 123, 9},
		{"legacy types", linked(`"interactionStatistic":[{"@type":"UserPageVisits","interactionCount":77}]`), prose, 77, -1},
		{"reply action", linked(`"interactionStatistic":[{"interactionType":{"@type":"ReplyAction"},"userInteractionCount":4}]`), prose, -1, 4},
		{"likes are neither", linked(`"interactionStatistic":[{"interactionType":"https://schema.org/LikeAction","userInteractionCount":4}]`), prose, -1, -1},
		{"large number", linked(`"interactionStatistic":[{"interactionType":"https://schema.org/ViewAction","userInteractionCount":12345678}]`), prose, 12345678, -1},
		{"microdata", "", `<article itemscope itemtype="https://schema.org/NewsArticle"><h1 itemprop="headline">Crane four</h1><meta itemprop="interactionCount" content="UserPageVisits:321"><span itemprop="commentCount">6</span>` + prose + `</article>`, 321, 6},
		{"microdata counter", "", `<article itemscope itemtype="https://schema.org/NewsArticle"><h1 itemprop="headline">Crane four</h1>` +
			`<div itemprop="interactionStatistic" itemscope itemtype="https://schema.org/InteractionCounter"><link itemprop="interactionType" href="https://schema.org/ReadAction"><meta itemprop="userInteractionCount" content="42"></div>` + prose + `</article>`, 42, -1},
		{"visible", "", `<h1>Crane four</h1><p>By Ada <span>1,953 views</span></p>` + prose, 1953, -1},
		{"visible in French", "", "<h1>Crane four</h1><div>Par Ada 1\u202f953\u00a0vues</div><a href=#c>12 commentaires</a>" + prose, 1953, 12},
		{"a sentence is none", "", "<h1>Crane four</h1><p>The quay offers 40 views of the harbour.</p>" + prose, -1, -1},
		{"beside other articles", "", `<h1>Crane four</h1>` + prose + `<aside><span>900 views</span></aside>`, -1, -1},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, e := readPage(t, htmlPage("<title>Crane four</title>"+tt.head, tt.body))
			for what, pair := range map[string]struct {
				got  feed.Count
				want int64
			}{"views": {e.Views, tt.views}, "comments": {e.CommentCount, tt.comments}} {
				n, known := pair.got.Value()
				if !known {
					n = -1
				}
				if n != pair.want {
					t.Errorf("%s %d, want %d", what, n, pair.want)
				}
				if known && (pair.got.Origin() != feed.OriginPage || !pair.got.AsOf().Equal(pageSeen)) {
					t.Errorf("%s from %d as of %v", what, pair.got.Origin(), pair.got.AsOf())
				}
			}
		})
	}
}

func TestMicrodataComments(t *testing.T) {
	_, e := readPage(t, htmlPage("<title>Crane four</title>", `<article itemscope itemtype="https://schema.org/BlogPosting"><h1 itemprop="headline">Crane four</h1>`+prose+
		`<div itemprop="comment" itemscope itemtype="https://schema.org/Comment"><span itemprop="author" itemscope itemtype="https://schema.org/Person"><b itemprop="name">Nora</b></span>`+
		`<time itemprop="dateCreated" datetime="2026-02-22">x</time><div itemprop="text"><p>On our floor:</p><ul><li>say hello</li></ul><script>x</script></div></div></article>`))
	if len(e.Comments) != 1 {
		t.Fatalf("%d comments", len(e.Comments))
	}
	c := e.Comments[0]
	if c.Author != "Nora" || c.Published.RFC3339() != "2026-02-22" || c.Content != "<p>On our floor:</p><ul><li>say hello</li></ul>" {
		t.Errorf("comment %+v", c)
	}
	requireCount(t, "comments", e.CommentCount, 1)
}

func TestPageWithNothing(t *testing.T) {
	tests := []struct {
		name, body string
		want       feed.FailureKind
	}{
		{"empty", "<html><head><title>x</title></head><body><nav><p></p></nav></body></html>", feed.FailedEmpty},
		{"script alone", "<html><body><div id=app></div><script>start()</script></body></html>", feed.FailedEmpty},
		{"log-in form", "<html><body><h1>Members</h1><form><label>Name</label><input name=n><label>Password</label><input type=password></form></body></html>", feed.FailedNotFeed},
	}
	for _, tt := range tests {
		_, err := Parse(Input{Body: []byte(tt.body), URL: pageAddress, ContentType: "text/html", Seen: pageSeen})
		f, ok := errors.AsType[*feed.Failure](err)
		if !ok || f.Kind != tt.want {
			t.Errorf("%s: %v, want kind %d", tt.name, err, tt.want)
		}
	}
}

// A page that nests deeper than html.Parse allows keeps its text.
func TestDeepPage(t *testing.T) {
	_, e := readPage(t, htmlPage("<title>Deep</title>", strings.Repeat("<div>", 3000)+"<p>kept text</p>"))
	if e.Title != "Deep" || !strings.Contains(e.Content, "kept text") {
		t.Errorf("%q %q", e.Title, e.Content)
	}
}

func TestShortPageKeepsItsText(t *testing.T) {
	_, e := readPage(t, htmlPage("<title>Note</title>", "<p>Only one line.</p><p><a href=/x>and a link</a></p>"))
	if !strings.Contains(e.Content, "Only one line.") || !strings.Contains(e.Content, `href="https://www.quay.example/x"`) {
		t.Errorf("%q", e.Content)
	}
}

func TestDiscover(t *testing.T) {
	tests := []struct {
		name, src string
		want      []feed.Candidate
	}{
		{"none", "<p>no feed</p><a href=/about>About</a>", nil},
		{"declared", `<link rel="alternate" type="application/rss+xml" title="Quay" href="/feed"><link rel=stylesheet href=/x.css>`,
			[]feed.Candidate{{URL: "https://www.quay.example/feed", Title: "Quay", Type: "application/rss+xml"}}},
		{"sloppy", `<LINK REL=" Alternate " TYPE=" Application/Atom+XML; charset=utf-8" HREF=" atom.xml ">`,
			[]feed.Candidate{{URL: "https://www.quay.example/2026/02/21/atom.xml", Type: "application/atom+xml"}}},
		{"base", `<base href="https://cdn.example/a/"><link rel="alternate" type="application/feed+json" href="b.json">`,
			[]feed.Candidate{{URL: "https://cdn.example/a/b.json", Type: "application/feed+json"}}},
		{"comments last", `<link rel="alternate" type="application/rss+xml" title="Quay » Comments Feed" href="/comments/feed/"><link rel="alternate" type="application/rss+xml" title="Quay » Feed" href="/feed/">`,
			[]feed.Candidate{{URL: "https://www.quay.example/feed/", Title: "Quay » Feed", Type: "application/rss+xml"},
				{URL: "https://www.quay.example/comments/feed/", Title: "Quay » Comments Feed", Type: "application/rss+xml"}}},
		{"oembed is none", `<link rel="alternate" type="application/json+oembed" href="/wp-json/oembed"><link rel="alternate" hreflang="fr" href="/fr/"><link rel="alternate" type="text/xml" href="/oembed?x">`, nil},
		{"links", `<a href="/about">About</a><a href="/rss.xml"><b>Subscribe</b></a><a href="/abo">Flux RSS</a><a href="/x.rss">all</a>`,
			[]feed.Candidate{{URL: "https://www.quay.example/rss.xml", Title: "Subscribe"}, {URL: "https://www.quay.example/x.rss", Title: "all"}, {URL: "https://www.quay.example/abo", Title: "Flux RSS"}}},
		{"declared before linked, once", `<a href="/feed">feed</a><link rel="alternate" type="application/rss+xml" href="/feed">`,
			[]feed.Candidate{{URL: "https://www.quay.example/feed", Type: "application/rss+xml"}}},
		{"only web addresses", `<link rel="alternate" type="application/rss+xml" href="javascript:x()"><link rel="alternate" type="application/rss+xml" href="file:///etc/passwd">`, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := Discover(Input{Body: []byte(tt.src), URL: pageAddress, ContentType: "text/html; charset=utf-8"})
			if !slices.Equal(got, tt.want) {
				t.Errorf("got %+v\nwant %+v", got, tt.want)
			}
		})
	}
}

func TestAMP(t *testing.T) {
	_, e := readPage(t, `<!doctype html><html ⚡ lang=en><head><title>Crane four</title></head><body><amp-sidebar><p>All sections</p></amp-sidebar><article><h1>Crane four</h1>
<amp-img src="/a.jpg" width=300 height=200 alt="The crane"><noscript><img src="/b.jpg"></noscript></amp-img>`+prose+`<amp-youtube data-videoid="abcdefghijk"></amp-youtube><amp-ad type=x><p>Buy</p></amp-ad></article></body></html>`)
	for _, want := range []string{`<img src="https://www.quay.example/a.jpg"`, `alt="The crane"`, "abcdefghijk", "oranges"} {
		if !strings.Contains(e.Content, want) {
			t.Errorf("no %s in %s", want, e.Content)
		}
	}
	for _, not := range []string{"All sections", "Buy", "b.jpg", "amp-"} {
		if strings.Contains(e.Content, not) {
			t.Errorf("%s in %s", not, e.Content)
		}
	}
}
