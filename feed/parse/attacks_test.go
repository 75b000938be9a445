package parse

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// No entity brings in a file or an address, and none grows to more than it is,
// neither at first sight nor after a feed has been mended.
func TestEntitiesBringNothingIn(t *testing.T) {
	file := filepath.Join(t.TempDir(), "key.txt")
	if err := os.WriteFile(file, []byte("TOPSECRET"), 0o600); err != nil {
		t.Fatal(err)
	}
	var laughs strings.Builder
	laughs.WriteString(`<!ENTITY l0 "ha">`)
	for i := 1; i < 12; i++ {
		fmt.Fprintf(&laughs, `<!ENTITY l%d "%s">`, i, strings.Repeat(fmt.Sprintf("&l%d;", i-1), 10))
	}
	body := `<rss version="2.0"><channel><title>%[1]s</title><item><title>One %[1]s</title><description>%[1]s</description></item></channel></rss>`
	for name, c := range map[string]struct{ declared, used string }{
		"a file":           {`<!ENTITY x SYSTEM "file://` + file + `">`, "&x;"},
		"an address":       {`<!ENTITY x SYSTEM "http://127.0.0.1:1/x">`, "&x;"},
		"public":           {`<!ENTITY x PUBLIC "-//x//" "file://` + file + `">`, "&x;"},
		"by parameter":     {`<!ENTITY % f SYSTEM "file://` + file + `"><!ENTITY % d "<!ENTITY x '%f;'>">%d;`, "&x;"},
		"another DTD":      {`<!ENTITY % d SYSTEM "file://` + file + `">%d;`, "&x;"},
		"XInclude":         {``, `<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file://` + file + `" parse="text"/>`},
		"billion laughs":   {laughs.String(), "&l11;"},
		"itself":           {`<!ENTITY x "&x;&x;">`, "&x;"},
		"each other":       {`<!ENTITY x "&y;&y;"><!ENTITY y "&x;&x;">`, "&x;"},
		"quadratic blowup": {`<!ENTITY x "` + strings.Repeat("a", 100_000) + `">`, strings.Repeat("&x;", 30_000)},
	} {
		for how, tail := range map[string]string{"": "", ", damaged": "<item><title>cut", ", stray": "]]>&\x00"} {
			in := `<?xml version="1.0"?><!DOCTYPE rss [` + c.declared + `]>` + fmt.Sprintf(body, c.used)
			if tail != "" {
				in = strings.Replace(in, "</channel>", tail+"</channel>", 1)
			}
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			doc, _ := Parse(Input{Body: []byte(in), URL: "https://quay.example/feed.xml", Seen: seen})
			runtime.ReadMemStats(&after)
			text, err := json.Marshal(doc)
			if err != nil {
				t.Fatal(err)
			}
			if strings.Contains(string(text), "TOPSECRET") {
				t.Errorf("%s%s: the file is in it", name, how)
			}
			if len(text) > 1<<20 {
				t.Errorf("%s%s: %d bytes make %d", name, how, len(in), len(text))
			}
			if took := after.TotalAlloc - before.TotalAlloc; took > 256<<20 {
				t.Errorf("%s%s: %d bytes take %d MiB", name, how, len(in), took>>20)
			}
		}
	}
}

// What has hurt parsers by its depth or its holes costs little and panics never.
func TestParserTraps(t *testing.T) {
	deep := func(open, closed string, n int) string { return strings.Repeat(open, n) + strings.Repeat(closed, n) }
	for name, in := range map[string]string{
		"nested xml:base":  `<feed xmlns="http://www.w3.org/2005/Atom">` + deep(`<entry xml:base="a/">`, `</entry>`, 20_000) + `</feed>`,
		"nested elements":  `<rss><channel>` + deep(`<a>`, `</a>`, 100_000) + `<item><title>x</title></item></channel></rss>`,
		"nested items":     `<rss><channel>` + deep(`<item>`, `</item>`, 20_000) + `</channel></rss>`,
		"never closed":     `<rss><channel>` + strings.Repeat(`<item><title>`, 20_000),
		"many attributes":  `<rss ` + strings.Repeat(`a="b" `, 100_000) + `><channel><item><title>x</title></item></channel></rss>`,
		"many namespaces":  `<rss><channel>` + deep(`<a xmlns:a="x" xmlns="y">`, `</a>`, 5_000) + `</channel></rss>`,
		"long comment":     strings.Repeat("<!-- -->", 100_000) + `<rss><channel><item><title>x</title></item></channel></rss>`,
		"null everywhere":  `{"version":"https://jsonfeed.org/version/1.1","title":null,"authors":[null],"items":[null,{"id":null,"authors":[null,{}],"tags":[null],"attachments":[null,{}]}]}`,
		"nested arrays":    `{"version":"https://jsonfeed.org/version/1.1","items":` + deep("[", "]", 100_000) + `}`,
		"nested objects":   `{"version":"https://jsonfeed.org/version/1.1","items":[` + deep(`{"a":`, "}", 50_000) + `]}`,
		"no dates":         `<rss><channel><item><pubDate/></item><item><pubDate>0000-00-00</pubDate></item><item><pubDate>` + strings.Repeat("9", 1_000_000) + `</pubDate></item></channel></rss>`,
		"other roots":      `<rss><feed><rdf:RDF><channel><entry><item>` + deep("<feed>", "</feed>", 1000),
		"nothing but ends": strings.Repeat("</item>", 100_000),
	} {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		doc, err := Parse(Input{Body: []byte(in), URL: "https://quay.example/feed.xml", Seen: seen})
		runtime.ReadMemStats(&after)
		if took := after.TotalAlloc - before.TotalAlloc; took > 512<<20 {
			t.Errorf("%s: %d bytes take %d MiB", name, len(in), took>>20)
		}
		if err == nil && len(doc.Entries) == 0 && doc.Title == "" {
			t.Errorf("%s: it is read, and nothing is in it", name)
		}
	}
}
