package app_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"
)

// quay is a small publisher on the loopback interface.
type quay struct {
	*httptest.Server
	requests atomic.Int64
	extra    atomic.Bool // publish one more article
}

// publish serves the Harbour Courier of testdata and its comments.
func publish(t *testing.T) *quay {
	t.Helper()
	q := &quay{}
	q.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		q.requests.Add(1)
		switch r.URL.Path {
		case "/feed.rss":
			w.Header().Set("Content-Type", "application/rss+xml")
			fmt.Fprint(w, q.feed(t, r.Host))
		case "/":
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			fmt.Fprint(w, `<html><head><title>Harbour Courier</title>`+
				`<link rel="alternate" type="application/rss+xml" title="Harbour" href="/feed.rss"></head><body>Hello</body></html>`)
		case "/comments.atom":
			w.Header().Set("Content-Type", "application/atom+xml")
			w.Write(fixture(t, "crane-four-comments.atom"))
		default:
			http.NotFound(w, r)
		}
	}))
	t.Cleanup(q.Close)
	return q
}

func (q *quay) feed(t *testing.T, host string) string {
	body := strings.ReplaceAll(string(fixture(t, "harbour.rss")),
		"https://harbour.example/2026/crane-four/feed/", "http://"+host+"/comments.atom")
	if q.extra.Load() {
		body = strings.Replace(body, "<item>", `<item><title>Fog over the quay</title><link>https://harbour.example/fog</link>`+
			`<guid>fog</guid><pubDate>Tue, 03 Mar 2026 05:00:00 GMT</pubDate><description>Nobody saw it.</description></item><item>`, 1)
	}
	return body
}

func fixture(t *testing.T, name string) []byte {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("..", "..", "testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

const sampleHeadline = "Welcome to griot"

// With no settings, no network and no argument there is something to read, and no
// key was needed.
func TestFirstRun(t *testing.T) {
	t.Parallel()
	g := run(t, setup{})
	g.see(sampleHeadline, "1,953", "unread")
	g.press(enter)
	g.see("The ten keys you need", "4,120 views")
	g.press("q")
	g.see("1,953")
	g.press("q")
	if code := g.ends(); code != 0 {
		t.Fatalf("exit status %d", code)
	}
}

func TestFirstRunInFrench(t *testing.T) {
	t.Parallel()
	g := run(t, setup{env: []string{"LC_ALL=fr_FR.UTF-8"}, width: 120, height: 40})
	g.see("tout 11", "non lus 11", "À Bamako, la Confédération du Sahel dresse son bilan", "1\u202f953", "Vues")
}

// A comment written without a network is there after the program is gone.
func TestCommentOffline(t *testing.T) {
	t.Parallel()
	home, q := t.TempDir(), publish(t)
	order(t, home, "add", q.URL+"/feed.rss")
	q.Close()

	g := run(t, setup{home: home})
	g.see("Crane number four swings again")
	g.press(enter)
	g.see("It stood still for eleven years")
	g.press("CI hear it too.")
	g.see("I hear it too.")
	g.press(ctrlS)
	g.see("It stood still for eleven years")
	g.press("c")
	g.see("I hear it too.")
	g.press("Q")
	if code := g.ends(); code != 0 {
		t.Fatalf("exit status %d", code)
	}
	if out := order(t, home, "comments", "--mine"); !strings.Contains(out, "I hear it too.") {
		t.Fatalf("comments --mine:\n%s", out)
	}
}

// The publisher's comments come when the article is opened, and stay without it.
func TestPublishersCommentsStay(t *testing.T) {
	t.Parallel()
	home, q := t.TempDir(), publish(t)
	order(t, home, "add", q.URL+"/feed.rss")
	g := run(t, setup{home: home, height: 40, width: 100})
	g.see("Crane number four swings again")
	g.press(enter)
	g.press("c")
	g.see("I heard it from the bakery.", "So did the bread.")
	g.press("Q")
	g.ends()
	q.Close()
	g = run(t, setup{home: home, height: 40, width: 100})
	g.see("Crane number four swings again")
	g.press("c")
	g.see("So did the bread.")
}

// Power fails while a comment is written: what was typed before the last pause is
// offered again.
func TestDraftSurvivesAKill(t *testing.T) {
	t.Parallel()
	home := t.TempDir()
	g := run(t, setup{home: home})
	g.see(sampleHeadline)
	g.press("C")
	g.press("half a thought")
	g.see("half a thought", "kept")
	time.Sleep(1500 * time.Millisecond) // the pause
	g.kill()

	g = run(t, setup{home: home})
	g.see(sampleHeadline)
	g.press("C")
	g.see("half a thought")
}

// An arrow key whose three bytes arrive far apart moves down, and does nothing else.
func TestSplitArrowKey(t *testing.T) {
	g := run(t, setup{width: 100, height: 30})
	g.see(sampleHeadline, "unread 11")
	g.settle() // an answer of the terminal between ESC and [ would end the key
	for _, b := range []string{"\x1b", "[", "B"} {
		g.press(b)
		time.Sleep(150 * time.Millisecond)
	}
	g.see("2 of 11")
	for _, b := range []string{"\x1b", "[A"} { // taken apart: esc, "[", and A, which marks all read
		g.press(b)
		time.Sleep(150 * time.Millisecond)
	}
	g.see("1 of 11", "unread 11")
}

func TestResizeAtAnyMoment(t *testing.T) {
	t.Parallel()
	g := run(t, setup{})
	g.see(sampleHeadline)
	for _, size := range [][2]int{{200, 60}, {40, 24}, {1, 1}, {300, 20}, {20, 5}, {80, 24}} {
		g.resize(size[0], size[1])
		g.press("j")
	}
	g.see(sampleHeadline)
	g.press(enter)
	g.resize(100, 40)
	g.resize(60, 20)
	g.press("q")
	g.see("4,120")
}

func TestNoColour(t *testing.T) {
	t.Parallel()
	g := run(t, setup{env: []string{"NO_COLOR=1"}})
	g.see(sampleHeadline)
	g.press("j" + enter)
	g.see("Bienvenue")
	g.press("qQ")
	g.ends()
	for _, code := range []string{"38;2;", "48;2;", "38;5;", "48;5;"} {
		if strings.Contains(g.wrote(), "\x1b["+code) || strings.Contains(g.wrote(), ";"+code) {
			t.Errorf("a colour was written although NO_COLOR is set: %s", code)
		}
	}
}

func TestFortyColumns(t *testing.T) {
	t.Parallel()
	g := run(t, setup{width: 40, height: 24})
	g.see("Welcome to griot", "22 Feb")
	for i, line := range strings.Split(g.screen(), "\n") {
		if n := len([]rune(strings.TrimRight(line, " "))); n > 40 {
			t.Errorf("line %d has %d cells", i, n)
		}
	}
	g.press(enter)
	g.see("You are reading")
}

func TestMouse(t *testing.T) {
	t.Parallel()
	g := run(t, setup{})
	g.see(sampleHeadline)
	row := -1
	for i, line := range strings.Split(g.screen(), "\n") {
		if strings.Contains(line, "Bienvenue") {
			row = i + 1
		}
	}
	click := fmt.Sprintf("\x1b[<0;20;%dM\x1b[<0;20;%dm", row, row)
	g.press(click)
	g.see("2 of 11")
	g.press(click)
	g.see("Les touches qui suffisent")
}

// An address pasted on the headlines opens the preview; enter follows it, and its
// rows are there without another key.
func TestPasteAnAddress(t *testing.T) {
	t.Parallel()
	q := publish(t)
	g := run(t, setup{width: 100, height: 36})
	g.see(sampleHeadline)
	g.press("\x1b[200~" + q.URL + "/\x1b[201~")
	g.see("Crane number four swings again", "Harbour Courier")
	g.press(enter)
	g.see("all 3")
	g.gone(sampleHeadline)
}

// A page's text pasted on the headlines becomes an article.
func TestPasteAPage(t *testing.T) {
	t.Parallel()
	g := run(t, setup{width: 100, height: 40})
	g.see(sampleHeadline)
	text := strings.ReplaceAll(string(fixture(t, "page-captured.txt")), "\n", "\r")
	g.press("\x1b[200~" + text + "\x1b[201~")
	g.see("Le pont de Sélingué rouvre aux camions", "1,953 views", "Ce qui change")
	g.gone("WhatsApp")
}

// What a refresh brings waits, and no row moves until the reader asks.
func TestArrivalsWait(t *testing.T) {
	t.Parallel()
	home, q := t.TempDir(), publish(t)
	order(t, home, "add", q.URL+"/feed.rss")
	g := run(t, setup{home: home})
	g.see("Crane number four swings again")
	q.extra.Store(true)
	g.press("r")
	g.see("1 new")
	if strings.Contains(g.screen(), "Fog over the quay") {
		t.Fatalf("a row moved under the reader's eyes:\n%s", g.screen())
	}
	g.press(".")
	g.see("Fog over the quay", "Crane number four swings again")
}

func TestUndoOfMarkAll(t *testing.T) {
	t.Parallel()
	g := run(t, setup{width: 100, height: 30})
	g.see("unread 11")
	g.press("A")
	g.see("unread 0")
	g.press("u")
	g.see("unread 11")
	g.press("\x12") // ctrl+r
	g.see("unread 0")
}

// Two programs on one store: neither shows an error, and what one writes is there
// for the other.
func TestTwoAtOnce(t *testing.T) {
	t.Parallel()
	home := t.TempDir()
	first := run(t, setup{home: home, width: 100, height: 30})
	first.see(sampleHeadline)
	second := run(t, setup{home: home, width: 100, height: 30})
	second.see(sampleHeadline)
	for range 20 {
		first.press("sj")
		second.press("mj")
	}
	first.comment("From the first.")
	second.comment("From the second.")
	first.press("Q")
	second.press("Q")
	first.ends()
	second.ends()
	out := order(t, home, "comments", "--mine")
	if !strings.Contains(out, "From the first.") || !strings.Contains(out, "From the second.") {
		t.Fatalf("comments --mine:\n%s", out)
	}
	for _, g := range []*griot{first, second} {
		if strings.Contains(g.wrote(), "busy") || strings.Contains(g.wrote(), "locked") {
			t.Error("a lock was shown to the reader")
		}
	}
}

// A signal to end leaves the terminal as it was, and the draft in the store.
func TestEndedByASignal(t *testing.T) {
	t.Parallel()
	for _, signal := range []syscall.Signal{syscall.SIGTERM, syscall.SIGHUP, syscall.SIGINT, syscall.SIGQUIT} {
		t.Run(signal.String(), func(t *testing.T) {
			t.Parallel()
			home := t.TempDir()
			g := run(t, setup{home: home})
			g.see(sampleHeadline)
			g.press("Cunfinished")
			g.see("unfinished", "ctrl+s") // in the box, not an echo of the keys
			for range 2 {                 // a closed terminal is told by the kernel and by the shell
				if err := g.cmd.Process.Signal(signal); err != nil {
					t.Fatal(err)
				}
				time.Sleep(time.Millisecond)
			}
			g.ends()
			if !strings.Contains(g.wrote(), "\x1b[?1049l") {
				t.Error("the alternate screen was not left")
			}
			g = run(t, setup{home: home})
			g.see(sampleHeadline)
			g.press("C")
			g.see("unfinished")
		})
	}
}

// A source opened from the command line is not followed; a comment keeps it.
func TestOpenedOnly(t *testing.T) {
	t.Parallel()
	home, dir := t.TempDir(), t.TempDir()
	note := filepath.Join(dir, "note.md")
	if err := os.WriteFile(note, fixture(t, "note.md"), 0o600); err != nil {
		t.Fatal(err)
	}
	g := run(t, setup{home: home, args: []string{note}, width: 100, height: 30})
	g.see("A note of my own")
	g.press("Q")
	g.ends()
	if out := order(t, home, "list"); strings.Contains(out, "A note of my own") {
		t.Fatalf("it was followed:\n%s", out)
	}
	g = run(t, setup{home: home, args: []string{note}, width: 100, height: 30})
	g.see("A note of my own")
	g.comment("Kept.")
	g.press("Q")
	g.ends()
	if out := order(t, home, "comments", "--mine"); !strings.Contains(out, "Kept.") {
		t.Fatalf("the comment is lost:\n%s", out)
	}
}

// Sharing saves an article with its comments, and never over a file that is there.
func TestShareSaves(t *testing.T) {
	t.Parallel()
	home := t.TempDir()
	g := run(t, setup{home: home, width: 100, height: 30})
	g.see(sampleHeadline)
	for range 2 {
		g.press("S")
		g.see("Share this article")
		g.press("s")
		g.see("Saved: ")
		g.press("j")
		time.Sleep(1300 * time.Millisecond) // a notice that has been read goes with the next key
		g.press("k")
		g.gone("Saved: ")
	}
	files, err := filepath.Glob(filepath.Join(home, "Documents", "griot", "*.md"))
	if err != nil || len(files) != 2 {
		t.Fatalf("saved %v, %v", files, err)
	}
	saved, err := os.ReadFile(files[0])
	if err != nil || !strings.Contains(string(saved), "# Welcome to griot") || !strings.Contains(string(saved), "That is the idea.") {
		t.Fatalf("%v:\n%s", err, saved)
	}
}

// What was done an instant before griot is left is done, and undo takes back the
// last act even when it was asked for in the same breath.
func TestActsInOneBreath(t *testing.T) {
	t.Parallel()
	home := t.TempDir()
	g := run(t, setup{home: home, width: 100, height: 30})
	g.see(sampleHeadline)
	g.press("sjmuQ") // star the first; read and unread the second
	if code := g.ends(); code != 0 {
		t.Fatalf("exit status %d", code)
	}
	g = run(t, setup{home: home, width: 100, height: 30})
	g.see("unread 11", "starred 1")
}
