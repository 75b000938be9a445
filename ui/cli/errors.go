package cli

import (
	"errors"
	"io/fs"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"griot/feed"
	"griot/feed/library"
	"griot/render/plain"
	"griot/ui/text"
)

// silent ends griot with a status when everything is said already.
type silent int

func (silent) Error() string { return "said already" }

// sentence is an error that has its words in the tables of ui/text.
type sentence struct {
	id   text.ID
	args []any
}

func (s sentence) Error() string { return string(s.id) }

func failed(id text.ID, args ...any) error { return sentence{id, args} }

// usageError is a command line that griot does not understand.
type usageError struct {
	sentence

	command string // whose -h helps
}

func misused(cmd *cobra.Command, id text.ID, args ...any) error {
	return usageError{sentence{id, args}, cmd.CommandPath()}
}

// about is an error that happened to something with a name: a source, an address,
// a file.
type about struct {
	label string
	err   error
}

func (a about) Error() string { return library.Shown(a.label) + ": " + a.err.Error() }
func (a about) Unwrap() error { return a.err }

// forcible is an error that --force gets past.
type forcible struct{ error }

// explain makes the sentence that a person reads of an error.
func (p *program) explain(err error) string {
	if e, ok := errors.AsType[usageError](err); ok {
		return p.words.Say(e.id, e.args...) + " " + p.words.Say("cli.usage.help", e.command)
	}
	if e, ok := errors.AsType[sentence](err); ok {
		return p.words.Say(e.id, e.args...)
	}
	if e, ok := errors.AsType[forcible](err); ok {
		return p.words.Say("cli.add.force", p.explain(e.error))
	}
	if e, ok := errors.AsType[about](err); ok {
		e.label = library.Shown(e.label)
		if e.label == feed.InputAddress {
			e.label = p.words.Say("cli.input")
		}
		if f, ok := errors.AsType[*feed.Failure](e.err); ok {
			if f.Kind == feed.FailedNoHost && !strings.Contains(e.label, "://") {
				return p.words.Say("cli.neither", p.words.Quote(e.label))
			}
			return p.words.Failure(f, e.label)
		}
		return p.words.Error(e.err)
	}
	if _, ok := errors.AsType[*library.ListError](err); ok && !isPathError(err) {
		return p.words.Say("cli.sources.unreadable", plain.Line(p.config.Paths.Sources))
	}
	return p.words.Error(err)
}

// isPathError tells whether the system said what is wrong with a file.
func isPathError(err error) bool {
	_, ok := errors.AsType[*fs.PathError](err)
	return ok
}

// flagError puts what the flag parser says into the reader's language.
func flagError(cmd *cobra.Command, err error) error {
	if e, ok := errors.AsType[*pflag.NotExistError](err); ok {
		dashes := "--"
		if e.GetSpecifiedShortnames() != "" {
			dashes = "-"
		}
		return misused(cmd, "cli.usage.flag", dashes+plain.Line(e.GetSpecifiedName()))
	}
	if e, ok := errors.AsType[*pflag.ValueRequiredError](err); ok {
		return misused(cmd, "cli.usage.value.missing", "--"+e.GetFlag().Name)
	}
	if e, ok := errors.AsType[*pflag.InvalidValueError](err); ok {
		return misused(cmd, "cli.usage.value", plain.Line(e.GetValue()), "--"+e.GetFlag().Name)
	}
	return misused(cmd, "cli.usage", plain.Line(err.Error()))
}

// between accepts a number of arguments; most < 0 is any number.
func between(least, most int) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		switch {
		case len(args) < least, slices.Contains(args, ""):
			return misused(cmd, "cli.usage.missing", cmd.Use)
		case most >= 0 && len(args) > most:
			return misused(cmd, "cli.usage.extra", plain.Line(args[most]), cmd.Use)
		default:
			return nil
		}
	}
}
