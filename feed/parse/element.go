package parse

import (
	"bytes"
	"html"
	"iter"
	"strings"
)

// element is an element of a feed whose name has been resolved and whose content
// has not been looked at.
type element struct {
	space space
	local string // in lower case
	tag   []byte // its start tag
	inner []byte // its content, as it stands
	scope *scope // inside the element
}

// elementAt resolves the element that n is a range of.
func elementAt(src []byte, n node, in *scope) element {
	tag := src[n.open:n.inner]
	e := element{tag: tag, inner: src[n.inner:n.close], scope: in.within(tag)}
	e.named()
	return e
}

func (e *element) named() {
	name := tagName(e.tag)
	var prefix []byte
	if i := bytes.IndexByte(name, ':'); i >= 0 {
		prefix, name = name[:i], name[i+1:]
	}
	e.space, e.local = e.scope.space(prefix), strings.ToLower(string(name))
}

// attr returns an attribute that has no prefix, decoded; its name is matched in
// any case.
func (e *element) attr(name string) string {
	for n, v := range attributes(e.tag) {
		if equalFold(n, name) {
			return strings.TrimSpace(unescape(string(v)))
		}
	}
	return ""
}

// attrIn returns an attribute of a namespace.
func (e *element) attrIn(space space, name string) string {
	for n, v := range attributes(e.tag) {
		i := bytes.IndexByte(n, ':')
		if i > 0 && equalFold(n[i+1:], name) && e.scope.space(n[:i]) == space {
			return strings.TrimSpace(unescape(string(v)))
		}
	}
	return ""
}

// text returns the characters of the element, those of its children with them,
// without white space at the ends.
func (e *element) text() string {
	if bytes.IndexByte(e.inner, '<') < 0 {
		return strings.TrimSpace(unescape(string(e.inner)))
	}
	var b strings.Builder
	for rest := e.inner; len(rest) > 0; {
		piece, kind, n := nextPiece(rest)
		switch kind {
		case pieceText:
			b.WriteString(unescape(string(piece)))
		case pieceVerbatim:
			b.Write(piece)
		}
		rest = rest[n:]
	}
	return strings.TrimSpace(b.String())
}

// markup returns the content as HTML source: the characters, if that is all there
// is, since HTML is escaped in a feed; else the elements themselves.
func (e *element) markup() string {
	for rest := e.inner; len(rest) > 0; {
		_, kind, n := nextPiece(rest)
		if kind == pieceTag {
			return e.own()
		}
		rest = rest[n:]
	}
	return e.text()
}

// divided returns the element with the scope inside the <div> that its XHTML
// stands in, which may have a base of its own.
func (e *element) divided() *element {
	if i := bytes.IndexByte(e.inner, '<'); i >= 0 && equalFold(localName(tagName(e.inner[i:])), "div") {
		if end, _, ok := tagEnd(e.inner, i); ok {
			inside := *e
			inside.scope = e.scope.within(e.inner[i:end])
			return &inside
		}
	}
	return e
}

// own returns the content as it stands, for elements that HTML knows under names
// without a prefix, CDATA sections as the text that they are.
func (e *element) own() string {
	inner := string(e.inner)
	if strings.Contains(inner, "<![CDATA[") {
		out := make([]byte, 0, len(inner))
		for rest := e.inner; len(rest) > 0; {
			piece, kind, n := nextPiece(rest)
			if kind == pieceVerbatim {
				out = appendEscaped(out, string(piece))
			} else {
				out = append(out, rest[:n]...)
			}
			rest = rest[n:]
		}
		inner = string(out)
	}
	if i := strings.IndexByte(inner, '<'); i >= 0 {
		if prefix, _, ok := strings.Cut(string(tagName([]byte(inner[i:]))), ":"); ok && prefix != "" {
			inner = strings.ReplaceAll(strings.ReplaceAll(inner, "<"+prefix+":", "<"), "</"+prefix+":", "</")
		}
	}
	return strings.TrimSpace(inner)
}

// descend walks over all elements inside e, in document order. The walk is
// bounded by the depth that scan allows.
func (e *element) descend(visit func(element)) {
	scopes := []*scope{e.scope}
	for i := 0; i < len(e.inner); {
		_, kind, n := nextPiece(e.inner[i:])
		if kind != pieceTag {
			i += n
			continue
		}
		tag := e.inner[i : i+n]
		if tag[1] == '/' {
			if len(scopes) > 1 {
				scopes = scopes[:len(scopes)-1]
			}
			i += n
			continue
		}
		in := scopes[len(scopes)-1].within(tag)
		child := element{tag: tag, scope: in, inner: e.inner[i+n:]}
		child.named()
		if tag[len(tag)-2] == '/' {
			child.inner = nil
		} else {
			scopes = append(scopes, in)
			if end := endOf(child.inner, tagName(tag)); end >= 0 {
				child.inner = child.inner[:end]
			}
		}
		visit(child)
		i += n
	}
}

// endOf finds the end tag of an element that holds none of its own name.
func endOf(b, name []byte) int {
	for i := 0; ; {
		j := bytes.Index(b[i:], []byte("</"))
		if j < 0 {
			return -1
		}
		i += j
		if rest := b[i+2:]; bytes.HasPrefix(rest, name) && (len(rest) == len(name) || !nameByte(rest[len(name)])) {
			return i
		}
		i += 2
	}
}

// pieceKind is what a piece of an element's content is.
type pieceKind uint8

const (
	pieceText     pieceKind = iota // characters and references
	pieceVerbatim                  // a CDATA section's characters
	pieceTag
	pieceNothing // a comment or processing instruction
)

// nextPiece returns the piece that b begins with and the length that it takes up.
func nextPiece(b []byte) (piece []byte, kind pieceKind, n int) {
	if b[0] != '<' {
		n = bytes.IndexByte(b, '<')
		if n < 0 {
			n = len(b)
		}
		return b[:n], pieceText, n
	}
	switch {
	case bytes.HasPrefix(b, []byte("<![CDATA[")):
		n = after(b, "]]>")
		return bytes.TrimSuffix(b[len("<![CDATA["):n], []byte("]]>")), pieceVerbatim, n
	case bytes.HasPrefix(b, []byte("<!--")):
		return nil, pieceNothing, after(b, "-->")
	case bytes.HasPrefix(b, []byte("<?")):
		return nil, pieceNothing, after(b, "?>")
	case len(b) > 1 && b[1] == '/':
		n = after(b, ">")
		return b[:n], pieceTag, n
	}
	n, _, ok := tagEnd(b, 0)
	if !ok || n < 3 {
		return b[:1], pieceText, 1
	}
	return b[:n], pieceTag, n
}

// attributes yields the attributes of a start tag: names and values as they
// stand, an empty value for a bare name.
func attributes(tag []byte) iter.Seq2[[]byte, []byte] {
	return func(yield func(name, value []byte) bool) {
		i := 1 + len(tagName(tag))
		for i < len(tag) {
			for i < len(tag) && !nameByte(tag[i]) {
				i++
			}
			from := i
			for i < len(tag) && nameByte(tag[i]) {
				i++
			}
			name := tag[from:i]
			if len(name) == 0 {
				return
			}
			value, next := attributeValue(tag, i)
			i = next
			if !yield(name, value) {
				return
			}
		}
	}
}

// attributeValue reads = and a value, quoted or not, from i on.
func attributeValue(tag []byte, i int) (value []byte, next int) {
	j := skipSpace(tag, i)
	if j >= len(tag) || tag[j] != '=' {
		return nil, i
	}
	j = skipSpace(tag, j+1)
	if j < len(tag) && (tag[j] == '"' || tag[j] == '\'') {
		if n := bytes.IndexByte(tag[j+1:], tag[j]); n >= 0 {
			return tag[j+1 : j+1+n], j + n + 2
		}
		return tag[j+1:], len(tag)
	}
	from := j
	for j < len(tag) && !isSpace(tag[j]) && tag[j] != '>' {
		j++
	}
	return tag[from:j], j
}

// longestEntity is the length of the longest named reference of HTML, with room.
const longestEntity = 40

// unescape decodes the references of a text that end with a semicolon. Without
// one it is an ampersand that nobody escaped: "&copy=2" in an address stays.
func unescape(s string) string {
	i := strings.IndexByte(s, '&')
	if i < 0 {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	for i >= 0 {
		b.WriteString(s[:i])
		s = s[i:]
		n := reference(s)
		if n == 0 {
			b.WriteByte('&')
			s = s[1:]
		} else {
			b.WriteString(html.UnescapeString(s[:n]))
			s = s[n:]
		}
		i = strings.IndexByte(s, '&')
	}
	b.WriteString(s)
	return b.String()
}

// reference returns the length of the character reference that s begins with, 0
// for none.
func reference(s string) int {
	for i := 1; i < len(s) && i < longestEntity; i++ {
		switch c := s[i]; {
		case c == ';' && i > 1:
			if known := html.UnescapeString(s[:i+1]); known[len(known)-1] == ';' && len(known) > 1 && known != s[:i+1] {
				return 0 // a prefix of it is one, for HTML alone
			}
			return i + 1
		case c == '#' && i == 1, c >= '0' && c <= '9', c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z':
		default:
			return 0
		}
	}
	return 0
}

// appendEscaped writes s as XML text.
func appendEscaped(out []byte, s string) []byte {
	for i := range len(s) {
		switch c := s[i]; c {
		case '&':
			out = append(out, "&amp;"...)
		case '<':
			out = append(out, "&lt;"...)
		case '>':
			out = append(out, "&gt;"...)
		case '"':
			out = append(out, "&quot;"...)
		default:
			out = append(out, c)
		}
	}
	return out
}
