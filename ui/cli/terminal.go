package cli

import (
	"os"
	"strconv"

	"golang.org/x/term"
)

// usualWidth is what is written for when nobody knows how wide the terminal is.
const usualWidth = 80

// shown tells whether standard output is a terminal that can be written to in
// style, and how wide it is.
func (p *program) shown() (width int, terminal bool) {
	if !term.IsTerminal(int(p.system.Out.Fd())) || p.system.Getenv("TERM") == "dumb" {
		return usualWidth, false
	}
	if width, _, err := term.GetSize(int(p.system.Out.Fd())); err == nil && width > 0 {
		return width, true
	}
	if width, err := strconv.Atoi(p.system.Getenv("COLUMNS")); err == nil && width > 0 {
		return width, true
	}
	return usualWidth, true
}

// keyboard is where keys come from: standard input, or the terminal itself when
// standard input is something else.
type keyboard struct {
	file  *os.File
	owned bool
}

// terminal returns the keyboard, and whether there is a terminal to read in.
func (p *program) terminal() (keyboard, bool) {
	if _, shown := p.shown(); !shown {
		return keyboard{}, false
	}
	if term.IsTerminal(int(p.system.In.Fd())) {
		return keyboard{file: p.system.In}, true
	}
	tty, err := os.Open("/dev/tty")
	if err != nil {
		return keyboard{}, false
	}
	return keyboard{file: tty, owned: true}, true
}

func (k keyboard) close() {
	if k.owned {
		_ = k.file.Close()
	}
}
