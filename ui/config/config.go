// Package config finds griot's files and reads the settings file and the
// environment. It is strict and never in the way: every mistake is named with its
// line, and the default holds in its place.
package config

import (
	"bytes"
	"cmp"
	"errors"
	"io"
	"io/fs"
	"os"
	"os/user"
	"path/filepath"
	"strings"

	"github.com/adrg/xdg"
)

// Config is everything that griot starts with.
type Config struct {
	Settings
	Sources  []Source
	Paths    Paths
	Mistakes []Mistake
	Editor   string // the command of $VISUAL or $EDITOR; "" when neither is set
	NoColor  bool   // $NO_COLOR is set (no-color.org)
}

// Paths are where griot's files are, all absolute.
type Paths struct {
	Settings string
	Sources  string // newsboat's urls file
	Store    string
	Log      string
}

// Flags are the paths that the command line gives; they win over the environment.
type Flags struct{ Settings, Store string }

// mostBytes is far more than a settings file has.
const mostBytes = 1 << 20

// Load reads the settings. Nothing in them can keep griot from starting: what is
// wrong is in Mistakes.
func Load(flags Flags, getenv func(string) string) Config {
	settings := cmp.Or(flags.Settings, getenv("GRIOT_CONFIG"))
	named := settings != ""
	if !named {
		settings = filepath.Join(xdg.ConfigHome, "griot", "config.toml")
	}
	settings = absolute(settings)
	c := Config{
		Paths: Paths{
			Settings: settings,
			Sources:  filepath.Join(filepath.Dir(settings), "urls"),
			Store:    absolute(cmp.Or(flags.Store, getenv("GRIOT_DB"), filepath.Join(xdg.DataHome, "griot", "griot.db"))),
			Log:      filepath.Join(xdg.StateHome, "griot", "griot.log"),
		},
		Editor:  cmp.Or(getenv("VISUAL"), getenv("EDITOR")),
		NoColor: getenv("NO_COLOR") != "",
	}
	text, err := read(settings)
	if bytes.IndexByte(text, 0) >= 0 {
		text, c.Mistakes = nil, []Mistake{{Kind: NoText, Name: settings}}
	}
	var mistakes []Mistake
	c.Settings, c.Sources, mistakes = parse(text)
	c.Mistakes = append(c.Mistakes, mistakes...)
	if err != nil && (named || !errors.Is(err, fs.ErrNotExist)) {
		c.Mistakes = append(c.Mistakes, Mistake{Kind: UnreadableFile, Name: settings, Text: reason(err)})
	}
	c.Author = cmp.Or(strings.TrimSpace(c.Author), accountName(getenv))
	c.SaveFolder = saveFolder(c.SaveFolder)
	return c
}

func read(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	text, err := io.ReadAll(io.LimitReader(f, mostBytes))
	return bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n")), err
}

// reason is what the system says, without the operation and the path.
func reason(err error) string {
	if e, ok := errors.AsType[*fs.PathError](err); ok {
		return e.Err.Error()
	}
	return err.Error()
}

func absolute(path string) string {
	if abs, err := filepath.Abs(path); err == nil {
		return abs
	}
	return path
}

// accountName is who is logged in: the full name, else the short one.
func accountName(getenv func(string) string) string {
	account, err := user.Current()
	if err != nil {
		return cmp.Or(getenv("USER"), getenv("LOGNAME"))
	}
	full, _, _ := strings.Cut(account.Name, ",") // the rest is room and telephone (passwd(5), GECOS)
	return cmp.Or(strings.TrimSpace(full), account.Username)
}

// saveFolder is where articles are saved, made absolute from the home folder.
func saveFolder(set string) string {
	switch {
	case set == "":
		return filepath.Join(xdg.UserDirs.Documents, "griot")
	case set == "~" || strings.HasPrefix(set, "~/"):
		return filepath.Join(xdg.Home, set[1:])
	case filepath.IsAbs(set):
		return filepath.Clean(set)
	default:
		return filepath.Join(xdg.Home, set)
	}
}
