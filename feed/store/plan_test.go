package store

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"griot/feed"
)

// TestListStatementsAreAnsweredByIndexes asks every kind of list question, and
// has SQLite explain each statement that it took.
func TestListStatementsAreAnsweredByIndexes(t *testing.T) {
	t.Parallel()
	var mu sync.Mutex
	var asked []string
	c := newClock()
	s := openAt(t, filepath.Join(t.TempDir(), "griot.db"), Options{Now: c.now, careless: true, settleNow: 1, traced: func(q string) {
		mu.Lock()
		defer mu.Unlock()
		asked = append(asked, q)
	}})
	for i := range 4 {
		src := follow(t, s, fmt.Sprint("source", i))
		save(t, s, src.ID, manyEntries(i, 12)...)
	}
	must[feed.Act](t)(s.Star(t.Context(), []feed.ArticleID{3, 20, 30}, true))
	must[feed.Act](t)(s.Opened(t.Context(), 7, 0))
	check(t, s.SetTags(t.Context(), 3, []string{"!quiet"})) // unsettled from here on
	asked = nil
	askEverything(t, s)
	slices.Sort(asked)
	listed := 0
	for _, query := range slices.Compact(asked) {
		if !strings.HasPrefix(query, "SELECT") {
			continue
		}
		listed++
		checkPlan(t, query, explain(t, s, query))
	}
	if listed < 150 {
		t.Errorf("only %d statements were seen", listed)
	}
}

func manyEntries(source, n int) (es []feed.Entry) {
	for i := range n {
		e := entry(1000*source + i)
		if i%2 == 0 {
			e.Views = feed.CountOf(int64(i%5), feed.OriginFeed, newClock().t)
			e.CommentCount = feed.CountOf(int64(i%3), feed.OriginFeed, newClock().t)
		}
		es = append(es, e)
	}
	return es
}

// askEverything asks about lists in every view, order, scope and direction, from
// ends and from the middle.
func askEverything(t *testing.T, s *Store) {
	t.Helper()
	ctx := t.Context()
	for _, view := range []feed.View{feed.All, feed.Unread, feed.Starred, feed.Commented} {
		for _, order := range []feed.Order{feed.ByDate, feed.ByViews, feed.ByComments, feed.ByOpens, feed.BySource} {
			for _, reverse := range []bool{false, true} {
				for _, sources := range [][]feed.SourceID{nil, {1}, {1, 2}} {
					for _, words := range []string{"", "headline", "source1 number"} {
						if words != "" && (reverse || order == feed.ByComments) {
							continue // the same statements as by views
						}
						q := feed.Query{View: view, Order: order, Reverse: reverse, Sources: sources, Words: words, Upto: 40}
						all := headlines(t, s, q)
						for _, from := range all[:min(len(all), 2)] {
							must[feed.Page](t)(s.Page(ctx, q, &from, feed.Backward, 5))
							must[feed.Tally](t)(s.Ordinal(ctx, q, from, 10))
							s.NextUnread(ctx, q, from, feed.Forward) // there need not be one
						}
						must[feed.Tally](t)(s.Tally(ctx, q, 10))
						must[feed.Tally](t)(s.Arrived(ctx, q))
					}
				}
			}
		}
	}
	must[feed.Totals](t)(s.Totals(ctx, nil))
	must[feed.Totals](t)(s.Totals(ctx, []feed.SourceID{1}))
	must[feed.ArticleID](t)(s.Newest(ctx))
}

func explain(t *testing.T, s *Store, query string) (steps []string) {
	t.Helper()
	check(t, s.read(context.Background(), "explain", func(c *conn) error {
		args := make([]any, strings.Count(query, "?"))
		for i := range args {
			args[i] = "[1]" // the plan is the same whatever is asked
		}
		return c.each(func(r rows) error {
			var id, parent, unused int
			var step string
			err := r.Scan(&id, &parent, &unused, &step)
			steps = append(steps, step)
			return err
		}, "EXPLAIN QUERY PLAN "+query, args...)
	}))
	return steps
}

// checkPlan refuses statements that look at more than they answer with.
func checkPlan(t *testing.T, query string, steps []string) {
	t.Helper()
	for _, step := range steps {
		article := strings.HasPrefix(step, "SCAN articles") || strings.HasPrefix(step, "SCAN a ") || step == "SCAN a"
		few := strings.Contains(step, "commented_source") // what the reader commented on, sorted by us
		switch {
		case article && !few:
			t.Errorf("%s\n\tlooks at every article: %s", query, step)
		case strings.Contains(step, "TEMP B-TREE"):
			t.Errorf("%s\n\tsorts: %s", query, step)
		case strings.Contains(query, ", date, serial)") && strings.HasPrefix(step, "SEARCH articles") && !strings.Contains(step, ",date,serial)<") && !strings.Contains(step, ",date,serial)>"):
			t.Errorf("%s\n\tdoes not begin at the key: %s", query, step)
		case strings.Contains(query, "(date, serial)") && strings.HasPrefix(step, "SEARCH articles") && !strings.Contains(step, "(date,serial)"):
			t.Errorf("%s\n\tdoes not begin at the key: %s", query, step)
		}
	}
}
