package headlines

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"griot/feed"
)

// shelf is a store in memory, with the semantics that the real one promises.
type shelf struct {
	mu      sync.Mutex
	rows    []feed.Headline
	sources map[feed.SourceID]feed.Source
	states  map[string]string
	visits  feed.VisitID
	stay    map[feed.VisitID]map[feed.ArticleID]bool // read during a visit
	fail    error                                    // of writes
	failing error                                    // of reads
	pages   int
	asked   []feed.Query // of MarkAllRead
	version int          // of the marks
	sorted  map[string][]feed.Headline
}

func newShelf(rows []feed.Headline) *shelf {
	s := &shelf{
		rows: rows, sources: map[feed.SourceID]feed.Source{}, states: map[string]string{},
		stay: map[feed.VisitID]map[feed.ArticleID]bool{},
	}
	for _, h := range rows {
		s.sources[h.Source] = feed.Source{
			ID: h.Source, Title: h.SourceLabel, Kind: feed.KindFeed,
			Address: "https://example.org/feed", Contact: "desk@example.org",
		}
	}
	return s
}

func (s *shelf) list(q feed.Query) []feed.Headline {
	key := fmt.Sprint(q, len(s.rows), s.version)
	if rows, ok := s.sorted[key]; ok {
		return rows
	}
	rows := s.sort(q)
	if len(s.sorted) > 20 || s.sorted == nil {
		s.sorted = make(map[string][]feed.Headline)
	}
	s.sorted[key] = rows
	return rows
}

func (s *shelf) sort(q feed.Query) []feed.Headline {
	var rows []feed.Headline
	for _, h := range s.rows {
		if s.shows(q, h) && (q.Upto == 0 || h.ID <= q.Upto) {
			rows = append(rows, h)
		}
	}
	slices.SortFunc(rows, func(a, b feed.Headline) int { return compare(q, a, b) })
	return rows
}

func (s *shelf) shows(q feed.Query, h feed.Headline) bool {
	if len(q.Sources) > 0 && !slices.Contains(q.Sources, h.Source) {
		return false
	}
	in := ""
	if q.Words != "" {
		in = strings.ToLower(h.Title + " " + h.SourceLabel + " " + h.Author)
	}
	for word := range strings.FieldsSeq(strings.ToLower(q.Words)) {
		if !strings.Contains(" "+in, " "+word) {
			return false
		}
	}
	switch q.View {
	case feed.Unread:
		return !h.Read || s.stay[q.Visit][h.ID]
	case feed.Starred:
		return h.Starred
	case feed.Commented:
		return h.OwnComments > 0
	default:
		return true
	}
}

func compare(q feed.Query, a, b feed.Headline) int {
	c := 0
	count := func(x, y feed.Count) int {
		n, known := x.Value()
		m, also := y.Value()
		switch {
		case known != also && known:
			return -1
		case known != also:
			return 1
		case q.Reverse:
			return cmp.Compare(n, m)
		default:
			return cmp.Compare(m, n)
		}
	}
	switch q.Order {
	case feed.ByViews:
		c = count(a.Views, b.Views)
	case feed.ByComments:
		c = count(a.Comments, b.Comments)
	case feed.ByOpens:
		c = cmp.Compare(b.Opens, a.Opens)
		if q.Reverse {
			c = -c
		}
	case feed.BySource:
		c = strings.Compare(a.SourceLabel, b.SourceLabel)
		if q.Reverse {
			c = -c
		}
	}
	if c != 0 {
		return c
	}
	c = b.Sorted.Compare(a.Sorted)
	if c == 0 {
		c = cmp.Compare(b.ID, a.ID)
	}
	if q.Reverse && q.Order == feed.ByDate {
		c = -c
	}
	return c
}

func (s *shelf) Page(ctx context.Context, q feed.Query, from *feed.Headline, dir feed.Direction, n int) (feed.Page, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := cmp.Or(ctx.Err(), s.failing); err != nil {
		return feed.Page{}, err
	}
	s.pages++
	rows := s.list(q)
	at := 0
	if from != nil {
		at, _ = slices.BinarySearchFunc(rows, *from, func(a, b feed.Headline) int { return compare(q, a, b) })
		if dir == feed.Forward && at < len(rows) && rows[at].ID == from.ID {
			at++
		}
	} else if dir == feed.Backward {
		at = len(rows)
	}
	if dir == feed.Forward {
		end := min(len(rows), at+n)
		return feed.Page{Headlines: slices.Clone(rows[at:end]), More: end < len(rows)}, nil
	}
	start := max(0, at-n)
	return feed.Page{Headlines: slices.Clone(rows[start:at]), More: start > 0}, nil
}

func (s *shelf) find(id feed.ArticleID) int {
	return slices.IndexFunc(s.rows, func(h feed.Headline) bool { return h.ID == id })
}

func (s *shelf) Headline(_ context.Context, id feed.ArticleID) (feed.Headline, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if i := s.find(id); i >= 0 {
		return s.rows[i], nil
	}
	return feed.Headline{}, feed.ErrNoArticle
}

func (s *shelf) Headlines(_ context.Context, ids []feed.ArticleID) ([]feed.Headline, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	var rows []feed.Headline
	for _, id := range ids {
		if i := s.find(id); i >= 0 {
			rows = append(rows, s.rows[i])
		}
	}
	return rows, nil
}

func (s *shelf) Source(_ context.Context, id feed.SourceID) (feed.Source, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if src, ok := s.sources[id]; ok {
		return src, nil
	}
	return feed.Source{}, feed.ErrNoSource
}

func (s *shelf) Paste(_ context.Context, text string) (feed.ArticleID, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	id := feed.ArticleID(len(s.rows) + 1)
	title, _, _ := strings.Cut(strings.TrimSpace(text), "\n")
	s.rows = append(s.rows, feed.Headline{ID: id, Title: strings.TrimSpace(title), Sorted: time.Unix(0, 0)})
	return id, nil
}

func (s *shelf) Ordinal(_ context.Context, q feed.Query, h feed.Headline, limit int) (feed.Tally, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for i, r := range s.list(q) {
		if i >= limit {
			return feed.Tally{N: limit, AtLeast: true}, nil
		}
		if r.ID == h.ID {
			return feed.Tally{N: i + 1}, nil
		}
	}
	return feed.Tally{}, feed.ErrNoArticle
}

func (s *shelf) NextUnread(_ context.Context, q feed.Query, from feed.Headline, dir feed.Direction) (feed.Headline, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	rows := s.list(q)
	at, found := slices.BinarySearchFunc(rows, from, func(a, b feed.Headline) int { return compare(q, a, b) })
	if dir == feed.Backward || !found {
		at--
	}
	for i := at + max(0, int(dir)); i >= 0 && i < len(rows); i += int(dir) {
		if !rows[i].Read {
			return rows[i], nil
		}
		if dir == feed.Backward && i == 0 {
			break
		}
	}
	return feed.Headline{}, feed.ErrNoArticle
}

func (s *shelf) Newest(context.Context) (feed.ArticleID, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	newest := feed.ArticleID(0)
	for _, h := range s.rows {
		newest = max(newest, h.ID)
	}
	return newest, s.failing
}

func (s *shelf) NewVisit(context.Context) (feed.VisitID, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.visits++
	s.stay[s.visits] = map[feed.ArticleID]bool{}
	return s.visits, nil
}

func (s *shelf) MarkRead(_ context.Context, ids []feed.ArticleID, read bool, visit feed.VisitID) (feed.Act, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.fail != nil {
		return feed.Act{}, s.fail
	}
	defer func() { s.version++ }()
	act := feed.Act{Kind: feed.MarkedUnread}
	if read {
		act.Kind = feed.MarkedRead
	}
	for _, id := range ids {
		if i := s.find(id); i >= 0 && s.rows[i].Read != read {
			s.rows[i].Read = read
			act.Articles = append(act.Articles, id)
			if visit != 0 && read {
				s.stay[visit][id] = true
			}
		}
	}
	act.N = len(act.Articles)
	return act, nil
}

func (s *shelf) MarkAllRead(_ context.Context, q feed.Query) (feed.Act, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.asked = append(s.asked, q)
	if s.fail != nil {
		return feed.Act{}, s.fail
	}
	defer func() { s.version++ }()
	act := feed.Act{Kind: feed.MarkedAllRead}
	for _, h := range s.list(q) {
		if !h.Read {
			s.rows[s.find(h.ID)].Read = true
			act.N++
			if q.Visit != 0 {
				s.stay[q.Visit][h.ID] = true
			}
		}
	}
	return act, nil
}

func (s *shelf) Star(_ context.Context, ids []feed.ArticleID, on bool) (feed.Act, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.fail != nil {
		return feed.Act{}, s.fail
	}
	defer func() { s.version++ }()
	act := feed.Act{Kind: feed.UnstarredArticle, Articles: ids, N: len(ids)}
	if on {
		act.Kind = feed.StarredArticle
	}
	for _, id := range ids {
		s.rows[s.find(id)].Starred = on
	}
	return act, nil
}

func (s *shelf) Totals(_ context.Context, sources []feed.SourceID) (feed.Totals, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	var t feed.Totals
	for _, h := range s.list(feed.Query{Sources: sources}) {
		t.All++
		t.Unread += toInt(!h.Read)
		t.Starred += toInt(h.Starred)
		t.Commented += toInt(h.OwnComments > 0)
	}
	return t, nil
}

func (s *shelf) Tally(_ context.Context, q feed.Query, limit int) (feed.Tally, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	n := len(s.list(q))
	return feed.Tally{N: min(n, limit), AtLeast: n >= limit}, nil
}

func (s *shelf) Arrived(_ context.Context, q feed.Query) (feed.Tally, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	all := q
	all.Upto = 0
	return feed.Tally{N: len(s.list(all)) - len(s.list(q))}, nil
}

func (s *shelf) State(_ context.Context, key string) (string, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.states[key], nil
}

func (s *shelf) SetState(_ context.Context, key, value string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.states[key] = value
	return s.fail
}
