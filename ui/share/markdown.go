package share

import (
	"net/url"
	"strings"
	"unicode/utf8"

	"griot/feed"
	"griot/render"
	"griot/render/plain"
	"griot/ui/text"
)

// Markdown writes an article with its comments. It ends with a line end.
func Markdown(a feed.Article, t feed.Thread, w *text.Words) string {
	parts := []string{"# " + render.Escape(a.Title), origin(a, w), bodyOf(a)}
	for _, e := range a.Enclosures {
		if link, ok := plain.Link(e.URL); ok {
			parts = append(parts, "<"+link+">")
		}
	}
	if n := len(t.Comments); n > 0 {
		parts = append(parts, "## "+w.Say("share.comments", n))
	}
	for _, c := range t.Comments {
		parts = append(parts, quoted(comment(c, w), c.Depth))
	}
	var b strings.Builder
	for _, p := range parts {
		if p = strings.Trim(p, "\n"); p == "" {
			continue
		}
		if b.Len() > 0 {
			b.WriteString("\n")
		}
		b.WriteString(p + "\n")
	}
	return plain.Text(b.String())
}

// bodyOf is an article's text, or else its summary.
func bodyOf(a feed.Article) string {
	if a.Content == "" {
		return render.Markdown(a.Summary)
	}
	return render.Markdown(a.Content)
}

// origin is who wrote it and where, with its address.
func origin(a feed.Article, w *text.Words) string {
	line := render.Escape(byline(a, w))
	if link, ok := plain.Link(a.Link); ok {
		line += "\n<" + link + ">"
	}
	return line
}

// byline is the source, the author, the date and the views, as far as they are
// known.
func byline(a feed.Article, w *text.Words) string {
	var said []string
	if a.SourceLabel != "" {
		said = append(said, a.SourceLabel)
	}
	if a.Author != "" && a.Author != a.SourceLabel {
		said = append(said, a.Author)
	}
	if a.Published.Known() {
		said = append(said, w.LongDate(a.Published))
	}
	if n, known := a.Views.Value(); known {
		said = append(said, w.Say("reader.views", n))
	}
	return strings.Join(said, " · ")
}

// comment is a comment under its author's name.
func comment(c feed.Threaded, w *text.Words) string {
	name := c.Author
	if name == "" {
		name = w.Say("comments.nobody")
	}
	line := "**" + render.Escape(name) + "**"
	if c.Published.Known() {
		line += " · " + w.LongDate(c.Published)
	}
	body := c.Body
	if !c.Own {
		body = render.Markdown(body)
	}
	return line + "\n\n" + strings.TrimSpace(body) + "\n"
}

// quoted sets a text in, a level deeper for each answer.
func quoted(s string, depth int) string {
	if depth == 0 {
		return s
	}
	const deepest = 8
	mark := strings.Repeat("> ", min(depth, deepest))
	var b strings.Builder
	for line := range strings.Lines(s) {
		b.WriteString(strings.TrimRight(mark+strings.TrimRight(line, "\n"), " ") + "\n")
	}
	return b.String()
}

// quotationRunes is about how much of an article a quotation holds.
const quotationRunes = 600

// Quotation writes the beginning of an article as a Markdown quotation with its
// source.
func Quotation(a feed.Article, w *text.Words) string {
	var b strings.Builder
	for _, p := range beginning(bodyOf(a)) {
		b.WriteString(quoted(p+"\n\n", 1))
	}
	source := render.Escape(a.Title)
	if link, ok := plain.Link(a.Link); ok {
		source = "[" + source + "](<" + link + ">)"
	}
	said := []string{source, render.Escape(a.SourceLabel)}
	if a.Author != "" && a.Author != a.SourceLabel {
		said = append(said, render.Escape(a.Author))
	}
	if a.Published.Known() {
		said = append(said, w.LongDate(a.Published))
	}
	b.WriteString("> — " + strings.Join(said, ", ") + "\n")
	return plain.Text(b.String())
}

// beginning is the first paragraphs of a Markdown text, up to the length of a
// quotation; headings are left out.
func beginning(markdown string) []string {
	var paragraphs []string
	room := quotationRunes
	for _, p := range blocks(markdown) {
		p = strings.TrimSpace(p)
		if p == "" || strings.HasPrefix(p, "#") {
			continue
		}
		n := utf8.RuneCountInString(p)
		if n > room {
			if len(paragraphs) == 0 && !strings.Contains(p, fence) {
				paragraphs = append(paragraphs, cutAtWord(p, room)+" […]")
			}
			break
		}
		paragraphs = append(paragraphs, p)
		room -= n
	}
	return paragraphs
}

// fence is the least that begins and ends a block of code.
const fence = "```"

// blocks divides a text as render.Markdown writes it at its empty lines, but for
// those in code.
func blocks(markdown string) []string {
	var all []string
	open := "" // the fence of the code that has not ended
	for p := range strings.SplitSeq(markdown, "\n\n") {
		if open == "" {
			all = append(all, p)
		} else {
			all[len(all)-1] += "\n\n" + p
		}
		for line := range strings.Lines(p) {
			line = strings.TrimLeft(line, "> -*0123456789.)") // of quotes and lists
			after := strings.TrimLeft(line, "`")
			ticks := line[:len(line)-len(after)]
			switch {
			case len(ticks) < len(fence) || strings.Contains(after, "`"):
			case open == "":
				open = ticks
			case open == ticks:
				open = ""
			}
		}
	}
	return all
}

// cutAtWord is the first words of s, at most n characters.
func cutAtWord(s string, n int) string {
	seen := 0
	for i := range s {
		if seen == n {
			if at := strings.LastIndexAny(s[:i], " \n"); at > 0 {
				return strings.TrimRight(s[:at], " \n")
			}
			return s[:i]
		}
		seen++
	}
	return s
}

// mailRunes bounds the subject of a mail: mail programs take addresses of about
// 2,000 characters, and one of them may become nine.
const mailRunes = 90

// Mailto is an address that opens the mail program with the headline as subject and
// the article's address as text (RFC 6068).
func Mailto(h feed.Headline) string {
	title := plain.Line(h.Title)
	subject := title
	if utf8.RuneCountInString(title) > mailRunes {
		subject = cutAtWord(title, mailRunes) + "…"
	}
	lines := []string{subject}
	if link, ok := plain.Link(h.Link); ok {
		lines = append(lines, link)
	}
	lines = append(lines, plain.Line(h.SourceLabel))
	return "mailto:?subject=" + percent(subject) + "&body=" + percent(strings.Join(lines, "\r\n"))
}

// percent encodes everything but unreserved characters (RFC 3986, section 2.3). A
// blank is %20: mail programs show a plus as it is.
func percent(s string) string {
	return strings.ReplaceAll(url.QueryEscape(s), "+", "%20")
}
