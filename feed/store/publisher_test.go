package store

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"griot/feed"
)

// publication is what a publisher thinks of as one article, whatever he calls it.
type publication struct {
	number, named, moved, edited int // how often it got another guid, link and title
	guidForm, linkForm           int
	article                      feed.ArticleID
	read, starred                bool
	comments                     int
}

// publisher is a feed, with its ways: guids, links, or only one of them.
type publisher struct {
	*rand.Rand

	guids, links bool
	all          []*publication
}

// entry writes a publication as the feed has it now.
func (p *publisher) entry(of *publication) feed.Entry {
	e := feed.Entry{Title: fmt.Sprintf("Story %d, edition %d", of.number, of.edited), Content: fmt.Sprintf("<p>Text %d.%d</p>", of.number, of.edited)}
	if p.guids {
		guid := fmt.Sprintf("http://news.example/?v=%d&p=%d", of.named, of.number)
		e.GUID = []string{guid, strings.Replace(guid, "http", "https", 1), strings.ReplaceAll(guid, "&", "&amp;")}[of.guidForm]
	}
	if p.links {
		link := fmt.Sprintf("http://news.example/%d/%d", of.moved, of.number)
		e.Link = []string{link, strings.Replace(link, "http", "https", 1), link + "/", link + "?utm_source=rss&utm_medium=feed"}[of.linkForm]
	}
	return e
}

// change does to a publication what publishers do, but leaves one of its names.
func (p *publisher) change(of *publication) {
	if p.links {
		of.linkForm = p.IntN(4)
	}
	of.guidForm = p.IntN(3)
	switch p.IntN(4) {
	case 0:
		if p.links {
			of.named++
		}
	case 1:
		if p.guids {
			of.moved++
		}
	case 2:
		of.edited++
	}
}

// document is what the feed shows: some of what there is, old and new, in any order.
func (p *publisher) document() (shown []*publication) {
	for range p.IntN(4) {
		p.all = append(p.all, &publication{number: len(p.all)})
	}
	for _, i := range p.Perm(len(p.all)) {
		if p.IntN(3) > 0 && len(shown) < 20 {
			shown = append(shown, p.all[i])
		}
	}
	return shown
}

// TestWhatAPublisherRenamesStaysOneArticle lets publishers rename, move, edit, drop,
// repeat and bring back what they publish, while a reader reads, stars and comments:
// nothing returns as unread, and nothing is lost or there twice.
func TestWhatAPublisherRenamesStaysOneArticle(t *testing.T) {
	t.Parallel()
	for seed := range uint64(3 * *soak) {
		s, clock := newStore(t)
		src := follow(t, s, "one")
		p := &publisher{Rand: rand.New(rand.NewPCG(seed, 7)), guids: seed%3 != 1, links: seed%3 != 2}
		for round := range 30 {
			shown := p.document()
			var es []feed.Entry
			fresh := 0
			for _, of := range shown {
				if of.article == 0 {
					fresh++
				} else if p.IntN(2) == 0 {
					p.change(of)
				}
				es = append(es, p.entry(of))
				if p.IntN(8) == 0 {
					es = append(es, es[len(es)-1]) // twice in one document
				}
			}
			if o := save(t, s, src.ID, es...); o.New != fresh {
				t.Fatalf("seed %d, round %d: %d new articles, want %d", seed, round, o.New, fresh)
			}
			p.meet(t, s, shown)
			p.readSome(t, s, shown)
			p.compare(t, s, fmt.Sprintf("seed %d, round %d", seed, round))
			clock.advance(24 * time.Hour)
		}
		wantSound(t, s)
	}
}

// meet finds the articles of what was shown for the first time, by their headlines.
func (p *publisher) meet(t *testing.T, s *Store, shown []*publication) {
	byTitle := map[string]feed.ArticleID{}
	for _, h := range headlines(t, s, feed.Query{}) {
		byTitle[h.Title] = h.ID
	}
	for _, of := range shown {
		if of.article == 0 {
			of.article = byTitle[p.entry(of).Title]
		}
	}
}

func (p *publisher) readSome(t *testing.T, s *Store, shown []*publication) {
	for _, of := range shown {
		switch p.IntN(8) {
		case 0, 1, 2:
			must[feed.Act](t)(s.MarkRead(t.Context(), []feed.ArticleID{of.article}, true, 0))
			of.read = true
		case 3:
			must[feed.Act](t)(s.Star(t.Context(), []feed.ArticleID{of.article}, true))
			of.starred = true
		case 4:
			write(t, s, feed.Draft{Article: of.article, Body: "mine"})
			of.comments++
		}
	}
}

func (p *publisher) compare(t *testing.T, s *Store, when string) {
	t.Helper()
	found := map[feed.ArticleID]feed.Headline{}
	for _, h := range headlines(t, s, feed.Query{}) {
		found[h.ID] = h
	}
	met := 0
	for _, of := range p.all {
		if of.article == 0 {
			continue
		}
		met++
		h := found[of.article]
		if h.Read != of.read || h.Starred != of.starred || h.OwnComments != of.comments {
			t.Fatalf("%s: %+v became %+v", when, *of, h)
		}
	}
	if met != len(found) {
		t.Fatalf("%s: %d articles, want %d", when, len(found), met)
	}
}
