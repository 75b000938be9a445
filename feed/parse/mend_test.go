package parse

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"

	"griot/feed"
)

const soundRSS = `<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><title>Quay</title><link>https://quay.example/</link>
<item><title>One &amp; only</title><link>https://quay.example/1</link><guid>g1</guid><dc:creator>Ada</dc:creator><pubDate>Sat, 21 Feb 2026 10:00:00 GMT</pubDate><description>First &lt;b&gt;text&lt;/b&gt;</description></item>
<item><title>Two</title><link>https://quay.example/2</link><guid>g2</guid><description><![CDATA[Second <i>text</i>]]></description></item>
<item><title>Three</title><link>https://quay.example/3</link><guid>g3</guid><description>Third text</description></item>
</channel></rss>`

const soundAtom = `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><id>tag:quay.example,2026:f</id><title>Quay</title><updated>2026-02-21T10:00:00Z</updated>
<entry><id>g1</id><title>One &amp; only</title><link href="https://quay.example/1"/><author><name>Ada</name></author><updated>2026-02-21T10:00:00Z</updated><content type="html">First &lt;b&gt;text&lt;/b&gt;</content></entry>
<entry><id>g2</id><title>Two</title><link href="https://quay.example/2"/><updated>2026-02-20T10:00:00Z</updated><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">Second <i>text</i></div></content></entry>
<entry><id>g3</id><title>Three</title><link href="https://quay.example/3"/><updated>2026-02-19T10:00:00Z</updated><summary>Third text</summary></entry>
</feed>`

// titles joins the headlines of a document.
func titles(doc feed.Document) string {
	var list []string
	for _, e := range doc.Entries {
		list = append(list, e.Title)
	}
	return strings.Join(list, "|")
}

func TestDamagedFeedsAreRead(t *testing.T) {
	edit := func(s string, pairs ...string) string {
		for i := 0; i < len(pairs); i += 2 {
			if !strings.Contains(s, pairs[i]) {
				t.Fatalf("the fixture has no %q", pairs[i])
			}
		}
		return strings.NewReplacer(pairs...).Replace(s)
	}
	const all = "One & only|Two|Three"
	for _, c := range []struct{ name, in, want string }{
		{"sound RSS", soundRSS, all},
		{"sound Atom", soundAtom, all},
		{"text before the declaration", "\n\n <br />\n<b>Warning</b>: fopen() in <b>/x.php</b> on line 3<br />\n" + soundRSS, all},
		{"words before the declaration", "Notice: undefined index\n" + soundAtom, all},
		{"no declaration", soundRSS[strings.Index(soundRSS, "<rss"):], all},
		{"XML 1.1", edit(soundRSS, `version="1.0"`, `version="1.1"`), all},
		{"long prologue", edit(soundAtom, "<feed", "<!-- "+strings.Repeat("long ", 4000)+"--><feed"), all},
		{"doctype", edit(soundRSS, "<rss", `<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://x.example/rss.dtd" [ <!ENTITY quay "Quay &#38; pier"> ]><rss`, "Two", "Two &quay;"), "One & only|Two Quay & pier|Three"},
		{"https namespace", edit(soundAtom, "http://www.w3.org/2005/Atom", "https://www.w3.org/2005/Atom"), all},
		{"unknown namespace", edit(soundAtom, "http://www.w3.org/2005/Atom", "http://quay.example/ns"), all},
		{"namespace with a slash", edit(soundAtom, "http://www.w3.org/2005/Atom", "http://www.w3.org/2005/Atom/"), all},
		{"no namespace", edit(soundAtom, ` xmlns="http://www.w3.org/2005/Atom"`, ""), all},
		{"prefixed Atom", strings.NewReplacer("<feed xmlns=", "<a:feed xmlns:a=", "</feed", "</a:feed", "<entry", "<a:entry", "</entry", "</a:entry", "<title", "<a:title", "</title", "</a:title", "<link", "<a:link", "<id", "<a:id", "</id", "</a:id").Replace(soundAtom), all},
		{"bare ampersands", edit(soundRSS, "Two", "Fish & chips", "https://quay.example/2", "https://quay.example/2?a=1&b=2&copy=3"), "One & only|Fish & chips|Three"},
		{"undefined entities", edit(soundRSS, "Two", "Deux &eacute;t&eacute;s&nbsp;!", "Three", "&unknown; three"), "One & only|Deux étés\u00a0!|&unknown; three"},
		{"control character reference", edit(soundRSS, "Two", "Tw&#27;o&#x0;"), "One & only|Two|Three"},
		{"control characters", edit(soundRSS, "Two", "Tw\x0b\x02o"), "One & only|Two|Three"},
		{"]]> in text", edit(soundRSS, "Two", "Tw]]>o"), "One & only|Tw]]>o|Three"},
		{"-- in a comment", edit(soundRSS, "<item><title>Two", "<!-- a -- b --><item><title>Two"), all},
		{"unclosed CDATA", edit(soundRSS, "<![CDATA[Second <i>text</i>]]>", "<![CDATA[Second <i>text</i>"), all},
		{"missing </rss>", edit(soundRSS, "</rss>", ""), all},
		{"missing </channel></rss>", edit(soundRSS, "</channel></rss>", ""), all},
		{"missing </feed>", edit(soundAtom, "</feed>", ""), all},
		{"missing </item>", edit(soundRSS, "Second <i>text</i>]]></description></item>", "Second <i>text</i>]]></description>"), all},
		{"missing </title>", edit(soundRSS, "Two</title>", "Two"), all},
		{"missing </description>", edit(soundRSS, "Third text</description>", "Third text"), all},
		{"misspelt end tag", edit(soundRSS, "Two</title>", "Two</tilte>"), all},
		{"end tag in another case", edit(soundRSS, "Two</title>", "Two</TITLE>"), all},
		{"stray end tag", edit(soundRSS, "<item><title>Two", "</p><item><title>Two"), all},
		{"unclosed markup", edit(soundRSS, "Third text", "<p>Third<br>text<ul><li>a<li>b"), all},
		{"unclosed inline in XHTML", edit(soundAtom, "Second <i>text</i>", "Second<br> <i>text"), all},
		{"attribute without quotes", edit(soundRSS, `version="2.0"`, `version=2.0`), all},
		{"< in an attribute", edit(soundAtom, `<content type="html">`, `<content type="html" x="a<b">`), all},
		{"unclosed quote", edit(soundAtom, `href="https://quay.example/2"/>`, `href="https://quay.example/2/>`), all},
		{"bare < in text", edit(soundRSS, "Two", "2 < 3"), "One & only|2 < 3|Three"},
		{"feed after the feed", soundRSS + soundRSS, all + "|" + all},
		{"junk after the feed", soundRSS + "\n<!-- cached -->\n<script>alert(1)</script> bye", all},
		{"early end", edit(soundRSS, "<item><title>Three", "</channel></rss><item><title>Three"), all},
		{"invalid UTF-8", edit(soundRSS, "Two", "Tw\xffo", "Third", "Théâtre"), "One & only|Twÿo|Three"},
		{"NUL bytes", edit(soundRSS, "Two", "T\x00wo"), all},
		{"channel alone", soundRSS[strings.Index(soundRSS, "<channel"):strings.Index(soundRSS, "</rss")], all},
		{"entry alone", `<entry xmlns="http://www.w3.org/2005/Atom"><id>g</id><title>Alone</title><content>x</content></entry>`, "Alone"},
	} {
		t.Run(c.name, func(t *testing.T) {
			doc, err := Parse(Input{Body: []byte(c.in), URL: "https://quay.example/feed"})
			if err != nil {
				t.Fatal(err)
			}
			if got := titles(doc); got != c.want {
				t.Errorf("headlines are %q, want %q", got, c.want)
			}
			if doc.Title != "Quay" && c.name != "entry alone" {
				t.Errorf("title is %q", doc.Title)
			}
		})
	}
}

func TestMendedTextsStayWhole(t *testing.T) {
	in := strings.Replace(soundRSS, "Third text", "<p>Third & last<br>text <b>bold", 1)
	doc, err := Parse(Input{Body: []byte(in)})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := doc.Entries[0].Content, "First <b>text</b>"; got != want {
		t.Errorf("content is %q, want %q", got, want)
	}
	if got, want := doc.Entries[1].Content, "Second <i>text</i>"; got != want {
		t.Errorf("content is %q, want %q", got, want)
	}
	if got, want := doc.Entries[2].Content, "<p>Third &amp; last<br>text <b>bold</b></p>"; got != want {
		t.Errorf("content is %q, want %q", got, want)
	}
	if e := doc.Entries[0]; e.Author != "Ada" || e.GUID != "g1" || e.Link != "https://quay.example/1" || e.Published.RFC3339() != "2026-02-21T10:00:00Z" {
		t.Errorf("the first entry is %+v", e)
	}
	if !doc.Salvaged {
		t.Error("the document is not marked as salvaged")
	}
}

func TestCutFeedsKeepTheirCompleteEntries(t *testing.T) {
	for _, sound := range []string{soundRSS, soundAtom} {
		third := strings.Index(sound, "Three")
		second := strings.Index(sound, "Two")
		for at := second; at < len(sound)-len("</feed>"); at++ {
			doc, err := Parse(Input{Body: []byte(sound[:at])})
			if err != nil {
				t.Fatalf("cut at %d: %v", at, err)
			}
			got := titles(doc)
			if !doc.Salvaged || !strings.HasPrefix(got, "One & only") {
				t.Fatalf("cut at %d: headlines %q, salvaged %v", at, got, doc.Salvaged)
			}
			if at >= third && !strings.HasPrefix(got, "One & only|Two") {
				t.Fatalf("cut at %d: headlines %q", at, got)
			}
			if strings.Count(got, "|") == 2 && !strings.Contains(sound[:at], "Third text") {
				t.Fatalf("cut at %d: an entry that is not complete was kept: %q", at, got)
			}
		}
	}
}

func TestWhatIsNoFeedFails(t *testing.T) {
	for _, c := range []struct {
		name, in string
		kind     feed.FailureKind
	}{
		{"nothing", "", feed.FailedEmpty},
		{"blanks", " \n\t\n", feed.FailedEmpty},
		{"a mark alone", "\xef\xbb\xbf", feed.FailedEmpty},
		{"a map of a site", `<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url/></urlset>`, feed.FailedNotFeed},
		{"a list of sources", `<opml version="2.0"><body/></opml>`, feed.FailedList},
		{"other JSON", `{"a": 1}`, feed.FailedNotFeed},
		{"a picture", "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x01\x00\x00\x00\x01\x00", feed.FailedNotFeed},
		{"an empty cut feed", `<rss version="2.0"><chan`, feed.FailedDamaged},
		{"JSON without items", `{"version": "https://jsonfeed.org/version/1", "items": `, feed.FailedDamaged},
	} {
		_, err := Parse(Input{Body: []byte(c.in)})
		f, ok := errors.AsType[*feed.Failure](err)
		if !ok || f.Kind != c.kind {
			t.Errorf("%s: error is %v, want kind %d", c.name, err, c.kind)
		}
	}
}

func TestMendIsWellFormed(t *testing.T) {
	for _, in := range []string{
		soundRSS, soundAtom, "<rss", "<rss><channel><item", "<rss><<<>>>", "<feed><entry><title>a<title>b<entry></feed></rss></entry>",
		"<rss>" + strings.Repeat("<a>", 1000), `<rss a="1" a='2' b=c d "e'>&#0;&&&amp;]]><![CDATA[ x`,
		"<rss><channel><item><title><![CDATA[a</title></item><item><title><![CDATA[b]]></title></item></channel></rss>",
	} {
		checkWellFormed(t, mend([]byte(in)))
	}
}

// checkWellFormed reads a document as strictly as XML asks.
func checkWellFormed(t *testing.T, doc []byte) {
	t.Helper()
	d := xml.NewDecoder(bytes.NewReader(doc))
	d.Entity = xml.HTMLEntity
	d.Strict = false // entities that XML has not may stay: gofeed knows them
	depth := 0
	for {
		tok, err := d.RawToken()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatalf("%v in %q", err, doc)
		}
		switch tok.(type) {
		case xml.StartElement:
			depth++
		case xml.EndElement:
			depth--
		}
		if depth > maxDepth {
			t.Fatalf("nested more than %d deep", maxDepth)
		}
	}
	if len(doc) > 0 && depth != 0 {
		t.Fatalf("%d elements stay open in %q", depth, doc)
	}
}
