package store

import (
	"errors"
	"maps"
	"slices"
	"strings"

	"griot/feed"
)

// A list that is narrowed by words is read in one of two ways, both exact.
// Walking reads the list in its order and looks at each row's words: that is fast
// when many rows match. Collecting asks the index of words for all that match and
// sorts them: that is fast when few do. Nobody knows beforehand, so a short walk
// is tried, then a limited collection, then a long walk, and then everything is
// collected.
//
// Where labels of sources have all the words, all articles of these sources match:
// they are read in order, however many they are, and merged with the rest.
type wordLimits struct {
	short, long int // rows that a walk looks at
	each        int // and so many more for each row that is asked for
	few         int // rows that are collected
}

func usualLimits() wordLimits { return wordLimits{short: 300, long: 40_000, each: 4, few: 8_000} }

const (
	fewLabels = 32 // sources that are read in order
	maxWords  = 64 // more than these are not looked for
)

// walkOf is how many rows may be looked at to find n.
func (w wordLimits) walkOf(size, n int) int { return size + w.each*min(n, 10_000) }

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
	l.budget = limits.walkOf(limits.short, n)
	if some, err := l.walk(from, back, n); !errors.Is(err, errBudget) {
		return some, err
	}
	if done, err := l.collectFew(); err != nil || done {
		l.budget = 0
		if err != nil {
			return nil, err
		}
		return l.walk(from, back, n)
	}
	l.budget = limits.walkOf(limits.long, n)
	if some, err := l.walk(from, back, n); !errors.Is(err, errBudget) {
		return some, err
	}
	if err := l.collectWords(true); err != nil {
		return nil, err
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
