package headlines

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"griot/feed"
	"griot/ui/keys"
	"griot/ui/widget"
)

// finder is the line that narrows the list.
type finder struct {
	typing bool
	input  widget.Input
	from   feed.Headline // where the cursor was before
}

// startFind opens the line, with the words that hold already.
func (p *Pane) startFind() tea.Cmd {
	if p.now.query.Words == "" {
		p.find.from, _ = p.Selected()
	}
	p.find.typing = true
	p.find.input.Set(p.words())
	p.resize()
	return nil
}

// words are those that the list is narrowed to, or is about to be.
func (p *Pane) words() string { return p.wanted().query.Words }

// typed takes a key of the line.
func (p *Pane) typed(msg tea.KeyPressMsg) tea.Cmd {
	switch p.env.Keys.Action(keys.Prompt, msg.String()) {
	case keys.Accept:
		p.find.typing = false
		p.resize()
		return nil
	case keys.Cancel:
		return p.clearFind()
	case keys.Down:
		p.now.window.Move(1)
		return nil
	case keys.Up:
		p.now.window.Move(-1)
		return nil
	default:
		if !p.find.input.Press(msg) {
			return nil
		}
		return p.narrow()
	}
}

// narrow asks for the rows that match what stands in the line.
func (p *Pane) narrow() tea.Cmd {
	words := strings.Join(strings.Fields(p.find.input.Text()), " ")
	if words == p.words() {
		return nil
	}
	a := p.wanted()
	a.query.Words, a.why = words, narrowed
	if words == "" {
		a.row = p.find.from
	}
	return p.ask(a)
}

// clearFind shows the whole list again, with the cursor on the article that was
// found.
func (p *Pane) clearFind() tea.Cmd {
	p.find.typing = false
	p.find.input.Set("")
	p.resize()
	if p.words() == "" {
		return nil
	}
	a := p.wanted()
	a.query.Words, a.why, a.row = "", entered, p.find.from
	if found, ok := p.Selected(); ok && p.now.query.Words != "" {
		a.row = found
	}
	return p.ask(a)
}
