package library_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"

	"griot/feed"
	"griot/feed/library"
)

// What the settings say goes to the source's own place, and is asked for only when
// the source is about to be asked.
func TestLogins(t *testing.T) {
	h := newHouse(t)
	var mu sync.Mutex
	var heard []string // what another server was told
	other := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		defer mu.Unlock()
		heard = append(heard, r.URL.Path+" "+r.Header.Get("Authorization"))
		http.NotFound(w, r)
	}))
	t.Cleanup(other.Close)
	var opened []string
	h.deps.Logins = func(_ context.Context, address string) (*url.Userinfo, error) {
		mu.Lock()
		defer mu.Unlock()
		if opened = append(opened, strings.TrimPrefix(address, h.server.URL)); strings.HasSuffix(address, "/broken") {
			return nil, feed.Fail(feed.FailedPassword, feed.ErrNoPassword)
		}
		return url.UserPassword("awa", "s3cret"), nil
	}
	h.open(t.TempDir() + "/griot.db")
	h.put("/own", page{body: news + "\nprivate x"})
	h.put("/away", page{status: http.StatusFound, headers: map[string]string{"Location": other.URL + "/stolen"}})
	h.put("/page", page{body: "page: Home\nalternate " + other.URL + "/found"})
	h.put("/broken", page{body: news})
	h.write(strings.Join([]string{h.at("/own"), h.at("/away"), h.at("/broken")}, "\n"))
	h.start()
	if len(opened) > 0 {
		t.Errorf("starting asked for the passwords of %v", opened)
	}
	summary, _ := h.refresh(whichAll)
	if summary.New != 2 || summary.Failed != 2 || h.source(h.at("/own")).Health.Failure != nil {
		t.Errorf("%+v", summary)
	}
	if slices.Sort(opened); !slices.Equal(opened, []string{"/away", "/broken", "/own"}) {
		t.Errorf("the passwords of %v were asked for", opened)
	}
	if slices.Contains(h.took(), "/broken") {
		t.Error("asked without its password")
	}
	opened = nil
	_, _, _ = h.Follow(t.Context(), h.at("/page"), false)
	if slices.ContainsFunc(opened, func(s string) bool { return strings.HasPrefix(s, "http") }) {
		t.Errorf("a page led to the passwords of %v", opened)
	}
	for _, s := range h.followed() {
		if f := h.source(strings.ReplaceAll(s, "SERVER", h.server.URL)).Health.Failure; f != nil && strings.Contains(f.Error(), "s3cret") {
			t.Errorf("stored: %v", f)
		}
	}
	h.SetOffline(true)
	opened = nil
	if _, err := h.Refresh(t.Context(), library.Which{Insist: true}, nil); err == nil || len(opened) > 0 {
		t.Errorf("offline: %v, %v", err, opened)
	}
	mu.Lock()
	defer mu.Unlock()
	if !slices.Contains(heard, "/stolen ") || slices.Contains(heard, "/found ") || slices.ContainsFunc(heard, func(s string) bool { return strings.Contains(s, "Basic") }) {
		t.Errorf("another server heard %q", heard)
	}
}
