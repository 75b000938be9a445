package reader

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"griot/feed"
	"griot/render"
	"griot/ui/pane"
	"griot/ui/pane/panetest"
	"griot/ui/text"
	"griot/ui/theme"
)

func TestHeadlineStandsThereAtOnce(t *testing.T) {
	d := newDesk(t, text.French, 80, 24)
	cmd := d.p.Show(summit().Headline, feed.Query{})
	d.Shows("À Bamako", "Par Malijet · samedi 21 février 2026 · ")
	d.Lacks("Dix-sept mois")
	d.Run(cmd)
	d.Shows("Dix-sept mois")
}

func TestArticleMadeAheadCostsOneFrame(t *testing.T) {
	d := newDesk(t, text.French, 80, 24)
	d.Run(d.p.Ahead(summit().Headline))
	if cmd := d.p.Ahead(summit().Headline); cmd != nil {
		t.Error("it is made twice")
	}
	d.p.Show(summit().Headline, feed.Query{}) // and no command runs
	d.Shows("À Bamako", "Dix-sept mois")
}

func TestWhatWasMadeAheadIsForgotten(t *testing.T) {
	for name, change := range map[string]func(*desk){
		"article changed": func(d *desk) { d.Run(d.p.Update(pane.ArticlesChanged{Articles: []feed.ArticleID{4}})) },
		"width changed":   func(d *desk) { d.p.SetSize(61, 24) },
		"theme changed": func(d *desk) {
			d.p.env.Theme = theme.New(false)
			d.Run(d.p.Update(pane.Restyled{}))
		},
	} {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t, text.French, 80, 24)
			d.Run(d.p.Ahead(summit().Headline))
			change(d)
			d.p.Show(summit().Headline, feed.Query{})
			d.Lacks("Dix-sept mois")
		})
	}
}

func TestLateResultsAreDropped(t *testing.T) {
	d := newDesk(t, text.French, 80, 24)
	d.lib.articles[8] = long(8, 3000)
	late := d.p.Show(summit().Headline, feed.Query{})
	d.open(8)
	d.Run(late)
	d.Shows("A long one", "Paragraph number 0")
	d.Lacks("Dix-sept mois")
	if got := d.p.tail.thread.Article.ID; got != 0 {
		t.Errorf("it has the thread of article %d", got)
	}
}

func TestResizeKeepsLinesAndPlace(t *testing.T) {
	d := newDesk(t, text.English, 80, 12)
	d.lib.articles[8] = long(8, 60<<10)
	d.open(8)
	d.Press("ctrl+d", "pgdown", "pgdown", "pgdown", "pgdown")
	before := d.p.sheet.flow.Top()
	old := d.Screen()
	d.p.SetSize(50, 12)
	if s := d.Screen(); strings.TrimSpace(s) == "" || !strings.HasPrefix(strings.TrimSpace(old), strings.TrimSpace(s)[:20]) {
		t.Fatalf("the old lines are gone:\n%s", s)
	}
	d.Run(d.p.Update(nil))
	after := d.p.sheet.flow.Top()
	if after.Block != before.Block || d.p.sheet.look.Width != 48 {
		t.Errorf("at %v with width %d, was at %v", after, d.p.sheet.look.Width, before)
	}
	d.p.SetSize(80, 12)
	d.Run(d.p.Update(nil))
	if at := d.p.sheet.flow.Top(); at.Block != before.Block {
		t.Errorf("back at %v, was at %v", at, before)
	}
}

func TestResizesInARowEndAtTheLast(t *testing.T) {
	d := newDesk(t, text.English, 80, 12)
	d.lib.articles[8] = long(8, 60<<10)
	d.open(8)
	var late []tea.Cmd
	for width := 30; width < 90; width += 7 {
		d.p.SetSize(width, 12)
		late = append(late, d.p.Update(nil))
	}
	d.p.SetSize(64, 12)
	d.Run(d.p.Update(nil))
	for _, cmd := range late {
		d.Run(cmd)
	}
	if d.p.sheet.look.Width != 60 || d.p.next != nil {
		t.Errorf("width %d, next %v", d.p.sheet.look.Width, d.p.next)
	}
}

func TestEndOfALongArticle(t *testing.T) {
	d := newDesk(t, text.English, 80, 20)
	d.lib.articles[8] = long(8, 1<<20)
	d.open(8)
	last := d.p.blocks() - 1
	cmd := d.p.Update(panetest.Key("G"))
	d.Shows("Paragraph number 0") // what is there stays until the end is rendered
	d.Run(cmd)
	d.Shows(fmt.Sprintf("Paragraph number %d.", last), "Comments")
	if d.p.Position() != "End" {
		t.Errorf("position %q", d.p.Position())
	}
	rendered := 0
	for _, rows := range d.p.sheet.rows {
		if rows != nil {
			rendered++
		}
	}
	if limit := 2 * (reach + chunkBlocks); rendered > limit {
		t.Errorf("%d blocks are kept, more than %d", rendered, limit)
	}
	d.Press("g")
	d.Shows("A long one", "Paragraph number 0.")
	if d.p.Position() != "Top" {
		t.Errorf("position %q", d.p.Position())
	}
}

func TestScrollingReachesEveryParagraph(t *testing.T) {
	d := newDesk(t, text.English, 80, 20)
	d.lib.articles[8] = long(8, 200<<10)
	d.open(8)
	seen := map[string]bool{}
	percent := -1
	for range 2000 {
		for l := range strings.Lines(d.Screen()) {
			var n int
			if _, err := fmt.Sscanf(strings.TrimSpace(l), "Paragraph number %d.", &n); err == nil {
				seen[fmt.Sprint(n)] = true
			}
		}
		var now int
		if _, err := fmt.Sscanf(d.p.Position(), "%d%%", &now); err == nil {
			if now < percent {
				t.Fatalf("position fell from %d to %d", percent, now)
			}
			percent = now
		}
		if d.p.Position() == "End" {
			break
		}
		d.Press("pgdown")
	}
	if len(seen) != d.p.blocks() {
		t.Errorf("saw %d of %d paragraphs", len(seen), d.p.blocks())
	}
}

// Scrolling faster than rendering owes the rest, and never shows a gap.
func TestScrollingNeverWaits(t *testing.T) {
	d := newDesk(t, text.English, 80, 20)
	d.lib.articles[8] = long(8, 400<<10)
	d.open(8)
	var cmds []tea.Cmd
	for range 150 {
		cmds = append(cmds, d.p.Update(panetest.Key("pgdown")))
		if !d.p.sheet.flow.Filled() {
			t.Fatalf("a gap:\n%s", d.Screen())
		}
	}
	for _, cmd := range cmds {
		d.Run(cmd)
	}
	if !d.p.sheet.flow.Settled() {
		t.Error("it still owes rows")
	}
}

func TestRestyledTextComesAnew(t *testing.T) {
	d := newDesk(t, text.French, 80, 30)
	d.open(4)
	dark := d.p.View()
	d.p.env.Theme = theme.New(false)
	d.Run(d.p.Update(pane.Restyled{}))
	if light := d.p.View(); light == dark || ansi.Strip(light) != ansi.Strip(dark) {
		t.Error("another theme changes the colours alone")
	}
}

func TestFullWidth(t *testing.T) {
	d := newDesk(t, text.English, 160, 20)
	d.lib.articles[8] = long(8, 3000)
	d.open(8)
	if w := d.p.sheet.look.Width; w != 80 {
		t.Errorf("width %d", w)
	}
	d.Press("z")
	if w := d.p.sheet.look.Width; w != 156 || !d.p.Wide() {
		t.Errorf("full width %d", w)
	}
}

func TestReadOn(t *testing.T) {
	d := newDesk(t, text.English, 80, 20)
	d.lib.articles[8] = long(8, 6000)
	d.open(8)
	for range 50 {
		if len(sent[pane.StepArticle](d)) > 0 {
			break
		}
		d.Press("space")
	}
	want := pane.StepArticle{Direction: feed.Forward, Unread: true}
	if got := sent[pane.StepArticle](d); !slices.Contains(got, want) {
		t.Fatalf("sent %v", got)
	}
	d.Shows("space  Le fleuve remonte à Mopti")
}

func TestSteps(t *testing.T) {
	d := newDesk(t, text.English, 80, 20)
	d.open(4)
	d.Press("J", "K", "n", "p", "c", "right", "C")
	want := []pane.StepArticle{
		{Direction: feed.Forward}, {Direction: feed.Backward},
		{Direction: feed.Forward, Unread: true}, {Direction: feed.Backward, Unread: true},
	}
	if got := sent[pane.StepArticle](d); !slices.Equal(got, want) {
		t.Errorf("sent %v", got)
	}
	if got := sent[pane.OpenThread](d); len(got) != 2 || got[0].Article.ID != 4 {
		t.Errorf("threads %v", got)
	}
	if got := sent[pane.ComposeDraft](d); len(got) != 1 || got[0].Draft != (feed.Draft{Article: 4}) {
		t.Errorf("drafts %v", got)
	}
	d.Press("q", "left", "backspace", "esc")
	if got := sent[pane.Back](d); len(got) != 4 {
		t.Errorf("back %v", got)
	}
}

func TestMarksAreShownAtOnce(t *testing.T) {
	d := newDesk(t, text.English, 80, 20)
	d.open(4)
	cmd := d.p.Update(panetest.Key("s"))
	d.Shows("starred")
	d.Run(cmd)
	if got := sent[pane.Did](d); len(got) != 1 || got[0].Act.Kind != feed.StarredArticle {
		t.Errorf("did %v", got)
	}
	d.Press("m")
	if !d.p.Article().Read {
		t.Error("not marked read")
	}
	d.lib.fail = feed.ErrDiskFull
	d.Press("m", "s")
	if h := d.p.Article(); !h.Read || !h.Starred {
		t.Errorf("what could not be stored stays shown: %+v", h)
	}
	if got := sent[pane.Did](d); !errors.Is(got[len(got)-1].Err, feed.ErrDiskFull) {
		t.Errorf("did %v", got)
	}
}

func TestPlaceIsKept(t *testing.T) {
	d := newDesk(t, text.English, 80, 20)
	d.lib.articles[8] = long(8, 60<<10)
	d.open(8)
	d.Press("pgdown", "pgdown")
	if at := d.lib.articles[8].Place; at != (feed.Place{}) {
		t.Errorf("kept before a pause: %v", at)
	}
	d.Wait()
	d.Wait() // it had moved on meanwhile
	at := d.lib.articles[8].Place
	if at.Block == 0 || at.Finished {
		t.Fatalf("kept %v", at)
	}
	d.open(4)
	d.open(8)
	if got := d.p.place(); got != at {
		t.Errorf("opens at %v, want %v", got, at)
	}
	d.Press("G")
	d.open(4)
	if !d.lib.articles[8].Place.Finished {
		t.Error("not finished")
	}
	d.open(8)
	if !d.p.sheet.flow.AtTop() {
		t.Error("a finished article opens at its top")
	}
}

func TestPlaceOfALongArticleIsInItsMiddle(t *testing.T) {
	d := newDesk(t, text.English, 80, 20)
	a := long(8, 1<<20)
	a.Place = feed.Place{Block: 3000, Line: 1}
	d.lib.articles[8] = a
	d.open(8)
	d.Shows("Paragraph number 3001.")
	if got := d.p.place(); got != a.Place {
		t.Errorf("at %v", got)
	}
}

func TestLeavingAndComingAgain(t *testing.T) {
	d := newDesk(t, text.English, 80, 20)
	d.lib.articles[8] = long(8, 20<<10)
	d.open(8)
	d.Press("G")
	d.Run(d.p.Update(pane.Focused{On: false}))
	d.Run(d.p.Update(pane.Focused{On: true}))
	d.open(8)
	if !d.p.sheet.flow.AtTop() {
		t.Error("a finished article opens at its top")
	}
}

func TestBesideTheListNothingIsKept(t *testing.T) {
	d := newDesk(t, text.English, 80, 40)
	d.Run(d.p.Update(pane.Focused{On: false}))
	d.Run(d.p.Beside(summit().Headline, feed.Query{}))
	d.Run(d.p.Beside(ferry().Headline, feed.Query{}))
	if at := d.lib.articles[4].Place; at != (feed.Place{}) {
		t.Errorf("kept %v", at)
	}
}

func TestChangedTextIsShownAtTheSamePlace(t *testing.T) {
	d := newDesk(t, text.English, 80, 20)
	d.lib.articles[8] = long(8, 20<<10)
	d.open(8)
	d.Press("pgdown", "pgdown")
	before := d.p.place()
	a := d.lib.articles[8]
	a.Content = strings.ReplaceAll(a.Content, "river", "stream")
	a.Views = feed.CountOf(12, feed.OriginFeed, panetest.Now())
	d.lib.articles[8] = a
	d.Run(d.p.Update(pane.ArticlesChanged{Articles: []feed.ArticleID{8}}))
	d.Shows("stream")
	d.Lacks("river")
	if at := d.p.place(); at != before {
		t.Errorf("at %v, was at %v", at, before)
	}
	d.Press("g")
	d.Shows("12 views")
}

func TestCommentsUnderTheText(t *testing.T) {
	d := newDesk(t, text.English, 80, 60)
	d.open(4)
	d.Shows("Comments (0)", "Be the first to comment.  C")
	thread := quay()
	thread.Comments = thread.Comments[:2]
	d.lib.threads[4] = thread
	d.Run(d.p.Update(pane.ThreadChanged{Article: 4}))
	d.Shows("Comments (1+1)", "ada  today, 09:02  you")
	d.Lacks("Be the first")
}

func TestContact(t *testing.T) {
	for contact, want := range map[string]string{
		"contact@malijet.example":        "mailto:contact@malijet.example",
		"https://malijet.example/ecrire": "https://malijet.example/ecrire",
		"":                               "https://malijet.example",
	} {
		d := newDesk(t, text.English, 80, 20)
		a := summit()
		a.Contact, a.SourceSite = contact, "https://malijet.example"
		d.lib.articles[4] = a
		d.open(4)
		d.Press("@")
		if got := sent[pane.OpenAddress](d); len(got) != 1 || got[0].URL != want {
			t.Errorf("%q opens %v", contact, got)
		}
	}
}

func TestMinutes(t *testing.T) {
	for html, want := range map[string]int{
		"":                                    0,
		"<p></p>":                             0,
		"<p>Three short words</p>":            1,
		strings.Repeat("word ", 220*3):        3,
		strings.Repeat("<b>word</b> ", 220*5): 5,
		strings.Repeat("字", 900):              2,
	} {
		if got := minutes(html); got != want {
			t.Errorf("minutes(%.20q) = %d, want %d", html, got, want)
		}
	}
}

func TestSignature(t *testing.T) {
	d := newDesk(t, text.French, 80, 40)
	d.open(4)
	if !strings.Contains(d.p.View(), d.p.env.Theme.Dim.Render("Z. T./Malijet")) {
		t.Error("the signature is not dim")
	}
	for line, want := range map[string]bool{
		"Z. T./Malijet": true, "A.K. / Malijet": true, "Rédaction/Mali24": true, "Mohamed ould Ag/L’Essor": true, "B. Diarra et M. Keïta / Le Pays": true,
		"Oui/non": false, "He said yes/no": false, "https://example.org/a": false, "Fin.": false, "N/": false, "Cours : 12/24": false,
		"This sentence ends with one/Two": false,
	} {
		if got := signature([]render.Line{{Text: line}}); got != want {
			t.Errorf("signature(%q) = %v", line, got)
		}
	}
}
