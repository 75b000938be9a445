package widget

import (
	"fmt"
	"slices"
	"testing"
)

// flowOf makes a flow of blocks with the given heights, -1 for unknown ones.
func flowOf(window int, heights ...int) *Flow {
	f := &Flow{}
	f.SetWindow(window)
	f.Reset(len(heights), Spot{})
	for i, h := range heights {
		if h >= 0 {
			f.SetHeight(i, h)
		}
	}
	f.Settle()
	return f
}

func rows(f *Flow) string { return fmt.Sprint(slices.Collect(f.Rows())) }

func TestFlowScrolls(t *testing.T) {
	f := flowOf(3, 2, 3, 0, 2)
	for _, c := range []struct {
		by   int
		want Spot
	}{
		{1, Spot{0, 1}}, {1, Spot{1, 0}}, {-2, Spot{0, 0}}, {-5, Spot{0, 0}},
		{4, Spot{1, 2}}, {9, Spot{1, 2}}, {-1, Spot{1, 1}},
	} {
		f.Scroll(c.by)
		if f.Top() != c.want || !f.Settled() {
			t.Errorf("after %d: %v, want %v", c.by, f.Top(), c.want)
		}
	}
	f.GoToEnd()
	if got, want := rows(f), "[{1 2} {3 0} {3 1}]"; got != want {
		t.Errorf("at the end %s, want %s", got, want)
	}
	if !f.AtEnd() || f.AtTop() {
		t.Error("it does not know that it is at the end")
	}
}

func TestFlowOwesWhatIsNotRendered(t *testing.T) {
	f := flowOf(3, 2, 3, -1, 2, 4)
	f.Scroll(6)
	if f.Top() != (Spot{1, 0}) || f.Settled() {
		t.Fatalf("at %v, settled %v", f.Top(), f.Settled())
	}
	if want := f.Wanted(9); !slices.Equal(want, []int{2}) {
		t.Errorf("wants %v", want)
	}
	f.SetHeight(2, 5)
	f.Settle()
	if f.Top() != (Spot{2, 1}) || !f.Settled() {
		t.Errorf("at %v, settled %v", f.Top(), f.Settled())
	}
}

func TestFlowGoesToAnEndThatIsNotRendered(t *testing.T) {
	f := flowOf(3, 4, -1, -1, -1, -1)
	f.GoToEnd()
	if f.Top() != (Spot{}) || f.Settled() {
		t.Fatal("it moved before the end is known")
	}
	if want := f.Wanted(9); want[0] != 4 {
		t.Errorf("wants %v", want)
	}
	f.SetHeight(4, 1)
	f.Settle()
	if f.Settled() {
		t.Fatal("one row does not fill the window")
	}
	f.SetHeight(3, 7)
	f.Settle()
	if got, want := rows(f), "[{3 5} {3 6} {4 0}]"; got != want {
		t.Errorf("shows %s, want %s", got, want)
	}
}

func TestFlowReveals(t *testing.T) {
	f := flowOf(6, 10, 10, 10)
	f.Reveal(Spot{0, 3}, 2)
	if f.Top() != (Spot{}) {
		t.Errorf("what is seen makes it scroll to %v", f.Top())
	}
	f.Reveal(Spot{1, 4}, 2)
	if f.Top() != (Spot{1, 2}) {
		t.Errorf("at %v", f.Top())
	}
	f.Reveal(Spot{2, 0}, 6)
	if f.Top() != (Spot{2, 0}) {
		t.Errorf("what fills the window is shown from %v", f.Top())
	}
	f.Reveal(Spot{2, 9}, 1)
	if f.Top() != (Spot{2, 4}) {
		t.Errorf("the last row is shown from %v", f.Top())
	}
}

func TestFlowStaysFilled(t *testing.T) {
	f := flowOf(3, 5, 5)
	f.GoToEnd()
	f.SetWindow(8)
	if f.Top() != (Spot{0, 2}) {
		t.Errorf("at %v", f.Top())
	}
	f.SetWindow(80)
	if f.Top() != (Spot{}) || !f.AtTop() || !f.AtEnd() {
		t.Errorf("at %v", f.Top())
	}
	f.Splice(1, 0)
	if f.Len() != 1 || f.Top() != (Spot{}) {
		t.Errorf("%d blocks, at %v", f.Len(), f.Top())
	}
}

// Whatever is asked of it, a flow shows rows that follow each other and never
// leaves the column.
func FuzzFlow(f *testing.F) {
	f.Add([]byte{3, 2, 0, 5, 1}, []byte{1, 9, 2, 3, 200, 4, 5})
	f.Add([]byte{0, 0, 0}, []byte{0, 1, 2, 3, 4, 5, 6, 7})
	f.Add([]byte{}, []byte{2, 1})
	f.Fuzz(func(t *testing.T, heights, asked []byte) {
		var fl Flow
		fl.SetWindow(4)
		fl.Reset(len(heights), Spot{})
		for i, a := range asked {
			n := int(a) / 8
			switch a % 8 {
			case 0:
				fl.Scroll(n)
			case 1:
				fl.Scroll(-n)
			case 2:
				fl.GoToEnd()
			case 3:
				fl.GoTo(Spot{n, i})
			case 4:
				fl.Reveal(Spot{n, i}, i)
			case 5:
				fl.SetWindow(n)
			case 6, 7:
				if n < len(heights) {
					fl.SetHeight(n, int(heights[n]%16))
					fl.Settle()
				}
			}
			last := Spot{-1, 0}
			for s := range fl.Rows() {
				if s.Block >= len(heights) || s.Row >= int(heights[s.Block]%16) || !last.Before(s) {
					t.Fatalf("row %v after %v", s, last)
				}
				last = s
			}
			for _, w := range fl.Wanted(5) {
				if fl.Known(w) {
					t.Fatalf("wants %d, which is known", w)
				}
			}
		}
		for i, h := range heights {
			fl.SetHeight(i, int(h%16))
		}
		fl.Settle()
		if !fl.Settled() || !fl.Filled() {
			t.Fatalf("all is known, and it owes something: %+v", fl)
		}
	})
}
