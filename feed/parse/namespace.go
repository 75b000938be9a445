package parse

import "strings"

// space is a namespace that means something to griot. Elements are told by it
// and their local name, never by a prefix.
type space uint8

const (
	spaceNone        space = iota // none, or one of RSS's own
	spaceAtom                     // RFC 4287, and Atom 0.3
	spaceContent                  // RSS 1.0 content module
	spaceDC                       // Dublin Core elements
	spaceTerms                    // Dublin Core terms
	spaceSyndication              // RSS 1.0 syndication module
	spaceSlash
	spaceWFW    // the Well-Formed Web's comment API
	spaceThread // RFC 4685
	spaceMedia  // Media RSS
	spaceITunes
	spacePodcast
	spaceFeedburner
	spaceRDF
	spaceXHTML
	spaceXML
	spaceOther
)

const (
	atomNamespace   = "http://www.w3.org/2005/Atom"
	atom03Namespace = "http://purl.org/atom/ns#"
)

// spaces maps the names of namespaces, as bareName leaves them.
var spaces = map[string]space{
	"":                                         spaceNone,
	"purl.org/rss/1.0":                         spaceNone,
	"my.netscape.com/rdf/simple/0.9":           spaceNone,
	"channel.netscape.com/rdf/simple/0.9":      spaceNone,
	"backend.userland.com/rss":                 spaceNone,
	"backend.userland.com/rss2":                spaceNone,
	"blogs.law.harvard.edu/tech/rss":           spaceNone,
	"cyber.law.harvard.edu/rss/rss.html":       spaceNone,
	"purl.org/net/rss1.1":                      spaceNone,
	"www.w3.org/2005/atom":                     spaceAtom,
	"purl.org/atom/ns":                         spaceAtom,
	"purl.org/rss/1.0/modules/content":         spaceContent,
	"purl.org/dc/elements/1.1":                 spaceDC,
	"purl.org/dc/elements/1.0":                 spaceDC,
	"purl.org/dc/terms":                        spaceTerms,
	"purl.org/rss/1.0/modules/dcterms":         spaceTerms,
	"purl.org/rss/1.0/modules/slash":           spaceSlash,
	"purl.org/rss/1.0/modules/syndication":     spaceSyndication,
	"wellformedweb.org/commentapi":             spaceWFW,
	"purl.org/syndication/thread/1.0":          spaceThread,
	"purl.org/rss/1.0/modules/threading":       spaceThread,
	"search.yahoo.com/mrss":                    spaceMedia,
	"tools.search.yahoo.com/mrss":              spaceMedia,
	"video.search.yahoo.com/mrss":              spaceMedia,
	"www.rssboard.org/media-rss":               spaceMedia,
	"www.itunes.com/dtds/podcast-1.0.dtd":      spaceITunes,
	"www.itunes.com/dtds/podcast-1.0":          spaceITunes,
	"example.com/dtds/podcast-1.0.dtd":         spaceITunes, // in a specification's example, and copied from there
	"www.google.com/schemas/play-podcasts/1.0": spaceITunes,
	"podcastindex.org/namespace/1.0":           spacePodcast,
	"github.com/podcastindex-org/podcast-namespace/blob/main/docs/1.0.md": spacePodcast,
	"rssnamespace.org/feedburner/ext/1.0":                                 spaceFeedburner,
	"www.w3.org/1999/02/22-rdf-syntax-ns":                                 spaceRDF,
	"www.w3.org/1999/xhtml":                                               spaceXHTML,
	"www.w3.org/xml/1998/namespace":                                       spaceXML,
}

// customary gives the meaning of prefixes that a document uses and does not
// declare.
var customary = map[string]space{
	"rss": spaceNone, "atom": spaceAtom, "atom10": spaceAtom, "a10": spaceAtom, "atom03": spaceAtom,
	"content": spaceContent, "dc": spaceDC, "dcterms": spaceTerms, "sy": spaceSyndication, "slash": spaceSlash, "wfw": spaceWFW, "thr": spaceThread,
	"media": spaceMedia, "itunes": spaceITunes, "googleplay": spaceITunes, "podcast": spacePodcast,
	"feedburner": spaceFeedburner, "rdf": spaceRDF, "xhtml": spaceXHTML, "xml": spaceXML,
}

// spaceOf returns the namespace that a URI names. Publishers vary the scheme,
// the case and the end of these names, none of which ever tells two apart.
func spaceOf(uri string) space {
	if s, ok := spaces[bareName(uri)]; ok {
		return s
	}
	return spaceOther
}

func bareName(uri string) string {
	uri = strings.ToLower(strings.TrimSpace(uri))
	uri = strings.TrimPrefix(strings.TrimPrefix(uri, "http://"), "https://")
	return strings.TrimRight(uri, "/#")
}
