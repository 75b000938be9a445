package cli_test

import (
	"fmt"
	"go/ast"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// source is a file of the program.
type source struct {
	name string
	*ast.File
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
	for _, i := range f.Imports {
		from, _ := strconv.Unquote(i.Path.Value)
		leads := func(d door) bool { return d.leads(from) }
		if !(door{uses: harmless()}).leads(from) && !slices.ContainsFunc(doors(), leads) {
			found = append(found, fmt.Sprintf("%s imports %s: nobody has said what that leads to", f.name, from))
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

// uses lists the packages that a file imports, the names that it uses of them, those
// of other things with a dot before them, the streams of the command line, and its
// literals.
func uses(f source) []string {
	var all []string
	imported := map[string]string{}
	for _, i := range f.Imports {
		from, _ := strconv.Unquote(i.Path.Value)
		all = append(all, from)
		name := path.Base(from)
		if version.MatchString(name) {
			name = strings.TrimPrefix(path.Base(path.Dir(from)), "go-")
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
			} else {
				all = append(all, "."+n.Sel.Name, spelt(n))
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
