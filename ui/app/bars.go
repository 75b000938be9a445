package app

import (
	"strings"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"

	"griot/feed"
	"griot/ui/keys"
)

// margin is what stays free at both ends of masthead and status line.
func (m *model) margin() int {
	if m.width < 60 {
		return 0
	}
	return 1
}

// masthead is the first line: griot, the views with their counts or where the
// reader is, and today's date written out. A low terminal has the names of the
// columns there too.
func (m *model) masthead() string {
	left, now := m.mastheadLeft(), m.env.Now()
	ink := m.env.Theme.Plain
	long, short := ink.Render(m.env.Words.Masthead(now)), ink.Render(m.env.Words.ShortMasthead(now))
	if m.compact() && m.top() == onHeadlines && !m.beside() {
		if columns := m.headlines.MastheadColumns(); columns != "" {
			return m.bar(left, short+gap+columns, columns)
		}
	}
	return m.bar(left, long, short)
}

func (m *model) mastheadLeft() []string {
	t, w := m.env.Theme, m.env.Words
	left := []string{t.Accent.Bold(true).Render("griot")}
	if m.lib.Offline() {
		left = append(left, t.Error.Render(w.Say("app.offline")))
	}
	at := m.top()
	if at == onReader && m.beside() {
		at = onHeadlines
	}
	trail := m.pane(at).Trail()
	for i, word := range trail {
		if i > 0 {
			word = "› " + word
		}
		left = append(left, t.Dim.Render(word))
	}
	if at != onHeadlines {
		return left
	}
	totals, now := m.headlines.Totals(), m.headlines.Query().View
	for _, v := range []struct {
		view  feed.View
		words string
	}{
		{feed.All, w.Say("app.all", totals.All)},
		{feed.Unread, w.Say("app.unread", totals.Unread)},
		{feed.Starred, w.Say("app.starred", totals.Starred)},
		{feed.Commented, w.Say("app.commented", totals.Commented)},
	} {
		style := t.Dim
		if v.view == now {
			style = t.Strong
		}
		left = append(left, style.Render(v.words))
	}
	return left
}

// status is the last line: what griot has to say, else the keys that matter here,
// and the position on the right.
func (m *model) status() string {
	t := m.env.Theme
	right := t.Dim.Render(m.pane(m.top()).Position())
	switch {
	case m.notice.text != "" && m.notice.error:
		return m.bar([]string{t.Error.Render(m.notice.text)}, right)
	case m.notice.text != "":
		return m.bar([]string{t.Plain.Render(m.notice.text)}, right)
	case m.running.known():
		return m.bar(m.progress(), right)
	}
	var left []string
	if n := m.headlines.Arrived(); n.N > 0 && m.top() == onHeadlines && len(m.overlays) == 0 {
		key := m.env.Keys.Shown(keys.Headlines, keys.ShowArrived)
		left = append(left, t.Accent.Render(m.env.Words.Say("app.arrived", n.N, key)))
	}
	hints := m.hints()
	room := m.width - 2*m.margin() - lipgloss.Width(right) - len(gap)
	return m.bar(append(left, keepLast(hints, room-lipgloss.Width(strings.Join(append(left, ""), gap)))...), right)
}

// progress tells how far a refresh is.
func (m *model) progress() []string {
	t, w := m.env.Theme, m.env.Words
	done, total, so := m.running.peek()
	words := []string{w.Say("app.refreshing", done, total)}
	if so.New > 0 {
		words = append(words, w.Say("app.progress.new", so.New))
	}
	if so.Wire > 0 {
		words = append(words, w.Bytes(so.Wire))
	}
	return []string{t.Accent.Render(strings.Join(words, " · ")), t.Dim.Render(w.Say("app.stop"))}
}

// hints name the keys that act on what is selected.
func (m *model) hints() []string {
	place, actions := m.pane(m.top()).Place(), m.pane(m.top()).Hints()
	if n := len(m.overlays); n > 0 {
		place, actions = m.overlays[n-1].Place(), m.overlays[n-1].Hints()
	}
	var hints []string
	for _, action := range actions {
		b, ok := m.env.Keys.Binding(place, action)
		if !ok {
			continue
		}
		label := m.env.Words.Say(b.Label)
		if action == keys.RefreshAll && m.cost > 0 && place == keys.Headlines {
			label = m.env.Words.Say("app.refresh.cost", m.env.Words.Bytes(m.cost))
		}
		hints = append(hints, m.env.Theme.Strong.UnsetBold().Render(b.Shown)+" "+m.env.Theme.Dim.Render(label))
	}
	return hints
}

// gap stands between the words of a bar.
const gap = "   "

// bar is a line with words on the left and on the right. Where there is no room
// for both, the right is shortened first, then words on the left give way down to
// the first three, then the right goes.
func (m *model) bar(left []string, rights ...string) string {
	room := m.width - 2*m.margin()
	right := ""
	for _, r := range rights {
		if r != "" && m.roomFor(left, r, room) {
			right = r
			break
		}
	}
	space := room
	if right != "" {
		space -= lipgloss.Width(right) + len(gap)
	}
	line := fit(left, space)
	pad := strings.Repeat(" ", m.margin())
	if right == "" {
		return pad + line
	}
	fill := max(0, room-lipgloss.Width(line)-lipgloss.Width(right))
	return pad + line + strings.Repeat(" ", fill) + right
}

// roomFor tells whether a bar can hold a right end beside the first three words on
// the left.
func (m *model) roomFor(left []string, right string, room int) bool {
	need := lipgloss.Width(right) + len(gap)
	return lipgloss.Width(strings.Join(left[:min(3, len(left))], gap))+need <= room
}

// keepLast leaves out words before the last one, which names the key to all others,
// until the rest has room.
func keepLast(words []string, room int) []string {
	for n := len(words) - 1; n > 0; n-- {
		if kept := append(words[:n:n], words[len(words)-1]); lipgloss.Width(strings.Join(kept, gap)) <= room {
			return kept
		}
	}
	return words
}

// fit joins as many words as there is room for; the first is cut when it alone is
// too long.
func fit(words []string, room int) string {
	for n := len(words); n > 0; n-- {
		if line := strings.Join(words[:n], gap); lipgloss.Width(line) <= room {
			return line
		}
	}
	if len(words) == 0 {
		return ""
	}
	return ansi.Truncate(words[0], max(0, room), "…")
}
