package app

import (
	"context"
	"errors"
	"time"

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
	err := m.firstFrame(o.Output, colours)
	if err != nil {
		return err
	}
	m.pacer.now = o.Env.Now
	p := tea.NewProgram(m, options...)
	m.crash.wake = func() { go p.Send(crashed{}) }
	detach := context.AfterFunc(ctx, func() { p.Send(leave{}) })
	defer detach()
	ended := make(chan error, 1)
	go m.run(p, ended)
	select {
	case err = <-ended:
	case <-m.stuck(ctx):
		m.raw.giveBack()
		m.saveLate()
		return context.Canceled
	}
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

// run runs the program to its end.
func (m *model) run(p *tea.Program, ended chan<- error) {
	var err error
	defer func() { ended <- err }()
	defer m.crash.catch()
	_, err = p.Run()
}

// stuck tells when the program, told to end, does not even hear it: it waits for a
// terminal that takes nothing any more, a stopped one or one behind a dead line. What
// the panes hold is then stored without it.
func (m *model) stuck(ctx context.Context) <-chan struct{} {
	const grace = 1500 * time.Millisecond
	stuck := make(chan struct{})
	context.AfterFunc(ctx, func() {
		time.AfterFunc(grace, func() {
			if !m.heard.Load() {
				m.gone.Store(true)
				close(stuck)
			}
		})
	})
	return stuck
}
