package parse

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"griot/feed"
)

// seen dates the counts of all tests.
var seen = time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC)

// read parses a feed that must be read, and not be salvaged.
func read(t *testing.T, in string) feed.Document {
	t.Helper()
	doc, err := Parse(Input{Body: []byte(in), URL: "https://quay.example/blog/feed.xml", Seen: seen})
	if err != nil {
		t.Fatalf("%v in %s", err, in)
	}
	if doc.Salvaged {
		t.Errorf("salvaged: %s", in)
	}
	return doc
}

// rssItem puts elements into an item of a feed that declares no namespace.
func rssItem(elements string) string {
	return `<rss version="2.0"><channel><title>Quay</title><link>https://quay.example/</link><item>` + elements + `</item></channel></rss>`
}

const (
	nsSy      = `xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"`
	nsDC      = `xmlns:dc="http://purl.org/dc/elements/1.1/"`
	nsTerms   = `xmlns:t="http://purl.org/dc/terms/"`
	nsContent = `xmlns:c="http://purl.org/rss/1.0/modules/content/"`
	nsMedia   = `xmlns:m="http://search.yahoo.com/mrss/"`
	nsAtom    = `xmlns:a="http://www.w3.org/2005/Atom"`
	nsItunes  = `xmlns:i="http://www.itunes.com/dtds/podcast-1.0.dtd"`
)

// field returns one field of an entry as text, for tables.
func field(e feed.Entry, name string) string {
	files := func(of func(feed.Enclosure) string) string {
		var list []string
		for _, f := range e.Enclosures {
			list = append(list, of(f))
		}
		return strings.Join(list, " ")
	}
	switch name {
	case "title":
		return e.Title
	case "link":
		return e.Link
	case "guid":
		return e.GUID
	case "author":
		return e.Author
	case "published":
		return e.Published.RFC3339()
	case "updated":
		return e.Updated.RFC3339()
	case "language":
		return e.Language
	case "content":
		return e.Content
	case "summary":
		return e.Summary
	case "categories":
		return strings.Join(e.Categories, "|")
	case "files":
		return files(func(f feed.Enclosure) string { return f.URL })
	case "types":
		return files(func(f feed.Enclosure) string { return f.Type })
	case "comments page":
		return e.CommentsURL
	case "comments feed":
		return e.CommentsFeed
	}
	panic("no field " + name)
}

func TestRSSItems(t *testing.T) {
	for _, c := range []struct{ elements, field, want string }{
		// titles are plain text whatever they are written in
		{`<title>AT&amp;T</title>`, "title", "AT&T"},
		{`<title>AT&amp;amp;T</title>`, "title", "AT&T"},
		{`<title><![CDATA[AT&T]]></title>`, "title", "AT&T"},
		{`<title><![CDATA[AT&amp;T &#8212; news]]></title>`, "title", "AT&T — news"},
		{`<title>&lt;b&gt;Bold&lt;/b&gt; move</title>`, "title", "Bold move"},
		{`<title><![CDATA[<p>One</p><p>two</p>]]></title>`, "title", "One two"},
		{`<title>a<![CDATA[ & ]]>b</title>`, "title", "a & b"},
		{`<title>How to use &lt;title&gt; and &lt;rss&gt;</title>`, "title", "How to use <title> and <rss>"},
		{`<title>2 &lt; 3 &gt; 1</title>`, "title", "2 < 3 > 1"},
		{"<title>\n  two\n  lines\t</title>", "title", "two lines"},
		{`<title>caf&eacute;</title>`, "title", "café"},
		{`<title>?a=1&amp;copy=2;b</title>`, "title", "?a=1&copy=2;b"},
		{`<title>` + "\u202e" + `evil</title>`, "title", "evil"},
		{`<m:title ` + nsMedia + `>Moving picture</m:title>`, "title", "Moving picture"},
		{`<dc:title ` + nsDC + `>Core</dc:title>`, "title", "Core"},
		{`<title>Own</title><m:title ` + nsMedia + `>Moving picture</m:title>`, "title", "Own"},
		{`<m:title ` + nsMedia + `>Moving picture</m:title><title>Own</title>`, "title", "Own"},
		{`<description>&lt;p&gt;Short text. More of it here.&lt;/p&gt;</description>`, "title", "Short text. More of it here."},
		{`<description>The ferry left the quay at ten. It came back at noon with nobody on board and with all lamps lit.</description>`, "title", "The ferry left the quay at ten."},
		{`<description>The ferry left the quay at ten and came back at noon with nobody on board and with all of its lamps lit</description>`, "title", "The ferry left the quay at ten and came back at noon with nobody on board and…"},
		// links
		{`<link>https://quay.example/1</link>`, "link", "https://quay.example/1"},
		{"<link>\n https://quay.example/\n1 </link>", "link", "https://quay.example/1"},
		{`<link><![CDATA[https://quay.example/?a=1&b=2]]></link>`, "link", "https://quay.example/?a=1&b=2"},
		{`<link>https://quay.example/?a=1&amp;b=2</link>`, "link", "https://quay.example/?a=1&b=2"},
		{`<link>/rel</link>`, "link", "https://quay.example/rel"},
		{`<link>rel?x</link>`, "link", "https://quay.example/blog/rel?x"},
		{`<link>//other.example/x</link>`, "link", "https://other.example/x"},
		{`<link href="https://quay.example/attr"/>`, "link", "https://quay.example/attr"},
		{`<link>https://quay.example/1</link><link>https://quay.example/2</link><link/>`, "link", "https://quay.example/2"},
		{`<link>javascript:alert(1)</link>`, "link", ""},
		{`<link>file:///etc/passwd</link>`, "link", ""},
		{`<guid>https://quay.example/g</guid>`, "link", "https://quay.example/g"},
		{`<guid isPermaLink="true">https://quay.example/g</guid>`, "link", "https://quay.example/g"},
		{`<guid isPermaLink="false">https://quay.example/g</guid>`, "link", ""},
		{`<guid isPermalink="false">https://quay.example/g</guid>`, "link", ""},
		{`<guid>not an address</guid>`, "link", ""},
		{`<guid>https://quay.example/g</guid><link>https://quay.example/l</link>`, "link", "https://quay.example/l"},
		{`<a:link ` + nsAtom + ` href="/alt"/>`, "link", "https://quay.example/alt"},
		{`<a:link ` + nsAtom + ` rel="self" href="/self"/>`, "link", ""},
		{`<f:origLink xmlns:f="http://rssnamespace.org/feedburner/ext/1.0">https://quay.example/o</f:origLink>`, "link", "https://quay.example/o"},
		{`<link>http://feedproxy.google.com/~r/q/1</link><f:origLink xmlns:f="http://rssnamespace.org/feedburner/ext/1.0">https://quay.example/o</f:origLink>`, "link", "https://quay.example/o"},
		{`<enclosure url="https://quay.example/a.mp3" type="audio/mpeg" length="9"/>`, "link", "https://quay.example/a.mp3"},
		{`<m:content ` + nsMedia + ` url="https://quay.example/v.mp4"/>`, "link", "https://quay.example/v.mp4"},
		{`<link xml:base="https://other.example/a/b">c</link>`, "link", "https://other.example/a/c"},
		// ids
		{`<guid>  urn:x:1 </guid>`, "guid", "urn:x:1"},
		{`<author><name>Ada</name><email>ada@q.example</email></author>`, "author", "Ada"},
		{`<author><email>ada@q.example</email></author>`, "author", "ada@q.example"},
		{`<a:author ` + nsAtom + `><a:email>ada@q.example</a:email></a:author>`, "author", "ada@q.example"},
		{`<summary>short</summary>`, "summary", "short"},
		{`<m:peerLink ` + nsMedia + ` href="/a.torrent" type="application/x-bittorrent"/>`, "files", "https://quay.example/a.torrent"},
		{`<enclosure url="http://feedproxy.google.com/~r/q/~5/a.mp3"/><f:origEnclosureLink xmlns:f="http://rssnamespace.org/feedburner/ext/1.0">https://quay.example/a.mp3</f:origEnclosureLink>`, "files", "https://quay.example/a.mp3"},
		{`<g:description xmlns:g="http://www.google.com/schemas/play-podcasts/1.0">short</g:description>`, "summary", "short"},
		{`<id>urn:1</id>`, "guid", "urn:1"},
		{`<content>&lt;p&gt;long&lt;/p&gt;</content><description>short</description>`, "content", "<p>long</p>"},
		{`<published>2026-02-21T10:00:00Z</published><updated>2026-02-22T10:00:00Z</updated>`, "published", "2026-02-21T10:00:00Z"},
		{`<published>2026-02-21T10:00:00Z</published><updated>2026-02-22T10:00:00Z</updated>`, "updated", "2026-02-22T10:00:00Z"},
		{`<title>Low &lt;script&gt;alert(1)&lt;/script&gt;tide</title>`, "title", "Low tide"},
		{`<title>The &lt;script&gt; element</title>`, "title", "The <script> element"},
		{`<guid isPermaLink="false">a b&amp;c</guid>`, "guid", "a b&c"},
		{`<dc:identifier ` + nsDC + `>doi:1</dc:identifier>`, "guid", "doi:1"},
		{`<a:id ` + nsAtom + `>tag:1</a:id>`, "guid", "tag:1"},
		// authors
		{`<author>ada@quay.example (Ada Lovelace)</author>`, "author", "Ada Lovelace"},
		{`<author>Ada Lovelace (ada@quay.example)</author>`, "author", "Ada Lovelace"},
		{`<author>Ada Lovelace &lt;ada@quay.example&gt;</author>`, "author", "Ada Lovelace"},
		{`<author>ada@quay.example</author>`, "author", "ada@quay.example"},
		{`<author>ada@quay.example</author><dc:creator ` + nsDC + `>Ada</dc:creator>`, "author", "Ada"},
		{`<dc:creator ` + nsDC + `><![CDATA[Ada & Bob]]></dc:creator>`, "author", "Ada & Bob"},
		{`<x:creator xmlns:x="http://purl.org/dc/elements/1.1/">Ada</x:creator>`, "author", "Ada"},
		{`<dc:creator>Ada</dc:creator>`, "author", "Ada"},
		{`<dc:creator xmlns:dc="http://elsewhere.example/">Ada</dc:creator>`, "author", ""},
		{`<dc:creator ` + nsDC + `>Ada</dc:creator><dc:creator ` + nsDC + `>Bob</dc:creator><dc:creator ` + nsDC + `>ada</dc:creator>`, "author", "Ada, Bob"},
		{`<i:author ` + nsItunes + `>Ada</i:author>`, "author", "Ada"},
		{`<a:author ` + nsAtom + `><a:name>Ada</a:name><a:email>a@b.example</a:email></a:author>`, "author", "Ada"},
		{`<m:credit ` + nsMedia + ` role="author">Ada</m:credit>`, "author", "Ada"},
		// dates
		{`<pubDate>Sat, 21 Feb 2026 10:00:00 +0100</pubDate>`, "published", "2026-02-21T09:00:00Z"},
		{`<pubdate>2026-02-21</pubdate>`, "published", "2026-02-21"},
		{`<pubDate>Sat, 32 Feb 2026 10:00:00 GMT</pubDate>`, "published", ""},
		{`<dc:date ` + nsDC + `>2026-02-21T10:00:00Z</dc:date>`, "published", "2026-02-21T10:00:00Z"},
		{`<dc:date ` + nsDC + `>2026-02-21T10:00:00Z</dc:date>`, "updated", "2026-02-21T10:00:00Z"},
		{`<pubDate>nonsense</pubDate><dc:date ` + nsDC + `>2026-02-21</dc:date>`, "published", "2026-02-21"},
		{`<t:issued ` + nsTerms + `>2026-02-20</t:issued><t:modified ` + nsTerms + `>2026-02-22</t:modified>`, "published", "2026-02-20"},
		{`<t:issued ` + nsTerms + `>2026-02-20</t:issued><t:modified ` + nsTerms + `>2026-02-22</t:modified>`, "updated", "2026-02-22"},
		{`<t:created ` + nsTerms + `>2026-02-20</t:created>`, "published", "2026-02-20"},
		{`<a:updated ` + nsAtom + `>2026-02-20T00:00:00Z</a:updated>`, "updated", "2026-02-20T00:00:00Z"},
		{`<a:updated ` + nsAtom + `>2026-02-20T00:00:00Z</a:updated>`, "published", "2026-02-20T00:00:00Z"},
		// languages
		{`<dc:language ` + nsDC + `>fr_FR</dc:language>`, "language", "fr-FR"},
		{`<c:encoded ` + nsContent + ` xml:lang="bm">x</c:encoded><dc:language ` + nsDC + `>fr</dc:language>`, "language", "bm"},
		{`<title xml:lang="fr">x</title>`, "language", "fr"},
		{`<language>pt</language>`, "language", "pt"},
		// texts
		{`<description>A &lt;b&gt;bold&lt;/b&gt; &lt;script&gt;move()&lt;/script&gt;</description>`, "summary", "A <b>bold</b>"},
		{`<description><![CDATA[<img src="/p.png" alt="p"> <a href="x">y</a>]]></description><link>https://other.example/d/</link>`, "content", `<img src="https://other.example/p.png" alt="p"> <a href="https://other.example/d/x">y</a>`},
		{`<description>short</description><c:encoded ` + nsContent + `><![CDATA[<p>long</p>]]></c:encoded>`, "content", "<p>long</p>"},
		{`<description>short</description><c:encoded ` + nsContent + `><![CDATA[<p>long</p>]]></c:encoded>`, "summary", "short"},
		{`<c:encoded ` + nsContent + `><![CDATA[<p>long</p>]]></c:encoded><description>short</description>`, "content", "<p>long</p>"},
		{`<c:encoded xmlns:c="https://purl.org/rss/1.0/modules/content"><![CDATA[<p>long</p>]]></c:encoded>`, "content", "<p>long</p>"},
		{`<content:encoded><![CDATA[<p>long</p>]]></content:encoded>`, "content", "<p>long</p>"},
		{`<c:encoded ` + nsContent + `><![CDATA[<p>long</p>]]></c:encoded>`, "summary", ""},
		{`<description>one only</description>`, "content", "one only"},
		{"<description>one\n\ntwo</description>", "content", "<p>one</p><p>two</p>"},
		{`<description><p xmlns="http://www.w3.org/1999/xhtml">inline &lt; <b>x</b></p></description>`, "content", "<p>inline &lt; <b>x</b></p>"},
		{`<body xmlns="http://www.w3.org/1999/xhtml"><p>an <em>x</em>html body</p></body>`, "content", "<p>an <em>x</em>html body</p>"},
		{`<h:body xmlns:h="http://www.w3.org/1999/xhtml"><h:p>an <h:em>x</h:em>html body</h:p></h:body>`, "content", "<p>an <em>x</em>html body</p>"},
		{`<i:summary ` + nsItunes + `>show notes</i:summary>`, "summary", "show notes"},
		{`<dc:description ` + nsDC + `>core</dc:description>`, "summary", "core"},
		{`<m:description ` + nsMedia + ` type="plain">first line&#10;second line</m:description>`, "summary", "<p>first line<br>second line</p>"},
		{`<m:group ` + nsMedia + `><m:description type="html">a &lt;b&gt;b&lt;/b&gt;</m:description></m:group>`, "summary", "a <b>b</b>"},
		{`<description xml:base="https://base.example/d/">&lt;a href="x"&gt;y&lt;/a&gt;</description><link>https://quay.example/1</link>`, "content", `<a href="https://base.example/d/x">y</a>`},
		// categories
		{`<category>News</category><category domain="x">Sea &amp; sky</category><category>news</category>`, "categories", "News|Sea & sky"},
		{`<dc:subject ` + nsDC + `>Sea</dc:subject><i:keywords ` + nsItunes + `>tide, moon</i:keywords>`, "categories", "Sea|tide|moon"},
		{`<a:category ` + nsAtom + ` term="sea" label="The sea"/>`, "categories", "The sea"},
		{`<m:category ` + nsMedia + ` label="Sea">x/y</m:category><m:keywords ` + nsMedia + `>a,b</m:keywords>`, "categories", "Sea|a|b"},
		// files
		{`<enclosure url="/a.mp3" type="audio/mpeg" length="1234"/>`, "files", "https://quay.example/a.mp3"},
		{`<enclosure url="/a.mp3"/><enclosure url="/b.mp3"/>`, "files", "https://quay.example/a.mp3 https://quay.example/b.mp3"},
		{`<m:group ` + nsMedia + `><m:content url="/v.mp4" type="video/mp4" fileSize="5"/><m:content url="/v.webm"/></m:group>`, "files", "https://quay.example/v.mp4 https://quay.example/v.webm"},
		{`<enclosure url="/v.mp4"/><m:content ` + nsMedia + ` url="/v.mp4" type="video/mp4"/>`, "types", "video/mp4"},
		{`<a:link ` + nsAtom + ` rel="enclosure" href="/a.ogg" type="audio/ogg" length="3"/>`, "files", "https://quay.example/a.ogg"},
	} {
		doc := read(t, rssItem(c.elements))
		if len(doc.Entries) != 1 {
			t.Errorf("%d entries in %s", len(doc.Entries), c.elements)
			continue
		}
		if got := field(doc.Entries[0], c.field); got != c.want {
			t.Errorf("%s of %s\n is %q\nnot %q", c.field, c.elements, got, c.want)
		}
	}
}

func TestRSSEnclosureLength(t *testing.T) {
	doc := read(t, rssItem(`<enclosure url="/a.mp3" type="audio/mpeg" length="1234"/><enclosure url="/b.mp3" length="-5"/><enclosure url="/c.mp3" length="big"/>`))
	for i, want := range []int64{1234, 0, 0} {
		if got := doc.Entries[0].Enclosures[i].Length; got != want {
			t.Errorf("length %d is %d, want %d", i, got, want)
		}
	}
}

func TestRSSChannels(t *testing.T) {
	for _, c := range []struct {
		channel string
		field   func(feed.Document) string
		want    string
	}{
		{`<title>The &lt;i&gt;Quay&lt;/i&gt;</title>`, func(d feed.Document) string { return d.Title }, "The Quay"},
		{`<link>/</link>`, func(d feed.Document) string { return d.Link }, "https://quay.example/"},
		{`<a:link ` + nsAtom + ` rel="self" href="/feed"/><link>https://q.example/</link>`, func(d feed.Document) string { return d.Link }, "https://q.example/"},
		{`<a:link ` + nsAtom + ` href="https://q.example/a"/>`, func(d feed.Document) string { return d.Link }, "https://q.example/a"},
		{`<language>fr-fr</language>`, func(d feed.Document) string { return d.Language }, "fr-fr"},
		{`<dc:language ` + nsDC + `>de</dc:language>`, func(d feed.Document) string { return d.Language }, "de"},
		{`<description>News &amp;amp; more</description>`, func(d feed.Document) string { return d.Description }, "News & more"},
		{`<managingEditor>ada@q.example (Ada)</managingEditor>`, func(d feed.Document) string { return d.Author }, "Ada"},
		{`<managingEditor>ada@q.example (Ada)</managingEditor>`, func(d feed.Document) string { return d.Contact }, "ada@q.example"},
		{`<author>ada@q.example (Ada)</author>`, func(d feed.Document) string { return d.Author + " " + d.Contact }, "Ada ada@q.example"},
		{`<dc:publisher ` + nsDC + `>Press (press@q.example)</dc:publisher>`, func(d feed.Document) string { return d.Author + d.Contact }, "press@q.example"},
		{`<a:subtitle ` + nsAtom + `>News</a:subtitle>`, func(d feed.Document) string { return d.Description }, "News"},
		{`<tagline>News</tagline>`, func(d feed.Document) string { return d.Description }, "News"},
		{`<i:owner ` + nsItunes + `><i:name>Ada</i:name></i:owner><item><title>x</title></item>`, func(d feed.Document) string { return d.Entries[0].Author }, "Ada"},
		{`<webMaster>Bob (bob@q.example)</webMaster>`, func(d feed.Document) string { return d.Contact }, "bob@q.example"},
		{`<i:owner ` + nsItunes + `><i:name>Ada</i:name><i:email>pod@q.example</i:email></i:owner>`, func(d feed.Document) string { return d.Contact }, "pod@q.example"},
		{`<a:author ` + nsAtom + `><a:name>Ada</a:name></a:author>`, func(d feed.Document) string { return d.Author }, "Ada"},
		{`<dc:creator ` + nsDC + `>Ada</dc:creator>`, func(d feed.Document) string { return d.Author }, "Ada"},
		{`<pubDate>Sat, 21 Feb 2026 10:00:00 GMT</pubDate>`, func(d feed.Document) string { return d.Published.RFC3339() }, "2026-02-21T10:00:00Z"},
		{`<lastBuildDate>Sat, 21 Feb 2026 11:00:00 GMT</lastBuildDate>`, func(d feed.Document) string { return d.Updated.RFC3339() }, "2026-02-21T11:00:00Z"},
		{`<ttl>60</ttl>`, func(d feed.Document) string { return d.TTL.String() }, "1h0m0s"},
		{`<ttl>soon</ttl>`, func(d feed.Document) string { return d.TTL.String() }, "0s"},
		{`<ttl>99999999</ttl>`, func(d feed.Document) string { return d.TTL.String() }, "720h0m0s"},
		{`<sy:updatePeriod ` + nsSy + `>daily</sy:updatePeriod><sy:updateFrequency ` + nsSy + `> 4 </sy:updateFrequency>`, func(d feed.Document) string { return d.TTL.String() }, "6h0m0s"},
		{`<sy:updatePeriod>hourly</sy:updatePeriod><ttl>30</ttl>`, func(d feed.Document) string { return d.TTL.String() }, "1h0m0s"},
		{`<sy:updatePeriod>yearly</sy:updatePeriod><sy:updateFrequency>-3</sy:updateFrequency>`, func(d feed.Document) string { return d.TTL.String() }, "720h0m0s"},
		{`<sy:updateFrequency>2</sy:updateFrequency>`, func(d feed.Document) string { return d.TTL.String() }, "0s"},
		{`<skipHours><hour>1</hour><hour> 24 </hour><hour>25</hour><hour>x</hour></skipHours>`, func(d feed.Document) string { return fmt.Sprint(d.Rest) }, "{3 0}"},
		{`<skipDays><day>Monday</day><day>sunday</day><day>Someday</day></skipDays>`, func(d feed.Document) string { return fmt.Sprint(d.Rest) }, "{0 3}"},
		{`<a:id ` + nsAtom + `>tag:q</a:id>`, func(d feed.Document) string { return d.ID }, "tag:q"},
		{`<managingEditor>Ada</managingEditor><item><title>x</title></item>`, func(d feed.Document) string { return d.Entries[0].Author }, "Ada"},
		{`<language>fr</language><item><title>x</title></item>`, func(d feed.Document) string { return d.Entries[0].Language }, "fr"},
		{`<language>fr</language><item><title>x</title><pubDate>3/4/2026</pubDate></item>`, func(d feed.Document) string { return d.Entries[0].Published.RFC3339() }, "2026-04-03"},
		{`<image><title>logo</title><link>https://logo.example/</link><url>/l.png</url></image>`, func(d feed.Document) string { return d.Title + d.Link }, ""},
	} {
		doc := read(t, `<rss version="2.0"><channel>`+c.channel+`</channel></rss>`)
		if got := c.field(doc); got != c.want {
			t.Errorf("%s gives %q, want %q", c.channel, got, c.want)
		}
	}
}

func TestRSS10AndOlder(t *testing.T) {
	doc := read(t, `<?xml version="1.0"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="https://quay.example/rdf"><title>Quay</title><link>https://quay.example/</link><items><rdf:Seq><rdf:li resource="https://quay.example/1"/></rdf:Seq></items></channel>
<image rdf:about="https://quay.example/l.png"><title>logo</title><link>https://logo.example/</link></image>
<item rdf:about="https://quay.example/1"><title>One</title><link>https://quay.example/one</link><dc:date>2026-02-21</dc:date></item>
<item rdf:about="https://quay.example/2"><title>Two</title></item>
</rdf:RDF>`)
	if doc.Title != "Quay" || doc.ID != "https://quay.example/rdf" || doc.Link != "https://quay.example/" || titles(doc) != "One|Two" {
		t.Errorf("document is %+v", doc)
	}
	if e := doc.Entries[0]; e.GUID != "https://quay.example/1" || e.Link != "https://quay.example/one" || !e.Published.DayOnly() {
		t.Errorf("entry is %+v", e)
	}
	if e := doc.Entries[1]; e.Link != "https://quay.example/2" {
		t.Errorf("link is %q", e.Link)
	}
	for name, in := range map[string]string{
		"prefixed RSS 1.0":  `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:r="http://purl.org/rss/1.0/"><r:channel><r:title>Quay</r:title></r:channel><r:item><r:title>One</r:title></r:item></rdf:RDF>`,
		"RSS 0.90":          `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://my.netscape.com/rdf/simple/0.9/"><channel><title>Quay</title></channel><item><title>One</title></item></rdf:RDF>`,
		"RSS 0.91":          `<rss version="0.91"><channel><title>Quay</title><item><title>One</title></item></channel></rss>`,
		"capitals":          `<RSS version="2.0"><Channel><Title>Quay</Title><Item><Title>One</Title></Item></Channel></RSS>`,
		"default namespace": `<rss version="2.0" xmlns="http://backend.userland.com/rss2"><channel><title>Quay</title><item><title>One</title></item></channel></rss>`,
	} {
		if doc := read(t, in); doc.Title != "Quay" || titles(doc) != "One" {
			t.Errorf("%s gives %q, %q", name, doc.Title, titles(doc))
		}
	}
}
