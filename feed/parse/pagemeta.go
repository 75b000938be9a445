package parse

import (
	"net/url"
	"regexp"
	"strings"

	"golang.org/x/net/html"

	"griot/feed"
	"griot/feed/parse/date"
)

// pageMeta is what a page says about itself beside its text, gathered in one walk.
type pageMeta struct {
	base      *url.URL
	title     string              // of the document
	headings  []string            // h1, in order
	language  string              // of the root
	meta      map[string][]string // by name, property or itemprop in lower case
	canonical string
	linked    []thing // JSON-LD
	micro     []thing // microdata
	times     []timeMark
	scripted  feed.Date // of publication, in a script
	feeds     []feed.Candidate
	mail      string   // the first address to write to
	contact   string   // a page to write from
	authors   []string // elements that are marked up as an author
	visible   []snippet
	onward    []string // addresses that may be of the next page
	articles  int      // <article> elements of its own
	passwords int
}

// timeMark is a <time> element.
type timeMark struct {
	date  feed.Date
	aside bool // in a list of other articles, a comment, a foot
	first bool // marked as the publication
	after int  // how many h1 came before
}

// snippet is a short text of the page that may be a byline.
type snippet struct {
	text  string
	class string
	after int  // how many h1 came before
	aside bool // not of the article
}

// maxSnippet is the longest text, in bytes, that is looked at as a byline.
const maxSnippet = 240

// walker gathers a pageMeta.
type walker struct {
	*pageMeta
	address *url.URL
}

// gather reads what a page says about itself.
func gather(doc *html.Node, in Input) *pageMeta {
	m := &pageMeta{meta: map[string][]string{}}
	if u, err := url.Parse(in.URL); err == nil && u.IsAbs() {
		m.base = u
	}
	w := walker{pageMeta: m, address: m.base}
	w.walk(doc, false)
	m.micro = microdata(doc)
	return m
}

func (w *walker) walk(n *html.Node, aside bool) {
	if n.Type == html.ElementNode {
		aside = aside || isAside(n)
		switch n.Data {
		case "script":
			w.script(n)
			return
		case "style", "template", "svg":
			return
		}
		w.element(n, aside)
	}
	for c := range n.ChildNodes() {
		w.walk(c, aside)
	}
}

// script reads JSON-LD, and in any other script, or in JSON-LD that is broken, the
// date of publication.
func (w *walker) script(n *html.Node) {
	src := text(n)
	if strings.Contains(strings.ToLower(attr(n, "type")), "ld+json") {
		if things := readLinked(src); things != nil {
			w.linked = append(w.linked, things...)
			return
		}
	}
	if w.scripted.Known() || len(src) > maxScript {
		return
	}
	if m := scriptedDate.FindStringSubmatch(src); m != nil {
		w.scripted = date.ParseIn(m[1], w.language)
	}
}

// maxScript is the longest script, in bytes, that is searched for a date.
const maxScript = 1 << 20

var scriptedDate = regexp.MustCompile(`(?i)\\?"(?:datePublished|date_published|publishedAt|published_at|publishDate|publish_date|publicationDate|publication_date|publishedDate|pubDate|datePublication|date_publication)\\?"\s*:\s*\\?"([^"\\]{8,40})`)

func (w *walker) element(n *html.Node, aside bool) {
	switch n.Data {
	case "html":
		w.language = language(first(attr(n, "lang"), attr(n, "xml:lang")))
	case "base":
		if u := resolve(w.address, attr(n, "href")); u != nil {
			w.base = u
		}
	case "title":
		if w.title == "" {
			w.title = headline(text(n), kindPlain)
		}
	case "meta":
		w.metaTag(n)
	case "link":
		w.linkTag(n)
	case "h1":
		if t := headline(text(n), kindPlain); t != "" && !aside {
			w.headings = append(w.headings, t)
		}
	case "time":
		w.time(n, aside)
	case "abbr", "span", "p", "div":
		w.dated(n, aside)
	case "a":
		w.anchor(n)
		w.pager(n, aside)
	case "article":
		if !aside {
			w.articles++
		}
	case "input":
		if strings.EqualFold(attr(n, "type"), "password") {
			w.passwords++
		}
	}
	w.snippet(n, aside)
}

func (w *walker) metaTag(n *html.Node) {
	content := strings.TrimSpace(attr(n, "content"))
	if content == "" {
		return
	}
	for _, kind := range []string{"property", "name", "itemprop", "http-equiv"} {
		for name := range strings.FieldsSeq(strings.ToLower(attr(n, kind))) {
			if len(w.meta[name]) < 20 {
				w.meta[name] = append(w.meta[name], content)
			}
		}
	}
}

func (w *walker) linkTag(n *html.Node) {
	rel := strings.Fields(strings.ToLower(attr(n, "rel")))
	for _, r := range rel {
		switch r {
		case "next":
			if to := address(w.base, attr(n, "href")); to != "" {
				w.onward = append(w.onward, to)
			}
		case "canonical":
			if w.canonical == "" {
				w.canonical = address(w.base, attr(n, "href"))
			}
		case "alternate":
			if c, ok := alternate(n, w.base); ok {
				w.feeds = append(w.feeds, c)
			}
		}
	}
}

func (w *walker) time(n *html.Node, aside bool) {
	written := first(attr(n, "datetime"), attr(n, "content"), attr(n, "title"), text(n))
	d := date.ParseIn(written, w.language)
	if !d.Known() || len(w.times) > 200 {
		return
	}
	class := strings.ToLower(attr(n, "class") + " " + attr(n, "itemprop"))
	if strings.Contains(class, "updat") || strings.Contains(class, "modif") {
		return
	}
	_, pubdate := attributeOf(n, "pubdate")
	w.times = append(w.times, timeMark{d, aside, pubdate || marksPublication(class), len(w.headings)})
}

// marksPublication tells a class or property that says that a date is the one of
// publication.
func marksPublication(class string) bool {
	for _, w := range []string{"publi", "entry-date", "pubdate", "post-date", "dt-published"} {
		if strings.Contains(class, w) {
			return true
		}
	}
	return false
}

// dated reads a date that stands in an attribute of an element marked as the
// publication, as microformats have it.
func (w *walker) dated(n *html.Node, aside bool) {
	if written := first(attr(n, "datetime"), attr(n, "title")); written != "" && marksPublication(strings.ToLower(attr(n, "class"))) {
		w.time(n, aside)
	}
}

func (w *walker) anchor(n *html.Node) {
	href := strings.TrimSpace(attr(n, "href"))
	if len(href) > 7 && strings.EqualFold(href[:7], "mailto:") {
		to, _, _ := strings.Cut(href, "?")
		if m := mailbox(to); m != "" && w.mail == "" {
			w.mail = m
		}
		return
	}
	switch strings.ToLower(strings.TrimSpace(text(n))) {
	case "contact", "contacts", "contact us", "contactez-nous", "nous contacter", "kontakt", "contacto":
		if w.contact == "" {
			w.contact = address(w.base, href)
		}
	}
}

// snippet keeps the text of a small element without blocks in it.
func (w *walker) snippet(n *html.Node, aside bool) {
	if len(w.visible) > 3000 || skipsSnippet(n) {
		return
	}
	class := strings.ToLower(attr(n, "class") + " " + attr(n, "id") + " " + attr(n, "itemprop") + " " + attr(n, "rel"))
	s := shortText(n)
	if s == "" {
		return
	}
	if strings.Contains(class, "author") || strings.Contains(class, "byline") || strings.Contains(class, "auteur") {
		if len(w.authors) < 10 && !aside {
			w.authors = append(w.authors, s)
		}
	}
	w.visible = append(w.visible, snippet{s, class, len(w.headings), aside})
}

func skipsSnippet(n *html.Node) bool {
	switch n.Data {
	case "html", "head", "body", "title", "meta", "link", "base", "script", "style", "ul", "ol", "table", "tbody", "form", "nav", "option", "button", "noscript",
		"h1", "h2", "h3", "h4", "img", "input", "br", "hr", "iframe", "select", "textarea", "main", "article", "section":
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

// isAside tells an element that holds something else than the article.
func isAside(n *html.Node) bool {
	switch n.Data {
	case "aside", "nav":
		return true
	case "footer":
		return !within(n, "article")
	}
	class := strings.ToLower(attr(n, "class") + " " + attr(n, "id"))
	if len(class) < 4 || n.Data == "body" || n.Data == "html" || n.Data == "main" {
		return false
	}
	if strings.Contains(class, "post-footer") || strings.Contains(class, "entry-footer") || strings.Contains(class, "article-footer") {
		return false
	}
	for _, w := range []string{"related", "sidebar", "widget", "footer", "recommend", "popular", "trending", "most-read", "comment-list", "commentlist",
		"comments-area", "comment-body", "comments-list", "disqus", "similaires", "a-lire", "teaser", "newsletter", "menu"} {
		if strings.Contains(class, w) {
			return true
		}
	}
	return false
}

// within tells whether an element lies in one of a name.
func within(n *html.Node, name string) bool {
	for p := n.Parent; p != nil; p = p.Parent {
		if p.Type == html.ElementNode && p.Data == name {
			return true
		}
	}
	return false
}

// attr returns an attribute, or nothing.
func attr(n *html.Node, name string) string {
	v, _ := attributeOf(n, name)
	return v
}

func attributeOf(n *html.Node, name string) (string, bool) {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val, true
		}
	}
	return "", false
}

// text is all the text of a node, with a blank where a block begins.
func text(n *html.Node) string {
	var b strings.Builder
	appendTextOf(&b, n)
	return b.String()
}

func appendTextOf(b *strings.Builder, n *html.Node) {
	if n.Type == html.TextNode {
		b.WriteString(n.Data)
		return
	}
	if n.Type == html.ElementNode && blockNames[n.Data] {
		b.WriteByte(' ')
	}
	for c := range n.ChildNodes() {
		appendTextOf(b, c)
	}
}

// metas returns the first content of the first of the names that a page gives.
func (m *pageMeta) metas(names ...string) string {
	for _, n := range names {
		if v := m.meta[n]; len(v) > 0 {
			return v[0]
		}
	}
	return ""
}
