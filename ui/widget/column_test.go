package widget

import "testing"

func TestColumn(t *testing.T) {
	for _, c := range []struct {
		pane, wanted int
		whole        bool
		left, width  int
	}{
		{120, 80, false, 20, 80}, {120, 80, true, 2, 116}, {80, 80, false, 2, 76}, {40, 80, false, 1, 38},
		{20, 80, false, 0, 20}, {200, 0, false, 60, 80}, {0, 80, false, 0, 1}, {1, 80, true, 0, 1}, {100, 60, false, 20, 60},
	} {
		if left, width := Column(c.pane, c.wanted, c.whole); left != c.left || width != c.width {
			t.Errorf("Column(%d, %d, %v) = %d, %d, want %d, %d", c.pane, c.wanted, c.whole, left, width, c.left, c.width)
		}
	}
}
