package render

import (
	"strings"

	"github.com/JohannesKaufmann/html-to-markdown/v2/converter"
	"github.com/JohannesKaufmann/html-to-markdown/v2/plugin/base"
	"github.com/JohannesKaufmann/html-to-markdown/v2/plugin/commonmark"
	"github.com/JohannesKaufmann/html-to-markdown/v2/plugin/strikethrough"
	"golang.org/x/net/html"
)

// maxExported is how many pieces of text keep their styles and links in Markdown;
// of a longer body, the rest is its words.
const maxExported = 60_000

// newConverter returns a converter for the text within lines. Lines themselves
// are laid out here: the converter sets list numbers off with zeros, puts a
// comment between two lists and loses a table with a line break in a cell.
func newConverter() *converter.Converter {
	return converter.NewConverter(converter.WithPlugins(
		base.NewBasePlugin(), commonmark.NewCommonmarkPlugin(), strikethrough.NewStrikethroughPlugin()))
}

// converted turns leaves into Markdown. Those that are words alone go without the
// converter, which takes most of the time.
func (e *exporter) converted(leaves []leaf) []string {
	root := &html.Node{Type: html.DocumentNode}
	texts := make([]string, len(leaves))
	var marked []int // leaves that are converted
	for i, l := range leaves {
		spans := l.spans
		if e.styled > maxExported {
			spans = []span{{text: textOf(spans)}}
		}
		if text, ok := wordsAlone(spans); ok {
			texts[i] = text
			continue
		}
		e.styled += len(spans)
		p := element("p")
		e.spans(p, spans)
		joinTexts(p)
		root.AppendChild(p)
		marked = append(marked, i)
	}
	if len(marked) == 0 {
		return texts
	}
	var md []byte
	err := guarded(func() (err error) {
		md, err = e.converter.ConvertNode(root)
		return err
	})
	parts := strings.Split(string(md), string(rune(signLeaf)))
	for n, i := range marked {
		if err != nil || len(parts) != len(marked)+1 {
			texts[i] = textOf(leaves[i].spans)
			continue
		}
		texts[i] = strings.Trim(uncover(parts[n+1]), "\n")
	}
	return texts
}

// wordsAlone returns the Markdown of a text without styles, links and breaks.
func wordsAlone(spans []span) (string, bool) {
	if len(spans) != 1 || spans[0].style != 0 || spans[0].link != 0 {
		return "", false
	}
	text := spans[0].text
	if text == "" || strings.TrimSpace(text) != text || strings.ContainsAny(text, "\n\t\r\f\v") || strings.Contains(text, "  ") {
		return "", false
	}
	return escaped(text), true
}

// spans writes spans with their emphasis and links, for the converter.
func (e *exporter) spans(n *html.Node, spans []span) {
	n.AppendChild(&html.Node{Type: html.TextNode, Data: string(rune(signLeaf))})
	lead := true // at the start of a line
	for i := 0; i < len(spans); {
		end := i + 1
		for end < len(spans) && spans[end].link == spans[i].link {
			end++
		}
		parent := n
		if link := spans[i].link; link > 0 && spans[i].style&picture == 0 {
			if isAddress(spans[i:end], e.links[link-1].URL) {
				n.AppendChild(&html.Node{Type: html.TextNode, Data: escapeless(e.links[link-1].URL, signRaw)})
				i, lead = end, false
				continue
			}
			parent = child(n, "a")
			parent.Attr = []html.Attribute{{Key: "href", Val: e.address(link)}}
		}
		for _, s := range spans[i:end] {
			lead = e.span(parent, s, lead)
		}
		i = end
	}
}

// joinTexts makes one node of texts that stand beside one another, which takes the
// converter a time that grows with the square of their number.
func joinTexts(n *html.Node) {
	var b strings.Builder
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type != html.TextNode {
			joinTexts(c)
			continue
		}
		b.Reset()
		b.WriteString(c.Data)
		for next := c.NextSibling; next != nil && next.Type == html.TextNode; next = c.NextSibling {
			b.WriteString(next.Data)
			n.RemoveChild(next)
		}
		c.Data = b.String()
	}
}

// isAddress tells a link that says its address: it is one without brackets.
func isAddress(spans []span, address string) bool {
	text := ""
	for _, s := range spans {
		text += s.text
	}
	return text == address
}

func child(n *html.Node, name string) *html.Node {
	c := element(name)
	n.AppendChild(c)
	return c
}

// address is a link's target as it stands between parentheses, where entities are
// decoded.
func (e *exporter) address(link int) string {
	target := strings.NewReplacer("(", "%28", ")", "%29").Replace(e.links[link-1].URL)
	if strings.Contains(target, "&") {
		target = strings.ReplaceAll(target, ";", "%3B")
	}
	return target
}

// span writes one span and tells whether the next begins a line.
func (e *exporter) span(n *html.Node, s span, lead bool) bool {
	if s.text == "" {
		return lead
	}
	if s.style&picture != 0 && s.link > 0 {
		img := child(n, "img")
		var alt strings.Builder
		cover(&alt, s.text)
		img.Attr = []html.Attribute{{Key: "src", Val: e.address(s.link)}, {Key: "alt", Val: alt.String()}}
		return false
	}
	for _, w := range wrappersOf(span{style: s.style}) {
		n = child(n, w.tag.String())
	}
	if s.style&code != 0 {
		n.AppendChild(&html.Node{Type: html.TextNode, Data: s.text})
		return false
	}
	for i, text := range strings.Split(s.text, "\n") {
		if i > 0 {
			lead = true
			child(n, "br")
		}
		if text == "" {
			continue
		}
		var b strings.Builder
		if lead {
			b.WriteRune(signStart)
		}
		cover(&b, text)
		n.AppendChild(&html.Node{Type: html.TextNode, Data: b.String()})
		lead = false
	}
	return lead
}
