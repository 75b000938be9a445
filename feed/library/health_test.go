package library

import (
	"testing"
	"time"

	"griot/feed"
)

var noon = time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)

func TestDue(t *testing.T) {
	for name, c := range map[string]struct {
		source feed.Source
		want   bool
	}{
		"never asked":       {feed.Source{Kind: feed.KindFeed}, true},
		"its time has come": {feed.Source{Health: feed.Health{Due: noon}}, true},
		"not yet":           {feed.Source{Health: feed.Health{Due: noon.Add(time.Second)}}, false},
		"a clock was wrong": {feed.Source{Health: feed.Health{Due: noon.AddDate(10, 0, 0)}}, true},
		"gone":              {feed.Source{Health: feed.Health{Gone: true}}, false},
		"the sample":        {feed.Source{Kind: feed.KindSample}, false},
		"standard input":    {feed.Source{Kind: feed.KindInput}, false},
	} {
		if got := due(c.source, wish{}, noon); got != c.want {
			t.Errorf("%s: due is %v", name, got)
		}
	}
}

func TestWorked(t *testing.T) {
	old := feed.Health{Failure: &feed.Failure{}, Gone: true, Wire: 500, Body: feed.Hash{1}, Validators: feed.Validators{ETag: "old", LastModified: "then"}}
	for name, c := range map[string]struct {
		response feed.Response
		ttl      time.Duration
		due      time.Duration
		wire     int64
		etag     string
	}{
		"nothing said":     {feed.Response{Wire: 900, Validators: feed.Validators{ETag: "new"}}, 0, 0, 900, "new"},
		"no validators":    {feed.Response{Wire: 900}, 0, 0, 900, ""},
		"ttl":              {feed.Response{Wire: 900}, time.Hour, time.Hour, 900, ""},
		"the longest":      {feed.Response{Wire: 900, Fresh: 2 * time.Hour, RetryAfter: time.Minute}, time.Hour, 2 * time.Hour, 900, ""},
		"capped":           {feed.Response{Wire: 900}, 1000 * time.Hour, 24 * time.Hour, 900, ""},
		"not modified":     {feed.Response{NotModified: true, Fresh: time.Hour}, 0, time.Hour, 500, "old"},
		"newer validators": {feed.Response{NotModified: true, Validators: feed.Validators{ETag: "newer"}}, 0, 0, 500, "newer"},
	} {
		h := worked(old, &c.response, c.ttl, feed.Hash{2}, noon)
		if h.Failure != nil || h.Gone || !h.Checked.Equal(noon) || !h.Success.Equal(noon) ||
			!h.Due.Equal(noon.Add(c.due)) || h.Wire != c.wire || h.Validators.ETag != c.etag {
			t.Errorf("%s: %+v", name, h)
		}
		if (h.Body == feed.Hash{2}) == c.response.NotModified {
			t.Errorf("%s: body hash %v", name, h.Body)
		}
	}
}

func TestBackOff(t *testing.T) {
	busy := &feed.Failure{Kind: feed.FailedTimeout}
	h := feed.Health{Success: noon, Validators: feed.Validators{ETag: "v"}, Wire: 10}
	h = failed(h, busy, 0, noon)
	if !h.Due.Equal(noon) || h.Failure != busy || h.Validators.ETag != "v" || h.Wire != 10 || !h.Success.Equal(noon) {
		t.Fatalf("after one failure: %+v", h)
	}
	now, last := noon, time.Duration(0)
	for i := range 14 {
		h = failed(h, busy, 0, now)
		wait := h.Due.Sub(now)
		if wait > longestQuiet || wait < longestQuiet/2 && (wait < last*3/2 || wait > firstBackOff<<i*7) {
			t.Fatalf("failure %d: wait %v after %v", i+2, wait, last)
		}
		last, now = wait, h.Due
	}
	if last < longestQuiet/2 {
		t.Errorf("after fifteen failures only %v", last)
	}
	if h = failed(h, busy, 20*time.Minute, noon); !h.Due.After(noon.Add(time.Hour)) {
		t.Errorf("a shorter Retry-After shortened the back-off: %v", h.Due)
	}
	if h = failed(feed.Health{}, busy, 20*time.Minute, noon); !h.Due.Equal(noon.Add(20 * time.Minute)) {
		t.Errorf("Retry-After is not obeyed: %v", h.Due)
	}
	if h = failed(feed.Health{}, &feed.Failure{Kind: feed.FailedGone}, 0, noon); !h.Gone {
		t.Error("gone is not remembered")
	}
}
