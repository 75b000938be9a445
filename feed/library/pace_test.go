package library

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"griot/feed"
)

// line simulates a refresh over a link: rtt until the first byte of each answer,
// then its bytes over what the link carries in all, shared evenly.
type line struct {
	rtt  time.Duration
	rate float64 // bytes a second in all
	size float64 // of an answer
	dead int     // how many of the first sources never answer, for 10 s
}

// refresh asks n sources by a pace, in steps of simulated time, and returns how
// long it took, the most at once, and how long the first whole answer took.
func (l line) refresh(n int) (took time.Duration, most int, first time.Duration) {
	type asked struct {
		at   time.Duration
		left float64
		dead bool
	}
	const step = 5 * time.Millisecond
	begin := time.Unix(0, 0)
	p := newPace(begin, 0)
	var running []asked
	moved, handed, measured := 0.0, 0, time.Duration(0)
	for now := time.Duration(0); ; now += step {
		for handed < n && p.room(len(running)) {
			running = append(running, asked{at: now, left: l.size, dead: handed < l.dead})
			handed++
		}
		most = max(most, len(running))
		if len(running) == 0 {
			return now, most, first
		}
		flowing := 0
		for _, a := range running {
			if !a.dead && now-a.at >= l.rtt {
				flowing++
			}
		}
		for i := range running {
			if a := &running[i]; !a.dead && now-a.at >= l.rtt {
				part := min(a.left, l.rate*step.Seconds()/float64(flowing))
				a.left -= part
				moved += part
			}
		}
		running = slices.DeleteFunc(running, func(a asked) bool {
			ended := !a.dead && now-a.at >= l.rtt && a.left < 1 || a.dead && now-a.at >= 10*time.Second
			if ended {
				p.answered(now - a.at)
				if first == 0 {
					first = now
				}
			}
			return ended
		})
		if now-measured >= beat {
			measured = now
			p.measure(begin.Add(now), int64(moved), len(running))
		}
	}
}

func TestPace(t *testing.T) {
	const fast = 10 << 20
	for _, c := range []struct {
		name  string
		line  line
		n     int
		most  [2]int        // at once, between
		took  time.Duration // at most
		first time.Duration // at most
	}{
		{"100 unchanged at 50 ms", line{rtt: 50 * time.Millisecond, rate: fast, size: 1}, 100,
			[2]int{mostWidth, mostWidth}, 230 * time.Millisecond, 60 * time.Millisecond},
		{"1,000 unchanged at 50 ms", line{rtt: 50 * time.Millisecond, rate: fast, size: 1}, 1000,
			[2]int{mostWidth, mostWidth}, 2 * time.Second, 60 * time.Millisecond},
		{"100 far away", line{rtt: 800 * time.Millisecond, rate: fast, size: 1000}, 100,
			[2]int{mostWidth, mostWidth}, 6 * time.Second, time.Second},
		{"32 kbit/s", line{rtt: 600 * time.Millisecond, rate: 4000, size: 30_000}, 20,
			[2]int{leastWidth, leastWidth + 1}, 160 * time.Second, 32 * time.Second},
		{"256 kbit/s", line{rtt: 300 * time.Millisecond, rate: 32_000, size: 100_000}, 40,
			[2]int{leastWidth, 17}, 140 * time.Second, 15 * time.Second},
		{"the first 12 are dead", line{rtt: 50 * time.Millisecond, rate: fast, size: 1000, dead: 12}, 100,
			[2]int{16, mostWidth}, 14 * time.Second, 3500 * time.Millisecond},
	} {
		took, most, first := c.line.refresh(c.n)
		if took > c.took || first > c.first || most < c.most[0] || most > c.most[1] {
			t.Errorf("%s: took %v, first answer after %v, %d at once; want at most %v, %v, %v",
				c.name, took, first, most, c.took, c.first, c.most)
		}
	}
}

// More at once than the link or the other side can use is taken back.
func TestPaceStepsBack(t *testing.T) {
	p := newPace(time.Unix(0, 0), 0)
	if p.room(leastWidth) || !p.room(leastWidth-1) {
		t.Fatal("does not start with four")
	}
	for i := range 8 { // two slow answers a second whatever the width
		p.answered(2 * time.Second)
		p.answered(2 * time.Second)
		p.measure(time.Unix(int64(i+1), 0), 0, 8)
	}
	if p.width > leastWidth+4 {
		t.Errorf("grew to %d for nothing", p.width)
	}
}

func sourcesAt(addresses ...string) []feed.Source {
	var all []feed.Source
	for i, a := range addresses {
		all = append(all, feed.Source{ID: feed.SourceID(i + 1), Address: a, Kind: feed.KindFeed})
	}
	return all
}

// take takes all that a queue gives at once.
func take(q *queue) []feed.Source {
	var all []feed.Source
	for s, ok := q.next(); ok; s, ok = q.next() {
		all = append(all, s)
	}
	return all
}

func TestFewAtOnceToAHost(t *testing.T) {
	q := newQueue(sourcesAt("https://a.example/1", "https://a.example/2", "https://a.example/3", "https://b.example/1", "https://a.example/4"), hostWidth)
	first := take(q)
	if len(first) != 3 {
		t.Fatalf("%d at once, want two of a and one of b", len(first))
	}
	q.done(first[0])
	if next := take(q); len(next) != 1 || next[0].Address != "https://a.example/3" {
		t.Errorf("then %v", next)
	}
	q.done(first[2])
	if next := take(q); len(next) != 1 || next[0].Address != "https://a.example/4" || q.waiting != 0 {
		t.Errorf("at last %v, %d waiting", next, q.waiting)
	}
}

func TestThisComputer(t *testing.T) {
	for n, want := range map[int]int{10: hostWidth, crowd: hostWidth, 100: mostWidth} {
		var addresses []string
		for i := range n {
			addresses = append(addresses, fmt.Sprintf("http://127.0.0.1:8101/feed%d", i))
		}
		if got := len(take(newQueue(sourcesAt(addresses...), hostWidth))); got != want {
			t.Errorf("%d sources on this computer: %d at once, want %d", n, got, want)
		}
		for i := range addresses {
			addresses[i] = fmt.Sprintf("http://10.0.0.1:8101/feed%d", i)
		}
		if got := len(take(newQueue(sourcesAt(addresses...), hostWidth))); got != hostWidth {
			t.Errorf("%d sources elsewhere: %d at once, want %d", n, got, hostWidth)
		}
	}
}
