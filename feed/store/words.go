package store

import (
	"errors"
	"maps"
	"slices"
	"strings"

	"griot/feed"
)

// A list that is narrowed by words is read in one of three ways, all exact.
//
// Reading along: the list in its order, looking at each row's words. It is fast
// when many rows match, and it is tried first, for a moment.
//
// Reading along with the index: the ids of all rows that match are asked of the
// index of words, and the list is read in its order without looking at words.
//
// Collecting: all rows that match are read and sorted here. It is fast when few
// match.
//
// Where labels of sources have the words, the index alone does not know: then
// what matches is collected if that is little; if most of it comes from sources
// that match as wholes, these are read in order and merged with the rest.
type wordLimits struct {
	short, long int // rows that are looked at for their words
	each        int // and so many more for each row that is asked for
	few         int // rows that are collected without a thought
}

func usualLimits() wordLimits { return wordLimits{short: 300, long: 40_000, each: 4, few: 8_000} }

// What a row costs, in about microseconds, to collect and to look up among ids.
const (
	collectCost = 5.0
	findCost    = 0.7
)

// manyHits is how dense matches lie, one in so many rows, for reading along.
const manyHits = 8

const (
	fewLabels = 32 // sources that are read in order
	maxWords  = 64 // more than these are not looked for
)

// wording is the words that a list is narrowed by. A word is found in the
// headline, in the author's name or in the source's label. Labels are not in the
// index: they are few, and a new one holds at once for all its articles.
type wording struct {
	words  []string
	lacks  map[int64]uint64 // the words that a source's label doesn't have, as bits
	whole  []int64          // the sources whose label has them all
	needed []uint64         // what a headline must have to match, in some source; no set includes another
}

// wording makes words ready for a search.
func (c *conn) wording(words []string) (*wording, error) {
	w := &wording{words: words[:min(len(words), maxWords)], lacks: map[int64]uint64{}}
	sets := map[uint64]bool{}
	err := c.each(func(r rows) error {
		var id int64
		var label string
		if err := r.Scan(&id, &label); err != nil {
			return err
		}
		lacks := w.missing(label)
		w.lacks[id] = lacks
		sets[lacks] = true
		if lacks == 0 {
			w.whole = append(w.whole, id)
		}
		return nil
	}, "SELECT id, sortname FROM sources")
	delete(sets, 0)
	for set := range sets {
		if !slices.ContainsFunc(slices.Collect(maps.Keys(sets)), func(other uint64) bool { return other != set && other&^set == 0 }) {
			w.needed = append(w.needed, set)
		}
	}
	return w, err
}

// missing returns the words that a folded text doesn't have.
func (w *wording) missing(text string) (set uint64) {
	for i, word := range w.words {
		if !hasWord(text, word) {
			set |= 1 << i
		}
	}
	return set
}

// matches tells whether a row has every word.
func (w *wording) matches(r row) bool {
	for i, word := range w.words {
		if w.lacks[r.source]&(1<<i) != 0 && !hasWord(r.text, word) {
			return false
		}
	}
	return true
}

// expression asks the index for the words of a set. Folding left nothing in them
// that is syntax (sqlite.org/fts5.html, section 3); the quotes keep AND, OR and
// NOT words.
func (w *wording) expression(set uint64) string {
	var words []string
	for i, word := range w.words {
		if set&(1<<i) != 0 {
			words = append(words, word)
		}
	}
	return expression(words)
}

func expression(words []string) string {
	return `"` + strings.Join(words, `"* AND "`) + `"*`
}

func (l *list) readWords(from *feed.Headline, back bool, n int) ([]row, error) {
	if l.collect || l.ready {
		l.budget = 0
		return l.walk(from, back, n)
	}
	limits := l.c.limits
	l.budget = limits.short + limits.each*min(n, 200)
	if some, err := l.walk(from, back, n); !errors.Is(err, errBudget) {
		return some, err
	}
	if l.wording.inLabels() {
		return l.readLabels(from, back, n)
	}
	if l.passed*manyHits >= l.tested {
		l.budget = limits.long + 2*manyHits*min(n, 10_000)
		if some, err := l.walk(from, back, n); !errors.Is(err, errBudget) {
			return some, err
		}
	}
	return l.readIDs(from, back, n)
}

// inLabels tells whether a word is in the label of some source.
func (w *wording) inLabels() bool {
	return len(w.whole) > 0 || len(w.needed) != 1 || w.needed[0] != 1<<len(w.words)-1
}

// readIDs reads the list with the index, or collects what matches, whichever
// costs less.
func (l *list) readIDs(from *feed.Headline, back bool, n int) ([]row, error) {
	size, err := l.total(nil)
	if err != nil {
		return nil, err
	}
	l.ids = []int64{}
	err = l.c.each(func(r rows) error {
		var id int64
		err := r.Scan(&id)
		l.ids = append(l.ids, id)
		return err
	}, "SELECT rowid FROM words WHERE words MATCH ? ORDER BY rowid", expression(l.wording.words))
	if err != nil {
		return nil, err
	}
	found := float64(len(l.ids))
	walk := float64(size) // all of it, when everything that matches is asked for
	if float64(n) < found && l.order.by != feed.BySource {
		walk *= float64(n) / found
	}
	if found*collectCost > walk*findCost {
		l.budget = 4*int(walk) + l.c.limits.long
		if some, err := l.walk(from, back, n); !errors.Is(err, errBudget) {
			return some, err
		}
	}
	l.ids = nil
	if err := l.collectWords(true); err != nil {
		return nil, err
	}
	l.budget = 0
	return l.walk(from, back, n)
}

// readLabels reads a list when labels of sources have some of the words.
func (l *list) readLabels(from *feed.Headline, back bool, n int) ([]row, error) {
	done, err := l.collectFew()
	if err != nil {
		return nil, err
	}
	if !done {
		l.budget = l.c.limits.long + l.c.limits.each*min(n, 10_000)
		if some, err := l.walk(from, back, n); !errors.Is(err, errBudget) {
			return some, err
		}
		if err := l.collectWords(true); err != nil {
			return nil, err
		}
	}
	l.budget = 0
	return l.walk(from, back, n)
}

// collectFew collects what matches if that is little, or leaves to be read in
// order the sources that match as wholes.
func (l *list) collectFew() (done bool, err error) {
	found, few := 0, l.c.limits.few
	for _, set := range l.wording.needed {
		n, err := l.c.number("SELECT count(*) FROM (SELECT 1 FROM words WHERE words MATCH ? LIMIT ?)", l.wording.expression(set), few+1)
		if err != nil {
			return false, err
		}
		if found += int(n); found > few {
			return false, nil
		}
	}
	labelled, err := l.c.number(`SELECT coalesce(sum(c.n), 0) FROM batches b CROSS JOIN json_each(?) j
		CROSS JOIN counts c ON c.list = b.id AND c.source = j.value`, jsonList(l.wording.whole))
	if err != nil {
		return false, err
	}
	if found+int(labelled) <= few {
		return true, l.collectWords(true)
	}
	inOrder := (l.view == feed.All || l.view == feed.Unread) && l.order.by != feed.BySource
	if !inOrder || len(l.wording.whole) > fewLabels {
		return false, nil
	}
	if err := l.collectWords(false); err != nil {
		return false, err
	}
	l.mixed, l.scopes = true, nil
	for _, id := range l.wording.whole {
		if one := l.within(id); one != nil {
			l.scopes = append(l.scopes, one.scopes...)
		}
	}
	return true, nil
}

// collectWords collects the rows that have the words, with or without the
// sources that match as wholes.
func (l *list) collectWords(whole bool) error {
	l.rows = nil
	for _, set := range l.wording.needed {
		err := l.gather("SELECT "+collectedColumns+" FROM words w CROSS JOIN articles a ON a.id = w.rowid WHERE w.words MATCH ?", l.wording.expression(set))
		if err != nil {
			return err
		}
	}
	if whole {
		err := l.gather(`SELECT `+collectedColumns+` FROM json_each(?) j CROSS JOIN batches b
			CROSS JOIN articles a INDEXED BY source_date ON a.source = j.value AND a.batch = b.id`, jsonList(l.wording.whole))
		if err != nil {
			return err
		}
	} else {
		l.rows = slices.DeleteFunc(l.rows, func(r row) bool { return l.wording.lacks[r.source] == 0 })
	}
	return l.sort()
}
