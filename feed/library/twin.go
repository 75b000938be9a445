package library

import (
	"context"
	"net/url"
	"strings"

	"griot/feed"
)

// twinOf is the address of the Atom feed that WordPress gives beside an RSS feed
// of comments; empty when the address does not look like WordPress's. Of the two
// only the Atom one says which comment answers which (RFC 4685).
func twinOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	switch q := u.Query(); {
	case strings.HasSuffix(u.Path, "/feed/") && u.RawQuery == "":
		u.Path += "atom/"
	case strings.HasSuffix(u.Path, "/feed") && u.RawQuery == "":
		u.Path += "/atom"
	case q.Get("feed") == "rss2" && q.Has("p"):
		q.Set("feed", "atom")
		u.RawQuery = q.Encode()
	default:
		return ""
	}
	u.RawPath = ""
	return u.String()
}

// twinState is where the store remembers that a host has no such twins.
func twinState(address string) string {
	host, _ := hostOf(feed.Source{Address: address})
	return "library.twinless." + host
}

// twin is the address to ask in place of a feed of comments, empty when there is
// none or its host is known to have none.
func (l *Library) twin(ctx context.Context, address string) (string, error) {
	twin := twinOf(address)
	if twin == "" {
		return "", nil
	}
	missing, err := l.store.State(ctx, twinState(address))
	if missing != "" {
		return "", err
	}
	return twin, err
}

// lacks tells whether an error says that a feed can't be had at its address, and
// whether that will stay so. It is neither when nobody answered.
func lacks(err error) (lacking, forGood bool) {
	if err == nil {
		return false, false
	}
	switch f := feed.FailureOf(err); f.Kind {
	case feed.FailedGone, feed.FailedNotFeed, feed.FailedDamaged, feed.FailedEmpty, feed.FailedRedirects:
		return true, true
	case feed.FailedStatus:
		return true, f.Status < 500
	default:
		return false, false
	}
}
