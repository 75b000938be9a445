package feed

import "time"

// Rest is when a publisher does not want to be asked, in UTC. The zero value is
// never.
type Rest struct {
	Hours uint32 // bit n is the hour from n o'clock on
	Days  uint8  // bit n is time.Weekday n
}

const (
	allHours = 1<<24 - 1
	allDays  = 1<<7 - 1
)

// At tells whether t falls into the rest. One that never ends is none.
func (r Rest) At(t time.Time) bool {
	t = t.UTC()
	hours, days := r.Hours&allHours, r.Days&allDays
	return hours != allHours && hours>>t.Hour()&1 == 1 || days != allDays && days>>t.Weekday()&1 == 1
}
