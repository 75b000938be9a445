package cli

import (
	"context"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"griot/feed"
	"griot/feed/library"
)

// patience is how long the publisher's comments are waited for before those that
// are stored are shown.
const patience = 10 * time.Second

func (p *program) comments() *cobra.Command {
	var mine, asJSON bool
	cmd := &cobra.Command{
		Use:               "comments [ARTICLE]",
		Short:             p.words.Say("cli.help.comments"),
		Long:              p.words.Say("cli.help.comments.long"),
		Args:              between(0, 1),
		ValidArgsFunction: p.completeArticles,
		RunE: func(cmd *cobra.Command, args []string) error {
			ctx := cmd.Context()
			lib, err := p.library(ctx)
			if err != nil {
				return err
			}
			if len(args) == 0 {
				return p.ownComments(ctx, lib, asJSON)
			}
			article, err := p.article(ctx, lib, args[0])
			if err != nil {
				return err
			}
			if !mine {
				p.askForComments(ctx, lib, article.ID)
			}
			thread, err := lib.Thread(ctx, article.ID)
			if err != nil {
				return err
			}
			return p.discussion(thread, mine, asJSON)
		},
	}
	cmd.Flags().BoolVar(&mine, "mine", false, p.words.Say("cli.flag.mine"))
	cmd.Flags().BoolVar(&asJSON, "json", false, p.words.Say("cli.flag.json"))
	return cmd
}

// askForComments fetches the publisher's comments where that is due. Without a
// network the stored ones are shown.
func (p *program) askForComments(ctx context.Context, lib *library.Library, article feed.ArticleID) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	if _, err := lib.RefreshComments(ctx, article, false); err != nil {
		p.log.Warn("the publisher's comments", "article", article, "error", err.Error())
	}
}

// discussion prints an article's comments, replies below what they answer.
func (p *program) discussion(thread feed.Thread, mine, asJSON bool) error {
	array := arrayJSON{out: p.out}
	wrote := 0
	for _, c := range thread.Comments {
		if mine && !c.Own {
			continue
		}
		wrote++
		if asJSON {
			if err := array.add(commentOf(c.Comment)); err != nil {
				return err
			}
			continue
		}
		depth := c.Depth
		if mine {
			depth = 0
		}
		if err := p.print(p.commentText(c.Comment, depth, wrote == 1)); err != nil {
			return err
		}
	}
	switch {
	case asJSON:
		return array.end()
	case wrote == 0:
		return p.print(p.words.Say("cli.comments.none"))
	default:
		return nil
	}
}

// ownComments prints everything that the reader wrote, under the headlines that it
// was written about.
func (p *program) ownComments(ctx context.Context, lib *library.Library, asJSON bool) error {
	own, err := lib.OwnComments(ctx, 0)
	if err != nil {
		return err
	}
	if asJSON {
		array := arrayJSON{out: p.out}
		for _, c := range own {
			if err := array.add(commentOf(c)); err != nil {
				return err
			}
		}
		return array.end()
	}
	if len(own) == 0 {
		return p.print(p.words.Say("cli.comments.none.own"))
	}
	var about feed.ArticleID
	for i, c := range own {
		first := c.Article != about
		if first {
			about = c.Article
			h, err := lib.Headline(ctx, c.Article)
			if err != nil {
				return err
			}
			heading := "# " + p.headline(h.Title) + " (" + idOf(h.ID) + ")\n"
			if i > 0 {
				heading = "\n" + heading
			}
			if err := p.print(heading); err != nil {
				return err
			}
		}
		if err := p.print(p.commentText(c, 0, first)); err != nil {
			return err
		}
	}
	return nil
}

// commentText is a comment for people: its id, who and when, and what was said.
func (p *program) commentText(c feed.Comment, depth int, first bool) string {
	indent := strings.Repeat(gap, depth)
	said := indent + idOf(c.ID) + gap + p.signature(c)
	for l := range strings.SplitSeq(strings.TrimSpace(markdownOf(c)), "\n") {
		said += "\n" + strings.TrimRight(indent+gap+l, " ")
	}
	if !first {
		said = "\n" + said
	}
	return said
}
