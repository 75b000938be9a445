package plain

import (
	"unicode"
	"unicode/utf8"
)

// cleaner writes the runes that may stay. What it keeps depends only on what it
// has kept, so that its output passes unchanged.
type cleaner struct {
	out    []byte
	before rune // the last rune kept on this line; 0 at its start
	marks  int  // how many marks the last base bears
	joiner rune // a joiner that waits for what it would join
}

// reset says that before stands to the left now, and that nothing can be put on it.
func (c *cleaner) reset(before rune) { c.before, c.marks, c.joiner = before, 0, 0 }

// ascii writes printable ASCII.
func (c *cleaner) ascii(s string) {
	c.reset(rune(s[len(s)-1]))
	c.out = append(c.out, s...)
}

// add writes r if it may stay.
func (c *cleaner) add(r rune) {
	if !c.keeps(r) {
		return
	}
	if c.joiner != 0 {
		if joins(c.before, r, c.joiner) {
			c.out = utf8.AppendRune(c.out, c.joiner)
		}
		c.joiner = 0
	}
	c.before = r
	c.out = utf8.AppendRune(c.out, r)
}

// keeps decides about r and counts it.
func (c *cleaner) keeps(r rune) bool {
	if r == removed {
		return false
	}
	switch class(r) {
	case visible:
		c.marks = 0
		return true
	case mark:
		limit := maxScriptMarks
		if unicode.Is(unicode.Inherited, r) || unicode.Is(unicode.Common, r) {
			limit = maxMarks
		}
		if c.before == 0 || isBlank(c.before) || c.marks >= limit {
			return false
		}
		c.marks++
		return true
	case variation:
		return varies(c.before, r)
	case joiner:
		c.joiner = r
		return false
	default:
		if r == kittyPlaceholder {
			c.marks = maxScriptMarks // those that follow say which part of the image
		}
		return false
	}
}
