package store

import (
	"errors"
	"strings"

	"griot/feed"
)

// A list that is narrowed by words is read in one of two ways, both exact.
// Walking reads the list in its order and looks at each row's words: that is fast
// when many rows match. Collecting asks the index of words for all that match and
// sorts them: that is fast when few do. Nobody knows beforehand, so a short walk
// is tried, then a limited collection, then a long walk, and then everything is
// collected.
const (
	shortWalk = 600
	longWalk  = 40_000
	fewWords  = 8_000
)

// wording is the words that a list is narrowed by. A word is found in the
// headline, in the author's name or in the source's label. Labels are not in the
// index: they are few, and a new one holds at once for all its articles.
type wording struct {
	words  []string
	labels map[int64]string // folded, of the sources that have one of the words
	rest   []string         // the words that no label has
}

// wording makes words ready for a search.
func (c *conn) wording(words []string) (*wording, error) {
	w := &wording{words: words, labels: map[int64]string{}}
	inLabels := map[string]bool{}
	err := c.each(func(r rows) error {
		var id int64
		var label string
		if err := r.Scan(&id, &label); err != nil {
			return err
		}
		for _, word := range words {
			if hasWord(label, word) {
				w.labels[id] = label
				inLabels[word] = true
			}
		}
		return nil
	}, "SELECT id, sortname FROM sources")
	for _, word := range words {
		if !inLabels[word] {
			w.rest = append(w.rest, word)
		}
	}
	return w, err
}

// matches tells whether a row has every word.
func (w *wording) matches(r row) bool {
	label := w.labels[r.source]
	for _, word := range w.words {
		if !hasWord(r.text, word) && !hasWord(label, word) {
			return false
		}
	}
	return true
}

// expression asks the index for words. Folding left nothing in them that is
// syntax (sqlite.org/fts5.html, section 3); the quotes keep AND, OR and NOT words.
func expression(words []string) string {
	return `"` + strings.Join(words, `"* AND "`) + `"*`
}

func (l *list) readWords(from *feed.Headline, back bool, n int) ([]row, error) {
	for _, try := range []struct{ walk, collect int }{{walk: shortWalk}, {collect: fewWords}, {walk: longWalk}, {collect: -1}} {
		if l.collect || l.ready {
			break
		}
		if try.walk > 0 {
			l.budget = try.walk + 4*min(n, 10_000)
			if some, err := l.walk(from, back, n); !errors.Is(err, errBudget) {
				return some, err
			}
			continue
		}
		if err := l.collectWords(try.collect); !errors.Is(err, errBudget) && err != nil {
			return nil, err
		}
	}
	l.budget = 0
	return l.walk(from, back, n)
}

// collectWords collects the rows that have the words, unless limit is positive
// and there are more: then it returns errBudget.
func (l *list) collectWords(limit int) error {
	l.rows = nil
	words := l.wording.rest
	if len(words) == 0 {
		words = l.wording.words
	}
	if limit > 0 {
		n, err := l.c.number("SELECT count(*) FROM (SELECT 1 FROM words WHERE words MATCH ? LIMIT ?)", expression(words), limit+1)
		if err != nil {
			return err
		}
		if int(n) > limit {
			return errBudget
		}
	}
	if len(l.wording.rest) == 0 {
		if err := l.collectLabelled(limit); err != nil {
			return err
		}
	}
	err := l.gather("SELECT "+collectedColumns+" FROM words w CROSS JOIN articles a ON a.id = w.rowid WHERE w.words MATCH ?", expression(words))
	if err != nil {
		return err
	}
	return l.sort()
}

// collectLabelled collects the rows of the sources whose label has one of the
// words. It is needed only when every word is in some label.
func (l *list) collectLabelled(limit int) error {
	sources := make([]int64, 0, len(l.wording.labels))
	for id := range l.wording.labels {
		sources = append(sources, id)
	}
	if limit > 0 {
		n, err := l.c.number(`SELECT coalesce(sum(c.n), 0) FROM batches b CROSS JOIN json_each(?) j
			CROSS JOIN counts c ON c.list = b.id AND c.source = j.value`, jsonList(sources))
		if err != nil {
			return err
		}
		if int(n) > limit {
			return errBudget
		}
	}
	return l.gather(`SELECT `+collectedColumns+` FROM json_each(?) j CROSS JOIN batches b
		CROSS JOIN articles a INDEXED BY source_date ON a.source = j.value AND a.batch = b.id`, jsonList(sources))
}
