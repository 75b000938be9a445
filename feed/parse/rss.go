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
	return take(r.t, src, (*translation).rssFeed, src.Items, (*entry).rssItem)
}

// rssFeed reads what the channel says.
func (t *translation) rssFeed(src *rss.Feed) {
	doc, heads := &t.doc, t.heads()
	t.assumeBase(heads)
	doc.Language = language(first(src.Language, textOf(heads, spaceDC, "language"), t.inner.language(), t.in.Language))
	doc.Title = headline(first(src.Title, textOf(heads, spaceDC, "title"), textOf(heads, spaceITunes, "title")), kindGuess)
	doc.Description = headline(first(src.Description, textOf(heads, spaceDC, "description"),
		textOf(heads, spaceITunes, "summary"), textOf(heads, spaceITunes, "subtitle"), textOf(heads, spaceAtom, "subtitle"), textOf(heads, spaceNone, "tagline")), kindGuess)
	base := t.inner.baseURL()
	doc.Link = rssLink(heads)
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
	atomName, atomMail := personOf(find(heads, spaceAtom, "author"))
	ownName, ownMail := personOf(find(heads, spaceNone, "author"))
	owner, ownerMail := personOf(find(heads, spaceITunes, "owner"))
	_, publisherMail := personOf(find(heads, spaceDC, "publisher"))
	itunes := nameOf(textOf(heads, spaceITunes, "author"))
	doc.Author = first(editor, dc, itunes, atomName, ownName, master, owner, editorMail, masterMail, atomMail, ownMail, ownerMail)
	doc.Contact = first(editorMail, masterMail, atomMail, ownMail, ownerMail, publisherMail, mailbox(textOf(heads, spaceITunes, "email")))
}

// personOf reads an element that describes a person by elements of its own, as
// Atom's do, or by a text.
func personOf(el *element) (name, email string) {
	if el == nil {
		return "", ""
	}
	if !hasElements(el) {
		return person(headline(el.text(), kindGuess))
	}
	el.descend(func(in element) {
		switch in.local {
		case "name":
			name = first(name, nameOf(in.text()))
		case "email":
			email = first(email, mailbox(in.text()))
		}
	})
	return name, email
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
	out.Language = language(first(e.textLanguage(), textOf(e.els, spaceDC, "language"), item.Custom["language"], e.scope.language(), t.doc.Language, e.languageOf("title")))
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
	out.GUID = id(first(guid, about, textOf(e.els, spaceAtom, "id"), textOf(e.els, spaceDC, "identifier"), item.Custom["id"]))
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
	if orig := address(e.base(), textOf(e.els, spaceFeedburner, "origenclosurelink")); orig != "" && len(out.Enclosures) > 0 && viaProxy(out.Enclosures[0].URL) {
		out.Enclosures[0].URL = orig
	}
	out.Enclosures = e.addMedia(out.Enclosures)
	out.Link = first(rssLink(e.els), address(e.base(), item.Link))
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

// rssLink returns the last link among els that is an address: where several are
// given, other readers take the last.
func rssLink(els []element) string {
	for i := range els {
		if el := &els[len(els)-1-i]; el.local == "link" && el.space == spaceNone {
			if link := address(el.scope.baseURL(), first(el.text(), el.attr("href"))); link != "" {
				return link
			}
		}
	}
	return ""
}

// viaProxy tells the addresses of a service that counted clicks and answers no more.
func viaProxy(link string) bool {
	return strings.Contains(link, "://feedproxy.google.com/") || strings.Contains(link, "://feeds.feedburner.com/")
}

func (e *entry) rssAuthor(item *rss.Item) string {
	name, email := person(headline(item.Author, kindGuess))
	if own := find(e.els, spaceNone, "author"); own != nil && hasElements(own) {
		if inner, mail := personOf(own); inner != "" || mail != "" {
			name, email = inner, mail
		}
	}
	if name != "" {
		return name
	}
	if names := joinNames(e.creators()); names != "" {
		return names
	}
	atomName, atomMail := personOf(find(e.els, spaceAtom, "author"))
	return first(atomName, email, atomMail)
}

// rssDates reads when the item was published and changed. dc:date is either, so it
// is both where nothing else says.
func (e *entry) rssDates(item *rss.Item, out *feed.Entry) {
	t := e.t
	dc := textOf(e.els, spaceDC, "date")
	out.Published = t.date(item.PubDate, textOf(e.els, spaceTerms, "issued"), dc, textOf(e.els, spaceTerms, "created"),
		textOf(e.els, spaceAtom, "published"), textOf(e.els, spaceTerms, "date"), item.Custom["date"], item.Custom["published"])
	out.Updated = t.date(textOf(e.els, spaceTerms, "modified"), textOf(e.els, spaceAtom, "updated"), item.Custom["updated"], dc)
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
	}{{spaceAtom, "content"}, {spaceNone, "fullitem"}, {spaceNone, "body"}, {spaceNone, "content"}} {
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
	}{{spaceDC, "description"}, {spaceTerms, "abstract"}, {spaceITunes, "summary"}, {spaceITunes, "description"}, {spaceAtom, "summary"}, {spaceNone, "summary"}} {
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
