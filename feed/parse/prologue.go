package parse

import (
	"bytes"
	"strings"
)

// maxJunk is how far into a document that does not begin like XML a feed's root
// is looked for, in bytes: warnings of a server's scripts stand there, not an
// article that quotes a feed.
const maxJunk = 64 << 10

// findRoot returns where the start tag of a feed's root begins: <rss>, <feed>,
// <rdf:RDF>, or <channel> or <entry> alone. A prologue of any length is read
// over, and so is junk before it.
func findRoot(b []byte) (int, bool) {
	for i := 0; ; {
		i = skipSpace(b, i)
		switch rest := b[i:]; {
		case bytes.HasPrefix(rest, []byte("<?")):
			i += after(rest, "?>")
		case bytes.HasPrefix(rest, []byte("<!--")):
			i += after(rest, "-->")
		case bytes.HasPrefix(rest, []byte("<!")):
			i += doctypeLen(rest) // even of HTML, which some write before a feed
		case isRoot(rest):
			return i, true
		default:
			return findRootInJunk(b)
		}
		if i >= len(b) {
			return findRootInJunk(b)
		}
	}
}

// findRootInJunk looks for a root behind junk; a page that comes first is a page.
func findRootInJunk(b []byte) (int, bool) {
	for i := 0; i < min(len(b), maxJunk); i++ {
		lt := bytes.IndexByte(b[i:], '<')
		if lt < 0 {
			return 0, false
		}
		i += lt
		switch rest := b[i:]; {
		case isRoot(rest) && !tagIs(rest, "entry") && !tagIs(rest, "channel"):
			return i, true
		case tagIs(rest, "html"), tagIs(rest, "head"), tagIs(rest, "body"), tagIs(rest, "!doctype html"):
			return 0, false
		}
	}
	return 0, false
}

// isRoot tells whether b begins with the start tag of a feed, under any prefix.
func isRoot(b []byte) bool {
	if len(b) < 4 || b[0] != '<' || !nameStart(b[1]) {
		return false
	}
	name := tagName(b)
	if !validName(name) {
		return false
	}
	switch strings.ToLower(string(localName(name))) {
	case "rss", "rdf", "feed", "channel", "entry":
		return true
	}
	return false
}

// doctypeLen returns the length of the declaration that b begins with, its
// internal subset included.
func doctypeLen(b []byte) int {
	var quote byte
	depth := 0
	for i, c := range b {
		switch {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'' && depth > 0:
			quote = c
		case c == '[':
			depth++
		case c == ']':
			depth--
		case c == '>' && depth <= 0:
			return i + 1
		}
	}
	return after(b, ">")
}

// The limits of a document's own entities: they are names for a few characters,
// never text that grows.
const (
	maxEntities    = 256
	maxEntityValue = 64
	maxExpanded    = 1 << 20 // bytes that all of them may add to a document
)

// entities returns the internal entities that a prologue declares (XML 1.0,
// section 4.2.1), as text: no entity is ever expanded inside another.
func entities(prologue []byte) map[string]string {
	var found map[string]string
	for rest := prologue; len(found) < maxEntities; {
		i := bytes.Index(rest, []byte("<!ENTITY"))
		if i < 0 {
			break
		}
		rest = rest[i+len("<!ENTITY"):]
		end := bytes.IndexByte(rest, '>')
		if end < 0 {
			break
		}
		name, value, ok := entity(string(rest[:end]))
		if !ok {
			continue
		}
		if found == nil {
			found = make(map[string]string)
		}
		if _, twice := found[name]; !twice {
			found[name] = value
		}
	}
	return found
}

// entity reads `name "value"`.
func entity(s string) (name, value string, ok bool) {
	name, s, ok = strings.Cut(strings.TrimSpace(s), " ")
	s = strings.TrimSpace(s)
	if !ok || name == "%" || len(s) < 2 || s[0] != '"' && s[0] != '\'' || s[len(s)-1] != s[0] {
		return "", "", false
	}
	value = unescape(s[1 : len(s)-1])
	return name, value, len(value) <= maxEntityValue
}

// expand replaces a document's own entities in its text.
func expand(body []byte, own map[string]string) []byte {
	if len(own) == 0 {
		return body
	}
	out := make([]byte, 0, len(body)+len(body)/8)
	most := len(body) + maxExpanded
	for len(body) > 0 && len(out)+len(body) < most {
		i := bytes.IndexByte(body, '&')
		if i < 0 {
			break
		}
		out = append(out, body[:i]...)
		body = body[i:]
		end := bytes.IndexByte(body[:min(len(body), 64)], ';')
		if end > 1 {
			if value, ok := own[string(body[1:end])]; ok {
				out = appendEscaped(out, value)
				body = body[end+1:]
				continue
			}
		}
		out = append(out, '&')
		body = body[1:]
	}
	return append(out, body...)
}
