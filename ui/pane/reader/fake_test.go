package reader

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"griot/feed"
	"griot/ui/keys"
	"griot/ui/pane"
	"griot/ui/text"
	"griot/ui/theme"
)

// library is a library in memory.
type library struct {
	mu       sync.Mutex
	articles map[feed.ArticleID]feed.Article
	threads  map[feed.ArticleID]feed.Thread
	next     feed.Headline
	fail     error // of marks
	loads    int
}

func (l *library) Article(_ context.Context, id feed.ArticleID) (feed.Article, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.loads++
	a, ok := l.articles[id]
	if !ok {
		return a, fmt.Errorf("article %d: %w", id, feed.ErrNoArticle)
	}
	return a, nil
}

func (l *library) SetPlace(_ context.Context, id feed.ArticleID, at feed.Place) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	a := l.articles[id]
	a.Place = at
	l.articles[id] = a
	return nil
}

func (l *library) Thread(_ context.Context, id feed.ArticleID) (feed.Thread, error) {
	return l.threads[id], nil
}

func (l *library) NextUnread(context.Context, feed.Query, feed.Headline, feed.Direction) (feed.Headline, error) {
	if l.next.ID == 0 {
		return feed.Headline{}, feed.ErrNoArticle
	}
	return l.next, nil
}

func (l *library) Ordinal(context.Context, feed.Query, feed.Headline, int) (feed.Tally, error) {
	return feed.Tally{N: 4}, nil
}

func (l *library) Tally(context.Context, feed.Query, int) (feed.Tally, error) {
	return feed.Tally{N: 312}, nil
}

func (l *library) MarkRead(_ context.Context, ids []feed.ArticleID, read bool, _ feed.VisitID) (feed.Act, error) {
	if l.fail != nil {
		return feed.Act{}, l.fail
	}
	kind := feed.MarkedUnread
	if read {
		kind = feed.MarkedRead
	}
	return feed.Act{Kind: kind, Articles: ids}, nil
}

func (l *library) Star(_ context.Context, ids []feed.ArticleID, on bool) (feed.Act, error) {
	if l.fail != nil {
		return feed.Act{}, l.fail
	}
	return feed.Act{Kind: feed.StarredArticle, Articles: ids}, nil
}

var clock = time.Date(2026, 2, 21, 9, 45, 0, 0, time.UTC)

func environment(t testing.TB, language text.Language) *pane.Env {
	t.Helper()
	bindings, _ := keys.New("default")
	return &pane.Env{
		Ctx: t.Context(), Words: text.New(language, time.UTC), Theme: theme.New(true), Keys: bindings,
		Now: func() time.Time { return clock }, Author: "ada", Width: 80,
	}
}

func newLibrary() *library {
	return &library{
		articles: map[feed.ArticleID]feed.Article{4: summit(), 7: ferry()},
		threads:  map[feed.ArticleID]feed.Thread{7: quay()},
		next:     feed.Headline{ID: 5, Title: "Le fleuve remonte à Mopti, les piroguiers reprennent la ligne"},
	}
}

// desk is a pane with what it sent to the program.
type desk struct {
	t    testing.TB
	p    *Pane
	lib  *library
	sent []tea.Msg
	due  []tea.Msg // what comes when time passes
}

func newDesk(t testing.TB, language text.Language, width, height int) *desk {
	d := &desk{t: t, lib: newLibrary()}
	d.p = New(environment(t, language), d.lib)
	d.p.later = func(_ time.Duration, msg tea.Msg) tea.Cmd {
		d.due = append(d.due, msg)
		return nil
	}
	d.p.SetSize(width, height)
	d.p.Update(pane.Focused{On: true})
	return d
}

// run carries out a command and gives the pane what it answers, until nothing is
// left.
func (d *desk) run(cmd tea.Cmd) {
	d.t.Helper()
	for queue := []tea.Cmd{cmd}; len(queue) > 0; queue = queue[1:] {
		if queue[0] == nil {
			continue
		}
		switch msg := queue[0]().(type) {
		case nil:
		case tea.BatchMsg:
			queue = append(queue, msg...)
		default:
			d.sent = append(d.sent, msg)
			queue = append(queue, d.p.Update(msg))
		}
	}
}

// wait lets the time pass that the pane waits for.
func (d *desk) wait() {
	d.t.Helper()
	due := d.due
	d.due = nil
	for _, msg := range due {
		d.run(d.p.Update(msg))
	}
}

func (d *desk) press(pressed ...string) {
	d.t.Helper()
	for _, k := range pressed {
		d.run(d.p.Update(keyOf(k)))
	}
}

// keyOf makes a key press of its name.
func keyOf(name string) tea.KeyPressMsg {
	special := map[string]tea.KeyPressMsg{
		"enter": {Code: tea.KeyEnter}, "esc": {Code: tea.KeyEscape}, "tab": {Code: tea.KeyTab},
		"shift+tab": {Code: tea.KeyTab, Mod: tea.ModShift}, "space": {Code: tea.KeySpace, Text: " "},
		"pgdown": {Code: tea.KeyPgDown}, "backspace": {Code: tea.KeyBackspace},
		"right": {Code: tea.KeyRight}, "left": {Code: tea.KeyLeft},
		"ctrl+d": {Code: 'd', Mod: tea.ModCtrl}, "ctrl+p": {Code: 'p', Mod: tea.ModCtrl},
	}
	if k, ok := special[name]; ok {
		return k
	}
	r := []rune(name)[0]
	return tea.KeyPressMsg{Code: r, Text: name}
}

func (d *desk) screen() string {
	var lines []string
	for l := range strings.Lines(ansi.Strip(d.p.View())) {
		lines = append(lines, strings.TrimRight(l, " \n"))
	}
	return strings.Join(lines, "\n")
}

func sent[T any](d *desk) (found []T) {
	for _, m := range d.sent {
		if v, ok := m.(T); ok {
			found = append(found, v)
		}
	}
	return found
}

func (d *desk) open(id feed.ArticleID) {
	d.t.Helper()
	d.run(d.p.Show(d.lib.articles[id].Headline, feed.Query{}))
}
