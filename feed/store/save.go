package store

import (
	"context"

	"griot/feed"
)

// Save stores what a source's document brought, and with it how the source is
// doing: all of it or nothing. Nothing is ever removed: an entry that the document
// no longer has stays. The outcome's New and Changed are set.
func (s *Store) Save(ctx context.Context, id feed.SourceID, doc feed.Document, kind feed.Kind, h feed.Health) (o feed.Outcome, err error) {
	err = s.writeBulk(ctx, "store a source", func(t *tx) error {
		o, err = t.save(id, doc, kind, h)
		return err
	})
	return o, err
}

func (t *tx) save(id feed.SourceID, doc feed.Document, kind feed.Kind, h feed.Health) (o feed.Outcome, err error) {
	shown, err := t.describe(id, doc, kind)
	if err != nil {
		return o, err
	}
	if err := t.setHealth(id, h); err != nil {
		return o, err
	}
	if len(doc.Entries) == 0 {
		return o, t.keepDocument(id, doc, nil)
	}
	known, stored, err := t.stored(id, doc)
	if err != nil {
		return o, err
	}
	remembered := make(map[feed.ArticleID]feed.Remembered, len(stored))
	for article, a := range stored {
		remembered[article] = feed.Remembered{Title: a.title, Link: a.link}
	}
	batch, err := t.unreadBatch(!shown)
	if err != nil {
		return o, err
	}
	matches := feed.Matches(doc, known, remembered)
	for i := len(matches) - 1; i >= 0; i-- { // the first of the document gets the largest id
		m, e := &matches[i], &doc.Entries[i]
		if m.Repeats {
			continue
		}
		if m.Article == 0 {
			m.Article, err = t.insertArticle(int64(id), batch, e)
			o.New++
		} else {
			var changed bool
			changed, err = t.updateArticle(stored[m.Article], e)
			if changed && !stored[m.Article].pruned {
				o.Changed++
			}
		}
		if err != nil {
			return o, err
		}
		if len(e.Comments) > 0 {
			if _, err := t.mergeComments(int64(m.Article), e.GUID, e.Link, e.Comments); err != nil {
				return o, err
			}
		}
	}
	if err := t.bind(id, matches, known); err != nil {
		return o, err
	}
	if err := t.keepDocument(id, doc, matches); err != nil || o.New == 0 {
		return o, err
	}
	shift := shifts{}
	shift.add(batch, int64(id), o.New)
	return o, t.apply(shift)
}

// describe brings what is known of a source up to date with its document, and
// tells whether its articles belong to the common lists.
func (t *tx) describe(id feed.SourceID, doc feed.Document, kind feed.Kind) (isShown bool, err error) {
	src, err := t.source("id = ?", int64(id))
	if err != nil {
		return false, err
	}
	was := src
	if kind != feed.KindUnknown {
		src.Kind = kind
	}
	fill(&src.Title, doc.Title)
	fill(&src.Site, doc.Link)
	fill(&src.Contact, doc.Contact)
	fill(&src.Language, doc.Language)
	if src.Kind == was.Kind && src.Title == was.Title && src.Site == was.Site && src.Contact == was.Contact && src.Language == was.Language {
		return shown(src), nil
	}
	_, err = t.exec("UPDATE sources SET kind = ?, title = ?, site = ?, contact = ?, language = ?, sortname = ? WHERE id = ?",
		src.Kind, src.Title, src.Site, src.Contact, src.Language, fold(src.Label()), int64(id))
	return shown(src), err
}

// storedArticle is what deciding about an article needs to know of it.
type storedArticle struct {
	id              int64
	title, author   string
	link            string
	digest          int64
	views, comments countColumns
	dated           bool
	pruned          bool
	cherished       bool // the reader starred it or wrote about it
}

// stored finds the articles that a document may be about.
func (t *tx) stored(id feed.SourceID, doc feed.Document) (known map[feed.Key]feed.ArticleID, stored map[feed.ArticleID]storedArticle, err error) {
	known, stored = map[feed.Key]feed.ArticleID{}, map[feed.ArticleID]storedArticle{}
	any, err := t.number("SELECT count(*) FROM (SELECT 1 FROM identities WHERE source = ? LIMIT 1)", int64(id))
	if err != nil || any == 0 {
		return known, stored, err
	}
	err = t.each(func(r rows) error {
		var k feed.Key
		var article feed.ArticleID
		err := r.Scan(&k, &article)
		known[k] = article
		return err
	}, "SELECT i.key, i.article FROM json_each(?) j CROSS JOIN identities i ON i.source = ? AND i.key = j.value", jsonList(feed.Names(doc)), int64(id))
	if err != nil {
		return known, stored, err
	}
	ids := make([]feed.ArticleID, 0, len(known))
	for _, article := range known {
		if _, ok := stored[article]; article != 0 && !ok {
			stored[article] = storedArticle{}
			ids = append(ids, article)
		}
	}
	err = t.each(func(r rows) error {
		var a storedArticle
		err := r.Scan(&a.id, &a.title, &a.author, &a.link, &a.digest, &a.views.n, &a.views.origin, &a.comments.n, &a.comments.origin, &a.dated, &a.pruned, &a.cherished)
		stored[feed.ArticleID(a.id)] = a
		return err
	}, `SELECT a.id, a.title, a.author, a.link, a.digest, a.views, a.views_origin, a.comments, a.comments_origin, a.published IS NOT NULL, a.batch = 0,
		a.starred = 1 OR a.own_comments > 0
		FROM json_each(?) j CROSS JOIN articles a ON a.id = j.value`, jsonList(ids))
	return known, stored, err
}

// bind keeps the names by which the articles will be known again.
func (t *tx) bind(id feed.SourceID, matches []feed.Match, known map[feed.Key]feed.ArticleID) error {
	name := func(k feed.Key, article feed.ArticleID) error {
		if is, ok := known[k]; ok && is == article {
			return nil
		}
		known[k] = article
		_, err := t.exec("INSERT OR REPLACE INTO identities(source, key, article) VALUES (?, ?, ?)", int64(id), int64(k), int64(article))
		return err
	}
	for _, m := range matches {
		for _, k := range m.Bind {
			if err := name(k, m.Article); err != nil {
				return err
			}
		}
		for _, k := range m.Shared {
			if err := name(k, 0); err != nil {
				return err
			}
		}
	}
	return nil
}
