package cli

import (
	"github.com/spf13/cobra"

	"griot/feed"
)

func (p *program) remove() *cobra.Command {
	return &cobra.Command{
		Use:               "remove SOURCE",
		Short:             p.words.Say("cli.help.remove"),
		Long:              p.words.Say("cli.help.remove.long"),
		Args:              between(1, 1),
		ValidArgsFunction: p.completeSources,
		RunE: func(cmd *cobra.Command, args []string) error {
			ctx := cmd.Context()
			lib, err := p.library(ctx)
			if err != nil {
				return err
			}
			source, err := p.source(ctx, lib, args[0])
			if err != nil {
				return err
			}
			if source.Kind == feed.KindSample {
				return failed("cli.remove.sample")
			}
			if _, err := lib.Unfollow(ctx, source.ID); err != nil {
				return about{source.Label(), err}
			}
			return p.print(p.words.Say("cli.remove.done", source.Label()))
		},
	}
}
