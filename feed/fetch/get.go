package fetch

import (
	"context"
	"encoding/base64"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptrace"
	"net/url"
	"strings"
	"time"

	"griot/feed"
	"griot/render/plain"
)

var (
	errHeaders   = errors.New("no answer in time")
	errTotal     = errors.New("not finished in time")
	errRedirects = errors.New("too many redirects")
	errScheme    = errors.New("leads to what is no web address")
	errAddress   = errors.New("no web address")
)

// question is a Get on its way.
type question struct {
	c       *Client
	request feed.Request
	at      *url.URL       // what is asked next, without user name and password
	home    string         // scheme and host that the user name belongs to
	user    *url.Userinfo  // of the reader's address; nil for none
	hop     hop            // of the next request
	answer  *feed.Response // as far as it is known
	kept    bool           // every redirect so far was for good
	knows   bool           // the validators of the request belong to what is asked next
	cancel  context.CancelCauseFunc
}

// Get asks once. Its error is a *feed.Failure; the response that comes with one
// says what it cost and when to come back, holds the part of the body that came
// (Cut), and is nil when nothing was asked. When ctx ends, the failure wraps the
// cause.
func (c *Client) Get(ctx context.Context, r feed.Request) (*feed.Response, error) {
	at, user, err := address(r.URL)
	if err != nil {
		return nil, feed.Fail(feed.FailedAddress, err)
	}
	if r.User != nil {
		user = r.User
	}
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	defer time.AfterFunc(c.options.Total, func() { cancel(errTotal) }).Stop()

	q := &question{
		c: c, request: r, at: at, user: user, home: at.Scheme + "://" + at.Host,
		answer: &feed.Response{}, kept: true, cancel: cancel, knows: r.Validators != feed.Validators{},
		hop: hop{trusted: r.From == "" || sameHost(r.From, at)},
	}
	for range maxRedirects + 1 {
		onward, err := q.ask(ctx)
		if err != nil {
			return q.answer, c.failure(ctx, err)
		}
		if !onward {
			return q.answer, nil
		}
	}
	return q.answer, c.failure(ctx, errRedirects)
}

// address takes a web address apart into what is asked and who asks.
func address(raw string) (*url.URL, *url.Userinfo, error) {
	u, err := url.Parse(strings.TrimSpace(raw))
	if err != nil {
		return nil, nil, errAddress // not err: it repeats the address with its password
	}
	user := u.User
	u.User = nil
	u.Fragment, u.RawFragment = "", ""
	clean, ok := plain.Link(u.String())
	if !ok {
		return nil, nil, errAddress
	}
	u, err = url.Parse(clean)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "" {
		return nil, nil, errAddress
	}
	return u, user, nil
}

// ask sends one request and reads its answer. It tells whether the answer leads
// onward.
func (q *question) ask(ctx context.Context) (onward bool, err error) {
	leave, err := q.c.hosts.enter(ctx, q.at)
	if err != nil {
		return false, err
	}
	defer leave()
	request, peer, err := q.build(ctx)
	if err != nil {
		return false, err
	}
	waiting := q.await()
	response, err := q.c.send(request)
	waiting()
	if !errors.Is(err, errLocal) { // else nobody was asked
		q.answer.Requests++
	}
	if err != nil {
		return false, err
	}
	defer response.Body.Close()
	if redirects(response.StatusCode) && response.Header.Get("Location") != "" {
		if response.ContentLength >= 0 && response.ContentLength <= maxNotice {
			t := q.c.begin(response.Body, q.cancel)
			_, _ = io.Copy(io.Discard, t) // so that the connection can be used again
			q.answer.Wire += t.end()
		}
		return true, q.follow(response, *peer)
	}
	return false, q.take(response)
}

// build makes the request for the next hop. peer is set to who answers.
func (q *question) build(ctx context.Context) (*http.Request, *net.Addr, error) {
	request, err := http.NewRequest(http.MethodGet, q.at.String(), nil)
	if err != nil {
		return nil, nil, errAddress
	}
	proxy, err := q.c.options.Proxy(request)
	if err != nil {
		return nil, nil, err
	}
	q.hop.proxied = proxy != nil
	peer := new(net.Addr)
	ctx = context.WithValue(ctx, hopKey{}, q.hop)
	ctx = httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{
		GotConn: func(i httptrace.GotConnInfo) { *peer = i.Conn.RemoteAddr() },
	})
	q.dress(request.Header)
	return request.WithContext(ctx), peer, nil
}

const (
	acceptFeed = "application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml;q=0.9, application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, text/html;q=0.7, */*;q=0.5"
	acceptPage = "text/html, application/xhtml+xml, application/xml;q=0.9, text/plain;q=0.8, */*;q=0.5"
)

// dress sets the headers of a request.
func (q *question) dress(h http.Header) {
	h.Set("User-Agent", q.c.options.UserAgent)
	h.Set("Accept-Encoding", "gzip, deflate, br, zstd")
	if q.request.Accept == feed.AcceptPage {
		h.Set("Accept", acceptPage)
	} else {
		h.Set("Accept", acceptFeed)
	}
	if v := q.request.Validators; q.knows {
		setHeader(h, "If-None-Match", v.ETag)
		setHeader(h, "If-Modified-Since", v.LastModified)
	}
	if q.user != nil && q.at.Scheme+"://"+q.at.Host == q.home {
		password, _ := q.user.Password()
		h.Set("Authorization", "Basic "+base64.StdEncoding.EncodeToString([]byte(q.user.Username()+":"+password)))
	}
}

// await stops the question when no headers come in time, and on a slow link that
// is busy with others three times that. The caller calls the returned function
// when they are there.
func (q *question) await() (arrived func()) {
	limit, patience := q.c.options.Headers, 2
	var timer *time.Timer
	ready := make(chan struct{})
	timer = time.AfterFunc(limit, func() {
		<-ready
		if patience > 0 && q.c.link.crowded() {
			patience--
			timer.Reset(limit)
			return
		}
		q.cancel(errHeaders)
	})
	close(ready)
	return func() { timer.Stop() }
}

func redirects(status int) bool {
	switch status {
	case http.StatusMovedPermanently, http.StatusFound, http.StatusSeeOther,
		http.StatusTemporaryRedirect, http.StatusPermanentRedirect:
		return true
	}
	return false
}

// follow turns to where a redirect of a peer leads.
func (q *question) follow(response *http.Response, peer net.Addr) error {
	target, err := q.at.Parse(strings.TrimSpace(response.Header.Get("Location")))
	if err != nil {
		return errScheme
	}
	next, _, err := address(target.String())
	if err != nil {
		return errScheme
	}
	permanent := response.StatusCode == http.StatusMovedPermanently || response.StatusCode == http.StatusPermanentRedirect
	if q.kept = q.kept && permanent; q.kept {
		q.answer.Moved = next.String()
	}
	q.knows = q.knows && !permanent // they are of what was there before, and would hide what is there now
	q.hop = q.hop.after(peer, next.Host == q.at.Host)
	q.at = next
	return nil
}

// take reads the last answer of a chain.
func (q *question) take(response *http.Response) error {
	a, now := q.answer, time.Now()
	a.URL = q.at.String()
	a.ContentType = plain.Line(response.Header.Get("Content-Type"))
	if base, err := q.at.Parse(response.Header.Get("Content-Location")); err == nil && *base != *q.at {
		a.Base, _ = plain.Link(base.String())
	}
	a.Language = plain.Line(response.Header.Get("Content-Language"))
	a.Fresh = freshness(response.Header, now)
	a.RetryAfter = retryAfter(response.Header, now)
	a.Validators = feed.Validators{
		ETag:         header(response.Header, "ETag"),
		LastModified: header(response.Header, "Last-Modified"),
	}
	if t, err := http.ParseTime(a.Validators.LastModified); err == nil {
		a.Modified = t
	}
	switch status := response.StatusCode; {
	case status == http.StatusProxyAuthRequired && q.hop.proxied:
		return errProxy
	case status == http.StatusNotModified && q.knows:
		a.NotModified = true
		return nil
	case status >= 200 && status < 300:
		return q.read(response)
	default:
		return statusError(status)
	}
}

// header reads a header that is sent back as it came one day; one that is not
// clean or too long is as good as none.
func header(h http.Header, name string) string {
	v := h.Get(name)
	if len(v) > 1024 || !sendable(v) {
		return ""
	}
	return v
}

func setHeader(h http.Header, name, value string) {
	if value != "" && sendable(value) {
		h.Set(name, value)
	}
}

// sendable tells whether a header's value can be kept and sent as it is. Its blanks
// count: an ETag is compared byte by byte (RFC 9110, section 8.8.3.2).
func sendable(value string) bool {
	return plain.Text(value) == value && !strings.ContainsAny(value, "\n\t")
}
