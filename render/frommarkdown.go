package render

import (
	"bytes"
	"html"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"griot/render/plain"
)

const (
	maxMarkdownDepth = 8         // of quotes and lists; a deeper text is not parsed
	maxMarkdown      = 512 << 10 // bytes; a longer text is not parsed
)

// FromMarkdown turns Markdown (GFM) into HTML for Parse. HTML in it is text like
// any other: what a person wrote is shown, and nothing of it acts. A text nested
// more than 8 deep or longer than 512 KB becomes paragraphs as it stands.
func FromMarkdown(md string) string {
	md = plain.Text(md)
	if len(md) > maxMarkdown || deepLines(md) {
		return paragraphs(md)
	}
	src := []byte(md)
	gm := goldmark.New(goldmark.WithParser(markdownParser()), goldmark.WithExtensions(extension.GFM))
	doc := gm.Parser().Parse(text.NewReader(src))
	if nestedDepth(doc) > maxMarkdownDepth {
		return paragraphs(md)
	}
	var b bytes.Buffer
	if err := gm.Renderer().Render(&b, src, doc); err != nil {
		return paragraphs(md)
	}
	return b.String()
}

// markdownParser is goldmark's own without its two parsers of HTML.
func markdownParser() parser.Parser {
	return parser.NewParser(
		parser.WithBlockParsers(
			util.Prioritized(parser.NewSetextHeadingParser(), 100),
			util.Prioritized(parser.NewThematicBreakParser(), 200),
			util.Prioritized(parser.NewListParser(), 300),
			util.Prioritized(parser.NewListItemParser(), 400),
			util.Prioritized(parser.NewCodeBlockParser(), 500),
			util.Prioritized(parser.NewATXHeadingParser(), 600),
			util.Prioritized(parser.NewFencedCodeBlockParser(), 700),
			util.Prioritized(parser.NewBlockquoteParser(), 800),
			util.Prioritized(parser.NewParagraphParser(), 1000),
		),
		parser.WithInlineParsers(
			util.Prioritized(parser.NewCodeSpanParser(), 100),
			util.Prioritized(parser.NewLinkParser(), 200),
			util.Prioritized(parser.NewAutoLinkParser(), 300),
			util.Prioritized(parser.NewEmphasisParser(), 500),
		),
		parser.WithParagraphTransformers(
			util.Prioritized(parser.LinkReferenceParagraphTransformer, 100),
		),
	)
}

// deepLines tells a line that opens more quotes and lists than any text needs;
// goldmark takes long over those.
func deepLines(md string) bool {
	for line := range strings.Lines(md) {
		marks := 0
		for i := 0; i < len(line) && marks <= 4*maxMarkdownDepth; i++ {
			switch c := line[i]; {
			case c == '>', (c == '-' || c == '+' || c == '*') && i+1 < len(line) && line[i+1] == ' ':
				marks++
			case c != ' ' && c != '\t':
				i = len(line)
			}
		}
		if marks > 4*maxMarkdownDepth {
			return true
		}
	}
	return false
}

// nestedDepth is the deepest nesting of quotes and lists.
func nestedDepth(doc ast.Node) int {
	depth, deepest := 0, 0
	_ = ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if k := n.Kind(); k == ast.KindBlockquote || k == ast.KindList {
			if entering {
				depth++
				deepest = max(deepest, depth)
			} else {
				depth--
			}
		}
		return ast.WalkContinue, nil
	})
	return deepest
}

// paragraphs is a text as HTML, divided at blank lines.
func paragraphs(md string) string {
	var b strings.Builder
	for part := range strings.SplitSeq(md, "\n\n") {
		if part = strings.TrimSpace(part); part != "" {
			b.WriteString("<p>" + strings.ReplaceAll(html.EscapeString(part), "\n", "<br>\n") + "</p>\n")
		}
	}
	return b.String()
}
