package store

import (
	"fmt"

	"griot/feed"
)

// The two batches of what is read for good, in the common lists and out of them.
const (
	readShown  = 1
	readHidden = 2
)

// prunedBatch holds the articles that retention took. It counts nowhere, and no list
// is read from it.
const prunedBatch = 0

// The lists of table counts that are no batches.
const (
	starredList   = -1
	commentedList = -2
)

// batch is a set of articles that are read or unread together.
type batch struct {
	id     int64
	unread bool
	hidden bool
	visit  feed.VisitID
}

// batches returns those that hold articles.
func (c *conn) batches() (all []batch, err error) {
	err = c.each(func(r rows) error {
		var b batch
		if err := r.Scan(&b.id, &b.unread, &b.hidden, &b.visit); err != nil {
			return err
		}
		all = append(all, b)
		return nil
	}, "SELECT id, unread, hidden, visit FROM batches WHERE n > 0 ORDER BY id")
	return all, err
}

func readForGood(hidden bool) int64 {
	if hidden {
		return readHidden
	}
	return readShown
}

// unreadBatch is where new articles go, and those that are marked unread. One
// that a mark of many has changed is left alone, so that doing the mark again
// takes in nothing new.
func (t *tx) unreadBatch(hidden bool) (int64, error) {
	id, err := t.number("SELECT id FROM batches WHERE unread = 1 AND hidden = ? AND mark = 0 ORDER BY n DESC, id DESC LIMIT 1", hidden)
	if err != nil || id != 0 {
		return id, err
	}
	return t.newBatch(true, hidden, 0)
}

func (t *tx) newBatch(unread, hidden bool, visit feed.VisitID) (int64, error) {
	return t.insert("INSERT INTO batches(unread, hidden, visit, used) VALUES (?, ?, ?, ?)", unread, hidden, visit, millis(t.now))
}

// readBatch is where an article goes that is read during a visit: it stays in the
// visit's unread view.
func (t *tx) readBatch(hidden bool, visit feed.VisitID) (int64, error) {
	if visit == 0 {
		return readForGood(hidden), nil
	}
	var id int64
	const ofVisit = "SELECT id FROM batches WHERE visit = ? AND hidden = ? AND unread = 0 AND mark = 0"
	found, err := t.one([]any{&id}, ofVisit, visit, hidden)
	if err != nil {
		return 0, err
	}
	if !found {
		alive, err := t.one([]any{&id}, ofVisit, visit, false)
		if err != nil || !alive {
			return readForGood(hidden), err
		}
		return t.newBatch(false, hidden, visit)
	}
	_, err = t.exec("UPDATE batches SET used = ? WHERE id = ?", millis(t.now), id)
	return id, err
}

// lying is an article with where it lies.
type lying struct {
	id     int64
	source int64
	batch  int64
	unread bool
	shown  bool // its source's articles belong to the common lists
}

// lyingOf finds articles by id. Those that are gone or pruned are left out.
func (t *tx) lyingOf(ids []feed.ArticleID) (all []lying, err error) {
	err = t.each(func(r rows) error {
		var a lying
		if err := r.Scan(&a.id, &a.source, &a.batch, &a.unread, &a.shown); err != nil {
			return err
		}
		all = append(all, a)
		return nil
	}, `SELECT a.id, a.source, a.batch, b.unread, s.shown FROM json_each(?) j
		CROSS JOIN articles a ON a.id = j.value
		CROSS JOIN sources s ON s.id = a.source
		CROSS JOIN batches b ON b.id = a.batch WHERE a.batch <> 0`, jsonList(ids))
	return all, err
}

// move puts articles into another batch.
func (t *tx) move(articles []lying, to func(lying) (int64, error)) error {
	moved := map[int64][]int64{}
	shift := shifts{}
	for _, a := range articles {
		target, err := to(a)
		if err != nil {
			return err
		}
		if target == a.batch {
			continue
		}
		moved[target] = append(moved[target], a.id)
		shift.add(a.batch, a.source, -1)
		shift.add(target, a.source, 1)
	}
	for target, ids := range moved {
		_, err := t.exec("UPDATE articles SET batch = ? WHERE id IN (SELECT value FROM json_each(?))", target, jsonList(ids))
		if err != nil {
			return err
		}
	}
	return t.apply(shift)
}

// shifts gathers changes to the counts.
type shifts map[struct{ list, source int64 }]int

func (s shifts) add(list, source int64, n int) {
	s[struct{ list, source int64 }{list, source}] += n
}

// apply brings the counts up to date with what the transaction did.
func (t *tx) apply(s shifts) error {
	batches := map[int64]int{}
	for at, n := range s {
		if n == 0 || at.list == prunedBatch {
			continue
		}
		_, err := t.exec(`INSERT INTO counts(list, source, n) VALUES (?, ?, ?)
			ON CONFLICT DO UPDATE SET n = n + excluded.n`, at.list, at.source, n)
		if err != nil {
			return fmt.Errorf("count articles: %w", err)
		}
		if at.list > 0 {
			batches[at.list] += n
		}
	}
	for id, n := range batches {
		if n == 0 {
			continue
		}
		if _, err := t.exec("UPDATE batches SET n = n + ? WHERE id = ?", n, id); err != nil {
			return fmt.Errorf("count a batch: %w", err)
		}
	}
	return nil
}
