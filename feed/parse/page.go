package parse

import (
	"bytes"
	"net/url"
	"strings"

	readability "codeberg.org/readeck/go-readability/v2"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"griot/feed"
	"griot/feed/clean"
	"griot/feed/parse/capture"
)

const (
	// maxElements is how many elements of a page readability looks at; its time
	// grows faster than their number.
	maxElements = 30_000

	// maxNesting is how deep a page may nest to be parsed as a tree, whose time is
	// depth times size; maxLabour bounds that product, in tags looked at.
	maxNesting = 300
	maxLabour  = 20_000_000
	maxTags    = 250_000

	// longTag is from how many bytes on a tag's attributes are counted.
	longTag        = 32 << 10
	mostAttributes = 1000

	// leastText is how much text, in bytes, makes a page with a log-in form more
	// than a log-in form.
	leastText = 600
)

// parsePage reads a web page as one article.
func parsePage(in Input, body []byte) (feed.Document, error) {
	var doc *html.Node
	if affordable(body) {
		doc, _ = html.Parse(bytes.NewReader(body))
	}
	if doc == nil {
		return flatPage(in, body)
	}
	plainElements(doc)
	m := gather(doc, in)
	p := page{in: in, pageMeta: m, article: article(m.linked)}
	if p.article == nil {
		p.article = article(m.micro)
	}
	e := p.entry(doc)
	if failure := p.nothing(doc, e); failure != nil {
		return feed.Document{}, failure
	}
	d := pageDocument(p.site, e)
	d.Link = p.home()
	d.Next = p.next()
	d.Description = oneLine(m.metas("description", "og:description", "twitter:description"), 1000)
	d.Contact = first(m.mail, m.contact)
	return d, nil
}

// page is a page on its way to an article.
type page struct {
	*pageMeta
	in      Input
	article thing // what JSON-LD or microdata say about it; may be nil
	site    string
}

// affordable tells whether a page nests no deeper, and has no more in it, than a
// tree of it can be built in time.
func affordable(body []byte) bool {
	z := html.NewTokenizer(bytes.NewReader(body))
	open := map[atom.Atom]int{}
	depth, labour, tags := 0, 0, 0
	for {
		kind := z.Next()
		switch kind {
		case html.ErrorToken:
			return true
		case html.StartTagToken, html.EndTagToken:
			long := len(z.Raw()) > longTag
			raw, more := z.TagName()
			name := atom.Lookup(raw)
			switch {
			case closesItself(name):
			case kind == html.StartTagToken:
				open[name]++
				depth++
			case open[name] > 0:
				open[name]--
				depth--
			}
			for n := 0; long && more; n++ {
				if _, _, more = z.TagAttr(); n > mostAttributes {
					return false
				}
			}
			labour += depth
			tags++
			if depth > maxNesting || labour > maxLabour || tags > maxTags {
				return false
			}
		}
	}
}

// closesItself tells elements that have no end tag, or seldom one.
func closesItself(name atom.Atom) bool {
	switch name {
	case atom.Br, atom.Img, atom.Hr, atom.Meta, atom.Link, atom.Input, atom.P, atom.Li, atom.Td, atom.Tr, atom.Th, atom.Wbr,
		atom.Source, atom.Col, atom.Option, atom.Dd, atom.Dt:
		return true
	}
	return false
}

// flatPage reads a page that nests too deep: its text as it stands.
func flatPage(in Input, body []byte) (feed.Document, error) {
	src := string(body)
	e := feed.Entry{Link: webAddress(in.URL), Content: clean.HTML(src, in.URL)}
	if at := indexFold(body, "<title"); at >= 0 {
		rest := src[at:]
		if end := strings.Index(rest, "</"); end > 0 {
			e.Title = headline(rest[:end]+"</title>", kindHTML)
		}
	}
	if e.Content == "" {
		return feed.Document{}, &feed.Failure{Kind: feed.FailedEmpty}
	}
	e.Language = capture.Language(stripTags(e.Content, 16<<10))
	e.Title = first(e.Title, entryTitle(&e))
	return pageDocument("", e), nil
}

// article returns the thing that a page is about: the first that is to be read,
// the one with a headline before others.
func article(things []thing) thing {
	var best thing
	for _, t := range things {
		if !t.isArticle() {
			continue
		}
		if word(t["headline"]) != "" || word(t["name"]) != "" && word(t["datePublished"]) != "" {
			return t
		}
		if best == nil {
			best = t
		}
	}
	if best != nil {
		return best
	}
	for _, t := range things {
		if word(t["headline"]) != "" && !t.is("WebSite", "Organization", "BreadcrumbList") {
			return t
		}
	}
	return nil
}

// entry reads the article.
func (p *page) entry(doc *html.Node) feed.Entry {
	found := p.readable(doc)
	e := feed.Entry{Link: p.link()}
	e.Language = p.languageOf(found.language)
	p.site = p.siteName(found.site)
	e.Title = p.titleOf(found.title)
	e.Content = withoutTitle(first(found.content, p.described()), e.Title)
	if e.Language == "" {
		e.Language = capture.Language(stripTags(e.Content, 16<<10))
	}
	e.Author = p.author(found.byline, e.Language)
	e.Published = p.published(e.Language, e.Title)
	e.Updated = p.updated()
	p.discussion(&e)
	e.Categories = p.categories()
	if s := p.metas("og:description", "description", "twitter:description"); s != "" {
		e.Summary = body(oneLine(s, 2000), kindPlain, p.in.URL)
	}
	e.Title = first(e.Title, entryTitle(&e))
	return e
}

// isArticle tells whether a page says that it is one.
func (p *page) isArticle() bool {
	return p.article != nil || strings.EqualFold(p.metas("og:type"), "article")
}

// described is the text that an article's page has in its descriptions, for one
// whose text is added by a script.
func (p *page) described() string {
	if s := word(p.article["articleBody"]); s != "" {
		return body(s, kindGuess, p.in.URL)
	}
	if p.isArticle() {
		return body(p.metas("og:description", "description"), kindPlain, p.in.URL)
	}
	return ""
}

// readResult is what readability made of a page.
type readResult struct {
	title, byline, language, site, content string
}

// readable finds the article in the page, or failing that takes the whole body.
func (p *page) readable(doc *html.Node) (found readResult) {
	base := p.in.URL
	if p.base != nil {
		base = p.base.String()
	}
	at, err := url.Parse(base)
	if err != nil || !at.IsAbs() {
		at = &url.URL{} // relative addresses stay, and go when the text is cleaned
	}
	parser := readability.NewParser()
	parser.MaxElemsToParse = maxElements
	parser.KeepClasses = true // the languages of code are named there
	a, err := parser.ParseDocument(doc, at)
	if err == nil {
		found = readResult{title: a.Title(), byline: a.Byline(), language: a.Language(), site: a.SiteName()}
		if a.Node != nil {
			var b strings.Builder
			if a.RenderHTML(&b) == nil {
				found.content = strings.TrimSpace(clean.HTML(b.String(), base))
			}
		}
	}
	if found.content == "" {
		found.content = strings.TrimSpace(wholeBody(doc, base))
	}
	return found
}

// wholeBody is all of a page that is not around its text.
func wholeBody(doc *html.Node, base string) string {
	var b strings.Builder
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		switch {
		case n.Type == html.ElementNode && n.Data == "body":
			for c := range n.ChildNodes() {
				if c.Type == html.ElementNode && (c.Data == "nav" || c.Data == "footer" || c.Data == "script" || c.Data == "style") {
					continue
				}
				_ = html.Render(&b, c)
			}
		default:
			for c := range n.ChildNodes() {
				walk(c)
			}
		}
	}
	walk(doc)
	return clean.HTML(b.String(), base)
}

// withoutTitle takes the headline off the beginning of the text.
func withoutTitle(content, title string) string {
	trimmed := content
	for _, wrapper := range []string{"<div>", "<div>", "<section>", "<article>", "<header>"} {
		if rest, ok := strings.CutPrefix(strings.TrimLeft(trimmed, " \n"), wrapper); ok {
			trimmed = rest
		}
	}
	trimmed = strings.TrimLeft(trimmed, " \n")
	heading, rest := firstHeading(trimmed)
	if heading == "" || !strings.EqualFold(heading, title) {
		return content
	}
	return content[:len(content)-len(trimmed)] + rest
}

// nothing tells that a page has nothing to read, and why.
func (p *page) nothing(doc *html.Node, e feed.Entry) *feed.Failure {
	length := len(stripTags(e.Content, leastText+1))
	switch {
	case p.passwords > 0 && length < leastText && !p.isArticle():
		return &feed.Failure{Kind: feed.FailedNotFeed, Detail: "a log-in form"}
	case length == 0 && !strings.Contains(e.Content, "<img") && !strings.Contains(e.Content, "<a "):
		return &feed.Failure{Kind: feed.FailedEmpty}
	}
	return nil
}
