package config

import (
	"net/url"
	"slices"
	"strings"
)

// Source is what the reader set for a source, or for all below an address. It
// prints as its address alone.
type Source struct {
	Address  string // the source's, or where it ends in "/" that of all sources below it
	User     string // who asks it; empty for nobody
	Password string
	Command  []string // prints the password on its first line; nil for none
	FullText *bool    // whether its articles are read with their pages' text; nil where that is not set
}

func (s Source) String() string   { return s.Address }
func (s Source) GoString() string { return s.Address }

// logsIn tells whether a source is to be told who asks.
func (s Source) logsIn() bool { return s.User != "" || s.Password != "" || s.Command != nil }

// source is a [[source]] of the settings file.
type source struct {
	URL      *string `toml:"url"`
	User     *string `toml:"user"`
	Password *string `toml:"password"`
	Command  *string `toml:"password_command"`
	FullText *bool   `toml:"full_text"`
}

func sourceNames() []string {
	return []string{"url", "user", "password", "password_command", "full_text"}
}

// sources takes over what is complete.
func (p *parser) sources(written []source) []Source {
	var taken []Source
	for i, w := range written {
		s, wrong := sourceOf(w)
		if wrong != "" {
			p.note(WrongValue, p.lineIn(i, wrong))
			continue
		}
		taken = append(taken, s)
	}
	return taken
}

// sourceOf reads what is set for a source, or names what is wrong with it;
// "source" stands for the whole.
func sourceOf(w source) (s Source, wrong string) {
	if w.URL == nil {
		return s, "source"
	}
	u, err := url.Parse(*w.URL)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.User != nil {
		return s, "url"
	}
	u.Host, u.Fragment = strings.ToLower(u.Host), ""
	if u.Path == "" {
		u.Path = "/"
	}
	s.Address, s.FullText = u.String(), w.FullText
	if w.User != nil {
		s.User = *w.User
	}
	switch {
	case w.Password != nil && w.Command != nil:
		return s, "password_command"
	case strings.Contains(s.User, ":"): // RFC 7617, section 2
		return s, "user"
	case w.Password != nil:
		s.Password = *w.Password
	case w.Command != nil:
		if s.Command = split(*w.Command); len(s.Command) == 0 {
			return s, "password_command"
		}
	}
	if !s.logsIn() && s.FullText == nil {
		return s, "source"
	}
	return s, ""
}

// split takes a command apart into its words, which may be quoted. No shell reads
// it. A quote without its end makes it no command.
func split(command string) []string {
	var words []string
	var word strings.Builder
	begun, quote := false, rune(0)
	for _, r := range command {
		switch {
		case r == quote:
			quote = 0
		case quote != 0:
			word.WriteRune(r)
		case r == '"' || r == '\'':
			begun, quote = true, r
		case r == ' ' || r == '\t':
			if begun {
				words = append(words, word.String())
			}
			word.Reset()
			begun = false
		default:
			begun = true
			word.WriteRune(r)
		}
	}
	if begun {
		words = append(words, word.String())
	}
	if quote != 0 || len(words) == 0 || words[0] == "" {
		return nil
	}
	return words
}

// LoginFor says who asks a source, by the most particular setting.
func LoginFor(sources []Source, address string) (login Source, ok bool) {
	return setFor(sources, address, Source.logsIn)
}

// FullTextFor tells whether a source's articles are wanted with their pages' text,
// by the most particular setting, and whether there is one.
func FullTextFor(sources []Source, address string) (wanted, set bool) {
	s, ok := setFor(sources, address, func(s Source) bool { return s.FullText != nil })
	return ok && *s.FullText, ok
}

// setFor is the most particular of the settings for an address that say something
// of a kind.
func setFor(sources []Source, address string, says func(Source) bool) (found Source, ok bool) {
	for _, s := range sources {
		covers := s.Address == address || strings.HasSuffix(s.Address, "/") && strings.HasPrefix(address, s.Address)
		if covers && says(s) && (!ok || len(s.Address) > len(found.Address)) {
			found, ok = s, true
		}
	}
	return found, ok
}

// lineIn is the line of a name in the n-th [[source]], else that of its beginning.
func (p *parser) lineIn(n int, name string) int {
	begin := 0
	for i, line := range p.lines {
		switch {
		case strings.HasPrefix(strings.TrimSpace(line), "[["):
			if begin > 0 {
				return begin
			}
			if n == 0 {
				begin = i + 1
			}
			n--
		case begin > 0 && nameOf(line) == name:
			return i + 1
		}
	}
	if begin == 0 {
		return p.lineOf("source")
	}
	return begin
}

// secretive tells whether a line may hold a password, so that it must not be
// quoted: all lines below the first table, and what looks like it.
func (p *parser) secretive(row int) bool {
	line := strings.ToLower(p.lines[row-1])
	if strings.Contains(line, "pass") || strings.Contains(line, "@") || strings.HasPrefix(strings.TrimSpace(line), "source") {
		return true
	}
	return slices.ContainsFunc(p.lines[:row-1], func(above string) bool {
		return strings.HasPrefix(strings.TrimSpace(above), "[") || nameOf(above) == "source"
	})
}

// discreet is a line without what stands behind its name.
func discreet(line string) (name, text string) {
	name, _, set := strings.Cut(line, "=")
	name = strings.Trim(name, " \t\"'[]")
	if name == "" || strings.Trim(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_-") != "" {
		return "…", "…"
	}
	if !set && !strings.HasPrefix(line, "[") {
		return "…", "…"
	}
	if set {
		return name, name + " = …"
	}
	return name, line
}
