package widget

import "iter"

// Spot is a row of a column: a block, and a row of that block.
type Spot struct{ Block, Row int }

// Before tells whether s comes above o.
func (s Spot) Before(o Spot) bool {
	return s.Block < o.Block || s.Block == o.Block && s.Row < o.Row
}

// Flow is the arithmetic of a long column of blocks that is seen through a
// window. A block's height is known only once it is rendered, so a position is a
// block and a row of it, never a row of the whole. A movement into what is not
// rendered yet is made as far as it goes; the rest is owed until Settle finds the
// heights it needs.
type Flow struct {
	heights []int // rows of each block; unset where it is not rendered
	window  int   // rows that are seen
	top     Spot
	goal    goal
}

const unset = -1

// goal is a movement that waits for blocks to be rendered.
type goal struct {
	kind goalKind
	rows int // to scroll, or to be seen from at on
	at   Spot
}

type goalKind uint8

const (
	settled    goalKind = iota
	scrollRows          // so many rows, down or up
	goTo                // at stands at the top of the window
	goToEnd
	reveal // the rows from at on are seen
)

// Reset makes the column n blocks of unknown height, seen from a spot on.
func (f *Flow) Reset(n int, top Spot) {
	f.heights = make([]int, n)
	for i := range f.heights {
		f.heights[i] = unset
	}
	f.goal = goal{}
	f.top = f.within(top)
}

// Splice replaces the blocks from one on by n blocks of unknown height.
func (f *Flow) Splice(from, n int) {
	f.heights = f.heights[:min(from, len(f.heights))]
	for range n {
		f.heights = append(f.heights, unset)
	}
	f.top, f.goal.at = f.within(f.top), f.within(f.goal.at)
}

func (f *Flow) within(s Spot) Spot {
	if s.Block >= len(f.heights) {
		return Spot{Block: max(0, len(f.heights)-1)}
	}
	return s
}

// SetWindow sets how many rows are seen.
func (f *Flow) SetWindow(rows int) {
	f.window = max(0, rows)
	f.Settle()
}

// SetHeight says how many rows a block has.
func (f *Flow) SetHeight(block, rows int) {
	if block < len(f.heights) {
		f.heights[block] = rows
	}
}

// Forget makes a block's height unknown again.
func (f *Flow) Forget(block int) { f.heights[block] = unset }

// Known tells whether a block's height is.
func (f *Flow) Known(block int) bool { return f.heights[block] != unset }

// Len is the number of blocks.
func (f *Flow) Len() int { return len(f.heights) }

// Top is the first row that is seen.
func (f *Flow) Top() Spot { return f.top }

// Settled tells whether no movement is owed.
func (f *Flow) Settled() bool { return f.goal.kind == settled }

// Scroll moves so many rows down, or up where it is negative.
func (f *Flow) Scroll(rows int) {
	if f.goal.kind == scrollRows {
		rows += f.goal.rows
	}
	f.goal = goal{kind: scrollRows, rows: rows}
	f.Settle()
}

// GoTo brings a spot to the top of the window.
func (f *Flow) GoTo(at Spot) {
	f.goal = goal{kind: goTo, at: f.within(at)}
	f.Settle()
}

// GoToEnd shows the last rows.
func (f *Flow) GoToEnd() {
	f.goal = goal{kind: goToEnd}
	f.Settle()
}

// Reveal scrolls, if it must, until the given rows from a spot on are seen.
func (f *Flow) Reveal(at Spot, rows int) {
	f.goal = goal{kind: reveal, at: f.within(at), rows: max(1, rows)}
	f.Settle()
}

// Settle makes what movement is owed, as far as heights are known, and keeps the
// window filled.
func (f *Flow) Settle() {
	if len(f.heights) == 0 {
		f.goal = goal{}
		return
	}
	switch f.goal.kind {
	case settled:
	case scrollRows:
		f.scroll()
	case goTo:
		f.place(f.goal.at)
	case goToEnd:
		f.place(Spot{Block: len(f.heights)})
	case reveal:
		f.reveal()
	}
	if f.goal.kind == settled {
		f.fill()
	}
}

func (f *Flow) scroll() {
	owed := f.goal.rows
	if owed >= 0 {
		rows, end := f.below(f.top, f.window+owed)
		step := min(owed, max(0, rows-f.window))
		f.top = f.down(f.top, step)
		owed -= step
		if end != missing {
			owed = 0
		}
	} else {
		rows, end := f.above(f.top, -owed)
		f.top = f.up(f.top, rows)
		owed += rows
		if end != missing {
			owed = 0
		}
	}
	if f.goal.rows = owed; owed == 0 {
		f.goal = goal{}
	}
}

// place brings a spot to the top, or as near as the end of the column allows.
func (f *Flow) place(at Spot) {
	if at.Block < len(f.heights) {
		h := f.heights[at.Block]
		if h == unset {
			return
		}
		at.Row = max(0, min(at.Row, h-1))
	}
	rows, end := f.below(at, f.window)
	if end == missing {
		return
	}
	if short := f.window - rows; short > 0 {
		back, end := f.above(at, short)
		if end == missing {
			return
		}
		at = f.up(at, back)
	}
	f.top, f.goal = at, goal{}
}

func (f *Flow) reveal() {
	at := f.goal.at
	h := f.heights[at.Block]
	if h == unset {
		return
	}
	at.Row = max(0, min(at.Row, h-1))
	if row, seen := f.Row(at); seen && (row+f.goal.rows <= f.window || row == 0) {
		f.goal = goal{}
		return
	}
	// A third of the window above what was looked for tells where it stands, but
	// never so much that its own rows fall out below.
	lead := max(0, min(f.window/3, f.window-f.goal.rows))
	back, end := f.above(at, lead)
	if end == missing {
		return
	}
	f.place(f.up(at, back))
}

// fill moves up where the column ends above the window's last row.
func (f *Flow) fill() {
	rows, end := f.below(f.top, f.window)
	if end != over || rows >= f.window {
		return
	}
	back, _ := f.above(f.top, f.window-rows)
	f.top = f.up(f.top, back)
}

// Rows yields what the window shows, from its first row on, and stops at a block
// that is not rendered.
func (f *Flow) Rows() iter.Seq[Spot] {
	return func(yield func(Spot) bool) {
		at := f.top
		for seen := 0; seen < f.window && at.Block < len(f.heights); {
			if f.heights[at.Block] == unset {
				return
			}
			if at.Row >= f.heights[at.Block] {
				at = Spot{Block: at.Block + 1}
				continue
			}
			if !yield(at) {
				return
			}
			at.Row++
			seen++
		}
	}
}

// Row is where in the window a spot stands, and whether it is seen.
func (f *Flow) Row(at Spot) (row int, seen bool) {
	for s := range f.Rows() {
		if s == at {
			return row, true
		}
		row++
	}
	return 0, false
}

// Filled tells whether everything that the window shows is rendered.
func (f *Flow) Filled() bool {
	_, end := f.below(f.top, f.window)
	return end != missing
}

// AtTop tells whether the column's first row is seen.
func (f *Flow) AtTop() bool {
	rows, end := f.above(f.top, 1)
	return rows == 0 && end == over
}

// AtEnd tells whether the column's last row is seen.
func (f *Flow) AtEnd() bool {
	_, end := f.below(f.top, f.window+1)
	return end == over
}

// Wanted returns blocks that are to be rendered, the most urgent first: those that
// the window or an owed movement needs, then what lies around them up to reach
// blocks away.
func (f *Flow) Wanted(reach int) []int {
	var wanted []int
	add := func(i int) {
		if i >= 0 && i < len(f.heights) && f.heights[i] == unset {
			wanted = append(wanted, i)
		}
	}
	focus := f.focus()
	near := min(reach, f.window) // a block has a row at least, nearly always
	for i := range near {
		add(focus + i)
	}
	for i := 1; i <= near; i++ {
		add(focus - i)
	}
	for i := near; i <= reach; i++ {
		add(focus + i)
		if i > near {
			add(focus - i)
		}
	}
	return wanted
}

// Around tells whether a block is at most reach blocks from where the window is or
// is going.
func (f *Flow) Around(block, reach int) bool {
	near := func(a int) bool { return block >= a-reach && block <= a+reach }
	return near(f.top.Block) || near(f.focus())
}

func (f *Flow) focus() int {
	switch f.goal.kind {
	case goToEnd:
		return len(f.heights) - 1
	case goTo, reveal:
		return f.goal.at.Block
	case settled, scrollRows:
		return f.top.Block
	default:
		return f.top.Block
	}
}

// reached is why counting rows stopped.
type reached uint8

const (
	enough  reached = iota // as many as were asked for
	over                   // the column is over
	missing                // a block that is not rendered
)

// below counts the rows from a spot on, up to limit.
func (f *Flow) below(from Spot, limit int) (rows int, end reached) {
	for i := from.Block; i < len(f.heights); i++ {
		if rows >= limit {
			return limit, enough
		}
		if f.heights[i] == unset {
			return rows, missing
		}
		rows += f.heights[i]
		if i == from.Block {
			rows -= min(from.Row, f.heights[i])
		}
	}
	if rows >= limit {
		return limit, enough
	}
	return rows, over
}

// above counts the rows before a spot, up to limit.
func (f *Flow) above(from Spot, limit int) (rows int, end reached) {
	rows = from.Row
	for i := from.Block - 1; i >= 0; i-- {
		if rows >= limit {
			return limit, enough
		}
		if f.heights[i] == unset {
			return rows, missing
		}
		rows += f.heights[i]
	}
	if rows >= limit {
		return limit, enough
	}
	return rows, over
}

// down is the spot so many known rows below.
func (f *Flow) down(from Spot, rows int) Spot {
	from.Row += rows
	for from.Block < len(f.heights)-1 && from.Row >= f.heights[from.Block] {
		from.Row -= f.heights[from.Block]
		from.Block++
	}
	return from
}

// up is the spot so many known rows above.
func (f *Flow) up(from Spot, rows int) Spot {
	from.Row -= rows
	for from.Row < 0 && from.Block > 0 {
		from.Block--
		from.Row += f.heights[from.Block]
	}
	from.Row = max(0, from.Row)
	return from
}
