package text

import (
	"strconv"

	"griot/feed"
)

const (
	noBreak     = "\u00a0"
	thinNoBreak = "\u202f"
	unknown     = "–" // a count that nobody gave
)

// Number writes a number in groups of three: 1,953 in English, 1 953 with U+202F
// in French.
func (w *Words) Number(n int64) string {
	separator := ","
	if w.language == French {
		separator = thinNoBreak
	}
	digits, sign := strconv.FormatInt(n, 10), ""
	if n < 0 {
		digits, sign = digits[1:], "-"
	}
	if len(digits) <= 3 {
		return sign + digits
	}
	b := make([]byte, 0, len(digits)*2)
	b = append(b, sign...)
	for i := range len(digits) {
		if i > 0 && (len(digits)-i)%3 == 0 {
			b = append(b, separator...)
		}
		b = append(b, digits[i])
	}
	return string(b)
}

// Count writes a publisher's count, "–" when it is not known.
func (w *Words) Count(c feed.Count) string {
	n, known := c.Value()
	if !known {
		return unknown
	}
	return w.Number(n)
}

// Tally writes a number of rows, with a plus behind it where there may be more.
func (w *Words) Tally(t feed.Tally) string {
	if t.AtLeast {
		return w.Number(int64(t.N)) + "+"
	}
	return w.Number(int64(t.N))
}

// Bytes writes an amount of data in decimal units with two digits at least:
// 180 KB and 1.2 MB in English, 180 ko and 1,2 Mo in French.
func (w *Words) Bytes(n int64) string {
	units, space, point := []string{"B", "KB", "MB", "GB", "TB"}, " ", "."
	if w.language == French {
		units, space, point = []string{"o", "ko", "Mo", "Go", "To"}, thinNoBreak, ","
	}
	if n < 1000 {
		return strconv.FormatInt(n, 10) + space + units[0]
	}
	tenths, unit := n, 1 // in tenths of the unit, rounded
	for tenths = (n + 50) / 100; tenths >= 9995 && unit < len(units)-1; unit++ {
		tenths = (tenths + 500) / 1000
	}
	if tenths >= 100 || tenths%10 == 0 {
		return strconv.FormatInt((tenths+5)/10, 10) + space + units[unit]
	}
	return strconv.FormatInt(tenths/10, 10) + point + strconv.FormatInt(tenths%10, 10) + space + units[unit]
}

// plainNumber writes a number that is a name (an id, a status, a version), without
// groups.
func plainNumber(n int) string { return strconv.Itoa(n) }
