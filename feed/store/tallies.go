package store

import (
	"context"

	"griot/feed"
)

// arrivedLimit is how many newcomers are counted.
const arrivedLimit = 10_000

// Totals returns the figures of the masthead: of the common lists, or of some
// sources whatever their standing. What the reader starred or commented on
// counts in any source.
func (s *Store) Totals(ctx context.Context, sources []feed.SourceID) (n feed.Totals, err error) {
	query, args := `SELECT c.list, coalesce(b.unread, 0), sum(c.n) FROM counts c
		CROSS JOIN sources s ON s.id = c.source LEFT JOIN batches b ON b.id = c.list
		WHERE c.list < 0 OR s.shown = 1 GROUP BY c.list`, []any(nil)
	if len(sources) > 0 {
		query = `SELECT c.list, coalesce(b.unread, 0), sum(c.n) FROM counts c LEFT JOIN batches b ON b.id = c.list
			WHERE c.source IN (SELECT value FROM json_each(?)) GROUP BY c.list`
		args = []any{jsonList(sources)}
	}
	err = s.read(ctx, "count articles", func(c *conn) error {
		n = feed.Totals{}
		return c.each(func(r rows) error {
			var list int64
			var unread bool
			var some int
			if err := r.Scan(&list, &unread, &some); err != nil {
				return err
			}
			switch list {
			case starredList:
				n.Starred += some
			case commentedList:
				n.Commented += some
			default:
				n.All += some
				if unread {
					n.Unread += some
				}
			}
			return nil
		}, query, args...)
	})
	return n, err
}

// Tally counts the rows of a list. The count is exact but for words and for
// newcomers left out, where it stops at limit.
func (s *Store) Tally(ctx context.Context, q feed.Query, limit int) (n feed.Tally, err error) {
	err = s.read(ctx, "count a list", func(c *conn) error {
		l, err := c.list(q, nil)
		if err != nil {
			return err
		}
		n, err = l.tally(q, limit)
		return err
	})
	return n, err
}

func (l *list) tally(q feed.Query, limit int) (feed.Tally, error) {
	if l.wording != nil {
		rows, err := l.read(nil, false, limit+1)
		return tallyOf(len(rows), limit), err
	}
	total, err := l.total(nil)
	if err != nil || q.Upto == 0 {
		return feed.Tally{N: total}, err
	}
	late, err := l.newcomers(q.Upto, arrivedLimit+1)
	if err != nil {
		return feed.Tally{}, err
	}
	if len(late) <= arrivedLimit {
		return feed.Tally{N: total - len(late)}, nil
	}
	rows, err := l.read(nil, false, limit+1)
	return tallyOf(len(rows), limit), err
}

func tallyOf(n, limit int) feed.Tally {
	return feed.Tally{N: min(n, limit), AtLeast: n > limit}
}

// total counts a list without words from the counts that are kept, all of it or
// what lies in the sources before a rank.
func (l *list) total(before *rank) (int, error) {
	batches := l.batches
	if len(l.named) == 0 {
		batches = l.anywhere // a source's standing decides, wherever its articles lie
	}
	lists := make([]int64, 0, len(batches))
	for id := range batches {
		lists = append(lists, id)
	}
	query := `SELECT coalesce(sum(c.n), 0) FROM json_each(?) j CROSS JOIN counts c ON c.list = j.value CROSS JOIN sources s ON s.id = c.source`
	switch l.view {
	case feed.Starred:
		lists = []int64{starredList}
		query += " WHERE 1"
	case feed.Commented:
		lists = []int64{commentedList}
		query += " WHERE 1"
	case feed.All, feed.Unread:
		query += " WHERE (s.shown = 1 OR ?)"
	}
	args := []any{jsonList(lists)}
	if l.view == feed.All || l.view == feed.Unread {
		args = append(args, len(l.named) > 0)
	}
	if len(l.named) > 0 {
		query += " AND s.id IN (SELECT value FROM json_each(?))"
		args = append(args, jsonList(l.named))
	}
	if before != nil {
		query += " AND (s.sortname, s.id)" + sign(!l.order.reverse) + "(?, ?)"
		args = append(args, before.name, before.id)
	}
	n, err := l.c.number(query, args...)
	return int(n), err
}

// newcomers returns the rows that the list would have beyond its bound, up to n.
func (l *list) newcomers(upto feed.ArticleID, n int) ([]row, error) {
	const chunk = 2000
	open := *l
	open.upto, open.rows = bound(0), nil
	for after := int64(upto); len(open.rows) < n; {
		last, err := l.c.number("SELECT coalesce(max(id), 0) FROM (SELECT id FROM articles WHERE id > ? ORDER BY id LIMIT ?)", after, chunk)
		if err != nil || last == 0 {
			return open.rows, err
		}
		if err := open.gather("SELECT "+collectedColumns+" FROM articles a WHERE a.id > ? AND a.id <= ?", after, last); err != nil {
			return nil, err
		}
		after = last
	}
	return open.rows[:n], nil
}

// Arrived counts the rows that a list keeps out because they came after its
// bound.
func (s *Store) Arrived(ctx context.Context, q feed.Query) (n feed.Tally, err error) {
	if q.Upto == 0 {
		return n, nil
	}
	err = s.read(ctx, "count what arrived", func(c *conn) error {
		l, err := c.list(q, nil)
		if err != nil {
			return err
		}
		rows, err := l.newcomers(q.Upto, arrivedLimit+1)
		n = tallyOf(len(rows), arrivedLimit)
		return err
	})
	return n, err
}

// Ordinal is a headline's place in a list, counted from 1, up to limit.
func (s *Store) Ordinal(ctx context.Context, q feed.Query, h feed.Headline, limit int) (n feed.Tally, err error) {
	err = s.read(ctx, "find a place in a list", func(c *conn) error {
		l, err := c.list(q, nil)
		if err != nil {
			return err
		}
		before, err := l.before(q, h, limit)
		n = tallyOf(before+1, limit)
		return err
	})
	return n, err
}

// before counts the rows in front of a headline, up to limit.
func (l *list) before(q feed.Query, h feed.Headline, limit int) (n int, err error) {
	switch {
	case l.wording != nil, l.collect, len(l.unsettled) > 0:
		rows, err := l.read(&h, true, limit)
		return len(rows), err
	case l.order.by == feed.BySource:
		return l.beforeInSources(q, h, limit)
	}
	k := l.order.keyOf(h)
	return l.beforeInScopes(&k, limit)
}

func (l *list) beforeInScopes(k *key, limit int) (n int, err error) {
	for _, seg := range l.order.segments() {
		here := seg.contains(k.p)
		for _, sc := range l.scopes {
			from := k
			if !here {
				from = nil
			}
			some, err := l.c.count(stretch{seg, sc, true, l.upto, false}, from, limit-n)
			if err != nil {
				return 0, err
			}
			if n += some; n >= limit {
				return limit, nil
			}
		}
		if here {
			break
		}
	}
	return n, nil
}

// beforeInSources counts the sources in front as wholes.
func (l *list) beforeInSources(q feed.Query, h feed.Headline, limit int) (int, error) {
	at, err := l.c.rankOf(h)
	if err != nil {
		return 0, err
	}
	n, err := l.total(&at)
	if err != nil {
		return 0, err
	}
	if q.Upto != 0 {
		late, err := l.newcomers(q.Upto, arrivedLimit+1)
		if err != nil {
			return 0, err
		}
		ranks, err := l.c.ranks()
		if err != nil {
			return 0, err
		}
		for _, r := range late {
			if (ranks[r.source] < ranks[at.id]) != l.order.reverse && r.source != at.id {
				n--
			}
		}
	}
	k := order{}.keyOf(h)
	some, err := l.readSource(at.id, &k, true, max(0, limit-n))
	return n + len(some), err
}
