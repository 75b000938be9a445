package app

import (
	"bytes"
	"unicode/utf8"
)

// sieve lets through, of the bytes that a terminal sends, what is whole, what a
// keyboard or a mouse can send, and the answers that griot asks for. Everything
// else is dropped: the decoder behind it ends the program on a control sequence of
// too many parameters, believes any size that it is told, and waits for the end of
// a string or of a paste for as long as it does not come.
type sieve struct {
	out    []byte // let through
	seq    []byte // a sequence or a rune that has not ended
	long   bool   // seq has more bytes than are kept of it
	ending bool   // the last byte of a string was ESC, perhaps of its end
	parted bool   // ESC came as the last byte of a piece
	paste  pasting
}

// pasting is whether the terminal is pasting.
type pasting uint8

const (
	typing pasting = iota
	pastes
	// stalled is a paste whose end has not come in time. What is left of it may.
	stalled
)

const (
	esc = 0x1b
	bel = 0x07

	// longestSequence is more than any key, mouse report or answer has.
	longestSequence = 128
	mostParameters  = 24
	mostDigits      = 7 // of a parameter: the greatest is a code point

	pasteStart = "\x1b[200~"
	pasteEnd   = "\x1b[201~"
	// typedAtOnce is more than a person types in one go.
	typedAtOnce = 64

	// escapeKey is the esc key in the kitty keyboard protocol. A bare ESC before
	// another key would be read as that key with alt.
	escapeKey = "\x1b[27u"
)

// take looks at the next piece of what the terminal sends.
func (s *sieve) take(piece []byte) {
	if s.paste == stalled && len(piece) > 0 {
		s.paste = typing
		if restOfPaste(piece) {
			s.paste = pastes
			s.out = append(s.out, pasteStart...)
		}
	}
	for _, c := range piece {
		for again := true; again; {
			again = s.step(c)
		}
		s.parted = false
	}
	s.parted = s.isEscape()
}

// restOfPaste tells whether a piece goes on with a paste that had stalled.
func restOfPaste(piece []byte) bool {
	if end := bytes.Index(piece, []byte(pasteEnd)); end >= 0 {
		return !bytes.Contains(piece[:end], []byte(pasteStart))
	}
	return len(piece) > typedAtOnce && piece[0] != esc
}

// open tells whether something has begun that is not over.
func (s *sieve) open() bool { return len(s.seq) > 0 || s.paste == pastes }

// isEscape tells whether ESC has come, and nothing after it yet.
func (s *sieve) isEscape() bool { return len(s.seq) == 1 && s.seq[0] == esc }

// isShort tells whether what has begun may be a key of its own.
func (s *sieve) isShort() bool { return s.paste != pastes && len(s.seq) <= 2 }

// giveUp ends what has begun: the rest has not come in time.
func (s *sieve) giveUp() {
	switch {
	case s.isEscape():
		s.out = append(s.out, escapeKey...)
	case len(s.seq) == 2 && s.seq[0] == esc && s.seq[1] < utf8.RuneSelf:
		s.out = append(s.out, s.seq...) // alt and a key that could have begun a sequence
	}
	s.drop()
	if s.paste == pastes {
		s.paste = stalled
		s.out = append(s.out, pasteEnd...)
	}
}

// step takes one byte, and tells whether it is to be looked at again: it broke off
// what had begun.
func (s *sieve) step(c byte) (again bool) {
	switch {
	case len(s.seq) == 0:
		s.begin(c)
		return false
	case s.seq[0] != esc:
		return s.runeByte(c, s.seq)
	case len(s.seq) == 1:
		return s.afterEscape(c)
	}
	switch s.seq[1] {
	case '[':
		return s.control(c)
	case 'O': // SS3 and one byte: application cursor and function keys
		if c < ' ' || c >= utf8.RuneSelf {
			s.drop()
			return true
		}
		s.add(c)
		s.pass()
		return false
	case ']', 'P', '_', '^', 'X':
		return s.stringByte(c)
	default: // alt and a rune
		return s.runeByte(c, s.seq[1:])
	}
}

func (s *sieve) begin(c byte) {
	switch {
	case c == esc || !utf8.FullRune([]byte{c}):
		s.add(c)
	case c < utf8.RuneSelf:
		s.out = append(s.out, c)
	}
}

// afterEscape takes the byte after ESC.
func (s *sieve) afterEscape(c byte) (again bool) {
	switch {
	case s.parted && !introduces(c): // two keys, one after the other
		s.drop()
		s.out = append(s.out, escapeKey...)
		return true
	case c == esc: // it begins a sequence of its own
		s.out = append(s.out, esc)
	case introduces(c) || c >= utf8.RuneSelf:
		s.add(c)
	default: // alt and a key
		s.add(c)
		s.pass()
	}
	return false
}

// introduces tells whether a byte after ESC begins a sequence.
func introduces(c byte) bool { return bytes.IndexByte([]byte("[O]P_^X"), c) >= 0 }

// runeByte takes a byte of a rune, of which some have come. Bytes that are no UTF-8
// are dropped: some of them would begin a sequence that has no end (ECMA-48, section
// 5.6), and all keys after them would be part of it.
func (s *sieve) runeByte(c byte, begun []byte) (again bool) {
	if utf8.RuneStart(c) {
		s.drop()
		return true
	}
	begun = append(begun, c)
	if s.add(c); !utf8.FullRune(begun) {
		return false
	}
	if r, size := utf8.DecodeRune(begun); r == utf8.RuneError && size <= 1 {
		s.drop()
	} else {
		s.pass()
	}
	return false
}

// control takes a byte of a control sequence (ECMA-48, section 5.4): parameters,
// intermediates, final.
func (s *sieve) control(c byte) (again bool) {
	switch {
	case len(s.seq) >= 3 && s.seq[2] == 'M': // an old mouse report: three bytes follow
		if c >= utf8.RuneSelf {
			s.drop()
			return true
		}
		if s.add(c); len(s.seq) == len("\x1b[Mbxy") {
			s.pass()
		}
		return false
	case c < ' ' || c >= utf8.RuneSelf: // broken off
		s.drop()
		return true
	case len(s.seq) == 2 && (c == '[' || c == 'M'): // the Linux console's function keys: ESC [ [ A
		s.add(c)
		return false
	case c < '@' || c == 0x7f:
		s.add(c)
		return false
	}
	s.add(c)
	if s.expected() {
		s.note()
		s.pass()
	} else {
		s.drop()
	}
	return false
}

// expected tells whether a control sequence is one that a terminal sends for a key,
// the mouse, a paste or an answer. Its size is asked of its driver: who writes to the
// terminal could make it tell any.
func (s *sieve) expected() bool {
	if s.long || s.seq[len(s.seq)-1] == 't' {
		return false
	}
	parameters, digits := 1, 0
	for _, c := range s.seq {
		switch {
		case c >= '0' && c <= '9':
			if digits++; digits > mostDigits {
				return false
			}
		default:
			digits = 0
			if c == ';' || c == ':' {
				parameters++
			}
		}
	}
	return parameters <= mostParameters
}

// note sees where a paste begins and ends.
func (s *sieve) note() {
	switch string(s.seq) {
	case pasteStart:
		s.paste = pastes
	case pasteEnd:
		s.paste = typing
	}
}

// stringByte takes a byte of a string (ECMA-48, section 5.6), which ends with ST, one
// of OSC also with BEL. The terminal's background is the only one that is asked for.
func (s *sieve) stringByte(c byte) (again bool) {
	const cancel, substitute = 0x18, 0x1a
	over := s.ending && c == '\\' || c == bel && s.seq[1] == ']'
	switch {
	case over:
		s.add(c)
		if !s.long && bytes.HasPrefix(s.seq, []byte("\x1b]11;")) {
			s.pass()
		} else {
			s.drop()
		}
	case s.ending: // another sequence breaks it off
		s.drop()
		s.add(esc)
		return true
	case c == cancel || c == substitute:
		s.drop()
	default:
		s.ending = c == esc
		s.add(c)
	}
	return false
}

// add keeps a byte of what has begun.
func (s *sieve) add(c byte) {
	if len(s.seq) == longestSequence {
		s.long = true
		return
	}
	s.seq = append(s.seq, c)
}

// pass lets through what has begun, which is over.
func (s *sieve) pass() {
	s.out = append(s.out, s.seq...)
	s.drop()
}

// drop forgets what has begun.
func (s *sieve) drop() {
	s.seq, s.long, s.ending = s.seq[:0], false, false
}
