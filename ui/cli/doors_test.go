package cli_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// door is what only some places of the program may use: a package by its path, a
// name of one ("os.Stdout"), or a literal in quotes. A "*" at the end stands for
// anything.
type door struct {
	to     string
	uses   []string
	places []string // files, or folders that end in "/"
}

// doors are all ways out of the program, and in.
func doors() []door {
	return []door{
		{"the network", []string{
			"codeberg.org/readeck/go-readability/v2.FromURL", ".ParseURL*", // gofeed's
			"net/http", "net/http/*", "net/rpc*", "net/smtp", "net/textproto", "crypto/tls", "golang.org/x/net/http*", "golang.org/x/net/proxy*",
			"net.Dial*", "net.Listen*", "net.Lookup*", "net.Resolve*", "net.DefaultResolver", "net.FileConn", "syscall.Socket*", "syscall.Connect",
		}, []string{"feed/fetch/"}},
		{"another client", []string{
			"net/http.Client", "net/http.Transport", "net/http.Default*", "net/http.Get", "net/http.Head", "net/http.Post*", "net/http.Serve*", "net/http.Listen*",
			"net.Listen*", "net.Lookup*", "net.Resolve*", "net.DefaultResolver", "net.FileConn",
		}, []string{"feed/fetch/fetch.go"}},
		{"another connection", []string{"net.Dial*"}, []string{
			"feed/fetch/fetch.go", "feed/fetch/guard.go",
			"feed/fetch/failure.go", // asks whether there is a way out, and sends nothing
		}},
		{"a process", []string{"os/exec", "os.StartProcess", "syscall.Exec", "syscall.ForkExec", "syscall.StartProcess", "plugin"}, []string{
			"ui/app/open.go",                                                               // $BROWSER
			"ui/cli/comment.go", "ui/pane/compose/compose.go", "ui/pane/compose/editor.go", // $EDITOR
			"ui/pane/pane.go", // names the type of what ui/app runs
			"ui/cli/login.go", // password_command
		}},
		{"another process", []string{"golang.org/x/sys/unix.Kill", "syscall.Kill", "os.FindProcess"}, []string{
			"ui/app/suspend_unix.go",
			"ui/cli/login.go", // ends what a password_command started
		}},
		{"an opener", []string{"github.com/cli/browser*"}, []string{"ui/app/open.go"}},
		{"the reader's terminal", []string{"charm.land/bubbletea/v2.NewProgram", "charm.land/bubbletea/v2.WithOutput"}, []string{"ui/app/run.go"}},
		{"the reader's screen", []string{"charm.land/bubbletea/v2.NewView", "charm.land/bubbletea/v2.View", "charm.land/bubbletea/v2.NewProgressBar", ".WindowTitle"}, []string{
			"ui/app/screen.go", "ui/app/paced.go",
		}},
		{"a renderer", []string{"charm.land/glamour/v2*"}, []string{"render/renderer.go", "render/look.go"}},
		{"the clipboard", []string{"charm.land/bubbletea/v2.SetClipboard", "charm.land/bubbletea/v2.SetPrimaryClipboard"}, []string{"ui/app/update.go"}},
		{"another program's terminal", []string{"charm.land/bubbletea/v2.Exec*"}, []string{"ui/app/open.go", "ui/app/raw.go", "ui/pane/pane.go", "ui/pane/compose/"}},
		{"a terminal, raw", []string{
			"charm.land/bubbletea/v2.Raw", "charm.land/bubbletea/v2.Print*", "charm.land/lipgloss/v2.Print*", "fmt.Print*",
			".Print", ".Printf", ".Println", ".PrintErr*", ".OutOrStd*", ".ErrOrStd*", // cobra's
			"runtime/debug.PrintStack", "runtime/debug.SetCrashOutput", "runtime/debug.WriteHeapDump",
		}, []string{"ui/app/size.go"}}, // resets the margins
		{"a log", []string{"log", "log/slog.New*", "log/slog.Default", "log/slog.Debug*", "log/slog.Info*", "log/slog.Warn*", "log/slog.Error*", "log/slog.Log", "log/slog.LogAttrs"}, []string{"ui/cli/program.go"}},
		{"standard streams", []string{"os.Stdin", "os.Stdout", "os.Stderr", "os.NewFile"}, []string{"ui/cli/cli.go"}},
		{"the command line's streams", []string{"p.out", "p.system.Out", "p.system.Err"}, []string{
			"ui/cli/cli.go", "ui/cli/showtext.go", "ui/cli/help.go", "ui/cli/root.go", "ui/cli/completion.go",
			"ui/cli/refresh.go",                                             // flushes
			"ui/cli/interact.go", "ui/cli/terminal.go", "ui/cli/comment.go", // the reader, its size, an editor
			"ui/cli/comments.go", "ui/cli/edition.go", "ui/cli/export.go", // documents, through line and body
			"ui/cli/import.go", "ui/cli/list.go", "ui/cli/parse.go", "ui/cli/show.go", "ui/cli/sources.go",
		}},
		{"a device", []string{`"/dev/*`, `"/proc/*`, "`/dev/*", "`/proc/*"}, []string{"ui/cli/terminal.go"}},
		{"the terminal's modes", []string{"golang.org/x/term"}, []string{"ui/cli/terminal.go", "ui/cli/doctor.go", "ui/cli/comment.go", "ui/app/firstframe.go", "ui/app/raw.go", "ui/app/size.go"}},
		{"the system", []string{"syscall", "golang.org/x/sys/*"}, []string{
			"main.go", "ui/app/suspend_unix.go", // signals
			"ui/app/input_unix.go",                                                                          // whether a key waits
			"feed/fetch/", "feed/store/", "feed/urls/urls.go", "ui/cli/doctor.go", "ui/cli/volume_linux.go", // errors, locks, rights
			"ui/cli/login.go", // a process of its own
		}},
		{"what Go can't vouch for", []string{
			"C", "unsafe", "syscall.RawSyscall*", "syscall.Syscall*", "syscall.Write", "syscall.Pwrite", "syscall.Send*", "syscall.Dup*",
			"golang.org/x/sys/unix.RawSyscall*", "golang.org/x/sys/unix.Syscall*", "golang.org/x/sys/unix.Write*", "golang.org/x/sys/unix.Pwrite*",
			"golang.org/x/sys/unix.Send*", "golang.org/x/sys/unix.Dup*", "golang.org/x/sys/unix.Socket*", "golang.org/x/sys/unix.Connect", "golang.org/x/sys/unix.Exec*",
		}, nil},
		{"a database", []string{"database/sql*", "modernc.org/sqlite*"}, []string{"feed/store/", "feed/newsboat/newsboat.go"}},
		{"cleaning", []string{"unicode.Bidi_Control", "unicode.Cc", "unicode.Cf", "unicode.Join_Control"}, []string{
			"render/plain/",
			"feed/parse/date/words.go", // reads past them
			"ui/widget/input.go",       // drops what is typed, before there is a text to clean
		}},
	}
}

// harmless are the packages that lead nowhere, or where a door above says of a name
// in them that it does. What is in no list is a door until somebody has looked.
func harmless() []string {
	return []string{
		"bufio", "bytes", "cmp", "compress/*", "context", "crypto/sha256", "crypto/x509", "embed", "encoding/*", "errors", "fmt", "hash/*", "html", "io", "io/fs", "iter",
		"log/slog", "maps", "math*", "mime", "net", "net/mail", "net/netip", "net/url", "os", "os/signal", "os/user", "path*", "reflect", "regexp", "runtime",
		"runtime/debug", "slices", "strconv", "strings", "sync*", "testing", "time*", "unicode*", "griot/*",
		"charm.land/bubbletea/v2", "charm.land/bubbles/v2/textarea", "charm.land/lipgloss/v2", "github.com/charmbracelet/colorprofile", "github.com/charmbracelet/x/ansi",
		"codeberg.org/readeck/go-readability/v2", "github.com/JohannesKaufmann/html-to-markdown/v2/*", "github.com/mmcdole/gofeed*", "github.com/yuin/goldmark*",
		"github.com/adrg/xdg", "github.com/andybalholm/brotli", "github.com/fsnotify/fsnotify", "github.com/google/renameio/v2", "github.com/klauspost/compress/zstd",
		"github.com/pelletier/go-toml/v2", "github.com/spf13/cobra", "github.com/spf13/pflag", "github.com/temoto/robotstxt", "github.com/wlynxg/chardet", "go.yaml.in/yaml/v4",
		"golang.org/x/net/html*", "golang.org/x/net/idna", "golang.org/x/sync/errgroup", "golang.org/x/text/*",
	}
}

// sinks are the functions through which text reaches a screen, an opener or the
// network, and what each of them calls on it.
func sinks() map[string]string {
	return map[string]string{
		"ui/app/screen.go draw":            "plain.Styled",
		"ui/app/screen.go title":           "plain.Line",
		"ui/app/notice.go clean":           "plain.Text",
		"ui/app/open.go openAddress":       "plain.Link",
		"ui/cli/cli.go complain":           "plain.Line",
		"ui/cli/cli.go print":              "plain.Text",
		"ui/cli/showtext.go emit":          "plain.Styled",
		"ui/cli/log.go Write":              "plain.Text",
		"ui/cli/json.go line":              "plain.Line",
		"ui/cli/json.go body":              "plain.Text",
		"render/renderer.go finish":        "plain.Styled",
		"feed/fetch/get.go address":        "plain.Link",
		"feed/fetch/get.go sendable":       "plain.Text",
		"feed/fetch/failure.go failure":    "plain.Line",
		"feed/library/read.go rescue":      "plain.Line",
		"feed/parse/address.go webAddress": "plain.Link",
	}
}

// program reads all files that are built into griot.
func program(t *testing.T) []source {
	t.Helper()
	var all []source
	const root = "../.."
	err := filepath.WalkDir(root, func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && name != root && (entry.Name() == "testdata" || strings.HasPrefix(entry.Name(), ".")):
			return fs.SkipDir
		case slices.Contains([]string{".s", ".c", ".h", ".syso"}, filepath.Ext(name)):
			t.Errorf("nobody can tell what %s does", name)
			return nil
		case entry.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go"):
			return nil
		}
		f, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
		all = append(all, source{strings.TrimPrefix(filepath.ToSlash(name), root+"/"), f})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestThreeDoors(t *testing.T) {
	all := program(t)
	if len(all) < 200 {
		t.Fatalf("%d files only", len(all))
	}
	for _, f := range all {
		for _, fault := range trespasses(f) {
			t.Error(fault)
		}
	}
	for sink, call := range sinks() {
		name, function, _ := strings.Cut(sink, " ")
		i := slices.IndexFunc(all, func(f source) bool { return f.name == name })
		if i < 0 || !calls(all[i], function, call) {
			t.Errorf("%s does not call %s", sink, call)
		}
	}
	for _, d := range doors() { // a place that uses no door any more need not be named
		for _, place := range d.places {
			if !slices.ContainsFunc(all, func(f source) bool { return within(f.name, place) && slices.ContainsFunc(uses(f), d.leads) }) {
				t.Errorf("%s no longer leads to %s", place, d.to)
			}
		}
	}
}

// The checker itself has to see what it is there for.
func TestTrespassesAreSeen(t *testing.T) {
	for _, c := range []struct{ name, text string }{
		{"feed/library/x.go", `import "net/http"; var _ = http.Get`},
		{"feed/library/x.go", `import web "net/http"; var _ = web.Get`},
		{"feed/library/x.go", `import _ "net/http/cgi"`},
		{"feed/fetcher/x.go", `import "net"; var _ = net.DialTimeout`},
		{"render/x.go", `import n "net"; func f() { n.LookupHost("x") }`},
		{"ui/app/other.go", `import "os/exec"`},
		{"ui/app/other.go", `import "github.com/cli/browser"`},
		{"feed/fetch/x.go", `import "os/exec"`},
		{"ui/pane/reader/x.go", `import "os"; func f() { os.Stdout.WriteString("x") }`},
		{"ui/pane/reader/x.go", `import "fmt"; func f() { fmt.Println("x") }`},
		{"ui/pane/reader/x.go", `func f() { println("x") }`},
		{"ui/pane/reader/x.go", `import tea "charm.land/bubbletea/v2"; var _ = tea.SetClipboard`},
		{"ui/pane/reader/x.go", `import "charm.land/bubbletea/v2"; var _ = bubbletea.Raw`},
		{"ui/pane/reader/x.go", `import . "os"`},
		{"ui/app/update.go", `import tea "charm.land/bubbletea/v2"; func f(s string) { tea.SetClipboard(s) }`},
		{"ui/cli/x.go", `import "os"; func f() { os.OpenFile("/dev/tty", 0, 0) }`},
		{"ui/cli/list.go", `import "fmt"; func (p *program) f(s string) { fmt.Fprintln(p.out, s) }`},
		{"ui/cli/list.go", `import "io"; func (p *program) f(s string) { io.WriteString(p.system.Err, s) }`},
		{"ui/cli/list.go", `func (p *program) f(s string) { p.out.WriteString(s) }`},
		{"feed/parse/x.go", `import "C"`},
		{"feed/fetch/x.go", `import "net/http"; var _ = http.Get`},
		{"feed/fetch/x.go", `import "net/http"; var _ = http.Client{}`},
		{"feed/fetch/x.go", `import "net"; func f() { net.Dial("tcp", "x") }`},
		{"feed/fetch/x.go", `import "syscall"; func f() { syscall.Write(1, nil) }`},
		{"feed/parse/x.go", `import "syscall"`},
		{"ui/app/input_unix.go", `import "golang.org/x/sys/unix"; func f() { unix.Write(1, nil) }`},
		{"ui/widget/x.go", `import "os"; func f() { os.WriteFile("/dev/stdout", nil, 0) }`},
		{"ui/widget/x.go", "import `os`; func f() { os.Open(`/proc/self/fd/1`) }"},
		{"feed/store/x.go", `import "log"; func f() { log.Default().Print("x") }`},
		{"feed/store/x.go", `import "log/slog"; func f() { slog.Info("x") }`},
		{"feed/store/x.go", `import "runtime/debug"; func f() { debug.PrintStack() }`},
		{"feed/store/x.go", `import "flag"`},
		{"feed/parse/x.go", `import "text/template"`},
		{"ui/widget/x.go", `import "example.org/clipboard"`},
		{"feed/parse/x.go", `import "github.com/mmcdole/gofeed"; func f() { gofeed.NewParser().ParseURL("x") }`},
		{"feed/parse/x.go", `import "codeberg.org/readeck/go-readability/v2"; func f() { readability.FromURL("x", 1) }`},
		{"ui/cli/x.go", `import "github.com/spf13/cobra"; func f(c *cobra.Command) { c.Println("x") }`},
		{"ui/cli/x.go", `func (p *program) f() { w := p.out; w.Write(nil) }`},
		{"ui/pane/reader/x.go", `import tea "charm.land/bubbletea/v2"; func f() tea.View { return tea.NewView("x") }`},
		{"ui/app/open.go", `func f(v view) { v.WindowTitle = "x" }`},
		{"ui/pane/reader/x.go", `import "charm.land/glamour/v2"; var _ = glamour.Render`},
		{"feed/library/x.go", `import "database/sql"`},
		{"feed/parse/x.go", `import "unicode"; var _ = unicode.Bidi_Control`},
	} {
		if len(trespasses(madeUp(t, c.name, c.text))) == 0 {
			t.Errorf("%s may be: %s", c.name, c.text)
		}
	}
	for _, c := range []struct{ name, text string }{
		{"feed/fetch/x.go", `import "net/http"; var _ = http.NewRequest`},
		{"feed/fetch/fetch.go", `import "net/http"; var _ = http.Client{}`},
		{"feed/parse/x.go", `import "net"; var _ = net.ParseIP`},
		{"ui/app/open.go", `import "os/exec"`},
		{"ui/app/update.go", `import tea "charm.land/bubbletea/v2"; func f(s string) { tea.SetClipboard(clean(s)) }`},
		{"ui/cli/cli.go", `import "fmt"; func (p *program) complain(s string) { fmt.Fprintln(p.system.Err, s) }`},
		{"ui/cli/x.go", `import "fmt"; func f(b *builder) { fmt.Fprintln(b, "x") }`},
	} {
		if found := trespasses(madeUp(t, c.name, c.text)); len(found) > 0 {
			t.Errorf("right uses are faulted: %v", found)
		}
	}
	f := madeUp(t, "x.go", `func draw() { _ = "plain.Styled"; _ = plain.Line }; func other() { plain.Styled("x") }`)
	if calls(f, "draw", "plain.Styled") || !calls(f, "other", "plain.Styled") || calls(f, "nobody", "plain.Styled") {
		t.Error("calls are not told apart")
	}
}

func madeUp(t *testing.T, name, text string) source {
	t.Helper()
	f, err := parser.ParseFile(token.NewFileSet(), name, "package x;"+text, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	return source{name, f}
}
