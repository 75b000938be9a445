package widget

import (
	"griot/feed"
	"griot/ui/keys"
)

// Window is a run of consecutive rows of a list that is too long to hold, with a
// cursor, and the part of the run that is seen. A row is known by its key, so that
// rows can come, go and be read again under a cursor that stays where it is.
//
// A row may begin a section: then a line of its own stands above it, except at the
// top of what is seen, where the section is told once for all.
type Window[K comparable, R any] struct {
	Key    func(R) K
	Breaks func(above, row R) bool // whether row begins a section; nil: none does
	Keep   int                     // so many rows are held at most

	rows        []R
	held        map[K]struct{}
	cursor, top int
	height      int
	first, last bool // the list's first row is in the run, its last row is
	shift       int  // rows that went in front since Reset, less those that came
}

// Reset makes the run out of rows, with the cursor on one of them.
func (w *Window[K, R]) Reset(rows []R, first, last bool, cursor int) {
	w.rows = rows
	w.held = make(map[K]struct{}, len(rows))
	for _, r := range rows {
		w.held[w.Key(r)] = struct{}{}
	}
	w.first, w.last, w.shift = first, last, 0
	w.cursor, w.top = cursor, cursor
	w.settle()
}

// Extend adds the rows that follow the run in a direction, in list order; end says
// that there are none beyond them. A row that is in the run already is left out.
// It returns how many rows were added.
func (w *Window[K, R]) Extend(dir feed.Direction, rows []R, end bool) int {
	fresh := make([]R, 0, len(rows))
	for _, r := range rows {
		if _, here := w.held[w.Key(r)]; !here {
			w.held[w.Key(r)] = struct{}{}
			fresh = append(fresh, r)
		}
	}
	if dir == feed.Forward {
		w.rows = append(w.rows, fresh...)
		w.last = end
	} else {
		w.rows = append(fresh, w.rows...)
		w.cursor += len(fresh)
		w.top += len(fresh)
		w.shift -= len(fresh)
		w.first = end
	}
	w.trim(dir)
	w.settle()
	return len(fresh)
}

// trim drops rows on the far side of where rows were added. What is seen stays.
func (w *Window[K, R]) trim(grown feed.Direction) {
	over := len(w.rows) - w.Keep
	if w.Keep <= 0 || over <= 0 {
		return
	}
	if grown == feed.Forward {
		over = min(over, w.top, w.cursor)
		if over <= 0 {
			return
		}
		w.forget(w.rows[:over])
		w.rows = append([]R(nil), w.rows[over:]...)
		w.cursor -= over
		w.top -= over
		w.shift += over
		w.first = false
		return
	}
	over = min(over, len(w.rows)-1-max(w.cursor, w.top+w.height))
	if over <= 0 {
		return
	}
	kept := len(w.rows) - over
	w.forget(w.rows[kept:])
	w.rows = append([]R(nil), w.rows[:kept]...)
	w.last = false
}

func (w *Window[K, R]) forget(rows []R) {
	for _, r := range rows {
		delete(w.held, w.Key(r))
	}
}

// Rows is the run. It is not to be changed.
func (w *Window[K, R]) Rows() []R { return w.rows }

// Len is how many rows the run holds.
func (w *Window[K, R]) Len() int { return len(w.rows) }

// Cursor is the index of the selected row in the run, 0 in an empty one.
func (w *Window[K, R]) Cursor() int { return w.cursor }

// Top is the index of the first row that is seen.
func (w *Window[K, R]) Top() int { return w.top }

// Selected is the row under the cursor.
func (w *Window[K, R]) Selected() (row R, ok bool) {
	if w.cursor < len(w.rows) {
		return w.rows[w.cursor], true
	}
	return row, false
}

// Shift is how far the run's first row now lies from the first row that Reset got.
func (w *Window[K, R]) Shift() int { return w.shift }

// Find is the index of a row in the run, -1 when it is not in it.
func (w *Window[K, R]) Find(k K) int {
	if _, here := w.held[k]; !here {
		return -1
	}
	for i, r := range w.rows {
		if w.Key(r) == k {
			return i
		}
	}
	return -1
}

// Ends tells whether the run reaches the end of the list in a direction.
func (w *Window[K, R]) Ends(dir feed.Direction) bool {
	if dir == feed.Forward {
		return w.last
	}
	return w.first
}

// Wants tells whether fewer than margin rows are left beyond what is seen, and the
// list goes on.
func (w *Window[K, R]) Wants(dir feed.Direction, margin int) bool {
	if w.Ends(dir) {
		return false
	}
	if dir == feed.Forward {
		return len(w.rows)-max(w.cursor+1, w.top+w.height) < margin
	}
	return min(w.top, w.cursor) < margin
}

// SetHeight says how many lines are seen.
func (w *Window[K, R]) SetHeight(h int) {
	w.height = max(0, h)
	w.settle()
}

// Move moves the cursor by d rows, as far as the run goes.
func (w *Window[K, R]) Move(d int) { w.Select(w.cursor + d) }

// Select puts the cursor on a row of the run.
func (w *Window[K, R]) Select(i int) {
	w.cursor = i
	w.settle()
}

// Leap moves the cursor and what is seen by d rows alike.
func (w *Window[K, R]) Leap(d int) {
	w.top += d
	w.cursor += d
	w.settle()
}

// Scroll moves what is seen by d rows, and the cursor only as far as it must to be
// seen.
func (w *Window[K, R]) Scroll(d int) {
	w.top = min(max(0, w.top+d), w.lowest())
	w.cursor = min(max(w.cursor, w.top), max(w.top, w.bottom()))
	w.settle()
}

// Act carries out a key that moves by rows or pages, and tells whether it was one. A
// page leaves one row of the last one in sight. The ends of the list are the
// caller's: the run need not reach them.
func (w *Window[K, R]) Act(a keys.Action) bool {
	page := max(1, w.height-1)
	switch a {
	case keys.Down:
		w.Move(1)
	case keys.Up:
		w.Move(-1)
	case keys.PageDown:
		w.Leap(page)
	case keys.PageUp:
		w.Leap(-page)
	case keys.HalfDown:
		w.Leap((page + 1) / 2)
	case keys.HalfUp:
		w.Leap(-(page + 1) / 2)
	default:
		return false
	}
	return true
}

// PutTop shows the run from a row on, if the cursor is seen then.
func (w *Window[K, R]) PutTop(i int) {
	w.top = i
	w.settle()
}

// Line is a line of what is seen: a row, or the title of the section that begins
// with it.
type Line struct {
	Row   int
	Title bool
}

// Lines are what is seen, from the top.
func (w *Window[K, R]) Lines() []Line {
	lines := make([]Line, 0, w.height)
	for i := w.top; i < len(w.rows) && len(lines) < w.height; i++ {
		if w.opens(i) && i > w.top {
			lines = append(lines, Line{Row: i, Title: true})
			if len(lines) == w.height {
				break
			}
		}
		lines = append(lines, Line{Row: i})
	}
	return lines
}

// opens tells whether a row begins a section.
func (w *Window[K, R]) opens(i int) bool {
	return w.Breaks != nil && i > 0 && w.Breaks(w.rows[i-1], w.rows[i])
}

// settle keeps the cursor in the run and in what is seen, and what is seen full.
func (w *Window[K, R]) settle() {
	w.cursor = max(0, min(w.cursor, len(w.rows)-1))
	w.top = max(0, min(w.top, w.cursor, w.lowest()))
	w.top = max(w.top, w.topFor(w.cursor))
}

// topFor is the first row from which row i is still seen.
func (w *Window[K, R]) topFor(i int) int {
	if len(w.rows) == 0 {
		return 0
	}
	top, used := i, 1
	for top > 0 {
		used++
		if w.opens(top) {
			used++
		}
		if used > w.height {
			break
		}
		top--
	}
	return top
}

// lowest is the furthest that the run can be scrolled with no line left blank.
func (w *Window[K, R]) lowest() int { return w.topFor(len(w.rows) - 1) }

// bottom is the last row that is seen.
func (w *Window[K, R]) bottom() int {
	bottom := w.top
	for _, l := range w.Lines() {
		if !l.Title {
			bottom = l.Row
		}
	}
	return bottom
}
