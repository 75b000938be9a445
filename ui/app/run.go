package app

import (
	"context"
	"errors"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"griot/ui/theme"
)

// framesPerSecond is twice Bubble Tea's own: half a frame is what a key waits.
const framesPerSecond = 120

// Run shows the program until the reader leaves it or ctx ends. What is not yet
// stored then, a draft or a place in an article, is stored before it returns.
func Run(ctx context.Context, o Options) error {
	own, stop := context.WithCancel(ctx)
	defer stop()
	o.Env.Ctx = own
	o.Env.Theme = theme.New(o.Dark)
	m := newModel(o)
	colours := colorprofile.Detect(o.Output, o.Environ)
	if o.NoColour { // its own reading of NO_COLOR takes only what looks like "true"
		colours = min(colours, colorprofile.ASCII)
	}
	options := []tea.ProgramOption{
		tea.WithFPS(framesPerSecond),
		tea.WithFilter(leaveInOrder),
		tea.WithEnvironment(o.Environ),
		tea.WithColorProfile(colours),
		tea.WithOutput(o.Output),
		tea.WithInput(&patientInput{terminal: o.Input, wait: escapeWait, stall: stallWait, fault: m.crash.caught}),
	}
	m.raw = makeRaw(o.Input)
	defer m.raw.giveBack()
	if err := m.firstFrame(o.Output, colours); err != nil {
		return err
	}
	m.pacer.now = o.Env.Now
	p := tea.NewProgram(m, options...)
	m.crash.wake = func() { go p.Send(crashed{}) }
	detach := context.AfterFunc(ctx, func() { p.Send(leave{}) })
	defer detach()
	_, err := p.Run()
	if err != nil || m.crash.happened.Load() { // before its first tick Bubble Tea does not leave the screen that firstFrame entered
		_, _ = o.Output.WriteString(leaveAltScreen)
	}
	m.raw.giveBack()
	m.saveLate()
	if m.crash.happened.Load() {
		return ErrCrashed
	}
	if errors.Is(err, tea.ErrInterrupted) || ctx.Err() != nil {
		return context.Canceled
	}
	return err
}
