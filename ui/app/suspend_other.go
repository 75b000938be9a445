//go:build !unix

package app

// canSuspend tells whether a shell would get the terminal when griot stops.
func canSuspend() bool { return false }

func stop() error { return nil }
