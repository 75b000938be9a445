// Package text holds every word that a person reads, in English and in French,
// with the plurals, numbers and dates of each language.
package text

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"golang.org/x/text/feature/plural"

	"griot/feed"
)

// Words says things in one language, with times in one zone. It is read-only and
// safe for concurrent use.
type Words struct {
	language Language
	zone     *time.Location
	phrases  map[ID]forms
}

// New returns the words of a language. Times are told in zone; nil is the
// computer's own.
func New(language Language, zone *time.Location) *Words {
	if zone == nil {
		zone = time.Local
	}
	w := &Words{language: language, zone: zone, phrases: make(map[ID]forms, 512)}
	for _, table := range tables() {
		for id, p := range table {
			w.phrases[id] = p.in(language)
		}
	}
	return w
}

// Language is the one that everything is said in.
func (w *Words) Language() Language { return w.language }

// Zone is where the times of day are told.
func (w *Words) Zone() *time.Location { return w.zone }

// Say returns a message. Its %d and %s take the arguments in order, its %[2]d the
// second one; integers are written as Number does, counts as Count does. The first
// integer chooses between singular and plural. An ID that is in no table is
// returned as it is.
func (w *Words) Say(id ID, args ...any) string {
	f, ok := w.phrases[id]
	if !ok {
		return string(id)
	}
	chosen := f.other
	if f.one != "" {
		if n, ok := firstInteger(args); ok && w.singular(n) {
			chosen = f.one
		}
	}
	if !strings.Contains(chosen, "%") {
		return chosen
	}
	return w.fill(chosen, args)
}

// Has tells whether there is a message of this name.
func (w *Words) Has(id ID) bool {
	_, ok := w.phrases[id]
	return ok
}

func (w *Words) singular(n int64) bool {
	const safe = 1e6 // beyond it no rule of these languages looks at the number itself
	if n < 0 {
		n = -n
	}
	if n > safe {
		n = safe
	}
	return plural.Cardinal.MatchPlural(w.language.tag(), int(n), 0, 0, 0, 0) == plural.One
}

// fill puts the arguments into the holes of a message. It is not fmt's: a singular
// may leave out its number ("un nouvel article").
func (w *Words) fill(message string, args []any) string {
	var b strings.Builder
	next := 0
	for {
		before, hole, found := strings.Cut(message, "%")
		b.WriteString(before)
		if !found {
			return b.String()
		}
		at, rest := next, hole
		if strings.HasPrefix(hole, "[") {
			if number, tail, ok := strings.Cut(hole[1:], "]"); ok {
				at, _ = strconv.Atoi(number)
				at--
				rest = tail
			}
		}
		if rest == "" {
			return b.String()
		}
		if verb := rest[0]; verb == '%' {
			b.WriteByte('%')
		} else if at >= 0 && at < len(args) {
			b.WriteString(w.argument(args[at]))
			next = at + 1
		}
		message = rest[1:]
	}
}

func (w *Words) argument(arg any) string {
	if n, ok := integer(arg); ok {
		return w.Number(n)
	}
	switch v := arg.(type) {
	case string:
		return v
	case feed.Count:
		return w.Count(v)
	case feed.Tally:
		return w.Tally(v)
	default:
		return fmt.Sprint(v)
	}
}

func firstInteger(args []any) (int64, bool) {
	for _, arg := range args {
		if n, ok := integer(arg); ok {
			return n, true
		}
		switch v := arg.(type) {
		case feed.Count:
			return v.Value()
		case feed.Tally:
			return int64(v.N), true
		}
	}
	return 0, false
}

func integer(arg any) (int64, bool) {
	switch v := arg.(type) {
	case int:
		return int64(v), true
	case int64:
		return v, true
	case int32:
		return int64(v), true
	case uint32:
		return int64(v), true
	default:
		return 0, false
	}
}
