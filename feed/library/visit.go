package library

import (
	"context"
	"encoding/hex"
	"errors"
	"io"
	"strings"

	"griot/feed"
)

// Visit reads sources now, without following them, and returns them in the order
// of refs. "-" reads stdin. A page that is no article leads to its feed. The
// articles of a source that could not be read are left out, and its failure is
// joined into the error; those that could be are there.
func (l *Library) Visit(ctx context.Context, refs []string, stdin io.Reader) ([]feed.SourceID, error) {
	ctx, end := l.begin(ctx)
	defer end()
	var ids []feed.SourceID
	var errs []error
	for _, ref := range refs {
		id, err := l.visit(ctx, ref, stdin)
		if err != nil {
			errs = append(errs, &VisitError{Ref: ref, Err: err})
			continue
		}
		ids = append(ids, id)
	}
	return ids, errors.Join(errs...)
}

// VisitError says which of several sources could not be read.
type VisitError struct {
	Ref string // as the reader typed it
	Err error
}

func (e *VisitError) Error() string { return "read " + Shown(e.Ref) + ": " + e.Err.Error() }

// Unwrap returns the cause.
func (e *VisitError) Unwrap() error { return e.Err }

func (l *Library) visit(ctx context.Context, ref string, stdin io.Reader) (feed.SourceID, error) {
	f, err := l.lookOnce(ctx, ref, stdin)
	if err != nil {
		return 0, err
	}
	s, err := l.visiting(ctx, feed.Source{Address: f.address(), Kind: f.kind})
	if err != nil {
		return 0, err
	}
	got := f.got
	got.source = s
	response := *got.response
	response.Moved = ""
	got.response = &response
	if s.Kind == feed.KindFeed && f.kind == feed.KindPage {
		got.source.Kind = f.kind // it is looked at, whatever it was
	}
	_, _, err = l.save(ctx, &got, f.doc, f.kind)
	return s.ID, err
}

// lookOnce reads what the reader wants to see now.
func (l *Library) lookOnce(ctx context.Context, ref string, stdin io.Reader) (found, error) {
	t := resolve(ref)
	if t.kind == feed.KindInput {
		response, err := l.files.Input(stdin)
		if err != nil {
			return found{}, err
		}
		return l.readInput(t, response)
	}
	if t.address == "" {
		return found{}, feed.Fail(feed.FailedAddress, nil)
	}
	f, err := l.lookAt(ctx, t, false)
	if t.kind.Local() || err == nil && (f.kind == feed.KindFeed || isArticle(f)) {
		return f, err
	}
	page := f.got
	if page.response == nil || len(page.response.Body) == 0 || ctx.Err() != nil {
		return f, err
	}
	doc, kind, candidates := l.feedOf(ctx, &page, f.doc, f.kind)
	if kind != feed.KindFeed {
		return f, err
	}
	page.failure = nil
	return found{at: f.at, target: t, got: page, doc: doc, kind: kind, candidates: candidates}, nil
}

// isArticle tells whether a page is about one thing, rather than a front page.
func isArticle(f found) bool {
	return !isRoot(f.target.address) && len(f.doc.Entries) == 1 &&
		(f.doc.Entries[0].Published.Known() || f.doc.Entries[0].Views.Known())
}

// readInput makes a document of text that has no address.
func (l *Library) readInput(t target, response *feed.Response) (found, error) {
	f := found{at: l.now(), target: t, got: reading{source: feed.Source{Address: t.address, Kind: t.kind}, response: response}}
	response.URL = ""
	f.doc, _ = l.understand(&f.got, nil)
	f.kind = feed.KindInput
	if f.got.failure != nil {
		return f, f.got.failure
	}
	f.got.body = hashOf(response.Body)
	if len(f.doc.Entries) == 1 && f.doc.Entries[0].GUID == "" {
		f.doc.Entries[0].GUID = "input:" + hex.EncodeToString(f.got.body[:])
	}
	if f.doc.Title != "" {
		f.target.address += "/" + f.doc.Title // each site that texts come from is a source of its own
	} else {
		f.doc.Title = l.deps.InputTitle
	}
	return f, nil
}

// visiting finds or makes the source of what is only read in passing.
func (l *Library) visiting(ctx context.Context, s feed.Source) (feed.Source, error) {
	l.visited.Store(true)
	old, err := l.store.SourceAt(ctx, s.Address)
	if err == nil || !errors.Is(err, feed.ErrNoSource) {
		return old, err
	}
	s.Standing = feed.Visiting
	s, err = l.store.Follow(ctx, s)
	if err == nil && s.Standing != feed.Visiting {
		_, err = l.store.SetStanding(ctx, s.ID, feed.Visiting)
		s.Standing = feed.Visiting
	}
	return s, err
}

// Paste makes an article of a page's text, as a captured page is read.
func (l *Library) Paste(ctx context.Context, text string) (feed.ArticleID, error) {
	ctx, end := l.begin(ctx)
	defer end()
	if strings.TrimSpace(text) == "" {
		return 0, feed.Fail(feed.FailedEmpty, feed.ErrNothingToRead)
	}
	f, err := l.readInput(target{address: feed.InputAddress, kind: feed.KindInput}, &feed.Response{Body: []byte(text), ContentType: "text/plain; charset=utf-8"})
	if err != nil {
		return 0, err
	}
	if len(f.doc.Entries) == 0 {
		return 0, feed.Fail(feed.FailedEmpty, feed.ErrNothingToRead)
	}
	s, err := l.visiting(ctx, feed.Source{Address: f.address(), Kind: feed.KindInput})
	if err != nil {
		return 0, err
	}
	f.got.source = s
	if _, _, err := l.save(ctx, &f.got, f.doc, feed.KindInput); err != nil {
		return 0, err
	}
	return l.articleOf(ctx, s.ID, f.doc.Entries[0])
}

// articleOf finds the article that an entry became.
func (l *Library) articleOf(ctx context.Context, source feed.SourceID, e feed.Entry) (feed.ArticleID, error) {
	q := feed.Query{Sources: []feed.SourceID{source}}
	var from *feed.Headline
	for {
		page, err := l.store.Page(ctx, q, from, feed.Forward, 100)
		if err != nil {
			return 0, err
		}
		for _, h := range page.Headlines {
			if h.Title != e.Title {
				continue
			}
			a, err := l.store.Article(ctx, h.ID)
			if err == nil && a.GUID == e.GUID {
				return h.ID, nil
			}
		}
		if !page.More || len(page.Headlines) == 0 {
			return 0, feed.ErrNoArticle
		}
		from = &page.Headlines[len(page.Headlines)-1]
	}
}
