package cli

import (
	"os"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"griot/render/plain"
	"griot/ui/text"
)

func (p *program) configuration() *cobra.Command {
	return &cobra.Command{
		Use:   "config",
		Short: p.words.Say("cli.help.config"),
		Args:  between(0, 0),
		RunE: func(*cobra.Command, []string) error {
			var b strings.Builder
			b.WriteString(p.words.Say("cli.config.files") + "\n")
			p.place(&b, "cli.config.settings", p.config.Paths.Settings)
			p.place(&b, "cli.config.sources", p.config.Paths.Sources)
			p.place(&b, "cli.config.store", p.config.Paths.Store)
			p.place(&b, "cli.config.log", p.config.Paths.Log)
			b.WriteString("\n" + p.words.Say("cli.config.set") + "\n")
			for _, s := range p.settings() {
				b.WriteString("  " + padded(s.name, fieldWidth) + s.value + "\n")
			}
			return p.print(strings.TrimRight(b.String(), "\n"))
		},
	}
}

// place writes where a file is, and whether it is there yet.
func (p *program) place(b *strings.Builder, name text.ID, path string) {
	value := plain.Line(path)
	if _, err := os.Stat(path); err != nil {
		value += " (" + p.words.Say("cli.config.not.there") + ")"
	}
	b.WriteString("  " + padded(p.words.Say(name), fieldWidth) + value + "\n")
}

type setting struct{ name, value string }

// settings are all settings, as the file would have them.
func (p *program) settings() []setting {
	c := p.config
	language := c.Language
	if language == "" {
		language = "auto"
	}
	return []setting{
		{"refresh", strconv.Quote(c.Refresh.String())},
		{"language", strconv.Quote(language) + " (" + p.words.Language().Code() + ")"},
		{"author", strconv.Quote(plain.Line(c.Author))},
		{"keys", strconv.Quote(c.Keys)},
		{"mouse", strconv.FormatBool(c.Mouse)},
		{"compose", strconv.Quote(c.Compose.String())},
		{"width", strconv.Itoa(c.Width)},
		{"background", strconv.Quote(c.Background.String())},
		{"source", p.words.Number(int64(len(c.Sources)))}, // who logs in where is nobody's business
		{"save_folder", strconv.Quote(plain.Line(c.SaveFolder))},
		{"keep", p.keeps()},
	}
}

// keeps says how many articles of a source stay.
func (p *program) keeps() string {
	if p.config.Keep == 0 {
		return "0 (" + p.words.Say("cli.config.keep.all") + ")"
	}
	return strconv.Itoa(p.config.Keep) + " (" + p.words.Say("cli.config.keep") + ")"
}
