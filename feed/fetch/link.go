package fetch

import (
	"context"
	"errors"
	"io"
	"sync"
	"time"
)

// errStalled says that an answer began and stopped.
var errStalled = errors.New("the answer stopped coming")

// window counts bytes over the last span, in buckets.
type window struct {
	buckets [10]int64
	at      int64 // number of the newest bucket since the start of time
}

// slide moves the window to bucket n and empties the buckets passed on the way.
func (w *window) slide(n int64) {
	for i := max(w.at+1, n-int64(len(w.buckets))+1); i <= n; i++ {
		w.buckets[i%int64(len(w.buckets))] = 0
	}
	w.at = max(w.at, n)
}

func (w *window) add(bucket, n int64) {
	w.slide(bucket)
	w.buckets[w.at%int64(len(w.buckets))] += n
}

func (w *window) sum(bucket int64) (n int64) {
	w.slide(bucket)
	for _, b := range w.buckets {
		n += b
	}
	return n
}

// link is what all transfers share: the way to the network. It judges whether a
// transfer stalled by itself or only waits for its share of a slow link.
type link struct {
	span time.Duration // of a window

	mu      sync.Mutex
	running int // bodies on their way
	window  window
}

func (l *link) bucket() int64 { return time.Now().UnixNano() / max(1, int64(l.span)/10) }

// least is how many bytes a span must bring at a rate.
func (l *link) least(rate int64) int64 { return max(1, rate*int64(l.span)/int64(time.Second)) }

// crowded tells whether the link is moving, and so slow for so many that one of
// them may have to wait.
func (l *link) crowded() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	sum := l.window.sum(l.bucket())
	return sum >= l.least(leastRate) && sum/int64(max(1, l.running)) < l.least(roomyRate)
}

// transfer is one body on its way: a reader that counts, watched while it runs.
type transfer struct {
	c     *Client
	body  io.Reader
	stop  context.CancelCauseFunc
	timer *time.Timer
	begun time.Time

	mu      sync.Mutex
	waiting bool // for bytes; else it is busy unpacking them, and nobody's fault
	ended   bool
	window  window
	wire    int64
}

// begin watches a body from now on. stop is called with errStalled when it stalls.
func (c *Client) begin(body io.Reader, stop context.CancelCauseFunc) *transfer {
	t := &transfer{c: c, body: body, stop: stop, begun: time.Now()}
	c.link.mu.Lock()
	c.link.running++
	c.link.mu.Unlock()
	t.mu.Lock()
	t.timer = time.AfterFunc(c.link.span, t.judge)
	t.mu.Unlock()
	return t
}

// end stops watching and returns the bytes received.
func (t *transfer) end() int64 {
	t.mu.Lock()
	t.ended = true
	t.timer.Stop()
	wire := t.wire
	t.mu.Unlock()
	t.c.link.mu.Lock()
	t.c.link.running--
	t.c.link.mu.Unlock()
	return wire
}

func (t *transfer) Read(p []byte) (int, error) {
	t.mu.Lock()
	t.waiting = true
	t.mu.Unlock()
	n, err := t.body.Read(p)
	bucket := t.c.link.bucket()
	t.mu.Lock()
	t.waiting = false
	t.wire += int64(n)
	t.window.add(bucket, int64(n))
	t.mu.Unlock()
	if n > 0 {
		t.c.moved.Add(int64(n))
		t.c.link.mu.Lock()
		t.c.link.window.add(bucket, int64(n))
		t.c.link.mu.Unlock()
	}
	return n, err
}

// drags tells whether a transfer that is no stall would still never end.
func (t *transfer) drags(elapsed time.Duration) bool {
	return elapsed >= meanAfter*t.c.link.span && t.wire < int64(meanRate*elapsed.Seconds())
}

// judge runs ten times a span from the end of the first one on.
func (t *transfer) judge() {
	l := &t.c.link
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.ended {
		return
	}
	if t.waiting && (t.window.sum(l.bucket()) < l.least(leastRate) || t.drags(time.Since(t.begun))) {
		l.mu.Lock()
		alone := l.running <= 1
		l.mu.Unlock()
		if alone || !l.crowded() {
			t.stop(errStalled)
			return
		}
	}
	t.timer.Reset(l.span / 10)
}
