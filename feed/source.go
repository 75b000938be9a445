package feed

import "time"

// SourceID identifies a source in the store. The zero value means no source.
type SourceID int64

// Kind says what a source's address leads to.
type Kind uint8

const (
	KindUnknown Kind = iota // not read yet
	KindFeed                // RSS, Atom or JSON Feed, from the network
	KindPage                // a web page read as one article
	KindFile                // a local file of any format that griot reads
	KindFolder              // a local folder, its files together
	KindInput               // standard input
	KindSample              // the sample edition, built into griot
)

// Local tells whether a source of this kind is read without a network.
func (k Kind) Local() bool {
	return k == KindFile || k == KindFolder || k == KindInput || k == KindSample
}

// Standing says where a source stands with the reader.
type Standing uint8

const (
	Followed Standing = iota // listed, and refreshed when due
	Hidden                   // its line went away: kept in the store, out of the lists
	Visiting                 // only opened; kept while one of its articles bears a mark or a comment
)

// Source is where articles come from.
type Source struct {
	ID       SourceID
	Address  string // an absolute http(s) URL, an absolute path, SampleAddress, or InputAddress (with a site's name behind "/")
	Kind     Kind
	Standing Standing

	Title    string // as the publisher gives it
	Name     string // the reader's own name for it; wins over Title
	Site     string // the publisher's page for people
	Contact  string // an e-mail address or an http(s) URL of the publisher
	Language string // BCP 47
	Tags     []string

	Unread, Total int

	Health Health
}

// The addresses of the two sources that have none.
const (
	InputAddress  = "-"
	SampleAddress = "sample"
)

// Label is the name that a person sees: the reader's own, else the publisher's,
// else the address.
func (s Source) Label() string {
	switch {
	case s.Name != "":
		return s.Name
	case s.Title != "":
		return s.Title
	default:
		return s.Address
	}
}

// Health is what is known about reading a source.
type Health struct {
	Checked time.Time // last attempt, zero before the first
	Success time.Time // last attempt that worked
	Due     time.Time // not to be asked before this, unless the reader insists
	Failure *Failure  // of the last attempt; nil when it worked
	Wire    int64     // bytes on the wire of the last full answer, the base of a cost estimate
	Gone    bool      // the publisher said it will not come back (HTTP 410)
	Cut     bool      // the last document had more entries than are kept of one; the store does not know

	Validators Validators
	Body       Hash // of the last body, to recognise an unchanged one that has no validator
}

// Validators make a request conditional (RFC 9110, section 8.8).
type Validators struct {
	ETag         string
	LastModified string // as the server sent it
}
