package app

import (
	"reflect"
	"testing"

	tea "charm.land/bubbletea/v2"

	"griot/ui/pane"
)

// A size that no message told is asked for; a known one, and none, are not.
func TestUntoldSizeIsAskedFor(t *testing.T) {
	t.Parallel()
	m, _ := online(t)
	m.Update(tea.WindowSizeMsg{Width: 100, Height: 30})
	for _, c := range []struct {
		at   size
		asks bool
	}{
		{size{100, 30}, false},
		{size{60, 30}, true},
		{size{100, 31}, true},
		{size{0, 0}, false},
	} {
		if asks := m.looked(looked{c.at, m.told}) != nil; asks != c.asks {
			t.Errorf("%v: asked for %v, want %v", c.at, asks, c.asks)
		}
		if m.looked(looked{c.at, m.told - 1}) != nil {
			t.Errorf("%v: asked for though a later message came", c.at)
		}
	}
	m.Update(tea.WindowSizeMsg{Width: 60, Height: 30})
	if m.looked(looked{size{60, 30}, m.told}) == nil {
		t.Error("not drawn anew when the size had settled")
	}
	if m.looked(looked{size{60, 30}, m.told}) != nil {
		t.Error("drawn anew again")
	}
}

// The screen can be drawn anew from everywhere, from text fields too.
func TestRedrawHoldsEverywhere(t *testing.T) {
	t.Parallel()
	ctrlL := tea.KeyPressMsg{Code: 'l', Mod: tea.ModCtrl}
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
		if cmd := m.key(ctrlL); cmd == nil || reflect.TypeOf(cmd()) != reflect.TypeOf(redraw()()) {
			t.Errorf("not in %s", place)
		}
	}
}
