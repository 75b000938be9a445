// Package opml reads and writes lists of subscriptions in OPML, as feed readers
// exchange them. Only web addresses are ever taken from a list: it comes from
// outside.
package opml

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"griot/feed"
	"griot/render/plain"
)

const (
	maxDepth = 32      // folders within each other that become tags
	maxTags  = 100     // of one source
	maxFeeds = 100_000 // of one list, taken and refused
)

// Item is a subscription of a list.
type Item struct {
	Raw    string      // the address as it is written, to show
	Source feed.Source // Address, Name and Tags; no address when Raw is none that may be taken
	User   *url.Userinfo
}

// ErrNotOPML says that a document is no OPML.
var ErrNotOPML = errors.New("not OPML")

// Is tells whether a document begins like OPML.
func Is(body []byte) bool {
	body = toUTF8(body[:min(len(body), 4096)])
	for {
		body = bytes.TrimLeft(body, " \t\r\n")
		if len(body) > 5 && strings.EqualFold(string(body[:5]), "<opml") {
			return strings.IndexByte(" \t\r\n/>", body[5]) >= 0
		}
		end := ">"
		switch {
		case bytes.HasPrefix(body, []byte("<!--")):
			end = "-->"
		case bytes.HasPrefix(body, []byte("<?")), bytes.HasPrefix(body, []byte("<!")):
		default:
			return false
		}
		_, rest, ok := bytes.Cut(body, []byte(end))
		if !ok {
			return false
		}
		body = rest
	}
}

// maxFaults is how many damaged places of a list are passed over.
const maxFaults = 1000

// Read returns the subscriptions of a list in its order, each address once. Folders
// and categories become tags. Of a damaged list those before and behind the damage
// are there. The error is ErrNotOPML.
func Read(body []byte) ([]Item, error) {
	if !Is(body) {
		return nil, ErrNotOPML
	}
	body = withoutControls(toUTF8(body))
	l := list{at: map[string]int{}}
	for range maxFaults {
		read := l.read(body)
		_, next, more := bytes.Cut(body[min(len(body), max(1, read)):], []byte("<"))
		if !more { // the end
			break
		}
		body = body[len(body)-len(next)-1:]
	}
	return l.items, nil
}

// read reads a list up to its end or to a fault, and tells how far it came.
func (l *list) read(body []byte) int {
	d := xml.NewDecoder(bytes.NewReader(body))
	d.Strict = false
	d.Entity = xml.HTMLEntity
	d.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil } // it is UTF-8 already
	for {
		token, err := d.RawToken()
		if err != nil {
			return int(d.InputOffset())
		}
		switch t := token.(type) {
		case xml.StartElement:
			l.start(&t)
		case xml.EndElement:
			l.end(t.Name.Local)
		case xml.CharData:
			if l.title && len(l.head) <= len(headTitle) {
				l.head += string(t)
			}
		}
	}
}

// list is a list being read.
type list struct {
	items   []Item
	at      map[string]int // items by address
	folders []string       // of the outlines that are open; "" for one that is no folder
	title   bool           // within the title of the list
	head    string
}

func (l *list) start(t *xml.StartElement) {
	switch strings.ToLower(t.Name.Local) {
	case "title":
		l.title = len(l.folders) == 0 && l.head == ""
	case "outline":
		o := outlineOf(t.Attr)
		folder := ""
		if o.address == "" {
			folder = o.name()
		} else if len(l.items) < maxFeeds {
			l.take(o)
		}
		l.folders = append(l.folders, folder)
	}
}

func (l *list) end(name string) {
	switch strings.ToLower(name) {
	case "title":
		l.title = false
	case "outline":
		l.folders = l.folders[:max(0, len(l.folders)-1)]
	}
}

// outline is what an <outline> says.
type outline struct{ address, text, title, category string }

// outlineOf reads the attributes, whose names are written in any case. A link and
// another list are no subscriptions (OPML 2.0, "What is a link" and "inclusion").
func outlineOf(attributes []xml.Attr) (o outline) {
	other, kind := "", ""
	for _, a := range attributes {
		value := strings.TrimSpace(a.Value)
		switch strings.ToLower(a.Name.Local) {
		case "xmlurl":
			o.address = value
		case "url", "feedurl":
			other = value
		case "type":
			kind = strings.ToLower(value)
		case "text":
			o.text = plain.Line(value)
		case "title":
			o.title = plain.Line(value)
		case "category":
			o.category = value
		}
	}
	if o.address == "" && kind != "link" && kind != "include" {
		o.address = other
	}
	return o
}

func (o outline) name() string {
	if o.text != "" {
		return o.text
	}
	return o.title
}

// take adds a subscription, or its tags to the one that has its address.
func (l *list) take(o outline) {
	item := Item{Raw: plain.Line(o.address)}
	item.Source.Address, item.User = address(o.address)
	item.Source.Tags = l.tags(o.category)
	key := item.Source.Address
	if key == "" {
		key = "\x00" + item.Raw
	}
	if i, twice := l.at[key]; twice {
		for _, tag := range item.Source.Tags {
			l.items[i].Source.Tags = addTag(l.items[i].Source.Tags, tag)
		}
		return
	}
	item.Source.Name = l.nameOf(o, item.Source.Address)
	l.at[key] = len(l.items)
	l.items = append(l.items, item)
}

// nameOf is the name that the reader gave a source. Other programs don't tell it
// from the publisher's, griot does: the publisher's alone stands in both places.
func (l *list) nameOf(o outline, address string) string {
	name := o.name()
	if name == address || name == o.address || strings.TrimSpace(l.head) == headTitle && o.text == o.title {
		return ""
	}
	return name
}

// tags are those of the category, then the folders around an outline.
func (l *list) tags(category string) []string {
	var tags []string
	for c := range strings.SplitSeq(category, ",") {
		c = strings.TrimSpace(c)
		if !strings.HasPrefix(c, "/") { // OPML 2.0: no path, a tag
			tags = addTag(tags, c)
			continue
		}
		for step := range strings.SplitSeq(c, "/") {
			tags = addTag(tags, step)
		}
	}
	for _, folder := range l.folders[:min(len(l.folders), maxDepth)] {
		tags = addTag(tags, folder)
	}
	return tags
}

// addTag adds a tag once. What begins with "~" would be a name in the urls file.
func addTag(tags []string, tag string) []string {
	tag = strings.TrimLeft(plain.Line(tag), "~ ")
	if tag == "" || len(tags) == maxTags || slices.Contains(tags, tag) {
		return tags
	}
	return append(tags, tag)
}

// address returns a web address without user name and password, and those; nothing
// of any other address. "feed:" is how some programs write http.
func address(raw string) (string, *url.Userinfo) {
	lower := strings.ToLower(raw)
	switch {
	case strings.HasPrefix(lower, "feed://"):
		raw = "https://" + raw[len("feed://"):]
	case strings.HasPrefix(lower, "feed:http"):
		raw = raw[len("feed:"):]
	}
	link, user, _ := plain.Web(raw)
	return link, user
}

// toUTF8 decodes a list: by its byte order mark, else as UTF-8 when it is, else as
// declared, else as the most usual of the old encodings.
func toUTF8(body []byte) []byte {
	if bytes.HasPrefix(body, []byte("\xff\xfe")) || bytes.HasPrefix(body, []byte("\xfe\xff")) {
		out, _ := unicode.UTF16(unicode.BigEndian, unicode.ExpectBOM).NewDecoder().Bytes(body)
		return out
	}
	body = bytes.TrimPrefix(body, []byte("\xef\xbb\xbf"))
	if utf8.Valid(body) {
		return body
	}
	head := string(body[:min(len(body), 200)])
	_, label, _ := strings.Cut(head, "encoding=")
	label, _, _ = strings.Cut(strings.TrimLeft(label, `"'`), "?")
	label = strings.TrimRight(label, "\"' ")
	enc, name := charset.Lookup(label)
	if enc == nil || name == "utf-8" {
		enc = charmap.Windows1252
	}
	out, _ := enc.NewDecoder().Bytes(body)
	return bytes.ToValidUTF8(out, []byte("\uFFFD"))
}

// withoutControls drops what XML does not allow and some lists hold, as it is or as
// a reference.
func withoutControls(body []byte) []byte {
	body = bytes.Map(func(r rune) rune {
		if !allowed(r) {
			return -1
		}
		return r
	}, body)
	return reference.ReplaceAllFunc(body, func(ref []byte) []byte {
		digits, base := string(ref[2:len(ref)-1]), 10
		if digits[0] == 'x' || digits[0] == 'X' {
			digits, base = digits[1:], 16
		}
		if n, err := strconv.ParseInt(digits, base, 32); err != nil || !allowed(rune(n)) {
			return nil
		}
		return ref
	})
}

var reference = regexp.MustCompile(`&#(?:[0-9]+|[xX][0-9a-fA-F]+);`)

// allowed tells the characters of XML 1.0, section 2.2.
func allowed(r rune) bool {
	return r >= ' ' && r < 0xD800 || r >= 0xE000 && r <= utf8.MaxRune && r != 0xFFFE && r != 0xFFFF || r == '\t' || r == '\n' || r == '\r'
}
