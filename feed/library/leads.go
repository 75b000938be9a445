package library

import (
	"context"
	"fmt"
	"net/url"
	"path/filepath"

	"griot/feed"
)

// leadKey and a source's id tell where its page led: the address of its feed. The
// reader's own list keeps the page's address, as the reader wrote it.
func leadKey(id feed.SourceID) string { return fmt.Sprintf("library.feed.%d", id) }

// askSource brings a source's bytes from where they were found the last time: at
// its address, or at the feed that this leads to. When that is there no more, the
// address is asked again, as one that nothing is known of.
func (r *run) askSource(s feed.Source) reading {
	user := r.users[s.Address]
	if filepath.IsAbs(s.Address) {
		return r.l.ask(r.ctx, s, nil, "")
	}
	lead, err := r.l.store.State(r.ctx, leadKey(s.ID))
	if err != nil {
		return reading{source: s, failure: feed.FailureOf(err)}
	}
	if lead == "" {
		if s.Kind == feed.KindUnknown {
			return r.l.askAnew(r.ctx, s, user)
		}
		return r.l.ask(r.ctx, s, user, "")
	}
	got := r.l.askLead(r.ctx, s, lead, user)
	if lacking, forGood := lacks(errorOf(got.failure)); !lacking || !forGood {
		return got
	}
	s.Health.Validators, s.Health.Body = feed.Validators{}, feed.Hash{}
	again := r.l.askAnew(r.ctx, s, user)
	again.tried = append(again.tried, lead)
	again.spend(got.response)
	return again
}

// askLead asks for the feed that a source's page led to.
func (l *Library) askLead(ctx context.Context, s feed.Source, lead string, user *url.Userinfo) reading {
	at := s
	at.Address = lead
	got := l.ask(ctx, at, userFor(lead, s.Address, user), s.Address)
	got.source, got.lead = s, lead
	return got
}

// askAnew asks a source for the first time. On sites whose addresses tell where
// their feeds are the page is not asked for.
func (l *Library) askAnew(ctx context.Context, s feed.Source, user *url.Userinfo) reading {
	f, spent, known := l.lookKnown(ctx, target{address: s.Address, kind: s.Kind, user: user})
	if known {
		got := f.got
		got.source, got.lead = s, got.response.Moved
		return got
	}
	got := l.ask(ctx, s, user, "")
	got.anew, got.tried = true, spent.tried
	got.spend(spent.response)
	return got
}

// spend adds what another answer cost to that of a reading.
func (r *reading) spend(other *feed.Response) {
	if other == nil || other.Requests == 0 {
		return
	}
	if r.response == nil {
		r.response = &feed.Response{}
	}
	r.response.Wire += other.Wire
	r.response.Requests += other.Requests
}

// userFor is who asks for what an address led to: nobody on another host.
func userFor(lead, address string, user *url.Userinfo) *url.Userinfo {
	if !sameHost(address, lead) {
		return nil
	}
	return user
}

// errorOf is a failure as an error, nil when there is none.
func errorOf(f *feed.Failure) error {
	if f == nil {
		return nil
	}
	return f
}

// led are those of some sources whose pages led to feeds, by the feeds' addresses.
func (l *Library) led(ctx context.Context, sources []feed.Source) map[string]feed.Source {
	at := map[string]feed.Source{}
	for _, s := range sources {
		if s.Kind != feed.KindFeed {
			continue
		}
		if lead, err := l.store.State(ctx, leadKey(s.ID)); err == nil && lead != "" {
			at[lead] = s
		}
	}
	return at
}

// leads notes where a source's page led, in the place of moving the source there.
func (l *Library) leads(ctx context.Context, id feed.SourceID, to string) {
	_ = l.store.SetState(ctx, leadKey(id), to) // else it is found once more
}
