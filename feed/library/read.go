package library

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"net/url"
	"path/filepath"
	"strings"
	"time"

	"griot/feed"
	"griot/render/plain"
)

// reading is what asking one source gave.
type reading struct {
	source   feed.Source
	response *feed.Response // nil when nothing came
	failure  *feed.Failure  // nil when it worked; a cut answer has both
	same     bool           // what came is what is stored
	stamp    string         // of a local one
	body     feed.Hash
	user     *url.Userinfo // who asked, nil for nobody
	tried    []string      // addresses where its feed was looked for
	anew     bool          // nothing is known of what is there: a page may lead to a feed
	lead     string        // the feed that was read in its place, where the source's page led
}

// ask brings a source's bytes, and does not look into them. from is where its
// address was found, empty when it is the reader's.
func (l *Library) ask(ctx context.Context, s feed.Source, user *url.Userinfo, from string) (r reading) {
	defer rescue(&r.failure)
	r.source = s
	if filepath.IsAbs(s.Address) {
		return l.askDisk(r)
	}
	if l.Offline() {
		r.failure = feed.Fail(feed.FailedOffline, feed.ErrOffline)
		return r
	}
	if user, r.failure = l.login(ctx, s, from, user); r.failure != nil {
		return r
	}
	r.user = user
	request := feed.Request{URL: s.Address, From: from, User: user, Validators: s.Health.Validators}
	if s.Kind == feed.KindPage {
		request.Accept = feed.AcceptPage
	}
	var err error
	r.response, err = l.fetch.Get(ctx, request)
	r.failure = feed.FailureOf(err)
	if r.response != nil && r.failure == nil {
		r.body = hashOf(r.response.Body)
		r.same = r.response.NotModified || r.body == s.Health.Body && s.Health.Body != feed.Hash{}
	}
	return r
}

// askDisk brings a file, or nothing when it is as it was. A folder's files are
// read one by one, when they are parsed.
func (l *Library) askDisk(r reading) reading {
	stamp, kind, err := l.files.Stamp(r.source.Address)
	r.source.Kind, r.stamp, r.failure = kind, stamp, feed.FailureOf(err)
	switch {
	case err != nil:
	case stamp == r.source.Health.Validators.ETag:
		r.same, r.response = true, &feed.Response{NotModified: true}
	case kind == feed.KindFolder:
		r.response = &feed.Response{Validators: feed.Validators{ETag: stamp}}
	default:
		r.response, err = l.files.File(r.source.Address)
		r.failure = feed.FailureOf(err)
		if r.response != nil {
			r.response.Validators.ETag = stamp
			r.body = hashOf(r.response.Body)
		}
	}
	return r
}

func hashOf(body []byte) (h feed.Hash) {
	sum := sha256.Sum256(body)
	copy(h[:], sum[:])
	return h
}

// understand makes a document of what came. It never panics.
func (l *Library) understand(r *reading, known map[feed.Hash]struct{}) (doc feed.Document, kind feed.Kind) {
	defer rescue(&r.failure)
	var err error
	switch r.source.Kind {
	case feed.KindFolder:
		doc, err = l.parseFolder(r.source.Address)
		kind = feed.KindFolder
	default:
		doc, err = l.parse.Parse(l.input(r.response, known))
		kind = doc.Kind
	}
	if err != nil {
		if r.failure == nil { // a cut answer stays one
			r.failure = feed.FailureOf(err)
		}
		return feed.Document{}, r.source.Kind
	}
	if filepath.IsAbs(r.source.Address) && kind != feed.KindFolder {
		identify(&doc, r.source.Address)
		if doc.Kind == feed.KindPage { // a feed is written anew all the time
			dateBy(r.response.Modified, doc.Entries)
		}
		if doc.Title == "" {
			doc.Title = plain.Line(filepath.Base(r.source.Address))
		}
		kind = feed.KindFile
	}
	return doc, kind
}

func (l *Library) input(r *feed.Response, known map[feed.Hash]struct{}) Input {
	in := Input{
		Body: r.Body, ContentType: r.ContentType, URL: r.URL, Base: r.Base, Language: r.Language, Name: r.Name,
		Modified: r.Modified, Seen: l.now(),
	}
	if filepath.IsAbs(in.URL) {
		in.URL = ""
	}
	if len(known) > 0 {
		in.Known = func(h feed.Hash) bool { _, ok := known[h]; return ok }
	}
	return in
}

// identify makes the path of a file that is one article its identity: it stays the
// same article however it is edited.
func identify(doc *feed.Document, path string) {
	if doc.Kind == feed.KindPage && len(doc.Entries) == 1 {
		doc.Entries[0].GUID = identityOf(path)
	}
}

// identityOf is a path as what an article is known by. One that holds what is not
// seen is told from the others by its hash.
func identityOf(path string) string {
	seen := plain.Line(path)
	if seen == path {
		return path
	}
	sum := sha256.Sum256([]byte(path))
	return fmt.Sprintf("%s#%x", seen, sum[:8])
}

// dateBy makes entries that say no date as old as their file.
func dateBy(modified time.Time, entries []feed.Entry) {
	for i := range entries {
		e := &entries[i]
		if !e.Published.Known() && !e.Updated.Known() && !modified.IsZero() {
			e.Updated = feed.At(modified)
		}
	}
}

// parseFolder reads a folder's files, newest first, as one document. What griot
// does not read is left out.
func (l *Library) parseFolder(path string) (feed.Document, error) {
	files, err := l.files.Folder(path)
	if err != nil {
		return feed.Document{}, err
	}
	all := feed.Document{Kind: feed.KindPage, Title: plain.Line(filepath.Base(path))}
	for _, file := range files {
		response, err := l.files.File(file)
		if err != nil {
			continue
		}
		doc, err := l.parse.Parse(l.input(response, nil))
		if err != nil {
			continue
		}
		identify(&doc, file)
		dateBy(response.Modified, doc.Entries)
		for i := range doc.Entries {
			if doc.Entries[i].GUID == "" && doc.Entries[i].Link == "" {
				doc.Entries[i].GUID = fmt.Sprintf("%s#%d", identityOf(file), i)
			}
			if doc.Entries[i].Author == "" {
				doc.Entries[i].Author = doc.Author
			}
		}
		all.Entries = append(all.Entries, doc.Entries...)
	}
	if len(files) > 0 && len(all.Entries) == 0 {
		return all, feed.Fail(feed.FailedEmpty, feed.ErrNothingToRead)
	}
	return all, nil
}

// rescue turns a panic of the parser or of a fetch into that source's failure.
func rescue(f **feed.Failure) {
	if p := recover(); p != nil {
		*f = &feed.Failure{
			Kind:   feed.FailedInternal,
			Detail: plain.Line(fmt.Sprint("panic: ", p)),
			Cause:  feed.Panicked(p),
		}
	}
}

// guarded runs a piece of work of a goroutine of its own, and turns a panic into its
// error.
func guarded(work func() error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = feed.Panicked(p)
		}
	}()
	return work()
}

// canceled tells whether a failure only says that griot was told to stop.
func canceled(ctx context.Context, f *feed.Failure) bool {
	return f != nil && ctx.Err() != nil && errors.Is(f, context.Cause(ctx))
}

// isRoot tells whether an address is a site's front page.
func isRoot(address string) bool {
	u, err := url.Parse(address)
	return err == nil && strings.Trim(u.Path, "/") == "" && u.RawQuery == ""
}

// wait is how long a response asks griot to stay away.
func wait(r *feed.Response) time.Duration {
	if r == nil {
		return 0
	}
	return r.RetryAfter
}
