package library

import (
	"net/netip"
	"net/url"
	"time"

	"griot/feed"
)

const (
	leastWidth = 4  // requests at once at first, and on any link
	mostWidth  = 32 // requests at once on the fastest
	hostWidth  = 2  // requests at once to one host

	prompt  = 500 * time.Millisecond // an answer in this time came over a fast link from a live server
	bold    = 8                      // by how much a prompt answer widens, others by one
	share   = 2 << 10                // bytes a second that each of several transfers should get
	trickle = 256                    // bytes a second below which nothing is moving
	beat    = time.Second            // how often the link is measured
	steady  = 3                      // beats after which a link is no longer taken for slow
)

// pace decides how many requests may be on their way at once. It starts with few
// and grows with each answer, as TCP does; once a second it looks at what the
// growth brought. It is not for concurrent use.
type pace struct {
	width int // how many may be on their way
	bound int // how many the link can carry
	clear int // beats since the link was last too slow for all

	answers int // since the last measure
	grown   int // the width at the last measure
	last    measure
	at      time.Time // of the last measure
	moved   int64     // at the last measure
}

// measure is what went through the link in one beat.
type measure struct {
	answers int
	bytes   int64
}

func newPace(now time.Time, moved int64) *pace {
	return &pace{width: leastWidth, bound: mostWidth, grown: leastWidth, at: now, moved: moved}
}

// room tells whether another request may start while some are running.
func (p *pace) room(running int) bool { return running < min(p.width, p.bound) }

// answered notes an answer, good or bad, and how long it took.
func (p *pace) answered(took time.Duration) {
	p.answers++
	step := 1
	if took < prompt {
		step = bold
	}
	p.width = min(p.width+step, mostWidth)
}

// measure looks at the last beat: how many bytes all transfers moved, and how many
// are still running.
func (p *pace) measure(now time.Time, moved int64, running int) {
	elapsed := now.Sub(p.at)
	if elapsed < beat/2 {
		return
	}
	rate := int64(float64(moved-p.moved) / elapsed.Seconds())
	m := measure{answers: p.answers, bytes: rate}
	switch {
	case m.answers == 0 && rate < trickle:
		// Whoever is running does not answer. Others need not wait for them.
		p.width, p.bound = min(p.width+leastWidth, mostWidth), mostWidth
	case m.answers < running/4 && rate < share*int64(running):
		// They share a slow link: fewer at once, so that some come to their end.
		p.bound, p.clear = int(min(max(rate/share, leastWidth), mostWidth)), 0
	default:
		if p.clear++; p.clear >= steady {
			p.bound = mostWidth
		}
		if p.width > p.grown && !m.above(p.last) {
			p.width = p.grown // the last step was for nothing
		}
	}
	p.grown, p.last, p.answers, p.at, p.moved = p.width, m, 0, now, moved
}

// above tells whether clearly more came through than in another beat.
func (m measure) above(o measure) bool {
	return m.answers*20 > o.answers*21 || m.bytes*20 > o.bytes*21
}

// queue hands out sources so that each host gets few requests at once, in the
// order in which they came. It is not for concurrent use.
type queue struct {
	hosts   map[string]*host
	ready   []*host // have a source waiting and room for a request
	waiting int
}

type host struct {
	sources []feed.Source
	running int
	limit   int
	ready   bool
}

// crowd is from how many sources on a server of this very computer it is no
// stranger to be spared, but the reader's own gatherer of feeds.
const crowd = 50

func newQueue(sources []feed.Source, perHost int) *queue {
	q := &queue{hosts: map[string]*host{}, waiting: len(sources)}
	for _, s := range sources {
		name, self := hostOf(s)
		h := q.hosts[name]
		if h == nil {
			h = &host{limit: perHost}
			q.hosts[name] = h
		}
		h.sources = append(h.sources, s)
		if s.Kind.Local() || self && len(h.sources) > crowd {
			h.limit = mostWidth
		}
		q.offer(h)
	}
	return q
}

func (q *queue) offer(h *host) {
	if !h.ready && len(h.sources) > 0 && h.running < h.limit {
		h.ready = true
		q.ready = append(q.ready, h)
	}
}

// next takes the next source out; ok is false when none may be asked now.
func (q *queue) next() (s feed.Source, ok bool) {
	if len(q.ready) == 0 {
		return feed.Source{}, false
	}
	h := q.ready[0]
	q.ready = q.ready[1:]
	h.ready = false
	s, h.sources = h.sources[0], h.sources[1:]
	h.running++
	q.waiting--
	q.offer(h)
	return s, true
}

// done makes room at a source's host.
func (q *queue) done(s feed.Source) {
	name, _ := hostOf(s)
	h := q.hosts[name]
	h.running--
	q.offer(h)
}

// hostOf names who answers for a source, and tells whether that is this computer.
func hostOf(s feed.Source) (name string, self bool) {
	u, err := url.Parse(s.Address)
	if err != nil || s.Kind.Local() {
		return "", false
	}
	name = u.Hostname()
	if a, err := netip.ParseAddr(name); err == nil {
		return u.Host, a.IsLoopback()
	}
	return u.Host, name == "localhost"
}
