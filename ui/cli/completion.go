package cli

import (
	"context"
	"os"

	"github.com/spf13/cobra"

	"griot/feed"
	"griot/feed/store"
	"griot/render/plain"
)

func (p *program) completion() *cobra.Command {
	return &cobra.Command{
		Use:       "completion bash|zsh|fish|powershell",
		Short:     p.words.Say("cli.help.completion"),
		Long:      p.words.Say("cli.help.completion.long"),
		Args:      between(1, 1),
		ValidArgs: []cobra.Completion{"bash", "zsh", "fish", "powershell"},
		RunE: func(cmd *cobra.Command, args []string) error {
			root := cmd.Root()
			switch args[0] {
			case "bash":
				return root.GenBashCompletionV2(p.out, true)
			case "zsh":
				return root.GenZshCompletion(p.out)
			case "fish":
				return root.GenFishCompletion(p.out, true)
			case "powershell":
				return root.GenPowerShellCompletionWithDesc(p.out)
			default:
				return misused(cmd, "cli.usage.shell", plain.Line(args[0]))
			}
		},
	}
}

// mostCompletions is how many articles a shell is offered: the newest.
const mostCompletions = 50

// completeArticles offers the ids of the newest articles, and files.
func (p *program) completeArticles(cmd *cobra.Command, args []string, _ string) ([]cobra.Completion, cobra.ShellCompDirective) {
	if len(args) > 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	var found []cobra.Completion
	p.looking(cmd.Context(), func(ctx context.Context, s *store.Store) {
		page, err := s.Page(ctx, feed.Query{}, nil, feed.Forward, mostCompletions)
		if err != nil {
			return
		}
		for _, h := range page.Headlines {
			found = append(found, cobra.CompletionWithDesc(idOf(h.ID), plain.Line(h.Title)))
		}
	})
	return found, cobra.ShellCompDirectiveKeepOrder
}

// completeSources offers the addresses of what is followed.
func (p *program) completeSources(cmd *cobra.Command, _ []string, _ string) ([]cobra.Completion, cobra.ShellCompDirective) {
	var found []cobra.Completion
	p.looking(cmd.Context(), func(ctx context.Context, s *store.Store) {
		followed, err := s.Sources(ctx, feed.Followed)
		if err != nil {
			return
		}
		for _, source := range followed {
			if source.Kind != feed.KindSample {
				found = append(found, cobra.CompletionWithDesc(plain.Line(source.Address), plain.Line(source.Label())))
			}
		}
	})
	return found, cobra.ShellCompDirectiveNoFileComp
}

// looking opens the store to read only, if there is one: pressing tab makes no
// file and starts nothing.
func (p *program) looking(ctx context.Context, look func(context.Context, *store.Store)) {
	if _, err := os.Stat(p.config.Paths.Store); err != nil {
		return
	}
	s, err := store.Open(ctx, p.config.Paths.Store, store.Options{ReadOnly: true, Now: p.system.Now})
	if err != nil {
		return
	}
	defer s.Close()
	look(ctx, s)
}
