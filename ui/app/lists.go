package app

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"griot/feed/library"
	"griot/render/plain"
	"griot/ui/overlay"
	"griot/ui/pane"
)

// Lists finds and imports lists of sources of other programs.
type Lists interface {
	// Find returns the lists on this computer; none where something is followed.
	Find(ctx context.Context) []FoundList
	// Import follows what one names.
	Import(ctx context.Context, path string) (library.Imported, error)
}

// FoundList is a list of sources in a file.
type FoundList struct {
	Path    string
	Sources int // that could be followed
}

type (
	listsFound struct{ lists []FoundList }
	imported   struct {
		path string
		done library.Imported
		err  error
	}
)

// findLists looks for lists behind the first frame.
func (m *model) findLists() tea.Cmd {
	lists, ctx := m.opts.Lists, m.env.Ctx
	if lists == nil || len(m.opts.Scope) > 0 {
		return nil
	}
	return func() tea.Msg { return listsFound{lists.Find(ctx)} }
}

// listsFound gives importing its key, which nobody is shown before.
func (m *model) listsFound(msg listsFound) {
	if len(msg.lists) > 0 {
		m.lists = msg.lists
		m.env.Keys = m.env.Keys.Importing()
	}
}

// showLists lets the reader choose one.
func (m *model) showLists() tea.Cmd {
	w := m.env.Words
	var choices []pane.Choice
	for _, l := range m.lists {
		choices = append(choices, pane.Choice{
			Label: plain.Line(l.Path), Note: w.Say("app.import.sources", l.Sources), Pick: pane.ImportList{Path: l.Path},
		})
	}
	return m.lay(overlay.NewMenu(m.env, w.Say("app.import"), choices))
}

func (m *model) importList(path string) tea.Cmd {
	lists, ctx := m.opts.Lists, m.env.Ctx
	return func() tea.Msg {
		done, err := lists.Import(ctx, path)
		return imported{path: path, done: done, err: err}
	}
}

// imported shows the new sources, and asks them.
func (m *model) imported(msg imported) tea.Cmd {
	if msg.err != nil {
		return m.fail(msg.err)
	}
	w := m.env.Words
	said := w.Say("app.imported", len(msg.done.Taken))
	if n := len(msg.done.Refused); n > 0 {
		said += " · " + w.Say("app.imported.not", n, plain.Line(msg.path))
	}
	return tea.Batch(m.broadcast(pane.SourcesChanged{}), m.broadcast(pane.SourceAdded{}), m.say(said), m.refresh(pane.RefreshSources{}))
}
