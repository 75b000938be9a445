package store

import (
	"context"

	"griot/feed"
)

// MarkAllRead marks what is unread in a list as read: whatever its words and
// bound leave in it. In a visit it stays in the visit's unread view. The whole of
// the common lists is marked in a moment, however large it is; a part takes the
// longer the larger it is. Undoing either is a moment's work.
func (s *Store) MarkAllRead(ctx context.Context, q feed.Query) (act feed.Act, err error) {
	err = s.write(ctx, "mark all read", func(t *tx) error {
		act = feed.Act{Kind: feed.MarkedAllRead}
		mark, err := t.newBatch(false, false, q.Visit)
		if err != nil {
			return err
		}
		if _, err := t.exec("UPDATE batches SET mark = ? WHERE id = ?", mark, mark); err != nil {
			return err
		}
		whole := len(q.Sources) == 0 && len(wordsOf(q.Words)) == 0 && (q.View == feed.All || q.View == feed.Unread)
		if whole {
			act.N, err = t.markWhole(q, mark)
		} else {
			act.N, err = t.markPart(q, mark)
		}
		act.Batch = mark
		return err
	})
	return act, err
}

// markWhole turns the unread batches of the common lists into read ones.
func (t *tx) markWhole(q feed.Query, mark int64) (int, error) {
	if err := t.settleUnread(); err != nil {
		return 0, err
	}
	fresh := int64(0)
	if q.Upto != 0 {
		var err error
		if fresh, err = t.spare(q.Upto); err != nil {
			return 0, err
		}
	}
	n, err := t.number("SELECT coalesce(sum(n), 0) FROM batches WHERE unread = 1 AND hidden = 0 AND id <> ?", fresh)
	if err != nil {
		return 0, err
	}
	_, err = t.exec("UPDATE batches SET unread = 0, mark = ?, visit = ?, used = ? WHERE unread = 1 AND hidden = 0 AND n > 0 AND id <> ?",
		mark, int64(q.Visit), millis(t.now), fresh)
	return int(n), err
}

// spare moves the unread articles that came after a bound to a batch of their own.
func (t *tx) spare(upto feed.ArticleID) (fresh int64, err error) {
	var late []lying
	err = t.each(func(r rows) error {
		var a lying
		err := r.Scan(&a.id, &a.source, &a.batch)
		late = append(late, a)
		return err
	}, `SELECT a.id, a.source, a.batch FROM articles a CROSS JOIN batches b ON b.id = a.batch
		WHERE a.id > ? AND b.unread = 1 AND b.hidden = 0`, int64(upto))
	if err != nil || len(late) == 0 {
		return 0, err
	}
	if fresh, err = t.newBatch(true, false, 0); err != nil {
		return 0, err
	}
	return fresh, t.move(late, func(lying) (int64, error) { return fresh, nil })
}

// markPart moves the unread articles of a list to the mark's own batches.
func (t *tx) markPart(q feed.Query, mark int64) (n int, err error) {
	l, err := t.list(q, func(b batch) bool { return b.unread })
	if err != nil {
		return 0, err
	}
	// The order makes no difference, and by date it costs least.
	l.order = order{}
	found, err := l.read(nil, false, maxRows)
	if err != nil {
		return 0, err
	}
	ids := make([]feed.ArticleID, len(found))
	for i, r := range found {
		ids[i] = feed.ArticleID(r.id)
	}
	twin := int64(0) // for articles of hidden sources
	for len(ids) > 0 {
		some := ids[:min(len(ids), 5000)]
		ids = ids[len(some):]
		articles, err := t.lyingOf(some)
		if err != nil {
			return n, err
		}
		n += len(articles)
		err = t.move(articles, func(a lying) (int64, error) {
			if a.shown {
				return mark, nil
			}
			if twin == 0 {
				var err error
				if twin, err = t.newBatch(false, true, q.Visit); err != nil {
					return 0, err
				}
				if _, err := t.exec("UPDATE batches SET mark = ? WHERE id = ?", mark, twin); err != nil {
					return 0, err
				}
			}
			return twin, nil
		})
		if err != nil {
			return n, err
		}
	}
	return n, nil
}
