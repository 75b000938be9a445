package feed

import "time"

// Origin says where a count was read.
type Origin uint8

const (
	OriginNone        Origin = iota // nobody gave a count
	OriginFeed                      // an element of the feed (media:statistics, slash:comments, thr:total, ...)
	OriginPage                      // structured data or the byline of a page
	OriginText                      // a phrase in the text ("Points: 42", "5 posts")
	OriginFrontMatter               // the head of a Markdown file
)

// Count is a publisher's number that may be unknown. The zero value is unknown,
// which is never shown or sorted as 0.
type Count struct {
	n      int64
	origin Origin
	asOf   time.Time
}

// CountOf returns a known count, or an unknown one where n is negative or the
// origin is OriginNone.
func CountOf(n int64, origin Origin, asOf time.Time) Count {
	if n < 0 || origin == OriginNone {
		return Count{}
	}
	return Count{n: n, origin: origin, asOf: asOf}
}

// Value returns the count and whether it is known.
func (c Count) Value() (n int64, known bool) { return c.n, c.origin != OriginNone }

// Known tells whether the publisher gave the count.
func (c Count) Known() bool { return c.origin != OriginNone }

// Origin says where the count was read.
func (c Count) Origin() Origin { return c.origin }

// AsOf says when the count was read.
func (c Count) AsOf() time.Time { return c.asOf }
