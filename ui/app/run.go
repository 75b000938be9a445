package app

import (
	"context"
	"errors"
	"os"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	xterm "golang.org/x/term"

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
	options := []tea.ProgramOption{
		tea.WithFPS(framesPerSecond),
		tea.WithFilter(leaveInOrder),
	}
	if o.Environ != nil {
		options = append(options, tea.WithEnvironment(o.Environ))
	}
	if o.NoColour { // Bubble Tea's own reading of it takes only what looks like "true"
		options = append(options, tea.WithColorProfile(colorprofile.ASCII))
	}
	if o.Output != nil {
		options = append(options, tea.WithOutput(o.Output))
	}
	if o.Input == nil {
		o.Input = os.Stdin
	}
	if f, ok := o.Input.(*os.File); ok && xterm.IsTerminal(int(f.Fd())) {
		o.Input = &patientInput{terminal: f, wait: escapeWait}
	}
	options = append(options, tea.WithInput(o.Input))
	p := tea.NewProgram(m, options...)
	detach := context.AfterFunc(ctx, func() { p.Send(leave{}) })
	defer detach()
	_, err := p.Run()
	if errors.Is(err, tea.ErrInterrupted) || ctx.Err() != nil {
		return context.Canceled
	}
	return err
}

// leave asks the program to end as the quit key does.
type leave struct{}

// leaveInOrder turns a signal to end into the quit key, so that drafts are stored.
func leaveInOrder(m tea.Model, msg tea.Msg) tea.Msg {
	switch msg.(type) {
	case tea.QuitMsg, tea.InterruptMsg:
		if !m.(*model).quits {
			return leave{}
		}
	}
	return msg
}
