package cli

import (
	"context"
	"slices"

	"github.com/spf13/cobra"

	"griot/feed"
	"griot/feed/library"
	"griot/feed/opml"
	"griot/render/plain"
)

func (p *program) export() *cobra.Command {
	var all bool
	cmd := &cobra.Command{
		Use:       "export opml|edition|markdown",
		Short:     p.words.Say("cli.help.export"),
		Long:      p.words.Say("cli.help.export.long"),
		Args:      between(1, 1),
		ValidArgs: []cobra.Completion{"opml", "edition", "markdown"},
		RunE: func(cmd *cobra.Command, args []string) error {
			write := map[string]func(context.Context, *library.Library) error{
				"opml":     p.exportOPML,
				"edition":  func(ctx context.Context, lib *library.Library) error { return p.exportEdition(ctx, lib, all) },
				"markdown": func(ctx context.Context, lib *library.Library) error { return p.exportMarkdown(ctx, lib, all) },
			}[args[0]]
			if write == nil {
				return misused(cmd, "cli.usage.export", p.words.Quote(plain.Line(args[0])))
			}
			lib, err := p.library(cmd.Context())
			if err != nil {
				return err
			}
			return write(cmd.Context(), lib)
		},
	}
	cmd.Flags().BoolVar(&all, "all", false, p.words.Say("cli.flag.export.all"))
	return cmd
}

func (p *program) exportOPML(ctx context.Context, lib *library.Library) error {
	followed, err := lib.Sources(ctx, feed.Followed)
	if err != nil {
		return err
	}
	followed = slices.DeleteFunc(followed, func(s feed.Source) bool { return s.Kind == feed.KindSample })
	skipped, err := opml.Write(p.out, followed, p.system.Now())
	if err == nil && skipped > 0 {
		p.complain(p.words.Say("cli.export.skipped", skipped))
	}
	return err
}

// exportMarkdown writes articles with their comments as show does in a pipe.
func (p *program) exportMarkdown(ctx context.Context, lib *library.Library, all bool) error {
	separator := ""
	return p.eachKept(ctx, lib, all, func(r reading) error {
		said := separator + p.markdown(r) + "\n"
		separator = "\n---\n\n"
		return p.emit(said, nil)
	})
}

// eachKept reads what the reader starred or commented on; with all everything else
// as well. It says when there is nothing.
func (p *program) eachKept(ctx context.Context, lib *library.Library, all bool, use func(reading) error) error {
	views := []feed.View{feed.Starred, feed.Commented}
	if all {
		views = append(views, feed.All)
	}
	used := map[feed.ArticleID]bool{}
	for _, view := range views {
		err := eachPage(ctx, lib, feed.Query{View: view}, 0, func(page []feed.Headline) error {
			for _, h := range page {
				if used[h.ID] {
					continue
				}
				used[h.ID] = true
				r, err := p.stored(ctx, lib, h.ID)
				if err == nil {
					err = use(r)
				}
				if err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	if len(used) == 0 {
		p.complain(p.words.Say("cli.export.nothing"))
	}
	return nil
}
