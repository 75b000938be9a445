package feed

import "time"

// CommentID identifies a comment in the store. The zero value means none.
type CommentID int64

// An own comment has at most so many characters, on so many lines.
const (
	MostCommentCharacters = 20_000
	MostCommentLines      = 10_000
)

// Comment is one voice under an article: the publisher's or the reader's own.
type Comment struct {
	ID        CommentID
	Article   ArticleID
	Parent    CommentID // 0: top level, or a reply to one that is not here (see Orphan)
	Orphan    bool      // it answers a comment that is not in the store
	Author    string
	Body      string // Markdown for an own comment, cleaned HTML for the publisher's
	Published Date
	Edited    time.Time // zero: never
	Seen      time.Time // when griot first had it
	Own       bool
}

// Thread is all comments of one article, parents before their replies, siblings
// by time.
type Thread struct {
	Article  Headline
	Comments []Threaded
	Visited  time.Time // when the reader last looked at it, zero for never
	Checked  time.Time // when the publisher's comments were last asked for, zero for never
	Feed     string    // where the publisher's comments come from; empty when they can't be fetched
	Page     string    // the page with the discussion
}

// Threaded is a comment in its place in the tree.
type Threaded struct {
	Comment
	Depth   int  // 0 at top level
	Replies int  // comments below it, at any depth
	New     bool // came since the thread was last looked at
}

// Draft is an own comment that is not saved yet. An article has at most one for
// each comment replied to or edited, and one for the article itself.
type Draft struct {
	Article ArticleID
	ReplyTo CommentID // 0: a comment on the article itself
	Editing CommentID // not 0: changes this own comment, and ReplyTo is 0
	Body    string    // Markdown
	Saved   time.Time
}

// RemoteComment is a publisher's comment as it was parsed, before it has a place
// in the store.
type RemoteComment struct {
	Key       string // the publisher's id (guid, atom:id), else its link, else a hash of what it says
	ParentKey string // RFC 4685 thr:in-reply-to ref: another comment's Key, or the article's guid
	Author    string
	Published Date
	Link      string
	Content   string // cleaned HTML
}
