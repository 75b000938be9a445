package overlay

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/exp/golden"

	"griot/feed"
	"griot/ui/keys"
	"griot/ui/pane"
	"griot/ui/pane/panetest"
	"griot/ui/text"
)

// sheet makes a pane of an overlay, so that the desk can hold it.
type sheet struct{ Overlay }

func (sheet) Position() string { return "" }
func (sheet) Trail() []string  { return nil }

// lay lays an overlay over a screen.
func lay(t *testing.T, language text.Language, width, height int, make func(*pane.Env) Overlay) *panetest.Desk {
	t.Helper()
	env := panetest.Env(t, language)
	o := make(env)
	d := &panetest.Desk{T: t, Pane: sheet{o}, Env: env}
	if a, ok := o.(*Add); ok {
		a.later = d.Later
	}
	o.SetSize(width, height)
	d.Run(o.Init())
	return d
}

// fits fails the test when the overlay takes more than its room.
func fits(d *panetest.Desk, width, height int) {
	d.T.Helper()
	lines := strings.Split(d.Pane.View(), "\n")
	if len(lines) > max(1, height) {
		d.T.Errorf("%dx%d: %d lines", width, height, len(lines))
	}
	for _, l := range lines {
		if w := ansi.StringWidth(l); w > width {
			d.T.Errorf("%dx%d: %d cells: %q", width, height, w, ansi.Strip(l))
		}
	}
}

func closed(d *panetest.Desk) bool { return len(panetest.Sent[Close](d)) > 0 }

func links(env *pane.Env) Overlay {
	var choices []pane.Choice
	for i := range 14 {
		url := fmt.Sprintf("https://example.org/%d", i+1)
		choices = append(choices, pane.Choice{
			Key: fmt.Sprint(i + 1), Label: fmt.Sprintf("Link number %d", i+1), Note: url,
			Pick: pane.OpenAddress{URL: url}, Copy: url,
		})
	}
	return NewMenu(env, "Links of this article", choices)
}

func sorting(q feed.Query) func(*pane.Env) Overlay {
	return func(env *pane.Env) Overlay { return NewSort(env, q) }
}

func TestScreens(t *testing.T) {
	library := &quay{preview: harbour()}
	for name, make := range map[string]func(*pane.Env) Overlay{
		"links":   links,
		"sort":    sorting(feed.Query{Order: feed.ByViews}),
		"help":    func(env *pane.Env) Overlay { return NewHelp(env, keys.Headlines) },
		"add":     func(env *pane.Env) Overlay { return NewAdd(env, library, "") },
		"preview": func(env *pane.Env) Overlay { return NewAdd(env, library, "harbour.example") },
		"dead":    func(env *pane.Env) Overlay { return NewAdd(env, library, "dead.example") },
		"confirm": func(env *pane.Env) Overlay {
			return NewConfirm(env, pane.ConfirmThat{Question: "Write over notes.md?", Then: func() any { return nil }})
		},
	} {
		for lang, l := range map[string]text.Language{"en": text.English, "fr": text.French} {
			for _, width := range []int{40, 80, 120} {
				t.Run(fmt.Sprintf("%s-%s-%d", name, lang, width), func(t *testing.T) {
					d := lay(t, l, width, 20, make)
					fits(d, width, 20)
					golden.RequireEqual(t, d.Screen()+"\n")
				})
			}
		}
	}
}

func TestSizes(t *testing.T) {
	library := &quay{preview: harbour()}
	for w, h := range panetest.Sizes {
		for _, make := range []func(*pane.Env) Overlay{
			links, sorting(feed.Query{}),
			func(env *pane.Env) Overlay { return NewHelp(env, keys.Reader) },
			func(env *pane.Env) Overlay { return NewAdd(env, library, "harbour.example") },
			func(env *pane.Env) Overlay { return NewAdd(env, library, "dead.example") },
			func(env *pane.Env) Overlay { return NewMenu(env, "Nothing", nil) },
		} {
			d := lay(t, text.French, w, h, make)
			fits(d, w, h)
			d.Press("down", "down", "x")
			fits(d, w, h)
			d.Pane.Cursor()
		}
	}
}

func TestMenu(t *testing.T) {
	for name, c := range map[string]struct {
		keys []string
		want string
	}{
		"enter":              {[]string{"j", "j", "enter"}, "3"},
		"a digit":            {[]string{"4"}, "4"},
		"two digits":         {[]string{"1", "2"}, "12"},
		"a digit, enter":     {[]string{"1", "enter"}, "1"},
		"no such number":     {[]string{"1", "7", "9"}, "9"},
		"the last":           {[]string{"G", "enter"}, "14"},
		"beyond the last":    {[]string{"G", "j", "k", "enter"}, "13"},
		"zero is no link":    {[]string{"0", "2"}, "2"},
		"arrows":             {[]string{"down", "up", "down", "right"}, "2"},
		"a page, half of it": {[]string{"pgdown", "ctrl+u", "enter"}, "7"},
	} {
		d := lay(t, text.English, 80, 20, links)
		d.Press(c.keys...)
		got := panetest.Sent[pane.OpenAddress](d)
		if len(got) != 1 || got[0].URL != "https://example.org/"+c.want || !closed(d) {
			t.Errorf("%s: %+v", name, got)
		}
	}
	for _, key := range []string{"esc", "q", "h", "left", "backspace"} {
		d := lay(t, text.English, 80, 20, links)
		d.Press(key)
		if !closed(d) || len(d.Sent) != 1 {
			t.Errorf("%s: %+v", key, d.Sent)
		}
	}
	d := lay(t, text.English, 80, 20, links)
	d.Press("j", "y")
	if got := panetest.Sent[pane.CopyText](d); len(got) != 1 || got[0].Text != "https://example.org/2" {
		t.Errorf("y: %+v", got)
	}
	d = lay(t, text.English, 80, 20, links)
	d.Tell(tea.MouseWheelMsg{Button: tea.MouseWheelDown})
	d.Tell(tea.MouseClickMsg{X: 10, Y: 2, Button: tea.MouseLeft})
	if got := panetest.Sent[pane.OpenAddress](d); len(got) != 1 || got[0].URL != "https://example.org/2" {
		t.Errorf("click: %+v", got)
	}
}

func TestSort(t *testing.T) {
	for name, c := range map[string]struct {
		q    feed.Query
		keys string
		want pane.SortBy
	}{
		"by letter":          {feed.Query{}, "v", pane.SortBy{Order: feed.ByViews}},
		"by cursor":          {feed.Query{Order: feed.ByViews}, "jenter", pane.SortBy{Order: feed.ByComments}},
		"the present, again": {feed.Query{Order: feed.ByViews}, "enter", pane.SortBy{Order: feed.ByViews, Reverse: true}},
		"and back":           {feed.Query{Order: feed.ByViews, Reverse: true}, "v", pane.SortBy{Order: feed.ByViews}},
		"source":             {feed.Query{}, "s", pane.SortBy{Order: feed.BySource}},
	} {
		d := lay(t, text.English, 80, 20, sorting(c.q))
		if rest, enter := strings.CutSuffix(c.keys, "enter"); enter {
			d.Type(rest)
			d.Press("enter")
		} else {
			d.Type(c.keys)
		}
		if got := panetest.Sent[pane.SortBy](d); !slices.Equal(got, []pane.SortBy{c.want}) {
			t.Errorf("%s: %+v", name, got)
		}
	}
	d := lay(t, text.English, 80, 20, sorting(feed.Query{Order: feed.BySource}))
	d.Shows("Source ↑")
	d = lay(t, text.English, 80, 20, sorting(feed.Query{Order: feed.ByDate, Reverse: true}))
	d.Shows("Date ↑", "unknown last")
}

func TestConfirm(t *testing.T) {
	for key, want := range map[string]int{"y": 1, "n": 0, "enter": 0, "esc": 0} {
		done := 0
		d := lay(t, text.English, 80, 20, func(env *pane.Env) Overlay {
			return NewConfirm(env, pane.ConfirmThat{Question: "Sure?", Then: func() any { done++; return pane.Back{} }})
		})
		d.Press(key)
		if done != want || len(panetest.Sent[pane.Back](d)) != want || !closed(d) {
			t.Errorf("%s: done %d times, %+v", key, done, d.Sent)
		}
	}
}

// The keys of the screen come first, and typing leaves those that match.
func TestHelp(t *testing.T) {
	d := lay(t, text.English, 80, 60, func(env *pane.Env) Overlay { return NewHelp(env, keys.Comments) })
	s := d.Screen()
	if at, all := strings.Index(s, "Comments\n"), strings.Index(s, "Everywhere\n"); at < 0 || all < at {
		t.Errorf("screen:\n%s", s)
	}
	d.Type("étoile")
	d.Shows("No key does that.")
	d.Press("esc")
	d.Type("mark ALL")
	d.Shows("mark all shown read")
	d.Lacks("Everywhere")
	if closed(d) {
		t.Error("closed too early")
	}
	d.Press("esc", "q")
	if !closed(d) {
		t.Error("q does not close it")
	}
	d = lay(t, text.English, 40, 10, func(env *pane.Env) Overlay { return NewHelp(env, keys.Reader) })
	first := d.Screen()
	d.Press("down", "pgdown", "pgdown")
	if d.Screen() == first {
		t.Error("it does not scroll")
	}
	for range 50 {
		d.Press("pgdown")
	}
	fits(d, 40, 10)
	if lines := strings.Count(d.Screen(), "\n"); lines < 8 {
		t.Errorf("scrolled past the end:\n%s", d.Screen())
	}
}

// quay is a library whose network is one harbour.
type quay struct {
	preview  feed.Preview
	err      error
	asked    []string
	followed []string
	ctx      context.Context // of the last preview
}

func harbour() feed.Preview {
	p := feed.Preview{
		Address: "https://harbour.example/feed.xml", Kind: feed.KindFeed, Title: "Harbour Courier",
		Site: "https://harbour.example/", Total: 42, Wire: 41_230,
	}
	for i := range 5 {
		p.Headlines = append(p.Headlines, feed.Entry{
			Title:     fmt.Sprintf("Ferry number %d leaves the quay, and comes back before the rain 👩‍🍳", i+1),
			Published: feed.At(panetest.Now().Add(-time.Duration(i) * 10 * time.Hour)),
		})
	}
	return p
}

func (q *quay) Preview(ctx context.Context, ref string) (feed.Preview, error) {
	q.ctx = ctx
	q.asked = append(q.asked, ref)
	if strings.Contains(ref, "dead") {
		return feed.Preview{}, fmt.Errorf("preview: %w", &feed.Failure{Kind: feed.FailedNoHost})
	}
	return q.preview, ctx.Err()
}

func (q *quay) Follow(_ context.Context, ref string, force bool) (feed.Source, feed.Outcome, error) {
	q.followed = append(q.followed, fmt.Sprint(ref, " ", force))
	return feed.Source{ID: 7, Title: "Harbour Courier"}, feed.Outcome{New: 42}, q.err
}

func adding(t *testing.T, q *quay, ref string) *panetest.Desk {
	t.Helper()
	return lay(t, text.English, 80, 24, func(env *pane.Env) Overlay { return NewAdd(env, q, ref) })
}

// Typed, looked at after a pause, followed with enter.
func TestAdd(t *testing.T) {
	q := &quay{preview: harbour()}
	d := adding(t, q, "")
	d.Type("harb")
	d.Wait()
	if len(q.asked) > 0 {
		t.Errorf("asked for %v", q.asked)
	}
	d.Type("our.example")
	d.Wait()
	if !slices.Equal(q.asked, []string{"harbour.example"}) {
		t.Errorf("asked for %v", q.asked)
	}
	d.Shows("Harbour Courier", "feed · 42 articles · 41 KB", "Ferry number 5", "enter follows")
	d.Press("enter")
	if !slices.Equal(q.followed, []string{"https://harbour.example/feed.xml false"}) {
		t.Errorf("followed %v", q.followed)
	}
	added := panetest.Sent[pane.SourceAdded](d)
	if len(added) != 1 || added[0].Source.ID != 7 || !strings.Contains(added[0].Said, "42") || !closed(d) {
		t.Errorf("sent %+v", d.Sent)
	}
}

func TestAddPasted(t *testing.T) {
	q := &quay{preview: harbour()}
	d := adding(t, q, "")
	d.Tell(tea.PasteMsg{Content: " https://harbour.example/ \n"})
	d.Shows("Harbour Courier")
	if !slices.Equal(q.asked, []string{"https://harbour.example/"}) {
		t.Errorf("asked for %v", q.asked)
	}
}

// What can't be read now can be followed all the same, on purpose.
func TestAddDead(t *testing.T) {
	for _, key := range []string{"enter", "ctrl+f"} {
		q := &quay{preview: harbour()}
		d := adding(t, q, "dead.example")
		d.Shows("dead.example", "enter again")
		d.Press(key)
		if !slices.Equal(q.followed, []string{"dead.example true"}) || !closed(d) {
			t.Errorf("%s: followed %v", key, q.followed)
		}
	}
	q := &quay{preview: harbour()}
	d := adding(t, q, "dead.example")
	d.Press("ctrl+u")
	d.Lacks("enter again")
	d.Press("ctrl+f", "enter")
	if len(q.followed) > 0 {
		t.Errorf("followed %v", q.followed)
	}
}

func TestAddFollowedAlready(t *testing.T) {
	q := &quay{preview: harbour(), err: fmt.Errorf("follow: %w", feed.ErrFollowed)}
	q.preview.Followed = true
	d := adding(t, q, "harbour.example")
	d.Shows("You follow it already")
	d.Press("enter")
	if got := panetest.Sent[pane.ShowHeadlines](d); len(got) != 1 || got[0].Source.ID != 7 {
		t.Errorf("sent %+v", d.Sent)
	}
}

func TestAddFails(t *testing.T) {
	q := &quay{preview: harbour(), err: errors.New("no")}
	d := adding(t, q, "harbour.example")
	d.Press("enter")
	if closed(d) || len(panetest.Sent[pane.SourceAdded](d)) > 0 {
		t.Errorf("sent %+v", d.Sent)
	}
	d.Lacks("enter follows")
}

// A page with several feeds: one of them is chosen.
func TestAddCandidates(t *testing.T) {
	q := &quay{preview: harbour()}
	q.preview.Candidates = []feed.Candidate{
		{URL: "https://harbour.example/feed.xml", Title: "Articles"}, {URL: "https://harbour.example/comments.xml", Title: "Comments"},
	}
	d := adding(t, q, "harbour.example")
	d.Shows("2 feeds", "▌   Articles", "Comments")
	q.preview.Address = "https://harbour.example/comments.xml"
	q.preview.Candidates = nil
	d.Press("down")
	d.Shows("▌   Comments", "Articles")
	d.Press("down", "up", "down", "enter")
	if !slices.Equal(q.followed, []string{"https://harbour.example/comments.xml false"}) {
		t.Errorf("followed %v", q.followed)
	}
	if !slices.Equal(q.asked, []string{"harbour.example", "https://harbour.example/comments.xml"}) {
		t.Errorf("asked for %v", q.asked)
	}
}

// Keys never wait: while an address is looked at another can be typed, and the
// first one's answer is dropped.
func TestAddIsNotHeldUp(t *testing.T) {
	q := &quay{preview: harbour()}
	env := panetest.Env(t, text.English)
	a := NewAdd(env, q, "")
	a.later = func(time.Duration, tea.Msg) tea.Cmd { return nil }
	a.SetSize(80, 24)
	slow := a.lookAt("harbour.example")
	if !strings.Contains(ansi.Strip(a.View()), "Looking at harbour.example") {
		t.Errorf("screen:\n%s", ansi.Strip(a.View()))
	}
	a.Update(panetest.Key("x"))
	late := slow()
	if batch, ok := late.(tea.BatchMsg); ok {
		late = batch[len(batch)-1]()
	}
	a.Update(late)
	if strings.Contains(ansi.Strip(a.View()), "Harbour Courier") || q.ctx.Err() == nil {
		t.Errorf("a past answer is shown:\n%s", ansi.Strip(a.View()))
	}
}

func TestAddLeaves(t *testing.T) {
	d := adding(t, &quay{preview: harbour()}, "harbour.example")
	d.Type("qQ?")
	if closed(d) {
		t.Fatal("a letter closed it")
	}
	d.Press("esc")
	if !closed(d) {
		t.Error("esc does not close it")
	}
}

func TestWholeAddress(t *testing.T) {
	for s, want := range map[string]bool{
		"": false, "h": false, "example": false, "example.": false, "example.o": false, "example.org": true,
		"https://": false, "https://example": false, "https://example.org": true, "http://localhost:8080/feed": true,
		"http://localhost:": false, "localhost:8080": false, "/": false, "/home/": false, "/home/me": true, "~/news": true,
		"two words.org": false, "exemple.fr/à/lire": true,
	} {
		if got := wholeAddress(s); got != want {
			t.Errorf("wholeAddress(%q) = %v", s, got)
		}
	}
}
