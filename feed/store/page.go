package store

import (
	"context"

	"griot/feed"
)

// Page returns up to n headlines that follow from in a direction, or those at the
// end that the direction starts from. from need not be in the list any more: its
// place is what it was when it was read.
func (s *Store) Page(ctx context.Context, q feed.Query, from *feed.Headline, dir feed.Direction, n int) (p feed.Page, err error) {
	err = s.read(ctx, "read a page", func(c *conn) error {
		l, err := c.list(q, nil)
		if err != nil {
			return err
		}
		back := dir == feed.Backward
		rows, err := l.read(from, back, n+1)
		if err != nil {
			return err
		}
		if p.More = len(rows) > n; p.More {
			rows = rows[:n]
		}
		ids := make([]feed.ArticleID, len(rows))
		for i, r := range rows {
			if back {
				i = len(rows) - 1 - i
			}
			ids[i] = feed.ArticleID(r.id)
		}
		p.Headlines, err = c.headlines(ids)
		return err
	})
	return p, err
}

// NextUnread returns the unread headline of a list that follows from in a
// direction, or feed.ErrNoArticle.
func (s *Store) NextUnread(ctx context.Context, q feed.Query, from feed.Headline, dir feed.Direction) (h feed.Headline, err error) {
	err = s.read(ctx, "find the next unread article", func(c *conn) error {
		l, err := c.list(q, func(b batch) bool { return b.unread })
		if err != nil {
			return err
		}
		rows, err := l.read(&from, dir == feed.Backward, 1)
		if err != nil {
			return err
		}
		if len(rows) == 0 {
			return feed.ErrNoArticle
		}
		h, err = c.headline(feed.ArticleID(rows[0].id))
		return err
	})
	return h, err
}
