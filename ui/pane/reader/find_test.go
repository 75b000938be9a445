package reader

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"

	"griot/feed"
	"griot/ui/keys"
	"griot/ui/pane"
	"griot/ui/pane/panetest"
	"griot/ui/text"
)

func TestFind(t *testing.T) {
	d := newDesk(t, text.French, 60, 12)
	d.open(4)
	d.Press("/")
	if !d.p.Typing() || d.p.Place() != keys.Prompt {
		t.Fatal("letters are not text")
	}
	d.Type("confederation")
	d.Shows("/ confederation", "1/3")
	if !strings.Contains(d.p.View(), d.p.env.Theme.Accent.Reverse(true).Render("Confédération")) {
		t.Errorf("the match is not marked:\n%q", d.p.View())
	}
	d.Press("enter")
	if d.p.Typing() {
		t.Fatal("letters are still text")
	}
	for _, step := range []struct{ key, want string }{
		{"n", "2/3"}, {"n", "3/3"}, {"n", "1/3"}, {"N", "3/3"},
	} {
		d.Press(step.key)
		if got := d.p.Position(); !strings.HasPrefix(got, step.want+" · ") {
			t.Errorf("%s: position %q, want %s", step.key, got, step.want)
		}
	}
	d.Press("esc")
	if strings.Contains(d.p.Position(), "/") || len(sent[pane.Back](d)) != 0 {
		t.Errorf("esc does not clear the search: %q", d.p.Position())
	}
	d.Press("esc")
	if len(sent[pane.Back](d)) != 1 {
		t.Error("esc does not go back")
	}
}

func TestFindAcrossRowsAndInWhatIsNotRendered(t *testing.T) {
	d := newDesk(t, text.English, 40, 12)
	a := long(8, 200<<10)
	a.Content = strings.Replace(a.Content, "Paragraph number 800.", "Here, in a sentence that is long enough to break, hides the needle.", 1)
	d.lib.articles[8] = a
	d.open(8)
	d.Press("/")
	d.Run(d.p.Update(tea.PasteMsg{Content: "LONG ENOUGH to break, hides\n"}))
	d.Press("enter")
	if got := d.p.Position(); !strings.HasPrefix(got, "1/1 · ") {
		t.Errorf("position %q", got)
	}
	d.Shows("sentence that is")
}

func TestFindCountsWhatIsNotRendered(t *testing.T) {
	d := newDesk(t, text.English, 40, 12)
	d.lib.articles[8] = long(8, 100<<10)
	d.open(8)
	d.Press("/")
	d.Run(d.p.Update(tea.PasteMsg{Content: "paragraph number"}))
	want := fmt.Sprintf("1/%s", d.p.env.Words.Number(int64(d.p.blocks())))
	d.Press("enter")
	if got := d.p.Position(); !strings.HasPrefix(got, want) {
		t.Errorf("position %q, want %s", got, want)
	}
	d.p.SetSize(80, 12)
	d.Run(d.p.Update(nil))
	if got := d.p.Position(); !strings.HasPrefix(got, want) {
		t.Errorf("after a resize: position %q, want %s", got, want)
	}
}

func TestFindNothing(t *testing.T) {
	d := newDesk(t, text.English, 60, 12)
	d.open(4)
	d.Press("/")
	d.Type("zebra")
	d.Shows("not found")
	d.Press("enter", "n")
	if got := sent[pane.Say](d); len(got) != 1 || !strings.Contains(got[0].Text, "zebra") {
		t.Errorf("said %v", got)
	}
	d.Press("/", "enter")
	if d.p.find.state != findOff {
		t.Error("no words leave a search")
	}
}

func TestCancelledFindGoesBackToWhereItBegan(t *testing.T) {
	d := newDesk(t, text.English, 60, 12)
	d.lib.articles[8] = long(8, 30<<10)
	d.open(8)
	d.Press("/")
	d.Type("number 50.")
	if d.p.sheet.flow.AtTop() {
		t.Fatal("it did not go there")
	}
	d.Press("esc")
	if !d.p.sheet.flow.AtTop() {
		t.Error("it did not come back")
	}
}

func TestLateMatchesAreDropped(t *testing.T) {
	d := newDesk(t, text.French, 60, 12)
	d.open(4)
	d.Press("/")
	late := d.p.Update(panetest.Key("e"))
	d.Press("z", "z")
	d.Run(late)
	if n := len(d.p.find.matches); n != 0 {
		t.Errorf("%d matches of what was typed before", n)
	}
}

func TestMatches(t *testing.T) {
	for _, c := range []struct {
		needle string
		rows   []string
		want   string
	}{
		{"été", []string{"L’ÉTÉ et l’ete"}, "[{0 [{0 2 5}]} {0 [{0 11 14}]}]"},
		{"l'été", []string{"L’été"}, "[{0 [{0 0 5}]}]"},
		{"coeur", []string{"un cœur"}, "[{0 [{0 3 7}]}]"},
		{"b c", []string{"a b", "  c d"}, "[{0 [{0 2 3} {1 2 3}]}]"},
		{"日本", []string{"x 日本語"}, "[{0 [{0 2 6}]}]"},
		{"e", []string{"\x1b[1me\x1b[0m"}, "[{0 [{0 0 1}]}]"},
		{"1 953", []string{"1\u202f953 vues"}, "[{0 [{0 0 5}]}]"},
		{"aa", []string{"aaa"}, "[{0 [{0 0 2}]}]"},
		{"  ", []string{"a b"}, "[]"},
	} {
		if got := fmt.Sprint(needleOf(c.needle).in(0, c.rows)); got != c.want {
			t.Errorf("%q in %q: %s, want %s", c.needle, c.rows, got, c.want)
		}
	}
}

// What is found lies within the row that it was found in.
func FuzzMatches(f *testing.F) {
	f.Add("été", "L’ÉTÉ\net\u0301e\u0301 \U0001F468\u200d\U0001F469\u200d\U0001F467")
	f.Add("b c", "a b\n  c")
	f.Add("\u0301", "\u0301e\u0301")
	f.Fuzz(func(t *testing.T, sought, body string) {
		if !utf8.ValidString(sought) || len(body) > 4096 {
			return
		}
		rows := strings.Split(body, "\n")
		for _, m := range needleOf(sought).in(3, rows) {
			if m.block != 3 || len(m.parts) == 0 {
				t.Fatalf("match %v", m)
			}
			for _, p := range m.parts {
				if p.row < 0 || p.row >= len(rows) || p.from > p.to || p.from < 0 {
					t.Fatalf("part %v of %q", p, rows)
				}
			}
		}
	})
}

func TestLinksByNumber(t *testing.T) {
	d := newDesk(t, text.English, 80, 30)
	d.open(7)
	opened := func() string {
		var urls []string
		for _, o := range sent[pane.OpenAddress](d) {
			urls = append(urls, o.URL)
		}
		d.Sent = nil
		return strings.Join(urls, " ")
	}
	d.Press("2", "enter")
	if got := opened(); got != "https://courier.example/fares" {
		t.Errorf("2 enter opens %q", got)
	}
	d.Press("3")
	if d.p.Position() != "link 3" {
		t.Errorf("position %q", d.p.Position())
	}
	d.Wait()
	if got := opened(); got != "https://courier.example/sound/ferry.mp3" {
		t.Errorf("3 and a pause open %q", got)
	}
	d.Press("9", "enter")
	if got := sent[pane.Say](d); len(got) != 1 || opened() != "" {
		t.Errorf("9 says %v", got)
	}
	d.Press("1", "esc")
	d.Wait()
	if got := opened(); got != "" {
		t.Errorf("esc does not forget the number: %q", got)
	}
	d.Press("1", "j", "enter")
	d.Wait()
	if got := opened(); got != "" {
		t.Errorf("another key does not forget the number: %q", got)
	}
}

func TestAmbiguousNumberWaitsForEnter(t *testing.T) {
	d := newDesk(t, text.English, 80, 30)
	d.lib.articles[8] = long(8, 30<<10) // more than ten links
	d.open(8)
	d.Press("1")
	d.Wait()
	if got := sent[pane.OpenAddress](d); len(got) != 0 {
		t.Fatalf("1 could become 10, and opens %v", got)
	}
	d.Press("2")
	d.Wait()
	if got := sent[pane.OpenAddress](d); len(got) != 1 || got[0].URL != "https://example.org/110" {
		t.Errorf("12 opens %v", got)
	}
}

func TestSteppingThroughLinks(t *testing.T) {
	d := newDesk(t, text.English, 80, 12)
	d.open(7)
	d.Press("tab", "tab")
	if c := d.p.Cursor(); c.X != 54 || c.Y != 4 {
		t.Errorf("cursor at %d,%d:\n%s", c.X, c.Y, d.Screen())
	}
	if !strings.Contains(d.p.View(), d.p.env.Theme.Match.Render("fares\u00a0[2]")) {
		t.Errorf("the link is not marked: %q", d.p.View())
	}
	d.Press("y", "enter")
	if got := sent[pane.CopyText](d); len(got) != 1 || got[0].Text != "https://courier.example/fares" {
		t.Errorf("copied %v", got)
	}
	if got := sent[pane.OpenAddress](d); len(got) != 1 || got[0].URL != "https://courier.example/fares" {
		t.Errorf("opened %v", got)
	}
	d.Press("tab")
	d.Shows("ferry.mp3 [3]")
	d.Press("tab")
	d.Shows("https://courier.example/ferry")
	d.Press("shift+tab", "shift+tab", "enter")
	if got := sent[pane.OpenAddress](d); len(got) != 2 || got[1].URL != "https://courier.example/fares" {
		t.Errorf("opened %v", got)
	}
}

// A link whose block is not rendered yet is on the screen once it is.
func TestSteppingToALinkFarAway(t *testing.T) {
	d := newDesk(t, text.English, 50, 10)
	d.lib.articles[8] = long(8, 1<<20)
	d.open(8)
	for range 60 {
		d.Press("tab")
	}
	n := d.p.links.at
	d.Shows(fmt.Sprintf("See stone %d", n*10))
	d.Press("g", "shift+tab")
	if d.p.links.at == n-1 {
		t.Error("it steps from what is seen, not from a link far away")
	}
}

func TestMenuOfLinks(t *testing.T) {
	d := newDesk(t, text.English, 80, 30)
	d.open(7)
	d.Press("#")
	got := sent[pane.ShowLinks](d)
	if len(got) != 1 || len(got[0].Choices) != 4 {
		t.Fatalf("choices %v", got)
	}
	c := got[0].Choices[1]
	if c.Key != "2" || c.Label != "fares" || c.Copy != "https://courier.example/fares" || c.Pick != (pane.OpenAddress{URL: c.Copy}) {
		t.Errorf("choice %+v", c)
	}
	d.lib.articles[8] = feed.Article{Headline: feed.Headline{ID: 8, Title: "Bare"}, Content: "<p>No way out.</p>"}
	d.open(8)
	d.Sent = nil
	d.Press("#", "tab", "o", "y")
	if got := sent[pane.Say](d); len(got) != 4 {
		t.Errorf("said %v", got)
	}
}

func TestMouse(t *testing.T) {
	d := newDesk(t, text.English, 80, 40)
	d.open(7)
	find := func(words string) (x, y int) {
		for i, l := range strings.Split(d.Screen(), "\n") {
			if before, _, ok := strings.Cut(l, words); ok {
				return utf8.RuneCountInString(before), i
			}
		}
		t.Fatalf("no %q", words)
		return 0, 0
	}
	click := func(words string) {
		x, y := find(words)
		d.Run(d.p.Update(tea.MouseClickMsg{X: x, Y: y, Button: tea.MouseLeft}))
	}
	click("fares")
	click("Le fleuve remonte")
	click("29 more")
	click("My grandmother")
	click("Nobody on the islands")
	if got := sent[pane.OpenAddress](d); len(got) != 1 || got[0].URL != "https://courier.example/fares" {
		t.Errorf("opened %v", got)
	}
	if got := sent[pane.StepArticle](d); len(got) != 1 {
		t.Errorf("stepped %v", got)
	}
	if got := sent[pane.OpenThread](d); len(got) != 2 {
		t.Errorf("threads %v", got)
	}
	d.p.SetSize(80, 10)
	d.Run(d.p.Update(tea.MouseWheelMsg{Button: tea.MouseWheelDown}))
	if top := d.p.sheet.flow.Top(); top.Row != 3 && top.Block == 0 {
		t.Errorf("the wheel scrolls to %v", top)
	}
}
