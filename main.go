// Command griot is a terminal news reader.
package main

import (
	"context"
	"math"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"

	"griot/ui/cli"
)

// frugal is the memory in bytes from which on garbage is collected early: a
// document of a few megabytes can be made to fill hundreds.
const frugal = 192 << 20

func main() {
	if debug.SetMemoryLimit(-1) == math.MaxInt64 { // GOMEMLIMIT is not set
		debug.SetMemoryLimit(frugal)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	context.AfterFunc(ctx, stop) // a second signal ends griot at once
	status := cli.Run(ctx, os.Args[1:], cli.ThisComputer())
	stop()
	os.Exit(status)
}
