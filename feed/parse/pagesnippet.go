package parse

import (
	"strings"

	"golang.org/x/net/html"
)

// snippet is a short text of the page that may be a byline.
type snippet struct {
	text  string
	class string
	after int // how many h1 came before
	at    int // how much text came before, in bytes
	where position

	heading bool
	loose   bool // a text beside elements
	label   bool // what an element says to those who can't see it
}

const (
	maxSnippet  = 240  // bytes of a text that is looked at as a byline
	maxSnippets = 3000 // that are looked at
	leadBytes   = 40   // of a longer text, which may begin with a date
)

// snippet keeps the text of a small element, and tells whether it is one.
func (w *walker) snippet(n *html.Node, where position) bool {
	if len(w.visible) > maxSnippets || skipsSnippet(n) {
		return false
	}
	s := shortText(n)
	if s == "" {
		return false
	}
	class := classes(n)
	if marksAuthor(class) && !strings.Contains(class, "comment") {
		if len(w.authors) < 10 && where == inArticle {
			w.authors = append(w.authors, s)
		}
	}
	found := snippet{text: s, class: class, after: len(w.headings), at: w.at, where: where}
	found.heading = n.Data == "h1" || n.Data == "h2" || n.Data == "h3" || n.Data == "h4"
	w.visible = append(w.visible, found)
	if label := first(attr(n, "aria-label"), attr(n, "title")); label != "" && len(label) < 40 && len(s) < 20 && strings.ContainsAny(label+s, "0123456789") {
		found.label, found.text = true, oneLine(label, maxSnippet)
		if !strings.ContainsAny(label, "0123456789") {
			found.text += ": " + s // an icon's word for the number beside it
		}
		w.visible = append(w.visible, found)
	}
	return true
}

// marksAuthor tells classes of an element that names the author.
func marksAuthor(class string) bool {
	for _, w := range []string{"author", "byline", "auteur", "autor", "writer", "journalist", "redakteur"} {
		if strings.Contains(class, w) {
			return true
		}
	}
	return false
}

// looseText keeps a text that stands between the elements of a larger one, where
// it has a number in it.
func (w *walker) looseText(parent, n *html.Node, where position) {
	if where == elsewhere || len(w.visible) > maxSnippets || parent.Type != html.ElementNode || skipsSnippet(parent) && parent.Data != "section" && parent.Data != "article" {
		return
	}
	s := strings.TrimSpace(n.Data)
	if len(s) > maxSnippet { // a dateline may open the text
		s, where = s[:strings.LastIndexByte(s[:leadBytes], ' ')+1], max(where, beside)
	}
	if strings.ContainsAny(s, "0123456789") {
		w.visible = append(w.visible, snippet{text: oneLine(s, maxSnippet), class: classes(parent), after: len(w.headings), at: w.at, where: where, loose: true})
	}
}

// classes are the words that say what an element is.
func classes(n *html.Node) string {
	said := attr(n, "class") + " " + attr(n, "id") + " " + attr(n, "itemprop") + " " + attr(n, "rel")
	if n.Data == "a" && strings.Contains(attr(n, "href"), "#comments") {
		said += " comments-link"
	}
	return strings.ToLower(said)
}

func skipsSnippet(n *html.Node) bool {
	switch n.Data {
	case "html", "head", "body", "title", "meta", "link", "base", "script", "style", "ul", "ol", "table", "tbody", "form", "nav", "option", "button", "noscript",
		"img", "input", "br", "hr", "iframe", "select", "textarea", "main", "article", "section":
		return true
	}
	return false
}

// shortText is the text of an element when it is short.
func shortText(n *html.Node) string {
	var b strings.Builder
	if !appendShort(&b, n) {
		return ""
	}
	return oneLine(b.String(), maxSnippet)
}

func appendShort(b *strings.Builder, n *html.Node) bool {
	for c := range n.ChildNodes() {
		switch {
		case c.Type == html.TextNode:
			if b.Len() > 0 && c.Data != "" && isDigit(b.String()[b.Len()-1]) && isDigit(c.Data[0]) {
				b.WriteByte(' ') // a day and a time in elements of their own
			}
			b.WriteString(c.Data)
		case c.Type == html.ElementNode && (c.Data == "script" || c.Data == "style"):
		case c.Type == html.ElementNode:
			if blockNames[c.Data] {
				b.WriteByte(' ')
			}
			if !appendShort(b, c) {
				return false
			}
			if blockNames[c.Data] {
				b.WriteByte(' ')
			}
		}
		if b.Len() > maxSnippet {
			return false
		}
	}
	return true
}

var blockNames = map[string]bool{"div": true, "p": true, "li": true, "td": true, "tr": true, "span": false, "br": true, "h2": true, "h3": true, "section": true}
