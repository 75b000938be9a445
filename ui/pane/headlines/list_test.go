package headlines

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"griot/feed"
	"griot/ui/pane"
	"griot/ui/pane/panetest"
	"griot/ui/text"
)

// shownIDs are the rows on the screen, from the top.
func (d *driver) shownIDs() []feed.ArticleID {
	var ids []feed.ArticleID
	for _, l := range d.p.now.window.Lines() {
		if !l.Title {
			ids = append(ids, d.p.now.window.Rows()[l.Row].ID)
		}
	}
	return ids
}

// At 30 keys a second over a store that answers after 300 ms there is never a blank
// row, and nothing waits for the store.
func TestNoBlankRowOnASlowStore(t *testing.T) {
	for _, keys := range [][]string{
		slices.Repeat([]string{"j"}, 200),
		slices.Repeat([]string{"pgdown"}, 150),
		append(slices.Repeat([]string{"pgdown"}, 60), slices.Repeat([]string{"pgup"}, 100)...),
		append([]string{"G"}, slices.Repeat([]string{"pgup"}, 100)...),
		{"G", "g", "G", "g", "j", "j", "G", "k", "g"},
		{"pgdown", "2", "pgdown", "pgdown", "1", "j", "3", "G", "2"},
	} {
		const width, height = 120, 40
		shelf := newShelf(many(20_000))
		p := New(newEnv(t, text.English), shelf)
		p.SetSize(width, height)
		d := drive(t, p)
		d.delay = 300 * time.Millisecond
		d.do(p.Init())
		d.run(time.Second)
		for i, key := range keys {
			d.press(key)
			for n, line := range strings.Split(d.screen(), "\n") {
				if strings.TrimSpace(line) == "" {
					t.Fatalf("%v: line %d is blank after key %d (%s)", keys[:min(3, len(keys))], n, i, key)
				}
			}
			d.run(d.now + time.Second/30)
		}
	}
}

// No key is lost either: paging moves by pages for as long as rows come in time.
func TestPagingKeepsUpWithASlowStore(t *testing.T) {
	p := New(newEnv(t, text.English), newShelf(many(20_000)))
	p.SetSize(120, 40)
	d := drive(t, p)
	d.delay = 300 * time.Millisecond
	d.do(p.Init())
	d.run(2 * time.Second)
	for range 100 {
		d.press("pgdown")
		d.run(d.now + time.Second/30)
	}
	if want := feed.ArticleID(20_000 - 100*(p.rowsHeight()-1)); d.selected() != want {
		t.Errorf("on article %d, want %d", d.selected(), want)
	}
}

// Whatever is pressed, the window is a run of what the store lists, the cursor is
// in sight, and at most so many rows are held.
func TestListAtRandom(t *testing.T) {
	keys := []string{
		"j", "j", "k", "pgdown", "pgdown", "pgup", "ctrl+d", "ctrl+u", "g", "G", "n", "p", "J", "K",
		"m", "s", "1", "2", "3", ".", "/",
	}
	for seed := range uint64(8) {
		r := rand.New(rand.NewPCG(seed, 7))
		shelf := newShelf(many(1700 + r.IntN(300)))
		d := start(t, shelf, 40+r.IntN(120), 3+r.IntN(50))
		d.delay = time.Duration(r.IntN(3)) * 40 * time.Millisecond
		for i := range 100 {
			key := keys[r.IntN(len(keys))]
			if key == "/" {
				d.press("/")
				d.typeIn([]string{"long", "7", "headline 1", "zzz"}[r.IntN(4)])
				d.press([]string{"enter", "esc"}[r.IntN(2)])
			}
			d.press(key)
			d.p.View()
			if r.IntN(4) == 0 {
				d.tell([]tea.Msg{
					pane.ArticlesChanged{}, pane.ArticlesArrived{New: 1}, pane.SourcesChanged{},
					pane.ArticlesChanged{Articles: []feed.ArticleID{d.selected()}},
					pane.SortBy{Order: feed.Order(r.IntN(5)), Reverse: r.IntN(2) == 0},
				}[r.IntN(5)])
			}
			d.run(d.now + time.Duration(r.IntN(60))*time.Millisecond)
			if d.delay == 0 || i%10 == 0 {
				d.run(d.now + time.Minute)
				d.check(shelf, fmt.Sprintf("seed %d, key %d (%s)", seed, i, key))
			}
		}
	}
}

// check compares the settled pane with the store. Rows that were read or unstarred
// stay where they are until the view is left, so only their order is compared.
func (d *driver) check(s *shelf, when string) {
	d.t.Helper()
	p := d.p
	if p.next != nil {
		d.t.Fatalf("%s: a list is still awaited", when)
	}
	var held []feed.ArticleID
	for _, r := range p.now.window.Rows() {
		held = append(held, r.ID)
	}
	if len(held) > keepRows+pageRows {
		d.t.Fatalf("%s: %d rows held", when, len(held))
	}
	listed := make(map[feed.ArticleID]int)
	for i, h := range s.list(p.now.query) {
		listed[h.ID] = i
	}
	before := -1
	for _, id := range held {
		at, here := listed[id]
		if !here {
			if p.now.query.View == feed.All && p.now.query.Words == "" {
				d.t.Fatalf("%s: article %d is not in the list", when, id)
			}
			continue
		}
		if p.now.query.View == feed.All && before >= 0 && at != before+1 || at <= before {
			d.t.Fatalf("%s: article %d stands at %d, after %d", when, id, at, before)
		}
		before = at
	}
	if len(held) == 0 && len(listed) > 0 {
		d.t.Fatalf("%s: empty, and %d rows are listed", when, len(listed))
	}
}

func TestReloadKeepsTheArticleAndItsLine(t *testing.T) {
	shelf := newShelf(many(3000))
	d := start(t, shelf, 100, 40)
	d.press("pgdown", "pgdown", "j", "j", "j")
	on, ids := d.selected(), d.shownIDs()
	shelf.mu.Lock()
	shelf.rows = append(shelf.rows, many(3001)[0]) // the newest; it waits
	shelf.mu.Unlock()
	d.tell(pane.ArticlesChanged{})
	if d.selected() != on || !slices.Equal(d.shownIDs(), ids) {
		t.Errorf("on %d of %v, want %d of %v", d.selected(), d.shownIDs(), on, ids)
	}
}

// A source goes away with the article under the cursor: the next one takes its place.
func TestReloadWithoutTheArticle(t *testing.T) {
	shelf := newShelf(many(300))
	d := start(t, shelf, 100, 40)
	d.press("j", "j", "j")
	on, next := d.selected(), d.shownIDs()[4]
	shelf.mu.Lock()
	shelf.rows = slices.DeleteFunc(shelf.rows, func(h feed.Headline) bool { return h.ID == on })
	shelf.mu.Unlock()
	d.tell(pane.SourcesChanged{})
	if d.selected() != next {
		t.Errorf("on %d, want %d", d.selected(), next)
	}
}

// The reader pages on while the list is read again: he stays where he is.
func TestMovingOnDuringAReload(t *testing.T) {
	shelf := newShelf(many(9000))
	d := start(t, shelf, 100, 40)
	for range 30 {
		d.press("pgdown")
	}
	d.delay = 300 * time.Millisecond
	d.tell(pane.ArticlesChanged{})
	for range 20 {
		d.press("pgdown")
	}
	on := d.selected()
	d.run(d.now + 10*time.Second)
	if d.selected() != on {
		t.Errorf("on %d, want %d", d.selected(), on)
	}
	d.check(shelf, "after the reload")
}

// Answers of a list that was left are dropped, in whatever order they come.
func TestPastErasAreDropped(t *testing.T) {
	shelf := newShelf(paper())
	d := start(t, shelf, 100, 30)
	late := d.p.view(feed.Starred)().(listed)
	d.press("2")
	ids := d.shownIDs()
	d.p.Update(late)
	if d.p.Query().View != feed.Unread || !slices.Equal(d.shownIDs(), ids) {
		t.Errorf("view %d shows %v", d.p.Query().View, d.shownIDs())
	}
}

// While another view is read the old rows stay on the screen.
func TestOldRowsStayUntilTheNewAreThere(t *testing.T) {
	shelf := newShelf(paper())
	d := start(t, shelf, 100, 30)
	before := d.screen()
	d.delay = 200 * time.Millisecond
	d.press("3")
	if d.screen() != before {
		t.Error("the screen changed before the new rows were there")
	}
	d.run(d.now + time.Second)
	if got := d.shownIDs(); len(got) != 2 {
		t.Errorf("starred: %v", got)
	}
}

func TestArrivalsWait(t *testing.T) {
	shelf := newShelf(paper())
	d := start(t, shelf, 100, 36)
	d.press("j", "j")
	on, before := d.selected(), d.shownIDs()
	fresh := paper()[0]
	fresh.ID, fresh.Sorted = 17, noon()
	fresh.Title = "Fog over the quay"
	shelf.mu.Lock()
	shelf.rows = append(shelf.rows, fresh)
	shelf.mu.Unlock()
	d.tell(pane.ArticlesArrived{New: 1})
	if !slices.Equal(d.shownIDs(), before) || d.selected() != on {
		t.Fatal("a row moved under the reader's eyes")
	}
	if d.p.Arrived().N != 1 {
		t.Fatalf("%d arrived", d.p.Arrived().N)
	}
	d.press(".")
	if got := d.shownIDs(); got[0] != 17 || d.selected() != on {
		t.Errorf("shown %v, on %d", got, d.selected())
	}
	if d.p.Arrived().N != 0 {
		t.Errorf("%d still wait", d.p.Arrived().N)
	}
}

// An empty list has no row that could move: what arrives is shown at once.
func TestArrivalsInAnEmptyList(t *testing.T) {
	shelf := newShelf(nil)
	d := start(t, shelf, 100, 30)
	if !strings.Contains(d.screen(), "No article yet") {
		t.Fatalf("screen:\n%s", d.screen())
	}
	shelf.rows = paper()
	d.tell(pane.ArticlesArrived{New: 16})
	if len(d.shownIDs()) != 16 {
		t.Errorf("shown: %v", d.shownIDs())
	}
}

// What arrives while a list is on its way is not lost: the list may have been read
// before it came.
func TestArrivalsWhileAListIsOnItsWay(t *testing.T) {
	all := paper()
	for _, c := range []struct {
		there, shown, waiting int
	}{
		{0, len(all), 0}, // no row that could move
		{10, 10, len(all) - 10},
	} {
		shelf := newShelf(all[len(all)-c.there:])
		d := start(t, shelf, 100, 36)
		d.press("3") // starred
		d.delay = time.Second
		d.press("1")
		shelf.rows = all
		d.tell(pane.ArticlesArrived{New: len(all) - c.there})
		d.run(d.now + 10*time.Second)
		if n := len(d.shownIDs()); n != c.shown || d.p.Arrived().N != c.waiting {
			t.Errorf("with %d there: %d shown, %d waiting", c.there, n, d.p.Arrived().N)
		}
	}
}

// A new source's rows appear without another key (newsboat 1493), wherever the
// reader is.
func TestAddedSourceIsShown(t *testing.T) {
	for _, keys := range [][]string{{}, {"2"}, {"3"}, {"/", "x", "enter"}} {
		shelf := newShelf(paper()[4:])
		d := start(t, shelf, 100, 36)
		d.press(keys...)
		shelf.rows = paper()
		d.tell(pane.SourceAdded{Source: feed.Source{ID: 1}})
		if !strings.Contains(d.screen(), "À Bamako") {
			t.Errorf("after %v:\n%s", keys, d.screen())
		}
	}
}

func TestPosition(t *testing.T) {
	shelf := newShelf(many(12_000))
	d := start(t, shelf, 100, 30)
	for _, c := range []struct{ key, want string }{
		{"j", "2 of 12,000"}, {"g", "1 of 12,000"}, {"G", "12,000 of 12,000"}, {"2", "1 of 10,286"},
	} {
		d.press(c.key)
		if got := d.p.Position(); got != c.want {
			t.Errorf("%s: %q, want %q", c.key, got, c.want)
		}
	}
	d.press("/")
	d.typeIn("headline")
	if got, want := d.p.Position(), "1 of 10,000+"; got != want {
		t.Errorf("searching: %q, want %q", got, want)
	}
	shelf = newShelf(many(3000))
	d = start(t, shelf, 100, 30)
	for _, c := range []struct{ key, want string }{
		{"j", "2 of 3,000"}, {"G", "3,000 of 3,000"}, {"k", "2,999 of 3,000"}, {"g", "1 of 3,000"},
	} {
		d.press(c.key)
		if got := d.p.Position(); got != c.want {
			t.Errorf("%s: %q, want %q", c.key, got, c.want)
		}
	}
	d.press("G")
	for range 40 {
		d.press("pgup")
	}
	if want := fmt.Sprintf("%d of 3,000", 3001-int(d.selected())); strings.ReplaceAll(d.p.Position(), ",", "") != strings.ReplaceAll(want, ",", "") {
		t.Errorf("%q, want %q", d.p.Position(), want)
	}
}

// View, order and row are at the next start as they were left.
func TestStateIsKept(t *testing.T) {
	shelf := newShelf(many(2000))
	d := start(t, shelf, 100, 30)
	d.press("2")
	d.tell(pane.SortBy{Order: feed.ByViews, Reverse: true})
	d.press("pgdown", "pgdown", "j")
	on := d.selected()
	d.rest()

	again := start(t, shelf, 100, 30)
	q := again.p.Query()
	if q.View != feed.Unread || q.Order != feed.ByViews || !q.Reverse || again.selected() != on {
		t.Errorf("view %d, order %d, reverse %v, on %d; want on %d", q.View, q.Order, q.Reverse, again.selected(), on)
	}
}

func TestStateIsKeptOnLeaving(t *testing.T) {
	shelf := newShelf(many(100))
	d := start(t, shelf, 100, 30)
	d.press("j", "j")
	d.tell(pane.Leaving{})
	if got, want := shelf.states[stateKey], fmt.Sprintf("all date straight %d", d.selected()); got != want {
		t.Errorf("state %q, want %q", got, want)
	}
}

func TestStrangeState(t *testing.T) {
	for _, s := range []string{"", "x", "unread", "a b c d", "all date straight -5", "unread views reverse 99999999999999999999", "all date straight 987654", strings.Repeat("x ", 9999)} {
		shelf := newShelf(paper())
		shelf.states[stateKey] = s
		d := start(t, shelf, 80, 24)
		if len(d.shownIDs()) == 0 {
			t.Errorf("%.20q: nothing is shown", s)
		}
	}
}

// Who came from the list of sources goes back there.
func TestBackToSources(t *testing.T) {
	shelf := newShelf(paper())
	d := start(t, shelf, 100, 36)
	d.tell(pane.ShowHeadlines{Source: shelf.sources[1], FromSources: true})
	d.press("q")
	if _, back := last[pane.ShowSources](d); !back || len(d.p.Trail()) != 0 {
		t.Errorf("back to the sources: %v, trail %v", back, d.p.Trail())
	}
}

func TestSourceAndBack(t *testing.T) {
	shelf := newShelf(paper())
	d := start(t, shelf, 100, 36)
	d.press("j", "j")
	on := d.selected()
	d.tell(pane.ShowHeadlines{Source: shelf.sources[1]})
	if got := d.p.Trail(); !slices.Equal(got, []string{"Malijet"}) || !d.p.Narrowed() {
		t.Errorf("trail %v", got)
	}
	if n := len(d.shownIDs()); n != 5 || d.p.Totals().All != 5 {
		t.Errorf("%d rows, %d in all", n, d.p.Totals().All)
	}
	if strings.Contains(d.screen(), "Source") {
		t.Error("the source is named in a list of its own")
	}
	d.press("q")
	if len(d.p.Trail()) != 0 || d.selected() != on || len(d.shownIDs()) != 16 {
		t.Errorf("back: trail %v, on %d, %d rows", d.p.Trail(), d.selected(), len(d.shownIDs()))
	}
	if _, quit := last[pane.Quit](d); quit {
		t.Error("q left the program from a source")
	}
	d.press("q")
	if _, quit := last[pane.Quit](d); !quit {
		t.Error("q did not leave the program from the first screen")
	}
}

func TestEmptyLists(t *testing.T) {
	shelf := newShelf(paper()[2:3]) // one read article
	d := start(t, shelf, 80, 24)
	for _, c := range []struct{ keys, want, next string }{
		{"2", "Everything is read.", "1 all articles"},
		{"3", "No star yet.", "s on an article stars it"},
	} {
		d.press(c.keys)
		if s := d.screen(); !strings.Contains(s, c.want) || !strings.Contains(s, c.next) {
			t.Errorf("view %s:\n%s", c.keys, s)
		}
	}
	d.press("1", "/")
	d.typeIn("zzz")
	if s := d.screen(); !strings.Contains(s, "matches “zzz”") || !strings.Contains(s, "esc shows everything") {
		t.Errorf("no match:\n%s", s)
	}
}

func TestFailingStore(t *testing.T) {
	shelf := newShelf(paper())
	d := start(t, shelf, 100, 30)
	shelf.failing = feed.ErrDamaged
	before := d.screen()
	d.press("2")
	said, _ := last[pane.Say](d)
	if !said.Error || d.screen() != before {
		t.Errorf("said %+v", said)
	}
	shelf.failing = nil
	d.press("2")
	if d.p.Query().View != feed.Unread {
		t.Error("the view can't be entered after the store recovered")
	}
}

func TestEndedContextIsNoError(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	env := newEnv(t, text.English)
	env.Ctx = ctx
	p := New(env, newShelf(paper()))
	p.SetSize(80, 24)
	d := drive(t, p)
	cancel()
	d.do(p.Init())
	if said, ok := last[pane.Say](d); ok {
		t.Errorf("said %+v", said)
	}
	if !errors.Is(ctx.Err(), context.Canceled) {
		t.Fatal(ctx.Err())
	}
}

// Sizes that no screen has are survived.
func TestSizes(t *testing.T) {
	for w, h := range panetest.Sizes {
		for _, compact := range []bool{true, false} {
			p := New(newEnv(t, text.French), newShelf(paper()))
			p.SetCompact(compact)
			p.SetSize(w, h)
			d := drive(t, p)
			d.do(p.Init())
			desk := panetest.Desk{T: t, Pane: p, Env: p.env}
			desk.KeepsSize(w, h, "loaded")
			d.press("j", "/", "b")
			desk.KeepsSize(w, h, "searching")
			d.typeIn("xyzzy")
			desk.KeepsSize(w, h, "with nothing found")
			if over := ansi.StringWidth(p.MastheadColumns()); over > max(0, w) {
				t.Errorf("%dx%d: columns of %d cells for the masthead", w, h, over)
			}
		}
	}
}

// A key typed right after one that leads to another list is meant for that list:
// the program holds it until the list is here.
func TestAnotherListIsAwaited(t *testing.T) {
	d := start(t, newShelf(many(100)), 100, 30)
	cmd := d.p.Update(panetest.Key("2"))
	if !d.p.Awaits() {
		t.Error("keys go to the list that is shown still")
	}
	d.do(cmd)
	if d.p.Awaits() {
		t.Error("keys are held for a list that is here")
	}
	d.press("/")
	cmd = d.p.Update(panetest.Key("x"))
	if d.p.Awaits() {
		t.Error("letters are held while words are typed")
	}
	d.do(cmd)
}
