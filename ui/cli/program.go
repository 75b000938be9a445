package cli

import (
	"bufio"
	"context"
	"errors"
	"io"
	"io/fs"
	"log"
	"log/slog"
	"strings"

	"github.com/spf13/pflag"

	"griot/feed"
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
	offline bool           // stay off the network

	client    *fetch.Client
	opened    *library.Library
	mentioned string // the trouble that was told of already
}

// newProgram reads the settings, so that even the help is in the reader's language.
func newProgram(args []string, system System, out *bufio.Writer) *program {
	p := &program{system: system, out: out, global: pflag.NewFlagSet("griot", pflag.ContinueOnError)}
	var flags config.Flags
	p.global.StringVar(&flags.Settings, "config", "", "")
	p.global.StringVar(&flags.Store, "db", "", "")
	p.global.BoolVar(&p.offline, "offline", false, "")
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
	log.SetOutput(p.logFile) // what libraries say on their own is no sentence, and must not cross a screen
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

// library opens the store and makes everything ready for a command. What keeps it
// from its best is told on standard error.
func (p *program) library(ctx context.Context) (*library.Library, error) {
	if p.opened != nil {
		return p.opened, nil
	}
	l, trouble, err := p.open(ctx)
	p.mention(trouble)
	return l, err
}

// mention tells of something that griot goes on without.
func (p *program) mention(trouble error) {
	if trouble != nil {
		p.mentioned = p.explain(trouble)
		p.complain(p.mentioned)
	}
}

// open is library for who tells of the trouble in a place of its own: the list of
// sources that can't be read, or a store that can't be written.
func (p *program) open(ctx context.Context) (l *library.Library, trouble, err error) {
	s, err := store.Open(ctx, p.config.Paths.Store, store.Options{Now: p.system.Now})
	if path, ok := errors.AsType[*fs.PathError](err); ok {
		return nil, nil, path
	}
	if err != nil {
		return nil, nil, about{p.config.Paths.Store, err}
	}
	l = library.New(library.Deps{
		Store:  s,
		Fetch:  p.network(),
		Files:  fetch.Local{},
		Parse:  parser{},
		Urls:   urls.Open(p.config.Paths.Sources),
		Sample: sample.Edition(),
		Logins: p.login,

		FullTexts: p.fullText,

		Now:  p.system.Now,
		Keep: p.config.Keep,

		SampleTitle: p.words.Say("cli.sample"),
		InputTitle:  p.words.Say("cli.input"),
	})
	l.SetOffline(p.offline)
	err = l.Start(ctx)
	if _, unlisted := errors.AsType[*library.ListError](err); unlisted || errors.Is(err, feed.ErrReadOnly) || s.ReadOnly() != nil {
		trouble, err = err, nil
	}
	if err != nil {
		return nil, nil, errors.Join(err, l.Close())
	}
	if trouble == nil && s.ReadOnly() != nil {
		trouble = about{s.Path(), s.ReadOnly()}
	}
	p.opened = l
	p.logPlace(ctx, l)
	return l, trouble, nil
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
