package text

import (
	"context"
	"errors"
	"io/fs"
	"strings"

	"griot/feed"
	"griot/render/plain"
)

// Failure is why reading a source went wrong, in one sentence that says what to do
// next. label names the source: what the reader calls it, or its address.
func (w *Words) Failure(f *feed.Failure, label string) string {
	if f == nil {
		return ""
	}
	label = plain.Line(label)
	switch f.Kind {
	case feed.FailedOffline:
		if errors.Is(f, feed.ErrOffline) {
			return w.Say("failure.offline.told", label)
		}
		return w.Say("failure.offline", label)
	case feed.FailedNoHost:
		return w.Say("failure.host", label)
	case feed.FailedRefused:
		return w.Say("failure.refused", label)
	case feed.FailedTimeout:
		return w.Say("failure.timeout", label)
	case feed.FailedStalled:
		return w.Say("failure.stalled", label)
	case feed.FailedTLS:
		return w.Say("failure.tls", label)
	case feed.FailedStatus:
		return w.failedStatus(f.Status, label)
	case feed.FailedBusy:
		return w.Say("failure.busy", label)
	case feed.FailedGone:
		return w.Say("failure.gone", label)
	case feed.FailedTooLarge:
		return w.Say("failure.large", label)
	case feed.FailedRedirects:
		return w.Say("failure.redirects", label)
	case feed.FailedNotFeed:
		return w.Say("failure.not.feed", label)
	case feed.FailedDamaged:
		return w.Say("failure.damaged", label)
	case feed.FailedEmpty:
		return w.Say("failure.empty", label)
	case feed.FailedAddress:
		return w.Say("failure.address", label)
	case feed.FailedMissing:
		return w.Say("failure.missing", label)
	case feed.FailedPermission:
		return w.Say("failure.permission", label)
	case feed.FailedInternal:
		return w.Say("failure.internal", label)
	case feed.FailedList:
		return w.Say("failure.list", label)
	case feed.FailedPassword:
		return w.Say("failure.password", label)
	case feed.FailedProxy:
		return w.Say("failure.proxy", label)
	case feed.FailedUnknown:
		return w.Say("failure.unknown", label, detail(f.Detail))
	default:
		return w.Say("failure.unknown", label, detail(f.Detail))
	}
}

// failedStatus tells apart what the reader can do about an HTTP status (RFC 9110,
// section 15).
func (w *Words) failedStatus(status int, label string) string {
	switch {
	case status == 401 || status == 403 || status == 407:
		return w.Say("failure.status.refuses", label, plainNumber(status))
	case status == 404:
		return w.Say("failure.status.missing", label)
	case status >= 500:
		return w.Say("failure.status.server", label, plainNumber(status))
	default:
		return w.Say("failure.status", label, plainNumber(status))
	}
}

// Error is any error in one sentence that says what to do next. An error that
// nobody foresaw is quoted.
func (w *Words) Error(err error) string {
	if err == nil {
		return ""
	}
	if errors.Is(err, feed.ErrOffline) {
		return w.Say("error.offline.told")
	}
	if f, ok := errors.AsType[*feed.Failure](err); ok {
		if f.Kind == feed.FailedOffline {
			return w.Say("error.offline")
		}
		return w.Failure(f, w.Say("error.that.source"))
	}
	if e, ok := errors.AsType[*feed.AmbiguousError](err); ok {
		return w.ambiguous(e)
	}
	if _, ok := errors.AsType[*feed.PanicError](err); ok {
		return w.Say("error.fault")
	}
	if e, ok := errors.AsType[*feed.NewerStoreError](err); ok {
		return w.Say("error.store.newer", plainNumber(e.Has), plainNumber(e.Know))
	}
	for _, known := range sentinels() {
		if errors.Is(err, known.is) {
			return w.Say(known.say)
		}
	}
	if e, ok := errors.AsType[*fs.PathError](err); ok {
		return w.pathError(e)
	}
	return w.Say("error.unknown", detail(err.Error()))
}

// sentinel is an error that has a sentence of its own.
type sentinel struct {
	is  error
	say ID
}

func sentinels() []sentinel {
	return []sentinel{
		{feed.ErrNoArticle, "error.article"},
		{feed.ErrNoSource, "error.source"},
		{feed.ErrNoComment, "error.comment"},
		{feed.ErrNotOwn, "error.comment.not.own"},
		{feed.ErrEmptyComment, "error.comment.empty"},
		{feed.ErrTooLong, "error.long"},
		{feed.ErrFollowed, "error.followed"},
		{feed.ErrNotFollowed, "error.not.followed"},
		{feed.ErrReadOnly, "error.store.read.only"},
		{feed.ErrDiskFull, "error.disk.full"},
		{feed.ErrDamaged, "error.store.damaged"},
		{feed.ErrBusy, "error.store.busy"},
		{feed.ErrMoved, "error.store.moved"},
		{feed.ErrDisk, "error.disk"},
		{feed.ErrCannotUndo, "error.undo"},
		{feed.ErrNothingToRead, "error.nothing"},
		{feed.ErrNoPage, "error.fulltext.page"},
		{feed.ErrRobots, "error.fulltext.robots"},
		{feed.ErrNoMore, "error.fulltext.more"},
		{context.Canceled, "error.stopped"},
		{context.DeadlineExceeded, "error.late"},
	}
}

func (w *Words) pathError(e *fs.PathError) string {
	path := plain.Line(e.Path)
	switch {
	case errors.Is(e, fs.ErrNotExist):
		return w.Say("error.path.missing", path)
	case errors.Is(e, fs.ErrPermission):
		return w.Say("error.path.permission", path)
	default:
		return w.Say("error.path", path, detail(e.Err.Error()))
	}
}

// ambiguous names the articles that the reader may have meant, with their ids.
func (w *Words) ambiguous(e *feed.AmbiguousError) string {
	named := make([]string, 0, len(e.Matches))
	for _, h := range e.Matches {
		named = append(named, plainNumber(int(h.ID))+" "+w.Quote(h.Title))
	}
	return w.Say("error.ambiguous", w.Quote(e.Ref), strings.Join(named, ", "))
}

// Quote puts a name from outside into the quotation marks of the language.
func (w *Words) Quote(name string) string { return w.Say("quote", plain.Line(name)) }

// detail is what a machine said, as the end of a sentence.
func detail(s string) string {
	s = strings.TrimRight(plain.Line(s), ". ")
	if s == "" {
		return "?"
	}
	return s
}
