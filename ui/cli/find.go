package cli

import (
	"context"
	"errors"
	"net/url"
	"os"
	"strings"

	"griot/feed"
	"griot/feed/library"
)

// article finds the article that the reader names: an id, an address, a path or
// the start of a headline. An address or a path that is not stored is read now.
func (p *program) article(ctx context.Context, lib *library.Library, ref string) (feed.Headline, error) {
	h, err := lib.Lookup(ctx, ref)
	if !errors.Is(err, feed.ErrNoArticle) {
		return h, err
	}
	if !isAddress(ref) && !isThere(ref) {
		return feed.Headline{}, failed("cli.article.none", p.words.Quote(library.Shown(ref)))
	}
	scope, err := lib.Visit(ctx, []string{ref}, p.system.In)
	if err != nil {
		return feed.Headline{}, about{ref, err}
	}
	page, err := lib.Page(ctx, feed.Query{Sources: scope}, nil, feed.Forward, 2)
	switch {
	case err != nil:
		return feed.Headline{}, err
	case len(page.Headlines) == 1:
		return page.Headlines[0], nil
	case len(page.Headlines) == 0:
		return feed.Headline{}, about{ref, feed.Fail(feed.FailedEmpty, nil)}
	default:
		return feed.Headline{}, failed("cli.article.many", library.Shown(ref))
	}
}

// source finds the followed source that the reader names: its address, its name,
// or the only one whose name starts so.
func (p *program) source(ctx context.Context, lib *library.Library, ref string) (feed.Source, error) {
	followed, err := lib.Sources(ctx, feed.Followed)
	if err != nil {
		return feed.Source{}, err
	}
	address, _ := lib.Resolve(ref)
	for _, s := range followed {
		if s.Address == ref || s.Address == address || s.Site != "" && strings.TrimSuffix(s.Site, "/") == strings.TrimSuffix(address, "/") {
			return s, nil
		}
	}
	var starts []feed.Source
	for _, s := range followed {
		switch label := s.Label(); {
		case strings.EqualFold(label, ref), idOf(s.ID) == ref:
			return s, nil
		case len(label) >= len(ref) && strings.EqualFold(label[:len(ref)], ref):
			starts = append(starts, s)
		}
	}
	switch len(starts) {
	case 0:
		return feed.Source{}, failed("cli.source.none", p.words.Quote(library.Shown(ref)))
	case 1:
		return starts[0], nil
	default:
		return feed.Source{}, failed("cli.source.many", p.words.Quote(library.Shown(ref)))
	}
}

// isAddress tells whether something typed is an http or https URL.
func isAddress(ref string) bool {
	u, err := url.Parse(ref)
	return err == nil && u.Host != "" && (strings.EqualFold(u.Scheme, "http") || strings.EqualFold(u.Scheme, "https"))
}

// isThere tells whether something typed is a file or a folder.
func isThere(ref string) bool {
	_, err := os.Stat(ref)
	return err == nil
}
