package library

import (
	"context"
	"sync/atomic"
	"time"
)

// courtesy keeps a refresh from the processor while the reader presses keys: on a
// machine of few cores a key would wait its turn behind the documents being parsed.
type courtesy struct {
	since   time.Time    // what pressed counts from
	pressed atomic.Int64 // when a key was last pressed, as a time.Duration
}

// A refresh goes on once no key has been pressed for keyRest, which is longer than
// a held key takes to repeat; and after mostCourtesy whatever is pressed, since it
// has to come to its end as well.
const (
	keyRest      = 60 * time.Millisecond
	mostCourtesy = 200 * time.Millisecond
)

// Pressed says that the reader has pressed a key. A refresh gives way to it.
func (l *Library) Pressed() { l.courtesy.pressed.Store(int64(time.Since(l.courtesy.since))) }

// giveWay waits while keys are being pressed, for a moment at most.
func (c *courtesy) giveWay(ctx context.Context) {
	for begun := time.Now(); time.Since(begun) < mostCourtesy; {
		rest := time.Duration(c.pressed.Load()) + keyRest - time.Since(c.since)
		if rest <= 0 || c.pressed.Load() == 0 {
			return
		}
		select {
		case <-ctx.Done():
			return
		case <-time.After(min(rest, mostCourtesy-time.Since(begun))):
		}
	}
}
