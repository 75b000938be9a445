package parse

import (
	"bytes"
	"errors"
	"fmt"
	"net/url"
	"strings"

	"github.com/mmcdole/gofeed"
	gofeedjson "github.com/mmcdole/gofeed/json"

	"griot/feed"
)

// looksLikeJSONFeed tells JSON Feed from other JSON by the members that it must
// have, or that nothing else has.
func looksLikeJSONFeed(b []byte) bool {
	if b[0] != '{' {
		return false
	}
	head := b[:min(len(b), 4096)]
	for _, sign := range []string{"jsonfeed.org", `"home_page_url"`, `"feed_url"`} {
		if bytes.Contains(head, []byte(sign)) {
			return true
		}
	}
	return bytes.Contains(b, []byte(`"items"`))
}

// maxObjects is how many objects of a feed are given to gofeed, which builds them
// all: a hundred bytes of memory for each byte of a feed of nothing else.
const maxObjects = 10 * maxEntries

var errTooManyObjects = errors.New("too many objects")

// parseJSON reads JSON Feed 1.0 and 1.1. gofeed's universal parser is the first
// try; where it fails, or where the feed has extensions, which it drops, the
// document is read member by member.
func parseJSON(in Input, body []byte) (*parsed, error) {
	t := &jsonTranslation{in: in}
	err := errTooManyObjects
	if bytes.Count(body, []byte("{")) <= maxObjects {
		err = t.gofeed(body)
	}
	if err == nil && !bytes.Contains(body, []byte(`"_`)) {
		t.translate()
		return &t.parsed, nil
	}
	loose, looseErr := readJSON(body)
	if looseErr != nil {
		loose, looseErr = readJSON(mendJSON(body))
	}
	switch {
	case looseErr == nil:
		t.source, t.extensions = loose.feed, loose.extensions
	case err != nil:
		return nil, feed.Fail(feed.FailedDamaged, looseErr)
	}
	t.translate()
	t.doc.Salvaged = err != nil && loose.cut
	t.doc.Cut = t.doc.Cut || loose.full
	return &t.parsed, nil
}

// jsonTranslation is one JSON feed on its way to a document.
type jsonTranslation struct {
	in         Input
	source     *gofeedjson.Feed
	extensions []jsonExtension // as long as source.Items, or nil
	parsed
}

// Translate implements gofeed.Translator by taking the source over.
func (t *jsonTranslation) Translate(source any) (*gofeed.Feed, error) {
	src, ok := source.(*gofeedjson.Feed)
	if !ok {
		return nil, fmt.Errorf("translate %T as JSON Feed", source)
	}
	for _, item := range src.Items {
		if item == nil {
			return nil, fmt.Errorf("an item is null")
		}
	}
	t.source = src
	return &gofeed.Feed{FeedType: "json"}, nil
}

func (t *jsonTranslation) gofeed(body []byte) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("gofeed panicked: %v", p)
		}
	}()
	parser := gofeed.NewParser()
	parser.JSONTranslator = t
	_, err = parser.Parse(bytes.NewReader(body))
	return err
}

// translate makes the document of the source.
func (t *jsonTranslation) translate() {
	doc, src := &t.doc, t.source
	base := t.base()
	doc.Kind = feed.KindFeed
	doc.Title = headline(src.Title, kindPlain)
	doc.Link = address(base, src.HomePageURL)
	doc.ID = id(src.FeedURL)
	doc.Language = language(first(src.Language, t.in.Language))
	doc.Description = headline(src.Description, kindPlain)
	var site string
	doc.Author, site = jsonPeople(src.Authors, src.Author)
	doc.Contact = first(mailbox(site), address(base, site))
	if len(src.Items) > maxEntries {
		src.Items, doc.Cut = src.Items[:maxEntries], true
	}
	doc.Entries = make([]feed.Entry, len(src.Items))
	t.parents = make([]string, len(src.Items))
	for i, item := range src.Items {
		out := &doc.Entries[i]
		t.item(item, out)
		if t.extensions != nil {
			t.extensions[i].apply(out, t.in)
		}
		if !out.CommentCount.Known() {
			out.CommentCount = countInText(out.Content, t.in)
		}
	}
}

// base is what the feed's addresses are relative to.
func (t *jsonTranslation) base() *url.URL {
	return resolve(nil, first(t.in.Base, t.in.URL, t.source.FeedURL, t.source.HomePageURL))
}

// item reads one item.
func (t *jsonTranslation) item(src *gofeedjson.Item, out *feed.Entry) {
	base := t.base()
	out.GUID = id(src.ID)
	out.Title = headline(src.Title, kindPlain)
	out.Link = first(address(base, src.URL), address(base, src.ExternalURL))
	if out.Link == "" && looksAbsolute(src.ID) {
		out.Link = address(nil, src.ID)
	}
	out.Author, _ = jsonPeople(src.Authors, src.Author)
	out.Language = language(first(src.Language, t.doc.Language))
	out.Published = (&translation{}).date(src.DatePublished)
	out.Updated = (&translation{}).date(src.DateModified)
	if !out.Published.Known() {
		out.Published = out.Updated
	}
	for _, tag := range src.Tags[:min(len(src.Tags), maxNames)] {
		out.Categories = append(out.Categories, headline(tag, kindPlain))
	}
	out.Categories = unique(out.Categories)
	if src.Attachments != nil {
		for _, a := range (*src.Attachments)[:min(len(*src.Attachments), maxNames)] {
			out.Enclosures = enclosure(out.Enclosures, address(base, a.URL), a.MimeType, fmt.Sprint(max(0, a.SizeInBytes)))
		}
	}
	at := first(out.Link, t.in.URL, address(base, t.source.HomePageURL))
	if src.ContentHTML != "" {
		out.Content = body(src.ContentHTML, kindHTML, at)
	} else {
		out.Content = body(src.ContentText, kindPlain, at)
	}
	out.Summary = body(src.Summary, kindPlain, at)
	if out.Content == "" {
		out.Content = out.Summary
	}
}

// jsonPeople returns the names of authors and the first one's site.
func jsonPeople(authors []*gofeedjson.Author, author *gofeedjson.Author) (names, site string) {
	if len(authors) == 0 && author != nil {
		authors = []*gofeedjson.Author{author}
	}
	var list []string
	for _, a := range authors[:min(len(authors), maxNames)] {
		if a == nil {
			continue
		}
		list = append(list, first(nameOf(a.Name), mailbox(strings.TrimSpace(a.URL))))
		if site == "" {
			site = strings.TrimSpace(a.URL)
		}
	}
	return joinNames(list), site
}
