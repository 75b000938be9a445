package store

import (
	"context"
	"time"

	"griot/feed"
)

// visitGrace is how long a source that is only opened is left alone: somebody may
// be reading it, or writing about it, in another griot.
const visitGrace = 12 * time.Hour

// Forget drops the articles of sources that were only opened, and not lately,
// but for those that the reader starred, marked or wrote about; and the sources
// that have none left.
func (s *Store) Forget(ctx context.Context) error {
	return s.writeBulk(ctx, "forget what was only opened", func(t *tx) error {
		var sources []int64
		err := t.each(func(r rows) error {
			var id int64
			err := r.Scan(&id)
			sources = append(sources, id)
			return err
		}, "SELECT id FROM sources WHERE standing = ? AND max(visited, checked) < ?", feed.Visiting, millis(t.now.Add(-visitGrace)))
		for _, id := range sources {
			if err == nil {
				err = t.forget(id)
			}
		}
		return err
	})
}

func (t *tx) forget(source int64) error {
	var ids []int64
	shift := shifts{}
	left := 0
	err := t.each(func(r rows) error {
		var id, batch int64
		var kept bool
		if err := r.Scan(&id, &batch, &kept); err != nil {
			return err
		}
		if kept {
			left++
			return nil
		}
		ids = append(ids, id)
		shift.add(batch, source, -1)
		return nil
	}, `SELECT a.id, a.batch, a.starred OR a.marked
			OR EXISTS (SELECT 1 FROM comments c WHERE c.article = a.id AND c.own = 1)
			OR EXISTS (SELECT 1 FROM drafts d WHERE d.article = a.id)
		FROM articles a INDEXED BY source_date WHERE a.source = ?`, source)
	if err != nil {
		return err
	}
	if err := t.apply(shift); err != nil {
		return err
	}
	if _, err := t.exec("DELETE FROM identities WHERE source = ? AND article IN (SELECT value FROM json_each(?))", source, jsonList(ids)); err != nil {
		return err
	}
	for _, query := range append(belongings(), "DELETE FROM articles WHERE id IN (SELECT value FROM json_each(?))") {
		if _, err := t.exec(query, jsonList(ids)); err != nil {
			return err
		}
	}
	if left > 0 {
		return nil
	}
	for _, query := range []string{
		"DELETE FROM identities WHERE source = ?",
		"DELETE FROM sources WHERE id = ?",
	} {
		if _, err := t.exec(query, source); err != nil {
			return err
		}
	}
	return nil
}
