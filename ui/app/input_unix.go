//go:build unix

package app

import (
	"errors"
	"time"

	"golang.org/x/sys/unix"
)

// readable tells whether a file has bytes to read within a time.
func readable(fd uintptr, within time.Duration) bool {
	end := time.Now().Add(within)
	for {
		fds := []unix.PollFd{{Fd: int32(fd), Events: unix.POLLIN}}
		n, err := unix.Poll(fds, int(max(0, time.Until(end)).Milliseconds()))
		if errors.Is(err, unix.EINTR) {
			continue
		}
		return err == nil && n > 0 && fds[0].Revents&unix.POLLIN != 0
	}
}
