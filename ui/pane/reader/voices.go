package reader

import (
	"strings"

	"griot/render"
	"griot/ui/keys"
	"griot/ui/widget"
)

// threadRows are the comments under the text, as on a page: how many, the first
// ones, how many more, and where there is none an invitation.
func (p *Pane) threadRows(s *sheet) []row {
	if !p.tail.loaded {
		return nil
	}
	t, w := p.env.Theme, p.env.Words
	total, known, own := p.voices()
	heading := w.Say("reader.comments")
	switch {
	case known && own > 0:
		heading += " (" + w.Number(int64(total)) + "+" + w.Number(int64(own)) + ")"
	case known:
		heading += " (" + w.Number(int64(total)) + ")"
	case own > 0:
		heading += " (" + w.Number(int64(own)) + ")"
	}
	rows := []row{rowOf(t.Strong.Render(widget.Truncate(heading, s.look.Width)))}
	if len(p.tail.voices) == 0 {
		if total > 0 {
			for _, l := range widget.Wrap(w.Say("reader.comments.elsewhere", total), s.look.Width) {
				rows = append(rows, rowOf(t.Dim.Render(l)))
			}
		}
		return append(rows, p.invitation(s, total)...)
	}
	for _, v := range p.tail.voices {
		rows = append(rows, p.voiceRows(s, v)...)
	}
	if more := total + own - len(p.tail.voices); more > 0 {
		line := w.Say("reader.comments.more", more)
		if here := len(p.tail.thread.Comments) - len(p.tail.voices); here < more {
			line = w.Say("reader.comments.more.here", more, here)
		}
		r := rowOf(t.Dim.Render(widget.Truncate(line, s.look.Width-4)+" · ") +
			t.Accent.Render(p.env.Keys.Shown(keys.Reader, keys.ShowComments)))
		r.does = doThread
		rows = append(rows, r)
	}
	return rows
}

// voices counts the publisher's comments, and the reader's own. The publisher's
// number may be unknown; what is here is a comment in any case.
func (p *Pane) voices() (total int, known bool, own int) {
	for _, c := range p.tail.thread.Comments {
		if c.Own {
			own++
		} else {
			total++
		}
	}
	n, given := p.shown.Comments.Value()
	return max(total, int(n)), given || total > 0, own
}

// invitation asks for a comment, and says where it will be.
func (p *Pane) invitation(s *sheet, total int) []row {
	t, w, width := p.env.Theme, p.env.Words, s.look.Width
	ask := w.Say("reader.comments.first")
	if total > 0 {
		ask = w.Say("reader.comments.write")
	}
	var rows []row
	for _, l := range widget.Phrases([]widget.Phrase{
		{Text: ask, Style: t.Dim},
		{Text: p.env.Keys.Shown(keys.Reader, keys.Write), Style: t.Accent, Glue: "  "},
		{Text: w.Say("reader.comments.kept", p.shown.SourceLabel), Style: t.Dim, Glue: "  "},
	}, width) {
		rows = append(rows, row{Line: render.Line{Text: l}, does: doWrite})
	}
	return rows
}

// voiceRows are one comment under the text, and a blank line.
func (p *Pane) voiceRows(s *sheet, v voice) []row {
	t, w := p.env.Theme, p.env.Words
	in := indent(v.Depth)
	guide := t.Faint.Render(strings.Repeat("│ ", in/2))
	width := max(1, s.look.Width-in)
	name, style := v.Author, t.Strong
	if v.Own {
		style = t.Own.Bold(true)
	}
	if name == "" {
		name = w.Say("comments.nobody")
	}
	when := w.When(v.Published, p.env.Now())
	name = widget.Truncate(name, width)
	line := guide + style.Render(name)
	if widget.Width(name)+2+widget.Width(when) <= width {
		line += "  " + t.Dim.Render(when)
	}
	if you := w.Say("comments.you"); v.Own && widget.Width(name)+widget.Width(when)+widget.Width(you)+4 <= width {
		line += "  " + t.Own.Render(you)
	}
	rows := []row{rowOf(line)}
	for _, l := range v.lines {
		l.Text, l.Spans = guide+l.Text, nil // its links are the thread's, not the article's
		rows = append(rows, row{Line: l})
	}
	rows = append(rows, row{})
	for i := range rows {
		rows[i].does = doThread
	}
	return rows
}
