package cli

import (
	"github.com/charmbracelet/x/ansi"
	"github.com/spf13/cobra"

	"griot/feed"
	"griot/render/plain"
)

func (p *program) sources() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "sources",
		Short: p.words.Say("cli.help.sources"),
		Args:  between(0, 0),
		RunE: func(cmd *cobra.Command, _ []string) error {
			lib, err := p.library(cmd.Context())
			if err != nil {
				return err
			}
			followed, err := lib.Sources(cmd.Context(), feed.Followed)
			if err != nil {
				return err
			}
			if asJSON {
				return p.sourcesJSON(followed)
			}
			return p.sourceLines(followed)
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, p.words.Say("cli.flag.json"))
	return cmd
}

func (p *program) sourcesJSON(followed []feed.Source) error {
	array := arrayJSON{out: p.out}
	for _, s := range followed {
		if err := array.add(p.sourceOf(s)); err != nil {
			return err
		}
	}
	return array.end()
}

// sourceLines prints one source a line: unread and all articles, when it was last
// read, its name and address, and below it what is wrong with it.
func (p *program) sourceLines(followed []feed.Source) error {
	if len(followed) == 0 {
		return p.print(p.words.Say("cli.sources.none"))
	}
	now := p.system.Now()
	counts, dates := 0, 0
	for _, s := range followed {
		counts = max(counts, ansi.StringWidth(p.unreadOf(s)))
		dates = max(dates, ansi.StringWidth(p.words.RowDate(feed.At(s.Health.Success), now)))
	}
	for _, s := range followed {
		said := flushRight(p.unreadOf(s), counts) + gap + flushRight(p.words.RowDate(feed.At(s.Health.Success), now), dates) + gap + plain.Line(s.Label())
		if s.Label() != s.Address && s.Kind != feed.KindSample {
			said += gap + plain.Line(s.Address)
		}
		for _, tag := range s.Tags {
			said += " #" + plain.Line(tag)
		}
		if s.Health.Failure != nil {
			said += "\n" + gap + p.words.Failure(s.Health.Failure, s.Label())
		}
		if s.Health.Cut {
			said += "\n" + gap + p.words.Say("sources.cut")
		}
		if err := p.print(said); err != nil {
			return err
		}
	}
	return nil
}

func (p *program) unreadOf(s feed.Source) string {
	return p.words.Number(int64(s.Unread)) + "/" + p.words.Number(int64(s.Total))
}

func (p *program) sourceOf(s feed.Source) sourceJSON {
	shaped := sourceJSON{
		ID: idOf(s.ID), Address: plain.Line(s.Address), Title: line(s.Title), Name: line(s.Name), Kind: kindName(s.Kind),
		Site: line(s.Site), Contact: line(s.Contact), Language: line(s.Language), Tags: []string{},
		Unread: s.Unread, Total: s.Total, Checked: timeOf(s.Health.Checked), Success: timeOf(s.Health.Success),
	}
	for _, tag := range s.Tags {
		shaped.Tags = append(shaped.Tags, plain.Line(tag))
	}
	if s.Health.Failure != nil {
		shaped.Error = line(p.words.Failure(s.Health.Failure, s.Label()))
	}
	return shaped
}

func kindName(k feed.Kind) string {
	switch k {
	case feed.KindFeed:
		return "feed"
	case feed.KindPage:
		return "page"
	case feed.KindFile:
		return "file"
	case feed.KindFolder:
		return "folder"
	case feed.KindInput:
		return "input"
	case feed.KindSample:
		return "sample"
	case feed.KindUnknown:
		return "unknown"
	default:
		return "unknown"
	}
}
