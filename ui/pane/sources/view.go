package sources

import (
	"strings"

	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"

	"griot/feed"
	"griot/render/plain"
	"griot/ui/keys"
	"griot/ui/pane"
	"griot/ui/theme"
	"griot/ui/widget"
)

const (
	lead       = 4  // bar, mark, blanks
	labelLeast = 16 // cells that a source's name keeps
	labelMost  = 34
	noteLeast  = 18
	wheelRows  = 3
)

// inks are the styles of the list.
type inks struct {
	strong, plain, dim, faint, accent, fault widget.Ink
	row, selected                            rowInks
}

type rowInks struct{ bar, mark, label, read, figure, dim, fault, gap widget.Ink }

func newInks(t *theme.Theme) inks {
	ink := widget.InkOf
	return inks{
		strong: ink(t.Strong), plain: ink(t.Plain), dim: ink(t.Dim), faint: ink(t.Faint),
		accent: ink(t.Accent), fault: ink(t.Error),
		row:      rowInksOf(t, lipgloss.NewStyle(), t.Dim),
		selected: rowInksOf(t, t.Selected.Bold(true), t.Strong),
	}
}

func rowInksOf(t *theme.Theme, ground, read lipgloss.Style) rowInks {
	on := func(s lipgloss.Style) widget.Ink { return widget.InkOf(s.Inherit(ground)) }
	return rowInks{
		bar: on(t.Accent), mark: on(t.Accent), label: on(t.Strong), read: on(read),
		figure: on(t.Strong.UnsetBold()), dim: on(t.Dim), fault: on(t.Error), gap: on(lipgloss.NewStyle()),
	}
}

// detailLines is how many lines tell more of the selected source.
func (p *Pane) detailLines() int {
	switch {
	case p.Typing():
		return min(2, max(1, p.height-1))
	case p.height < 8:
		return 0
	case p.low():
		return 3
	default:
		return 5
	}
}

// low tells whether lines are scarce: as on a terminal of fewer than 30.
func (p *Pane) low() bool { return p.height < 26 }

func (p *Pane) headLines() int {
	if p.height < 4 {
		return 0
	}
	return 1
}

func (p *Pane) rowsHeight() int { return max(0, p.height-p.headLines()-p.detailLines()) }

// widths are those of the columns, 0 for one that is not shown.
type widths struct{ label, note, unread, total, read int }

func (p *Pane) measure() {
	w := p.env.Words
	c := widths{unread: widget.Width(w.Say("sources.column.unread"))}
	free := p.width - lead - 1 - labelLeast - c.unread - 2
	for _, it := range p.window.Rows() {
		c.read = max(c.read, widget.Width(p.lastRead(it.Source)))
		c.total = max(c.total, widget.Width(w.Number(int64(it.Total))))
	}
	c.read = max(c.read, widget.Width(w.Say("sources.column.read")))
	c.total = max(c.total, widget.Width(w.Say("sources.column.total")))
	if free < c.read+2 {
		c.read = 0
	} else {
		free -= c.read + 2
	}
	if free < c.total+2 {
		c.total = 0
	} else {
		free -= c.total + 2
	}
	c.label = labelLeast + max(0, free)
	if c.label > labelMost && c.label-labelMost > noteLeast {
		c.note = min(c.label-labelMost-2, 70)
		c.label = labelMost
	}
	p.columns = c
}

// lastRead is when a source was last read, short enough for a column.
func (p *Pane) lastRead(s feed.Source) string {
	if s.Kind == feed.KindSample {
		return "–"
	}
	if s.Health.Success.IsZero() {
		return p.env.Words.Say("sources.never")
	}
	return p.env.Words.RowDate(feed.At(s.Health.Success), p.env.Now())
}

// View draws the list and what there is to know of the selected source.
func (p *Pane) View() string {
	if p.height <= 0 || p.width <= 0 {
		return widget.Lines(nil, p.height)
	}
	c := p.columns
	lines := make([]string, 0, p.height)
	if p.headLines() > 0 {
		lines = append(lines, p.header(c))
	}
	rows, cursor := p.window.Rows(), p.window.Cursor()
	if p.loaded && len(rows) == 0 {
		lines = append(lines, p.empty()...)
	}
	for _, line := range p.window.Lines() {
		if line.Title {
			lines = append(lines, widget.Blank(lead)+p.inks.faint.Paint(widget.Truncate(p.groupName(rows[line.Row].group), p.width-lead)))
			continue
		}
		lines = append(lines, p.row(rows[line.Row].Source, c, line.Row == cursor))
	}
	room := p.height - p.detailLines()
	for len(lines) < room {
		lines = append(lines, "")
	}
	lines = append(lines[:room], p.detail()...)
	for i, l := range lines {
		if widget.Width(l) > p.width {
			lines[i] = widget.Truncate(l, p.width)
		}
	}
	return widget.Lines(lines, p.height)
}

// groupName is a tag, or what stands over the sources that have none.
func (p *Pane) groupName(group string) string {
	if group == "" {
		return p.env.Words.Say("sources.untagged")
	}
	return plain.Line(group)
}

// header names the columns, and on the left the tag of the first row below.
func (p *Pane) header(c widths) string {
	w := p.env.Words
	left := ""
	if rows := p.window.Rows(); len(rows) > 0 && rows[0].group != "" {
		left = p.groupName(rows[p.window.Top()].group)
	}
	var b strings.Builder
	b.WriteString(widget.Blank(lead))
	p.inks.faint.Add(&b, widget.Fit(left, c.label))
	if c.note > 0 {
		b.WriteString(widget.Blank(c.note + 2))
	}
	for _, column := range []struct {
		width int
		name  string
	}{
		{c.unread, w.Say("sources.column.unread")}, {c.total, w.Say("sources.column.total")}, {c.read, w.Say("sources.column.read")},
	} {
		if column.width > 0 {
			p.inks.faint.Add(&b, "  "+widget.FitRight(column.name, column.width))
		}
	}
	return widget.Truncate(b.String(), p.width)
}

func (p *Pane) row(s feed.Source, c widths, selected bool) string {
	ink := p.inks.row
	if selected {
		ink = p.inks.selected
	}
	var b strings.Builder
	bar, mark := " ", " "
	if selected {
		bar = "▌"
	}
	label, figure := ink.read, ink.dim
	if s.Unread > 0 {
		mark, label, figure = "●", ink.label, ink.figure
	}
	ink.bar.Add(&b, bar)
	if s.Health.Failure != nil {
		ink.fault.Add(&b, "! ")
	} else {
		ink.mark.Add(&b, mark+" ")
	}
	ink.gap.Add(&b, " ")
	label.Add(&b, widget.Fit(widget.Steady(plain.Line(s.Label())), c.label))
	if c.note > 0 {
		note, hue := p.note(s), ink.dim
		if s.Health.Failure != nil {
			hue = ink.fault
		}
		hue.Add(&b, "  "+widget.Fit(note, c.note))
	}
	w := p.env.Words
	figure.Add(&b, "  "+widget.FitRight(w.Number(int64(s.Unread)), c.unread))
	if c.total > 0 {
		ink.dim.Add(&b, "  "+widget.FitRight(w.Number(int64(s.Total)), c.total))
	}
	if c.read > 0 {
		ink.dim.Add(&b, "  "+widget.FitRight(p.lastRead(s), c.read))
	}
	ink.gap.Add(&b, " ")
	if selected {
		used := lead + c.label + 2 + c.unread + 1
		for _, w := range []int{c.note, c.total, c.read} {
			if w > 0 {
				used += w + 2
			}
		}
		ink.gap.Add(&b, widget.Blank(p.width-used))
	}
	return b.String()
}

// note is what stands beside a source's name: what is wrong with it, else where it is.
func (p *Pane) note(s feed.Source) string {
	if f := s.Health.Failure; f != nil {
		says := p.env.Words.Failure(f, s.Label())
		return strings.TrimPrefix(says, plain.Line(s.Label())+" ") // its name stands before it
	}
	for _, where := range []string{s.Site, s.Address} {
		if _, rest, ok := strings.Cut(where, "://"); ok {
			return strings.TrimSuffix(strings.TrimPrefix(plain.Line(rest), "www."), "/")
		}
	}
	if s.Kind == feed.KindSample || s.Kind == feed.KindInput {
		return ""
	}
	return plain.Line(s.Address)
}

// detail tells of the selected source what its row has no room for, or holds the
// line that is typed into.
func (p *Pane) detail() []string {
	n := p.detailLines()
	if n == 0 {
		return nil
	}
	if p.Typing() {
		return p.editLines(n)
	}
	lines := make([]string, 0, n)
	s, ok := p.Selected()
	if !ok {
		return lines
	}
	w, room := p.env.Words, p.width-lead-1
	if !p.low() {
		lines = append(lines, "")
	}
	add := func(ink widget.Ink, text string) {
		for _, l := range widget.Wrap(text, room) {
			if len(lines) < n {
				lines = append(lines, widget.Blank(lead)+ink.Paint(l))
			}
		}
	}
	if s.Kind == feed.KindSample {
		add(p.inks.dim, w.Say("sources.sample"))
		return lines
	}
	if f := s.Health.Failure; f != nil {
		add(p.inks.fault, w.Failure(f, s.Label()))
	}
	if s.Health.Cut {
		add(p.inks.dim, w.Say("sources.cut"))
	}
	lines = append(lines, p.linkLines(s, room, n-len(lines))...)
	add(p.inks.dim, p.health(s))
	if tags := shownTags(s.Tags); len(tags) > 0 {
		add(p.inks.dim, strings.Join(tags, ", "))
	}
	return lines
}

// health says when a source was last read.
func (p *Pane) health(s feed.Source) string {
	w := p.env.Words
	if s.Health.Success.IsZero() {
		return w.Say("sources.read.never")
	}
	return w.Say("sources.read.last", w.Moment(s.Health.Success, p.env.Now()))
}

// linkLines are a source's addresses, each with the key that opens or copies it, on
// at most so many lines.
func (p *Pane) linkLines(s feed.Source, room, most int) []string {
	var lines []string
	line, used := "", 0
	for _, l := range []struct {
		action  keys.Action
		address string
	}{{keys.CopyAddress, s.Address}, {keys.Browser, s.Site}, {keys.Contact, s.Contact}} {
		if l.address == "" || l.action == keys.Browser && l.address == s.Address {
			continue
		}
		key := p.env.Keys.Shown(keys.Sources, l.action)
		address := widget.Truncate(plain.Line(l.address), room-widget.Width(key)-1)
		width := widget.Width(key) + 1 + widget.Width(address)
		if used > 0 && used+3+width > room {
			lines = append(lines, widget.Blank(lead)+line)
			line, used = "", 0
		}
		if used > 0 {
			line, used = line+"   ", used+3
		}
		line += p.inks.strong.Paint(key) + " " + p.inks.dim.Paint(address)
		used += width
	}
	lines = append(lines, widget.Blank(lead)+line)
	return lines[:max(0, min(most, len(lines)))]
}

func (p *Pane) editLines(n int) []string {
	w := p.env.Words
	what := w.Say("sources.edit.name", w.Quote(p.edit.source.Label()))
	if p.edit.what == editTags {
		what = w.Say("sources.edit.tags", w.Quote(p.edit.source.Label()))
	}
	typed, _ := p.edit.input.View(p.inputWidth())
	line := widget.Blank(lead-3) + p.inks.accent.Paint("›  ") + p.inks.strong.Paint(typed)
	if n == 1 {
		return []string{line}
	}
	return []string{widget.Blank(lead) + p.inks.dim.Paint(widget.Truncate(what, p.width-lead)), line}
}

func (p *Pane) inputWidth() int { return max(1, p.width-lead-1) }

func (p *Pane) empty() []string {
	w := p.env.Words
	return []string{
		"",
		widget.Blank(lead) + p.inks.strong.Paint(widget.Truncate(w.Say("sources.empty"), p.width-lead)),
		widget.Blank(lead) + p.inks.dim.Paint(widget.Truncate(w.Say("sources.empty.next", p.env.Keys.Shown(keys.Sources, keys.AddSource)), p.width-lead)),
	}
}

// Cursor stands on the selected row, or in the line that is typed into.
func (p *Pane) Cursor() *tea.Cursor {
	if p.Typing() {
		_, x := p.edit.input.View(p.inputWidth())
		return tea.NewCursor(min(lead+x, max(0, p.width-1)), max(0, p.height-1))
	}
	for y, line := range p.window.Lines() {
		if !line.Title && line.Row == p.window.Cursor() {
			c := tea.NewCursor(0, y+p.headLines())
			c.Shape, c.Blink = tea.CursorBar, false
			return c
		}
	}
	return nil
}

func (p *Pane) clicked(msg tea.MouseClickMsg) tea.Cmd {
	lines := p.window.Lines()
	at := msg.Y - p.headLines()
	if msg.Button != tea.MouseLeft || at < 0 || at >= len(lines) || lines[at].Title {
		return nil
	}
	if lines[at].Row != p.window.Cursor() {
		p.window.Select(lines[at].Row)
		return nil
	}
	s, _ := p.Selected()
	return p.env.Ask(pane.ShowHeadlines{Source: s, FromSources: true})
}

func (p *Pane) wheeled(msg tea.MouseWheelMsg) tea.Cmd {
	switch msg.Button {
	case tea.MouseWheelDown:
		p.window.Scroll(wheelRows)
	case tea.MouseWheelUp:
		p.window.Scroll(-wheelRows)
	}
	return nil
}
