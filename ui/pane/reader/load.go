package reader

import (
	"context"
	"slices"

	tea "charm.land/bubbletea/v2"

	"griot/feed"
	"griot/render"
)

// headBytes is how long a body may be to be parsed in full for its first screen.
const headBytes = 64 << 10

// paper is an article with its text, as far as that is parsed.
type paper struct {
	article feed.Article
	earlier []feed.EarlierText // the oldest first
	back    int                // how many texts before the present one is shown
	body    string             // HTML
	doc     *render.Document
	whole   bool // doc is all of body, not its head
	minutes int  // that reading it takes, 0 while that is not known
}

type (
	// opened brings an article and its first screens.
	opened struct {
		visit  uint64
		look   render.Look
		paper  *paper
		pieces []piece
		err    error
	}
	// parsed brings the whole of a document whose head is shown.
	parsed struct {
		visit   uint64
		doc     *render.Document
		minutes int
	}
	// reloaded brings an article whose marks, counts or text may have changed.
	reloaded struct {
		visit   uint64
		article feed.Article
		earlier []feed.EarlierText
		err     error
	}
)

// open returns the command that loads the article and renders its first screens.
func (p *Pane) open() tea.Cmd {
	lib, ctx, id, visit := p.lib, p.visit.ctx, p.shown.ID, p.visit.n
	look, rows := p.sheet.look, p.height
	return func() tea.Msg {
		o := openArticle(ctx, lib, id, look, rows)
		o.visit = visit
		return o
	}
}

// openArticle loads an article and renders what is seen first: from the kept place
// on, two screens.
func openArticle(ctx context.Context, lib Articles, id feed.ArticleID, look render.Look, rows int) opened {
	a, earlier, err := load(ctx, lib, id)
	if err != nil {
		return opened{look: look, err: err}
	}
	p := newPaper(paper{article: a, earlier: earlier})
	from := max(0, spot(a.Place).Block-1)
	if !p.whole && from >= p.doc.Len()-1 {
		p.doc, p.minutes, p.whole = render.Parse(p.body), minutes(p.body), true
	}
	return opened{look: look, paper: p, pieces: firstScreens(ctx, p.doc, look, from, 2*rows)}
}

// load reads an article, and the texts that it had before.
func load(ctx context.Context, lib Articles, id feed.ArticleID) (feed.Article, []feed.EarlierText, error) {
	a, err := lib.Article(ctx, id)
	if err != nil {
		return a, nil, err
	}
	earlier, err := lib.Earlier(ctx, id)
	return a, earlier, err
}

// newPaper makes the paper of an article's present text, or of an earlier one.
func newPaper(of paper) *paper {
	p := &paper{article: of.article, earlier: of.earlier, back: of.back, body: of.article.Content}
	if p.body == "" {
		p.body = of.article.Summary
	}
	if text, past := p.past(); past {
		p.body = text.Content
	}
	p.whole = len(p.body) <= headBytes
	if p.whole {
		p.doc, p.minutes = render.Parse(p.body), minutes(p.body)
	} else {
		p.doc = render.ParseHead(p.body)
	}
	return p
}

// firstScreens renders blocks from one on until they fill rows, and what is before
// it where the document ends too early for that.
func firstScreens(ctx context.Context, doc *render.Document, look render.Look, from, rows int) []piece {
	renderer := render.NewRenderer(look)
	from = min(from, max(0, doc.Len()-1))
	var pieces []piece
	n := 0
	add := func(i int) bool {
		lines := renderer.Block(doc, i).Lines
		pieces = append(pieces, piece{block: i, lines: lines})
		n += len(lines) + 1
		return n < rows && ctx.Err() == nil
	}
	for i := from; i < doc.Len(); i++ {
		if !add(i) {
			return pieces
		}
	}
	for i := from - 1; i >= 0; i-- {
		if !add(i) {
			return pieces
		}
	}
	return pieces
}

// opened shows an article's first screens.
func (p *Pane) opened(msg opened) tea.Cmd {
	if msg.visit != p.visit.n || p.paper != nil {
		return nil
	}
	if msg.err != nil {
		p.failed = msg.err
		p.setHead()
		return nil
	}
	p.paper = msg.paper
	p.shown = msg.paper.article.Headline
	p.links.of(p.paper)
	at := spot(p.paper.article.Place)
	p.lay(p.sheet, 0)
	p.setHead()
	if msg.look == p.sheet.look {
		p.put(p.sheet, msg.pieces)
	}
	p.sheet.flow.GoTo(at)
	p.places.kept = p.paper.article.Place
	p.noteEnd()
	cmds := []tea.Cmd{p.parse(), p.render()}
	if p.visit.outdated {
		p.visit.outdated = false
		cmds = append(cmds, p.reload())
	}
	return tea.Batch(cmds...)
}

// parse returns the command that parses the rest of a long document.
func (p *Pane) parse() tea.Cmd {
	if p.paper.whole {
		return nil
	}
	body, visit := p.paper.body, p.visit.n
	return func() tea.Msg { return parsed{visit: visit, doc: render.Parse(body), minutes: minutes(body)} }
}

// parsed puts the whole document in the place of its head, whose blocks it shares.
func (p *Pane) parsed(msg parsed) tea.Cmd {
	if msg.visit != p.visit.n || p.paper == nil || p.paper.whole {
		return nil
	}
	keep := min(p.blocks(), msg.doc.Len())
	whole := *p.paper // the one that was made ahead stays as it is
	whole.doc, whole.minutes, whole.whole = msg.doc, msg.minutes, true
	p.paper = &whole
	p.links.of(p.paper)
	p.setHead()
	for _, s := range []*sheet{p.sheet, p.next} {
		if s != nil {
			p.lay(s, keep)
			s.flow.Settle()
		}
	}
	return tea.Batch(p.render(), p.rescan())
}

// changed loads the article again when its marks or its text may have changed.
func (p *Pane) changed(articles []feed.ArticleID) tea.Cmd {
	p.ahead.drop(articles)
	if p.shown.ID == 0 {
		return nil
	}
	all := len(articles) == 0
	var cmds []tea.Cmd
	if all || slices.Contains(articles, p.shown.ID) {
		cmds = append(cmds, p.reload())
	}
	if all || slices.Contains(articles, p.tail.next.ID) {
		cmds = append(cmds, p.loadTail())
	}
	return tea.Batch(cmds...)
}

// reload returns the command that loads the shown article again. One that is still
// on its way may have been read before the change: its turn comes then.
func (p *Pane) reload() tea.Cmd {
	if p.paper == nil {
		p.visit.outdated = true
		return nil
	}
	lib, ctx, id, visit := p.lib, p.visit.ctx, p.shown.ID, p.visit.n
	return func() tea.Msg {
		a, earlier, err := load(ctx, lib, id)
		return reloaded{visit: visit, article: a, earlier: earlier, err: err}
	}
}

// reloaded takes an article's new marks, and its text when that is another one.
func (p *Pane) reloaded(msg reloaded) tea.Cmd {
	if msg.visit != p.visit.n || msg.err != nil || p.paper == nil {
		return nil // an article that went away stays on the screen
	}
	a := msg.article
	p.shown = a.Headline
	was := p.paper
	if a.Content == was.article.Content && a.Summary == was.article.Summary && len(msg.earlier) == len(was.earlier) {
		same := *was
		a.Place = was.article.Place
		same.article = a
		p.paper = &same
		p.setHead()
		p.setTails()
		return nil
	}
	top := p.sheet.flow.Top()
	a.Place = feed.Place{Block: max(0, top.Block-1), Line: top.Row}
	p.paper, p.next = nil, nil
	return p.openAs(paper{article: a, earlier: msg.earlier})
}

// openAs shows an article whose text was exchanged, at the place that it has.
func (p *Pane) openAs(of paper) tea.Cmd {
	ctx, visit, look, rows := p.visit.ctx, p.visit.n, p.sheet.look, p.height
	return func() tea.Msg {
		fresh := newPaper(of)
		pieces := firstScreens(ctx, fresh.doc, look, max(0, spot(of.article.Place).Block-1), 2*rows)
		return opened{visit: visit, look: look, paper: fresh, pieces: pieces}
	}
}
