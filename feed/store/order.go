package store

import (
	"cmp"

	"griot/feed"
)

// key is a headline's place in an order.
type key struct {
	p    int64 // what the order looks at first: a count (unknown is -1), a source's rank, or 0
	date int64
	id   int64
}

// order is how a list is sorted. Reverse turns what the order is named after;
// among equals the newest comes first either way, and what is unknown comes last.
type order struct {
	by      feed.Order
	reverse bool
}

// keyOf is where a headline stands. A source's rank is not known here.
func (o order) keyOf(h feed.Headline) key {
	k := key{date: h.Sorted.UnixMilli(), id: int64(h.ID)}
	switch o.by {
	case feed.ByViews:
		k.p = -1
		if n, known := h.Views.Value(); known {
			k.p = n
		}
	case feed.ByComments:
		n, known := h.Comments.Value()
		k.p = n + int64(h.OwnComments)
		if !known && h.OwnComments == 0 {
			k.p = -1
		}
	case feed.ByOpens:
		k.p = int64(h.Opens)
	case feed.ByDate, feed.BySource:
	}
	return k
}

// compare is negative when a comes before b in the list.
func (o order) compare(a, b key) int {
	if o.by == feed.ByDate {
		if o.reverse {
			a, b = b, a
		}
		return cmp.Or(cmp.Compare(b.date, a.date), cmp.Compare(b.id, a.id))
	}
	if (a.p < 0) != (b.p < 0) {
		return cmp.Compare(b.p, a.p)
	}
	first := cmp.Compare(b.p, a.p) // the largest count first
	if o.reverse != (o.by == feed.BySource) {
		first = -first
	}
	return cmp.Or(first, cmp.Compare(b.date, a.date), cmp.Compare(b.id, a.id))
}

// segment is a part of a list that one index holds in a row.
type segment struct {
	index    string // the end of its name
	column   string // sorted by before the date, "" for none
	where    string // what holds for the segment's articles and its index must be told
	least    string // the column's least value in the segment, "" when the index tells
	p        string // what to read as key.p
	falling  bool   // the column goes from large to small
	newest   bool   // the date does
	contains func(p int64) bool
}

// segments returns the parts of an order, in list order.
func (o order) segments() []segment {
	all := func(int64) bool { return true }
	known := func(p int64) bool { return p >= 0 }
	unknown := func(p int64) bool { return p < 0 }
	switch o.by {
	case feed.ByViews:
		return []segment{
			{"views", "vkey", "", "0", "vkey", !o.reverse, true, known},
			{"views", "", "vkey = -1", "", "-1", true, true, unknown},
		}
	case feed.ByComments:
		return []segment{
			{"comments", "ckey", "", "0", "ckey", !o.reverse, true, known},
			{"comments", "", "ckey = -1", "", "-1", true, true, unknown},
		}
	case feed.ByOpens:
		opened := segment{"opens", "opens", "opens", "", "opens", !o.reverse, true, func(p int64) bool { return p > 0 }}
		never := segment{"date", "", "opens = 0", "", "0", true, true, func(p int64) bool { return p <= 0 }}
		if o.reverse {
			return []segment{never, opened}
		}
		return []segment{opened, never}
	case feed.ByDate, feed.BySource:
	}
	return []segment{{"date", "", "", "", "0", true, !o.reverse || o.by == feed.BySource, all}}
}
