package headlines

import (
	"context"
	"errors"

	tea "charm.land/bubbletea/v2"

	"griot/feed"
	"griot/ui/pane"
)

// stepped is the row that a step beyond the window led to.
type stepped struct {
	era  era
	row  feed.Headline
	then follower
	dir  feed.Direction
	err  error
}

// follower is what happens on the row that a step leads to.
type follower uint8

const (
	selectIt follower = iota
	openIt
	passIt // opened in passing: read after a second
)

// step moves to the next row in a direction, or to the next unread one.
func (p *Pane) step(dir feed.Direction, unread bool, then follower) tea.Cmd {
	w := &p.now.window
	rows := w.Rows()
	for i := w.Cursor() + int(dir); i >= 0 && i < len(rows); i += int(dir) {
		if !unread || !rows[i].Read {
			w.Select(i)
			return p.arrivedAt(rows[i].Headline, then)
		}
	}
	if len(rows) == 0 || w.Ends(dir) {
		return p.noFurther(dir, unread)
	}
	return p.stepBeyond(dir, unread, then)
}

// stepBeyond asks the store for a row that the window does not hold.
func (p *Pane) stepBeyond(dir feed.Direction, unread bool, then follower) tea.Cmd {
	rows := p.now.window.Rows()
	edge := rows[0].place()
	if dir == feed.Forward {
		edge = rows[len(rows)-1].place()
	}
	lib, ctx, era, q := p.lib, p.now.ctx, p.now.era, p.now.query
	return func() tea.Msg {
		msg := stepped{era: era, dir: dir, then: then}
		if unread {
			msg.row, msg.err = lib.NextUnread(ctx, q, edge, dir)
			return msg
		}
		page, err := lib.Page(ctx, q, &edge, dir, 1)
		if msg.err = err; err == nil {
			if len(page.Headlines) == 0 {
				msg.err = feed.ErrNoArticle
			} else {
				msg.row = page.Headlines[0]
			}
		}
		return msg
	}
}

// stepped goes to the row that was found: the window is read anew around it.
func (p *Pane) stepped(msg stepped) tea.Cmd {
	if msg.era != p.now.era {
		return nil
	}
	switch {
	case errors.Is(msg.err, context.Canceled):
		return nil
	case errors.Is(msg.err, feed.ErrNoArticle):
		return p.noFurther(msg.dir, true)
	case msg.err != nil:
		return p.complain(msg.err)
	}
	if i := p.now.window.Find(msg.row.ID); i >= 0 { // it has come meanwhile
		p.now.window.Select(i)
		return p.arrivedAt(msg.row, msg.then)
	}
	jump := p.ask(asked{query: p.now.query, source: p.now.source, why: jumped, row: msg.row})
	if msg.then == selectIt {
		return jump
	}
	return tea.Batch(jump, p.arrivedAt(msg.row, msg.then))
}

func (p *Pane) arrivedAt(h feed.Headline, then follower) tea.Cmd {
	switch then {
	case openIt:
		return p.show(h)
	case passIt:
		return p.env.Ask(pane.OpenArticle{Article: h, Query: p.now.query, Passing: true})
	case selectIt:
		return nil
	default:
		return nil
	}
}

func (p *Pane) noFurther(dir feed.Direction, unread bool) tea.Cmd {
	w := p.env.Words
	switch {
	case unread && dir == feed.Forward:
		return p.env.Ask(pane.Say{Text: w.Say("headlines.unread.none.below")})
	case unread:
		return p.env.Ask(pane.Say{Text: w.Say("headlines.unread.none.above")})
	case dir == feed.Forward:
		return p.env.Ask(pane.Say{Text: w.Say("headlines.last")})
	default:
		return p.env.Ask(pane.Say{Text: w.Say("headlines.first")})
	}
}

// open shows the selected article.
func (p *Pane) open() tea.Cmd {
	h, ok := p.Selected()
	if !ok {
		return nil
	}
	return p.show(h)
}

// show opens an article, which the program marks read: the list does so at once.
func (p *Pane) show(h feed.Headline) tea.Cmd {
	if !h.Read {
		p.change(h, true, h.Starred)
	}
	return p.env.Ask(pane.OpenArticle{Article: h, Query: p.now.query})
}
