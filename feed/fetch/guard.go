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
// was found there, in a feed or on a page, may lead to the same host, and a redirect
// to the address that gave it; nothing else may lead to the local network. That is
// judged on the resolved address, as it is dialled. Connections are pooled apart, so
// that one opened for the reader is never lent to a stranger.

// errLocal says that a place from elsewhere led to the local network.
var errLocal = errors.New("leads to the local network")

type hopKey struct{}

// hop is one request of a chain of redirects.
type hop struct {
	trusted bool       // may reach the local network
	home    netip.Addr // else this address of it; none when invalid
	proxied bool       // the proxy resolves and dials, and its own address is the reader's affair
}

// send sends a request through the transport that its hop may use.
func (c *Client) send(r *http.Request) (*http.Response, error) {
	h, _ := r.Context().Value(hopKey{}).(hop)
	switch {
	case h.trusted:
		return c.open.RoundTrip(r)
	case h.proxied && localName(r.URL):
		return nil, errLocal
	case h.home.IsValid():
		return c.home.RoundTrip(r)
	default:
		return c.guarded.RoundTrip(r)
	}
}

// guard dials nothing local, but for a proxy and for the address that a hop may
// reach.
func guard(o Options) func(context.Context, string, string) (net.Conn, error) {
	plain := &net.Dialer{Timeout: o.Headers, KeepAlive: 30 * time.Second}
	checked := *plain
	checked.ControlContext = func(ctx context.Context, _, address string, _ syscall.RawConn) error { return check(ctx, address) }
	return func(ctx context.Context, network, address string) (net.Conn, error) {
		h, _ := ctx.Value(hopKey{}).(hop)
		if h.proxied {
			return plain.DialContext(ctx, network, address)
		}
		if o.Dialer == nil {
			return checked.DialContext(ctx, network, address)
		}
		if err := check(ctx, address); err != nil {
			return nil, err
		}
		return o.Dialer(ctx, network, address)
	}
}

// check refuses an address that a hop may not reach.
func check(ctx context.Context, address string) error {
	h, _ := ctx.Value(hopKey{}).(hop)
	a, err := netip.ParseAddrPort(address)
	if err != nil || local(a.Addr()) && !h.comesFrom(a.Addr()) {
		return errLocal
	}
	return nil
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
	netip.MustParsePrefix("2001::/32"), // Teredo, which leads to whatever IPv4 address it wraps
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
	dot := strings.LastIndexByte(host, '.')
	switch last := host[dot+1:]; last {
	case "", "localhost", "local", "internal", "lan", "home", "corp", "intranet":
		return true
	case "arpa":
		return strings.HasSuffix(host, "home.arpa") // RFC 8375
	default:
		return dot < 0 || last[0] >= '0' && last[0] <= '9' // no top-level domain has an address, or begins with a digit
	}
}

// loopback tells whether a host is this very computer, by its spelling.
func loopback(host string) bool {
	if a, err := netip.ParseAddr(host); err == nil {
		return a.Unmap().IsLoopback()
	}
	return host == "localhost"
}

// after is the hop after an answer: where that came from a local address, the next
// one may be there too. Behind a proxy nobody knows.
func (h hop) after(peer net.Addr, sameHost bool) hop {
	if h.proxied || peer == nil {
		return hop{}
	}
	a, err := netip.ParseAddrPort(peer.String())
	if err != nil || !local(a.Addr()) {
		return hop{}
	}
	return hop{home: a.Addr(), trusted: h.trusted && sameHost}
}

// comesFrom tells whether an address is the one that led here.
func (h hop) comesFrom(a netip.Addr) bool {
	return h.home.IsValid() && (a.Unmap() == h.home.Unmap() || self(a) && self(h.home))
}

// self tells whether an address is what "localhost" resolves to.
func self(a netip.Addr) bool {
	return a.Unmap() == netip.AddrFrom4([4]byte{127, 0, 0, 1}) || a == netip.IPv6Loopback()
}

// sameHost tells whether what was found at an address leads to its own host, and
// the same port of it.
func sameHost(from string, to *url.URL) bool {
	u, err := url.Parse(from)
	return err == nil && u.Host != "" && strings.EqualFold(u.Host, to.Host)
}
