// Package fetch brings bytes in: from the network, through the one HTTP client
// of the program, and from files, folders and standard input.
package fetch

import (
	"cmp"
	"context"
	"net"
	"net/http"
	"net/url"
	"sync/atomic"
	"time"

	"griot/feed"
)

// The words of feed, under this room's name.
type (
	Request  = feed.Request
	Response = feed.Response
)

const (
	maxBody      = 20 << 20  // bytes, unpacked
	maxHeaders   = 128 << 10 // bytes of one answer's headers
	maxRedirects = 10
	maxNotice    = 2 << 10  // bytes of a redirect's own text that are read, to keep the connection
	leastRate    = 64       // bytes a second that a lone transfer must keep up
	meanRate     = 512      // bytes a second that it must have come to in the long run
	meanAfter    = 6        // spans of a stall until then
	roomyRate    = 16 << 10 // bytes a second for each transfer, from which on a link is not the cause of a stall

	perHost = 2  // requests at once to a stranger's host
	perSelf = 32 // requests at once to a server on this very computer
)

// Options are what a Client can be told. The zero value of each field means what
// is said there.
type Options struct {
	UserAgent string        // "griot (terminal news reader)"
	Headers   time.Duration // from the question to the end of the answer's headers; 10 s
	Stall     time.Duration // over which a transfer's rate is judged; 10 s
	Total     time.Duration // for one source, redirects included; 15 min

	Proxy  func(*http.Request) (*url.URL, error) // the environment's
	Dialer func(ctx context.Context, network, address string) (net.Conn, error)
	Online func() bool // is there any network; by the routes of this computer
}

// Client asks the network. It is safe for concurrent use. It never asks twice by
// itself.
type Client struct {
	options Options
	open    *http.Transport // may reach this computer and the local network
	home    *http.Transport // may reach one address there
	guarded *http.Transport // may not
	link    link
	hosts   gates
	moved   atomic.Int64
}

// New returns a client.
func New(o Options) *Client {
	o.UserAgent = cmp.Or(o.UserAgent, "griot (terminal news reader)")
	o.Headers = cmp.Or(o.Headers, 10*time.Second)
	o.Stall = cmp.Or(o.Stall, 10*time.Second)
	o.Total = cmp.Or(o.Total, 15*time.Minute)
	if o.Proxy == nil {
		o.Proxy = environmentProxy()
	}
	if o.Online == nil {
		o.Online = hasNetwork
	}
	c := &Client{options: o}
	c.link.span = o.Stall
	dial := o.Dialer
	if dial == nil {
		dial = (&net.Dialer{Timeout: o.Headers, KeepAlive: 30 * time.Second}).DialContext
	}
	c.open = c.transport(dial)
	c.guarded = c.transport(guard(o))
	c.home = c.transport(guard(o))
	c.home.DisableKeepAlives = true // each connection is made for one who may have it
	return c
}

func (c *Client) transport(dial func(context.Context, string, string) (net.Conn, error)) *http.Transport {
	return &http.Transport{
		Proxy:                  c.options.Proxy,
		DialContext:            dial,
		ForceAttemptHTTP2:      true,
		DisableCompression:     true, // unpacked here, so that packed bytes can be counted
		MaxResponseHeaderBytes: maxHeaders,
		MaxIdleConns:           64,
		MaxIdleConnsPerHost:    perSelf,
		IdleConnTimeout:        30 * time.Second,
		TLSHandshakeTimeout:    c.options.Headers,
		ExpectContinueTimeout:  time.Second,
		OnProxyConnectResponse: throughProxy,
	}
}

// Moved is how many bytes all answers brought up to now, packed as they came.
func (c *Client) Moved() int64 { return c.moved.Load() }

// Close lets go of connections that are kept for another question.
func (c *Client) Close() {
	c.open.CloseIdleConnections()
	c.guarded.CloseIdleConnections()
}
