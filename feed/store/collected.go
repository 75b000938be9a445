package store

import (
	"fmt"
	"slices"

	"griot/feed"
)

// collectedColumns are what a row is made of that was found by another way than
// its order's index.
const collectedColumns = "a.id, a.date, a.vkey, a.ckey, a.opens, a.source, a.batch, a.starred, a.own_comments, a.title, a.author"

// gather reads rows by a query for collectedColumns, and keeps those that belong
// to the list.
func (l *list) gather(query string, args ...any) error {
	var title, author string
	return l.c.each(func(r rows) error {
		var x row
		var views, comments, opens int64
		err := r.Scan(&x.id, &x.date, &views, &comments, &opens, &x.source, &x.batch, &x.starry, &x.own, &title, &author)
		if err != nil {
			return err
		}
		switch l.order.by {
		case feed.ByViews:
			x.p = views
		case feed.ByComments:
			x.p = comments
		case feed.ByOpens:
			x.p = opens
		case feed.ByDate, feed.BySource:
		}
		if !l.admits(x) {
			return nil
		}
		if l.wording != nil {
			if x.text = fold(title, author); !l.wording.matches(x) {
				return nil
			}
		}
		l.rows = append(l.rows, x)
		return nil
	}, query, args...)
}

// fillCollected collects the rows of a view that are few: what the reader
// commented on, and what is starred within some sources.
func (l *list) fillCollected() error {
	if l.ready {
		return nil
	}
	l.rows = nil
	index, where := "commented_source", "a.own_comments > 0"
	if l.view == feed.Starred {
		index, where = "starred_source", "a.starred = 1"
	}
	query := fmt.Sprintf("SELECT %s FROM articles a INDEXED BY %s WHERE %s", collectedColumns, index, where)
	var err error
	if len(l.named) == 0 {
		err = l.gather(query)
	}
	for _, id := range l.named {
		if err == nil {
			err = l.gather(query+" AND a.source = ?", int64(id))
		}
	}
	if err != nil {
		return err
	}
	return l.sort()
}

// sort puts the collected rows in order.
func (l *list) sort() error {
	if l.order.by == feed.BySource {
		ranks, err := l.c.ranks()
		if err != nil {
			return err
		}
		for i := range l.rows {
			l.rows[i].p = ranks[l.rows[i].source]
		}
	}
	slices.SortFunc(l.rows, func(a, b row) int { return l.order.compare(a.key, b.key) })
	l.rows = slices.CompactFunc(l.rows, func(a, b row) bool { return a.id == b.id })
	l.ready = true
	return nil
}

// ranks numbers the sources by name.
func (c *conn) ranks() (map[int64]int64, error) {
	ranks := map[int64]int64{}
	err := c.each(func(r rows) error {
		var id int64
		err := r.Scan(&id)
		ranks[id] = int64(len(ranks))
		return err
	}, "SELECT id FROM sources INDEXED BY sources_by_name ORDER BY sortname, id")
	return ranks, err
}

func (l *list) readCollected(from *feed.Headline, back bool, n int) ([]row, error) {
	if err := l.fillCollected(); err != nil {
		return nil, err
	}
	if from == nil {
		return l.cut(nil, back, n), nil
	}
	k := l.order.keyOf(*from)
	if l.order.by == feed.BySource {
		ranks, err := l.c.ranks()
		if err != nil {
			return nil, err
		}
		k.p = ranks[int64(from.Source)]
	}
	return l.cut(&k, back, n), nil
}

// cut returns up to n collected rows that follow a key, or the first ones.
func (l *list) cut(from *key, back bool, n int) []row {
	at := 0
	if back {
		at = len(l.rows)
	}
	if from != nil {
		i, here := slices.BinarySearchFunc(l.rows, *from, func(r row, k key) int { return l.order.compare(r.key, k) })
		if at = i; here && !back {
			at++
		}
	}
	if !back {
		return l.rows[at:min(len(l.rows), at+n)]
	}
	some := slices.Clone(l.rows[max(0, at-n):at])
	reverse(some)
	return some
}
