package config

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/adrg/xdg"

	"griot/ui/text"
)

func TestParse(t *testing.T) {
	set := func(change func(*Settings)) Settings {
		s := Defaults()
		change(&s)
		return s
	}
	for _, c := range []struct {
		name, file string
		want       Settings
		mistakes   []string // "line kind name"
	}{
		{"nothing", "", Defaults(), nil},
		{"everything", `
refresh = "30m"
language = "fr"
author = "Awa"
keys = "newsboat"
mouse = false
compose = "editor"
width = 100
background = "light"
save_folder = "~/notes"
keep = 500
`, Settings{
			Refresh: Refresh{AtStart: true, Interval: 30 * time.Minute}, Language: "fr", Author: "Awa", Keys: "newsboat",
			Compose: InEditor, Width: 100, Background: Light, SaveFolder: "~/notes", Keep: 500,
		}, nil},
		{"never", `refresh = "never"`, set(func(s *Settings) { s.Refresh = Refresh{} }), nil},
		{"byte order mark", "\ufeffwidth = 60", set(func(s *Settings) { s.Width = 60 }), nil},
		{"unknown ones", "colour = 1\nwidth = 60\n[theme]\nname = \"x\"\n", set(func(s *Settings) { s.Width = 60 }),
			[]string{"1 1 colour", "3 1 theme"}},
		{"wrong values", "refresh = \"sometimes\"\nmouse = \"no\"\nwidth = 60\nkeys = \"emacs\"\nlanguage = 3\n",
			set(func(s *Settings) { s.Width = 60 }), []string{"1 2 refresh", "2 2 mouse", "4 2 keys", "5 2 language"}},
		{"too often", `refresh = "1s"`, Defaults(), []string{"1 2 refresh"}},
		{"too narrow", "# mine\nwidth = 3", Defaults(), []string{"2 2 width"}},
		{"less than nothing", "keep = -1", Defaults(), []string{"1 2 keep"}},
		{"no number", "width = \"wide\"\nauthor = \"Awa\"", set(func(s *Settings) { s.Author = "Awa" }), []string{"1 2 width"}},
		{"twice", "width = 60\nwidth = 70\nauthor = \"Awa\"", set(func(s *Settings) { s.Width, s.Author = 60, "Awa" }), []string{"2 2 width"}},
		{"not TOML", "author = \"Awa\"\nset-option x\nwidth = 60", set(func(s *Settings) { s.Author, s.Width = "Awa", 60 }), []string{"2 3 set-option x"}},
		{"unclosed", "width = 60\nauthor = \"Awa\n", set(func(s *Settings) { s.Width = 60 }), []string{"2 2 author"}},
		{"all at once", "a = 1\nwidth = 1\n= 3\nmouse = 2\n", Defaults(), []string{"1 1 a", "2 2 width", "3 3 ", "4 2 mouse"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, _, mistakes := parse([]byte(c.file))
			if got != c.want {
				t.Errorf("got %+v\nwant %+v", got, c.want)
			}
			var found []string
			for _, m := range mistakes {
				found = append(found, fmt.Sprintf("%d %d %s", m.Line, m.Kind, m.Name))
			}
			if !slices.Equal(found, c.mistakes) {
				t.Errorf("mistakes %q, want %q", found, c.mistakes)
			}
		})
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte("refresh = \"30m\"\n[a.b]\nc = [1,\n2]\n"))
	f.Add([]byte("width = 9999999999999999999999\nauthor = '''\nx"))
	f.Add([]byte("\xff\x00= = =\n\n\"a\" . b = {"))
	f.Fuzz(func(t *testing.T, file []byte) {
		s, _, mistakes := parse(file)
		if s.Width < NarrowestText || s.Width > WidestText || s.Keys == "" {
			t.Fatalf("unusable settings %+v", s)
		}
		w := text.New(text.French, time.UTC)
		for _, m := range mistakes {
			if said := m.Say(w); strings.ContainsAny(said, "\x1b\n") {
				t.Fatalf("said %q", said)
			}
		}
	})
}

func TestMistakesAreSaidInBothLanguages(t *testing.T) {
	_, _, mistakes := parse([]byte("colour = 1\nkeys = \"emacs\"\nauthor = 3\n=\n"))
	mistakes = append(mistakes, Mistake{Kind: UnreadableFile, Name: "/a", Text: "permission denied"})
	english, french := text.New(text.English, time.UTC), text.New(text.French, time.UTC)
	for i, want := range []string{
		"Line 1 of the settings: there is no setting “colour”; griot goes on without it.",
		"Line 2 of the settings: “keys = \"emacs\"” can’t be used; griot takes the default (possible: \"default\", \"newsboat\").",
		"Line 3 of the settings: “author = 3” can’t be used; griot takes the default.",
		"Line 4 of the settings: “=” is not TOML; griot goes on without it.",
		"The settings file /a can’t be read (permission denied); griot takes the defaults.",
	} {
		if got := mistakes[i].Say(english); got != want {
			t.Errorf("got  %s\nwant %s", got, want)
		}
		if mistakes[i].Say(french) == want {
			t.Errorf("%s is not translated", want)
		}
	}
}

func TestEverySettingSaysItsChoices(t *testing.T) {
	free := []string{"author", "save_folder", "source"}
	for _, name := range Names() {
		if (Choices(name) == "") != slices.Contains(free, name) {
			t.Errorf("%s: choices %q", name, Choices(name))
		}
	}
}

// home gives griot a home folder of its own.
func home(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for name, sub := range map[string]string{
		"HOME": "", "XDG_CONFIG_HOME": "config", "XDG_DATA_HOME": "data", "XDG_STATE_HOME": "state", "XDG_DOCUMENTS_DIR": "Documents",
	} {
		t.Setenv(name, filepath.Join(dir, sub))
	}
	xdg.Reload()
	t.Cleanup(xdg.Reload)
	return dir
}

func env(pairs map[string]string) func(string) string {
	return func(name string) string { return pairs[name] }
}

func TestLoadWithoutAFile(t *testing.T) {
	dir := home(t)
	c := Load(Flags{}, env(map[string]string{"EDITOR": "ed"}))
	want := Paths{
		Settings: filepath.Join(dir, "config", "griot", "config.toml"),
		Sources:  filepath.Join(dir, "config", "griot", "urls"),
		Store:    filepath.Join(dir, "data", "griot", "griot.db"),
		Log:      filepath.Join(dir, "state", "griot", "griot.log"),
	}
	if c.Paths != want {
		t.Errorf("paths %+v, want %+v", c.Paths, want)
	}
	if len(c.Mistakes) > 0 || c.Author == "" || c.Editor != "ed" || c.NoColor {
		t.Errorf("got %+v", c)
	}
	if want := filepath.Join(dir, "Documents", "griot"); c.SaveFolder != want {
		t.Errorf("saves into %s, want %s", c.SaveFolder, want)
	}
}

func TestLoadObeysFlagsThenTheEnvironment(t *testing.T) {
	dir := home(t)
	file := filepath.Join(dir, "mine.toml")
	if err := os.WriteFile(file, []byte("author = \" Awa \"\r\nsave_folder = \"~/notes\"\r\nwidht = 3\r\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	vars := map[string]string{"GRIOT_CONFIG": file, "GRIOT_DB": "relative.db", "VISUAL": "vi", "EDITOR": "ed", "NO_COLOR": "1"}
	c := Load(Flags{}, env(vars))
	if c.Author != "Awa" || c.SaveFolder != filepath.Join(dir, "notes") || c.Editor != "vi" || !c.NoColor {
		t.Errorf("got %+v", c)
	}
	if !filepath.IsAbs(c.Paths.Store) || filepath.Base(c.Paths.Store) != "relative.db" {
		t.Errorf("store %s", c.Paths.Store)
	}
	if c.Paths.Sources != filepath.Join(dir, "urls") {
		t.Errorf("sources %s are not beside the settings", c.Paths.Sources)
	}
	if len(c.Mistakes) != 1 || c.Mistakes[0].Line != 3 || c.Mistakes[0].Name != "widht" {
		t.Errorf("mistakes %+v", c.Mistakes)
	}

	c = Load(Flags{Settings: filepath.Join(dir, "none.toml"), Store: filepath.Join(dir, "x.db")}, env(vars))
	if c.Paths.Store != filepath.Join(dir, "x.db") {
		t.Errorf("store %s", c.Paths.Store)
	}
	if len(c.Mistakes) != 1 || c.Mistakes[0].Kind != UnreadableFile {
		t.Errorf("a named file that is not there: %+v", c.Mistakes)
	}
}
