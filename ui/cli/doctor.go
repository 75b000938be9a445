package cli

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"

	"github.com/charmbracelet/colorprofile"
	"github.com/spf13/cobra"
	"golang.org/x/term"

	"griot/feed"
	"griot/feed/store"
	"griot/feed/urls"
	"griot/render/plain"
	"griot/ui/text"
)

func (p *program) doctor() *cobra.Command {
	repair := false
	cmd := &cobra.Command{
		Use:   "doctor",
		Short: p.words.Say("cli.help.doctor"),
		Args:  between(0, 0),
		RunE: func(cmd *cobra.Command, _ []string) error {
			d := &diagnosis{program: p}
			d.ok("cli.doctor.griot", version())
			if repair {
				if err := d.repair(cmd.Context()); err != nil {
					return err
				}
			}
			d.settings()
			d.sources()
			d.store(cmd.Context())
			d.terminal()
			if d.wrong == 0 {
				d.said.WriteString("\n" + p.words.Say("cli.doctor.fine"))
			} else {
				d.said.WriteString("\n" + p.words.Say("cli.doctor.wrong", d.wrong))
			}
			if err := p.print(d.said.String()); err != nil {
				return err
			}
			if d.wrong > 0 {
				return silent(exitFailed)
			}
			return nil
		},
	}
	cmd.Flags().BoolVar(&repair, "repair", false, p.words.Say("cli.flag.repair"))
	return cmd
}

// diagnosis gathers what doctor finds: what is well, and what is not.
type diagnosis struct {
	*program
	said  strings.Builder
	wrong int
}

func (d *diagnosis) ok(id text.ID, args ...any) {
	d.said.WriteString("✓ " + d.words.Say(id, args...) + "\n")
}
func (d *diagnosis) bad(id text.ID, args ...any) { d.fault(d.words.Say(id, args...)) }

func (d *diagnosis) fault(sentence string) {
	d.wrong++
	d.said.WriteString("✗ " + plain.Line(sentence) + "\n")
}

func (d *diagnosis) settings() {
	if len(d.config.Mistakes) == 0 {
		d.ok("cli.doctor.settings", plain.Line(d.config.Paths.Settings))
		return
	}
	for _, m := range d.config.Mistakes {
		d.fault(m.Say(d.words))
	}
}

// sources looks at the urls file: lines that griot keeps and does not run are no
// fault of it, but their feeds are missing.
func (d *diagnosis) sources() {
	followed, kept, err := urls.Open(d.config.Paths.Sources).List()
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		d.fault(d.words.Error(err))
		return
	}
	d.ok("cli.doctor.sources", len(followed), plain.Line(d.config.Paths.Sources))
	for _, l := range kept {
		d.said.WriteString("  " + d.words.Say("cli.doctor.kept", d.words.Quote(l)) + "\n")
	}
}

func (d *diagnosis) store(ctx context.Context) {
	path := d.config.Paths.Store
	if !store.Exists(path) {
		d.newStore(path)
		return
	}
	defer d.disk(path)
	s, err := store.Open(ctx, path, store.Options{ReadOnly: true, Older: true, Now: d.system.Now})
	if errors.Is(err, feed.ErrDamaged) {
		d.bad("cli.doctor.store.fault", plain.Line(path))
		return
	}
	if err != nil {
		d.bad("cli.doctor.store.unreadable", plain.Line(path), d.words.Error(err))
		return
	}
	defer s.Close()
	found, err := s.Check(ctx)
	if errors.Is(err, feed.ErrDamaged) {
		d.bad("cli.doctor.store.fault", plain.Line(path))
		return
	}
	if err != nil {
		d.bad("cli.doctor.store.unreadable", plain.Line(path), d.words.Error(err))
		return
	}
	for _, fault := range found.Faults {
		d.bad("cli.doctor.store.fault", plain.Line(fault))
	}
	if len(found.Faults) == 0 {
		d.ok("cli.doctor.store", plain.Line(path), strconv.Itoa(found.Schema), found.SQLite)
	}
	d.permissions(path)
	d.failing(ctx, s)
}

// repair puts a sound store in the place of a damaged one. One that is sound is
// left alone.
func (d *diagnosis) repair(ctx context.Context) error {
	path := d.config.Paths.Store
	damaged, err := d.damaged(ctx, path)
	if err != nil {
		return about{path, err}
	}
	if !damaged {
		d.ok("cli.repair.sound")
		return nil
	}
	r, err := store.Repair(ctx, path, d.words.Say("cli.repair.lost"), store.Options{Now: d.system.Now})
	if errors.Is(err, feed.ErrBusy) {
		return failed("cli.repair.busy")
	}
	if err != nil {
		return about{path, err}
	}
	d.ok("cli.repair.aside", plain.Line(r.Aside))
	d.ok("cli.repair.rescued",
		d.words.Say("cli.repair.comments", r.Comments), d.words.Say("cli.repair.drafts", r.Drafts), d.words.Say("cli.repair.starred", r.Starred),
		d.words.Say("cli.repair.sources", r.Sources), d.words.Say("cli.repair.articles", r.Articles))
	if r.Lost > 0 {
		d.said.WriteString("  " + d.words.Say("cli.repair.part") + "\n")
	}
	return nil
}

// damaged tells whether there is a store, and something wrong with it.
func (d *diagnosis) damaged(ctx context.Context, path string) (bool, error) {
	if !store.Exists(path) {
		return false, nil
	}
	s, err := store.Open(ctx, path, store.Options{ReadOnly: true, Older: true, Now: d.system.Now})
	if err == nil {
		var found store.Checkup
		found, err = s.Check(ctx)
		err = errors.Join(err, s.Close())
		if err == nil {
			return len(found.Faults) > 0, nil
		}
	}
	if errors.Is(err, feed.ErrDamaged) {
		return true, nil
	}
	return false, err
}

// enoughSpace is what griot wants to have left for the store.
const enoughSpace = 32 << 20

// disk looks at where the store lies.
func (d *diagnosis) disk(path string) {
	const forWriting = 2 // W_OK of access(2)
	for _, name := range []string{path, filepath.Dir(path)} {
		if errors.Is(syscall.Access(name, forWriting), syscall.EACCES) || errors.Is(syscall.Access(name, forWriting), syscall.EROFS) {
			d.bad("cli.doctor.read.only", plain.Line(name))
		}
	}
	if n, err := store.Sweep(path); err == nil && n > 0 {
		d.ok("cli.doctor.swept", n)
	}
	if bad := d.badPlace(); bad != "" {
		d.fault(bad)
	}
	free, _, err := volume(filepath.Dir(path))
	switch {
	case err != nil:
		return // there are systems that don't tell
	case free < enoughSpace:
		d.bad("cli.doctor.space.short", d.words.Bytes(free), plain.Line(path))
	default:
		d.ok("cli.doctor.space", d.words.Bytes(free))
	}
}

// newStore looks whether the store can be made where it belongs.
func (d *diagnosis) newStore(path string) {
	folder := filepath.Dir(path)
	for {
		if _, err := os.Stat(folder); err == nil || folder == filepath.Dir(folder) {
			break
		}
		folder = filepath.Dir(folder)
	}
	const forWriting = 2 // W_OK of access(2)
	if err := syscall.Access(folder, forWriting); err != nil {
		d.fault(d.words.Error(&fs.PathError{Op: "write", Path: folder, Err: err}))
		return
	}
	d.ok("cli.doctor.store.new", plain.Line(path))
}

// permissions makes sure that what the reader reads is nobody else's business.
func (d *diagnosis) permissions(path string) {
	if info, err := os.Stat(path); err == nil && info.Mode().Perm()&0o077 != 0 {
		d.bad("cli.doctor.permissions", plain.Line(path))
	}
}

// mostFailing is how many failing sources are told of one by one.
const mostFailing = 10

// failing lists the sources that could not be read the last time. They are no
// fault of this computer.
func (d *diagnosis) failing(ctx context.Context, s *store.Store) {
	followed, err := s.Sources(ctx, feed.Followed)
	if err != nil {
		d.fault(d.words.Error(err))
		return
	}
	failing := slices.DeleteFunc(followed, func(s feed.Source) bool { return s.Health.Failure == nil })
	for _, source := range failing[:min(len(failing), mostFailing)] {
		d.said.WriteString("  " + d.words.Failure(source.Health.Failure, source.Label()) + "\n")
	}
	if more := len(failing) - mostFailing; more > 0 {
		d.said.WriteString("  " + d.words.Say("cli.doctor.failing.more", more) + "\n")
	}
}

// terminal tells what griot takes the terminal for.
func (d *diagnosis) terminal() {
	name := plain.Line(d.system.Getenv("TERM"))
	if !term.IsTerminal(int(d.system.Out.Fd())) {
		d.ok("cli.doctor.terminal.none")
	} else if width, height, err := term.GetSize(int(d.system.Out.Fd())); err != nil || width == 0 || height == 0 {
		d.bad("cli.doctor.terminal.size")
	} else {
		d.ok("cli.doctor.terminal", name, d.colours(), strconv.Itoa(width), strconv.Itoa(height))
	}
	d.ok("cli.doctor.language", d.words.Say("cli.language"), plain.Line(d.locale()))
}

func (d *diagnosis) colours() string {
	if d.config.NoColor {
		return d.words.Say("cli.doctor.colours.no")
	}
	switch colorprofile.Detect(d.system.Out, d.system.Environ) {
	case colorprofile.TrueColor:
		return d.words.Say("cli.doctor.colours.all")
	case colorprofile.ANSI256:
		return d.words.Say("cli.doctor.colours.256")
	case colorprofile.ANSI:
		return d.words.Say("cli.doctor.colours.16")
	default:
		return d.words.Say("cli.doctor.colours.none")
	}
}

// locale is the first of the variables that name one, as it is set.
func (d *diagnosis) locale() string {
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if value := d.system.Getenv(name); value != "" {
			return name + "=" + value
		}
	}
	return d.words.Say("cli.doctor.locale.none")
}
