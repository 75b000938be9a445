package render

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

const (
	// maxNesting is the sum over all tags of the elements open at each that
	// html.Parse is given: its cost grows with this, not with the length (400 open
	// elements around 50,000 paragraphs take it 0.4 s).
	maxNesting = 3 << 20
	// maxDepth is how deep the plain tree gets that stands in for a refused one.
	maxDepth = 60
)

// tree parses a body. What html.Parse refuses (512 open elements) or would spend
// too long on is parsed without its rules, and to a bounded depth.
func tree(body string) *html.Node {
	if nesting(body) <= maxNesting {
		if root, err := html.Parse(strings.NewReader(body)); err == nil {
			return root
		}
	}
	return shallowTree(body)
}

// nesting estimates html.Parse's work from the tags alone.
func nesting(body string) int {
	depth, sum := 0, 0
	for {
		i := strings.IndexByte(body, '<')
		if i < 0 || i+1 >= len(body) {
			return sum
		}
		body = body[i+1:]
		switch c := body[0] | 0x20; {
		case body[0] == '/':
			if counts(tagName(body[1:])) {
				depth = max(0, depth-1)
			}
		case c >= 'a' && c <= 'z':
			if counts(tagName(body)) {
				depth = min(depth+1, 512)
			}
		}
		sum += depth
	}
}

// tagName is the name that s begins with, 0 for one that HTML does not have.
func tagName(s string) atom.Atom {
	var name [12]byte
	n := 0
	for n < len(s) && n < len(name) && (s[n]|0x20 >= 'a' && s[n]|0x20 <= 'z' || s[n] >= '0' && s[n] <= '9') {
		name[n] = s[n] | 0x20 // digits have that bit
		n++
	}
	return atom.Lookup(name[:n])
}

// counts tells the elements that stay open until they are closed: not those that
// are empty, and not those that close each other and are often left open.
func counts(a atom.Atom) bool {
	switch a {
	case atom.P, atom.Li, atom.Dt, atom.Dd, atom.Tr, atom.Td, atom.Th, atom.Thead, atom.Tbody, atom.Tfoot, atom.Option, atom.Rt, atom.Rp:
		return false
	}
	return !void(a)
}

// void tells the elements that have no content (HTML, section 13.1.2).
func void(a atom.Atom) bool {
	switch a {
	case atom.Area, atom.Base, atom.Br, atom.Col, atom.Embed, atom.Hr, atom.Img, atom.Input, atom.Link, atom.Meta, atom.Param,
		atom.Source, atom.Track, atom.Wbr:
		return true
	}
	return false
}

// shallowTree builds a tree from the tokens alone, in time that grows with the
// length only. Elements beyond maxDepth have no node; their content has.
func shallowTree(body string) *html.Node {
	root := &html.Node{Type: html.DocumentNode}
	open := []*html.Node{root}
	z := html.NewTokenizer(strings.NewReader(body))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return root
		case html.TextToken:
			open[len(open)-1].AppendChild(&html.Node{Type: html.TextNode, Data: z.Token().Data})
		case html.StartTagToken, html.SelfClosingTagToken:
			tok := z.Token()
			open = closeBefore(open, tok.DataAtom)
			n := &html.Node{Type: html.ElementNode, DataAtom: tok.DataAtom, Data: tok.Data, Attr: tok.Attr}
			if len(open) < maxDepth || void(n.DataAtom) {
				open[len(open)-1].AppendChild(n)
				if !void(n.DataAtom) {
					open = append(open, n)
				}
			}
		case html.EndTagToken:
			name, _ := z.TagName()
			open = closeTag(open, atom.Lookup(name))
		}
	}
}

// closeBefore closes what a start tag closes by itself: a paragraph, or the item,
// row, cell or term before this one.
func closeBefore(open []*html.Node, a atom.Atom) []*html.Node {
	if isBlock(a) && open[len(open)-1].DataAtom == atom.P {
		open = open[:len(open)-1]
	}
	for i := len(open) - 1; i > 0; i-- {
		switch inside := open[i].DataAtom; a {
		case atom.Li:
			if inside == atom.Li {
				return open[:i]
			} else if inside == atom.Ul || inside == atom.Ol || inside == atom.Menu {
				return open
			}
		case atom.Dt, atom.Dd:
			if inside == atom.Dt || inside == atom.Dd {
				return open[:i]
			} else if inside == atom.Dl {
				return open
			}
		case atom.Td, atom.Th:
			if inside == atom.Td || inside == atom.Th {
				return open[:i]
			} else if inside == atom.Tr || inside == atom.Table {
				return open
			}
		case atom.Tr, atom.Tbody, atom.Thead, atom.Tfoot:
			if inside == atom.Tr {
				return open[:i]
			} else if inside == atom.Table {
				return open
			}
		default:
			return open
		}
	}
	return open
}

// closeTag closes the innermost open element of that name, and what is in it.
func closeTag(open []*html.Node, a atom.Atom) []*html.Node {
	if a == 0 {
		return open
	}
	for i := len(open) - 1; i > 0; i-- {
		if open[i].DataAtom == a {
			return open[:i]
		}
	}
	return open
}

// isBlock tells the elements that begin a new line.
func isBlock(a atom.Atom) bool {
	switch a {
	case atom.Address, atom.Article, atom.Aside, atom.Blockquote, atom.Body, atom.Center, atom.Dd, atom.Details, atom.Dialog,
		atom.Dir, atom.Div, atom.Dl, atom.Dt, atom.Fieldset, atom.Figcaption, atom.Figure, atom.Footer, atom.Form, atom.H1,
		atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Header, atom.Hgroup, atom.Hr, atom.Html, atom.Legend, atom.Li,
		atom.Main, atom.Menu, atom.Nav, atom.Ol, atom.Optgroup, atom.Option, atom.P, atom.Pre, atom.Section, atom.Summary,
		atom.Table, atom.Caption, atom.Tbody, atom.Thead, atom.Tfoot, atom.Tr, atom.Td, atom.Th, atom.Ul, atom.Listing, atom.Xmp:
		return true
	}
	return false
}

// attr returns an attribute's value.
func attr(n *html.Node, key string) string {
	v, _ := hasAttr(n, key)
	return v
}

// hasAttr returns an attribute's value and whether it is there.
func hasAttr(n *html.Node, key string) (string, bool) {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val, true
		}
	}
	return "", false
}
