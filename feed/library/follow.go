package library

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	"griot/feed"
	"griot/render/plain"
)

// target is what the reader typed, understood.
type target struct {
	address string
	kind    feed.Kind
	user    *url.Userinfo
}

// Resolve makes an address of what the reader typed: a web address, an absolute
// path, or feed.InputAddress for "-". What has no scheme is a file if there is
// one, else a web address. The address is empty when it can be neither, and never
// holds a user name or password.
func (l *Library) Resolve(ref string) (address string, kind feed.Kind) {
	t := resolve(ref)
	return t.address, t.kind
}

func resolve(ref string) target {
	ref = strings.TrimSpace(ref)
	if ref == "" {
		return target{}
	}
	if ref == feed.InputAddress {
		return target{address: ref, kind: feed.KindInput}
	}
	lower := strings.ToLower(ref)
	switch {
	case strings.HasPrefix(lower, "file://"):
		u, err := url.Parse(ref)
		if err != nil || u.Path == "" {
			return target{}
		}
		return onDisk(u.Path)
	case strings.HasPrefix(lower, "feed:http"): // a browser's way of handing a feed over
		return onWeb(ref[len("feed:"):])
	case strings.HasPrefix(lower, "feed://"):
		return onWeb("https://" + ref[len("feed://"):])
	case strings.HasPrefix(lower, "http://"), strings.HasPrefix(lower, "https://"):
		return onWeb(ref)
	}
	if strings.HasPrefix(ref, "~/") {
		if home, err := os.UserHomeDir(); err == nil {
			return onDisk(filepath.Join(home, ref[2:]))
		}
	}
	if _, err := os.Stat(ref); err == nil || filepath.IsAbs(ref) || strings.HasPrefix(ref, ".") {
		return onDisk(ref)
	}
	if scheme, _, ok := strings.Cut(ref, "://"); ok && !strings.ContainsAny(scheme, "./") {
		return target{} // ftp, gopher, javascript
	}
	return onWeb("https://" + ref)
}

func onDisk(path string) target {
	path, err := filepath.Abs(path)
	if err != nil {
		return target{}
	}
	t := target{address: path, kind: feed.KindFile}
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		t.kind = feed.KindFolder
	}
	return t
}

func onWeb(raw string) target {
	link, user, _ := plain.Web(raw)
	return target{address: link, user: user}
}

// found is what reading an address for the first time gave.
type found struct {
	at         time.Time
	target     target
	got        reading
	doc        feed.Document
	kind       feed.Kind
	candidates []feed.Candidate
}

// address is what is followed: the feed's address, not the page's that led to it.
func (f found) address() string {
	if f.got.response != nil && f.got.response.Moved != "" {
		return f.got.response.Moved
	}
	return f.target.address
}

// memory is how long what was read for a preview need not be read again.
const memory = time.Minute

// look reads an address that is not followed yet. What it found is remembered for
// a minute, so that a preview and what comes of it cost one transfer.
func (l *Library) look(ctx context.Context, ref string) (found, error) {
	t := resolve(ref)
	if t.address == "" || t.kind == feed.KindInput {
		return found{target: t}, feed.Fail(feed.FailedAddress, nil)
	}
	l.mu.Lock()
	f, ok := l.found[t.address]
	l.mu.Unlock()
	if ok && l.now().Sub(f.at) < memory {
		return f, nil
	}
	f, err := l.lookAt(ctx, t, true)
	if err != nil {
		return f, err
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	for address, old := range l.found {
		if l.now().Sub(old.at) >= memory || len(l.found) > 8 {
			delete(l.found, address)
		}
	}
	l.found[t.address] = f
	l.found[f.address()] = f // what a preview shows may be followed by the address it shows
	return f, nil
}

// lookAt reads an address now. With discover a page's feed is read in its place.
func (l *Library) lookAt(ctx context.Context, t target, discover bool) (found, error) {
	f := found{at: l.now(), target: t}
	var spent *reading
	if discover {
		known, cost, ok := l.lookKnown(ctx, t)
		if ok {
			return known, nil
		}
		spent = cost
	}
	f.got = l.ask(ctx, feed.Source{Address: t.address, Kind: t.kind}, t.user, "")
	if spent != nil {
		f.got.tried = spent.tried
		f.got.spend(spent.response)
	}
	if f.got.failure != nil && (f.got.response == nil || !f.got.response.Cut) {
		return f, f.got.failure
	}
	f.doc, f.kind = l.understand(&f.got, nil)
	if discover && f.kind != feed.KindFeed && !f.got.source.Kind.Local() {
		f.doc, f.kind, f.candidates = l.feedSomewhere(ctx, &f.got, f.doc, f.kind)
	}
	f.doc = l.wholeArticle(ctx, &f.got, f.doc, nil)
	if f.got.failure != nil && len(f.doc.Entries) == 0 {
		return f, f.got.failure
	}
	if err := ctx.Err(); err != nil {
		return f, err
	}
	return f, nil
}

// Preview reads what following an address would bring, and stores nothing. Its
// error is a *feed.Failure.
func (l *Library) Preview(ctx context.Context, ref string) (feed.Preview, error) {
	ctx, end := l.begin(ctx)
	defer end()
	f, err := l.look(ctx, ref)
	if err != nil {
		return feed.Preview{Address: f.target.address, Kind: f.target.kind}, err
	}
	p := feed.Preview{
		Address: f.address(), Kind: f.kind, Title: f.doc.Title, Site: f.doc.Link,
		Headlines: f.doc.Entries[:min(5, len(f.doc.Entries))], Total: len(f.doc.Entries),
		Wire: f.got.response.Wire, Candidates: f.candidates,
	}
	_, p.Followed = l.followed(ctx, p.Address)
	return p, nil
}

// followed finds a source that is followed at an address, or whose page led there.
func (l *Library) followed(ctx context.Context, address string) (feed.Source, bool) {
	s, err := l.store.SourceAt(ctx, address)
	if err == nil && s.Standing == feed.Followed {
		return s, true
	}
	all, err := l.store.Sources(ctx, feed.Followed)
	if err != nil {
		return feed.Source{}, false
	}
	s, led := l.led(ctx, all)[address]
	return s, led
}

// Follow follows a source, writes it into the urls file and stores its articles:
// they are there when it returns. It returns the source with feed.ErrFollowed when
// it is followed already. force follows one that can't be read now, and reads one
// again that is followed already.
func (l *Library) Follow(ctx context.Context, ref string, force bool) (feed.Source, feed.Outcome, error) {
	ctx, end := l.begin(ctx)
	defer end()
	f := found{target: resolve(ref)}
	if s, ok := l.followed(ctx, f.target.address); ok && !force {
		return s, feed.Outcome{}, followedError(s)
	}
	f, err := l.look(ctx, ref)
	if err != nil {
		failure, ok := errors.AsType[*feed.Failure](err)
		if !ok || !force || f.target.address == "" || f.target.kind == feed.KindInput || ctx.Err() != nil {
			return feed.Source{Address: f.target.address}, outcomeOf(&f.got), err
		}
		f.got.failure = failure
	}
	address := f.address()
	old, known := l.followed(ctx, address)
	if known && !force {
		return old, outcomeOf(&f.got), followedError(old)
	}
	if known {
		address = old.Address // which may be that of the page that led there
	}
	s, err := l.enlist(ctx, feed.Source{Address: address, Kind: f.kind}, f.target.user)
	if err != nil {
		return s, outcomeOf(&f.got), err
	}
	f.got.source = s
	response := *f.got.responseOrNone() // a copy: the preview may be followed again
	response.Moved = ""
	f.got.response = &response
	s, out, err := l.save(ctx, &f.got, f.doc, f.kind)
	if err != nil {
		return s, out, err
	}
	s, err = l.store.Source(ctx, s.ID)
	return s, out, err
}

func followedError(s feed.Source) error {
	return fmt.Errorf("follow %s: %w", s.Address, feed.ErrFollowed)
}

// responseOrNone spares callers the nil of an attempt that asked nothing.
func (r *reading) responseOrNone() *feed.Response {
	if r.response == nil {
		return &feed.Response{}
	}
	return r.response
}

// enlist writes a source into the urls file, then into the store, with the name
// and tags that it had when it was followed before. That the two agree is noted
// last, so that an end in between is made good at the next start.
func (l *Library) enlist(ctx context.Context, s feed.Source, user *url.Userinfo) (feed.Source, error) {
	if old, err := l.store.SourceAt(ctx, s.Address); err == nil {
		s.Name, s.Tags = old.Name, old.Tags
		if s.Kind == feed.KindUnknown {
			s.Kind = old.Kind
		}
	}
	if err := l.urls.Change(s, user); err != nil {
		return s, err
	}
	followed, err := l.store.Follow(ctx, s)
	if err != nil {
		_, removing := l.urls.Remove(s.Address)
		return s, errors.Join(err, removing)
	}
	return followed, l.settled(ctx)
}
