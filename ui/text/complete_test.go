package text

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

func TestNoMessageHasTwoTexts(t *testing.T) {
	seen := make(map[ID]bool)
	for _, table := range tables() {
		for id := range table {
			if seen[id] {
				t.Errorf("%s is in two tables", id)
			}
			seen[id] = true
		}
	}
}

func TestEveryMessageIsInBothLanguages(t *testing.T) {
	for _, fault := range faults(all()) {
		t.Error(fault)
	}
}

// The checker itself has to see what it is there for.
func TestIncompleteMessagesAreSeen(t *testing.T) {
	for name, p := range map[string]phrase{
		"no French":        both("Nothing here", ""),
		"no English":       both("", "Rien ici"),
		"singular alone":   {english: forms{one: "a", other: "b"}, french: forms{other: "c"}},
		"other verbs":      both("%s of %s", "%s"),
		"verbs swapped":    both("%s has %d", "%d, %s"),
		"ASCII apostrophe": both("it", "l'article"),
		"breaking space":   both("it:", "voici :"),
		"no space":         both("it!", "voici!"),
		"wide space":       both("it!", "voici\u00a0!"),
	} {
		if len(faults(map[ID]phrase{"test.x": p})) == 0 {
			t.Errorf("%s is not seen", name)
		}
	}
	fine := map[ID]phrase{
		"test.a": both("%s has %d: “%s”!", "%[2]d\u00a0: «\u00a0%[3]s\u00a0» de %[1]s\u202f!"),
		"test.b": counted("a new one", "%d new ones", "%d nouveau", "%d nouveaux"),
	}
	if found := faults(fine); len(found) > 0 {
		t.Errorf("fine messages are faulted: %v", found)
	}
}

func TestEveryMessageThatIsSaidExists(t *testing.T) {
	messages := all()
	for _, use := range uses(t, messages) {
		p, ok := messages[use.id]
		if !ok {
			t.Errorf("%s: no message %q", use.where, use.id)
			continue
		}
		if want := holes(p.english.other); use.args >= 0 && use.args != want {
			t.Errorf("%s: %q takes %d arguments, and gets %d", use.where, use.id, want, use.args)
		}
	}
}

func all() map[ID]phrase {
	messages := make(map[ID]phrase)
	for _, table := range tables() {
		maps.Copy(messages, table)
	}
	return messages
}

// typography lists what French never has: an ASCII apostrophe in a word, a
// breaking space or none before high punctuation.
func typography() map[string]*regexp.Regexp {
	return map[string]*regexp.Regexp{
		"an ASCII apostrophe":               regexp.MustCompile(`\p{L}'\p{L}`),
		"a breaking space before : ; ! ?":   regexp.MustCompile(` [:;!?](\s|$)`),
		"no U+202F before ; ! ?":            regexp.MustCompile(`[^\x{202f} ][;!?](\s|$)`),
		"no U+00A0 before a colon":          regexp.MustCompile(`[^\x{a0} ]:(\s|$)`),
		"no no-break space in its « quotes": regexp.MustCompile(`«[^\x{a0}]|[^\x{a0}]»`),
	}
}

func faults(messages map[ID]phrase) []string {
	var found []string
	for _, id := range slices.Sorted(maps.Keys(messages)) {
		p := messages[id]
		fault := func(what string) { found = append(found, string(id)+": "+what) }
		if p.english.other == "" || p.french.other == "" {
			fault("not in both languages")
		}
		if (p.english.one == "") != (p.french.one == "") {
			fault("a singular in one language alone")
		}
		want := verbs(p.english.other)
		if got := verbs(p.french.other); !maps.Equal(want, got) {
			fault("the languages differ in their verbs")
		}
		for _, one := range []string{p.english.one, p.french.one} {
			for hole, verb := range verbs(one) {
				if want[hole] != verb {
					fault("a singular has a verb that the plural has not")
				}
			}
		}
		for what, rule := range typography() {
			if rule.MatchString(p.french.other) || rule.MatchString(p.french.one) {
				fault("French with " + what)
			}
		}
	}
	return found
}

// verbs returns the verb of each numbered hole of a message.
func verbs(message string) map[int]string {
	found, next := make(map[int]string), 1
	for _, m := range regexp.MustCompile(`%(?:\[(\d+)\])?(.)`).FindAllStringSubmatch(message, -1) {
		if m[2] == "%" {
			continue
		}
		if m[1] != "" {
			next, _ = strconv.Atoi(m[1])
		}
		found[next] = m[2]
		next++
	}
	return found
}

func holes(message string) int {
	n := 0
	for hole := range verbs(message) {
		n = max(n, hole)
	}
	return n
}

// use is a place of the program where a message is named.
type use struct {
	id    ID
	where string
	args  int // -1 where it is not said at once
}

// uses finds the messages that the interface names: the first argument of every
// Say, and every string that begins as a message's name does.
func uses(t *testing.T, messages map[ID]phrase) []use {
	t.Helper()
	subjects := make(map[string]bool)
	for id := range messages {
		subject, _, _ := strings.Cut(string(id), ".")
		subjects[subject] = true
	}
	named := regexp.MustCompile(`^[a-z]+(\.[a-z0-9]+)+$`)
	var found []use
	files := token.NewFileSet()
	err := filepath.WalkDir("..", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") ||
			strings.HasPrefix(entry.Name(), "say_") {
			return err
		}
		file, err := parser.ParseFile(files, path, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		said := make(map[ast.Expr]bool)
		ast.Inspect(file, func(node ast.Node) bool {
			switch n := node.(type) {
			case *ast.CallExpr:
				if id, ok := sayOf(n); ok {
					said[n.Args[0]] = true
					args := len(n.Args) - 1
					if n.Ellipsis.IsValid() {
						args = -1
					}
					found = append(found, use{id, files.Position(n.Pos()).String(), args})
				}
			case *ast.BasicLit:
				id, ok := literal(n)
				subject, _, _ := strings.Cut(id, ".")
				if ok && !said[n] && named.MatchString(id) && subjects[subject] && !isFileName(id) {
					found = append(found, use{ID(id), files.Position(n.Pos()).String(), -1})
				}
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(found) < 100 {
		t.Fatalf("only %d messages found in the program", len(found))
	}
	return found
}

func isFileName(s string) bool {
	return slices.Contains([]string{".go", ".toml", ".md"}, filepath.Ext(s))
}

// sayOf returns the message that a call says, when it is written there.
func sayOf(call *ast.CallExpr) (ID, bool) {
	method, ok := call.Fun.(*ast.SelectorExpr)
	if !ok || method.Sel.Name != "Say" || len(call.Args) == 0 {
		return "", false
	}
	id, ok := literal(call.Args[0])
	return ID(id), ok
}

func literal(e ast.Expr) (string, bool) {
	l, ok := e.(*ast.BasicLit)
	if !ok || l.Kind != token.STRING {
		return "", false
	}
	s, err := strconv.Unquote(l.Value)
	return s, err == nil
}

func TestEveryMessageIsSaidSomewhere(t *testing.T) {
	messages := all()
	said := make(map[ID]bool)
	for _, use := range uses(t, messages) {
		said[use.id] = true
	}
	for id := range messages {
		if !said[id] {
			t.Errorf("nothing says %q", id)
		}
	}
}
