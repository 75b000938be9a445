package render

import (
	"os"
	"strings"
	"testing"
)

// article is a document of about n bytes with all that articles have.
func article(n int) string {
	mixed, err := os.ReadFile("testdata/mixed.html")
	if err != nil {
		panic(err)
	}
	return strings.Repeat(string(mixed), max(1, n/len(mixed)))
}

// firstLines draws blocks until 40 lines are there.
func firstLines(r *Renderer, d *Document) int {
	lines := 0
	for i := 0; i < d.Len() && lines < 40; i++ {
		lines += len(r.Block(d, i).Lines) + 1
	}
	return lines
}

func BenchmarkArticle(b *testing.B) {
	look := Look{Width: 80, Dark: true, Accent: "#e0a030", Dim: "#8a8378", Faint: "#5a554d"}
	for _, size := range []struct {
		name  string
		bytes int
	}{{"5KB", 5 << 10}, {"50KB", 50 << 10}, {"1MB", 1 << 20}} {
		body := article(size.bytes)
		b.Run("first40/"+size.name, func(b *testing.B) {
			for b.Loop() {
				firstLines(NewRenderer(look), ParseHead(body))
			}
		})
		b.Run("parse/"+size.name, func(b *testing.B) {
			b.SetBytes(int64(len(body)))
			for b.Loop() {
				Parse(body)
			}
		})
		b.Run("whole/"+size.name, func(b *testing.B) {
			b.SetBytes(int64(len(body)))
			for b.Loop() {
				drawn(Parse(body), look)
			}
		})
		b.Run("markdown/"+size.name, func(b *testing.B) {
			b.SetBytes(int64(len(body)))
			for b.Loop() {
				Markdown(body)
			}
		})
	}
}

func BenchmarkTraps(b *testing.B) {
	for _, tt := range traps(1) {
		b.Run(strings.ReplaceAll(tt.name, " ", "_"), func(b *testing.B) {
			for b.Loop() {
				firstLines(NewRenderer(Look{Width: 80, Dark: true}), ParseHead(tt.body))
			}
		})
	}
}

func BenchmarkTrapsWhole(b *testing.B) {
	for _, tt := range traps(1) {
		b.Run(strings.ReplaceAll(tt.name, " ", "_"), func(b *testing.B) {
			for b.Loop() {
				Parse(tt.body)
			}
		})
	}
}

func BenchmarkFromMarkdown(b *testing.B) {
	md := strings.Repeat("Some *words* of a [comment](https://example.org/), and a list:\n\n- one\n- two\n\n", 250)
	b.SetBytes(int64(len(md)))
	for b.Loop() {
		FromMarkdown(md)
	}
}
