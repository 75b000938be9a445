package fetch

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"testing"

	"griot/feed"
)

func TestLocalAddresses(t *testing.T) {
	for _, a := range []string{
		"127.0.0.1", "127.8.9.10", "::1", "::", "0.0.0.0", "0.1.2.3", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1",
		"169.254.169.254", "100.64.0.1", "192.0.0.8", "198.18.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255",
		"fe80::1", "fe80::1%eth0", "fc00::1", "fd12::1", "fec0::1", "ff02::1", "100::1",
		"::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "2002:a00:1::", "2001:0:7f00:1::80ff:fffe",
	} {
		if !local(netip.MustParseAddr(a)) {
			t.Errorf("%s passes for public", a)
		}
	}
	for _, a := range []string{"1.1.1.1", "93.184.216.34", "172.32.0.1", "100.128.0.1", "2606:4700::1111", "::ffff:1.1.1.1", "64:ff9b::101:101", "2002:101:101::"} {
		if local(netip.MustParseAddr(a)) {
			t.Errorf("%s passes for local", a)
		}
	}
}

func TestLocalNames(t *testing.T) {
	for host, want := range map[string]bool{
		"localhost": true, "LOCALHOST.": true, "a.localhost": true, "printer.local": true, "127.0.0.1": true, "[::1]": true,
		"2130706433": true, "0x7f.1": true, "127.1": true, "nas": true, "nas.lan": true, "router.home.arpa.": true, "2.0.192.in-addr.arpa": false, "": true, "1.1.1.1": false, "example.org": false, "localhost.example.org": false,
	} {
		if got := localName(&url.URL{Host: host}); got != want {
			t.Errorf("%s: local is %v", host, got)
		}
	}
}

// twoWorlds is a client for which names under "public." are public hosts and all
// others local ones; both are the same server on the loopback interface.
func twoWorlds(t *testing.T, server *httptest.Server) *Client {
	real := server.Listener.Addr().String()
	return client(t, func(o *Options) {
		o.Dialer = func(ctx context.Context, network, address string) (net.Conn, error) {
			conn, err := new(net.Dialer).DialContext(ctx, network, real)
			if err != nil {
				return nil, err
			}
			return peered{conn, net.TCPAddrFromAddrPort(netip.MustParseAddrPort(address))}, nil
		}
	})
}

type peered struct {
	net.Conn
	peer net.Addr
}

func (p peered) RemoteAddr() net.Addr { return p.peer }

// leads answers with a redirect to the query, or with a feed.
func leads(t *testing.T) *httptest.Server {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if to := r.URL.Query().Get("to"); to != "" {
			w.Header().Set("Location", to)
			w.WriteHeader(http.StatusFound)
			return
		}
		fmt.Fprint(w, feedBody)
	}))
	t.Cleanup(server.Close)
	return server
}

func TestWhereAnswersMayLead(t *testing.T) {
	t.Parallel()
	c := twoWorlds(t, leads(t))
	to := func(first, second string) string { return first + "/?to=" + url.QueryEscape(second) }
	for _, w := range []struct {
		name, url, from string
		fails           bool
	}{
		{"typed public", "http://93.1.1.1/", "", false},
		{"typed local", "http://10.0.0.1/", "", false},
		{"local to itself", to("http://10.0.0.1", "http://10.0.0.1:8080/"), "", false},
		{"local to itself, twice", to("http://10.0.0.1", to("http://10.0.0.1", "http://10.0.0.1/")), "", false},
		{"local to another", to("http://10.0.0.1", "http://10.0.0.2/"), "", true},
		{"local to a service of the cloud", to("http://10.0.0.1", "http://169.254.169.254/"), "", true},
		{"local to itself to another", to("http://10.0.0.1", to("http://10.0.0.1", "http://10.0.0.2/")), "", true},
		{"local to public", to("http://10.0.0.1", "http://93.1.1.1/"), "", false},
		{"public to public", to("http://93.1.1.1", "http://93.1.1.2/"), "", false},
		{"public to local", to("http://93.1.1.1", "http://10.0.0.1/"), "", true},
		{"public to loopback", to("http://93.1.1.1", "http://127.0.0.1/"), "", true},
		{"local to public to local", to("http://10.0.0.1", to("http://93.1.1.1", "http://10.0.0.1/")), "", true},
		{"found on a public page", "http://10.0.0.1/", "http://93.1.1.1/page", true},
		{"found on a local page, itself", "http://10.0.0.1/", "http://10.0.0.1/page", false},
		{"found on a local page, another", "http://10.0.0.2/", "http://10.0.0.1/page", true},
		{"found on a local page, another port", "http://10.0.0.1:6379/", "http://10.0.0.1/page", true},
		{"found in a file", "http://10.0.0.1/", "/home/me/feed.xml", true},
		{"public, found on a public page", "http://93.1.1.1/", "http://93.1.1.2/page", false},
	} {
		_, err := c.Get(t.Context(), feed.Request{URL: w.url, From: w.from})
		if fails := kindOf(feed.FailureOf(err)) == feed.FailedRedirects; fails != w.fails || err != nil && !fails {
			t.Errorf("%s: %v", w.name, err)
		}
	}
}

// A connection that was opened for the reader, or for an answer from there, is not
// lent to a stranger.
func TestPooledConnectionsAreApart(t *testing.T) {
	t.Parallel()
	c := twoWorlds(t, leads(t))
	for _, mine := range []string{"http://10.0.0.1/", "http://10.0.0.1/?to=/"} {
		if _, failure := get(t, c, mine); failure != nil {
			t.Fatal(failure)
		}
	}
	if _, failure := get(t, c, "http://93.1.1.1/?to="+url.QueryEscape("http://10.0.0.1/")); kindOf(failure) != feed.FailedRedirects {
		t.Errorf("the open connection was used: %v", failure)
	}
}

func TestGuardedDialer(t *testing.T) {
	t.Parallel()
	server := leads(t)
	c := client(t)
	_, err := c.Get(t.Context(), feed.Request{URL: server.URL, From: "http://93.184.216.34/"})
	if kindOf(feed.FailureOf(err)) != feed.FailedRedirects {
		t.Errorf("the real dialer went to the loopback interface: %v", err)
	}
	if _, err := c.Get(t.Context(), feed.Request{URL: server.URL, From: server.URL + "/page"}); err != nil {
		t.Errorf("a loopback page may lead to its own feed: %v", err)
	}
}

func TestProxy(t *testing.T) {
	t.Parallel()
	proxy := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprintf(w, "through the proxy: %s", r.URL)
	}))
	defer proxy.Close()
	at, _ := url.Parse(proxy.URL)
	c := client(t, func(o *Options) { o.Proxy = http.ProxyURL(at) })
	response, failure := get(t, c, "http://feeds.example/feed")
	if failure != nil || string(response.Body) != "through the proxy: http://feeds.example/feed" {
		t.Fatalf("%q, %v", response.Body, failure)
	}
	for target, fails := range map[string]bool{"http://10.0.0.1/": true, "http://localhost/": true, "http://other.example/": false} {
		_, err := c.Get(t.Context(), feed.Request{URL: target, From: "http://feeds.example/feed"})
		if (err != nil) != fails {
			t.Errorf("%s through the proxy: %v", target, err)
		}
	}
}

// A proxy of this computer's own does not make what comes through it local.
func TestProxyIsNoWayHome(t *testing.T) {
	t.Parallel()
	inside := leads(t)
	proxy := httptest.NewServer(status(http.StatusFound, "Location", inside.URL))
	defer proxy.Close()
	at, _ := url.Parse(proxy.URL)
	c := client(t, func(o *Options) {
		o.Proxy = func(r *http.Request) (*url.URL, error) {
			if r.URL.Hostname() == "127.0.0.1" {
				return nil, nil
			}
			return at, nil
		}
	})
	response, failure := get(t, c, "http://feeds.example/")
	if kindOf(failure) != feed.FailedRedirects {
		t.Errorf("a stranger's redirect reached this computer: %v", failure)
	}
	if response.Requests != 1 {
		t.Errorf("%d requests are counted for the one that was made", response.Requests)
	}
}

// Both names of this very computer are one.
func TestLocalhostHasTwoAddresses(t *testing.T) {
	h := hop{}.after(&net.TCPAddr{IP: net.IPv6loopback, Port: 80}, false)
	for a, want := range map[string]bool{"127.0.0.1": true, "::ffff:127.0.0.1": true, "::1": true, "127.0.0.2": false, "0.0.0.0": false, "10.0.0.1": false} {
		if got := h.comesFrom(netip.MustParseAddr(a)); got != want {
			t.Errorf("%s: %v", a, got)
		}
	}
}
