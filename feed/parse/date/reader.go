package date

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// reader walks over a folded date.
type reader struct {
	s string
	i int
}

func (r *reader) done() bool { return r.i >= len(r.s) }

func (r *reader) peek() rune {
	c, _ := utf8.DecodeRuneInString(r.s[r.i:])
	return c
}

func (r *reader) next() {
	_, n := utf8.DecodeRuneInString(r.s[r.i:])
	r.i += n
}

func (r *reader) blanks() {
	for r.i < len(r.s) && (r.s[r.i] == ' ' || r.s[r.i] == '\t' || r.s[r.i] == '\n' || r.s[r.i] == '\r') {
		r.i++
	}
}

// take reads over a literal that stands here.
func (r *reader) take(s string) bool {
	if !strings.HasPrefix(r.s[r.i:], s) {
		return false
	}
	r.i += len(s)
	return true
}

// takeWord is take for a whole word, after blanks or none.
func (r *reader) takeWord(w string) bool {
	at := r.i
	r.blanks()
	if !r.done() && unicode.IsLetter(r.peek()) {
		spaced := r.i > at
		if got := r.word(); got == w && (!spaced || len(w) > 1) {
			return true
		}
	}
	r.i = at
	return false
}

// number reads decimal digits; beyond 14 it reports their number alone.
func (r *reader) number() (n, digits int) {
	for ; r.i < len(r.s) && isDigit(r.s[r.i]); r.i++ {
		if digits < 14 {
			n = n*10 + int(r.s[r.i]-'0')
		}
		digits++
	}
	return n, digits
}

// word reads letters, with the dots between and after them left out ("a.m."),
// and with the slash or underscore of a zone's name.
func (r *reader) word() string {
	from, dots := r.i, false
	for r.i < len(r.s) {
		c, n := utf8.DecodeRuneInString(r.s[r.i:])
		joined := (c == '/' || c == '_') && r.i > from && r.letterAt(r.i+1)
		if c == '.' {
			dots = true
		} else if !unicode.IsLetter(c) && !joined {
			break
		}
		r.i += n
	}
	if w := r.s[from:r.i]; dots {
		return strings.ReplaceAll(w, ".", "")
	}
	return r.s[from:r.i]
}

func (r *reader) letterAt(i int) bool {
	if i >= len(r.s) {
		return false
	}
	c, _ := utf8.DecodeRuneInString(r.s[i:])
	return unicode.IsLetter(c)
}

// separator returns the sign that joins this number to the next part, without
// reading over it.
func (r *reader) separator() rune {
	at := r.i
	r.blanks()
	defer func() { r.i = at }()
	if r.done() {
		return 0
	}
	switch c := r.peek(); c {
	case '-', '/', '.':
		return c
	default:
		return 0
	}
}

// digitAfter tells whether digits follow the sign that stands here.
func (r *reader) digitAfter() bool {
	rest := strings.TrimLeft(r.s[r.i+1:], " ")
	return rest != "" && isDigit(rest[0])
}

// offset reads a sign and the digits and colon after it.
func (r *reader) offset() string {
	sign := r.s[r.i : r.i+1]
	r.i++
	r.blanks()
	from := r.i
	for r.i < len(r.s) && (isDigit(r.s[r.i]) || r.s[r.i] == ':') {
		r.i++
	}
	return sign + r.s[from:r.i]
}

// comment reads over an RFC 822 comment.
func (r *reader) comment() {
	if end := strings.IndexByte(r.s[r.i:], ')'); end >= 0 {
		r.i += end + 1
	} else {
		r.i = len(r.s)
	}
}

// clock reads the rest of a time of day whose hour has been read: 14:30,
// 14:30:15.123, 14h30, 14h, 14시 30분 15초; 14.30 where the day is complete. It
// reads nothing when there is none.
func (r *reader) clock(hour int, complete bool) (c clock, ok bool) {
	c.hour = hour
	at := r.i
	field := func(marks ...string) (int, bool) {
		before := r.i
		for _, m := range marks {
			if r.take(m) {
				r.blanks()
				if n, digits := r.number(); digits == 1 || digits == 2 {
					return n, true
				}
				break
			}
		}
		r.i = before
		return 0, false
	}
	colon := ":"
	if complete && strings.HasPrefix(r.s[r.i:], ".") {
		colon = "."
	}
	switch {
	case strings.HasPrefix(r.s[r.i:], colon):
		if c.minute, ok = field(colon); !ok {
			return c, false
		}
		if c.second, ok = field(colon); ok && !r.done() && (r.s[r.i] == '.' || r.s[r.i] == ',') {
			from := r.i + 1
			end := from
			for end < len(r.s) && isDigit(r.s[end]) {
				end++
			}
			if end > from {
				c.nano = fraction(r.s[from:end])
				r.i = end
			}
		}
		return c, true
	case r.hour():
		if c.minute, ok = field("시", "時", "点", "h"); !ok {
			r.i = at
			return c, r.take("시") || r.take("時") || r.take("点") || r.take("h")
		}
		if c.second, ok = field("분", "分"); ok {
			_ = r.take("초") || r.take("秒")
		} else {
			_ = r.take("분") || r.take("分") || r.take("min") || r.take("m")
		}
		return c, true
	}
	return c, false
}

// hour tells whether a mark of the hour stands here; the blanks before it are
// read over.
func (r *reader) hour() bool {
	at := r.i
	r.blanks()
	rest := r.s[r.i:]
	for _, m := range []string{"시", "時", "点"} {
		if strings.HasPrefix(rest, m) {
			return true
		}
	}
	if strings.HasPrefix(rest, "h") && !r.letterAt(r.i+1) {
		return true
	}
	r.i = at
	return false
}
