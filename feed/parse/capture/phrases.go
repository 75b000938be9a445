package capture

import (
	"math"
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"griot/feed"
	"griot/feed/parse/date"
)

const (
	blankClass = `[\s\x{00A0}\x{202F}\x{2009}]`
	numberText = `(\d{1,3}(?:[.,'’\s\x{00A0}\x{202F}\x{2009}]\d{3})+|\d+(?:[.,]\d+)?)(?:` + blankClass + `?(k|K|m|M|mille|millions?|thousand))?`
	viewWord   = `(?:vues?|views?|pageviews?|lectures?|lecteurs?|reads?|readers?|visites?|visits?|visiteurs?|visitors?|hits|affichages?|consultations?|fois|times|visualizaciones|vistas|aufrufe|visualizações|visualizzazioni)`
)

var (
	numberThenViews = regexp.MustCompile(`(?i)` + numberText + blankClass + `*(?:de` + blankClass + `+)?` + viewWord + `(?:` + blankClass + `+(?:uniques?|au total|total|so far))?`)
	viewsThenNumber = regexp.MustCompile(`(?i)(?:nombre de |number of |total )?(?:vues?|views?|pageviews?|lectures?|reads?|visites?|visits?|hits|lue?|vue?|read|viewed|consultée?|seen)` +
		blankClass + `*[:=]?` + blankClass + `*\(?` + numberText + `\)?(?:` + blankClass + `+(?:fois|times|vues|views))?`)
	commentsCount = regexp.MustCompile(`(?i)(\d[\d.,'’\x{00A0}\x{202F}]*)` + blankClass + `*(?:commentaires?|comments?|réactions?|reactions?|avis|responses?|réponses?|replies|réactions?|comentarios?|kommentare?|comentários?|commenti)`)
	readingTime   = regexp.MustCompile(`(?i)(?:temps de lecture|lecture|reading time|read time)?` + blankClass + `*:?` + blankClass + `*\d+` + blankClass + `*(?:min(?:utes?)?)\.?` + blankClass + `*(?:de lecture|read|à lire)?`)
	clockText     = `(?:` + blankClass + `*(?:à|a|at|,|-|–|—|\||·|•|@|vers)?` + blankClass + `*(\d{1,2}` + blankClass + `?(?::|h|H)` + blankClass + `?(?:\d{2})?(?::\d{2})?` + blankClass + `*(?:[aApP]\.?[mM]\b\.?)?` + blankClass + `*(?:GMT|UTC|TU|CET|CEST|EST|EDT|BST|WAT|PST|PDT)?(?:[+-]\d{1,2}(?::?\d{2})?)?))?`
	weekdayText   = `(?:\pL{2,9}\.?,?` + blankClass + `+)?`
	dayMonth      = weekdayText + `(?i:le` + blankClass + `+|the` + blankClass + `+)?\d{1,2}(?i:er|st|nd|rd|th|º|\.)?` + blankClass + `+(?:de` + blankClass + `+|of` + blankClass + `+)?\pL{3,10}\.?,?` + blankClass + `+(?:de` + blankClass + `+)?\d{4}`
	monthDay      = weekdayText + `\pL{3,10}\.?` + blankClass + `+\d{1,2}(?i:st|nd|rd|th)?,?` + blankClass + `+\d{4}`
	digitsDate    = `\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|\d{4}-\d{2}-\d{2}`
	isoDate       = `\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:?\d{2})?`
	dateText      = regexp.MustCompile(`(?:` + isoDate + `)|(?:` + dayMonth + `|` + monthDay + `|` + digitsDate + `)` + clockText)
	ago           = regexp.MustCompile(`(?i)(?:il y a|hace|vor)` + blankClass + `+(?:environ` + blankClass + `+)?(\d+|une?|quelques)` + blankClass + `*(\pL+)|(\d+|an?|one|a few)` + blankClass + `*(\pL+)` + blankClass + `+ago|(à l['’]instant|just now|hier|yesterday|aujourd['’]hui|today)`)
)

// span is where a phrase stands in a text.
type span struct{ from, to int }

// views finds a count of readers in a line.
func views(s string) (n int64, at span, ok bool) {
	for from := 0; from < len(s); {
		m := numberThenViews.FindStringSubmatchIndex(s[from:])
		if m == nil {
			break
		}
		for i := range m {
			if m[i] >= 0 {
				m[i] += from
			}
		}
		word := strings.ToLower(s[m[0]:m[1]])
		times := strings.HasSuffix(word, "fois") || strings.HasSuffix(word, "times")
		if n, ok := number(s, m[2:6]); ok && !times && bounded(s, m[0], m[1]) {
			return n, span{m[0], m[1]}, true
		}
		from = m[0] + 1 // 14:02 953 vues: a shorter number counts
	}
	if m := viewsThenNumber.FindStringSubmatchIndex(s); m != nil && bounded(s, m[0], m[1]) {
		if n, ok := number(s, m[2:6]); ok {
			return n, span{m[0], m[1]}, true
		}
	}
	return 0, span{}, false
}

// bounded tells whether nothing before or after a phrase belongs to its first or
// last word: no letter, no digit, no sign of a clock or a decimal.
func bounded(s string, from, to int) bool {
	before, _ := utf8.DecodeLastRuneInString(s[:from])
	after, _ := utf8.DecodeRuneInString(s[to:])
	if from > 0 && (unicode.IsLetter(before) || unicode.IsDigit(before) || strings.ContainsRune(":.,/", before)) {
		return false
	}
	return to >= len(s) || !unicode.IsLetter(after) && !unicode.IsDigit(after)
}

// number reads a count as people write it: 1,953, 1 953, 1.953, 1,2 k, 3.4 M.
// loc gives where its digits and its unit stand.
func number(s string, loc []int) (int64, bool) {
	digits := s[loc[0]:loc[1]]
	unit := 1.0
	if loc[2] >= 0 {
		switch u := strings.ToLower(s[loc[2]:loc[3]]); {
		case u == "k" || u == "mille" || u == "thousand":
			unit = 1e3
		case u == "m" || strings.HasPrefix(u, "million"):
			unit = 1e6
		}
	}
	var b strings.Builder
	groups := strings.FieldsFunc(digits, func(r rune) bool { return r < '0' || r > '9' })
	whole := len(groups) == 1
	grouped := len(groups) > 1 && unit == 1
	for _, g := range groups[1:] {
		grouped = grouped && len(g) == 3
	}
	switch {
	case whole, grouped:
		for _, g := range groups {
			b.WriteString(g)
		}
	case len(groups) == 2 && unit > 1:
		b.WriteString(groups[0] + "." + groups[1])
	default:
		return 0, false
	}
	f, err := strconv.ParseFloat(b.String(), 64)
	if err != nil || f*unit > math.MaxInt64/2 {
		return 0, false
	}
	return int64(math.Round(f * unit)), true
}

// commentCount finds a number of comments in a line.
func commentCount(s string) (int64, span, bool) {
	m := commentsCount.FindStringSubmatchIndex(s)
	if m == nil || !bounded(s, m[0], m[1]) {
		return 0, span{}, false
	}
	n, err := strconv.ParseInt(strings.Map(onlyDigits, s[m[2]:m[3]]), 10, 64)
	return n, span{m[0], m[1]}, err == nil
}

func onlyDigits(r rune) rune {
	if r < '0' || r > '9' {
		return -1
	}
	return r
}

// findDate finds the first written-out date in a line.
func findDate(s, language string) (feed.Date, span, bool) {
	for from := 0; from < len(s); {
		m := dateText.FindStringIndex(s[from:])
		if m == nil {
			break
		}
		at := span{from + m[0], from + m[1]}
		if before, _ := utf8.DecodeLastRuneInString(s[:at.from]); at.from > 0 && (unicode.IsLetter(before) || unicode.IsDigit(before)) {
			_, n := utf8.DecodeRuneInString(s[at.from:])
			from = at.from + n
			continue
		}
		if d, at, ok := readDate(s, at, language); ok && !runsOn(s[at.to:]) {
			return d, at, true
		}
		_, n := utf8.DecodeRuneInString(s[at.from:])
		from = at.from + n
	}
	return feed.Date{}, span{}, false
}

// runsOn tells whether a number goes on behind what looked like a date: 1.2.2026.4
func runsOn(rest string) bool {
	return len(rest) > 1 && strings.IndexByte(".-/", rest[0]) >= 0 && rest[1] >= '0' && rest[1] <= '9'
}

// readDate reads the date at a place. A word before it that is no day of the
// week belongs to the text, not to the date.
func readDate(s string, at span, language string) (feed.Date, span, bool) {
	text := s[at.from:at.to]
	if word, rest, ok := strings.Cut(text, " "); ok && opening(text) > '9' {
		bare := strings.Trim(word, ".,")
		if _, month := date.Month(bare); !date.Weekday(bare) && !month {
			skipped := len(text) - len(strings.TrimLeftFunc(rest, unicode.IsSpace))
			at.from += skipped
			text = s[at.from:at.to]
		}
	}
	trimmed := strings.TrimRightFunc(text, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(",|-–—·•@", r) })
	at.to = at.from + len(trimmed)
	clean := dateNoise.Replace(" " + trimmed + " ")
	d := date.ParseIn(strings.TrimSpace(clean), language)
	return d, at, d.Known()
}

var dateNoise = strings.NewReplacer("\u00a0", " ", "\u202f", " ", " le ", " ", " the ", " ", " of ", " ", " TU", " UTC", "|", " ", "·", " ", "•", " ", "@", " ", "vers", " ")

// relative reads a date that counts from now: two hours ago. Hours and minutes
// are kept only where the present is known to the minute.
func relative(s string, now feed.Date) (feed.Date, span, bool) {
	m := ago.FindStringSubmatchIndex(s)
	if m == nil || !now.Known() || !bounded(s, m[0], m[1]) {
		return feed.Date{}, span{}, false
	}
	at := span{m[0], m[1]}
	amount, unit := "", ""
	switch {
	case m[2] >= 0:
		amount, unit = s[m[2]:m[3]], s[m[4]:m[5]]
	case m[6] >= 0:
		amount, unit = s[m[6]:m[7]], s[m[8]:m[9]]
	default:
		switch w := fold(s[m[10]:m[11]]); w {
		case "hier", "yesterday":
			return daysBefore(now, 1), at, true
		default:
			return daysBefore(now, 0), at, true
		}
	}
	n, err := strconv.Atoi(amount)
	if err != nil {
		n = 1
	}
	if n > 10000 {
		return feed.Date{}, span{}, false
	}
	switch u := fold(unit); {
	case strings.HasPrefix(u, "sec"), strings.HasPrefix(u, "min"), u == "s":
		return timeBefore(now, time.Duration(n)*time.Minute), at, true
	case u == "h" || strings.HasPrefix(u, "heure") || strings.HasPrefix(u, "hour") || u == "hr" || u == "hrs":
		return timeBefore(now, time.Duration(n)*time.Hour), at, true
	case u == "j" || u == "d" || strings.HasPrefix(u, "jour") || strings.HasPrefix(u, "day"):
		return daysBefore(now, n), at, true
	case strings.HasPrefix(u, "semaine") || strings.HasPrefix(u, "week"):
		return daysBefore(now, 7*n), at, true
	case strings.HasPrefix(u, "mois") || strings.HasPrefix(u, "month"):
		t := now.Instant().AddDate(0, -n, 0)
		return feed.Day(t.Date()), at, true
	case u == "an" || u == "ans" || strings.HasPrefix(u, "annee") || strings.HasPrefix(u, "year"):
		t := now.Instant().AddDate(-n, 0, 0)
		return feed.Day(t.Date()), at, true
	}
	return feed.Date{}, span{}, false
}

func daysBefore(now feed.Date, n int) feed.Date {
	return feed.Day(now.Instant().AddDate(0, 0, -n).Date())
}

// timeBefore is a moment before now; where only the day is known it is that day.
func timeBefore(now feed.Date, d time.Duration) feed.Date {
	if now.DayOnly() {
		return daysBefore(now, int(d/(24*time.Hour)))
	}
	return feed.At(now.Instant().Add(-d).Truncate(time.Hour))
}

// cut takes a span out of a text.
func (at span) cut(s string) string { return s[:at.from] + " " + s[at.to:] }

// Views finds a count of readers in a short text: "1,953 views", "12k vues".
func Views(s string) (int64, bool) {
	n, _, ok := views(s)
	return n, ok
}

// CommentCount finds a number of comments in a short text: "12 comments".
func CommentCount(s string) (int64, bool) {
	n, _, ok := commentCount(s)
	return n, ok
}

// FindDate finds the first date that is written out in a short text.
func FindDate(s, language string) feed.Date {
	d, _, _ := findDate(s, language)
	return d
}

// Author returns the name in a byline: without "By", dates, counts and the time
// that reading takes. It is empty where the text is no name.
func Author(s, language string) string {
	p := page{language: language}
	l := line{text: strings.Join(strings.Fields(s), " ")}
	l.measure()
	m := p.mention(l)
	if m.prefixed {
		return m.author
	}
	return p.name(m.rest)
}
