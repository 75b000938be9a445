package compose

import (
	"html"
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"griot/feed"
	"griot/render/plain"
	"griot/ui/widget"
)

// quoteRows is how much of what is answered stands above the box.
const quoteRows = 4

// View draws what is written about, the box, and the line under it.
func (p *Pane) View() string {
	if p.stage == closed {
		return widget.Lines(nil, p.height)
	}
	pad := widget.Blank(p.left())
	var lines []string
	add := func(l string) {
		if l != "" {
			l = pad + l
		}
		if p.width < leastWidth {
			l = ansi.Truncate(l, p.width, "") // nothing is set for so little room
		}
		lines = append(lines, l)
	}
	for _, l := range p.head() {
		add(l)
	}
	for _, l := range p.box() {
		add(l)
	}
	if p.height > 1 {
		add(p.noteLine())
	}
	return widget.Lines(lines, p.height)
}

// bar is what stands before the text.
const bar = "│ "

// leastWidth is the width from which all that is drawn has room.
const leastWidth = 24

// box is the text as it is written, or as it will be shown.
func (p *Pane) box() []string {
	height := p.boxHeight()
	style := p.env.Theme.Rule
	var text []string
	if p.stage == previewing {
		style = p.env.Theme.Accent
		for i := range p.preview.lines[p.preview.top:] {
			text = append(text, p.preview.lines[p.preview.top+i].Text)
		}
	} else {
		p.settle()
		text = strings.Split(plain.Styled(p.area.View()), "\n") // a terminal may paste as keys
	}
	lines := make([]string, height)
	for i := range lines {
		lines[i] = style.Render(bar)
		if i < len(text) {
			lines[i] += ansi.Truncate(text[i], p.areaWidth(), "")
		}
	}
	return lines
}

// areaWidth is how much room a line of the text has.
func (p *Pane) areaWidth() int { return max(1, p.textWidth()-widget.Width(bar)) }

// head says what is written about and where the words go. What says least goes
// first as the height gets scarce: what is answered, the headline, and last where
// the words go.
func (p *Pane) head() []string {
	t, w, width := p.env.Theme, p.env.Words, p.textWidth()
	room := max(0, p.height-2) // the box and the line under it keep a row each
	where := widget.Phrases([]widget.Phrase{
		{Text: p.what(), Style: t.Dim},
		{Text: w.Say("compose.where", p.article.SourceLabel), Style: t.Dim, Glue: " · "},
	}, width)
	if room < len(where)+2 {
		last := widget.Truncate(w.Say("compose.where", p.article.SourceLabel), width)
		return []string{t.Dim.Render(last)}[:min(1, room)]
	}
	lines := []string{t.Strong.Render(widget.Truncate(p.article.Title, width))}
	lines = append(lines, where...)
	if quote := p.quote(width); len(quote) > 0 && len(lines)+len(quote)+4 <= room {
		lines = append(append(lines, ""), quote...)
	}
	if p.height >= 16 {
		lines = append([]string{""}, lines...)
	}
	return append(lines, "")
}

// what says what is being written.
func (p *Pane) what() string {
	w := p.env.Words
	switch {
	case p.draft.Editing != 0:
		return w.Say("compose.what.edit")
	case p.parent.ID != 0 && p.parent.Own:
		return w.Say("compose.what.reply.own")
	case p.parent.ID != 0 && p.parent.Author != "":
		return w.Say("compose.what.reply", p.parent.Author)
	case p.parent.ID != 0:
		return w.Say("compose.what.reply.nobody")
	default:
		return w.Say("compose.what.comment")
	}
}

// quote is the beginning of what is answered.
func (p *Pane) quote(width int) []string {
	if p.parent.ID == 0 {
		return nil
	}
	t := p.env.Theme
	var lines []string
	for _, l := range widget.Wrap(gist(p.parent), max(1, width-2)) {
		if len(lines) == quoteRows {
			lines[quoteRows-1] = widget.Truncate(lines[quoteRows-1]+" "+widget.Ellipsis, width)
			break
		}
		lines = append(lines, l)
	}
	for i, l := range lines {
		lines[i] = t.Faint.Render("│ ") + t.Dim.Render(l)
	}
	return lines
}

// gistBytes is how much of a comment is looked at for its quotation.
const gistBytes = 4096

// gist is a comment's first words, a publisher's without their markup. It is only
// a reminder, so it is made without a renderer.
func gist(c feed.Comment) string {
	body := c.Body
	if len(body) > gistBytes {
		body = strings.ToValidUTF8(body[:gistBytes], "")
	}
	if c.Own {
		return plain.Line(body)
	}
	var b strings.Builder
	inTag := false
	for _, r := range body {
		switch {
		case r == '<':
			inTag = true
			b.WriteByte(' ')
		case inTag:
			inTag = r != '>'
		default:
			b.WriteRune(r)
		}
	}
	return plain.Line(html.UnescapeString(b.String()))
}

// noteLine is the line under the box: what became of the draft, or what went wrong.
func (p *Pane) noteLine() string {
	t, w := p.env.Theme, p.env.Words
	said, style := p.note.text, t.Dim
	if p.note.error {
		style = t.Error
	}
	if p.stage == previewing && said == "" {
		said = w.Say("compose.previewing")
	}
	return style.Render(widget.Truncate(said, p.textWidth()))
}

// textWidth is the width of the box with its bar.
func (p *Pane) textWidth() int {
	_, width := widget.Column(p.width, p.env.Width, false)
	return width
}

// left is where the box begins.
func (p *Pane) left() int {
	left, _ := widget.Column(p.width, p.env.Width, false)
	return left
}

// boxHeight is how many rows of the text are seen.
func (p *Pane) boxHeight() int {
	under := 1
	if p.height <= 1 {
		under = 0
	}
	return max(1, p.height-len(p.head())-under)
}

func (p *Pane) layOut() {
	p.settle()
	p.area.SetWidth(p.areaWidth())
	p.area.View() // lays the text out, so that setting the height can scroll to the cursor
	p.area.SetHeight(p.boxHeight())
	p.preview.move(0, p.boxHeight())
}

// fill puts a text into the box, with the cursor at its end.
func (p *Pane) fill(text string) {
	p.area.SetValue(text)
	p.area.MoveToEnd()
	p.layOut()
}

// Cursor is where the terminal's cursor stands: in the text.
func (p *Pane) Cursor() *tea.Cursor {
	if p.stage != writing && p.stage != saving {
		return nil
	}
	p.settle()
	c := p.area.Cursor()
	if c == nil {
		return nil
	}
	c.X = min(c.X+p.left()+widget.Width(bar), max(0, p.width-1))
	c.Y = min(c.Y+len(p.head()), max(0, p.height-1))
	return c
}
