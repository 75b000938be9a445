package fetch

import (
	"cmp"
	"context"
	"errors"
	"net/http"
	"net/url"
	"os"
	"slices"
	"strings"

	"golang.org/x/net/http/httpproxy"
)

// errProxy says that what the environment names is no proxy's address, or that the
// proxy lets nobody through.
var errProxy = errors.New("the proxy that is set leads nowhere")

// environmentProxy finds the proxy for a request as curl does: HTTP_PROXY and
// HTTPS_PROXY by the scheme, ALL_PROXY for what they leave, NO_PROXY for who needs
// none; all in small letters too. It may be an HTTP or a SOCKS5 proxy.
func environmentProxy() func(*http.Request) (*url.URL, error) {
	c := httpproxy.FromEnvironment()
	all := cmp.Or(os.Getenv("ALL_PROXY"), os.Getenv("all_proxy"))
	c.HTTPSProxy = orNone(cmp.Or(c.HTTPSProxy, all))
	if !c.CGI {
		c.HTTPProxy = orNone(cmp.Or(c.HTTPProxy, all))
	}
	find := c.ProxyFunc()
	return func(r *http.Request) (*url.URL, error) {
		proxy, err := find(r.URL)
		if err != nil || proxy != nil && !isProxy(proxy) {
			return nil, errProxy // not err: it repeats the address with its password
		}
		return proxy, nil
	}
}

// orNone puts what leads nowhere in the place of what is no address: httpproxy would
// do without a proxy then, which is not what the reader wants.
func orNone(proxy string) string {
	u, err := url.Parse(proxy)
	if proxy != "" && !strings.Contains(proxy, "://") {
		u, err = url.Parse("http://" + proxy) // as httpproxy reads it
	}
	if proxy != "" && (err != nil || !isProxy(u)) {
		return "none://none"
	}
	return proxy
}

func isProxy(u *url.URL) bool {
	return u.Host != "" && slices.Contains([]string{"http", "https", "socks5", "socks5h"}, u.Scheme)
}

// throughProxy looks at what a proxy says to being asked for a way through.
func throughProxy(_ context.Context, _ *url.URL, _ *http.Request, answer *http.Response) error {
	if answer.StatusCode != http.StatusOK {
		return errProxy
	}
	return nil
}
