package cli

import (
	"context"
	"errors"
	"io"
	"os"
	"os/exec"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"griot/feed"
	"griot/feed/library"
	"griot/render/plain"
)

// longestComment is how much is read as one comment, in bytes. The store has the
// last word on what is too long.
const longestComment = 1 << 20

func (p *program) comment() *cobra.Command {
	var message, replyTo string
	cmd := &cobra.Command{
		Use:               "comment ARTICLE",
		Short:             p.words.Say("cli.help.comment"),
		Long:              p.words.Say("cli.help.comment.long"),
		Args:              between(1, 1),
		ValidArgsFunction: p.completeArticles,
		RunE: func(cmd *cobra.Command, args []string) error {
			ctx := cmd.Context()
			parent, err := strconv.ParseInt("0"+replyTo, 10, 64)
			if err != nil {
				return misused(cmd, "cli.usage.value", plain.Line(replyTo), "--reply-to")
			}
			lib, err := p.library(ctx)
			if err != nil {
				return err
			}
			article, err := p.article(ctx, lib, args[0])
			if err != nil {
				return err
			}
			draft := feed.Draft{Article: article.ID, ReplyTo: feed.CommentID(parent)}
			if err := answerable(ctx, lib, draft); err != nil {
				return err
			}
			if cmd.Flags().Changed("message") {
				return p.say(ctx, lib, draft, message)
			}
			if !term.IsTerminal(int(p.system.In.Fd())) {
				body, err := io.ReadAll(io.LimitReader(p.system.In, longestComment))
				if err != nil {
					return err
				}
				return p.say(ctx, lib, draft, string(body))
			}
			return p.write(ctx, lib, draft)
		},
	}
	cmd.Flags().StringVarP(&message, "message", "m", "", p.words.Say("cli.flag.message"))
	cmd.Flags().StringVar(&replyTo, "reply-to", "", p.words.Say("cli.flag.reply"))
	return cmd
}

// answerable makes sure that a reply's comment is under the same article.
func answerable(ctx context.Context, lib *library.Library, draft feed.Draft) error {
	if draft.ReplyTo == 0 {
		return nil
	}
	parent, err := lib.Comment(ctx, draft.ReplyTo)
	if err != nil {
		return err
	}
	if parent.Article != draft.Article {
		return failed("cli.comment.elsewhere", idOf(draft.ReplyTo), idOf(parent.Article))
	}
	return nil
}

// say saves a comment and prints its id. A draft that waits in the interface for
// the same place is another text: it stays.
func (p *program) say(ctx context.Context, lib *library.Library, draft feed.Draft, body string) error {
	waiting, isWaiting, err := draftAt(ctx, lib, draft)
	if err != nil {
		return err
	}
	draft.Body = body
	saved, _, err := lib.SaveComment(ctx, draft, p.config.Author)
	if err != nil {
		return err
	}
	if isWaiting && strings.TrimSpace(waiting.Body) != strings.TrimSpace(body) {
		if err := lib.SaveDraft(ctx, waiting); err != nil {
			return err
		}
	}
	return p.print(idOf(saved.ID))
}

// write lets the reader write in an editor. What was written is a draft before it
// is a comment, so that nothing is lost when saving fails.
func (p *program) write(ctx context.Context, lib *library.Library, draft feed.Draft) error {
	if p.config.Editor == "" {
		return failed("cli.comment.no.editor")
	}
	if waiting, isWaiting, err := draftAt(ctx, lib, draft); err != nil {
		return err
	} else if isWaiting {
		draft.Body = waiting.Body
	}
	path, err := editFile(draft.Body)
	if err != nil {
		return err
	}
	ctx = context.WithoutCancel(ctx) // ctrl+c in the editor is the editor's
	if err := p.edit(path); err != nil {
		return failed("cli.comment.editor.failed", plain.Line(p.config.Editor), path)
	}
	body, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	draft.Body = string(body)
	if strings.TrimSpace(draft.Body) == "" {
		return errors.Join(feed.ErrEmptyComment, os.Remove(path))
	}
	if err := lib.SaveDraft(ctx, draft); err != nil {
		p.complain(p.words.Say("cli.comment.kept", path))
		return err
	}
	saved, _, err := lib.SaveComment(ctx, draft, p.config.Author)
	if err != nil {
		p.complain(p.words.Say("cli.comment.kept", path))
		return err
	}
	_ = os.Remove(path)
	return p.print(idOf(saved.ID))
}

// editFile makes a file of one's own for the editor.
func editFile(body string) (path string, err error) {
	file, err := os.CreateTemp("", "griot-*.md")
	if err != nil {
		return "", err
	}
	_, err = file.WriteString(body)
	return file.Name(), errors.Join(err, file.Close())
}

// edit runs the editor as shells do: its command may have arguments.
func (p *program) edit(path string) error {
	command := exec.Command("/bin/sh", "-c", p.config.Editor+` "$1"`, "griot", path)
	command.Stdin, command.Stdout, command.Stderr = p.system.In, p.system.Out, p.system.Err
	return command.Run()
}

// draftAt finds the draft that waits for the same place.
func draftAt(ctx context.Context, lib *library.Library, at feed.Draft) (feed.Draft, bool, error) {
	drafts, err := lib.Drafts(ctx, at.Article)
	if err != nil {
		return feed.Draft{}, false, err
	}
	for _, d := range drafts {
		if d.ReplyTo == at.ReplyTo && d.Editing == 0 {
			return d, true, nil
		}
	}
	return feed.Draft{}, false, nil
}
