package parse

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	goldhtml "github.com/yuin/goldmark/renderer/html"

	"griot/feed"
	"griot/feed/clean"
	"griot/feed/parse/capture"
	"griot/render/plain"
)

// parseMarkdown reads a Markdown file, with or without front matter, as one
// article. Front matter that can't be read is shown as text.
func parseMarkdown(in Input, body []byte) (feed.Document, error) {
	front, text := frontMatter([]byte(plain.Text(string(body)))) // a control before "#" or "---" would make it no heading and no head
	base := in.URL
	e := front.entry(in)
	content, err := markdown(text)
	if err != nil {
		return feed.Document{}, feed.Fail(feed.FailedInternal, err)
	}
	e.Content = clean.HTML(content, base)
	if heading, rest := firstHeading(e.Content); heading != "" && (e.Title == "" || strings.EqualFold(heading, e.Title)) {
		e.Title, e.Content = heading, rest
	}
	if e.Language == "" {
		e.Language = capture.Language(stripTags(e.Content, 16<<10))
	}
	if e.Title == "" && strings.TrimSpace(e.Content) == "" {
		return feed.Document{}, &feed.Failure{Kind: feed.FailedEmpty}
	}
	if e.Title == "" {
		e.Title = entryTitle(&e)
	}
	return pageDocument(front.line("site", "source", "publisher", "site_name"), e), nil
}

// maxMarkdown is how much, in bytes, is read as Markdown. Longer files are logs and
// lists, and are read as plain text.
const maxMarkdown = 1 << 20

// markdown turns GitHub-flavoured Markdown into HTML, which is yet to be cleaned.
func markdown(text []byte) (string, error) {
	if len(text) > maxMarkdown {
		return paragraphs(string(text), true), nil
	}
	var b bytes.Buffer
	md := goldmark.New(
		goldmark.WithExtensions(extension.GFM, extension.Footnote, extension.DefinitionList),
		goldmark.WithParserOptions(parser.WithAutoHeadingID()),
		goldmark.WithRendererOptions(goldhtml.WithUnsafe()), // what acts is taken out afterwards
	)
	if err := md.Convert(tame(text), &b); err != nil {
		return "", err
	}
	return b.String(), nil
}

// firstHeading returns the heading that a document begins with, and the rest.
func firstHeading(content string) (heading, rest string) {
	trimmed := strings.TrimLeft(content, " \n\t")
	for _, name := range []string{"h1", "h2"} {
		if !strings.HasPrefix(trimmed, "<"+name+">") && !strings.HasPrefix(trimmed, "<"+name+" ") {
			continue
		}
		if end := strings.Index(trimmed, "</"+name+">"); end > 0 {
			return headline(trimmed[:end], kindHTML), strings.TrimLeft(trimmed[end+len(name)+3:], " \n\t")
		}
	}
	return "", content
}
