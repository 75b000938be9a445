package parse

import (
	"bytes"
	"strings"
)

// mend rewrites a damaged feed, from its root on, as well-formed XML that means
// what its author meant: end tags are supplied where an element can't go on,
// elements that hold text alone end where the next one begins, what stands between
// elements goes, and of an entry that the document's end cuts off nothing is
// kept. Comments, processing instructions and declarations go.
//
// The result is what scan calls sound, within the limits of the library's parser.
func mend(src []byte) []byte {
	m := mender{src: src, out: make([]byte, 0, len(src)+len(src)/16+256)}
	for m.i < len(m.src) && !m.full() {
		m.step()
	}
	m.finish()
	return m.out
}

// mender is the state of mend.
type mender struct {
	src          []byte
	i            int
	out          []byte
	stack        []mending
	entries      int
	declarations int
	sunk         int // elements that are open and too deep: their tags are left out
	nextEnd      int // where the next CDATA section ends, beyond src for nowhere
}

// mending is an element that is open.
type mending struct {
	name         string
	local        string // in lower case
	at           int    // where its start tag stands in out
	role         role
	declarations int
}

// role is what an element is for the structure of a feed.
type role uint8

const (
	roleInner role = iota // anything that may hold anything
	roleFrame             // the root or the channel: no text of its own
	roleEntry             // an item or entry: no text of its own
	roleLeaf              // text alone: ends where another of the feed's elements begins
	roleText              // HTML or text: ends where an element begins that HTML has not
)

func (m *mender) full() bool { return m.entries > maxEntries }

// step reads one piece of the document.
func (m *mender) step() {
	lt := bytes.IndexByte(m.src[m.i:], '<')
	if lt != 0 {
		if lt < 0 {
			lt = len(m.src) - m.i
		}
		m.text(m.src[m.i : m.i+lt])
		m.i += lt
		return
	}
	rest := m.src[m.i:]
	switch {
	case bytes.HasPrefix(rest, []byte("<!--")):
		m.comment(rest)
	case bytes.HasPrefix(rest, []byte("<![CDATA[")):
		m.cdata(rest)
	case bytes.HasPrefix(rest, []byte("<?")), bytes.HasPrefix(rest, []byte("<!")):
		m.i += after(rest, ">")
	case len(rest) > 2 && rest[1] == '/' && (nameStart(rest[2]) || isSpace(rest[2])):
		m.endTag(rest)
	case validName(tagName(rest)):
		m.startTag(rest)
	default:
		m.text([]byte("&lt;"))
		m.i++
	}
}

// comment reads over a comment; one that does not end is taken for a tag.
func (m *mender) comment(rest []byte) {
	if n := bytes.Index(rest[4:], []byte("-->")); n >= 0 {
		m.i += 4 + n + 3
		return
	}
	m.i += after(rest, ">")
}

// top is the innermost open element, nil when there is none.
func (m *mender) top() *mending {
	if len(m.stack) == 0 {
		return nil
	}
	return &m.stack[len(m.stack)-1]
}

// text writes characters where an element may hold some.
func (m *mender) text(b []byte) {
	top := m.top()
	if top == nil || top.role == roleFrame || top.role == roleEntry {
		return
	}
	m.out = appendMended(m.out, b, false)
}

// cdata writes a CDATA section. One that is not closed, or closed by the end of
// another one behind it, ends with its element.
func (m *mender) cdata(rest []byte) {
	body := rest[len("<![CDATA["):]
	n := m.cdataEnd()
	end := n + len("]]>")
	top := m.top()
	if top != nil {
		limit := body
		if n >= 0 {
			limit = body[:n]
		}
		own := endOf(limit, []byte(top.name))
		if own >= 0 && (n < 0 || bytes.Contains(limit[own:], []byte("<![CDATA["))) {
			n, end = own, own
		}
	}
	if n < 0 {
		m.i = len(m.src) // the document ends here
		return
	}
	m.i += len("<![CDATA[") + end
	if top == nil || top.role == roleFrame || top.role == roleEntry {
		return
	}
	for i, c := range body[:n] {
		if c < ' ' && !isSpace(c) || c == '\f' || noncharacter(body[i:]) {
			m.out = appendEscapedText(m.out, body[:n])
			return
		}
	}
	m.out = append(append(append(m.out, "<![CDATA["...), body[:n]...), "]]>"...)
}

// cdataEnd returns how far behind the section's start its end is, -1 for none. The
// end is searched for once, however many sections are open before it.
func (m *mender) cdataEnd() int {
	from := m.i + len("<![CDATA[")
	if m.nextEnd < from {
		n := bytes.Index(m.src[from:], []byte("]]>"))
		m.nextEnd = from + n
		if n < 0 {
			m.nextEnd = len(m.src) + 1
		}
	}
	if m.nextEnd > len(m.src) {
		return -1
	}
	return m.nextEnd - from
}

// appendEscapedText writes characters as XML text, those that XML forbids left out.
func appendEscapedText(out, b []byte) []byte {
	for i, c := range b {
		if c < ' ' && c != '\t' && c != '\n' && c != '\r' || noncharacter(b[i:]) || i > 0 && noncharacter(b[i-1:]) || i > 1 && noncharacter(b[i-2:]) {
			continue
		}
		out = appendEscaped(out, string(b[i:i+1]))
	}
	return out
}

// noncharacter tells U+FFFE and U+FFFF, which XML forbids.
func noncharacter(b []byte) bool {
	return len(b) > 2 && b[0] == 0xEF && b[1] == 0xBF && b[2] >= 0xBE
}

// endTag closes its element and what is still open inside it. An end tag that
// fits nothing goes, and so does that of the feed: more may come.
func (m *mender) endTag(rest []byte) {
	m.i += after(rest, ">")
	name := bytes.TrimSpace(rest[2:])
	n := 0
	for n < len(name) && nameByte(name[n]) {
		n++
	}
	local := strings.ToLower(string(localName(name[:n])))
	if m.sunk > 0 && local != "item" && local != "entry" && !frameName(local) {
		m.sunk--
		return
	}
	for i := len(m.stack) - 1; i >= 0; i-- {
		open := &m.stack[i]
		if open.role == roleFrame {
			if local == open.local || i == 0 && frameName(local) {
				m.closeTo(i + 1)
			}
			if open.local != "channel" && local == "channel" {
				continue
			}
			return
		}
		if open.local == local && (open.name == string(name[:n]) || strings.EqualFold(open.name, string(name[:n]))) {
			m.closeTo(i)
			return
		}
		if open.role == roleEntry && !frameName(local) {
			return
		}
	}
}

// closeTo closes the open elements down to a depth.
func (m *mender) closeTo(depth int) {
	m.sunk = 0
	for len(m.stack) > depth {
		top := m.top()
		m.out = append(append(append(m.out, "</"...), top.name...), '>')
		m.declarations -= top.declarations
		m.stack = m.stack[:len(m.stack)-1]
	}
}

// startTag writes a start tag in its place.
func (m *mender) startTag(rest []byte) {
	n := looseTagEnd(rest)
	tag := rest[:n]
	m.i += n
	name := string(tagName(tag))
	local := strings.ToLower(string(localName([]byte(name))))
	empty := len(tag) > 2 && tag[len(tag)-1] == '>' && tag[len(tag)-2] == '/'
	if len(m.stack) > 0 && frameName(local) && (local != "channel" || m.hasChannel()) && m.atFrame() {
		return // another feed behind this one: its entries join
	}
	role := m.place(name, local)
	if m.full() {
		return
	}
	if len(m.stack) >= maxDepth-8 {
		if !empty {
			m.sunk++
		}
		return
	}
	open := mending{name: name, local: local, at: len(m.out), role: role}
	if role == roleInner && htmlVoid(local) && strings.IndexByte(name, ':') < 0 && len(m.stack) > 2 {
		empty = true
	}
	if role == roleFrame {
		empty = false // it ends with the document
	}
	open.declarations = m.write(tag, name, empty)
	if !empty {
		m.stack = append(m.stack, open)
		m.declarations += open.declarations
	}
}

// atFrame tells whether a frame's element stands where only a concatenated or
// broken feed has one: not inside an entry's text.
func (m *mender) atFrame() bool {
	top := m.top()
	return top.role == roleFrame || top.role == roleEntry || top.role == roleLeaf
}

func (m *mender) hasChannel() bool {
	for i := range m.stack {
		if m.stack[i].local == "channel" && m.stack[i].role == roleFrame {
			return true
		}
	}
	return false
}

// place closes what can't hold the element that begins here, and returns the
// element's role.
func (m *mender) place(name, local string) role {
	if len(m.stack) == 0 {
		return roleFrame
	}
	prefixed := strings.IndexByte(name, ':') >= 0
	native := !prefixed || samePrefix([]byte(name), []byte(m.stack[0].name)) || m.stack[0].local == "rdf" && !knownPrefix(name)
	if native && local == "channel" && len(m.stack) == 1 {
		return roleFrame
	}
	if native && (local == "item" || local == "entry") && m.entryFits(local) {
		depth := 1
		if m.hasChannel() {
			depth = 2
		}
		m.closeTo(min(depth, len(m.stack)))
		m.entries++
		return roleEntry
	}
	switch top := m.top(); {
	case top.role == roleLeaf && (prefixed && knownPrefix(name) || native && isFeedElement(local)),
		top.role == roleText && (prefixed && knownPrefix(name) && local != "content" || native && notHTML(local)):
		m.closeTo(len(m.stack) - 1)
	}
	if top := m.top(); top.role != roleEntry && top.role != roleFrame {
		return roleInner
	}
	switch {
	case leafName(local, prefixed):
		return roleLeaf
	case local == "description" || local == "summary" || local == "content" && m.stack[0].local == "feed" || local == "encoded":
		return roleText
	}
	return roleInner
}

// entryFits tells whether an entry may begin here: every vocabulary has one name
// for it, and a text that quotes the other is left alone.
func (m *mender) entryFits(local string) bool {
	if (m.stack[0].local == "feed") != (local == "entry") {
		return false
	}
	for i := range m.stack {
		if m.stack[i].role == roleInner && i < 3 && !leafName(m.stack[i].local, false) && m.stack[i].local != "author" && m.stack[i].local != "source" {
			return m.stack[i].local != "items"
		}
	}
	return true
}

// write writes a start tag with its attributes quoted and escaped, each once and
// not too many, and returns how many namespaces it declares.
func (m *mender) write(tag []byte, name string, empty bool) (declarations int) {
	m.out = append(append(m.out, '<'), name...)
	var seen []string
	for n, v := range attributes(tag) {
		if !validName(n) || contains(seen, string(n)) {
			continue
		}
		if bytes.HasPrefix(n, []byte("xmlns")) {
			if m.declarations+declarations >= maxDeclarations-1 {
				continue
			}
			declarations++
		}
		if seen = append(seen, string(n)); len(seen) > maxAttributes-1 {
			break
		}
		m.out = append(append(append(m.out, ' '), n...), `="`...)
		m.out = appendMended(m.out, v, true)
		m.out = append(m.out, '"')
	}
	if empty {
		m.out = append(m.out, '/')
	}
	m.out = append(m.out, '>')
	return declarations
}

// looseTagEnd returns the length of the start tag that b begins with. A quote
// that does not close within a reasonable length is a character like others.
func looseTagEnd(b []byte) int {
	if end, _, ok := tagEnd(b, 0); ok {
		return end
	}
	const longest = 4096
	for i := 1; i < len(b); i++ {
		switch b[i] {
		case '>':
			return i + 1
		case '<':
			return i
		case '"', '\'':
			if n := bytes.IndexByte(b[i+1:min(len(b), i+1+longest)], b[i]); n >= 0 && b[i-1] == '=' {
				i += n + 1
			}
		}
	}
	return len(b)
}

// finish drops the entry that the end of the document cut off, and closes the rest.
func (m *mender) finish() {
	for i := range m.stack {
		if m.stack[i].role == roleEntry {
			m.out = m.out[:m.stack[i].at]
			m.stack = m.stack[:i]
			break
		}
	}
	m.closeTo(0)
}
