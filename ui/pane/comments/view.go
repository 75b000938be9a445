package comments

import (
	"strings"

	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"

	"griot/feed"
	"griot/ui/widget"
)

// View draws the window's rows.
func (p *Pane) View() string {
	lines := make([]string, 0, p.height)
	pad := widget.Blank(p.left())
	for s := range p.flow.Rows() {
		line := p.draw(s)
		if line != "" {
			line = pad + line
		}
		if p.width < leastWidth+gutter {
			line = ansi.Truncate(line, p.width, "") // nothing is set for so little room
		}
		lines = append(lines, line)
	}
	return widget.Lines(lines, p.height)
}

func (p *Pane) draw(s widget.Spot) string {
	switch {
	case s.Block == 0:
		return p.head[s.Row]
	case s.Block > len(p.tree.shown):
		return p.foot[s.Row]
	default:
		return p.drawComment(s.Block-1, s.Row)
	}
}

func (p *Pane) drawComment(pos, row int) string {
	t := p.env.Theme
	c := p.tree.all[p.tree.shown[pos]]
	kind, n := p.partOf(pos, row)
	switch kind {
	case partRule:
		return widget.Blank(gutter) + t.Rule.Render(widget.Rule(p.textWidth()-gutter))
	case partBlank:
		return ""
	case partGap:
		return p.drawGap(pos, c)
	}
	bar := widget.Blank(gutter)
	if c.ID == p.selected {
		bar = t.Accent.Render("▌") + " "
	}
	line := bar + p.guides(c.Depth)
	width := p.textWidth() - gutter - step*min(c.Depth, p.levels())
	switch kind {
	case partName:
		return line + p.drawName(c, width)
	case partOrphan:
		return line + t.Dim.Render(widget.Truncate(p.env.Words.Say("comments.orphan"), width))
	case partFolded:
		return line + t.Dim.Render(widget.Truncate("└ "+p.env.Words.Say("comments.folded", c.Replies), width))
	case partBody, partRule, partBlank, partGap:
		said := p.prose[c.ID].lines[n].Text
		if p.prose[c.ID].look.Width > width {
			said = ansi.Truncate(said, width, "") // set for another width, until the new lines are there
		}
		return line + said
	default:
		return line
	}
}

// drawGap is the line behind a comment: the guides go on to what follows.
func (p *Pane) drawGap(pos int, c feed.Threaded) string {
	if pos+1 >= len(p.tree.shown) {
		return ""
	}
	depth := min(c.Depth, p.tree.all[p.tree.shown[pos+1]].Depth)
	if depth == 0 {
		return ""
	}
	return widget.Blank(gutter) + p.guides(depth)
}

// drawName says who wrote it and when, and what is particular about it.
func (p *Pane) drawName(c feed.Threaded, width int) string {
	t, w := p.env.Theme, p.env.Words
	name, style := c.Author, t.Strong
	if name == "" {
		name = w.Say("comments.nobody")
	}
	if c.Own {
		style = t.Own.Bold(true)
	}
	name = widget.Truncate(name, width)
	line, used := style.Render(name), widget.Width(name)
	add := func(text string, style lipgloss.Style) bool {
		if used+2+widget.Width(text) > width {
			return false
		}
		line += "  " + style.Render(text)
		used += 2 + widget.Width(text)
		return true
	}
	add(w.When(c.Published, p.env.Now()), t.Dim)
	if c.Own {
		add(w.Say("comments.you"), t.Own)
	}
	if !c.Own && p.tree.fresh[c.ID] && !add("● "+w.Say("comments.mark.new"), t.Accent) {
		add("●", t.Accent)
	}
	if c.Own && !c.Edited.IsZero() {
		add(w.Say("comments.edited", w.Moment(c.Edited, p.env.Now())), t.Dim)
	}
	if !c.Own && c.Author != "" && strings.EqualFold(c.Author, p.article.Author) {
		add(w.Say("comments.author"), t.Dim)
	}
	if c.Depth > p.levels() {
		if i := p.tree.parent(p.tree.index(c.ID)); i >= 0 {
			add("↳ "+p.tree.all[i].Author, t.Dim)
		}
	}
	return line
}

// Cursor is where the terminal's cursor stands: on the selected comment.
func (p *Pane) Cursor() *tea.Cursor {
	row := 0
	for s := range p.flow.Rows() {
		if c, ok := p.at(s.Block); ok && c.ID == p.selected {
			if kind, _ := p.partOf(s.Block-1, s.Row); kind >= partName {
				return tea.NewCursor(min(p.left()+gutter+step*min(c.Depth, p.levels()), max(0, p.width-1)), row)
			}
		}
		row++
	}
	return tea.NewCursor(min(p.left(), max(0, p.width-1)), 0)
}
