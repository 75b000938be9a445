package app

import (
	"cmp"
	"context"

	tea "charm.land/bubbletea/v2"

	"griot/feed"
	"griot/ui/pane"
)

// historyLimit bounds how many acts can be undone.
const historyLimit = 200

// history is what the reader did and can undo, and undid and can do again. One
// step is taken at a time: the next waits for the store to have the last, and for
// the acts that are still on their way there.
type history struct {
	done, undone []pane.Did
	stepping     bool
	waiting      []bool // steps asked for meanwhile: true for undo
}

// did remembers an act. What was undone before it can't be done again.
func (h *history) did(d pane.Did) {
	h.done = append(h.done, d)
	if len(h.done) > historyLimit {
		h.done = h.done[1:]
	}
	h.undone = nil
}

// stepped says how undoing or redoing an act ended.
type stepped struct {
	what pane.Did
	undo bool
	err  error
}

// step undoes the last act, or does the last undone one again.
func (m *model) step(undo bool) tea.Cmd {
	h := &m.history
	if h.stepping || m.env.Acting() {
		h.waiting = append(h.waiting, undo)
		return nil
	}
	from := &h.done
	if !undo {
		from = &h.undone
	}
	if len(*from) == 0 {
		if undo {
			return m.say(m.env.Words.Say("app.undo.nothing"))
		}
		return m.say(m.env.Words.Say("app.redo.nothing"))
	}
	what := (*from)[len(*from)-1]
	*from = (*from)[:len(*from)-1]
	h.stepping = true
	lib := m.lib
	ctx := context.WithoutCancel(m.env.Ctx) // begun, it is finished, also when griot is left
	return func() tea.Msg {
		act := lib.Redo
		if undo {
			act = lib.Undo
		}
		return stepped{what: what, undo: undo, err: act(ctx, what.Act)}
	}
}

// stepped takes note of a finished step and takes the next one that waits.
func (m *model) stepped(s stepped) tea.Cmd {
	h := &m.history
	h.stepping = false
	var cmds []tea.Cmd
	switch {
	case s.err != nil:
		cmds = append(cmds, m.fail(s.err))
	case s.undo:
		h.undone = append(h.undone, s.what)
		cmds = append(cmds, m.say(m.env.Words.Say("app.undone", s.what.Said)))
	default:
		h.done = append(h.done, s.what)
		cmds = append(cmds, m.say(m.env.Words.Say("app.redone", s.what.Said)))
	}
	cmds = append(cmds, m.broadcast(pane.Settled{Act: s.what.Act, Undone: s.undo}))
	cmds = append(cmds, m.tell(s.what.Act)...)
	return tea.Batch(append(cmds, m.nextStep())...)
}

// nextStep goes on with what waits for the store, once nothing is on its way there:
// leaving griot, or a step of the history.
func (m *model) nextStep() tea.Cmd {
	h := &m.history
	switch {
	case m.env.Acting() || h.stepping:
		return nil
	case len(h.waiting) > 0:
		next := h.waiting[0]
		h.waiting = h.waiting[1:]
		return m.step(next)
	case m.ending == waits:
		return m.quit()
	default:
		return nil
	}
}

// did takes note of an act's end, and tells what follows from it.
func (m *model) did(d pane.Did) tea.Cmd {
	m.env.Acted()
	if d.Err != nil {
		return tea.Batch(m.fail(d.Err), m.nextStep())
	}
	var cmds []tea.Cmd
	if d.Act.Kind != 0 {
		m.history.did(d)
		cmds = m.tell(d.Act)
	}
	if said := cmp.Or(d.Shown, d.Said); said != "" {
		cmds = append(cmds, m.say(said))
	}
	return tea.Batch(append(cmds, m.nextStep())...)
}

// tell makes the events that follow from an act that was done, undone or redone.
func (m *model) tell(act feed.Act) []tea.Cmd {
	switch act.Kind {
	case feed.UnfollowedSource, feed.RenamedSource:
		return []tea.Cmd{m.broadcast(pane.SourcesChanged{}), m.broadcast(pane.ArticlesChanged{})}
	case feed.WroteComment, feed.EditedComment, feed.DeletedComment:
		return []tea.Cmd{
			m.broadcast(pane.ThreadChanged{Article: act.Article}),
			m.broadcast(pane.ArticlesChanged{Articles: []feed.ArticleID{act.Article}}),
		}
	case feed.MarkedAllRead:
		return []tea.Cmd{m.broadcast(pane.ArticlesChanged{})}
	case feed.MarkedRead, feed.MarkedUnread, feed.StarredArticle, feed.UnstarredArticle:
		return []tea.Cmd{m.broadcast(pane.ArticlesChanged{Articles: act.Articles})}
	default:
		return nil
	}
}
