package fetch

import (
	"context"
	"errors"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"syscall"
	"time"
)

// What the reader typed may lead to this computer or to the local network. What
// an answer from elsewhere leads to (a redirect, a comment feed) may not. That is
// judged on the resolved address, as it is dialled. Connections are pooled apart,
// so that one opened for the reader is never lent to a stranger.

// errLocal says that a place from elsewhere led to the local network.
var errLocal = errors.New("leads to the local network")

type hopKey struct{}

// hop is one request of a chain of redirects.
type hop struct {
	trusted bool // may reach the local network
	proxied bool // the proxy resolves and dials, and its own address is the reader's affair
}

// byTrust sends each request through the transport that its hop may use.
type byTrust struct{ c *Client }

func (t byTrust) RoundTrip(r *http.Request) (*http.Response, error) {
	h, _ := r.Context().Value(hopKey{}).(hop)
	switch {
	case h.trusted:
		return t.c.open.RoundTrip(r)
	case h.proxied && localName(r.URL):
		return nil, errLocal
	default:
		return t.c.guarded.RoundTrip(r)
	}
}

// guard dials nothing local, but for a proxy.
func guard(o Options) func(context.Context, string, string) (net.Conn, error) {
	plain := &net.Dialer{Timeout: o.Headers, KeepAlive: 30 * time.Second}
	checked := *plain
	checked.Control = func(_, address string, _ syscall.RawConn) error {
		if a, err := netip.ParseAddrPort(address); err != nil || local(a.Addr()) {
			return errLocal
		}
		return nil
	}
	return func(ctx context.Context, network, address string) (net.Conn, error) {
		h, _ := ctx.Value(hopKey{}).(hop)
		if h.proxied {
			return plain.DialContext(ctx, network, address)
		}
		if o.Dialer != nil {
			if a, err := netip.ParseAddrPort(address); err != nil || local(a.Addr()) {
				return nil, errLocal
			}
			return o.Dialer(ctx, network, address)
		}
		return checked.DialContext(ctx, network, address)
	}
}

// specialNets are the networks of the IANA special-purpose registries that
// netip's own methods leave out.
var specialNets = [...]netip.Prefix{
	netip.MustParsePrefix("0.0.0.0/8"),
	netip.MustParsePrefix("100.64.0.0/10"),
	netip.MustParsePrefix("192.0.0.0/24"),
	netip.MustParsePrefix("198.18.0.0/15"),
	netip.MustParsePrefix("240.0.0.0/4"),
	netip.MustParsePrefix("fec0::/10"),
	netip.MustParsePrefix("100::/64"),
}

// carriers are IPv6 networks that wrap an IPv4 address, and where it begins.
var carriers = [...]struct {
	net netip.Prefix
	at  int
}{
	{netip.MustParsePrefix("::/96"), 12},        // IPv4-compatible
	{netip.MustParsePrefix("64:ff9b::/96"), 12}, // NAT64
	{netip.MustParsePrefix("64:ff9b:1::/48"), 12},
	{netip.MustParsePrefix("2002::/16"), 2}, // 6to4
}

// local tells whether an address is this computer's, the local network's or
// nobody's.
func local(a netip.Addr) bool {
	a = a.Unmap().WithZone("")
	if !a.IsGlobalUnicast() || a.IsPrivate() {
		return true
	}
	for _, n := range specialNets {
		if n.Contains(a) {
			return true
		}
	}
	for _, c := range carriers {
		if c.net.Contains(a) {
			b := a.As16()
			return local(netip.AddrFrom4([4]byte(b[c.at : c.at+4])))
		}
	}
	return false
}

// localName tells whether a URL's host is local by its spelling alone, in any
// spelling that a resolver takes for an address ("2130706433", "0x7f.1").
func localName(u *url.URL) bool {
	host := strings.ToLower(strings.TrimSuffix(u.Hostname(), "."))
	if a, err := netip.ParseAddr(host); err == nil {
		return local(a)
	}
	if host == "localhost" || strings.HasSuffix(host, ".localhost") || strings.HasSuffix(host, ".local") || strings.HasSuffix(host, ".internal") {
		return true
	}
	last := host[strings.LastIndexByte(host, '.')+1:]
	return last == "" || last[0] >= '0' && last[0] <= '9' // no top-level domain begins with a digit
}

// loopback tells whether a host is this very computer, by its spelling.
func loopback(host string) bool {
	if a, err := netip.ParseAddr(host); err == nil {
		return a.Unmap().IsLoopback()
	}
	return host == "localhost"
}

// localPeer tells whether the answer to a request came from the local network.
func (h hop) localPeer(u *url.URL, peer net.Addr) bool {
	if h.proxied || peer == nil {
		return localName(u)
	}
	a, err := netip.ParseAddrPort(peer.String())
	return err == nil && local(a.Addr())
}

// mayLeadHome tells whether what was found at an address may lead to the local
// network, because the address itself is there.
func (c *Client) mayLeadHome(ctx context.Context, from string) bool {
	u, err := url.Parse(from)
	if err != nil || u.Hostname() == "" {
		return false
	}
	if localName(u) {
		return true
	}
	if p, err := c.options.Proxy(&http.Request{URL: u}); err != nil || p != nil {
		return false
	}
	ctx, cancel := context.WithTimeout(ctx, c.options.Headers)
	defer cancel()
	addresses, _ := net.DefaultResolver.LookupNetIP(ctx, "ip", u.Hostname())
	for _, a := range addresses {
		if local(a) {
			return true
		}
	}
	return false
}
