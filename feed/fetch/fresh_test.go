package fetch

import (
	"net/http"
	"testing"
	"time"
)

func TestFreshness(t *testing.T) {
	now := time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)
	at := func(d time.Duration) string { return now.Add(d).Format(http.TimeFormat) }
	for _, c := range []struct {
		name    string
		headers map[string]string
		want    time.Duration
	}{
		{"nothing", nil, 0},
		{"max-age", map[string]string{"Cache-Control": "public, max-age=600"}, 10 * time.Minute},
		{"quoted", map[string]string{"Cache-Control": `Max-Age="600"`}, 10 * time.Minute},
		{"age", map[string]string{"Cache-Control": "max-age=600", "Age": "100"}, 500 * time.Second},
		{"older than it may be", map[string]string{"Cache-Control": "max-age=600", "Age": "1000"}, 0},
		{"no-store", map[string]string{"Cache-Control": "max-age=600, no-store"}, 0},
		{"no-cache", map[string]string{"Cache-Control": "no-cache", "Expires": at(time.Hour)}, 0},
		{"capped", map[string]string{"Cache-Control": "max-age=99999999999999999999"}, 24 * time.Hour},
		{"negative", map[string]string{"Cache-Control": "max-age=-5"}, 0},
		{"expires", map[string]string{"Expires": at(time.Hour)}, time.Hour},
		{"expires by their clock", map[string]string{"Expires": at(3 * time.Hour), "Date": at(2 * time.Hour)}, time.Hour},
		{"expires, and is old already", map[string]string{"Expires": at(time.Hour), "Date": at(0), "Age": "600"}, 50 * time.Minute},
		{"for caches that many share", map[string]string{"Cache-Control": "s-maxage=600"}, 0},
		{"expired", map[string]string{"Expires": at(-time.Hour)}, 0},
		{"expires 0", map[string]string{"Expires": "0"}, 0},
		{"max-age wins", map[string]string{"Cache-Control": "max-age=60", "Expires": at(time.Hour)}, time.Minute},
		{"far", map[string]string{"Expires": at(1000 * time.Hour)}, 24 * time.Hour},
	} {
		h := http.Header{}
		for k, v := range c.headers {
			h.Set(k, v)
		}
		if got := freshness(h, now); got != c.want {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

func TestRetryAfter(t *testing.T) {
	now := time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)
	for v, want := range map[string]time.Duration{
		"": 0, "120": 2 * time.Minute, " 5 ": 5 * time.Second, "-3": 0, "soon": 0, "1e9": 0, "86401": 24 * time.Hour,
		now.Add(time.Minute).Format(http.TimeFormat): time.Minute,
		now.Add(-time.Hour).Format(http.TimeFormat):  0,
		now.AddDate(1, 0, 0).Format(http.TimeFormat): 24 * time.Hour,
	} {
		if got := retryAfter(http.Header{"Retry-After": {v}}, now); got != want {
			t.Errorf("%q: %v, want %v", v, got, want)
		}
	}
}
