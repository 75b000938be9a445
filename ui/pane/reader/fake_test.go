package reader

import (
	"context"
	"fmt"
	"sync"
	"testing"

	"griot/feed"
	"griot/ui/pane"
	"griot/ui/pane/panetest"
	"griot/ui/text"
)

// library is a library in memory.
type library struct {
	mu       sync.Mutex
	articles map[feed.ArticleID]feed.Article
	threads  map[feed.ArticleID]feed.Thread
	next     feed.Headline
	fail     error  // of marks and full texts
	page     string // the text of every article's page
	earlier  map[feed.ArticleID][]feed.EarlierText
	loads    int
}

func (l *library) Article(_ context.Context, id feed.ArticleID) (feed.Article, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.loads++
	a, ok := l.articles[id]
	if !ok {
		return a, fmt.Errorf("article %d: %w", id, feed.ErrNoArticle)
	}
	return a, nil
}

func (l *library) FullText(_ context.Context, id feed.ArticleID, on bool) (feed.Article, error) {
	a := l.articles[id]
	if on && l.fail == nil {
		a.Content, a.FullText = l.page, true
	}
	return a, l.fail
}

func (l *library) Earlier(_ context.Context, id feed.ArticleID) ([]feed.EarlierText, error) {
	return l.earlier[id], nil
}

func (l *library) SetPlace(_ context.Context, id feed.ArticleID, at feed.Place) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	a := l.articles[id]
	a.Place = at
	l.articles[id] = a
	return nil
}

func (l *library) Thread(_ context.Context, id feed.ArticleID) (feed.Thread, error) {
	return l.threads[id], nil
}

func (l *library) NextUnread(context.Context, feed.Query, feed.Headline, feed.Direction) (feed.Headline, error) {
	if l.next.ID == 0 {
		return feed.Headline{}, feed.ErrNoArticle
	}
	return l.next, nil
}

func (l *library) Ordinal(context.Context, feed.Query, feed.Headline, int) (feed.Tally, error) {
	return feed.Tally{N: 4}, nil
}

func (l *library) Tally(context.Context, feed.Query, int) (feed.Tally, error) {
	return feed.Tally{N: 312}, nil
}

func (l *library) MarkRead(_ context.Context, ids []feed.ArticleID, read bool, _ feed.VisitID) (feed.Act, error) {
	if l.fail != nil {
		return feed.Act{}, l.fail
	}
	kind := feed.MarkedUnread
	if read {
		kind = feed.MarkedRead
	}
	return feed.Act{Kind: kind, Articles: ids}, nil
}

func (l *library) Star(_ context.Context, ids []feed.ArticleID, on bool) (feed.Act, error) {
	if l.fail != nil {
		return feed.Act{}, l.fail
	}
	return feed.Act{Kind: feed.StarredArticle, Articles: ids}, nil
}

func newLibrary() *library {
	return &library{
		articles: map[feed.ArticleID]feed.Article{4: summit(), 7: ferry()},
		threads:  map[feed.ArticleID]feed.Thread{7: quay()},
		next:     feed.Headline{ID: 5, Title: "Le fleuve remonte à Mopti, les piroguiers reprennent la ligne"},
	}
}

// desk is a reader on its desk.
type desk struct {
	panetest.Desk
	p   *Pane
	lib *library
}

func newDesk(t testing.TB, language text.Language, width, height int) *desk {
	d := &desk{lib: newLibrary()}
	d.p = New(panetest.Env(t, language), d.lib)
	d.p.later = d.Later
	d.T, d.Pane, d.Env = t, d.p, d.p.env
	d.p.SetSize(width, height)
	d.p.Update(pane.Focused{On: true})
	return d
}

func (d *desk) open(id feed.ArticleID) {
	d.T.Helper()
	d.Run(d.p.Show(d.lib.articles[id].Headline, feed.Query{}))
}

func sent[T any](d *desk) []T { return panetest.Sent[T](&d.Desk) }
