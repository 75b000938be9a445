package parse

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"

	"griot/feed"
)

// parserVersion is part of every entry's hash: an entry that an earlier parser
// read otherwise is read again. Raise it with every change of what is read.
const parserVersion = "griot feed parser 4\n"

// hashes returns the fingerprints of the entries, in order. What an entry's
// bytes mean depends on the tags around it (namespaces, xml:base, xml:lang), so
// these are part of it.
func (o *outline) hashes() []feed.Hash {
	if len(o.chunks) == 0 {
		return nil
	}
	h := sha256.New()
	found := make([]feed.Hash, len(o.chunks))
	var sum [sha256.Size]byte
	for i, c := range o.chunks {
		h.Reset()
		h.Write([]byte(parserVersion))
		h.Write(o.src[o.root.open:o.root.inner])
		h.Write(o.src[o.channel.open:o.channel.inner])
		h.Write(o.src[c.open:c.end])
		copy(found[i][:], h.Sum(sum[:0]))
	}
	return found
}

// drop removes the entries that are known, and returns their hashes and those of
// the entries that are left.
func (o *outline) drop(known func(feed.Hash) bool, hashes []feed.Hash) (gone []node, unchanged, left []feed.Hash) {
	if known == nil {
		return nil, nil, hashes
	}
	kept := o.chunks[:0:0]
	for i, c := range o.chunks {
		if known(hashes[i]) {
			gone = append(gone, c.node)
			unchanged = append(unchanged, hashes[i])
			continue
		}
		kept = append(kept, c)
		left = append(left, hashes[i])
	}
	o.chunks = kept
	return gone, unchanged, left
}

// forLibrary returns the document for gofeed: from its root on, without the
// entries that are gone and the extensions that are too heavy for it, in
// Atom's own namespace, and with xml:base hidden. Addresses are resolved here,
// as RFC 3986 says, which gofeed does not, and at the cost of an address a tag.
func (o *outline) forLibrary(gone []node) []byte {
	edits := make([]edit, 0, len(gone)+len(o.heavy)+1)
	for _, n := range gone {
		edits = append(edits, edit{n.open, n.end, nil})
	}
	for _, n := range o.heavy {
		edits = append(edits, edit{n.open, n.end, nil})
	}
	root := o.src[o.root.open:o.root.inner]
	if fixed := fixRoot(root); !bytes.Equal(fixed, root) {
		edits = append(edits, edit{o.root.open, o.root.inner, fixed})
	}
	if bytes.Contains(o.src, []byte(xmlBase)) {
		edits = o.hideBases(edits)
	}
	if len(edits) == 0 {
		return o.src[o.root.open:o.root.end]
	}
	slices.SortFunc(edits, func(a, b edit) int { return a.from - b.from })
	return apply(o.src, o.root, edits)
}

const xmlBase = "xml:base"

// hideBases renames the xml:base attributes of the tags that gofeed resolves by.
func (o *outline) hideBases(edits []edit) []edit {
	hide := func(n node) {
		tag := o.src[n.open:n.inner]
		if !bytes.Contains(tag, []byte(xmlBase)) {
			return
		}
		if n.open == o.root.open {
			tag = fixRoot(tag)
			edits = slices.DeleteFunc(edits, func(e edit) bool { return e.from == n.open })
		}
		edits = append(edits, edit{n.open, n.inner, bytes.ReplaceAll(tag, []byte(xmlBase), []byte("xml:hide"))})
	}
	hide(o.root)
	if o.channel.open != o.root.open {
		hide(o.channel)
	}
	for _, n := range o.heads {
		hide(n)
	}
	for _, c := range o.chunks {
		hide(c.node)
		for _, k := range c.kids {
			hide(k)
		}
	}
	return edits
}

// edit replaces a range of bytes.
type edit struct {
	from, to int
	by       []byte
}

// apply returns the range of n with edits made, in order; one inside another is
// left out.
func apply(src []byte, n node, edits []edit) []byte {
	out := make([]byte, 0, n.end-n.open+256)
	at := n.open
	for _, e := range edits {
		if e.from < at {
			continue
		}
		out = append(append(out, src[at:e.from]...), e.by...)
		at = e.to
	}
	return append(out, src[at:n.end]...)
}

// fixRoot puts the root of an Atom feed into Atom's namespace where it has
// another spelling of it (https, a slash at the end) or one that nobody knows.
func fixRoot(tag []byte) []byte {
	name := tagName(tag)
	if !equalFold(localName(name), "feed") {
		return tag
	}
	declaration := "xmlns"
	if i := bytes.IndexByte(name, ':'); i >= 0 {
		declaration += ":" + string(name[:i])
	}
	for n, v := range attributes(tag) {
		if string(n) != declaration {
			continue
		}
		uri := string(bytes.TrimSpace(v))
		if uri == "" || uri == atomNamespace || uri == atom03Namespace {
			return tag
		}
		fixed := atomNamespace
		if spaceOf(uri) == spaceAtom && strings.Contains(uri, "purl.org") {
			fixed = atom03Namespace
		}
		at := cap(tag) - cap(v) // v is a part of tag
		return slices.Concat(tag[:at], []byte(fixed), tag[at+len(v):])
	}
	return tag
}

// fingerprint names a text by its hash.
func fingerprint(s string) string {
	sum := sha256.Sum256([]byte(s))
	return hex.EncodeToString(sum[:16])
}
