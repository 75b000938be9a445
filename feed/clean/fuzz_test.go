package clean_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"griot/feed/clean"
	"griot/render/plain"
)

var seeds = []string{
	"plain", "a & b", "<p>a<p>b", "<b><i>x</b>y</i>", "<table><td>x<table>y<li>z</table>", "<a href=/1>x<p>y<a href=2>z",
	"<ul>x<li>y<ol><li>z</ul>w", "<svg><p>x</svg>", "<select><option>x<p>y", "<pre>\n\n x<code>\n y", "<ruby>a<rt>b<rt>c</ruby>",
	"<dl><dt>x<address><dd>y", "<p><b><i><u>x<div>y</b>z</div>w</p>", "<iframe src=//youtube.com/embed/x><b>y</iframe>",
	"<video><source src=/a.mp4>x<h2>y", "<img src=x onerror=alert(1)><img src='data:image/png;base64,AAAA'>",
	"<noscript><p title='</noscript><img src=x onerror=alert(1)>'>", "<math><mtext><table><mglyph><style><img src=x>",
	"<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>", "x\x1b]0;t\x07y&#27;[31m&#155;2J\u202e",
	"<a href='java&Tab;script:alert(1)'>x</a><a href='  HTTPS://Example.org/ü '>y</a>", "e\u0301\u0301<b>\u0301\u0301\u0301\u0301</b>\u0301",
	"<xmp><script>x</script></xmp><plaintext><b>", "<h1>a<h2>b</h1>c", "<caption>x<table><caption>y<tr><caption>z", "<li><address><li>x",
	"<table><tr><td><ul><li>x<td>y</table>", "<blockquote><li>x</blockquote>y</li>z", "<p>x<hr>y<br/>z</br>w", "<style/>x</style>y<script/>z",
	"<td><li><p>x</td></p></li>", "<details><summary><p>x<summary>y", "<input type=checkbox><li><input type=checkbox checked>x", "<t<b>x</b>", "<![CDATA[x]]><?y?>z",
}

// What comes out holds nothing that acts and no control, is understood by an
// HTML parser as it stands, and comes out again unchanged.
func FuzzHTML(f *testing.F) {
	for _, s := range seeds {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, in string) {
		out := clean.HTML(in, base)
		if !utf8.ValidString(out) {
			t.Fatalf("invalid UTF-8: %q", out)
		}
		if again := clean.HTML(out, base); again != out {
			t.Fatalf("not stable\nfrom %q\n  to %q\nthen %q", in, out, again)
		}
		nodes, err := html.ParseFragment(strings.NewReader(out), &html.Node{Type: html.ElementNode, Data: "div", DataAtom: atom.Div})
		if err != nil {
			t.Fatalf("%v: %q", err, out)
		}
		for _, n := range nodes {
			inspect(t, n, 0)
		}
	})
}

func inspect(t *testing.T, n *html.Node, depth int) {
	if depth > 100 {
		t.Fatal("too deep")
	}
	switch n.Type {
	case html.TextNode:
		if n.Data != plain.Text(n.Data) {
			t.Fatalf("controls in %q", n.Data)
		}
	case html.CommentNode, html.DoctypeNode, html.RawNode:
		t.Fatalf("node %q", n.Data)
	case html.ElementNode:
		switch n.Data {
		case "script", "style", "iframe", "object", "embed", "form", "input", "svg", "math", "template", "link", "meta", "base":
			t.Fatalf("active element %s", n.Data)
		}
		for _, a := range n.Attr {
			switch a.Key {
			case "href", "src":
				if _, ok := plain.Link(a.Val); !ok && !strings.HasPrefix(a.Val, "data:image/") {
					t.Fatalf("address %q", a.Val)
				}
			case "alt", "title", "id", "lang", "dir", "class", "datetime", "width", "height", "colspan", "rowspan",
				"align", "start", "reversed", "type", "value":
			default:
				t.Fatalf("attribute %s", a.Key)
			}
			if a.Val != plain.Line(a.Val) && a.Val != "" {
				t.Fatalf("controls in %q", a.Val)
			}
		}
	}
	for c := range n.ChildNodes() {
		inspect(t, c, depth+1)
	}
}

func article(n int) string {
	var b strings.Builder
	for b.Len() < n {
		b.WriteString(`<p>The crane at the <a href="https://quay.example/berths/4?from=rss&amp;x=1" rel="nofollow noopener" target="_blank">fourth berth</a> ` +
			`was repaired &#8220;in a week&#8221;, said the harbour&rsquo;s <strong>engineer</strong>, and the marée of the morning brought three more ships than in <em>February</em>. ` +
			`Its rope, its wheels and its brakes were renewed by a yard of the region whose people had not built anything of the kind for twenty years.</p>` + "\n" +
			`<figure class="wp-block-image size-large"><img loading="lazy" decoding="async" width="1024" height="683" src="https://quay.example/wp-content/2026/crane.jpg" alt="The crane" class="wp-image-311" srcset="https://quay.example/c-300.jpg 300w, https://quay.example/c-1024.jpg 1024w" sizes="(max-width: 1024px) 100vw, 1024px" /></figure>` + "\n" +
			`<h2 class="wp-block-heading">What it cost</h2><ul class="wp-block-list"><li>rope: 4,000</li><li>wheels: 12,000</li></ul>` + "\n")
	}
	return b.String()
}

func BenchmarkHTML(b *testing.B) {
	in := article(5000)
	cases := map[string]string{"article": in, "text": strings.Repeat("the tide of the morning brought three ships ", 120),
		"deep": strings.Repeat("<div><p>x", 5<<20/9), "crossed": strings.Repeat("<b><p><i></b>x", 5<<20/14),
		"tables": strings.Repeat("<table><td>x", 5<<20/12), "items": strings.Repeat("<li>x", 1<<20)}
	for name, s := range cases {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(s)))
			for b.Loop() {
				clean.HTML(s, base)
			}
		})
	}
}
