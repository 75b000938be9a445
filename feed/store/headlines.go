package store

import (
	"context"

	"griot/feed"
)

// headlineColumns are read from articles a, sources s and batches b.
const headlineColumns = `a.id, a.source, s.name, s.title, s.address, a.title, a.author, a.link, a.published, a.published_day, a.date,
	a.views, a.views_origin, a.views_asof, a.comments, a.comments_origin, a.comments_asof,
	a.own_comments, a.opens, b.unread, a.starred`

func scanHeadline(r rows, more ...any) (h feed.Headline, err error) {
	var src feed.Source
	var published dateColumns
	var views, comments countColumns
	var date int64
	var unread bool
	err = r.Scan(append([]any{&h.ID, &h.Source, &src.Name, &src.Title, &src.Address, &h.Title, &h.Author, &h.Link,
		&published.ms, &published.day, &date,
		&views.n, &views.origin, &views.asOf, &comments.n, &comments.origin, &comments.asOf,
		&h.OwnComments, &h.Opens, &unread, &h.Starred}, more...)...)
	h.SourceLabel = src.Label()
	h.Published, h.Sorted = published.date(), moment(date)
	h.Views, h.Comments = views.count(), comments.count()
	h.Read = !unread
	return h, err
}

// headlines reads rows in the order of their ids. Those that are gone or pruned are
// left out.
func (c *conn) headlines(ids []feed.ArticleID) ([]feed.Headline, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	all := make([]feed.Headline, 0, len(ids))
	err := c.each(func(r rows) error {
		h, err := scanHeadline(r)
		all = append(all, h)
		return err
	}, `SELECT `+headlineColumns+` FROM json_each(?) j
		CROSS JOIN articles a ON a.id = j.value
		CROSS JOIN sources s ON s.id = a.source
		CROSS JOIN batches b ON b.id = a.batch WHERE a.batch <> 0`, jsonList(ids))
	return all, err
}

// Headlines returns the headlines with these ids, in their order, without those
// that are gone.
func (s *Store) Headlines(ctx context.Context, ids []feed.ArticleID) (all []feed.Headline, err error) {
	err = s.read(ctx, "read headlines", func(c *conn) error {
		all, err = c.headlines(ids)
		return err
	})
	return all, err
}

// Headline returns one headline, or feed.ErrNoArticle.
func (s *Store) Headline(ctx context.Context, id feed.ArticleID) (h feed.Headline, err error) {
	err = s.read(ctx, "read a headline", func(c *conn) error {
		h, err = c.headline(id)
		return err
	})
	return h, err
}

func (c *conn) headline(id feed.ArticleID) (feed.Headline, error) {
	all, err := c.headlines([]feed.ArticleID{id})
	if err == nil && len(all) == 0 {
		err = feed.ErrNoArticle
	}
	if err != nil {
		return feed.Headline{}, err
	}
	return all[0], nil
}

// Newest returns the largest id given so far, 0 in an empty store.
func (s *Store) Newest(ctx context.Context) (id feed.ArticleID, err error) {
	err = s.read(ctx, "find the newest article", func(c *conn) error {
		n, err := c.number("SELECT max(id) FROM (SELECT max(id) AS id FROM articles UNION ALL SELECT 0)")
		id = feed.ArticleID(n)
		return err
	})
	return id, err
}
