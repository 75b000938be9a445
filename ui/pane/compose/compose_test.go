package compose

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/exp/golden"

	"griot/feed"
	"griot/ui/keys"
	"griot/ui/pane"
	"griot/ui/pane/panetest"
	"griot/ui/text"
	"griot/ui/theme"
)

// library is a library in memory.
type library struct {
	mu     sync.Mutex
	drafts map[slot]feed.Draft
	saved  []feed.Draft
	author string
	err    error
}

func (l *library) SaveDraft(_ context.Context, d feed.Draft) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.err != nil {
		return l.err
	}
	l.drafts[slotOf(d)] = d
	return nil
}

func (l *library) Drafts(_ context.Context, article feed.ArticleID) (found []feed.Draft, err error) {
	for _, d := range l.drafts {
		if d.Article == article {
			found = append(found, d)
		}
	}
	return found, nil
}

func (l *library) DropDraft(_ context.Context, d feed.Draft) error {
	if l.err != nil {
		return l.err
	}
	delete(l.drafts, slotOf(d))
	return nil
}

func (l *library) SaveComment(_ context.Context, d feed.Draft, author string) (feed.Comment, feed.Act, error) {
	if l.err != nil {
		return feed.Comment{}, feed.Act{}, l.err
	}
	l.saved, l.author = append(l.saved, d), author
	delete(l.drafts, slotOf(d))
	kind := feed.WroteComment
	if d.Editing != 0 {
		kind = feed.EditedComment
	}
	return feed.Comment{ID: 50, Article: d.Article, Body: d.Body, Own: true}, feed.Act{Kind: kind, Comment: 50}, nil
}

func ferry() feed.Headline {
	return feed.Headline{ID: 7, SourceLabel: "Malijet", Title: "Ferry line to the islands reopens after two winters"}
}

func onFerry() pane.ComposeDraft { return pane.ComposeDraft{Article: ferry()} }

func reply() pane.ComposeDraft {
	return pane.ComposeDraft{
		Article: ferry(), Draft: feed.Draft{Article: 7, ReplyTo: 3},
		Parent: feed.Comment{ID: 3, Author: "Brahim K.", Body: "<p>My grandmother took the <b>last</b> one &amp; she will take this one too.</p>" + strings.Repeat("<p>And another word about it, and one more for good measure.</p>", 12)},
	}
}

// desk is a box on its desk.
type desk struct {
	panetest.Desk
	p   *Pane
	lib *library
}

func newDesk(t testing.TB, language text.Language, width, height int) *desk {
	d := &desk{lib: &library{drafts: map[slot]feed.Draft{}}}
	d.p = New(panetest.Env(t, language), d.lib)
	d.p.later = d.Later
	d.T, d.Pane, d.Env = t, d.p, d.p.env
	d.p.SetSize(width, height)
	return d
}

func sent[T any](d *desk) []T { return panetest.Sent[T](&d.Desk) }

func (d *desk) holds(want string) {
	d.T.Helper()
	if got := d.p.text(); got != want {
		d.T.Fatalf("the box holds %q, want %q", got, want)
	}
}

func (d *desk) stored(want string) {
	d.T.Helper()
	if got := d.lib.drafts[slot{article: 7}].Body; got != want {
		d.T.Fatalf("the draft is %q, want %q", got, want)
	}
}

func TestScreens(t *testing.T) {
	for _, language := range text.Languages() {
		for _, width := range []int{40, 80, 120} {
			t.Run(fmt.Sprintf("new-%s-%d", language.Code(), width), func(t *testing.T) {
				d := newDesk(t, language, width, 14)
				d.Tell(onFerry())
				golden.RequireEqual(t, d.Golden())
			})
			t.Run(fmt.Sprintf("reply-%s-%d", language.Code(), width), func(t *testing.T) {
				d := newDesk(t, language, width, 22)
				d.Tell(reply())
				d.Type("She will *love* the goats.")
				d.Wait()
				golden.RequireEqual(t, d.Golden())
			})
			t.Run(fmt.Sprintf("preview-%s-%d", language.Code(), width), func(t *testing.T) {
				d := newDesk(t, language, width, 14)
				d.Tell(onFerry())
				d.Tell(tea.PasteMsg{Content: "## Goats\n\n- one\n- two, *at most*"})
				d.Press("ctrl+p")
				golden.RequireEqual(t, d.Golden())
			})
		}
	}
}

func TestViewKeepsItsSize(t *testing.T) {
	d := newDesk(t, text.French, 80, 24)
	d.Tell(reply())
	d.Tell(tea.PasteMsg{Content: strings.Repeat("日本語 text with 🐐 and more\n", 30)})
	for width, height := range panetest.Sizes {
		d.p.SetSize(width, height)
		d.KeepsSize(width, height, "writing")
		d.Press("ctrl+p")
		d.KeepsSize(width, height, "preview")
		d.Press("ctrl+p")
	}
}

func TestKeysRightAfterLandInTheBox(t *testing.T) {
	d := newDesk(t, text.English, 80, 20)
	cmd := d.p.Update(onFerry()) // its command has not run yet
	d.Type("Hello")
	d.Run(cmd)
	d.holds("Hello")
	c := d.p.Cursor()
	if c == nil || !strings.HasPrefix(strings.Split(d.Screen(), "\n")[c.Y], "  │ Hello") || c.X != len("  | Hello") {
		t.Errorf("cursor %+v in\n%s", c, d.Screen())
	}
}

func TestStoredDraftEntersAnUntouchedBox(t *testing.T) {
	d := newDesk(t, text.English, 80, 20)
	d.lib.drafts[slot{article: 7}] = feed.Draft{Article: 7, Body: "Yesterday’s words", Saved: panetest.Now().Add(-24 * time.Hour)}
	d.lib.drafts[slot{article: 7, replyTo: 3}] = feed.Draft{Article: 7, ReplyTo: 3, Body: "To another"}
	d.Tell(onFerry())
	d.holds("Yesterday’s words")
	d.Shows("your draft from yesterday, 09:45")
	d.Type("!")
	d.holds("Yesterday’s words!")
}

func TestStoredDraftStaysOutOfATouchedBox(t *testing.T) {
	d := newDesk(t, text.English, 80, 20)
	d.lib.drafts[slot{article: 7}] = feed.Draft{Article: 7, Body: "Yesterday’s words"}
	cmd := d.p.Update(onFerry())
	d.Type("New")
	d.Run(cmd)
	d.holds("New")
	d.Shows("An earlier draft is kept")
	d.Wait()
	d.stored("New\n\nYesterday’s words") // nothing of it is lost
	d.Press("ctrl+s")
	if len(d.lib.saved) != 1 || d.lib.saved[0].Body != "New" {
		t.Fatalf("saved %+v", d.lib.saved)
	}
	d.stored("Yesterday’s words")
	d.Tell(onFerry())
	d.holds("Yesterday’s words")
}

func TestDraftIsKeptAtEveryPause(t *testing.T) {
	d := newDesk(t, text.English, 80, 20)
	d.Tell(onFerry())
	d.Type("One")
	d.stored("")
	d.Wait()
	d.stored("One")
	d.Shows("draft kept 09:45")
	d.Type(" two")
	d.Wait()
	d.stored("One two")
	d.Press("ctrl+u")
	d.Wait()
	if _, there := d.lib.drafts[slot{article: 7}]; there {
		t.Error("an empty draft is kept")
	}
}

// A store that is slow with the first draft must not put it over the second.
func TestLateDraftDoesNotReplaceALaterOne(t *testing.T) {
	d := newDesk(t, text.English, 80, 20)
	d.Tell(onFerry())
	d.Type("One")
	first := d.p.keep()
	d.Type(" two")
	second := d.p.keep()
	d.Run(second)
	d.Run(first)
	d.stored("One two")
	d.Type(" three")
	late := d.p.keep()
	d.Press("ctrl+s")
	d.Run(late)
	if _, there := d.lib.drafts[slot{article: 7}]; there {
		t.Error("the draft of a saved comment came back")
	}
}

func TestEscKeepsTheDraftAndASecondOneLeaves(t *testing.T) {
	d := newDesk(t, text.English, 80, 20)
	d.Tell(onFerry())
	d.Type("One")
	d.Press("esc")
	d.stored("One")
	d.Shows("Draft kept.")
	if len(sent[pane.Back](d)) != 0 {
		t.Fatal("it left at the first esc")
	}
	d.Press("x", "esc")
	if len(sent[pane.Back](d)) != 0 {
		t.Fatal("a key between is forgotten")
	}
	d.stored("Onex")
	d.Press("esc")
	if len(sent[pane.Back](d)) != 1 {
		t.Error("it did not leave")
	}
	d.Tell(onFerry())
	d.holds("Onex")
}

func TestEscLeavesAnEmptyBoxAtOnce(t *testing.T) {
	for name, open := range map[string]pane.ComposeDraft{
		"new":            onFerry(),
		"unchanged edit": {Article: ferry(), Draft: feed.Draft{Editing: 9, Body: "As it was"}},
	} {
		d := newDesk(t, text.English, 80, 20)
		d.Tell(open)
		d.Press("esc")
		if len(sent[pane.Back](d)) != 1 || len(d.lib.drafts) != 0 {
			t.Errorf("%s: back %v, drafts %v", name, sent[pane.Back](d), d.lib.drafts)
		}
	}
}

func TestSave(t *testing.T) {
	d := newDesk(t, text.English, 80, 20)
	d.Tell(reply())
	d.Type("Yes.")
	d.Wait()
	d.Press("ctrl+s")
	if len(d.lib.saved) != 1 || d.lib.saved[0].ReplyTo != 3 || d.lib.saved[0].Body != "Yes." || d.lib.author != "ada" {
		t.Fatalf("saved %+v by %q", d.lib.saved, d.lib.author)
	}
	if len(d.lib.drafts) != 0 {
		t.Errorf("drafts %v", d.lib.drafts)
	}
	var order []string
	for _, m := range d.Sent {
		switch m.(type) {
		case pane.CommentSaved, pane.Did, pane.Back:
			order = append(order, fmt.Sprintf("%T", m))
		}
	}
	if got := strings.Join(order, " "); got != "pane.CommentSaved pane.Did pane.Back" {
		t.Errorf("sent %s", got)
	}
}

func TestEdit(t *testing.T) {
	d := newDesk(t, text.English, 80, 20)
	d.Tell(pane.ComposeDraft{Article: ferry(), Draft: feed.Draft{Editing: 9, Body: "As it was"}})
	d.holds("As it was")
	d.Type("!")
	d.Press("ctrl+s")
	if len(d.lib.saved) != 1 || d.lib.saved[0].Editing != 9 || d.lib.saved[0].Body != "As it was!" {
		t.Errorf("saved %+v", d.lib.saved)
	}
}

func TestNothingIsNotSaved(t *testing.T) {
	d := newDesk(t, text.English, 80, 20)
	d.Tell(onFerry())
	d.Press("space", "enter", "ctrl+s")
	if len(d.lib.saved) != 0 {
		t.Error("blanks were saved")
	}
	d.Shows("Nothing is written yet.")
}

func TestFailedSaveKeepsTheText(t *testing.T) {
	d := newDesk(t, text.English, 80, 20)
	d.Tell(onFerry())
	d.Type("Precious")
	d.lib.err = feed.ErrDiskFull
	d.Press("ctrl+s")
	d.holds("Precious")
	d.Shows("Not saved; your text is still here.")
	if len(sent[pane.Back](d)) != 0 {
		t.Fatal("it left")
	}
	d.Wait()
	d.Shows("The draft is not kept.")
	d.Press("esc", "esc")
	d.lib.err = nil
	d.Tell(onFerry())
	d.holds("Precious") // although the store never had it
	d.Press("ctrl+s")
	if len(d.lib.saved) != 1 {
		t.Error("not saved in the end")
	}
}

func TestLeavingKeepsTheDraft(t *testing.T) {
	d := newDesk(t, text.English, 80, 20)
	d.Tell(onFerry())
	d.Type("Half a")
	d.Tell(pane.Leaving{})
	d.stored("Half a")
}

func TestEveryLetterIsALetter(t *testing.T) {
	d := newDesk(t, text.English, 80, 20)
	d.Tell(onFerry())
	d.Type("q?jJ!Qu:/é日")
	d.holds("q?jJ!Qu:/é日")
	if !d.p.Typing() || d.p.Place() != keys.Compose {
		t.Error("letters are keys")
	}
}

func TestPaste(t *testing.T) {
	d := newDesk(t, text.English, 80, 20)
	d.Tell(onFerry())
	d.Tell(tea.PasteMsg{Content: "é\x1b[31m\x07\u202e日本\r\nand \xff"})
	d.holds("é日本\nand ")
	d.Press("ctrl+u", "ctrl+u", "ctrl+u", "ctrl+u")
	d.Tell(tea.PasteMsg{Content: strings.Repeat("日", 1<<20/3)})
	if n := utf8.RuneCountInString(d.p.text()); n != limit {
		t.Errorf("%d characters", n)
	}
	d.Shows("Cut: a comment has at most 20,000 characters.")
	if got := d.p.Position(); got != "20,000 of 20,000 characters" {
		t.Errorf("position %q", got)
	}
	d.Type("x")
	d.Shows("A comment has at most 20,000 characters.")
	d.Wait()
	if n := utf8.RuneCountInString(d.lib.drafts[slot{article: 7}].Body); n != limit {
		t.Errorf("%d characters are kept", n)
	}
}

func TestAPasteOfTooManyLinesIsCutAndTold(t *testing.T) {
	d := newDesk(t, text.English, 80, 20)
	d.Tell(onFerry())
	d.Type("first")
	d.Tell(tea.PasteMsg{Content: strings.Repeat("\n", feed.MostCommentLines+500) + "last"})
	d.Shows("Cut: a comment has at most 10,000 lines.")
	if got := strings.Count(d.p.text(), "\n") + 1; got != feed.MostCommentLines {
		t.Errorf("%d lines", got)
	}
}

func TestPreviewIsLeftByALetter(t *testing.T) {
	d := newDesk(t, text.English, 80, 14)
	d.Tell(onFerry())
	d.Type("*so*")
	d.Press("ctrl+p")
	d.Lacks("*so*")
	if d.p.Cursor() != nil {
		t.Error("a cursor in the preview")
	}
	d.Type("x")
	d.holds("*so*x")
	d.Shows("*so*x")
	d.Press("ctrl+p", "esc")
	d.Shows("*so*x")
	if len(sent[pane.Back](d)) != 0 {
		t.Error("esc in the preview leaves the box")
	}
}

func TestLongPreviewScrolls(t *testing.T) {
	d := newDesk(t, text.English, 80, 12)
	d.Tell(onFerry())
	var b strings.Builder
	for i := range 40 {
		fmt.Fprintf(&b, "Paragraph %d.\n\n", i)
	}
	d.Tell(tea.PasteMsg{Content: b.String()})
	d.Press("ctrl+p")
	d.Shows("Paragraph 0.")
	for range 30 {
		d.Press("pgdown")
	}
	d.Shows("Paragraph 39.")
	d.Press("up", "pgup")
	d.Lacks("Paragraph 39.")
	d.Tell(tea.MouseWheelMsg{Button: tea.MouseWheelUp})
}

// write is an editor that writes text into its file.
func (d *desk) write(text string, err error) (file *string) {
	file = new(string)
	d.p.execute = func(cmd *exec.Cmd, done tea.ExecCallback) tea.Cmd {
		return func() tea.Msg {
			*file = cmd.Args[len(cmd.Args)-1]
			info, failed := os.Stat(*file)
			if failed != nil || info.Mode().Perm() != 0o600 {
				d.T.Errorf("the editor's file: %v, %v", info, failed)
			}
			if before, failed := os.ReadFile(*file); failed != nil || string(before) != "Begun" {
				d.T.Errorf("the editor reads %q, %v", before, failed)
			}
			if failed := os.WriteFile(*file, []byte(text), 0o600); failed != nil {
				d.T.Error(failed)
			}
			return done(err)
		}
	}
	return file
}

func TestEditor(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	d := newDesk(t, text.English, 80, 20)
	d.p.env.Editor = "emacs -nw"
	d.Tell(onFerry())
	d.Type("Begun")
	file := d.write("Begun and\r\nended \x1b[2J.\n\n", nil)
	d.Press("ctrl+o")
	d.holds("Begun and\nended .")
	d.stored("Begun and\nended .")
	if _, err := os.Stat(*file); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the file is still there: %v", err)
	}
	if filepath.Ext(*file) != ".md" {
		t.Errorf("the editor can't know what it is: %s", *file)
	}
}

func TestEditorThatFails(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	d := newDesk(t, text.English, 80, 20)
	d.p.env.Editor = "ed"
	d.Tell(onFerry())
	d.Type("Begun")
	file := d.write("ruined", errors.New("exit status 1"))
	d.Press("ctrl+o")
	d.holds("Begun")
	d.Shows("ed did not end well; what it wrote is in " + filepath.Dir(*file)[:20])
	if b, err := os.ReadFile(*file); string(b) != "ruined" {
		t.Errorf("what it wrote is %q, %v", b, err)
	}
	file = d.write("Begun", errors.New("not found"))
	d.Press("ctrl+o")
	d.Shows("ed did not end well; the text is as it was.")
	if _, err := os.Stat(*file); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the file is still there: %v", err)
	}
	d.p.env.Editor = ""
	d.Press("ctrl+o")
	d.Shows("No editor is set")
}

// Of a text that is too long all is kept, in the editor's file.
func TestEditorThatBringsTooMuch(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	d := newDesk(t, text.English, 120, 20)
	d.p.env.Editor = "ed"
	d.Tell(onFerry())
	d.Type("Begun")
	for _, long := range []string{strings.Repeat("x", limit) + "y", strings.Repeat("z", 10*limit)} {
		file := d.write(long, nil)
		d.Press("ctrl+o")
		d.holds(long[:limit])
		d.Shows("Cut; all of it is in " + filepath.Dir(*file))
		if b, err := os.ReadFile(*file); string(b) != long {
			t.Errorf("%d bytes are kept, %v", len(b), err)
		}
		d.p.fill("Begun")
	}
}

func TestEditorAtOnce(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	d := newDesk(t, text.English, 80, 20)
	d.p.env.Editor, d.p.env.InEditor = "vi", true
	d.lib.drafts[slot{article: 7}] = feed.Draft{Article: 7, Body: "Begun"}
	d.write("Done there", nil)
	d.Tell(onFerry())
	d.holds("Done there")
}

func TestRestyledBox(t *testing.T) {
	d := newDesk(t, text.English, 80, 20)
	d.Tell(onFerry())
	d.Type("Text")
	before := d.Screen()
	d.p.env.Theme = theme.New(false)
	d.Tell(pane.Restyled{})
	if d.Screen() != before {
		t.Error("another theme changes the words")
	}
}

// The cursor is on the screen in a text longer than the box.
func TestCursorStaysOnTheScreen(t *testing.T) {
	d := newDesk(t, text.English, 60, 12)
	d.lib.drafts[slot{article: 7}] = feed.Draft{Article: 7, Body: strings.Repeat("A line.\n", 50) + "The last line"}
	d.Tell(onFerry())
	d.Shows("The last line")
	if c := d.p.Cursor(); c.Y >= 12 || !strings.Contains(strings.Split(d.Screen(), "\n")[c.Y], "The last line") {
		t.Errorf("cursor at %d,%d:\n%s", c.X, c.Y, d.Screen())
	}
}

func BenchmarkKey(b *testing.B) {
	d := newDesk(b, text.English, 100, 40)
	d.Tell(onFerry())
	d.Tell(tea.PasteMsg{Content: strings.Repeat("The ferry comes and goes, and we wait on the quay with the goats.\n\n", 280)})
	for b.Loop() {
		d.p.Update(panetest.Key("x"))
		_ = d.p.View()
		d.p.Update(panetest.Key("backspace"))
		_ = d.p.View()
	}
}

// Who writes on without a pause is kept too, and a thousand letters are waited for
// once.
func TestWritingWithoutAPauseIsKept(t *testing.T) {
	d := newDesk(t, text.English, 80, 14)
	waits := 0
	d.p.later = func(after time.Duration, msg tea.Msg) tea.Cmd {
		waits++
		return d.Later(after, msg)
	}
	d.Tell(onFerry())
	long := strings.Repeat("word ", 200)
	for range 3 {
		d.Type(long)
		d.Wait() // in the middle of it
	}
	d.stored(long + long + long)
	if waits != 3 {
		t.Errorf("waited %d times", waits)
	}
	d.Press("ctrl+s")
	if got := len(d.lib.saved); got != 1 {
		t.Errorf("%d comments", got)
	}
}
