package cli

import (
	"bufio"
	"context"
	"errors"
	"io"
	"log/slog"
	"strings"

	"github.com/spf13/pflag"

	"griot/feed/fetch"
	"griot/feed/library"
	"griot/feed/sample"
	"griot/feed/store"
	"griot/feed/urls"
	"griot/ui/config"
	"griot/ui/text"
)

// program is one run of griot: what it was started with, and the library once a
// command has asked for it.
type program struct {
	system  System
	out     *bufio.Writer
	config  config.Config
	words   *text.Words
	log     *slog.Logger
	logFile *logFile
	global  *pflag.FlagSet // the flags that every command has

	client *fetch.Client
	opened *library.Library
}

// newProgram reads the settings, so that even the help is in the reader's language.
func newProgram(args []string, system System, out *bufio.Writer) *program {
	p := &program{system: system, out: out, global: pflag.NewFlagSet("griot", pflag.ContinueOnError)}
	var flags config.Flags
	p.global.StringVar(&flags.Settings, "config", "", "")
	p.global.StringVar(&flags.Store, "db", "", "")
	p.global.ParseErrorsAllowlist.UnknownFlags = true
	p.global.SetOutput(io.Discard)
	p.global.Usage = func() {}
	_ = p.global.Parse(withoutHelp(args)) // cobra parses them again and tells what is wrong
	p.config = config.Load(flags, system.Getenv)
	p.words = text.New(text.Choose(p.config.Language, system.Getenv), nil)
	if p.config.Author == "" {
		p.config.Author = p.words.Say("cli.me")
	}
	p.logFile = &logFile{path: p.config.Paths.Log}
	p.log = slog.New(slog.NewTextHandler(p.logFile, nil))
	return p
}

// withoutHelp drops what would end the first look at the flags.
func withoutHelp(args []string) []string {
	var kept []string
	for _, arg := range args {
		if arg != "-h" && arg != "--help" {
			kept = append(kept, arg)
		}
	}
	return kept
}

// network is the one HTTP client of this run.
func (p *program) network() *fetch.Client {
	if p.client == nil {
		p.client = fetch.New(fetch.Options{})
	}
	return p.client
}

// library opens the store and makes everything ready for a command.
func (p *program) library(ctx context.Context) (*library.Library, error) {
	if p.opened != nil {
		return p.opened, nil
	}
	s, err := store.Open(ctx, p.config.Paths.Store, store.Options{Now: p.system.Now})
	if err != nil {
		return nil, about{p.config.Paths.Store, err}
	}
	l := library.New(library.Deps{
		Store:  s,
		Fetch:  p.network(),
		Files:  fetch.Local{},
		Parse:  parser{},
		Urls:   urls.Open(p.config.Paths.Sources),
		Sample: sample.Edition(),
		Now:    p.system.Now,
	})
	if err := l.Start(ctx); err != nil {
		return nil, errors.Join(err, l.Close())
	}
	p.opened = l
	return l, nil
}

func (p *program) close() {
	if p.opened != nil {
		if err := p.opened.Close(); err != nil {
			p.log.Error("closing the library", "error", err.Error())
		}
	}
	if p.client != nil {
		p.client.Close()
	}
	p.logFile.close()
}

// joined makes one text of a command's arguments.
func joined(args []string) string { return strings.TrimSpace(strings.Join(args, " ")) }
