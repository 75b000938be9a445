package reader

import (
	"slices"

	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"

	"griot/feed"
	"griot/ui/pane"
	"griot/ui/widget"
)

// leastWidth is the narrowest that a text is set for, whatever width it gets.
const leastWidth = 24

// View draws the window's rows.
func (p *Pane) View() string {
	lines := make([]string, 0, p.height)
	pad := widget.Blank(p.left())
	for s := range p.sheet.flow.Rows() {
		line := p.draw(s)
		if line != "" {
			line = pad + line
		}
		lines = append(lines, line)
	}
	if p.Typing() {
		for len(lines) < p.window() {
			lines = append(lines, "")
		}
		lines = append(lines[:p.window()], widget.Truncate(pad+p.findLine(), p.width))
	}
	return widget.Lines(lines, p.height)
}

// draw is a row with what is selected and found in it marked.
func (p *Pane) draw(at widget.Spot) string {
	r := p.sheet.rows[at.Block][at.Row]
	line := r.Text
	if room := p.width - p.left(); p.sheet.look.Width > room || room < leastWidth {
		line = ansi.Truncate(line, room, "") // set for another width, until the new lines are there
	}
	marks := p.found(at)
	if p.links.at != noLink {
		for _, s := range r.Spans {
			if linkOf(s) == p.links.at {
				marks = append(marks, lipgloss.NewRange(s.From, s.To, p.env.Theme.Match))
			}
		}
	}
	if len(marks) == 0 {
		return line
	}
	slices.SortFunc(marks, func(a, b lipgloss.Range) int { return a.Start - b.Start })
	apart := marks[:1]
	for _, m := range marks[1:] {
		if m.Start >= apart[len(apart)-1].End {
			apart = append(apart, m)
		}
	}
	return lipgloss.StyleRanges(line, apart...)
}

// Cursor is where the terminal's cursor stands: in the line that is typed into, on
// the selected link, else on the first line.
func (p *Pane) Cursor() *tea.Cursor {
	if p.Typing() {
		return p.cursor(p.findColumn(), p.height-1)
	}
	if p.links.at != noLink {
		row := 0
		for s := range p.sheet.flow.Rows() {
			for _, span := range p.sheet.rows[s.Block][s.Row].Spans {
				if linkOf(span) == p.links.at {
					return p.cursor(span.From, row)
				}
			}
			row++
		}
	}
	return p.cursor(0, 0)
}

// cursor is a cursor in a column of the text, within the pane.
func (p *Pane) cursor(column, row int) *tea.Cursor {
	return tea.NewCursor(min(p.left()+column, max(0, p.width-1)), max(0, row))
}

// Position tells how far the text is read, by the weight of its source, and what a
// search found.
func (p *Pane) Position() string {
	w := p.env.Words
	if p.links.digits != "" {
		return w.Say("reader.link.number", p.links.digits)
	}
	where := p.where()
	if found := p.findCount(); found != "" && !p.Typing() {
		return found + " · " + where
	}
	return where
}

func (p *Pane) where() string {
	w := p.env.Words
	if p.paper == nil {
		return ""
	}
	_, whole := p.tailAt()
	switch {
	case whole && p.sheet.flow.AtEnd():
		return w.Say("reader.end")
	case p.sheet.flow.AtTop():
		return w.Say("reader.top")
	default:
		return w.Say("reader.percent", p.percent())
	}
}

// percent is how much of the text's source stands above the window's last row.
func (p *Pane) percent() int {
	last, rows := p.sheet.flow.Top(), 0
	for s := range p.sheet.flow.Rows() {
		last, rows = s, len(p.sheet.rows[s.Block])
	}
	doc := p.paper.doc
	var above, all int
	for i := range doc.Len() {
		weight := doc.Weight(i)
		all += weight
		switch {
		case i+1 < last.Block:
			above += weight
		case i+1 == last.Block && rows > 0:
			above += weight * (last.Row + 1) / rows
		}
	}
	if !p.paper.whole {
		all = max(all, len(p.paper.body))
	}
	return min(99, 100*above/max(1, all))
}

func (p *Pane) wheel(msg tea.MouseWheelMsg) tea.Cmd {
	const step = 3
	switch msg.Button {
	case tea.MouseWheelDown:
		p.sheet.flow.Scroll(step)
	case tea.MouseWheelUp:
		p.sheet.flow.Scroll(-step)
	default:
		return nil
	}
	return p.moved()
}

// click opens the link under the pointer, or does what the row stands for.
func (p *Pane) click(msg tea.MouseClickMsg) tea.Cmd {
	if msg.Button != tea.MouseLeft {
		return nil
	}
	row, x := 0, msg.X-p.left()
	for s := range p.sheet.flow.Rows() {
		if row == msg.Y {
			return p.clicked(p.sheet.rows[s.Block][s.Row], x)
		}
		row++
	}
	return nil
}

func (p *Pane) clicked(r row, x int) tea.Cmd {
	for _, s := range r.Spans {
		if i := linkOf(s); x >= s.From && x < s.To && i < len(p.links.all) {
			return p.env.Ask(pane.OpenAddress{URL: p.links.all[i].url})
		}
	}
	if x < 0 || x >= widget.Width(r.Text) {
		return nil
	}
	switch r.does {
	case doReadOn:
		return p.env.Ask(pane.StepArticle{Direction: feed.Forward, Unread: true})
	case doThread:
		return p.env.Ask(pane.OpenThread{Article: p.shown})
	case doGoBack:
		return p.goBack()
	case doWrite:
		return p.write()
	case doNothing:
		return nil
	default:
		return nil
	}
}
