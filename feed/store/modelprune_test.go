package store

import (
	"slices"

	"griot/feed"
)

// publishes notes what a source's document has.
func (src *modelSource) publishes(articles []*modelArticle) {
	src.last = map[*modelArticle]bool{}
	for _, a := range articles {
		src.last[a] = true
	}
}

// prune has the store prune, and makes sure that what went may go. What was read
// during a stay or in a mark of many may stay for a while.
func (m *model) prune() {
	m.t.Helper()
	keep := 1 + m.rnd.IntN(20)
	var sure, may []*modelArticle
	for _, src := range m.sources {
		for i, a := range m.list(feed.Query{Sources: []feed.SourceID{src.id}}) {
			if i < keep || a.unread || a.starred || a.wrote || src.last[a] {
				continue
			}
			may = append(may, a)
			if a.visit == 0 && a.mark == 0 {
				sure = append(sure, a)
			}
		}
	}
	n := must[int](m.t)(m.s.Prune(m.t.Context(), keep, nil))
	gone := 0
	m.articles = slices.DeleteFunc(m.articles, func(a *modelArticle) bool {
		left := must[[]feed.Headline](m.t)(m.s.Headlines(m.t.Context(), []feed.ArticleID{a.id}))
		switch {
		case len(left) > 0 && slices.Contains(sure, a):
			m.t.Fatalf("keeping %d: article %d stays", keep, a.id)
		case len(left) == 0 && !slices.Contains(may, a):
			m.t.Fatalf("keeping %d: article %d went: %+v", keep, a.id, *a)
		case len(left) > 0:
			return false
		}
		gone++
		m.pruned = append(m.pruned, a)
		return true
	})
	if n != gone {
		m.t.Fatalf("%d pruned, %d gone", n, gone)
	}
}

// republish has a source give an article again that was pruned. It comes back as
// read.
func (m *model) republish() {
	if len(m.pruned) == 0 {
		return
	}
	i := m.rnd.IntN(len(m.pruned))
	a := m.pruned[i]
	m.pruned = slices.Delete(m.pruned, i, i+1)
	if o := save(m.t, m.s, a.source.id, a.entry); o.New != 0 || o.Changed != 0 {
		m.t.Fatalf("republished: %+v", o)
	}
	a.source.publishes([]*modelArticle{a})
	a.visit, a.mark = 0, 0
	m.articles = append(m.articles, a)
}
