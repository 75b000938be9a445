package parse

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"

	gofeedjson "github.com/mmcdole/gofeed/json"

	"griot/feed"
	"griot/feed/parse/date"
	"griot/render/plain"
)

// looseJSON is a JSON feed that was read member by member: a member of the wrong
// type is left out, and not the feed.
type looseJSON struct {
	feed       *gofeedjson.Feed
	extensions []jsonExtension
	full       bool // it has more items than are kept
	cut        bool // it ends too early, or an item can't be read: those before it are there
}

var errNoItems = errors.New("no list of items")

// members is a JSON object whose values have not been looked at.
type members map[string]json.RawMessage

// readJSON reads a JSON feed. Of a document that is cut the complete items are kept.
func readJSON(body []byte) (looseJSON, error) {
	dec := json.NewDecoder(bytes.NewReader(body))
	l := looseJSON{feed: &gofeedjson.Feed{}}
	head := members{}
	if t, err := dec.Token(); err != nil || t != json.Delim('{') {
		return l, errNoItems
	}
	found := false
	for dec.More() {
		key, err := dec.Token()
		name, ok := key.(string)
		if err != nil || !ok {
			l.cut = true
			break
		}
		if name == "items" && !found {
			found = true
			if !l.readItems(dec) {
				break
			}
			continue
		}
		var value json.RawMessage
		if err := dec.Decode(&value); err != nil {
			l.cut = true
			break
		}
		head[name] = value
	}
	if !found && len(head) == 0 || l.cut && len(l.feed.Items) == 0 {
		return l, errNoItems
	}
	l.head(head)
	return l, nil
}

// readItems reads the items, and reports whether the document goes on behind them.
func (l *looseJSON) readItems(dec *json.Decoder) bool {
	t, err := dec.Token()
	if err != nil || t != json.Delim('[') {
		l.cut = err != nil
		return err == nil
	}
	for n := 0; dec.More(); n++ {
		if n == maxEntries {
			l.full = true
			return false
		}
		var raw json.RawMessage
		if err := dec.Decode(&raw); err != nil {
			l.cut = true
			return false
		}
		var m members
		if json.Unmarshal(raw, &m) != nil || m == nil {
			continue
		}
		l.feed.Items = append(l.feed.Items, m.item())
		l.extensions = append(l.extensions, m.extension())
	}
	if _, err := dec.Token(); err != nil {
		l.cut = true
		return errors.Is(err, io.EOF)
	}
	return true
}

func (l *looseJSON) head(m members) {
	f := l.feed
	f.Version, f.Title, f.HomePageURL, f.FeedURL = m.text("version"), m.text("title"), m.address("home_page_url"), m.address("feed_url")
	f.Description, f.Language = m.text("description"), m.text("language")
	f.Author, f.Authors = m.authors()
}

func (m members) item() *gofeedjson.Item {
	i := &gofeedjson.Item{
		ID: m.text("id"), URL: m.address("url"), ExternalURL: m.address("external_url"), Title: m.text("title"),
		ContentHTML: m.text("content_html"), ContentText: m.text("content_text"), Summary: m.text("summary"),
		DatePublished: m.text("date_published"), DateModified: m.text("date_modified"), Language: m.text("language"),
	}
	i.Author, i.Authors = m.authors()
	for _, raw := range m.list("tags") {
		i.Tags = append(i.Tags, textOfJSON(raw))
	}
	var files []gofeedjson.Attachments
	for _, a := range m.objects("attachments") {
		size, _ := wholeNumber(a.text("size_in_bytes"))
		files = append(files, gofeedjson.Attachments{URL: a.address("url"), MimeType: a.text("mime_type"), SizeInBytes: size})
	}
	i.Attachments = &files
	return i
}

// text returns a member as text: a string, a number or a truth value.
func (m members) text(name string) string { return textOfJSON(m[name]) }

// address returns a member that is a string, as every address is.
func (m members) address(name string) string {
	if raw := m[name]; len(raw) == 0 || raw[0] != '"' {
		return ""
	}
	return m.text(name)
}

func textOfJSON(raw json.RawMessage) string {
	var s string
	if json.Unmarshal(raw, &s) == nil {
		return s
	}
	if len(raw) > 0 && len(raw) < 64 && raw[0] != '{' && raw[0] != '[' && raw[0] != 'n' {
		return string(raw)
	}
	return ""
}

// maxList is the longest list that is looked at, in bytes.
const maxList = 1 << 20

// list returns a member as a list; one value stands for a list of one.
func (m members) list(name string) []json.RawMessage {
	var list []json.RawMessage
	if len(m[name]) > maxList {
		return nil
	}
	if raw := m[name]; json.Unmarshal(raw, &list) != nil && len(raw) > 0 {
		return []json.RawMessage{raw}
	}
	return list
}

func (m members) objects(name string) []members {
	var found []members
	for _, raw := range m.list(name) {
		var o members
		if json.Unmarshal(raw, &o) == nil && o != nil {
			found = append(found, o)
		}
	}
	return found
}

// authors reads author (1.0) and authors (1.1), objects or bare names.
func (m members) authors() (*gofeedjson.Author, []*gofeedjson.Author) {
	var all []*gofeedjson.Author
	for _, name := range []string{"authors", "author"} {
		for _, raw := range m.list(name) {
			var o members
			if json.Unmarshal(raw, &o) == nil && o != nil {
				all = append(all, &gofeedjson.Author{Name: o.text("name"), URL: o.address("url")})
			} else if s := textOfJSON(raw); s != "" {
				all = append(all, &gofeedjson.Author{Name: s})
			}
		}
		if len(all) > 0 {
			break
		}
	}
	return nil, all
}

// jsonExtension is what an item's extensions (JSON Feed 1.1, Extensions) say
// about views and comments. They have no names that all agree on: an object whose
// name begins with "_" is searched for these members.
type jsonExtension struct {
	views, comments string
	page, feed      string
	voices          []members
}

func (m members) extension() jsonExtension {
	var x jsonExtension
	for _, name := range sortedKeys(m) {
		if !strings.HasPrefix(name, "_") {
			continue
		}
		for _, o := range m.objects(name) {
			x.add(o)
			if o := o.objects("statistics"); len(o) > 0 {
				x.add(o[0])
			}
		}
		switch bare := strings.TrimPrefix(name, "_"); bare {
		case "views", "comments_count", "comment_count", "comments_url":
			x.add(members{bare: m[name]})
		}
	}
	return x
}

// add takes what is not known yet from an object.
func (x *jsonExtension) add(o members) {
	x.views = first(x.views, o.text("views"), o.text("view_count"), o.text("views_count"))
	x.comments = first(x.comments, o.text("comments_count"), o.text("comment_count"), o.text("num_comments"))
	x.page = first(x.page, o.text("comments_url"), o.text("comment_url"))
	x.feed = first(x.feed, o.text("comments_feed"), o.text("comments_feed_url"))
	if n := o.text("comments"); n != "" {
		x.comments = first(x.comments, n)
	} else if len(x.voices) == 0 {
		x.voices = o.objects("comments")
	}
}

// apply gives the entry what its extensions say.
func (x *jsonExtension) apply(out *feed.Entry, in Input) {
	base := resolve(nil, first(out.Link, in.URL))
	if n, ok := wholeNumber(x.views); ok {
		out.Views = feed.CountOf(n, feed.OriginFeed, in.Seen)
	}
	if n, ok := wholeNumber(x.comments); ok {
		out.CommentCount = feed.CountOf(n, feed.OriginFeed, in.Seen)
	}
	out.CommentsURL, out.CommentsFeed = address(base, x.page), address(base, x.feed)
	for _, v := range x.voices {
		content := body(first(v.text("content_html"), v.text("html")), kindHTML, out.Link)
		if content == "" {
			content = body(first(v.text("text"), v.text("content_text"), v.text("content"), v.text("body")), kindPlain, out.Link)
		}
		author, _ := v.authors()
		if _, all := v.authors(); author == nil && len(all) > 0 {
			author = all[0]
		}
		c := feed.RemoteComment{
			Key:       id(v.text("id")),
			ParentKey: id(first(v.text("parent"), v.text("parent_id"), v.text("in_reply_to"))),
			Published: date.Parse(first(v.text("date"), v.text("date_published"), v.text("published"))),
			Link:      address(base, v.text("url")),
			Content:   content,
		}
		if author != nil {
			c.Author = plain.Line(nameOf(author.Name))
		}
		if c.Key == "" {
			c.Key = first(c.Link, hashKey(c.Author, c.Published.RFC3339(), content, strconv.Itoa(len(out.Comments))))
		}
		if content != "" {
			out.Comments = append(out.Comments, c)
		}
	}
}

func sortedKeys(m members) []string {
	return slices.Sorted(maps.Keys(m))
}

// mendJSON repairs what people that write JSON by hand get wrong: controls inside
// strings, a comma behind the last value, comments, and the numbers that are none.
func mendJSON(b []byte) []byte {
	out := make([]byte, 0, len(b)+64)
	inString := false
	for i := 0; i < len(b); i++ {
		c := b[i]
		switch {
		case inString && c == '\\' && i+1 < len(b):
			if !bytes.ContainsRune([]byte(`"\/bfnrtu`), rune(b[i+1])) {
				out = append(out, '\\')
			}
			out = append(out, c, b[i+1])
			i++
		case inString && c < ' ':
			out = append(out, ' ')
			if c == '\n' {
				out = append(out[:len(out)-1], `\n`...)
			}
		case c == '"':
			inString = !inString
			out = append(out, c)
		case !inString && c == ',' && closes(b[i+1:]):
		case !inString && c == '/' && bytes.HasPrefix(b[i:], []byte("//")):
			i += after(b[i:], "\n") - 1
		case !inString && c == '/' && bytes.HasPrefix(b[i:], []byte("/*")):
			i += after(b[i:], "*/") - 1
		case !inString && (c == 'N' || c == 'I'):
			n := len(tagName(b[i-1:])) // letters only
			out = append(append(append(out, '"'), b[i:i+n]...), '"')
			i += n - 1
		default:
			out = append(out, c)
		}
	}
	return out
}

// closes tells whether an object or list ends next.
func closes(b []byte) bool {
	i := skipSpace(b, 0)
	return i < len(b) && (b[i] == '}' || b[i] == ']')
}
