package overlay

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"griot/ui/keys"
	"griot/ui/pane"
	"griot/ui/text"
	"griot/ui/widget"
)

// Help names every key: those of the screen that it was asked on first, then those
// that hold everywhere, then those of the other screens. Typing filters.
type Help struct {
	env      *pane.Env
	inks     inks
	sections []helpSection

	width, height int
	input         widget.Input
	top           int
}

type helpSection struct {
	title string
	items []helpItem
}

type helpItem struct{ keys, says string }

// NewHelp returns the help for a place.
func NewHelp(env *pane.Env, place keys.Place) *Help {
	h := &Help{env: env, inks: newInks(env.Theme)}
	order := []keys.Place{place, keys.Everywhere}
	for _, other := range []keys.Place{keys.Headlines, keys.Reader, keys.Comments, keys.Compose, keys.Sources} {
		if other != place {
			order = append(order, other)
		}
	}
	for _, p := range order {
		h.sections = append(h.sections, section(env, p))
	}
	return h
}

// section gathers a place's keys; those that do the same stand together.
func section(env *pane.Env, place keys.Place) helpSection {
	s := helpSection{title: env.Words.Say(placeID(place))}
	at := map[text.ID]int{}
	for _, b := range env.Keys.In(place) {
		if i, there := at[b.Label]; there {
			s.items[i].keys = b.Shown + "  " + s.items[i].keys
			continue
		}
		at[b.Label] = len(s.items)
		s.items = append(s.items, helpItem{keys: b.Shown, says: env.Words.Say(b.Label)})
	}
	return s
}

func placeID(p keys.Place) text.ID {
	switch p {
	case keys.Everywhere:
		return "overlay.help.everywhere"
	case keys.Headlines:
		return "overlay.help.headlines"
	case keys.Reader:
		return "overlay.help.reader"
	case keys.Comments:
		return "overlay.help.comments"
	case keys.Sources:
		return "overlay.help.sources"
	case keys.Compose:
		return "overlay.help.compose"
	case keys.Menu:
		return "overlay.help.menu"
	case keys.Prompt:
		return "overlay.help.prompt"
	default:
		return "overlay.help.everywhere"
	}
}

// Init does nothing.
func (h *Help) Init() tea.Cmd { return nil }

// SetSize says how much room there is.
func (h *Help) SetSize(width, height int) {
	h.width, h.height = max(0, width), max(0, height)
	h.scroll(0)
}

// Place is where its keys are looked up.
func (h *Help) Place() keys.Place { return keys.Prompt }

// Typing is true: letters filter.
func (h *Help) Typing() bool { return true }

// Hints are the keys that the status line names.
func (h *Help) Hints() []keys.Action { return []keys.Action{keys.Down, keys.Up, keys.Cancel} }

// Update takes a key or the wheel.
func (h *Help) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		return h.key(msg)
	case tea.PasteMsg:
		h.input.Paste(msg.Content)
		h.top = 0
	case tea.MouseWheelMsg:
		h.scroll(wheel(msg))
	case pane.Restyled:
		h.inks = newInks(h.env.Theme)
	}
	return nil
}

func (h *Help) key(msg tea.KeyPressMsg) tea.Cmd {
	key := msg.String()
	if h.input.Text() == "" && (key == "q" || h.env.Keys.Action(keys.Everywhere, key) == keys.Help) {
		return answer(h.env, nil)
	}
	switch h.env.Keys.Action(keys.Prompt, key) {
	case keys.Accept:
		return answer(h.env, nil)
	case keys.Cancel:
		if h.input.Text() != "" {
			h.input.Set("")
			h.top = 0
			return nil
		}
		return answer(h.env, nil)
	case keys.Down:
		h.scroll(1)
		return nil
	case keys.Up:
		h.scroll(-1)
		return nil
	}
	if msg.Text == "" {
		switch h.env.Keys.Action(keys.Menu, key) {
		case keys.PageDown:
			h.scroll(h.room())
			return nil
		case keys.PageUp:
			h.scroll(-h.room())
			return nil
		}
	}
	if h.input.Press(msg) {
		h.top = 0
	}
	return nil
}

// room is how many lines of keys are seen.
func (h *Help) room() int {
	if h.airy() {
		return h.height - 2
	}
	return max(1, h.height-1)
}

// airy tells whether there is room for a blank line under the title.
func (h *Help) airy() bool { return h.height > 12 }

func (h *Help) scroll(d int) {
	h.top = max(0, min(h.top+d, len(h.body())-h.room()))
}

// View draws the filter and the keys.
func (h *Help) View() string {
	w := h.env.Words
	typed, _ := h.input.View(max(1, h.width/2))
	head := h.inks.title.Paint(w.Say("overlay.help"))
	switch {
	case typed != "":
		head += "  " + h.inks.accent.Paint("/ ") + h.inks.title.Paint(typed)
	default:
		head += "  " + h.inks.note.Paint(w.Say("overlay.help.filter", h.env.Keys.Shown(keys.Prompt, keys.Cancel)))
	}
	body := h.body()
	lines := []string{widget.Blank(indent) + widget.Truncate(head, h.width-indent)}
	if h.airy() {
		lines = append(lines, "")
	}
	if len(body) == 0 {
		body = []string{widget.Blank(indent) + h.inks.note.Paint(w.Say("overlay.help.none"))}
	}
	top := min(h.top, max(0, len(body)-1))
	lines = append(lines, body[top:min(len(body), top+h.room())]...)
	return fit(lines, h.width, h.height)
}

const (
	columnWidth = 46 // of one column of keys and what they do
	keysMost    = 12 // cells that keys are aligned in
)

// body is every line of the help that passes the filter.
func (h *Help) body() []string {
	columns := max(1, (h.width-indent)/columnWidth)
	var lines []string
	for _, s := range h.sections {
		items := h.filtered(s)
		if len(items) == 0 {
			continue
		}
		if len(lines) > 0 {
			lines = append(lines, "")
		}
		lines = append(lines, widget.Blank(indent)+h.inks.title.Paint(s.title))
		lines = append(lines, h.grid(items, columns)...)
	}
	return lines
}

// grid sets items in columns, to be read down each.
func (h *Help) grid(items []helpItem, columns int) []string {
	height := (len(items) + columns - 1) / columns
	lines := make([]string, height)
	width := min(columnWidth, h.width-indent)
	for column := range slices.Chunk(items, height) {
		keyWidth := 0
		for _, it := range column {
			if w := widget.Width(it.keys); w <= keysMost { // longer ones push what they do aside
				keyWidth = max(keyWidth, w)
			}
		}
		for row := range height {
			if row >= len(column) {
				continue
			}
			it := column[row]
			used := max(keyWidth, widget.Width(it.keys))
			says := widget.Truncate(it.says, width-used-3)
			lines[row] += h.inks.key.Paint(widget.FitRight(it.keys, used)) + "  " + h.inks.note.Paint(says) +
				widget.Blank(width-used-2-widget.Width(says))
		}
	}
	for i, l := range lines {
		lines[i] = widget.Blank(indent) + strings.TrimRight(l, " ")
	}
	return lines
}

func (h *Help) filtered(s helpSection) []helpItem {
	words := strings.Fields(strings.ToLower(h.input.Text()))
	return slices.DeleteFunc(slices.Clone(s.items), func(it helpItem) bool {
		in := strings.ToLower(it.keys + " " + it.says)
		for _, w := range words {
			if !strings.Contains(in, w) {
				return true
			}
		}
		return false
	})
}

// Cursor stands where a letter would be entered.
func (h *Help) Cursor() *tea.Cursor {
	_, x := h.input.View(max(1, h.width/2))
	at := indent + widget.Width(h.env.Words.Say("overlay.help")) + 2
	if h.input.Text() != "" {
		at += 2 + x
	}
	return tea.NewCursor(min(at, max(0, h.width-1)), 0)
}
