package parse

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/mmcdole/gofeed"
	"github.com/mmcdole/gofeed/atom"

	"griot/feed"
)

// atomTranslator takes over Atom 1.0 and 0.3 from gofeed.
type atomTranslator struct{ t *translation }

// Translate implements gofeed.Translator. What it returns is for gofeed alone.
func (a *atomTranslator) Translate(source any) (*gofeed.Feed, error) {
	src, ok := source.(*atom.Feed)
	if !ok {
		return nil, fmt.Errorf("translate %T as Atom", source)
	}
	a.t.atom = true
	return take(a.t, src, (*translation).atomFeed, src.Entries, (*entry).atomEntry)
}

// atomFeed reads what the feed says about itself.
func (t *translation) atomFeed(src *atom.Feed) {
	doc, heads := &t.doc, t.heads()
	t.assumeBase(heads)
	doc.Language = language(first(t.inner.language(), textOf(heads, spaceDC, "language"), src.Language, t.in.Language))
	doc.Title = t.atomLine(heads, src.Title, "title")
	doc.Description = t.atomLine(heads, src.Subtitle, "subtitle", "tagline", "info")
	doc.ID = t.atomID(heads, src.ID)
	links := t.atomLinks(heads, t.inner)
	doc.Link = links.page
	if doc.Link == "" && src.Links != nil && t.outline == nil {
		doc.Link = address(t.inner.baseURL(), src.Links[0].Href)
	}
	doc.TTL = ttl("", heads)
	doc.Updated = t.date(src.Updated, textOf(heads, spaceDC, "date"))
	doc.Published = t.date(t.atomText(heads, "published"), t.atomText(heads, "issued"))
	name, mail, site := atomPeople(src.Authors)
	doc.Author = first(name, joinNames(t.names(textsOf(heads, spaceDC, "creator"))), nameOf(textOf(heads, spaceITunes, "author")))
	if doc.Author == "" && len(src.Contributors) > 0 {
		doc.Author, _, _ = atomPeople(src.Contributors)
	}
	doc.Contact = first(mail, address(t.inner.baseURL(), site))
}

// atomPeople returns the names of persons, the first e-mail address and the first
// site of theirs.
func atomPeople(people []*atom.Person) (names, mail, site string) {
	var list []string
	for _, p := range people[:min(len(people), maxNames)] {
		name, inName := person(p.Name)
		own := first(mailbox(strings.TrimSpace(p.Email)), inName)
		list = append(list, first(name, own))
		mail, site = first(mail, own), first(site, p.URI)
	}
	return joinNames(list), mail, site
}

// atomLine returns a text construct (RFC 4287, section 3.1) as one line.
func (t *translation) atomLine(els []element, fallback string, locals ...string) string {
	for _, local := range locals {
		for i := range els {
			if el := &els[i]; el.local == local && t.isAtom(el) {
				s, kind := atomConstruct(el)
				return headline(s, kind)
			}
		}
	}
	return headline(fallback, kindHTML)
}

// atomConstruct returns what a text construct holds and how it is written. One
// without a type is plain, and HTML all the same when it plainly is.
func atomConstruct(el *element) (string, textKind) {
	kind := strings.ToLower(mediaType(el.attr("type")))
	mode := strings.ToLower(el.attr("mode")) // Atom 0.3
	switch {
	case mode == "base64" || binaryType(kind):
		return fromBase64(el.text()), kindHTML
	case kind == "xhtml", kind == "application/xhtml+xml", mode == "xml" && strings.HasSuffix(kind, "html"):
		return unwrapDiv(el.markup()), kindHTML
	case kind == "html", kind == "text/html", mode == "escaped" && kind == "":
		return el.markup(), kindHTML
	case kind == "text", kind == "text/plain":
		return el.text(), kindPlain
	case kind == "":
		s := el.markup()
		if hasElements(el) || tagged(s) {
			return unwrapDiv(s), kindHTML
		}
		return s, kindPlain
	default:
		return el.markup(), kindHTML
	}
}

// binaryType tells the media types whose content is in Base64 (RFC 4287, section
// 4.1.3.3).
func binaryType(kind string) bool {
	main, sub, ok := strings.Cut(kind, "/")
	switch main {
	case "image", "audio", "video":
		return ok && !strings.HasSuffix(sub, "xml")
	case "application":
		return sub == "octet-stream" || sub == "pdf" || sub == "zip" || sub == "gzip" || sub == "x-gzip" || sub == "ogg"
	}
	return false
}

// fromBase64 returns the text that was encoded, and nothing when it is no text.
func fromBase64(s string) string {
	text, err := base64.StdEncoding.DecodeString(strings.Join(strings.Fields(s), ""))
	if err != nil || !utf8.Valid(text) || bytes.IndexByte(text, 0) >= 0 {
		return ""
	}
	return string(text)
}

// hasElements tells whether an element has child elements.
func hasElements(el *element) bool {
	for rest := el.inner; len(rest) > 0; {
		_, kind, n := nextPiece(rest)
		if kind == pieceTag {
			return true
		}
		rest = rest[n:]
	}
	return false
}

// unwrapDiv takes off the <div> that XHTML content stands in (RFC 4287, section
// 3.1.1.3).
func unwrapDiv(s string) string {
	if !tagIs([]byte(s), "div") || !strings.HasSuffix(s, "</div>") {
		return s
	}
	end, _, ok := tagEnd([]byte(s), 0)
	inner := s
	if ok && end <= len(s)-len("</div>") {
		inner = s[end : len(s)-len("</div>")]
	}
	// "<div>a</div><div>b</div>" is not one div.
	if depth := strings.Index(inner, "</div"); depth >= 0 && (indexFold([]byte(inner), "<div") < 0 || indexFold([]byte(inner), "<div") > depth) {
		return s
	}
	return strings.TrimSpace(inner)
}

// atomText returns the text of one of Atom's own elements.
func (t *translation) atomText(els []element, local string) string {
	for i := range els {
		if el := &els[i]; el.local == local && t.isAtom(el) {
			return el.text()
		}
	}
	return ""
}

// atomID returns an id as it is given. One that is relative to an xml:base, or
// plainly an address without its host, is made absolute: publishers that write it
// so mean it, and an id is an IRI (RFC 4287, section 4.2.6).
func (t *translation) atomID(els []element, fallback string) string {
	for i := range els {
		el := &els[i]
		if el.local != "id" || !t.isAtom(el) {
			continue
		}
		given := el.text()
		base := el.scope.ownBase()
		if base == nil && strings.HasPrefix(given, "/") {
			base = el.scope.baseURL()
		}
		if base != nil && given != "" && !strings.Contains(given, ":") {
			if u := resolve(base, given); u != nil {
				given = u.String()
			}
		}
		return id(given)
	}
	return id(fallback)
}

// atomLinks are the links of a feed or an entry by what they are for.
type atomLinks struct {
	page       string // rel="alternate": a page rather than another format
	related    string
	via        string
	self       string
	enclosures []feed.Enclosure
}

// atomLinks reads the links (RFC 4287, section 4.2.7).
func (t *translation) atomLinks(els []element, in *scope) atomLinks {
	var l atomLinks
	var other string
	for i := range els {
		el := &els[i]
		if el.local != "link" || !t.isAtom(el) {
			continue
		}
		href := address(el.scope.baseURL(), first(el.attr("href"), el.text()))
		media := mediaType(el.attr("type"))
		switch relation(el.attr("rel")) {
		case "alternate":
			if media == "" || strings.Contains(media, "html") {
				l.page = first(l.page, href)
			} else {
				other = first(other, href)
			}
		case "enclosure":
			l.enclosures = enclosure(l.enclosures, href, el.attr("type"), el.attr("length"))
		case "related":
			l.related = first(l.related, href)
		case "via":
			l.via = first(l.via, href)
		case "self":
			l.self = first(l.self, href)
		}
	}
	l.page = first(l.page, other)
	return l
}

// atomEntry reads an entry, and returns what it answers.
func (e *entry) atomEntry(src *atom.Entry, out *feed.Entry) (parent string) {
	t := e.t
	out.GUID = t.atomID(e.els, src.ID)
	out.Title = t.atomLine(e.els, src.Title, "title")
	if out.Title == "" {
		if s, kind := e.mediaText("title"); s != "" {
			out.Title = headline(s, kind)
		}
	}
	e.atomIdentity(src, out)
	out.Author = e.atomAuthor(src)
	out.Language = language(first(e.textLanguage(), textOf(e.els, spaceDC, "language"), e.scope.language(), t.doc.Language, e.languageOf("title")))
	out.Updated = t.date(src.Updated, textOf(e.els, spaceTerms, "modified"), textOf(e.els, spaceDC, "date"))
	out.Published = t.date(src.Published, textOf(e.els, spaceTerms, "issued"), t.atomText(e.els, "created"), textOf(e.els, spaceTerms, "created"))
	if !out.Published.Known() {
		out.Published = out.Updated
	}
	var own []string
	for _, c := range src.Categories[:min(len(src.Categories), maxNames)] {
		own = append(own, first(c.Label, c.Term))
	}
	out.Categories = e.categories(own)
	e.atomTexts(src, out)
	d := e.discussion()
	d.apply(out)
	return d.parent
}

// atomIdentity finds the entry's address and files.
func (e *entry) atomIdentity(src *atom.Entry, out *feed.Entry) {
	links := e.t.atomLinks(e.els, e.scope)
	if e.t.loose {
		for _, l := range src.Links {
			href := address(e.base(), l.Href)
			switch relation(l.Rel) {
			case "alternate":
				links.page = first(links.page, href)
			case "enclosure":
				links.enclosures = enclosure(links.enclosures, href, l.Type, l.Length)
			}
		}
	}
	out.Enclosures = e.addMedia(links.enclosures)
	out.Link = links.page
	if orig := address(e.base(), textOf(e.els, spaceFeedburner, "origlink")); orig != "" && (out.Link == "" || viaProxy(out.Link)) {
		out.Link = orig
	}
	var remote string
	for i := range e.els {
		if el := &e.els[i]; el.local == "content" && e.t.isAtom(el) {
			remote = address(el.scope.baseURL(), el.attr("src"))
			if media := mediaType(el.attr("type")); remote != "" && media != "" && !strings.Contains(media, "html") {
				out.Enclosures = enclosure(out.Enclosures, remote, media, "")
			}
		}
	}
	out.Link = first(out.Link, e.mediaPlayer(), remote)
	if out.Link == "" && looksAbsolute(out.GUID) {
		out.Link = address(nil, out.GUID)
	}
	out.Link = first(out.Link, links.related, links.via)
	if out.Link == "" && len(out.Enclosures) > 0 {
		out.Link = out.Enclosures[0].URL
	}
}

func (e *entry) atomAuthor(src *atom.Entry) string {
	if name, _, _ := atomPeople(src.Authors); name != "" {
		return name
	}
	if names := joinNames(e.creators()); names != "" {
		return names
	}
	if src.Source != nil {
		if name, _, _ := atomPeople(src.Source.Authors); name != "" {
			return name
		}
	}
	name, _, _ := atomPeople(src.Contributors)
	return name
}

// atomBody returns what an entry's content or summary holds. Escaped HTML, which
// is what most feeds have, gofeed has decoded already.
func (e *entry) atomBody(el *element, src *atom.Entry) (string, textKind) {
	if el.local == "content" && src.Content != nil && src.Content.Type == "html" && bytes.IndexByte(el.inner, '<') < 0 {
		return src.Content.Value, kindHTML
	}
	return atomConstruct(el)
}

// atomTexts reads the entry's content and summary. Where there is one text only,
// it is both.
func (e *entry) atomTexts(src *atom.Entry, out *feed.Entry) {
	found := false
	for i := range e.els {
		el := &e.els[i]
		if !e.t.isAtom(el) || el.local != "content" && el.local != "summary" {
			continue
		}
		found = true
		into := &out.Content
		if el.local == "summary" {
			into = &out.Summary
		}
		if *into == "" {
			s, kind := e.atomBody(el, src)
			*into = body(s, kind, e.contentBase(el.divided(), out.Link))
		}
	}
	if !found && e.t.loose {
		if src.Content != nil {
			out.Content = body(src.Content.Value, kindGuess, e.contentBase(nil, out.Link))
		}
		out.Summary = body(src.Summary, kindGuess, e.contentBase(nil, out.Link))
	}
	if out.Content == "" {
		if el := find(e.els, spaceContent, "encoded"); el != nil {
			out.Content = body(el.text(), kindGuess, e.contentBase(el, out.Link))
		}
	}
	if out.Summary == "" {
		if s, kind := e.mediaText("description"); s != "" {
			out.Summary = body(s, kind, e.contentBase(nil, out.Link))
		}
	}
	if out.Content == "" {
		out.Content = out.Summary
	}
}
