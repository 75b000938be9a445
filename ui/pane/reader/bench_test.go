package reader

import (
	"context"
	"fmt"
	"testing"

	"griot/feed"
	"griot/ui/pane/panetest"
	"griot/ui/text"
)

// sizes are those of a short, a long and a very long article, in bytes.
var sizes = []int{5 << 10, 50 << 10, 1 << 20}

// From the key to the first screen, when nothing was made ahead.
func BenchmarkOpen(b *testing.B) {
	for _, size := range sizes {
		b.Run(fmt.Sprintf("%dKB", size>>10), func(b *testing.B) {
			d := newDesk(b, text.English, 100, 40)
			d.lib.articles[8] = long(8, size)
			h := d.lib.articles[8].Headline
			for b.Loop() {
				d.p.shown.ID = 0
				d.p.Show(h, feed.Query{})
				d.p.Update(d.p.open()())
				_ = d.p.View()
			}
		})
	}
}

// The same when it was made ahead: what is left for Update and View.
func BenchmarkOpenAhead(b *testing.B) {
	for _, size := range sizes {
		b.Run(fmt.Sprintf("%dKB", size>>10), func(b *testing.B) {
			d := newDesk(b, text.English, 100, 40)
			d.lib.articles[8] = long(8, size)
			h := d.lib.articles[8].Headline
			key := d.p.aheadKey(8)
			made := madeAhead{key: key, opened: openArticle(context.Background(), d.lib, 8, key.look, 40)}
			for b.Loop() {
				d.p.shown.ID = 0
				d.p.ahead.keep(made)
				d.p.Show(h, feed.Query{})
				_ = d.p.View()
			}
		})
	}
}

// A key press and the frame after it, in the middle of an article.
func BenchmarkScroll(b *testing.B) {
	for _, size := range sizes {
		b.Run(fmt.Sprintf("%dKB", size>>10), func(b *testing.B) {
			d := newDesk(b, text.English, 100, 40)
			d.lib.articles[8] = long(8, size)
			d.open(8)
			d.Press("pgdown")
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				d.p.Update(panetest.Key([]string{"j", "k"}[i%2]))
				_ = d.p.View()
				_ = d.p.Position()
			}
		})
	}
}

func BenchmarkView(b *testing.B) {
	d := newDesk(b, text.English, 100, 40)
	d.lib.articles[8] = long(8, 1<<20)
	d.open(8)
	b.ReportAllocs()
	for b.Loop() {
		_ = d.p.View()
	}
}

// With a match in every paragraph and a link selected.
func BenchmarkViewMarked(b *testing.B) {
	d := newDesk(b, text.English, 100, 40)
	d.lib.articles[8] = long(8, 50<<10)
	d.open(8)
	d.Press("/")
	d.Type("the")
	d.Press("enter", "tab")
	b.ReportAllocs()
	for b.Loop() {
		_ = d.p.View()
	}
}
