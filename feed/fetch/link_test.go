package fetch

import (
	"context"
	"errors"
	"io"
	"testing"
	"testing/synctest"
	"time"
)

// drip is a body that gives n bytes each second, from a first second on, and ends
// after so many bytes. Without n it never gives anything.
type drip struct {
	ctx   context.Context
	n     int
	from  time.Duration
	total int
}

func (d *drip) Read(p []byte) (int, error) {
	if d.n == 0 {
		<-d.ctx.Done()
		return 0, d.ctx.Err()
	}
	if d.total <= 0 {
		return 0, io.EOF
	}
	wait := max(d.from, time.Second)
	d.from = 0
	select {
	case <-d.ctx.Done():
		return 0, d.ctx.Err()
	case <-time.After(wait):
	}
	n := min(len(p), d.n, d.total)
	d.total -= n
	return n, nil
}

// run reads bodies side by side and tells after how long each ended, and why.
func runAll(c *Client, bodies ...*drip) (took []time.Duration, causes []error) {
	took, causes = make([]time.Duration, len(bodies)), make([]error, len(bodies))
	done := make(chan struct{})
	begun := time.Now()
	for i, d := range bodies {
		ctx, stop := context.WithCancelCause(context.Background())
		d.ctx = ctx
		go func() {
			defer func() { done <- struct{}{} }()
			defer stop(nil)
			t := c.begin(d, stop)
			_, err := io.CopyBuffer(struct{ io.Writer }{io.Discard}, t, make([]byte, 32<<10))
			t.end()
			took[i] = time.Since(begun)
			if err != nil {
				causes[i] = context.Cause(ctx)
			}
		}()
	}
	for range bodies {
		<-done
	}
	return took, causes
}

func TestStallOfOne(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := New(Options{Proxy: noProxy})
		took, causes := runAll(c, &drip{n: 0})
		if !errors.Is(causes[0], errStalled) || took[0] < 10*time.Second || took[0] > 12*time.Second {
			t.Errorf("a silent body ended after %v: %v", took[0], causes[0])
		}
		took, causes = runAll(c, &drip{n: 50, total: 5000})
		if !errors.Is(causes[0], errStalled) || took[0] > 12*time.Second {
			t.Errorf("50 bytes a second went on for %v: %v", took[0], causes[0])
		}
		took, causes = runAll(c, &drip{n: 80, total: 4000})
		if causes[0] != nil {
			t.Errorf("80 bytes a second were stopped after %v: %v", took[0], causes[0])
		}
		took, causes = runAll(c, &drip{n: 300, total: 300_000})
		if !errors.Is(causes[0], errStalled) || took[0] < time.Minute || took[0] > 70*time.Second {
			t.Errorf("300 bytes a second went on for %v: %v", took[0], causes[0])
		}
		took, causes = runAll(c, &drip{n: 900, total: 300_000})
		if causes[0] != nil {
			t.Errorf("900 bytes a second were stopped after %v: %v", took[0], causes[0])
		}
	})
}

func TestStallBesideOthers(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := New(Options{Proxy: noProxy})
		// 32 kbit/s, most of it taken by others: the last one waits for its turn.
		_, causes := runAll(c,
			&drip{n: 2000, total: 60_000}, &drip{n: 1000, total: 40_000}, &drip{n: 980, total: 40_000},
			&drip{n: 500, from: 25 * time.Second, total: 5000})
		for i, err := range causes {
			if err != nil {
				t.Errorf("transfer %d of a slow link was stopped: %v", i, err)
			}
		}
		// A link with room for all: who brings nothing does not wait for the others.
		took, causes := runAll(c, &drip{n: 30_000, total: 3_000_000}, &drip{n: 30_000, total: 3_000_000}, &drip{n: 0})
		if !errors.Is(causes[2], errStalled) || took[2] > 12*time.Second || causes[0] != nil {
			t.Errorf("beside fast ones a silent body ended after %v: %v", took[2], causes)
		}
		// Nothing moves at all.
		took, causes = runAll(c, &drip{n: 0}, &drip{n: 0}, &drip{n: 0})
		for i := range causes {
			if !errors.Is(causes[i], errStalled) || took[i] > 12*time.Second {
				t.Errorf("on a dead link transfer %d ended after %v: %v", i, took[i], causes[i])
			}
		}
		if c.link.running != 0 {
			t.Errorf("%d transfers are still counted", c.link.running)
		}
	})
}

func TestWindow(t *testing.T) {
	var w window
	w.add(100, 7)
	w.add(105, 5)
	for bucket, want := range map[int64]int64{105: 12, 109: 12} {
		if got := w.sum(bucket); got != want {
			t.Errorf("at %d: %d, want %d", bucket, got, want)
		}
	}
	if got := w.sum(110); got != 5 {
		t.Errorf("the oldest bucket is still counted: %d", got)
	}
	if got := w.sum(1 << 40); got != 0 {
		t.Errorf("after a long pause: %d", got)
	}
}
