//go:build unix

package app

import (
	"os"
	"os/signal"

	"golang.org/x/sys/unix"
)

// canSuspend tells whether a shell would get the terminal when griot stops. The
// kernel stops no process of an orphaned group (POSIX, 2.4.4 job control): a griot
// that a terminal or ssh runs by itself would wait for good.
func canSuspend() bool {
	session, err := unix.Getsid(0)
	if err != nil || session == os.Getpid() {
		return false
	}
	parent := os.Getppid()
	if theirs, err := unix.Getsid(parent); err != nil || theirs != session {
		return false
	}
	group, err := unix.Getpgid(parent)
	return err == nil && (group != unix.Getpgrp() || parent != session)
}

// stop stops griot as a shell's ctrl+z does, until the shell goes on with it.
func stop() error {
	goesOn := make(chan os.Signal, 1)
	signal.Notify(goesOn, unix.SIGCONT)
	defer signal.Stop(goesOn)
	if err := unix.Kill(0, unix.SIGTSTP); err != nil {
		return err
	}
	<-goesOn
	return nil
}
