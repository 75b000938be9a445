package feed

import (
	"testing"
	"time"
)

func TestRest(t *testing.T) {
	monday := time.Date(2026, 11, 23, 22, 30, 0, 0, time.UTC)
	for name, c := range map[string]struct {
		rest Rest
		at   time.Time
		want bool
	}{
		"none":               {Rest{}, monday, false},
		"its hour":           {Rest{Hours: 1 << 22}, monday, true},
		"the hour before":    {Rest{Hours: 1 << 21}, monday, false},
		"its day":            {Rest{Days: 1 << time.Monday}, monday, true},
		"another day":        {Rest{Days: 1 << time.Sunday}, monday, false},
		"one clock":          {Rest{Days: 1 << time.Monday}, time.Date(2026, 11, 24, 0, 30, 0, 0, time.FixedZone("", 3600)), true},
		"for ever, by hours": {Rest{Hours: allHours}, monday, false},
		"for ever, by days":  {Rest{Days: allDays}, monday, false},
		"every day, at ten":  {Rest{Days: allDays, Hours: 1 << 22}, monday, true},
	} {
		if got := c.rest.At(c.at); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}
