package cli

import (
	"context"
	"errors"
	"runtime"

	"griot/feed"
	"griot/feed/library"
	"griot/ui/app"
	"griot/ui/config"
	"griot/ui/keys"
	"griot/ui/pane"
)

// interact opens the reader in the terminal, on some sources or on all. What went
// wrong before is told on its first screen.
func (p *program) interact(ctx context.Context, lib *library.Library, terminal keyboard, scope []feed.SourceID, failures []error) error {
	bindings, _ := keys.New(p.config.Keys)
	o := app.Options{
		Env: pane.Env{
			Words:    p.words,
			Keys:     bindings.Named(p.words),
			Now:      p.system.Now,
			Author:   p.config.Author,
			Width:    p.config.Width,
			Editor:   p.config.Editor,
			InEditor: p.config.Compose == config.InEditor,
			Saves:    p.config.SaveFolder,
		},
		Library:    lib,
		Log:        p.log,
		Dark:       p.onDark(ctx),
		FixedTheme: p.config.Background != config.AsTheTerminalSays,
		Mouse:      p.config.Mouse,
		AtStart:    p.config.Refresh.AtStart,
		Interval:   p.config.Refresh.Interval,
		Scope:      scope,
		Notice:     p.notice(failures),
		Opener:     app.DesktopFrom(p.system.Getenv),
		Lists:      lists{p, lib},
		Input:      terminal.file,
		Output:     p.system.Out,
		Environ:    p.system.Environ,
		NoColour:   p.config.NoColor,
	}
	p.makeRoomForKeys()
	err := app.Run(ctx, o)
	if errors.Is(err, app.ErrCrashed) {
		return failed("cli.panic") // the stack is in the log already
	}
	return err
}

// spareThreads are added to Go's, one for each core, while keys are waited for.
const spareThreads = 8

// makeRoomForKeys lets a key be dealt with at once while a refresh keeps every core
// busy: the system gives a thread that has slept its turn sooner than Go's scheduler
// gives it to a goroutine that waits behind others. The library has decided by then how
// many documents it parses at once.
func (p *program) makeRoomForKeys() {
	if p.system.Getenv("GOMAXPROCS") == "" {
		runtime.GOMAXPROCS(runtime.GOMAXPROCS(0) + spareThreads)
	}
}

// notice is what the first screen tells: a source that could not be read, else the
// first mistake in the settings.
func (p *program) notice(failures []error) string {
	switch {
	case len(failures) > 0:
		return p.explain(failures[0])
	case len(p.config.Mistakes) > 0:
		return p.config.Mistakes[0].Say(p.words)
	default:
		return ""
	}
}
