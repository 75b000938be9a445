package render

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// documents are bodies whose blocks all fit, so that none is cut.
func documents(t *testing.T) map[string]string {
	docs := map[string]string{"mixed": fixture(t, "mixed.html"), "mixed ten times": strings.Repeat(fixture(t, "mixed.html"), 10)}
	for seed := range uint64(4) {
		docs[fmt.Sprint("made ", seed)] = made(seed, 60)
	}
	return docs
}

// made is a random document of n blocks.
func made(seed uint64, n int) string {
	r := rand.New(rand.NewPCG(seed, 7))
	pick := func(of ...string) string { return of[r.IntN(len(of))] }
	words := func() string {
		var b strings.Builder
		for range 3 + r.IntN(40) {
			b.WriteString(pick("river ", "quai ", "eau, ", "<b>deux mains</b> ", "<i>l’étal</i> ", "日本語 ", "« oui » ", "1. ", "*a* ", "<br>",
				fmt.Sprintf("<a href=https://example.org/%d>lien %d</a> ", r.IntN(50), r.IntN(50)), "<code>a`b</code> ", "H<sub>2</sub>O "))
		}
		return b.String()
	}
	var b strings.Builder
	for range n {
		b.WriteString(pick(
			"<h2>"+words()+"</h2>", "<p>"+words()+"</p>", "<p>"+words()+"</p>", words(), "<hr>",
			"<ul><li>"+words()+"<li>"+words()+"<ol><li>"+words()+"</ol></ul>", "<ol start=9><li>"+words()+"<li><p>"+words()+"<p>"+words()+"</ol>",
			"<blockquote><p>"+words()+"<p>"+words()+"</blockquote>", "<pre><code class=language-go>x := 1\ny := \"é\"</code></pre>",
			"<table><tr><th>a<th>b<tr><td>"+pick("x", "<b>y</b>")+"<td>"+pick("1", "22")+"</table>",
			"<div><section><p>"+words()+"</div>", "<figure><img src=https://example.org/a.png alt=boat><figcaption>"+words()+"</figcaption></figure>",
			"<dl><dt>"+words()+"<dd>"+words()+"</dl>"))
	}
	return b.String()
}

// TestBlocksEqualWhole draws documents in one go, with one call of the converter
// and of Glamour, and block by block.
func TestBlocksEqualWhole(t *testing.T) {
	for name, body := range documents(t) {
		for _, width := range []int{32, 80} {
			look := dark
			look.Width = width
			tm := tamer{}
			whole := withTables(box{kind: group, kids: tm.tame(tree(body))})
			r := NewRenderer(look)
			l := layout{Renderer: r, links: tm.links, leaves: r.styled(leavesOf(&whole))}
			l.box(&whole, prefix{}, prefix{})
			var want []string
			for _, line := range l.finish() {
				want = append(want, line.Text)
			}
			if diff := cmp.Diff(want, drawn(Parse(body), look)); diff != "" {
				t.Errorf("%s at %d (-whole +blocks):\n%s", name, width, diff)
			}
			if r.directs > 0 {
				t.Errorf("%s: %d texts did not come back from Markdown", name, r.directs)
			}
		}
	}
}

// TestHeadEqualsWhole checks that what ParseHead shows is what Parse shows.
func TestHeadEqualsWhole(t *testing.T) {
	bodies := map[string]string{"mixed": strings.Repeat(fixture(t, "mixed.html"), 40)}
	for seed := range uint64(4) {
		bodies[fmt.Sprint("made ", seed)] = made(seed, 350)
	}
	for _, tt := range traps(8) {
		if len(tt.body) > headBytes && tt.name != "wrappers" && tt.name != "100000 open divs" { // two trees, see below
			bodies[tt.name] = tt.body
		}
	}
	for name, body := range bodies {
		short, long := ParseHead(body), Parse(body)
		if short.Len() > long.Len() || len(short.links) > len(long.links) || len(short.headings) > len(long.headings) {
			t.Fatalf("%s: the head has more than the whole", name)
		}
		for i := range short.blocks {
			if !reflect.DeepEqual(long.blocks[i], short.blocks[i]) {
				t.Errorf("%s: block %d differs:\n%.1000s", name, i,
					cmp.Diff(long.blocks[i], short.blocks[i], cmp.AllowUnexported(box{}, span{}, grid{}, cell{}, column{})))
				break
			}
		}
		if diff := cmp.Diff(long.links[:len(short.links)], short.links); diff != "" {
			t.Errorf("%s: links differ:\n%.2000s", name, diff)
		}
	}
}

func TestHeadOfAShortBodyIsAll(t *testing.T) {
	body := "<p>a</p><p>b"
	if got := ParseHead(body).Len(); got != 2 {
		t.Errorf("%d blocks", got)
	}
}

func TestHeadLooksBehindMarkup(t *testing.T) {
	body := "<style>" + strings.Repeat("a{b:c}", 20000) + "</style><p>a</p><p>b"
	if got := ParseHead(body).Len(); got != 2 {
		t.Errorf("%d blocks", got)
	}
}

// TestShallowTree reads documents without html.Parse and finds the same text.
func TestShallowTree(t *testing.T) {
	for name, body := range documents(t) {
		tm, plain := tamer{}, tamer{}
		var want, got strings.Builder
		for _, b := range tm.tame(tree(body)) {
			words(&b, &want)
		}
		for _, b := range plain.tame(shallowTree(body)) {
			words(&b, &got)
		}
		if squeeze(want.String()) != squeeze(got.String()) {
			t.Errorf("%s: the plain tree says something else", name)
		}
	}
}

func squeeze(s string) string { return strings.Join(strings.Fields(s), "") }

// TestParallel draws one document with one renderer a goroutine.
func TestParallel(t *testing.T) {
	d := Parse(strings.Repeat(fixture(t, "mixed.html"), 3))
	want := drawn(d, dark)
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			if got := drawn(d, dark); !cmp.Equal(want, got) {
				t.Error("another result in another goroutine")
			}
		})
	}
	wg.Wait()
}

func FuzzParseAndBlock(f *testing.F) {
	f.Add(fixture(f, "mixed.html"), 40)
	f.Add(made(1, 5), 20)
	for _, tt := range traps(8) {
		if len(tt.body) < 4000 {
			f.Add(tt.body, 80)
		}
	}
	f.Add("<a href=https://example.org/><b>x</b></a><table><tr><td>&#xFDD0;\U0001fffe;<td>`", 30)
	f.Fuzz(func(t *testing.T, body string, width int) {
		d := Parse(body)
		r := NewRenderer(Look{Width: width % 200})
		for i := range d.Len() {
			checkBlock(t, d, r.Block(d, i), r.width)
		}
		if r.directs > 0 {
			t.Errorf("%d texts did not come back from Markdown", r.directs)
		}
		if md := Markdown(body); strings.Contains(md, "<!--") && !strings.Contains(body, "<!--") {
			t.Errorf("a comment in %q", md)
		}
	})
}
