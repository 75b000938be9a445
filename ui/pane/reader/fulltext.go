package reader

import (
	"context"
	"errors"

	tea "charm.land/bubbletea/v2"

	"griot/feed"
	"griot/ui/pane"
)

// fullTexts is what this visit knows of the two texts that an article may have: its
// feed's and its page's.
type fullTexts struct {
	asking bool                // a command is at it
	left   map[bool]feed.Place // where the reader left the one (true: the page's) for the other
}

// fullTextCame brings the article with the other text, or why it could not be had.
type fullTextCame struct {
	visit   uint64
	article feed.Article
	err     error
}

// fullText returns the command that brings the page's text in the place of the
// feed's, or the feed's again.
func (p *Pane) fullText() tea.Cmd {
	if p.paper == nil {
		return nil
	}
	on := !p.paper.article.FullText
	if on {
		p.env.Ask(pane.Say{Text: p.env.Words.Say("reader.fulltext.asking")})
	}
	if p.full.asking {
		return nil
	}
	p.full.asking = true
	lib, ctx, id, visit := p.lib, p.visit.ctx, p.shown.ID, p.visit.n
	return func() tea.Msg {
		a, err := lib.FullText(ctx, id, on)
		return fullTextCame{visit: visit, article: a, err: err}
	}
}

// fullTextCame shows the other text: where the reader left it, the first time at
// the place where the one before was read.
func (p *Pane) fullTextCame(msg fullTextCame) tea.Cmd {
	if msg.visit != p.visit.n || p.paper == nil {
		return nil
	}
	p.full.asking = false
	switch {
	case errors.Is(msg.err, context.Canceled):
		return nil
	case msg.err != nil:
		return p.fault(p.env.Words.Error(msg.err))
	}
	a, was := msg.article, p.paper.article.FullText
	if a.FullText == was {
		return nil
	}
	top := p.sheet.flow.Top()
	here := feed.Place{Block: max(0, top.Block-1), Line: top.Row}
	if top.Block == head {
		here = feed.Place{}
	}
	if p.full.left == nil {
		p.full.left = map[bool]feed.Place{}
	}
	p.full.left[was] = here
	at, known := p.full.left[a.FullText]
	if !known {
		at = here
	}
	a.Place = at
	said := p.env.Words.Say("reader.fulltext.feed")
	if a.FullText {
		said = p.env.Words.Say("reader.fulltext.page")
		p.places.finished = false // the end of the short text is none of this one
	}
	p.env.Ask(pane.Say{Text: said})
	p.ahead.drop([]feed.ArticleID{a.ID})
	earlier := p.paper.earlier
	p.paper, p.next = nil, nil
	return p.openAs(paper{article: a, earlier: earlier})
}
