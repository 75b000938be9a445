package app

import (
	"io"
	"time"
)

const (
	// escapeWait is how long the rest of a key sequence may take. Over a slow line an
	// arrow key's three bytes can arrive up to 300 ms apart; taken one by one they
	// would be esc, "[" and "A". A terminal that speaks the kitty keyboard protocol
	// sends the esc key itself as a whole sequence, so there nothing waits.
	escapeWait = 350 * time.Millisecond
	// stallWait is how long the rest may take of what no key sends: an answer, a
	// paste.
	stallWait = 2 * time.Second
)

// terminal is the file that keys come from.
type terminal interface {
	Read([]byte) (int, error)
	Write([]byte) (int, error)
	Close() error
	Fd() uintptr
	Name() string
}

// patientInput is a terminal whose Read gives what its sieve lets through, and never
// ends inside a key sequence or a rune, unless the rest does not come in time.
type patientInput struct {
	terminal
	wait  time.Duration   // for the rest of a key
	stall time.Duration   // for the rest of what no key sends
	fault func(value any) // told of a panic: Read runs in a goroutine of Bubble Tea's

	sieve sieve
	piece [4096]byte
}

// Read reads what is there, and goes on while the last sequence is unfinished. It may
// give nothing: the wait for more is then to be one that can be called off.
func (p *patientInput) Read(b []byte) (count int, err error) {
	defer func() {
		if value := recover(); value != nil {
			p.fault(value)
			err = io.EOF
		}
	}()
	const spare = 2 * longestSequence // for what is let through together with a piece
	if len(b) < 3*spare {
		return 0, io.ErrShortBuffer
	}
	s := &p.sieve
	s.out = b[:0]
	for room := len(b) - 2*spare; ; room = len(b) - len(s.out) - spare {
		var n int
		n, err = p.terminal.Read(p.piece[:min(room, len(p.piece))])
		s.take(p.piece[:n])
		switch {
		case err != nil:
			s.giveUp()
		case s.open() && len(b)-len(s.out) > spare:
			if readable(p.Fd(), p.patience()) {
				continue
			}
			s.giveUp()
		}
		break
	}
	if n := len(s.out); n > 0 {
		return n, nil // what was read counts; the error comes again with the next Read
	}
	return 0, err
}

// patience is how long the rest of what has begun may take.
func (p *patientInput) patience() time.Duration {
	if p.sieve.isShort() {
		return p.wait
	}
	return p.stall
}
