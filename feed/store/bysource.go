package store

import (
	"slices"

	"griot/feed"
)

// rank is a source's place among the sources.
type rank struct {
	name string
	id   int64
}

// rankOf finds where a source stands, also one that is gone.
func (c *conn) rankOf(h feed.Headline) (rank, error) {
	r := rank{id: int64(h.Source)}
	found, err := c.one([]any{&r.name}, "SELECT sortname FROM sources WHERE id = ?", r.id)
	if err == nil && !found {
		r.name = fold(h.SourceLabel)
	}
	return r, err
}

// readSources reads a list in the order of its sources, each by date.
func (l *list) readSources(from *feed.Headline, back bool, n int) (all []row, err error) {
	var after *rank
	if from != nil {
		at, err := l.c.rankOf(*from)
		if err != nil {
			return nil, err
		}
		k := order{}.keyOf(*from)
		if all, err = l.readSource(at.id, &k, back, n); err != nil {
			return nil, err
		}
		after = &at
	}
	for len(all) < n {
		next, err := l.sourcesAfter(after, back, 16)
		if err != nil || len(next) == 0 {
			return all, err
		}
		for _, src := range next {
			some, err := l.readSource(src.id, nil, back, n-len(all))
			if err != nil {
				return nil, err
			}
			if all = append(all, some...); len(all) >= n {
				return all, nil
			}
		}
		after = &next[len(next)-1]
	}
	return all, nil
}

// readSource reads the rows of one source.
func (l *list) readSource(id int64, from *key, back bool, n int) ([]row, error) {
	one := l.within(id)
	if one == nil {
		return nil, nil
	}
	defer func() { l.tested, l.passed = one.tested, one.passed }()
	if one.collect {
		if err := one.fillCollected(); err != nil {
			return nil, err
		}
		return one.cut(from, back, n), nil
	}
	return one.readScopes(from, back, n)
}

// within is the part of the list that lies in one source, by date; nil when the
// source is not in the list.
func (l *list) within(id int64) *list {
	if len(l.named) > 0 && !slices.Contains(l.named, feed.SourceID(id)) {
		return nil
	}
	one := *l
	one.order, one.scopes, one.rows, one.ready, one.mixed = order{}, nil, nil, false, false
	one.named = []feed.SourceID{feed.SourceID(id)}
	if len(l.named) == 0 && l.view != feed.Starred && l.view != feed.Commented {
		if shown, unsettled := l.unsettled[id]; unsettled {
			if !shown {
				return nil
			}
			one.batches = l.anywhere
		}
	}
	one.plan()
	return &one
}

// sourcesAfter returns the next sources that have rows in the list.
func (l *list) sourcesAfter(after *rank, back bool, n int) (all []rank, err error) {
	descending := l.order.reverse != back
	lists := make([]int64, 0, len(l.anywhere))
	for id := range l.anywhere {
		lists = append(lists, id)
	}
	query := "SELECT s.sortname, s.id FROM sources s INDEXED BY sources_by_name WHERE"
	var args []any
	switch {
	case len(l.named) > 0:
		query += " s.id IN (SELECT value FROM json_each(?)) AND"
		args = append(args, jsonList(l.named))
	case l.view != feed.Starred:
		query += " s.shown = 1 AND"
	}
	if l.view == feed.Starred {
		lists = []int64{starredList}
	}
	query += ` EXISTS (SELECT 1 FROM json_each(?) j CROSS JOIN counts c ON c.list = j.value AND c.source = s.id AND c.n > 0)`
	args = append(args, jsonList(lists))
	if after != nil {
		query += " AND (s.sortname, s.id)" + sign(descending) + "(?, ?)"
		args = append(args, after.name, after.id)
	}
	way := orderWord(descending)
	query += " ORDER BY s.sortname" + way + ", s.id" + way + " LIMIT ?"
	err = l.c.each(func(r rows) error {
		var found rank
		err := r.Scan(&found.name, &found.id)
		all = append(all, found)
		return err
	}, query, append(args, n)...)
	return all, err
}
