package store

import (
	"context"

	"griot/feed"
	"griot/render/plain"
)

// SaveDraft keeps a comment that is being written, in place of the one kept for
// the same article, reply and edit. Saved is set when it is the zero time.
func (s *Store) SaveDraft(ctx context.Context, d feed.Draft) error {
	return s.write(ctx, "keep a draft", func(t *tx) error {
		if d.Saved.IsZero() {
			d.Saved = t.now
		}
		if err := t.revive([]feed.ArticleID{d.Article}); err != nil {
			return err
		}
		d.Body = plain.Text(d.Body)
		n, err := t.exec(`INSERT INTO drafts(article, reply, editing, body, saved) SELECT id, ?, ?, ?, ? FROM articles WHERE id = ?
			ON CONFLICT DO UPDATE SET body = excluded.body, saved = excluded.saved`,
			int64(d.ReplyTo), int64(d.Editing), d.Body, millis(d.Saved), int64(d.Article))
		if err == nil && n == 0 {
			return feed.ErrNoArticle
		}
		return err
	})
}

// Drafts returns the drafts of an article, or all of them when it is 0, the last
// saved first.
func (s *Store) Drafts(ctx context.Context, article feed.ArticleID) (all []feed.Draft, err error) {
	err = s.read(ctx, "list drafts", func(c *conn) error {
		all = nil
		return c.each(func(r rows) error {
			var d feed.Draft
			var saved int64
			err := r.Scan(&d.Article, &d.ReplyTo, &d.Editing, &d.Body, &saved)
			d.Saved = moment(saved)
			all = append(all, d)
			return err
		}, `SELECT article, reply, editing, body, saved FROM drafts WHERE ?1 = 0 OR article = ?1
			ORDER BY saved DESC, article, reply, editing`, int64(article))
	})
	return all, err
}

// DropDraft forgets a draft, if there is one.
func (s *Store) DropDraft(ctx context.Context, d feed.Draft) error {
	return s.write(ctx, "drop a draft", func(t *tx) error { return t.dropDraft(d) })
}

func (t *tx) dropDraft(d feed.Draft) error {
	_, err := t.exec("DELETE FROM drafts WHERE article = ? AND reply = ? AND editing = ?",
		int64(d.Article), int64(d.ReplyTo), int64(d.Editing))
	return err
}
