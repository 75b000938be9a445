package parse

import (
	"strings"
	"testing"

	"griot/feed"
)

// figure writes a count as the tests do: "-" when it is unknown.
func figure(c feed.Count) string {
	n, known := c.Value()
	if !known {
		return "-"
	}
	return formatInt(n)
}

func formatInt(n int64) string {
	var digits []byte
	for {
		digits = append([]byte{byte('0' + n%10)}, digits...)
		if n /= 10; n == 0 {
			return string(digits)
		}
	}
}

const (
	nsSlash  = `xmlns:s="http://purl.org/rss/1.0/modules/slash/"`
	nsThread = `xmlns:x="http://purl.org/syndication/thread/1.0"`
	nsWFW    = `xmlns:w="http://wellformedweb.org/CommentAPI/"`
)

func TestCountsAndCommentAddresses(t *testing.T) {
	rss, atom := rssItem, atomEntry
	for _, c := range []struct {
		in                        string
		views, comments           string
		commentsPage, commentFeed string
	}{
		{rss(`<title>nothing</title>`), "-", "-", "", ""},
		// slash:comments and RSS's own <comments>, in both orders
		{rss(`<comments>/1#c</comments><s:comments ` + nsSlash + `>7</s:comments>`), "-", "7", "https://quay.example/1#c", ""},
		{rss(`<s:comments ` + nsSlash + `>7</s:comments><comments>/1#c</comments>`), "-", "7", "https://quay.example/1#c", ""},
		{rss(`<slash:comments>7</slash:comments>`), "-", "7", "", ""},
		{rss(`<comments xmlns="http://purl.org/rss/1.0/modules/slash/">7</comments>`), "-", "7", "", ""},
		{rss(`<s:comments xmlns:s="https://purl.org/rss/1.0/modules/slash">0</s:comments>`), "-", "0", "", ""},
		{rss(`<s:comments xmlns:s="http://elsewhere.example/">7</s:comments>`), "-", "-", "", ""},
		{rss(`<comments>7</comments>`), "-", "-", "", ""},
		{rss(`<s:comments ` + nsSlash + `>-1</s:comments>`), "-", "-", "", ""},
		{rss(`<s:comments ` + nsSlash + `>many</s:comments>`), "-", "-", "", ""},
		{rss(`<s:comments ` + nsSlash + `> 1,204 </s:comments>`), "-", "1204", "", ""},
		{rss(`<s:section ` + nsSlash + `>sea</s:section><s:department ` + nsSlash + `>d</s:department><s:comments ` + nsSlash + `>41</s:comments><s:hit_parade ` + nsSlash + `>41,40,30,20,9,3,1</s:hit_parade>`), "-", "41", "", ""},
		// wfw:commentRss in its spellings
		{rss(`<w:commentRss ` + nsWFW + `>/1/feed/</w:commentRss>`), "-", "-", "", "https://quay.example/1/feed/"},
		{rss(`<w:commentRSS ` + nsWFW + `>/1/feed/</w:commentRSS>`), "-", "-", "", "https://quay.example/1/feed/"},
		{rss(`<w:commentRss xmlns:w="http://wellformedweb.org/commentAPI/">/1/feed/</w:commentRss>`), "-", "-", "", "https://quay.example/1/feed/"},
		{rss(`<wfw:commentRss>/1/feed/</wfw:commentRss>`), "-", "-", "", "https://quay.example/1/feed/"},
		{rss(`<w:comment ` + nsWFW + `>/post</w:comment>`), "-", "-", "", ""},
		// RFC 4685
		{atom(`<x:total ` + nsThread + `>3</x:total>`), "-", "3", "", ""},
		{rss(`<x:total ` + nsThread + `>3</x:total>`), "-", "3", "", ""},
		{atom(`<total xmlns="http://purl.org/syndication/thread/1.0">3</total>`), "-", "3", "", ""},
		{atom(`<x:total xmlns:x="http://elsewhere.example/">3</x:total>`), "-", "-", "", ""},
		{atom(`<link rel="replies" type="text/html" href="/1#c" x:count="3" ` + nsThread + `/><link rel="replies" type="application/atom+xml" href="/1.atom" x:count="5" x:updated="2026-02-21T10:00:00Z" ` + nsThread + `/>`), "-", "5", "https://quay.example/1#c", "https://quay.example/1.atom"},
		{atom(`<link rel="replies" href="/1#c"/>`), "-", "-", "https://quay.example/1#c", ""},
		{atom(`<link rel="http://www.iana.org/assignments/relation/replies" type="application/rss+xml" href="/1.rss"/>`), "-", "-", "", "https://quay.example/1.rss"},
		{atom(`<link rel="replies" href="/1#c" count="9"/>`), "-", "-", "https://quay.example/1#c", ""},
		{rss(`<a:link ` + nsAtom + ` rel="replies" type="application/atom+xml" href="/1.atom" x:count="2" ` + nsThread + `/>`), "-", "2", "", "https://quay.example/1.atom"},
		// the element that says more wins
		{rss(`<x:total ` + nsThread + `>3</x:total><s:comments ` + nsSlash + `>7</s:comments>`), "-", "7", "", ""},
		// media:statistics at any depth, under any prefix
		{rss(`<m:statistics ` + nsMedia + ` views="12"/>`), "12", "-", "", ""},
		{rss(`<m:community ` + nsMedia + `><m:statistics views="4120" favorites="2"/></m:community>`), "4120", "-", "", ""},
		{rss(`<m:group ` + nsMedia + `><m:community><m:starRating count="88"/><m:statistics views="4,120"/></m:community></m:group>`), "4120", "-", "", ""},
		{rss(`<o:wrap xmlns:o="http://other.example/"><q:statistics xmlns:q="http://search.yahoo.com/mrss" views="5"/></o:wrap>`), "5", "-", "", ""},
		{rss(`<community xmlns="http://search.yahoo.com/mrss/"><statistics views="6"/></community>`), "6", "-", "", ""},
		{rss(`<m:statistics xmlns:m="http://other.example/" views="12"/>`), "-", "-", "", ""},
		{rss(`<m:statistics ` + nsMedia + ` views=""/>`), "-", "-", "", ""},
		{atom(`<id>yt:video:AbC</id><m:group ` + nsMedia + `><m:title>T</m:title><m:community><m:statistics views="0"/></m:community></m:group>`), "0", "-", "", ""},
		// podcasts
		{rss(`<p:socialInteract xmlns:p="https://podcastindex.org/namespace/1.0" protocol="activitypub" uri="https://social.example/@a/1"/>`), "-", "-", "https://social.example/@a/1", ""},
		{rss(`<p:socialInteract xmlns:p="https://podcastindex.org/namespace/1.0" protocol="disabled" uri="https://social.example/@a/1"/>`), "-", "-", "", ""},
		// texts: hnrss and Discourse
		{rss(`<description><![CDATA[<p>Article URL: <a href="https://x.example/">x</a></p><p>Points: 42</p><p># Comments: 17</p>]]></description><comments>https://news.example/item?id=1</comments>`), "-", "17", "https://news.example/item?id=1", ""},
		{rss(`<description><![CDATA[<p>Welcome.</p><p><small>5 posts - 3 participants</small></p>]]></description>`), "-", "4", "", ""},
		{rss(`<description><![CDATA[<p><small>1 post - 1 participant</small></p>]]></description>`), "-", "0", "", ""},
		{rss(`<description>5 posts - 3 participants</description><s:comments ` + nsSlash + `>9</s:comments>`), "-", "9", "", ""},
	} {
		doc := read(t, c.in)
		e := doc.Entries[0]
		if got := figure(e.Views); got != c.views {
			t.Errorf("views are %s, not %s, in %s", got, c.views, c.in)
		}
		if got := figure(e.CommentCount); got != c.comments {
			t.Errorf("comments are %s, not %s, in %s", got, c.comments, c.in)
		}
		if e.CommentsURL != c.commentsPage || e.CommentsFeed != c.commentFeed {
			t.Errorf("comments are at %q and %q, not %q and %q, in %s", e.CommentsURL, e.CommentsFeed, c.commentsPage, c.commentFeed, c.in)
		}
	}
}

func TestCountsSayWhereTheyAreFrom(t *testing.T) {
	e := read(t, rssItem(`<s:comments `+nsSlash+`>7</s:comments>`)).Entries[0]
	if e.CommentCount.Origin() != feed.OriginFeed || !e.CommentCount.AsOf().Equal(seen) {
		t.Errorf("count is from %v of %v", e.CommentCount.Origin(), e.CommentCount.AsOf())
	}
	e = read(t, rssItem(`<description># Comments: 17</description>`)).Entries[0]
	if e.CommentCount.Origin() != feed.OriginText {
		t.Errorf("count is from %v", e.CommentCount.Origin())
	}
}

func TestInlineComments(t *testing.T) {
	e := read(t, rssItem(`<m:comments `+nsMedia+`><m:comment>Seen it &amp; left</m:comment><m:comment>Me too</m:comment></m:comments>`)).Entries[0]
	if len(e.Comments) != 2 || e.Comments[0].Content != "Seen it &amp; left" || e.Comments[0].Key == "" || e.Comments[0].Key == e.Comments[1].Key {
		t.Errorf("comments are %+v", e.Comments)
	}
}

func TestWholeNumber(t *testing.T) {
	for in, want := range map[string]string{
		"12": "12", " 1,953 ": "1953", "1.953": "1953", "1 953 204": "1953204", "1\u202f953": "1953", "0": "0",
		"": "-", "-5": "-", "1.95": "-", "12k": "-", "1,95,3": "-", "99999999999999999999": "-", ",": "-",
	} {
		got := "-"
		if n, ok := wholeNumber(in); ok {
			got = formatInt(n)
		}
		if got != want {
			t.Errorf("wholeNumber(%q) is %s, want %s", in, got, want)
		}
	}
}

func TestComments(t *testing.T) {
	wordpress := `<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Comments on: Low tide</title><managingEditor>owner@quay.example (Owner)</managingEditor>
<item><title>By: Ada</title><link>https://quay.example/1#comment-51</link><dc:creator><![CDATA[Ada L.]]></dc:creator><pubDate>Sun, 01 Mar 2026 07:00:00 +0000</pubDate><guid isPermaLink="false">https://quay.example/1#comment-51</guid><description><![CDATA[Seen it.]]></description><content:encoded><![CDATA[<p>Seen it.</p>]]></content:encoded></item>
<item><title>Comment on Low tide by Brahim</title><link>https://quay.example/1#comment-52</link><description>Agreed</description></item>
<item><title>Commentaires sur Marée basse par Chantal</title><guid>c53</guid><description>Oui</description></item>
<item><title>An odd title</title><guid>c54</guid><description>Nobody</description></item>
</channel></rss>`
	atom := `<feed xmlns="http://www.w3.org/2005/Atom" xmlns:t="http://purl.org/syndication/thread/1.0"><title>Comments</title><author><name>Owner</name></author>
<entry><title>By: Ada</title><id>c51</id><updated>2026-03-01T07:00:00Z</updated><author><name>Ada</name></author><t:in-reply-to ref="post-1" href="https://quay.example/1"/><content type="html">&lt;p&gt;Seen it.&lt;/p&gt;</content></entry>
<entry><title>By: Brahim</title><id>c52</id><updated>2026-03-02T08:10:00Z</updated><t:in-reply-to ref="c51"/><content type="html">Agreed</content></entry></feed>`
	discourse := `<rss version="2.0"><channel><title>Topic</title><item><title>Topic</title><guid isPermaLink="false">d.example-post-9-1</guid><description>the article</description></item><item><title>Topic</title><guid isPermaLink="false">d.example-post-9-2</guid><author>ada</author><description>a reply</description></item></channel></rss>`
	type voice struct{ key, parent, author, content string }
	for _, c := range []struct {
		name, in string
		want     []voice
	}{
		{"RSS", wordpress, []voice{
			{"https://quay.example/1#comment-51", "", "Ada L.", "<p>Seen it.</p>"},
			{"https://quay.example/1#comment-52", "", "Brahim", "Agreed"},
			{"c53", "", "Chantal", "Oui"}, {"c54", "", "", "Nobody"}}},
		{"Atom", atom, []voice{{"c51", "post-1", "Ada", "<p>Seen it.</p>"}, {"c52", "c51", "Brahim", "Agreed"}}},
		{"Discourse", discourse, []voice{{"d.example-post-9-2", "", "ada", "a reply"}}},
	} {
		got, err := Comments(Input{Body: []byte(c.in)})
		if err != nil {
			t.Fatalf("%s: %v", c.name, err)
		}
		if len(got) != len(c.want) {
			t.Fatalf("%s: %d comments, want %d: %+v", c.name, len(got), len(c.want), got)
		}
		for i, w := range c.want {
			if g := (voice{got[i].Key, got[i].ParentKey, got[i].Author, got[i].Content}); g != w {
				t.Errorf("%s: comment %d is %+v, want %+v", c.name, i, g, w)
			}
		}
	}
	if _, err := Comments(Input{Body: []byte("<html><body>no feed")}); feed.FailureOf(err).Kind != feed.FailedNotFeed {
		t.Errorf("a page gives %v", err)
	}
}

func TestAuthorInTitle(t *testing.T) {
	for title, want := range map[string]string{
		"By: Ada": "Ada", "Par : Ada": "Ada", "Por: Ada Lovelace": "Ada Lovelace", "Von: Ada": "Ada", "Di: Ada": "Ada", "Door: Ada": "Ada",
		"Comment on Stand by me by Ada": "Ada", "Kommentar zu Ebbe von Ada": "Ada", "Comentario en Marea por Ada": "Ada",
		"Comentário em Maré por Ada": "Ada", "Commenti su Marea di Ada": "Ada", "Low tide": "", "Goodbye: a story": "",
	} {
		if got := authorInTitle(title); got != want {
			t.Errorf("author in %q is %q, want %q", title, got, want)
		}
	}
	if got := authorInTitle("By: " + strings.Repeat("x", 10)); len(got) != 10 {
		t.Errorf("got %q", got)
	}
}
