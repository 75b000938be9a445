package headlines

import (
	"context"
	"errors"

	tea "charm.land/bubbletea/v2"

	"griot/feed"
	"griot/ui/keys"
	"griot/ui/pane"
)

// writes are the marks on their way to the store, one after the other: what the
// reader did last is what stays.
type writes struct {
	busy    bool
	waiting []func() tea.Msg
}

// prior is how a row was marked before.
type prior struct {
	id            feed.ArticleID
	read, starred bool
}

// stored says how a mark ended.
type stored struct {
	act    feed.Act
	said   string
	where  string // not empty for many rows: what they were
	before []prior
	err    error
}

// write sends a mark to the store, after those that are on their way.
func (p *Pane) write(do func() tea.Msg) tea.Cmd {
	p.env.Act()
	if p.marks.busy {
		p.marks.waiting = append(p.marks.waiting, do)
		return nil
	}
	p.marks.busy = true
	return do
}

// stored takes note of a mark's end and sends the next.
func (p *Pane) stored(msg stored) tea.Cmd {
	var cmds []tea.Cmd
	p.marks.busy = false
	if len(p.marks.waiting) > 0 {
		next := p.marks.waiting[0]
		p.marks.waiting = p.marks.waiting[1:]
		p.marks.busy = true
		cmds = append(cmds, next)
	}
	w := p.env.Words
	switch {
	case msg.err != nil:
		p.revert(msg.before)
		p.env.Ask(pane.Did{Err: msg.err})
	case msg.where != "" && msg.act.N == 0:
		p.env.Ask(pane.Did{Shown: w.Say("headlines.marked.none", msg.where)})
	case msg.where != "":
		said := w.Say("headlines.marked.all", msg.act.N, msg.where)
		undo := p.env.Keys.Shown(keys.Headlines, keys.Undo)
		p.env.Ask(pane.Did{Act: msg.act, Said: said, Shown: w.Say("headlines.undo", said, undo)})
	default:
		p.env.Ask(pane.Did{Act: msg.act, Said: msg.said})
	}
	return tea.Batch(append(cmds, p.readTotals())...)
}

// revert puts rows back as they were before a mark that could not be stored.
func (p *Pane) revert(before []prior) {
	was := make(map[feed.ArticleID]prior, len(before))
	for _, b := range before {
		was[b.id] = b
	}
	p.eachRow(func(r *row) {
		if b, ok := was[r.ID]; ok {
			r.mark(b.read, b.starred)
		}
	})
}

// change marks an article at once, in the list and in the masthead's figures, and
// says how it was marked before.
func (p *Pane) change(h feed.Headline, read, starred bool) []prior {
	p.eachRow(func(r *row) {
		if r.ID == h.ID {
			r.mark(read, starred)
		}
	})
	p.totals.Unread = max(0, p.totals.Unread+toInt(h.Read)-toInt(read))
	p.totals.Starred = max(0, p.totals.Starred+toInt(starred)-toInt(h.Starred))
	return []prior{{h.ID, h.Read, h.Starred}}
}

func toInt(b bool) int {
	if b {
		return 1
	}
	return 0
}

// toggleRead marks the selected article read, or unread.
func (p *Pane) toggleRead() tea.Cmd {
	h, ok := p.Selected()
	if !ok {
		return nil
	}
	read := !h.Read
	before := p.change(h, read, h.Starred)
	said := p.env.Words.Say("headlines.marked.unread", 1)
	if read {
		said = p.env.Words.Say("headlines.marked.read", 1)
	}
	lib, ctx, visit := p.lib, context.WithoutCancel(p.env.Ctx), p.now.query.Visit
	return p.write(func() tea.Msg {
		act, err := lib.MarkRead(ctx, []feed.ArticleID{h.ID}, read, visit)
		return stored{act: act, said: said, before: before, err: err}
	})
}

// toggleStar stars the selected article, or takes its star.
func (p *Pane) toggleStar() tea.Cmd {
	h, ok := p.Selected()
	if !ok {
		return nil
	}
	on := !h.Starred
	before := p.change(h, h.Read, on)
	said := p.env.Words.Say("headlines.unstarred")
	if on {
		said = p.env.Words.Say("headlines.starred")
	}
	lib, ctx := p.lib, context.WithoutCancel(p.env.Ctx)
	return p.write(func() tea.Msg {
		act, err := lib.Star(ctx, []feed.ArticleID{h.ID}, on)
		return stored{act: act, said: said, before: before, err: err}
	})
}

// markAll marks read all that the list shows. What has arrived meanwhile and waits
// to be shown is not among it.
func (p *Pane) markAll() tea.Cmd {
	if !p.now.loaded {
		return nil
	}
	var before []prior
	p.eachRow(func(r *row) {
		if !r.Read {
			before = append(before, prior{r.ID, r.Read, r.Starred})
			r.mark(true, r.Starred)
		}
	})
	p.totals.Unread = max(0, p.totals.Unread-len(before))
	lib, ctx, q, where := p.lib, context.WithoutCancel(p.env.Ctx), p.now.query, p.where()
	return p.write(func() tea.Msg {
		act, err := lib.MarkAllRead(ctx, q)
		return stored{act: act, where: where, before: before, err: err}
	})
}

// where names what the list shows.
func (p *Pane) where() string {
	w, q := p.env.Words, p.now.query
	if q.Words != "" {
		return w.Say("headlines.where.words", q.Words)
	}
	if p.now.source.ID != 0 {
		return w.Quote(p.now.source.Label())
	}
	switch q.View {
	case feed.Unread:
		return w.Say("headlines.where.unread")
	case feed.Starred:
		return w.Say("headlines.where.starred")
	case feed.Commented:
		return w.Say("headlines.where.commented")
	case feed.All:
		return w.Say("headlines.where.all")
	default:
		return w.Say("headlines.where.all")
	}
}

// patched are rows as the store has them now.
type patched struct {
	rows []feed.Headline
	make maker
	err  error
}

// patch reads rows that are shown again, and leaves them where they stand.
func (p *Pane) patch(ids []feed.ArticleID) tea.Cmd {
	held := ids[:0:0]
	for _, id := range ids {
		if p.holds(id) {
			held = append(held, id)
		}
	}
	if len(held) == 0 {
		return nil
	}
	lib, ctx, make := p.lib, p.env.Ctx, p.maker()
	return func() tea.Msg {
		rows, err := lib.Headlines(ctx, held)
		return patched{rows: rows, make: make, err: err}
	}
}

func (p *Pane) holds(id feed.ArticleID) bool {
	found := false
	p.eachRow(func(r *row) { found = found || r.ID == id })
	return found
}

func (p *Pane) patched(msg patched) tea.Cmd {
	if msg.err != nil {
		if errors.Is(msg.err, context.Canceled) {
			return nil
		}
		return p.complain(msg.err)
	}
	now := make(map[feed.ArticleID]feed.Headline, len(msg.rows))
	for _, h := range msg.rows {
		now[h.ID] = h
	}
	p.eachRow(func(r *row) {
		h, ok := now[r.ID]
		if !ok {
			return
		}
		if p.marks.busy { // what is on its way to the store is newer than what it said
			h.Read, h.Starred = r.Read, r.Starred
		}
		r.become(h, msg.make)
	})
	p.arrange()
	return nil
}

// around are the ids of the rows near the cursor.
func (p *Pane) around() []feed.ArticleID {
	const reach = pageRows / 2
	w := &p.now.window
	var ids []feed.ArticleID
	for i := max(0, w.Top()-reach); i < min(w.Len(), w.Top()+reach); i++ {
		ids = append(ids, w.Rows()[i].ID)
	}
	return ids
}
