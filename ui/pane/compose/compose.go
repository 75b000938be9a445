// Package compose is the pane in which a comment is written: a box that has the
// focus at once, whose text is kept as a draft at every pause.
package compose

import (
	"context"
	"os/exec"
	"strings"
	"time"
	"unicode/utf8"

	"charm.land/bubbles/v2/textarea"
	tea "charm.land/bubbletea/v2"

	"griot/feed"
	"griot/ui/keys"
	"griot/ui/pane"
)

// Library is what the box needs of griot's library.
type Library interface {
	SaveDraft(ctx context.Context, d feed.Draft) error
	Drafts(ctx context.Context, article feed.ArticleID) ([]feed.Draft, error)
	DropDraft(ctx context.Context, d feed.Draft) error
	SaveComment(ctx context.Context, d feed.Draft, author string) (feed.Comment, feed.Act, error)
}

// limit is how many characters a comment may have.
const limit = feed.MostCommentCharacters

// Pane is the box. Its zero value is not usable; New makes one.
type Pane struct {
	env *pane.Env
	lib Library
	// later delivers a message when some time has passed.
	later func(time.Duration, tea.Msg) tea.Cmd
	// execute runs a program in the terminal.
	execute func(*exec.Cmd, tea.ExecCallback) tea.Cmd

	width, height int

	era     uint64 // of what is written: what comes for another one is dropped
	stage   stage
	article feed.Headline
	parent  feed.Comment // what is answered, zero for none
	draft   feed.Draft   // which draft it is; Body is what the box began with
	area    textarea.Model
	letters string // typed and not yet in area: laying a long text out takes longer than a key
	touched bool   // a key was pressed in it
	escaped bool   // esc was the last key, and the draft is kept
	note    note
	keeper  keeper
	preview preview
	order   *order
	turns   uint64
}

// stage is what the box is at.
type stage uint8

const (
	closed stage = iota
	writing
	previewing
	inEditor // the reader's own editor has the terminal
	saving
)

// note is the line under the box.
type note struct {
	text  string
	error bool
}

var _ pane.Pane = (*Pane)(nil)

// New returns a closed box.
func New(env *pane.Env, lib Library) *Pane {
	p := &Pane{env: env, lib: lib, later: pane.Later, execute: env.Execute, order: &order{latest: map[slot]uint64{}}}
	p.area = p.newArea()
	return p
}

// newArea makes the text area: with the terminal's own cursor, and without a way
// of its own to a clipboard program.
func (p *Pane) newArea() textarea.Model {
	a := textarea.New()
	a.CharLimit = 0 // it would count cells; typed and fitting count characters
	// Its cache of wrapped lines is as large as this; it takes no more lines anyway.
	a.MaxHeight = feed.MostCommentLines
	a.MaxWidth = 0
	a.ShowLineNumbers = false
	a.Prompt = "" // box draws the bar, for the rows that are seen alone
	a.Placeholder = p.env.Words.Say("compose.placeholder")
	a.SetVirtualCursor(false)
	a.KeyMap.Paste.SetEnabled(false)
	a.KeyMap.CopySelection.SetEnabled(false)
	a.SetStyles(p.styles())
	return a
}

func (p *Pane) styles() textarea.Styles {
	t := p.env.Theme
	s := textarea.DefaultStyles(t.Dark)
	state := textarea.StyleState{
		Base: t.Plain, Text: t.Plain, CursorLine: t.Plain, EndOfBuffer: t.Plain,
		Prompt: t.Rule, Placeholder: t.Dim, Selection: t.Selected,
	}
	s.Focused, s.Blurred = state, state
	s.Cursor.Color, s.Cursor.Blink = nil, false
	return s
}

// Start opens the box for a comment, an answer or an edit. It has the focus at
// once; a draft that is stored enters it later, if it is still untouched.
func (p *Pane) Start(msg pane.ComposeDraft) tea.Cmd {
	left := p.keep()
	d := msg.Draft
	d.Article = msg.Article.ID
	resumed, unkept := p.resumed(d)
	p.era++
	p.stage, p.article, p.parent, p.draft = writing, msg.Article, msg.Parent, d
	p.touched, p.escaped, p.note, p.preview = unkept, false, note{}, preview{}
	p.keeper = keeper{}
	p.area, p.letters = p.newArea(), ""
	if !unkept {
		resumed = clean(d.Body)
	}
	p.fill(resumed)
	p.area.Focus() // its command only blinks a cursor that is not shown
	cmds := []tea.Cmd{left, p.loadDraft()}
	if p.env.InEditor && p.env.Editor != "" {
		p.stage = inEditor
	}
	return tea.Batch(cmds...)
}

// resumed is the text of a box that was left before its draft was stored.
func (p *Pane) resumed(d feed.Draft) (text string, unkept bool) {
	if slotOf(d) != slotOf(p.draft) || p.stage == closed || p.whole() == p.keeper.body {
		return "", false
	}
	return p.text(), true
}

// resized comes back to the pane after its size changed: Update may return the
// command that SetSize can't.
type resized struct{}

// SetSize sets the pane's size.
func (p *Pane) SetSize(width, height int) {
	if width != p.width && p.stage == previewing {
		p.env.Ask(resized{})
	}
	p.width, p.height = max(0, width), max(0, height)
	p.layOut()
}

// Update takes a message. It returns nil for what is not the box's.
func (p *Pane) Update(msg tea.Msg) tea.Cmd {
	if key, ok := msg.(tea.KeyPressMsg); ok {
		return p.key(key)
	}
	p.settle()
	switch msg := msg.(type) {
	case pane.ComposeDraft:
		return p.Start(msg)
	case tea.PasteMsg:
		return p.paste(msg.Content)
	case tea.MouseWheelMsg:
		return p.wheel(msg)
	case pane.Restyled:
		p.area.SetStyles(p.styles())
		return p.renderPreview()
	case resized:
		return p.renderPreview()
	case pane.Leaving:
		return p.keep()
	case draftFound:
		return p.draftFound(msg)
	case paused:
		return p.paused(msg)
	case draftKept:
		return p.draftKept(msg)
	case saved:
		return p.saved(msg)
	case previewed:
		p.previewed(msg)
	case editorReady:
		return p.editorReady(msg)
	case editorLeft:
		return p.editorLeft(msg)
	case edited:
		return p.edited(msg)
	}
	return nil
}

// key carries out a key. Only control keys act; every letter is a letter.
func (p *Pane) key(msg tea.KeyPressMsg) tea.Cmd {
	if p.stage != writing && p.stage != previewing {
		return nil // its text is being saved, or is in the editor
	}
	action := p.env.Keys.Action(keys.Compose, msg.String())
	escaped := p.escaped
	p.escaped = false
	switch action {
	case keys.Save:
		return p.save()
	case keys.Preview:
		return p.togglePreview()
	case keys.Editor:
		return p.openEditor()
	case keys.Cancel:
		return p.cancel(escaped)
	}
	if p.stage == previewing {
		if p.preview.scroll(msg.String(), p.boxHeight()) {
			return nil
		}
		p.stage = writing
	}
	return p.typed(msg)
}

// typed gives a key or what was pasted to the text.
func (p *Pane) typed(msg tea.Msg) tea.Cmd {
	if k, ok := msg.(tea.KeyPressMsg); ok && p.length() >= limit && (k.Text != "" || k.Code == tea.KeyEnter) {
		p.note = note{text: p.env.Words.Say("compose.full", limit), error: true}
		return nil
	}
	if k, ok := msg.(tea.KeyPressMsg); ok && k.Text != "" {
		p.letters += k.Text
		return p.changed()
	}
	before := p.text()
	var cmd tea.Cmd
	p.area, cmd = p.area.Update(msg)
	if p.text() == before {
		return cmd
	}
	return tea.Batch(cmd, p.changed())
}

// settle gives the area the letters that were typed since it was last looked at.
func (p *Pane) settle() {
	if letters := p.letters; letters != "" {
		p.letters = ""
		p.area, _ = p.area.Update(tea.PasteMsg{Content: letters})
	}
}

// length is how many characters are written.
func (p *Pane) length() int {
	return utf8.RuneCountInString(p.area.Value()) + utf8.RuneCountInString(p.letters)
}

// changed notices that the text changed: it is kept before long, also of a reader who
// never pauses.
func (p *Pane) changed() tea.Cmd {
	p.touched = true
	p.note = note{}
	if p.keeper.waits {
		return nil
	}
	p.keeper.waits = true
	return p.later(pause, paused{era: p.era})
}

// paste enters what was pasted, as far as there is room for it.
func (p *Pane) paste(content string) tea.Cmd {
	if p.stage != writing && p.stage != previewing {
		return nil
	}
	p.stage = writing
	text, why := p.fitting(clean(content))
	cmd := p.typed(tea.PasteMsg{Content: text})
	if why != "" {
		p.note = note{text: why, error: true}
	}
	return cmd
}

// fitting cuts a text to the room that is left, and says why.
func (p *Pane) fitting(text string) (fits, why string) {
	room, lines := max(0, limit-p.length()), max(0, feed.MostCommentLines-p.area.LineCount())
	n := 0
	for i, r := range text {
		switch {
		case n == room:
			return text[:i], p.env.Words.Say("compose.cut", limit)
		case r == '\n' && lines == 0:
			return text[:i], p.env.Words.Say("compose.cut.lines", feed.MostCommentLines)
		case r == '\n':
			lines--
		}
		n++
	}
	return text, ""
}

// cancel keeps the draft and says so; when that is done already, it leaves.
func (p *Pane) cancel(escaped bool) tea.Cmd {
	if p.stage == previewing {
		p.stage = writing
		return nil
	}
	kept := p.keep()
	if escaped || p.whole() == "" {
		return tea.Batch(kept, p.env.Ask(pane.Back{}))
	}
	p.escaped = true
	p.note = note{text: p.env.Words.Say("compose.esc")}
	return kept
}

// text is what is written.
func (p *Pane) text() string {
	p.settle()
	return p.area.Value()
}

// unchanged tells whether there is nothing to keep: an edit that changes nothing,
// or no words at all.
func (p *Pane) unchanged() bool {
	text := p.text()
	return strings.TrimSpace(text) == "" || p.draft.Editing != 0 && text == clean(p.draft.Body)
}

// Place says which bindings hold.
func (p *Pane) Place() keys.Place { return keys.Compose }

// Awaits tells whether keys are meant for the screen under the box: it is left when
// the comment is stored.
func (p *Pane) Awaits() bool { return p.stage == saving }

// Typing tells whether letters are text: always here.
func (p *Pane) Typing() bool { return true }

// Hints names the keys that act.
func (p *Pane) Hints() []keys.Action {
	hints := []keys.Action{keys.Save, keys.Preview}
	if p.env.Editor != "" {
		hints = append(hints, keys.Editor)
	}
	return append(hints, keys.Cancel)
}

// Trail is the source, and what is written.
func (p *Pane) Trail() []string {
	if p.stage == closed {
		return nil
	}
	return []string{p.article.SourceLabel, p.env.Words.Say("compose.trail")}
}

// Position is how much room is left, when that begins to matter.
func (p *Pane) Position() string {
	const near = limit / 10
	if n := p.length(); n > limit-near {
		return p.env.Words.Say("compose.length", n, limit)
	}
	return ""
}
