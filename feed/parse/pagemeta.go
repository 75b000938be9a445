package parse

import (
	"math"
	"net/url"
	"regexp"
	"strings"
	"time"

	"golang.org/x/net/html"

	"griot/feed"
)

// pageMeta is what a page says about itself beside its text, gathered in one walk.
type pageMeta struct {
	base      *url.URL
	title     string              // of the document
	headings  []string            // h1, in order
	anchors   []anchor            // every heading, in order
	language  string              // of the root
	meta      map[string][]string // by name, property or itemprop in lower case
	canonical string
	linked    []thing // JSON-LD
	micro     []thing // microdata
	times     []timeMark
	modified  feed.Date // of a time that is marked as the last change
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
	where position
	first bool // marked as the publication
	at    int
}

// anchor is a heading of the page and where its text ends, as snippet has it.
type anchor struct {
	text string
	at   int
}

// walker gathers a pageMeta.
type walker struct {
	*pageMeta
	address *url.URL
	held    map[*html.Node]bool // elements around the headline
	at      int                 // how much text was walked over, in bytes
}

// gather reads what a page says about itself.
func gather(doc *html.Node, in Input) *pageMeta {
	m := &pageMeta{meta: map[string][]string{}}
	if u, err := url.Parse(in.URL); err == nil && u.IsAbs() {
		m.base = u
	}
	w := walker{pageMeta: m, address: m.base, held: holders(doc)}
	w.walk(doc, inArticle)
	m.micro = microdata(doc)
	return m
}

func (w *walker) walk(n *html.Node, where position) {
	short := false // n is a snippet as a whole
	if n.Type == html.ElementNode {
		where = max(where, positionOf(n, w.held))
		switch n.Data {
		case "script":
			w.script(n)
			return
		case "style", "template", "svg":
			return
		}
		short = w.element(n, where)
	}
	for c := range n.ChildNodes() {
		if c.Type == html.TextNode {
			if !short {
				w.looseText(n, c, where)
			}
			w.at += len(strings.TrimSpace(c.Data))
			continue
		}
		w.walk(c, where)
	}
	if n.Type == html.ElementNode && where == inArticle && len(n.Data) == 2 && n.Data[0] == 'h' && n.Data[1] >= '1' && n.Data[1] <= '4' && len(w.anchors) < maxHeadings {
		w.anchors = append(w.anchors, anchor{foldTitle(textWithin(n, longestTitle)), w.at})
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
	w.scripted = pageDate(datePublishedIn(src), w.language)
}

// datePublishedIn returns the date of publication as a script has it.
func datePublishedIn(src string) string {
	for at, tries := 0, 0; tries < maxScriptTries; tries++ {
		i := strings.Index(src[at:], "ub") // the words have it in common
		if i < 0 {
			break
		}
		at += i + len("ub")
		if m := scriptedDate.FindStringSubmatch(src[max(0, at-scriptBefore):min(len(src), at+scriptAfter)]); m != nil {
			return m[1]
		}
	}
	return ""
}

const (
	maxScript      = 1 << 20 // bytes of a script that is searched for a date
	maxScriptTries = 5000
	scriptBefore   = 30 // bytes that are looked at before and after a word
	scriptAfter    = 80
)

var scriptedDate = regexp.MustCompile(`(?i)\b(?:[a-z]*_?date_?published|[a-z]*published_?(?:at|date|time|on)|[a-z]*publish(?:ing)?_?(?:date|time|at)|publication_?(?:date|time)|pub_?date|date_?publication)(?:time|utc)?\\?["']?\s*[:=]\s*\\?["']([^"'\\]{8,40})`)

// element reads an element, and tells whether its text is short.
func (w *walker) element(n *html.Node, where position) bool {
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
		if t := headline(textWithin(n, longestTitle), kindPlain); t != "" && where == inArticle {
			w.headings = append(w.headings, t)
		}
	case "time":
		w.time(n, where)
	case "a":
		w.anchor(n)
		w.pager(n, where)
	case "article":
		if where == inArticle {
			w.articles++
		}
	case "input":
		if strings.EqualFold(attr(n, "type"), "password") {
			w.passwords++
		}
	}
	if n.Data != "meta" && n.Data != "time" {
		w.dated(n, where)
	}
	return w.snippet(n, where)
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

func (w *walker) time(n *html.Node, where position) {
	d := pageDate(first(attr(n, "datetime"), attr(n, "content"), attr(n, "title"), textWithin(n, maxSnippet)), w.language)
	shown := oneLine(textWithin(n, maxSnippet), maxSnippet)
	if seen := findDay(shown, w.language); seen.Known() && (!d.Known() || namesMonth(shown) && seen.Instant().Sub(d.Instant()).Abs() > 48*time.Hour) {
		d = seen // people read it, and have it put right
	}
	if !d.Known() || len(w.times) > 200 {
		return
	}
	class := strings.ToLower(attr(n, "class") + " " + attr(n, "itemprop") + " " + attr(n, "property"))
	_, pubdate := attributeOf(n, "pubdate")
	published := pubdate || marksPublication(class)
	if !published && saysUpdated.MatchString(class) {
		if where == inArticle && !w.modified.Known() {
			w.modified = d
		}
		return
	}
	w.times = append(w.times, timeMark{d, where, published, w.at})
}

// marksPublication tells a class or property that says that a date is the one of
// publication.
func marksPublication(class string) bool {
	for _, w := range []string{"publi", "entry-date", "pubdate", "post-date", "dt-published", "datecreated"} {
		if strings.Contains(class, w) {
			return true
		}
	}
	return false
}

// dated reads a date that stands in an attribute of an element marked as the
// publication, as microformats and RDFa have it.
func (w *walker) dated(n *html.Node, where position) {
	written := first(attr(n, "datetime"), attr(n, "title"), attr(n, "content"))
	if len(written) < 8 || !isDigit(written[0]) {
		return
	}
	if _, property := attributeOf(n, "itemprop"); property && insideItem(n) {
		return // microdata, which are read as such
	}
	if marksPublication(strings.ToLower(attr(n, "class") + " " + attr(n, "itemprop") + " " + attr(n, "property"))) {
		w.time(n, where)
	}
}

// insideItem tells whether an element is a part of an item of microdata.
func insideItem(n *html.Node) bool {
	for p := n.Parent; p != nil; p = p.Parent {
		if _, scope := attributeOf(p, "itemscope"); scope {
			return true
		}
	}
	return false
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
	switch strings.ToLower(strings.TrimSpace(textWithin(n, maxSnippet))) {
	case "contact", "contacts", "contact us", "contactez-nous", "nous contacter", "kontakt", "contacto":
		if w.contact == "" {
			w.contact = address(w.base, href)
		}
	}
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
func text(n *html.Node) string { return textWithin(n, math.MaxInt) }

// textWithin is text as far as it needs to be read for that many bytes.
func textWithin(n *html.Node, limit int) string {
	var b strings.Builder
	appendTextOf(&b, n, limit)
	return b.String()
}

func appendTextOf(b *strings.Builder, n *html.Node, limit int) {
	if n.Type == html.TextNode {
		b.WriteString(n.Data)
		return
	}
	if n.Type == html.ElementNode && blockNames[n.Data] {
		b.WriteByte(' ')
	}
	for c := n.FirstChild; c != nil && b.Len() < limit; c = c.NextSibling {
		appendTextOf(b, c, limit)
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
