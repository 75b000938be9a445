package cli

import (
	"slices"

	"github.com/spf13/cobra"

	"griot/feed"
	"griot/feed/opml"
	"griot/render/plain"
)

func (p *program) export() *cobra.Command {
	return &cobra.Command{
		Use:       "export opml",
		Short:     p.words.Say("cli.help.export"),
		Long:      p.words.Say("cli.help.export.long"),
		Args:      between(1, 1),
		ValidArgs: []cobra.Completion{"opml"},
		RunE: func(cmd *cobra.Command, args []string) error {
			if args[0] != "opml" {
				return misused(cmd, "cli.usage.export", p.words.Quote(plain.Line(args[0])))
			}
			lib, err := p.library(cmd.Context())
			if err != nil {
				return err
			}
			followed, err := lib.Sources(cmd.Context(), feed.Followed)
			if err != nil {
				return err
			}
			followed = slices.DeleteFunc(followed, func(s feed.Source) bool { return s.Kind == feed.KindSample })
			skipped, err := opml.Write(p.out, followed, p.system.Now())
			if err == nil && skipped > 0 {
				p.complain(p.words.Say("cli.export.skipped", skipped))
			}
			return err
		},
	}
}
