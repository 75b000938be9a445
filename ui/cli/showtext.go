package cli

import (
	"context"
	"fmt"
	"html"
	"io"
	"strings"

	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"

	"griot/feed"
	"griot/render"
	"griot/render/plain"
	"griot/ui/config"
	"griot/ui/theme"
)

// showText writes articles for people: in style, or as plain Markdown.
func (p *program) showText(ctx context.Context, readings []reading, o showOptions) error {
	terminalWidth, terminal := p.shown()
	styled := o.style == "always" || o.style == "auto" && terminal
	var s *styler
	if styled {
		width := o.width
		if width == 0 {
			width = min(p.config.Width, max(terminalWidth-1, 1))
		}
		s = p.styler(ctx, width, terminal)
	}
	for i, r := range readings {
		separator := ""
		if i > 0 {
			separator = "\n---\n\n"
			if styled {
				separator = "\n" + s.theme.Faint.Render(strings.Repeat("─", s.width)) + "\n\n"
			}
		}
		said := separator + p.markdown(r) + "\n"
		if styled {
			said = separator + s.article(r)
		}
		if err := p.emit(said, s); err != nil {
			return err
		}
	}
	return nil
}

// emit is where text for people leaves griot: only what a terminal may get passes.
func (p *program) emit(said string, s *styler) error {
	if s == nil {
		_, err := io.WriteString(p.out, plain.Text(said))
		return err
	}
	_, err := s.out.WriteString(plain.Styled(said))
	return err
}

// byline is the source, the author, the date and the views on one line.
func (p *program) byline(r reading) string {
	views := p.words.Say("cli.show.views.unknown")
	if r.entry.Views.Known() {
		views = p.words.Say("cli.show.views", r.entry.Views)
	}
	author := r.entry.Author
	if author == r.source {
		author = "" // a paper that signs its articles itself
	}
	var parts []string
	for _, part := range []string{r.source, author, p.words.LongDate(r.entry.Published), views, r.note} {
		if part = plain.Line(part); part != "" {
			parts = append(parts, part)
		}
	}
	return strings.Join(parts, " · ")
}

// markdown is an article as plain Markdown: its headline as a heading, its byline,
// its text, and its comments if there are any.
func (p *program) markdown(r reading) string {
	var b strings.Builder
	fmt.Fprintf(&b, "# %s\n\n%s\n", render.Escape(p.headline(r.entry.Title)), render.Escape(p.byline(r)))
	if link, ok := plain.Link(r.entry.Link); ok {
		fmt.Fprintf(&b, "\n<%s>\n", link)
	}
	if text := strings.TrimSpace(render.Markdown(bodyOf(r))); text != "" {
		b.WriteString("\n" + text + "\n")
	}
	if len(r.thread) > 0 {
		fmt.Fprintf(&b, "\n## %s\n", p.words.Say("cli.show.comments", len(r.thread)))
	}
	for _, c := range r.thread {
		said := "**" + render.Escape(p.signature(c.Comment)) + "**\n\n" + strings.TrimSpace(markdownOf(c.Comment))
		b.WriteString("\n" + quoted(said, c.Depth) + "\n")
	}
	return strings.TrimRight(b.String(), "\n")
}

// bodyOf is an article's text, or its summary where the publisher gives no more.
func bodyOf(r reading) string {
	if strings.TrimSpace(r.entry.Content) == "" {
		return r.entry.Summary
	}
	return r.entry.Content
}

// signature is who said something, and when.
func (p *program) signature(c feed.Comment) string {
	parts := []string{plain.Line(c.Author)}
	if parts[0] == "" {
		parts[0] = p.words.Say("cli.comments.anonymous")
	}
	if c.Own {
		parts = append(parts, p.words.Say("cli.comments.own"))
	}
	if c.Published.Known() {
		parts = append(parts, p.words.When(c.Published, p.system.Now()))
	}
	if !c.Edited.IsZero() {
		parts = append(parts, p.words.Say("cli.comments.edited"))
	}
	return strings.Join(parts, " · ")
}

// quoted puts Markdown into a quotation for each level that a reply is deep.
func quoted(markdown string, depth int) string {
	lines := strings.Split(markdown, "\n")
	for i, l := range lines {
		lines[i] = strings.TrimRight(strings.Repeat("> ", depth)+l, " ")
	}
	return strings.Join(lines, "\n")
}

// showHTML writes articles as HTML: the headline, the byline and the cleaned text.
func (p *program) showHTML(readings []reading) error {
	for _, r := range readings {
		said := "<h1>" + html.EscapeString(p.headline(r.entry.Title)) + "</h1>\n<p>" + html.EscapeString(p.byline(r)) + "</p>\n" + bodyOf(r)
		if err := p.print(strings.TrimRight(said, "\n")); err != nil {
			return err
		}
	}
	return nil
}

// styler draws articles with the colours of the interface.
type styler struct {
	p        *program
	out      *colorprofile.Writer
	theme    *theme.Theme
	look     render.Look
	width    int
	renderer *render.Renderer
}

func (p *program) styler(ctx context.Context, width int, terminal bool) *styler {
	profile := colorprofile.Env(p.system.Environ)
	switch {
	case p.config.NoColor:
		profile = colorprofile.ASCII
	case profile < colorprofile.ANSI && !terminal:
		profile = colorprofile.ANSI256 // asked for, and nothing is known about who will show it
	}
	look := theme.New(p.onDark(ctx))
	s := &styler{p: p, out: &colorprofile.Writer{Forward: p.out, Profile: profile}, theme: look, width: width}
	s.look = look.Look(width)
	s.look.Plain = p.config.NoColor
	s.renderer = render.NewRenderer(s.look)
	return s
}

// onDark is the background that the settings name, else the one that the terminal
// had when griot last read in it.
func (p *program) onDark(ctx context.Context) bool {
	if p.config.Background != config.AsTheTerminalSays {
		return p.config.Background == config.Dark
	}
	if p.opened == nil {
		return true
	}
	background, err := p.opened.State(ctx, "background") // ui/app keeps whether it is dark
	return err != nil || background != "false"
}

// article draws an article and its comments.
func (s *styler) article(r reading) string {
	var b strings.Builder
	b.WriteString(s.lines(ansi.Wrap(s.p.headline(r.entry.Title), s.width, ""), s.theme.Strong.Render))
	b.WriteString(s.lines(ansi.Wrap(s.p.byline(r), s.width, ""), s.theme.Dim.Render))
	b.WriteString("\n" + s.document(render.Parse(bodyOf(r)), s.renderer, ""))
	if len(r.thread) > 0 {
		b.WriteString("\n" + s.theme.Strong.Render(s.p.words.Say("cli.show.comments", len(r.thread))) + "\n")
	}
	for _, c := range r.thread {
		b.WriteString("\n" + s.comment(c))
	}
	return b.String()
}

// deepest is how many levels of replies move to the right.
const deepest = 8

func (s *styler) comment(c feed.Threaded) string {
	indent := strings.Repeat(gap, min(c.Depth, deepest, s.width/8))
	name := s.theme.Dim
	body := c.Body
	if c.Own {
		name, body = s.theme.Own, render.FromMarkdown(c.Body)
	}
	narrow := s.look
	narrow.Width = max(s.width-len(indent), 1)
	said := ansi.Truncate(s.p.signature(c.Comment), narrow.Width, "…")
	return indent + name.Render(said) + "\n" + s.document(render.Parse(body), render.NewRenderer(narrow), indent)
}

// document draws a text, its blocks one blank line apart.
func (s *styler) document(d *render.Document, r *render.Renderer, indent string) string {
	var b strings.Builder
	for i := range d.Len() {
		block := r.Block(d, i)
		if len(block.Lines) == 0 {
			continue
		}
		if b.Len() > 0 {
			b.WriteString("\n")
		}
		for _, line := range block.Lines {
			b.WriteString(indent + line.Text + "\n")
		}
	}
	return b.String()
}

// lines styles each line of a text by itself, so that no style runs over an end.
func (s *styler) lines(text string, style func(...string) string) string {
	var b strings.Builder
	for line := range strings.SplitSeq(text, "\n") {
		b.WriteString(style(line) + "\n")
	}
	return b.String()
}
