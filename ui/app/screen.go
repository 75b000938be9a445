package app

import (
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"griot/render/plain"
)

const (
	// compactBelow is the height under which nothing is spent on rules.
	compactBelow = 30
	// besideFrom is the width from which the article stands beside the list.
	besideFrom = 140
)

// area is a part of the screen, in cells.
type area struct{ x, y, width, height int }

func (a area) holds(x, y int) bool {
	return x >= a.x && x < a.x+a.width && y >= a.y && y < a.y+a.height
}

func (m *model) compact() bool { return m.height < compactBelow }

// beside tells whether list and article stand side by side now.
func (m *model) beside() bool {
	alone := m.alone || m.top() == onReader && m.reader.Wide()
	return m.width >= besideFrom && !alone && m.top() <= onReader
}

// body is the area between masthead and status line.
func (m *model) body() area {
	above, below := 1, 1
	if !m.compact() {
		above, below = 2, 2
	}
	return area{0, above, m.width, max(0, m.height-above-below)}
}

// areas are those of the headlines and of the article when they stand side by
// side: the article has its comfortable width and a margin, and the list the rest.
func (m *model) areas() (list, article area) {
	b := m.body()
	articleWidth := min(m.env.Width+8, b.width/2)
	list = area{b.x, b.y, b.width - articleWidth - 1, b.height}
	article = area{b.x + list.width + 1, b.y, articleWidth, b.height}
	return list, article
}

// sheet is the area of the overlay in front: at the foot of the body.
func (m *model) sheet() area {
	b := m.body()
	lines := strings.Count(m.overlays[len(m.overlays)-1].View(), "\n") + 1
	h := min(lines, max(min(1, b.height), b.height-1))
	return area{b.x, b.y + b.height - h, b.width, h}
}

// layout gives every pane its size.
func (m *model) layout() {
	b := m.body()
	for _, p := range m.panes() {
		p.SetSize(b.width, b.height)
	}
	m.headlines.SetCompact(m.compact())
	if m.beside() {
		list, article := m.areas()
		m.headlines.SetSize(list.width, list.height)
		m.reader.SetSize(article.width, article.height)
	}
	for _, o := range m.overlays {
		o.SetSize(b.width, max(1, b.height-2))
	}
}

// View draws the screen.
func (m *model) View() (v tea.View) {
	if m.crash.happened.Load() {
		return v
	}
	defer m.crash.catch()
	return m.pacer.frame(m.view)
}

func (m *model) view() tea.View {
	v := tea.NewView(m.draw())
	v.AltScreen = true
	v.ReportFocus = true
	v.WindowTitle = m.title()
	if m.opts.Mouse {
		v.MouseMode = tea.MouseModeCellMotion
	}
	v.Cursor = m.cursor()
	if m.running != nil {
		if done, total, _ := m.running.peek(); total > 0 {
			v.ProgressBar = tea.NewProgressBar(tea.ProgressBarDefault, 100*done/total)
		}
	}
	return v
}

func (m *model) title() string {
	words := append([]string{"griot"}, m.pane(m.top()).Trail()...)
	return plain.Line(strings.Join(words, " · "))
}

func (m *model) draw() string {
	if m.width <= 0 || m.height <= 0 {
		return ""
	}
	b := m.body()
	lines := make([]string, 0, m.height)
	lines = append(lines, m.masthead())
	if !m.compact() {
		lines = append(lines, m.rule())
	}
	lines = append(lines, m.content(b)...)
	if !m.compact() {
		lines = append(lines, m.rule())
	}
	if m.height > 1 {
		lines = append(lines, m.status())
	}
	return plain.Styled(strings.Join(lines[:min(len(lines), m.height)], "\n"))
}

func (m *model) rule() string {
	return m.env.Theme.Rule.Render(strings.Repeat("─", m.width))
}

// content is the body's lines: a pane, or list and article, under the overlay.
func (m *model) content(b area) []string {
	var lines []string
	if m.beside() {
		lines = m.sideBySide()
	} else {
		lines = exactly(strings.Split(m.pane(m.top()).View(), "\n"), b.height)
	}
	if len(m.overlays) == 0 {
		return lines
	}
	s := m.sheet()
	top := s.y - b.y
	over := exactly(strings.Split(m.overlays[len(m.overlays)-1].View(), "\n"), s.height)
	if top > 0 {
		lines[top-1] = m.env.Theme.Accent.Render(strings.Repeat("─", m.width))
	}
	copy(lines[top:], over)
	return lines
}

func (m *model) sideBySide() []string {
	list, article := m.areas()
	left := exactly(strings.Split(m.headlines.View(), "\n"), list.height)
	right := exactly(strings.Split(m.reader.View(), "\n"), article.height)
	divider := m.env.Theme.Rule.Render("│")
	for i, l := range left {
		pad := max(0, list.width-ansi.StringWidth(l))
		left[i] = l + strings.Repeat(" ", pad) + divider + right[i]
	}
	return left
}

// exactly makes n lines of lines.
func exactly(lines []string, n int) []string {
	if len(lines) > n {
		return lines[:n]
	}
	for len(lines) < n {
		lines = append(lines, "")
	}
	return lines
}

// cursor is where the terminal's own cursor stands: on the selected row, link or
// comment, so that magnifiers and braille lines follow.
func (m *model) cursor() *tea.Cursor {
	at, c := m.body(), (*tea.Cursor)(nil)
	switch n := len(m.overlays); {
	case n > 0:
		at, c = m.sheet(), m.overlays[n-1].Cursor()
	case m.beside() && m.top() == onReader:
		_, at = m.areas()
		c = m.reader.Cursor()
	default:
		c = m.pane(m.top()).Cursor()
	}
	if c == nil {
		return nil
	}
	moved := *c
	moved.X, moved.Y = min(c.X+at.x, m.width-1), min(c.Y+at.y, m.height-1)
	return &moved
}
