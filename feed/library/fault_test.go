package library_test

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"griot/feed"
	"griot/feed/library"
	"griot/feed/store"
)

// faulty is a store that panics in one of its methods.
type faulty struct {
	*store.Store

	in string
}

func (f *faulty) at(method string) {
	if f.in == method {
		panic("a fault in " + method)
	}
}

func (f *faulty) Known(ctx context.Context, id feed.SourceID) (map[feed.Hash]struct{}, error) {
	f.at("Known")
	return f.Store.Known(ctx, id)
}

func (f *faulty) Save(ctx context.Context, id feed.SourceID, doc feed.Document, kind feed.Kind, h feed.Health) (feed.Outcome, error) {
	f.at("Save")
	return f.Store.Save(ctx, id, doc, kind, h)
}

func (f *faulty) SetHealth(ctx context.Context, id feed.SourceID, h feed.Health) error {
	f.at("SetHealth")
	return f.Store.SetHealth(ctx, id, h)
}

func (f *faulty) Follow(ctx context.Context, s feed.Source) (feed.Source, error) {
	f.at("Follow")
	return f.Store.Follow(ctx, s)
}

func (f *faulty) SetStanding(ctx context.Context, id feed.SourceID, standing feed.Standing) (feed.Act, error) {
	f.at("SetStanding")
	return f.Store.SetStanding(ctx, id, standing)
}

// A fault in the goroutine of a refresh ends that refresh, and nothing else: the
// next one works.
func TestAFaultInARefresh(t *testing.T) {
	for _, method := range []string{"Known", "Save", "SetHealth"} {
		t.Run(method, func(t *testing.T) {
			h := newHouse(t)
			broken := &faulty{Store: h.store, in: method}
			h.deps.Store = broken
			h.Library = library.New(h.deps)
			var list strings.Builder
			for i := range 12 {
				h.put(fmt.Sprint("/", i), page{body: news, headers: map[string]string{"ETag": `"1"`}})
				list.WriteString(h.at(fmt.Sprint("/", i)) + "\n")
			}
			h.write(list.String())
			h.start()
			if method == "SetHealth" { // which is for what brings nothing new
				h.refresh(whichAll)
			}
			_, err := h.Refresh(t.Context(), library.Which{Insist: true}, nil)
			if fault, ok := errors.AsType[*feed.PanicError](err); !ok || fault.Value != "a fault in "+method || !strings.Contains(fault.Stack, "fault_test.go") {
				t.Errorf("%v", err)
			}
			broken.in = ""
			if summary, _ := h.refresh(library.Which{Insist: true}); summary.Sources != 12 || summary.Failed != 0 {
				t.Errorf("afterwards: %+v", summary)
			}
			if totals, err := h.Totals(t.Context(), nil); err != nil || totals.All != 24 {
				t.Errorf("%+v, %v", totals, err)
			}
		})
	}
}

func TestAFaultWhileTheListIsTakenIn(t *testing.T) {
	h := newHouse(t)
	broken := &faulty{Store: h.store}
	h.deps.Store = broken
	h.Library = library.New(h.deps)
	h.put("/a", page{body: news})
	for _, c := range []struct{ in, list string }{{"Follow", h.at("/a") + "\n"}, {"SetStanding", h.at("/b") + "\n"}} {
		broken.in = c.in
		h.write(c.list)
		if err := h.Start(t.Context()); err == nil || !strings.Contains(err.Error(), "a fault in "+c.in) {
			t.Errorf("%s: %v", c.in, err)
		}
		broken.in = ""
		h.start()
	}
	if got := h.followed(); len(got) != 1 || got[0] != "SERVER/b" {
		t.Errorf("followed %v", got)
	}
}

// What griot could not read through a fault of its own says where the fault is.
func TestAFaultInTheParserHasItsStack(t *testing.T) {
	h := newHouse(t)
	h.put("/panic", page{body: "panic"})
	h.write(h.at("/panic"))
	h.start()
	_, told := h.refresh(whichAll)
	f := told[0].Outcome.Failure
	if f == nil || f.Kind != feed.FailedInternal || !strings.Contains(f.Error(), "house_test.go") {
		t.Errorf("%v", f)
	}
	if s := h.source(h.at("/panic")); strings.Contains(s.Health.Failure.Detail, "\n") || filepath.IsAbs(s.Health.Failure.Detail) {
		t.Errorf("stored: %q", s.Health.Failure.Detail)
	}
}
