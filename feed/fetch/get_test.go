package fetch

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"griot/feed"
)

func noProxy(*http.Request) (*url.URL, error) { return nil, nil }

// client is one that no proxy of this computer bothers.
func client(t *testing.T, change ...func(*Options)) *Client {
	o := Options{
		UserAgent: "griot/test", Proxy: noProxy, Online: func() bool { return true },
	}
	for _, f := range change {
		f(&o)
	}
	c := New(o)
	t.Cleanup(c.Close)
	return c
}

func get(t *testing.T, c *Client, address string) (*feed.Response, *feed.Failure) {
	t.Helper()
	response, err := c.Get(t.Context(), feed.Request{URL: address})
	if err == nil {
		return response, nil
	}
	failure, ok := err.(*feed.Failure)
	if !ok {
		t.Fatalf("%s: the error %v is no *feed.Failure", address, err)
	}
	return response, failure
}

func TestBadServers(t *testing.T) {
	t.Parallel()
	e := newEvil(t)
	for _, c := range []struct {
		path   string
		kind   feed.FailureKind
		status int
		cut    bool // with what came until then
	}{
		{path: "/late", kind: feed.FailedTimeout},
		{path: "/stall", kind: feed.FailedStalled, cut: true},
		{path: "/silent", kind: feed.FailedStalled},
		{path: "/dribble", kind: feed.FailedStalled, cut: true},
		{path: "/endless", kind: feed.FailedTooLarge},
		{path: "/bomb", kind: feed.FailedTooLarge},
		{path: "/short", kind: feed.FailedStalled, cut: true},
		{path: "/cutchunk", kind: feed.FailedStalled, cut: true},
		{path: "/badlength", kind: feed.FailedRefused},
		{path: "/twolengths", kind: feed.FailedRefused},
		{path: "/nonsense", kind: feed.FailedNotFeed},
		{path: "/part", kind: feed.FailedStalled, cut: true},
		{path: "/broken", kind: feed.FailedRedirects},
		{path: "/closes", kind: feed.FailedRefused},
		{path: "/hugeheader", kind: feed.FailedTooLarge},
		{path: "/cutgzip", kind: feed.FailedStalled, cut: true},
		{path: "/badgzip", kind: feed.FailedDamaged},
		{path: "/brotli", kind: feed.FailedDamaged},
		{path: "/304", kind: feed.FailedStatus, status: 304}, // nobody asked whether it changed
		{path: "/401", kind: feed.FailedStatus, status: 401},
		{path: "/403", kind: feed.FailedStatus, status: 403},
		{path: "/404", kind: feed.FailedStatus, status: 404},
		{path: "/410", kind: feed.FailedGone, status: 410},
		{path: "/429", kind: feed.FailedBusy, status: 429},
		{path: "/500", kind: feed.FailedStatus, status: 500},
		{path: "/503", kind: feed.FailedBusy, status: 503},
		{path: "/loop", kind: feed.FailedRedirects},
		{path: "/hop/11", kind: feed.FailedRedirects},
		{path: "/file", kind: feed.FailedRedirects},
		{path: "/script", kind: feed.FailedRedirects},
		{path: "/ftp", kind: feed.FailedRedirects},
		{path: "/nowhere", kind: feed.FailedStatus, status: 302},
	} {
		t.Run(c.path[1:], func(t *testing.T) {
			t.Parallel()
			client := client(t, func(o *Options) {
				switch c.path {
				case "/late":
					o.Headers = 200 * time.Millisecond
				case "/stall", "/silent":
					o.Stall = 200 * time.Millisecond
				case "/dribble":
					o.Stall = 2 * time.Second // a byte each 200 ms is less than 64 a second
				}
			})
			response, failure := get(t, client, e.URL+c.path)
			if failure == nil || failure.Kind != c.kind || failure.Status != c.status {
				t.Fatalf("failure is %v (%d), want kind %d with status %d", failure, kindOf(failure), c.kind, c.status)
			}
			if response == nil || response.Requests == 0 {
				t.Fatal("the attempt is not counted")
			}
			if response.Cut != c.cut || c.cut != (len(response.Body) > 0) {
				t.Errorf("cut is %v with %d bytes, want %v", response.Cut, len(response.Body), c.cut)
			}
		})
	}
}

func kindOf(f *feed.Failure) feed.FailureKind {
	if f == nil {
		return 0
	}
	return f.Kind
}

func TestGoodAnswers(t *testing.T) {
	t.Parallel()
	e := newEvil(t)
	c := client(t)
	for _, path := range []string{"/feed", "/falsegzip", "/tailgzip", "/hop/10"} {
		response, failure := get(t, c, e.URL+path)
		if failure != nil || string(response.Body) != feedBody {
			t.Errorf("%s: %v, body %q", path, failure, response.Body)
		}
	}
	response, failure := get(t, c, e.URL+"/gzip")
	if failure != nil || string(response.Body) != strings.Repeat(feedBody, 100) {
		t.Fatalf("gzip: %v, %d bytes", failure, len(response.Body))
	}
	if response.Wire <= 0 || response.Wire >= int64(len(response.Body))/10 {
		t.Errorf("gzip: %d bytes on the wire for %d: not the packed ones", response.Wire, len(response.Body))
	}
	if moved := c.Moved(); moved < response.Wire {
		t.Errorf("all transfers moved %d bytes, one alone %d", moved, response.Wire)
	}
}

func TestConditional(t *testing.T) {
	t.Parallel()
	e := newEvil(t)
	c := client(t)
	first, failure := get(t, c, e.URL+"/feed")
	want := feed.Validators{ETag: `"v1"`, LastModified: "Sat, 21 Feb 2026 10:00:00 GMT"}
	if failure != nil || first.Validators != want || first.Modified.IsZero() || first.ContentType == "" {
		t.Fatalf("first answer: %+v, %v", first, failure)
	}
	for _, v := range []feed.Validators{want, {ETag: want.ETag}, {LastModified: want.LastModified}} {
		again, err := c.Get(t.Context(), feed.Request{URL: e.URL + "/feed", Validators: v})
		if err != nil || !again.NotModified || again.Wire != 0 || again.Requests != 1 {
			t.Errorf("with %+v: %+v, %v", v, again, err)
		}
	}
	again, err := c.Get(t.Context(), feed.Request{URL: e.URL + "/304body", Validators: want})
	if err != nil || !again.NotModified || again.Validators.ETag != `"v2"` || len(again.Body) != 0 {
		t.Errorf("304 with a body: %+v, %v", again, err)
	}
	// What is elsewhere for good is another document: it is wanted, changed or not.
	moved, err := c.Get(t.Context(), feed.Request{URL: e.URL + "/moved", Validators: want})
	if err != nil || moved.NotModified || string(moved.Body) != feedBody {
		t.Errorf("moved, with the old place's ETag: %+v, %v", moved, err)
	}
	lent, err := c.Get(t.Context(), feed.Request{URL: e.URL + "/lent", Validators: want})
	if err != nil || !lent.NotModified {
		t.Errorf("lent for now, with its ETag: %+v, %v", lent, err)
	}
	split, err := c.Get(t.Context(), feed.Request{URL: e.URL + "/feed", Validators: feed.Validators{ETag: "\"v1\"\r\nX-Other: 1"}})
	if err != nil || split.NotModified {
		t.Errorf("an ETag with a line break was sent: %+v, %v", split, err)
	}
}

// An ETag goes back as it came, byte by byte, unless it could do harm.
func TestETagsAreKept(t *testing.T) {
	t.Parallel()
	for _, tag := range []string{`"a"`, `W/"a  b"`, `bare`, `"é"`, `""`, `"a,b", "c"`} {
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("ETag", tag)
			if r.Header.Get("If-None-Match") == tag {
				w.WriteHeader(http.StatusNotModified)
			}
		}))
		c := client(t)
		first, _ := get(t, c, server.URL)
		again, err := c.Get(t.Context(), feed.Request{URL: server.URL, Validators: first.Validators})
		if err != nil || !again.NotModified {
			t.Errorf("%s came back as %q: %v", tag, first.Validators.ETag, err)
		}
		server.Close()
	}
	for _, tag := range []string{"\"a\xff\"", "\"\u202e\"", "\"a\tb\"", "\"\u009b2J\"", strings.Repeat("x", 2000)} {
		if kept := header(http.Header{"Etag": {tag}}, "ETag"); kept != "" {
			t.Errorf("%q is kept", tag)
		}
	}
}

func TestBaseAndLanguage(t *testing.T) {
	t.Parallel()
	for location, want := range map[string]string{
		"": "", "/d/": "/d/", "https://quay.example/d/": "https://quay.example/d/", "javascript:x()": "", "/here": "", "%zz": "",
	} {
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Location", location)
			w.Header().Set("Content-Language", "fr")
			_, _ = w.Write([]byte(feedBody))
		}))
		response, failure := get(t, client(t), server.URL+"/here")
		if strings.HasPrefix(want, "/") {
			want = server.URL + want
		}
		if failure != nil || response.Base != want || response.Language != "fr" {
			t.Errorf("Content-Location %q: %v, base %q, language %q", location, failure, response.Base, response.Language)
		}
		server.Close()
	}
}

func TestMovedForGood(t *testing.T) {
	t.Parallel()
	e := newEvil(t)
	c := client(t)
	for path, want := range map[string]string{"/moved": e.URL + "/feed", "/mixed": e.URL + "/for-now", "/hop/3": "", "/feed": ""} {
		response, failure := get(t, c, e.URL+path)
		if failure != nil || response.Moved != want {
			t.Errorf("%s moved to %q, want %q (%v)", path, response.Moved, want, failure)
		}
	}
}

func TestWhatIsSaid(t *testing.T) {
	t.Parallel()
	e := newEvil(t)
	c := client(t)
	withUser := strings.Replace(e.URL, "http://", "http://me:secret@", 1)
	response, failure := get(t, c, withUser+"/echo")
	if failure != nil {
		t.Fatal(failure)
	}
	agent, auth, accept := cut3(string(response.Body))
	if agent != "griot/test" || auth != "Basic bWU6c2VjcmV0" || !strings.HasPrefix(accept, "application/atom+xml") {
		t.Errorf("said %q", response.Body)
	}
	if strings.Contains(response.URL, "secret") || response.URL != e.URL+"/echo" {
		t.Errorf("the address is %q", response.URL)
	}
	page, err := c.Get(t.Context(), feed.Request{URL: e.URL + "/echo", Accept: feed.AcceptPage})
	if err != nil || !strings.Contains(string(page.Body), "||text/html") {
		t.Errorf("for a page: %q, %v", page.Body, err)
	}
	// Another port is another host: the password stays here.
	other := newEvil(t)
	mux := http.NewServeMux()
	mux.HandleFunc("/", status(http.StatusFound, "Location", other.URL+"/echo"))
	from := httptest.NewServer(mux)
	defer from.Close()
	response, failure = get(t, c, strings.Replace(from.URL, "http://", "http://me:secret@", 1))
	if failure != nil || strings.Contains(string(response.Body), "Basic") {
		t.Errorf("after a redirect to another host: %q, %v", response.Body, failure)
	}
}

func cut3(s string) (a, b, c string) {
	a, s, _ = strings.Cut(s, "|")
	b, c, _ = strings.Cut(s, "|")
	return a, b, c
}

func TestNoSecretInFailures(t *testing.T) {
	t.Parallel()
	e := newEvil(t)
	c := client(t, func(o *Options) {
		o.Dialer = func(ctx context.Context, network, address string) (net.Conn, error) {
			if strings.HasPrefix(address, "other.invalid") {
				return nil, &net.DNSError{Err: "no such host", Name: address, IsNotFound: true}
			}
			return new(net.Dialer).DialContext(ctx, network, address)
		}
	})
	for _, address := range []string{
		strings.Replace(e.URL, "http://", "http://me:secret@", 1) + "/404",
		"http://me:secret@127.0.0.1:1/feed", "http://me:secret@[::1/feed", "http://me:secret@/feed",
		"http://me:secret%zz@example.org", "ftp://me:secret@example.org/", e.URL + "/password",
	} {
		_, failure := get(t, c, address)
		if failure == nil || strings.Contains(failure.Error(), "secret") || strings.Contains(fmt.Sprint(failure.Cause), "secret") {
			t.Errorf("%s: %v", address, failure)
		}
	}
}

func TestNoAddress(t *testing.T) {
	t.Parallel()
	c := client(t)
	for _, address := range []string{
		"", "feed", "/etc/passwd", "file:///etc/passwd", "mailto:me@example.org", "http://", "javascript:alert(1)", "http://exa mple.org/\n",
	} {
		if response, failure := get(t, c, address); kindOf(failure) != feed.FailedAddress || response != nil {
			t.Errorf("%q: %v", address, failure)
		}
	}
}

func TestWaiting(t *testing.T) {
	t.Parallel()
	e := newEvil(t)
	c := client(t)
	for path, want := range map[string]time.Duration{"/429": 2 * time.Minute, "/503": 24 * time.Hour} {
		response, failure := get(t, c, e.URL+path)
		if failure == nil || response.RetryAfter != want {
			t.Errorf("%s: wait %v, want %v", path, response.RetryAfter, want)
		}
	}
}

func TestCancel(t *testing.T) {
	t.Parallel()
	e := newEvil(t)
	c := client(t)
	ctx, cancel := context.WithCancel(t.Context())
	time.AfterFunc(30*time.Millisecond, cancel)
	_, err := c.Get(ctx, feed.Request{URL: e.URL + "/late"})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("error is %v", err)
	}
}

func TestFewAtOnceToAStranger(t *testing.T) {
	t.Parallel()
	var g gates
	stranger, _ := url.Parse("https://example.org/feed")
	var leave []func()
	for range perHost {
		l, err := g.enter(t.Context(), stranger)
		if err != nil {
			t.Fatal(err)
		}
		leave = append(leave, l)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	if _, err := g.enter(ctx, stranger); err == nil {
		t.Fatal("a third was let in")
	}
	elsewhere, _ := url.Parse("https://example.net/feed")
	if _, err := g.enter(t.Context(), elsewhere); err != nil {
		t.Fatal("another host had to wait:", err)
	}
	leave[0]()
	l, err := g.enter(t.Context(), stranger)
	if err != nil {
		t.Fatal("a place was not given back:", err)
	}
	l()
	leave[1]()
	if len(g.open) != 1 {
		t.Errorf("%d gates are kept, want the one that is in use", len(g.open))
	}
}

func TestFailureKinds(t *testing.T) {
	t.Parallel()
	op := func(err error) error { return &net.OpError{Op: "dial", Net: "tcp", Err: err} }
	noHost := &net.DNSError{Err: "no such host", IsNotFound: true}
	for _, c := range []struct {
		name   string
		err    error
		online bool
		want   feed.FailureKind
	}{
		{"no route", op(syscall.ENETUNREACH), false, feed.FailedOffline},
		{"no route to this one", op(syscall.ENETUNREACH), true, feed.FailedRefused},
		{"name unknown", op(noHost), true, feed.FailedNoHost},
		{"name unknown without network", op(noHost), false, feed.FailedOffline},
		{"resolver slow", op(&net.DNSError{Err: "timeout", IsTimeout: true}), true, feed.FailedTimeout},
		{"refused", op(syscall.ECONNREFUSED), true, feed.FailedRefused},
		{"reset", op(syscall.ECONNRESET), true, feed.FailedRefused},
		{"connect slow", op(syscall.ETIMEDOUT), true, feed.FailedTimeout},
		{"host unreachable", op(syscall.EHOSTUNREACH), true, feed.FailedRefused},
		{"alert", op(tls.AlertError(40)), true, feed.FailedTLS},
		{"not TLS", tls.RecordHeaderError{Msg: "first record does not look like a TLS handshake"}, true, feed.FailedTLS},
		{"local", op(errLocal), true, feed.FailedRedirects},
	} {
		client := client(t, func(o *Options) { o.Online = func() bool { return c.online } })
		got := client.failure(t.Context(), &url.Error{Op: "Get", URL: "http://me:secret@x/", Err: c.err})
		if got.Kind != c.want || strings.Contains(got.Detail, "secret") {
			t.Errorf("%s: kind %d (%s), want %d", c.name, got.Kind, got.Detail, c.want)
		}
	}
}

func TestRefusedAndUntrusted(t *testing.T) {
	t.Parallel()
	c := client(t)
	closed := httptest.NewServer(nil)
	closed.Close()
	if _, failure := get(t, c, closed.URL); kindOf(failure) != feed.FailedRefused {
		t.Errorf("nobody listening: %v", failure)
	}
	untrusted := httptest.NewUnstartedServer(http.NotFoundHandler())
	untrusted.Config.ErrorLog = log.New(io.Discard, "", 0)
	untrusted.StartTLS()
	defer untrusted.Close()
	if _, failure := get(t, c, untrusted.URL); kindOf(failure) != feed.FailedTLS {
		t.Errorf("unknown certificate: %v", failure)
	}
	e := newEvil(t)
	if _, failure := get(t, c, strings.Replace(e.URL, "http:", "https:", 1)); kindOf(failure) != feed.FailedTLS {
		t.Errorf("no TLS: %v", failure)
	}
}

func TestConnectionsAreKept(t *testing.T) {
	t.Parallel()
	var connections sync.Map
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		connections.Store(r.RemoteAddr, true)
		if r.URL.Path == "/old" {
			http.Redirect(w, r, "/new", http.StatusFound)
			return
		}
		fmt.Fprint(w, feedBody)
	}))
	server.Start()
	defer server.Close()
	c := client(t)
	for range 5 {
		if _, failure := get(t, c, server.URL+"/old"); failure != nil {
			t.Fatal(failure)
		}
	}
	n := 0
	connections.Range(func(any, any) bool { n++; return true })
	if n != 1 {
		t.Errorf("%d connections for ten requests one after another", n)
	}
}
