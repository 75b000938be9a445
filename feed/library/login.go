package library

import (
	"context"
	"net/url"

	"griot/feed"
)

// Logins knows the user names and passwords that the reader set up elsewhere than
// in the urls file. It is asked only when a source is about to be, and returns nil
// for one that needs none.
type Logins func(ctx context.Context, address string) (*url.Userinfo, error)

// login is who asks a source: user if that is known, else whom the settings name.
// Where a stranger's page led here, only a place at that stranger's own host gets
// a password.
func (l *Library) login(ctx context.Context, s feed.Source, from string, user *url.Userinfo) (*url.Userinfo, *feed.Failure) {
	if user != nil || l.deps.Logins == nil || from != "" && !sameHost(from, s.Address) {
		return user, nil
	}
	for _, address := range l.addressesOf(ctx, s) {
		if !feed.SharesLogin(address, s.Address) {
			continue
		}
		user, err := l.deps.Logins(ctx, address)
		if err != nil {
			return nil, feed.FailureOf(err)
		}
		if user != nil {
			return user, nil
		}
	}
	return nil, nil
}
