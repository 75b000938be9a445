package text

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"testing"
	"time"

	"griot/feed"
)

func TestFailureHasASentenceForEveryKind(t *testing.T) {
	for _, language := range Languages() {
		w := New(language, time.UTC)
		said := make(map[string]feed.FailureKind)
		for kind := feed.FailedUnknown; kind <= feed.FailedInternal; kind++ {
			got := w.Failure(&feed.Failure{Kind: kind, Status: 418, Detail: "odd"}, "Malijet")
			if !strings.Contains(got, "Malijet") || !strings.HasSuffix(got, ".") || strings.Contains(got, "%") {
				t.Errorf("%s, kind %d: %q", language.Code(), kind, got)
			}
			if same, twice := said[got]; twice {
				t.Errorf("%s: kinds %d and %d say the same", language.Code(), same, kind)
			}
			said[got] = kind
		}
	}
}

func TestFailureTellsStatusesApart(t *testing.T) {
	w := New(English, time.UTC)
	for status, want := range map[int]string{
		403: "signing in (status 403)",
		404: "nothing at the address",
		500: "fault of its own (status 500)",
		418: "status 418",
	} {
		if got := w.Failure(&feed.Failure{Kind: feed.FailedStatus, Status: status}, "x"); !strings.Contains(got, want) {
			t.Errorf("%d: %q", status, got)
		}
	}
}

func TestErrorHasASentenceForEverySentinel(t *testing.T) {
	w, french := New(English, time.UTC), New(French, time.UTC)
	for _, known := range sentinels() {
		wrapped := fmt.Errorf("store: article 12: %w", known.is)
		got := w.Error(wrapped)
		if got != w.Say(known.say) || strings.Contains(got, "store:") {
			t.Errorf("%v: %q", known.is, got)
		}
		if french.Error(wrapped) == got {
			t.Errorf("%v: not translated", known.is)
		}
	}
}

func TestErrorOfTypes(t *testing.T) {
	w := New(English, time.UTC)
	ambiguous := &feed.AmbiguousError{Ref: "the", Matches: []feed.Headline{{ID: 1234, Title: "The\x1b[2J first"}, {ID: 5, Title: "The second"}}}
	for _, c := range []struct {
		err  error
		want string
	}{
		{nil, ""},
		{ambiguous, "“the” is the start of several headlines; give the id of one: 1234 “The first”, 5 “The second”."},
		{&feed.NewerStoreError{Has: 9, Know: 3}, "version 9, this one knows 3"},
		{fmt.Errorf("x: %w", feed.Fail(feed.FailedTimeout, nil)), "did not answer in time"},
		{&fs.PathError{Op: "open", Path: "/a\x1bb", Err: fs.ErrNotExist}, "does not exist"},
		{&fs.PathError{Op: "open", Path: "/a", Err: fs.ErrPermission}, "You may not use /a"},
		{&fs.PathError{Op: "open", Path: "/a", Err: errors.New("is a directory")}, "(is a directory)"},
		{fmt.Errorf("x: %w", context.Canceled), "Stopped before the end"},
		{fmt.Errorf("store: x: %w", feed.Panicked("secret")), "a fault of griot’s own; the log says more"},
		{errors.New("an odd\nthing\x1b[31m"), "Something went wrong (an odd thing)"},
	} {
		got := w.Error(c.err)
		if !strings.Contains(got, c.want) || strings.ContainsAny(got, "\x1b\n") {
			t.Errorf("%v: %q, want %q", c.err, got, c.want)
		}
	}
}
