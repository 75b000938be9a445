package parse

import (
	"bytes"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"griot/feed"
)

// chunksOf outlines a document and returns its entries as they stand.
func chunksOf(in string) (chunks []string, o outline) {
	root, ok := findRoot([]byte(in))
	if !ok {
		return nil, outline{}
	}
	o = scan([]byte(in), root)
	if !o.sound {
		return nil, o
	}
	for _, c := range o.chunks {
		chunks = append(chunks, in[c.open:c.end])
	}
	return chunks, o
}

func TestScanFindsEntries(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"RSS", `<rss><channel><title>t</title><item>1</item><item a="b">2</item></channel></rss>`, `<item>1</item>|<item a="b">2</item>`},
		{"Atom", `<feed><title/><entry>1</entry><entry/></feed>`, `<entry>1</entry>|<entry/>`},
		{"RDF", `<rdf:RDF><channel><title/></channel><item>1</item></rdf:RDF>`, `<item>1</item>`},
		{"prefixed", `<a:feed><a:entry>1</a:entry><b:entry>2</b:entry></a:feed>`, `<a:entry>1</a:entry>`},
		{"an end in CDATA", `<rss><channel><item><![CDATA[</item>]]></item></channel></rss>`, `<item><![CDATA[</item>]]></item>`},
		{"an end in a comment", `<rss><channel><item><!-- </item> --></item></channel></rss>`, `<item><!-- </item> --></item>`},
		{"an end in an attribute", `<rss><channel><item a='/>'>x</item></channel></rss>`, `<item a='/>'>x</item>`},
		{"an instruction", `<rss><channel><?x </item> ?><item>x</item></channel></rss>`, `<item>x</item>`},
		{"nested", `<rss><channel><item><x><item>in</item></x></item></channel></rss>`, `<item><x><item>in</item></x></item>`},
		{"an entry in RSS", `<rss><channel><entry>1</entry><item>2</item></channel></rss>`, `<item>2</item>`},
		{"capitals", `<RSS><Channel><Item>1</Item></Channel></RSS>`, `<Item>1</Item>`},
		{"list of items", `<rdf:RDF><channel><items><item/></items></channel><item>1</item></rdf:RDF>`, `<item>1</item>`},
	} {
		got, o := chunksOf(c.in)
		if !o.sound || strings.Join(got, "|") != c.want {
			t.Errorf("%s: %q, sound %v, want %q", c.name, got, o.sound, c.want)
		}
	}
}

func TestScanRefuses(t *testing.T) {
	for name, in := range map[string]string{
		"a wrong end tag":     `<rss><channel><item></itm></channel></rss>`,
		"an end missing":      `<rss><channel><item></channel></rss>`,
		"cut in a tag":        `<rss><channel><item`,
		"cut in CDATA":        `<rss><channel><item><![CDATA[x</item></channel></rss>`,
		"cut in a comment":    `<rss><channel><!-- x</channel></rss>`,
		"cut in a text":       `<rss><channel><item>x`,
		"cut in an attribute": `<rss><channel><item a="x></item></channel></rss>`,
		"< in an attribute":   `<rss><channel><item a="<"></item></channel></rss>`,
		"a declaration":       `<rss><!ENTITY a "b"><channel></channel></rss>`,
		"too deep":            `<rss>` + strings.Repeat("<a>", 300) + strings.Repeat("</a>", 300) + `</rss>`,
		"too many attributes": `<rss><a ` + strings.Repeat(`a="b" `, 100) + `/></rss>`,
		"too many namespaces": `<rss>` + strings.Repeat(`<a xmlns:a="b" xmlns:c="d">`, 100) + strings.Repeat(`</a>`, 100) + `</rss>`,
		"more behind the end": `<rss><channel></channel></rss><item>x</item>`,
	} {
		if _, o := chunksOf(in); o.sound {
			t.Errorf("%s is sound", name)
		}
	}
}

func TestScanFindsHeads(t *testing.T) {
	for in, want := range map[string]string{
		`<rss><channel><title>t</title><item><title>no</title></item><link>l</link><image><url>u</url></image></channel></rss>`: `<title>t</title>|<link>l</link>|<image><url>u</url></image>`,
		`<feed><title>t</title><entry><title>no</title></entry><link/></feed>`:                                                  `<title>t</title>|<link/>`,
		`<rdf:RDF><channel><title>t</title></channel><image><title>no</title></image><item/></rdf:RDF>`:                         `<title>t</title>|<image><title>no</title></image>`,
	} {
		_, o := chunksOf(in)
		var got []string
		for _, n := range o.heads {
			got = append(got, in[n.open:n.end])
		}
		if strings.Join(got, "|") != want {
			t.Errorf("heads of %s are %q", in, got)
		}
	}
}

func TestHashesDependOnWhatIsAround(t *testing.T) {
	hash := func(in string) feed.Hash {
		doc, err := Parse(Input{Body: []byte(in)})
		if err != nil {
			t.Fatal(err)
		}
		return doc.Entries[0].Hash
	}
	one := hash(`<rss><channel><title>a</title><item><title>x</title></item></channel></rss>`)
	if one == (feed.Hash{}) {
		t.Fatal("no hash")
	}
	if hash(`<rss><channel><title>b</title><link>c</link><item><title>x</title></item><item><title>y</title></item></channel></rss>`) != one {
		t.Error("the hash depends on the feed's own elements")
	}
	for name, in := range map[string]string{
		"content":      `<rss><channel><item><title>y</title></item></channel></rss>`,
		"root tag":     `<rss xml:base="http://a.example/"><channel><item><title>x</title></item></channel></rss>`,
		"channel tag":  `<rss><channel xml:lang="fr"><item><title>x</title></item></channel></rss>`,
		"its own tag":  `<rss><channel><item a="b"><title>x</title></item></channel></rss>`,
		"white spaces": `<rss><channel><item><title>x</title> </item></channel></rss>`,
	} {
		if hash(in) == one {
			t.Errorf("the hash does not depend on %s", name)
		}
	}
}

// Reading what is new must give what reading everything gives.
func TestReducedEqualsFull(t *testing.T) {
	for name, in := range seeds() {
		checkReduced(t, name, in)
	}
}

func checkReduced(t *testing.T, name string, in []byte) {
	t.Helper()
	full, err := Parse(Input{Body: in, URL: "https://quay.example/f", Seen: seen})
	if err != nil || full.Kind != feed.KindFeed {
		return
	}
	for third := range 3 {
		drop := make(map[feed.Hash]bool)
		for i, e := range full.Entries {
			if i%3 == third && e.Hash != (feed.Hash{}) {
				drop[e.Hash] = true
			}
		}
		if len(drop) == 0 {
			continue
		}
		part, err := Parse(Input{Body: in, URL: "https://quay.example/f", Seen: seen, Known: func(h feed.Hash) bool { return drop[h] }})
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		var want []feed.Entry
		gone := 0
		for _, e := range full.Entries {
			if drop[e.Hash] {
				gone++
			} else {
				want = append(want, e)
			}
		}
		if len(part.Entries) != len(want) || len(part.Unchanged) != gone {
			t.Fatalf("%s: %d entries and %d unchanged, want %d and %d", name, len(part.Entries), len(part.Unchanged), len(want), gone)
		}
		for i := range want {
			if !reflect.DeepEqual(part.Entries[i], want[i]) {
				t.Errorf("%s: entry %d is\n%+v, want\n%+v", name, i, part.Entries[i], want[i])
			}
		}
		part.Entries, part.Unchanged = nil, nil
		head := full
		head.Entries, head.Unchanged = nil, nil
		if !reflect.DeepEqual(part, head) {
			t.Errorf("%s: the feed is\n%+v, want\n%+v", name, part, head)
		}
	}
}

// seeds are feeds of all kinds, for the tests that hold for any.
func seeds() map[string][]byte {
	return map[string][]byte{
		"RSS":          []byte(soundRSS),
		"Atom":         []byte(soundAtom),
		"made RSS":     madeRSS(7, true),
		"made Atom":    madeAtom(7),
		"RDF":          []byte(`<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><channel rdf:about="c"><title>Q</title></channel><item rdf:about="1"><title>One</title></item><item rdf:about="2"><title>Two</title></item><item/></rdf:RDF>`),
		"bases":        []byte(`<feed xmlns="http://www.w3.org/2005/Atom" xml:base="/a/"><title>Q</title><entry xml:base="b/"><link href="c"/><content type="html" xml:base="d/">&lt;a href="e"&gt;f&lt;/a&gt; xml:base</content></entry><entry><link href="c"/></entry></feed>`),
		"https":        []byte(`<feed xmlns="https://www.w3.org/2005/Atom"><title>Q</title><entry><title>One</title></entry><entry><title>Two</title></entry></feed>`),
		"doctype":      []byte(`<!DOCTYPE rss [<!ENTITY q "Quay">]><rss><channel><title>&q;</title><item><title>&q; 1</title></item><item><title>2</title></item></channel></rss>`),
		"twice":        []byte(`<rss><channel><item><title>One</title></item><item><title>One</title></item><item><title>Two</title></item></channel></rss>`),
		"damaged":      []byte(`<rss><channel><title>Q<item><title>One</item><item><title>Two &#7;</title></item><item><tit`),
		"two channels": []byte(`<rss><channel><title>A</title><item><title>One</title></item></channel><channel><title>B</title><item><title>Two</title></item></channel></rss>`),
		"foreign":      []byte(`<rss xmlns:x="y"><channel><x:item>a</x:item><item><title>One</title></item><entry><title>no</title></entry></channel></rss>`),
		"JSON":         []byte(jsonItem(`"id":"1","title":"One","_a":{"views":3}`)),
	}
}

func TestKnownEntriesAreNotParsed(t *testing.T) {
	first, err := Parse(Input{Body: madeRSS(5, true)})
	if err != nil {
		t.Fatal(err)
	}
	known := make(map[feed.Hash]bool)
	for _, e := range first.Entries {
		known[e.Hash] = true
	}
	doc, err := Parse(Input{Body: madeRSS(8, true), Known: func(h feed.Hash) bool { return known[h] }})
	if err != nil {
		t.Fatal(err)
	}
	if len(doc.Entries) != 3 || len(doc.Unchanged) != 5 || doc.Entries[0].Title != "Crane number 5" || doc.Title != "Harbour Notes" {
		t.Errorf("%d entries, %d unchanged", len(doc.Entries), len(doc.Unchanged))
	}
	for i, h := range doc.Unchanged {
		if h != first.Entries[i].Hash {
			t.Errorf("unchanged entry %d is another", i)
		}
	}
}

func TestParseLeavesItsInputAlone(t *testing.T) {
	for name, in := range seeds() {
		before := bytes.Clone(in)
		if _, err := Parse(Input{Body: in}); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if !bytes.Equal(before, in) {
			t.Errorf("%s was changed", name)
		}
	}
}

func TestTooManyEntries(t *testing.T) {
	in := []byte("<rss><channel>")
	for i := range maxEntries + 100 {
		in = fmt.Appendf(in, "<item><title>%d</title></item>", i)
	}
	doc, err := Parse(Input{Body: append(in, "</channel></rss>"...)})
	if err != nil || len(doc.Entries) != maxEntries || !doc.Cut || doc.Salvaged {
		t.Errorf("%d entries, cut %v, salvaged %v, %v", len(doc.Entries), doc.Cut, doc.Salvaged, err)
	}
}
