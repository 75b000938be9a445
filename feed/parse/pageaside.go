package parse

import (
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
)

const (
	maxHeadings   = 500 // that are looked at
	maxTitles     = 8
	leastHeadline = 8 // letters of a heading that a title may repeat by more than chance
)

// titled are the titles and the headings of a page, in order.
type titled struct {
	titles   []string
	headings []*html.Node
}

func (t *titled) walk(n *html.Node) {
	if n.Type == html.ElementNode {
		switch n.Data {
		case "script", "style", "svg":
			return
		case "title":
			t.add(textWithin(n, longestTitle))
		case "meta":
			if attr(n, "property") == "og:title" {
				t.add(attr(n, "content"))
			}
		case "h1", "h2", "h3", "h4":
			if len(t.headings) < maxHeadings {
				t.headings = append(t.headings, n)
			}
		}
	}
	for c := range n.ChildNodes() {
		t.walk(c)
	}
}

func (t *titled) add(title string) {
	if len(t.titles) < maxTitles {
		t.titles = append(t.titles, foldTitle(title))
	}
}

// holders returns the elements that hold the headline of a page. Whatever their
// classes say ("widget", "with-sidebar"), the article is in them and not beside
// them. The headline is a heading that the page's title repeats, else the first h1.
func holders(doc *html.Node) map[*html.Node]bool {
	var t titled
	t.walk(doc)
	held := map[*html.Node]bool{}
	hold := func(n *html.Node) {
		for p := n.Parent; p != nil && !held[p]; p = p.Parent {
			held[p] = true
		}
	}
	for _, h := range t.headings {
		heading := foldTitle(textWithin(h, longestTitle))
		if utf8.RuneCountInString(heading) >= leastHeadline && slices.ContainsFunc(t.titles, func(title string) bool { return strings.Contains(title, heading) }) {
			hold(h)
		}
	}
	for _, h := range t.headings {
		if h.Data == "h1" && len(held) == 0 {
			hold(h)
		}
	}
	return held
}

// foldTitle is a headline in the form in which two are compared.
func foldTitle(s string) string {
	return strings.ToLower(strings.Join(strings.Fields(cut(s, longestTitle)), " "))
}

// position is where on a page an element stands.
type position uint8

const (
	inArticle position = iota // or in nothing that is known to be something else
	beside                    // among related articles, in a teaser: what is close to the headline may still be the article's
	elsewhere                 // in a comment, in the navigation, at the foot
)

// The classes of what stands around an article, as a whole and in part.
const (
	asideTokens     = " widget widgets widget-area "
	elsewhereTokens = " comment comments commentlist comment-list comments-list comment_list comments-area comments-wrapper footer "
)

var (
	asideClasses     = []string{"related", "sidebar", "recommend", "popular", "trending", "most-read", "similaires", "a-lire", "teaser"}
	elsewhereClasses = []string{"site-footer", "page-footer", "comment-list", "commentlist", "comments-area", "comment-body", "comments-list", "disqus", "newsletter", "menu"}
)

// positionOf tells where an element stands by its name and its classes alone.
func positionOf(n *html.Node, held map[*html.Node]bool) position {
	if held[n] {
		return inArticle
	}
	class := strings.ToLower(attr(n, "class") + " " + attr(n, "id"))
	switch n.Data {
	case "body", "html", "main":
		return inArticle
	case "aside":
		return beside
	case "nav":
		return elsewhere
	case "footer":
		if within(n, "article") || strings.Contains(class, "meta") {
			return inArticle
		}
		return elsewhere
	}
	if len(class) < 4 {
		return inArticle
	}
	found := inArticle
	for token := range strings.FieldsSeq(class) {
		switch {
		case strings.Contains(elsewhereTokens, " "+token+" ") || strings.HasPrefix(token, "footer"):
			return elsewhere
		case strings.Contains(asideTokens, " "+token+" "):
			found = beside
		}
	}
	contains := func(part string) bool { return strings.Contains(class, part) }
	switch {
	case slices.ContainsFunc(elsewhereClasses, contains):
		return elsewhere
	case slices.ContainsFunc(asideClasses, contains):
		return beside
	}
	return found
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
