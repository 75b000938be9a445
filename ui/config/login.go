package config

import (
	"net/url"
	"slices"
	"strings"
)

// Login is what a source asks of who wants to read it. It prints as its address
// alone.
type Login struct {
	Address  string // the source's, or where it ends in "/" that of all sources below it
	User     string
	Password string
	Command  []string // prints the password on its first line; nil for none
}

func (l Login) String() string   { return l.Address }
func (l Login) GoString() string { return l.Address }

// login is a [[source]] of the settings file.
type login struct {
	URL      *string `toml:"url"`
	User     *string `toml:"user"`
	Password *string `toml:"password"`
	Command  *string `toml:"password_command"`
}

func loginNames() []string { return []string{"url", "user", "password", "password_command"} }

// logins takes over what is complete.
func (p *parser) logins(written []login) []Login {
	var taken []Login
	for i, w := range written {
		l, wrong := loginOf(w)
		if wrong != "" {
			p.note(WrongValue, p.lineIn(i, wrong))
			continue
		}
		taken = append(taken, l)
	}
	return taken
}

// loginOf reads a login, or names what is wrong with it; "source" stands for the
// whole.
func loginOf(w login) (l Login, wrong string) {
	if w.URL == nil {
		return l, "source"
	}
	u, err := url.Parse(*w.URL)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.User != nil {
		return l, "url"
	}
	u.Host, u.Fragment = strings.ToLower(u.Host), ""
	if u.Path == "" {
		u.Path = "/"
	}
	l.Address = u.String()
	if w.User != nil {
		l.User = *w.User
	}
	switch {
	case w.Password != nil && w.Command != nil:
		return l, "password_command"
	case strings.Contains(l.User, ":"): // RFC 7617, section 2
		return l, "user"
	case w.Password != nil:
		l.Password = *w.Password
	case w.Command != nil:
		if l.Command = split(*w.Command); len(l.Command) == 0 {
			return l, "password_command"
		}
	case w.User == nil:
		return l, "source"
	}
	return l, ""
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

// LoginFor is the login of an address, the most particular one.
func LoginFor(logins []Login, address string) (found Login, ok bool) {
	for _, l := range logins {
		covers := l.Address == address || strings.HasSuffix(l.Address, "/") && strings.HasPrefix(address, l.Address)
		if covers && (!ok || len(l.Address) > len(found.Address)) {
			found, ok = l, true
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
