package library_test

import (
	"slices"
	"testing"
	"time"
)

// A clock that is wrong, and the hour that comes twice in autumn, keep no source from
// being asked and let none be asked too often.
func TestClocks(t *testing.T) {
	summer, winter := time.FixedZone("CEST", 2*3600), time.FixedZone("CET", 3600)
	second := time.Date(2026, 10, 25, 2, 30, 0, 0, winter) // an hour after the first half past two
	for name, c := range map[string]struct {
		begin time.Time
		steps []time.Time
		asked []bool
	}{
		"the hour that comes twice": {
			time.Date(2026, 10, 25, 2, 30, 0, 0, summer),
			[]time.Time{time.Date(2026, 10, 25, 2, 50, 0, 0, summer), time.Date(2026, 10, 25, 2, 5, 0, 0, winter), second, second.Add(20 * time.Minute)},
			[]bool{false, true, false, true},
		},
		"the hour that is missing": {
			time.Date(2026, 3, 29, 1, 50, 0, 0, winter),
			[]time.Time{time.Date(2026, 3, 29, 3, 5, 0, 0, summer), time.Date(2026, 3, 29, 3, 25, 0, 0, summer)},
			[]bool{false, true},
		},
		"ten years back and again": {
			second, []time.Time{second.AddDate(-10, 0, 0), second.AddDate(-10, 0, 0).Add(time.Minute), second},
			[]bool{true, false, true},
		},
		"ten years ahead and back": {
			second, []time.Time{second.AddDate(10, 0, 0), second.AddDate(10, 0, 0).Add(time.Minute), second, second.Add(time.Minute)},
			[]bool{true, false, true, false},
		},
	} {
		t.Run(name, func(t *testing.T) {
			h := newHouse(t)
			h.now = c.begin
			h.put("/feed", page{body: news + "\nttl 30m"})
			h.follow(h.at("/feed"))
			h.took()
			before := h.titles()
			for i, now := range c.steps {
				h.now = now
				h.refresh(whichAll)
				if asked := len(h.took()) > 0; asked != c.asked[i] {
					t.Errorf("at %v: asked %v", now, asked)
				}
				if after := h.titles(); !slices.Equal(after, before) {
					t.Errorf("at %v the list shows %q, before %q", now, after, before)
				}
			}
		})
	}
}
