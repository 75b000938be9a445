package library_test

import (
	"griot/feed/fetch"
	"griot/feed/library"
	"griot/feed/store"
	"griot/feed/urls"
)

// What the house is wired with is what the library needs.
var (
	_ library.Store   = (*store.Store)(nil)
	_ library.Fetcher = (*fetch.Client)(nil)
	_ library.Files   = fetch.Local{}
	_ library.Follows = (*urls.File)(nil)
)
