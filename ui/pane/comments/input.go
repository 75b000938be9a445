package comments

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"griot/feed"
	"griot/render"
	"griot/render/plain"
	"griot/ui/keys"
	"griot/ui/pane"
	"griot/ui/widget"
)

// key carries out what a key means here.
func (p *Pane) key(msg tea.KeyPressMsg) tea.Cmd {
	action := p.env.Keys.Action(keys.Comments, msg.String())
	if p.move(action) {
		return nil
	}
	switch action {
	case keys.Fold:
		return p.foldOrBack()
	case keys.Unfold:
		p.unfold()
	case keys.ToggleFold:
		p.toggleFold()
	case keys.Back:
		return p.back()
	case keys.Write:
		return p.compose(feed.Draft{Article: p.article.ID}, feed.Comment{})
	case keys.RefreshAll:
		return p.ask()
	case keys.Browser:
		return p.browse()
	case keys.FullWidth:
		top := p.anchor()
		p.wide = !p.wide
		p.layOut(p.found(top))
	default:
		return p.onComment(action)
	}
	return nil
}

// onComment carries out the keys that act on the selected comment.
func (p *Pane) onComment(action keys.Action) tea.Cmd {
	c, ok := p.current()
	if !ok {
		if action == keys.Reply { // there is only the article to answer
			return p.compose(feed.Draft{Article: p.article.ID}, feed.Comment{})
		}
		return nil
	}
	w := p.env.Words
	switch action {
	case keys.Reply:
		return p.compose(feed.Draft{Article: p.article.ID, ReplyTo: c.ID}, c.Comment)
	case keys.Edit:
		if !c.Own {
			return p.env.Ask(pane.Say{Text: w.Say("comments.edit.others"), Error: true})
		}
		return p.compose(feed.Draft{Article: p.article.ID, Editing: c.ID, Body: c.Body}, feed.Comment{})
	case keys.Delete:
		if !c.Own {
			return p.env.Ask(pane.Say{Text: w.Say("comments.delete.others"), Error: true})
		}
		return p.delete(c.ID)
	case keys.CopyAddress:
		said := w.Say("comments.copied")
		return func() tea.Msg {
			text := c.Body
			if !c.Own {
				text = render.Markdown(c.Body)
			}
			return pane.CopyText{Text: plain.Text(text), Said: said}
		}
	}
	return nil
}

func (p *Pane) compose(d feed.Draft, parent feed.Comment) tea.Cmd {
	if p.article.ID == 0 {
		return nil
	}
	return p.env.Ask(pane.ComposeDraft{Article: p.article, Draft: d, Parent: parent})
}

// delete returns the command that takes an own comment out of the thread.
func (p *Pane) delete(id feed.CommentID) tea.Cmd {
	lib, w := p.lib, p.env.Words
	ctx := context.WithoutCancel(p.env.Ctx) // begun, it is finished, also when griot is left
	p.env.Act()
	return func() tea.Msg {
		act, err := lib.DeleteComment(ctx, id)
		return pane.Did{Act: act, Said: w.Say("comments.deleted"), Err: err}
	}
}

func (p *Pane) back() tea.Cmd {
	seen := p.seen()
	if p.state == loaded {
		p.tree.fresh = nil // the visit is over
		p.state = absent
	}
	return tea.Batch(seen, p.env.Ask(pane.Back{}))
}

// page is where the discussion can be read.
func (p *Pane) page() string {
	if p.thread.Page != "" {
		return p.thread.Page
	}
	return p.article.Link
}

func (p *Pane) browse() tea.Cmd {
	if p.page() == "" {
		return p.env.Ask(pane.Say{Text: p.env.Words.Say("comments.page.none"), Error: true})
	}
	return p.env.Ask(pane.OpenAddress{URL: p.page()})
}

// current is the selected comment.
func (p *Pane) current() (c feed.Threaded, ok bool) {
	i := p.tree.index(p.selected)
	if i < 0 {
		return c, false
	}
	return p.tree.all[i], true
}

// foldOrBack folds the replies, else goes to the comment that is answered, else
// back.
func (p *Pane) foldOrBack() tea.Cmd {
	c, ok := p.current()
	switch {
	case !ok:
		return p.back()
	case c.Replies > 0 && !p.tree.folded[c.ID]:
		p.setFold(c.ID, true)
	case c.Depth > 0:
		if i := p.tree.parent(p.tree.index(c.ID)); i >= 0 {
			p.selected = p.tree.all[i].ID
			p.revealSelected()
		}
	default:
		return p.back()
	}
	return nil
}

// unfold shows the replies, or goes to the first of them.
func (p *Pane) unfold() {
	c, ok := p.current()
	if !ok || c.Replies == 0 {
		return
	}
	if p.tree.folded[c.ID] {
		p.setFold(c.ID, false)
		return
	}
	p.selectAt(p.tree.position(c.ID) + 1)
}

func (p *Pane) toggleFold() {
	if c, ok := p.current(); ok && c.Replies > 0 {
		p.setFold(c.ID, !p.tree.folded[c.ID])
	}
}

func (p *Pane) setFold(id feed.CommentID, on bool) {
	top := p.anchor()
	p.tree.fold(id, on)
	p.layOut(p.found(top))
	p.revealSelected()
}

// move carries out the keys that move, and tells whether it was one.
func (p *Pane) move(action keys.Action) bool {
	page := max(1, p.height-2)
	switch action {
	case keys.Down:
		p.down()
	case keys.Up:
		p.up()
	case keys.Top:
		p.selectAt(0)
		p.flow.GoTo(widget.Spot{})
	case keys.Bottom:
		p.selectAt(len(p.tree.shown) - 1)
		p.flow.GoToEnd()
	case keys.PageDown:
		p.leap(page)
	case keys.PageUp:
		p.leap(-page)
	case keys.HalfDown:
		p.leap(max(1, p.height/2))
	case keys.HalfUp:
		p.leap(-max(1, p.height/2))
	case keys.NextThread:
		p.stepThread(1)
	case keys.PreviousThread:
		p.stepThread(-1)
	default:
		return false
	}
	return true
}

// down selects the next comment, when the end of this one is on the screen;
// a long one is read on first.
func (p *Pane) down() {
	pos := p.tree.position(p.selected)
	if pos < 0 {
		p.flow.Scroll(1)
		return
	}
	first, rows := p.body(pos)
	end := widget.Spot{Block: 1 + pos, Row: first + rows - 1}
	if _, seen := p.flow.Row(end); !seen && p.onScreen(pos) {
		p.flow.Scroll(max(1, p.height/2))
		return
	}
	if pos == len(p.tree.shown)-1 {
		p.flow.GoToEnd()
		return
	}
	p.selectAt(pos + 1)
}

// up selects the comment before, when the start of this one is on the screen.
func (p *Pane) up() {
	pos := p.tree.position(p.selected)
	if pos < 0 {
		p.flow.Scroll(-1)
		return
	}
	first, _ := p.body(pos)
	start := widget.Spot{Block: 1 + pos, Row: first}
	if _, seen := p.flow.Row(start); !seen && p.onScreen(pos) {
		p.flow.Scroll(-max(1, p.height/2))
		return
	}
	if pos == 0 {
		p.flow.GoTo(widget.Spot{})
		return
	}
	p.selectAt(pos - 1)
}

func (p *Pane) onScreen(pos int) bool {
	for s := range p.flow.Rows() {
		if s.Block == 1+pos {
			return true
		}
	}
	return false
}

func (p *Pane) stepThread(by int) {
	pos := p.tree.position(p.selected)
	for pos += by; pos >= 0 && pos < len(p.tree.shown); pos += by {
		if p.tree.all[p.tree.shown[pos]].Depth == 0 {
			p.selectAt(pos)
			return
		}
	}
}

// leap scrolls, and selects what is on the screen then.
func (p *Pane) leap(rows int) {
	p.flow.Scroll(rows)
	p.followScroll(rows)
}

// followScroll keeps the selection on the screen.
func (p *Pane) followScroll(rows int) {
	if len(p.tree.shown) == 0 {
		return
	}
	if rows > 0 && p.flow.AtEnd() && p.flow.Settled() {
		p.selected = p.tree.all[p.tree.shown[len(p.tree.shown)-1]].ID
		return
	}
	if rows < 0 && p.flow.AtTop() {
		p.selected = p.tree.all[p.tree.shown[0]].ID
		return
	}
	for s := range p.flow.Rows() {
		c, ok := p.at(s.Block)
		if !ok {
			continue
		}
		if kind, _ := p.partOf(s.Block-1, s.Row); kind >= partName && kind < partGap {
			p.selected = c.ID
			return
		}
	}
}

// selectAt selects the comment at a position among those that are shown.
func (p *Pane) selectAt(pos int) {
	if pos < 0 || pos >= len(p.tree.shown) {
		return
	}
	p.selected = p.tree.all[p.tree.shown[pos]].ID
	p.revealSelected()
}

// revealSelected scrolls until the selected comment is on the screen.
func (p *Pane) revealSelected() {
	pos := p.tree.position(p.selected)
	if pos < 0 {
		return
	}
	first, rows := p.body(pos)
	if pos == 0 { // the head belongs to it
		p.flow.GoTo(widget.Spot{})
		return
	}
	p.flow.Reveal(widget.Spot{Block: 1 + pos, Row: first}, min(rows, max(1, p.height)))
}

// holds tells whether the selected comment is on the screen.
func (p *Pane) holds() bool {
	pos := p.tree.position(p.selected)
	return pos >= 0 && p.onScreen(pos)
}

// hold keeps it there when heights have changed.
func (p *Pane) hold(held bool) {
	if held && !p.holds() {
		p.revealSelected()
	}
}

func (p *Pane) wheel(msg tea.MouseWheelMsg) {
	const rows = 3
	switch msg.Button {
	case tea.MouseWheelDown:
		p.leap(rows)
	case tea.MouseWheelUp:
		p.leap(-rows)
	}
}

// click selects the comment under the pointer, and folds or unfolds the selected
// one.
func (p *Pane) click(msg tea.MouseClickMsg) {
	row := 0
	for s := range p.flow.Rows() {
		if row == msg.Y {
			if c, ok := p.at(s.Block); ok {
				if c.ID == p.selected {
					p.toggleFold()
				}
				p.selected = c.ID
			}
			return
		}
		row++
	}
}
