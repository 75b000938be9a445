package fetch

import (
	"net/http"
	"strconv"
	"strings"
	"time"
)

// longestWait caps what a server may ask griot to wait.
const longestWait = 24 * time.Hour

// freshness is how long an answer stays fresh (RFC 9111, section 4.2), at most a
// day; 0 when it does not say or must not be kept.
func freshness(h http.Header, now time.Time) time.Duration {
	var fresh time.Duration
	said := false
	for directive := range strings.SplitSeq(strings.ToLower(strings.Join(h.Values("Cache-Control"), ",")), ",") {
		name, value, _ := strings.Cut(strings.TrimSpace(directive), "=")
		switch strings.TrimSpace(name) {
		case "no-store", "no-cache":
			return 0
		case "max-age":
			if s, ok := seconds(strings.Trim(value, `" `)); ok && !said {
				fresh, said = s, true
			}
		}
	}
	if expires, err := http.ParseTime(h.Get("Expires")); err == nil && !said {
		from := now
		if date, err := http.ParseTime(h.Get("Date")); err == nil {
			from = date // their clock may be wrong, but it is one clock
		}
		fresh = expires.Sub(from)
	}
	age, _ := seconds(h.Get("Age"))
	return min(max(0, fresh-age), longestWait)
}

// retryAfter is when a server wants to be asked again (RFC 9110, section 10.2.3),
// at most a day; 0 when it does not say.
func retryAfter(h http.Header, now time.Time) time.Duration {
	v := h.Get("Retry-After")
	if s, ok := seconds(v); ok {
		return s
	}
	if t, err := http.ParseTime(v); err == nil {
		return min(max(0, t.Sub(now)), longestWait)
	}
	return 0
}

// seconds reads a number of seconds, and caps it at a day.
func seconds(s string) (time.Duration, bool) {
	s = strings.TrimSpace(s)
	if s == "" || strings.Trim(s, "0123456789") != "" {
		return 0, false
	}
	n, err := strconv.ParseInt(s, 10, 32)
	if err != nil {
		return longestWait, true // more than fits
	}
	return min(time.Duration(n)*time.Second, longestWait), true
}
