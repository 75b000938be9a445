package comments

import (
	"strings"

	"griot/feed"
	"griot/render"
	"griot/ui/keys"
	"griot/ui/text"
	"griot/ui/widget"
)

const (
	gutter     = 2  // the bar of the selected comment, and a blank
	step       = 2  // a guide and a blank for each level
	leastWidth = 28 // of what a comment says; levels give way to it
	deepest    = 8
)

// layOut arranges the blocks anew, seen from a spot on.
func (p *Pane) layOut(top widget.Spot) {
	p.head, p.foot = p.headLines(), p.footLines()
	p.flow.Reset(len(p.tree.shown)+2, top)
	p.measure()
}

// measure tells the flow how tall the blocks are.
func (p *Pane) measure() {
	p.flow.SetHeight(0, len(p.head))
	for pos := range p.tree.shown {
		if rows, known := p.rows(pos); known {
			p.flow.SetHeight(1+pos, rows)
		}
	}
	p.flow.SetHeight(1+len(p.tree.shown), len(p.foot))
	p.flow.Settle()
}

// at is the comment of a block.
func (p *Pane) at(block int) (c feed.Threaded, ok bool) {
	if block < 1 || block > len(p.tree.shown) {
		return c, false
	}
	return p.tree.all[p.tree.shown[block-1]], true
}

// part is what a row of a comment's block holds.
type part uint8

const (
	partRule   part = iota // between two conversations
	partBlank              // after it
	partName               // who and when
	partOrphan             // that it answers what is not here
	partBody
	partFolded // how many replies are folded
	partGap    // the blank line behind
)

// parts lists how many rows of each part a block has, in order.
func (p *Pane) parts(pos int) (counts [partGap + 1]int, known bool) {
	c := p.tree.all[p.tree.shown[pos]]
	made, known := p.prose[c.ID]
	if c.Depth == 0 && pos > 0 {
		counts[partRule], counts[partBlank] = 1, 1
	}
	counts[partName], counts[partBody], counts[partGap] = 1, len(made.lines), 1
	if c.Orphan {
		counts[partOrphan] = 1
	}
	if p.tree.folded[c.ID] && c.Replies > 0 {
		counts[partFolded] = 1
	}
	return counts, known
}

func (p *Pane) rows(pos int) (rows int, known bool) {
	counts, known := p.parts(pos)
	for _, n := range counts {
		rows += n
	}
	return rows, known
}

// partOf tells which part a row of a block belongs to, and its row in that part.
func (p *Pane) partOf(pos, row int) (part, int) {
	counts, _ := p.parts(pos)
	for k, n := range counts {
		if row < n {
			return part(k), row
		}
		row -= n
	}
	return partGap, 0
}

// body is the first and the number of rows of a block that belong to the comment
// itself.
func (p *Pane) body(pos int) (first, rows int) {
	counts, _ := p.parts(pos)
	first = counts[partRule] + counts[partBlank]
	return first, counts[partName] + counts[partOrphan] + counts[partBody] + counts[partFolded]
}

// headLines are the headline, and how many comments are here, new, and the
// reader's own.
func (p *Pane) headLines() []string {
	if p.state == absent {
		return nil
	}
	t, w, width := p.env.Theme, p.env.Words, p.textWidth()
	var lines []string
	if p.height >= 16 {
		lines = append(lines, "")
	}
	for _, l := range widget.Wrap(p.article.Title, width) {
		lines = append(lines, t.Strong.Render(l))
	}
	switch p.state {
	case broken:
		for _, l := range widget.Wrap(w.Error(p.failed), width) {
			lines = append(lines, t.Error.Render(l))
		}
	case loaded:
		lines = append(lines, widget.Phrases(p.figures(), width)...)
	case loading, absent:
	}
	return append(lines, "")
}

// figures say how many comments are here.
func (p *Pane) figures() []widget.Phrase {
	t, w := p.env.Theme, p.env.Words
	here, own, fresh := 0, 0, 0
	for _, c := range p.tree.all {
		switch {
		case c.Own:
			own++
		default:
			here++
			if p.tree.fresh[c.ID] {
				fresh++
			}
		}
	}
	var said []widget.Phrase
	add := func(text string) { said = append(said, widget.Phrase{Text: text, Style: t.Dim, Glue: " · "}) }
	if total, known := p.article.Comments.Value(); known && max(int(total), here) > 0 {
		add(w.Say("comments.here.of", here, max(int(total), here)))
	} else if here > 0 {
		add(w.Say("comments.here", here))
	}
	if fresh > 0 {
		add(w.Say("comments.new", fresh))
	}
	if own > 0 {
		said = append(said,
			widget.Phrase{Text: w.Say("comments.yours", own), Style: t.Own, Glue: " · "},
			widget.Phrase{Text: w.Say("comments.kept"), Style: t.Dim, Glue: " "})
	}
	return said
}

// footLines invite to write, and say where the rest of the discussion is.
func (p *Pane) footLines() []string {
	if p.state != loaded {
		return nil
	}
	t, w, width := p.env.Theme, p.env.Words, p.textWidth()
	here := 0
	for _, c := range p.tree.all {
		if !c.Own {
			here++
		}
	}
	var lines []string
	total, known := p.article.Comments.Value()
	missing := known && int(total) > here
	if missing && p.page() != "" {
		said := text.ID("comments.elsewhere")
		if here == 0 {
			said = "comments.elsewhere.all"
		}
		lines = append(lines, widget.Phrases([]widget.Phrase{
			{Text: w.Say(said, int(total)-here), Style: t.Dim},
			{Text: p.env.Keys.Shown(keys.Comments, keys.Browser), Style: t.Accent, Glue: "  "},
		}, width)...)
	}
	if len(p.tree.all) == 0 {
		ask := w.Say("comments.first")
		if missing {
			ask = w.Say("comments.first.here")
		}
		lines = append(lines, widget.Phrases([]widget.Phrase{
			{Text: ask, Style: t.Dim},
			{Text: p.env.Keys.Shown(keys.Comments, keys.Write), Style: t.Accent, Glue: "  "},
			{Text: w.Say("comments.kept.from", p.article.SourceLabel), Style: t.Dim, Glue: "  "},
		}, width)...)
	}
	return lines
}

// textWidth is the width of the whole column.
func (p *Pane) textWidth() int {
	_, width := widget.Column(p.width, p.env.Width, p.wide)
	return width
}

// left is where the column begins.
func (p *Pane) left() int {
	left, _ := widget.Column(p.width, p.env.Width, p.wide)
	return left
}

// levels is how many levels are set in; deeper ones stand like the last.
func (p *Pane) levels() int {
	return max(0, min(deepest, (p.textWidth()-gutter-leastWidth)/step))
}

// looks are how comments are rendered at each depth.
func (p *Pane) looks() []render.Look {
	looks := make([]render.Look, p.levels()+1)
	for depth := range looks {
		looks[depth] = p.env.Theme.Look(max(1, p.textWidth()-gutter-step*depth))
	}
	return looks
}

// guides are the lines that lead down a thread.
func (p *Pane) guides(depth int) string {
	depth = min(depth, p.levels())
	if depth == 0 {
		return ""
	}
	return p.env.Theme.Rule.Render(strings.Repeat("│ ", depth))
}
