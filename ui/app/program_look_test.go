package app_test

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

const (
	ochreOnDark  = "38;2;224;168;60"
	ochreOnLight = "38;2;138;86;0"
)

// mute is the program in a terminal that answers nothing by itself.
func mute(t *testing.T, s setup) *griot {
	t.Helper()
	s.mute = true
	return run(t, s)
}

// A terminal that never tells its background gets a screen all the same; one that
// tells it late gets its colours then, and has them at once at the next start.
func TestBackgroundIsNotWaitedFor(t *testing.T) {
	t.Parallel()
	home := t.TempDir()
	g := mute(t, setup{home: home})
	g.see(sampleHeadline)
	g.press("j")
	g.see("2 of 11")
	g.writes("\x1b]11;?")
	time.Sleep(300 * time.Millisecond)
	g.press("\x1b]11;rgb:ffff/ffff/ffff\x07")
	g.writes(ochreOnLight)
	g.see("2 of 11")
	g.press("Q")
	g.ends()

	g = mute(t, setup{home: home})
	g.see(sampleHeadline)
	g.press("Q")
	g.ends()
	if strings.Contains(g.wrote(), ochreOnDark) || !strings.Contains(g.wrote(), ochreOnLight) {
		t.Error("the known background was forgotten")
	}
}

// As many colours as the terminal has, and none where NO_COLOR is set to anything.
func TestColours(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name     string
		env      []string
		has, not []string
	}{
		{"true colour", []string{"TERM=xterm-256color", "COLORTERM=truecolor"}, []string{"38;2;"}, nil},
		{"256", []string{"TERM=xterm-256color", "COLORTERM="}, []string{"38;5;"}, []string{"38;2;"}},
		{"16", []string{"TERM=xterm", "COLORTERM="}, nil, []string{"38;2;", "38;5;", "48;2;", "48;5;"}},
		{"NO_COLOR=yes", []string{"NO_COLOR=yes"}, []string{"\x1b[1m"}, []string{"3", "4", "9"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			g := run(t, setup{env: c.env})
			g.see(sampleHeadline)
			g.press(enter)
			g.see("You are reading")
			g.press("qfq?")
			g.see("type to filter")
			g.press("qQ")
			for _, want := range c.has {
				if !strings.Contains(g.wrote(), want) {
					t.Errorf("no %q was written", want)
				}
			}
			for _, colour := range colours(g.wrote()) {
				for _, bad := range c.not {
					if strings.HasPrefix(colour, bad) {
						t.Errorf("the colour %q was written", colour)
					}
				}
			}
			if !strings.Contains(g.screen(), "▌") && !strings.Contains(g.wrote(), "▌") {
				t.Error("no bar marks the selected row")
			}
		})
	}
}

// colours are the parameters of all sequences that set one (ECMA-48, 8.3.117).
func colours(wrote string) []string {
	var found []string
	for _, m := range regexp.MustCompile(`\x1b\[([0-9;]*)m`).FindAllStringSubmatch(wrote, -1) {
		found = append(found, regexp.MustCompile(`\b(?:[34][0-7]|9[0-7]|[34]8;[25];[0-9;]+)\b`).FindAllString(m[1], -1)...)
	}
	return found
}

// From 140 columns on the article stands beside the list: a key belongs to the one
// with the focus, and h returns to the list.
func TestSideBySide(t *testing.T) {
	t.Parallel()
	g := run(t, setup{width: 150, height: 40})
	g.see(sampleHeadline, "You are reading") // beside, after the cursor has rested
	g.see("unread 11")
	g.press("\t")
	g.see("unread 10", "opened once")
	g.press("jjj")
	g.see(sampleHeadline, "next article", "%") // the list stayed
	g.press("J")
	g.see("Les touches qui suffisent")
	g.press("K")
	g.see("You are reading")
	g.press("h")
	g.see("1 of 11")
	g.press("j")
	g.see("2 of 11", "Les touches qui suffisent")
	g.press("z")
	g.gone("Les touches qui suffisent")
	g.press("z")
	g.see("Les touches qui suffisent")

	row := g.rowOf("Ferry line to the islands")
	g.press(fmt.Sprintf("\x1b[<0;20;%dM\x1b[<0;20;%dm", row, row))
	g.see("4 of 11")
	g.see("By ", "12,407 views")
	g.press(fmt.Sprintf("\x1b[<0;120;%dM\x1b[<0;120;%dm", row, row)) // the article takes the focus
	g.see("opened once", "next article")
	g.press(fmt.Sprintf("\x1b[<65;120;%dM", row)) // the wheel turns it
	g.press(fmt.Sprintf("\x1b[<0;20;%dM\x1b[<0;20;%dm", row+1, row+1))
	g.see("5 of 11")
}

// rowOf is the line of the screen that shows a text, from 1.
func (g *griot) rowOf(text string) int {
	g.t.Helper()
	g.see(text)
	for i, line := range strings.Split(g.screen(), "\n") {
		if strings.Contains(line, text) {
			return i + 1
		}
	}
	g.t.Fatalf("no %q on the screen", text)
	return 0
}

// The terminal's own cursor stands on the selected row, link and comment.
func TestTheRealCursor(t *testing.T) {
	t.Parallel()
	g := run(t, setup{width: 100, height: 30})
	g.see(sampleHeadline)
	on := func(text string) {
		t.Helper()
		g.until("the cursor to stand on "+text, func(screen string) bool {
			lines, at := strings.Split(screen, "\n"), g.em.CursorPosition()
			return at.Y < len(lines) && strings.Contains(lines[at.Y], text)
		})
	}
	on(sampleHeadline)
	g.press("jj")
	on("À Bamako")
	g.press("gC")
	on("Your comment, in Markdown")
	g.press("Hm.")
	on("Hm.")
	g.press("\x1b[27u\x1b[27u/")
	on("/")
	g.press("\x1b[27u,j")
	on("Views")
}

// A keyboard of newsboat's habits.
func TestNewsboatKeys(t *testing.T) {
	t.Parallel()
	home := t.TempDir()
	config := filepath.Join(home, ".config", "griot")
	if err := os.MkdirAll(config, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(config, "config.toml"), []byte("keys = \"newsboat\"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	g := run(t, setup{home: home, width: 100, height: 36})
	g.see(sampleHeadline)
	g.press("N")
	g.see("unread 10")
	g.press("U")
	g.see("unread 11")
	g.press("g")
	g.see("Sort by")
	g.press("q")
	g.gone("Sort by")
	g.press("s")
	g.see("Share this article")
	g.press("q2")
	g.see("of 11")
	g.press("l")
	g.press("C")
	g.see("unread 0")
	g.press("q")
	g.ends()
}
