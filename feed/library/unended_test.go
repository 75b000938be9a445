package library_test

import (
	"net/http"
	"net/http/httptest"
	"sync/atomic"
	"testing"

	"griot/feed"
)

// An answer that only ends because the connection does may be half of one: its ETag
// must not keep the other half away for good.
func TestHalfAFeedIsNotTakenForAll(t *testing.T) {
	h := newWhole(t)
	whole := feedOfCranes(h, 3, 2, 1).body
	var first atomic.Bool
	first.Store(true)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body := whole
		if r.Header.Get("If-None-Match") == `"1"` {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		if first.Swap(false) {
			body = whole[:len(whole)/2]
		}
		conn, _, err := w.(http.Hijacker).Hijack()
		if err != nil {
			t.Error(err)
			return
		}
		defer conn.Close()
		_, _ = conn.Write([]byte("HTTP/1.0 200 OK\r\nContent-Type: application/rss+xml\r\nETag: \"1\"\r\n\r\n" + body))
	}))
	t.Cleanup(server.Close)
	h.write(server.URL + "/feed")
	h.start()
	if summary, _ := h.refresh(whichAll); summary.New == 0 || summary.New == 3 {
		t.Fatalf("of half a feed: %+v", summary)
	}
	h.refresh(whichAll)
	if got := h.titles(); len(got) != 3 {
		t.Errorf("of the whole feed only %q", got)
	}
	if summary, _ := h.refresh(whichAll); summary.NotModified != 1 {
		t.Errorf("a whole feed is asked for again: %+v", summary)
	}
	if s := h.source(server.URL + "/feed"); s.Health.Failure != nil || s.Kind != feed.KindFeed {
		t.Errorf("%+v", s)
	}
}
