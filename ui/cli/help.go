package cli

import (
	"fmt"
	"strings"

	"github.com/charmbracelet/x/ansi"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// help writes a command's help in the reader's language, which cobra's own
// templates can't.
func (p *program) help(cmd *cobra.Command) {
	var b strings.Builder
	b.WriteString(cmd.Short + "\n\n")
	fmt.Fprintf(&b, "%s\n  %s %s\n", p.words.Say("cli.help.usage"), cmd.UseLine(), p.words.Say("cli.help.flag"))
	if cmd.Long != "" {
		b.WriteString("\n" + cmd.Long + "\n")
	}
	if cmd.HasAvailableSubCommands() {
		p.helpCommands(&b, cmd)
	}
	p.helpFlags(&b, cmd)
	_, _ = p.out.WriteString(b.String())
}

func (p *program) helpCommands(b *strings.Builder, cmd *cobra.Command) {
	b.WriteString("\n" + p.words.Say("cli.help.commands") + "\n")
	widest := 0
	for _, sub := range cmd.Commands() {
		widest = max(widest, len(sub.Use))
	}
	for _, sub := range cmd.Commands() {
		if sub.IsAvailableCommand() {
			b.WriteString("  " + padded(sub.Use, widest) + "  " + sub.Short + "\n")
		}
	}
}

func (p *program) helpFlags(b *strings.Builder, cmd *cobra.Command) {
	b.WriteString("\n" + p.words.Say("cli.help.flags") + "\n")
	type line struct{ names, usage string }
	var lines []line
	widest := 0
	show := func(f *pflag.Flag) {
		if f.Hidden {
			return
		}
		names := "    --" + f.Name
		if f.Shorthand != "" {
			names = "-" + f.Shorthand + ", --" + f.Name
		}
		if value := f.Annotations[flagValue]; value != nil {
			names += " " + strings.ToUpper(value[0])
		}
		widest = max(widest, ansi.StringWidth(names))
		lines = append(lines, line{names, f.Usage})
	}
	cmd.NonInheritedFlags().VisitAll(show)
	cmd.InheritedFlags().VisitAll(show)
	for _, l := range lines {
		b.WriteString("  " + padded(l.names, widest) + "  " + l.usage + "\n")
	}
}

// flagValue is where a flag keeps what its value is called.
const flagValue = "griot_value"

// unquoteFlags takes the names of values out of the texts of all flags: shells show
// these texts as they are.
func unquoteFlags(cmd *cobra.Command) {
	cmd.LocalFlags().VisitAll(func(f *pflag.Flag) {
		value, usage := pflag.UnquoteUsage(f)
		if value == "" || f.Annotations[flagValue] != nil {
			return
		}
		f.Usage = usage
		f.Annotations = map[string][]string{flagValue: {value}}
	})
	for _, sub := range cmd.Commands() {
		unquoteFlags(sub)
	}
}

// helpCommand is "griot help", for who looks for it there.
func (p *program) helpCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "help [COMMAND]",
		Short: p.words.Say("cli.help.help"),
		Args:  between(0, -1),
		RunE: func(cmd *cobra.Command, args []string) error {
			found, rest, err := cmd.Root().Find(args)
			if err != nil || len(rest) > 0 {
				return misused(cmd.Root(), "cli.usage.command", p.words.Quote(joined(args)))
			}
			p.help(found)
			return nil
		},
	}
}

// padded fills a text up with blanks to a width in cells.
func padded(s string, width int) string {
	return s + strings.Repeat(" ", max(0, width-ansi.StringWidth(s)))
}

// flushRight puts blanks before a text up to a width in cells.
func flushRight(s string, width int) string {
	return strings.Repeat(" ", max(0, width-ansi.StringWidth(s))) + s
}
