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
	id, err := c.number(`SELECT coalesce(max(a.id), 0) FROM sources s
		CROSS JOIN identities i ON i.source = s.id AND i.key = ?
		CROSS JOIN articles a ON a.id = i.article AND a.batch <> 0`, int64(feed.NameKey(ref)))
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
		CROSS JOIN articles a INDEXED BY source_date ON a.source = s.id AND a.batch <> 0 WHERE s.address IN (?, ?)`, path, ref)
	if err != nil {
		return feed.Headline{}, err
	}
	return c.headline(feed.ArticleID(id))
}

// byHeadline finds the one article whose headline is ref, else begins with it.
// Where several do, what is followed goes before what is hidden.
func (c *conn) byHeadline(ref string) (feed.Headline, error) {
	start := fold(ref)
	if start == "" {
		return feed.Headline{}, feed.ErrNoArticle
	}
	var is, isHidden, begins, beginsHidden []feed.ArticleID
	err := c.each(func(r rows) error {
		var id feed.ArticleID
		var title string
		var standing feed.Standing
		if err := r.Scan(&id, &title, &standing); err != nil {
			return err
		}
		switch title, followed := fold(title), standing == feed.Followed; {
		case title == start && followed:
			is = append(is, id)
		case title == start:
			isHidden = append(isHidden, id)
		case strings.HasPrefix(title, start) && followed:
			begins = append(begins, id)
		case strings.HasPrefix(title, start):
			beginsHidden = append(beginsHidden, id)
		}
		if len(is) > ambiguous {
			return errEnough
		}
		return nil
	}, `SELECT a.id, a.title, s.standing FROM words w CROSS JOIN articles a ON a.id = w.rowid
		CROSS JOIN sources s ON s.id = a.source
		WHERE w.words MATCH ? ORDER BY w.rowid DESC LIMIT 50000`, expression(strings.Fields(start)))
	if err != nil && !errors.Is(err, errEnough) {
		return feed.Headline{}, err
	}
	for _, ids := range [][]feed.ArticleID{is, isHidden, begins, beginsHidden} {
		if len(ids) > 0 {
			return c.only(ref, ids)
		}
	}
	return feed.Headline{}, feed.ErrNoArticle
}

// only returns the one article that there is, or says which there are.
func (c *conn) only(ref string, ids []feed.ArticleID) (feed.Headline, error) {
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
