package feed

import "time"

// Date is a moment, a whole day, or unknown (the zero value). A day given
// without a time is that day in every time zone, so it is kept as a calendar
// day and never converted.
type Date struct {
	t   time.Time
	day bool
}

// At is a date with a time.
func At(t time.Time) Date { return Date{t: t} }

// Day is a date without a time.
func Day(year int, month time.Month, day int) Date {
	// Noon, UTC: among articles that carry a time it sorts into the same
	// calendar day for nearly every reader on earth.
	return Date{t: time.Date(year, month, day, 12, 0, 0, 0, time.UTC), day: true}
}

// Known tells whether there is a date at all.
func (d Date) Known() bool { return !d.t.IsZero() }

// DayOnly tells whether the publisher gave no time.
func (d Date) DayOnly() bool { return d.day }

// In returns the date as wall-clock time in loc. A whole day is returned as the
// noon of that same day, whatever loc is.
func (d Date) In(loc *time.Location) time.Time {
	if d.day {
		y, m, day := d.t.Date()
		return time.Date(y, m, day, 12, 0, 0, 0, loc)
	}
	return d.t.In(loc)
}

// Instant is the moment it is stored and sorted by.
func (d Date) Instant() time.Time { return d.t }

// RFC3339 writes the date as RFC 3339: a full timestamp in UTC, or a full-date
// for a whole day; empty when unknown.
func (d Date) RFC3339() string {
	switch {
	case !d.Known():
		return ""
	case d.day:
		return d.t.Format(time.DateOnly)
	default:
		return d.t.UTC().Format(time.RFC3339)
	}
}

// futureGrace is how far ahead of its first sighting an article may be sorted:
// a clock or a zone may be off by a day, not by 70 years.
const futureGrace = 24 * time.Hour

// SortInstant is the moment by which an article first seen at seen is sorted.
func SortInstant(published Date, seen time.Time) time.Time {
	switch limit := seen.Add(futureGrace); {
	case !published.Known():
		return seen
	case published.t.After(limit):
		return limit
	default:
		return published.t
	}
}
