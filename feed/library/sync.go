package library

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"

	"golang.org/x/sync/errgroup"

	"griot/feed"
	"griot/feed/sample"
)

// What the store remembers for the library.
const (
	stateUrls       = "library.urls"           // the stamp of the urls file that the store agrees with
	stateSample     = "library.sample"         // which sample edition is stored
	stateSampleSeen = "library.sample.started" // with which sample edition griot started last
)

// noUrls is the stamp of a urls file that is not there: never synced is another
// matter.
const noUrls = "none"

// ListError says that the urls file can't be read. What is stored can be, all the
// same.
type ListError struct{ Err error }

func (e *ListError) Error() string { return e.Err.Error() }

// Unwrap returns the cause.
func (e *ListError) Unwrap() error { return e.Err }

// Start makes the library ready: the urls file is read if it changed, and where
// nothing is followed the sample edition is there. After a *ListError or
// feed.ErrReadOnly the library is ready with what is stored.
func (l *Library) Start(ctx context.Context) error {
	ctx, end := l.begin(ctx)
	defer end()
	changed, err := l.sync(ctx)
	if _, unread := errors.AsType[*ListError](err); err != nil && !unread || changed {
		return err
	}
	return errors.Join(err, l.startSample(ctx))
}

// startSample brings a sample edition that this store has not.
func (l *Library) startSample(ctx context.Context) error {
	seen, err := l.store.State(ctx, stateSampleSeen)
	if err != nil {
		return err
	}
	stamp, err := l.sampleStamp()
	if err != nil || stamp == seen {
		return err
	}
	if err := l.showSample(ctx); err != nil {
		return err
	}
	return l.store.SetState(ctx, stateSampleSeen, stamp)
}

// Sync reads the urls file again if it changed: it says what is followed. A source
// whose line went away is hidden with all it has, and returns with its line.
func (l *Library) Sync(ctx context.Context) (changed bool, err error) {
	ctx, end := l.begin(ctx)
	defer end()
	return l.sync(ctx)
}

func (l *Library) sync(ctx context.Context) (changed bool, err error) {
	stamp, err := l.stamp()
	if err != nil {
		return false, err
	}
	synced, err := l.store.State(ctx, stateUrls)
	if err != nil || synced == stamp {
		return false, err
	}
	listed, _, err := l.urls.List()
	if err != nil {
		return false, &ListError{err}
	}
	if err := l.agree(ctx, listed); err != nil {
		return false, err
	}
	if err := l.store.SetState(ctx, stateUrls, stamp); err != nil {
		return false, err
	}
	return true, l.showSample(ctx)
}

func (l *Library) stamp() (string, error) {
	stamp, err := l.urls.Stamp()
	switch {
	case err != nil:
		return "", &ListError{err}
	case stamp == "":
		return noUrls, nil
	default:
		return stamp, nil
	}
}

// stamped notes that the store agrees with the urls file as it is now.
func (l *Library) stamped(ctx context.Context) error {
	stamp, err := l.stamp()
	if err != nil {
		return err
	}
	return l.store.SetState(ctx, stateUrls, stamp)
}

// atOnce is how many small writes wait for one commit.
const atOnce = 64

// agree makes the store follow what is listed, and nothing else.
func (l *Library) agree(ctx context.Context, listed []feed.Source) error {
	stored, err := l.store.Sources(ctx)
	if err != nil {
		return err
	}
	at := make(map[string]feed.Source, len(stored))
	for _, s := range stored {
		at[s.Address] = s
	}
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(atOnce)
	for _, s := range listed {
		old, known := at[s.Address]
		delete(at, s.Address)
		if known && old.Standing == feed.Followed && old.Name == s.Name && slices.Equal(old.Tags, s.Tags) {
			continue
		}
		if known {
			s.Kind = old.Kind
		}
		group.Go(func() error {
			return guarded(func() error {
				_, err := l.store.Follow(ctx, s)
				return err
			})
		})
	}
	for _, s := range at {
		if s.Standing != feed.Followed || s.Kind == feed.KindSample {
			continue
		}
		group.Go(func() error {
			return guarded(func() error {
				_, err := l.store.SetStanding(ctx, s.ID, feed.Hidden)
				return err
			})
		})
	}
	return group.Wait()
}

// Kept lists the lines of the urls file that griot keeps and does not read:
// exec:, filter:, query:, and what is no address.
func (l *Library) Kept() ([]string, error) {
	_, kept, err := l.urls.List()
	return kept, err
}

// showSample shows the sample edition where nothing else is followed, and hides it
// where something is.
func (l *Library) showSample(ctx context.Context) error {
	followed, err := l.store.Sources(ctx, feed.Followed)
	if err != nil {
		return err
	}
	shown := slices.IndexFunc(followed, func(s feed.Source) bool { return s.Kind == feed.KindSample })
	switch empty := len(followed) == 0 || len(followed) == 1 && shown == 0; {
	case empty:
		return l.storeSample(ctx)
	case shown >= 0:
		_, err = l.store.SetStanding(ctx, followed[shown].ID, feed.Hidden)
	}
	return err
}

// storeSample stores the sample edition, or only shows it when it is there.
func (l *Library) storeSample(ctx context.Context) error {
	if l.deps.Sample == nil {
		return nil
	}
	stamp, err := l.sampleStamp()
	if err != nil {
		return err
	}
	s, err := l.store.SourceAt(ctx, feed.SampleAddress)
	if err != nil && !errors.Is(err, feed.ErrNoSource) {
		return err
	}
	if err != nil || s.Standing != feed.Followed {
		s, err = l.store.Follow(ctx, feed.Source{
			Address: feed.SampleAddress, Kind: feed.KindSample, Name: s.Name, Tags: s.Tags,
		})
		if err != nil {
			return err
		}
	}
	if seen, err := l.store.State(ctx, stateSample); err != nil || seen == stamp && s.Total > 0 {
		return err
	}
	doc, err := l.parseSample()
	if err != nil {
		return err
	}
	now := l.now()
	if _, err := l.store.Save(ctx, s.ID, doc, feed.KindSample, feed.Health{Checked: now, Success: now}); err != nil {
		return err
	}
	return l.store.SetState(ctx, stateSample, stamp)
}

// sampleStamp tells one sample edition from another; empty when there is none.
func (l *Library) sampleStamp() (string, error) {
	if l.deps.Sample == nil {
		return "", nil
	}
	sum := sha256.New()
	fmt.Fprintln(sum, l.sampleTitle())
	err := l.eachSample(func(name string, body []byte) error {
		fmt.Fprintf(sum, "%s %d\n", name, len(body))
		sum.Write(body)
		return nil
	})
	return hex.EncodeToString(sum.Sum(nil)[:8]), err
}

func (l *Library) sampleTitle() string { return cmp.Or(l.deps.SampleTitle, sample.Title) }

func (l *Library) eachSample(do func(name string, body []byte) error) error {
	return fs.WalkDir(l.deps.Sample, ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || path.Ext(name) != ".md" {
			return err
		}
		body, err := fs.ReadFile(l.deps.Sample, name)
		if err != nil {
			return fmt.Errorf("read the sample edition: %w", err)
		}
		return do(name, body)
	})
}

func (l *Library) parseSample() (feed.Document, error) {
	all := feed.Document{Kind: feed.KindFeed, Title: l.sampleTitle()}
	err := l.eachSample(func(name string, body []byte) error {
		doc, err := l.parse.Parse(Input{Body: body, ContentType: "text/markdown", Name: path.Base(name), Seen: l.now()})
		if err != nil {
			return fmt.Errorf("read the sample edition: %s: %w", name, err)
		}
		for _, e := range doc.Entries {
			e.GUID = "sample/" + name
			if e.Author == "" {
				e.Author = doc.Author
			}
			all.Entries = append(all.Entries, e)
		}
		return nil
	})
	return all, err
}
