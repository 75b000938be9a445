package parse

import (
	"fmt"
	"strings"

	"github.com/mmcdole/gofeed"
	"github.com/mmcdole/gofeed/rss"

	"griot/feed"
)

// rssTranslator takes over RSS of all versions from gofeed.
type rssTranslator struct{ t *translation }

// Translate implements gofeed.Translator. What it returns is for gofeed alone.
func (r *rssTranslator) Translate(source any) (*gofeed.Feed, error) {
	src, ok := source.(*rss.Feed)
	if !ok {
		return nil, fmt.Errorf("translate %T as RSS", source)
	}
	t := r.t
	if err := t.match(len(src.Items)); err != nil {
		return nil, err
	}
	t.rssFeed(src)
	t.doc.Entries = make([]feed.Entry, len(src.Items))
	t.parents = make([]string, len(src.Items))
	var e entry
	for i, item := range src.Items {
		e.read(t, i)
		out := &t.doc.Entries[i]
		t.parents[i] = e.rssItem(item, out)
		if !out.CommentCount.Known() {
			out.CommentCount = countInText(out.Content, t.in)
		}
		if t.hashes != nil {
			out.Hash = t.hashes[i]
		}
	}
	return &gofeed.Feed{FeedType: "rss"}, nil
}

// rssFeed reads what the channel says.
func (t *translation) rssFeed(src *rss.Feed) {
	doc, heads := &t.doc, t.heads()
	doc.Language = language(first(src.Language, textOf(heads, spaceDC, "language"), t.inner.language()))
	doc.Title = headline(first(src.Title, textOf(heads, spaceDC, "title"), textOf(heads, spaceITunes, "title")), kindGuess)
	doc.Description = headline(first(src.Description, textOf(heads, spaceDC, "description"),
		textOf(heads, spaceITunes, "summary"), textOf(heads, spaceITunes, "subtitle")), kindGuess)
	base := t.inner.baseURL()
	if el := find(heads, spaceNone, "link"); el != nil {
		doc.Link = address(el.scope.baseURL(), first(el.text(), el.attr("href")))
	}
	doc.ID = id(textOf(heads, spaceAtom, "id"))
	for i := range heads {
		switch el := &heads[i]; {
		case el.space != spaceAtom || el.local != "link":
		case relation(el.attr("rel")) == "alternate":
			doc.Link = first(doc.Link, address(el.scope.baseURL(), el.attr("href")))
		}
	}
	doc.Link = first(doc.Link, address(base, src.Link))
	if about := t.about(t.outline.src[t.outline.channel.open:t.outline.channel.inner]); about != "" {
		doc.ID = first(doc.ID, id(about))
	}
	doc.ID = first(doc.ID, id(textOf(heads, spaceDC, "identifier")))
	t.rssPeople(src, heads)
	doc.Published = t.date(src.PubDate, textOf(heads, spaceTerms, "issued"), textOf(heads, spaceTerms, "created"))
	doc.Updated = t.date(src.LastBuildDate, textOf(heads, spaceTerms, "modified"), textOf(heads, spaceDC, "date"), textOf(heads, spaceAtom, "updated"))
	doc.TTL, doc.Rest = ttl(src.TTL, heads), rest(src.SkipHours, src.SkipDays)
	if t.document.base == nil {
		t.document.base = resolve(nil, doc.Link)
	}
}

// about returns the rdf:about of a start tag.
func (t *translation) about(tag []byte) string {
	e := element{tag: tag, scope: t.inner.within(tag)}
	return e.attrIn(spaceRDF, "about")
}

// rssPeople finds who publishes the channel and how to reach them.
func (t *translation) rssPeople(src *rss.Feed, heads []element) {
	doc := &t.doc
	editor, editorMail := person(src.ManagingEditor)
	master, masterMail := person(src.WebMaster)
	dc := joinNames(t.names(textsOf(heads, spaceDC, "creator")))
	if dc == "" {
		dc = joinNames(t.names(textsOf(heads, spaceDC, "author")))
	}
	var atomName, atomMail string
	if el := find(heads, spaceAtom, "author"); el != nil {
		el.descend(func(in element) {
			switch in.local {
			case "name":
				atomName = first(atomName, nameOf(in.text()))
			case "email":
				atomMail = first(atomMail, mailbox(in.text()))
			}
		})
	}
	var ownerMail string
	if el := find(heads, spaceITunes, "owner"); el != nil {
		el.descend(func(in element) {
			if in.local == "email" {
				ownerMail = first(ownerMail, mailbox(in.text()))
			}
		})
	}
	itunes := nameOf(textOf(heads, spaceITunes, "author"))
	doc.Author = first(editor, dc, itunes, atomName, master, editorMail, masterMail, atomMail)
	doc.Contact = first(editorMail, masterMail, atomMail, ownerMail, mailbox(textOf(heads, spaceITunes, "email")))
}

// names reads persons as names.
func (t *translation) names(texts []string) []string {
	for i, s := range texts {
		texts[i] = nameOf(headline(s, kindGuess))
	}
	return texts
}

// rssItem reads an item, and returns what it answers.
func (e *entry) rssItem(item *rss.Item, out *feed.Entry) (parent string) {
	t := e.t
	out.Title = e.rssTitle(item)
	e.rssIdentity(item, out)
	out.Author = e.rssAuthor(item)
	out.Language = language(first(textOf(e.els, spaceDC, "language"), item.Custom["language"], e.scope.language(), t.doc.Language))
	e.rssDates(item, out)
	var own []string
	for _, c := range item.Categories[:min(len(item.Categories), maxNames)] {
		own = append(own, c.Value)
	}
	out.Categories = e.categories(own)
	e.rssTexts(item, out)
	if s := strings.TrimSpace(item.Comments); s != "" && !digitsOnly(s) {
		out.CommentsURL = address(e.base(), s)
	}
	d := e.discussion()
	d.apply(out)
	return d.parent
}

func (e *entry) rssTitle(item *rss.Item) string {
	if s := headline(item.Title, kindGuess); s != "" {
		return s
	}
	if s, kind := e.mediaText("title"); s != "" {
		return headline(s, kind)
	}
	return headline(first(textOf(e.els, spaceDC, "title"), textOf(e.els, spaceITunes, "title"), textOf(e.els, spaceAtom, "title")), kindGuess)
}

// rssIdentity finds the item's address, its id and its files.
func (e *entry) rssIdentity(item *rss.Item, out *feed.Entry) {
	about := e.t.about(e.tag)
	guid, permalink := "", false
	if item.GUID != nil {
		guid = item.GUID.Value
		permalink = !strings.EqualFold(item.GUID.IsPermalink, "false")
	}
	out.GUID = id(first(guid, about, textOf(e.els, spaceAtom, "id"), textOf(e.els, spaceDC, "identifier")))
	for _, enc := range item.Enclosures[:min(len(item.Enclosures), maxNames)] {
		out.Enclosures = enclosure(out.Enclosures, address(e.base(), enc.URL), enc.Type, enc.Length)
	}
	var alternate string
	for i := range e.els {
		el := &e.els[i]
		if el.space != spaceAtom || el.local != "link" {
			continue
		}
		href := address(el.scope.baseURL(), el.attr("href"))
		switch relation(el.attr("rel")) {
		case "alternate":
			alternate = first(alternate, href)
		case "enclosure":
			out.Enclosures = enclosure(out.Enclosures, href, el.attr("type"), el.attr("length"))
		}
	}
	out.Enclosures = e.addMedia(out.Enclosures)
	out.Link = e.rssLink(item)
	if orig := address(e.base(), textOf(e.els, spaceFeedburner, "origlink")); orig != "" && (out.Link == "" || viaProxy(out.Link)) {
		out.Link = orig
	}
	out.Link = first(out.Link, alternate)
	if out.Link == "" && guid != "" && permalink && (looksAbsolute(guid) || item.GUID.IsPermalink == "true" && strings.HasPrefix(guid, "/")) {
		out.Link = address(e.base(), guid)
	}
	if out.Link == "" && looksAbsolute(about) {
		out.Link = address(e.base(), about)
	}
	if out.Link == "" {
		out.Link = e.mediaPlayer()
	}
	if out.Link == "" && len(out.Enclosures) > 0 {
		out.Link = out.Enclosures[0].URL
	}
}

// rssLink returns the first link of the item that is an address.
func (e *entry) rssLink(item *rss.Item) string {
	for i := range e.els {
		if el := &e.els[i]; el.local == "link" && el.space == spaceNone {
			if link := address(el.scope.baseURL(), first(el.text(), el.attr("href"))); link != "" {
				return link
			}
		}
	}
	return address(e.base(), item.Link)
}

// viaProxy tells the addresses of a service that counted clicks and answers no more.
func viaProxy(link string) bool {
	return strings.Contains(link, "://feedproxy.google.com/") || strings.Contains(link, "://feeds.feedburner.com/")
}

func (e *entry) rssAuthor(item *rss.Item) string {
	name, email := person(headline(item.Author, kindGuess))
	if name != "" {
		return name
	}
	if names := joinNames(e.creators()); names != "" {
		return names
	}
	if el := find(e.els, spaceAtom, "author"); el != nil {
		var atomName string
		el.descend(func(in element) {
			if in.local == "name" {
				atomName = first(atomName, nameOf(in.text()))
			}
		})
		if atomName != "" {
			return atomName
		}
	}
	return email
}

// rssDates reads when the item was published and changed. dc:date is either, so it
// is both where nothing else says.
func (e *entry) rssDates(item *rss.Item, out *feed.Entry) {
	t := e.t
	dc := textOf(e.els, spaceDC, "date")
	out.Published = t.date(item.PubDate, textOf(e.els, spaceTerms, "issued"), dc, textOf(e.els, spaceTerms, "created"),
		textOf(e.els, spaceAtom, "published"), textOf(e.els, spaceTerms, "date"), item.Custom["date"])
	out.Updated = t.date(textOf(e.els, spaceTerms, "modified"), textOf(e.els, spaceAtom, "updated"), dc)
	if !out.Published.Known() {
		out.Published = out.Updated
	}
}

// rssTexts reads the item's content and summary. Where there is one text only, it
// is both.
func (e *entry) rssTexts(item *rss.Item, out *feed.Entry) {
	content, from := item.Content, find(e.els, spaceContent, "encoded")
	if content == "" && from != nil {
		content = from.text()
	}
	if content == "" {
		content, from = e.xhtmlBody()
	}
	for _, other := range []struct {
		space space
		local string
	}{{spaceAtom, "content"}, {spaceNone, "fullitem"}, {spaceNone, "body"}} {
		if content == "" {
			if from = find(e.els, other.space, other.local); from != nil {
				content = from.markup()
			}
		}
	}
	summary, kind, about := item.Description, kindGuess, find(e.els, spaceNone, "description")
	if about != nil && strings.Contains(summary, "<") && !strings.Contains(string(about.inner[:min(len(about.inner), 64)]), "<![CDATA[") {
		summary = about.markup()
	}
	if summary == "" && about != nil {
		summary = about.markup()
	}
	for _, other := range []struct {
		space space
		local string
	}{{spaceDC, "description"}, {spaceTerms, "abstract"}, {spaceITunes, "summary"}, {spaceAtom, "summary"}} {
		if summary == "" {
			summary = textOf(e.els, other.space, other.local)
		}
	}
	if summary == "" {
		summary, kind = e.mediaText("description")
	}
	if summary == "" {
		summary, kind = textOf(e.els, spaceITunes, "subtitle"), kindGuess
	}
	out.Content = body(content, kindGuess, e.contentBase(from, out.Link))
	if summary == content {
		out.Summary = out.Content
	} else {
		out.Summary = body(summary, kind, e.contentBase(about, out.Link))
	}
	if out.Content == "" {
		out.Content = out.Summary
	}
}

func digitsOnly(s string) bool {
	return strings.Trim(s, "0123456789") == ""
}
