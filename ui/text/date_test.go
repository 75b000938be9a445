package text

import (
	"testing"
	"time"

	"griot/feed"
)

func bamako() *time.Location   { return time.FixedZone("GMT", 0) }
func auckland() *time.Location { return time.FixedZone("NZDT", 13*3600) }

func TestMasthead(t *testing.T) {
	now := time.Date(2026, 2, 21, 23, 30, 0, 0, time.UTC)
	first := time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC)
	for _, c := range []struct{ got, want string }{
		{New(English, bamako()).Masthead(now), "Saturday 21 February 2026"},
		{New(French, bamako()).Masthead(now), "samedi 21 février 2026"},
		{New(French, auckland()).Masthead(now), "dimanche 22 février 2026"},
		{New(French, bamako()).Masthead(first), "dimanche 1er mars 2026"},
		{New(English, bamako()).Masthead(first), "Sunday 1 March 2026"},
		{New(English, bamako()).ShortMasthead(now), "Sat 21 Feb 2026"},
		{New(French, bamako()).ShortMasthead(now), "sam. 21 févr. 2026"},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
}

func TestDates(t *testing.T) {
	now := time.Date(2026, 2, 21, 15, 0, 0, 0, time.UTC)
	at := func(y int, m time.Month, d, hour, minute int) feed.Date {
		return feed.At(time.Date(y, m, d, hour, minute, 0, 0, time.UTC))
	}
	english, french, far := New(English, bamako()), New(French, bamako()), New(French, auckland())
	for _, c := range []struct{ name, got, want string }{
		{"today", english.RowDate(at(2026, 2, 21, 14, 2), now), "14:02"},
		{"today, a day", english.RowDate(feed.Day(2026, 2, 21), now), "21 Feb"},
		{"this year", french.RowDate(at(2026, 1, 3, 14, 2), now), "3 janv."},
		{"another year", english.RowDate(at(2025, 2, 21, 14, 2), now), "21 Feb 2025"},
		{"another year", french.RowDate(feed.Day(2025, 2, 21), now), "21 févr. 2025"},
		{"a day far away", far.RowDate(feed.Day(2025, 12, 31), now), "31 déc. 2025"},
		{"a time far away", far.RowDate(at(2026, 2, 21, 12, 0), now), "01:00"},
		{"unknown", french.RowDate(feed.Date{}, now), "–"},

		{"byline", french.LongDate(at(2026, 2, 21, 14, 2)), "samedi 21 février 2026, 14:02"},
		{"byline of a day", french.LongDate(feed.Day(2026, 2, 21)), "samedi 21 février 2026"},
		{"byline far away", far.LongDate(feed.Day(2026, 2, 21)), "samedi 21 février 2026"},
		{"no byline", far.LongDate(feed.Date{}), ""},

		{"moment", english.Moment(now.Add(-6*time.Hour), now), "today, 09:00"},
		{"moment", french.Moment(now.Add(-24*time.Hour), now), "hier, 15:00"},
		{"moment", english.Moment(time.Date(2026, 1, 4, 8, 15, 0, 0, time.UTC), now), "4 January, 08:15"},
		{"moment", french.Moment(time.Date(2025, 3, 1, 8, 15, 0, 0, time.UTC), now), "1er mars 2025, 08:15"},
		{"no moment", french.Moment(time.Time{}, now), "–"},
		{"when", english.When(feed.Day(2026, 2, 20), now), "yesterday"},
		{"when", english.When(feed.Day(2025, 3, 4), now), "4 March 2025"},
		{"when", english.When(at(2026, 2, 21, 9, 2), now), "today, 09:02"},
		{"when", english.When(feed.Date{}, now), "–"},
	} {
		if c.got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, c.got, c.want)
		}
	}
}

func TestGroups(t *testing.T) {
	now := time.Date(2026, 2, 21, 15, 0, 0, 0, time.UTC) // a Saturday
	english, french := New(English, bamako()), New(French, bamako())
	newer := Group(1<<31 - 1)
	for _, c := range []struct {
		day, month, year int
		english, french  string
	}{
		{22, 2, 2026, "Tomorrow", "Demain"},
		{21, 2, 2026, "Today", "Aujourd’hui"},
		{20, 2, 2026, "Yesterday", "Hier"},
		{19, 2, 2026, "This week", "Cette semaine"},
		{15, 2, 2026, "Last week", "La semaine dernière"},
		{8, 2, 2026, "This month", "Ce mois-ci"},
		{31, 1, 2026, "January 2026", "Janvier 2026"},
		{31, 12, 2025, "December 2025", "Décembre 2025"},
		{1, 8, 1999, "August 1999", "Août 1999"},
	} {
		g := english.Group(time.Date(c.year, time.Month(c.month), c.day, 9, 0, 0, 0, time.UTC), now)
		if got := english.GroupName(g); got != c.english {
			t.Errorf("%v: %q, want %q", c, got, c.english)
		}
		if got := french.GroupName(g); got != c.french {
			t.Errorf("%v: %q, want %q", c, got, c.french)
		}
		if g >= newer {
			t.Errorf("%s is not older than the group before it", c.english)
		}
		newer = g
	}
}

func TestWeeksBeginOnMonday(t *testing.T) {
	w := New(English, bamako())
	sunday := time.Date(2026, 2, 22, 12, 0, 0, 0, time.UTC)
	monday := time.Date(2026, 2, 16, 0, 0, 0, 0, time.UTC)
	if got := w.GroupName(w.Group(monday, sunday)); got != "This week" {
		t.Errorf("Monday seen from Sunday is %q", got)
	}
	if got := w.GroupName(w.Group(monday.Add(-time.Second), sunday)); got != "Last week" {
		t.Errorf("the Sunday before is %q", got)
	}
}

func TestADayIsThatDayInEveryZone(t *testing.T) {
	day := feed.Day(2026, 2, 21)
	h := feed.Headline{Published: day, Sorted: day.Instant()}
	now := time.Date(2026, 2, 21, 15, 0, 0, 0, auckland())
	w := New(English, auckland())
	if got := w.GroupName(w.GroupOf(h, now)); got != "Today" {
		t.Errorf("got %q", got)
	}
	h.Published, h.Sorted = feed.Date{}, now.AddDate(0, 0, -1)
	if got := w.GroupName(w.GroupOf(h, now)); got != "Yesterday" {
		t.Errorf("first seen yesterday: %q", got)
	}
}
