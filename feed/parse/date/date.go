// Package date reads the dates that feeds and pages carry: every misspelling of
// RFC 822 that is still unambiguous, W3CDTF and ISO 8601 down to a year, and
// dates written out in the languages of its tables.
package date

import (
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"griot/feed"
)

// longest is the length in bytes beyond which a string is no date.
const longest = 120

// Parse reads a date. It is unknown when s is no date or names a day or a time
// that does not exist: a 32nd, or a quarter past 25. A date without a time is a
// whole day; without a zone it is taken as UTC. A month or a year alone is its
// first day. Ten digits are seconds since 1970, and thirteen are milliseconds.
func Parse(s string) feed.Date { return ParseIn(s, "") }

// ParseIn is Parse for a text in a language (BCP 47): 3/4/2026 is the 4th of
// March in American English and where the language is unknown, and the 3rd of
// April elsewhere.
func ParseIn(s, language string) feed.Date {
	s = strings.TrimSpace(s)
	if s == "" || len(s) > longest {
		return feed.Date{}
	}
	if d, ok := parseISO(s); ok {
		return d
	}
	if allDigits(s) && (len(s) == 10 || len(s) == 13) {
		seconds, err := strconv.ParseInt(s[:10], 10, 64)
		if err != nil {
			return feed.Date{}
		}
		return feed.At(time.Unix(seconds, 0).UTC())
	}
	var p parts
	if !p.read(fold(s)) {
		return feed.Date{}
	}
	return p.date(dayFirst(language))
}

// Month returns the month that a word names in any of the languages, in full or
// abbreviated.
func Month(word string) (time.Month, bool) {
	m, ok := months[strings.TrimSuffix(fold(word), ".")]
	return m, ok
}

// Weekday tells whether a word names a day of the week in any of the languages.
func Weekday(word string) bool {
	return weekdays[strings.TrimSuffix(fold(word), ".")]
}

// dayFirst tells whether a language writes 3/4/2026 for the 3rd of April.
func dayFirst(language string) bool {
	switch l := strings.ToLower(strings.ReplaceAll(language, "_", "-")); {
	case l == "", l == "en", l == "en-us":
		return false
	default:
		return true
	}
}

// clock is a time of day and its zone.
type clock struct {
	hour, minute, second, nano int
	offset                     int            // seconds east of UTC
	place                      *time.Location // where the offset is to be looked up; nil: it is offset
}

// build makes a date of its parts, or an unknown one when they name no real day
// or time. ISO 8601's 24:00 is the start of the next day, and a leap second the
// start of the next minute.
func build(year, month, day int, c *clock) feed.Date {
	if year < 1000 || year > 9999 || month < 1 || month > 12 || day < 1 || day > daysIn(year, time.Month(month)) {
		return feed.Date{}
	}
	if c == nil {
		return feed.Day(year, time.Month(month), day)
	}
	midnight := c.hour == 24 && c.minute == 0 && c.second == 0
	if (c.hour > 23 && !midnight) || c.minute > 59 || c.second > 60 {
		return feed.Date{}
	}
	if c.place != nil {
		return feed.At(time.Date(year, time.Month(month), day, c.hour, c.minute, c.second, c.nano, c.place))
	}
	t := time.Date(year, time.Month(month), day, c.hour, c.minute, c.second, c.nano, time.UTC)
	return feed.At(t.Add(-time.Duration(c.offset) * time.Second))
}

func daysIn(year int, month time.Month) int {
	return time.Date(year, month+1, 0, 0, 0, 0, 0, time.UTC).Day()
}

// century completes a year of two or three digits: 00 to 68 are this century's
// (as in POSIX strptime), three digits count from 1900 (RFC 5322, section 4.3).
func century(year, digits int) int {
	switch {
	case digits == 2 && year < 69:
		return 2000 + year
	case digits == 2:
		return 1900 + year
	case digits == 3 && year < 200:
		return 1900 + year
	default:
		return year
	}
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
