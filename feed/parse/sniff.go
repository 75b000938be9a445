package parse

import (
	"bytes"
	"path"
	"slices"
	"strings"
)

// form is what a document is, as its bytes tell.
type form uint8

const (
	formNone form = iota // nothing that griot reads
	formFeed             // RSS or Atom
	formJSON             // JSON Feed
	formPage             // HTML
	formMarkdown
	formText
	formList // OPML, which is no article
)

// sniff tells what a UTF-8 document is, and for a feed where its root begins.
func sniff(body []byte, in Input) (form, int) {
	if binary(body) {
		return formNone, 0
	}
	if isMarkdown(in) {
		return formMarkdown, 0
	}
	if tagIs(pastComments(body), "opml") {
		return formList, 0
	}
	at := skipSpace(body, 0)
	if at < len(body) && (body[at] == '{' || body[at] == '[') {
		if looksLikeJSONFeed(body[at:]) {
			return formJSON, at
		}
	} else if root, ok := findRoot(body); ok {
		return formFeed, root
	}
	form, _ := sniffOther(body, in)
	return form, 0
}

// sniffOther is sniff for what is no feed.
func sniffOther(body []byte, in Input) (form, int) {
	start := body[skipSpace(body, 0):]
	name := strings.ToLower(path.Ext(in.Name))
	media := mediaType(in.ContentType)
	switch {
	case isHTML(start):
		return formPage, 0
	case name == ".html" || name == ".htm" || name == ".xhtml":
		return formPage, 0
	case media == "text/html" || media == "application/xhtml+xml":
		return formPage, 0
	case name != ".txt" && startsAsMarkdown(start):
		return formMarkdown, 0
	case name == ".txt" || media == "text/plain":
		return formText, 0
	case len(start) > 0 && start[0] == '<', media == "application/json", strings.HasSuffix(media, "+xml"), media == "text/xml",
		name == ".json", name == ".xml", name == ".opml", name == ".rss", name == ".atom":
		return formNone, 0
	case len(start) > 0 && (start[0] == '{' || start[0] == '[') && bytes.Contains(start, []byte(`":`)):
		return formNone, 0
	default:
		return formText, 0
	}
}

func isMarkdown(in Input) bool {
	switch strings.ToLower(path.Ext(in.Name)) {
	case ".md", ".markdown", ".mkd", ".mdown":
		return true
	}
	m := mediaType(in.ContentType)
	return m == "text/markdown" || m == "text/x-markdown"
}

// startsAsMarkdown recognises Markdown that nobody declared, as it comes from a
// pipe or from a server that knows only text: a head of settings or a heading.
func startsAsMarkdown(start []byte) bool {
	if m, _ := frontMatter(start); len(m) > 0 {
		return true
	}
	text := bytes.TrimLeft(start, "#")
	marks := len(start) - len(text)
	return marks >= 1 && marks <= 6 && len(text) > 0 && text[0] == ' '
}

// binary tells whether a document holds what no text holds.
func binary(body []byte) bool {
	head := body[:min(len(body), 1024)]
	odd := 0
	for _, b := range head {
		if b == 0 {
			odd += 8
		} else if b < ' ' && b != '\t' && b != '\n' && b != '\r' && b != '\f' && b != 0x1B {
			odd++
		}
	}
	return odd > 8+len(head)/16 || bytes.HasPrefix(head, []byte("%PDF-"))
}

// htmlStarts are the tags that begin a page or a piece of one.
var htmlStarts = []string{"!doctype html", "html", "head", "body", "title", "meta", "script", "style", "link", "base",
	"div", "p", "h1", "h2", "h3", "table", "main", "article", "section", "header", "nav", "span", "a", "ul", "ol", "img", "form",
	"center", "font", "b", "i", "strong", "em", "pre", "blockquote", "br", "hr", "figure", "iframe", "noscript"}

// isHTML tells whether a document begins with HTML, comments and an XML
// declaration left aside.
func isHTML(b []byte) bool {
	b = pastComments(b)
	return slices.ContainsFunc(htmlStarts, func(name string) bool { return tagIs(b, name) })
}

// pastComments is a document from behind the comments and the XML declaration that
// it begins with.
func pastComments(b []byte) []byte {
	for range 64 {
		b = b[skipSpace(b, 0):]
		switch {
		case bytes.HasPrefix(b, []byte("<!--")):
			b = b[after(b, "-->"):]
		case bytes.HasPrefix(b, []byte("<?")):
			b = b[after(b, ">"):]
		default:
			return b
		}
	}
	return nil
}

// tagIs tells whether b begins with a start tag (or declaration) of this name,
// in any case.
func tagIs(b []byte, name string) bool {
	n := len(name) + 1
	if len(b) < n || b[0] != '<' || !strings.EqualFold(string(b[1:n]), name) {
		return false
	}
	return len(b) == n || !nameByte(b[n])
}

// after returns the index after the first mark in b, or the length of b.
func after(b []byte, mark string) int {
	if i := bytes.Index(b, []byte(mark)); i >= 0 {
		return i + len(mark)
	}
	return len(b)
}

func skipSpace(b []byte, i int) int {
	for i < len(b) && isSpace(b[i]) {
		i++
	}
	return i
}

func isSpace(c byte) bool { return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f' }

// nameByte tells whether c may stand in the name of an element.
func nameByte(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == ':' || c == '_' || c == '-' || c == '.' || c >= 0x80
}
