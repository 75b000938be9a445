package overlay

import (
	"griot/feed"
	"griot/ui/pane"
	"griot/ui/text"
)

// orders are what a list can be sorted by, with the letter that chooses each.
func orders() []struct {
	order feed.Order
	key   string
	name  text.ID
	note  text.ID
} {
	return []struct {
		order feed.Order
		key   string
		name  text.ID
		note  text.ID
	}{
		{feed.ByDate, "d", "overlay.sort.date", "overlay.sort.date.note"},
		{feed.ByViews, "v", "overlay.sort.views", "overlay.sort.views.note"},
		{feed.ByComments, "c", "overlay.sort.comments", "overlay.sort.comments.note"},
		{feed.ByOpens, "o", "overlay.sort.opens", "overlay.sort.opens.note"},
		{feed.BySource, "s", "overlay.sort.source", "overlay.sort.source.note"},
	}
}

// NewSort returns the menu of orders for a list. The present one is marked with
// its direction, and choosing it again turns it round.
func NewSort(env *pane.Env, q feed.Query) *Menu {
	w := env.Words
	var choices []pane.Choice
	selected := 0
	for i, o := range orders() {
		c := pane.Choice{Key: o.key, Label: w.Say(o.name), Note: w.Say(o.note), Pick: pane.SortBy{Order: o.order}}
		if o.order == q.Order {
			selected = i
			arrow := "↓"
			if q.Reverse != (q.Order == feed.BySource) { // names go up from A to Z
				arrow = "↑"
			}
			c.Label += " " + arrow
			c.Note = w.Say("overlay.sort.turn")
			c.Pick = pane.SortBy{Order: o.order, Reverse: !q.Reverse}
		}
		choices = append(choices, c)
	}
	m := NewMenu(env, w.Say("overlay.sort"), choices)
	m.Select(selected)
	return m
}
