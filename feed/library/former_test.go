package library_test

import (
	"context"
	"net"
	"net/http"
	"net/url"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"griot/feed"
	"griot/feed/fetch"
	"griot/feed/library"
)

// What the reader set for a source by its address goes on applying after the source
// has moved, and moved again.
func TestSettingsFollowASource(t *testing.T) {
	h := completing(t, 3)
	var asked []string
	h.deps.Logins = func(_ context.Context, address string) (*url.Userinfo, error) {
		if asked = append(asked, address); address == h.at("/feed") {
			return url.UserPassword("awa", "s3cret"), nil
		}
		return nil, nil
	}
	h.open(filepath.Join(t.TempDir(), "griot.db"))
	h.put("/feed", feedOfCranes(h, 1))
	h.write(h.at("/feed"))
	h.start()
	h.refresh(whichAll)
	for _, move := range [][2]string{{"/feed", "/news"}, {"/news", "/news.xml"}} {
		h.put(move[0], page{status: http.StatusMovedPermanently, headers: map[string]string{"Location": move[1]}})
		h.put(move[1], feedOfCranes(h, 1))
		h.refresh(whichAll)
	}
	moved := feedOfCranes(h, 2, 1)
	moved.body = strings.Replace(moved.body, "</title>", "</title><!-- private -->", 1)
	h.put("/news.xml", moved)
	if summary, _ := h.refresh(whichAll); summary.New != 1 || summary.Failed != 0 || h.text() != "SERVER/news.xml" {
		t.Errorf("%+v, %q", summary, h.text())
	}
	h.wantText(2, true)
	// A newer setting goes before an older one.
	h.deps.FullTexts = func(address string) (wanted, set bool) { return address == h.at("/feed"), true }
	h.Library = library.New(h.deps)
	h.put("/news.xml", feedOfCranes(h, 3, 2, 1))
	h.refresh(whichAll)
	h.wantText(3, false)
}

// Another host that a source moves to is told no password.
func TestPasswordsDoNotMoveToAnotherHost(t *testing.T) {
	h := newHouse(t)
	other := newHouse(t)
	var asked []string
	h.deps.Logins = func(_ context.Context, address string) (*url.Userinfo, error) {
		asked = append(asked, address)
		return nil, nil
	}
	h.open(filepath.Join(t.TempDir(), "griot.db"))
	other.put("/new", page{body: news})
	h.put("/old", page{status: http.StatusPermanentRedirect, headers: map[string]string{"Location": other.at("/new")}})
	h.write(h.at("/old"))
	h.start()
	h.refresh(whichAll)
	asked = nil
	h.refresh(whichAll)
	if !slices.Equal(asked, []string{other.at("/new")}) {
		t.Errorf("the passwords of %v are asked for at %v", asked, h.followed())
	}
}

// A server on this very computer needs no network to be reached.
func TestNoNetworkIsNeededToReachOneself(t *testing.T) {
	h := newHouse(t)
	client := fetch.New(fetch.Options{
		Online: func() bool { return false },
		Proxy:  func(*http.Request) (*url.URL, error) { return nil, nil },
		Dialer: func(ctx context.Context, network, address string) (net.Conn, error) {
			if strings.HasPrefix(address, "far.example") {
				return nil, &net.DNSError{Err: "no such host", Name: "far.example", IsNotFound: true}
			}
			return new(net.Dialer).DialContext(ctx, network, address)
		},
	})
	t.Cleanup(client.Close)
	h.deps.Fetch = client
	h.open(filepath.Join(t.TempDir(), "griot.db"))
	h.put("/feed", page{body: news})
	var list strings.Builder
	for _, name := range strings.Fields("a b c d e f g h i j k l m n o p q r s t u v w x y z") {
		list.WriteString("http://far.example/" + name + "\n")
	}
	h.write(list.String() + h.at("/feed"))
	h.start()
	summary, err := h.Refresh(t.Context(), whichAll, nil)
	if failure := feed.FailureOf(err); failure == nil || failure.Kind != feed.FailedOffline {
		t.Errorf("%v", err)
	}
	if summary.New != 2 {
		t.Errorf("%+v", summary)
	}
}
