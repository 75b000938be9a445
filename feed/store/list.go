package store

import (
	"errors"
	"slices"

	"griot/feed"
)

// list is a query made ready to be read: by scopes, whose rows are merged in the
// list's order; source by source; or from rows that were collected, because they
// are few, and sorted here.
type list struct {
	c      *conn
	order  order
	upto   int64
	view   feed.View
	named  []feed.SourceID
	scopes []scope

	batches   map[int64]bool // the batches that count, for settled sources
	anywhere  map[int64]bool // the same for unsettled and named ones
	unsettled map[int64]bool // whether each belongs to the common lists

	wording *wording // nil: no words
	collect bool     // the view's rows are few: collect them
	rows    []row    // when collected
	ready   bool     // rows is filled
	mixed   bool     // rows and scopes are to be merged
	ids     []int64  // when not nil: of all rows that have the words, ascending

	tested int // rows that were looked at
	passed int // and have the words
	budget int // how many may be looked at; 0: any number
}

// errBudget says that a list was not filled within its budget.
var errBudget = errors.New("too many rows to look at")

// list makes a query ready. Of its batches only those count for which also holds.
func (c *conn) list(q feed.Query, also func(batch) bool) (*list, error) {
	l := &list{c: c, order: order{q.Order, q.Reverse}, upto: bound(q.Upto), view: q.View, named: q.Sources,
		batches: map[int64]bool{}, anywhere: map[int64]bool{}, unsettled: map[int64]bool{}}
	batches, err := c.batches()
	if err != nil {
		return nil, err
	}
	unsettled, err := c.unsettled()
	if err != nil {
		return nil, err
	}
	for _, u := range unsettled {
		l.unsettled[u.id] = u.shown
	}
	kept := q.View == feed.Starred || q.View == feed.Commented // hidden sources don't leave these
	for _, b := range batches {
		if q.View == feed.Unread && !b.unread && (q.Visit == 0 || b.visit != q.Visit) || also != nil && !also(b) {
			continue
		}
		l.anywhere[b.id] = true
		if kept || len(q.Sources) > 0 || !b.hidden {
			l.batches[b.id] = true
		}
	}
	l.plan()
	if words := wordsOf(q.Words); len(words) > 0 {
		if l.wording, err = c.wording(words); err != nil {
			return nil, err
		}
	}
	return l, nil
}

// plan chooses the scopes.
func (l *list) plan() {
	switch {
	case l.view == feed.Commented, l.view == feed.Starred && len(l.named) > 0:
		l.collect = true
	case l.view == feed.Starred:
		l.addScopes(scope{family: starred}, l.batches)
	case len(l.named) > 0:
		for _, id := range l.named {
			l.addScopes(scope{family: inSource, source: int64(id)}, l.batches)
		}
	default:
		l.addScopes(scope{family: everywhere, except: len(l.unsettled) > 0}, l.batches)
		for id, shown := range l.unsettled {
			if shown {
				l.addScopes(scope{family: inSource, source: id}, l.anywhere)
			}
		}
	}
}

func (l *list) addScopes(sc scope, batches map[int64]bool) {
	for id := range batches {
		sc.batch = id
		l.scopes = append(l.scopes, sc)
	}
}

// admits tells whether a row that was found by another way belongs to the list.
func (l *list) admits(r row) bool {
	if r.id > l.upto || l.view == feed.Starred && !r.starry || l.view == feed.Commented && r.own == 0 {
		return false
	}
	switch shown, unsettled := l.unsettled[r.source]; {
	case len(l.named) > 0:
		return l.batches[r.batch] && slices.Contains(l.named, feed.SourceID(r.source))
	case unsettled && l.view != feed.Starred && l.view != feed.Commented:
		return shown && l.anywhere[r.batch]
	default:
		return l.batches[r.batch]
	}
}

// read returns up to n rows that follow from, or the first ones, in the order
// they are come by: backwards when back is true.
func (l *list) read(from *feed.Headline, back bool, n int) ([]row, error) {
	if n <= 0 {
		return nil, nil
	}
	if l.wording != nil {
		return l.readWords(from, back, n)
	}
	return l.walk(from, back, n)
}

// walk reads the list without the help of the index of words.
func (l *list) walk(from *feed.Headline, back bool, n int) ([]row, error) {
	l.tested, l.passed = 0, 0
	switch {
	case (l.collect || l.ready) && !l.mixed:
		return l.readCollected(from, back, n)
	case l.order.by == feed.BySource:
		return l.readSources(from, back, n)
	}
	var k *key
	if from != nil {
		at := l.order.keyOf(*from)
		k = &at
	}
	return l.readScopes(k, back, n)
}

// readScopes reads the segments of the order one after the other.
func (l *list) readScopes(from *key, back bool, n int) (all []row, err error) {
	segments := l.order.segments()
	if back {
		slices.Reverse(segments)
	}
	for _, seg := range segments {
		if from != nil && !seg.contains(from.p) {
			continue // it lies before the key
		}
		some, err := l.merge(seg, from, back, n-len(all))
		if err != nil {
			return nil, err
		}
		if all = append(all, some...); len(all) >= n {
			break
		}
		from = nil
	}
	return all, nil
}

// run is what is being read of one scope.
type run struct {
	stretch
	from *key
	rows []row
	size int // rows to ask for next
	done bool
}

// merge reads a segment of all scopes in the list's order.
func (l *list) merge(seg segment, from *key, back bool, n int) (all []row, err error) {
	runs := make([]run, len(l.scopes))
	for i, sc := range l.scopes {
		runs[i] = run{stretch: stretch{seg, sc, back, l.upto, l.tests() || sc.except}, from: from, size: l.firstSize(n)}
		if l.wording != nil && !l.mixed {
			runs[i].size = min(runs[i].size, l.c.limits.short)
		}
	}
	if l.mixed {
		rows := slices.DeleteFunc(slices.Clone(l.cut(from, back, len(l.rows))), func(r row) bool { return !seg.contains(r.p) })
		runs = append(runs, run{rows: rows, done: true})
	}
	for len(all) < n {
		best := -1
		for i := range runs {
			if err := l.fill(&runs[i], n); err != nil {
				return nil, err
			}
			if len(runs[i].rows) == 0 {
				continue
			}
			if best < 0 || (l.order.compare(runs[i].rows[0].key, runs[best].rows[0].key) < 0) != back {
				best = i
			}
		}
		if best < 0 {
			return all, nil
		}
		all = append(all, runs[best].rows[0])
		runs[best].rows = runs[best].rows[1:]
	}
	return all, nil
}

// tests tells whether the rows of scopes are to be looked at for their words.
func (l *list) tests() bool { return l.wording != nil && !l.mixed && l.ids == nil }

// firstSize is how many rows of each scope are read at first: what could be
// needed when they are few, a fair share when they are many.
func (l *list) firstSize(n int) int {
	if len(l.scopes) <= 4 {
		return n
	}
	return min(n, max(8, 2*n/len(l.scopes)))
}

// fill sees to it that a run has a row to offer, unless it is at its end.
func (l *list) fill(r *run, n int) error {
	for len(r.rows) == 0 && !r.done {
		found, err := l.c.scan(r.stretch, r.from, r.size)
		if err != nil {
			return err
		}
		if r.done = len(found) < r.size; len(found) > 0 {
			last := found[len(found)-1].key
			r.from = &last
		}
		r.size = min(2*r.size, 4096)
		if r.detail || l.ids != nil {
			l.tested += len(found)
			found = slices.DeleteFunc(found, func(x row) bool { return !l.passes(x, r.scope) })
			l.passed += len(found)
		}
		r.rows = found
		if l.budget > 0 && l.tested > l.budget {
			return errBudget
		}
	}
	return nil
}

func (l *list) passes(r row, sc scope) bool {
	if _, apart := l.unsettled[r.source]; sc.except && apart {
		return false
	}
	if l.ids != nil {
		_, found := slices.BinarySearch(l.ids, r.id)
		return found
	}
	return !l.tests() || l.wording.matches(r)
}

// maxRows asks for all rows of a list.
const maxRows = 1 << 40
