package cli

import (
	"context"
	"errors"
	"os"
	"runtime/debug"
	"strings"

	"github.com/spf13/cobra"

	"griot/feed"
	"griot/render/plain"
)

// root is griot itself: it reads, and every command hangs below it.
func (p *program) root() *cobra.Command {
	root := &cobra.Command{
		Use:           "griot [SOURCE...]",
		Short:         p.words.Say("cli.help.griot"),
		Version:       version(),
		Args:          between(0, -1),
		SilenceErrors: true,
		SilenceUsage:  true,

		DisableFlagsInUseLine: true,
		CompletionOptions:     cobra.CompletionOptions{DisableDefaultCmd: true},
		PersistentPreRun:      func(cmd *cobra.Command, _ []string) { p.warn(cmd) },
		RunE:                  p.read,
	}
	root.SuggestionsMinimumDistance = 2
	root.SetOut(p.out)
	root.SetErr(p.system.Err)
	root.SetFlagErrorFunc(flagError)
	root.SetHelpFunc(func(cmd *cobra.Command, _ []string) { p.help(cmd) })
	root.SetHelpCommand(p.helpCommand())
	root.SetVersionTemplate("griot {{.Version}}\n")
	p.global.VisitAll(root.PersistentFlags().AddFlag)
	root.PersistentFlags().Lookup("config").Usage = p.words.Say("cli.flag.config")
	root.PersistentFlags().Lookup("db").Usage = p.words.Say("cli.flag.db")
	root.PersistentFlags().Lookup("offline").Usage = p.words.Say("cli.flag.offline")
	root.PersistentFlags().BoolP("help", "h", false, p.words.Say("cli.flag.help"))
	root.Flags().Bool("version", false, p.words.Say("cli.flag.version"))
	root.AddCommand(
		p.add(), p.remove(), p.sources(), p.refresh(), p.importing(), p.export(),
		p.list(), p.show(), p.comment(), p.comments(), p.parse(),
		p.configuration(), p.doctor(), p.backup(), p.completion(),
	)
	for _, sub := range root.Commands() {
		sub.DisableFlagsInUseLine = true
	}
	unquoteFlags(root)
	return root
}

// warn names the mistakes in the settings, unless the command tells them itself.
func (p *program) warn(cmd *cobra.Command) {
	switch cmd.Name() {
	case "doctor", "completion", cobra.ShellCompRequestCmd, cobra.ShellCompNoDescRequestCmd:
		return
	case "griot":
		if terminal, interactive := p.terminal(); interactive {
			terminal.close()
			return // the first screen does
		}
	}
	for i, m := range p.config.Mistakes {
		if i == mostMistakes {
			p.complain(p.words.Say("cli.config.more", len(p.config.Mistakes)-i))
			break
		}
		p.complain(m.Say(p.words))
	}
}

// mostMistakes is how many mistakes in the settings every command names.
const mostMistakes = 5

// version is the module's, as the build recorded it.
func version() string {
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" {
		return plain.Line(info.Main.Version)
	}
	return "(devel)"
}

// read opens the reader, on what was named if anything was; without a terminal it
// prints the headlines.
func (p *program) read(cmd *cobra.Command, refs []string) error {
	ctx := cmd.Context()
	if err := p.notACommand(cmd, refs); err != nil {
		return err
	}
	terminal, interactive := p.terminal()
	defer terminal.close()
	lib, trouble, err := p.open(ctx)
	if err != nil {
		return err
	}
	scope, failures := p.visit(ctx, refs)
	if len(refs) > 0 && len(scope) == 0 {
		return p.allOf(ctx, failures)
	}
	if !interactive {
		p.mention(trouble)
		if err := p.headlines(ctx, lib, feed.Query{Sources: scope}, 0); err != nil {
			return err
		}
		return p.allOf(ctx, failures)
	}
	if trouble != nil {
		failures = append(failures, trouble) // told on the first screen
	}
	return p.interact(ctx, lib, terminal, scope, failures)
}

// notACommand tells a mistyped command from a source.
func (p *program) notACommand(cmd *cobra.Command, refs []string) error {
	if len(refs) == 0 || strings.ContainsAny(refs[0], "./:-~") {
		return nil
	}
	if _, err := os.Stat(refs[0]); err == nil || refs[0] == "localhost" {
		return nil
	}
	if near := cmd.SuggestionsFor(refs[0]); len(near) > 0 {
		return misused(cmd, "cli.usage.command.near", p.words.Quote(refs[0]), near[0])
	}
	return misused(cmd, "cli.usage.command", p.words.Quote(refs[0]))
}

// visit reads sources now, without following them. One that fails keeps none of
// the others from being read.
func (p *program) visit(ctx context.Context, refs []string) (scope []feed.SourceID, failures []error) {
	for _, ref := range refs {
		ids, err := p.opened.Visit(ctx, []string{ref}, p.system.In)
		scope = append(scope, ids...)
		if err != nil {
			failures = append(failures, about{ref, err})
		}
	}
	return scope, failures
}

// allOf tells each of several failures and returns one error for the exit status.
func (p *program) allOf(ctx context.Context, failures []error) error {
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case len(failures) == 0:
		return nil
	case len(failures) == 1:
		return failures[0]
	}
	for _, failure := range failures {
		p.complain(p.explain(failure))
		p.log.Error("command failed", "error", failure.Error())
	}
	return silent(exitFailed)
}

// stopped tells whether an error only says that griot was asked to end.
func stopped(err error) bool { return errors.Is(err, context.Canceled) }
