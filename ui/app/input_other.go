//go:build !unix

package app

import "time"

// readable never waits where files can't be polled: keys arrive there as events,
// not as bytes.
func readable(uintptr, time.Duration) bool { return false }
