package reader

import (
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"

	"github.com/charmbracelet/x/ansi"

	"griot/feed"
	"griot/render"
	"griot/ui/widget"
)

// wordsPerMinute is how fast a text is read; scripts without blanks are counted by
// their characters.
const wordsPerMinute, charactersPerMinute = 220, 450

// setHead puts headline and byline on the sheet.
func (p *Pane) setHead() {
	for _, s := range []*sheet{p.sheet, p.next} {
		if s != nil {
			s.set(head, p.headRows(s))
			s.flow.Settle()
		}
	}
}

func (p *Pane) headRows(s *sheet) []row {
	if p.shown.ID == 0 {
		return nil
	}
	t, width := p.env.Theme, s.look.Width
	var rows []row
	if p.height >= 16 {
		rows = append(rows, row{})
	}
	for _, l := range widget.Wrap(p.title(), width) {
		rows = append(rows, rowOf(t.Strong.Render(l)))
	}
	for _, l := range p.byline(width) {
		rows = append(rows, rowOf(l))
	}
	for _, l := range p.changedLines(width) {
		rows = append(rows, row{Line: render.Line{Text: t.Dim.Render(l)}, does: doGoBack})
	}
	rows = append(rows, row{})
	if p.failed != nil {
		for _, l := range widget.Wrap(p.env.Words.Error(p.failed), width) {
			rows = append(rows, rowOf(t.Error.Render(l)))
		}
	}
	if p.paper != nil && p.paper.doc.Len() == 0 {
		for _, l := range widget.Wrap(p.env.Words.Say("reader.empty"), width) {
			rows = append(rows, rowOf(t.Dim.Render(l)))
		}
		rows = append(rows, row{})
	}
	return rows
}

func rowOf(s string) row { return row{Line: render.Line{Text: s}} }

// byline is what is known of who wrote it and when, and of how it was read: on a line
// of its own where one line does not hold both.
func (p *Pane) byline(width int) []string {
	said := func(all ...string) []string {
		var phrases []widget.Phrase
		for _, s := range all {
			phrases = append(phrases, widget.Phrase{Text: s, Style: p.env.Theme.Dim, Glue: " · "})
		}
		return widget.Phrases(phrases, width)
	}
	published, read := p.published(), p.read()
	if one := said(slices.Concat(published, read)...); len(one) <= 1 {
		return one
	}
	return append(said(published...), said(read...)...)
}

// published is what the publisher says of the article.
func (p *Pane) published() []string {
	w, h := p.env.Words, p.shown
	var said []string
	if h.Author != "" {
		said = append(said, w.Say("reader.by", h.Author))
	}
	if h.Published.Known() {
		said = append(said, w.LongDate(h.Published))
	}
	if n, known := h.Views.Value(); known {
		said = append(said, w.Say("reader.views", n))
	}
	return said
}

// read is what the reader did with the article, and how long it takes.
func (p *Pane) read() []string {
	w, h := p.env.Words, p.shown
	var said []string
	if h.Opens > 0 {
		said = append(said, w.Say("reader.opens", h.Opens))
	}
	if p.paper != nil && p.paper.minutes > 0 {
		said = append(said, p.readingTime(p.paper.minutes))
	}
	if h.Starred {
		said = append(said, w.Say("reader.starred"))
	}
	return said
}

// readingTime is said in hours where minutes say too much.
func (p *Pane) readingTime(minutes int) string {
	const hour, long = 60, 120
	if minutes < long {
		return p.env.Words.Say("reader.minutes", minutes)
	}
	return p.env.Words.Say("reader.hours", (minutes+hour/2)/hour)
}

// signed is a last line that says who wrote it and for whom: "Z. T./Malijet". It is
// made of names alone.
var signed = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^` + names + ` ?/ ?` + names + `$`)
})

const names = `\p{Lu}[\p{L}\p{M}\p{N}.,'’&-]*(?: (?:\p{Lu}[\p{L}\p{M}\p{N}.,'’&-]*|ag|al|ben|bin|d[aeu]|el|et|la|le|ould|van|von))*`

// signature tells whether a last paragraph is one.
func signature(lines []render.Line) bool {
	const longest = 240 // bytes
	return len(lines) == 1 && len(lines[0].Spans) == 0 && len(lines[0].Text) <= longest && signed().MatchString(strings.TrimSpace(ansi.Strip(lines[0].Text)))
}

func (p *Pane) dimmed(lines []render.Line) []render.Line {
	return []render.Line{{Text: p.env.Theme.Dim.Render(strings.TrimSpace(ansi.Strip(lines[0].Text)))}}
}

// minutes is how long reading HTML takes, 0 for one without text.
func minutes(html string) int {
	words, characters := 0, 0
	inTag, inWord := false, false
	for _, r := range html {
		switch {
		case inTag:
			inTag = r != '>'
		case r == '<':
			inTag, inWord = true, false
		case unicode.Is(unicode.Han, r) || unicode.Is(unicode.Hiragana, r) || unicode.Is(unicode.Katakana, r):
			characters++
			inWord = false
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			if !inWord {
				words++
			}
			inWord = true
		case unicode.IsSpace(r):
			inWord = false
		}
	}
	if words+characters == 0 {
		return 0
	}
	seconds := words*60/wordsPerMinute + characters*60/charactersPerMinute
	return max(1, (seconds+30)/60)
}

// textWidth is the width that the text is set for.
func (p *Pane) textWidth() int {
	_, width := widget.Column(p.width, p.env.Width, p.wide)
	return width
}

// left is the column in which the text begins.
func (p *Pane) left() int {
	left, _ := widget.Column(p.width, p.env.Width, p.wide)
	return left
}

// window is how many rows of the text are seen: the line that is typed into while
// searching takes one.
func (p *Pane) window() int {
	if p.Typing() {
		return max(0, p.height-1)
	}
	return p.height
}

// article is what acts on the shown article are made for.
func (p *Pane) ids() []feed.ArticleID { return []feed.ArticleID{p.shown.ID} }
