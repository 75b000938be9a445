package store

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"griot/feed"
)

// oneArticle returns a store with an article 1.
func oneArticle(t *testing.T) (*Store, *clock) {
	t.Helper()
	s, c := newStore(t)
	src := follow(t, s, "one")
	save(t, s, src.ID, entry(1))
	return s, c
}

func write(t *testing.T, s *Store, d feed.Draft) feed.Comment {
	t.Helper()
	c, _, err := s.SaveComment(t.Context(), d, "Reader")
	check(t, err)
	return c
}

// tree writes a thread down, a comment a line, indented by depth.
func tree(th feed.Thread) string {
	var b strings.Builder
	for _, c := range th.Comments {
		fmt.Fprintf(&b, "%s%s", strings.Repeat(" ", c.Depth), c.Body)
		for flag, on := range map[string]bool{" orphan": c.Orphan, " new": c.New} {
			if on {
				b.WriteString(flag)
			}
		}
		if c.Replies > 0 {
			fmt.Fprintf(&b, " +%d", c.Replies)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

func wantTree(t *testing.T, s *Store, want ...string) {
	t.Helper()
	th := must[feed.Thread](t)(s.Thread(t.Context(), 1))
	if got := strings.TrimSuffix(tree(th), "\n"); got != strings.Join(want, "\n") {
		t.Errorf("thread:\n%s\nwant:\n%s", got, strings.Join(want, "\n"))
	}
}

func remote(key, parent, body string, minute int) feed.RemoteComment {
	return feed.RemoteComment{Key: key, ParentKey: parent, Author: "A", Content: body,
		Published: feed.At(time.Date(2026, 11, 20, 8, minute, 0, 0, time.UTC))}
}

func merge(t *testing.T, s *Store, c *clock, all ...feed.RemoteComment) int {
	t.Helper()
	return must[int](t)(s.MergeComments(t.Context(), 1, all, c.t))
}

func TestOwnComments(t *testing.T) {
	s, c := oneArticle(t)
	first := write(t, s, feed.Draft{Article: 1, Body: "first\n\n"})
	want := feed.Comment{ID: 1, Article: 1, Author: "Reader", Body: "first", Published: feed.At(c.t), Seen: c.t, Own: true}
	if !reflect.DeepEqual(first, want) {
		t.Errorf("%+v, want %+v", first, want)
	}
	c.advance(time.Minute)
	reply := write(t, s, feed.Draft{Article: 1, ReplyTo: first.ID, Body: "reply"})
	c.advance(time.Minute)
	edited := write(t, s, feed.Draft{Article: 1, Editing: first.ID, Body: "edited"})
	if edited.Body != "edited" || !edited.Edited.Equal(c.t) || edited.ID != first.ID {
		t.Errorf("%+v", edited)
	}
	wantTree(t, s, "edited +1", " reply")
	if h := must[feed.Headline](t)(s.Headline(t.Context(), 1)); h.OwnComments != 2 {
		t.Errorf("%d own", h.OwnComments)
	}
	must[feed.Act](t)(s.DeleteComment(t.Context(), first.ID))
	wantTree(t, s, "reply orphan")
	if _, err := s.Comment(t.Context(), first.ID); !errors.Is(err, feed.ErrNoComment) {
		t.Errorf("%v", err)
	}
	if got := must[[]feed.Comment](t)(s.OwnComments(t.Context(), 0)); len(got) != 1 || got[0].ID != reply.ID {
		t.Errorf("%+v", got)
	}
	if got := must[[]feed.Comment](t)(s.OwnComments(t.Context(), 1)); len(got) != 1 {
		t.Errorf("%+v", got)
	}
	wantSound(t, s)
}

func TestCommentsThatAreRefused(t *testing.T) {
	s, c := oneArticle(t)
	merge(t, s, c, remote("k", "", "theirs", 1))
	own := write(t, s, feed.Draft{Article: 1, Body: "mine"})
	write(t, s, feed.Draft{Article: 1, Body: strings.Repeat("é", 20_000)})
	for _, test := range []struct {
		d    feed.Draft
		want error
	}{
		{feed.Draft{Article: 1, Body: " \n\t "}, feed.ErrEmptyComment},
		{feed.Draft{Article: 1, Body: strings.Repeat("é", 20_001)}, feed.ErrTooLong},
		{feed.Draft{Article: 1, Body: strings.Repeat("\n", 10_000) + "x"}, feed.ErrTooLong},
		{feed.Draft{Article: 1, Body: "x", ReplyTo: 99}, feed.ErrNoComment},
		{feed.Draft{Article: 2, Body: "x", ReplyTo: own.ID}, feed.ErrNoComment},
		{feed.Draft{Article: 1, Body: "x", Editing: 99}, feed.ErrNoComment},
		{feed.Draft{Article: 1, Body: "x", Editing: 1}, feed.ErrNotOwn},
	} {
		if _, _, err := s.SaveComment(t.Context(), test.d, "me"); !errors.Is(err, test.want) {
			t.Errorf("%+.40v: %v, want %v", test.d, err, test.want)
		}
	}
	if _, err := s.DeleteComment(t.Context(), 1); !errors.Is(err, feed.ErrNotOwn) {
		t.Errorf("%v", err)
	}
	if _, err := s.DeleteComment(t.Context(), 99); !errors.Is(err, feed.ErrNoComment) {
		t.Errorf("%v", err)
	}
}

func TestThePublishersComments(t *testing.T) {
	s, c := oneArticle(t)
	guid := entry(1).GUID
	if n := merge(t, s, c, remote("b", "a", "answer", 2), remote("t", guid, "top", 3), remote("", "", "no key", 4)); n != 2 {
		t.Errorf("added %d", n)
	}
	wantTree(t, s, "answer orphan", "top")
	mine := write(t, s, feed.Draft{Article: 1, ReplyTo: 2, Body: "mine"})
	check(t, s.ThreadSeen(t.Context(), 1, c.t))
	c.advance(time.Minute)
	if n := merge(t, s, c, remote("a", "", "question", 1), remote("b", "a", "answer", 2), remote("t", guid, "top, edited", 3)); n != 1 {
		t.Errorf("added %d", n)
	}
	wantTree(t, s, "question new +1", " answer", "top, edited +1", " mine")
	merge(t, s, c) // the publisher took all away
	wantTree(t, s, "question new +1", " answer", "top, edited +1", " mine")
	th := must[feed.Thread](t)(s.Thread(t.Context(), 1))
	if !th.Checked.Equal(c.t) || !th.Visited.Equal(c.t.Add(-time.Minute)) || th.Article.ID != 1 {
		t.Errorf("%+v", th)
	}
	if parent := must[feed.Comment](t)(s.Comment(t.Context(), mine.ID)).Parent; parent != 2 {
		t.Errorf("parent %d", parent)
	}
	wantSound(t, s)
}

func TestCircularThreadsLoseNothing(t *testing.T) {
	s, c := oneArticle(t)
	merge(t, s, c, remote("a", "b", "a", 1), remote("b", "a", "b", 2), remote("c", "c", "c", 3), remote("d", "b", "d", 4),
		remote("x", "z", "x", 5), remote("y", "x", "y", 6), remote("z", "y", "z", 7))
	wantTree(t, s, "c", "a orphan +2", " b +1", "  d", "x orphan +2", " y +1", "  z")
}

func TestADeepThread(t *testing.T) {
	t.Parallel()
	s, c := oneArticle(t)
	var all []feed.RemoteComment
	for i := range 3000 {
		all = append(all, remote(fmt.Sprint(i), fmt.Sprint(i-1), "x", 0))
	}
	all[0].ParentKey = ""
	merge(t, s, c, all...)
	th := must[feed.Thread](t)(s.Thread(t.Context(), 1))
	if last := th.Comments[2999]; last.Depth != 2999 || th.Comments[0].Replies != 2999 {
		t.Errorf("depth %d, replies %d", last.Depth, th.Comments[0].Replies)
	}
}

func TestDrafts(t *testing.T) {
	s, c := oneArticle(t)
	own := write(t, s, feed.Draft{Article: 1, Body: "mine"})
	drafts := []feed.Draft{
		{Article: 1, Body: "on the article"},
		{Article: 1, ReplyTo: own.ID, Body: "a reply"},
		{Article: 1, Editing: own.ID, Body: "an edit"},
	}
	for i := range drafts {
		c.advance(time.Second)
		check(t, s.SaveDraft(t.Context(), feed.Draft{Article: 1, ReplyTo: drafts[i].ReplyTo, Editing: drafts[i].Editing, Body: "early"}))
		c.advance(time.Second)
		drafts[i].Saved = c.t
		check(t, s.SaveDraft(t.Context(), drafts[i]))
	}
	slices.Reverse(drafts)
	for _, article := range []feed.ArticleID{0, 1} {
		if got := must[[]feed.Draft](t)(s.Drafts(t.Context(), article)); !reflect.DeepEqual(got, drafts) {
			t.Errorf("%+v", got)
		}
	}
	if got := must[[]feed.Draft](t)(s.Drafts(t.Context(), 2)); len(got) != 0 {
		t.Errorf("%+v", got)
	}
	write(t, s, drafts[0])
	check(t, s.DropDraft(t.Context(), drafts[1]))
	check(t, s.DropDraft(t.Context(), drafts[1]))
	if _, _, err := s.SaveComment(t.Context(), feed.Draft{Article: 1, Body: " "}, "me"); err == nil {
		t.Error("a blank comment was saved")
	}
	if got := must[[]feed.Draft](t)(s.Drafts(t.Context(), 0)); !reflect.DeepEqual(got, drafts[2:]) {
		t.Errorf("%+v", got)
	}
}

func TestPlaces(t *testing.T) {
	s, _ := oneArticle(t)
	for _, p := range []feed.Place{{Block: 3, Line: 7}, {Finished: true}} {
		check(t, s.SetPlace(t.Context(), 1, p))
		if got := must[feed.Article](t)(s.Article(t.Context(), 1)).Place; got != p {
			t.Errorf("%+v, want %+v", got, p)
		}
	}
}

// TestWordsThatAreNoText writes what an editor may leave in its file.
func TestWordsThatAreNoText(t *testing.T) {
	s, _ := oneArticle(t)
	const broken = "caf\xe9 \x00\xff\xfe noir\r\n\x1b[31mred\x9b"
	wrote := write(t, s, feed.Draft{Article: 1, Body: broken})
	check(t, s.SaveDraft(t.Context(), feed.Draft{Article: 1, Body: broken}))
	kept := must[feed.Comment](t)(s.Comment(t.Context(), wrote.ID))
	for _, body := range []string{wrote.Body, kept.Body, must[[]feed.Draft](t)(s.Drafts(t.Context(), 1))[0].Body} {
		if !utf8.ValidString(body) || strings.ContainsAny(body, "\x00\x1b\r\u009b") || !strings.Contains(body, "caf") || !strings.Contains(body, "noir\n") {
			t.Errorf("%q", body)
		}
	}
}
