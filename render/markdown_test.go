package render

import (
	"html"
	"regexp"
	"runtime"
	"strings"
	"testing"

	"github.com/charmbracelet/x/exp/golden"

	"griot/render/plain"
)

func TestGoldenMarkdown(t *testing.T) {
	golden.RequireEqual(t, Markdown(fixture(t, "mixed.html"))+"\n")
}

func TestMarkdown(t *testing.T) {
	tests := []struct{ name, body, want string }{
		{"empty", "", ""},
		{"emphasis", "<p>a <b>b</b> <i>c</i> <s>d</s> <code>e`f</code>", "a **b** *c* ~~d~~ ``e`f``"},
		{"link", "<a href='https://example.org/a(b)'>x [y]</a>", "[x \\[y\\]](https://example.org/a%28b%29)"},
		{"an address that is its own text", "see https://example.org/a_b.", "see https://example.org/a_b."},
		{"an address with entities", "<a href='https://example.org/?a=1&amp;copy;=2'>x</a>", "[x](https://example.org/?a=1&copy%3B=2)"},
		{"entities to be read", "<p>&amp;copy; &amp;#27; &amp;#x9b; Q&amp;A; R&amp;D", "\\&copy; \\&#27; \\&#x9b; Q\\&A; R&D"},
		{"hashes at the end", "<h2>a #1 ##</h2>", "## a #1 \\##"},
		{"bad link", "<a href='javascript:x'>x</a>", "x"},
		{"image", "<img src=https://example.org/a.png alt='a *boat*'>", "![a \\*boat\\*](https://example.org/a.png)"},
		{"literal Markdown", "<p># a *b* _c_ d_e [f](g) `h` \\ i|j</p><p>1. k</p><p>- l</p><p>+ m</p><p>&gt; n</p><p>2026) o</p>",
			"\\# a \\*b\\* \\_c\\_ d_e \\[f\\](g) \\`h\\` \\\\ i\\|j\n\n1\\. k\n\n\\- l\n\n\\+ m\n\n\\> n\n\n2026\\) o"},
		{"no HTML", "<p>&lt;b&gt; &amp;lt; AT&amp;T &lt;!-- x --&gt;", "\\<b> \\&lt; AT&T \\<!-- x -->"},
		{"break", "<p>a<br># b", "a  \n\\# b"},
		{"two lists", "<ul><li>a</ul><ul><li>b</ul><ol><li>c</ol><ol><li>d</ol>", "- a\n\n* b\n\n1. c\n\n1) d"},
		{"nested", "<ul><li>a<ol start=9><li>b<li>c</ol><li><p>d<p>e</ul>", "- a\n  9. b\n  10. c\n\n- d\n\n  e"},
		{"tasks", "<ul><li><input type=checkbox checked>a<li><input type=checkbox>b</ul>", "- [x] a\n- [ ] b"},
		{"quote", "<blockquote><p>a<p>b<ul><li>c</ul></blockquote>", "> a\n>\n> b\n>\n> - c"},
		{"code", "<pre><code class=language-go>a\n```\n\tb</code></pre>", "````go\na\n```\n    b\n````"},
		{"table", "<table><tr><th>a|b<th>n<tr><td>c<br>d<td>1<tr><td><b>e</b><td>20</table>", "| a\\|b | n |\n| --- | --: |\n| c d | 1 |\n| **e** | 20 |"},
		{"table without a header", "<table><tr><td>a<td>b<tr><td>c<td>d</table>", "|  |  |\n| --- | --- |\n| a | b |\n| c | d |"},
		{"rule and heading", "<h2>a</h2><hr><h6>b</h6>", "## a\n\n---\n\n###### b"},
		{"scripts and styles", "a<script>x</script><style>y</style>", "a"},
		{"sequences", "<p>a&#27;]0;x&#7;b\u202e", "ab"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := Markdown(tt.body); got != tt.want {
				t.Errorf("\n got %q\nwant %q", got, tt.want)
			}
		})
	}
}

// TestMarkdownSaysTheSame turns bodies into Markdown and back, and draws both.
func TestMarkdownSaysTheSame(t *testing.T) {
	for _, body := range []string{
		"<p>*a* _b_ [c](d) # e ~f~ &amp;lt; \\* `g` 1. h &lt;b&gt; a|b http: x_y_z ~~no~~ AT&amp;T ![i](j)</p>",
		"<p>1. a</p><p>- b</p><p># c</p><p>&gt; d</p><p>+ e</p><p>=== f</p><p>---</p><p>***</p><p>```</p><p>~~~</p><p>12) g</p><p>    h</p>",
		"<h2>a <i>b</i></h2><ul><li>c<ul><li>d</ul><li>e</ul><ol start=4><li>f</ol><blockquote><p>g<p>h</blockquote><pre>i\n j</pre>",
		"<p>see <a href=https://example.org/a_b>the <b>link</b></a> and <code>co`de *x*</code></p>",
		"<table><tr><th>a<th>b<tr><td>c|d<td><i>e</i></table>",
		"<table><tr><th>a<th>b<tr><td><code>c|d</code><td><code>efg</code></table>",
		"<p>a | b<br>-|-<br>c | d</p><p>|a<br>|-<br>:-|-:</p>",
	} {
		want := asText(body, 60)
		if got := asText(FromMarkdown(Markdown(body)), 60); got != want {
			t.Errorf("%s\nas Markdown: %s\n got %q\nwant %q", body, Markdown(body), got, want)
		}
	}
}

// A headline is read in Markdown as it stands in a list, whatever is in it.
func TestEscape(t *testing.T) {
	for in, want := range map[string]string{
		"Ferry *line* | Harbour_Courier, 50 %, AT&T": "Ferry \\*line\\* | Harbour_Courier, 50 %, AT&T",
		"[x](javascript:alert(1)) <script>y":         "\\[x\\](javascript:alert(1)) \\<script>y",
		"&#155;31m &lt;b&gt;":                        "\\&#155;31m \\&lt;b\\&gt;",
		"- a":                                        "\\- a",
		"1. a":                                       "1\\. a",
		"a\n\x1b[31mb ##":                            "a b \\##",
		`\| \`:                                       `\\| \\`,
	} {
		if got := Escape(in); got != want {
			t.Errorf("Escape(%q) = %q, want %q", in, got, want)
		}
		if got := asText(FromMarkdown("# "+Escape(in)), 80); got != asText("<h1>"+html.EscapeString(in)+"</h1>", 80) {
			t.Errorf("%q reads %q", in, got)
		}
	}
}

func TestFromMarkdown(t *testing.T) {
	tests := []struct{ name, md, want string }{
		{"words", "a **b** *c* ~~d~~ `e`", "a b c d `e`"},
		{"HTML is text", "a <b>b</b> <script>x</script>\n\n<div>c</div>\n\n<!-- d -->", "a <b>b</b> <script>x</script>\n\n<div>c</div>\n\n<!-- d -->"},
		{"links", "[a](https://example.org/) [b](javascript:x) <https://example.org/c> www.example.org", "a [1] b https://example.org/c [2]\nwww.example.org [3]"},
		{"lists and tasks", "- [x] a\n- [ ] b\n\n3. c", "[x] a\n[ ] b\n\n3. c"},
		{"quote", "> a\n>> b", "│ a\n│\n│ │ b"},
		{"table", "| a | b |\n|---|--:|\n| c | 1 |", "a  b\n─  ─\nc  1"},
		{"code", "```go\nx\n```", "┊ go\n┊ x"},
		{"entities and sequences", "&#27;[31m a \x1b[31mb &amp;", "a b &"},
		{"deep", strings.Repeat("> ", 12) + "a", strings.Repeat("> ", 11) + "> a"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := asText(FromMarkdown(tt.md), 44); got != tt.want {
				t.Errorf("\n got %q\nwant %q", got, tt.want)
			}
		})
	}
}

// TestFromMarkdownTraps feeds what is known to be slow or deep.
func TestFromMarkdownTraps(t *testing.T) {
	rep := strings.Repeat
	for name, md := range map[string]string{
		"quotes": rep(">", 20000) + "end", "lists": rep("- ", 10000) + "end", "brackets": rep("[", 20000) + "end", "delimiters": rep("*_[", 7000) + "end",
		"links": rep("[a](", 5000) + "end", "code": "a " + rep("`", 20000) + " end", "nested": rep("> - ", 5000) + "end", "long": rep("a ", 1<<19) + "end",
		"tables": rep("|a", 5000) + "\n" + rep("|-", 5000) + "\nend", "deep lines": func() string {
			var b strings.Builder
			for i := range 300 {
				b.WriteString(rep(" ", 2*i) + "- a\n")
			}
			return b.String() + "\nend"
		}(),
	} {
		d := Parse(FromMarkdown(md))
		var all strings.Builder
		for i := range d.blocks {
			words(&d.blocks[i], &all)
		}
		if !strings.Contains(all.String(), "end") {
			t.Errorf("%s: the end is not there to read", name)
		}
	}
}

func TestGuarded(t *testing.T) {
	err := guarded(func() error { panic("lexer") })
	if err == nil || !strings.Contains(err.Error(), "lexer") {
		t.Errorf("a panic gave %v", err)
	}
	if err := guarded(func() error { return nil }); err != nil {
		t.Error(err)
	}
}

// TestWithoutMarkdown draws a text that Markdown would not bring back.
func TestWithoutMarkdown(t *testing.T) {
	r := NewRenderer(dark)
	r.words = nil // any use of it panics
	d := Parse("<p>a <b>b</b> <i>c</i> <s>d</s> <code>e</code> <a href=https://example.org/>f</a></p><h2>g</h2><pre><code class=language-go>h</code></pre>")
	var got []string
	for i := range d.Len() {
		for _, l := range r.Block(d, i).Lines {
			got = append(got, l.Text)
		}
	}
	golden.RequireEqual(t, strings.Join(got, "\n")+"\n")
}

// TestWordsAlone compares the short way to Markdown with the converter's.
func TestWordsAlone(t *testing.T) {
	long := func(text string) string {
		e := exporter{converter: newConverter()}
		texts := e.converted([]leaf{{spans: []span{{text: text}, {text: ""}}}})
		return texts[0]
	}
	pieces := []string{"word", "1.", "12)", "-", "+", "#", "*", "_", "a_b", "`", "[x]", "<b>", "&amp;", "~", "|", "!", "\\", "=", "===", "---", "https://quay.example/a_b", "été", "漢字",
		"\u00a0", "\u202f", "\u2009", "\u3000", "\u200b", "\u00ad", "'", "\"", "…", "3*4*5", "w w w", "#1", "a.", "$", "%", "^", "{x}", "@ada", ":", ";"}
	for _, a := range pieces {
		for _, b := range pieces {
			text := a + " " + b + a
			got, ok := wordsAlone([]span{{text: text}})
			if want := long(text); ok && got != want || !ok && strings.TrimSpace(text) == text {
				t.Fatalf("%q: %q (%t), want %q", text, got, ok, want)
			}
		}
	}
	for _, s := range [][]span{{{text: "a"}, {text: "b"}}, {{text: "a\nb"}}, {{text: " a"}}, {{text: "a  b"}}, {{text: "a", style: strong}}, {{text: "a", link: 1}}, {{text: ""}}, nil} {
		if text, ok := wordsAlone(s); ok {
			t.Errorf("%v: %q", s, text)
		}
	}
}

// TestMarkdownOfVeryMuch keeps the words of a body that has more styles than
// are exported, without their styles.
func TestMarkdownOfVeryMuch(t *testing.T) {
	e := exporter{converter: newConverter(), styled: maxExported}
	bold := leaf{spans: []span{{text: "the "}, {text: "last_", style: strong}, {text: " words*"}}}
	got := e.converted([]leaf{bold, bold})
	if got[0] != `the **last\_** words\*` || got[1] != `the last\_ words\*` {
		t.Errorf("%q", got)
	}
}

// Thousands of addresses in one paragraph are read in one go.
func TestMarkdownOfManyAddresses(t *testing.T) {
	body := "<p>" + strings.Repeat(`see <a href="https://quay.example/">https://quay.example/</a>, `, 8000) + "end</p>"
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	got := Markdown(body)
	runtime.ReadMemStats(&after)
	if !strings.HasPrefix(got, "see https://quay.example/, see https://quay.example/, ") || !strings.HasSuffix(got, "end") {
		t.Errorf("it reads %.80q", got)
	}
	if took := after.TotalAlloc - before.TotalAlloc; took > 256<<20 {
		t.Errorf("%d bytes take %d MiB", len(body), took>>20)
	}
}

// Whatever a headline holds, Markdown reads it as words and as nothing else.
func FuzzEscape(f *testing.F) {
	for _, s := range []string{"a *b* [c](d) <e> &#155; f_g_ ~h~ `i` \\ #", "- a", "1) b", "=== ==", "https://quay.example/_a_ www.b.example c@d.example", "| a | - |", "\ufdd0 &amp;copy;", "    x"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, in string) {
		want := plain.Line(in)
		for before, tag := range map[string]string{"": "p", "# ": "h1"} {
			page := strings.TrimSpace(FromMarkdown(before + Escape(in)))
			if before != "" {
				page = regexp.MustCompile(` id="[^"]*"`).ReplaceAllString(page, "")
			}
			page = regexp.MustCompile(`</?a( [^>]*)?>`).ReplaceAllString(page, "") // GFM finds addresses by itself
			said, opened := strings.CutPrefix(page, "<"+tag+">")
			said, closed := strings.CutSuffix(said, "</"+tag+">")
			if want != "" && (!opened || !closed || html.UnescapeString(said) != want) {
				t.Errorf("%q is written %q and read %q", want, before+Escape(in), page)
			}
		}
	})
}
