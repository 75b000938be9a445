package app

import (
	"time"

	tea "charm.land/bubbletea/v2"
)

// pacer keeps keys that come faster than frames can be shown from being drawn one by
// one: Bubble Tea asks for the screen after every message, and shows only so many a
// second.
type pacer struct {
	now     func() time.Time // nil before the program runs, which draws later what is left out
	keyed   time.Time        // when a frame was last drawn for a key
	last    tea.View
	waiting bool // for drawNow
	key     bool // the next frame is for a key
	skips   bool // the next frame is left out
}

// drawNow draws the frame that was left out.
type drawNow struct{}

// frameTime is how long a frame is on the screen.
const frameTime = time.Second / framesPerSecond

// paces decides, after a message, whether the screen has to be drawn for it.
func (p *pacer) paces(msg tea.Msg) tea.Cmd {
	switch msg.(type) {
	case drawNow:
		p.waiting = false
		return nil
	case tea.KeyPressMsg:
	default:
		return nil
	}
	if p.now == nil || p.now().Sub(p.keyed) >= frameTime {
		p.key = true
		return nil
	}
	p.skips = true
	if p.waiting {
		return nil
	}
	p.waiting = true
	return tea.Tick(frameTime, func(time.Time) tea.Msg { return drawNow{} })
}

// frame is the screen: the last one where this one is left out.
func (p *pacer) frame(draw func() tea.View) tea.View {
	if p.skips {
		p.skips = false
		return p.last
	}
	p.last = draw()
	if p.key && p.now != nil {
		p.keyed = p.now() // a frame may take longer to draw than it is shown
	}
	p.key = false
	return p.last
}
