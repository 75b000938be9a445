package comments

import (
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	"griot/feed"
	"griot/ui/pane"
	"griot/ui/pane/panetest"
	"griot/ui/text"
)

// library is a library in memory.
type library struct {
	threads map[feed.ArticleID]feed.Thread
	seen    map[feed.ArticleID]time.Time
	added   []feed.Threaded // what asking the publisher brings
	err     error
}

func (l *library) Thread(_ context.Context, id feed.ArticleID) (feed.Thread, error) {
	t, ok := l.threads[id]
	if !ok {
		return t, fmt.Errorf("thread of article %d: %w", id, feed.ErrNoArticle)
	}
	t.Comments = slices.Clone(t.Comments)
	return t, nil
}

func (l *library) ThreadSeen(_ context.Context, id feed.ArticleID, at time.Time) error {
	l.seen[id] = at
	t := l.threads[id]
	t.Comments = slices.Clone(t.Comments)
	for i := range t.Comments {
		t.Comments[i].New = false
	}
	l.threads[id] = t
	return nil
}

func (l *library) RefreshComments(_ context.Context, id feed.ArticleID, insist bool) (int, error) {
	if l.err != nil || !insist {
		return 0, l.err
	}
	t := l.threads[id]
	t.Comments = append(slices.Clone(t.Comments), l.added...)
	l.threads[id] = t
	return len(l.added), nil
}

func (l *library) DeleteComment(_ context.Context, id feed.CommentID) (feed.Act, error) {
	if l.err != nil {
		return feed.Act{}, l.err
	}
	for article, t := range l.threads {
		t.Comments = slices.DeleteFunc(slices.Clone(t.Comments), func(c feed.Threaded) bool { return c.ID == id })
		l.threads[article] = t
	}
	return feed.Act{Kind: feed.DeletedComment, Comment: id, Article: 7}, nil
}

func at(day, hour, minute int) feed.Date {
	return feed.At(time.Date(2026, 2, day, hour, minute, 0, 0, time.UTC))
}

// quay is a thread with answers, an own comment, a new one and one that answers
// what is not here.
func quay() feed.Thread {
	h := feed.Headline{
		ID: 7, SourceLabel: "Harbour Courier", Title: "Ferry line to the islands reopens after two winters",
		Author: "Brahim K.", Comments: feed.CountOf(31, feed.OriginFeed, panetest.Now()), Link: "https://courier.example/ferry",
	}
	return feed.Thread{
		Article: h, Visited: at(20, 9, 0).Instant(), Feed: "https://courier.example/ferry/comments.rss", Page: "https://courier.example/ferry#talk",
		Comments: []feed.Threaded{
			{Comment: feed.Comment{ID: 1, Article: 7, Author: "Odile", Published: at(4, 8, 15), Body: "<p>My grandmother took the last one. She will take this one too, and she will tell the captain how it was done when the nets were still mended on the quay.</p>"}, Replies: 2},
			{Comment: feed.Comment{ID: 2, Article: 7, Parent: 1, Author: "ada", Own: true, Published: at(21, 9, 2), Edited: at(21, 9, 30).Instant(), Body: "Tell her the *goats* get a window seat."}, Depth: 1, Replies: 1},
			{Comment: feed.Comment{ID: 3, Article: 7, Parent: 2, Author: "Brahim K.", Published: at(21, 9, 40), Body: "<p>She says they always did.</p>"}, Depth: 2, New: true},
			{Comment: feed.Comment{ID: 4, Article: 7, Author: "J. Otieno", Published: feed.Day(2026, 2, 20), Body: "<p>Who pays for the goats?</p><ul><li>the islands</li><li>or we all</li></ul>"}, Replies: 1},
			{Comment: feed.Comment{ID: 5, Article: 7, Parent: 4, Published: feed.Date{}, Body: "<p>The goats do.</p>"}, Depth: 1},
			{Comment: feed.Comment{ID: 6, Article: 7, Author: "日本の読者", Orphan: true, Published: at(20, 10, 0), Body: "<p>Quite so.</p>"}},
		},
	}
}

// crowd is a thread of n comments, ten to a conversation and each deeper than the
// one before.
func crowd(n int) feed.Thread {
	t := quay()
	t.Comments = nil
	for i := range n {
		c := feed.Threaded{Depth: i % 10, Replies: 9 - i%10, Comment: feed.Comment{
			ID: feed.CommentID(i + 1), Article: 7, Author: fmt.Sprintf("Reader %d", i+1), Published: at(4, 8, 15),
			Body: fmt.Sprintf("<p>Comment number %d. %s</p>", i+1, "The ferry comes and goes, and we wait on the quay with the goats and the letters."),
		}}
		if c.Depth > 0 {
			c.Parent = feed.CommentID(i)
		}
		t.Comments = append(t.Comments, c)
	}
	return t
}

// desk is a thread on its desk.
type desk struct {
	panetest.Desk
	p   *Pane
	lib *library
}

func newDesk(t testing.TB, language text.Language, width, height int) *desk {
	d := &desk{lib: &library{
		threads: map[feed.ArticleID]feed.Thread{7: quay(), 8: {Article: feed.Headline{ID: 8, Title: "Quiet", SourceLabel: "Malijet"}}},
		seen:    map[feed.ArticleID]time.Time{},
	}}
	d.p = New(panetest.Env(t, language), d.lib)
	d.T, d.Pane, d.Env = t, d.p, d.p.env
	d.p.SetSize(width, height)
	return d
}

func (d *desk) open(id feed.ArticleID) {
	d.T.Helper()
	d.Tell(pane.OpenThread{Article: d.lib.threads[id].Article})
}

func sent[T any](d *desk) []T { return panetest.Sent[T](&d.Desk) }
