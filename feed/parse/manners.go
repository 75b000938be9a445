package parse

import (
	"strconv"
	"strings"
	"time"

	"griot/feed"
)

// maxTTL is the longest that a feed may ask to be left alone.
const maxTTL = 30 * 24 * time.Hour

// ttl is how long a feed says that it stays as it is: RSS 2.0 <ttl>, or the
// syndication module's period and frequency, whichever is longer.
func ttl(minutes string, heads []element) time.Duration {
	var said time.Duration
	if n, err := strconv.ParseInt(strings.TrimSpace(minutes), 10, 32); err == nil && n > 0 {
		said = time.Duration(n) * time.Minute
	}
	return min(max(said, period(heads)), maxTTL)
}

// period reads sy:updatePeriod and sy:updateFrequency (RSS 1.0, syndication
// module), which say how often in each period a feed changes; 0 without a period.
func period(heads []element) time.Duration {
	const day = 24 * time.Hour
	var each time.Duration
	switch strings.ToLower(strings.TrimSpace(textOf(heads, spaceSyndication, "updateperiod"))) {
	case "hourly":
		each = time.Hour
	case "daily":
		each = day
	case "weekly":
		each = 7 * day
	case "monthly":
		each = 30 * day
	case "yearly":
		each = 365 * day
	}
	if n, err := strconv.ParseInt(strings.TrimSpace(textOf(heads, spaceSyndication, "updatefrequency")), 10, 32); err == nil && n > 1 {
		each /= time.Duration(n)
	}
	return each
}

// rest reads RSS 2.0 <skipHours> and <skipDays>. RSS 0.91 calls midnight 24.
func rest(hours, days []string) feed.Rest {
	var r feed.Rest
	for _, s := range hours {
		if h, err := strconv.Atoi(strings.TrimSpace(s)); err == nil && h >= 0 && h <= 24 {
			r.Hours |= 1 << (h % 24)
		}
	}
	for _, s := range days {
		for d := time.Sunday; d <= time.Saturday; d++ {
			if strings.EqualFold(strings.TrimSpace(s), d.String()) {
				r.Days |= 1 << d
			}
		}
	}
	return r
}
