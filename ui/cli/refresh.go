package cli

import (
	"github.com/spf13/cobra"

	"griot/feed"
	"griot/feed/library"
	"griot/render/plain"
)

func (p *program) refresh() *cobra.Command {
	var force bool
	cmd := &cobra.Command{
		Use:               "refresh [SOURCE...]",
		Short:             p.words.Say("cli.help.refresh"),
		Long:              p.words.Say("cli.help.refresh.long"),
		Args:              between(0, -1),
		ValidArgsFunction: p.completeSources,
		RunE: func(cmd *cobra.Command, refs []string) error {
			ctx := cmd.Context()
			lib, err := p.library(ctx)
			if err != nil {
				return err
			}
			which := library.Which{Insist: force || len(refs) > 0}
			for _, ref := range refs {
				source, err := p.source(ctx, lib, ref)
				if err != nil {
					return err
				}
				which.Sources = append(which.Sources, source.ID)
			}
			summary, err := lib.Refresh(ctx, which, p.progress)
			if err != nil && !stopped(err) && summary.Sources == 0 {
				return err
			}
			if said := p.print(p.summary(summary)); said != nil {
				return said
			}
			if err == nil && summary.Failed > 0 {
				return silent(exitFailed)
			}
			return err
		},
	}
	cmd.Flags().BoolVar(&force, "force", false, p.words.Say("cli.flag.refresh.force"))
	return cmd
}

// progress tells in a terminal what each source brought, and everywhere which of
// them failed.
func (p *program) progress(done feed.Progress) {
	label := done.Source.Label()
	if f := done.Outcome.Failure; f != nil {
		_ = p.out.Flush()
		p.complain(p.words.Failure(f, label))
		if f.Kind == feed.FailedInternal {
			p.log.Error("reading a source", "source", label, "error", f.Error())
		}
		return
	}
	if done.Outcome.Moved != "" {
		_ = p.print(p.words.Say("cli.refresh.moved", label, plain.Line(done.Outcome.Moved)))
	}
	if _, terminal := p.shown(); !terminal || done.Outcome.Skipped {
		return
	}
	_ = p.print(p.words.Say("cli.refresh.source", done.Done, done.Total, label, p.news(done.Outcome)))
	_ = p.out.Flush()
}

// news says what a source brought.
func (p *program) news(o feed.Outcome) string {
	if o.New == 0 {
		return p.words.Say("cli.refresh.nothing")
	}
	return p.words.Say("cli.refresh.new", o.New)
}

// summary says what a refresh brought and what it cost.
func (p *program) summary(s feed.Summary) string {
	if s.Sources == 0 {
		if s.Skipped == 0 {
			return p.words.Say("cli.refresh.none")
		}
		return p.words.Say("cli.refresh.not.due")
	}
	said := p.words.Say("cli.refresh.new", s.New)
	if s.Changed > 0 {
		said += ", " + p.words.Say("cli.refresh.changed", s.Changed)
	}
	said += " · " + p.words.Say("cli.refresh.asked", s.Sources)
	if s.NotModified > 0 {
		said += ", " + p.words.Say("cli.refresh.unchanged", s.NotModified)
	}
	if s.Failed > 0 {
		said += ", " + p.words.Say("cli.refresh.failed", s.Failed)
	}
	if s.Skipped > 0 {
		said += ", " + p.words.Say("cli.refresh.skipped", s.Skipped)
	}
	return said + " · " + p.words.Bytes(s.Wire) + ", " + p.words.Say("cli.refresh.requests", s.Requests)
}
