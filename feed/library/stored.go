package library

import (
	"context"
	"time"

	"griot/feed"
)

// What the store does alone is handed through, with the store's names.

// Page reads up to n headlines of a list, from one in a direction; from nil: the end that dir starts from.
func (l *Library) Page(ctx context.Context, q feed.Query, from *feed.Headline, dir feed.Direction, n int) (feed.Page, error) {
	return l.store.Page(ctx, q, from, dir, n)
}

// Headline reads one row.
func (l *Library) Headline(ctx context.Context, id feed.ArticleID) (feed.Headline, error) {
	return l.store.Headline(ctx, id)
}

// Headlines reads rows by their ids, in that order, leaving out those that are gone.
func (l *Library) Headlines(ctx context.Context, ids []feed.ArticleID) ([]feed.Headline, error) {
	return l.store.Headlines(ctx, ids)
}

// Totals are the masthead's figures, of all followed sources or of some.
func (l *Library) Totals(ctx context.Context, sources []feed.SourceID) (feed.Totals, error) {
	return l.store.Totals(ctx, sources)
}

// Tally counts the rows of a list, up to a limit.
func (l *Library) Tally(ctx context.Context, q feed.Query, limit int) (feed.Tally, error) {
	return l.store.Tally(ctx, q, limit)
}

// Ordinal is the place of a headline in a list, from 1, counted up to a limit.
func (l *Library) Ordinal(ctx context.Context, q feed.Query, h feed.Headline, limit int) (feed.Tally, error) {
	return l.store.Ordinal(ctx, q, h, limit)
}

// NextUnread finds the next unread headline in a direction; feed.ErrNoArticle when there is none.
func (l *Library) NextUnread(ctx context.Context, q feed.Query, from feed.Headline, dir feed.Direction) (feed.Headline, error) {
	return l.store.NextUnread(ctx, q, from, dir)
}

// Newest is the id of the article stored last.
func (l *Library) Newest(ctx context.Context) (feed.ArticleID, error) {
	return l.store.Newest(ctx)
}

// Arrived counts the rows that came after the query's Upto.
func (l *Library) Arrived(ctx context.Context, q feed.Query) (feed.Tally, error) {
	return l.store.Arrived(ctx, q)
}

// Opened marks an article read and counts one open.
func (l *Library) Opened(ctx context.Context, id feed.ArticleID, visit feed.VisitID) (feed.Act, error) {
	return l.store.Opened(ctx, id, visit)
}

// SetPlace remembers where the reader is in an article.
func (l *Library) SetPlace(ctx context.Context, id feed.ArticleID, p feed.Place) error {
	return l.store.SetPlace(ctx, id, p)
}

// Lookup finds an article by what a person calls it: id, address, path, or the start of its headline.
func (l *Library) Lookup(ctx context.Context, ref string) (feed.Headline, error) {
	return l.store.Lookup(ctx, ref)
}

// NewVisit begins a stay in a list.
func (l *Library) NewVisit(ctx context.Context) (feed.VisitID, error) {
	return l.store.NewVisit(ctx)
}

// MarkRead marks articles read or unread.
func (l *Library) MarkRead(ctx context.Context, ids []feed.ArticleID, read bool, visit feed.VisitID) (feed.Act, error) {
	return l.store.MarkRead(ctx, ids, read, visit)
}

// MarkAllRead marks all rows of a list read.
func (l *Library) MarkAllRead(ctx context.Context, q feed.Query) (feed.Act, error) {
	return l.store.MarkAllRead(ctx, q)
}

// Star stars articles, or takes their stars.
func (l *Library) Star(ctx context.Context, ids []feed.ArticleID, on bool) (feed.Act, error) {
	return l.store.Star(ctx, ids, on)
}

// Sources lists the sources of some standings; of all without one.
func (l *Library) Sources(ctx context.Context, standings ...feed.Standing) ([]feed.Source, error) {
	sources, err := l.store.Sources(ctx, standings...)
	wishes := l.wishes(ctx)
	for i := range sources {
		sources[i].Health.Cut = wishes[sources[i].ID].Cut
	}
	return sources, err
}

// Source reads one source.
func (l *Library) Source(ctx context.Context, id feed.SourceID) (feed.Source, error) {
	return l.store.Source(ctx, id)
}

// Comment reads one comment.
func (l *Library) Comment(ctx context.Context, id feed.CommentID) (feed.Comment, error) {
	return l.store.Comment(ctx, id)
}

// SaveComment keeps an own comment, new or edited, and drops its draft.
func (l *Library) SaveComment(ctx context.Context, d feed.Draft, author string) (feed.Comment, feed.Act, error) {
	return l.store.SaveComment(ctx, d, author)
}

// DeleteComment hides an own comment.
func (l *Library) DeleteComment(ctx context.Context, id feed.CommentID) (feed.Act, error) {
	return l.store.DeleteComment(ctx, id)
}

// OwnComments lists the reader's comments on an article; on all for 0.
func (l *Library) OwnComments(ctx context.Context, article feed.ArticleID) ([]feed.Comment, error) {
	return l.store.OwnComments(ctx, article)
}

// Thread reads the comments of an article.
func (l *Library) Thread(ctx context.Context, article feed.ArticleID) (feed.Thread, error) {
	return l.store.Thread(ctx, article)
}

// ThreadSeen remembers when the reader looked at a thread.
func (l *Library) ThreadSeen(ctx context.Context, article feed.ArticleID, at time.Time) error {
	return l.store.ThreadSeen(ctx, article, at)
}

// SaveDraft keeps a draft.
func (l *Library) SaveDraft(ctx context.Context, d feed.Draft) error {
	return l.store.SaveDraft(ctx, d)
}

// Drafts lists the drafts of an article; all for 0.
func (l *Library) Drafts(ctx context.Context, article feed.ArticleID) ([]feed.Draft, error) {
	return l.store.Drafts(ctx, article)
}

// DropDraft forgets a draft.
func (l *Library) DropDraft(ctx context.Context, d feed.Draft) error {
	return l.store.DropDraft(ctx, d)
}

// State reads a small fact; empty when there is none.
func (l *Library) State(ctx context.Context, key string) (string, error) {
	return l.store.State(ctx, key)
}

// SetState keeps a small fact for the next start.
func (l *Library) SetState(ctx context.Context, key, value string) error {
	return l.store.SetState(ctx, key, value)
}

// Tidy does what can wait: it cleans up after acts and stays that are over. It
// works in small pieces and stops when ctx ends.
func (l *Library) Tidy(ctx context.Context) error {
	ctx, done := l.begin(ctx)
	defer done()
	return l.store.Tidy(ctx)
}
