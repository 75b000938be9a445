package parse

import (
	"bytes"
	"strings"
)

// nameStart tells the characters that a name may begin with.
func nameStart(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_'
}

// validName tells the names that XML and its namespaces allow. Those beyond ASCII
// are allowed too, and unheard of in feeds.
func validName(name []byte) bool {
	if len(name) == 0 || !nameStart(name[0]) || name[len(name)-1] == ':' || bytes.Count(name, []byte(":")) > 1 {
		return false
	}
	for _, c := range name {
		if c >= 0x80 {
			return false
		}
	}
	return true
}

// frameName tells the names of roots and channels.
func frameName(local string) bool {
	switch local {
	case "rss", "rdf", "feed", "channel":
		return true
	}
	return false
}

// leafName tells the elements that hold text, or nothing.
func leafName(local string, prefixed bool) bool {
	switch local {
	case "title", "link", "pubdate", "guid", "comments", "id", "updated", "published", "issued", "modified", "created", "language",
		"copyright", "rights", "managingeditor", "webmaster", "lastbuilddate", "generator", "docs", "ttl", "category", "enclosure":
		return true
	case "creator", "date", "subject", "commentrss", "total", "origlink":
		return prefixed
	}
	return false
}

// isFeedElement tells the elements of RSS and Atom that never stand inside a
// title or a date.
func isFeedElement(local string) bool {
	switch local {
	case "description", "author", "source", "item", "entry", "summary", "content", "image", "cloud", "channel", "textinput", "contributor":
		return true
	}
	return leafName(local, false)
}

// notHTML tells the elements of RSS and Atom that HTML has no element like.
func notHTML(local string) bool {
	switch local {
	case "pubdate", "guid", "lastbuilddate", "enclosure", "managingeditor", "webmaster", "updated", "published", "issued", "modified":
		return true
	}
	return false
}

// knownPrefix tells whether a name has the customary prefix of a module of feeds.
func knownPrefix(name string) bool {
	prefix, _, _ := strings.Cut(name, ":")
	space, ok := customary[strings.ToLower(prefix)]
	return ok && space != spaceXHTML && space != spaceXML
}

// htmlVoid tells the elements of HTML that have no end tag, but those that a feed
// has too.
func htmlVoid(local string) bool {
	switch local {
	case "br", "hr", "img", "input", "wbr", "meta", "area", "embed", "param", "col":
		return true
	}
	return false
}
