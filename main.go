// Command griot is a terminal news reader.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"

	"griot/ui/cli"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	context.AfterFunc(ctx, stop) // a second signal ends griot at once
	status := cli.Run(ctx, os.Args[1:], cli.ThisComputer())
	stop()
	os.Exit(status)
}
