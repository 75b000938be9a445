package text

import (
	"strconv"
	"time"
	"unicode"
	"unicode/utf8"

	"griot/feed"
)

// Group is an age group of a list that is sorted by date. Groups compare with ==,
// and a newer one is the larger.
type Group int32

// Months are numbered from the year 0, so these lie far above every month.
const (
	earlierThisMonth Group = 1<<24 + iota
	lastWeek
	thisWeek
	yesterday
	today
	tomorrow
)

// IsMonth tells whether the group is a calendar month, which the dates in it name
// as well.
func (g Group) IsMonth() bool { return g < earlierThisMonth }

// Group returns the age group of a moment. Weeks begin on Monday. What lies ahead
// of now by more than a day is in tomorrow's group as well.
func (w *Words) Group(t, now time.Time) Group {
	return groupOf(t.In(w.zone), now.In(w.zone))
}

// GroupOf returns the age group of a headline. A day without a time is that day
// in every zone.
func (w *Words) GroupOf(h feed.Headline, now time.Time) Group {
	t := h.Sorted.In(w.zone)
	if h.Published.DayOnly() && h.Published.Instant().Equal(h.Sorted) {
		t = h.Published.In(w.zone)
	}
	return groupOf(t, now.In(w.zone))
}

func groupOf(t, now time.Time) Group {
	monday := startOfDay(now).AddDate(0, 0, -(int(now.Weekday())+6)%7)
	switch {
	case !t.Before(startOfDay(now).AddDate(0, 0, 1)):
		return tomorrow
	case sameDay(t, now):
		return today
	case sameDay(t, now.AddDate(0, 0, -1)):
		return yesterday
	case !t.Before(monday):
		return thisWeek
	case !t.Before(monday.AddDate(0, 0, -7)):
		return lastWeek
	case t.Year() == now.Year() && t.Month() == now.Month():
		return earlierThisMonth
	default:
		return Group(t.Year()*12 + int(t.Month()) - 1)
	}
}

func startOfDay(t time.Time) time.Time {
	y, m, d := t.Date()
	return time.Date(y, m, d, 0, 0, 0, 0, t.Location())
}

// GroupName is the group's title in a list.
func (w *Words) GroupName(g Group) string {
	switch g {
	case tomorrow:
		return w.Say("date.group.tomorrow")
	case today:
		return w.Say("date.group.today")
	case yesterday:
		return w.Say("date.group.yesterday")
	case thisWeek:
		return w.Say("date.group.week")
	case lastWeek:
		return w.Say("date.group.week.last")
	case earlierThisMonth:
		return w.Say("date.group.month")
	default:
		month := time.Date(int(g)/12, time.Month(int(g)%12+1), 1, 0, 0, 0, 0, time.UTC)
		return capital(w.month(month)) + " " + strconv.Itoa(month.Year())
	}
}

// ShortGroupName is the group's title where room is scarce: in a column of dates.
func (w *Words) ShortGroupName(g Group) string {
	switch g {
	case thisWeek:
		return w.Say("date.group.week.short")
	case lastWeek:
		return w.Say("date.group.week.last.short")
	default:
		return w.GroupName(g)
	}
}

func capital(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[size:]
}
