package keys

import "slices"

// newsboat is the default map with the habits of newsboat on top: g sorts, u
// lists the links, s saves, l shows what is read too, N and C mark. What loses
// its key that way moves: undo to U, star to ctrl+e, write to w.
func newsboat() []Binding {
	m := override(defaults(), Everywhere, Undo, Binding{Keys: []string{"U"}, Shown: "U"})
	for _, place := range []Place{Headlines, Reader} {
		m = override(m, place, ToggleRead, Binding{Keys: []string{"N"}, Shown: "N"})
		m = override(m, place, Star, Binding{Keys: []string{"ctrl+e"}, Shown: "ctrl+e"})
		m = override(m, place, Share, Binding{Keys: []string{"s"}, Shown: "s"})
		m = override(m, place, Write, Binding{Keys: []string{"w"}, Shown: "w"})
	}
	m = override(m, Headlines, Sort, Binding{Keys: []string{"g", "G"}, Shown: "g"})
	m = override(m, Headlines, Top, Binding{Keys: []string{"home"}, Shown: "Home"})
	m = override(m, Headlines, Bottom, Binding{Keys: []string{"end"}, Shown: "End"})
	m = override(m, Headlines, Open, Binding{Keys: []string{"enter", "right"}, Shown: "enter"})
	m = override(m, Headlines, ViewAll, Binding{Keys: []string{"l", "1", "&"}, Shown: "l"})
	m = override(m, Headlines, MarkAllRead, Binding{Keys: []string{"A", "C"}, Shown: "A"})
	m = override(m, Reader, PreviousMatch, Binding{Keys: []string{"ctrl+p"}, Shown: "ctrl+p"})
	return override(m, Reader, Links, Binding{Keys: []string{"u", "#"}, Shown: "u"})
}

// override gives an action of a place other keys.
func override(bindings []Binding, place Place, action Action, with Binding) []Binding {
	i := slices.IndexFunc(bindings, func(b Binding) bool { return b.Place == place && b.Action == action })
	if i < 0 {
		return bindings
	}
	changed := bindings[i]
	changed.Keys, changed.Shown = with.Keys, with.Shown
	rest := slices.DeleteFunc(slices.Clone(bindings), func(b Binding) bool {
		return b.Place == place && b.Action == action
	})
	return slices.Insert(rest, min(i, len(rest)), changed)
}
