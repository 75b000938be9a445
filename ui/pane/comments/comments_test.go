package comments

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/exp/golden"

	"griot/feed"
	"griot/ui/keys"
	"griot/ui/pane"
	"griot/ui/pane/panetest"
	"griot/ui/text"
	"griot/ui/theme"
)

func TestScreens(t *testing.T) {
	for _, language := range text.Languages() {
		for _, width := range []int{40, 80, 120} {
			t.Run(fmt.Sprintf("thread-%s-%d", language.Code(), width), func(t *testing.T) {
				d := newDesk(t, language, width, 46)
				d.open(7)
				d.Press("g", "n", "h")
				golden.RequireEqual(t, d.Golden())
			})
			t.Run(fmt.Sprintf("empty-%s-%d", language.Code(), width), func(t *testing.T) {
				d := newDesk(t, language, width, 10)
				d.open(8)
				golden.RequireEqual(t, d.Golden())
			})
		}
	}
}

func TestViewKeepsItsSize(t *testing.T) {
	d := newDesk(t, text.French, 80, 24)
	d.lib.threads[7] = crowd(40)
	d.open(7)
	for width, height := range panetest.Sizes {
		d.p.SetSize(width, height)
		d.KeepsSize(width, height, "before the new lines")
		d.Tell(nil)
		d.KeepsSize(width, height, "after")
		d.Press("G")
		d.KeepsSize(width, height, "at the end")
		d.Press("g", "j", "z")
		d.KeepsSize(width, height, "at full width")
	}
}

func (d *desk) on(id feed.CommentID) {
	d.T.Helper()
	if d.p.selected != id {
		d.T.Fatalf("on comment %d, want %d:\n%s", d.p.selected, id, d.Screen())
	}
	if c := d.p.Cursor(); d.p.height > 5 && !strings.Contains(strings.Split(d.Screen(), "\n")[c.Y], "▌") {
		d.T.Errorf("the cursor is not on the selected comment: %d,%d\n%s", c.X, c.Y, d.Screen())
	}
}

func TestOpensOnTheFirstNewComment(t *testing.T) {
	d := newDesk(t, text.English, 80, 40)
	d.open(7)
	d.on(3)
	quiet := quay()
	quiet.Visited = quiet.Visited.AddDate(-3000, 0, 0)
	for i := range quiet.Comments {
		quiet.Comments[i].New = false
	}
	d.lib.threads[9] = quiet
	d.Tell(pane.OpenThread{Article: feed.Headline{ID: 9}})
	d.on(1)
}

func TestMoving(t *testing.T) {
	d := newDesk(t, text.English, 80, 40)
	d.open(7)
	for _, step := range []struct {
		key  string
		want feed.CommentID
	}{
		{"g", 1}, {"k", 1}, {"j", 2}, {"j", 3}, {"n", 4}, {"n", 6}, {"n", 6}, {"p", 4}, {"p", 1}, {"p", 1}, {"G", 6}, {"j", 6}, {"up", 5},
	} {
		d.Press(step.key)
		if d.p.selected != step.want {
			t.Errorf("%s: on %d, want %d", step.key, d.p.selected, step.want)
		}
	}
	if got := d.p.Position(); got != "5 of 6" {
		t.Errorf("position %q", got)
	}
}

func TestFolding(t *testing.T) {
	d := newDesk(t, text.English, 80, 40)
	d.open(7)
	d.Press("g")
	d.Shows("Tell her the goats")
	d.Press("enter")
	d.Shows("└ 2 replies folded")
	d.Lacks("Tell her the goats", "She says")
	d.Press("j")
	d.on(4)
	d.Press("k", "l")
	d.Shows("Tell her the goats")
	d.Press("right")
	d.on(2)
	d.Press("l")
	d.on(3)
	d.Press("h")
	d.on(2)
	d.Press("left")
	d.Shows("└ 1 reply folded")
	d.Press("h")
	d.on(1)
	d.Press("h")
	d.Shows("└ 2 replies folded")
	if len(sent[pane.Back](d)) > 0 {
		t.Fatal("back too early")
	}
	d.Press("h")
	if len(sent[pane.Back](d)) != 1 {
		t.Error("at the top, h goes back")
	}
}

func TestReplyEditDelete(t *testing.T) {
	d := newDesk(t, text.English, 80, 40)
	d.open(7)
	d.Press("g", "r", "e", "d", "C")
	drafts := sent[pane.ComposeDraft](d)
	if len(drafts) != 2 || drafts[0].Draft != (feed.Draft{Article: 7, ReplyTo: 1}) || drafts[0].Parent.Author != "Odile" {
		t.Fatalf("drafts %+v", drafts)
	}
	if drafts[1].Draft != (feed.Draft{Article: 7}) || drafts[1].Parent.ID != 0 {
		t.Errorf("C writes %+v", drafts[1])
	}
	if got := sent[pane.Say](d); len(got) != 2 || !got[0].Error || !got[1].Error {
		t.Errorf("of others' comments it says %v", got)
	}
	d.Press("j", "e")
	drafts = sent[pane.ComposeDraft](d)
	if got := drafts[len(drafts)-1].Draft; got.Editing != 2 || got.ReplyTo != 0 || got.Body != "Tell her the *goats* get a window seat." {
		t.Errorf("e edits %+v", got)
	}
	d.Press("d")
	did := sent[pane.Did](d)
	if len(did) != 1 || did[0].Act.Kind != feed.DeletedComment || did[0].Act.Comment != 2 {
		t.Fatalf("did %+v", did)
	}
	d.Tell(pane.ThreadChanged{Article: 7})
	d.Lacks("Tell her the goats")
	d.on(3)
}

func TestAnEmptyThreadIsAnswered(t *testing.T) {
	d := newDesk(t, text.English, 80, 20)
	d.open(8)
	d.Press("r", "a", "C", "e", "d", "y", "enter", "l")
	drafts := sent[pane.ComposeDraft](d)
	if len(drafts) != 3 || drafts[0].Draft != (feed.Draft{Article: 8}) {
		t.Errorf("drafts %+v", drafts)
	}
}

func TestWhatWasWrittenIsSelected(t *testing.T) {
	d := newDesk(t, text.English, 80, 20)
	d.lib.threads[7] = crowd(60)
	d.open(7)
	d.Press("enter")
	th := d.lib.threads[7]
	own := feed.Comment{ID: 999, Article: 7, Parent: 5, Author: "ada", Own: true, Published: at(21, 9, 44), Body: "Mine."}
	th.Comments = slices.Insert(slices.Clone(th.Comments), 5, feed.Threaded{Comment: own, Depth: 5})
	d.lib.threads[7] = th
	d.Tell(pane.CommentSaved{Comment: own})
	d.on(999)
	d.Shows("Mine.")
}

func TestNewMarksStayDuringTheVisit(t *testing.T) {
	d := newDesk(t, text.English, 80, 40)
	d.open(7)
	d.Shows("● new", "1 new")
	th := d.lib.threads[7]
	for i := range th.Comments {
		th.Comments[i].New = false
	}
	d.Tell(pane.ThreadChanged{Article: 7})
	d.Shows("● new")
	if len(d.lib.seen) > 0 {
		t.Error("seen before the visit is over")
	}
	d.Press("esc")
	if got := d.lib.seen[7]; !got.Equal(panetest.Now()) {
		t.Errorf("seen at %v", got)
	}
	d.open(7)
	d.Lacks("● new")
}

func TestLeavingNotesWhatWasSeen(t *testing.T) {
	d := newDesk(t, text.English, 80, 40)
	d.open(7)
	d.Tell(pane.Leaving{})
	if _, ok := d.lib.seen[7]; !ok {
		t.Error("not noted when the program ends")
	}
}

func TestAskingThePublisher(t *testing.T) {
	d := newDesk(t, text.English, 80, 60)
	d.open(7)
	d.lib.added = []feed.Threaded{{Comment: feed.Comment{ID: 70, Article: 7, Author: "Late", Body: "<p>Just now.</p>", Published: at(21, 9, 45)}, New: true}}
	d.Press("R")
	d.Shows("Just now.", "2 new")
	d.lib.added = nil
	d.Press("f5")
	d.lib.err = feed.ErrBusy
	d.Press("R")
	said := sent[pane.Say](d)
	if last := said[len(said)-1]; !last.Error {
		t.Errorf("a failure says %v", last)
	}
	d.open(8)
	d.Press("R")
	said = sent[pane.Say](d)
	if last := said[len(said)-1]; !strings.Contains(last.Text, "Malijet") {
		t.Errorf("without a feed it says %v", last)
	}
}

func TestPageAndCopy(t *testing.T) {
	d := newDesk(t, text.English, 80, 40)
	d.open(7)
	d.Press("g", "o", "y", "j", "y")
	if got := sent[pane.OpenAddress](d); len(got) != 1 || got[0].URL != "https://courier.example/ferry#talk" {
		t.Errorf("opened %v", got)
	}
	got := sent[pane.CopyText](d)
	if len(got) != 2 || !strings.HasPrefix(got[0].Text, "My grandmother") || strings.Contains(got[0].Text, "<p>") || got[1].Text != "Tell her the *goats* get a window seat." {
		t.Errorf("copied %v", got)
	}
}

func TestLateThreadsAreDropped(t *testing.T) {
	d := newDesk(t, text.English, 80, 40)
	late := d.p.Update(pane.OpenThread{Article: quay().Article})
	d.Shows("Ferry line") // at once
	d.open(8)
	d.Run(late)
	d.Shows("Quiet", "No comment yet. Be the first.")
	d.Lacks("Odile")
}

func TestFailureIsSaid(t *testing.T) {
	d := newDesk(t, text.English, 80, 12)
	d.Tell(pane.OpenThread{Article: feed.Headline{ID: 99, Title: "Gone"}})
	d.Shows("Gone", "no such article")
	d.Press("j", "h")
	if len(sent[pane.Back](d)) != 1 {
		t.Error("h does not go back")
	}
}

func TestALongThread(t *testing.T) {
	d := newDesk(t, text.English, 80, 20)
	d.lib.threads[7] = crowd(1000)
	d.open(7)
	if n := len(d.p.prose); n >= 500 {
		t.Errorf("%d comments are rendered for the first screen", n)
	}
	d.Press("G")
	d.Shows("Comment number 1000.")
	d.on(1000)
	d.Press("g")
	d.on(1)
	seen := 0
	for range 1200 {
		d.Press("j")
		if d.p.selected == 1000 {
			break
		}
		seen++
	}
	d.on(1000)
	if seen < 900 {
		t.Errorf("only %d steps", seen)
	}
	d.Press("p", "p")
	d.on(981)
}

func TestALongCommentIsReadBeforeTheNext(t *testing.T) {
	d := newDesk(t, text.English, 40, 10)
	th := quay()
	th.Comments[0].Body = "<p>" + strings.Repeat("A long one, and longer still. ", 60) + "The end.</p>"
	d.lib.threads[7] = th
	d.open(7)
	d.Press("g")
	for range 40 {
		if strings.Contains(d.Screen(), "The end.") {
			break
		}
		d.Press("j")
	}
	d.on(1)
	d.Press("j")
	d.on(2)
	d.Press("k")
	d.on(1)
}

func TestResizeKeepsTheSelection(t *testing.T) {
	d := newDesk(t, text.English, 100, 20)
	d.lib.threads[7] = crowd(100)
	d.open(7)
	for range 30 {
		d.Press("j")
	}
	was := d.p.selected
	d.p.SetSize(44, 20)
	d.Tell(nil)
	d.Shows(fmt.Sprintf("Comment number %d.", was))
	d.on(was)
}

func TestRestyled(t *testing.T) {
	d := newDesk(t, text.English, 80, 40)
	d.open(7)
	dark, shown := d.p.View(), d.Screen()
	d.p.env.Theme = theme.New(false)
	d.Tell(pane.Restyled{})
	if d.p.View() == dark || d.Screen() != shown {
		t.Error("another theme changes the colours alone")
	}
}

func TestMouse(t *testing.T) {
	d := newDesk(t, text.English, 80, 40)
	d.open(7)
	row := func(words string) int {
		return slices.IndexFunc(strings.Split(d.Screen(), "\n"), func(l string) bool { return strings.Contains(l, words) })
	}
	click := func(words string) {
		d.Tell(tea.MouseClickMsg{X: 10, Y: row(words), Button: tea.MouseLeft})
	}
	click("Who pays")
	d.on(4)
	click("Who pays")
	d.Shows("1 reply folded")
	d.p.SetSize(80, 12)
	d.Press("g")
	d.Tell(tea.MouseWheelMsg{Button: tea.MouseWheelDown})
	d.Lacks("Ferry line")
}

func TestPlaceAndHints(t *testing.T) {
	d := newDesk(t, text.English, 80, 40)
	if d.p.Place() != keys.Comments || d.p.Typing() || d.p.Trail() != nil {
		t.Error("an empty pane claims something")
	}
	d.open(7)
	d.Press("g", "j")
	if hints := d.p.Hints(); !slices.Contains(hints, keys.Edit) {
		t.Errorf("hints on an own comment: %v", hints)
	}
	d.Press("k")
	if hints := d.p.Hints(); slices.Contains(hints, keys.Edit) {
		t.Errorf("hints on another's comment: %v", hints)
	}
}

func BenchmarkView(b *testing.B) {
	d := newDesk(b, text.English, 120, 50)
	d.lib.threads[7] = crowd(1000)
	d.open(7)
	for range 100 {
		d.Press("j")
	}
	b.ReportAllocs()
	for b.Loop() {
		_ = d.p.View()
	}
}

func BenchmarkKey(b *testing.B) {
	d := newDesk(b, text.English, 120, 50)
	d.lib.threads[7] = crowd(1000)
	d.open(7)
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		d.p.Update(panetest.Key([]string{"j", "j", "k", "enter", "enter"}[i%5]))
		_ = d.p.View()
	}
}

func BenchmarkOpen(b *testing.B) {
	for _, n := range []int{10, 1000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			d := newDesk(b, text.English, 120, 50)
			d.lib.threads[7] = crowd(n)
			for b.Loop() {
				d.p.Show(d.lib.threads[7].Article)
				d.p.Update(d.p.load()())
				_ = d.p.View()
			}
		})
	}
}
