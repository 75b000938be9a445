package app

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"griot/feed"
)

// restTime is how long the cursor rests on a row before its article is made ready.
const restTime = 150 * time.Millisecond

// rest is the row that the cursor rests on.
type rest struct {
	article feed.ArticleID
	era     era
}

// restedLong says that the cursor has rested on a row for restTime.
type restedLong struct{ era era }

// rested notices that the cursor moved to another row.
func (m *model) rested() tea.Cmd {
	h, ok := m.headlines.Selected()
	if !ok || h.ID == m.rest.article {
		return nil
	}
	m.rest.article = h.ID
	m.rest.era++
	era := m.rest.era
	return tea.Tick(restTime, func(time.Time) tea.Msg { return restedLong{era} })
}

// restedLong makes the article ready that the cursor rests on, so that enter costs
// one frame; on a wide screen it is shown beside the list.
func (m *model) restedLong(msg restedLong) tea.Cmd {
	h, ok := m.headlines.Selected()
	if !ok || msg.era != m.rest.era || m.top() != onHeadlines {
		return nil
	}
	if m.beside() {
		return m.reader.Beside(h, m.headlines.Query())
	}
	return m.reader.Ahead(h)
}
