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
	fmt.Fprintf(&b, "%s\n  %s\n", p.words.Say("cli.help.usage"), cmd.UseLine())
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
		value, usage := pflag.UnquoteUsage(f)
		names := "    --" + f.Name
		if f.Shorthand != "" {
			names = "-" + f.Shorthand + ", --" + f.Name
		}
		if value != "" {
			names += " " + strings.ToUpper(value)
		}
		widest = max(widest, len(names))
		lines = append(lines, line{names, usage})
	}
	cmd.NonInheritedFlags().VisitAll(show)
	cmd.InheritedFlags().VisitAll(show)
	for _, l := range lines {
		b.WriteString("  " + padded(l.names, widest) + "  " + l.usage + "\n")
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
