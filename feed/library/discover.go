package library

import (
	"context"
	"net/url"
	"path"
	"slices"
	"strings"

	"griot/feed"
)

const (
	// maxCandidates is how many feeds of a page are tried until one can be read.
	maxCandidates = 3

	// maxGuessed is how many bytes may come of places where a feed might have been.
	maxGuessed = 1 << 20
)

// lookKnown reads the feed of a page on a site whose addresses tell where it is,
// without asking for the page. The spent response says what the attempt cost when
// it came to nothing.
func (l *Library) lookKnown(ctx context.Context, t target) (f found, spent *reading, ok bool) {
	spent = &reading{response: &feed.Response{URL: t.address}}
	if t.kind.Local() || l.Offline() {
		return f, spent, false
	}
	candidates := l.discover(spent)
	for i, c := range candidates[:min(len(candidates), maxCandidates)] {
		got := l.ask(ctx, feed.Source{Address: c.URL}, userFor(c.URL, t.address, t.user), t.address)
		doc, readable := l.readFeed(&got, spent, c.URL)
		if !readable {
			continue
		}
		return found{at: l.now(), target: t, got: got, doc: doc, kind: feed.KindFeed, candidates: foremost(candidates, i)}, spent, true
	}
	return f, spent, false
}

// feedOf reads the feed that a page offers in place of the page, and says where it
// is: it is the page's lead, and where it has moved to. Where there is none the page
// stays. The feed that was read comes first among the candidates.
func (l *Library) feedOf(ctx context.Context, page *reading, doc feed.Document, kind feed.Kind) (feed.Document, feed.Kind, []feed.Candidate) {
	candidates := l.discover(page)
	for i, c := range candidates[:min(len(candidates), maxCandidates)] {
		if c.URL == page.response.URL || slices.Contains(page.tried, c.URL) {
			continue
		}
		got := l.ask(ctx, feed.Source{Address: c.URL}, userFor(c.URL, page.source.Address, page.user), page.response.URL)
		if read, ok := l.readFeed(&got, page, c.URL); ok {
			replace(page, got)
			return read, feed.KindFeed, foremost(candidates, i)
		}
	}
	return doc, kind, candidates
}

// feedSomewhere is feedOf for a page that the reader wants to follow: where the
// page declares no feed, the usual places are asked, one after the other.
func (l *Library) feedSomewhere(ctx context.Context, page *reading, doc feed.Document, kind feed.Kind) (feed.Document, feed.Kind, []feed.Candidate) {
	doc, kind, candidates := l.feedOf(ctx, page, doc, kind)
	if page.failure != nil && page.failure.Kind == feed.FailedList {
		return doc, kind, candidates // no page
	}
	declares := slices.ContainsFunc(candidates, func(c feed.Candidate) bool { return c.Type != "" })
	if kind == feed.KindFeed || declares || page.response == nil {
		return doc, kind, candidates
	}
	answers := []feed.Hash{page.body}
	before := page.response.Wire
	for _, place := range usualPlaces(page.response.URL) {
		if slices.Contains(page.tried, place) {
			continue
		}
		got := l.ask(ctx, feed.Source{Address: place}, userFor(place, page.source.Address, page.user), page.response.URL)
		if read, ok := l.readFeed(&got, page, place); ok {
			c := feed.Candidate{URL: place, Title: read.Title}
			replace(page, got)
			return read, feed.KindFeed, append([]feed.Candidate{c}, candidates...)
		}
		missing := got.failure != nil && got.failure.Kind == feed.FailedStatus
		if missing {
			continue
		}
		if got.response == nil || got.response.Body == nil || slices.Contains(answers, got.body) || page.response.Wire-before > maxGuessed || ctx.Err() != nil {
			break // the host is in trouble, or says the same to whatever is asked
		}
		answers = append(answers, got.body)
	}
	return doc, kind, candidates
}

// usualPlaces are where feeds stand that no page declares: below a page and at its
// site's root; the root comes first for a page that lies deep, which is rather an
// article than a part of a site.
func usualPlaces(page string) []string {
	u, err := url.Parse(page)
	if err != nil || u.Host == "" {
		return nil
	}
	root := u.Scheme + "://" + u.Host + "/"
	below := strings.Trim(u.EscapedPath(), "/")
	if path.Ext(below) != "" {
		below = strings.Trim(path.Dir(below), "./")
	}
	places := []string{root}
	switch depth := strings.Count(below, "/"); {
	case below == "":
	case depth == 0:
		places = []string{root + below + "/", root}
	default:
		places = append(places, root+below+"/")
	}
	var all []string
	for _, place := range places {
		for _, name := range []string{"feed", "rss", "atom.xml", "index.xml", "feed.xml", "rss.xml"} {
			all = append(all, place+name)
		}
	}
	return all
}

// readFeed reads what came from where a feed may be, and notes on the page what
// that cost and that it was tried.
func (l *Library) readFeed(got, page *reading, address string) (feed.Document, bool) {
	page.tried = append(page.tried, address)
	if got.response != nil {
		page.response.Wire += got.response.Wire
		page.response.Requests += got.response.Requests
	}
	if got.failure != nil {
		return feed.Document{}, false
	}
	doc, kind := l.understand(got, nil)
	if got.failure != nil || kind != feed.KindFeed {
		return doc, false
	}
	got.response.Wire, got.response.Requests = page.response.Wire, page.response.Requests
	if got.response.Moved == "" {
		got.response.Moved = address
	}
	return doc, true
}

// replace puts a feed in its page's place.
func replace(page *reading, got reading) {
	got.lead = got.response.Moved
	got.source.ID, got.source.Address, got.source.Health = page.source.ID, page.source.Address, page.source.Health
	*page = got
}

// foremost moves a candidate to the front.
func foremost(candidates []feed.Candidate, i int) []feed.Candidate {
	c := candidates[i]
	copy(candidates[1:i+1], candidates[:i])
	candidates[0] = c
	return candidates
}

func (l *Library) discover(page *reading) (candidates []feed.Candidate) {
	var panicked *feed.Failure
	defer rescue(&panicked)
	return l.parse.Discover(l.input(page.response, nil))
}
