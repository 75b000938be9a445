package overlay

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"griot/ui/keys"
	"griot/ui/pane"
	"griot/ui/widget"
)

// Menu is a list of choices: links, ways to share, orders.
type Menu struct {
	env     *pane.Env
	inks    inks
	title   string
	choices []pane.Choice

	width, height int
	rows          widget.Rows
	typed         string // of a key with several digits
	keyWidth      int
	labelWidth    int // of the longest label
}

// NewMenu returns a menu.
func NewMenu(env *pane.Env, title string, choices []pane.Choice) *Menu {
	m := &Menu{env: env, inks: newInks(env.Theme), title: title, choices: choices}
	for _, c := range choices {
		m.keyWidth = max(m.keyWidth, widget.Width(c.Key))
		m.labelWidth = max(m.labelWidth, widget.Width(c.Label))
	}
	m.rows.SetLen(len(choices))
	return m
}

// Select puts the cursor on a choice.
func (m *Menu) Select(i int) { m.rows.Select(i) }

// Init does nothing.
func (m *Menu) Init() tea.Cmd { return nil }

// SetSize says how much room there is.
func (m *Menu) SetSize(width, height int) {
	m.width, m.height = max(0, width), max(0, height)
	m.rows.SetHeight(min(len(m.choices), m.height-m.head()))
}

// head is how many lines stand above the choices.
func (m *Menu) head() int {
	if m.height < 4 {
		return 0
	}
	return 1
}

// Place is where its keys are looked up.
func (m *Menu) Place() keys.Place { return keys.Menu }

// Typing is false: letters choose.
func (m *Menu) Typing() bool { return false }

// Hints are the keys that the status line names.
func (m *Menu) Hints() []keys.Action {
	hints := []keys.Action{keys.Accept}
	if m.copies() {
		hints = append(hints, keys.CopyAddress)
	}
	return append(hints, keys.Cancel)
}

func (m *Menu) copies() bool {
	for _, c := range m.choices {
		if c.Copy != "" {
			return true
		}
	}
	return false
}

// Update takes a key or a click.
func (m *Menu) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		return m.key(msg)
	case tea.MouseClickMsg:
		return m.clicked(msg)
	case tea.MouseWheelMsg:
		m.rows.Scroll(wheel(msg))
	case pane.Restyled:
		m.inks = newInks(m.env.Theme)
	}
	return nil
}

func (m *Menu) key(msg tea.KeyPressMsg) tea.Cmd {
	if cmd, chosen := m.byKey(msg.String()); chosen {
		return cmd
	}
	action := m.env.Keys.Action(keys.Menu, msg.String())
	if m.rows.Act(action) {
		return nil
	}
	switch action {
	case keys.Accept:
		return m.choose(m.rows.Cursor())
	case keys.Cancel:
		return answer(m.env, nil)
	case keys.CopyAddress:
		return m.copyAddress()
	default:
		return nil
	}
}

// byKey chooses by the key that stands before a choice. Digits gather until they
// name one choice and no other.
func (m *Menu) byKey(key string) (tea.Cmd, bool) {
	if len(key) != 1 {
		return nil, false
	}
	digit := key >= "0" && key <= "9"
	if !digit {
		m.typed = ""
		for i, c := range m.choices {
			if c.Key == key {
				return m.choose(i), true
			}
		}
		return nil, false
	}
	m.typed += key
	exact, longer := -1, false
	for i, c := range m.choices {
		switch {
		case c.Key == m.typed:
			exact = i
		case strings.HasPrefix(c.Key, m.typed):
			longer = true
		}
	}
	switch {
	case exact >= 0 && !longer:
		return m.choose(exact), true
	case exact >= 0:
		m.rows.Select(exact)
	case !longer:
		m.typed = ""
	}
	return nil, true
}

func (m *Menu) choose(i int) tea.Cmd {
	if i < 0 || i >= len(m.choices) {
		return nil
	}
	if then, ok := m.choices[i].Pick.(confirmed); ok {
		return answer(m.env, then())
	}
	return answer(m.env, m.choices[i].Pick)
}

func (m *Menu) copyAddress() tea.Cmd {
	i := m.rows.Cursor()
	if i >= len(m.choices) || m.choices[i].Copy == "" {
		return nil
	}
	text := m.choices[i].Copy
	return answer(m.env, pane.CopyText{Text: text, Said: m.env.Words.Say("app.copied", text)})
}

func (m *Menu) clicked(msg tea.MouseClickMsg) tea.Cmd {
	first, end := m.rows.Window()
	i := first + msg.Y - m.head()
	if msg.Button != tea.MouseLeft || i < first || i >= end {
		return nil
	}
	return m.choose(i)
}

// View draws the title and the choices.
func (m *Menu) View() string {
	var lines []string
	if m.head() > 0 {
		lines = append(lines, widget.Blank(indent)+m.inks.title.Paint(widget.Truncate(m.title, m.width-indent)))
	}
	first, end := m.rows.Window()
	for i := first; i < end; i++ {
		lines = append(lines, m.line(i))
	}
	return fit(lines, m.width, m.height)
}

func (m *Menu) line(i int) string {
	c, ink := m.choices[i], m.inks
	bar, key, label, note := " ", ink.key, ink.label, ink.note
	selected := i == m.rows.Cursor()
	if selected {
		bar, key, label, note = "▌", ink.selKey, ink.selLabel, ink.selNote
	}
	lead := widget.Blank(indent - 1)
	if m.keyWidth > 0 {
		lead += widget.FitRight(c.Key, m.keyWidth) + "  "
	}
	room := max(0, m.width-1-widget.Width(lead)-1)
	said := widget.Truncate(widget.Steady(c.Label), room)
	left := room - widget.Width(said)
	aside := ""
	if c.Note != "" {
		gap := max(2, 2+min(m.labelWidth, room/2)-widget.Width(said)) // notes stand below each other
		if left > gap+4 {
			aside = widget.Blank(gap) + widget.Truncate(c.Note, left-gap)
			left -= widget.Width(aside)
		}
	}
	if !selected {
		return bar + key.Paint(lead) + label.Paint(said) + note.Paint(aside)
	}
	return ink.selBar.Paint(bar) + key.Paint(lead) + label.Paint(said) + note.Paint(aside+widget.Blank(left+1))
}

// Cursor stands on the selected choice.
func (m *Menu) Cursor() *tea.Cursor {
	if len(m.choices) == 0 {
		return nil
	}
	first, _ := m.rows.Window()
	return rowCursor(m.head() + m.rows.Cursor() - first)
}

// rowCursor is the terminal's cursor on a row that shows itself as selected.
func rowCursor(y int) *tea.Cursor {
	c := tea.NewCursor(0, y)
	c.Shape, c.Blink = tea.CursorBar, false
	return c
}

// wheel is how many rows a notch of the wheel scrolls.
func wheel(msg tea.MouseWheelMsg) int {
	const rows = 3
	switch msg.Button {
	case tea.MouseWheelDown:
		return rows
	case tea.MouseWheelUp:
		return -rows
	default:
		return 0
	}
}
