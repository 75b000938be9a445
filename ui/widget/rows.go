package widget

import "griot/ui/keys"

// Rows is the arithmetic of a list whose rows are all in memory: a cursor, and the
// part that is shown.
type Rows struct {
	n, cursor, top, height int
}

// SetHeight says how many rows are shown.
func (r *Rows) SetHeight(h int) { r.height = max(0, h); r.settle() }

// SetLen says how many rows there are.
func (r *Rows) SetLen(n int) { r.n = max(0, n); r.settle() }

// Len is how many rows there are.
func (r *Rows) Len() int { return r.n }

// Cursor is the selected row, 0 when there is none.
func (r *Rows) Cursor() int { return r.cursor }

// Window is the part that is shown: rows from first up to but without end.
func (r *Rows) Window() (first, end int) { return r.top, min(r.n, r.top+r.height) }

// Move moves the cursor by d rows.
func (r *Rows) Move(d int) { r.cursor += d; r.settle() }

// Select puts the cursor on a row.
func (r *Rows) Select(i int) { r.cursor = i; r.settle() }

// Scroll moves what is shown by d rows, and the cursor no further than needed to
// stay in it.
func (r *Rows) Scroll(d int) {
	r.top = max(0, min(r.top+d, r.n-r.height))
	r.cursor = max(r.top, min(r.cursor, r.top+r.height-1))
	r.settle()
}

// Act carries out a key that moves, and tells whether it was one.
func (r *Rows) Act(a keys.Action) bool {
	page := max(1, r.height)
	switch a {
	case keys.Down:
		r.Move(1)
	case keys.Up:
		r.Move(-1)
	case keys.Top:
		r.Select(0)
	case keys.Bottom:
		r.Select(r.n - 1)
	case keys.PageDown:
		r.leap(page)
	case keys.PageUp:
		r.leap(-page)
	case keys.HalfDown:
		r.leap((page + 1) / 2)
	case keys.HalfUp:
		r.leap(-(page + 1) / 2)
	default:
		return false
	}
	return true
}

// leap moves what is shown and the cursor alike.
func (r *Rows) leap(d int) {
	r.top = max(0, min(r.top+d, r.n-r.height))
	r.Move(d)
}

func (r *Rows) settle() {
	r.cursor = max(0, min(r.cursor, r.n-1))
	r.top = max(0, min(r.top, r.cursor, r.n-r.height))
	r.top = max(r.top, r.cursor-max(1, r.height)+1)
}
