package store

import (
	"context"
	"database/sql"
	"errors"
	"slices"
	"sync"
	"time"

	"griot/feed"
)

// lane is a queue of the writer.
type lane int

const (
	urgent lane = iota // the reader's own words and marks
	bulk               // what came from outside
)

// groupTime is how long a transaction takes in queued bulk jobs before it commits:
// about the longest that the reader's own words wait behind them.
const groupTime = 40 * time.Millisecond

// idleTime is how long after the last write the writer moves what was written
// from the log into the main file. SQLite does so by itself only when the log has
// grown to logPages, since it holds the next write up.
const (
	idleTime = 2 * time.Second
	logPages = "16000"
)

// job is a write that somebody waits for.
type job struct {
	ctx  context.Context
	run  func(*tx) error
	done chan error // gets one value, after the commit
}

// tx is what a job writes with: the writer's connection inside a transaction.
type tx struct {
	*conn
	now       time.Time
	settleNow int
}

// writer owns the only connection that writes. One goroutine takes jobs from two
// queues and commits as many together as are waiting.
type writer struct {
	db    *sql.DB
	files files
	o     Options

	wake chan struct{} // holds a token when there is something to look at

	mu      sync.Mutex
	queues  [2][]*job
	closing bool
	ended   chan struct{}

	// Of the goroutine alone:
	conn        *conn            // nil before the first write
	idle        <-chan time.Time // when to move what was written into the main file
	turn, wrote time.Time        // when it last took over from others, and last wrote

	result error // of closing, valid after ended
}

func newWriter(db *sql.DB, files files, o Options) *writer {
	w := &writer{db: db, files: files, o: o, wake: make(chan struct{}, 1), ended: make(chan struct{})}
	go w.loop()
	return w
}

// submit queues a write and waits for the commit that holds it. A write whose
// context ends while it is queued is not run.
func (w *writer) submit(ctx context.Context, l lane, run func(*tx) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	j := &job{ctx: ctx, run: run, done: make(chan error, 1)}
	w.mu.Lock()
	if w.closing {
		w.mu.Unlock()
		return errClosed
	}
	w.queues[l] = append(w.queues[l], j)
	w.mu.Unlock()
	w.signal()
	select {
	case err := <-j.done:
		return err
	case <-ctx.Done():
		if w.withdraw(l, j) {
			return ctx.Err()
		}
		return <-j.done // it is being written: its outcome is what counts
	}
}

// withdraw takes a job out of its queue, if it is still there.
func (w *writer) withdraw(l lane, j *job) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	for i, queued := range w.queues[l] {
		if queued == j {
			w.queues[l] = append(w.queues[l][:i:i], w.queues[l][i+1:]...)
			return true
		}
	}
	return false
}

// close lets the queued jobs run and ends the goroutine.
func (w *writer) close() error {
	w.mu.Lock()
	w.closing = true
	w.mu.Unlock()
	w.signal()
	<-w.ended
	return w.result
}

func (w *writer) signal() {
	select {
	case w.wake <- struct{}{}:
	default:
	}
}

// waiting tells whether there is a job, and whether there will be none any more.
func (w *writer) waiting() (job, over bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	job = len(w.queues[urgent])+len(w.queues[bulk]) > 0
	return job, w.closing && !job
}

// next takes a job from the queues, the urgent one first.
func (w *writer) next(lanes ...lane) (*job, lane) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, l := range lanes {
		for len(w.queues[l]) > 0 {
			j := w.queues[l][0]
			w.queues[l] = w.queues[l][1:]
			if err := j.ctx.Err(); err != nil {
				j.done <- err
				continue
			}
			return j, l
		}
	}
	return nil, 0
}

// loop writes until the store is closed. A panic fails what it was about, and the
// next write begins on a new connection.
func (w *writer) loop() {
	defer close(w.ended)
	for {
		job, over := w.waiting()
		if over {
			w.result = errors.Join(guarded(w.disconnect), w.db.Close())
			return
		}
		if err := guarded(func() error { return w.step(job) }); err != nil {
			w.refuse(err)
			if _, panicked := errors.AsType[*feed.PanicError](err); panicked {
				w.discard()
			}
		}
	}
}

// step writes what is queued, or waits for something to do.
func (w *writer) step(job bool) (err error) {
	if !job {
		select {
		case <-w.wake:
		case <-w.idle:
			w.idle = nil
			if w.conn != nil && w.files.moved() == nil {
				w.conn.number("PRAGMA wal_checkpoint(PASSIVE)") // what fails now is done by a later commit
			}
		}
		return nil
	}
	if w.conn == nil {
		if w.conn, err = w.open(); err != nil {
			return err
		}
	}
	if err := w.begin(w.conn); err != nil {
		return err
	}
	if !w.group(w.conn) {
		w.discard()
	}
	w.wrote = time.Now()
	w.idle = time.After(idleTime)
	return nil
}

func (w *writer) disconnect() error {
	if w.conn == nil {
		return nil
	}
	return w.conn.close()
}

// discard gives the connection up, with what was begun on it.
func (w *writer) discard() {
	if w.conn != nil {
		w.conn.discard()
		w.conn = nil
	}
}

// open connects when the first write comes, so that reading never waits for it.
func (w *writer) open() (*conn, error) {
	raw, err := patiently(context.Background(), w.o.wait, func() (*sql.Conn, error) {
		return w.db.Conn(context.Background())
	})
	if err != nil {
		return nil, err
	}
	c := newConn(raw, w.o)
	if _, err := c.number("PRAGMA busy_timeout = 0"); err != nil { // begin waits
		return nil, errors.Join(err, c.close())
	}
	return c, nil
}

// begin takes the write lock, however closely other programs' writes follow each
// other. SQLite's own waiting pauses for up to 100 ms between two attempts, and
// hardly ever meets the moment in which the lock is free.
func (w *writer) begin(c *conn) error {
	w.yield()
	deadline := time.Now().Add(w.o.wait)
	_, err := c.exec("BEGIN IMMEDIATE")
	for err != nil && busy(err) && time.Now().Before(deadline) {
		time.Sleep(turnPause)
		_, err = c.exec("BEGIN IMMEDIATE")
	}
	if err != nil {
		return err
	}
	if _, err = c.exec(stampWrite); err == nil {
		err = errors.Join(w.files.moved(), c.newer(len(w.o.migrations)))
	}
	if err != nil {
		c.exec("ROLLBACK") // SQLite may have done so
	}
	return err
}

// The turns of programs that write at once: who waits tries after every turnPause,
// and who has written for longestTurn leaves the lock free for long enough.
const (
	turnPause   = time.Millisecond
	longestTurn = 40 * time.Millisecond
	turnGap     = 2 * turnPause
)

// yield gives other programs their turn.
func (w *writer) yield() {
	switch now := time.Now(); {
	case now.Sub(w.wrote) > turnGap:
		w.turn = now
	case now.Sub(w.turn) > longestTurn:
		time.Sleep(turnGap)
		w.turn = time.Now()
	}
}

// refuse fails everything that is queued by now. What comes after it is a new try.
func (w *writer) refuse(err error) {
	w.mu.Lock()
	queued := slices.Concat(w.queues[urgent], w.queues[bulk])
	w.queues = [2][]*job{}
	w.mu.Unlock()
	for _, j := range queued {
		j.done <- err
	}
}

// group runs queued jobs in the transaction that has begun, each in a savepoint
// of its own, commits, and tells those who wait. A panic that is none of theirs fails
// them all, and leaves the connection unsound.
func (w *writer) group(c *conn) (sound bool) {
	type finished struct {
		job *job
		err error
	}
	var jobs []finished
	var lost error // the whole transaction, not one job of it
	defer func() {
		p := recover()
		if sound = p == nil; !sound {
			lost = feed.Panicked(p)
		}
		for _, f := range jobs {
			if lost != nil && f.err == nil {
				f.err = lost
			}
			f.job.done <- f.err
		}
	}()
	began := time.Now()
	lanes := []lane{urgent, bulk}
	for lost == nil {
		j, l := w.next(lanes...)
		if j == nil {
			break
		}
		jobs = append(jobs, finished{job: j})
		err := w.runJob(c, j)
		if err.lost {
			lost = err.error
		}
		jobs[len(jobs)-1].err = err.error
		if l == urgent || time.Since(began) > groupTime {
			lanes = lanes[:1] // what the reader waits for is committed without more
		}
	}
	if lost == nil {
		if _, lost = c.exec("COMMIT"); lost != nil {
			c.exec("ROLLBACK") // fails when SQLite rolled back itself; there is nothing left then
		}
	}
	return true
}

// outcome is how a job ended. When it is lost, so is its transaction.
type outcome struct {
	error
	lost bool
}

func (w *writer) runJob(c *conn, j *job) outcome {
	if _, err := c.exec("SAVEPOINT job"); err != nil {
		return w.abandon(c, err)
	}
	err := guarded(func() error { return j.run(&tx{conn: c, now: w.o.Now(), settleNow: w.o.settleNow}) })
	if err != nil {
		// A full disk or a broken file rolls the whole transaction back
		// (sqlite.org/lang_transaction.html, section 3): then there is no savepoint.
		if _, back := c.exec("ROLLBACK TO job"); back != nil {
			return w.abandon(c, err)
		}
		if _, back := c.exec("RELEASE job"); back != nil {
			return w.abandon(c, err)
		}
		return outcome{error: err}
	}
	if _, err := c.exec("RELEASE job"); err != nil {
		return w.abandon(c, err)
	}
	return outcome{}
}

func (w *writer) abandon(c *conn, err error) outcome {
	c.exec("ROLLBACK") // may have happened already
	return outcome{error: err, lost: true}
}

// guarded turns a panic into an error: the writer serves everybody.
func guarded(run func() error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = feed.Panicked(p)
		}
	}()
	return run()
}
