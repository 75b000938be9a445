package cli

import (
	"context"
	"strings"

	"github.com/charmbracelet/x/ansi"
	"github.com/spf13/cobra"

	"griot/feed"
	"griot/feed/library"
	"griot/render/plain"
)

// rowsAtOnce is how many headlines are read from the store and laid out together.
const rowsAtOnce = 200

func (p *program) list() *cobra.Command {
	var asJSON, unread bool
	var limit int
	var order string
	cmd := &cobra.Command{
		Use:   "list [QUERY]",
		Short: p.words.Say("cli.help.list"),
		Long:  p.words.Say("cli.help.list.long"),
		Args:  cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			by, ok := orders()[order]
			if !ok {
				return misused(cmd, "cli.usage.sort", plain.Line(order))
			}
			if limit < 0 {
				return misused(cmd, "cli.usage.limit")
			}
			lib, err := p.library(cmd.Context())
			if err != nil {
				return err
			}
			q := feed.Query{Words: joined(args), Order: by}
			if unread {
				q.View = feed.Unread
			}
			if asJSON {
				return p.headlinesJSON(cmd.Context(), lib, q, limit)
			}
			return p.headlines(cmd.Context(), lib, q, limit)
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, p.words.Say("cli.flag.json"))
	cmd.Flags().BoolVar(&unread, "unread", false, p.words.Say("cli.flag.unread"))
	cmd.Flags().IntVar(&limit, "limit", 0, p.words.Say("cli.flag.limit"))
	cmd.Flags().StringVar(&order, "sort", "date", p.words.Say("cli.flag.sort"))
	_ = cmd.RegisterFlagCompletionFunc("sort", cobra.FixedCompletions([]cobra.Completion{"date", "views", "comments", "opens", "source"}, cobra.ShellCompDirectiveNoFileComp))
	return cmd
}

func orders() map[string]feed.Order {
	return map[string]feed.Order{
		"date": feed.ByDate, "views": feed.ByViews, "comments": feed.ByComments, "opens": feed.ByOpens, "source": feed.BySource,
	}
}

// eachPage reads a list a page at a time, up to a limit; 0 is no limit.
func eachPage(ctx context.Context, lib *library.Library, q feed.Query, limit int, use func([]feed.Headline) error) error {
	var from *feed.Headline
	for read := 0; ; {
		n := rowsAtOnce
		if limit > 0 {
			n = min(n, limit-read)
		}
		page, err := lib.Page(ctx, q, from, feed.Forward, n)
		if err != nil {
			return err
		}
		if len(page.Headlines) > 0 {
			if err := use(page.Headlines); err != nil {
				return err
			}
			from = &page.Headlines[len(page.Headlines)-1]
			read += len(page.Headlines)
		}
		if !page.More || len(page.Headlines) == 0 || read == limit {
			return nil
		}
	}
}

func (p *program) headlinesJSON(ctx context.Context, lib *library.Library, q feed.Query, limit int) error {
	array := arrayJSON{out: p.out}
	err := eachPage(ctx, lib, q, limit, func(page []feed.Headline) error {
		for _, h := range page {
			if err := array.add(headlineOf(h)); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	return array.end()
}

// headlines prints a list, one headline a line. In a terminal the columns are
// aligned and headlines are cut to its width; in a pipe nothing is cut.
func (p *program) headlines(ctx context.Context, lib *library.Library, q feed.Query, limit int) error {
	width, terminal := p.shown()
	wrote := 0
	var widest table
	err := eachPage(ctx, lib, q, limit, func(page []feed.Headline) error {
		rows := make([]row, len(page))
		for i, h := range page {
			rows[i] = p.rowOf(h)
			widest.include(rows[i])
		}
		table := widest
		if terminal {
			table.include(p.titles())
			table.fit(width)
			if wrote == 0 {
				if err := p.print(table.line(p.titles())); err != nil {
					return err
				}
			}
		}
		for _, r := range rows {
			wrote++
			if err := p.print(table.line(r)); err != nil {
				return err
			}
		}
		return nil
	})
	if err == nil && wrote == 0 && terminal {
		return p.print(p.words.Say("cli.list.empty"))
	}
	return err
}

// row is what a line of a list says.
type row struct{ id, mark, date, views, comments, title, source string }

func (p *program) rowOf(h feed.Headline) row {
	r := row{
		id:       idOf(h.ID),
		mark:     " ",
		date:     p.words.RowDate(h.Published, p.system.Now()),
		views:    p.words.Count(h.Views),
		comments: p.together(h.Comments, h.OwnComments),
		title:    p.headline(h.Title),
		source:   plain.Line(h.SourceLabel),
	}
	switch {
	case h.Starred:
		r.mark = "★"
	case !h.Read:
		r.mark = "•"
	}
	return r
}

// headline is an article's headline for people; some have none.
func (p *program) headline(title string) string {
	if title = plain.Line(title); title != "" {
		return title
	}
	return p.words.Say("headlines.untitled")
}

func (p *program) titles() row {
	return row{
		id: p.words.Say("cli.list.id"), mark: " ", date: p.words.Say("cli.list.date"), views: p.words.Say("cli.list.views"),
		comments: p.words.Say("cli.list.comments"), title: p.words.Say("cli.list.title"), source: p.words.Say("cli.list.source"),
	}
}

// table is how wide the columns of a list are, in cells. A title or source of no
// width is written as long as it is.
type table struct{ id, date, views, comments, title, source int }

// include makes the columns as wide as a row's values. The headline comes last but
// for the source, so that its length moves no other column.
func (t *table) include(r row) {
	t.id = max(t.id, ansi.StringWidth(r.id))
	t.date = max(t.date, ansi.StringWidth(r.date))
	t.views = max(t.views, ansi.StringWidth(r.views))
	t.comments = max(t.comments, ansi.StringWidth(r.comments))
}

// fit gives headline and source what is left of a terminal's width. Where that is
// little, the comments go, then the views.
func (t *table) fit(width int) {
	left := func() int { return width - 1 - ansi.StringWidth(t.before(row{})) }
	for _, column := range []*int{&t.comments, &t.views} {
		if left() < leastTitle {
			*column = gone
		}
	}
	t.title = max(left(), 1)
	if spare := t.title - goodTitle - len(gap); spare >= leastSource {
		t.source = min(spare, goodSource)
		t.title -= t.source + len(gap)
	}
}

const (
	leastTitle, goodTitle   = 24, 45 // cells
	leastSource, goodSource = 8, 20
	gone                    = -1 // the width of a column that is not written
)

const gap = "  "

// line writes a row in columns.
func (t table) line(r row) string {
	title, source := r.title, gap+r.source
	if t.title > 0 {
		title, source = padded(ansi.Truncate(title, t.title, "…"), t.title), ""
	}
	if t.source > 0 {
		source = gap + ansi.Truncate(r.source, t.source, "…")
	}
	return strings.TrimRight(t.before(r)+title+source, " ")
}

// before writes what stands before the headline.
func (t table) before(r row) string {
	said := flushRight(r.id, t.id) + gap + padded(r.mark, 1) + gap + flushRight(r.date, t.date) + gap
	if t.views != gone {
		said += flushRight(r.views, t.views) + gap
	}
	if t.comments != gone {
		said += flushRight(r.comments, t.comments) + gap
	}
	return said
}
