package store

import (
	"fmt"
	"strings"
	"testing"

	"griot/feed"
)

// look writes down what a reader sees of a store.
func look(t testing.TB, s *Store) string {
	t.Helper()
	var b strings.Builder
	for _, view := range []feed.View{feed.All, feed.Unread, feed.Starred, feed.Commented} {
		fmt.Fprintln(&b, "view", view)
		for _, h := range headlines(t, s, feed.Query{View: view}) {
			h.Opens = 0 // openings are never undone
			fmt.Fprintf(&b, "%d %s %q read %v starred %v own %d\n", h.ID, h.SourceLabel, h.Title, h.Read, h.Starred, h.OwnComments)
		}
	}
	fmt.Fprintf(&b, "%+v\n", must[feed.Totals](t)(s.Totals(t.Context(), nil)))
	for _, src := range must[[]feed.Source](t)(s.Sources(t.Context())) {
		fmt.Fprintln(&b, src.Label(), src.Standing, src.Unread, src.Total)
	}
	for _, c := range must[[]feed.Comment](t)(s.OwnComments(t.Context(), 0)) {
		fmt.Fprintln(&b, c.ID, c.Article, c.Body)
	}
	return b.String()
}
