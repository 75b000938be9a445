// Command griot is a terminal news reader.
package main

import (
	"context"
	"math"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"
	"time"

	"griot/ui/cli"
)

// frugal is the memory in bytes from which on garbage is collected early: a
// document of a few megabytes can be made to fill hundreds.
const frugal = 192 << 20

// patience is how long griot may take to end in order once it is told to. A signal
// after that ends it at once; one before does not, as a terminal that is closed and
// a system that goes down send several.
const patience = 2 * time.Second

func main() {
	if debug.SetMemoryLimit(-1) == math.MaxInt64 { // GOMEMLIMIT is not set
		debug.SetMemoryLimit(frugal)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM, syscall.SIGHUP, syscall.SIGQUIT)
	context.AfterFunc(ctx, func() { time.AfterFunc(patience, stop) })
	status := cli.Run(ctx, os.Args[1:], cli.ThisComputer())
	stop()
	os.Exit(status)
}
