package parse

import "testing"

func TestNextPage(t *testing.T) {
	const article = `<meta property="og:type" content="article">`
	for name, tt := range map[string]struct{ at, head, body, want string }{
		"rel next":            {"https://quay.example/crane", article + `<link rel=next href="/crane/2">`, "", "https://quay.example/crane/2"},
		"page 2":              {"https://quay.example/crane/", article, `<a href="/crane/page/2/">Page 2</a>`, "https://quay.example/crane/page/2/"},
		"a number":            {"https://quay.example/crane.html", article, `<a href="crane-3.html">3</a><a href="crane-2.html">2</a>`, "https://quay.example/crane-2.html"},
		"in the query":        {"https://quay.example/a?id=7&utm_source=x", article, `<a href="/a?id=7&page=2">Page suivante</a>`, "https://quay.example/a?id=7&page=2"},
		"from the second":     {"https://quay.example/crane?page=2", article, `<a href="?page=1">1</a><a href="?page=3">weiter</a>`, "https://quay.example/crane?page=3"},
		"linked data":         {"https://quay.example/crane", `<script type="application/ld+json">{"@type":"Article","headline":"x"}</script>`, `<a rel=next href="/crane/2">onward</a>`, "https://quay.example/crane/2"},
		"one article element": {"https://quay.example/crane", "", `<article><a href="/crane/2">next</a></article>`, "https://quay.example/crane/2"},
		"a headline's number": {"https://quay.example/top-10", article, `<a href="/top-11">next</a><a href="/top-10/2">next</a>`, "https://quay.example/top-11"},
		"another article":     {"https://quay.example/crane", article + `<link rel=next href="/ship">`, `<a href="/ship">Next article</a>`, ""},
		"another host":        {"https://quay.example/crane", article, `<a href="https://other.example/crane/2">2</a>`, ""},
		"a list":              {"https://quay.example/news", `<meta property="og:type" content="website"><link rel=next href="/news/page/2">`, "<article>a</article><article>b</article>", ""},
		"the front page":      {"https://quay.example/", article + `<link rel=next href="/page/2">`, "", ""},
		"comments":            {"https://quay.example/crane", article, `<div class=comment-list><a href="/crane?page=2">2</a></div><a href="/crane/2#comments">2</a>`, ""},
		"the last":            {"https://quay.example/crane/3", article, `<a href="/crane/2">2</a><a href="/crane/1">1</a>`, ""},
	} {
		doc, err := Parse(Input{Body: []byte(htmlPage("<title>Crane four</title>"+tt.head, "<h1>Crane four</h1>"+prose+tt.body)), URL: tt.at, ContentType: "text/html"})
		if err != nil || doc.Next != tt.want {
			t.Errorf("%s: %q, want %q (%v)", name, doc.Next, tt.want, err)
		}
	}
}
