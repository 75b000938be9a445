package app

import (
	"errors"
	"fmt"
	"reflect"
	"runtime/debug"
	"sync/atomic"

	tea "charm.land/bubbletea/v2"
)

// ErrCrashed says that a fault in griot itself ended it. The log has the stack, and
// the terminal is as it was before.
var ErrCrashed = errors.New("app: ended by a fault in the program")

// crash catches panics before Bubble Tea does, which prints their stack on the
// terminal.
type crash struct {
	log      Logger
	wake     func() // makes the program look, which then ends
	happened atomic.Bool
}

// catch is deferred by whatever may panic.
func (c *crash) catch() {
	if value := recover(); value != nil {
		c.caught(value)
	}
}

// caught takes what recover gave: the program ends.
func (c *crash) caught(value any) {
	c.log.Error("panic", "value", fmt.Sprint(value), "stack", string(debug.Stack()))
	c.happened.Store(true)
	if c.wake != nil {
		c.wake()
	}
}

// crashed is what wakes the program after a panic.
type crashed struct{}

// guard returns a command that catches its panics, and those of the commands that
// it is made of: tea.Batch and tea.Sequence answer with a slice of them.
func (c *crash) guard(cmd tea.Cmd) tea.Cmd {
	if cmd == nil {
		return nil
	}
	return func() (msg tea.Msg) {
		defer c.catch()
		msg = cmd()
		if v := reflect.ValueOf(msg); v.IsValid() && v.Type().ConvertibleTo(reflect.TypeFor[[]tea.Cmd]()) {
			for i := range v.Len() {
				part := v.Index(i)
				part.Set(reflect.ValueOf(c.guard(part.Interface().(tea.Cmd))))
			}
		}
		return msg
	}
}
