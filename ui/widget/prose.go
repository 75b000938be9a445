package widget

import (
	"strings"

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

// Join sets words beside each other with a mark between them, and begins a new
// line where the next ones do not fit. The mark never stands at a line's end.
func Join(words []string, mark string, width int) []string {
	var lines []string
	line := ""
	for _, w := range words {
		switch {
		case w == "":
		case line == "":
			line = w
		case Width(line)+Width(mark)+Width(w) <= width:
			line += mark + w
		default:
			lines = append(lines, Wrap(line, width)...)
			line = w
		}
	}
	return append(lines, Wrap(line, width)...)
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
