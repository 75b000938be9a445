package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"sync"

	"griot/feed"
)

// conn is a connection with the statements that were prepared on it. It is for
// one goroutine at a time.
type conn struct {
	*sql.Conn
	ctx    context.Context // of the operation that has the connection
	stmts  map[string]*sql.Stmt
	traced func(query string)
	limits wordLimits
}

func newConn(c *sql.Conn, o Options) *conn {
	return &conn{Conn: c, ctx: context.Background(), stmts: map[string]*sql.Stmt{}, traced: o.traced, limits: o.limits}
}

// transaction runs fn between begin and COMMIT, or ROLLBACK when it fails.
func (c *conn) transaction(ctx context.Context, begin string, fn func() error) (err error) {
	c.ctx = ctx
	defer func() { c.ctx = context.Background() }()
	if _, err := c.exec(begin); err != nil {
		c.ctx = context.Background()
		c.exec("ROLLBACK") // called off as it began, it may have begun all the same
		return err
	}
	committed := false
	defer func() {
		if !committed { // also when fn panics
			c.ctx = context.Background()
			_, back := c.exec("ROLLBACK")
			if back != nil && err == nil {
				err = back
			}
		}
	}()
	if err := fn(); err != nil {
		return err
	}
	c.ctx = context.Background()
	if _, err := c.exec("COMMIT"); err != nil {
		return err
	}
	committed = true
	return nil
}

// prepared returns the statement for a query, preparing it the first time.
func (c *conn) prepared(query string) (*sql.Stmt, error) {
	if st, ok := c.stmts[query]; ok {
		return st, nil
	}
	if c.traced != nil {
		c.traced(query)
	}
	st, err := c.PrepareContext(context.Background(), query)
	if err != nil {
		return nil, err
	}
	c.stmts[query] = st
	return st, nil
}

// exec runs a statement and returns how many rows it changed.
func (c *conn) exec(query string, args ...any) (int64, error) {
	st, err := c.prepared(query)
	if err != nil {
		return 0, err
	}
	r, err := st.ExecContext(c.ctx, args...)
	if err != nil {
		return 0, err
	}
	return r.RowsAffected()
}

// insert runs an INSERT and returns the id of its row.
func (c *conn) insert(query string, args ...any) (int64, error) {
	st, err := c.prepared(query)
	if err != nil {
		return 0, err
	}
	r, err := st.ExecContext(c.ctx, args...)
	if err != nil {
		return 0, err
	}
	return r.LastInsertId()
}

// one reads the first row of a query into dest. found is false when there is none.
func (c *conn) one(dest []any, query string, args ...any) (found bool, err error) {
	st, err := c.prepared(query)
	if err != nil {
		return false, err
	}
	switch err := st.QueryRowContext(c.ctx, args...).Scan(dest...); {
	case errors.Is(err, sql.ErrNoRows):
		return false, nil
	case err != nil:
		return false, err
	}
	return true, nil
}

// number reads a single number, 0 when there is no row.
func (c *conn) number(query string, args ...any) (n int64, err error) {
	_, err = c.one([]any{&n}, query, args...)
	return n, err
}

// each calls fn for every row of a query.
func (c *conn) each(fn func(rows) error, query string, args ...any) error {
	st, err := c.prepared(query)
	if err != nil {
		return err
	}
	found, err := st.QueryContext(c.ctx, args...)
	if err != nil {
		return err
	}
	defer found.Close()
	for found.Next() {
		if err := fn(found); err != nil {
			return err
		}
	}
	return found.Err()
}

// newer returns an error when a newer griot has changed the store meanwhile.
func (c *conn) newer(knows int) error {
	has, err := c.number("PRAGMA user_version")
	if err == nil && has > int64(knows) {
		err = &feed.NewerStoreError{Has: int(has), Know: knows}
	}
	return err
}

// close closes the statements and the connection.
func (c *conn) close() error {
	var errs []error
	for _, st := range c.stmts {
		errs = append(errs, st.Close())
	}
	return errors.Join(append(errs, c.Conn.Close())...)
}

// discard ends a connection with whatever is open on it: closed, it would go back to
// database/sql, its transaction with it.
func (c *conn) discard() {
	for _, st := range c.stmts { // which hold it, too
		_ = st.Close()
	}
	_ = c.Raw(func(any) error { return driver.ErrBadConn })
}

// readers is a pool of connections that can't write. They are opened when they
// are first needed.
type readers struct {
	db *sql.DB
	o  Options

	places chan struct{} // one token a connection in use
	mu     sync.Mutex
	idle   []*conn
	closed bool
}

const maxReaders = 4

func newReaders(db *sql.DB, o Options) *readers {
	return &readers{db: db, o: o, places: make(chan struct{}, maxReaders)}
}

func (r *readers) take(ctx context.Context) (*conn, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	select {
	case r.places <- struct{}{}:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.closed {
		<-r.places
		return nil, errClosed
	}
	if n := len(r.idle); n > 0 {
		c := r.idle[n-1] // the one with the warmest pages
		r.idle = r.idle[:n-1]
		return c, nil
	}
	c, err := r.db.Conn(context.WithoutCancel(ctx))
	if err != nil {
		<-r.places
		return nil, err
	}
	return newConn(c, r.o), nil
}

func (r *readers) give(c *conn) {
	r.mu.Lock()
	r.idle = append(r.idle, c)
	r.mu.Unlock()
	<-r.places
}

// close waits for the reads that are under way.
func (r *readers) close() error {
	r.mu.Lock()
	again := r.closed
	r.closed = true
	r.mu.Unlock()
	if again {
		return nil
	}
	for range maxReaders {
		r.places <- struct{}{}
	}
	for range maxReaders {
		<-r.places
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	var errs []error
	for _, c := range r.idle {
		errs = append(errs, c.close())
	}
	r.idle = nil
	return errors.Join(append(errs, r.db.Close())...)
}

// rows is what a row is read from.
type rows interface{ Scan(dest ...any) error }
