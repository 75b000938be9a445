package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// room is a part of the house and what it may import of the others. A name covers
// its folder and, where it ends in "/...", what lies below it.
type room struct {
	name    string
	imports []string
	outside bool // modules that are not the standard library
}

// rooms are all that there are, the more particular before the more general.
func rooms() []room {
	reads := []string{"feed", "feed/library", "render", "render/plain"}
	below := func(more ...string) []string { return slices.Concat(more, reads) }
	return []room{
		{"", []string{"ui/cli"}, false},
		{"ui/cli", below("ui/app", "ui/config", "ui/keys", "ui/pane", "ui/text", "ui/theme",
			"feed/fetch", "feed/newsboat", "feed/opml", "feed/parse", "feed/sample", "feed/store", "feed/urls"), true},
		{"ui/app", below("ui/pane/...", "ui/overlay", "ui/share", "ui/widget", "ui/config", "ui/keys", "ui/text", "ui/theme"), true},
		{"ui/overlay", below("ui/pane", "ui/widget", "ui/keys", "ui/text", "ui/theme"), true},
		{"ui/share", below("ui/pane", "ui/text"), true},
		{"ui/pane", below("ui/keys", "ui/text", "ui/theme"), true},
		{"ui/pane/...", below("ui/pane", "ui/widget", "ui/keys", "ui/text", "ui/theme"), true},
		{"ui/widget", []string{"feed", "render", "render/plain", "ui/keys", "ui/text", "ui/theme"}, true},
		{"ui/config", []string{"render/plain", "ui/text"}, true},
		{"ui/keys", []string{"ui/text"}, true},
		{"ui/theme", []string{"render"}, true},
		{"ui/text", []string{"feed", "render/plain"}, true},
		{"feed/library", []string{"feed", "feed/sample", "render/plain"}, true},
		{"feed/parse/...", []string{"feed", "feed/clean", "feed/parse/...", "render/plain"}, true},
		{"feed/store", []string{"feed", "render/plain"}, true},
		{"feed/newsboat", nil, true},
		{"feed/opml", []string{"feed", "render/plain"}, true},
		{"feed/fetch", []string{"feed", "render/plain"}, true},
		{"feed/urls", []string{"feed", "render/plain"}, true},
		{"feed/clean", []string{"feed", "render/plain"}, true},
		{"feed/sample", nil, false},
		{"feed", nil, false},
		{"render/plain", nil, true},
		{"render", []string{"render/plain"}, true},
	}
}

// listed is a package as go list describes it.
type listed struct {
	ImportPath string
	Imports    []string
}

const module = "griot"

func TestImportsRunOneWay(t *testing.T) {
	out, err := exec.Command("go", "list", "-json=ImportPath,Imports", "./...").Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	var packages []listed
	for decoder := json.NewDecoder(bytes.NewReader(out)); decoder.More(); {
		var p listed
		if err := decoder.Decode(&p); err != nil {
			t.Fatal(err)
		}
		packages = append(packages, p)
	}
	if len(packages) < len(rooms())/2 {
		t.Fatalf("go list found %d packages only", len(packages))
	}
	for _, fault := range wrongImports(packages) {
		t.Error(fault)
	}
}

// The checker itself has to see what it is there for.
func TestWrongImportsAreSeen(t *testing.T) {
	for _, wrong := range []listed{
		{ImportPath: "griot", Imports: []string{"griot/feed"}},
		{ImportPath: "griot/feed", Imports: []string{"golang.org/x/text"}},
		{ImportPath: "griot/feed", Imports: []string{"griot/render/plain"}},
		{ImportPath: "griot/feed/parse", Imports: []string{"griot/feed/store"}},
		{ImportPath: "griot/feed/parse/page", Imports: []string{"griot/feed/fetch"}},
		{ImportPath: "griot/feed/library", Imports: []string{"griot/feed/store"}},
		{ImportPath: "griot/feed/library", Imports: []string{"griot/ui/text"}},
		{ImportPath: "griot/render", Imports: []string{"griot/feed"}},
		{ImportPath: "griot/render/plain", Imports: []string{"griot/render"}},
		{ImportPath: "griot/ui/text", Imports: []string{"griot/ui/keys"}},
		{ImportPath: "griot/ui/widget", Imports: []string{"griot/ui/pane"}},
		{ImportPath: "griot/ui/pane/reader", Imports: []string{"griot/ui/pane/comments"}},
		{ImportPath: "griot/ui/pane/reader", Imports: []string{"griot/ui/app"}},
		{ImportPath: "griot/ui/pane/reader", Imports: []string{"griot/feed/store"}},
		{ImportPath: "griot/ui/overlay", Imports: []string{"griot/ui/app"}},
		{ImportPath: "griot/ui/app", Imports: []string{"griot/feed/fetch"}},
		{ImportPath: "griot/ui/app", Imports: []string{"griot/ui/cli"}},
		{ImportPath: "griot/attic", Imports: []string{"fmt"}},
	} {
		if len(wrongImports([]listed{wrong})) == 0 {
			t.Errorf("%s may import %v", wrong.ImportPath, wrong.Imports)
		}
	}
	right := []listed{
		{ImportPath: "griot", Imports: []string{"context", "griot/ui/cli"}},
		{ImportPath: "griot/feed", Imports: []string{"net/url", "encoding/json"}},
		{ImportPath: "griot/feed/parse", Imports: []string{"griot/feed", "griot/feed/parse/page", "github.com/mmcdole/gofeed"}},
		{ImportPath: "griot/ui/app", Imports: []string{"griot/ui/pane", "griot/ui/pane/reader", "charm.land/bubbletea/v2"}},
	}
	if found := wrongImports(right); len(found) > 0 {
		t.Errorf("right imports are faulted: %v", found)
	}
}

// wrongImports lists the imports that no room allows.
func wrongImports(packages []listed) []string {
	var found []string
	for _, p := range packages {
		name := inside(p.ImportPath)
		i := slices.IndexFunc(rooms(), func(r room) bool { return covers(r.name, name) })
		if i < 0 {
			found = append(found, fmt.Sprintf("%s is in no room", p.ImportPath))
			continue
		}
		here := rooms()[i]
		for _, imported := range p.Imports {
			if !here.allows(imported) {
				found = append(found, fmt.Sprintf("%s imports %s", p.ImportPath, imported))
			}
		}
	}
	return found
}

func (r room) allows(imported string) bool {
	if imported == module || strings.HasPrefix(imported, module+"/") {
		return slices.ContainsFunc(r.imports, func(allowed string) bool { return covers(allowed, inside(imported)) })
	}
	host, _, _ := strings.Cut(imported, "/")
	return r.outside || !strings.Contains(host, ".")
}

// inside is a package's path in the module, empty for the program itself.
func inside(path string) string { return strings.TrimPrefix(strings.TrimPrefix(path, module), "/") }

func covers(room, path string) bool {
	folder, below := strings.CutSuffix(room, "/...")
	return path == folder || below && strings.HasPrefix(path, folder+"/")
}
