package library

import "griot/feed"

// Resolve is Library.Resolve for who has no library: it makes an address of what
// the reader typed, an empty one when it is none.
func Resolve(ref string) (address string, kind feed.Kind) {
	t := resolve(ref)
	return t.address, t.kind
}
