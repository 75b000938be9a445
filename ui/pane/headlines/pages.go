package headlines

import (
	"context"
	"errors"

	tea "charm.land/bubbletea/v2"

	"griot/feed"
)

// pages is what is being read at the two ends of the window. A leap of the window
// to another part of the list makes new ones, and the old ones' answers are dropped.
type pages struct {
	ctx    context.Context
	cancel context.CancelFunc
	number era
	ends   [2]end // backward, forward
	tail   bool   // the list's last rows were asked for
}

type end struct{ loading, failed bool }

func newPages(ctx context.Context) pages {
	ctx, cancel := context.WithCancel(ctx)
	return pages{ctx: ctx, cancel: cancel}
}

func (g *pages) end(dir feed.Direction) *end {
	if dir == feed.Backward {
		return &g.ends[0]
	}
	return &g.ends[1]
}

// came is a page that was read.
type came struct {
	era, number era
	dir         feed.Direction
	rows        []*row
	more        bool
	tail        bool
	err         error
}

// fetch returns the commands that read what the window wants beyond its ends.
func (p *Pane) fetch() tea.Cmd {
	if !p.now.loaded || p.width == 0 {
		return nil
	}
	var cmds []tea.Cmd
	for _, dir := range []feed.Direction{feed.Forward, feed.Backward} {
		e := p.now.pages.end(dir)
		if e.loading || e.failed || p.now.window.Len() == 0 || !p.now.window.Wants(dir, marginRows) {
			continue
		}
		e.loading = true
		cmds = append(cmds, p.page(dir))
	}
	if p.wantsTail() {
		p.now.pages.tail = true
		cmds = append(cmds, p.readTail())
	}
	return tea.Batch(cmds...)
}

// wantsTail tells whether the list's last rows are to be read ahead for G: when
// the rows around the cursor are there, and there are more than those.
func (p *Pane) wantsTail() bool {
	g := &p.now.pages
	return !g.tail && p.now.tail == nil && !g.ends[1].loading &&
		!p.now.window.Ends(feed.Forward) && p.now.window.Len() > marginRows
}

func (p *Pane) page(dir feed.Direction) tea.Cmd {
	lib, make, g, era, q := p.lib, p.maker(), p.now.pages, p.now.era, p.now.query
	rows := p.now.window.Rows()
	edge := rows[0].place()
	if dir == feed.Forward {
		edge = rows[len(rows)-1].place()
	}
	return func() tea.Msg {
		page, err := lib.Page(g.ctx, q, &edge, dir, pageRows)
		return came{era: era, number: g.number, dir: dir, rows: make.rows(page.Headlines), more: page.More, err: err}
	}
}

func (p *Pane) readTail() tea.Cmd {
	lib, make, ctx, era, q := p.lib, p.maker(), p.now.ctx, p.now.era, p.now.query
	return func() tea.Msg {
		page, err := lib.Page(ctx, q, nil, feed.Backward, pageRows)
		return came{era: era, rows: make.rows(page.Headlines), tail: true, err: err}
	}
}

func (p *Pane) came(msg came) tea.Cmd {
	switch {
	case msg.era != p.now.era:
		return nil
	case msg.tail:
		if msg.err == nil {
			p.now.tail = msg.rows
		}
		return nil
	case msg.number != p.now.pages.number:
		return nil
	}
	e := p.now.pages.end(msg.dir)
	e.loading = false
	if msg.err != nil {
		if errors.Is(msg.err, context.Canceled) {
			return nil
		}
		e.failed = true // until the next key
		return p.complain(msg.err)
	}
	w := &p.now.window
	added := w.Extend(msg.dir, msg.rows, !msg.more)
	p.look.learn(msg.rows)
	if added == 0 && msg.more { // the store's order changed under the window
		return p.reload()
	}
	if w.Ends(feed.Backward) && len(p.now.head) < pageRows {
		p.now.head = append([]*row(nil), w.Rows()[:min(pageRows, w.Len())]...)
	}
	return nil
}

// leapTo makes rows at an end of the list the window.
func (p *Pane) leapTo(rows []*row, first bool) {
	number := p.now.pages.number + 1
	asked := p.now.pages.tail
	p.now.pages.cancel()
	p.now.pages = newPages(p.now.ctx)
	p.now.pages.number, p.now.pages.tail = number, asked
	w := &p.now.window
	rows = append([]*row(nil), rows...)
	if first {
		w.Reset(rows, true, false, 0)
		p.now.ordinal = 1
		return
	}
	w.Reset(rows, false, true, len(rows)-1)
	p.now.ordinal = 0
	if total, known := p.total(); known && !total.AtLeast {
		p.now.ordinal = max(0, total.N-len(rows)+1)
	}
}

// toEnd puts the cursor on the list's first or last row.
func (p *Pane) toEnd(dir feed.Direction) tea.Cmd {
	w := &p.now.window
	rows, last := p.now.head, 0
	if dir == feed.Forward {
		rows, last = p.now.tail, w.Len()-1
	}
	switch {
	case w.Ends(dir):
		w.Select(last)
		return nil
	case len(rows) > 0:
		p.leapTo(rows, dir == feed.Backward)
		return nil
	default:
		return p.ask(asked{query: p.now.query, source: p.now.source, why: jumped, last: dir == feed.Forward})
	}
}

// eachRow visits every row that is held.
func (p *Pane) eachRow(visit func(*row)) {
	for _, rows := range [][]*row{p.now.window.Rows(), p.now.head, p.now.tail} {
		for _, r := range rows {
			visit(r)
		}
	}
}
