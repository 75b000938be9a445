package app

import (
	tea "charm.land/bubbletea/v2"

	"griot/ui/pane"
)

// mouse gives a click or a turn of the wheel to the part of the screen under the
// pointer, in that part's own coordinates.
func (m *model) mouse(msg tea.MouseMsg) tea.Cmd {
	at := msg.Mouse()
	if n := len(m.overlays); n > 0 {
		s := m.sheet()
		if s.holds(at.X, at.Y) {
			return m.overlays[n-1].Update(moved(msg, s))
		}
		if _, click := msg.(tea.MouseClickMsg); click {
			m.overlays = m.overlays[:n-1]
		}
		return nil
	}
	if !m.beside() {
		if b := m.body(); b.holds(at.X, at.Y) {
			return m.pane(m.top()).Update(moved(msg, b))
		}
		return nil
	}
	list, article := m.areas()
	_, click := msg.(tea.MouseClickMsg)
	switch {
	case list.holds(at.X, at.Y):
		var back tea.Cmd
		if click && m.top() == onReader {
			back, _ = m.pop()
		}
		return tea.Batch(back, m.headlines.Update(moved(msg, list)))
	case article.holds(at.X, at.Y):
		var focus tea.Cmd
		if h, ok := m.headlines.Selected(); ok && click && m.top() == onHeadlines {
			focus = m.openArticle(pane.OpenArticle{Article: h, Query: m.headlines.Query()})
		}
		return tea.Batch(focus, m.reader.Update(moved(msg, article)))
	default:
		return nil
	}
}

// moved translates a mouse message into the coordinates of an area.
func moved(msg tea.MouseMsg, to area) tea.Msg {
	switch msg := msg.(type) {
	case tea.MouseClickMsg:
		msg.X, msg.Y = msg.X-to.x, msg.Y-to.y
		return msg
	case tea.MouseReleaseMsg:
		msg.X, msg.Y = msg.X-to.x, msg.Y-to.y
		return msg
	case tea.MouseWheelMsg:
		msg.X, msg.Y = msg.X-to.x, msg.Y-to.y
		return msg
	case tea.MouseMotionMsg:
		msg.X, msg.Y = msg.X-to.x, msg.Y-to.y
		return msg
	default:
		return msg
	}
}
