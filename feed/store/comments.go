package store

import (
	"context"
	"strings"
	"time"
	"unicode/utf8"

	"griot/feed"
	"griot/render/plain"
)

// commentColumns are read from comments c. The parent of a publisher's comment
// is found by its key when it is read, so one that arrives later is found too.
const commentColumns = `c.id, c.article, c.own, c.author, c.body, c.published, c.published_day, c.edited, c.seen, c.parent_key,
	coalesce((SELECT p.id FROM comments p WHERE p.id = c.parent AND p.article = c.article AND p.deleted = 0),
		(SELECT p.id FROM comments p WHERE p.article = c.article AND p.key = c.parent_key AND p.deleted = 0 AND p.id <> c.id), 0),
	c.parent`

func scanComment(r rows, more ...any) (c feed.Comment, err error) {
	var published dateColumns
	var edited, seen, answered int64
	var parentKey string
	err = r.Scan(append([]any{&c.ID, &c.Article, &c.Own, &c.Author, &c.Body, &published.ms, &published.day, &edited, &seen,
		&parentKey, &c.Parent, &answered}, more...)...)
	c.Published, c.Edited, c.Seen = published.date(), moment(edited), moment(seen)
	c.Orphan = c.Parent == 0 && (parentKey != "" || answered != 0)
	return c, err
}

// Comment returns a comment, or feed.ErrNoComment.
func (s *Store) Comment(ctx context.Context, id feed.CommentID) (c feed.Comment, err error) {
	err = s.read(ctx, "read a comment", func(conn *conn) error {
		c, err = conn.comment(id)
		return err
	})
	return c, err
}

func (c *conn) comment(id feed.CommentID) (comment feed.Comment, err error) {
	found := false
	err = c.each(func(r rows) error {
		found = true
		comment, err = scanComment(r)
		return err
	}, "SELECT "+commentColumns+" FROM comments c WHERE c.id = ? AND c.deleted = 0", int64(id))
	if err == nil && !found {
		err = feed.ErrNoComment
	}
	return comment, err
}

// OwnComments returns the reader's own comments on an article, or all of them
// when it is 0, oldest first.
func (s *Store) OwnComments(ctx context.Context, article feed.ArticleID) (all []feed.Comment, err error) {
	query, args := "SELECT "+commentColumns+" FROM comments c INDEXED BY comments_own WHERE c.own = 1 AND c.deleted = 0 ORDER BY c.id", []any{}
	if article != 0 {
		query = "SELECT " + commentColumns + " FROM comments c INDEXED BY comments_article WHERE c.article = ? AND c.own = 1 AND c.deleted = 0 ORDER BY c.id"
		args = []any{int64(article)}
	}
	err = s.read(ctx, "list own comments", func(c *conn) error {
		all = nil
		return c.each(func(r rows) error {
			comment, err := scanComment(r)
			all = append(all, comment)
			return err
		}, query, args...)
	})
	return all, err
}

// SaveComment makes a comment of a draft, or changes the one that the draft
// edits, and drops the draft. Errors: feed.ErrEmptyComment, feed.ErrTooLong,
// feed.ErrNoArticle, feed.ErrNoComment, feed.ErrNotOwn.
func (s *Store) SaveComment(ctx context.Context, d feed.Draft, author string) (comment feed.Comment, act feed.Act, err error) {
	d.Body = strings.TrimRight(plain.Text(d.Body), " \t\r\n") // an editor may hand over anything
	switch {
	case strings.TrimSpace(d.Body) == "":
		return comment, act, failed("save a comment", feed.ErrEmptyComment)
	case utf8.RuneCountInString(d.Body) > feed.MostCommentCharacters, strings.Count(d.Body, "\n") >= feed.MostCommentLines:
		return comment, act, failed("save a comment", feed.ErrTooLong)
	}
	err = s.write(ctx, "save a comment", func(t *tx) error {
		var err error
		if d.Editing != 0 {
			act, err = t.editComment(d)
			d.Article = act.Article
		} else {
			act, err = t.writeComment(d, author)
		}
		if err != nil {
			return err
		}
		if err := t.dropDraft(d); err != nil {
			return err
		}
		comment, err = t.comment(act.Comment)
		return err
	})
	return comment, act, err
}

func (t *tx) writeComment(d feed.Draft, author string) (act feed.Act, err error) {
	if d.ReplyTo != 0 {
		parent, err := t.comment(d.ReplyTo)
		if err != nil {
			return act, err
		}
		if parent.Article != d.Article {
			return act, feed.ErrNoComment
		}
	}
	if err := t.revive([]feed.ArticleID{d.Article}); err != nil {
		return act, err
	}
	if err := t.countOwn(d.Article, 1); err != nil {
		return act, err
	}
	id, err := t.insert("INSERT INTO comments(article, own, parent, author, body, published, seen) VALUES (?, 1, ?, ?, ?, ?, ?)",
		int64(d.Article), int64(d.ReplyTo), author, d.Body, millis(t.now), millis(t.now))
	act = feed.Act{Kind: feed.WroteComment, Comment: feed.CommentID(id), Article: d.Article, After: d.Body, N: 1}
	return act, err
}

func (t *tx) editComment(d feed.Draft) (act feed.Act, err error) {
	old, err := t.comment(d.Editing)
	if err != nil {
		return act, err
	}
	if !old.Own {
		return act, feed.ErrNotOwn
	}
	act = feed.Act{Kind: feed.EditedComment, Comment: old.ID, Article: old.Article, Before: old.Body, After: d.Body, N: 1}
	if old.Body == d.Body {
		return act, nil
	}
	_, err = t.exec("UPDATE comments SET body = ?, edited = ? WHERE id = ?", d.Body, millis(t.now), int64(old.ID))
	return act, err
}

// DeleteComment takes an own comment out of its thread. It stays in the store,
// and Undo brings it back. Errors: feed.ErrNoComment, feed.ErrNotOwn.
func (s *Store) DeleteComment(ctx context.Context, id feed.CommentID) (act feed.Act, err error) {
	err = s.write(ctx, "delete a comment", func(t *tx) error {
		old, err := t.comment(id)
		if err != nil {
			return err
		}
		if !old.Own {
			return feed.ErrNotOwn
		}
		act = feed.Act{Kind: feed.DeletedComment, Comment: id, Article: old.Article, Before: old.Body, N: 1}
		_, err = t.hideComment(id, true)
		return err
	})
	return act, err
}

// hideComment hides an own comment or shows it again.
func (t *tx) hideComment(id feed.CommentID, hide bool) (int, error) {
	deleted, step := int64(0), 1
	if hide {
		deleted, step = millis(t.now), -1
	}
	n, err := t.exec("UPDATE comments SET deleted = ? WHERE id = ? AND own = 1 AND (deleted <> 0) <> ?", deleted, int64(id), hide)
	if err != nil || n == 0 {
		return 0, err
	}
	article, err := t.number("SELECT article FROM comments WHERE id = ?", int64(id))
	if err != nil {
		return 0, err
	}
	return 1, t.countOwn(feed.ArticleID(article), step)
}

// countOwn keeps an article's number of own comments.
func (t *tx) countOwn(article feed.ArticleID, step int) error {
	var source int64
	var own int
	found, err := t.one([]any{&source, &own}, "SELECT source, own_comments FROM articles WHERE id = ?", int64(article))
	if err != nil {
		return err
	}
	if !found {
		return feed.ErrNoArticle
	}
	if _, err := t.exec("UPDATE articles SET own_comments = ? WHERE id = ?", own+step, int64(article)); err != nil {
		return err
	}
	shift := shifts{}
	switch {
	case own == 0 && step > 0:
		shift.add(commentedList, source, 1)
	case own > 0 && own+step == 0:
		shift.add(commentedList, source, -1)
	}
	return t.apply(shift)
}

// MergeComments adds what the publisher's discussion has now, and notes when it
// was asked for. A comment that is gone there stays. added counts the new ones.
func (s *Store) MergeComments(ctx context.Context, article feed.ArticleID, comments []feed.RemoteComment, checked time.Time) (added int, err error) {
	err = s.writeBulk(ctx, "store comments", func(t *tx) error {
		var guid, link string
		found, err := t.one([]any{&guid, &link}, "SELECT t.guid, a.link FROM articles a JOIN article_bodies t ON t.article = a.id WHERE a.id = ?", int64(article))
		if err != nil {
			return err
		}
		if !found {
			return feed.ErrNoArticle
		}
		if added, err = t.mergeComments(int64(article), guid, link, comments); err != nil {
			return err
		}
		_, err = t.exec(`INSERT INTO threads(article, checked) VALUES (?, ?) ON CONFLICT DO UPDATE SET checked = excluded.checked`,
			int64(article), millis(checked))
		return err
	})
	return added, err
}

// mergeComments stores the comments of the article with this guid and link. A
// comment that answers the article (RFC 4685, section 3) stands at the top.
func (t *tx) mergeComments(article int64, guid, link string, comments []feed.RemoteComment) (added int, err error) {
	for _, c := range comments {
		switch c.ParentKey {
		case c.Key, guid, link:
			c.ParentKey = ""
		}
		if c.Key == "" {
			continue // nothing to know it by again
		}
		published := columnsOf(c.Published)
		var id int64
		var author, body, parentKey string
		found, err := t.one([]any{&id, &author, &body, &parentKey},
			"SELECT id, author, body, parent_key FROM comments WHERE article = ? AND key = ?", article, c.Key)
		switch {
		case err != nil:
			return added, err
		case !found:
			added++
			_, err = t.insert(`INSERT INTO comments(article, own, key, parent_key, author, link, body, published, published_day, seen)
				VALUES (?, 0, ?, ?, ?, ?, ?, ?, ?, ?)`,
				article, c.Key, c.ParentKey, c.Author, c.Link, c.Content, published.ms, published.day, millis(t.now))
		case body != c.Content:
			_, err = t.exec("UPDATE comments SET author = ?, link = ?, body = ?, parent_key = ?, edited = ? WHERE id = ?",
				c.Author, c.Link, c.Content, c.ParentKey, millis(t.now), id)
		case author != c.Author || parentKey != c.ParentKey:
			_, err = t.exec("UPDATE comments SET author = ?, parent_key = ? WHERE id = ?", c.Author, c.ParentKey, id)
		}
		if err != nil {
			return added, err
		}
	}
	return added, nil
}
