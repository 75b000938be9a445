package reader

import (
	"context"
	"slices"

	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"

	"griot/render"
	"griot/ui/keys"
	"griot/ui/pane"
	"griot/ui/widget"
)

// finder finds words in the text: in what is rendered and in what is not.
type finder struct {
	state   findState
	input   widget.Input
	needle  needle
	era     uint64
	from    widget.Spot // where the reader was when it began
	matches []match     // in the order of the text
	at      int         // the one that the reader is at
	next    int         // how many of order were looked through
	order   []int       // blocks, those from the window on first
}

type findState uint8

const (
	findOff    findState = iota
	findTyping           // the words are being typed
	findKept             // n and N step through the matches
)

// scanned brings the matches of some blocks.
type scanned struct {
	era     uint64
	matches []match
	blocks  int // how many were looked through
}

func (p *Pane) startFind() tea.Cmd {
	if p.paper == nil {
		return nil
	}
	p.find = finder{state: findTyping, era: p.find.era + 1, from: p.sheet.flow.Top()}
	p.sheet.flow.SetWindow(p.window())
	return nil
}

// findKey takes a key for the line of words.
func (p *Pane) findKey(msg tea.KeyPressMsg) tea.Cmd {
	switch p.env.Keys.Action(keys.Prompt, msg.String()) {
	case keys.Accept:
		if p.find.input.Text() == "" {
			return p.clearFind()
		}
		p.find.state = findKept
		p.sheet.flow.SetWindow(p.window())
		return p.moved()
	case keys.Cancel:
		from := p.find.from
		cmd := p.clearFind()
		p.sheet.flow.GoTo(from)
		return cmd
	case keys.Down:
		return p.stepMatch(1)
	case keys.Up:
		return p.stepMatch(-1)
	}
	if p.find.input.Press(msg) {
		return p.lookFor()
	}
	return nil
}

func (p *Pane) findPaste(s string) tea.Cmd {
	if !p.Typing() {
		return nil
	}
	p.find.input.Paste(s)
	return p.lookFor()
}

// clearFind forgets the search; the place stays.
func (p *Pane) clearFind() tea.Cmd {
	p.find = finder{era: p.find.era + 1}
	p.sheet.flow.SetWindow(p.window())
	return p.moved()
}

// lookFor looks for what is typed now, from where the search began.
func (p *Pane) lookFor() tea.Cmd {
	p.find.needle = needleOf(p.find.input.Text())
	return p.scanFrom(p.find.from.Block)
}

// rescan looks again after the text was set anew: its rows are other ones.
func (p *Pane) rescan() tea.Cmd {
	if p.find.state == findOff {
		return nil
	}
	return p.scanFrom(p.sheet.flow.Top().Block)
}

func (p *Pane) scanFrom(block int) tea.Cmd {
	p.find.era++
	p.find.matches, p.find.at, p.find.next, p.find.order = nil, 0, 0, nil
	if len(p.find.needle) == 0 {
		return nil
	}
	n := 1 + p.blocks()
	block = min(block, n-1)
	for i := range n {
		p.find.order = append(p.find.order, (block+i)%n)
	}
	return p.scan()
}

// scan returns the command that looks through the next blocks, those that are not
// rendered as well.
func (p *Pane) scan() tea.Cmd {
	if p.find.next >= len(p.find.order) || p.paper == nil {
		return nil
	}
	s := p.latest()
	doc, look, ctx, era, sought := p.paper.doc, s.look, s.ctx, p.find.era, p.find.needle
	blocks := p.find.order[p.find.next:]
	rendered := make([][]row, 0, chunkBlocks)
	for _, i := range blocks[:min(len(blocks), scanBlocks)] {
		var rows []row
		if i < len(s.rows) {
			rows = s.rows[i]
		}
		rendered = append(rendered, rows)
	}
	return func() tea.Msg {
		found, n := scanBlocksFor(ctx, sought, doc, look, blocks, rendered)
		return scanned{era: era, matches: found, blocks: n}
	}
}

// scanBlocks bounds how many blocks one command looks through.
const scanBlocks = 400

// scanBlocksFor looks through blocks, and renders those that are not, up to a chunk
// of them.
func scanBlocksFor(ctx context.Context, sought needle, doc *render.Document, look render.Look, blocks []int, rendered [][]row) (found []match, n int) {
	renderer := render.NewRenderer(look)
	made := 0
	for n < len(rendered) && made < chunkBlocks && ctx.Err() == nil {
		i, lines := blocks[n], []string(nil)
		switch {
		case rendered[n] != nil:
			for _, r := range rendered[n] {
				lines = append(lines, r.Text)
			}
		case i != head:
			for _, l := range renderer.Block(doc, i-1).Lines {
				lines = append(lines, l.Text)
			}
			made++
		}
		found = append(found, sought.in(i, lines)...)
		n++
	}
	return found, n
}

// scanned takes matches, goes to the first of them, and looks further.
func (p *Pane) scanned(msg scanned) tea.Cmd {
	if msg.era != p.find.era {
		return nil
	}
	first := len(p.find.matches) == 0 && len(msg.matches) > 0
	var here match
	if len(p.find.matches) > 0 {
		here = p.find.matches[p.find.at]
	}
	p.find.matches = append(p.find.matches, msg.matches...)
	p.find.next += max(1, msg.blocks)
	slices.SortFunc(p.find.matches, match.compare)
	if first {
		here = msg.matches[0] // in the order of looking: the first from the window on
	}
	p.find.at = max(0, slices.IndexFunc(p.find.matches, func(m match) bool { return m.compare(here) == 0 }))
	if first {
		p.revealMatch()
		return tea.Batch(p.moved(), p.scan())
	}
	return p.scan()
}

// stepMatch goes to the next match, or the one before.
func (p *Pane) stepMatch(by int) tea.Cmd {
	n := len(p.find.matches)
	if p.find.state == findOff {
		return nil
	}
	if n == 0 {
		return p.env.Ask(pane.Say{Text: p.env.Words.Say("reader.find.none", p.find.input.Text())})
	}
	p.find.at = (p.find.at + by + n) % n
	p.revealMatch()
	return p.moved()
}

func (p *Pane) revealMatch() {
	m := p.find.matches[p.find.at]
	p.sheet.flow.Reveal(widget.Spot{Block: m.block, Row: m.parts[0].row}, len(m.parts))
}

// found are the marks of what was found in a row.
func (p *Pane) found(at widget.Spot) []lipgloss.Range {
	if len(p.find.matches) == 0 {
		return nil
	}
	var marks []lipgloss.Range
	i, _ := slices.BinarySearchFunc(p.find.matches, at.Block, func(m match, block int) int { return m.block - block })
	for ; i < len(p.find.matches) && p.find.matches[i].block == at.Block; i++ {
		for _, part := range p.find.matches[i].parts {
			if part.row != at.Row {
				continue
			}
			style := p.env.Theme.Match
			if i == p.find.at {
				style = p.env.Theme.Accent.Reverse(true)
			}
			marks = append(marks, lipgloss.NewRange(part.from, part.to, style))
		}
	}
	return marks
}

// findCount is where among the matches the reader is: "3/17".
func (p *Pane) findCount() string {
	w := p.env.Words
	switch {
	case p.find.state == findOff || len(p.find.needle) == 0:
		return ""
	case len(p.find.matches) == 0 && p.find.next < len(p.find.order):
		return w.Say("reader.find.looking")
	case len(p.find.matches) == 0:
		return w.Say("reader.find.nothing")
	}
	count := w.Say("reader.find.count", p.find.at+1, len(p.find.matches))
	if p.find.next < len(p.find.order) {
		count += "+"
	}
	return count
}

const findPrompt = "/ "

// findLine is the line that the words are typed into.
func (p *Pane) findLine() string {
	width := p.textWidth()
	count := p.findCount()
	room := width - widget.Width(findPrompt)
	if count != "" {
		room -= widget.Width(count) + 2
	}
	shown, _ := p.find.input.View(max(1, room))
	left := p.env.Theme.Accent.Render(findPrompt) + shown
	return widget.Ends(left, p.env.Theme.Dim.Render(count), width)
}

func (p *Pane) findColumn() int {
	room := p.textWidth() - widget.Width(findPrompt)
	if count := p.findCount(); count != "" {
		room -= widget.Width(count) + 2
	}
	_, cursor := p.find.input.View(max(1, room))
	return widget.Width(findPrompt) + cursor
}
