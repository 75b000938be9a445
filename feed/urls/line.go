package urls

import (
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"griot/feed"
	"griot/render/plain"
)

// line is one line of the file: what it says, and how it is written.
type line struct {
	text    string // as it is, without its end
	end     string // "\n", "\r\n", or "" on a last line without one
	address string // empty when it is no source: a comment, a blank line, or kept
	user    *url.Userinfo
	first   string   // the first token as it is written
	name    string   // the "~" tag
	tags    []string // the others, hidden "!" ones too
	comment string   // from "#" to the end
	kept    bool     // it says something, but no source that griot reads
}

// parseLine reads a line as newsboat does: tokens parted by blanks, in quotes
// with backslash escapes or bare; "#" at the start of a token begins a comment.
func parseLine(text, end string) line {
	l := line{text: text, end: end}
	rest := text
	for n := 0; ; n++ {
		rest = strings.TrimLeft(rest, blanks)
		if rest == "" {
			break
		}
		if rest[0] == '#' {
			l.comment = rest
			break
		}
		token, after := cutToken(rest)
		switch {
		case n == 0:
			l.first = rest[:len(rest)-len(after)]
			l.address, l.user = address(token)
			l.kept = l.address == ""
		case strings.HasPrefix(token, "~"):
			if l.name == "" {
				l.name = plain.Line(token[1:])
			}
		default:
			l.tags = addTag(l.tags, token)
		}
		rest = after
	}
	return l
}

const blanks = " \t\r\n"

// maxTags is how many tags a source can have.
const maxTags = 100

// addTag adds a tag once.
func addTag(tags []string, tag string) []string {
	if len(tags) == maxTags {
		return tags
	}
	if tag = plain.Line(tag); tag == "" || slices.Contains(tags, tag) {
		return tags
	}
	return append(tags, tag)
}

// cutToken takes the first token off s, which begins with it.
func cutToken(s string) (token, rest string) {
	if s[0] != '"' {
		if i := strings.IndexAny(s, blanks); i >= 0 {
			return s[:i], s[i:]
		}
		return s, ""
	}
	var b strings.Builder
	for i := 1; i < len(s); i++ {
		switch c := s[i]; {
		case c == '"':
			return b.String(), s[i+1:]
		case c == '\\' && i+1 < len(s):
			i++
			b.WriteByte(unescape(s[i]))
		case c != '\\':
			b.WriteByte(c)
		}
	}
	return b.String(), ""
}

func unescape(c byte) byte {
	switch c {
	case 'n':
		return '\n'
	case 'r':
		return '\r'
	case 't':
		return '\t'
	default:
		return c
	}
}

var quotes = strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`, "\r", `\r`, "\t", `\t`)

// quote writes a token so that cutToken reads it back.
func quote(token string) string { return `"` + quotes.Replace(token) + `"` }

// address makes a source's address of a token: a web address without user name
// and password, or an absolute path; empty when it is neither.
func address(token string) (string, *url.Userinfo) {
	if path, ok := path(token); ok {
		return path, nil
	}
	link, user, _ := plain.Web(token)
	return link, user
}

func path(token string) (string, bool) {
	switch {
	case strings.HasPrefix(token, "file://"):
		u, err := url.Parse(token)
		if err != nil || u.Host != "" && u.Host != "localhost" || u.Path == "" {
			return "", false
		}
		return filepath.Clean(u.Path), true
	case strings.HasPrefix(token, "~/"):
		home, err := os.UserHomeDir()
		return filepath.Join(home, token[2:]), err == nil
	case filepath.IsAbs(token):
		return filepath.Clean(token), true
	default:
		return "", false
	}
}

// with returns the line with another name and other tags. It is written anew only
// where that changes something.
func (l line) with(s feed.Source) line {
	name, tags := plain.Line(s.Name), cleanTags(s.Tags)
	if name == l.name && slices.Equal(tags, l.tags) {
		return l
	}
	parts := []string{l.first}
	for _, t := range tags {
		parts = append(parts, quote(t))
	}
	if name != "" {
		parts = append(parts, quote("~"+name))
	}
	if l.comment != "" {
		parts = append(parts, l.comment)
	}
	return parseLine(strings.Join(parts, " "), l.end)
}

// newLine writes a source.
func newLine(s feed.Source, user *url.Userinfo) line {
	first := s.Address
	if u, err := url.Parse(first); err == nil && user != nil {
		u.User = user
		first = u.String()
	}
	if strings.ContainsAny(first, blanks+`"`) || strings.HasPrefix(first, "#") {
		first = quote(first)
	}
	return parseLine(first, "\n").with(s)
}

// cleanTags leaves out what would be read as something else.
func cleanTags(tags []string) []string {
	var clean []string
	for _, t := range tags {
		if !strings.HasPrefix(plain.Line(t), "~") {
			clean = addTag(clean, t)
		}
	}
	return clean
}
