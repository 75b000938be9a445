package parse

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/mmcdole/gofeed"

	"griot/feed"
)

// benchFeeds are three feeds of a hundred articles: RSS with CDATA, RSS with
// escaped HTML, Atom with escaped HTML. GRIOT_CORPUS names a folder with others.
func benchFeeds(b *testing.B) [][]byte {
	if dir := os.Getenv("GRIOT_CORPUS"); dir != "" {
		paths, _ := filepath.Glob(filepath.Join(dir, "*.xml"))
		var feeds [][]byte
		for _, p := range paths[:min(len(paths), 30)] {
			body, err := os.ReadFile(p)
			if err != nil {
				b.Fatal(err)
			}
			feeds = append(feeds, body)
		}
		if len(feeds) == 0 {
			b.Fatalf("no feed in %s", dir)
		}
		return feeds
	}
	return [][]byte{madeRSS(100, true), madeRSS(100, false), madeAtom(100)}
}

func madeContent(i int) string {
	var s strings.Builder
	for n := range 8 {
		fmt.Fprintf(&s, "<h2>Part %d of %d</h2>\n<p>The ferry <em>Amina</em> left the quay at %02d:10 with <a href=\"/boats/%d?a=1&amp;b=2\">forty passengers</a> &amp; their goods, and the evening tide was late. Nobody on the pier had expected the lamps to be lit so early in the year.</p>\n<ul><li>rice</li><li>millet</li><li>salt</li></ul>\n<pre><code>tide --at %d\n</code></pre>\n", n, i, n, i, n)
	}
	return s.String()
}

func madeRSS(items int, cdata bool) []byte {
	var s bytes.Buffer
	s.WriteString(`<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:slash="http://purl.org/rss/1.0/modules/slash/" xmlns:media="http://search.yahoo.com/mrss/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Harbour Notes</title><link>https://harbour.example/</link><description>News of the quay</description>`)
	for i := range items {
		content := madeContent(i)
		if cdata {
			content = "<![CDATA[" + content + "]]>"
		} else {
			content = string(appendEscaped(nil, content))
		}
		fmt.Fprintf(&s, `<item><title>Crane number %d</title><link>https://harbour.example/%d</link><guid isPermaLink="false">harbour-%d</guid><pubDate>Sat, 21 Feb 2026 10:%02d:00 +0000</pubDate><dc:creator>Ada</dc:creator><slash:comments>%d</slash:comments><media:community><media:statistics views="%d"/></media:community><description>%s</description></item>`, i, i, i, i%60, i, i*7, content)
	}
	s.WriteString("</channel></rss>")
	return s.Bytes()
}

func madeAtom(entries int) []byte {
	var s bytes.Buffer
	s.WriteString(`<?xml version="1.0" encoding="UTF-8"?><feed xmlns="http://www.w3.org/2005/Atom" xmlns:thr="http://purl.org/syndication/thread/1.0"><id>tag:quay.example,2026:all</id><title>Quay</title><updated>2026-02-21T10:00:00Z</updated><link href="https://quay.example/"/>`)
	for i := range entries {
		fmt.Fprintf(&s, `<entry><id>tag:quay.example,2026:%d</id><title type="html">Low tide &amp;amp; %d</title><updated>2026-02-21T10:%02d:00Z</updated><author><name>Brahim</name></author><link href="https://quay.example/%d"/><thr:total>%d</thr:total><content type="html">%s</content></entry>`, i, i, i%60, i, i, appendEscaped(nil, madeContent(i)))
	}
	s.WriteString("</feed>")
	return s.Bytes()
}

// The way from bytes to articles must cost at most one and a half times what
// gofeed alone does.
func BenchmarkFeeds(b *testing.B) {
	feeds := benchFeeds(b)
	size := 0
	for _, f := range feeds {
		size += len(f)
	}
	run := func(name string, parse func(body []byte) error) {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(size))
			b.ReportAllocs()
			for b.Loop() {
				for _, f := range feeds {
					if err := parse(f); err != nil {
						b.Fatal(err)
					}
				}
			}
		})
	}
	run("gofeed", func(body []byte) error {
		_, err := gofeed.NewParser().Parse(bytes.NewReader(body))
		return err
	})
	run("gofeed without image scan", func(body []byte) error {
		p := gofeed.NewParser()
		p.RSSTranslator = &gofeed.DefaultRSSTranslator{DisableContentImageScan: true}
		_, err := p.Parse(bytes.NewReader(body))
		return err
	})
	run("whole way", func(body []byte) error {
		_, err := Parse(Input{Body: body, URL: "https://example.org/feed"})
		return err
	})
	known := make(map[feed.Hash]struct{})
	for _, f := range feeds {
		doc, err := Parse(Input{Body: f})
		if err != nil {
			b.Fatal(err)
		}
		for _, e := range doc.Entries {
			known[e.Hash] = struct{}{}
		}
	}
	run("nothing new", func(body []byte) error {
		_, err := Parse(Input{Body: body, Known: func(h feed.Hash) bool { _, ok := known[h]; return ok }})
		return err
	})
	run("outline alone", func(body []byte) error {
		if o := scan(body, bytes.IndexByte(body[5:], '<')+5); !o.sound {
			return errMismatch
		}
		return nil
	})
}
