package store

import (
	"context"
	"errors"
	"path/filepath"
	"strconv"
	"strings"

	"griot/feed"
)

// errEnough ends a search that has found what it was for.
var errEnough = errors.New("enough")

// ambiguous is how many matches are named.
const ambiguous = 5

// Lookup finds the article that the reader means: by its id, else its address,
// else the path of its file, else the start of its headline. Errors:
// feed.ErrNoArticle, *feed.AmbiguousError.
func (s *Store) Lookup(ctx context.Context, ref string) (h feed.Headline, err error) {
	err = s.read(ctx, "find "+strconv.Quote(ref), func(c *conn) error {
		for _, by := range []func(string) (feed.Headline, error){c.byID, c.byName, c.byPath, c.byHeadline} {
			if h, err = by(strings.TrimSpace(ref)); !errors.Is(err, feed.ErrNoArticle) {
				return err
			}
		}
		return feed.ErrNoArticle
	})
	return h, err
}

func (c *conn) byID(ref string) (feed.Headline, error) {
	id, err := strconv.ParseInt(ref, 10, 64)
	if err != nil {
		return feed.Headline{}, feed.ErrNoArticle
	}
	return c.headline(feed.ArticleID(id))
}

// byName finds the article with a link or a guid, the newest when several have it.
func (c *conn) byName(ref string) (feed.Headline, error) {
	id, err := c.number(`SELECT coalesce(max(i.article), 0) FROM sources s
		CROSS JOIN identities i ON i.source = s.id AND i.key = ?`, int64(feed.NameKey(ref)))
	if err != nil {
		return feed.Headline{}, err
	}
	return c.headline(feed.ArticleID(id))
}

// byPath finds the newest article of a source that is a file or a folder.
func (c *conn) byPath(ref string) (feed.Headline, error) {
	path, err := filepath.Abs(ref)
	if err != nil || ref == "" {
		return feed.Headline{}, feed.ErrNoArticle
	}
	id, err := c.number(`SELECT coalesce(max(a.id), 0) FROM sources s
		CROSS JOIN articles a INDEXED BY source_date ON a.source = s.id WHERE s.address IN (?, ?)`, path, ref)
	if err != nil {
		return feed.Headline{}, err
	}
	return c.headline(feed.ArticleID(id))
}

// byHeadline finds the one article whose headline begins with ref, or is ref.
func (c *conn) byHeadline(ref string) (feed.Headline, error) {
	start := fold(ref)
	if start == "" {
		return feed.Headline{}, feed.ErrNoArticle
	}
	var begin, equal []feed.ArticleID
	err := c.each(func(r rows) error {
		var id feed.ArticleID
		var title string
		if err := r.Scan(&id, &title); err != nil {
			return err
		}
		switch title = fold(title); {
		case title == start:
			equal = append(equal, id)
		case strings.HasPrefix(title, start):
			begin = append(begin, id)
		}
		if len(equal) > ambiguous {
			return errEnough
		}
		return nil
	}, `SELECT a.id, a.title FROM words w CROSS JOIN articles a ON a.id = w.rowid
		WHERE w.words MATCH ? ORDER BY w.rowid DESC LIMIT 50000`, expression(strings.Fields(start)))
	if err != nil && !errors.Is(err, errEnough) {
		return feed.Headline{}, err
	}
	ids := equal
	if len(ids) == 0 {
		ids = begin
	}
	found, err := c.headlines(ids[:min(len(ids), ambiguous)])
	switch {
	case err != nil:
		return feed.Headline{}, err
	case len(found) == 0:
		return feed.Headline{}, feed.ErrNoArticle
	case len(found) > 1:
		return feed.Headline{}, &feed.AmbiguousError{Ref: ref, Matches: found}
	}
	return found[0], nil
}
