package store

import (
	"context"

	"griot/feed"
)

// enclosureColumn is a feed.Enclosure as it is stored.
type enclosureColumn struct {
	URL    string `json:"url"`
	Type   string `json:"type,omitempty"`
	Length int64  `json:"length,omitempty"`
}

// Article returns an article with all that reading it needs, or feed.ErrNoArticle.
func (s *Store) Article(ctx context.Context, id feed.ArticleID) (a feed.Article, err error) {
	err = s.read(ctx, "read an article", func(c *conn) error {
		a, err = c.article(id)
		return err
	})
	return a, err
}

func (c *conn) article(id feed.ArticleID) (a feed.Article, err error) {
	found := false
	err = c.each(func(r rows) error {
		found = true
		var updated dateColumns
		var categories, enclosures string
		h, err := scanHeadline(r, &a.SourceSite, &a.Contact, &a.GUID, &updated.ms, &updated.day, &a.Language,
			&a.CommentsURL, &a.CommentsFeed, &categories, &enclosures, &a.Summary, &a.Content,
			&a.Place.Block, &a.Place.Line, &a.Place.Finished)
		if err != nil {
			return err
		}
		a.Headline, a.Updated = h, updated.date()
		if a.Categories, err = unlist[string](categories); err != nil {
			return err
		}
		stored, err := unlist[enclosureColumn](enclosures)
		for _, e := range stored {
			a.Enclosures = append(a.Enclosures, feed.Enclosure(e))
		}
		return err
	}, `SELECT `+headlineColumns+`, s.site, s.contact, t.guid, t.updated, t.updated_day, t.language,
		t.comments_url, t.comments_feed, t.categories, t.enclosures, t.summary, t.content,
		coalesce(p.block, 0), coalesce(p.line, 0), coalesce(p.finished, 0)
		FROM articles a
		CROSS JOIN sources s ON s.id = a.source
		CROSS JOIN batches b ON b.id = a.batch
		CROSS JOIN article_bodies t ON t.article = a.id
		LEFT JOIN places p ON p.article = a.id
		WHERE a.id = ?`, int64(id))
	if err == nil && !found {
		err = feed.ErrNoArticle
	}
	return a, err
}

// SetPlace keeps where the reader is in an article.
func (s *Store) SetPlace(ctx context.Context, id feed.ArticleID, p feed.Place) error {
	return s.write(ctx, "keep a place", func(t *tx) error {
		n, err := t.exec(`INSERT INTO places(article, block, line, finished) SELECT id, ?, ?, ? FROM articles WHERE id = ?
			ON CONFLICT DO UPDATE SET block = excluded.block, line = excluded.line, finished = excluded.finished`,
			p.Block, p.Line, p.Finished, int64(id))
		if err == nil && n == 0 {
			return feed.ErrNoArticle
		}
		return err
	})
}
