package widget

import (
	"strings"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"

	"griot/feed"
	"griot/render"
)

// narrowNoBreak is U+202F, at which ansi.Wrap would break a French number; while
// text is wrapped a character of private use stands for it.
const narrowNoBreak, standIn = "\u202f", "\ue000"

// Wrap breaks text into lines of at most width cells, between words where it can.
func Wrap(text string, width int) []string {
	if text == "" {
		return nil
	}
	text = ansi.Wrap(strings.ReplaceAll(text, narrowNoBreak, standIn), max(1, width), "")
	lines := strings.Split(strings.ReplaceAll(text, standIn, narrowNoBreak), "\n")
	for i, l := range lines {
		lines[i] = strings.TrimRight(l, " ")
	}
	return lines
}

// Phrase is a piece of a running line in one style.
type Phrase struct {
	Text  string
	Style lipgloss.Style
	Glue  string // what stands between it and the phrase before on the same line
}

// Phrases sets phrases beside each other, and begins a new line where the next one
// does not fit. Glue never stands at a line's end, and takes the phrase's style.
func Phrases(phrases []Phrase, width int) []string {
	var lines []string
	line, used := "", 0
	for _, p := range phrases {
		glued := Width(p.Glue) + Width(p.Text)
		switch {
		case p.Text == "":
			continue
		case used > 0 && used+glued <= width:
			line += p.Style.Render(p.Glue + p.Text)
			used += glued
			continue
		case used > 0:
			lines = append(lines, line)
		}
		wrapped := Wrap(p.Text, width)
		last := len(wrapped) - 1
		for _, l := range wrapped[:last] {
			lines = append(lines, p.Style.Render(l))
		}
		line, used = p.Style.Render(wrapped[last]), Width(wrapped[last])
	}
	if used > 0 {
		lines = append(lines, line)
	}
	return lines
}

// proseBytes is how much of a text Prose looks at: render.ParseHead's share.
const proseBytes = 64 << 10

// Prose renders a text of a few paragraphs, at most so many rows of it; where it is
// cut its last row is an ellipsis. It belongs into a command.
func Prose(html string, look render.Look, rows int) []render.Line {
	doc, renderer := render.ParseHead(html), render.NewRenderer(look)
	cut := len(html) > proseBytes
	var lines []render.Line
	for i := range doc.Len() {
		block := renderer.Block(doc, i).Lines
		if len(block) == 0 {
			continue
		}
		if len(lines) > 0 {
			lines = append(lines, render.Line{})
		}
		lines = append(lines, block...)
		if len(lines) > rows || len(lines) == rows && i < doc.Len()-1 {
			lines, cut = lines[:max(0, rows-1)], true
			break
		}
	}
	if cut {
		lines = append(lines, render.Line{Text: Ellipsis})
	}
	return lines
}

// CommentProse renders what a comment says: Markdown in the reader's own, HTML in
// the publisher's. It belongs into a command.
func CommentProse(c feed.Comment, look render.Look, rows int) []render.Line {
	if c.Own {
		return Prose(render.FromMarkdown(c.Body), look, rows)
	}
	return Prose(c.Body, look, rows)
}
