package library

import (
	"strings"

	"griot/feed"
)

// Resolve is Library.Resolve for who has no library: it makes an address of what
// the reader typed, an empty one when it is none.
func Resolve(ref string) (address string, kind feed.Kind) {
	t := resolve(ref)
	return t.address, t.kind
}

// Shown is what the reader typed as it may be shown and logged: without the user
// name and password of a web address, well written or not.
func Shown(ref string) string {
	scheme, rest := "", ref
	if before, after, ok := strings.Cut(ref, "://"); ok {
		scheme, rest = before+"://", after
	}
	host := rest
	if end := strings.IndexAny(rest, "/?#"); end >= 0 {
		host = rest[:end]
	}
	at := strings.LastIndexByte(host, '@')
	if at < 0 || scheme == "" && (strings.ContainsAny(host, " \t") || !strings.Contains(host[:at], ":")) {
		return ref
	}
	return scheme + rest[at+1:]
}
