package parse

import (
	"bytes"
	"errors"
	"fmt"
	"net/url"
	"slices"

	"github.com/mmcdole/gofeed"
	"github.com/mmcdole/gofeed/atom"
	"github.com/mmcdole/gofeed/rss"

	"griot/feed"
)

// parsed is a feed as it was read, before its entries take over what they leave
// to the feed.
type parsed struct {
	doc     feed.Document
	parents []string // what each entry answers (RFC 4685); as long as doc.Entries
}

// document completes the entries: an author from the feed's, a title from the
// content's first words.
func (p *parsed) document() feed.Document {
	for i := range p.doc.Entries {
		e := &p.doc.Entries[i]
		if e.Author == "" {
			e.Author = p.doc.Author
		}
		if e.Title == "" {
			e.Title = entryTitle(e)
		}
	}
	return p.doc
}

// entryTitle makes a title for an entry that has none.
func entryTitle(e *feed.Entry) string {
	if t := firstWords(e.Content); t != "" {
		return t
	}
	if t := firstWords(e.Summary); t != "" {
		return t
	}
	for _, enclosure := range e.Enclosures {
		if u, err := url.Parse(enclosure.URL); err == nil {
			if name := oneLine(u.Path[bytes.LastIndexByte([]byte(u.Path), '/')+1:], 200); name != "" {
				return name
			}
		}
	}
	return oneLine(e.Link, 200)
}

// parseXML reads RSS and Atom whose root begins at at. gofeed's universal parser
// reads the document as it came; only when that fails, or when the document is not
// well formed to begin with, is it mended and read again.
func parseXML(in Input, body []byte, at int) (*parsed, error) {
	own := entities(body[:at])
	body = expand(body[at:], own)
	if wrapped, ok := wrap(body); ok {
		body = wrapped
	}
	o := scan(body, 0)
	if o.sound {
		if p, err := translate(in, &o, false); err == nil {
			return p, nil
		}
	}
	damaged, cut := !o.sound, len(o.chunks) > maxEntries
	body = mend(body)
	o = scan(body, 0)
	if !o.sound {
		return nil, &feed.Failure{Kind: feed.FailedDamaged, Detail: "the feed's structure can't be made out"}
	}
	p, err := translate(in, &o, true)
	if err != nil {
		return nil, feed.Fail(feed.FailedDamaged, err)
	}
	if d := &p.doc; damaged && len(d.Entries)+len(d.Unchanged) == 0 && d.Title+d.Link+d.ID+d.Language == "" {
		return nil, &feed.Failure{Kind: feed.FailedDamaged, Detail: "no complete entry"}
	}
	p.doc.Salvaged, p.doc.Cut = !cut, cut
	return p, nil
}

// wrap puts a channel or an entry that stands alone (RFC 4287, section 2) into
// the root that it lacks.
func wrap(body []byte) ([]byte, bool) {
	switch name := localName(tagName(body)); {
	case equalFold(name, "channel"):
		return slices.Concat([]byte("<rss>"), body, []byte("</rss>")), true
	case equalFold(name, "entry"):
		return slices.Concat([]byte("<feed>"), body, []byte("</feed>")), true
	}
	return nil, false
}

var errMismatch = errors.New("the entries can't be told apart")

// translation is one document on its way through gofeed: the translators that
// gofeed is given take their elements from the outline, and leave the result here.
type translation struct {
	in       Input
	outline  *outline
	document *scope // of the document's address
	inner    *scope // inside the channel or the root
	atom     bool
	strict   bool // entries and outline must match
	loose    bool // they don't, so the entries are read without their elements
	hashes   []feed.Hash
	parsed
}

// translate parses an outlined document with gofeed. Its error is gofeed's, or
// errMismatch when gofeed found other entries than the outline has; a mended
// document is then read with what gofeed alone knows.
func translate(in Input, o *outline, mended bool) (p *parsed, err error) {
	t := &translation{in: in, outline: o, strict: !mended}
	t.document = &scope{base: resolve(nil, first(in.Base, in.URL))}
	t.inner = t.document.within(o.src[o.root.open:o.root.inner])
	if o.channel.open != o.root.open {
		t.inner = t.inner.within(o.src[o.channel.open:o.channel.inner])
	}
	gone, unchanged, left := o.drop(in.Known, o.hashes())
	t.hashes, t.doc.Unchanged = left, unchanged
	t.doc.Kind = feed.KindFeed
	if err := t.parse(o.forLibrary(gone)); err != nil {
		return nil, err
	}
	return &t.parsed, nil
}

// parse runs gofeed with translators of our own.
func (t *translation) parse(body []byte) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("gofeed panicked: %v", p)
		}
	}()
	rssWay, atomWay := &rssTranslator{t}, &atomTranslator{t}
	parser := gofeed.NewParser()
	parser.RSSTranslator, parser.AtomTranslator = rssWay, atomWay
	_, err = parser.Parse(bytes.NewReader(body))
	if !errors.Is(err, gofeed.ErrFeedTypeNotDetected) {
		return err
	}
	// The start tag of the root alone is longer than what gofeed looks at.
	if equalFold(localName(tagName(body)), "feed") {
		source, err := new(atom.Parser).Parse(bytes.NewReader(body))
		if err != nil {
			return err
		}
		_, err = atomWay.Translate(source)
		return err
	}
	source, err := new(rss.Parser).Parse(bytes.NewReader(body))
	if err != nil {
		return err
	}
	_, err = rssWay.Translate(source)
	return err
}

// take reads a feed that gofeed has parsed, and its entries, by the functions of
// its vocabulary. What it returns is for gofeed alone.
func take[F, E any](t *translation, source F, head func(*translation, F), entries []E, read func(*entry, E, *feed.Entry) string) (*gofeed.Feed, error) {
	if err := t.match(len(entries)); err != nil {
		return nil, err
	}
	head(t, source)
	t.doc.Entries = make([]feed.Entry, len(entries))
	t.parents = make([]string, len(entries))
	var e entry
	for i, source := range entries {
		e.read(t, i)
		out := &t.doc.Entries[i]
		t.parents[i] = read(&e, source, out)
		if !out.CommentCount.Known() {
			out.CommentCount = countInText(out.Content, t.in)
		}
		if t.hashes != nil {
			out.Hash = t.hashes[i]
		}
	}
	return new(gofeed.Feed), nil
}

// match compares what gofeed found with the outline.
func (t *translation) match(entries int) error {
	if entries == len(t.outline.chunks) {
		return nil
	}
	if t.strict {
		return errMismatch
	}
	t.loose = true
	t.hashes = nil
	return nil
}

// heads returns the feed's own elements.
func (t *translation) heads() []element {
	found := make([]element, 0, len(t.outline.heads))
	for _, n := range t.outline.heads {
		found = append(found, elementAt(t.outline.src, n, t.inner))
	}
	return found
}

// assumeBase takes the feed's own address, else its page's, for the base of its
// addresses where nobody says where the document came from.
func (t *translation) assumeBase(heads []element) {
	for _, self := range []bool{true, false} {
		for i := range heads {
			el := &heads[i]
			if t.document.base != nil || el.local != "link" || self != (relation(el.attr("rel")) == "self") {
				continue
			}
			if given := first(el.attr("href"), el.text()); looksAbsolute(given) {
				t.document.base = resolve(nil, given)
			}
		}
	}
}

// entry is an entry's elements, as far as they are known.
type entry struct {
	t     *translation
	scope *scope
	tag   []byte
	els   []element
	media []element // all of Media RSS, at any depth
}

// read fills e with the elements of the i-th entry.
func (e *entry) read(t *translation, i int) {
	e.t, e.scope, e.tag = t, t.inner, nil
	e.els, e.media = e.els[:0], e.media[:0]
	if t.loose {
		return
	}
	c := &t.outline.chunks[i]
	e.tag = t.outline.src[c.open:c.inner]
	e.scope = t.inner.within(e.tag)
	for _, n := range c.kids {
		el := elementAt(t.outline.src, n, e.scope)
		e.els = append(e.els, el)
		e.gatherMedia(el)
	}
}

// gatherMedia collects the elements of Media RSS, also inside other extensions.
func (e *entry) gatherMedia(el element) {
	switch {
	case el.space == spaceMedia:
		e.media = append(e.media, el)
	case el.space != spaceOther || bytes.IndexByte(el.inner, '<') < 0:
		return
	}
	if bytes.IndexByte(el.inner, '<') < 0 {
		return
	}
	el.descend(func(inside element) {
		if inside.space == spaceMedia && len(e.media) < maxKids {
			e.media = append(e.media, inside)
		}
	})
}

// base is what the entry's addresses are relative to.
func (e *entry) base() *url.URL { return e.scope.baseURL() }

// contentBase is what addresses inside an element's HTML are relative to: its
// xml:base, else the entry's page, else the document.
func (e *entry) contentBase(el *element, link string) string {
	in := e.scope
	if el != nil {
		in = el.scope
	}
	if own := in.ownBase(); own != nil {
		return own.String()
	}
	if link != "" {
		return link
	}
	if b := e.base(); b != nil {
		return b.String()
	}
	return ""
}

// textLanguage is the xml:lang of what is read of the entry: its content, else its
// summary, where that element has its own.
func (e *entry) textLanguage() string {
	return e.languageOf("content", "encoded", "fullitem", "body", "summary", "description")
}

// languageOf is the xml:lang of the first element there is of some names, where it
// has its own.
func (e *entry) languageOf(names ...string) string {
	for _, name := range names {
		for i := range e.els {
			el := &e.els[i]
			if el.local != name || el.space != spaceNone && el.space != spaceAtom && el.space != spaceContent && el.space != spaceXHTML {
				continue
			}
			if el.scope != e.scope {
				return el.scope.lang
			}
			return ""
		}
	}
	return ""
}
