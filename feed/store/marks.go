package store

import (
	"context"

	"griot/feed"
)

// NewVisit begins a stay in a list.
func (s *Store) NewVisit(ctx context.Context) (visit feed.VisitID, err error) {
	err = s.write(ctx, "begin a visit", func(t *tx) error {
		id, err := t.newBatch(false, false, 0)
		if err != nil {
			return err
		}
		visit = feed.VisitID(id)
		_, err = t.exec("UPDATE batches SET visit = id WHERE id = ?", id)
		return err
	})
	return visit, err
}

// Opened counts an opening and marks the article read. The act is to be undone
// only when N is 1, that is when it was unread.
func (s *Store) Opened(ctx context.Context, id feed.ArticleID, visit feed.VisitID) (act feed.Act, err error) {
	err = s.write(ctx, "open an article", func(t *tx) error {
		n, err := t.exec("UPDATE articles SET opens = opens + 1 WHERE id = ?", int64(id))
		if err != nil {
			return err
		}
		if n == 0 {
			return feed.ErrNoArticle
		}
		if _, err := t.exec(`UPDATE sources SET visited = ? WHERE standing = ? AND id = (SELECT source FROM articles WHERE id = ?)`,
			millis(t.now), feed.Visiting, int64(id)); err != nil {
			return err
		}
		act, err = t.markRead([]feed.ArticleID{id}, true, visit)
		return err
	})
	return act, err
}

// MarkRead marks articles read or unread. What is read during a visit stays in
// its unread view. The act names those that changed. feed.ErrNoArticle is
// returned when none of them is there.
func (s *Store) MarkRead(ctx context.Context, ids []feed.ArticleID, read bool, visit feed.VisitID) (act feed.Act, err error) {
	err = s.write(ctx, "mark articles", func(t *tx) error {
		if act, err = t.markRead(ids, read, visit); err != nil {
			return err
		}
		n, err := t.exec("UPDATE articles SET marked = 1 WHERE batch <> 0 AND id IN (SELECT value FROM json_each(?))", jsonList(ids))
		if err == nil && n == 0 && len(ids) > 0 {
			return feed.ErrNoArticle
		}
		return err
	})
	return act, err
}

func (t *tx) markRead(ids []feed.ArticleID, read bool, visit feed.VisitID) (feed.Act, error) {
	act := feed.Act{Kind: feed.MarkedUnread, Batch: int64(visit)}
	if read {
		act.Kind = feed.MarkedRead
	}
	if !read {
		if err := t.revive(ids); err != nil {
			return act, err
		}
	}
	articles, err := t.lyingOf(ids)
	if err != nil {
		return act, err
	}
	changed := articles[:0]
	for _, a := range articles {
		if a.unread == read {
			changed = append(changed, a)
			act.Articles = append(act.Articles, feed.ArticleID(a.id))
		}
	}
	act.N = len(changed)
	return act, t.move(changed, func(a lying) (int64, error) {
		if read {
			return t.readBatch(!a.shown, visit)
		}
		return t.unreadBatch(!a.shown)
	})
}

// Star sets or takes away the stars of articles. The act names those that changed.
func (s *Store) Star(ctx context.Context, ids []feed.ArticleID, on bool) (act feed.Act, err error) {
	err = s.write(ctx, "star articles", func(t *tx) error {
		if act, err = t.star(ids, on); err != nil || act.N > 0 || len(ids) == 0 {
			return err
		}
		there, err := t.lyingOf(ids)
		if err == nil && len(there) == 0 {
			return feed.ErrNoArticle
		}
		return err
	})
	return act, err
}

func (t *tx) star(ids []feed.ArticleID, on bool) (feed.Act, error) {
	act := feed.Act{Kind: feed.UnstarredArticle}
	step := -1
	if on {
		act.Kind, step = feed.StarredArticle, 1
		if err := t.revive(ids); err != nil {
			return act, err
		}
	}
	shift := shifts{}
	err := t.each(func(r rows) error {
		var id feed.ArticleID
		var source int64
		err := r.Scan(&id, &source)
		act.Articles = append(act.Articles, id)
		shift.add(starredList, source, step)
		return err
	}, "SELECT id, source FROM articles WHERE id IN (SELECT value FROM json_each(?)) AND starred <> ?", jsonList(ids), on)
	if err != nil {
		return act, err
	}
	if act.N = len(act.Articles); act.N == 0 {
		return act, nil
	}
	_, err = t.exec("UPDATE articles SET starred = ? WHERE id IN (SELECT value FROM json_each(?))", on, jsonList(act.Articles))
	if err != nil {
		return act, err
	}
	return act, t.apply(shift)
}
