// Package cli is griot's command line, one command a file. It is the only place
// that joins the rooms of the house.
package cli

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/user"
	"runtime/debug"
	"time"

	"github.com/adrg/xdg"

	"griot/render/plain"
)

// Exit statuses.
const (
	exitDone    = 0
	exitFailed  = 1
	exitUsage   = 2
	exitStopped = 130 // 128 + SIGINT, as shells have it
)

// System is what griot has of the computer that it runs on.
type System struct {
	In       *os.File
	Out, Err *os.File
	Environ  []string
	Getenv   func(string) string
	Now      func() time.Time
}

// ThisComputer is the System of this process.
func ThisComputer() System {
	settleHome()
	return System{
		In: os.Stdin, Out: os.Stdout, Err: os.Stderr,
		Environ: os.Environ(), Getenv: os.Getenv, Now: time.Now,
	}
}

// settleHome gives the account's folder to who started griot without HOME, as a
// timer may.
func settleHome() {
	if os.Getenv("HOME") != "" {
		return
	}
	account, err := user.Current()
	if err != nil || account.HomeDir == "" || os.Setenv("HOME", account.HomeDir) != nil {
		return
	}
	xdg.Reload()
}

// Run runs a command line and returns its exit status. Whatever goes wrong is told
// in one sentence on standard error.
func Run(ctx context.Context, args []string, system System) (status int) {
	out := bufio.NewWriterSize(system.Out, 64<<10)
	p := newProgram(args, system, out)
	defer func() {
		if panicked := recover(); panicked != nil {
			p.log.Error("panic", "value", fmt.Sprint(panicked), "stack", string(debug.Stack()))
			p.complain(p.words.Say("cli.panic"))
			status = exitFailed
		}
	}()
	defer p.close()
	root := p.root()
	root.SetArgs(args)
	err := root.ExecuteContext(ctx)
	if flushed := out.Flush(); err == nil {
		err = flushed
	}
	return p.conclude(ctx, err)
}

// conclude tells an error to the reader, or to the log where it says nothing to
// people, and returns the exit status.
func (p *program) conclude(ctx context.Context, err error) int {
	if err == nil {
		return exitDone
	}
	if quiet, ok := errors.AsType[silent](err); ok {
		return int(quiet)
	}
	if ctx.Err() != nil {
		return exitStopped
	}
	if said := p.explain(err); said != p.mentioned {
		p.complain(said)
	}
	if _, ok := errors.AsType[usageError](err); ok {
		return exitUsage
	}
	p.log.Error("command failed", "error", err.Error())
	return exitFailed
}

// complain writes a sentence to standard error.
func (p *program) complain(sentence string) {
	fmt.Fprintln(p.system.Err, "griot: "+plain.Line(sentence))
}

// print writes lines to standard output, without anything that acts on a terminal.
func (p *program) print(lines string) error {
	_, err := io.WriteString(p.out, plain.Text(lines)+"\n")
	return err
}
