package library

import (
	"context"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"griot/feed"
)

// maxPages is how many pages of one article are read.
const maxPages = 10

// wholeArticle reads the other pages of an article in several, and joins them to
// the first. Where one can't be read the article ends there. allowed, which may
// be nil, tells whether a page may be asked for.
func (l *Library) wholeArticle(ctx context.Context, page *reading, doc feed.Document, allowed func(address string) bool) feed.Document {
	if page.failure != nil || page.response == nil || doc.Kind != feed.KindPage || len(doc.Entries) != 1 || doc.Next == "" {
		return doc
	}
	var whole pages
	whole.add(doc.Entries[0].Content)
	read := []string{page.response.URL}
	for next := doc.Next; next != "" && len(read) < maxPages && !slices.Contains(read, next) && sameHost(page.response.URL, next); {
		if ctx.Err() != nil || allowed != nil && !allowed(next) {
			break
		}
		read = append(read, next)
		got := l.ask(ctx, feed.Source{Address: next, Kind: feed.KindPage}, nil, page.response.URL)
		if got.response != nil {
			page.response.Wire += got.response.Wire
			page.response.Requests += got.response.Requests
		}
		if got.failure != nil {
			break
		}
		more, kind := l.understand(&got, nil)
		if kind != feed.KindPage || len(more.Entries) != 1 {
			break
		}
		if !whole.add(more.Entries[0].Content) {
			break
		}
		next = more.Next
	}
	doc.Entries[0].Content = whole.text.String()
	return doc
}

// pages is the text of an article's pages, one under the other, without what
// stands on more than one of them: the headline, the standfirst, a picture.
type pages struct {
	text strings.Builder
	have map[string]bool
}

// add adds a page, and tells whether there was anything new on it.
func (p *pages) add(content string) (grew bool) {
	first := p.have == nil
	if first {
		p.have = map[string]bool{}
		p.text.WriteString(content) // as it is, wrappers and all
	}
	for _, block := range blocks(content) {
		if p.have[block] {
			continue
		}
		if !first {
			p.text.WriteString("\n" + block)
		}
		p.have[block] = true
		grew = true
	}
	return grew
}

// blocks takes a text apart into its outermost elements, those in a wrapper that
// holds all of it.
func blocks(content string) []string {
	nodes, err := html.ParseFragment(strings.NewReader(content), &html.Node{Type: html.ElementNode, Data: "div", DataAtom: atom.Div})
	if err != nil {
		return []string{content}
	}
	nodes = slices.DeleteFunc(nodes, blank)
	for range 5 {
		if len(nodes) != 1 || nodes[0].Data != "div" && nodes[0].Data != "section" && nodes[0].Data != "article" {
			break
		}
		nodes = slices.DeleteFunc(slices.Collect(nodes[0].ChildNodes()), blank)
	}
	all := make([]string, 0, len(nodes))
	for _, n := range nodes {
		var b strings.Builder
		if html.Render(&b, n) == nil {
			all = append(all, b.String())
		}
	}
	return all
}

func blank(n *html.Node) bool {
	return n.Type == html.TextNode && strings.TrimSpace(n.Data) == ""
}
