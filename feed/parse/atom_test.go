package parse

import (
	"testing"

	"griot/feed"
)

// atomEntry puts elements into an entry of a feed.
func atomEntry(elements string) string {
	return `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Quay</title><link href="https://quay.example/"/><entry>` + elements + `</entry></feed>`
}

func TestAtomEntries(t *testing.T) {
	for _, c := range []struct{ elements, field, want string }{
		// text constructs
		{`<title>AT&amp;T</title>`, "title", "AT&T"},
		{`<title>AT&amp;amp;T</title>`, "title", "AT&amp;T"},
		{`<title type="text">Use the &lt;b&gt; tag</title>`, "title", "Use the <b> tag"},
		{`<title type="text">The &lt;b&gt;b&lt;/b&gt; element</title>`, "title", "The <b>b</b> element"},
		{`<title>A &lt;b&gt;sloppy&lt;/b&gt; one</title>`, "title", "A sloppy one"},
		{`<title type="html">AT&amp;amp;T &lt;b&gt;b&lt;/b&gt;</title>`, "title", "AT&T b"},
		{`<title type="text/html">&lt;b&gt;b&lt;/b&gt;</title>`, "title", "b"},
		{`<title type="html"><![CDATA[<b>b</b> &amp; c]]></title>`, "title", "b & c"},
		{`<title type="html">less &amp;lt; more</title>`, "title", "less < more"},
		{`<title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">an <em>x</em> &lt; title</div></title>`, "title", "an x < title"},
		{`<title type="xhtml"><h:div xmlns:h="http://www.w3.org/1999/xhtml">an <h:em>x</h:em> title</h:div></title>`, "title", "an x title"},
		{`<title mode="base64">VGlkZQ==</title>`, "title", "Tide"},
		{`<summary>The tide is low</summary>`, "title", "The tide is low"},
		{`<m:group ` + nsMedia + `><m:title>Moving</m:title></m:group>`, "title", "Moving"},
		// content
		{`<content type="html">&lt;p&gt;a &lt;a href="x"&gt;y&lt;/a&gt;&lt;/p&gt;</content><link href="https://quay.example/d/1"/>`, "content", `<p>a <a href="https://quay.example/d/x">y</a></p>`},
		{`<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>a &lt; b</p><p>c</p></div></content>`, "content", "<p>a &lt; b</p><p>c</p>"},
		{`<content type="xhtml"><h:div xmlns:h="http://www.w3.org/1999/xhtml"><h:p>a</h:p></h:div></content>`, "content", "<p>a</p>"},
		{`<content type="text">a &lt;b&gt; c</content>`, "content", "a &lt;b&gt; c"},
		{"<content type=\"text\">one\n\ntwo\nthree</content>", "content", "<p>one</p><p>two<br>three</p>"},
		{`<content>&lt;p&gt;sloppy&lt;/p&gt;</content>`, "content", "<p>sloppy</p>"},
		{`<content type="image/png">iVBORw0KGgo=</content>`, "content", ""},
		{`<summary>short</summary><content type="html">long</content>`, "summary", "short"},
		{`<summary>short</summary>`, "content", "short"},
		{`<content type="html">long</content>`, "summary", ""},
		{`<content type="html" xml:base="https://base.example/d/">&lt;a href="x"&gt;y&lt;/a&gt;</content><link href="https://quay.example/1"/>`, "content", `<a href="https://base.example/d/x">y</a>`},
		{`<content type="xhtml"><div xml:base="https://base.example/d/"><a href="x">y</a></div></content><link href="https://quay.example/1"/>`, "content", `<a href="https://base.example/d/x">y</a>`},
		{`<content type="html">xml:base is an attribute</content>`, "content", "xml:base is an attribute"},
		{`<m:group ` + nsMedia + `><m:description>first https://x.example/y.&#10;second</m:description></m:group>`, "content", `<p>first <a href="https://x.example/y">https://x.example/y</a>.<br>second</p>`},
		// links
		{`<link href="/1"/>`, "link", "https://quay.example/1"},
		{`<link rel="alternate" href="/1"/>`, "link", "https://quay.example/1"},
		{`<link rel="http://www.iana.org/assignments/relation/alternate" href="/1"/>`, "link", "https://quay.example/1"},
		{`<link rel="self" href="/s"/><link rel="edit" href="/e"/><link href="/1"/>`, "link", "https://quay.example/1"},
		{`<link type="application/json" href="/j"/><link type="text/html" href="/1"/>`, "link", "https://quay.example/1"},
		{`<link type="application/json" href="/j"/>`, "link", "https://quay.example/j"},
		{`<link rel="self" href="/s"/>`, "link", ""},
		{`<link xml:base="https://base.example/d/f" href="1"/>`, "link", "https://base.example/d/1"},
		{`<id>/1</id>`, "guid", "https://quay.example/1"},
		{`<id>1</id>`, "guid", "1"},
		{`<id>HTTP://Quay.example/a/../%7eb</id>`, "guid", "HTTP://Quay.example/a/../%7eb"},
		{`<id>https://quay.example/id</id>`, "link", "https://quay.example/id"},
		{`<id>tag:1</id><link rel="related" href="/r"/>`, "link", "https://quay.example/r"},
		{`<content src="https://quay.example/page" type="text/html"/>`, "link", "https://quay.example/page"},
		{`<content src="/v.mp4" type="video/mp4"/>`, "files", "https://quay.example/v.mp4"},
		{`<link rel="enclosure" href="/a.mp3" type="audio/mpeg" length="9"/><link href="/1"/>`, "files", "https://quay.example/a.mp3"},
		{`<link rel="enclosure" href="/a.mp3" type="audio/mpeg" length="9"/>`, "types", "audio/mpeg"},
		{`<f:origLink xmlns:f="http://rssnamespace.org/feedburner/ext/1.0">https://quay.example/o</f:origLink><link href="http://feeds.feedburner.com/~r/1"/>`, "link", "https://quay.example/o"},
		// ids
		{`<id> tag:quay.example,2026:a b </id>`, "guid", "tag:quay.example,2026:a b"},
		{`<id>https://quay.example/%7Ea|b</id>`, "guid", "https://quay.example/%7Ea|b"},
		{`<id>1</id>`, "guid", "1"},
		{`<id xml:base="https://base.example/">1</id>`, "guid", "https://base.example/1"},
		// authors
		{`<author><name>Ada</name><email>a@b.example</email></author>`, "author", "Ada"},
		{`<author><name>Ada</name></author><author><name>Bob</name></author>`, "author", "Ada, Bob"},
		{`<author><email>a@b.example</email></author>`, "author", "a@b.example"},
		{`<author><name>a@b.example (Ada)</name></author>`, "author", "Ada"},
		{`<dc:creator ` + nsDC + `>Ada</dc:creator>`, "author", "Ada"},
		{`<source><author><name>Ada</name></author></source>`, "author", "Ada"},
		{`<contributor><name>Bob</name></contributor>`, "author", "Bob"},
		// dates
		{`<published>2026-02-20T10:00:00Z</published><updated>2026-02-21T10:00:00Z</updated>`, "published", "2026-02-20T10:00:00Z"},
		{`<published>2026-02-20T10:00:00Z</published><updated>2026-02-21T10:00:00Z</updated>`, "updated", "2026-02-21T10:00:00Z"},
		{`<updated>2026-02-21T10:00:00Z</updated>`, "published", "2026-02-21T10:00:00Z"},
		{`<issued>2026-02-20</issued><modified>2026-02-21</modified>`, "published", "2026-02-20"},
		{`<issued>2026-02-20</issued><modified>2026-02-21</modified>`, "updated", "2026-02-21"},
		{`<created>2026-02-20</created>`, "published", "2026-02-20"},
		{`<updated>2026-02-31T10:00:00Z</updated>`, "updated", ""},
		// languages
		{`<summary xml:lang="bm">x</summary>`, "language", "bm"},
		{`<summary xml:lang="bm">x</summary><content>y</content>`, "language", "en"},
		{`<title xml:lang="fr">x</title>`, "language", "en"},
		{`<content xml:lang="fr">x</content>`, "language", "fr"},
		{`<dc:language ` + nsDC + `>pt-BR</dc:language>`, "language", "pt-BR"},
		// categories
		{`<category term="sea" label="The Sea"/><category term="sky"/><category term="sky"/>`, "categories", "The Sea|sky"},
		{`<dc:subject ` + nsDC + `>Sea</dc:subject>`, "categories", "Sea"},
	} {
		doc := read(t, atomEntry(c.elements))
		if len(doc.Entries) != 1 {
			t.Errorf("%d entries in %s", len(doc.Entries), c.elements)
			continue
		}
		if got := field(doc.Entries[0], c.field); got != c.want {
			t.Errorf("%s of %s\n is %q\nnot %q", c.field, c.elements, got, c.want)
		}
	}
}

func TestAtomFeeds(t *testing.T) {
	for _, c := range []struct {
		elements string
		field    func(feed.Document) string
		want     string
	}{
		{`<title type="html">The &lt;i&gt;Quay&lt;/i&gt;</title>`, func(d feed.Document) string { return d.Title }, "The Quay"},
		{`<id>tag:q</id>`, func(d feed.Document) string { return d.ID }, "tag:q"},
		{`<id>/blog</id>`, func(d feed.Document) string { return d.ID }, "https://quay.example/blog"},
		{`<subtitle>News</subtitle>`, func(d feed.Document) string { return d.Description }, "News"},
		{`<info type="text/html" mode="escaped">&lt;i&gt;News&lt;/i&gt;</info>`, func(d feed.Document) string { return d.Description }, "News"},
		{`<tagline>News</tagline>`, func(d feed.Document) string { return d.Description }, "News"},
		{`<link rel="self" href="/f"/><link href="/"/>`, func(d feed.Document) string { return d.Link }, "https://quay.example/"},
		{`<author><name>Ada</name><email>a@b.example</email></author>`, func(d feed.Document) string { return d.Author + " " + d.Contact }, "Ada a@b.example"},
		{`<author><name>Ada</name><uri>https://ada.example/</uri></author>`, func(d feed.Document) string { return d.Contact }, "https://ada.example/"},
		{`<updated>2026-02-21T10:00:00Z</updated>`, func(d feed.Document) string { return d.Updated.RFC3339() }, "2026-02-21T10:00:00Z"},
		{`<author><name>Ada</name></author><entry><title>x</title></entry>`, func(d feed.Document) string { return d.Entries[0].Author }, "Ada"},
	} {
		doc := read(t, `<feed xmlns="http://www.w3.org/2005/Atom">`+c.elements+`</feed>`)
		if got := c.field(doc); got != c.want {
			t.Errorf("%s gives %q, want %q", c.elements, got, c.want)
		}
	}
	doc := read(t, `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fr" xml:base="https://base.example/a/b"><link href="c"/><entry xml:lang="bm" xml:base="../e/"><link href="1"/></entry></feed>`)
	if doc.Language != "fr" || doc.Link != "https://base.example/a/c" {
		t.Errorf("feed is in %q at %q", doc.Language, doc.Link)
	}
	if e := doc.Entries[0]; e.Language != "bm" || e.Link != "https://base.example/e/1" {
		t.Errorf("entry is in %q at %q", e.Language, e.Link)
	}
}

func TestAtom03(t *testing.T) {
	doc := read(t, `<feed version="0.3" xmlns="http://purl.org/atom/ns#" xml:lang="en"><title mode="escaped" type="text/html">The &lt;b&gt;Quay&lt;/b&gt;</title>
<entry><title>One</title><issued>2026-02-20T10:00:00Z</issued><modified>2026-02-21T10:00:00Z</modified>
<content type="text/html" mode="escaped">&lt;p&gt;a&lt;/p&gt;</content></entry>
<entry><title>Two</title><content type="application/xhtml+xml" mode="xml"><div xmlns="http://www.w3.org/1999/xhtml">b</div></content></entry></feed>`)
	if doc.Title != "The Quay" || titles(doc) != "One|Two" || doc.Entries[0].Content != "<p>a</p>" || doc.Entries[1].Content != "b" {
		t.Errorf("document is %+v", doc)
	}
}

// Where a feed was served from a root tag longer than gofeed looks at, it is read
// all the same.
func TestAtomLongRoot(t *testing.T) {
	root := `<feed xmlns="http://www.w3.org/2005/Atom"`
	for len(root) < 6000 {
		root += ` about="` + string(make([]byte, 0)) + `xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"`
	}
	doc := read(t, root+`><title>Quay</title><entry><title>One</title></entry></feed>`)
	if titles(doc) != "One" {
		t.Errorf("headlines are %q", titles(doc))
	}
}

func TestWhatTheServerSays(t *testing.T) {
	for _, in := range []string{
		`<feed xmlns="http://www.w3.org/2005/Atom"><link href="/"/><entry><id>/e</id><link href="1"/><content type="html">x</content></entry></feed>`,
		`<rss><channel><link>/</link><item><guid isPermaLink="false">https://other.example/e</guid><link>1</link></item></channel></rss>`,
		`{"version":"https://jsonfeed.org/version/1","home_page_url":"/","items":[{"id":"https://other.example/e","url":"1"}]}`,
	} {
		doc, err := Parse(Input{Body: []byte(in), URL: "https://quay.example/feed", Base: "https://other.example/d/feed", Language: "fr"})
		if err != nil || len(doc.Entries) != 1 {
			t.Errorf("%s: %v", in, err)
			continue
		}
		if e := doc.Entries[0]; doc.Link != "https://other.example/" || e.Link != "https://other.example/d/1" || e.GUID != "https://other.example/e" {
			t.Errorf("%s is at %q, its entry %q at %q", in, doc.Link, e.GUID, e.Link)
		}
		if doc.Language != "fr" || doc.Entries[0].Language != "fr" {
			t.Errorf("%s is in %q, its entry in %q", in, doc.Language, doc.Entries[0].Language)
		}
	}
	if doc := read(t, `<rss xml:lang="bm"><channel><title>x</title></channel></rss>`); doc.Language != "bm" {
		t.Errorf("language is %q", doc.Language)
	}
}

// A feed from a file says itself what its addresses are relative to.
func TestFeedWithoutAddress(t *testing.T) {
	for in, want := range map[string]string{
		`<feed xmlns="http://www.w3.org/2005/Atom"><link href="../"/><link rel="self" href="https://quay.example/d/feed"/><entry><link href="1"/></entry></feed>`:                                 "https://quay.example/ https://quay.example/d/1",
		`<rss xmlns:a="http://www.w3.org/2005/Atom"><channel><link>/</link><a:link rel="self" href="https://quay.example/d/feed"/><item><link>1</link></item></channel></rss>`:                    "https://quay.example/ https://quay.example/d/1",
		`<rss><channel><link>https://quay.example/d/</link><item><link>1</link></item></channel></rss>`:                                                                                           "https://quay.example/d/ https://quay.example/d/1",
		`<rss><channel><link>/</link><item><link>1</link></item></channel></rss>`:                                                                                                                 " ",
		`<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://quay.example/b/"><link rel="self" href="https://other.example/feed"/><link href="x"/><entry><link href="1"/></entry></feed>`: "https://quay.example/b/x https://quay.example/b/1",
	} {
		doc, err := Parse(Input{Body: []byte(in)})
		if err != nil || len(doc.Entries) != 1 {
			t.Errorf("%s: %v", in, err)
		} else if got := doc.Link + " " + doc.Entries[0].Link; got != want {
			t.Errorf("%s is at %q, want %q", in, got, want)
		}
	}
}
