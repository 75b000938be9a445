package feed

import "net/url"

// SharesLogin tells whether who asks at one address may be told at the one that it
// moved to: on the same host, as safely or more so.
func SharesLogin(from, to string) bool {
	a, errA := url.Parse(from)
	b, errB := url.Parse(to)
	return errA == nil && errB == nil && a.Host == b.Host && (a.Scheme == b.Scheme || b.Scheme == "https")
}
