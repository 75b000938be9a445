package pane

import (
	"griot/feed"
)

// Requests: what a pane asks of the program. They are imperative.
type (
	// OpenArticle shows an article in the reader. The program counts the open and
	// marks it read: at once, or after a second where Passing is set (J, K).
	OpenArticle struct {
		Article feed.Headline
		Query   feed.Query // the list it was chosen from: next and previous go by it
		Passing bool
	}
	// StepArticle asks the headlines for the article before or after the shown
	// one, in list order; they answer with OpenArticle.
	StepArticle struct {
		Direction feed.Direction
		Unread    bool // only to an unread one
	}
	OpenThread   struct{ Article feed.Headline }
	ComposeDraft struct {
		Article feed.Headline
		Draft   feed.Draft   // what it starts from: ReplyTo or Editing, and Body when editing
		Parent  feed.Comment // the comment that is answered, zero for none
	}
	// ShowHeadlines shows a source's articles in the headlines; 0 all of them.
	ShowHeadlines struct {
		Source      feed.Source
		FromSources bool // the way back leads there
	}
	ShowSources struct{}
	Back        struct{} // one step back
	Quit        struct{}

	AddSource struct{ Ref string } // opens the overlay, with an address typed or pasted
	ShowLinks struct{ Choices []Choice }
	ShowMenu  struct {
		Title   string
		Choices []Choice
	}
	ShowImports struct{}                   // lists of sources that were found here, to follow what they name
	ImportList  struct{ Path string }      // follow what this one names
	ShowSort    struct{ Query feed.Query } // answered by SortBy
	ShowShare   struct{ Article feed.Headline }
	ShowHelp    struct{}
	ConfirmThat struct { // asks before what can't be undone
		Question string
		Then     func() any // makes the message to send when the answer is yes
	}
	OpenAddress struct{ URL string } // in the browser, or the mail program
	CopyText    struct{ Text, Said string }

	RefreshSources struct {
		Sources []feed.SourceID // empty: all
		Insist  bool
	}
	// Say shows a line of words on the status line.
	Say struct {
		Text  string
		Error bool
	}
	// Did ends what Env.Act began: it puts the act on the undo stack and says so.
	Did struct {
		Act   feed.Act // zero when nothing changed
		Said  string   // what was done, as undo names it
		Shown string   // what the status line tells; Said when empty
		Err   error    // why nothing was done; told in plain words
	}
)

// Choice is a row of a menu.
type Choice struct {
	Key   string // shown before it and typed to choose it: a digit, a letter; may be empty
	Label string
	Note  string // dim, after the label
	Pick  any    // the message that choosing it sends
	Copy  string // what "y" copies, "" for nothing
}

// Events: what the program tells every pane. They are past tense.
type (
	// Restyled says that Env.Theme was replaced.
	Restyled struct{}
	// ArticlesChanged says that marks, stars, counts or comments of articles
	// changed; empty means any of them may have.
	ArticlesChanged struct{ Articles []feed.ArticleID }
	// SourcesChanged says that sources were added, hidden, renamed or read.
	SourcesChanged struct{}
	// SourceAdded says that a source is followed from now on: its rows are to be
	// shown without another key.
	SourceAdded struct {
		Source feed.Source
		Said   string // what the status line tells
	}
	// ArticlesArrived says that a refresh stored new articles.
	ArticlesArrived struct{ New int }
	// CommentSaved says that an own comment was written or edited.
	CommentSaved struct{ Comment feed.Comment }
	// ThreadChanged says that an article's comments changed in the store.
	ThreadChanged struct{ Article feed.ArticleID }
	// SortBy is the answer of the sort menu.
	SortBy struct {
		Order   feed.Order
		Reverse bool
	}
	// Focused tells a pane whether it has the keys.
	Focused struct{ On bool }
	// Ticked says that a minute has passed: dates and ages may read otherwise.
	Ticked struct{}
	// Leaving says that the program ends: what is not stored yet is to be, by the
	// command that answers.
	Leaving struct{}
	// Settled says that the program's own undo or redo of an act is stored.
	Settled struct {
		Act    feed.Act
		Undone bool // false: redone
	}
)
