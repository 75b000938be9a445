package parse

import (
	"encoding/json"
	"fmt"
	"strings"

	"golang.org/x/net/html"

	"griot/feed"
	"griot/feed/clean"
	"griot/feed/parse/capture"
	"griot/feed/parse/date"
	"griot/render/plain"
)

// thing is an item of schema.org, from JSON-LD or from microdata: its properties
// by name, each a string, a thing, or a list of them.
type thing map[string]any

const (
	maxLinkedDepth   = 12
	maxLinkedThings  = 400
	maxPageComments  = 2000
	maxCommentLevels = 40
)

// readLinked reads a JSON-LD script. Comments and CDATA marks around it, and
// line ends inside strings, are forgiven.
func readLinked(src string) []thing {
	src = strings.TrimSpace(src)
	for _, cut := range []string{"<!--", "//<![CDATA[", "<![CDATA[", "/*<![CDATA[*/"} {
		src = strings.TrimSpace(strings.TrimPrefix(src, cut))
	}
	for _, cut := range []string{"-->", "//]]>", "]]>", "/*]]>*/", ";"} {
		src = strings.TrimSpace(strings.TrimSuffix(src, cut))
	}
	var v any
	if decodeJSON(src, &v) != nil {
		flat := strings.Map(func(r rune) rune {
			if r < ' ' {
				return ' '
			}
			return r
		}, src)
		if decodeJSON(flat, &v) != nil {
			return nil
		}
	}
	var found []thing
	collect(v, 0, &found)
	return found
}

func decodeJSON(src string, v *any) error {
	d := json.NewDecoder(strings.NewReader(src))
	d.UseNumber() // a count must not become 1.2e+06
	return d.Decode(v)
}

// collect finds the things at the top of a script, in arrays and in @graph.
func collect(v any, depth int, out *[]thing) {
	if depth > maxLinkedDepth || len(*out) > maxLinkedThings {
		return
	}
	switch v := v.(type) {
	case []any:
		for _, one := range v {
			collect(one, depth+1, out)
		}
	case map[string]any:
		*out = append(*out, v)
		collect(v["@graph"], depth+1, out)
		for _, inner := range []string{"mainEntity", "mainEntityOfPage", "hasPart", "itemListElement"} {
			if m, ok := v[inner].(map[string]any); ok {
				collect(m, depth+1, out)
			}
		}
	}
}

// is tells whether a thing has one of the types, given without their prefix.
func (t thing) is(types ...string) bool {
	for _, v := range list(t["@type"]) {
		name := word(v)
		name = name[strings.LastIndexAny(name, "/:#")+1:]
		for _, want := range types {
			if name == want {
				return true
			}
		}
	}
	return false
}

// isArticle tells a thing that is something to read.
func (t thing) isArticle() bool {
	for _, v := range list(t["@type"]) {
		name := word(v)
		if strings.HasSuffix(name, "Article") || strings.HasSuffix(name, "Posting") || strings.HasSuffix(name, "Report") ||
			strings.HasSuffix(name, "Review") || strings.HasSuffix(name, "VideoObject") || strings.HasSuffix(name, "OpinionNewsArticle") {
			return true
		}
	}
	return false
}

// list makes a list of a value that may be one or several.
func list(v any) []any {
	switch v := v.(type) {
	case nil:
		return nil
	case []any:
		return v
	default:
		return []any{v}
	}
}

// word is a value as text: a string, a number, or what a thing is called.
func word(v any) string {
	switch v := v.(type) {
	case string:
		return strings.TrimSpace(v)
	case json.Number:
		return v.String()
	case bool, nil:
		return ""
	case map[string]any:
		for _, k := range []string{"name", "@value", "@id", "url"} {
			if s := word(v[k]); s != "" {
				return s
			}
		}
		return ""
	case thing:
		return word(map[string]any(v))
	case []any:
		if len(v) > 0 {
			return word(v[0])
		}
		return ""
	}
	return fmt.Sprint(v)
}

func asThing(v any) (thing, bool) {
	switch v := v.(type) {
	case map[string]any:
		return v, true
	case thing:
		return v, true
	}
	return nil, false
}

// names are the names of people, several or one. A reference is looked up among
// the things that the page describes.
func (t thing) names(property string, all []thing) []string {
	var names []string
	for _, v := range list(t[property]) {
		if who, ok := asThing(v); ok && who["name"] == nil {
			for _, other := range all {
				if id := word(other["@id"]); id != "" && id == word(who["@id"]) && other["name"] != nil {
					v = word(other["name"])
				}
			}
			if _, still := asThing(v); still {
				continue
			}
		}
		if name := plain.Line(stripTags(word(v), 500)); name != "" && !strings.Contains(name, "://") {
			names = append(names, name)
		}
	}
	return names
}

// views and comments of InteractionCounter, in all the spellings of schema.org and
// of the words that it has replaced.
func (t thing) counts(in Input) (views, comments feed.Count) {
	set := func(to *feed.Count, v any) {
		if to.Known() {
			return
		}
		s := word(v)
		n, ok := wholeNumber(s)
		if !ok {
			n, ok = capture.Views(s + " views")
		}
		if ok {
			*to = feed.CountOf(n, feed.OriginPage, in.Seen)
		}
	}
	set(&comments, t["commentCount"])
	set(&comments, t["answerCount"])
	counters := append(list(t["interactionStatistic"]), list(t["interactionCount"])...)
	for _, c := range counters {
		counter, ok := asThing(c)
		if !ok {
			// "UserPageVisits:123" is how counts were written before 2014.
			kind, n, found := strings.Cut(word(c), ":")
			switch {
			case found && (kind == "UserPageVisits" || kind == "UserPlays"):
				set(&views, n)
			case found && kind == "UserComments":
				set(&comments, n)
			case !found && t.isArticle():
				set(&views, word(c))
			}
			continue
		}
		number := counter["userInteractionCount"]
		if number == nil {
			number = counter["interactionCount"]
		}
		kind := interaction(counter)
		switch {
		case strings.HasSuffix(kind, "ViewAction"), strings.HasSuffix(kind, "ReadAction"), strings.HasSuffix(kind, "WatchAction"),
			strings.HasSuffix(kind, "UserPageVisits"):
			set(&views, number)
		case strings.HasSuffix(kind, "CommentAction"), strings.HasSuffix(kind, "ReplyAction"), strings.HasSuffix(kind, "UserComments"):
			set(&comments, number)
		}
	}
	return views, comments
}

// interaction is what a counter counts: a type, its address, or an object of it.
func interaction(counter thing) string {
	v := counter["interactionType"]
	if v == nil {
		v = counter["@type"]
	}
	if l := list(v); len(l) > 0 {
		v = l[0]
	}
	if inner, ok := asThing(v); ok {
		return first(word(inner["@type"]), word(inner["@id"]), word(inner["url"]), word(inner["name"]))
	}
	return word(v)
}

// comments reads the comments of a thing, with their answers below them.
func (t thing) comments(in Input, all []thing) []feed.RemoteComment {
	var out []feed.RemoteComment
	t.appendComments(&out, "", in, all, 0)
	return out
}

func (t thing) appendComments(out *[]feed.RemoteComment, parent string, in Input, all []thing, depth int) {
	if depth > maxCommentLevels {
		return
	}
	answers := append(list(t["comment"]), list(t["comments"])...)
	answers = append(append(answers, list(t["acceptedAnswer"])...), list(t["suggestedAnswer"])...)
	for _, v := range answers {
		c, ok := asThing(v)
		if !ok || len(*out) >= maxPageComments {
			continue
		}
		said := body(first(word(c["text"]), word(c["commentText"]), word(c["description"]), word(c["articleBody"])), kindGuess, in.URL)
		if said == "" {
			continue
		}
		r := feed.RemoteComment{
			ParentKey: parent,
			Author:    plain.Line(strings.Join(append(c.names("author", all), c.names("creator", all)...), ", ")),
			Published: dateIn(c, "dateCreated", "datePublished", "commentTime", "dateModified"),
			Link:      webAddress(first(word(c["url"]), word(c["@id"]))),
			Content:   said,
		}
		r.Key = first(id(word(c["@id"])), id(word(c["identifier"])), r.Link, hashKey(r.Author, r.Content))
		if p, ok := asThing(c["parentItem"]); ok && parent == "" {
			r.ParentKey = first(id(word(p["@id"])), webAddress(word(p["url"])))
		}
		*out = append(*out, r)
		c.appendComments(out, r.Key, in, all, depth+1)
	}
}

// dateIn reads the first of a thing's dates.
func dateIn(t thing, properties ...string) feed.Date {
	for _, p := range properties {
		if d := date.Parse(word(t[p])); d.Known() {
			return d
		}
	}
	return feed.Date{}
}

// microdata reads the items of a page (HTML, section 5.2) in the form that JSON-LD
// has.
func microdata(doc *html.Node) []thing {
	var found []thing
	var walk func(n *html.Node, in thing, depth int)
	walk = func(n *html.Node, in thing, depth int) {
		if n.Type == html.ElementNode && depth < 200 && len(found) < maxLinkedThings*10 {
			_, scope := attributeOf(n, "itemscope")
			property := attr(n, "itemprop")
			var item thing
			if scope {
				item = thing{"@type": attr(n, "itemtype"), "@id": attr(n, "itemid")}
				if _, given := attributeOf(n, "itemid"); !given {
					delete(item, "@id")
				}
			}
			if property != "" && in != nil {
				for p := range strings.FieldsSeq(property) {
					if scope {
						in.add(p, map[string]any(item))
					} else {
						in.add(p, propertyOf(n, p))
					}
				}
			}
			if scope {
				if property == "" || in == nil {
					found = append(found, item)
				}
				in = item
			}
		}
		for c := range n.ChildNodes() {
			walk(c, in, depth+1)
		}
	}
	walk(doc, nil, 0)
	return found
}

func (t thing) add(property string, v any) {
	if have, ok := t[property]; ok {
		t[property] = append(list(have), v)
	} else {
		t[property] = v
	}
}

// propertyOf is the value of a property (HTML, section 5.2.4); of a text it is the
// markup.
func propertyOf(n *html.Node, property string) string {
	if v, ok := attributeOf(n, "content"); ok {
		return v
	}
	switch n.Data {
	case "a", "link", "area":
		if property == "author" || property == "name" || property == "creator" {
			return text(n)
		}
		return attr(n, "href")
	case "img", "audio", "video", "source", "iframe", "embed":
		return attr(n, "src")
	case "time":
		return first(attr(n, "datetime"), text(n))
	case "abbr":
		return first(attr(n, "title"), text(n)) // as microformats have it
	case "data", "meter":
		return attr(n, "value")
	}
	if property == "text" || property == "commentText" {
		var b strings.Builder
		for c := range n.ChildNodes() {
			_ = html.Render(&b, c)
		}
		return clean.HTML(b.String(), "")
	}
	return text(n)
}
