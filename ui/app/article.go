package app

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"griot/feed"
	"griot/ui/pane"
)

// openArticle shows an article, and counts it: at once, or when it was passed by
// slowly enough to be read.
func (m *model) openArticle(msg pane.OpenArticle) tea.Cmd {
	m.passing++
	cmds := []tea.Cmd{m.push(onReader), m.reader.Update(msg)}
	if !msg.Passing {
		return tea.Batch(append(cmds, m.countOpen(msg.Article.ID, msg.Query.Visit))...)
	}
	now := m.passing
	return tea.Batch(append(cmds, tea.Tick(time.Second, func(time.Time) tea.Msg {
		return passed{era: now, article: msg.Article.ID, visit: msg.Query.Visit}
	}))...)
}

type (
	passed struct {
		era     era
		article feed.ArticleID
		visit   feed.VisitID
	}
	opened struct {
		article feed.ArticleID
		act     feed.Act
		err     error
	}
	commentsCame struct {
		article feed.ArticleID
		added   int
		err     error
	}
	completed struct {
		article feed.ArticleID
		full    bool
		err     error
	}
)

func (m *model) passedBy(msg passed) tea.Cmd {
	if msg.era != m.passing || m.top() != onReader {
		return nil
	}
	return m.countOpen(msg.article, msg.visit)
}

// countOpen notes that an article is read, and asks for its comments and, where the
// settings want it, for its full text.
func (m *model) countOpen(id feed.ArticleID, visit feed.VisitID) tea.Cmd {
	lib, ctx := m.lib, m.env.Ctx
	m.env.Act()
	return tea.Batch(func() tea.Msg {
		act, err := lib.Opened(ctx, id, visit)
		return opened{article: id, act: act, err: err}
	}, m.askComments(id), m.askFullText(id))
}

func (m *model) opened(msg opened) tea.Cmd {
	m.env.Acted()
	if msg.err != nil {
		return tea.Batch(m.fail(msg.err), m.nextStep())
	}
	if len(msg.act.Articles) > 0 { // it was unread: undo makes it unread again
		m.history.did(pane.Did{Act: msg.act, Said: m.env.Words.Say("headlines.marked.read", 1)})
	}
	return tea.Batch(m.broadcast(pane.ArticlesChanged{Articles: []feed.ArticleID{msg.article}}), m.nextStep())
}

func (m *model) openThread(msg pane.OpenThread) tea.Cmd {
	return tea.Batch(m.push(onComments), m.comments.Update(msg), m.askComments(msg.Article.ID))
}

// askComments asks the publisher for comments, when it is time to.
func (m *model) askComments(id feed.ArticleID) tea.Cmd {
	if m.lib.Offline() {
		return nil
	}
	lib, ctx := m.lib, m.env.Ctx
	return func() tea.Msg {
		added, err := lib.RefreshComments(ctx, id, false)
		return commentsCame{article: id, added: added, err: err}
	}
}

// commentsCame shows what came. That nothing could be fetched is no news: the
// stored comments are on the screen.
func (m *model) commentsCame(msg commentsCame) tea.Cmd {
	if msg.err != nil {
		m.opts.Log.Info("comments not fetched", "article", int64(msg.article), "error", msg.err)
		return nil
	}
	if msg.added == 0 {
		return nil
	}
	return m.broadcast(pane.ThreadChanged{Article: msg.article})
}

// askFullText asks for the text of an article's page, where its source is always
// read in full.
func (m *model) askFullText(id feed.ArticleID) tea.Cmd {
	lib, ctx := m.lib, m.env.Ctx
	return func() tea.Msg {
		full, err := lib.Complete(ctx, id)
		return completed{article: id, full: full, err: err}
	}
}

// completed shows the text of an article's page. Where it could not be had the
// feed's text is on the screen, and x tells why.
func (m *model) completed(msg completed) tea.Cmd {
	if msg.err != nil {
		m.opts.Log.Info("full text not fetched", "article", int64(msg.article), "error", msg.err)
		return nil
	}
	if !msg.full {
		return nil
	}
	return m.broadcast(pane.ArticlesChanged{Articles: []feed.ArticleID{msg.article}})
}
