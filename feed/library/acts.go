package library

import (
	"context"
	"fmt"

	"griot/feed"
)

// Unfollow takes a source's line out of the urls file and hides the source. What
// it brought stays in the store, and returns with it.
func (l *Library) Unfollow(ctx context.Context, id feed.SourceID) (feed.Act, error) {
	s, err := l.store.Source(ctx, id)
	if err != nil {
		return feed.Act{}, err
	}
	if s.Standing != feed.Followed || s.Kind == feed.KindSample {
		return feed.Act{}, fmt.Errorf("unfollow %s: %w", s.Address, feed.ErrNotFollowed)
	}
	if err := l.delist(s); err != nil {
		return feed.Act{}, err
	}
	act, err := l.store.SetStanding(ctx, id, feed.Hidden)
	if err != nil {
		return act, err
	}
	return act, l.settled(ctx)
}

// settled shows or hides the sample edition after what is followed has changed, and
// notes last that the store agrees with the urls file: an end in between is made
// good at the next start.
func (l *Library) settled(ctx context.Context) error {
	if err := l.showSample(ctx); err != nil {
		return err
	}
	return l.stamped(ctx)
}

// delist takes a source's line out, and keeps it for undo.
func (l *Library) delist(s feed.Source) error {
	restore, err := l.urls.Remove(s.Address)
	if err != nil {
		return err
	}
	l.mu.Lock()
	l.removed[s.ID] = restore
	l.mu.Unlock()
	return nil
}

// relist puts a source's line back where it stood, or at the end.
func (l *Library) relist(s feed.Source) error {
	l.mu.Lock()
	restore := l.removed[s.ID]
	delete(l.removed, s.ID)
	l.mu.Unlock()
	if restore != nil {
		return restore()
	}
	return l.urls.Change(s, nil)
}

// Rename gives a source a name of the reader's own, in the urls file too; the
// publisher's again for "".
func (l *Library) Rename(ctx context.Context, id feed.SourceID, name string) (feed.Act, error) {
	act, err := l.store.Rename(ctx, id, name)
	if err != nil {
		return act, err
	}
	return act, l.rewrite(ctx, id)
}

// SetTags gives a source its tags, in the urls file too.
func (l *Library) SetTags(ctx context.Context, id feed.SourceID, tags []string) error {
	if err := l.store.SetTags(ctx, id, tags); err != nil {
		return err
	}
	return l.rewrite(ctx, id)
}

// rewrite makes a source's line say what the store says.
func (l *Library) rewrite(ctx context.Context, id feed.SourceID) error {
	s, err := l.store.Source(ctx, id)
	if err != nil || s.Standing != feed.Followed || s.Kind == feed.KindSample {
		return err
	}
	if err := l.urls.Change(s, nil); err != nil {
		return err
	}
	return l.stamped(ctx)
}

// Undo takes back an act, in the urls file too.
func (l *Library) Undo(ctx context.Context, act feed.Act) error {
	if err := l.store.Undo(ctx, act); err != nil {
		return err
	}
	return l.follows(ctx, act, l.relist)
}

// Redo does an act again that was undone, in the urls file too.
func (l *Library) Redo(ctx context.Context, act feed.Act) error {
	if err := l.store.Redo(ctx, act); err != nil {
		return err
	}
	return l.follows(ctx, act, l.delist)
}

// follows brings the urls file up to date with an act that was turned. turn moves the
// line of a source that was unfollowed.
func (l *Library) follows(ctx context.Context, act feed.Act, turn func(feed.Source) error) error {
	switch act.Kind {
	case feed.UnfollowedSource:
		s, err := l.store.Source(ctx, act.Source)
		if err != nil {
			return err
		}
		if err := turn(s); err != nil {
			return err
		}
		return l.settled(ctx)
	case feed.RenamedSource:
		return l.rewrite(ctx, act.Source)
	default:
		return nil
	}
}
