package cli

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/url"
	"os/exec"
	"strings"
	"syscall"
	"time"

	"griot/feed"
	"griot/ui/config"
)

const (
	passwordTime = time.Minute // for who has to type something into a window first
	longPassword = 4 << 10     // bytes of it
)

// login is whom the settings name for an address, nil for nobody.
func (p *program) login(ctx context.Context, address string) (*url.Userinfo, error) {
	l, ok := config.LoginFor(p.config.Sources, address)
	if !ok {
		return nil, nil
	}
	if l.Command == nil {
		return url.UserPassword(l.User, l.Password), nil
	}
	password, err := passwordFrom(ctx, l.Command, p.system.Environ)
	if err != nil {
		return nil, err
	}
	return url.UserPassword(l.User, password), nil
}

// fullText tells whether the settings want the pages' text of a source's articles,
// and whether they say.
func (p *program) fullText(address string) (wanted, set bool) {
	return config.FullTextFor(p.config.Sources, address)
}

// passwordFrom runs a command, which no shell reads, and returns the first line
// that it prints. It has no terminal: it could only write across griot's screen.
// Nothing that it says gets into an error.
func passwordFrom(ctx context.Context, command, environ []string) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, passwordTime)
	defer cancel()
	var out bytes.Buffer
	cmd := exec.CommandContext(ctx, command[0], command[1:]...)
	cmd.Env, cmd.Stdout = environ, &limited{to: &out, left: longPassword}
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
	cmd.Cancel = func() error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) } // with all that it started
	cmd.WaitDelay = time.Second
	err := cmd.Run()
	line, _, _ := strings.Cut(out.String(), "\n")
	password := strings.TrimSuffix(line, "\r")
	if errors.Is(ctx.Err(), context.Canceled) {
		return "", context.Cause(ctx)
	}
	if err != nil || password == "" {
		return "", feed.Fail(feed.FailedPassword, feed.ErrNoPassword)
	}
	return password, nil
}

// limited takes in the beginning and drops the rest.
type limited struct {
	to   io.Writer
	left int
}

func (l *limited) Write(b []byte) (int, error) {
	n := min(len(b), l.left)
	l.left -= n
	if _, err := l.to.Write(b[:n]); err != nil {
		return 0, err
	}
	return len(b), nil
}
