package date

import (
	"strings"
	"time"

	"griot/feed"
)

// parseISO reads ISO 8601 and its profiles (W3CDTF, RFC 3339, SQL's): a calendar
// or ordinal date in the extended or basic form, with two digits of the year
// too, alone or with a time after T or blanks. ok tells whether s has that
// form, so that 2026-02-31 is unknown and not tried otherwise.
func parseISO(s string) (d feed.Date, ok bool) {
	day, rest := s, ""
	if i := strings.IndexAny(s, "Tt "); i >= 0 {
		day, rest = s[:i], strings.TrimLeft(s[i+1:], " ")
		if rest == "" {
			return feed.Date{}, false
		}
	}
	year, month, dom, ok := isoDay(day)
	if !ok {
		return feed.Date{}, false
	}
	if rest == "" {
		return build(year, month, dom, nil), true
	}
	c, ok := isoTime(rest)
	if !ok {
		return feed.Date{}, false
	}
	return build(year, month, dom, &c), true
}

// isoDay reads the forms of a day by their shape, where 9 stands for a digit.
func isoDay(s string) (year, month, day int, ok bool) {
	if len(s) > 11 || len(s) < 4 {
		return 0, 0, 0, false
	}
	var shape [11]byte
	for i := range len(s) {
		shape[i] = s[i]
		if isDigit(s[i]) {
			shape[i] = '9'
		}
	}
	switch string(shape[:len(s)]) {
	case "9999-99-99":
		return num(s[:4]), num(s[5:7]), num(s[8:]), true
	case "99999999":
		return num(s[:4]), num(s[4:6]), num(s[6:]), true
	case "9999-9-9", "9999-99-9", "9999-9-99":
		p := strings.Split(s, "-")
		return num(p[0]), num(p[1]), num(p[2]), true
	case "9999-99":
		return num(s[:4]), num(s[5:]), 1, true
	case "9999":
		return num(s), 1, 1, true
	case "9999-999":
		year, month, day = ordinal(num(s[:4]), num(s[5:]))
	case "9999999":
		year, month, day = ordinal(num(s[:4]), num(s[4:]))
	case "99-99-99":
		return century(num(s[:2]), 2), num(s[3:5]), num(s[6:]), true
	case "-99-99-99":
		return century(num(s[1:3]), 2), num(s[4:6]), num(s[7:]), true
	case "999999":
		return century(num(s[:2]), 2), num(s[2:4]), num(s[4:]), true
	case "-999999":
		return century(num(s[1:3]), 2), num(s[3:5]), num(s[5:]), true
	case "9999-W99-9":
		year, month, day = weekDay(num(s[:4]), num(s[6:8]), num(s[9:]))
	case "9999W999":
		year, month, day = weekDay(num(s[:4]), num(s[5:7]), num(s[7:]))
	case "9999-W99":
		year, month, day = weekDay(num(s[:4]), num(s[6:]), 1)
	case "9999-999-99": // a zero too many
		if s[5] != '0' {
			return 0, 0, 0, false
		}
		return num(s[:4]), num(s[6:8]), num(s[9:]), true
	case "99-999":
		year, month, day = ordinal(century(num(s[:2]), 2), num(s[3:]))
	case "99999":
		year, month, day = ordinal(century(num(s[:2]), 2), num(s[2:]))
	case "-99-99":
		return century(num(s[1:3]), 2), num(s[4:]), 1, true
	case "-9999":
		return century(num(s[1:3]), 2), num(s[3:]), 1, true
	default:
		return 0, 0, 0, false
	}
	return year, month, day, true
}

// ordinal turns a day of the year into month and day; 0, 0 when there is none.
func ordinal(year, n int) (int, int, int) {
	if n < 1 {
		return year, 0, 0
	}
	for m := 1; m <= 12; m++ {
		in := daysIn(year, monthOf(m))
		if n <= in {
			return year, m, n
		}
		n -= in
	}
	return year, 0, 0
}

// weekDay turns a week of the year and a day of the week (ISO 8601-1, section
// 5.2.4) into a calendar date; 0, 0 when there is none.
func weekDay(year, week, day int) (int, int, int) {
	if week < 1 || day < 1 || day > 7 {
		return year, 0, 0
	}
	fourth := time.Date(year, time.January, 4, 0, 0, 0, 0, time.UTC) // is in week 1
	t := fourth.AddDate(0, 0, 7*(week-1)+day-1-(int(fourth.Weekday())+6)%7)
	if of, is := t.ISOWeek(); of != year || is != week {
		return year, 0, 0
	}
	return t.Year(), int(t.Month()), t.Day()
}

// isoTime reads hh, hh:mm, hh:mm:ss and their basic forms, with a fraction of a
// second and a zone.
func isoTime(s string) (c clock, ok bool) {
	i := 0
	pair := func() (int, bool) {
		if i+2 > len(s) || !isDigit(s[i]) || !isDigit(s[i+1]) {
			return 0, false
		}
		n := num(s[i : i+2])
		i += 2
		return n, true
	}
	if len(s) > 1 && isDigit(s[0]) && s[1] == ':' { // 9:15
		s = "0" + s
	}
	if c.hour, ok = pair(); !ok {
		return c, false
	}
	for _, field := range []*int{&c.minute, &c.second} {
		colon := i < len(s) && (s[i] == ':' || s[i] == '.' && field == &c.minute)
		if colon {
			i++
		}
		if *field, ok = pair(); ok {
			continue
		}
		if colon {
			return c, false
		}
		break
	}
	if i < len(s) && (s[i] == '.' || s[i] == ',') {
		from := i + 1
		for i = from; i < len(s) && isDigit(s[i]); i++ {
		}
		c.nano = fraction(s[from:i])
	}
	zone, named, bracket := strings.Cut(fold(strings.TrimSpace(s[i:])), "[") // RFC 9557, section 3
	switch {
	case zone == "" && !bracket:
		return c, true
	case zone == "":
		c.place = place(strings.TrimSuffix(named, "]"))
		return c, true
	}
	if c.place = place(zone); c.place != nil {
		return c, true
	}
	if offset, name, two := strings.Cut(zone, " "); two && strings.Trim(offset, "+-:0123456789") == "" && len(name) <= 5 && strings.Trim(name, "abcdefghijklmnopqrstuvwxyz") == "" {
		zone = offset // as Go itself writes it: "+0000 UTC"
	}
	if offset, twice := strings.CutSuffix(zone, "z"); twice && offset != "" {
		zone = offset // "-05:00Z"
	}
	c.offset, ok = parseZone(zone)
	return c, ok
}

// parseZone reads a folded zone alone: an offset, a name, or a name with an offset.
func parseZone(s string) (offset int, ok bool) {
	if offset, ok = zones[s]; ok {
		return offset, true
	}
	if len(s) == 1 && s[0] >= 'a' && s[0] <= 'z' {
		return 0, true
	}
	sign := strings.IndexAny(s, "+-")
	if sign < 0 {
		return 0, false
	}
	if name := strings.TrimSpace(s[:sign]); name != "" && name != "gmt" && name != "utc" && name != "ut" && name != "z" {
		return 0, false
	}
	return parseOffset(s[sign:])
}

// parseOffset reads a signed offset: +02, +0200, +02:00, +2, +5:30.
func parseOffset(s string) (int, bool) {
	digits := strings.TrimSpace(s[1:])
	h, m, split := strings.Cut(digits, ":")
	if !split {
		switch len(digits) {
		case 1, 2:
			h, m = digits, "0"
		case 3:
			h, m = digits[:1], digits[1:]
		case 4:
			h, m = digits[:2], digits[2:]
		default:
			return 0, false
		}
	}
	if h == "" || m == "" || len(h) > 2 || len(m) > 2 || !allDigits(h) || !allDigits(m) {
		return 0, false
	}
	hour, minute := num(h), num(m)
	if hour > 14 || minute > 59 {
		return 0, false
	}
	offset := hour*3600 + minute*60
	if s[0] == '-' {
		offset = -offset
	}
	return offset, true
}

// fraction reads the digits after the point as nanoseconds.
func fraction(s string) int {
	n := 0
	for i := range 9 {
		n *= 10
		if i < len(s) {
			n += int(s[i] - '0')
		}
	}
	return n
}

func isDigit(b byte) bool { return b >= '0' && b <= '9' }

func allDigits(s string) bool {
	for i := range len(s) {
		if !isDigit(s[i]) {
			return false
		}
	}
	return s != ""
}

// num reads decimal digits; the callers have checked them and their number.
func num(s string) int {
	n := 0
	for i := range len(s) {
		n = n*10 + int(s[i]-'0')
	}
	return n
}
