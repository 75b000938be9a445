package compose

import (
	tea "charm.land/bubbletea/v2"

	"griot/render"
	"griot/ui/widget"
)

// preview is the text as it will be shown.
type preview struct {
	lines []render.Line
	top   int
	asked uint64 // which rendering is the last one asked for
}

// previewed brings the text rendered.
type previewed struct {
	era, asked uint64
	lines      []render.Line
}

func (p *Pane) togglePreview() tea.Cmd {
	if p.stage == previewing {
		p.stage = writing
		return nil
	}
	p.stage = previewing
	p.preview.lines, p.preview.top = nil, 0
	return p.renderPreview()
}

// renderPreview returns the command that renders what is written.
func (p *Pane) renderPreview() tea.Cmd {
	if p.stage != previewing {
		return nil
	}
	p.preview.asked++
	era, asked, text := p.era, p.preview.asked, p.text()
	look := p.env.Theme.Look(p.areaWidth())
	return func() tea.Msg {
		return previewed{era: era, asked: asked, lines: widget.Prose(render.FromMarkdown(text), look, 2*limit)}
	}
}

func (p *Pane) previewed(msg previewed) {
	if msg.era == p.era && msg.asked == p.preview.asked {
		p.preview.lines = msg.lines
		p.preview.move(0, p.boxHeight())
	}
}

// scroll moves in the preview, and tells whether the key did.
func (v *preview) scroll(pressed string, height int) bool {
	switch pressed {
	case "down":
		v.move(1, height)
	case "up":
		v.move(-1, height)
	case "pgdown":
		v.move(height, height)
	case "pgup":
		v.move(-height, height)
	default:
		return false
	}
	return true
}

func (v *preview) move(rows, height int) {
	v.top = max(0, min(v.top+rows, len(v.lines)-height))
}

func (p *Pane) wheel(msg tea.MouseWheelMsg) tea.Cmd {
	const rows = 3
	by := rows
	switch msg.Button {
	case tea.MouseWheelUp:
		by = -rows
	case tea.MouseWheelDown:
	default:
		return nil
	}
	if p.stage == previewing {
		p.preview.move(by, p.boxHeight())
	}
	return nil
}
