package app

import (
	"io"
	"os"
	"time"

	tea "charm.land/bubbletea/v2"
	xterm "golang.org/x/term"
)

// rawMode is how griot has the terminal from before its first frame to its end: no
// key is echoed over the screen, edited as a line or taken for a signal. Bubble Tea
// sets the same mode when it starts, and leaves behind what it found; so it is
// rawMode that gives the terminal back as it was.
type rawMode struct {
	in     *os.File
	before *xterm.State // nil where in is no terminal
}

func makeRaw(in *os.File) rawMode {
	before, err := xterm.MakeRaw(int(in.Fd()))
	if err != nil {
		return rawMode{}
	}
	return rawMode{in: in, before: before}
}

func (r rawMode) giveBack() {
	if r.before != nil {
		_ = xterm.Restore(int(r.in.Fd()), r.before)
	}
}

// lend returns the command that gives the terminal to another program, as it was,
// for as long as use takes.
func (r rawMode) lend(use func() error, done tea.ExecCallback) tea.Cmd {
	return tea.Exec(loan{r, use}, done)
}

// loan is what Bubble Tea does while it leaves the terminal alone.
type loan struct {
	mode rawMode
	use  func() error
}

// shortestLoan is how long Bubble Tea leaves the terminal alone at least. What stops
// its renderer's ticker runs beside it, and would, when late, stop the one that was
// started meanwhile: nothing would ever be drawn again.
const shortestLoan = 100 * time.Millisecond

func (l loan) Run() error {
	begun := time.Now()
	defer func() { time.Sleep(shortestLoan - time.Since(begun)) }()
	l.mode.giveBack()
	if l.mode.before != nil {
		defer makeRaw(l.mode.in)
	}
	return l.use()
}

// The streams are those that use has.
func (loan) SetStdin(io.Reader)  {}
func (loan) SetStdout(io.Writer) {}
func (loan) SetStderr(io.Writer) {}
