package app

import (
	"io"
	"strings"
	"time"
	"unicode/utf8"
)

// escapeWait is how long the rest of a key sequence may take. Over a slow line an
// arrow key's three bytes can arrive up to 300 ms apart; taken one by one they
// would be esc, "[" and "A". A terminal that speaks the kitty keyboard protocol
// sends the esc key itself as a whole sequence, so there nothing waits.
const escapeWait = 350 * time.Millisecond

// terminal is the file that keys come from.
type terminal interface {
	Read([]byte) (int, error)
	Write([]byte) (int, error)
	Close() error
	Fd() uintptr
	Name() string
}

// patientInput is a terminal whose Read never ends inside a key sequence or a
// rune, unless the rest does not come in time. An esc key that nothing follows, or
// another key, is handed on as the sequence that means nothing else.
type patientInput struct {
	terminal
	wait  time.Duration
	fault func(value any) // told of a panic: Read runs in a goroutine of Bubble Tea's
}

// escapeKey is the esc key in the kitty keyboard protocol. A bare ESC before
// another key would be read as that key with alt.
const escapeKey = "\x1b[27u"

// Read reads what is there, and goes on while the last sequence is unfinished.
func (p *patientInput) Read(b []byte) (count int, err error) {
	defer func() {
		if value := recover(); value != nil {
			p.fault(value)
			err = io.EOF
		}
	}()
	room := len(b) - len(escapeKey)
	if room <= 0 {
		return p.terminal.Read(b)
	}
	n, err := p.terminal.Read(b[:room])
	for err == nil && n > 0 && n < room && unfinished(b[:n]) {
		pressed := b[n-1] == esc && !unfinished(b[:n-1])
		more := 0
		if readable(p.Fd(), p.wait) {
			more, err = p.terminal.Read(b[n:room])
		}
		if pressed && (more == 0 || !introduces(b[n])) {
			copy(b[n-1+len(escapeKey):], b[n:n+more])
			copy(b[n-1:], escapeKey)
			n += len(escapeKey) - 1
		}
		if more == 0 {
			break
		}
		n += more
	}
	if came := n; came > 0 {
		if n = withoutBrokenText(b, came); n == 0 && err == nil {
			return p.Read(b) // none of it was a key
		}
	}
	if n > 0 {
		return n, nil // what was read counts; the error comes again with the next Read
	}
	return n, err
}

// withoutBrokenText drops, of the first n bytes of b, those that are no UTF-8 and
// stand in no sequence. Some of them would begin one that has no end (ECMA-48,
// section 5.6), and all keys after them would be part of it.
func withoutBrokenText(b []byte, n int) int {
	kept := 0
	for i := 0; i < n; {
		size, whole := 1, true
		if b[i] == esc {
			if size = sequenceLen(b[i:n]); size == 0 {
				size = n - i
			}
		} else {
			var r rune
			r, size = utf8.DecodeRune(b[i:n])
			whole = r != utf8.RuneError || size > 1
		}
		if whole {
			kept += copy(b[kept:], b[i:i+size])
		}
		i += size
	}
	return kept
}

// introduces tells whether a byte after ESC begins a sequence.
func introduces(b byte) bool { return strings.IndexByte("[O]P_^X", b) >= 0 }

// unfinished tells whether b ends inside an escape sequence (ECMA-48, section 5)
// or inside a rune.
func unfinished(b []byte) bool {
	for i := 0; i < len(b); {
		if b[i] != esc {
			if !utf8.FullRune(b[i:]) {
				return true
			}
			_, size := utf8.DecodeRune(b[i:])
			i += size
			continue
		}
		n := sequenceLen(b[i:])
		if n == 0 {
			return true
		}
		i += n
	}
	return false
}

const esc = 0x1b

// sequenceLen is the length of the escape sequence that b begins with, 0 when b
// ends before it does.
func sequenceLen(b []byte) int {
	if len(b) < 2 {
		return 0
	}
	switch b[1] {
	case '[':
		return controlLen(b)
	case 'O': // SS3 and one byte: application cursor and function keys
		if len(b) < 3 {
			return 0
		}
		return 3
	case ']', 'P', '_', '^', 'X': // strings, up to BEL or ST: a terminal's answers
		return stringLen(b)
	case esc: // the second one begins a sequence of its own
		return 1
	default: // alt and a key, which may be a rune of several bytes
		if !utf8.FullRune(b[1:]) {
			return 0
		}
		_, size := utf8.DecodeRune(b[1:])
		return 1 + size
	}
}

// controlLen measures a control sequence: ESC [ parameters, intermediates, final.
func controlLen(b []byte) int {
	for i := 2; i < len(b); i++ {
		if i == 2 && b[i] == '[' { // the Linux console's function keys: ESC [ [ A
			continue
		}
		if b[i] >= 0x40 && b[i] <= 0x7e {
			return i + 1
		}
		if b[i] < 0x20 { // broken off by another control
			return i
		}
	}
	return 0
}

func stringLen(b []byte) int {
	for i := 2; i < len(b); i++ {
		switch {
		case b[i] == 0x07:
			return i + 1
		case b[i] == esc && i+1 < len(b):
			if b[i+1] == '\\' {
				return i + 2
			}
			return i
		}
	}
	return 0
}
