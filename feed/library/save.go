package library

import (
	"context"

	"griot/feed"
)

// save stores a document that was understood, or the failure to.
func (l *Library) save(ctx context.Context, got *reading, doc feed.Document, kind feed.Kind) (feed.Source, feed.Outcome, error) {
	s, now := got.source, l.now()
	if got.failure == nil && s.Kind == feed.KindFeed && kind == feed.KindPage {
		// A login form, a notice, a captive portal: the feed itself is not gone.
		got.failure = feed.Fail(feed.FailedNotFeed, nil)
		doc.Entries = nil
	}
	if got.failure == nil && doc.Salvaged && got.response.Open { // the rest of it may be there the next time
		got.response.Validators, got.body = feed.Validators{}, feed.Hash{}
	}
	out := outcomeOf(got)
	if got.failure != nil {
		s.Health = failed(s.Health, got.failure, wait(got.response), now)
	} else {
		s.Health = worked(s.Health, got.response, doc.TTL, got.body, now)
	}
	if got.failure != nil && len(doc.Entries) == 0 {
		return s, out, l.store.SetHealth(ctx, s.ID, s.Health)
	}
	saved, err := l.store.Save(ctx, s.ID, doc, kind, s.Health)
	if err != nil {
		return s, out, err
	}
	out.New, out.Changed = saved.New, saved.Changed
	if out.New > 0 && s.Standing == feed.Followed {
		if err := l.recall(ctx, s.ID); err != nil {
			return s, out, err
		}
	}
	if got.failure == nil && s.Standing == feed.Followed {
		l.wished(s.ID, wishOf(doc))
	}
	s.Kind = kind
	if doc.Title != "" {
		s.Title = doc.Title
	}
	out = l.moved(ctx, &s, got, out)
	return s, out, nil
}

func outcomeOf(got *reading) feed.Outcome {
	out := feed.Outcome{Failure: got.failure}
	if got.response != nil {
		out.Wire, out.Requests = got.response.Wire, got.response.Requests
	}
	return out
}

// moved follows a source to the address that it moved to for good, in the store
// and in the urls file. A source that is followed there already stays where it is.
func (l *Library) moved(ctx context.Context, s *feed.Source, got *reading, out feed.Outcome) feed.Outcome {
	to := ""
	if got.response != nil && got.failure == nil {
		to = got.response.Moved
	}
	if to == "" || to == s.Address {
		return out
	}
	if got.lead != "" {
		l.leads(ctx, s.ID, to)
		return out
	}
	if err := l.store.Move(ctx, s.ID, to); err != nil {
		return out // the address is taken, or the next refresh tries again
	}
	if err := l.urls.Move(s.Address, to); err != nil {
		_ = l.store.Move(ctx, s.ID, s.Address) // what is in the file is what is followed
		return out
	}
	_ = l.stamped(ctx) // else the file is read once more, which does no harm
	from := s.Address
	s.Address, out.Moved = to, to
	l.movedFrom(ctx, *s, from)
	return out
}
