package fetch

import (
	"encoding/binary"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"

	"griot/feed"
)

// socks is a SOCKS5 server (RFC 1928, RFC 1929) that leads everybody to one place.
type socks struct {
	net.Listener
	to string

	mu    sync.Mutex
	asked []string // "user:password host:port"
}

func newSocks(t *testing.T, to string) *socks {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s := &socks{Listener: listener, to: to}
	t.Cleanup(func() { _ = listener.Close() })
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			go s.serve(conn)
		}
	}()
	return s
}

// serve speaks with one client. Whatever does not fit ends the connection.
func (s *socks) serve(conn net.Conn) {
	defer conn.Close()
	read := func(n byte) []byte {
		b := make([]byte, n)
		_, _ = io.ReadFull(conn, b)
		return b
	}
	methods := string(read(read(2)[1]))
	user := ""
	if strings.Contains(methods, "\x02") {
		_, _ = conn.Write([]byte{5, 2})
		user = string(read(read(2)[1]))
		user += ":" + string(read(read(1)[0]))
		_, _ = conn.Write([]byte{1, 0})
	} else {
		_, _ = conn.Write([]byte{5, 0})
	}
	if head := read(4); head[3] != 3 { // a name, to be resolved here
		return
	}
	host := string(read(read(1)[0]))
	s.mu.Lock()
	s.asked = append(s.asked, fmt.Sprintf("%s %s:%d", user, host, binary.BigEndian.Uint16(read(2))))
	s.mu.Unlock()
	onward, err := net.Dial("tcp", s.to)
	if err != nil {
		return
	}
	defer onward.Close()
	_, _ = conn.Write([]byte{5, 0, 0, 1, 127, 0, 0, 1, 0, 0})
	go func() { _, _ = io.Copy(onward, conn) }()
	_, _ = io.Copy(conn, onward)
}

// throughProxies is a client that goes by the environment.
func throughProxies(t *testing.T, environment map[string]string) *Client {
	for _, name := range []string{"HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"} {
		t.Setenv(name, environment[name])
		t.Setenv(strings.ToLower(name), environment[strings.ToLower(name)])
	}
	return client(t, func(o *Options) { o.Proxy = nil })
}

func TestProxiesOfTheEnvironment(t *testing.T) {
	site := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprintf(w, "site: %s", r.Host)
	}))
	t.Cleanup(site.Close)
	proxy := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		user, err := url.PathUnescape(r.Header.Get("Proxy-Authorization"))
		fmt.Fprintf(w, "proxy: %s %s %v", r.URL, user, err)
	}))
	t.Cleanup(proxy.Close)
	s := newSocks(t, strings.TrimPrefix(site.URL, "http://"))
	bySocks := "socks5://awa:s3cret@" + s.Addr().String()
	byHTTP := strings.Replace(proxy.URL, "//", "//awa:s3cret@", 1)
	for _, c := range []struct {
		environment map[string]string
		address     string
		want        string
	}{
		{map[string]string{"ALL_PROXY": bySocks}, "http://feeds.example/a", "site: feeds.example"},
		{map[string]string{"all_proxy": strings.Replace(bySocks, "socks5:", "socks5h:", 1)}, "http://feeds.example/a", "site: feeds.example"},
		{map[string]string{"HTTP_PROXY": bySocks, "ALL_PROXY": byHTTP}, "http://feeds.example/a", "site: feeds.example"},
		{map[string]string{"HTTP_PROXY": byHTTP}, "http://feeds.example/b", "proxy: http://feeds.example/b Basic YXdhOnMzY3JldA== <nil>"},
		{map[string]string{"http_proxy": byHTTP, "NO_PROXY": "other.example"}, "http://feeds.example/b", "proxy: http://feeds.example/b Basic YXdhOnMzY3JldA== <nil>"},
		{map[string]string{"ALL_PROXY": byHTTP}, site.URL, "site: " + strings.TrimPrefix(site.URL, "http://")}, // this computer needs none
	} {
		response, failure := get(t, throughProxies(t, c.environment), c.address)
		if failure != nil || string(response.Body) != c.want {
			t.Errorf("%v: %v, %+v, want %q", c.environment, failure, response, c.want)
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if got := strings.Join(s.asked, ", "); got != strings.Repeat("awa:s3cret feeds.example:80, ", 2)+"awa:s3cret feeds.example:80" {
		t.Errorf("the SOCKS server was asked for %s", got)
	}
}

// A proxy that does not work is told without its password, and what a page leads
// to is no way home through it.
func TestBadProxies(t *testing.T) {
	refuses := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(http.StatusForbidden) }))
	t.Cleanup(refuses.Close)
	s := newSocks(t, "127.0.0.1:1") // where nobody is
	for _, proxy := range []string{
		strings.Replace(refuses.URL, "//", "//awa:s3cret@", 1),
		"socks5://awa:s3cret@" + s.Addr().String(),
		"socks5://awa:s3cret@127.0.0.1:1",
		"http://awa:s3cret@127.0.0.1:1",
		"http://awa:s3cret@[::1",
		"gopher://awa:s3cret@127.0.0.1:1",
		"http://awa:s3cret@",
		"awa:s3cret@[::1",
		"::s3cret::",
		"\x1b[31ms3cret",
	} {
		c := throughProxies(t, map[string]string{"ALL_PROXY": proxy})
		_, failure := get(t, c, "https://feeds.example/a")
		if kindOf(failure) != feed.FailedProxy || strings.Contains(failure.Error()+fmt.Sprint(failure.Cause), "s3cret") {
			t.Errorf("%s: %v, %v", proxy, failure, failure.Cause)
		}
	}
	c := throughProxies(t, map[string]string{"ALL_PROXY": "socks5://" + s.Addr().String()})
	for _, target := range []string{"http://192.168.1.1/", "http://printer.local/", "http://intranet/", "http://nas.lan./", "http://2130706433/", "http://10.0.0.1/feed"} {
		_, err := c.Get(t.Context(), feed.Request{URL: target, From: "https://feeds.example/"})
		if kindOf(feed.FailureOf(err)) != feed.FailedRedirects {
			t.Errorf("%s through the proxy: %v", target, err)
		}
	}
}

// The password of an address goes through a proxy to its own host alone, wherever
// that host's redirects lead, and not to the same host by another way.
func TestPasswordsStayAtTheirHostThroughProxies(t *testing.T) {
	var mu sync.Mutex
	asked := map[string]string{}
	proxy := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		asked[r.URL.String()] = r.Header.Get("Authorization")
		mu.Unlock()
		switch r.URL.String() {
		case "http://feeds.example/a":
			http.Redirect(w, r, "http://feeds.example/b", http.StatusFound)
		case "http://feeds.example/b":
			http.Redirect(w, r, "http://other.example/c", http.StatusMovedPermanently)
		case "http://other.example/c":
			http.Redirect(w, r, "http://feeds.example:8080/d", http.StatusTemporaryRedirect)
		case "http://feeds.example:8080/d":
			http.Redirect(w, r, "http://other:pass@sub.feeds.example/e", http.StatusPermanentRedirect)
		default:
			fmt.Fprint(w, "end")
		}
	}))
	t.Cleanup(proxy.Close)
	c := throughProxies(t, map[string]string{"HTTP_PROXY": proxy.URL})
	response, failure := get(t, c, "http://me:secret@feeds.example/a")
	if failure != nil || string(response.Body) != "end" {
		t.Fatalf("%v, %+v", failure, response)
	}
	for address, wants := range map[string]bool{
		"http://feeds.example/a": true, "http://feeds.example/b": true, "http://other.example/c": false,
		"http://feeds.example:8080/d": false, "http://sub.feeds.example/e": false,
	} {
		if got, was := asked[address]; !was || (got != "") != wants {
			t.Errorf("%s was asked with %q", address, got)
		}
	}
}
