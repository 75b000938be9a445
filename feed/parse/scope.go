package parse

import (
	"bytes"
	"net/url"
	"strings"
)

// scope is what the start tags around a place say about it: namespaces, base
// address and language.
type scope struct {
	outer  *scope
	spaces map[string]space // declared by this tag, by prefix
	tag    []byte
	base   *url.URL // nil: that of the outer scope
	lang   string   // empty: that of the outer scope
}

// within returns the scope inside a start tag.
func (s *scope) within(tag []byte) *scope {
	if !bytes.Contains(tag, []byte("xml")) {
		return s
	}
	in := &scope{outer: s, tag: tag}
	for name, value := range attributes(tag) {
		switch n := string(name); {
		case n == "xmlns":
			in.declare("", value)
		case strings.HasPrefix(n, "xmlns:"):
			in.declare(n[len("xmlns:"):], value)
		case n == "xml:lang":
			in.lang = unescape(string(value))
		case n == xmlBase:
			in.base = resolve(s.baseURL(), unescape(string(value)))
		}
	}
	return in
}

func (s *scope) declare(prefix string, uri []byte) {
	if s.spaces == nil {
		s.spaces = make(map[string]space)
	}
	s.spaces[prefix] = spaceOf(unescape(string(uri)))
}

// space returns the namespace that a prefix stands for.
func (s *scope) space(prefix []byte) space {
	for in := s; in != nil; in = in.outer {
		if found, ok := in.spaces[string(prefix)]; ok {
			return found
		}
	}
	if len(prefix) == 0 {
		return spaceNone
	}
	if found, ok := customary[strings.ToLower(string(prefix))]; ok {
		return found
	}
	return spaceOther
}

// baseURL is what addresses are relative to (XML Base, section 4.2); nil when
// nothing says.
func (s *scope) baseURL() *url.URL {
	for in := s; in != nil; in = in.outer {
		if in.base != nil {
			return in.base
		}
	}
	return nil
}

// ownBase is the base that the document itself states; nil when it does not.
func (s *scope) ownBase() *url.URL {
	for in := s; in.outer != nil; in = in.outer {
		if in.base != nil {
			return in.base
		}
	}
	return nil
}

// language is the language in force (XML 1.0, section 2.12).
func (s *scope) language() string {
	for in := s; in != nil; in = in.outer {
		if in.lang != "" {
			return in.lang
		}
	}
	return ""
}
