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

// Prose renders a short text whole. It belongs into a command.
func Prose(html string, look render.Look) []render.Line {
	doc, renderer := render.Parse(html), render.NewRenderer(look)
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
	}
	return lines
}

// CommentProse renders what a comment says: Markdown in the reader's own, HTML in
// the publisher's. It belongs into a command.
func CommentProse(c feed.Comment, look render.Look) []render.Line {
	if c.Own {
		return Prose(render.FromMarkdown(c.Body), look)
	}
	return Prose(c.Body, look)
}
