package fetch

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"io/fs"
	"net"
	"net/http"
	"net/url"
	"strings"
	"syscall"

	"griot/feed"
	"griot/render/plain"
)

// failure puts an error into one of feed's kinds. No user name, password or whole
// address is in it.
func (c *Client) failure(ctx context.Context, err error) *feed.Failure {
	if cause := context.Cause(ctx); cause != nil {
		err = cause // why it was stopped, rather than that it was
	}
	if u, ok := errors.AsType[*url.Error](err); ok {
		err = u.Err // it prints the address
	}
	f := &feed.Failure{Kind: c.kind(err), Detail: plain.Line(err.Error()), Cause: err}
	if status, ok := errors.AsType[statusError](err); ok {
		f.Status = int(status)
	}
	return f
}

func (c *Client) kind(err error) feed.FailureKind {
	if status, ok := errors.AsType[statusError](err); ok {
		switch status {
		case http.StatusGone:
			return feed.FailedGone
		case http.StatusTooManyRequests, http.StatusServiceUnavailable:
			return feed.FailedBusy
		default:
			return feed.FailedStatus
		}
	}
	for _, k := range kinds {
		if errors.Is(err, k.err) {
			return k.kind
		}
	}
	return c.networkKind(err)
}

// kinds are the errors that mean one thing wherever they come from.
var kinds = [...]struct {
	err  error
	kind feed.FailureKind
}{
	{errStalled, feed.FailedStalled},
	{errPart, feed.FailedStalled},
	{errProxy, feed.FailedProxy},
	{errHeaders, feed.FailedTimeout},
	{errTotal, feed.FailedTimeout},
	{errTooLarge, feed.FailedTooLarge},
	{errBomb, feed.FailedTooLarge},
	{errRedirects, feed.FailedRedirects},
	{errScheme, feed.FailedRedirects},
	{errLocal, feed.FailedRedirects},
	{errAddress, feed.FailedAddress},
	{errPacking, feed.FailedDamaged},
	{errUnpack, feed.FailedDamaged},
	{context.Canceled, feed.FailedUnknown},
	{context.DeadlineExceeded, feed.FailedTimeout},
	{syscall.ETIMEDOUT, feed.FailedTimeout},
}

func (c *Client) networkKind(err error) feed.FailureKind {
	if op, ok := errors.AsType[*net.OpError](err); ok && (op.Op == "proxyconnect" || op.Op == "socks connect") && c.options.Online() {
		return feed.FailedProxy
	}
	if dns, ok := errors.AsType[*net.DNSError](err); ok {
		switch {
		case !c.options.Online():
			return feed.FailedOffline
		case dns.IsTimeout:
			return feed.FailedTimeout
		default:
			return feed.FailedNoHost
		}
	}
	if timeout, ok := errors.AsType[net.Error](err); ok && timeout.Timeout() {
		return feed.FailedTimeout
	}
	text := err.Error()
	switch {
	case secure(err, text):
		return feed.FailedTLS
	case strings.Contains(text, "response headers exceeded"):
		return feed.FailedTooLarge
	case strings.Contains(text, "malformed "): // it does not speak HTTP
		return feed.FailedNotFeed
	case unreachable(err) && !c.options.Online(): // else only that host is, say by an IPv6 that is not here
		return feed.FailedOffline
	case errors.Is(err, io.ErrUnexpectedEOF):
		return feed.FailedStalled
	default:
		return feed.FailedRefused // refused, reset, closed, or not HTTP at all
	}
}

// secure tells whether securing the connection is what went wrong.
func secure(err error, text string) bool {
	if _, ok := errors.AsType[*tls.CertificateVerificationError](err); ok {
		return true
	}
	if _, ok := errors.AsType[tls.RecordHeaderError](err); ok {
		return true
	}
	if _, ok := errors.AsType[x509.UnknownAuthorityError](err); ok {
		return true
	}
	return strings.Contains(text, "tls: ") || strings.Contains(text, "x509: ") ||
		strings.Contains(text, "server gave HTTP response to HTTPS client")
}

func unreachable(err error) bool {
	return errors.Is(err, syscall.ENETUNREACH) || errors.Is(err, syscall.ENETDOWN) || errors.Is(err, syscall.EHOSTUNREACH)
}

// hasNetwork tells whether there is a way out of this computer. Connecting a
// datagram socket asks the routing table and sends nothing; the addresses are the
// ones for documentation (RFC 5737, RFC 3849), where nobody is.
func hasNetwork() bool {
	for _, address := range []string{"192.0.2.1:9", "[2001:db8::1]:9"} {
		if c, err := net.Dial("udp", address); err == nil {
			_ = c.Close()
			return true
		}
	}
	return false
}

// fileFailure puts an error of the file system into one of feed's kinds.
func fileFailure(err error) *feed.Failure {
	kind := feed.FailedUnknown
	switch {
	case errors.Is(err, fs.ErrNotExist):
		kind = feed.FailedMissing
	case errors.Is(err, fs.ErrPermission):
		kind = feed.FailedPermission
	case errors.Is(err, errTooLarge), errors.Is(err, errBomb):
		kind = feed.FailedTooLarge
	case errors.Is(err, errPacking), errors.Is(err, errUnpack):
		kind = feed.FailedDamaged
	case errors.Is(err, errNotRegular):
		kind = feed.FailedNotFeed
	}
	f := feed.Fail(kind, err)
	f.Detail = plain.Line(f.Detail)
	return f
}
