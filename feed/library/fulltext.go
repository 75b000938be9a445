package library

import (
	"context"
	"errors"
	"strings"

	"griot/feed"
)

// The full text of an article lies beside its feed's text: a word that says which of
// the two is read, and the text.
const (
	fullText  = "fulltext" // the key of the article's state
	readsFull = "full"
	readsFeed = "feed"
)

// keptFull is what is kept of an article's full text: which of the two texts is
// read, empty where nobody has chosen, and the page's, empty where it is not there.
func (l *Library) keptFull(ctx context.Context, id feed.ArticleID) (which, text string, err error) {
	kept, err := l.store.ArticleState(ctx, id, fullText)
	which, text, _ = strings.Cut(kept, "\n")
	return which, text, err
}

func (l *Library) keepFull(ctx context.Context, id feed.ArticleID, which, text string) error {
	return l.store.SetArticleState(ctx, id, fullText, which+"\n"+text)
}

// Article reads an article, with its full text where the reader chose that.
func (l *Library) Article(ctx context.Context, id feed.ArticleID) (feed.Article, error) {
	a, err := l.store.Article(ctx, id)
	if err != nil {
		return a, err
	}
	l.spare(id)
	which, text, err := l.keptFull(ctx, id)
	if which == readsFull && text != "" {
		a.Content, a.FullText = text, true
	}
	return a, err
}

// FullText has an article read with the text of its own page, or with its feed's
// again, and returns it so. The page is asked for once, unless its site's
// robots.txt forbids it, and its text kept. The error is a *feed.Failure,
// feed.ErrNoPage, feed.ErrRobots, feed.ErrNoMore or the store's; the article stays
// as it was then.
func (l *Library) FullText(ctx context.Context, id feed.ArticleID, on bool) (feed.Article, error) {
	ctx, end := l.begin(ctx)
	defer end()
	a, err := l.store.Article(ctx, id)
	if err != nil {
		return a, err
	}
	leave, err := l.takeTurn(ctx, id)
	if err != nil {
		return a, err
	}
	defer leave()
	_, text, err := l.keptFull(ctx, id)
	if err != nil {
		return a, err
	}
	which := readsFeed
	if on {
		which = readsFull
		if text == "" {
			if text, err = l.fetchFull(ctx, a, &cost{}); err != nil {
				return a, err
			}
		}
	}
	if text == "" {
		return a, nil
	}
	if err := l.keepFull(ctx, id, which, text); err != nil {
		return a, err
	}
	if on {
		a.Content, a.FullText = text, true
	}
	return a, nil
}

// takeTurn waits until nobody else reads an article's page. The caller calls leave
// when done.
func (l *Library) takeTurn(ctx context.Context, id feed.ArticleID) (leave func(), err error) {
	for {
		l.mu.Lock()
		other, busy := l.reading[id]
		if !busy {
			mine := make(chan struct{})
			l.reading[id] = mine
			l.mu.Unlock()
			return func() {
				l.mu.Lock()
				defer l.mu.Unlock()
				delete(l.reading, id)
				close(mine)
			}, nil
		}
		l.mu.Unlock()
		select {
		case <-other:
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
}

// cost adds up what requests cost.
type cost struct {
	wire     int64 // bytes
	requests int
}

func (c *cost) add(r *feed.Response) {
	if r != nil {
		c.wire += r.Wire
		c.requests += r.Requests
	}
}

// fetchFull reads the text of an article's page.
func (l *Library) fetchFull(ctx context.Context, a feed.Article, spent *cost) (string, error) {
	t := resolve(a.Link)
	switch {
	case a.Link == "" || t.address == "" || t.kind.Local():
		return "", feed.ErrNoPage
	case l.Offline():
		return "", feed.Fail(feed.FailedOffline, feed.ErrOffline)
	}
	source, err := l.store.Source(ctx, a.Source)
	if err != nil {
		return "", err
	}
	if err := l.mayRead(ctx, t.address, source.Address, spent); err != nil {
		return "", err
	}
	page := l.askPage(ctx, t.address, source)
	defer func() { spent.add(page.response) }()
	if page.failure != nil {
		return "", page.failure
	}
	doc, kind := l.understand(&page, nil)
	switch {
	case page.failure != nil:
		return "", page.failure
	case kind != feed.KindPage || len(doc.Entries) != 1:
		return "", feed.Fail(feed.FailedNotFeed, nil)
	}
	doc = l.wholeArticle(ctx, &page, doc, func(next string) bool { return l.mayRead(ctx, next, source.Address, spent) == nil })
	if err := ctx.Err(); err != nil {
		return "", err
	}
	text := doc.Entries[0].Content
	if words(text) <= words(a.Content) {
		return "", feed.ErrNoMore
	}
	return text, nil
}

// askPage asks for an article's page, with the password of its source where that
// is of the same host.
func (l *Library) askPage(ctx context.Context, address string, source feed.Source) (page reading) {
	defer rescue(&page.failure)
	page.source = feed.Source{Address: address, Kind: feed.KindPage}
	request := feed.Request{URL: address, From: source.Address, Accept: feed.AcceptPage}
	if users, err := l.urls.Users(); err == nil && sameHost(source.Address, address) {
		request.User = users[source.Address]
	}
	if request.User, page.failure = l.login(ctx, page.source, source.Address, request.User); page.failure != nil {
		return page
	}
	var err error
	page.response, err = l.fetch.Get(ctx, request)
	page.failure = feed.FailureOf(err)
	return page
}

// words counts the words of a cleaned text, its tags left out.
func words(content string) int {
	n := 0
	for content != "" {
		text, rest, _ := strings.Cut(content, "<")
		n += len(strings.Fields(text))
		_, content, _ = strings.Cut(rest, ">")
	}
	return n
}

// isMissing tells a failure that says that there is nothing at an address.
func isMissing(err error) bool {
	f, ok := errors.AsType[*feed.Failure](err)
	return ok && f.Status >= 400 && f.Status < 500
}
