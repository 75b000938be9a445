package sources

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/exp/golden"

	"griot/feed"
	"griot/ui/pane"
	"griot/ui/pane/panetest"
	"griot/ui/text"
)

// shelf is a library in memory.
type shelf struct {
	sources []feed.Source
	err     error
	asked   []string
}

func newShelf() *shelf {
	hour := func(h int) time.Time { return panetest.Now().Add(-time.Duration(h) * time.Hour) }
	site := func(id feed.SourceID, title, host string, unread, total int, success time.Time) feed.Source {
		return feed.Source{
			ID: id, Title: title, Kind: feed.KindFeed, Address: "https://" + host + "/feed.xml", Site: "https://www." + host + "/",
			Contact: "desk@" + host, Unread: unread, Total: total, Health: feed.Health{Checked: hour(1), Success: success},
		}
	}
	s := []feed.Source{
		site(1, "Malijet", "malijet.example", 7, 312, hour(1)),
		site(2, "Harbour Courier", "harbour.example", 0, 1953, hour(30)),
		site(3, "Port Gazette", "port.example", 12, 44, hour(200)),
		site(4, "港新聞", "minato.example", 1, 8, hour(2)),
		site(5, "The Quarterly Review of Unbuilt Things", "unbuilt.example", 0, 3, time.Time{}),
		{ID: 6, Title: "Notes", Kind: feed.KindFolder, Address: "/home/ada/notes", Total: 4, Health: feed.Health{Success: hour(3)}},
	}
	s[0].Tags = []string{"mali", "politique", "!hidden"}
	s[1].Tags, s[2].Tags = []string{"coast"}, []string{"coast"}
	s[2].Health.Failure = &feed.Failure{Kind: feed.FailedTimeout}
	s[4].Health.Failure = &feed.Failure{Kind: feed.FailedStatus, Status: 404}
	return &shelf{sources: s}
}

func (s *shelf) Sources(_ context.Context, standings ...feed.Standing) ([]feed.Source, error) {
	if !slices.Equal(standings, []feed.Standing{feed.Followed}) {
		return nil, fmt.Errorf("asked for %v", standings)
	}
	return slices.Clone(s.sources), s.err
}

func (s *shelf) Unfollow(_ context.Context, id feed.SourceID) (feed.Act, error) {
	if s.err != nil {
		return feed.Act{}, s.err
	}
	s.sources = slices.DeleteFunc(s.sources, func(f feed.Source) bool { return f.ID == id })
	return feed.Act{Kind: feed.UnfollowedSource, Source: id}, nil
}

func (s *shelf) Rename(_ context.Context, id feed.SourceID, name string) (feed.Act, error) {
	s.asked = append(s.asked, fmt.Sprintf("rename %d %q", id, name))
	return feed.Act{Kind: feed.RenamedSource, Source: id}, s.err
}

func (s *shelf) SetTags(_ context.Context, id feed.SourceID, tags []string) error {
	s.asked = append(s.asked, fmt.Sprintf("tags %d %q", id, tags))
	return s.err
}

func show(t *testing.T, s *shelf, language text.Language, width, height int) *panetest.Desk {
	t.Helper()
	env := panetest.Env(t, language)
	p := New(env, s)
	p.SetSize(width, height)
	d := &panetest.Desk{T: t, Pane: p, Env: env}
	d.Tell(pane.ShowSources{})
	return d
}

func TestScreens(t *testing.T) {
	for name, l := range map[string]text.Language{"en": text.English, "fr": text.French} {
		for _, size := range [][2]int{{40, 22}, {80, 22}, {80, 32}, {120, 36}, {200, 46}} {
			t.Run(fmt.Sprintf("%s-%dx%d", name, size[0], size[1]), func(t *testing.T) {
				d := show(t, newShelf(), l, size[0], size[1])
				d.Press("j")
				d.KeepsSize(size[0], size[1], "shown")
				golden.RequireEqual(t, d.Golden())
			})
		}
	}
}

func TestSizes(t *testing.T) {
	for w, h := range panetest.Sizes {
		d := show(t, newShelf(), text.French, w, h)
		d.KeepsSize(w, h, "shown")
		d.Press("j", "e")
		d.KeepsSize(w, h, "renaming")
		empty := show(t, &shelf{}, text.English, w, h)
		empty.KeepsSize(w, h, "empty")
	}
}

func selected(d *panetest.Desk) feed.Source {
	s, _ := d.Pane.(*Pane).Selected()
	return s
}

func TestKeys(t *testing.T) {
	for key, want := range map[string]tea.Msg{
		"esc":    pane.Back{},
		"q":      pane.Back{},
		"a":      pane.AddSource{},
		"o":      pane.OpenAddress{URL: "https://www.harbour.example/"},
		"@":      pane.OpenAddress{URL: "mailto:desk@harbour.example"},
		"ctrl+x": nil,
	} {
		d := show(t, newShelf(), text.English, 80, 24)
		d.Sent = nil
		d.Press(key)
		if want == nil && len(d.Sent) > 0 || want != nil && (len(d.Sent) != 1 || d.Sent[0] != want) {
			t.Errorf("%s: %+v", key, d.Sent)
		}
	}
	d := show(t, newShelf(), text.English, 80, 24)
	d.Press("enter", "r", "R", "y")
	if got := panetest.Sent[pane.ShowHeadlines](d); len(got) != 1 || got[0].Source.ID != 2 {
		t.Errorf("enter: %+v", got)
	}
	if got := panetest.Sent[pane.RefreshSources](d); len(got) != 2 || !slices.Equal(got[0].Sources, []feed.SourceID{2}) || !got[0].Insist || len(got[1].Sources) != 0 {
		t.Errorf("r, R: %+v", got)
	}
	if got := panetest.Sent[pane.CopyText](d); len(got) != 1 || got[0].Text != "https://harbour.example/feed.xml" {
		t.Errorf("y: %+v", got)
	}
}

// Every letter is a letter while a name is typed, of any script.
func TestRename(t *testing.T) {
	s := newShelf()
	d := show(t, s, text.English, 80, 24)
	d.Press("e")
	if !d.Pane.Typing() {
		t.Fatal("not typing")
	}
	d.Press("ctrl+u")
	d.Type("Quai d")
	d.Type("é日x")
	d.Press("backspace", "enter")
	if !slices.Equal(s.asked, []string{`rename 2 "Quai dé日"`}) {
		t.Errorf("asked %v", s.asked)
	}
	if did := panetest.Sent[pane.Did](d); len(did) != 1 || did[0].Act.Kind != feed.RenamedSource || !strings.Contains(did[0].Said, "Quai") {
		t.Errorf("did %+v", did)
	}
	s.asked = nil
	d.Press("e", "esc", "e", "enter") // unchanged
	if len(s.asked) > 0 || d.Pane.Typing() {
		t.Errorf("asked %v", s.asked)
	}
}

func TestTags(t *testing.T) {
	s := newShelf()
	d := show(t, s, text.English, 80, 24)
	d.Press("G", "g", "j", "j") // Malijet
	if selected(d).ID != 1 {
		t.Fatalf("on %q", selected(d).Title)
	}
	d.Press("t")
	d.Shows("mali, politique")
	d.Lacks("!hidden")
	d.Type(", à lire, , mali; !x")
	d.Press("enter")
	if want := []string{`tags 1 ["mali" "politique" "à lire" "x" "!hidden"]`}; !slices.Equal(s.asked, want) {
		t.Errorf("asked %v, want %v", s.asked, want)
	}
	if got := panetest.Sent[pane.SourcesChanged](d); len(got) != 1 {
		t.Errorf("%d events", len(got))
	}
}

func TestRemove(t *testing.T) {
	s := newShelf()
	d := show(t, s, text.English, 80, 24)
	d.Press("d")
	did := panetest.Sent[pane.Did](d)
	if len(did) != 1 || did[0].Act.Source != 2 || !strings.Contains(did[0].Shown, "kept; u undoes") {
		t.Fatalf("did %+v", did)
	}
	d.Tell(pane.SourcesChanged{})
	d.Lacks("Harbour Courier")
	s.err = errors.New("no")
	d.Press("d")
	if did := panetest.Sent[pane.Did](d); did[len(did)-1].Err == nil {
		t.Errorf("did %+v", did)
	}
}

// The cursor stays on its source while others come and go.
func TestCursorStays(t *testing.T) {
	s := newShelf()
	d := show(t, s, text.English, 80, 24)
	d.Press("j", "j", "j")
	on := selected(d)
	s.sources = append(s.sources, feed.Source{ID: 9, Title: "Aardvark", Tags: []string{"animals"}, Address: "https://a.example/"})
	d.Tell(pane.SourceAdded{})
	if selected(d).ID != on.ID {
		t.Errorf("on %q, want %q", selected(d).Title, on.Title)
	}
	d.Shows("animals", "Aardvark")
}

func TestSourceWithMoreThanIsKept(t *testing.T) {
	s := newShelf()
	for i := range s.sources {
		s.sources[i].Health.Cut = true
	}
	show(t, s, text.English, 80, 24).Shows("more articles than griot keeps")
	show(t, s, text.French, 40, 24).Shows("plus d’articles que griot")
}

func TestSampleIsLeftAlone(t *testing.T) {
	s := &shelf{sources: []feed.Source{{ID: 1, Title: "Sample edition", Kind: feed.KindSample, Address: feed.SampleAddress, Total: 11}}}
	d := show(t, s, text.English, 80, 24)
	d.Press("d", "e", "t")
	if d.Pane.Typing() || len(panetest.Sent[pane.Did](d)) > 0 {
		t.Error("the sample can be changed")
	}
	if said := panetest.Sent[pane.Say](d); len(said) != 3 {
		t.Errorf("said %+v", said)
	}
}

func TestFailingStore(t *testing.T) {
	s := newShelf()
	s.err = feed.ErrDamaged
	d := show(t, s, text.English, 80, 24)
	if said := panetest.Sent[pane.Say](d); len(said) != 1 || !said[0].Error {
		t.Errorf("said %+v", said)
	}
}

func TestMouse(t *testing.T) {
	d := show(t, newShelf(), text.English, 80, 24)
	click := func(y int) { d.Tell(tea.MouseClickMsg{X: 9, Y: y, Button: tea.MouseLeft}) }
	click(2)
	if selected(d).ID != 3 {
		t.Errorf("on %q", selected(d).Title)
	}
	click(3) // the title of a group
	click(2)
	if got := panetest.Sent[pane.ShowHeadlines](d); len(got) != 1 || got[0].Source.ID != 3 {
		t.Errorf("sent %+v", got)
	}
	d.Tell(tea.MouseWheelMsg{Button: tea.MouseWheelDown})
	d.Tell(tea.MouseWheelMsg{Button: tea.MouseWheelUp})
	d.Shows("Harbour Courier")
}

func TestPaste(t *testing.T) {
	d := show(t, newShelf(), text.English, 80, 24)
	d.Tell(tea.PasteMsg{Content: "https://new.example/\n"})
	if got := panetest.Sent[pane.AddSource](d); len(got) != 1 || got[0].Ref != "https://new.example/" {
		t.Errorf("sent %+v", got)
	}
	d.Press("e", "ctrl+u")
	d.Tell(tea.PasteMsg{Content: "A name\x1b[31m"})
	d.Shows("A name")
}

// BenchmarkView draws the list of a reader who follows a thousand sources.
func BenchmarkView(b *testing.B) {
	s := &shelf{}
	for i := range 1000 {
		s.sources = append(s.sources, feed.Source{
			ID: feed.SourceID(i + 1), Title: fmt.Sprintf("Source %d", i), Address: fmt.Sprintf("https://%d.example/", i),
			Tags: []string{fmt.Sprintf("tag %d", i%20)}, Unread: i, Health: feed.Health{Success: panetest.Now()},
		})
	}
	env := panetest.Env(b, text.English)
	p := New(env, s)
	p.SetSize(120, 42)
	d := &panetest.Desk{T: b, Pane: p, Env: env}
	d.Tell(pane.ShowSources{})
	for b.Loop() {
		_ = p.View()
	}
}
