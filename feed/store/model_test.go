package store

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"griot/feed"
)

// modelArticle is what a model knows of an article.
type modelArticle struct {
	id       feed.ArticleID
	source   *modelSource
	title    string
	author   string
	date     time.Time
	views    int64 // -1: unknown
	comments int64
	own      int
	opens    int
	unread   bool
	visit    feed.VisitID // read during it
	mark     int64        // the mark of many that last changed it
	starred  bool
	wrote    bool // the reader ever commented
	entry    feed.Entry
}

type modelSource struct {
	id    feed.SourceID
	name  string
	shown bool
	last  map[*modelArticle]bool // in the source's last document
}

// model does naively what the store does, with everything in memory.
type model struct {
	t        *testing.T
	s        *Store
	clock    *clock
	rnd      *rand.Rand
	articles []*modelArticle
	sources  []*modelSource
	visit    feed.VisitID
	next     int
	acts     []feed.Act
	own      []feed.CommentID
	pruned   []*modelArticle
}

func (m *model) article() *modelArticle { return m.articles[m.rnd.IntN(len(m.articles))] }
func (m *model) source() *modelSource   { return m.sources[m.rnd.IntN(len(m.sources))] }

var soak = flag.Int("soak", 1, "how many times as much the random tests do")

func TestListsAgreeWithAModel(t *testing.T) {
	for seed := range uint64(4 * *soak) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			settle := 1000
			if seed%2 == 1 {
				settle = 3 // sources stay unsettled for a while
			}
			limits := usualLimits()
			if seed%4 >= 2 {
				limits = wordLimits{short: 2, long: 10, few: int(8 * (1 + seed%5))} // all ways of searching are taken
			}
			c := newClock()
			m := &model{t: t, clock: c, rnd: rand.New(rand.NewPCG(seed, 1))}
			m.s = openAt(t, filepath.Join(t.TempDir(), "griot.db"), Options{Now: c.now, settleNow: settle, limits: limits, careless: true})
			for i, name := range []string{"Malijet", "Élan du Sahel", "abc news", "Zebra", "abc News"} {
				src := must[feed.Source](t)(m.s.Follow(t.Context(), feed.Source{Address: fmt.Sprint("https://example.org/", i), Name: name}))
				m.sources = append(m.sources, &modelSource{id: src.ID, name: name, shown: true})
			}
			m.newVisit()
			for range 4 {
				m.arrive()
			}
			for range min(25, 9+*soak) {
				m.step()
				m.compare()
			}
			wantSound(t, m.s)
		})
	}
}

func (m *model) newVisit() {
	m.visit = must[feed.VisitID](m.t)(m.s.NewVisit(m.t.Context()))
}

// arrive saves some new articles, with many equal dates and counts.
func (m *model) arrive() {
	src := m.source()
	var es []feed.Entry
	var added []*modelArticle
	for range 1 + m.rnd.IntN(25) {
		m.next++
		e := feed.Entry{GUID: fmt.Sprint("g", m.next), Link: fmt.Sprint("https://example.org/a/", m.next),
			Title:  fmt.Sprintf("%s %s n%d", pick(m.rnd, "Sommet", "Élections", "coupe d'Afrique", "新聞"), pick(m.rnd, "à Bamako", "de Kidal", "today"), m.next),
			Author: pick(m.rnd, "Awa", "Bakary Sangaré", "")}
		a := &modelArticle{source: src, title: e.Title, author: e.Author, views: -1, comments: -1, unread: true, date: m.clock.t}
		if m.rnd.IntN(5) > 0 {
			a.date = time.Date(2026, 11, 1+m.rnd.IntN(4), 0, 0, 0, 0, time.UTC)
			e.Published = feed.At(a.date)
		}
		if m.rnd.IntN(3) > 0 {
			a.views = int64(m.rnd.IntN(4))
			e.Views = feed.CountOf(a.views, feed.OriginFeed, m.clock.t)
		}
		if m.rnd.IntN(3) > 0 {
			a.comments = int64(m.rnd.IntN(3))
			e.CommentCount = feed.CountOf(a.comments, feed.OriginFeed, m.clock.t)
		}
		a.entry = e
		es, added = append(es, e), append(added, a)
	}
	save(m.t, m.s, src.id, es...)
	src.publishes(added)
	newest := must[feed.ArticleID](m.t)(m.s.Newest(m.t.Context()))
	for i, a := range added {
		a.id = newest - feed.ArticleID(i)
	}
	m.articles = append(m.articles, added...)
	m.clock.advance(time.Minute)
}

func pick(r *rand.Rand, of ...string) string { return of[r.IntN(len(of))] }

func (m *model) step() {
	ctx := m.t.Context()
	switch a := m.article(); m.rnd.IntN(16) {
	case 0, 1:
		m.arrive()
	case 2, 3:
		visit := m.visit * feed.VisitID(m.rnd.IntN(2))
		act := must[feed.Act](m.t)(m.s.MarkRead(ctx, []feed.ArticleID{a.id}, true, visit))
		if a.unread != (act.N == 1) {
			m.t.Fatalf("article unread %v, act %+v", a.unread, act)
		}
		if a.unread {
			a.unread, a.visit, a.mark = false, visit, 0
		}
	case 4:
		must[feed.Act](m.t)(m.s.MarkRead(ctx, []feed.ArticleID{a.id}, false, m.visit))
		if !a.unread {
			a.unread, a.visit, a.mark = true, 0, 0
		}
	case 5:
		must[feed.Act](m.t)(m.s.Opened(ctx, a.id, m.visit))
		a.opens++
		if a.unread {
			a.unread, a.visit, a.mark = false, m.visit, 0
		}
	case 6:
		must[feed.Act](m.t)(m.s.Star(ctx, []feed.ArticleID{a.id}, !a.starred))
		a.starred = !a.starred
	case 7:
		m.comment(a)
	case 8:
		m.hide()
	case 9, 10:
		m.markAll()
	case 11:
		m.turn()
	case 12:
		m.rename()
	case 13:
		if m.rnd.IntN(2) == 0 {
			check(m.t, m.s.Tidy(ctx))
		} else {
			m.newVisit()
		}
	case 14:
		m.prune()
	case 15:
		m.republish()
	}
}

func (m *model) comment(a *modelArticle) {
	ctx := m.t.Context()
	if len(m.own) > 0 && m.rnd.IntN(3) == 0 {
		id := m.own[0]
		m.own = m.own[1:]
		act := must[feed.Act](m.t)(m.s.DeleteComment(ctx, id))
		m.articles[slices.IndexFunc(m.articles, func(x *modelArticle) bool { return x.id == act.Article })].own--
		return
	}
	c, _, err := m.s.SaveComment(ctx, feed.Draft{Article: a.id, Body: "Indeed."}, "me")
	check(m.t, err)
	m.own = append(m.own, c.ID)
	a.own++
	a.wrote = true
}

// hide takes a source out of the common lists or puts it back. Its articles then
// belong to no visit and no mark any more.
func (m *model) hide() {
	src := m.source()
	var tags []string
	if src.shown {
		tags = []string{"!quiet"}
	}
	check(m.t, m.s.SetTags(m.t.Context(), src.id, tags))
	src.shown = !src.shown
	if m.rnd.IntN(2) == 0 {
		check(m.t, m.s.Tidy(m.t.Context()))
	}
	m.newVisit()
	m.acts = nil
}

func (m *model) rename() {
	src := m.source()
	src.name = pick(m.rnd, "Malijet", "Kidal Info", "Sommet", "zz", "Abc news")
	must[feed.Act](m.t)(m.s.Rename(m.t.Context(), src.id, src.name))
}

func (m *model) markAll() {
	q := m.query()
	act := must[feed.Act](m.t)(m.s.MarkAllRead(m.t.Context(), q))
	n := 0
	for _, a := range m.list(q) {
		if a.unread {
			n++
			a.unread, a.visit, a.mark = false, q.Visit, act.Batch
		}
	}
	if n != act.N {
		m.t.Fatalf("%+v marked %d, want %d", q, act.N, n)
	}
	if n > 0 {
		m.acts = append(m.acts, act)
	}
}

// turn undoes a mark of many, and sometimes does it again.
func (m *model) turn() {
	if len(m.acts) == 0 {
		return
	}
	act := m.acts[len(m.acts)-1]
	m.acts = m.acts[:len(m.acts)-1]
	for _, back := range []bool{true, m.rnd.IntN(2) == 0} {
		n := 0
		for _, a := range m.articles {
			if a.mark == act.Batch && a.unread != back {
				n++
				a.unread = back
			}
		}
		turn := m.s.Redo
		if back {
			turn = m.s.Undo
		}
		err := turn(m.t.Context(), act)
		if (err == nil) != (n > 0) {
			m.t.Fatalf("turned %d, error %v", n, err)
		}
		if m.rnd.IntN(2) == 0 {
			return
		}
	}
}

// query makes a question up.
func (m *model) query() feed.Query {
	q := feed.Query{View: feed.View(m.rnd.IntN(4)), Order: feed.Order(m.rnd.IntN(5)), Reverse: m.rnd.IntN(2) == 0}
	if m.rnd.IntN(2) == 0 {
		q.Visit = m.visit
	}
	if m.rnd.IntN(3) == 0 {
		for range 1 + m.rnd.IntN(3) {
			if id := m.source().id; !slices.Contains(q.Sources, id) {
				q.Sources = append(q.Sources, id)
			}
		}
	}
	if m.rnd.IntN(3) == 0 {
		q.Upto = m.article().id
	}
	if m.rnd.IntN(3) == 0 {
		q.Words = pick(m.rnd, "bamako", "ELECTIONS ki", "s", "sommet", "so ba", "k", "abc", "abc som", "malijet awa", "新", "nothing like it", "l'é", "n1")
	}
	return q
}

// list answers a question by looking at everything.
func (m *model) list(q feed.Query) (all []*modelArticle) {
	for _, a := range m.articles {
		if m.belongs(a, q) {
			all = append(all, a)
		}
	}
	slices.SortFunc(all, func(a, b *modelArticle) int { return modelCompare(a, b, q) })
	return all
}

func (m *model) belongs(a *modelArticle, q feed.Query) bool {
	if len(q.Sources) > 0 && !slices.Contains(q.Sources, a.source.id) || q.Upto != 0 && a.id > q.Upto {
		return false
	}
	hidden := !a.source.shown && len(q.Sources) == 0
	switch q.View {
	case feed.All:
		if hidden {
			return false
		}
	case feed.Unread:
		if hidden || !a.unread && (q.Visit == 0 || a.visit != q.Visit) {
			return false
		}
	case feed.Starred:
		if !a.starred {
			return false
		}
	case feed.Commented:
		if a.own == 0 {
			return false
		}
	}
	words := strings.Fields(fold(a.title) + fold(a.author) + fold(a.source.name))
	for _, w := range strings.Fields(fold(q.Words)) {
		if !slices.ContainsFunc(words, func(s string) bool { return strings.HasPrefix(s, w) }) {
			return false
		}
	}
	return true
}

func modelCompare(a, b *modelArticle, q feed.Query) int {
	sign := 1
	if q.Reverse {
		sign = -1
	}
	count := func(x, y int64) int { // the larger first, unknown last
		switch {
		case x == y:
			return 0
		case x < 0:
			return 1
		case y < 0:
			return -1
		case x > y:
			return -sign
		}
		return sign
	}
	first := 0
	switch q.Order {
	case feed.ByDate:
		return sign * (b.date.Compare(a.date)*2 + cmpID(b.id, a.id))
	case feed.ByViews:
		first = count(a.views, b.views)
	case feed.ByComments:
		first = count(a.allComments(), b.allComments())
	case feed.ByOpens:
		first = count(int64(a.opens), int64(b.opens))
	case feed.BySource:
		first = sign * (strings.Compare(fold(a.source.name), fold(b.source.name))*2 - cmpID(feed.ArticleID(b.source.id), feed.ArticleID(a.source.id)))
	}
	return first*4 + b.date.Compare(a.date)*2 + cmpID(b.id, a.id)
}

func cmpID(a, b feed.ArticleID) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

func (a *modelArticle) allComments() int64 {
	if a.comments < 0 && a.own == 0 {
		return -1
	}
	return max(a.comments, 0) + int64(a.own)
}

// compare asks the store some questions and checks its answers.
func (m *model) compare() {
	m.t.Helper()
	for range 4 {
		q := m.query()
		want := m.list(q)
		got := m.pages(q, 1+m.rnd.IntN(30))
		for i := range max(len(want), len(got)) {
			if i >= len(want) || i >= len(got) || got[i].ID != want[i].id {
				m.t.Fatalf("%+v\nrow %d\ngot  %v\nwant %v", q, i, showHeadlines(got), showModel(want))
			}
			m.sameHeadline(got[i], want[i])
		}
		m.comparePlaces(q, want, got)
	}
	m.compareTotals()
}

func (m *model) sameHeadline(h feed.Headline, a *modelArticle) {
	m.t.Helper()
	if h.Read == a.unread || h.Starred != a.starred || h.Opens != a.opens || h.OwnComments != a.own || h.Title != a.title ||
		h.SourceLabel != a.source.name || !h.Sorted.Equal(a.date) {
		m.t.Fatalf("headline %+v, article %+v", h, *a)
	}
}

// pages reads a whole list page by page, in a random direction.
func (m *model) pages(q feed.Query, n int) (all []feed.Headline) {
	dir := feed.Forward
	if m.rnd.IntN(2) == 0 {
		dir = feed.Backward
	}
	var from *feed.Headline
	for {
		p := must[feed.Page](m.t)(m.s.Page(m.t.Context(), q, from, dir, n))
		if dir == feed.Forward {
			all = append(all, p.Headlines...)
		} else {
			all = append(p.Headlines, all...)
		}
		if !p.More {
			return all
		}
		if len(p.Headlines) != n {
			m.t.Fatalf("%+v: %d rows of %d, and more", q, len(p.Headlines), n)
		}
		from = &p.Headlines[0]
		if dir == feed.Forward {
			from = &p.Headlines[n-1]
		}
	}
}

func (m *model) comparePlaces(q feed.Query, want []*modelArticle, got []feed.Headline) {
	m.t.Helper()
	ctx := m.t.Context()
	if n := must[feed.Tally](m.t)(m.s.Tally(ctx, q, 100_000)); n.N != len(want) || n.AtLeast {
		m.t.Fatalf("%+v: tally %+v, want %d", q, n, len(want))
	}
	late := 0
	if q.Upto != 0 {
		open := q
		open.Upto = 0
		late = len(m.list(open)) - len(want)
	}
	if n := must[feed.Tally](m.t)(m.s.Arrived(ctx, q)); n.N != late {
		m.t.Fatalf("%+v: arrived %+v, want %d", q, n, late)
	}
	if len(got) == 0 {
		return
	}
	i := m.rnd.IntN(len(got))
	if n := must[feed.Tally](m.t)(m.s.Ordinal(ctx, q, got[i], 100_000)); n.N != i+1 {
		m.t.Fatalf("%+v: ordinal %+v, want %d", q, n, i+1)
	}
	dir, step := feed.Forward, 1
	if m.rnd.IntN(2) == 0 {
		dir, step = feed.Backward, -1
	}
	var next feed.ArticleID
	for j := i + step; j >= 0 && j < len(want); j += step {
		if want[j].unread {
			next = want[j].id
			break
		}
	}
	if h, err := m.s.NextUnread(ctx, q, got[i], dir); h.ID != next {
		m.t.Fatalf("%+v: next unread %d (%v), want %d", q, h.ID, err, next)
	}
}

func (m *model) compareTotals() {
	m.t.Helper()
	some := []feed.SourceID{m.source().id, m.source().id}
	for _, sources := range [][]feed.SourceID{nil, slices.Compact(some)} {
		var want feed.Totals
		for v, n := range map[feed.View]*int{feed.All: &want.All, feed.Unread: &want.Unread, feed.Starred: &want.Starred, feed.Commented: &want.Commented} {
			*n = len(m.list(feed.Query{View: v, Sources: sources}))
		}
		if got := must[feed.Totals](m.t)(m.s.Totals(m.t.Context(), sources)); got != want {
			m.t.Fatalf("totals of %v: %+v, want %+v", sources, got, want)
		}
	}
	for _, src := range must[[]feed.Source](m.t)(m.s.Sources(m.t.Context())) {
		of := []feed.SourceID{src.ID}
		if all, unread := len(m.list(feed.Query{Sources: of})), len(m.list(feed.Query{Sources: of, View: feed.Unread})); src.Total != all || src.Unread != unread {
			m.t.Fatalf("source %s: %d of %d, want %d of %d", src.Name, src.Unread, src.Total, unread, all)
		}
	}
}

func showHeadlines(hs []feed.Headline) (ids []feed.ArticleID) {
	for _, h := range hs {
		ids = append(ids, h.ID)
	}
	return ids
}

func showModel(as []*modelArticle) (ids []feed.ArticleID) {
	for _, a := range as {
		ids = append(ids, a.id)
	}
	return ids
}
