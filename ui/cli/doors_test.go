package cli_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
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
			"net/http", "net/http/*", "net/rpc*", "net/smtp", "net/textproto", "crypto/tls", "golang.org/x/net/http*", "golang.org/x/net/proxy*",
			"net.Dial*", "net.Listen*", "net.Lookup*", "net.Resolve*", "net.DefaultResolver", "net.FileConn", "syscall.Socket*", "syscall.Connect",
		}, []string{"feed/fetch/"}},
		{"a process", []string{"os/exec", "os.StartProcess", "syscall.Exec", "syscall.ForkExec", "syscall.StartProcess", "plugin"}, []string{
			"ui/app/open.go",                                                               // $BROWSER
			"ui/cli/comment.go", "ui/pane/compose/compose.go", "ui/pane/compose/editor.go", // $EDITOR
			"ui/pane/pane.go", // names the type of what ui/app runs
			"ui/cli/login.go", // password_command
		}},
		{"another process", []string{"golang.org/x/sys/unix.Kill", "syscall.Kill", "os.FindProcess"}, []string{"ui/app/suspend_unix.go"}},
		{"an opener", []string{"github.com/cli/browser*"}, []string{"ui/app/open.go"}},
		{"the reader's terminal", []string{"charm.land/bubbletea/v2.NewProgram", "charm.land/bubbletea/v2.WithOutput"}, []string{"ui/app/run.go"}},
		{"the clipboard", []string{"charm.land/bubbletea/v2.SetClipboard", "charm.land/bubbletea/v2.SetPrimaryClipboard"}, []string{"ui/app/update.go"}},
		{"another program's terminal", []string{"charm.land/bubbletea/v2.Exec*"}, []string{"ui/app/open.go", "ui/app/raw.go", "ui/pane/pane.go", "ui/pane/compose/"}},
		{"a terminal, raw", []string{
			"charm.land/bubbletea/v2.Raw", "charm.land/bubbletea/v2.Print*", "charm.land/lipgloss/v2.Print*", "fmt.Print*", "log.Print*", "log.Fatal*",
		}, []string{"ui/app/size.go"}}, // resets the margins
		{"standard streams", []string{"os.Stdin", "os.Stdout", "os.Stderr", "os.NewFile"}, []string{"ui/cli/cli.go"}},
		{"the terminal's device", []string{`"/dev/tty"`, `"/dev/pts*`}, []string{"ui/cli/terminal.go"}},
		{"the terminal's modes", []string{"golang.org/x/term"}, []string{"ui/cli/terminal.go", "ui/cli/doctor.go", "ui/cli/comment.go", "ui/app/firstframe.go", "ui/app/raw.go", "ui/app/size.go"}},
		{"what Go can't vouch for", []string{"C", "unsafe"}, nil},
		{"cleaning", []string{"unicode.Bidi_Control", "unicode.Cc", "unicode.Cf", "unicode.Join_Control"}, []string{
			"render/plain/",
			"feed/parse/date/words.go", // reads past them
			"ui/widget/input.go",       // drops what is typed, before there is a text to clean
		}},
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

// source is a file of the program.
type source struct {
	name string
	*ast.File
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
		{"feed/parse/x.go", `import "unicode"; var _ = unicode.Bidi_Control`},
	} {
		if len(trespasses(madeUp(t, c.name, c.text))) == 0 {
			t.Errorf("%s may be: %s", c.name, c.text)
		}
	}
	for _, c := range []struct{ name, text string }{
		{"feed/fetch/x.go", `import "net/http"; var _ = http.Get`},
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

// trespasses lists what a file uses and may not.
func trespasses(f source) []string {
	var found []string
	for _, use := range uses(f) {
		for _, d := range doors() {
			if d.leads(use) && !slices.ContainsFunc(d.places, func(place string) bool { return within(f.name, place) }) {
				found = append(found, fmt.Sprintf("%s uses %s: that is a door to %s", f.name, use, d.to))
			}
		}
	}
	return append(found, unclean(f)...)
}

func within(name, place string) bool {
	return name == place || strings.HasSuffix(place, "/") && strings.HasPrefix(name, place)
}

func (d door) leads(use string) bool {
	return slices.ContainsFunc(d.uses, func(u string) bool {
		prefix, open := strings.CutSuffix(u, "*")
		return use == u || open && strings.HasPrefix(use, prefix)
	})
}

// version is the last part of a module's path that is no name.
var version = regexp.MustCompile(`^v[0-9]+$`)

// uses lists the packages that a file imports, the names that it uses of them, and
// its literals.
func uses(f source) []string {
	var all []string
	imported := map[string]string{}
	for _, i := range f.Imports {
		from, _ := strconv.Unquote(i.Path.Value)
		all = append(all, from)
		name := path.Base(from)
		if version.MatchString(name) {
			name = path.Base(path.Dir(from))
		}
		if i.Name != nil {
			name = i.Name.Name
		}
		if name == "." {
			all = append(all, "unsafe") // whose names could be anybody's
		}
		imported[name] = from
	}
	ast.Inspect(f.File, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.SelectorExpr:
			if id, ok := n.X.(*ast.Ident); ok && imported[id.Name] != "" {
				all = append(all, imported[id.Name]+"."+n.Sel.Name)
			}
		case *ast.BasicLit:
			all = append(all, n.Value)
		case *ast.CallExpr:
			if id, ok := n.Fun.(*ast.Ident); ok && (id.Name == "println" || id.Name == "print") {
				all = append(all, "fmt.Print")
			}
		}
		return true
	})
	return all
}

// unclean lists writes past the functions that clean: to the streams of the command
// line, and to the clipboard.
func unclean(f source) []string {
	var found []string
	for _, declared := range f.Decls {
		function, ok := declared.(*ast.FuncDecl)
		if !ok || function.Body == nil {
			continue
		}
		ast.Inspect(function.Body, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok {
				return true
			}
			fault := false
			switch name, at := spelt(call.Fun), path.Base(path.Dir(f.name)); {
			case strings.HasSuffix(name, ".SetClipboard"):
				inner, ok := call.Args[0].(*ast.CallExpr)
				fault = !ok || spelt(inner.Fun) != "clean"
			case at != "cli" || slices.Contains([]string{"complain", "print", "emit", "help"}, function.Name.Name):
			case strings.HasPrefix(name, "fmt.Fprint"), name == "io.WriteString":
				fault = stream(spelt(call.Args[0]))
			case strings.HasSuffix(name, ".Write"), strings.HasSuffix(name, ".WriteString"):
				fault = stream(name[:strings.LastIndexByte(name, '.')])
			}
			if fault {
				found = append(found, fmt.Sprintf("%s: %s writes what nobody has cleaned", f.name, function.Name.Name))
			}
			return true
		})
	}
	return found
}

func stream(name string) bool {
	return strings.HasSuffix(name, "p.out") || strings.HasSuffix(name, "system.Out") || strings.HasSuffix(name, "system.Err")
}

// spelt is an expression of names as it is written, "" for another.
func spelt(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.Ident:
		return e.Name
	case *ast.SelectorExpr:
		return spelt(e.X) + "." + e.Sel.Name
	default:
		return ""
	}
}

// calls tells whether a function of a file calls another.
func calls(f source, function, other string) (found bool) {
	for _, declared := range f.Decls {
		if d, ok := declared.(*ast.FuncDecl); ok && d.Name.Name == function && d.Body != nil {
			ast.Inspect(d.Body, func(n ast.Node) bool {
				call, ok := n.(*ast.CallExpr)
				found = found || ok && spelt(call.Fun) == other
				return !found
			})
		}
	}
	return found
}
