package cli

import (
	"context"
	"errors"
	"strings"

	"github.com/spf13/cobra"

	"griot/feed"
	"griot/feed/library"
	"griot/render/plain"
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
				isNew := err == nil
				if err := p.print(p.followed(source, outcome, isNew)); err != nil {
					return err
				}
				if isNew && outcome.Failure == nil {
					if err := p.offered(ctx, lib, ref, source); err != nil {
						return err
					}
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

// mostOffered is how many feeds of a page are named beside the one that is followed.
const mostOffered = 5

// offered names the other feeds of a page that led to a source. What the page says
// is remembered from following it.
func (p *program) offered(ctx context.Context, lib *library.Library, ref string, s feed.Source) error {
	if s.Kind != feed.KindFeed || ref == s.Address {
		return nil
	}
	found, err := lib.Preview(ctx, ref)
	if err != nil {
		return nil // it is followed: that was asked for
	}
	lines := []string{p.words.Say("cli.add.offered")}
	for _, c := range found.Candidates {
		if c.URL == s.Address || len(lines) > mostOffered {
			continue
		}
		lines = append(lines, strings.TrimRight(gap+plain.Line(c.URL)+gap+plain.Line(c.Title), " "))
	}
	if len(lines) == 1 {
		return nil
	}
	return p.print(strings.Join(lines, "\n"))
}

// refused is why a source is not followed. One that only can't be read now may be
// followed all the same.
func refused(ref string, err error) error {
	if f, unreadable := errors.AsType[*feed.Failure](err); unreadable && f.Kind != feed.FailedAddress && f.Kind != feed.FailedList {
		return forcible{about{ref, err}}
	}
	return about{ref, err}
}
