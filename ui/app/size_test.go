package app

import (
	"reflect"
	"testing"

	tea "charm.land/bubbletea/v2"

	"griot/ui/pane"
)

// A size that no message told is asked for; a known one, and none, are not.
func TestUntoldSizeIsAskedFor(t *testing.T) {
	m, _ := online(t)
	m.Update(tea.WindowSizeMsg{Width: 100, Height: 30})
	for _, c := range []struct {
		at   sized
		asks bool
	}{
		{sized{100, 30}, false},
		{sized{60, 30}, true},
		{sized{100, 31}, true},
		{sized{0, 0}, false},
	} {
		_, cmd := m.Update(c.at)
		if asks := cmd != nil; asks != c.asks {
			t.Errorf("%v: asked for %v, want %v", c.at, asks, c.asks)
		}
	}
}

// The screen can be drawn anew from everywhere, from text fields too.
func TestRedrawHoldsEverywhere(t *testing.T) {
	redraw := tea.KeyPressMsg{Code: 'l', Mod: tea.ModCtrl}
	m, _ := online(t)
	m.Update(tea.WindowSizeMsg{Width: 100, Height: 30})
	for _, place := range []string{"the list", "a text field", "an overlay"} {
		switch place {
		case "a text field":
			m.Update(tea.KeyPressMsg{Code: '/', Text: "/"})
		case "an overlay":
			m.Update(tea.KeyPressMsg{Code: tea.KeyEscape})
			m.Update(pane.AddSource{})
		}
		if cmd := m.key(redraw); cmd == nil || reflect.TypeOf(cmd()) != reflect.TypeOf(tea.ClearScreen()) {
			t.Errorf("not in %s", place)
		}
	}
}
