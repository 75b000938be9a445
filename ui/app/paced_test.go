package app

import (
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
)

// Keys that come faster than frames are not drawn one by one, and the last of them is
// drawn all the same.
func TestAFloodOfKeysIsDrawnOnce(t *testing.T) {
	t.Parallel()
	drawn := 0
	draw := func() tea.View { drawn++; return tea.NewView("") }
	clock := time.Unix(0, 0)
	p := pacer{now: func() time.Time { return clock }}
	if p.paces(drawNow{}); p.paces(tea.KeyPressMsg{Text: "a"}) != nil {
		t.Error("a key waits though none was drawn lately")
	}
	p.frame(draw)
	later := 0
	for range 1000 {
		if p.paces(tea.KeyPressMsg{Text: "a"}) != nil {
			later++
		}
		p.frame(draw)
	}
	if drawn != 1 || later != 1 {
		t.Errorf("drawn %d times, to be drawn %d times later", drawn, later)
	}
	if p.paces(drawNow{}); p.skips {
		t.Error("what was left out is left out again")
	}
	p.frame(draw)
	p.paces(tea.WindowSizeMsg{})
	p.frame(draw)
	clock = clock.Add(frameTime)
	if p.paces(tea.KeyPressMsg{Text: "a"}) != nil {
		t.Error("a key waits though the last frame has been shown")
	}
	p.frame(draw)
	if drawn != 4 {
		t.Errorf("drawn %d times", drawn)
	}
}

// Who looks at the screen after each key, as a test does, sees each.
func TestNothingIsLeftOutBeforeTheProgramRuns(t *testing.T) {
	t.Parallel()
	var p pacer
	p.frame(func() tea.View { return tea.NewView("") })
	if p.paces(tea.KeyPressMsg{Text: "a"}) != nil || p.skips {
		t.Error("a frame is left out that nobody draws later")
	}
}
