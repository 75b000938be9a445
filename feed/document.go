package feed

import "time"

// Document is what parsing one feed, page or file gave.
type Document struct {
	Kind        Kind // KindFeed, or KindPage for a page, a text or a Markdown file read as one article
	Title       string
	Link        string // the publisher's page for people, absolute
	Next        string // of an article in several pages: the address of the next one, on the same host
	ID          string
	Language    string
	Description string
	Author      string
	Contact     string // an e-mail address or an http(s) URL
	Updated     Date
	Published   Date
	TTL         time.Duration // RSS 2.0 <ttl>, sy:updatePeriod and sy:updateFrequency; 0 when not given
	Rest        Rest          // RSS 2.0 <skipHours>, <skipDays>
	Entries     []Entry       // in document order
	Unchanged   []Hash        // entries that were left out because their hash is stored
	Salvaged    bool          // the document was damaged, and its complete entries were kept
	Cut         bool          // the document had more entries than are kept of one: the first are there
}

// Entry is an article as its publisher gives it, before it has a place in the
// store. Every string has passed render/plain; HTML is cleaned and its addresses
// are absolute.
type Entry struct {
	GUID         string // RSS 2.0 <guid>, atom:id, JSON Feed id, as given
	Title        string // plain text, one line
	Link         string // absolute http(s), or empty
	Author       string
	Published    Date
	Updated      Date
	Language     string
	Content      string // cleaned HTML
	Summary      string // cleaned HTML
	Enclosures   []Enclosure
	Categories   []string
	CommentsURL  string
	CommentsFeed string
	Views        Count
	CommentCount Count
	Comments     []RemoteComment
	Hash         Hash // of the entry's bytes in the document, zero when it was not cut out of one
}

// Hash is a fingerprint of bytes: SHA-256, cut to 16 bytes.
type Hash [16]byte

// SortInstant is the moment by which an article made of e, first seen at seen, is
// sorted: when it was published, else when it last changed, else when it was seen.
func (e *Entry) SortInstant(seen time.Time) time.Time {
	if !e.Published.Known() {
		return SortInstant(e.Updated, seen)
	}
	return SortInstant(e.Published, seen)
}
