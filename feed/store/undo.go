package store

import (
	"context"
	"fmt"

	"griot/feed"
)

// Undo takes an act back and leaves what was done since as it is.
// feed.ErrCannotUndo says that nothing of it is left to take back.
func (s *Store) Undo(ctx context.Context, act feed.Act) error {
	return s.write(ctx, "undo", func(t *tx) error { return t.turn(act, false) })
}

// Redo does an act again that was undone. feed.ErrCannotUndo says that it is done
// already, or that there is nothing left to do it to.
func (s *Store) Redo(ctx context.Context, act feed.Act) error {
	return s.write(ctx, "redo", func(t *tx) error { return t.turn(act, true) })
}

// turn does an act when on is true, else its opposite.
func (t *tx) turn(act feed.Act, on bool) error {
	n, err := 0, error(nil)
	switch act.Kind {
	case feed.MarkedRead, feed.MarkedUnread:
		var done feed.Act
		done, err = t.markRead(act.Articles, (act.Kind == feed.MarkedRead) == on, feed.VisitID(act.Batch))
		n = done.N
	case feed.MarkedAllRead:
		n, err = t.turnMark(act.Batch, on)
	case feed.StarredArticle, feed.UnstarredArticle:
		var done feed.Act
		done, err = t.star(act.Articles, (act.Kind == feed.StarredArticle) == on)
		n = done.N
	case feed.WroteComment, feed.DeletedComment:
		n, err = t.hideComment(act.Comment, (act.Kind == feed.DeletedComment) == on)
	case feed.EditedComment:
		n, err = t.turnEdit(act, on)
	case feed.UnfollowedSource:
		n, err = t.turnStanding(act.Source, on)
	case feed.RenamedSource:
		n, err = t.turnName(act, on)
	default:
		return fmt.Errorf("act %d: %w", act.Kind, feed.ErrCannotUndo)
	}
	if err == nil && n == 0 {
		return feed.ErrCannotUndo
	}
	return err
}

func (t *tx) turnEdit(act feed.Act, on bool) (int, error) {
	from, to := act.After, act.Before
	if on {
		from, to = to, from
	}
	n, err := t.exec("UPDATE comments SET body = ?, edited = ? WHERE id = ? AND own = 1 AND deleted = 0 AND body = ?",
		to, millis(t.now), int64(act.Comment), from)
	return int(n), err
}

func (t *tx) turnStanding(id feed.SourceID, hide bool) (int, error) {
	from, to := feed.Hidden, feed.Followed
	if hide {
		from, to = to, from
	}
	n, err := t.number("SELECT count(*) FROM sources WHERE id = ? AND standing = ?", int64(id), from)
	if err != nil || n == 0 {
		return 0, err
	}
	_, err = t.setStanding(id, to)
	return 1, err
}

func (t *tx) turnName(act feed.Act, on bool) (int, error) {
	from, to := act.After, act.Before
	if on {
		from, to = to, from
	}
	n, err := t.number("SELECT count(*) FROM sources WHERE id = ? AND name = ?", int64(act.Source), from)
	if err != nil || n == 0 {
		return 0, err
	}
	_, err = t.rename(act.Source, to)
	return 1, err
}

// turnMark makes the batches of a mark of many read or unread.
func (t *tx) turnMark(mark int64, on bool) (int, error) {
	if mark == 0 {
		return 0, nil
	}
	n, err := t.number("SELECT coalesce(sum(n), 0) FROM batches WHERE mark = ? AND unread = ?", mark, on)
	if err != nil || n == 0 {
		return 0, err
	}
	_, err = t.exec("UPDATE batches SET unread = ?, used = ? WHERE mark = ? AND unread = ?", !on, millis(t.now), mark, on)
	return int(n), err
}
