package clean_test

import (
	"strings"
	"testing"

	"golang.org/x/net/html"

	"griot/feed/clean"
)

const base = "https://quay.example/news/low-tide.html"

func TestHTML(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"plain text", "Low tide at noon", "Low tide at noon"},
		{"greater than", "5 > 3", "5 &gt; 3"},
		{"white space", "a  b\n\n c", "a b\nc"},
		{"entities", "caf&eacute; &amp; th&#233; &lt;b&gt;", "café &amp; thé &lt;b&gt;"},
		{"paragraphs", "<p>One<p>Two", "<p>One</p><p>Two</p>"},
		{"empty ones", "<p></p><p>&nbsp;x</p><div><p> </p></div>", "<p>\u00a0x</p>"},
		{"empty ones keep words apart", "a<p></p>b", "a b"},
		{"unknown tags", "<foo>safe</foo> <o:p>x</o:p>", "safe x"},
		{"upper case", "<B>x</B>", "<b>x</b>"},
		{"crossed", "<b><i>x</b>y</i>z", "<b><i>x</i></b><i>y</i>z"},
		{"never closed", "<div><b>x", "<div><b>x</b></div>"},
		{"stray ends", "x</p></b></div>y", "x y"},
		{"block in a paragraph", `<p>a<a href="/x">b<div>c</div></a></p>`, `<p>a<a href="https://quay.example/x">b</a></p><div><a href="https://quay.example/x">c</a></div>`},
		{"comment", "a<!-- x --><!DOCTYPE html>b<?php x ?>", "ab"},
		{"script", "a<script>alert('<b>')</script>b", "ab"},
		{"style", "<style>p{}</style>b", "b"},
		{"event handler", `<p onclick="x()" class="k">b</p>`, "<p>b</p>"},
		{"form", `<form action="/x"><label>Name</label><input name="n"><textarea>t</textarea><select><option>o</select></form>`, "<div>Name</div>"},
		{"svg", "a<svg><title>t</title><script>x</script><path/></svg>b", "ab"},
		{"unclosed svg", "<svg><path><p>shown</p>", "<p>shown</p>"},
		{"template", "a<template><p>x</p></template>b", "ab"},
		{"noscript", `<noscript><img src="/a.png" alt="A"></noscript>`, `<img src="https://quay.example/a.png" alt="A">`},
		{"javascript link", `<a href="java&#10;script:x()">x</a>`, "x"},
		{"data link", `<a href="data:text/html,x">x</a>`, "x"},
		{"leading dash", `<a href="-x">x</a>`, `<a href="https://quay.example/news/-x">x</a>`},
		{"relative link", `<a href="../tides?a=1&b=2" target=_blank>x</a>`, `<a href="https://quay.example/tides?a=1&amp;b=2">x</a>`},
		{"fragment", `<a href="#fn1">1</a><p id="fn1">n</p>`, `<a href="https://quay.example/news/low-tide.html#fn1">1</a><p id="fn1">n</p>`},
		{"stray percent", `<a href="https://quay.example/100%">x</a> <a href="/50%?a=%2">y</a>`, `<a href="https://quay.example/100%25">x</a> <a href="https://quay.example/50%25?a=%252">y</a>`},
		{"titles", `<p title="a &quot;b&quot;">x <span title="c">y</span> <i title=" ">z</i></p>`, `<p title="a &#34;b&#34;">x <span title="c">y</span> <i>z</i></p>`},
		{"cited", `<blockquote cite="/q">x <q cite="/r">y</q> <del cite="javascript:z()">z</del></blockquote>`,
			`<blockquote cite="https://quay.example/q">x <q cite="https://quay.example/r">y</q> <del>z</del></blockquote>`},
		{"scope", `<table><tr><th scope=COL>a<th scope=x>b</table>`, `<table><tbody><tr><th scope="col">a</th><th>b</th></tr></tbody></table>`},
		{"mailto", `<a href="mailto:ada@quay.example">x</a>`, `<a href="mailto:ada@quay.example">x</a>`},
		{"no href", `<a name="x">x</a>`, "x"},
		{"link in a link", `<a href="/1">a<a href="/2">b</a></a>`, `<a href="https://quay.example/1">a</a><a href="https://quay.example/2">b</a>`},
		{"link in a list in a link", `<a href="/1">a<ul><li><a href="/2">b</a></ul></a>`, `<a href="https://quay.example/1">a<ul><li>b</li></ul></a>`},
		{"list", "<ol start=3 reversed type=a><li value=7>x<li>y</ol>", `<ol start="3" reversed type="a"><li value="7">x</li><li>y</li></ol>`},
		{"nested list", "<ul><li>a<ul><li>b</ul><li>c</ul>", "<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>"},
		{"item alone", "<li>a<li>b</li>c", "<ul><li>a</li><li>b</li></ul>c"},
		{"task", "<ul><li><input type=checkbox checked disabled> done</li></ul>", "<ul><li>☑ done</li></ul>"},
		{"definitions", "<dl><dt>a<dd>b<dt>c</dl>", "<dl><dt>a</dt><dd>b</dd><dt>c</dt></dl>"},
		{"table", "<table><caption>c</caption><tr><th colspan=2 align=right>a<td rowspan=9999>b<tr><td></table>",
			`<table><caption>c</caption><tbody><tr><th colspan="2" align="right">a</th><td rowspan="20">b</td></tr><tr><td></td></tr></tbody></table>`},
		{"text in a table", "<table>x<tr>y<td>z</table>", "<table><tbody><tr><td>x</td></tr><tr><td>y</td><td>z</td></tr></tbody></table>"},
		{"cell alone", "a<td>b</td>c", "a b c"},
		{"code", `<pre class="wp-block x language-Go">` + "\n\na  b\n</pre>", `<pre class="language-go">` + "a  b\n</pre>"},
		{"code of a pre", `<pre><code class="lang-rust">` + "a\n\n  b</code></pre>", `<pre><code class="language-rust">` + "a\n\n  b</code></pre>"},
		{"sub and sup", "H<sub>2</sub>O x<sup>2</sup>", "H<sub>2</sub>O x<sup>2</sup>"},
		{"ruby", "<ruby>漢<rp>(<rt>kan<rp>)</ruby>", "<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>"},
		{"figure", `<figure><img src=/a.png alt="A" width=600 srcset=x><figcaption>C</figcaption></figure>`,
			`<figure><img src="https://quay.example/a.png" alt="A" width="600"><figcaption>C</figcaption></figure>`},
		{"lazy image", `<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" data-src="/a.png">`, `<img src="https://quay.example/a.png" alt="">`},
		{"tracking pixel", `x<img src="https://t.example/p" width="1" height="1">`, "x"},
		{"emoji", `<img class="emoji" alt="🙂" src="https://s.w.org/x.png">`, "🙂"},
		{"svg image", `<img src="data:image/svg+xml;base64,` + strings.Repeat("A", 400) + `">`, ""},
		{"small image", `<img src="data:image/png;base64,` + strings.Repeat("A", 400) + `">`, `<img src="data:image/png;base64,` + strings.Repeat("A", 400) + `" alt="">`},
		{"youtube", `<iframe src="//www.youtube-nocookie.com/embed/AbC_1?rel=0" title="Tides"></iframe>`, `<a href="https://www.youtube.com/watch?v=AbC_1">Tides</a> `},
		{"old youtube", `<object><param name="movie" value="http://www.youtube.com/v/AbC_1&hl=en"><embed src="http://www.youtube.com/v/AbC_1&hl=en"></object>`,
			`<a href="https://www.youtube.com/watch?v=AbC_1">youtube.com/watch?v=AbC_1</a> `},
		{"peertube", `<iframe src="https://tube.example/videos/embed/9c9de5"></iframe>`, `<a href="https://tube.example/w/9c9de5">tube.example/w/9c9de5</a> `},
		{"unknown frame", `<iframe src="https://ads.example/"><p>fallback</p></iframe>`, "<p>fallback</p>"},
		{"frame closed as in XML", `<iframe src="https://ads.example/"/><p>after</p>`, "<p>after</p>"},
		{"audio", `<audio controls><source src="/a.mp3"><a href="/a.mp3">a.mp3</a></audio>`, `<a href="https://quay.example/a.mp3">a.mp3</a> `},
		{"video", `<video src="/a.mp4" poster="/p.png">no video</video>x`, `<a href="https://quay.example/a.mp4">a.mp4</a> x`},
		{"controls", "a\x1b[31mb\u009b1mc\u202ed&#27;[2Je", "abcde"},
		{"details", "<details open><summary>S</summary>x</details>", "<details><summary>S</summary>x</details>"},
		{"old words", "<center><font color=red>x</font> <strike>y</strike></center>", "<div>x <s>y</s></div>"},
		{"heading in a heading", "<h2>a<h3>b</h3>", "<h2>a</h2><h3>b</h3>"},
		{"heading closed by another", "<h2>a</h3>b", "<h2>a</h2>b"},
		{"time", `<time datetime="2026-02-21" class=x>21 Feb</time>`, `<time datetime="2026-02-21">21 Feb</time>`},
		{"language of a phrase", `<span lang=fr>oui</span><span class=x>no</span>`, `<span lang="fr">oui</span>no`},
		{"page", "<!doctype html><html><head><title>T</title></head><body><p>x</p></body></html>", "<p>x</p>"},
		{"truncated tag", "<p>x</p><a href=", "<p>x</p>"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := clean.HTML(tt.in, base)
			if got != tt.want {
				t.Errorf("HTML(%q)\n got %q\nwant %q", tt.in, got, tt.want)
			}
			if again := clean.HTML(got, base); again != got {
				t.Errorf("not stable: %q\n then %q", got, again)
			}
		})
	}
}

func TestRelativeWithoutBase(t *testing.T) {
	if got := clean.HTML(`<a href="/x">x</a><img src="y.png">`, ""); got != "x" {
		t.Errorf("got %q", got)
	}
}

// The 512 open elements that html.Parse refuses must not matter, nor must size.
func TestDeep(t *testing.T) {
	for _, tag := range []string{"div", "blockquote", "b", "ul><li", "table><td", "span lang=fr", "pre"} {
		in := strings.Repeat("<"+tag+">", 5000) + "<p>kept</p>"
		got := clean.HTML(in, base)
		if !strings.Contains(got, "kept") {
			t.Errorf("%s: text is lost: %.80q", tag, got)
		}
		if _, err := html.Parse(strings.NewReader(got)); err != nil {
			t.Errorf("%s: %v", tag, err)
		}
		if clean.HTML(got, base) != got {
			t.Errorf("%s: not stable", tag)
		}
	}
}

// Beyond what any text has, tags go and words stay.
func TestElementsAreBounded(t *testing.T) {
	const items = 200_000
	out := clean.HTML(strings.Repeat("<li>x<script>y</script>", items), base)
	if n := strings.Count(out, "<li>"); n == 0 || n > items*3/4 {
		t.Errorf("%d elements are left", n)
	}
	if n := strings.Count(out, "x"); n != items {
		t.Errorf("%d of %d words are left", n, items)
	}
	if strings.Contains(out, "y") || !strings.HasSuffix(out, "</li></ul>") {
		t.Errorf("ends with %q", out[len(out)-40:])
	}
}
