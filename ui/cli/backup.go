package cli

import (
	"errors"
	"io/fs"

	"github.com/spf13/cobra"

	"griot/feed/store"
	"griot/render/plain"
)

func (p *program) backup() *cobra.Command {
	return &cobra.Command{
		Use:   "backup FILE",
		Short: p.words.Say("cli.help.backup"),
		Long:  p.words.Say("cli.help.backup.long"),
		Args:  between(1, 1),
		RunE: func(cmd *cobra.Command, args []string) error {
			path, to := p.config.Paths.Store, args[0]
			if !store.Exists(path) {
				return failed("cli.backup.nothing")
			}
			s, err := store.Open(cmd.Context(), path, store.Options{Now: p.system.Now})
			if err != nil {
				return about{path, err}
			}
			size, err := s.Backup(cmd.Context(), to)
			err = errors.Join(err, s.Close())
			if errors.Is(err, fs.ErrExist) {
				return failed("cli.backup.exists", p.words.Quote(to))
			}
			if path, ok := errors.AsType[*fs.PathError](err); ok {
				return path
			}
			if err != nil {
				return err
			}
			return p.print(p.words.Say("cli.backup.done", plain.Line(to), p.words.Bytes(size), plain.Line(path)))
		},
	}
}
