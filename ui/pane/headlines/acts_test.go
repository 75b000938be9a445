package headlines

import (
	"errors"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"griot/feed"
	"griot/ui/keys"
	"griot/ui/pane"
)

func (s *shelf) is(id feed.ArticleID) feed.Headline {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.rows[s.find(id)]
}

// Marking while a filter is on marks the row under the cursor, and no other
// (goread 22).
func TestMarkUnderAFilter(t *testing.T) {
	shelf := newShelf(paper())
	d := start(t, shelf, 100, 36)
	d.press("/")
	d.typeIn("les griots")
	d.press("enter")
	found, _ := d.p.Selected()
	if !strings.HasPrefix(found.Title, "Les griots") {
		t.Fatalf("found %q", found.Title)
	}
	d.press("m", "s")
	d.press("esc")
	if len(d.shownIDs()) != 16 || d.selected() != found.ID {
		t.Errorf("cleared: %d rows, on %d", len(d.shownIDs()), d.selected())
	}
	for _, h := range paper() {
		now := shelf.is(h.ID)
		if changed := now.Read != h.Read || now.Starred != h.Starred; changed != (h.ID == found.ID) {
			t.Errorf("article %d (%s): read %v, starred %v", h.ID, h.Title, now.Read, now.Starred)
		}
	}
}

// Marks show at once and reach the store in the order in which they were made.
func TestMarksShowAtOnce(t *testing.T) {
	shelf := newShelf(paper())
	d := start(t, shelf, 100, 36)
	d.delay = 300 * time.Millisecond
	unread := d.p.Totals().Unread
	d.press("m")
	if h, _ := d.p.Selected(); !h.Read || d.p.Totals().Unread != unread-1 {
		t.Errorf("read %v, %d unread", h.Read, d.p.Totals().Unread)
	}
	d.press("m", "m", "s") // unread, read; it was starred
	h, _ := d.p.Selected()
	d.run(d.now + 5*time.Second)
	if now := shelf.is(h.ID); !now.Read || now.Starred {
		t.Errorf("stored: read %v, starred %v", now.Read, now.Starred)
	}
	did, ok := last[pane.Did](d)
	if !ok || did.Act.Kind != feed.UnstarredArticle || did.Said == "" {
		t.Errorf("did %+v", did)
	}
}

func TestFailedMarksAreTakenBack(t *testing.T) {
	for _, key := range []string{"m", "s", "A"} {
		shelf := newShelf(paper())
		d := start(t, shelf, 100, 36)
		before, totals := d.screen(), d.p.Totals()
		shelf.fail = feed.ErrDiskFull
		d.press(key)
		if d.screen() != before || d.p.Totals() != totals {
			t.Errorf("%s: the screen does not show what is stored:\n%s", key, d.screen())
		}
		if did, _ := last[pane.Did](d); !errors.Is(did.Err, feed.ErrDiskFull) {
			t.Errorf("%s: did %+v", key, did)
		}
	}
}

func TestMarkAllRead(t *testing.T) {
	shelf := newShelf(paper())
	d := start(t, shelf, 100, 36)
	d.press("A")
	if strings.Contains(d.screen(), "●") || d.p.Totals().Unread != 0 {
		t.Errorf("%d unread:\n%s", d.p.Totals().Unread, d.screen())
	}
	did, _ := last[pane.Did](d)
	if did.Act.N != 7 || !strings.Contains(did.Shown, "7 marked read · all articles") || !strings.Contains(did.Shown, "u undoes") {
		t.Errorf("did %+v", did)
	}
	d.press("A")
	if did, _ := last[pane.Did](d); !strings.Contains(did.Shown, "All read already") || did.Act.Kind != 0 {
		t.Errorf("did %+v", did)
	}
}

// What arrives while everything is marked read is not marked (newsboat 3422).
func TestMarkAllLeavesOutWhatArrived(t *testing.T) {
	shelf := newShelf(paper())
	d := start(t, shelf, 100, 36)
	fresh := paper()[0]
	fresh.ID = 17
	shelf.mu.Lock()
	shelf.rows = append(shelf.rows, fresh)
	shelf.mu.Unlock()
	d.tell(pane.ArticlesArrived{New: 1})
	d.press("A")
	if shelf.is(17).Read {
		t.Error("an article that was not shown was marked read")
	}
}

// A list that was asked for and is not here yet is the one that is meant: the
// program holds A back until then.
func TestMarkAllMeansTheListAskedFor(t *testing.T) {
	shelf := newShelf(paper())
	d := start(t, shelf, 100, 36)
	d.delay = 200 * time.Millisecond
	d.press("/")
	d.typeIn("ferry")
	d.press("enter")
	if !d.p.Awaits() {
		t.Error("A would mark the list that is shown still")
	}
	d.run(d.now + 5*time.Second)
	d.press("A")
	d.run(d.now + 5*time.Second)
	if len(shelf.asked) != 1 || shelf.asked[0].Words != "ferry" {
		t.Errorf("marked %+v", shelf.asked)
	}
	if !strings.Contains(d.screen(), "ferry") {
		t.Errorf("screen:\n%s", d.screen())
	}
}

// Rows that were read stay in the unread view until it is left.
func TestReadRowsStayInUnread(t *testing.T) {
	shelf := newShelf(paper())
	d := start(t, shelf, 100, 36)
	d.press("2")
	first := d.selected()
	d.press("m", "j", "enter")
	if n := len(d.shownIDs()); n != 7 {
		t.Errorf("%d rows", n)
	}
	d.tell(pane.ArticlesChanged{}) // the program says that marks changed
	if n := len(d.shownIDs()); n != 7 {
		t.Errorf("%d rows after a reload", n)
	}
	opened, _ := last[pane.OpenArticle](d)
	if opened.Query.Visit == 0 || opened.Query.View != feed.Unread {
		t.Errorf("opened with %+v", opened.Query)
	}
	d.press("1", "2")
	for _, id := range d.shownIDs() {
		if id == first {
			t.Error("a read row is there again")
		}
	}
}

func TestOpenMarksReadAtOnce(t *testing.T) {
	d := start(t, newShelf(paper()), 100, 36)
	d.press("j", "enter")
	opened, _ := last[pane.OpenArticle](d)
	h, _ := d.p.Selected()
	if opened.Article.ID != h.ID || opened.Passing || !h.Read {
		t.Errorf("opened %+v, read %v", opened, h.Read)
	}
}

func TestUndoneMarksShow(t *testing.T) {
	shelf := newShelf(paper())
	d := start(t, shelf, 100, 36)
	d.press("m")
	shelf.MarkRead(t.Context(), []feed.ArticleID{d.selected()}, false, 0)
	d.tell(pane.ArticlesChanged{Articles: []feed.ArticleID{d.selected()}})
	if h, _ := d.p.Selected(); h.Read || d.p.Totals().Unread != 7 {
		t.Errorf("read %v, %d unread", h.Read, d.p.Totals().Unread)
	}
}

// Counts change under the list: the rows show it, and stay where they stand.
func TestChangedCountsMoveNoRow(t *testing.T) {
	shelf := newShelf(many(3000))
	d := start(t, shelf, 100, 40)
	d.tell(pane.SortBy{Order: feed.ByViews})
	before := d.shownIDs()
	shelf.mu.Lock()
	for i := range shelf.rows {
		if shelf.rows[i].ID == before[9] {
			shelf.rows[i].Views = feed.CountOf(99_999, feed.OriginFeed, noon())
		}
	}
	shelf.version++
	shelf.mu.Unlock()
	d.tell(pane.ArticlesArrived{})
	after := d.shownIDs()
	for i := range before {
		if before[i] != after[i] {
			t.Fatalf("row %d moved", i)
		}
	}
	if !strings.Contains(d.screen(), "99,999") {
		t.Error("the new count does not show")
	}
	for range 30 {
		d.press("pgdown") // beyond the edge whose place changed
	}
	if d.p.now.window.Find(before[9]) < 0 {
		t.Error("the row is gone")
	}
}

func TestNextUnread(t *testing.T) {
	rows := many(5000)
	for i := range rows {
		rows[i].Read = i != 3 && i != 4000
	}
	shelf := newShelf(rows)
	d := start(t, shelf, 100, 40)
	d.press("n")
	if d.selected() != 4997 {
		t.Errorf("on %d", d.selected())
	}
	d.press("n") // far beyond the window
	if d.selected() != 1000 {
		t.Errorf("on %d", d.selected())
	}
	d.check(shelf, "after n")
	d.press("n")
	if said, _ := last[pane.Say](d); d.selected() != 1000 || !strings.Contains(said.Text, "Nothing unread further down") {
		t.Errorf("on %d, said %q", d.selected(), said.Text)
	}
	d.press("p", "p")
	if said, _ := last[pane.Say](d); d.selected() != 4997 || !strings.Contains(said.Text, "Nothing unread further up") {
		t.Errorf("on %d, said %q", d.selected(), said.Text)
	}
}

// The article pane steps through the list.
func TestSteps(t *testing.T) {
	rows := many(3000)
	for i := range rows {
		rows[i].Read = i < 2500
	}
	d := start(t, newShelf(rows), 100, 40)
	d.tell(pane.StepArticle{Direction: feed.Forward})
	opened, _ := last[pane.OpenArticle](d)
	if opened.Article.ID != 2999 || !opened.Passing || d.selected() != 2999 {
		t.Errorf("opened %d, passing %v, on %d", opened.Article.ID, opened.Passing, d.selected())
	}
	d.tell(pane.StepArticle{Direction: feed.Forward, Unread: true})
	opened, _ = last[pane.OpenArticle](d)
	if opened.Article.ID != 500 || opened.Passing || d.selected() != 500 {
		t.Errorf("opened %d, passing %v, on %d", opened.Article.ID, opened.Passing, d.selected())
	}
	d.press("g")
	d.tell(pane.StepArticle{Direction: feed.Backward})
	if said, _ := last[pane.Say](d); !strings.Contains(said.Text, "first") {
		t.Errorf("said %q", said.Text)
	}
}

// Letters are letters, of any script, and the rows follow with each.
func TestFind(t *testing.T) {
	d := start(t, newShelf(paper()), 100, 36)
	d.press("j", "j", "j")
	on := d.selected()
	d.press("/")
	if !d.p.Typing() || d.p.Place() != keys.Prompt {
		t.Fatal("the keys are not letters")
	}
	for _, c := range []struct {
		typed string
		rows  int
	}{{"k", 2}, {"é", 1}, {"l", 1}, {"a", 1}} {
		d.typeIn(c.typed)
		if n := len(d.shownIDs()); n != c.rows {
			t.Errorf("after %q: %d rows", c.typed, n)
		}
	}
	d.press("backspace", "backspace", "backspace", "backspace")
	if len(d.shownIDs()) != 16 || d.selected() != on {
		t.Errorf("after deleting: %d rows, on %d", len(d.shownIDs()), d.selected())
	}
	d.typeIn("港")
	if h, _ := d.p.Selected(); !strings.HasPrefix(h.Title, "港") {
		t.Errorf("on %q", h.Title)
	}
	if !strings.Contains(d.screen(), "1 match") {
		t.Errorf("screen:\n%s", d.screen())
	}
	d.press("enter")
	if d.p.Typing() || !d.p.Narrowed() || !strings.Contains(d.screen(), "esc clears") {
		t.Errorf("kept:\n%s", d.screen())
	}
	d.press("q")
	if d.p.Narrowed() || len(d.shownIDs()) != 16 {
		t.Error("q did not clear the search")
	}
	d.press("/")
	d.typeIn("Q u")
	if _, quit := last[pane.Quit](d); quit {
		t.Error("a letter left the program")
	}
	d.press("esc")
	if len(d.shownIDs()) != 16 || d.p.find.input.Text() != "" {
		t.Error("esc did not clear the search")
	}
}

// A search that is given up and begun again while the store is slow is the last one
// that was typed.
func TestFindAgainOnASlowStore(t *testing.T) {
	d := start(t, newShelf(paper()), 100, 36)
	d.press("/")
	d.typeIn("ferry")
	d.delay = 300 * time.Millisecond
	d.press("esc", "/")
	d.typeIn("ferry")
	d.run(d.now + 5*time.Second)
	if got := d.p.Query().Words; got != "ferry" || len(d.shownIDs()) != 2 {
		t.Errorf("%q: %d rows", got, len(d.shownIDs()))
	}
}

func TestFindMovesThroughWhatItFound(t *testing.T) {
	d := start(t, newShelf(paper()), 100, 36)
	d.press("/")
	d.typeIn("malijet")
	first := d.selected()
	d.press("down", "down", "up")
	if ids := d.shownIDs(); len(ids) != 5 || d.selected() != ids[1] || first != ids[0] {
		t.Errorf("on %d of %v", d.selected(), ids)
	}
}

func TestSortFromTheColumns(t *testing.T) {
	d := start(t, newShelf(paper()), 120, 36)
	at := strings.Index(strings.Split(d.screen(), "\n")[0], "Views")
	click := func(x, y int) { d.tell(tea.MouseClickMsg{X: x, Y: y, Button: tea.MouseLeft}) }
	click(at+1, 0)
	if q := d.p.Query(); q.Order != feed.ByViews || q.Reverse {
		t.Errorf("%+v", q)
	}
	if h, _ := d.p.Selected(); h.SourceLabel != "Harbour Courier" {
		t.Errorf("on %q", h.Title)
	}
	if !strings.Contains(d.screen(), "Views ↓") || strings.Contains(d.screen(), "Today") {
		t.Errorf("screen:\n%s", d.screen())
	}
	at = strings.Index(strings.Split(d.screen(), "\n")[0], "Views")
	click(at+1, 0)
	if q := d.p.Query(); !q.Reverse || !strings.Contains(d.screen(), "Views ↑") {
		t.Errorf("%+v", q)
	}
	if v, known := d.p.now.window.Rows()[0].Views.Value(); !known || v != 77 {
		t.Errorf("first has %d views, known %v: unknown counts come last", v, known)
	}
}

func TestMouse(t *testing.T) {
	d := start(t, newShelf(many(500)), 120, 36)
	click := func(y int) { d.tell(tea.MouseClickMsg{X: 10, Y: y, Button: tea.MouseLeft}) }
	row := d.p.now.window.Lines()[7]
	click(8)
	if d.p.now.window.Cursor() != row.Row {
		t.Errorf("on row %d, clicked %d", d.p.now.window.Cursor(), row.Row)
	}
	if _, opened := last[pane.OpenArticle](d); opened {
		t.Error("one click opened")
	}
	click(8)
	if _, opened := last[pane.OpenArticle](d); !opened {
		t.Error("a second click did not open")
	}
	d.tell(tea.MouseWheelMsg{Button: tea.MouseWheelDown})
	if d.p.now.window.Top() != 3 {
		t.Errorf("scrolled to %d", d.p.now.window.Top())
	}
	for range 5 {
		d.tell(tea.MouseWheelMsg{Button: tea.MouseWheelUp})
	}
	if d.p.now.window.Top() != 0 {
		t.Errorf("scrolled to %d", d.p.now.window.Top())
	}
	d.tell(tea.MouseClickMsg{X: 10, Y: 99, Button: tea.MouseLeft})
	d.tell(tea.MouseClickMsg{X: 10, Y: 5, Button: tea.MouseRight})
}

func TestPaste(t *testing.T) {
	for _, c := range []struct {
		text string
		want tea.Msg
	}{
		{"https://example.org/feed.xml\n", pane.AddSource{Ref: "https://example.org/feed.xml"}},
		{"  example.org  ", pane.AddSource{Ref: "example.org"}},
		{"/home/me/My News/feed.xml", pane.AddSource{Ref: "/home/me/My News/feed.xml"}},
		{"'/home/me/feed.xml'", pane.AddSource{Ref: "'/home/me/feed.xml'"}},
	} {
		d := start(t, newShelf(paper()), 100, 30)
		d.tell(tea.PasteMsg{Content: c.text})
		if got, _ := last[pane.AddSource](d); got != c.want {
			t.Errorf("%q: %+v", c.text, got)
		}
	}
	d := start(t, newShelf(paper()), 100, 30)
	d.tell(tea.PasteMsg{Content: "hello there"})
	if said, _ := last[pane.Say](d); said.Text == "" {
		t.Error("nothing is said about a paste that is neither address nor page")
	}
	d.tell(tea.PasteMsg{Content: "Fog over the quay\r\n\r\nNobody saw the ferry.\r\nNobody heard it."})
	if opened, _ := last[pane.OpenArticle](d); opened.Article.Title != "Fog over the quay" {
		t.Errorf("opened %+v", opened)
	}
	d.press("/")
	d.tell(tea.PasteMsg{Content: "ferry\n"})
	if d.p.find.input.Text() != "ferry" || len(d.shownIDs()) != 2 {
		t.Errorf("%q: %d rows", d.p.find.input.Text(), len(d.shownIDs()))
	}
}

func TestRequests(t *testing.T) {
	d := start(t, newShelf(paper()), 100, 30)
	h, _ := d.p.Selected()
	for key, want := range map[string]tea.Msg{
		"c": pane.OpenThread{Article: h},
		"C": pane.ComposeDraft{Article: h, Draft: feed.Draft{Article: h.ID}},
		"S": pane.ShowShare{Article: h},
		"o": pane.OpenAddress{URL: h.Link},
		"@": pane.OpenAddress{URL: "mailto:desk@example.org"},
		"a": pane.AddSource{},
		"f": pane.ShowSources{},
		"q": pane.Quit{},
	} {
		d.sent = nil
		d.press(key)
		if len(d.sent) != 1 || d.sent[0] != want {
			t.Errorf("%s: %+v", key, d.sent)
		}
	}
	d.sent = nil
	d.press("r")
	if got, _ := last[pane.RefreshSources](d); len(got.Sources) != 1 || got.Sources[0] != h.Source || !got.Insist {
		t.Errorf("r: %+v", got)
	}
	d.press("y")
	if got, _ := last[pane.CopyText](d); got.Text != h.Link || got.Said == "" {
		t.Errorf("y: %+v", got)
	}
}

func TestPageThatCannotBeKept(t *testing.T) {
	d := start(t, newShelf(paper()), 100, 30)
	d.do(d.p.Update(pastedPage{err: errors.New("no")}))
	if said, _ := last[pane.Say](d); !said.Error {
		t.Errorf("said %+v", said)
	}
}
