package headlines

import (
	"context"
	"strings"

	tea "charm.land/bubbletea/v2"

	"griot/feed"
	"griot/render/plain"
	"griot/ui/pane"
)

// pageLines is from how many lines on a pasted text is taken for a page.
const pageLines = 3

// pastedPage is the article that a pasted text became.
type pastedPage struct {
	article feed.Headline
	err     error
}

// pasted takes what was pasted: an address is a source to add, a page's text
// becomes an article.
func (p *Pane) pasted(msg tea.PasteMsg) tea.Cmd {
	if p.find.typing {
		p.find.input.Paste(msg.Content)
		return p.narrow()
	}
	text := strings.TrimSpace(msg.Content)
	lines := 0
	for line := range strings.Lines(strings.ReplaceAll(text, "\r", "\n")) {
		if strings.TrimSpace(line) != "" {
			lines++
		}
	}
	switch {
	case lines == 1 && isAddress(text):
		return p.env.Ask(pane.AddSource{Ref: plain.Line(text)})
	case lines >= pageLines:
		return p.keepPage(msg.Content)
	case text == "":
		return nil
	default:
		return p.env.Ask(pane.Say{Text: p.env.Words.Say("headlines.paste.what")})
	}
}

// isAddress tells whether a pasted line is the address of something to follow. A
// terminal quotes the path of a file that is dropped on it.
func isAddress(s string) bool {
	unquoted := strings.Trim(s, `'"`)
	for _, start := range []string{"http://", "https://", "feed:", "file:", "/", "~/", "./", "../"} {
		if strings.HasPrefix(strings.ToLower(unquoted), start) {
			return start[0] != 'h' || !strings.ContainsAny(unquoted, " \t")
		}
	}
	host, _, _ := strings.Cut(s, "/")
	return !strings.ContainsAny(s, " \t") && strings.Contains(strings.Trim(host, "."), ".")
}

func (p *Pane) keepPage(text string) tea.Cmd {
	lib, ctx := p.lib, context.WithoutCancel(p.env.Ctx)
	return func() tea.Msg {
		id, err := lib.Paste(ctx, text)
		if err != nil {
			return pastedPage{err: err}
		}
		h, err := lib.Headline(ctx, id)
		return pastedPage{article: h, err: err}
	}
}

func (p *Pane) pastedPage(msg pastedPage) tea.Cmd {
	if msg.err != nil {
		return p.complain(msg.err)
	}
	return p.env.Ask(
		pane.OpenArticle{Article: msg.article, Query: p.now.query},
		pane.Say{Text: p.env.Words.Say("headlines.paste.kept")},
	)
}
