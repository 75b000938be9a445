package library

import (
	"math/rand/v2"
	"time"

	"griot/feed"
)

const (
	longestQuiet = 24 * time.Hour  // how long a publisher may keep griot from asking
	firstBackOff = 2 * time.Minute // after a second failure in a row
)

// due tells whether a source may be asked now: its publisher does not forbid it
// and its failures do not advise against it.
func due(s feed.Source, w wish, now time.Time) bool {
	if s.Kind == feed.KindSample || s.Kind == feed.KindInput || s.Health.Gone || w.rests(now) {
		return false
	}
	// A clock that was wrong when Due was written must not silence a source for ever.
	return !s.Health.Due.After(now) || s.Health.Due.Sub(now) > longestQuiet+longestQuiet/4
}

// quiet is how long a source's last answer that was understood asked not to be
// asked again. An answer that brings nothing new does not repeat it (RSS 2.0
// <ttl>).
func quiet(old feed.Health) time.Duration {
	if old.Failure != nil || old.Success.IsZero() {
		return 0
	}
	return max(0, old.Due.Sub(old.Checked))
}

// worked is the health of a source after an answer that was understood.
func worked(old feed.Health, r *feed.Response, ttl time.Duration, body feed.Hash, now time.Time) feed.Health {
	h := old
	h.Checked, h.Success, h.Failure, h.Gone = now, now, nil, false
	h.Due = now.Add(min(max(ttl, r.Fresh, r.RetryAfter), longestQuiet))
	if !r.NotModified {
		h.Wire, h.Validators, h.Body = r.Wire, r.Validators, body
		return h
	}
	// RFC 9110, section 15.4.5: a 304 may bring newer validators.
	if r.Validators.ETag != "" {
		h.Validators.ETag = r.Validators.ETag
	}
	if r.Validators.LastModified != "" {
		h.Validators.LastModified = r.Validators.LastModified
	}
	return h
}

// failed is the health of a source after a failure. The second in a row begins to
// push the next attempt away, and each further one doubles that, up to a day. Who
// asks to be left alone is from the first one on.
func failed(old feed.Health, f *feed.Failure, retryAfter time.Duration, now time.Time) feed.Health {
	h := old
	h.Checked, h.Failure = now, f
	h.Gone = f.Kind == feed.FailedGone
	wait := time.Duration(0)
	if old.Failure != nil || f.Kind == feed.FailedBusy {
		wait = max(firstBackOff, 2*max(0, old.Due.Sub(old.Checked)))
		wait += time.Duration((rand.Float64() - 0.5) * 0.4 * float64(wait))
	}
	h.Due = now.Add(min(max(wait, retryAfter), longestQuiet))
	return h
}
