package fetch

import (
	"context"
	"net/url"
	"sync"
)

// gates let a few requests at once through to each host, whoever sends them.
type gates struct {
	mu   sync.Mutex
	open map[string]*gate
}

type gate struct {
	slots chan struct{}
	users int // inside or waiting
}

// enter waits for a place at a URL's host, and returns what gives it back.
func (g *gates) enter(ctx context.Context, u *url.URL) (leave func(), err error) {
	g.mu.Lock()
	at := g.open[u.Host]
	if at == nil {
		n := perHost
		if loopback(u.Hostname()) {
			n = perSelf
		}
		at = &gate{slots: make(chan struct{}, n)}
		if g.open == nil {
			g.open = map[string]*gate{}
		}
		g.open[u.Host] = at
	}
	at.users++
	g.mu.Unlock()

	gone := func() {
		g.mu.Lock()
		defer g.mu.Unlock()
		if at.users--; at.users == 0 {
			delete(g.open, u.Host)
		}
	}
	select {
	case at.slots <- struct{}{}:
		return func() { <-at.slots; gone() }, nil
	case <-ctx.Done():
		gone()
		return nil, context.Cause(ctx)
	}
}
