package feed

import (
	"errors"
	"fmt"
	"runtime/debug"
)

// Errors that callers tell apart. They come wrapped with the operation and its
// subject.
var (
	ErrNoArticle     = errors.New("no such article")
	ErrNoSource      = errors.New("no such source")
	ErrNoComment     = errors.New("no such comment")
	ErrNotOwn        = errors.New("not one of the reader's own comments")
	ErrEmptyComment  = errors.New("empty comment")
	ErrTooLong       = errors.New("text too long")
	ErrFollowed      = errors.New("already followed")
	ErrNotFollowed   = errors.New("not followed")
	ErrReadOnly      = errors.New("store is read-only")
	ErrDiskFull      = errors.New("no space left for the store")
	ErrDamaged       = errors.New("store is damaged")
	ErrBusy          = errors.New("store is busy")
	ErrMoved         = errors.New("store was moved, replaced or deleted")
	ErrDisk          = errors.New("disk fails")
	ErrCannotUndo    = errors.New("no longer to be undone")
	ErrNothingToRead = errors.New("nothing to read")
	ErrNoPage        = errors.New("the article has no page of its own")
	ErrRobots        = errors.New("the site's robots.txt keeps programs from the page")
	ErrNoMore        = errors.New("the page has no more text than the feed")
	ErrOffline       = errors.New("told to stay off the network")
	ErrNoPassword    = errors.New("the password command gave no password")
)

// NewerStoreError is returned on opening a store that a later griot made.
type NewerStoreError struct{ Has, Know int }

func (e *NewerStoreError) Error() string {
	return fmt.Sprintf("store has schema %d, this griot knows %d", e.Has, e.Know)
}

// AmbiguousError is returned when what the reader typed names several articles.
type AmbiguousError struct {
	Ref     string
	Matches []Headline // the first few
}

func (e *AmbiguousError) Error() string {
	return fmt.Sprintf("%q names %d articles", e.Ref, len(e.Matches))
}

// PanicError is a fault of griot's own that was caught: what panicked, and where.
type PanicError struct{ Value, Stack string }

// Panicked makes an error of what recover gave, in the function that panicked.
func Panicked(value any) *PanicError {
	return &PanicError{Value: fmt.Sprint(value), Stack: string(debug.Stack())}
}

// Error is for the log: it has the stack.
func (e *PanicError) Error() string { return "panic: " + e.Value + "\n" + e.Stack }
