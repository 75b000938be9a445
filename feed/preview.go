package feed

// Preview is what following an address would bring, before anything is stored.
type Preview struct {
	Address    string // what will be followed: the feed's address, not the page's that led to it
	Kind       Kind
	Title      string
	Site       string
	Headlines  []Entry     // the first five
	Total      int         // entries in all
	Wire       int64       // bytes received for it
	Candidates []Candidate // the feeds that a page offers, the one shown first
	Followed   bool        // it is followed already
}

// Candidate is a feed that a page offers (HTML link rel="alternate").
type Candidate struct {
	URL   string
	Title string
	Type  string // MIME type as declared
}
