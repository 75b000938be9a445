package reader

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"griot/feed"
	"griot/render"
	"griot/ui/widget"
)

const (
	// reach is how many blocks around the window are kept rendered.
	reach = 200
	// chunkRows and chunkBlocks bound what one command renders, some 15 ms of work:
	// what the reader asks for meanwhile comes next.
	chunkRows, chunkBlocks = 240, 32
)

// sheet is an article's text as it is set for one width and theme. Its blocks are
// the head, those of the document, and the tail's.
type sheet struct {
	era    uint64
	look   render.Look
	rows   [][]row // nil where a block is not rendered
	flow   widget.Flow
	busy   bool // a command renders for it
	ctx    context.Context
	cancel context.CancelFunc
}

// row is a line on the sheet.
type row struct {
	render.Line
	does deed
}

// deed is what a click on a row does, beside opening the link under it.
type deed uint8

const (
	doNothing deed = iota
	doReadOn
	doThread
	doWrite
	doGoBack // to an earlier text
)

const head = 0 // the block of headline and byline

// The tail's blocks, counted from the first after the document's.
const (
	tailSource  = iota // enclosures and where the article comes from
	tailNext           // the next unread article
	tailThread         // the comments
	tailBlocks         // how many there are
	tailUnknown = 1    // while the rest of the document is: one block that stays unknown
)

// piece is a rendered block of the document.
type piece struct {
	block int // of the document
	lines []render.Line
}

// typeset brings rendered pieces for a sheet.
type typeset struct {
	era    uint64
	pieces []piece
}

func (p *Pane) newSheet() *sheet {
	p.eras++
	if p.sheet != nil {
		p.sheet.cancel()
	}
	s := &sheet{era: p.eras, look: p.env.Theme.Look(p.textWidth())}
	s.ctx, s.cancel = context.WithCancel(p.visit.ctx)
	s.flow.SetWindow(p.window())
	s.resize(1+tailUnknown, widget.Spot{})
	return s
}

func (s *sheet) resize(n int, top widget.Spot) {
	s.rows = make([][]row, n)
	s.flow.Reset(n, top)
}

// splice keeps the blocks before from, and puts n unknown ones behind them.
func (s *sheet) splice(from, n int) {
	s.rows = append(s.rows[:min(from, len(s.rows)):min(from, len(s.rows))], make([][]row, n)...)
	s.flow.Splice(from, n)
}

// set puts a block's rows in their place.
func (s *sheet) set(block int, rows []row) {
	if block >= len(s.rows) {
		return
	}
	if rows == nil {
		rows = []row{}
	}
	s.rows[block] = rows
	s.flow.SetHeight(block, len(rows))
}

// prune forgets blocks far from the window.
func (s *sheet) prune(document int) {
	for i := 1; i <= document && i < len(s.rows); i++ {
		if s.rows[i] != nil && !s.flow.Around(i, reach+chunkBlocks) {
			s.rows[i] = nil
			s.flow.Forget(i)
		}
	}
}

// blocks is how many blocks the document has, as far as it is parsed.
func (p *Pane) blocks() int {
	if p.paper == nil {
		return 0
	}
	return p.paper.doc.Len()
}

// tailAt is the tail's first block; it is not there while the document is not
// parsed in full.
func (p *Pane) tailAt() (block int, there bool) {
	if p.paper == nil {
		return 0, false
	}
	return 1 + p.blocks(), p.paper.whole
}

// lay makes room on a sheet for the document as far as it is parsed, keeping what
// is rendered of it.
func (p *Pane) lay(s *sheet, keep int) {
	rest := tailBlocks
	if !p.paper.whole {
		rest = tailUnknown
	}
	s.splice(1+keep, p.blocks()-keep+rest)
	p.setTail(s)
}

// put sets rendered pieces on a sheet.
func (p *Pane) put(s *sheet, pieces []piece) {
	last := p.blocks() - 1
	for _, pc := range pieces {
		lines := pc.lines
		if pc.block == last && p.paper.whole && signature(lines) {
			lines = p.dimmed(lines)
		}
		rows := make([]row, 0, len(lines)+1)
		for _, l := range lines {
			rows = append(rows, row{Line: l})
		}
		if len(rows) > 0 {
			rows = append(rows, row{}) // between blocks
		}
		s.set(1+pc.block, rows)
	}
	s.flow.Settle()
}

// fit begins to set the text anew when its width is no longer the pane's.
func (p *Pane) fit() tea.Cmd {
	if p.latest().look.Width == p.textWidth() {
		return nil
	}
	return p.reset()
}

// reset sets the text anew, for another width or theme. The old sheet stays on the
// screen until the new one's first screen is there.
func (p *Pane) reset() tea.Cmd {
	if p.next != nil {
		p.next.cancel()
	}
	if p.paper == nil {
		p.sheet = p.newSheet()
		p.setHead()
		if p.shown.ID == 0 {
			return nil
		}
		return p.open() // the answer to the last one would be of the wrong width
	}
	top := p.sheet.flow.Top()
	p.eras++
	s := &sheet{era: p.eras, look: p.env.Theme.Look(p.textWidth())}
	s.ctx, s.cancel = context.WithCancel(p.visit.ctx)
	s.flow.SetWindow(p.window())
	s.resize(1, widget.Spot{})
	p.next = s
	p.lay(s, 0)
	s.set(head, p.headRows(s))
	s.flow.GoTo(widget.Spot{Block: top.Block})
	return tea.Batch(p.render(), p.setTailAgain(), p.rescan())
}

// swap shows the new sheet once its first screen is there, at the same place.
func (p *Pane) swap() {
	s := p.next
	if s == nil {
		return
	}
	top := p.sheet.flow.Top()
	if top.Block >= len(s.rows) || s.rows[top.Block] == nil {
		s.flow.GoTo(widget.Spot{Block: top.Block}) // that is what is wanted now
		return
	}
	if was := len(p.sheet.rows[top.Block]); was > 0 {
		top.Row = top.Row * len(s.rows[top.Block]) / was
	}
	s.flow.GoTo(top)
	if !s.flow.Settled() {
		return
	}
	p.sheet.cancel()
	p.sheet, p.next = s, nil
}

// render returns the command that renders what is wanted most, nil when everything
// is there or one is at it.
func (p *Pane) render() tea.Cmd {
	s := p.latest()
	if s.busy || p.paper == nil {
		return nil
	}
	doc, last := p.paper.doc, p.blocks()
	var wanted []int
	for _, i := range s.flow.Wanted(reach) {
		if i >= 1 && i <= last {
			wanted = append(wanted, i-1)
		}
		if len(wanted) == chunkBlocks {
			break
		}
	}
	if len(wanted) == 0 {
		return nil
	}
	s.busy = true
	era, look, ctx := s.era, s.look, s.ctx
	return func() tea.Msg {
		return typeset{era: era, pieces: setBlocks(ctx, doc, look, wanted)}
	}
}

// setBlocks renders blocks until there are enough rows.
func setBlocks(ctx context.Context, doc *render.Document, look render.Look, blocks []int) []piece {
	renderer := render.NewRenderer(look)
	var pieces []piece
	rows := 0
	for _, i := range blocks {
		if ctx.Err() != nil || rows >= chunkRows {
			break
		}
		lines := renderer.Block(doc, i).Lines
		pieces = append(pieces, piece{block: i, lines: lines})
		rows += len(lines) + 1
	}
	return pieces
}

func (p *Pane) typeset(msg typeset) tea.Cmd {
	s := p.sheet
	if p.next != nil && p.next.era == msg.era {
		s = p.next
	}
	if s.era != msg.era {
		return nil
	}
	s.busy = false
	p.put(s, msg.pieces)
	p.swap()
	p.linkRendered()
	p.noteEnd()
	s.prune(p.blocks())
	return p.render()
}

// spot is where a kept place stands on the sheet.
func spot(at feed.Place) widget.Spot {
	if at.Finished || at.Block == 0 && at.Line == 0 {
		return widget.Spot{}
	}
	return widget.Spot{Block: 1 + max(0, at.Block), Row: max(0, at.Line)}
}
