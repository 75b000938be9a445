package app_test

import (
	"flag"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/vt"
	"github.com/creack/pty"
)

// binary builds griot once and returns its path.
var binary = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "griot-program")
	if err != nil {
		return "", err
	}
	path := filepath.Join(dir, "griot")
	out, err := exec.Command("go", "build", "-o", path, "griot").CombinedOutput()
	if err != nil {
		return "", &buildError{string(out), err}
	}
	return path, nil
})

type buildError struct {
	output string
	err    error
}

func (e *buildError) Error() string { return e.err.Error() + ": " + e.output }

// atOnce is how many tests run side by side where nothing else is asked for: mostly
// they wait.
const atOnce = "6"

func TestMain(m *testing.M) {
	flag.Parse()
	if f := flag.Lookup("test.parallel"); f.Value.String() == f.DefValue {
		_ = f.Value.Set(atOnce)
	}
	code := m.Run()
	if path, err := binary(); err == nil {
		os.RemoveAll(filepath.Dir(path))
	}
	os.Exit(code)
}

// patience is how long a test waits for something to appear on a screen.
const patience = time.Minute

// griot is the real program in a pseudo-terminal, its screen emulated in memory.
type griot struct {
	t    *testing.T
	cmd  *exec.Cmd
	pty  *os.File
	em   *vt.SafeEmulator
	done chan struct{}

	mu   sync.Mutex
	raw  strings.Builder // everything it wrote
	deaf bool            // nothing is read any more
}

// setup is how the program is started.
type setup struct {
	home          string // the home folder; a new empty one when ""
	width, height int    // 80x24 when 0
	env           []string
	args          []string
	dir           string
	mute          bool // the terminal answers no question
	shell         bool // a shell starts it, and brings it back for enter
}

// run starts griot and ends it with the test.
func run(t *testing.T, s setup) *griot {
	t.Helper()
	path, err := binary()
	if err != nil {
		t.Fatal(err)
	}
	if s.home == "" {
		s.home = t.TempDir()
	}
	if s.width == 0 {
		s.width, s.height = 80, 24
	}
	args := append([]string{path}, s.args...)
	if s.shell {
		args = append([]string{"sh", "-mc", `"$0" "$@"; echo a shell; while read line; do fg >/dev/null; echo a shell; done`}, args...)
	}
	cmd := exec.Command(args[0], args[1:]...)
	cmd.Dir = s.dir
	cmd.Env = append([]string{
		"HOME=" + s.home, "PATH=" + os.Getenv("PATH"), "TERM=xterm-256color", "COLORTERM=truecolor",
		"LANG=en_US.UTF-8", "TZ=UTC", "SSH_CONNECTION=", "DISPLAY=", "WAYLAND_DISPLAY=",
	}, s.env...)
	size := &pty.Winsize{Cols: uint16(s.width), Rows: uint16(s.height)}
	file, err := pty.StartWithSize(cmd, size)
	if err != nil {
		t.Fatal(err)
	}
	g := &griot{t: t, cmd: cmd, pty: file, em: vt.NewSafeEmulator(s.width, s.height), done: make(chan struct{})}
	go g.show()
	if s.mute {
		go io.Copy(io.Discard, g.em)
	} else {
		go g.answer()
	}
	t.Cleanup(func() {
		g.kill()
		file.Close()
		// Closing the emulator itself would race with who reads its answers.
		if answers, ok := g.em.InputPipe().(io.Closer); ok {
			answers.Close()
		}
	})
	return g
}

// show draws what the program writes.
func (g *griot) show() {
	defer close(g.done)
	b := make([]byte, 64<<10)
	for {
		n, err := g.pty.Read(b)
		if n > 0 {
			g.mu.Lock()
			g.raw.Write(b[:n])
			deaf := g.deaf
			g.mu.Unlock()
			if deaf {
				return
			}
			if err := g.draw(b[:n]); err != nil {
				return
			}
		}
		if err != nil {
			return
		}
	}
}

// draw gives the emulator a piece of output. It panics where a scroll that was on
// its way when the terminal shrank names rows that are gone; a terminal ignores
// that. The whole screen is asked for again then.
func (g *griot) draw(piece []byte) (err error) {
	defer func() {
		if recover() != nil {
			_, err = g.pty.WriteString("\x0c") // ctrl+l
		}
	}()
	_, err = g.em.Write(piece)
	return err
}

// stopReading takes nothing any more of what the program writes.
func (g *griot) stopReading() {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.deaf = true
}

// answer gives the program the terminal's answers to its queries.
func (g *griot) answer() {
	b := make([]byte, 4096)
	for {
		n, err := g.em.Read(b)
		if err != nil {
			return
		}
		if _, err := g.pty.Write(b[:n]); err != nil {
			return
		}
	}
}

// screen is what a person sees, without styling.
func (g *griot) screen() string { return ansi.Strip(g.em.Render()) }

// wrote is everything that the program has written.
func (g *griot) wrote() string {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.raw.String()
}

// see waits until the screen shows every one of the texts.
func (g *griot) see(texts ...string) {
	g.t.Helper()
	g.until("see "+strings.Join(texts, ", "), func(screen string) bool {
		for _, text := range texts {
			if !strings.Contains(screen, text) {
				return false
			}
		}
		return true
	})
}

// gone waits until the screen no longer shows a text.
func (g *griot) gone(text string) {
	g.t.Helper()
	g.until(text+" to go", func(screen string) bool { return !strings.Contains(screen, text) })
}

func (g *griot) until(what string, ok func(screen string) bool) {
	g.t.Helper()
	var screen string
	for end := time.Now().Add(patience); time.Now().Before(end); {
		began := time.Now()
		if screen = g.screen(); ok(screen) {
			return
		}
		time.Sleep(5*time.Millisecond + 2*time.Since(began)) // a huge screen takes its time
	}
	g.t.Fatalf("waited for %s; the screen is\n%s", what, screen)
}

// writes waits until the program has written some bytes.
func (g *griot) writes(bytes string) {
	g.t.Helper()
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(5 * time.Millisecond) {
		if strings.Contains(g.wrote(), bytes) {
			return
		}
	}
	g.t.Fatalf("%q was not written", bytes)
}

// settle waits until the program has written nothing for a while: until it has
// asked the terminal what it asks at start, and heard the answers.
func (g *griot) settle() {
	g.t.Helper()
	const calm = 300 * time.Millisecond
	last := -1
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(calm) {
		if n := len(g.wrote()); n == last {
			return
		} else {
			last = n
		}
	}
	g.t.Fatal("the program does not fall silent")
}

// press types bytes as a terminal sends them.
func (g *griot) press(keys string) {
	g.t.Helper()
	if _, err := g.pty.WriteString(keys); err != nil {
		g.t.Fatal(err)
	}
}

// comment writes a comment on the selected article and waits until it is saved.
func (g *griot) comment(text string) {
	g.t.Helper()
	g.press("C" + text)
	g.see(text, "Your comment ·")
	g.press(ctrlS)
	g.gone("Your comment ·")
}

// The keys that are not letters, as an xterm sends them.
const (
	enter  = "\r"
	escape = "\x1b"
	up     = "\x1b[A"
	down   = "\x1b[B"
	right  = "\x1b[C"
	ctrlC  = "\x03"
	ctrlS  = "\x13"
	ctrlZ  = "\x1a"
)

// resize changes the terminal's size.
func (g *griot) resize(width, height int) {
	g.t.Helper()
	g.em.Resize(width, height)
	if err := pty.Setsize(g.pty, &pty.Winsize{Cols: uint16(width), Rows: uint16(height)}); err != nil {
		g.t.Fatal(err)
	}
}

// ends waits for the program to end, and returns its exit status.
func (g *griot) ends() int {
	g.t.Helper()
	g.exits()
	select { // what it wrote last is still to be shown
	case <-g.done:
	case <-time.After(patience):
	}
	return g.cmd.ProcessState.ExitCode()
}

// exits waits for the program to end, also one whose terminal shows nothing any more.
func (g *griot) exits() {
	g.t.Helper()
	ended := make(chan error, 1)
	go func() { ended <- g.cmd.Wait() }()
	select {
	case <-ended:
	case <-time.After(patience):
		g.t.Fatalf("did not end; the screen is\n%s", g.screen())
	}
}

// kill ends the program as a power cut does.
func (g *griot) kill() {
	if g.cmd.ProcessState == nil {
		_ = g.cmd.Process.Signal(syscall.SIGKILL)
		_ = g.cmd.Wait()
	}
}

// order runs a griot command in the same home and returns what it printed.
func order(t *testing.T, home string, args ...string) string {
	t.Helper()
	path, err := binary()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(path, args...)
	cmd.Env = []string{"HOME=" + home, "PATH=" + os.Getenv("PATH"), "LANG=en_US.UTF-8", "TZ=UTC"}
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("griot %s: %v\n%s", strings.Join(args, " "), err, out)
	}
	return string(out)
}
