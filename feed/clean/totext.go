package clean

import (
	"strings"

	"golang.org/x/net/html"

	"griot/render/plain"
)

// Text returns the plain text of a fragment: blocks and line breaks become new
// lines, items begin with a dash, cells are divided by a tab, and everything that
// HTML drops is dropped. A text without markup is returned as it is, cleaned.
func Text(fragment string) string {
	if !strings.ContainsAny(fragment, "<&") {
		return strings.TrimSpace(plain.Text(fragment))
	}
	w := writer{}
	z := html.NewTokenizer(strings.NewReader(HTML(fragment, "")))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return strings.TrimSpace(plain.Text(w.String()))
		case html.TextToken:
			w.words(string(z.Text()))
		case html.StartTagToken:
			name, _ := z.TagName()
			w.start(elements[string(name)])
		case html.EndTagToken:
			name, _ := z.TagName()
			w.end(elements[string(name)])
		}
	}
}

// writer writes plain text.
type writer struct {
	strings.Builder
	pending string // what divides the text so far from the next word
	pre     int
}

func (w *writer) words(s string) {
	if w.pre > 0 {
		w.divide()
		w.WriteString(s)
		return
	}
	if isSpaceString(s[:1]) {
		w.wait(" ")
	}
	for i, word := range strings.FieldsFunc(s, func(r rune) bool { return r < 0x80 && isSpace(byte(r)) }) {
		if i > 0 {
			w.pending = " "
		}
		w.divide()
		w.WriteString(word)
	}
	if isSpaceString(s[len(s)-1:]) {
		w.wait(" ")
	}
}

// wait notes a division; of several in a row the strongest counts.
func (w *writer) wait(division string) {
	if strings.Count(division, "\n") > strings.Count(w.pending, "\n") || w.pending == "" {
		w.pending = division
	}
}

func (w *writer) divide() {
	if w.Len() > 0 {
		w.WriteString(w.pending)
	}
	w.pending = ""
}

func (w *writer) start(e *element) {
	switch e.role {
	case void:
		if e.name == "br" {
			w.pending = strings.TrimLeft(w.pending, " ") + "\n"
		}
	case block, paragraph, heading, list, table, rule:
		w.wait("\n\n")
	case pre:
		w.wait("\n\n")
		w.pre++
	case item:
		w.wait("\n")
		w.divide()
		w.WriteString("- ")
	case row, definition, caption:
		w.wait("\n")
	}
}

func (w *writer) end(e *element) {
	switch e.role {
	case block, paragraph, heading, list, table:
		w.wait("\n\n")
	case pre:
		w.wait("\n\n")
		w.pre--
	case item, row, definition, caption:
		w.wait("\n")
	case cell:
		w.wait("\t")
	}
}

func isSpaceString(s string) bool { return strings.TrimLeft(s, " \t\n\r\f") == "" }
