package keys

import (
	"slices"
	"testing"

	"griot/ui/text"
)

var presets = []string{"default", "newsboat"}

var places = []Place{Everywhere, Headlines, Reader, Comments, Sources, Compose, Menu, Prompt}

func TestNoKeyMeansTwoThings(t *testing.T) {
	for _, preset := range presets {
		m, ok := New(preset)
		if !ok {
			t.Fatalf("no preset %q", preset)
		}
		for _, place := range places {
			seen := map[string]Action{}
			for _, b := range m.In(place) {
				for _, key := range b.Keys {
					if other, twice := seen[key]; twice && other != b.Action {
						t.Errorf("%s: place %d: %q is bound to %d and to %d", preset, place, key, other, b.Action)
					}
					seen[key] = b.Action
				}
			}
		}
	}
}

func TestEveryBindingIsNamedInBothLanguages(t *testing.T) {
	w := text.New(text.French, nil)
	for _, preset := range presets {
		m, _ := New(preset)
		for _, b := range m.bindings {
			if !w.Has(b.Label) {
				t.Errorf("%s: %q has no words", preset, b.Label)
			}
			if b.Shown == "" || len(b.Keys) == 0 {
				t.Errorf("%s: %q is shown by no key", preset, b.Label)
			}
		}
	}
}

// Letters are letters where text is typed.
func TestTextTakesControlKeysOnly(t *testing.T) {
	for _, preset := range presets {
		m, _ := New(preset)
		for _, place := range []Place{Compose, Prompt} {
			for _, key := range []string{"a", "q", "Q", "u", "?", "A", "1", "space", "é", "tab"} {
				if got := m.Action(place, key); got != None {
					t.Errorf("%s: %q means %d in place %d", preset, key, got, place)
				}
			}
			if m.Action(place, "ctrl+c") != QuitNow {
				t.Errorf("%s: ctrl+c does not leave from place %d", preset, place)
			}
		}
	}
}

func TestDefaultKeys(t *testing.T) {
	m, _ := New("")
	for _, c := range []struct {
		place Place
		key   string
		want  Action
	}{
		{Headlines, "j", Down},
		{Headlines, "down", Down},
		{Headlines, "é", ViewUnread},
		{Headlines, `"`, ViewStarred},
		{Headlines, "space", PageDown},
		{Headlines, "q", Quit},
		{Headlines, "u", Undo},
		{Headlines, "f1", Help},
		{Reader, "q", Back},
		{Reader, "space", ReadOn},
		{Reader, "right", ShowComments},
		{Reader, "N", PreviousMatch},
		{Reader, "a", Write},
		{Reader, "tab", NextLink},
		{Comments, "r", Reply},
		{Comments, "R", RefreshAll},
		{Comments, "h", Fold},
		{Sources, "e", Rename},
		{Compose, "ctrl+s", Save},
		{Menu, "Q", QuitNow},
		{Headlines, "x", None}, // what is not built is not bound
		{Headlines, "F", None},
		{Reader, "]", None},
	} {
		if got := m.Action(c.place, c.key); got != c.want {
			t.Errorf("%q in place %d means %d, want %d", c.key, c.place, got, c.want)
		}
	}
}

func TestNewsboatHabits(t *testing.T) {
	m, _ := New("newsboat")
	for _, c := range []struct {
		place Place
		key   string
		want  Action
	}{
		{Headlines, "g", Sort},
		{Headlines, "N", ToggleRead},
		{Headlines, "C", MarkAllRead},
		{Headlines, "l", ViewAll},
		{Headlines, "U", Undo},
		{Reader, "u", Links},
		{Reader, "s", Share},
		{Headlines, "n", NextUnread},
	} {
		if got := m.Action(c.place, c.key); got != c.want {
			t.Errorf("%q in place %d means %d, want %d", c.key, c.place, got, c.want)
		}
	}
	if _, ok := New("emacs"); ok {
		t.Error("an unknown preset was accepted")
	}
}

func TestBindingsHaveOrder(t *testing.T) {
	m, _ := New("default")
	if got := m.In(Headlines)[0].Action; got != Open {
		t.Errorf("help begins with action %d, want %d", got, Open)
	}
	if !slices.ContainsFunc(m.In(Everywhere), func(b Binding) bool { return b.Action == Help }) {
		t.Error("help is not bound everywhere")
	}
}

func TestNamedInFrench(t *testing.T) {
	m, _ := New("default")
	french := m.Named(text.New(text.French, nil))
	if got := french.Shown(Reader, Open); got != "entrée" {
		t.Errorf("open is %q", got)
	}
	if got := french.Shown(Headlines, PageUp); got != "b PgPréc" {
		t.Errorf("page up is %q", got)
	}
	if got := m.Shown(Reader, Open); got != "enter" {
		t.Errorf("the map itself was changed: %q", got)
	}
	if got := french.Action(Reader, "enter"); got != Open {
		t.Errorf("enter means %v", got)
	}
}
