//go:build linux || darwin

package cli

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/adrg/xdg"
	"github.com/charmbracelet/x/ansi"
	"github.com/creack/pty"
)

// home gives griot a home folder of its own.
func home(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for name, sub := range map[string]string{
		"HOME": "", "XDG_CONFIG_HOME": "config", "XDG_DATA_HOME": "data", "XDG_STATE_HOME": "state",
	} {
		t.Setenv(name, filepath.Join(dir, sub))
	}
	xdg.Reload()
	t.Cleanup(xdg.Reload)
	return dir
}

// onTerminal runs griot with standard output on a terminal of a size, and
// returns what appeared there.
func onTerminal(t *testing.T, columns uint16, vars map[string]string, args ...string) (string, int) {
	t.Helper()
	return onTerminalUntil(t, context.Background(), columns, vars, args...)
}

func onTerminalUntil(t *testing.T, ctx context.Context, columns uint16, vars map[string]string, args ...string) (string, int) {
	t.Helper()
	home(t)
	screen, terminal, err := pty.Open()
	if err != nil {
		t.Fatal(err)
	}
	defer screen.Close()
	if err := pty.Setsize(terminal, &pty.Winsize{Rows: 24, Cols: columns}); err != nil {
		t.Fatal(err)
	}
	in, err := os.Open(os.DevNull)
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	shown := make(chan string)
	go func() {
		text, _ := io.ReadAll(screen) // ends with an error when the terminal is closed
		shown <- string(text)
	}()
	environ := []string{"TERM=xterm-256color"}
	for name, value := range vars {
		environ = append(environ, name+"="+value)
	}
	system := System{
		In: in, Out: terminal, Err: terminal, Environ: environ, Now: time.Now,
		Getenv: func(name string) string {
			for _, pair := range environ {
				if key, value, _ := strings.Cut(pair, "="); key == name {
					return value
				}
			}
			return ""
		},
	}
	status := Run(ctx, args, system)
	_ = terminal.Close()
	return strings.ReplaceAll(<-shown, "\r\n", "\n"), status
}

func TestListFitsTheTerminal(t *testing.T) {
	for _, columns := range []uint16{40, 80, 200} {
		text, status := onTerminal(t, columns, nil, "list")
		if status != exitDone || !strings.HasPrefix(strings.TrimSpace(text), "Id") {
			t.Fatalf("status %d: %s", status, text)
		}
		for line := range strings.Lines(text) {
			if width := ansi.StringWidth(strings.TrimSuffix(line, "\n")); width >= int(columns) {
				t.Errorf("%d cells in %d columns: %q", width, columns, line)
			}
		}
	}
}

func TestShowIsStyledInATerminal(t *testing.T) {
	text, status := onTerminal(t, 60, nil, "show", "1")
	if status != exitDone || !strings.Contains(text, "\x1b[1") {
		t.Fatalf("status %d: %q", status, text)
	}
	for line := range strings.Lines(text) {
		if width := ansi.StringWidth(strings.TrimSuffix(line, "\n")); width > 60 {
			t.Errorf("%d cells: %q", width, line)
		}
	}
	text, _ = onTerminal(t, 60, map[string]string{"NO_COLOR": "1"}, "show", "1")
	if colour := regexp.MustCompile(`\x1b\[[0-9;]*(3[0-8]|4[0-8]|9[0-7])[;m]`); colour.MatchString(text) {
		t.Errorf("colour in spite of NO_COLOR: %q", text)
	}
	text, _ = onTerminal(t, 60, map[string]string{"TERM": "dumb"}, "show", "1")
	if strings.Contains(text, "\x1b") {
		t.Errorf("a dumb terminal gets %q", text)
	}
}

func TestADumbTerminalGetsTheHeadlines(t *testing.T) {
	text, status := onTerminal(t, 80, map[string]string{"TERM": "dumb", "LANG": "fr_FR.UTF-8"})
	if status != exitDone || strings.Contains(text, "\x1b") || strings.Count(text, "\n") < 5 {
		t.Errorf("status %d: %q", status, text)
	}
}

func TestDoctorDescribesTheTerminal(t *testing.T) {
	text, status := onTerminal(t, 90, nil, "doctor")
	if status != exitDone || !strings.Contains(text, "xterm-256color, 256 colours, 90 × 24") {
		t.Errorf("status %d: %s", status, text)
	}
}

func TestAnInterruptEndsARefreshWith130(t *testing.T) {
	asked := make(chan struct{})
	hang := make(chan struct{})
	server := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		asked <- struct{}{}
		select {
		case <-hang:
		case <-r.Context().Done():
		}
	}))
	defer server.Close()
	defer close(hang)
	ctx, cancel := context.WithCancel(context.Background())
	go func() {
		<-asked
		cancel()
	}()
	text, status := onTerminalUntil(t, ctx, 80, nil, "parse", server.URL+"/feed.xml")
	if status != exitStopped || text != "" {
		t.Errorf("status %d: %q", status, text)
	}
}

func TestAPanicIsOneSentence(t *testing.T) {
	dir := home(t)
	file := filepath.Join(dir, "feed.xml")
	if err := os.WriteFile(file, []byte("<rss/>"), 0o600); err != nil {
		t.Fatal(err)
	}
	said, err := os.Create(filepath.Join(dir, "stderr"))
	if err != nil {
		t.Fatal(err)
	}
	defer said.Close()
	status := Run(context.Background(), []string{"parse", file}, System{
		In: os.Stdin, Out: said, Err: said, Getenv: func(string) string { return "" },
		Now: func() time.Time { panic("the clock is gone") },
	})
	text, err := os.ReadFile(said.Name())
	if err != nil || status != exitFailed || strings.Count(string(text), "\n") != 1 || strings.Contains(string(text), "goroutine") {
		t.Errorf("status %d: %q, %v", status, text, err)
	}
	log, err := os.ReadFile(filepath.Join(dir, "state", "griot", "griot.log"))
	if err != nil || !strings.Contains(string(log), "the clock is gone") || !strings.Contains(string(log), "goroutine") {
		t.Errorf("log %q, %v", log, err)
	}
}
