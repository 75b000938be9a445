package library

import (
	"context"
	"io"
	"io/fs"
	"net/url"
	"time"

	"griot/feed"
)

// Deps is what a library works with. All but Keep, Now, Workers and PerHost must be
// given; Sample may be nil, for none.
type Deps struct {
	Store  Store
	Fetch  Fetcher
	Files  Files
	Parse  Parser
	Urls   Follows
	Sample fs.FS  // *.md files, one article each
	Logins Logins // nil for none

	// FullTexts tells whether the articles of a source are wanted with their pages'
	// text, and whether that is set, by its address; nil for none.
	FullTexts func(address string) (wanted, set bool)

	SampleTitle string // the sample edition's name in the reader's language; sample.Title when empty
	InputTitle  string // what standard input and pasted text are called that don't name their site

	Keep int // how many articles of each source stay, beyond those that are never pruned; all when 0

	Now     func() time.Time // time.Now
	Workers int              // how many documents are parsed at once; GOMAXPROCS when 0
	PerHost int              // how many requests a host is asked at once; 2 when 0
}

// Fetcher asks the network.
type Fetcher interface {
	// Get returns a *feed.Failure as its error, and with it a response that says
	// what the attempt cost and holds what came of an answer that broke off (Cut);
	// nil when nothing was asked.
	Get(ctx context.Context, r feed.Request) (*feed.Response, error)
	// Moved is how many bytes all transfers received up to now.
	Moved() int64
}

// Files reads what is on this computer.
type Files interface {
	File(path string) (*feed.Response, error)
	Folder(path string) ([]string, error) // its files, newest first
	Input(r io.Reader) (*feed.Response, error)
	// Stamp changes whenever a file or a folder's files do. kind says which it is.
	Stamp(path string) (stamp string, kind feed.Kind, err error)
	// Watch calls changed with those of paths that changed, until ctx ends.
	Watch(ctx context.Context, paths []string, changed func(paths []string)) error
}

// Input is a document to parse. It converts to the parser's own input.
type Input struct {
	Body        []byte
	ContentType string // as declared, may be empty
	URL         string // where it came from
	Base        string // what the relative addresses of a feed are relative to; empty: URL
	Language    string // as declared, may be empty
	Name        string // of its file
	Modified    time.Time
	Seen        time.Time            // when it was read
	Known       func(feed.Hash) bool // entries that are stored already and may be left out; may be nil
}

// Parser makes articles of bytes.
type Parser interface {
	Parse(in Input) (feed.Document, error)
	Comments(in Input) ([]feed.RemoteComment, error)
	Discover(in Input) []feed.Candidate // the feeds that a page offers
}

// Follows is the reader's own list of what is followed: the urls file.
type Follows interface {
	FollowList
	FollowEdits
}

// FollowList reads the list. Addresses are without user name and password.
type FollowList interface {
	Path() string
	// Stamp changes whenever the list may have; empty when there is none.
	Stamp() (string, error)
	// List returns the sources in the reader's order, with Address, Name and Tags,
	// and the lines that are kept and not read.
	List() (sources []feed.Source, kept []string, err error)
	// Users returns the user names and passwords of addresses that have them.
	Users() (map[string]*url.Userinfo, error)
}

// FollowEdits changes the list line by line.
type FollowEdits interface {
	// Change gives a source's line its name and tags, or adds a line at the end,
	// with the user name and password if there are any.
	Change(s feed.Source, user *url.Userinfo) error
	// Add adds lines at the end for those of the sources that have none, at once.
	// users are by address.
	Add(sources []feed.Source, users map[string]*url.Userinfo) error
	// Move gives a source's line another address.
	Move(from, to string) error
	// Remove takes a source's line out; restore, which may be nil, puts it back.
	Remove(address string) (restore func() error, err error)
}

// Store keeps articles, marks and comments.
type Store interface {
	Lists
	Places
	Articles
	Marks
	Acts
	Sources
	Standings
	Refreshes
	Comments
	Threads
	Drafts
	States
	Close() error
}

// Lists answers what a list shows.
type Lists interface {
	Page(ctx context.Context, q feed.Query, from *feed.Headline, dir feed.Direction, n int) (feed.Page, error)
	Headline(ctx context.Context, id feed.ArticleID) (feed.Headline, error)
	Headlines(ctx context.Context, ids []feed.ArticleID) ([]feed.Headline, error)
	Totals(ctx context.Context, sources []feed.SourceID) (feed.Totals, error)
	Tally(ctx context.Context, q feed.Query, limit int) (feed.Tally, error)
}

// Places finds headlines within a list.
type Places interface {
	Ordinal(ctx context.Context, q feed.Query, h feed.Headline, limit int) (feed.Tally, error)
	NextUnread(ctx context.Context, q feed.Query, from feed.Headline, dir feed.Direction) (feed.Headline, error)
	Newest(ctx context.Context) (feed.ArticleID, error)
	Arrived(ctx context.Context, q feed.Query) (feed.Tally, error)
}

// Articles reads single articles.
type Articles interface {
	Article(ctx context.Context, id feed.ArticleID) (feed.Article, error)
	Opened(ctx context.Context, id feed.ArticleID, visit feed.VisitID) (feed.Act, error)
	SetPlace(ctx context.Context, id feed.ArticleID, p feed.Place) error
	Lookup(ctx context.Context, ref string) (feed.Headline, error)
	Earlier(ctx context.Context, id feed.ArticleID) ([]feed.EarlierText, error)
}

// Marks are the reader's marks on articles.
type Marks interface {
	NewVisit(ctx context.Context) (feed.VisitID, error)
	MarkRead(ctx context.Context, ids []feed.ArticleID, read bool, visit feed.VisitID) (feed.Act, error)
	MarkAllRead(ctx context.Context, q feed.Query) (feed.Act, error)
	Star(ctx context.Context, ids []feed.ArticleID, on bool) (feed.Act, error)
}

// Acts takes back what the reader did, and does it again.
type Acts interface {
	Undo(ctx context.Context, act feed.Act) error
	Redo(ctx context.Context, act feed.Act) error
}

// Sources finds sources.
type Sources interface {
	Sources(ctx context.Context, standings ...feed.Standing) ([]feed.Source, error)
	Source(ctx context.Context, id feed.SourceID) (feed.Source, error)
	SourceAt(ctx context.Context, address string) (feed.Source, error)
}

// Standings changes what is known of sources by the reader's will.
type Standings interface {
	Follow(ctx context.Context, s feed.Source) (feed.Source, error)
	SetStanding(ctx context.Context, id feed.SourceID, standing feed.Standing) (feed.Act, error)
	Rename(ctx context.Context, id feed.SourceID, name string) (feed.Act, error)
	SetTags(ctx context.Context, id feed.SourceID, tags []string) error
	Forget(ctx context.Context) error
}

// Refreshes stores what sources brought.
type Refreshes interface {
	Known(ctx context.Context, id feed.SourceID) (map[feed.Hash]struct{}, error)
	Save(ctx context.Context, id feed.SourceID, doc feed.Document, kind feed.Kind, h feed.Health) (feed.Outcome, error)
	SetHealth(ctx context.Context, id feed.SourceID, h feed.Health) error
	Move(ctx context.Context, id feed.SourceID, address string) error
	Prune(ctx context.Context, keep int, spare []feed.ArticleID) (int, error)
}

// Comments keeps comments.
type Comments interface {
	Comment(ctx context.Context, id feed.CommentID) (feed.Comment, error)
	SaveComment(ctx context.Context, d feed.Draft, author string) (feed.Comment, feed.Act, error)
	DeleteComment(ctx context.Context, id feed.CommentID) (feed.Act, error)
	OwnComments(ctx context.Context, article feed.ArticleID) ([]feed.Comment, error)
}

// Threads keeps the comments of an article together.
type Threads interface {
	Thread(ctx context.Context, article feed.ArticleID) (feed.Thread, error)
	MergeComments(ctx context.Context, article feed.ArticleID, comments []feed.RemoteComment, checked time.Time) (added int, err error)
	ThreadSeen(ctx context.Context, article feed.ArticleID, at time.Time) error
}

// Drafts keeps comments that are not saved yet.
type Drafts interface {
	SaveDraft(ctx context.Context, d feed.Draft) error
	Drafts(ctx context.Context, article feed.ArticleID) ([]feed.Draft, error)
	DropDraft(ctx context.Context, d feed.Draft) error
}

// States keeps small facts from one start to the next.
type States interface {
	State(ctx context.Context, key string) (string, error)
	SetState(ctx context.Context, key, value string) error
	ArticleState(ctx context.Context, id feed.ArticleID, key string) (string, error)
	SetArticleState(ctx context.Context, id feed.ArticleID, key, value string) error
	Tidy(ctx context.Context) error
}
