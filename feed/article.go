package feed

import "time"

// ArticleID identifies an article in the store. It never changes and is never
// used again, and a later arrival has the larger one. The zero value means no
// article.
type ArticleID int64

// Headline is an article's row in a list: all that a row shows, and no body.
type Headline struct {
	ID          ArticleID
	Source      SourceID
	SourceLabel string
	Title       string
	Author      string
	Link        string
	Published   Date      // may be unknown
	Sorted      time.Time // the instant it is sorted by; never zero
	Views       Count
	Comments    Count // the publisher's count
	OwnComments int   // the reader's own, on top of the publisher's
	Opens       int   // how often the reader opened it
	Read        bool
	Starred     bool
}

// Article is a headline with everything that reading it needs.
type Article struct {
	Headline

	GUID         string
	Updated      Date
	Language     string
	Content      string // cleaned HTML, addresses absolute
	FullText     bool   // Content is the text of the article's own page, not what the feed gave
	Summary      string // cleaned HTML
	CommentsURL  string // the page with the discussion
	CommentsFeed string // the feed of the discussion
	Categories   []string
	Enclosures   []Enclosure
	SourceSite   string // of its source
	Contact      string // of its source
	Place        Place
}

// EarlierText is a text that an article had before its publisher changed it.
type EarlierText struct {
	Until   time.Time // when the change was seen
	Title   string
	Content string // cleaned HTML
}

// Enclosure is a file that goes with an article (RSS 2.0 <enclosure>, Atom
// rel="enclosure", JSON Feed attachments).
type Enclosure struct {
	URL    string
	Type   string // MIME type, may be empty
	Length int64  // bytes, 0 when unknown
}

// Place is where the reader was in an article: a block of its body and a line of
// that block, which stays right when the width changes.
type Place struct {
	Block, Line int
	Finished    bool // read to the end: opens at the top next time
}
