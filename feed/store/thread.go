package store

import (
	"cmp"
	"context"
	"slices"
	"time"

	"griot/feed"
)

// Thread returns the comments of an article, or feed.ErrNoArticle.
func (s *Store) Thread(ctx context.Context, article feed.ArticleID) (th feed.Thread, err error) {
	err = s.read(ctx, "read a thread", func(c *conn) error {
		th, err = c.thread(article)
		return err
	})
	return th, err
}

func (c *conn) thread(article feed.ArticleID) (th feed.Thread, err error) {
	if th.Article, err = c.headline(article); err != nil {
		return th, err
	}
	var visited, checked int64
	if _, err := c.one([]any{&th.Feed, &th.Page, &visited, &checked}, `SELECT t.comments_feed, t.comments_url,
		coalesce(h.visited, 0), coalesce(h.checked, 0)
		FROM article_bodies t LEFT JOIN threads h ON h.article = t.article WHERE t.article = ?`, int64(article)); err != nil {
		return th, err
	}
	th.Visited, th.Checked = moment(visited), moment(checked)
	var all []feed.Comment
	err = c.each(func(r rows) error {
		comment, err := scanComment(r)
		all = append(all, comment)
		return err
	}, "SELECT "+commentColumns+" FROM comments c INDEXED BY comments_article WHERE c.article = ? AND c.deleted = 0", int64(article))
	th.Comments = treeOf(all, th.Visited)
	return th, err
}

// treeOf puts comments in tree order. Nothing is lost: of comments that answer
// each other in a circle the earliest stands at the top.
func treeOf(all []feed.Comment, visited time.Time) []feed.Threaded {
	slices.SortFunc(all, func(a, b feed.Comment) int {
		return cmp.Or(said(a).Compare(said(b)), cmp.Compare(a.ID, b.ID))
	})
	replies := map[feed.CommentID][]int{}
	var tops []int
	for i, c := range all {
		if c.Parent == 0 {
			tops = append(tops, i)
		} else {
			replies[c.Parent] = append(replies[c.Parent], i)
		}
	}
	tree := make([]feed.Threaded, 0, len(all))
	placed := make([]bool, len(all))
	place := func(top int) {
		type at struct{ i, depth int }
		for stack := []at{{top, 0}}; len(stack) > 0; {
			next := stack[len(stack)-1]
			stack = stack[:len(stack)-1]
			if placed[next.i] {
				continue
			}
			placed[next.i] = true
			c := all[next.i]
			tree = append(tree, feed.Threaded{Comment: c, Depth: next.depth,
				New: !c.Own && !visited.IsZero() && c.Seen.After(visited)})
			for _, r := range slices.Backward(replies[c.ID]) {
				stack = append(stack, at{r, next.depth + 1})
			}
		}
	}
	for _, i := range tops {
		place(i)
	}
	for i := range all {
		if !placed[i] {
			all[i].Parent, all[i].Orphan = 0, true
			place(i)
		}
	}
	countReplies(tree)
	return tree
}

// countReplies fills in how many comments stand below each.
func countReplies(tree []feed.Threaded) {
	var above []int // the comments that the present one is below
	for i := range tree {
		above = above[:tree[i].Depth]
		for _, j := range above {
			tree[j].Replies++
		}
		above = append(above, i)
	}
}

// said is when a comment was made, as far as is known.
func said(c feed.Comment) time.Time {
	if c.Published.Known() {
		return c.Published.Instant()
	}
	return c.Seen
}

// ThreadSeen notes that the reader looked at a thread.
func (s *Store) ThreadSeen(ctx context.Context, article feed.ArticleID, at time.Time) error {
	return s.write(ctx, "note a look at a thread", func(t *tx) error {
		n, err := t.exec(`INSERT INTO threads(article, visited) SELECT id, ? FROM articles WHERE id = ?
			ON CONFLICT DO UPDATE SET visited = excluded.visited`, millis(at), int64(article))
		if err == nil && n == 0 {
			return feed.ErrNoArticle
		}
		return err
	})
}
