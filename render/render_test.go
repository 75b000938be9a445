package render

import (
	"fmt"
	"os"
	"reflect"
	"runtime"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/exp/golden"
)

var dark = Look{Width: 80, Dark: true, Accent: "#e0a030", Strong: "#ffffff", Dim: "#8a8378", Faint: "#5a554d"}

func fixture(t testing.TB, name string) string {
	t.Helper()
	b, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// asText is a body as plain lines.
func asText(body string, width int) string {
	look := dark
	look.Width = width
	lines := ansi.Strip(strings.Join(drawn(Parse(body), look), "\n"))
	return strings.ReplaceAll(lines, "\u00a0[", " [") // as a link's number is set
}

func TestGoldenText(t *testing.T) {
	body := fixture(t, "mixed.html")
	for _, width := range []int{40, 80, 120} {
		t.Run(fmt.Sprint(width), func(t *testing.T) { golden.RequireEqual(t, asText(body, width)+"\n") })
	}
}

func TestGoldenStyled(t *testing.T) {
	light := dark
	light.Dark, light.Accent, light.Strong = false, "#a05a00", "#000000"
	colourless := dark
	colourless.Plain, colourless.Width = true, 40
	for name, look := range map[string]Look{"dark": dark, "light": light, "plain": colourless} {
		t.Run(name, func(t *testing.T) {
			golden.RequireEqual(t, strings.Join(drawn(Parse(fixture(t, "mixed.html")), look), "\n")+"\n")
		})
	}
}

func TestPlainHasNoColour(t *testing.T) {
	look := dark
	look.Plain = true
	out := strings.Join(drawn(Parse(fixture(t, "mixed.html")), look), "\n")
	for _, colour := range []string{"38;", "48;", "\x1b[3" + "1m"} {
		if strings.Contains(out, colour) {
			t.Errorf("%q in a colourless text", colour)
		}
	}
	for _, kept := range []string{"\x1b[1m", "\x1b[4m", "\x1b[3m", "\x1b[2m", "\x1b[9m"} {
		if !strings.Contains(out, kept) {
			t.Errorf("%q is missing", kept)
		}
	}
}

func TestText(t *testing.T) {
	const link = "<a href=https://example.org/x>"
	tests := []struct{ name, body, want string }{
		{"white space", "<p>  a \n b<b> c</b> <i>d </i>e</p>", "a b c d e"},
		{"no tags", "just text", "just text"},
		{"text and blocks mixed", "a<p>b</p>c", "a\n\nb\n\nc"},
		{"two breaks end a paragraph", "a<br>b<br> <br>c", "a\nb\n\nc"},
		{"link", "<p>see " + link + "here</a>, now", "see here [1], now"},
		{"link with a blank inside", "<p>see" + link + " here </a>now", "see here [1] now"},
		{"a link twice has one number", link + "a</a> " + link + "b</a> <a href=https://example.org/y>c</a>", "a [1] b [1] c [2]"},
		{"refused link", "<a href='javascript:x'>a</a> <a href='/relative'>b</a> <a>c</a>", "a b c"},
		{"empty link", link + "</a>" + "<a href=https://example.org/y>c</a>", "c [1]"},
		{"link around blocks", link + "<h3>Head</h3><p>text</p></a>", "Head\n\ntext [1]"},
		{"bare address", "at https://example.org/a_b*c, (www.example.org) or https://x", "at https://example.org/a_b*c [1],\n(www.example.org [2]) or https://x"},
		{"bare address with brackets", "https://example.org/a_(b).", "https://example.org/a_(b) [1]."},
		{"no address", "shttp://example.org awww. wow", "shttp://example.org awww. wow"},
		{"in-page note", "word<sup><a href='https://example.org/p#fn1'>[1]</a></sup>", "word¹"},
		{"image", "<img src=https://example.org/a.jpg alt='A boat'>", "▨ A boat [1]"},
		{"image in a text", "<p>a <img src=https://example.org/a.jpg alt='A boat'> b</p>", "a ▨ A boat [1] b"},
		{"image in a link", link + "<img src=https://example.org/a.jpg alt='A boat'></a>", "▨ A boat [1]"},
		{"image without words", "<img src=https://example.org/img/boat.jpg>", "▨ boat.jpg [1]"},
		{"decorative image", "a<img src=https://example.org/a.jpg alt=''>b", "ab"},
		{"tracking pixel", "a<img src=https://example.org/a.gif width=1 height=1>b", "ab"},
		{"figure", "<figure><img src=https://example.org/a.jpg alt='A boat'><figcaption>At noon</figcaption></figure>", "▨ A boat [1]\nAt noon"},
		{"figure with its words twice", "<figure><img src=https://example.org/a.jpg alt='A boat'><figcaption>A boat</figcaption></figure>", "▨ A boat [1]"},
		{"video and frame", "<video><source src=https://example.org/v.mp4>no</video><iframe src=https://v.example.org/1 title=Talk></iframe>", "▶ v.mp4 [1]\n\n▶ Talk [2]"},
		{"no scripts", "a<script>x</script><style>y</style><noscript>z</noscript>b", "ab"},
		{"scripts of chemistry", "H<sub>2</sub>O x<sup>2</sup> x<sup>y</sup> x<sub>max</sub> 1<sup>er</sup> E<sup>TM</sup>", "H₂O x² x^y x_max 1er E^TM"},
		{"ruby", "<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>", "漢(kan)"},
		{"quotation", "a <q>b c</q> d", "a “b c” d"},
		{"code", "<p>a <code>b  *c*`</code></p>", "a `b *c*``"},
		{"literal Markdown", "<p>*a* _b_ [c](d) # e ~f~ &amp;lt; \\* `g` 1. h", "*a* _b_ [c](d) # e ~f~ &lt; \\* `g` 1. h"},
		{"start of a list in a text", "<p>1. a</p><p>- b</p><p># c</p><p>&gt; d</p><p>: e</p><p>[x]: y</p>", "1. a\n\n- b\n\n# c\n\n> d\n\n: e\n\n[x]: y"},
		{"emphasis beside letters", "l<b>« mot »</b>s a<i>b</i>c <b>a</b><b>b</b><i><b>c</b>d</i>", "l« mot »s abc abcd"},
		{"entities stay text", "<p>&amp;#27;[31m &amp;amp; &amp;lt;b&amp;gt;", "&#27;[31m &amp; &lt;b&gt;"},
		{"live sequences go", "<p>a&#27;[31mb\u009b31mc\u202ed&#7;", "abcd"},
		{"private characters stay", "<p>a\uf002b \ue0b0", "a\uf002b \ue0b0"},
		{"rule", "a<hr><hr>b", "a\n\n────────\n\nb"},
		{"definition", "<dl><dt>a<dd>b<dd>c</dl>", "a\n  b\n  c"},
		{"heading in a heading's place", "<h2>a<br>b</h2><h4>c</h4>", "▍ a b\n\nc"},
		{"hidden", "a<p hidden>b</p>", "a"},
		{"tasks", "<ul><li><input type=checkbox checked> a<li><p><input type=checkbox> b</p></ul>", "[x] a\n[ ] b"},
		{"started list", "<ol start=3><li>a<li>b</ol>", "3. a\n4. b"},
		{"loose text in a list", "<ul>x<li>a</ul>", "  x\n• a"},
		{"layout table", "<table><tr><td>a</td></tr><tr><td><p>b<p>c</td></tr></table>", "a\n\nb\n\nc"},
		{"table without a header", "<table><tr><td>a<td>1<tr><td>b<td>20</table>", "a   1\nb  20"},
		{"spans", "<table><tr><th colspan=2>a<th>b<tr><td rowspan=2>c<td>d<td>e<tr><td>f<td>g</table>", "a     b\n─  ─  ─\nc  d  e\n   f  g"},
		{"code in a cell", "<table><tr><td><code>make all</code><td>b<tr><td>c<td><code>d</code></table>", "`make all`  b\nc           `d`"},
		{"list in a cell", "<table><tr><td>a<td><ul><li>b<li>c</ul><tr><td>d<td>e</table>", "a  • b\n   • c\nd  e"},
		{"table in a quote", "<blockquote><table><tr><td>a<td>b<tr><td>c<td>d</table></blockquote>", "│ a  b\n│ c  d"},
		{"code in a list", "<ul><li>a<pre>b\n c</pre></ul>", "• a\n\n  ┊ b\n  ┊  c"},
		{"tabs in code", "<pre>a\tb\n\tc</pre>", "┊ a   b\n┊     c"},
		{"a listing's name", "<pre><code class='language-nonesuch'>a</code></pre>", "┊ nonesuch\n┊ a"},
		{"a listing's name that is none", "<pre><code class='language-\x1b]0;x'>a</code></pre>", "┊ a"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := asText(tt.body, 44); got != tt.want {
				t.Errorf("\n got %q\nwant %q", got, tt.want)
			}
		})
	}
}

func TestWrap(t *testing.T) {
	tests := []struct {
		name, body string
		width      int
		want       string
	}{
		{"French spaces typed as no-break ones", "<p>Ils ont dit non\u202f! Est-ce tout\u00a0?", 20, "Ils ont dit non\u202f!\nEst-ce tout\u00a0?"},
		{"no break before a typed colon", "<p>Trois choses les unes : deux", 22, "Trois choses les\nunes : deux"},
		{"no break inside guillemets", "<p>Il a dit et redit « oui » à tous", 24, "Il a dit et redit\n« oui » à tous"},
		{"hanging item", "<ul><li>une suite de mots assez longue", 20, "• une suite de mots\n  assez longue"},
		{"ideographs", "<p>日本語の文章は単語の間に空白が、ありません。", 20, "日本語の文章は単語の\n間に空白が、ありませ\nん。"},
		{"a mark that must not begin a line", "<p>日本語の文章は単語の、ありません。", 20, "日本語の文章は単語\nの、ありません。"},
		{"emoji are two cells", "<p>12345678901234567 👩\u200d👩\u200d👧 ab", 20, "12345678901234567 👩\u200d👩\u200d👧\nab"},
		{"compound words", "<p>le rendez-vous du porte-parole", 20, "le rendez-vous du\nporte-parole"},
		{"a word that is too long", "<p>a " + strings.Repeat("b", 45), 20, "a\n" + strings.Repeat("b", 20) + "\n" + strings.Repeat("b", 20) + "\nbbbbb"},
		{"no-break blanks everywhere", "<p>un\u00a0deux\u00a0trois\u00a0quatre\u00a0cinq", 20, "un\u00a0deux\u00a0trois\u00a0\nquatre\u00a0cinq"},
		{"a number stays with its link", "<p>some words and a <a href=https://example.org/>link</a>", 22, "some words and a\nlink [1]"},
		{"a table becomes lines", "<table><tr><th>Place<th>Monday<th>Tuesday<th>Remark<tr><td>Mopti<td>1<td>2<td>wet<tr><td>Gao<td>3<td>4<td>dry</table>",
			20, "Place   Mopti\nMonday  1\nTuesda  2\nRemark  wet\n\nPlace   Gao\nMonday  3\nTuesda  4\nRemark  dry"},
		{"code", "<pre>0123456789012345678901234567890</pre>", 20, "┊ 012345678901234567\n┊ ↪ 8901234567890"},
		{"narrower than the least", "<p>some words of text", 5, "some words of text"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := asText(tt.body, tt.width); got != tt.want {
				t.Errorf("\n got %q\nwant %q", got, tt.want)
			}
		})
	}
}

func TestLinksHeadingsWeights(t *testing.T) {
	d := Parse(`<h1>One <a href="https://example.org/1">link</a></h1><p>text</p><blockquote><h3>Two</h3>
		<p id="here"><a href="https://user:pw@example.org/2">b</a> <a href="HTTPS://EXAMPLE.org/1">again</a></p></blockquote>
		<p id="there">x <a href="mailto:desk@example.org?attach=x">mail</a></p>`)
	want := []Link{
		{1, "https://example.org/1", "link", 0},
		{2, "https://example.org/2", "b", 2},
		{3, "mailto:desk@example.org", "mail", 3},
	}
	if fmt.Sprint(d.Links()) != fmt.Sprint(want) {
		t.Errorf("links %v, want %v", d.Links(), want)
	}
	if got := fmt.Sprint(d.Headings()); got != "[{1 One link 0} {3 Two 2}]" {
		t.Errorf("headings %v", got)
	}
	for i := range d.Len() {
		if d.Weight(i) < 1 {
			t.Errorf("block %d weighs %d", i, d.Weight(i))
		}
	}
	if at, ok := d.Anchor("there"); !ok || at != 3 {
		t.Errorf("anchor at %d, %v", at, ok)
	}
	if at, ok := d.Anchor("here"); !ok || at != 2 {
		t.Errorf("anchor in a quote at %d, %v", at, ok)
	}
}

// TestSpans checks that the cells of a span hold the text of its link.
func TestSpans(t *testing.T) {
	body := `<ul><li>日本 <a href="https://example.org/1">first link of them</a> and
		<a href="https://example.org/2"><b>the</b> <code>second</code> one</a></li></ul>`
	for _, width := range []int{20, 24, 40, 80} {
		look := dark
		look.Width = width
		found := map[int]string{}
		d := Parse(body)
		for _, l := range NewRenderer(look).Block(d, 0).Lines {
			for _, s := range l.Spans {
				found[s.Link] += strings.TrimSpace(ansi.Cut(ansi.Strip(l.Text), s.From, s.To)) + " "
			}
		}
		for number, want := range map[int]string{1: "first link of them\u00a0[1]", 2: "the `second` one\u00a0[2]"} {
			if got := strings.TrimSpace(found[number]); got != want {
				t.Errorf("width %d, link %d: %q", width, number, got)
			}
		}
	}
}

// Far behind, blocks look as they do in front, and cost a fraction.
func TestBlocksFarBehind(t *testing.T) {
	d := Parse(strings.Repeat(`<p>See <a href="https://quay.example/">the <b>quay</b></a> &amp; *more*.</p>`, 2*maxStyled))
	r := NewRenderer(Look{Width: 80})
	draw := func(from int) uint64 {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		for i := range 100 {
			r.Block(d, from+i)
		}
		runtime.ReadMemStats(&after)
		return after.TotalAlloc - before.TotalAlloc
	}
	if front, behind := draw(maxStyled-100), draw(maxStyled); behind > front/4 {
		t.Errorf("behind they take %d bytes, in front %d", behind, front)
	}
	if front, behind := r.Block(d, 0), r.Block(d, maxStyled); !reflect.DeepEqual(front, behind) {
		t.Errorf("in front %+v\nbehind   %+v", front, behind)
	}
}

// A link that something else ends is a link as far as it goes.
func TestLinksThatEndWithoutText(t *testing.T) {
	for _, inside := range []string{
		"text<br>", "text<pre>code</pre>", "text<hr>", "<p>text</p><table><tr><th>a<th>b<tr><td>c<td>d</table>", "<ul><li>text</ul>", "<ul><li>text</ul><hr>",
		"<blockquote>text<pre>x</pre></blockquote>", "<table><tr><td>text<td>b<tr><td>c<td>d</table>", "text<br><br>", "<h2>text</h2><hr>", "text <code>",
	} {
		for _, body := range []string{"<a href=https://quay.example/>" + inside + "</a>", "<p>before <a href=https://quay.example/>" + inside + "</a> after</p>", "<table><tr><td><a href=https://quay.example/>" + inside + "</a><td>b<tr><td>c<td>d</table>"} {
			d := Parse(body)
			shown := strings.Join(drawn(d, Look{Width: 40}), "\n")
			if len(d.Links()) != 1 || !strings.Contains(shown, "\x1b]8;id=1;https://quay.example/\x1b\\") {
				t.Errorf("%s\nhas the links %v and shows\n%q", body, d.Links(), shown)
			}
			if md := Markdown(body); !strings.Contains(md, "text") {
				t.Errorf("%s\nis in Markdown\n%s", body, md)
			}
		}
	}
	if d := Parse("<p>a<a href=https://quay.example/></a> <a href=https://quay.example/b>b</a>"); len(d.Links()) != 1 {
		t.Errorf("an empty link counts: %v", d.Links())
	}
}
