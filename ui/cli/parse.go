package cli

import (
	"strings"

	"github.com/spf13/cobra"

	"griot/feed"
	"griot/render"
	"griot/render/plain"
)

func (p *program) parse() *cobra.Command {
	var asJSON bool
	var base string
	cmd := &cobra.Command{
		Use:   "parse FILE|URL",
		Short: p.words.Say("cli.help.parse"),
		Long:  p.words.Say("cli.help.parse.long"),
		Args:  between(1, 1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if base != "" && !isAddress(base) {
				return misused(cmd, "cli.usage.value", plain.Line(base), "--url")
			}
			document, err := p.document(cmd.Context(), args[0], base)
			if err != nil {
				return err
			}
			if asJSON {
				return writeJSON(p.out, documentOf(document))
			}
			return p.print(p.described(document))
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, p.words.Say("cli.flag.json"))
	cmd.Flags().StringVar(&base, "url", "", p.words.Say("cli.flag.url"))
	return cmd
}

// described tells what griot made of a document: what it is, and for each item all
// that was found and how its text begins.
func (p *program) described(d feed.Document) string {
	var b strings.Builder
	p.field(&b, "cli.parse.title", d.Title)
	p.field(&b, "cli.parse.link", d.Link)
	p.field(&b, "cli.parse.author", d.Author)
	p.field(&b, "cli.parse.contact", d.Contact)
	p.field(&b, "cli.parse.language", d.Language)
	p.field(&b, "cli.parse.description", d.Description)
	b.WriteString(p.words.Say("cli.parse.items", len(d.Entries)) + "\n")
	if d.Salvaged {
		b.WriteString(p.words.Say("cli.parse.salvaged") + "\n")
	}
	if d.Cut {
		b.WriteString(p.words.Say("cli.parse.cut") + "\n")
	}
	for _, e := range d.Entries {
		b.WriteString("\n" + p.headline(e.Title) + "\n")
		p.field(&b, "cli.parse.link", e.Link)
		p.field(&b, "cli.parse.author", e.Author)
		p.field(&b, "cli.parse.date", p.words.LongDate(e.Published))
		p.field(&b, "cli.parse.views", p.words.Count(e.Views))
		p.field(&b, "cli.parse.comments", p.words.Count(e.CommentCount))
		p.field(&b, "cli.parse.text", beginning(render.Markdown(e.Content)))
	}
	return strings.TrimRight(b.String(), "\n")
}

// longestBeginning is how many characters of a text are shown to recognise it.
const longestBeginning = 200

func beginning(markdown string) string {
	text := []rune(plain.Line(markdown))
	if len(text) <= longestBeginning {
		return string(text)
	}
	return strings.TrimRight(string(text[:longestBeginning]), " ") + "…"
}
