package parse

import (
	"bytes"
	"slices"
)

// maxDepth is how deeply elements may be nested in what a library parses: some
// of what gofeed does for an element takes time in proportion to depth.
const maxDepth = 200

// The limits of what one document may ask of the library's parser. A feed that
// exceeds one is simplified first.
const (
	maxAttributes   = 64
	maxDeclarations = 64      // xmlns attributes in scope
	maxFragments    = 1 << 31 // pieces of texts, times their lengths
	maxEntries      = 20_000
	maxKids         = 1000 // children of one entry, and of the feed, that are looked at
)

// node is an element as a range of bytes: its start tag from open to inner, its
// content to close, its end tag to end. An empty-element tag has none of the
// latter two.
type node struct{ open, inner, close, end int }

// chunk is an entry of a feed with its direct children.
type chunk struct {
	node
	kids  []node
	depth int
}

// outline is the structure of an XML feed, found without parsing it: where its
// entries are, and the direct children of the entries and of the feed. Nothing
// of it is decoded.
type outline struct {
	src     []byte
	root    node
	channel node // RSS: the <channel>, else the root
	heads   []node
	chunks  []chunk
	sound   bool   // the document is well formed, as far as it was looked at
	cut     bool   // the document ends before its root does
	greedy  bool   // it exceeds a limit of the library's parser
	heavy   []node // elements whose text the library must not be made to join
}

// scan outlines the document whose root begins at at. It stops at the first
// fault: the caller then mends the document and scans again.
//
// It reads tags and nothing else, so that </item> in a comment, a CDATA section
// or an attribute is not taken for one.
func scan(src []byte, at int) outline {
	s := scanner{outline: outline{src: src}, i: at}
	s.sound = s.run() && !entriesBehind(src[s.i:])
	// gofeed lists the items of the channel before those beside it.
	if !slices.IsSortedFunc(s.chunks, deeperFirst) {
		slices.SortStableFunc(s.chunks, deeperFirst)
	}
	return s.outline
}

func deeperFirst(a, b chunk) int { return b.depth - a.depth }

// entriesBehind tells whether more entries follow the end of the root, which came
// too early then.
func entriesBehind(rest []byte) bool {
	return bytes.Contains(rest, []byte("<item")) || bytes.Contains(rest, []byte("<entry"))
}

// scanner is the state of scan.
type scanner struct {
	outline
	i     int
	stack []openElement

	inChunk      bool
	declarations int // xmlns attributes of the open elements
	fragments    int // of the extension that is being read
	greed        int
}

type openElement struct {
	at           int // of its start tag
	inner        int
	name         []byte
	declarations int
}

// run reads the document up to the end of its root.
func (s *scanner) run() bool {
	for {
		lt := bytes.IndexByte(s.src[s.i:], '<')
		if lt < 0 {
			s.cut = true
			return false
		}
		s.i += lt
		rest := s.src[s.i:]
		s.fragments++
		var ok bool
		switch {
		case len(rest) < 2:
			s.cut = true
		case rest[1] == '/':
			ok = s.endTag()
			if ok && len(s.stack) == 0 {
				return true
			}
		case rest[1] == '!':
			ok = s.declaration(rest)
		case rest[1] == '?':
			ok = s.skip(rest, "?>")
		default:
			ok = s.startTag()
			if ok && len(s.stack) == 0 {
				return true // an empty root
			}
		}
		if !ok || s.greedy {
			return false
		}
	}
}

// declaration reads over a comment or a CDATA section; there are no others
// inside a root.
func (s *scanner) declaration(rest []byte) bool {
	switch {
	case bytes.HasPrefix(rest, []byte("<!--")):
		return s.skip(rest[4:], "-->") && s.advance(4)
	case bytes.HasPrefix(rest, []byte("<![CDATA[")):
		return s.skip(rest, "]]>")
	}
	return false
}

func (s *scanner) advance(n int) bool {
	s.i += n
	return true
}

// skip moves behind a mark that must come.
func (s *scanner) skip(rest []byte, mark string) bool {
	n := bytes.Index(rest, []byte(mark))
	if n < 0 {
		s.cut = true
		return false
	}
	s.i += n + len(mark)
	return true
}

// startTag reads a start tag and notes what it begins.
func (s *scanner) startTag() bool {
	at := s.i
	end, attributes, ok := tagEnd(s.src, at)
	if !ok {
		s.cut = end == len(s.src)
		return false
	}
	s.i = end
	tag := s.src[at:end]
	empty := tag[len(tag)-2] == '/'
	e := openElement{at: at, inner: end, name: tagName(tag)}
	if len(e.name) == 0 {
		return false
	}
	if attributes > 0 {
		e.declarations = bytes.Count(tag, []byte("xmlns"))
	}
	s.declarations += e.declarations
	s.stack = append(s.stack, e)
	if len(s.stack) > maxDepth || attributes > maxAttributes || s.declarations > maxDeclarations {
		s.greedy = true
	}
	if !s.begin(e) {
		return false
	}
	if empty {
		s.close(node{at, end, end, end})
	}
	return true
}

// endTag reads an end tag, which must be that of the innermost element.
func (s *scanner) endTag() bool {
	at := s.i
	gt := bytes.IndexByte(s.src[at:], '>')
	if gt < 0 {
		s.cut = true
		return false
	}
	s.i = at + gt + 1
	if len(s.stack) == 0 {
		return false
	}
	top := s.stack[len(s.stack)-1]
	if !bytes.Equal(bytes.TrimSpace(s.src[at+2:at+gt]), top.name) {
		return false
	}
	s.close(node{top.at, top.inner, at, s.i})
	return true
}

// begin notes the root, the channel and the entries. It refuses a second channel,
// which would take the place of the first one with its entries.
func (s *scanner) begin(e openElement) bool {
	depth := len(s.stack) - 1
	switch {
	case depth == 0:
		s.root = node{open: e.at, inner: e.inner}
		s.channel = s.root
	case !s.inChunk && depth == 1 && s.isChannel(e.name):
		if s.channel.open != s.root.open {
			return false
		}
		s.channel = node{open: e.at, inner: e.inner}
	case !s.inChunk && s.isEntry(e.name, depth):
		s.inChunk = true
		s.chunks = append(s.chunks, chunk{node: node{open: e.at, inner: e.inner}, depth: depth})
		if len(s.chunks) > maxEntries {
			s.greedy = true
		}
	case s.inChunk && depth == s.chunkDepth()+1, !s.inChunk && depth == s.headDepth():
		s.fragments = 0
	}
	return true
}

// close takes the innermost element off the stack.
func (s *scanner) close(n node) {
	top := s.stack[len(s.stack)-1]
	s.stack = s.stack[:len(s.stack)-1]
	s.declarations -= top.declarations
	depth := len(s.stack)
	switch {
	case depth == 0:
		s.root.close, s.root.end = n.close, n.end
	case s.inChunk && depth == s.chunkDepth():
		s.inChunk = false
		s.chunks[len(s.chunks)-1].node = n
	case s.inChunk && depth == s.chunkDepth()+1:
		c := &s.chunks[len(s.chunks)-1]
		if len(c.kids) < maxKids {
			c.kids = append(c.kids, n)
		}
		s.charge(n)
	case n.open == s.channel.open:
		s.channel = n
	case !s.inChunk && depth == s.headDepth():
		if len(s.heads) < maxKids {
			s.heads = append(s.heads, n)
		}
		s.charge(n)
	}
}

// charge adds up what the library copies to join the pieces of a text, should the
// element be an extension for it, and notes those that go beyond a limit.
func (s *scanner) charge(n node) {
	cost := s.fragments * (n.end - n.open)
	if s.greed+cost > maxFragments {
		s.heavy = append(s.heavy, n)
		return
	}
	s.greed += cost
}

// isChannel tells whether this child of the root is an RSS channel.
func (s *scanner) isChannel(name []byte) bool {
	return s.isRSS() && equalFold(localName(name), "channel")
}

// isEntry tells whether an element at this depth is an entry of its feed: it has
// the prefix of the root or of the channel, so that it is of their vocabulary.
func (s *scanner) isEntry(name []byte, depth int) bool {
	if !s.isRSS() {
		return depth == 1 && equalFold(localName(name), "entry") && samePrefix(name, s.stack[0].name)
	}
	if depth > 2 || !equalFold(localName(name), "item") || depth == 2 && !s.isChannel(s.stack[1].name) {
		return false
	}
	// In RDF, RSS 1.0's own elements have another prefix than the root.
	return bytes.IndexByte(name, ':') < 0 || samePrefix(name, s.stack[depth-1].name) || equalFold(localName(s.stack[0].name), "rdf")
}

func (s *scanner) isRSS() bool { return !equalFold(localName(s.stack[0].name), "feed") }

// headDepth is the depth of what belongs to the feed itself.
func (s *scanner) headDepth() int {
	if s.channel.open != s.root.open && len(s.stack) > 1 && s.stack[1].at == s.channel.open {
		return 2
	}
	return 1
}

// chunkDepth is the depth of the entry that is being read.
func (s *scanner) chunkDepth() int {
	if len(s.stack) > 1 && s.isRSS() && s.isChannel(s.stack[1].name) {
		return 2
	}
	return 1
}

// tagEnd finds the end of the start tag at at and counts its attributes. ok is
// false where the tag does not end or has "<" in it.
func tagEnd(b []byte, at int) (end, attributes int, ok bool) {
	for i := at + 1; i < len(b); i++ {
		switch b[i] {
		case '>':
			return i + 1, attributes, true
		case '<':
			return i, attributes, false
		case '"', '\'':
			n := bytes.IndexByte(b[i+1:], b[i])
			if n < 0 {
				return len(b), attributes, false
			}
			if bytes.IndexByte(b[i+1:i+1+n], '<') >= 0 {
				return i, attributes, false
			}
			attributes++
			i += n + 1
		}
	}
	return len(b), attributes, false
}

// tagName returns the name of the start tag that b begins with.
func tagName(b []byte) []byte {
	if len(b) < 2 {
		return nil
	}
	i := 1
	for i < len(b) && nameByte(b[i]) {
		i++
	}
	return b[1:i]
}

// localName returns a name without its prefix.
func localName(name []byte) []byte {
	return name[bytes.IndexByte(name, ':')+1:]
}

func samePrefix(a, b []byte) bool {
	return bytes.Equal(a[:bytes.IndexByte(a, ':')+1], b[:bytes.IndexByte(b, ':')+1])
}

// equalFold is bytes.EqualFold for a lower-case ASCII name, without allocating.
func equalFold(name []byte, lower string) bool {
	if len(name) != len(lower) {
		return false
	}
	for i := range len(lower) {
		if c := name[i]; c != lower[i] && c|0x20 != lower[i] {
			return false
		}
	}
	return true
}
