package widget

import (
	"math/rand/v2"
	"slices"
	"testing"

	"griot/feed"
)

func newTestWindow(sections bool) *Window[int, int] {
	w := &Window[int, int]{Key: func(i int) int { return i }, Keep: 200}
	if sections {
		w.Breaks = func(above, row int) bool { return above/7 != row/7 }
	}
	return w
}

// check compares the window with the list it is over, and with what can be seen.
func check(t *testing.T, w *Window[int, int], list []int, height int) {
	t.Helper()
	rows := w.Rows()
	if len(rows) == 0 {
		if len(list) > 0 {
			t.Fatal("no row is held")
		}
		return
	}
	at := slices.Index(list, rows[0])
	if at < 0 || !slices.Equal(rows, list[at:at+len(rows)]) {
		t.Fatalf("rows are not a run of the list: %v", rows)
	}
	if w.Ends(feed.Backward) && at != 0 || w.Ends(feed.Forward) && at+len(rows) != len(list) {
		t.Fatal("an end is claimed that is none")
	}
	lines := w.Lines()
	seen, full := false, len(lines) == height
	for i, l := range lines {
		seen = seen || !l.Title && l.Row == w.Cursor()
		if i > 0 && l.Row != lines[i-1].Row && l.Row != lines[i-1].Row+1 {
			t.Fatalf("line %d jumps from row %d to row %d", i, lines[i-1].Row, l.Row)
		}
	}
	if !seen && height > 0 {
		t.Fatalf("cursor %d of %d is not seen: %v", w.Cursor(), len(rows), lines)
	}
	// A section's title may not fit where the list ends; one line is blank then.
	if !full && len(rows) > height && len(lines) < height-1 {
		t.Fatalf("%d of %d lines are blank", height-len(lines), height)
	}
}

// Whatever is done, the window is a run of the list with its cursor in sight.
func TestWindowAtRandom(t *testing.T) {
	for seed := range uint64(60) {
		r := rand.New(rand.NewPCG(seed, 1))
		list := make([]int, r.IntN(1500))
		for i := range list {
			list[i] = i
		}
		w := newTestWindow(seed%2 == 0)
		height := 1 + r.IntN(40)
		w.SetHeight(height)
		from := r.IntN(len(list) + 1)
		to := min(len(list), from+1+r.IntN(100))
		if from == to {
			from = max(0, to-1)
		}
		w.Reset(slices.Clone(list[from:to]), from == 0, to == len(list), r.IntN(max(1, to-from)))
		for range 300 {
			step(r, w, list, &height)
			check(t, w, list, height)
		}
	}
}

func step(r *rand.Rand, w *Window[int, int], list []int, height *int) {
	before, had := w.Selected()
	switch r.IntN(9) {
	case 0:
		w.Move(r.IntN(9) - 4)
		return
	case 1:
		w.Leap(r.IntN(80) - 40)
		return
	case 2:
		w.Scroll(r.IntN(9) - 4)
		return
	case 3:
		w.Select(r.IntN(w.Len() + 1))
		return
	case 4:
		w.PutTop(w.Cursor() - r.IntN(10))
	case 5:
		*height = 1 + r.IntN(40)
		w.SetHeight(*height)
	default:
		if w.Len() == 0 {
			return
		}
		rows, n, overlap := w.Rows(), 1+r.IntN(120), r.IntN(3)
		if r.IntN(2) == 0 {
			at := rows[len(rows)-1] + 1
			end := min(len(list), at+n)
			w.Extend(feed.Forward, slices.Clone(list[max(0, at-overlap):end]), end == len(list))
		} else {
			at := rows[0]
			start := max(0, at-n)
			w.Extend(feed.Backward, slices.Clone(list[start:min(len(list), at+overlap)]), start == 0)
		}
	}
	if after, has := w.Selected(); had && has && after != before {
		panic("the cursor left its row")
	}
}

func TestWindowWants(t *testing.T) {
	w := newTestWindow(false)
	w.SetHeight(10)
	w.Reset([]int{20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34}, false, false, 0)
	for _, c := range []struct {
		dir    feed.Direction
		margin int
		want   bool
	}{
		{feed.Forward, 5, false}, {feed.Forward, 6, true}, {feed.Backward, 1, true}, {feed.Backward, 0, false},
	} {
		if got := w.Wants(c.dir, c.margin); got != c.want {
			t.Errorf("Wants(%d, %d) = %v", c.dir, c.margin, got)
		}
	}
	w.Extend(feed.Backward, nil, true)
	if w.Wants(feed.Backward, 100) {
		t.Error("rows are wanted beyond the start of the list")
	}
}

func TestWindowKeepsItsBounds(t *testing.T) {
	w := newTestWindow(false)
	w.SetHeight(10)
	w.Reset([]int{0}, true, false, 0)
	for at := 1; at < 1000; at += 50 {
		rows := make([]int, 50)
		for i := range rows {
			rows[i] = at + i
		}
		w.Extend(feed.Forward, rows, false)
		w.Select(w.Len() - 1)
		if w.Len() > w.Keep+50 {
			t.Fatalf("%d rows held", w.Len())
		}
	}
	if w.Ends(feed.Backward) {
		t.Error("the start was dropped and is still claimed")
	}
	if first, _ := w.Selected(); first != 1000 || w.Shift()+w.Cursor() != 1000 {
		t.Errorf("row %d, shift %d, cursor %d", first, w.Shift(), w.Cursor())
	}
}

func TestRows(t *testing.T) {
	var r Rows
	r.SetHeight(5)
	r.SetLen(12)
	for _, c := range []struct {
		do          func()
		cursor, top int
	}{
		{func() { r.Move(4) }, 4, 0},
		{func() { r.Move(1) }, 5, 1},
		{func() { r.Select(11) }, 11, 7},
		{func() { r.Move(5) }, 11, 7},
		{func() { r.Scroll(-3) }, 8, 4},
		{func() { r.leap(-5) }, 3, 0},
		{func() { r.SetLen(2) }, 1, 0},
		{func() { r.SetLen(0) }, 0, 0},
	} {
		c.do()
		if first, _ := r.Window(); r.Cursor() != c.cursor || first != c.top {
			t.Errorf("cursor %d, top %d; want %d, %d", r.Cursor(), first, c.cursor, c.top)
		}
	}
}
