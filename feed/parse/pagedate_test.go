package parse

import (
	"fmt"
	"strings"
	"testing"
)

// TestPublishedOrder gives a page one date after the other, the best last.
func TestPublishedOrder(t *testing.T) {
	steps := []struct{ at, head, body, want string }{
		{"https://quay.example/crane", "", "", ""},
		{"https://quay.example/crane", `<script>window.state={"publishedAt":"2026-01-01T10:00:00Z"}</script>`, "", "2026-01-01T10:00:00Z"},
		{"https://quay.example/crane", "", "<p class=date>le 2 janvier 2026</p>", "2026-01-02"},
		{"https://quay.example/2026/01/03/crane", "", "", "2026-01-03"},
		{"https://quay.example/2026/01/03/crane", "", "<time datetime=2026-01-04>x</time>", "2026-01-04"},
		{"https://quay.example/2026/01/03/crane", "", `<abbr class="published" title="2026-01-05T10:00:00Z">x</abbr>`, "2026-01-05T10:00:00Z"},
		{"https://quay.example/crane", "", `<div itemscope itemtype="https://schema.org/Article"><meta itemprop=headline content=x><span itemprop=datePublished content="2026-01-06"></span></div>`, "2026-01-06"},
		{"https://quay.example/crane", `<meta name="parsely-pub-date" content="2026-01-07">`, "", "2026-01-07"},
		{"https://quay.example/crane", `<meta property="article:published_time" content="2026-01-08T00:00:00Z">`, "", "2026-01-08T00:00:00Z"},
		{"https://quay.example/crane", `<script type="application/ld+json">{"@type":"NewsArticle","headline":"x","datePublished":"2026-01-09"}</script>`, "", "2026-01-09"},
	}
	head, body := "", ""
	for _, s := range steps {
		head, body = head+s.head, s.body+body
		doc, err := Parse(Input{Body: []byte(htmlPage("<title>Crane four</title>"+head, "<h1>Crane four</h1>"+body+prose)), URL: s.at, ContentType: "text/html"})
		if err != nil {
			t.Fatal(err)
		}
		if got := doc.Entries[0].Published.RFC3339(); got != s.want {
			t.Errorf("with %s%s at %s: %q, want %q", s.head, s.body, s.at, got, s.want)
		}
	}
}

func TestPublishedNear(t *testing.T) {
	for name, tt := range map[string]struct{ at, head, body, want string }{
		"a time above the headline":    {"/crane", "", "<time datetime=2026-05-01>today</time><h1>Crane four</h1><time datetime=2026-02-01>x</time>", "2026-02-01"},
		"the foot of a list":           {"/crane", "", "<h1>Crane four</h1><footer><time datetime=2020-01-01>x</time></footer>", ""},
		"the foot of the article":      {"/crane", "", "<article><h1>Crane four</h1>" + prose + "<footer><time datetime=2026-02-02>x</time></footer></article>", "2026-02-02"},
		"a comment's":                  {"/crane", "", "<h1>Crane four</h1><ol class=comment-list><time datetime=2026-02-03>x</time></ol>", ""},
		"an update's":                  {"/crane", "", "<h1>Crane four</h1><time class=updated datetime=2026-02-04>x</time>", ""},
		"linked data that is broken":   {"/crane", `<script type="application/ld+json">{"@type":"Article","headline":"a "quote" in it","datePublished":"2026-02-05"}</script>`, "<h1>Crane four</h1>", "2026-02-05"},
		"the address is a day off":     {"/2026/02/06/crane", "", "<h1>Crane four</h1><p class=date>7 February 2026, 01:30</p>", "2026-02-07T01:30:00Z"},
		"the address knows better":     {"/2026/02/06/crane", "", "<h1>Crane four</h1><p class=date>7 October 2025, 01:30</p>", "2026-02-06"},
		"in Chinese":                   {"/crane", "", "<h1>Crane four</h1><p class=date>2026年2月8日</p>", "2026-02-08"},
		"nonsense":                     {"/2026/13/45/crane", `<meta property="article:published_time" content="yesterday">`, "<h1>Crane four</h1>", ""},
		"a month alone in the address": {"/2026/02/crane", "", "<h1>Crane four</h1>", ""},
		"an update's and its own":      {"/crane", "", `<h1>Crane four</h1><time class="updated published" datetime=2026-02-09>x</time>`, "2026-02-09"},
		"a time that shows another":    {"/crane", "", "<h1>Crane four</h1><time datetime=2026-07-03T10:18:46Z>29 June 2026</time>", "2026-06-29"},
		"a time far below":             {"/crane", "", "<h1>Crane four</h1><p class=date>9 February 2026</p>" + prose + prose + "<time class=published datetime=2026-03-09>x</time>", "2026-02-09"},
		"microformats":                 {"/crane", "", `<h1>Crane four</h1><abbr class=published itemprop=datePublished title="2026-02-09T05:11:00-05:00">5:11 AM</abbr>`, "2026-02-09T10:11:00Z"},
		"RDFa":                         {"/crane", "", `<h1>Crane four</h1><span property="schema:dateCreated" content="2026-02-09T12:45:46+00:00"></span>`, "2026-02-09T12:45:46Z"},
		"a meta name of its own":       {"/crane", `<meta name="sw-pubdate" content="2026-02-09">`, "<h1>Crane four</h1>", "2026-02-09"},
		"a meta name of changes":       {"/crane", `<meta name="published-modified-date" content="2026-02-09">`, "<h1>Crane four</h1>", ""},
		"midnight somewhere":           {"/crane", `<meta property="article:published_time" content="2026-02-09T00:00:00+02:00">`, "<h1>Crane four</h1>", "2026-02-09"},
		"milliseconds after a colon":   {"/crane", `<script type="application/ld+json">{"@type":"HowTo","datePublished":"2026-02-09T22:06:08:684Z"}</script>`, "<h1>Crane four</h1>", "2026-02-09T22:06:08Z"},
		"a script without quotes":      {"/crane", `<script>var page = {articlePublishedDate: '2026-02-09 10:00'}</script>`, "<h1>Crane four</h1>", "2026-02-09T10:00:00Z"},
		"a day, and its time":          {"/crane", `<script type="application/ld+json">{"@type":"Article","headline":"x","datePublished":"2026-02-09"}</script><meta name=date content="2026-02-09T16:30:00+01:00">`, "<h1>Crane four</h1>", "2026-02-09T15:30:00Z"},
		"a day, and another's time":    {"/crane", `<script type="application/ld+json">{"@type":"Article","headline":"x","datePublished":"2026-02-09"}</script><meta name=date content="2026-03-09T16:30:00+01:00">`, "<h1>Crane four</h1>", "2026-02-09"},
		"one against two":              {"/crane", `<script type="application/ld+json">{"@type":"Article","headline":"x","datePublished":"2024-02-09"}</script><meta name=date content="2026-03-09">`, "<h1>Crane four</h1><p class=date>9 March 2026</p>", "2026-03-09"},
	} {
		doc, err := Parse(Input{Body: []byte(htmlPage("<title>Crane four</title>"+tt.head, tt.body+prose)), URL: "https://quay.example" + tt.at, ContentType: "text/html"})
		if err != nil {
			t.Fatal(err)
		}
		if got := doc.Entries[0].Published.RFC3339(); got != tt.want {
			t.Errorf("%s: %q, want %q", name, got, tt.want)
		}
	}
}

func TestUpdatedTime(t *testing.T) {
	_, e := readPage(t, htmlPage("<title>Crane four</title>", "<h1>Crane four</h1><time class=updated datetime=2026-02-04T10:00:00Z>x</time>"+prose))
	if got := e.Updated.RFC3339(); got != "2026-02-04T10:00:00Z" {
		t.Errorf("updated %q", got)
	}
}

// TestArticleWithoutText reads pages whose text a script would add.
func TestArticleWithoutText(t *testing.T) {
	_, e := readPage(t, htmlPage(`<title>Crane four</title><script type="application/ld+json">{"@type":"NewsArticle","headline":"Crane four","articleBody":"It lifts again."}</script>`, "<div id=app></div>"))
	if e.Content != "It lifts again." {
		t.Errorf("content %q", e.Content)
	}
	_, e = readPage(t, htmlPage(`<title>Crane four</title><meta property="og:type" content="article"><meta property="og:description" content="It lifts.">`, "<div id=app></div><form><input type=password></form>"))
	if e.Content != "It lifts." {
		t.Errorf("content %q", e.Content)
	}
}

// TestAffordable asks which pages a tree is built of: what would take longer than
// its size tells is read as it stands.
func TestAffordable(t *testing.T) {
	nest := strings.Repeat("<div>", 290)
	var many strings.Builder
	for i := range 5000 {
		fmt.Fprintf(&many, "attribute%d ", i)
	}
	for name, tt := range map[string]struct {
		src  string
		want bool
	}{
		"an article":               {htmlPage("", prose), true},
		"290 deep":                 {nest + prose, true},
		"a long book":              {strings.Repeat("<p>a <b>word</b> and more</p>", 50_000), true},
		"an image in the page":     {`<img alt=x src="data:image/png;base64,` + strings.Repeat("A", 100<<10) + `">`, true},
		"too deep":                 {strings.Repeat("<div>", 400), false},
		"many in the deep":         {nest + strings.Repeat("<p>", 100_000), false},
		"many ends in the deep":    {nest + strings.Repeat("</p>", 100_000), false},
		"ends of what is not open": {strings.Repeat("<div></b>", 400), false},
		"too many":                 {strings.Repeat("<br>", 300_000), false},
		"attributes":               {"<p " + many.String() + ">", false},
	} {
		if got := affordable([]byte(tt.src)); got != tt.want {
			t.Errorf("%s: %t", name, got)
		}
	}
}
