package store

import (
	"math"
	"strings"

	"griot/feed"
)

// family is a set of indexes, one for each order.
type family string

const (
	everywhere family = "articles"
	inSource   family = "source"
	starred    family = "starred"
)

// scope is what a stretch of an index is about.
type scope struct {
	family family
	batch  int64
	source int64 // for inSource
	except bool  // leave out unsettled sources, which have scopes of their own
}

// stretch is a part of an index, read in one direction. Its statements are
// answered by that index alone: it is named, and the order is the index's.
type stretch struct {
	segment
	scope
	back   bool  // from the end of the list towards its start
	upto   int64 // the largest id that counts
	detail bool  // read what a test needs
}

// row is an article in a list.
type row struct {
	key
	source int64
	batch  int64
	text   string // folded headline and author
	starry bool   // it is starred
	own    int    // own comments
}

const detailColumns = ", source, batch, starred, own_comments, title, author"

// scan returns up to n rows that follow from in the direction of the stretch, or
// its first ones.
func (c *conn) scan(st stretch, from *key, n int) ([]row, error) {
	if st.column != "" && st.falling != st.newest {
		return c.scanCrossed(st, from, n)
	}
	where, args := st.bounds(from)
	return c.rows(st, where, args, st.direction(), n)
}

// scanCrossed reads a stretch in which the column goes one way and the date the
// other. The index has both go the same way; so it is read in the column's
// direction, and each run of equals is turned round.
func (c *conn) scanCrossed(st stretch, from *key, n int) (all []row, err error) {
	var last *int64
	if from != nil {
		where, args := st.tied(*from)
		if all, err = c.rows(st, where, args, st.tiedDirection(), n); err != nil {
			return nil, err
		}
		last = &from.p
	}
	for len(all) < n {
		where, args := st.bounds(nil)
		if last != nil {
			where, args = st.past(*last)
		}
		need := n - len(all)
		next, err := c.rows(st, where, args, st.direction(), need)
		if err != nil || len(next) == 0 {
			return all, err
		}
		for i := 0; i < len(next); {
			j := i
			for j < len(next) && next[j].p == next[i].p {
				j++
			}
			group := next[i:j]
			if j == len(next) && len(next) == need { // there may be more of these
				group, err = c.rows(st, " AND "+st.column+" = ?", []any{next[i].p}, st.tiedDirection(), n-len(all))
				if err != nil {
					return nil, err
				}
			} else {
				reverse(group)
			}
			all = append(all, group...)
			last = &next[i].p
			i = j
		}
	}
	return all, nil
}

func reverse(rows []row) {
	for i, j := 0, len(rows)-1; i < j; i, j = i+1, j-1 {
		rows[i], rows[j] = rows[j], rows[i]
	}
}

// rows runs one statement of a stretch.
func (c *conn) rows(st stretch, where string, args []any, order string, n int) (all []row, err error) {
	query := "SELECT serial, date, " + st.p
	if st.detail {
		query += detailColumns
	}
	condition, first := st.condition()
	query += condition + where + order + " LIMIT ?"
	var title, author string
	err = c.each(func(r rows) error {
		var x row
		dest := []any{&x.id, &x.date, &x.p}
		if st.detail {
			dest = append(dest, &x.source, &x.batch, &x.starry, &x.own, &title, &author)
		}
		err := r.Scan(dest...)
		if st.detail {
			x.text = fold(title, author)
		}
		all = append(all, x)
		return err
	}, query, append(append(first, args...), n)...)
	return all, err
}

// count counts the rows that scan would return, up to n.
func (c *conn) count(st stretch, from *key, n int) (int, error) {
	run := func(where string, args []any) (int, error) {
		condition, first := st.condition()
		found, err := c.number("SELECT count(*) FROM (SELECT 1"+condition+where+" LIMIT ?)", append(append(first, args...), n)...)
		return int(found), err
	}
	switch {
	case from == nil, st.column == "", st.falling == st.newest:
		return run(st.bounds(from))
	}
	tied, err := run(st.tied(*from))
	if err != nil {
		return 0, err
	}
	rest, err := run(st.past(from.p))
	return tied + rest, err
}

// condition is FROM and WHERE of every statement of the stretch.
func (st stretch) condition() (string, []any) {
	var b strings.Builder
	b.WriteString(" FROM articles INDEXED BY " + string(st.family) + "_" + st.index + " WHERE ")
	var args []any
	switch st.family {
	case inSource:
		b.WriteString("source = ? AND ")
		args = append(args, st.source)
	case starred:
		b.WriteString("starred = 1 AND ")
	case everywhere:
	}
	b.WriteString("batch = ? AND serial <= ?")
	if st.where != "" {
		b.WriteString(" AND " + st.where)
	}
	return b.String(), append(args, st.batch, st.upto)
}

// descending tells which way the column is read, older which way the date is.
func (st stretch) descending() bool { return st.falling != st.back }
func (st stretch) older() bool      { return st.newest != st.back }

func (st stretch) direction() string {
	if st.column == "" {
		return st.tiedDirection()
	}
	way := orderWord(st.descending())
	return " ORDER BY " + st.column + way + ", date" + way + ", serial" + way
}

func (st stretch) tiedDirection() string {
	way := orderWord(st.older())
	return " ORDER BY date" + way + ", serial" + way
}

// bounds is the condition for what follows a key, or for all when it is nil. Of
// two lower bounds SQLite takes the first for its search, so there is only one.
func (st stretch) bounds(from *key) (string, []any) {
	switch {
	case from == nil:
		return st.floor(), nil
	case st.column == "":
		return " AND (date, serial)" + sign(st.older()) + "(?, ?)", []any{from.date, from.id}
	}
	where, args := " AND ("+st.column+", date, serial)"+sign(st.descending())+"(?, ?, ?)", []any{from.p, from.date, from.id}
	if st.descending() {
		where += st.floor()
	}
	return where, args
}

// floor keeps out what lies below the segment.
func (st stretch) floor() string {
	if st.least == "" {
		return ""
	}
	return " AND " + st.column + " >= " + st.least
}

// past is the condition for what has another column and follows.
func (st stretch) past(p int64) (string, []any) {
	where := " AND " + st.column + sign(st.descending()) + "?"
	if st.descending() {
		where += st.floor()
	}
	return where, []any{p}
}

// tied is the condition for what follows a key and has the same column.
func (st stretch) tied(k key) (string, []any) {
	return " AND " + st.column + " = ? AND (date, serial)" + sign(st.older()) + "(?, ?)", []any{k.p, k.date, k.id}
}

func orderWord(descending bool) string {
	if descending {
		return " DESC"
	}
	return ""
}

func sign(descending bool) string {
	if descending {
		return " < "
	}
	return " > "
}

// bound is a query's largest id.
func bound(upto feed.ArticleID) int64 {
	if upto == 0 {
		return math.MaxInt64
	}
	return int64(upto)
}
