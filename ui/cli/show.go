package cli

import (
	"context"
	"errors"

	"github.com/spf13/cobra"

	"griot/feed"
	"griot/feed/library"
	"griot/render/plain"
)

// reading is one article as show writes it, from the store or from a document.
type reading struct {
	stored *feed.Article // nil for one that was only parsed
	source string
	entry  feed.Entry
	thread []feed.Threaded
	note   string // what else its byline says
}

type showOptions struct {
	all, json, html, earlier bool

	style string
	width int
}

func (p *program) show() *cobra.Command {
	var o showOptions
	cmd := &cobra.Command{
		Use:               "show ARTICLE|FILE|URL",
		Short:             p.words.Say("cli.help.show"),
		Long:              p.words.Say("cli.help.show.long"),
		Args:              between(1, 1),
		ValidArgsFunction: p.completeArticles,
		RunE: func(cmd *cobra.Command, args []string) error {
			if o.style != "auto" && o.style != "always" && o.style != "never" {
				return misused(cmd, "cli.usage.style", plain.Line(o.style))
			}
			if cmd.Flags().Changed("width") && o.width < 1 {
				return misused(cmd, "cli.usage.width")
			}
			if o.json && o.html {
				return misused(cmd, "cli.usage.both", "--json", "--html")
			}
			readings, err := p.readings(cmd.Context(), args[0], o.all)
			if err != nil {
				return err
			}
			if o.earlier {
				if readings, err = p.earlier(cmd.Context(), readings); err != nil {
					return err
				}
				o.all = true
			}
			return p.present(cmd.Context(), readings, o)
		},
	}
	cmd.Flags().BoolVar(&o.all, "all", false, p.words.Say("cli.flag.all"))
	cmd.Flags().BoolVar(&o.earlier, "earlier", false, p.words.Say("cli.flag.earlier"))
	cmd.Flags().BoolVar(&o.json, "json", false, p.words.Say("cli.flag.json"))
	cmd.Flags().BoolVar(&o.html, "html", false, p.words.Say("cli.flag.html"))
	cmd.Flags().StringVar(&o.style, "style", "auto", p.words.Say("cli.flag.style"))
	cmd.Flags().IntVar(&o.width, "width", 0, p.words.Say("cli.flag.width"))
	_ = cmd.RegisterFlagCompletionFunc("style", cobra.FixedCompletions([]cobra.Completion{"auto", "always", "never"}, cobra.ShellCompDirectiveNoFileComp))
	return cmd
}

func (p *program) present(ctx context.Context, readings []reading, o showOptions) error {
	switch {
	case o.json && o.all:
		array := arrayJSON{out: p.out}
		for _, r := range readings {
			if err := array.add(readingOf(r)); err != nil {
				return err
			}
		}
		return array.end()
	case o.json:
		return writeJSON(p.out, readingOf(readings[0]))
	case o.html:
		return p.showHTML(readings)
	default:
		return p.showText(ctx, readings, o)
	}
}

// readings finds what is to be shown: an article of the store by its id or its
// address, else what lies at the address or the path, else an article by the start
// of its headline. Of a document it is the first article, or all of them.
func (p *program) readings(ctx context.Context, ref string, all bool) ([]reading, error) {
	_, kind := library.Resolve(ref)
	document := kind.Local() && !isNumber(ref)
	if !document && !(all && isAddress(ref)) {
		lib, err := p.library(ctx)
		if err != nil {
			return nil, err
		}
		h, err := lib.Lookup(ctx, ref)
		switch {
		case err == nil:
			r, err := p.stored(ctx, lib, h.ID)
			return []reading{r}, err
		case !errors.Is(err, feed.ErrNoArticle):
			return nil, err
		case !isAddress(ref) && !isHost(ref) && !isThere(ref):
			return nil, failed("cli.article.none", p.words.Quote(library.Shown(ref)))
		}
	}
	d, err := p.document(ctx, ref, "")
	if err != nil {
		return nil, err
	}
	var found []reading
	for _, e := range d.Entries {
		found = append(found, parsedReading(d, e))
		if !all {
			break
		}
	}
	if len(found) == 0 {
		return nil, about{ref, feed.Fail(feed.FailedEmpty, nil)}
	}
	return found, nil
}

// stored reads an article and its comments. It is no open: nothing is counted.
func (p *program) stored(ctx context.Context, lib *library.Library, id feed.ArticleID) (reading, error) {
	a, err := lib.Article(ctx, id)
	if err != nil {
		return reading{}, err
	}
	thread, err := lib.Thread(ctx, id)
	if err != nil {
		return reading{}, err
	}
	texts, err := lib.Earlier(ctx, id)
	if err != nil {
		return reading{}, err
	}
	note := ""
	if len(texts) > 0 {
		note = p.words.Say("cli.show.changed", idOf(id))
	}
	return reading{
		note: note, stored: &a, source: a.SourceLabel, thread: thread.Comments,
		entry: feed.Entry{
			GUID: a.GUID, Title: a.Title, Link: a.Link, Author: a.Author, Published: a.Published, Updated: a.Updated,
			Language: a.Language, Content: a.Content, Summary: a.Summary, Enclosures: a.Enclosures, Categories: a.Categories,
			CommentsURL: a.CommentsURL, CommentsFeed: a.CommentsFeed, Views: a.Views, CommentCount: a.Comments,
		},
	}, nil
}

// earlier are the texts that a stored article had when the reader starred it or wrote
// about it, and that its publisher has changed since.
func (p *program) earlier(ctx context.Context, of []reading) ([]reading, error) {
	var all []reading
	for _, r := range of {
		if r.stored == nil {
			continue
		}
		texts, err := p.opened.Earlier(ctx, r.stored.ID)
		if err != nil {
			return nil, err
		}
		for _, text := range texts {
			was := r
			was.entry.Title, was.entry.Content, was.entry.Summary, was.entry.Updated = text.Title, text.Content, "", feed.At(text.Until)
			was.thread, was.note = nil, p.words.Say("cli.show.until", p.words.LongDate(feed.At(text.Until)))
			all = append(all, was)
		}
	}
	if len(all) == 0 {
		return nil, failed("cli.show.earlier.none")
	}
	return all, nil
}

// parsedReading is an article of a document, with the comments that stand in it.
func parsedReading(d feed.Document, e feed.Entry) reading {
	r := reading{source: d.Title, entry: e}
	depths := make(map[string]int, len(e.Comments))
	for _, c := range e.Comments {
		depth := 0
		if above, isReply := depths[c.ParentKey]; isReply && c.ParentKey != "" {
			depth = above + 1
		}
		depths[c.Key] = depth
		r.thread = append(r.thread, feed.Threaded{
			Comment: feed.Comment{Author: c.Author, Body: c.Content, Published: c.Published}, Depth: depth,
		})
	}
	return r
}

// readingOf shapes a reading for programs.
func readingOf(r reading) any {
	item := itemOf(r.entry)
	if r.stored == nil {
		return item
	}
	shaped := storedJSON{
		itemJSON: item, ID: idOf(r.stored.ID), GUID: item.ID, Source: line(r.source), Comments: []commentJSON{},
		Own: r.stored.OwnComments, Opens: r.stored.Opens, Read: r.stored.Read, Starred: r.stored.Starred,
	}
	for _, c := range r.thread {
		shaped.Comments = append(shaped.Comments, commentOf(c.Comment))
	}
	return shaped
}

func isNumber(ref string) bool {
	for _, r := range ref {
		if r < '0' || r > '9' {
			return false
		}
	}
	return ref != ""
}
