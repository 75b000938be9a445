package headlines

import (
	tea "charm.land/bubbletea/v2"

	"griot/feed"
	"griot/ui/pane"
)

// wheelRows is how far one notch of the wheel scrolls.
const wheelRows = 3

// clicked selects the row under the pointer, or opens it when it is selected; on a
// column's name it sorts by that column.
func (p *Pane) clicked(msg tea.MouseClickMsg) tea.Cmd {
	if msg.Button != tea.MouseLeft {
		return nil
	}
	if msg.Y == 0 && p.headed() {
		return p.sortAt(msg.X)
	}
	lines := p.now.window.Lines()
	at := msg.Y - p.headLines()
	if at < 0 || at >= len(lines) || lines[at].Title {
		return nil
	}
	if lines[at].Row == p.now.window.Cursor() {
		return p.open()
	}
	p.now.window.Select(lines[at].Row)
	return nil
}

// sortAt sorts by the column at a cell; by the one that it is sorted by already,
// the other way round.
func (p *Pane) sortAt(x int) tea.Cmd {
	for _, c := range p.look.columns.spans() {
		if x < c.from || x >= c.to {
			continue
		}
		if c.order == p.now.query.Order {
			return p.sort(pane.SortBy{Order: c.order, Reverse: !p.now.query.Reverse})
		}
		return p.sort(pane.SortBy{Order: c.order})
	}
	return nil
}

func (p *Pane) wheeled(msg tea.MouseWheelMsg) tea.Cmd {
	switch msg.Button {
	case tea.MouseWheelDown:
		p.now.window.Scroll(wheelRows)
	case tea.MouseWheelUp:
		p.now.window.Scroll(-wheelRows)
	}
	return nil
}

// span is where a column stands, and what it sorts by.
type span struct {
	from, to int
	order    feed.Order
}
