package store

import (
	"context"
	"fmt"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"griot/feed"
)

var sizes = []int{1_000, 100_000, 1_000_000}

// atSizes runs a benchmark on stores of each size.
func atSizes(b *testing.B, run func(b *testing.B, s *Store, n int)) {
	for _, n := range sizes {
		if n > 100_000 && testing.Short() {
			continue
		}
		s := (*Store)(nil)
		b.Run(fmt.Sprintf("n=%d", n), func(b *testing.B) {
			if s == nil {
				s = builtStore(b, n)
			}
			run(b, s, n)
		})
	}
}

const pageSize = 120

func BenchmarkPage(b *testing.B) {
	atSizes(b, func(b *testing.B, s *Store, n int) {
		views := map[string]feed.View{"all": feed.All, "unread": feed.Unread, "starred": feed.Starred, "commented": feed.Commented}
		orders := map[string]feed.Query{"date": {}, "views": {Order: feed.ByViews}, "views-reverse": {Order: feed.ByViews, Reverse: true},
			"comments": {Order: feed.ByComments}, "opens": {Order: feed.ByOpens}, "source": {Order: feed.BySource}}
		for vn, v := range views {
			for on, q := range orders {
				q.View = v
				benchPages(b, s, vn+"/"+on, q)
			}
		}
		for on, q := range orders {
			q.Sources = []feed.SourceID{1}
			benchPages(b, s, "source/"+on, q)
			q.Sources = nil
			for id := range feed.SourceID(20) {
				q.Sources = append(q.Sources, id+2)
			}
			benchPages(b, s, "20sources/"+on, q)
		}
	})
}

func benchPages(b *testing.B, s *Store, name string, q feed.Query) {
	ctx := context.Background()
	page := func(b *testing.B, from *feed.Headline, dir feed.Direction) feed.Page {
		p, err := s.Page(ctx, q, from, dir, pageSize)
		check(b, err)
		return p
	}
	middle := headlineInTheMiddle(b, s, q)
	for _, c := range []struct {
		name string
		from *feed.Headline
		dir  feed.Direction
	}{{"first", nil, feed.Forward}, {"middle", middle, feed.Forward}, {"back", middle, feed.Backward}, {"last", nil, feed.Backward}} {
		b.Run(name+"/"+c.name, func(b *testing.B) {
			for b.Loop() {
				page(b, c.from, c.dir)
			}
		})
	}
}

// headlineInTheMiddle finds a row far from both ends.
func headlineInTheMiddle(b *testing.B, s *Store, q feed.Query) *feed.Headline {
	newest, err := s.Newest(context.Background())
	check(b, err)
	for id := newest / 2; id <= newest; id++ {
		h, err := s.Headline(context.Background(), id)
		check(b, err)
		if (q.View != feed.Unread || !h.Read) && (q.View != feed.Starred || h.Starred) && (q.View != feed.Commented || h.OwnComments > 0) &&
			(len(q.Sources) == 0 || h.Source == q.Sources[0]) {
			return &h
		}
	}
	return nil
}

func BenchmarkWords(b *testing.B) {
	atSizes(b, func(b *testing.B, s *Store, n int) {
		for _, words := range []string{"xylophone", "drought", "election", "elec drou", "the", "t", "e", "w1", "w12", "z9999", "number", "source 0001", "nothinglikeit"} {
			for _, order := range []feed.Order{feed.ByDate, feed.ByViews} {
				for _, view := range []feed.View{feed.All, feed.Unread} {
					b.Run(fmt.Sprintf("%s/order=%d/view=%d", words, order, view), func(b *testing.B) {
						for b.Loop() {
							_, err := s.Page(context.Background(), feed.Query{Words: words, Order: order, View: view}, nil, feed.Forward, pageSize)
							check(b, err)
						}
					})
				}
			}
		}
	})
}

func BenchmarkRare(b *testing.B) {
	atSizes(b, func(b *testing.B, s *Store, n int) {
		ctx := context.Background()
		act, err := s.MarkAllRead(ctx, feed.Query{})
		check(b, err)
		three := []feed.ArticleID{2, feed.ArticleID(n / 2), feed.ArticleID(n - 2)}
		_, err = s.MarkRead(ctx, three, false, 0)
		check(b, err)
		for _, order := range []feed.Order{feed.ByDate, feed.ByViews, feed.ByOpens, feed.BySource} {
			b.Run(fmt.Sprintf("3unread/order=%d", order), func(b *testing.B) {
				for b.Loop() {
					_, err := s.Page(ctx, feed.Query{View: feed.Unread, Order: order}, nil, feed.Forward, pageSize)
					check(b, err)
				}
			})
		}
		h, err := s.Headline(ctx, feed.ArticleID(n/3))
		check(b, err)
		b.Run("next", func(b *testing.B) {
			for b.Loop() {
				_, err := s.NextUnread(ctx, feed.Query{}, h, feed.Forward)
				check(b, err)
			}
		})
		check(b, s.Undo(ctx, act))
	})
}

func BenchmarkCounts(b *testing.B) {
	atSizes(b, func(b *testing.B, s *Store, n int) {
		ctx := context.Background()
		run := func(name string, fn func() error) {
			b.Run(name, func(b *testing.B) {
				for b.Loop() {
					check(b, fn())
				}
			})
		}
		h := headlineInTheMiddle(b, s, feed.Query{})
		run("totals", func() error { _, err := s.Totals(ctx, nil); return err })
		run("totals-source", func() error { _, err := s.Totals(ctx, []feed.SourceID{1}); return err })
		run("tally", func() error { _, err := s.Tally(ctx, feed.Query{View: feed.Unread}, 10_000); return err })
		run("tally-words", func() error { _, err := s.Tally(ctx, feed.Query{Words: "election"}, 10_000); return err })
		run("ordinal", func() error { _, err := s.Ordinal(ctx, feed.Query{}, *h, 10_000); return err })
		run("sources", func() error { _, err := s.Sources(ctx); return err })
		run("arrived", func() error { _, err := s.Arrived(ctx, feed.Query{Upto: feed.ArticleID(n - 100)}); return err })
		run("lookup", func() error { _, err := s.Lookup(ctx, "https://example.org/articles/5"); _ = err; return nil })
		run("article", func() error { _, err := s.Article(ctx, h.ID); return err })
		run("open", func() error {
			again, err := Open(ctx, s.Path(), Options{})
			if err != nil {
				return err
			}
			if _, err := again.Page(ctx, feed.Query{}, nil, feed.Forward, 60); err != nil {
				return err
			}
			return again.Close()
		})
	})
}

func BenchmarkMarks(b *testing.B) {
	atSizes(b, func(b *testing.B, s *Store, n int) {
		ctx := context.Background()
		i := 0
		b.Run("read", func(b *testing.B) {
			for b.Loop() {
				i++
				_, err := s.MarkRead(ctx, []feed.ArticleID{feed.ArticleID(1 + i*7919%n)}, i%2 == 0, 0)
				check(b, err)
			}
		})
		b.Run("star", func(b *testing.B) {
			for b.Loop() {
				i++
				_, err := s.Star(ctx, []feed.ArticleID{feed.ArticleID(1 + i*7919%n)}, i%2 == 0)
				check(b, err)
			}
		})
		b.Run("all-and-undo", func(b *testing.B) {
			for b.Loop() {
				act, err := s.MarkAllRead(ctx, feed.Query{})
				check(b, err)
				check(b, s.Undo(ctx, act))
			}
		})
		q := feed.Query{Sources: []feed.SourceID{1}}
		b.Run("all-of-a-source", func(b *testing.B) {
			for b.Loop() {
				act, err := s.MarkAllRead(ctx, q)
				check(b, err)
				b.ReportMetric(float64(act.N), "articles")
				b.StopTimer()
				_, err = s.MarkRead(ctx, idsOf(b, s, q, 40_000), false, 0)
				check(b, err)
				b.StartTimer()
			}
		})
	})
}

func idsOf(b *testing.B, s *Store, q feed.Query, n int) (ids []feed.ArticleID) {
	check(b, s.read(context.Background(), "ids", func(c *conn) error {
		l, err := c.list(q, nil)
		if err != nil {
			return err
		}
		rows, err := l.read(nil, false, n)
		for _, r := range rows {
			ids = append(ids, feed.ArticleID(r.id))
		}
		return err
	}))
	return ids
}

func BenchmarkSave(b *testing.B) {
	atSizes(b, func(b *testing.B, s *Store, n int) {
		ctx := context.Background()
		doc := feed.Document{Kind: feed.KindFeed, Title: "A feed"}
		next := int(time.Now().UnixNano())
		fresh := func() feed.Document {
			doc.Entries = nil
			for range 100 {
				next++
				e := entry(next % (1 << 40))
				e.GUID = fmt.Sprint("tag:", next)
				e.Link = fmt.Sprint("https://example.org/fresh/", next)
				e.Content = fmt.Sprintf("<p>%4000d</p>", next)
				doc.Entries = append(doc.Entries, e)
			}
			return doc
		}
		b.Run("new", func(b *testing.B) {
			for b.Loop() {
				_, err := s.Save(ctx, 2, fresh(), feed.KindFeed, feed.Health{})
				check(b, err)
			}
		})
		known := fresh()
		_, err := s.Save(ctx, 2, known, feed.KindFeed, feed.Health{})
		check(b, err)
		b.Run("known", func(b *testing.B) {
			for b.Loop() {
				_, err := s.Save(ctx, 2, known, feed.KindFeed, feed.Health{})
				check(b, err)
			}
		})
	})
}

// BenchmarkCold stores 100 new sources of 100 articles each, 4 KB of text an
// article, as a first refresh does.
func BenchmarkCold(b *testing.B) {
	ctx := context.Background()
	docs := make([]feed.Document, 100)
	for i := range docs {
		docs[i] = feed.Document{Kind: feed.KindFeed, Title: fmt.Sprint("Source ", i), Link: "https://example.org"}
		for n := range 100 {
			e := entry(n)
			e.Title = fmt.Sprintf("%s of the day %d%d about w%d and w%d", e.Title, i, n, i*n%977, (i+31)*n%3001)
			e.GUID = fmt.Sprintf("https://example.org/%d/%d", i, n)
			e.Link = e.GUID
			e.Content = fmt.Sprintf("<p>%4300d</p>", n)
			e.Views = feed.CountOf(int64(n*i), feed.OriginFeed, time.Now())
			e.CommentCount = feed.CountOf(int64(n), feed.OriginFeed, time.Now())
			docs[i].Entries = append(docs[i].Entries, e)
		}
	}
	for b.Loop() {
		b.StopTimer()
		s, err := Open(ctx, filepath.Join(b.TempDir(), "griot.db"), Options{})
		check(b, err)
		ids := make([]feed.SourceID, len(docs))
		for i := range docs {
			src, err := s.Follow(ctx, feed.Source{Address: fmt.Sprint("https://example.org/", i)})
			check(b, err)
			ids[i] = src.ID
		}
		b.StartTimer()
		var all sync.WaitGroup
		for i := range docs {
			all.Go(func() {
				if _, err := s.Save(ctx, ids[i], docs[i], feed.KindFeed, feed.Health{}); err != nil {
					b.Error(err)
				}
			})
		}
		all.Wait()
		b.StopTimer()
		check(b, s.Close())
		b.StartTimer()
	}
}
