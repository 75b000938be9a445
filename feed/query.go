package feed

// View is one of the reader's standing lists.
type View uint8

const (
	All View = iota
	Unread
	Starred
	Commented // articles that the reader commented on
)

// Order is what a list is sorted by. Ties are broken by date, then by id, newest
// first; unknown counts come last in both directions.
type Order uint8

const (
	ByDate Order = iota
	ByViews
	ByComments
	ByOpens
	BySource // the sources by name, each source's articles by date
)

// VisitID names a stay in a list. What is read during it stays visible in the
// unread view until the reader leaves.
type VisitID int64

// Query says which headlines a list shows, and in what order. It shows the same
// rows whatever arrives meanwhile: Upto keeps newcomers out.
type Query struct {
	View    View
	Sources []SourceID // empty: all that are followed
	Words   string     // narrows to articles whose headline, author or source has a word that starts with each of these
	Order   Order
	Reverse bool
	Visit   VisitID   // 0: no stay; the unread view then drops what is read
	Upto    ArticleID // 0: no bound; else only articles that were stored up to this one
}

// Direction is the way in which a list is read from a headline.
type Direction int8

const (
	Forward  Direction = 1  // towards the end of the list
	Backward Direction = -1 // towards its start
)

// Page is a run of consecutive headlines in list order, whichever way it was read.
type Page struct {
	Headlines []Headline
	More      bool // there are further rows in the direction it was read
}

// Tally is a number of rows that may be too large to count while a person waits.
type Tally struct {
	N       int
	AtLeast bool // there are N or more
}

// Totals are the figures of the masthead, for all followed sources or for some.
type Totals struct {
	All, Unread, Starred, Commented int
}
