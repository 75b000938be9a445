package cli

import (
	"errors"

	"github.com/spf13/cobra"

	"griot/feed"
)

func (p *program) add() *cobra.Command {
	var force bool
	cmd := &cobra.Command{
		Use:   "add SOURCE...",
		Short: p.words.Say("cli.help.add"),
		Long:  p.words.Say("cli.help.add.long"),
		Args:  between(1, -1),
		RunE: func(cmd *cobra.Command, refs []string) error {
			ctx := cmd.Context()
			lib, err := p.library(ctx)
			if err != nil {
				return err
			}
			var failures []error
			for _, ref := range refs {
				if body, list := listOf(ref); list {
					if err := p.follow(ctx, lib, ref, wantedIn(body), false); err != nil {
						failures = append(failures, err)
					}
					continue
				}
				source, outcome, err := lib.Follow(ctx, ref, force)
				if err != nil && !errors.Is(err, feed.ErrFollowed) {
					failures = append(failures, refused(ref, err))
					continue
				}
				if err := p.print(p.followed(source, outcome, err == nil)); err != nil {
					return err
				}
			}
			return p.allOf(ctx, failures)
		},
	}
	cmd.Flags().BoolVar(&force, "force", false, p.words.Say("cli.flag.add.force"))
	return cmd
}

// followed says what following a source brought.
func (p *program) followed(s feed.Source, o feed.Outcome, isNew bool) string {
	switch {
	case !isNew:
		return p.words.Say("cli.add.already", s.Label())
	case o.Failure != nil && s.Total > 0:
		return p.words.Say("cli.add.part", s.Label(), s.Total, p.words.Failure(o.Failure, s.Label()))
	case o.Failure != nil:
		return p.words.Say("cli.add.dead", s.Label(), p.words.Failure(o.Failure, s.Label()))
	case o.Wire > 0:
		return p.words.Say("cli.add.done.cost", s.Label(), s.Total, p.words.Bytes(o.Wire))
	default:
		return p.words.Say("cli.add.done", s.Label(), s.Total)
	}
}

// refused is why a source is not followed. One that only can't be read now may be
// followed all the same.
func refused(ref string, err error) error {
	if f, unreadable := errors.AsType[*feed.Failure](err); unreadable && f.Kind != feed.FailedAddress && f.Kind != feed.FailedList {
		return forcible{about{ref, err}}
	}
	return about{ref, err}
}
