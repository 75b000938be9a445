package render

import (
	"fmt"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"griot/render/plain"
)

// trap is a body made to hang, hide or disguise something.
type trap struct {
	name string
	body string
	says string // what must still be there to read, anywhere
}

// traps are the hostile bodies that are known to have hurt converters and
// renderers, and some more. Tests take a share of their size, which is enough to
// be cut and refused; benchmarks take them whole.
func traps(share int) []trap {
	rep := func(s string, n int) string {
		if n >= 2000 {
			n /= share
		}
		return strings.Repeat(s, n)
	}
	numbered := func(n int, format string) string {
		var b strings.Builder
		for i := range n / share {
			fmt.Fprintf(&b, format, i)
		}
		return b.String()
	}
	goCode := numbered(30000, "func f%d() int { return 1 } // go\n")
	return []trap{
		{"200 quotes", rep("<blockquote>", 200) + "deep" + rep("</blockquote>", 200), "deep"},
		{"490 quotes", rep("<blockquote>", 490) + "deep" + rep("</blockquote>", 490), "deep"},
		{"5000 quotes", rep("<blockquote>", 5000) + "deep" + rep("</blockquote>", 5000), "deep"},
		{"100 lists", rep("<ul><li>", 100) + "deep" + rep("</li></ul>", 100), "deep"},
		{"150 quotes and lists", rep("<blockquote><ol><li>", 150) + "deep", "deep"},
		{"600 bold", rep("<b>", 600) + "deep" + rep("</b>", 600), "deep"},
		{"100000 open divs", rep("<div>", 100000) + "deep", "deep"},
		{"880 KB of code", "<pre><code class=language-go>" + goCode + "</code></pre>", "f3749"},
		{"code of one line", "<pre><code class=language-js>" + rep("var a=1;", 110000) + "end</code></pre>", "end"},
		{"code in an unknown language", rep("<pre><code class=language-nonesuch>x := 1</code></pre>", 3000), "nonesuch"},
		{"long href", "<p><a href=\"https://example.org/" + rep("a", 1<<20) + "\">here</a></p>", "here"},
		{"long bare address", "<p>see https://example.org/" + rep("a", 1<<20) + " end</p>", "end"},
		{"long link text", "<p><a href=https://example.org/>" + rep("text ", 200000) + "end</a></p>", "end"},
		{"delimiters", "<p>" + rep("*_[", 40000) + "end</p>", "end"},
		{"backticks", "<p>" + rep("`` ` ", 40000) + "end</p>", "end"},
		{"angle brackets", "<p>" + rep("&lt;a &amp;amp; ", 20000) + "end</p>", "end"},
		{"20000 links", "<p>" + numbered(20000, "<a href=https://example.org/%[1]d>l%[1]d</a> ") + "</p>", "l2499"},
		{"a table of 2000 rows", "<table>" + rep("<tr>"+rep("<td>cell</td>", 5)+"</tr>", 2000) + "<tr><td>end<td>x</table>", "end"},
		{"300 columns", "<table>" + rep("<tr>"+rep("<td>c</td>", 300)+"</tr>", 3) + "<tr><td>end<td>x</table>", "end"},
		{"a row of 20000 cells", "<table><tr><td>a<td>b</tr><tr>" + rep("<td>c</td>", 20000) + "<td>end</td></tr></table>", "end"},
		{"colspan", "<table><tr><td colspan=10000 rowspan=10000>big</td><td>end</td></tr><tr><td>c</td></tr></table>", "end"},
		{"a megabyte in a late cell", "<table>" + rep("<tr><td>a<td>b</tr>", 50) + "<tr><td>" + rep("word ", 200000) + "<td>end</tr></table>", "end"},
		{"nested tables", rep("<table><tr><td>", 150) + "deep", "deep"},
		{"20000 items", "<ol>" + numbered(20000, "<li>item %d</li>") + "</ol>", "item 2499"},
		{"a list in every item", "<ul>" + rep("<li>a<ul><li>b</li></ul></li>", 10000) + "<li>end</ul>", "end"},
		{"an item of a megabyte", "<ul><li>" + rep("word ", 200000) + "<p>end</ul>", "end"},
		{"a word of a megabyte", "<p>" + rep("a", 1<<20) + "</p><p>end</p>", "end"},
		{"emoji", "<p>" + rep("👩\u200d👩\u200d👧", 40000) + "</p><p>end</p>", "end"},
		{"marks", "<p>e" + rep("\u0301", 100000) + "</p><p>end</p>", "end"},
		{"a paragraph of a megabyte", "<p>" + rep("Some words of text. ", 50000) + "end</p>", "end"},
		{"line breaks", "<p>a" + rep("<br>", 100000) + "end</p>", "end"},
		{"no-break blanks", "<p>" + rep("mot\u00a0", 100000) + "end</p>", "end"},
		{"a heading of a megabyte", "<h1>" + rep("head ", 200000) + "end</h1>", "end"},
		{"wrappers", rep("<div>", 400) + rep("<p>x</p>", 50000) + "<p>end</p>", "end"},
		{"formatting left open", rep("<i><b><u>", 150) + rep("<p>x", 3000) + "<p>end", "end"},
		{"styles", "<p>" + rep("<b>a</b><i>b</i><code>c</code>", 20000) + "end</p>", "end"},
		{"empty", "", ""},
		{"nothing but tags", rep("<p></p><ul><li></li></ul><table><tr><td></td></tr></table>", 1000), ""},
		{"not HTML", rep("\x00\xff<<<>>>&&&", 20000) + "end", "end"},
		{"quotes of many paragraphs", "<blockquote>" + rep("<p>Some words.</p>", 20000) + "<p>end</p></blockquote>", "end"},
		{"definitions", "<dl>" + rep("<dt>a<dd>b", 10000) + "<dd>end</dl>", "end"},
		{"images", "<p>" + numbered(20000, "<img src=https://example.org/%[1]d.png alt=i%[1]d>") + "</p>", "i2499"},
		{"line starts", "<p>" + rep("1. a<br># b<br>- c<br>&gt; d<br>", 5000) + "end</p>", "end"},
		{"comments", rep("<!-- ", 20000) + "--><p>end</p>", "end"},
	}
}

// drawn is a document as a reader gets it.
func drawn(d *Document, look Look) []string {
	r := NewRenderer(look)
	var lines []string
	for i := range d.Len() {
		b := r.Block(d, i)
		if i > 0 && !b.Tight {
			lines = append(lines, "")
		}
		for _, l := range b.Lines {
			lines = append(lines, l.Text)
		}
	}
	return lines
}

// TestTraps counts what drawing costs rather than timing it: every block is
// small, so that the first screen is made of a few small ones.
func TestTraps(t *testing.T) {
	for _, tt := range traps(8) {
		t.Run(tt.name, func(t *testing.T) {
			d := Parse(tt.body)
			for i := range d.blocks {
				if s := sizeOf(&d.blocks[i]); s.bytes > 2*maxBytes+64 || s.parts > 5*maxParts {
					t.Fatalf("block %d of %d costs %+v", i, d.Len(), s)
				}
			}
			r := NewRenderer(Look{Width: 80})
			for i := 0; i < d.Len(); i = next(i, d.Len()) {
				checkBlock(t, d, r.Block(d, i), 80)
			}
			if cost := screenCost(r, ParseHead(tt.body)); cost.bytes > 10*maxBytes || cost.parts > 20*maxParts {
				t.Errorf("the first 40 lines cost %+v", cost)
			}
			if r.directs > 0 {
				t.Errorf("%d texts did not come back from Markdown", r.directs)
			}
			var all strings.Builder
			for i := range d.blocks {
				words(&d.blocks[i], &all)
			}
			if !strings.Contains(all.String(), tt.says) {
				t.Errorf("%q is not there to read", tt.says)
			}
		})
	}
}

// screenCost adds up the blocks that the first 40 lines are made of.
func screenCost(r *Renderer, d *Document) size {
	cost, lines := size{}, 0
	for i := 0; i < d.Len() && lines < 40; i++ {
		cost = cost.add(sizeOf(&d.blocks[i]))
		lines += len(r.Block(d, i).Lines)
	}
	return cost
}

// next goes through the first and last blocks and some of those between.
func next(i, n int) int {
	if i < 12 || i > n-4 {
		return i + 1
	}
	return min(i+n/6+1, n-3)
}

// words gathers all text of a box.
func words(b *box, out *strings.Builder) {
	out.WriteString(b.lang + b.code)
	b.each(func(spans []span) {
		for _, s := range spans {
			out.WriteString(s.text)
		}
		out.WriteByte('\n')
	})
	for i := range b.kids {
		words(&b.kids[i], out)
	}
}

// checkBlock asserts what holds of every block.
func checkBlock(t *testing.T, d *Document, b Block, width int) {
	t.Helper()
	if len(b.Lines) == 0 {
		t.Fatal("a block without lines")
	}
	for _, l := range b.Lines {
		if clean := plain.Styled(l.Text); clean != l.Text {
			t.Fatalf("a line that is not clean\n got %q\nwant %q", l.Text, clean)
		}
		bare := ansi.Strip(l.Text)
		if w := ansi.StringWidth(bare); w > width {
			t.Fatalf("a line of %d cells in %d: %q", w, width, bare)
		}
		if strings.HasSuffix(bare, " ") {
			t.Fatalf("a line that ends in a blank: %q", bare)
		}
		for _, s := range l.Spans {
			if s.From >= s.To || s.To > ansi.StringWidth(bare) || s.Link < 1 || s.Link > len(d.links) {
				t.Fatalf("a span %+v in %q", s, bare)
			}
		}
	}
	if first, last := ansi.Strip(b.Lines[0].Text), ansi.Strip(b.Lines[len(b.Lines)-1].Text); first == "" || last == "" {
		t.Fatalf("a block with a blank line at its edge: %q ... %q", first, last)
	}
}

func TestTrapsAsMarkdown(t *testing.T) {
	for _, tt := range traps(8) {
		t.Run(tt.name, func(t *testing.T) {
			md := Markdown(tt.body)
			if !strings.Contains(md, tt.says) {
				t.Errorf("%q is not there to read", tt.says)
			}
			if md != plain.Text(md) {
				t.Error("the Markdown is not clean")
			}
		})
	}
}
