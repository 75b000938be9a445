package store

import (
	"context"
	"slices"

	"griot/feed"
)

// pruneChunk is how many articles are pruned in one transaction.
const pruneChunk = 100

// prunable tells which articles a, in batches b, may be pruned: what the reader has
// read, and neither starred nor wrote about. What was read lately waits: the stay
// or the act may not be over.
const prunable = `b.id <> 0 AND b.unread = 0 AND (b.id <= 2 OR b.used < ?) AND a.starred = 0 AND a.own_comments = 0
	AND NOT EXISTS (SELECT 1 FROM comments c WHERE c.article = a.id AND c.own = 1)
	AND NOT EXISTS (SELECT 1 FROM drafts d WHERE d.article = a.id)`

// Prune takes away what is old of each followed source, beyond its newest keep
// articles, and returns how many that were. Unread, starred and commented articles
// stay, and so do drafts' articles, those of the source's last document, and spare.
// What is pruned is known again: it does not come back as unread.
func (s *Store) Prune(ctx context.Context, keep int, spare []feed.ArticleID) (n int, err error) {
	var sources []int64
	err = s.read(ctx, "look for old articles", func(c *conn) error {
		sources = nil
		return c.each(func(r rows) error {
			var id int64
			err := r.Scan(&id)
			sources = append(sources, id)
			return err
		}, `SELECT s.id FROM batches b CROSS JOIN counts c ON c.list = b.id CROSS JOIN sources s ON s.id = c.source
			WHERE s.standing = ? GROUP BY s.id HAVING sum(c.n) > ? ORDER BY s.id`, feed.Followed, keep)
	})
	for _, source := range sources {
		for more := true; more && err == nil; {
			var some int
			some, more, err = s.pruneSource(ctx, source, keep, spare)
			n += some
		}
	}
	return n, err
}

// pruneSource prunes a piece of a source. It looks for it on a reading connection,
// so that the writer is free for the reader.
func (s *Store) pruneSource(ctx context.Context, source int64, keep int, spare []feed.ArticleID) (n int, more bool, err error) {
	var old []feed.ArticleID
	err = s.read(ctx, "look for old articles", func(c *conn) error {
		old, err = c.oldOf(source, keep, spare, millis(s.now().Add(-tidyAge)))
		return err
	})
	if err != nil || len(old) == 0 {
		return 0, false, err
	}
	err = s.writeBulk(ctx, "prune", func(t *tx) error {
		n, err = t.prune(old)
		return err
	})
	return n, n > 0, err
}

// oldOf finds some of a source's articles that may be pruned. Where the last
// document is not known, or was empty, there are none.
func (c *conn) oldOf(source int64, keep int, spare []feed.ArticleID, settled int64) (old []feed.ArticleID, err error) {
	document, err := c.document(source)
	if err != nil || len(document) == 0 {
		return nil, err
	}
	stays := make(map[feed.ArticleID]bool, len(document))
	for _, e := range document {
		stays[e.article] = true
	}
	for _, id := range spare {
		stays[id] = true
	}
	var date, id int64
	found, err := c.one([]any{&date, &id}, `SELECT date, serial FROM articles INDEXED BY source_date
		WHERE source = ? AND batch <> 0 ORDER BY date DESC, serial DESC LIMIT 1 OFFSET ?`, source, keep-1)
	if err != nil || !found {
		return nil, err
	}
	err = c.each(func(r rows) error {
		var id feed.ArticleID
		if err := r.Scan(&id); err != nil || stays[id] {
			return err
		}
		if old = append(old, id); len(old) == pruneChunk {
			return errEnough
		}
		return nil
	}, `SELECT a.id FROM batches b CROSS JOIN articles a INDEXED BY source_date
		ON a.source = ? AND a.batch = b.id AND (a.date, a.serial) < (?, ?) WHERE `+prunable, source, date, id, settled)
	if len(old) == pruneChunk {
		err = nil
	}
	return old, err
}

// prune takes articles away that may still be pruned: the reader may have been at
// one of them meanwhile.
func (t *tx) prune(ids []feed.ArticleID) (int, error) {
	shift := shifts{}
	var pruned []int64
	err := t.each(func(r rows) error {
		var a lying
		err := r.Scan(&a.id, &a.source, &a.batch)
		pruned = append(pruned, a.id)
		shift.add(a.batch, a.source, -1)
		return err
	}, `SELECT a.id, a.source, a.batch FROM json_each(?) j CROSS JOIN articles a ON a.id = j.value
		CROSS JOIN batches b ON b.id = a.batch WHERE `+prunable, jsonList(ids), t.old())
	if err != nil || len(pruned) == 0 {
		return 0, err
	}
	for _, query := range slices.Concat(belongings(), []string{
		"DELETE FROM article_bodies WHERE article IN (SELECT value FROM json_each(?))",
		"DELETE FROM article_state WHERE article IN (SELECT value FROM json_each(?))",
		"DELETE FROM places WHERE article IN (SELECT value FROM json_each(?))",
		"DELETE FROM threads WHERE article IN (SELECT value FROM json_each(?))",
		"UPDATE articles SET batch = 0 WHERE id IN (SELECT value FROM json_each(?))",
	}) {
		if _, err := t.exec(query, jsonList(pruned)); err != nil {
			return 0, err
		}
	}
	return len(pruned), t.apply(shift)
}

// belongings are the statements that drop what an article has and SQLite does not
// drop with it.
func belongings() []string {
	return []string{
		"DELETE FROM comments WHERE article IN (SELECT value FROM json_each(?))",
		"DELETE FROM words WHERE rowid IN (SELECT value FROM json_each(?))",
	}
}

// revive brings back those of some articles that were pruned, as read ones, with
// what is left of them: the reader has one open, or the publisher gives it again.
func (t *tx) revive(ids []feed.ArticleID) error {
	type pruned struct {
		lying

		words string
	}
	var found []pruned
	err := t.each(func(r rows) error {
		p := pruned{lying: lying{batch: prunedBatch}}
		var title, author string
		err := r.Scan(&p.id, &p.source, &p.shown, &title, &author)
		p.words = fold(title, author)
		found = append(found, p)
		return err
	}, `SELECT a.id, a.source, s.shown, a.title, a.author FROM json_each(?) j
		CROSS JOIN articles a ON a.id = j.value CROSS JOIN sources s ON s.id = a.source WHERE a.batch = 0`, jsonList(ids))
	if err != nil {
		return err
	}
	revived := make([]lying, len(found))
	for i, p := range found {
		revived[i] = p.lying
		if _, err := t.exec(`INSERT INTO article_bodies(article, guid, language, comments_url, comments_feed,
			categories, enclosures, summary, content) VALUES (?, '', '', '', '', '[]', '[]', '', '')`, p.id); err != nil {
			return err
		}
		if _, err := t.exec("INSERT INTO words(rowid, text) VALUES (?, ?)", p.id, p.words); err != nil {
			return err
		}
	}
	return t.move(revived, func(a lying) (int64, error) { return readForGood(!a.shown), nil })
}
