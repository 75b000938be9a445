package feed

// Act is something the reader did that can be undone. It is a value made by the
// store and given back to it; undoing an act leaves everything that was done
// since as it is.
type Act struct {
	Kind     ActKind
	Articles []ArticleID // those that the act changed, for marks and stars
	Batch    int64       // the store's handle on a mark of many
	N        int         // how many articles were changed
	Comment  CommentID
	Article  ArticleID // of the comment
	Before   string    // the comment's body before and after an edit
	After    string
	Source   SourceID
}

// ActKind is what an act did.
type ActKind uint8

const (
	MarkedRead ActKind = iota + 1
	MarkedUnread
	MarkedAllRead
	StarredArticle
	UnstarredArticle
	WroteComment
	EditedComment
	DeletedComment
	UnfollowedSource
	RenamedSource
)
