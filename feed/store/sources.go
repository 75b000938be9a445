package store

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"griot/feed"
)

const sourceColumns = `id, address, kind, standing, title, name, site, contact, language, tags,
	checked, success, due, failure, wire, gone, etag, modified, body`

func scanSource(r rows) (s feed.Source, err error) {
	var tags string
	var h healthColumns
	if err := r.Scan(&s.ID, &s.Address, &s.Kind, &s.Standing, &s.Title, &s.Name, &s.Site, &s.Contact, &s.Language, &tags,
		&h.checked, &h.success, &h.due, &h.failure, &h.wire, &h.gone, &h.etag, &h.modified, &h.body); err != nil {
		return s, err
	}
	if s.Tags, err = unlist[string](tags); err != nil {
		return s, fmt.Errorf("tags of %s: %w", s.Address, err)
	}
	s.Health, err = h.health()
	return s, err
}

// Sources returns the sources of these standings, or all, by name.
func (s *Store) Sources(ctx context.Context, standings ...feed.Standing) (all []feed.Source, err error) {
	err = s.read(ctx, "list sources", func(c *conn) error {
		all = nil
		err := c.each(func(r rows) error {
			src, err := scanSource(r)
			if err == nil && (len(standings) == 0 || slices.Contains(standings, src.Standing)) {
				all = append(all, src)
			}
			return err
		}, "SELECT "+sourceColumns+" FROM sources ORDER BY sortname, id")
		if err != nil {
			return err
		}
		return c.countSources(all)
	})
	return all, err
}

// countSources fills in Unread and Total.
func (c *conn) countSources(all []feed.Source) error {
	at := make(map[feed.SourceID]int, len(all))
	for i, src := range all {
		at[src.ID] = i
	}
	return c.each(func(r rows) error {
		var id feed.SourceID
		var n int
		var unread bool
		if err := r.Scan(&id, &n, &unread); err != nil {
			return err
		}
		if i, ok := at[id]; ok {
			all[i].Total += n
			if unread {
				all[i].Unread += n
			}
		}
		return nil
	}, "SELECT c.source, c.n, b.unread FROM batches b CROSS JOIN counts c ON c.list = b.id")
}

// Source returns a source, or feed.ErrNoSource.
func (s *Store) Source(ctx context.Context, id feed.SourceID) (src feed.Source, err error) {
	err = s.read(ctx, "read source", func(c *conn) error {
		src, err = c.source("id = ?", int64(id))
		return err
	})
	return src, err
}

// SourceAt returns the source with an address, or feed.ErrNoSource.
func (s *Store) SourceAt(ctx context.Context, address string) (src feed.Source, err error) {
	err = s.read(ctx, "find source "+address, func(c *conn) error {
		src, err = c.source("address = ?", address)
		return err
	})
	return src, err
}

// source reads the source for which a condition holds.
func (c *conn) source(where string, arg any) (feed.Source, error) {
	var found []feed.Source
	err := c.each(func(r rows) error {
		src, err := scanSource(r)
		found = append(found, src)
		return err
	}, "SELECT "+sourceColumns+" FROM sources WHERE "+where, arg)
	if err != nil {
		return feed.Source{}, err
	}
	if len(found) == 0 {
		return feed.Source{}, feed.ErrNoSource
	}
	src := found[0]
	err = c.each(func(r rows) error {
		var n int
		var unread bool
		err := r.Scan(&n, &unread)
		src.Total += n
		if unread {
			src.Unread += n
		}
		return err
	}, "SELECT c.n, b.unread FROM batches b CROSS JOIN counts c ON c.list = b.id AND c.source = ?", int64(src.ID))
	return src, err
}

// Follow makes a source a followed one, with the name, the tags and, when it is
// known, the kind given. The source is found by its address; one that was hidden
// returns with all it had. Other fields fill in what the store doesn't know yet.
//
// With Standing feed.Visiting the source is only opened: when its address is
// known it is returned as it is, whatever its standing.
func (s *Store) Follow(ctx context.Context, src feed.Source) (stored feed.Source, err error) {
	err = s.write(ctx, "follow "+src.Address, func(t *tx) error {
		var err error
		if src.Standing == feed.Visiting {
			stored, err = t.visitSource(src)
			return err
		}
		followed := src
		followed.Standing = feed.Followed
		id, err := t.putSource(followed)
		if err != nil {
			return err
		}
		stored, err = t.source("id = ?", id)
		return err
	})
	return stored, err
}

func (t *tx) visitSource(src feed.Source) (feed.Source, error) {
	id, err := t.number("SELECT id FROM sources WHERE address = ?", src.Address)
	if err == nil && id == 0 {
		id, err = t.putSource(src)
	}
	if err != nil {
		return src, err
	}
	if _, err := t.exec("UPDATE sources SET visited = ? WHERE id = ?", millis(t.now), id); err != nil {
		return src, err
	}
	return t.source("id = ?", id)
}

// putSource inserts a source or updates the one with its address.
func (t *tx) putSource(src feed.Source) (id int64, err error) {
	old, err := t.source("address = ?", src.Address)
	switch {
	case err == nil:
		src.ID = old.ID
		if src.Kind == feed.KindUnknown {
			src.Kind = old.Kind
		}
		fill(&src.Title, old.Title)
		fill(&src.Site, old.Site)
		fill(&src.Contact, old.Contact)
		fill(&src.Language, old.Language)
	case err == feed.ErrNoSource:
		id, err := t.insert(`INSERT INTO sources(address, kind, standing, sortname, shown) VALUES (?, ?, ?, '', ?)`,
			src.Address, src.Kind, src.Standing, shown(src))
		if err != nil {
			return 0, err
		}
		src.ID = feed.SourceID(id)
	default:
		return 0, err
	}
	if _, err = t.exec(`UPDATE sources SET kind = ?, standing = ?, title = ?, name = ?, site = ?, contact = ?, language = ?, tags = ?
		WHERE id = ?`, src.Kind, src.Standing, src.Title, src.Name, src.Site, src.Contact, src.Language, jsonList(src.Tags), int64(src.ID)); err != nil {
		return 0, err
	}
	return int64(src.ID), t.placeSource(src)
}

// fill sets a field to a value, if there is one.
func fill(field *string, value string) {
	if value != "" {
		*field = value
	}
}

// placeSource brings what follows from a source's name, standing and tags up to
// date: where it sorts, and whether its articles are in the common lists.
func (t *tx) placeSource(src feed.Source) error {
	if _, err := t.exec("UPDATE sources SET sortname = ? WHERE id = ?", fold(src.Label()), int64(src.ID)); err != nil {
		return err
	}
	return t.show(int64(src.ID), shown(src))
}

// shown tells whether a source's articles belong to the common lists.
func shown(src feed.Source) bool {
	return src.Standing == feed.Followed && !slices.ContainsFunc(src.Tags, func(tag string) bool {
		return strings.HasPrefix(tag, "!")
	})
}

// SetStanding changes where a source stands. The act is one only when that hides
// a followed source; else it is the zero value.
func (s *Store) SetStanding(ctx context.Context, id feed.SourceID, standing feed.Standing) (act feed.Act, err error) {
	err = s.write(ctx, "change a source's standing", func(t *tx) error {
		was, err := t.setStanding(id, standing)
		act = feed.Act{}
		if was == feed.Followed && standing == feed.Hidden {
			act = feed.Act{Kind: feed.UnfollowedSource, Source: id, N: 1}
		}
		return err
	})
	return act, err
}

func (t *tx) setStanding(id feed.SourceID, standing feed.Standing) (was feed.Standing, err error) {
	src, err := t.source("id = ?", int64(id))
	if err != nil {
		return 0, err
	}
	was = src.Standing
	src.Standing = standing
	if _, err := t.exec("UPDATE sources SET standing = ? WHERE id = ?", standing, int64(id)); err != nil {
		return 0, err
	}
	return was, t.placeSource(src)
}

// Rename gives a source the reader's own name; "" returns to the publisher's.
func (s *Store) Rename(ctx context.Context, id feed.SourceID, name string) (act feed.Act, err error) {
	err = s.write(ctx, "rename a source", func(t *tx) error {
		before, err := t.rename(id, name)
		act = feed.Act{Kind: feed.RenamedSource, Source: id, Before: before, After: name, N: 1}
		return err
	})
	return act, err
}

func (t *tx) rename(id feed.SourceID, name string) (before string, err error) {
	src, err := t.source("id = ?", int64(id))
	if err != nil {
		return "", err
	}
	before, src.Name = src.Name, name
	if _, err := t.exec("UPDATE sources SET name = ? WHERE id = ?", name, int64(id)); err != nil {
		return "", err
	}
	return before, t.placeSource(src)
}

// SetTags replaces a source's tags. One that begins with "!" keeps its articles
// out of the common lists.
func (s *Store) SetTags(ctx context.Context, id feed.SourceID, tags []string) error {
	return s.write(ctx, "tag a source", func(t *tx) error {
		src, err := t.source("id = ?", int64(id))
		if err != nil {
			return err
		}
		src.Tags = tags
		if _, err := t.exec("UPDATE sources SET tags = ? WHERE id = ?", jsonList(tags), int64(id)); err != nil {
			return err
		}
		return t.placeSource(src)
	})
}

// Move gives a source the address that it moved to. feed.ErrFollowed says that
// another source has that address already.
func (s *Store) Move(ctx context.Context, id feed.SourceID, address string) error {
	return s.write(ctx, "move a source to "+address, func(t *tx) error {
		src, err := t.source("id = ?", int64(id))
		if err != nil {
			return err
		}
		holder, err := t.number("SELECT id FROM sources WHERE address = ?", address)
		switch {
		case err != nil:
			return err
		case holder == int64(id):
			return nil
		case holder != 0:
			return feed.ErrFollowed
		}
		src.Address = address
		if _, err := t.exec("UPDATE sources SET address = ? WHERE id = ?", address, int64(id)); err != nil {
			return err
		}
		return t.placeSource(src)
	})
}
