// Package keys holds every key binding of the interface, and what each means in
// each place.
package keys

import (
	"slices"
	"strings"

	"griot/ui/text"
)

// Place is where a key is pressed: one table of bindings each.
type Place uint8

const (
	Everywhere Place = iota // in every place where letters are not text
	Headlines
	Reader
	Comments
	Sources
	Compose // a text area: only control keys act
	Menu    // a list laid over the screen: links, sort, sources found
	Prompt  // a line of text over the screen or on the status line
)

// Action is what a key asks for.
type Action uint8

const (
	None Action = iota

	Down
	Up
	Top
	Bottom
	PageDown
	PageUp
	HalfDown
	HalfUp
	Open
	Back
	Right // → and l where they do something else than open
	Left

	NextArticle
	PreviousArticle
	NextUnread
	PreviousUnread
	ReadOn // space: a page on, then the next unread article

	ToggleRead
	MarkAllRead
	Undo
	Redo
	Star

	ViewAll
	ViewUnread
	ViewStarred
	ViewCommented

	RefreshSource
	RefreshAll
	ShowArrived
	AddSource
	ShowComments
	Write
	Reply
	Edit
	Delete
	NextThread
	PreviousThread
	Fold
	Unfold
	ToggleFold

	Find
	PreviousMatch
	Sort
	Links
	NextLink
	PreviousLink
	Browser
	CopyAddress
	Share
	FullText    // the page's text in the place of the feed's
	EarlierText // the one before the publisher changed it
	Contact
	OtherPane
	FullWidth
	ShowSources
	Rename
	Tags
	Remove
	ToggleOffline
	ImportList // follow what a file lists that was found on this computer

	Save
	Preview
	Editor
	Cancel
	Accept

	Help
	Suspend
	Redraw
	Quit    // one step back; leaves griot from the first screen
	QuitNow // from everywhere
)

// Binding is one action's keys in one place.
type Binding struct {
	Place  Place
	Action Action
	Keys   []string // as Bubble Tea writes them: "j", "ctrl+d", "shift+tab", "space"
	Shown  string   // the keys as help shows them
	Label  text.ID  // what they do
}

// Map answers what a key means. It is read-only once made.
type Map struct {
	bindings []Binding
	actions  map[Place]map[string]Action
}

// New returns the map of a preset: "default" or "newsboat". An unknown name gives
// the default and false.
func New(preset string) (*Map, bool) {
	switch preset {
	case "", "default":
		return build(defaults()), true
	case "newsboat":
		return build(newsboat()), true
	default:
		return build(defaults()), false
	}
}

// Importing returns the same map with the keys that import a list of sources, for
// where there is one to import.
func (m *Map) Importing() *Map {
	return build(slices.Concat(m.bindings, []Binding{
		{Headlines, ImportList, []string{"i"}, "i", "key.import"},
		{Sources, ImportList, []string{"i"}, "i", "key.import"},
	}))
}

func build(bindings []Binding) *Map {
	m := &Map{bindings: bindings, actions: make(map[Place]map[string]Action)}
	for _, b := range bindings {
		table := m.actions[b.Place]
		if table == nil {
			table = make(map[string]Action)
			m.actions[b.Place] = table
		}
		for _, k := range b.Keys {
			table[k] = b.Action
		}
	}
	return m
}

// Named returns the same map with the keys called as on a keyboard of the reader's
// language.
func (m *Map) Named(words *text.Words) *Map {
	names := map[string]text.ID{
		"enter": "key.name.enter", "space": "key.name.space", "esc": "key.name.esc", "Home": "key.name.home",
		"End": "key.name.end", "PgDn": "key.name.pgdn", "PgUp": "key.name.pgup",
	}
	named := *m
	named.bindings = slices.Clone(m.bindings)
	for i, b := range named.bindings {
		keys := strings.Split(b.Shown, " ")
		for j, key := range keys {
			if name, ok := names[key]; ok {
				keys[j] = words.Say(name)
			}
		}
		named.bindings[i].Shown = strings.Join(keys, " ")
	}
	return &named
}

// Action returns what a key means in a place, where the place's own bindings win
// over those that hold everywhere. In Compose and Prompt only their own hold.
func (m *Map) Action(place Place, key string) Action {
	if a, ok := m.actions[place][key]; ok {
		return a
	}
	if place == Compose || place == Prompt {
		return None
	}
	return m.actions[Everywhere][key]
}

// In returns the bindings of a place, in the order in which help shows them.
func (m *Map) In(place Place) []Binding {
	var found []Binding
	for _, b := range m.bindings {
		if b.Place == place {
			found = append(found, b)
		}
	}
	return found
}

// Shown is how the keys of an action are written on the screen, "" when it has
// none there.
func (m *Map) Shown(place Place, action Action) string {
	b, _ := m.Binding(place, action)
	return b.Shown
}

// Binding returns the first binding of an action in a place, or everywhere.
func (m *Map) Binding(place Place, action Action) (b Binding, found bool) {
	for _, p := range []Place{place, Everywhere} {
		for _, b := range m.bindings {
			if b.Place == p && b.Action == action {
				return b, true
			}
		}
	}
	return Binding{}, false
}
