package store

import (
	"fmt"
	"hash/crc32"

	"griot/feed"
)

// insertArticle stores an entry as a new article of a batch.
func (t *tx) insertArticle(source, batch int64, e *feed.Entry) (feed.ArticleID, error) {
	views, comments, published := columnsOfCount(e.Views), columnsOfCount(e.CommentCount), columnsOf(e.Published)
	id, err := t.insert(`INSERT INTO articles(source, batch, date, views, views_origin, views_asof,
		comments, comments_origin, comments_asof, published, published_day, digest, title, author, link)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		source, batch, millis(e.SortInstant(t.now)), views.n, views.origin, views.asOf,
		comments.n, comments.origin, comments.asOf, published.ms, published.day, digestOf(e), e.Title, e.Author, e.Link)
	if err != nil {
		return 0, fmt.Errorf("insert an article: %w", err)
	}
	updated := columnsOf(e.Updated)
	if _, err = t.exec(`INSERT INTO article_bodies(article, guid, updated, updated_day, language, comments_url, comments_feed,
		categories, enclosures, summary, content) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		id, e.GUID, updated.ms, updated.day, e.Language, e.CommentsURL, e.CommentsFeed,
		jsonList(e.Categories), enclosureColumns(e.Enclosures), e.Summary, e.Content); err != nil {
		return 0, fmt.Errorf("insert a body: %w", err)
	}
	if _, err = t.exec("INSERT INTO words(rowid, text) VALUES (?, ?)", id, fold(e.Title, e.Author)); err != nil {
		return 0, fmt.Errorf("index words: %w", err)
	}
	return feed.ArticleID(id), nil
}

func enclosureColumns(es []feed.Enclosure) string {
	columns := make([]enclosureColumn, len(es))
	for i, e := range es {
		columns[i] = enclosureColumn(e)
	}
	return jsonList(columns)
}

// updateArticle brings a stored article up to date with its entry. What the
// reader did to it stays, and so does what the publisher no longer gives: a
// count, a text, a date.
func (t *tx) updateArticle(old storedArticle, e *feed.Entry) (changed bool, err error) {
	if counted, err := t.updateCounts(old, e); err != nil {
		return false, err
	} else if counted {
		changed = true
	}
	digest := digestOf(e)
	if digest == old.digest && !old.pruned {
		return changed, nil
	}
	if err := t.revive([]feed.ArticleID{feed.ArticleID(old.id)}); err != nil {
		return false, err
	}
	if err := t.keepEarlier(old, e); err != nil {
		return false, err
	}
	link := e.Link
	fill(&old.title, e.Title)
	fill(&old.author, e.Author)
	if link == "" {
		link = old.link
	}
	if err := t.updateWords(old); err != nil {
		return false, err
	}
	_, err = t.exec("UPDATE articles SET title = ?, author = ?, link = ?, digest = ? WHERE id = ?",
		old.title, old.author, link, digest, old.id)
	if err != nil {
		return false, err
	}
	if published := columnsOf(e.Published); !old.dated && published.ms.Valid {
		_, err = t.exec("UPDATE articles SET published = ?, published_day = ? WHERE id = ?", published.ms, published.day, old.id)
		if err != nil {
			return false, err
		}
	}
	updated := columnsOf(e.Updated)
	_, err = t.exec(`UPDATE article_bodies SET guid = ?, updated = coalesce(?2, updated), updated_day = CASE WHEN ?2 IS NULL THEN updated_day ELSE ?3 END, language = ?,
		comments_url = ?, comments_feed = ?, categories = ?, enclosures = ?,
		summary = CASE WHEN ?9 <> '' OR ?10 <> '' THEN ?9 ELSE summary END,
		content = CASE WHEN ?10 <> '' THEN ?10 ELSE content END WHERE article = ?11`,
		e.GUID, updated.ms, updated.day, e.Language, e.CommentsURL, e.CommentsFeed,
		jsonList(e.Categories), enclosureColumns(e.Enclosures), e.Summary, e.Content, old.id)
	return true, err
}

// updateCounts stores counts that are known and new. A count that is only newer
// is not written: that would be a write for every article at every refresh.
func (t *tx) updateCounts(old storedArticle, e *feed.Entry) (changed bool, err error) {
	views, comments := columnsOfCount(e.Views), columnsOfCount(e.CommentCount)
	if views.n.Valid && (views.n != old.views.n || views.origin != old.views.origin) {
		changed = true
		_, err = t.exec("UPDATE articles SET views = ?, views_origin = ?, views_asof = ? WHERE id = ?",
			views.n, views.origin, views.asOf, old.id)
		if err != nil {
			return false, err
		}
	}
	if comments.n.Valid && (comments.n != old.comments.n || comments.origin != old.comments.origin) {
		changed = true
		_, err = t.exec("UPDATE articles SET comments = ?, comments_origin = ?, comments_asof = ? WHERE id = ?",
			comments.n, comments.origin, comments.asOf, old.id)
	}
	return changed, err
}

// updateWords indexes the headline and the author that are stored next.
func (t *tx) updateWords(next storedArticle) error {
	var title, author string
	if _, err := t.one([]any{&title, &author}, "SELECT title, author FROM articles WHERE id = ?", next.id); err != nil {
		return err
	}
	text := fold(next.title, next.author)
	if text == fold(title, author) {
		return nil
	}
	if _, err := t.exec("DELETE FROM words WHERE rowid = ?", next.id); err != nil {
		return err
	}
	_, err := t.exec("INSERT INTO words(rowid, text) VALUES (?, ?)", next.id, text)
	return err
}

// digestOf is a fingerprint of what an entry says, counts left out. It guards
// against nobody: it only spares writing what is stored already, so it is made
// of the two checksums that processors compute.
func digestOf(e *feed.Entry) int64 {
	var low, high uint32
	castagnoli := crc32.MakeTable(crc32.Castagnoli)
	add := func(s string) {
		b := []byte(s)
		low, high = crc32.Update(low, castagnoli, b), crc32.Update(high, crc32.IEEETable, b)
	}
	for _, s := range []string{e.GUID, e.Title, e.Link, e.Author, e.Published.RFC3339(), e.Updated.RFC3339(), e.Language,
		e.Content, e.Summary, e.CommentsURL, e.CommentsFeed, jsonList(e.Categories), enclosureColumns(e.Enclosures)} {
		add(s)
		add("\x00")
	}
	return int64(uint64(high)<<32 | uint64(low))
}
