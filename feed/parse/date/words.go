package date

import (
	"strings"
	"time"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"griot/feed"
)

// half is a half of the day.
type half uint8

const (
	noHalf half = iota
	forenoon
	afternoon
)

// parts collects what a written date says, in any order.
type parts struct {
	numbers  []number // of the date, in order
	month    int
	monthAt  int // how many numbers stand before the month's name
	clock    *clock
	half     half
	zoned    bool
	korean   bool   // a Korean word is in it
	maybeDay string // a word that is a month here and a weekday there
}

// number is a number of the date with the separator after it.
type number struct {
	n, digits int
	after     rune
	year      bool // marked as one (2026年)
}

// read takes a folded date apart. It reports false on a word that has no place
// in a date: what is not understood is not guessed at.
func (p *parts) read(s string) bool {
	r := reader{s: s}
	for {
		r.blanks()
		if r.done() {
			break
		}
		c := r.peek()
		switch {
		case unicode.IsDigit(c):
			if c > '9' || !p.number(&r) {
				return false
			}
		case unicode.IsLetter(c):
			if !p.word(&r) {
				return false
			}
		case (c == '+' || c == '-') && p.clock != nil && !p.zoned && r.digitAfter():
			offset, ok := parseOffset(r.offset())
			if !ok {
				return false
			}
			p.clock.offset, p.zoned = offset, true
		case c == '(':
			r.comment()
		default:
			r.next()
			if !strings.ContainsRune(",;.-/'’|·•–—:_\"", c) {
				return false
			}
		}
	}
	return p.settle()
}

// settle decides what could only be told at the end.
func (p *parts) settle() bool {
	if p.month == 0 && p.maybeDay != "" {
		p.month = int(months[p.maybeDay])
	}
	if p.korean && p.clock != nil && !p.zoned {
		p.clock.offset = hours(9) // Korean is written at no other time
	}
	if p.half == noHalf {
		return true
	}
	if p.clock == nil || p.clock.hour > 12 && p.half == forenoon || p.clock.hour > 23 {
		return false
	}
	switch {
	case p.half == afternoon && p.clock.hour < 12:
		p.clock.hour += 12
	case p.half == forenoon && p.clock.hour == 12:
		p.clock.hour = 0
	}
	return true
}

// number reads a time of day, or a number of the date with what belongs to it.
func (p *parts) number(r *reader) bool {
	n, digits := r.number()
	if digits > 4 {
		return p.stamp(n, digits)
	}
	if p.clock == nil && digits <= 2 {
		if c, ok := r.clock(n, p.complete()); ok {
			p.clock = &c
			return true
		}
	}
	v := number{n: n, digits: digits}
	switch {
	case r.take("st"), r.take("nd"), r.take("rd"), r.take("th"), r.take("ere"), r.take("er"), r.take("º"), r.take("ª"), r.take("°"):
	case r.take("년"):
		v.year, v.after, p.korean = true, '-', true
	case r.take("年"):
		v.year, v.after = true, '-'
	case r.take("월"), r.take("月"):
		v.after = '-'
	case r.take("일"), r.take("日"), r.take("号"):
	case r.takeWord("e"), r.takeWord("o"), r.takeWord("ος"), r.takeWord("η"):
	case r.takeWord("am"):
		return p.hourOnly(n, forenoon)
	case r.takeWord("pm"):
		return p.hourOnly(n, afternoon)
	}
	if v.after == 0 {
		v.after = r.separator()
	}
	if len(p.numbers) == 3 {
		return false
	}
	p.numbers = append(p.numbers, v)
	return true
}

// complete tells whether day, month and year have been read.
func (p *parts) complete() bool {
	return len(p.numbers) == 3 || len(p.numbers) == 2 && p.month != 0
}

// hourOnly is "4pm".
func (p *parts) hourOnly(n int, h half) bool {
	if p.clock != nil || n < 1 || n > 12 {
		return false
	}
	p.clock, p.half = &clock{hour: n}, h
	return true
}

// stamp reads long runs of digits: a compact date or date and time.
func (p *parts) stamp(n, digits int) bool {
	if len(p.numbers) > 0 || p.month != 0 {
		return false
	}
	c := clock{}
	switch digits {
	case 14:
		c.second, n = n%100, n/100
		fallthrough
	case 12:
		c.minute, n = n%100, n/100
		c.hour, n = n%100, n/100
		p.clock = &c
	case 8:
	default:
		return false
	}
	p.numbers = []number{{n: n / 10000, digits: 4, after: '-'}, {n: n / 100 % 100, digits: 2, after: '-'}, {n: n % 100, digits: 2}}
	return true
}

// word reads a word by its tables.
func (p *parts) word(r *reader) bool {
	w := r.word()
	month, isMonth := months[w]
	switch {
	case isMonth && weekdays[w] && p.maybeDay == "" && p.month == 0:
		p.maybeDay, p.monthAt = w, len(p.numbers)
		return true
	case isMonth && p.month == 0:
		p.month, p.monthAt, p.maybeDay = int(month), len(p.numbers), ""
		return true
	}
	if h := halves[w]; h != noHalf && (p.clock != nil || !isASCII(w)) {
		p.half, p.korean = h, p.korean || w == "오전" || w == "오후"
		return true
	}
	if w == "t" && !r.done() && unicode.IsDigit(r.peek()) {
		return true
	}
	if p.clock != nil && !p.zoned {
		if offset, ok := zones[w]; ok {
			return p.zone(r, w, offset)
		}
	}
	if weekdays[w] || fillers[w] {
		return true
	}
	if _, ok := zones[w]; ok && len(w) > 1 && p.clock == nil && p.complete() {
		return true // a day is the same day in all zones
	}
	if offset, ok := zones[w]; ok && p.zoned {
		return offset == p.clock.offset // said twice
	}
	if p.month == 0 {
		if p.month, p.monthAt = monthBegun(w), len(p.numbers); p.month != 0 {
			p.maybeDay = ""
			return true
		}
	}
	if p.clock == nil && weekdayBegun(w) {
		return true
	}
	// A zone that no table knows is UTC (RFC 5322, section 4.3).
	if p.clock != nil && !p.zoned && isASCII(w) && (len(w) <= 6 && len(w) != 2 || strings.Contains(w, "/")) {
		p.clock.place, p.zoned = place(w), true
		return true
	}
	return false
}

// zone notes a zone's name, and the offset that may follow it and says it better.
func (p *parts) zone(r *reader, name string, offset int) bool {
	p.clock.offset, p.zoned = offset, true
	r.blanks()
	if c := r.peek(); (c == '+' || c == '-') && r.digitAfter() {
		offset, ok := parseOffset(r.offset())
		if name == "etc/gmt" { // whose signs are those of POSIX, west of Greenwich
			offset = -offset
		}
		p.clock.offset = offset
		return ok
	}
	return true
}

// date decides which number is the day, the month and the year.
func (p *parts) date(dayFirst bool) feed.Date {
	n := p.numbers
	if p.month != 0 {
		return p.named(n)
	}
	switch {
	case len(n) == 3 && (n[0].digits == 4 || n[0].year):
		return build(century(n[0].n, n[0].digits), n[1].n, n[2].n, p.clock)
	case len(n) == 3 && n[2].digits != 3 && n[0].digits <= 2 && n[1].digits <= 2 && n[0].after != 0 && n[0].after == n[1].after:
		day, month := n[0].n, n[1].n
		if n[0].after == '/' && !dayFirst && day <= 12 || month > 12 && day <= 12 {
			day, month = month, day
		}
		return build(century(n[2].n, n[2].digits), month, day, p.clock)
	case len(n) == 3 && n[2].digits == 4 && n[0].digits == 2 && n[1].digits == 2 && n[0].after == 0 && n[1].after == 0 && p.clock != nil:
		return build(n[2].n, n[0].n, n[1].n, p.clock) // "11 04 2020 08:51:49 +0100"
	case len(n) == 2 && (n[0].digits == 4 || n[0].year) && n[0].after != 0 && p.clock == nil:
		return build(century(n[0].n, n[0].digits), n[1].n, 1, nil)
	case len(n) == 1 && (n[0].digits == 4 || n[0].year) && p.clock == nil:
		return build(century(n[0].n, n[0].digits), 1, 1, nil)
	}
	return feed.Date{}
}

// named is date for a date whose month is a word.
func (p *parts) named(n []number) feed.Date {
	switch {
	case len(n) == 1 && n[0].digits == 4 && p.clock == nil:
		return build(n[0].n, p.month, 1, nil)
	case len(n) != 2:
		return feed.Date{}
	case n[0].digits >= 3 || n[0].year || n[0].n > 31 && p.monthAt == 1:
		return build(century(n[0].n, n[0].digits), p.month, n[1].n, p.clock)
	case n[1].digits == 1:
		return feed.Date{}
	default:
		return build(century(n[1].n, n[1].digits), p.month, n[0].n, p.clock)
	}
}

// fold brings a text to the form of the tables: lower case, no accents, plain
// blanks and signs.
func fold(s string) string {
	if isASCII(s) {
		return strings.ToLower(s)
	}
	var b strings.Builder
	for _, r := range strings.ToLower(s) {
		switch {
		case r == '\u2212', r == '\u2010', r == '\u2011':
			b.WriteByte('-')
		case r == '\uff1a':
			b.WriteByte(':')
		case unicode.IsSpace(r), r == '\u200b', r == '\u202f':
			b.WriteByte(' ')
		case unicode.In(r, unicode.Latin, unicode.Greek):
			for _, d := range norm.NFD.String(string(r)) {
				if !unicode.Is(unicode.Mn, d) {
					b.WriteRune(d)
				}
			}
		case unicode.Is(unicode.Mn, r), unicode.Is(unicode.Cf, r):
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

func words(lists ...string) map[string]bool {
	set := make(map[string]bool)
	for _, l := range lists {
		for w := range strings.FieldsSeq(l) {
			set[w] = true
		}
	}
	return set
}

func monthOf(n int) time.Month { return time.Month(n) }
