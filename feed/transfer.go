package feed

import (
	"net/url"
	"time"
)

// Request is one question to the network.
type Request struct {
	URL        string        // http or https
	From       string        // the address whose page or feed led here; empty when the reader typed the URL or follows it
	User       *url.Userinfo // sent to the URL's own host alone; nil for none
	Validators Validators    // make it conditional
	Accept     Accept
}

// Accept says which kind of answer is wanted most.
type Accept uint8

const (
	AcceptFeed Accept = iota // a feed, else whatever there is
	AcceptPage               // a page for people, else whatever there is
)

// Response is what reading a source's address gave: an answer from the network,
// a file's content or standard input.
type Response struct {
	Body        []byte // unpacked
	ContentType string // as declared, may be empty
	URL         string // where the body came from, after redirects, without user name and password
	Base        string // what its relative addresses are relative to, where it says (Content-Location); else empty
	Language    string // as declared (Content-Language), may be empty
	Name        string // the file's name, for a local one
	Moved       string // where the address has moved to for good (HTTP 301 and 308 all the way); else empty
	Validators  Validators
	NotModified bool          // HTTP 304: there is no body
	Cut         bool          // the body ended before its end; what came is there
	Open        bool          // the body ended with the connection, nobody said where: perhaps before its end
	Wire        int64         // bytes received for the body, as packed on the wire
	Requests    int           // requests made, redirects counted
	Fresh       time.Duration // how long the answer stays fresh (Cache-Control, Expires); 0 when not said
	RetryAfter  time.Duration // 0 when not said
	Modified    time.Time     // Last-Modified, or the file's own; zero when unknown
}
