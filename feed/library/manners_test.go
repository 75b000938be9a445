package library_test

import (
	"fmt"
	"net/url"
	"testing"
	"time"

	"griot/feed"
	"griot/feed/library"
)

// manners is a feed that says in its head how it wants to be treated.
const manners = `<rss version="2.0" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"><channel><title>Polite</title>%s
<item><title>One</title><guid>1</guid></item></channel></rss>`

// No source is asked more often than it wants, unless the reader insists. All
// begin on a Monday at noon (UTC), and are asked then.
func TestManners(t *testing.T) {
	t.Parallel()
	day := 24 * time.Hour
	const date = "Mon, 23 Nov 2026 12:00:00 GMT"
	with := func(headers ...string) page {
		p := page{body: fmt.Sprintf(manners, ""), headers: map[string]string{}}
		for i := 0; i+1 < len(headers); i += 2 {
			p.headers[headers[i]] = headers[i+1]
		}
		return p
	}
	said := func(head string) page { return page{body: fmt.Sprintf(manners, head)} }
	answers := func(status int, headers ...string) page {
		p := with(headers...)
		p.status = status
		return p
	}
	h := newWhole(t)
	begun := h.now
	same := said("<ttl>60</ttl>")
	same.headers = map[string]string{"ETag": `"1"`}
	for name, c := range map[string]struct {
		page page
		not  []time.Duration // after these it is left alone
		then time.Duration   // after this it is asked; 0 for never
	}{
		"nothing said":         {with(), nil, time.Second},
		"ttl":                  {said("<ttl>60</ttl>"), []time.Duration{time.Minute, 59 * time.Minute}, 61 * time.Minute},
		"ttl, never":           {said("<ttl>9999999</ttl>"), []time.Duration{23 * time.Hour}, day + time.Minute},
		"period":               {said("<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>2</sy:updateFrequency>"), []time.Duration{11 * time.Hour}, 12*time.Hour + time.Minute},
		"skipHours":            {said("<skipHours><hour>13</hour><hour>14</hour></skipHours>"), []time.Duration{time.Hour, 3*time.Hour - time.Second}, 3 * time.Hour},
		"skipHours, now":       {said("<skipHours><hour>12</hour></skipHours>"), []time.Duration{time.Minute}, time.Hour},
		"skipDays":             {said("<skipDays><day>Tuesday</day><day>Wednesday</day></skipDays>"), []time.Duration{12 * time.Hour, 2 * day}, 2*day + 12*time.Hour},
		"max-age":              {with("Cache-Control", "public, max-age=7200"), []time.Duration{119 * time.Minute}, 121 * time.Minute},
		"max-age, from caches": {with("Cache-Control", "max-age=7200", "Age", "3600"), []time.Duration{59 * time.Minute}, 61 * time.Minute},
		"max-age, never":       {with("Cache-Control", "max-age=31536000"), []time.Duration{23 * time.Hour}, day + time.Minute},
		"no-store":             {with("Cache-Control", "no-store, max-age=7200"), nil, time.Second},
		"no-cache":             {with("Cache-Control", "no-cache", "Expires", "Mon, 23 Nov 2026 14:00:00 GMT", "Date", date), nil, time.Second},
		"Expires":              {with("Expires", "Mon, 23 Nov 2026 14:00:00 GMT", "Date", date), []time.Duration{119 * time.Minute}, 121 * time.Minute},
		"Expires, long ago":    {with("Expires", "0"), nil, time.Second},
		"the longest of all":   {with("Cache-Control", "max-age=60", "Retry-After", "3600"), []time.Duration{59 * time.Minute}, 61 * time.Minute},
		"429":                  {answers(429, "Retry-After", "3600"), []time.Duration{59 * time.Minute}, 61 * time.Minute},
		"503":                  {answers(503, "Retry-After", "3600"), []time.Duration{59 * time.Minute}, 61 * time.Minute},
		"429, for ever":        {answers(429, "Retry-After", "99999999999"), []time.Duration{23 * time.Hour}, day + time.Minute},
		"429, for a while":     {answers(429), []time.Duration{time.Minute}, 3 * time.Minute},
		"503, and no date":     {answers(503, "Retry-After", "-5"), []time.Duration{time.Minute}, 3 * time.Minute},
		"410":                  {answers(410), []time.Duration{time.Minute, day, 400 * day}, 0},
		"not modified":         {same, []time.Duration{59 * time.Minute}, 61 * time.Minute},
	} {
		t.Run(name, func(t *testing.T) {
			address := h.at("/" + url.PathEscape(name))
			h.put("/"+name, c.page)
			h.write(address)
			h.start()
			h.now = begun
			which := library.Which{Sources: []feed.SourceID{h.source(address).ID}}
			asked := func(insist bool) int {
				h.took()
				which.Insist = insist
				if _, err := h.Refresh(t.Context(), which, nil); err != nil {
					t.Fatal(err)
				}
				return len(h.took())
			}
			if asked(false) != 1 {
				t.Fatal("a new source is not asked")
			}
			for _, after := range c.not {
				if h.now = begun.Add(after); asked(false) != 0 {
					t.Errorf("asked after %v", after)
				}
			}
			if c.then > 0 {
				if h.now = begun.Add(c.then); asked(false) != 1 {
					t.Errorf("not asked after %v", c.then)
				}
			}
			if asked(true) != 1 {
				t.Error("not asked though the reader insists")
			}
		})
	}
}

// What a document asked for holds on through answers that bring none, and through
// failures.
func TestWishesLast(t *testing.T) {
	h := newWhole(t)
	polite := page{body: fmt.Sprintf(manners, "<ttl>60</ttl><skipHours><hour>18</hour></skipHours>"), headers: map[string]string{"ETag": `"1"`}}
	h.put("/feed", polite)
	h.write(h.at("/feed"))
	h.start()
	for i, step := range []struct {
		wait  time.Duration
		page  page
		asked bool
	}{
		{0, polite, true},
		{61 * time.Minute, polite, true}, // 304
		{time.Minute, polite, false},
		{time.Hour, page{status: 500}, true},
		{time.Second, polite, true}, // a first failure is tried again at once
		{time.Minute, polite, false},
		{time.Hour, polite, true},         // 15:04
		{3 * time.Hour, polite, false},    // 18:04
		{55 * time.Minute, polite, false}, // 18:59
		{2 * time.Minute, polite, true},   // 19:01
		{12 * time.Hour, polite, true},
		{11*time.Hour + time.Minute, polite, false}, // 18:02 the next day
	} {
		h.later(step.wait)
		h.put("/feed", step.page)
		h.took()
		h.refresh(whichAll)
		if asked := len(h.took()) > 0; asked != step.asked {
			t.Errorf("step %d, at %v: asked %v", i, h.clock(), asked)
		}
	}
}

// That a document has more than is kept of one is known until the next one.
func TestSourceWithMoreThanIsKept(t *testing.T) {
	h := newHouse(t)
	h.put("/feed", page{body: news + "\ncut", headers: map[string]string{"ETag": `"1"`}})
	h.write(h.at("/feed"))
	h.start()
	tells := func(want bool) {
		t.Helper()
		h.refresh(whichAll)
		if all, err := h.Sources(t.Context(), feed.Followed); err != nil || len(all) != 1 || all[0].Health.Cut != want {
			t.Errorf("%+v, %v", all, err)
		}
	}
	tells(true)
	tells(true) // not modified
	h.put("/feed", page{body: news})
	tells(false)
}
