package parse

import (
	"bytes"
	"fmt"
	"net/url"
	"strings"
	"time"

	"github.com/pelletier/go-toml/v2"
	"go.yaml.in/yaml/v4"

	"griot/feed"
	"griot/feed/clean"
	"griot/feed/parse/capture"
	"griot/feed/parse/date"
	"griot/render/plain"
)

// maxFrontMatter is the longest head of a Markdown file, in bytes.
const maxFrontMatter = 64 << 10

// matter is what the head of a Markdown file says.
type matter map[string]any

// frontMatter cuts the head off a Markdown file: YAML between lines of ---, or
// TOML between lines of +++. Where there is none, or it can't be read, the text is
// the whole file.
func frontMatter(whole []byte) (matter, []byte) {
	body := bytes.TrimLeft(whole, "\r\n")
	var fence string
	switch {
	case bytes.HasPrefix(body, []byte("---")):
		fence = "---"
	case bytes.HasPrefix(body, []byte("+++")):
		fence = "+++"
	default:
		return nil, whole
	}
	size, end, at := 0, -1, 0
	for line := range bytes.Lines(body[:min(len(body), maxFrontMatter)]) {
		mark := strings.TrimRight(string(line), " \t\r\n")
		if at > 0 && (mark == fence || fence == "---" && mark == "...") {
			end, size = at, at+len(line)
			break
		}
		if at == 0 && mark != fence {
			return nil, whole
		}
		at += len(line)
	}
	if end < 0 {
		return nil, whole
	}
	head := body[bytes.IndexByte(body, '\n')+1 : end]
	m := matter{}
	if fence == "---" {
		var root yaml.Node
		if err := yaml.Unmarshal(head, &root); err != nil {
			if m = fields(head); len(m) == 0 {
				return nil, whole
			}
		} else if len(root.Content) > 0 {
			values, ok := value(root.Content[0], 0).(map[string]any)
			if !ok {
				return nil, whole
			}
			m = values
		}
	} else if err := toml.Unmarshal(head, &m); err != nil {
		return nil, whole
	}
	lower := make(matter, len(m))
	for k, v := range m {
		lower[strings.ToLower(strings.ReplaceAll(k, "-", "_"))] = v
	}
	return lower, body[size:]
}

// fields reads what people write who don't know that it is YAML: names with plain
// values, a colon or a quote among them. There are none where a line is no field.
func fields(head []byte) matter {
	m := matter{}
	for raw := range bytes.Lines(head) {
		line := strings.TrimRight(string(raw), " \t\r\n")
		if line == "" || strings.ContainsRune(" \t#-", rune(line[0])) {
			continue // nothing, or of what stands above
		}
		name, value, ok := strings.Cut(line, ":")
		if !ok || !fieldName([]byte(name)) {
			return nil
		}
		value = strings.Trim(value, " \t")
		if n := len(value); n > 1 && (value[0] == '"' || value[0] == '\'') && value[n-1] == value[0] {
			value = value[1 : n-1]
		}
		if value != "" && !strings.ContainsRune("[]{}|>&*!%@`", rune(value[0])) {
			m[name] = value
		}
	}
	return m
}

// maxYAML is how deep front matter nests.
const maxYAML = 20

// value makes strings, lists and maps of YAML. Scalars stay as they were written,
// so that a day stays a day and a count keeps its separators; aliases, which can
// multiply without end, are left out.
func value(n *yaml.Node, depth int) any {
	if depth > maxYAML {
		return nil
	}
	switch n.Kind {
	case yaml.ScalarNode:
		if n.Tag == "!!null" {
			return nil
		}
		return n.Value
	case yaml.SequenceNode:
		list := make([]any, 0, len(n.Content))
		for _, one := range n.Content {
			list = append(list, value(one, depth+1))
		}
		return list
	case yaml.MappingNode:
		fields := make(map[string]any, len(n.Content)/2)
		for i := 0; i+1 < len(n.Content); i += 2 {
			fields[n.Content[i].Value] = value(n.Content[i+1], depth+1)
		}
		return fields
	}
	return nil
}

// entry makes an article of front matter, without its text.
func (m matter) entry(in Input) feed.Entry {
	base, _ := url.Parse(in.URL)
	e := feed.Entry{
		GUID:         m.line("guid", "id", "uuid"),
		Title:        m.line("title"),
		Link:         address(base, m.text("link", "url", "canonical", "permalink", "canonical_url")),
		Author:       m.people("author", "authors", "by", "byline"),
		Language:     language(m.text("lang", "language", "locale")),
		Views:        m.count(in, "views", "view_count", "vues"),
		CommentCount: m.count(in, "comments_count", "comment_count", "comments"),
		Categories:   m.list("tags", "categories", "keywords", "category"),
		CommentsURL:  address(base, m.text("comments_url", "discussion")),
		CommentsFeed: address(base, m.text("comments_feed")),
	}
	if e.Link == "" {
		e.Link = webAddress(in.URL)
	}
	e.Published = m.date(e.Language, "date", "published", "publish_date", "pubdate", "created", "date_published")
	e.Updated = m.date(e.Language, "updated", "lastmod", "modified", "last_modified", "date_modified")
	if s := m.text("summary", "description", "excerpt", "abstract"); s != "" {
		if html, err := markdown([]byte(s)); err == nil {
			e.Summary = clean.HTML(html, in.URL)
		}
	}
	e.Comments = m.comments(in)
	if !e.CommentCount.Known() && len(e.Comments) > 0 {
		e.CommentCount = feed.CountOf(int64(len(e.Comments)), feed.OriginFrontMatter, in.Seen)
	}
	return e
}

// find returns the first of the keys that has a value.
func (m matter) find(keys ...string) any {
	for _, k := range keys {
		if v, ok := m[k]; ok && v != nil {
			return v
		}
	}
	return nil
}

// text returns a value that is one string or number.
func (m matter) text(keys ...string) string {
	for _, k := range keys {
		if s := scalar(m[k]); s != "" {
			return s
		}
	}
	return ""
}

func (m matter) line(keys ...string) string { return plain.Line(m.text(keys...)) }

// people joins the names of one or several authors.
func (m matter) people(keys ...string) string {
	var names []string
	var add func(v any)
	add = func(v any) {
		switch v := v.(type) {
		case []any:
			for _, one := range v {
				add(one)
			}
		case map[string]any:
			add(v["name"])
		default:
			if name := nameOf(scalar(v)); name != "" {
				names = append(names, withoutBy(name))
			}
		}
	}
	add(m.find(keys...))
	return plain.Line(strings.Join(names, ", "))
}

// withoutBy takes "By" off an author's name.
func withoutBy(name string) string {
	if low := strings.ToLower(name); strings.HasPrefix(low, "by ") || strings.HasPrefix(low, "par ") {
		return first(capture.Author(name, ""), name)
	}
	return name
}

// list returns values that are a list, or a string with commas.
func (m matter) list(keys ...string) []string {
	var out []string
	for _, k := range keys {
		var parts []string
		switch v := m[k].(type) {
		case []any:
			for _, one := range v {
				parts = append(parts, scalar(one))
			}
		default:
			parts = strings.Split(scalar(v), ",")
		}
		for _, p := range parts {
			if p = plain.Line(p); p != "" {
				out = append(out, p)
			}
		}
		if len(out) > 0 {
			return out
		}
	}
	return nil
}

// count reads a count that is a number, or is written as people write numbers.
func (m matter) count(in Input, keys ...string) feed.Count {
	for _, k := range keys {
		if s := scalar(m[k]); s != "" {
			if n, ok := wholeNumber(s); ok {
				return feed.CountOf(n, feed.OriginFrontMatter, in.Seen)
			}
			if n, ok := capture.Views(s + " views"); ok {
				return feed.CountOf(n, feed.OriginFrontMatter, in.Seen)
			}
		}
	}
	return feed.Count{}
}

func (m matter) date(language string, keys ...string) feed.Date {
	for _, k := range keys {
		if d := dateOf(m[k], language); d.Known() {
			return d
		}
	}
	return feed.Date{}
}

// comments reads the discussion that a file carries with it: a list with id,
// parent, author, date and text (Markdown).
func (m matter) comments(in Input) []feed.RemoteComment {
	list, _ := m.find("comments", "discussion_comments").([]any)
	var out []feed.RemoteComment
	for _, one := range list {
		fields, ok := one.(map[string]any)
		if !ok {
			continue
		}
		c := matter(fields)
		html, err := markdown([]byte(c.text("text", "body", "content", "comment")))
		if err != nil || strings.TrimSpace(html) == "" {
			continue
		}
		r := feed.RemoteComment{
			Key:       c.line("id", "key", "guid"),
			ParentKey: c.line("parent", "reply_to", "in_reply_to", "parent_id"),
			Author:    c.people("author", "name", "by"),
			Published: c.date(language(m.text("lang", "language")), "date", "published", "created"),
			Link:      webAddress(c.text("link", "url")),
			Content:   clean.HTML(html, in.URL),
		}
		if r.Key == "" {
			r.Key = hashKey(r.Author, r.Content)
		}
		out = append(out, r)
	}
	return out
}

// scalar writes a single value of YAML or TOML as text.
func scalar(v any) string {
	switch v := v.(type) {
	case nil, []any, map[string]any:
		return ""
	case string:
		return strings.TrimSpace(v)
	}
	return strings.TrimSpace(fmt.Sprint(v))
}

// dateOf reads a date of front matter.
func dateOf(v any, language string) feed.Date {
	switch v := v.(type) {
	case time.Time:
		return feed.At(v)
	case toml.LocalDate:
		return feed.Day(v.Year, time.Month(v.Month), v.Day)
	case toml.LocalDateTime:
		return feed.At(v.AsTime(time.UTC))
	}
	return date.ParseIn(scalar(v), language)
}
