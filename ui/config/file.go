package config

import (
	"bytes"
	"errors"
	"reflect"
	"slices"
	"strings"

	"github.com/pelletier/go-toml/v2"
)

// Mistake is something in the settings file that griot does not understand. The
// default holds in its place.
type Mistake struct {
	Kind MistakeKind
	Line int    // from 1; 0 when the file as a whole is meant
	Name string // the setting, as written; for an unreadable file its path
	Text string // the line as written, cut when it is long; for an unreadable file what the system says
}

// MistakeKind says what is wrong.
type MistakeKind uint8

const (
	UnknownSetting MistakeKind = iota + 1
	WrongValue
	NotTOML
	UnreadableFile
	NoText // the file is none that an editor wrote
)

// file is the settings file as TOML has it. What is not set is nil.
type file struct {
	Refresh    *string  `toml:"refresh"`
	Language   *string  `toml:"language"`
	Author     *string  `toml:"author"`
	Keys       *string  `toml:"keys"`
	Mouse      *bool    `toml:"mouse"`
	Compose    *string  `toml:"compose"`
	Width      *int     `toml:"width"`
	Background *string  `toml:"background"`
	SaveFolder *string  `toml:"save_folder"`
	Keep       *int     `toml:"keep"`
	Source     []source `toml:"source"`
}

// Names are all settings, as the file spells them.
func Names() []string {
	var names []string
	for field := range reflect.TypeFor[file]().Fields() {
		names = append(names, field.Tag.Get("toml"))
	}
	return names
}

// parse reads settings, and everything that is wrong with them in the order of
// the lines. What can't be understood is left out, and all else counts.
func parse(written []byte) (Settings, []Source, []Mistake) {
	written = bytes.TrimPrefix(written, []byte("\xef\xbb\xbf"))
	p := &parser{lines: strings.Split(string(written), "\n")}
	f := p.decode()
	settings, sources := p.settings(f), p.sources(f.Source)
	slices.SortStableFunc(p.mistakes, func(a, b Mistake) int { return a.Line - b.Line })
	return settings, sources, p.mistakes
}

type parser struct {
	lines    []string
	mistakes []Mistake
}

// mostMistakes bounds how many lines of a file that is no settings file at all are
// looked at one by one.
const mostMistakes = 50

// decode drops the lines that are not TOML or have another type than their
// setting, one after the other, until the rest can be read.
func (p *parser) decode() file {
	for range mostMistakes {
		var f file
		decoder := toml.NewDecoder(strings.NewReader(strings.Join(p.lines, "\n")))
		err := decoder.DisallowUnknownFields().Decode(&f)
		if err == nil {
			return f
		}
		if unknown, ok := errors.AsType[*toml.StrictMissingError](err); ok {
			for _, e := range unknown.Errors {
				row, _ := e.Position()
				p.note(UnknownSetting, row)
			}
			return f
		}
		wrong, ok := errors.AsType[*toml.DecodeError](err)
		if !ok {
			break
		}
		row, _ := wrong.Position()
		if row < 1 || row > len(p.lines) || p.lines[row-1] == "" {
			break
		}
		kind := NotTOML
		if name := nameOf(p.lines[row-1]); slices.Contains(Names(), name) || slices.Contains(sourceNames(), name) {
			kind = WrongValue
		}
		p.note(kind, row)
		p.lines[row-1] = ""
	}
	p.note(NotTOML, 1)
	return file{}
}

// settings takes over what is set and possible.
func (p *parser) settings(f file) Settings {
	s := Defaults()
	take(p, "refresh", f.Refresh, &s.Refresh, refreshOf)
	take(p, "language", f.Language, &s.Language, languageOf)
	take(p, "author", f.Author, &s.Author, anything[string])
	take(p, "keys", f.Keys, &s.Keys, keysOf)
	take(p, "mouse", f.Mouse, &s.Mouse, anything[bool])
	take(p, "compose", f.Compose, &s.Compose, composeOf)
	take(p, "width", f.Width, &s.Width, widthOf)
	take(p, "background", f.Background, &s.Background, backgroundOf)
	take(p, "save_folder", f.SaveFolder, &s.SaveFolder, anything[string])
	take(p, "keep", f.Keep, &s.Keep, keepOf)
	return s
}

func take[W, S any](p *parser, name string, written *W, setting *S, read func(W) (S, error)) {
	if written == nil {
		return
	}
	value, err := read(*written)
	if err != nil {
		p.note(WrongValue, p.lineOf(name))
		return
	}
	*setting = value
}

func anything[T any](value T) (T, error) { return value, nil }

func (p *parser) note(kind MistakeKind, row int) {
	m := Mistake{Kind: kind, Line: row}
	if row >= 1 && row <= len(p.lines) {
		m.Text = strings.TrimSpace(p.lines[row-1])
		m.Name = shortened(nameOf(m.Text))
		if p.secretive(row) {
			m.Name, m.Text = discreet(m.Text)
		}
		m.Text = shortened(m.Text)
	}
	p.mistakes = append(p.mistakes, m)
}

// longestQuote is how many characters of a line are quoted.
const longestQuote = 60

func shortened(line string) string {
	if runes := []rune(line); len(runes) > longestQuote {
		return string(runes[:longestQuote]) + "…"
	}
	return line
}

func (p *parser) lineOf(name string) int {
	return 1 + slices.IndexFunc(p.lines, func(line string) bool { return nameOf(line) == name })
}

// nameOf is the key or the table that a line begins with.
func nameOf(line string) string {
	name, _, _ := strings.Cut(line, "=")
	return strings.Trim(name, " \t\"'[]")
}
