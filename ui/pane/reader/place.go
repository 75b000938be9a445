package reader

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"

	"griot/feed"
	"griot/ui/widget"
)

// placePause is how long the reader rests before the place is kept.
const placePause = time.Second

// places is what is known about where in the article the reader is.
type places struct {
	kept     feed.Place // as the store has it
	finished bool       // the end of the text was seen in this visit
	read     bool       // the pane had the keys: it was not only shown beside the list
	left     bool       // and lost them since
	waiting  bool       // a placeDue is under way
	at       widget.Spot
}

// placeDue says that the reader may have come to rest.
type placeDue struct{ visit uint64 }

// place is where the reader is now.
func (p *Pane) place() feed.Place {
	at := feed.Place{Finished: p.places.finished}
	if p.paper == nil {
		return at
	}
	top := p.sheet.flow.Top()
	if top.Block == head {
		return at
	}
	at.Block = min(top.Block-1, max(0, p.blocks()-1))
	if top.Block <= p.blocks() {
		at.Line = top.Row
	}
	return at
}

// noteEnd notices that the end of the text is on the screen.
func (p *Pane) noteEnd() {
	first, whole := p.tailAt()
	if !whole || p.paper.back > 0 || p.places.finished || !p.sheet.flow.Filled() {
		return
	}
	for s := range p.sheet.flow.Rows() {
		if s.Block >= first || s.Block == first-1 && s.Row >= len(p.sheet.rows[s.Block])-2 {
			p.places.finished = true
			return
		}
	}
}

// moved notices a movement, and has the place kept once the reader rests.
func (p *Pane) moved() tea.Cmd {
	p.noteEnd()
	more := p.render()
	if p.places.waiting {
		return more
	}
	p.places.waiting = true
	return tea.Batch(more, p.placeSoon())
}

func (p *Pane) placeSoon() tea.Cmd {
	p.places.at = p.sheet.flow.Top()
	return p.later(placePause, placeDue{p.visit.n})
}

func (p *Pane) placeDue(msg placeDue) tea.Cmd {
	if msg.visit != p.visit.n {
		return nil
	}
	if p.places.at != p.sheet.flow.Top() {
		return p.placeSoon()
	}
	p.places.waiting = false
	return p.keepPlace()
}

// keepPlace returns the command that stores the place, nil when it is stored.
func (p *Pane) keepPlace() tea.Cmd {
	if p.paper == nil || p.paper.back > 0 || !p.places.read {
		return nil
	}
	at := p.place()
	if at == p.places.kept {
		return nil
	}
	p.places.kept = at
	p.ahead.drop([]feed.ArticleID{p.shown.ID})
	lib, id := p.lib, p.shown.ID
	ctx := context.WithoutCancel(p.env.Ctx) // begun, it is finished, also when griot is left
	return func() tea.Msg {
		// A place that could not be kept costs the reader a scroll, and the store's
		// trouble is told by whatever the reader wrote or marked.
		_ = lib.SetPlace(ctx, id, at)
		return nil
	}
}
