package library

import (
	"context"
	"encoding/json"
	"maps"
	"time"

	"griot/feed"
)

// wish is what a source's document asks of who reads it, and whether it was too long
// to be read whole. An answer that brings no document does not repeat it, so it is
// kept.
type wish struct {
	TTL   time.Duration `json:"t,omitempty"`
	Hours uint32        `json:"h,omitempty"`
	Days  uint8         `json:"d,omitempty"`
	Cut   bool          `json:"c,omitempty"`
}

func wishOf(doc feed.Document) wish {
	return wish{TTL: min(doc.TTL, longestQuiet), Hours: doc.Rest.Hours, Days: doc.Rest.Days, Cut: doc.Cut}
}

func (w wish) rests(now time.Time) bool { return feed.Rest{Hours: w.Hours, Days: w.Days}.At(now) }

// wishesKey is where the store keeps all sources' wishes.
const wishesKey = "wishes"

// wishes reads what all sources wish. What can't be read is no wish: each source's
// next document brings its own.
func (l *Library) wishes(ctx context.Context) map[feed.SourceID]wish {
	all := map[feed.SourceID]wish{}
	if text, err := l.store.State(ctx, wishesKey); err == nil && text != "" {
		_ = json.Unmarshal([]byte(text), &all)
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	maps.Copy(all, l.heard)
	return all
}

// wished notes what a source wishes from now on, to be stored with keepWishes.
func (l *Library) wished(id feed.SourceID, w wish) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.heard[id] = w
}

// keepWishes stores the wishes that were heard since the last time.
func (l *Library) keepWishes(ctx context.Context) {
	l.wishing.Lock()
	defer l.wishing.Unlock()
	ctx = context.WithoutCancel(ctx) // what was stored was stored
	l.mu.Lock()
	heard := l.heard
	l.heard = map[feed.SourceID]wish{}
	l.mu.Unlock()
	if len(heard) == 0 {
		return
	}
	all := l.wishes(ctx)
	before := maps.Clone(all)
	for id, w := range heard {
		if all[id] = w; w == (wish{}) {
			delete(all, id)
		}
	}
	if maps.Equal(all, before) {
		return
	}
	if text, err := json.Marshal(all); err == nil {
		_ = l.store.SetState(ctx, wishesKey, string(text)) // else the next document says it again
	}
}
