package text

import (
	"strconv"
	"strings"
	"time"

	"griot/feed"
)

// The names of days, from Sunday, and of months, in full and as CLDR abbreviates
// them.
func dayNames(l Language) (full, short [7]string) {
	if l == French {
		return [7]string{"dimanche", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi"},
			[7]string{"dim.", "lun.", "mar.", "mer.", "jeu.", "ven.", "sam."}
	}
	return [7]string{"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"},
		[7]string{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"}
}

func monthNames(l Language) (full, short [12]string) {
	if l == French {
		return [12]string{"janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"},
			[12]string{"janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."}
	}
	return [12]string{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"},
		[12]string{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"}
}

func (w *Words) weekday(t time.Time) string {
	full, _ := dayNames(w.language)
	return full[t.Weekday()]
}

func (w *Words) month(t time.Time) string {
	full, _ := monthNames(w.language)
	return full[t.Month()-1]
}

func (w *Words) shortMonth(t time.Time) string {
	_, short := monthNames(w.language)
	return short[t.Month()-1]
}

// dayOfMonth is the day's number in a running text, where French says "1er".
func (w *Words) dayOfMonth(t time.Time) string {
	if w.language == French && t.Day() == 1 {
		return "1er"
	}
	return strconv.Itoa(t.Day())
}

func clock(t time.Time) string { return t.Format("15:04") }

// Masthead writes the day out: "Saturday 21 February 2026", "samedi 21 février 2026".
func (w *Words) Masthead(now time.Time) string { return w.longDay(now.In(w.zone)) }

func (w *Words) longDay(t time.Time) string {
	return strings.Join([]string{w.weekday(t), w.dayOfMonth(t), w.month(t), strconv.Itoa(t.Year())}, " ")
}

// ShortMasthead is the masthead's date where room is scarce: "Sat 21 Feb 2026",
// "sam. 21 févr. 2026".
func (w *Words) ShortMasthead(now time.Time) string {
	t := now.In(w.zone)
	_, days := dayNames(w.language)
	return strings.Join([]string{days[t.Weekday()], strconv.Itoa(t.Day()), w.shortMonth(t), strconv.Itoa(t.Year())}, " ")
}

// LongDate writes an article's date for its byline, with the time of day where
// there is one. It is empty when the date is unknown.
func (w *Words) LongDate(d feed.Date) string {
	if !d.Known() {
		return ""
	}
	t := d.In(w.zone)
	if d.DayOnly() {
		return w.longDay(t)
	}
	return w.longDay(t) + ", " + clock(t)
}

// RowDate writes a date for a column: the time for one of today, a day and month
// in this year, the year as well otherwise. A date that is only a day never gets a
// time, and an unknown one is "–".
func (w *Words) RowDate(d feed.Date, now time.Time) string {
	if !d.Known() {
		return unknown
	}
	t, now := d.In(w.zone), now.In(w.zone)
	if sameDay(t, now) && !d.DayOnly() {
		return clock(t)
	}
	day := strconv.Itoa(t.Day()) + " " + w.shortMonth(t)
	if t.Year() == now.Year() {
		return day
	}
	return day + " " + strconv.Itoa(t.Year())
}

// Moment writes when something was said: "today, 09:02", "4 March, 08:15",
// "4 March 2025, 08:15".
func (w *Words) Moment(t, now time.Time) string {
	if t.IsZero() {
		return unknown
	}
	t, now = t.In(w.zone), now.In(w.zone)
	return w.relativeDay(t, now) + ", " + clock(t)
}

// When is Moment for a date that may be unknown or only a day.
func (w *Words) When(d feed.Date, now time.Time) string {
	if d.Known() && d.DayOnly() {
		return w.relativeDay(d.In(w.zone), now.In(w.zone))
	}
	return w.Moment(d.Instant(), now)
}

func (w *Words) relativeDay(t, now time.Time) string {
	switch {
	case sameDay(t, now):
		return w.Say("date.today")
	case sameDay(t, now.AddDate(0, 0, -1)):
		return w.Say("date.yesterday")
	case t.Year() == now.Year():
		return w.dayOfMonth(t) + " " + w.month(t)
	default:
		return w.dayOfMonth(t) + " " + w.month(t) + " " + strconv.Itoa(t.Year())
	}
}

func sameDay(a, b time.Time) bool {
	ay, am, ad := a.Date()
	by, bm, bd := b.Date()
	return ad == bd && am == bm && ay == by
}
