package store

import (
	"context"
	"fmt"
	"strings"

	"griot/feed"
)

// ArticleState returns what was kept of an article under a key, "" when nothing was.
func (s *Store) ArticleState(ctx context.Context, id feed.ArticleID, key string) (value string, err error) {
	err = s.read(ctx, "read an article's "+key, func(c *conn) error {
		_, err := c.one([]any{&value}, "SELECT value FROM article_state WHERE article = ? AND key = ?", int64(id), key)
		return err
	})
	return value, err
}

// SetArticleState keeps a value of an article under a key. It goes with the article.
func (s *Store) SetArticleState(ctx context.Context, id feed.ArticleID, key, value string) error {
	return s.write(ctx, "keep an article's "+key, func(t *tx) error {
		n, err := t.exec(`INSERT INTO article_state(article, key, value) SELECT id, ?, ? FROM articles WHERE id = ? AND batch <> 0
			ON CONFLICT DO UPDATE SET value = excluded.value`, key, value, int64(id))
		if err == nil && n == 0 {
			return feed.ErrNoArticle
		}
		return err
	})
}

// earlierKey and a time are the key under which the text is kept that an article had
// up to then: the headline, a line feed, the text.
const earlierKey = "earlier."

// keepEarlier keeps the text of an article that the reader starred or wrote about
// and that the publisher changes: once for each time that he wrote.
func (t *tx) keepEarlier(old storedArticle, e *feed.Entry) error {
	if !old.cherished {
		return nil
	}
	var content, summary string
	if _, err := t.one([]any{&content, &summary}, "SELECT content, summary FROM article_bodies WHERE article = ?", old.id); err != nil {
		return err
	}
	same := (e.Content == "" || e.Content == content) && (content != "" || e.Summary == "" || e.Summary == summary)
	if same && (e.Title == "" || e.Title == old.title) || content == "" && summary == "" {
		return nil
	}
	last, err := t.number("SELECT coalesce(max(CAST(substr(key, ?) AS INTEGER)), 0) FROM article_state WHERE article = ? AND key GLOB ?",
		len(earlierKey)+1, old.id, earlierKey+"*")
	if err != nil {
		return err
	}
	written, err := t.number("SELECT count(*) FROM comments WHERE article = ? AND own = 1 AND max(seen, edited) > ?", old.id, last)
	if err != nil || last > 0 && written == 0 {
		return err
	}
	text := content
	if text == "" {
		text = summary
	}
	_, err = t.exec("INSERT OR IGNORE INTO article_state(article, key, value) VALUES (?, ?, ?)",
		old.id, fmt.Sprint(earlierKey, millis(t.now)), old.title+"\n"+text)
	return err
}

// Earlier returns the texts that an article had when the reader starred it or wrote
// about it, and that its publisher has changed since, the oldest first.
func (s *Store) Earlier(ctx context.Context, id feed.ArticleID) (all []feed.EarlierText, err error) {
	err = s.read(ctx, "read earlier texts", func(c *conn) error {
		all = nil
		return c.each(func(r rows) error {
			var until int64
			var text string
			err := r.Scan(&until, &text)
			v := feed.EarlierText{Until: moment(until)}
			v.Title, v.Content, _ = strings.Cut(text, "\n")
			all = append(all, v)
			return err
		}, "SELECT CAST(substr(key, ?) AS INTEGER), value FROM article_state WHERE article = ? AND key GLOB ? ORDER BY 1",
			len(earlierKey)+1, int64(id), earlierKey+"*")
	})
	return all, err
}
