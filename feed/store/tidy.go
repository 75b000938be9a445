package store

import (
	"context"
	"time"
)

const (
	tidyAge   = 24 * time.Hour // an act or a stay is over by then
	tidyChunk = 500            // articles moved in one transaction
	smallDead = 20_000         // batches up to this size are always dissolved
	largeDead = 4              // and of the larger ones all but so many
)

// Tidy does what can wait: it settles sources that left the common lists or came
// back, and dissolves the batches of acts and stays that are over, so that lists
// are read from few. It works in small pieces and stops when ctx ends.
func (s *Store) Tidy(ctx context.Context) error {
	for _, step := range []func(*tx) (bool, error){
		(*tx).tidySource, (*tx).tidyMarks, (*tx).tidyUnread, (*tx).tidyDead, (*tx).tidyEmpty,
	} {
		for done := false; !done; {
			err := s.writeBulk(ctx, "tidy", func(t *tx) (err error) {
				done, err = step(t)
				return err
			})
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// tidySource settles a piece of an unsettled source.
func (t *tx) tidySource() (done bool, err error) {
	unsettled, err := t.unsettled()
	if err != nil || len(unsettled) == 0 {
		return true, err
	}
	_, err = t.settle(unsettled[0].id, tidyChunk)
	return false, err
}

// tidyMarks makes old marks of many that were undone forget that they could be
// done again.
func (t *tx) tidyMarks() (done bool, err error) {
	_, err = t.exec("UPDATE batches SET mark = 0, visit = 0 WHERE unread = 1 AND mark <> 0 AND used < ?", t.old())
	return true, err
}

func (t *tx) old() int64 { return millis(t.now.Add(-tidyAge)) }

// tidyUnread brings the unread batches together, the smaller into the largest.
func (t *tx) tidyUnread() (done bool, err error) {
	for _, hidden := range []bool{false, true} {
		into, err := t.number("SELECT id FROM batches WHERE unread = 1 AND mark = 0 AND hidden = ? AND n > 0 ORDER BY n DESC, id DESC LIMIT 1", hidden)
		if err != nil {
			return false, err
		}
		from, err := t.number("SELECT id FROM batches WHERE unread = 1 AND mark = 0 AND hidden = ? AND n > 0 AND id <> ? ORDER BY n LIMIT 1", hidden, into)
		if err != nil {
			return false, err
		}
		if from != 0 {
			return false, t.pour(from, into)
		}
	}
	return true, nil
}

// tidyDead dissolves old batches of what is read.
func (t *tx) tidyDead() (done bool, err error) {
	var id, n, count int64
	var hidden bool
	found, err := t.one([]any{&id, &n, &hidden, &count}, `SELECT id, n, hidden, count(*) OVER () FROM batches
		WHERE unread = 0 AND id > ? AND used < ? AND n > 0 ORDER BY n LIMIT 1`, readHidden, t.old())
	if err != nil || !found || n > smallDead && count <= largeDead {
		return true, err
	}
	return false, t.pour(id, readForGood(hidden))
}

// pour moves a piece of a batch into another.
func (t *tx) pour(from, into int64) error {
	var some []lying
	err := t.each(func(r rows) error {
		a := lying{batch: from}
		err := r.Scan(&a.id, &a.source)
		some = append(some, a)
		return err
	}, "SELECT id, source FROM articles INDEXED BY articles_date WHERE batch = ? LIMIT ?", from, tidyChunk)
	if err != nil {
		return err
	}
	return t.move(some, func(lying) (int64, error) { return into, nil })
}

// tidyEmpty drops batches that nothing lies in and nobody will use again.
func (t *tx) tidyEmpty() (done bool, err error) {
	if _, err := t.exec("DELETE FROM counts WHERE n = 0"); err != nil {
		return false, err
	}
	_, err = t.exec("DELETE FROM batches WHERE n = 0 AND id > ? AND used < ?", readHidden, t.old())
	return true, err
}
