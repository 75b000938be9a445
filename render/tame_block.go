package render

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"griot/render/plain"
)

// list takes in <ul> and <ol>.
func (t *tamer) list(n *html.Node, sc scope) {
	t.flush()
	t.count()
	if sc.quotes >= maxQuotes {
		t.children(n, sc)
		t.flush()
		return
	}
	sc.quotes++
	b := box{kind: list, first: 1}
	if n.DataAtom == atom.Ol {
		b.sort = numbered
		if v, err := strconv.Atoi(attr(n, "start")); err == nil && v >= 0 && v < 1e6 {
			b.first = v
		}
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case c.DataAtom == atom.Li:
			t.anchor(c)
			if kids := t.inside(c, sc); len(kids) > 0 {
				b.kids = append(b.kids, box{kind: item, kids: kids, mark: markOf(c)})
			}
		case c.Type == html.TextNode && strings.TrimSpace(c.Data) == "", c.Type == html.CommentNode:
		default: // what is not an item belongs to the one before
			if kids := t.gather(func() { t.node(c, sc) }); len(kids) > 0 {
				b.kids = addToLast(b.kids, kids)
			}
		}
	}
	if len(b.kids) > 0 {
		t.add(b)
	}
}

func addToLast(items, kids []box) []box {
	if len(items) == 0 {
		return []box{{kind: item, kids: kids, mark: unmarked}}
	}
	last := &items[len(items)-1]
	last.kids = append(last.kids, kids...)
	return items
}

// markOf finds a check box among the first things of an item.
func markOf(li *html.Node) itemMark {
	seen := 0
	for d := range li.Descendants() {
		if seen++; seen > 6 || d.Type == html.TextNode && strings.TrimSpace(d.Data) != "" {
			break
		}
		if d.DataAtom == atom.Input && attr(d, "type") == "checkbox" {
			if _, checked := hasAttr(d, "checked"); checked {
				return done
			}
			return todo
		}
	}
	return bullet
}

// listing takes in <pre>.
func (t *tamer) listing(n *html.Node) {
	var b strings.Builder
	for d := range n.Descendants() {
		switch {
		case d.Type == html.TextNode:
			b.WriteString(d.Data)
		case d.DataAtom == atom.Br:
			b.WriteByte('\n')
		}
	}
	text := strings.TrimRight(strings.TrimLeft(expandTabs(plain.Text(b.String())), "\n"), " \n")
	if text == "" {
		return
	}
	t.add(box{kind: listing, code: text, lang: language(n)})
}

// expandTabs puts blanks up to the next of the columns that are 4 apart.
func expandTabs(s string) string {
	if !strings.Contains(s, "\t") {
		return s
	}
	var b strings.Builder
	column := 0
	for _, r := range s {
		switch r {
		case '\t':
			n := 4 - column%4
			b.WriteString("    "[:n])
			column += n
		case '\n':
			b.WriteRune(r)
			column = 0
		default:
			b.WriteRune(r)
			column++
		}
	}
	return b.String()
}

// language reads the name of a listing's language from the classes that pages
// use: language-go (HTML), lang-go, brush: go, highlight-source-go.
func language(pre *html.Node) string {
	nodes := []*html.Node{pre}
	if c := pre.FirstChild; c != nil {
		nodes = append(nodes, c)
	}
	if p := pre.Parent; p != nil && p.DataAtom == atom.Div {
		nodes = append(nodes, p)
	}
	for _, n := range nodes {
		if v := attr(n, "data-lang"); v != "" {
			return cleanLanguage(v)
		}
		words := strings.Fields(strings.ToLower(attr(n, "class")))
		for i, w := range words {
			for _, prefix := range []string{"language-", "lang-", "highlight-source-", "brush:"} {
				rest, ok := strings.CutPrefix(w, prefix)
				if ok && rest == "" && i+1 < len(words) {
					rest = words[i+1]
				}
				if ok {
					return cleanLanguage(rest)
				}
			}
		}
	}
	return ""
}

// cleanLanguage keeps what can be the name of a language.
func cleanLanguage(s string) string {
	s = strings.Trim(strings.ToLower(s), " ;,")
	if len(s) > 20 || strings.Trim(s, "abcdefghijklmnopqrstuvwxyz0123456789+#-._") != "" {
		return ""
	}
	switch s {
	case "none", "plain", "plaintext", "text", "nohighlight", "auto":
		return ""
	}
	return s
}
