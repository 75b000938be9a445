// Package sources is the screen of what is followed: grouped by tag, with what is
// unread, when each was last read, and in plain words why one can't be.
package sources

import (
	"context"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"griot/feed"
	"griot/render/plain"
	"griot/ui/keys"
	"griot/ui/pane"
	"griot/ui/widget"
)

// Library is what the sources ask of the library.
type Library interface {
	Sources(ctx context.Context, standings ...feed.Standing) ([]feed.Source, error)
	Unfollow(ctx context.Context, id feed.SourceID) (feed.Act, error)
	Rename(ctx context.Context, id feed.SourceID, name string) (feed.Act, error)
	SetTags(ctx context.Context, id feed.SourceID, tags []string) error
}

// Pane is the list of sources.
type Pane struct {
	env  *pane.Env
	lib  Library
	inks inks

	width, height int
	loaded        bool
	asked         bool   // the first reading is on its way
	era           uint64 // of the last reading
	window        widget.Window[feed.SourceID, *item]
	columns       widths
	edit          editing
}

// item is a source in its place.
type item struct {
	feed.Source
	group string // its first tag
}

// editing is the line in which a name or tags are typed.
type editing struct {
	what   editKind
	source feed.Source
	input  widget.Input
}

type editKind uint8

const (
	editNothing editKind = iota
	editName
	editTags
)

// listed are the sources as they were read.
type listed struct {
	era     uint64
	sources []feed.Source
	err     error
}

// tagged says that a source's tags are stored.
type tagged struct {
	source feed.Source
	err    error
}

// New returns the sources. They are read when the screen is shown.
func New(env *pane.Env, lib Library) *Pane {
	p := &Pane{env: env, lib: lib, inks: newInks(env.Theme)}
	p.window.Key = func(it *item) feed.SourceID { return it.ID }
	p.window.Breaks = func(above, it *item) bool { return above.group != it.group }
	return p
}

// SetSize says how much of the screen there is, in cells.
func (p *Pane) SetSize(width, height int) {
	p.width, p.height = max(0, width), max(0, height)
	p.window.SetHeight(p.rowsHeight())
	p.measure()
}

// Place is where its keys are looked up.
func (p *Pane) Place() keys.Place {
	if p.Typing() {
		return keys.Prompt
	}
	return keys.Sources
}

// Typing tells whether letters are text now.
func (p *Pane) Typing() bool { return p.edit.what != editNothing }

// Awaits tells whether keys are meant for sources that are on their way.
func (p *Pane) Awaits() bool { return p.asked }

// Hints are the keys that the status line names.
func (p *Pane) Hints() []keys.Action {
	if p.Typing() {
		return []keys.Action{keys.Accept, keys.Cancel}
	}
	return []keys.Action{
		keys.Open, keys.RefreshSource, keys.Rename, keys.Tags, keys.Remove, keys.AddSource, keys.Help,
	}
}

// Position is the place of the selected source among all.
func (p *Pane) Position() string {
	if p.window.Len() == 0 {
		return ""
	}
	return p.env.Words.Say("headlines.position", p.window.Cursor()+1, feed.Tally{N: p.window.Len()})
}

// Trail names the screen.
func (p *Pane) Trail() []string { return []string{p.env.Words.Say("app.sources")} }

// Selected is the source under the cursor.
func (p *Pane) Selected() (feed.Source, bool) {
	it, ok := p.window.Selected()
	if !ok {
		return feed.Source{}, false
	}
	return it.Source, true
}

// Update takes a key, an event or a command's answer.
func (p *Pane) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		return p.key(msg)
	case tea.PasteMsg:
		if p.Typing() {
			p.edit.input.Paste(msg.Content)
			return nil
		}
		return p.pasted(msg)
	case tea.MouseClickMsg:
		return p.clicked(msg)
	case tea.MouseWheelMsg:
		return p.wheeled(msg)
	case listed:
		return p.listed(msg)
	case tagged:
		return p.tagged(msg)
	case pane.ShowSources:
		return p.load()
	case pane.SourcesChanged, pane.SourceAdded, pane.ArticlesChanged, pane.ArticlesArrived, pane.Settled:
		if p.loaded {
			return p.load()
		}
	case pane.Ticked:
		p.measure()
	case pane.Restyled:
		p.inks = newInks(p.env.Theme)
	}
	return nil
}

func (p *Pane) load() tea.Cmd {
	p.era++
	p.asked = !p.loaded
	lib, ctx, era := p.lib, p.env.Ctx, p.era
	return func() tea.Msg {
		all, err := lib.Sources(ctx, feed.Followed)
		return listed{era: era, sources: all, err: err}
	}
}

func (p *Pane) listed(msg listed) tea.Cmd {
	if msg.era != p.era {
		return nil
	}
	p.asked = false
	if msg.err != nil {
		return p.complain(msg.err)
	}
	items := arrange(msg.sources)
	at, line := p.window.Cursor(), p.window.Cursor()-p.window.Top()
	if on, ok := p.Selected(); ok {
		if i := slices.IndexFunc(items, func(it *item) bool { return it.ID == on.ID }); i >= 0 {
			at = i
		}
	}
	p.loaded = true
	p.window.Reset(items, true, true, at)
	p.window.SetHeight(p.rowsHeight())
	p.window.PutTop(at - line)
	p.measure()
	return nil
}

// arrange sorts sources by their first tag, those without one last, and by name.
func arrange(sources []feed.Source) []*item {
	items := make([]*item, 0, len(sources))
	for _, s := range sources {
		it := &item{Source: s}
		if tags := shownTags(s.Tags); len(tags) > 0 {
			it.group = tags[0]
		}
		items = append(items, it)
	}
	slices.SortStableFunc(items, func(a, b *item) int {
		if (a.group == "") != (b.group == "") {
			if a.group == "" {
				return 1
			}
			return -1
		}
		if c := strings.Compare(strings.ToLower(a.group), strings.ToLower(b.group)); c != 0 {
			return c
		}
		return strings.Compare(strings.ToLower(a.Label()), strings.ToLower(b.Label()))
	})
	return items
}

// shownTags leaves out what newsboat means as an order ("!") or a title ("~").
func shownTags(tags []string) []string {
	return slices.DeleteFunc(slices.Clone(tags), func(t string) bool {
		return t == "" || t[0] == '!' || t[0] == '~'
	})
}

func (p *Pane) complain(err error) tea.Cmd {
	return p.env.Ask(pane.Say{Text: p.env.Words.Error(err), Error: true})
}

func (p *Pane) key(msg tea.KeyPressMsg) tea.Cmd {
	if p.Typing() {
		return p.typed(msg)
	}
	action := p.env.Keys.Action(keys.Sources, msg.String())
	if p.move(action) {
		return nil
	}
	switch action {
	case keys.Back:
		return p.env.Ask(pane.Back{})
	case keys.ImportList:
		return p.env.Ask(pane.ShowImports{})
	case keys.AddSource:
		return p.env.Ask(pane.AddSource{})
	case keys.RefreshAll:
		return p.env.Ask(pane.RefreshSources{})
	default:
		return p.onSource(action)
	}
}

func (p *Pane) move(action keys.Action) bool {
	switch action {
	case keys.Top:
		p.window.Select(0)
	case keys.Bottom:
		p.window.Select(p.window.Len() - 1)
	default:
		return p.window.Act(action)
	}
	return true
}

// onSource carries out a key that acts on the selected source.
func (p *Pane) onSource(action keys.Action) tea.Cmd {
	s, ok := p.Selected()
	if !ok {
		return nil
	}
	w := p.env.Words
	switch action {
	case keys.Open:
		return p.env.Ask(pane.ShowHeadlines{Source: s, FromSources: true})
	case keys.RefreshSource:
		return p.env.Ask(pane.RefreshSources{Sources: []feed.SourceID{s.ID}, Insist: true})
	case keys.Rename:
		return p.startEdit(editName, s, s.Label())
	case keys.Tags:
		return p.startEdit(editTags, s, strings.Join(shownTags(s.Tags), ", "))
	case keys.Remove:
		return p.remove(s)
	case keys.CopyAddress:
		return p.env.Ask(pane.CopyText{Text: s.Address, Said: w.Say("app.copied", plain.Line(s.Address))})
	case keys.Browser:
		if s.Site == "" {
			return p.env.Ask(pane.Say{Text: w.Say("sources.site.none", w.Quote(s.Label()))})
		}
		return p.env.Ask(pane.OpenAddress{URL: s.Site})
	case keys.Contact:
		if url := pane.ContactAddress(s.Contact, s.Site); url != "" {
			return p.env.Ask(pane.OpenAddress{URL: url})
		}
		return p.env.Ask(pane.Say{Text: w.Say("headlines.contact.none", w.Quote(s.Label()))})
	default:
		return nil
	}
}

func (p *Pane) pasted(msg tea.PasteMsg) tea.Cmd {
	if line := plain.Line(msg.Content); line != "" {
		return p.env.Ask(pane.AddSource{Ref: line})
	}
	return nil
}
