package library

import (
	"context"
	"strings"
	"time"

	"griot/feed"
)

// commentPause is how long the publisher's comments of an article are not asked
// for again, unless the reader insists.
const commentPause = 15 * time.Minute

// RefreshComments asks for the publisher's comments of an article and tells how
// many were new. It does nothing where there are none to ask for, and nothing
// within 15 minutes of the last attempt unless the reader insists. Its error is a
// *feed.Failure or the store's.
func (l *Library) RefreshComments(ctx context.Context, article feed.ArticleID, insist bool) (added int, err error) {
	ctx, end := l.begin(ctx)
	defer end()
	thread, err := l.store.Thread(ctx, article)
	if err != nil || thread.Feed == "" {
		return 0, err
	}
	now := l.now()
	if age := now.Sub(thread.Checked); !insist && age >= 0 && age < commentPause {
		return 0, nil
	}
	if l.Offline() {
		return 0, feed.Fail(feed.FailedOffline, feed.ErrOffline)
	}
	if !l.tryComments(article, now, insist) {
		return 0, nil
	}
	source, err := l.store.Source(ctx, thread.Article.Source)
	if err != nil {
		return 0, err
	}
	return l.askComments(ctx, article, thread.Feed, source)
}

// tryComments tells whether an article's comments may be asked for now, and notes
// that they are.
func (l *Library) tryComments(article feed.ArticleID, now time.Time, insist bool) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if age := now.Sub(l.tried[article]); !insist && age >= 0 && age < commentPause {
		return false
	}
	l.tried[article] = now
	return true
}

// askComments asks for the publisher's comments where they say most: WordPress's
// Atom feed tells who answers whom. Where there is none that is remembered.
func (l *Library) askComments(ctx context.Context, article feed.ArticleID, address string, source feed.Source) (added int, err error) {
	twin, err := l.twin(ctx, address)
	if err != nil {
		return 0, err
	}
	if twin == "" {
		return l.readComments(ctx, article, address, source)
	}
	added, err = l.readComments(ctx, article, twin, source)
	lacking, forGood := lacks(err)
	if !lacking {
		return added, err
	}
	added, err = l.readComments(ctx, article, address, source)
	if err == nil && forGood {
		err = l.store.SetState(ctx, twinState(address), "yes")
	}
	return added, err
}

// readComments reads one feed of comments, conditionally: what the last answer
// from the same address said of itself is in the store, an ETag, a date and the
// address, one a line.
func (l *Library) readComments(ctx context.Context, article feed.ArticleID, address string, source feed.Source) (added int, err error) {
	const key = "comments"
	old, err := l.store.ArticleState(ctx, article, key)
	if err != nil {
		return 0, err
	}
	request := feed.Request{URL: address, From: source.Address}
	if known := strings.Split(old, "\n"); len(known) == 3 && known[2] == address {
		request.Validators = feed.Validators{ETag: known[0], LastModified: known[1]}
	}
	if users, err := l.urls.Users(); err == nil && sameHost(source.Address, address) {
		request.User = users[source.Address]
	}
	if sameHost(source.Address, address) {
		user, failure := l.login(ctx, feed.Source{Address: address}, source.Address, request.User)
		if failure != nil {
			return 0, failure
		}
		request.User = user
	}
	response, err := l.fetch.Get(ctx, request)
	if err != nil && (response == nil || !response.Cut) {
		return 0, err
	}
	var comments []feed.RemoteComment
	if !response.NotModified {
		if comments, err = l.commentsIn(response); err != nil {
			return 0, err
		}
	}
	if added, err = l.store.MergeComments(ctx, article, comments, l.now()); err != nil || response.Cut || response.NotModified {
		return added, err
	}
	said := response.Validators.ETag + "\n" + response.Validators.LastModified + "\n" + address
	if response.Validators == (feed.Validators{}) {
		said = ""
	}
	if said != old {
		err = l.store.SetArticleState(ctx, article, key, said)
	}
	return added, err
}

func (l *Library) commentsIn(r *feed.Response) (comments []feed.RemoteComment, err error) {
	var panicked *feed.Failure
	defer func() {
		if panicked != nil {
			err = panicked
		}
	}()
	defer rescue(&panicked)
	comments, err = l.parse.Comments(l.input(r, nil))
	if err != nil {
		err = feed.FailureOf(err)
	}
	return comments, err
}

// sameHost tells whether a password for one address may go to another.
func sameHost(a, b string) bool {
	hostA, _ := hostOf(feed.Source{Address: a})
	hostB, _ := hostOf(feed.Source{Address: b})
	return hostA != "" && hostA == hostB && strings.HasPrefix(b, strings.SplitAfter(a, ":")[0])
}
