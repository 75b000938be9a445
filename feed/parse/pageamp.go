package parse

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// plainElements turns the elements of AMP and the like into those of HTML that
// they stand for, and takes out those that are never of the text.
func plainElements(n *html.Node) {
	for c := n.FirstChild; c != nil; {
		next := c.NextSibling
		if c.Type == html.ElementNode && strings.HasPrefix(c.Data, "amp-") && !plainElement(c) {
			n.RemoveChild(c)
		} else {
			plainElements(c)
		}
		c = next
	}
}

// plainElement changes an element of AMP in place; false where it is to go.
func plainElement(n *html.Node) bool {
	become := func(name atom.Atom) { n.Data, n.DataAtom = name.String(), name }
	embed := func(before string, id string) {
		if id != "" {
			become(atom.Iframe)
			n.Attr = []html.Attribute{{Key: "src", Val: before + id}}
		}
	}
	switch n.Data {
	case "amp-ad", "amp-analytics", "amp-consent", "amp-pixel", "amp-sidebar", "amp-sticky-ad", "amp-auto-ads", "amp-user-notification",
		"amp-social-share", "amp-install-serviceworker", "amp-story-auto-ads", "amp-next-page", "amp-subscriptions-dialog":
		return false
	case "amp-img", "amp-anim":
		become(atom.Img)
		for c := n.FirstChild; c != nil; c = n.FirstChild {
			n.RemoveChild(c)
		}
	case "amp-video":
		become(atom.Video)
	case "amp-audio":
		become(atom.Audio)
	case "amp-iframe":
		become(atom.Iframe)
	case "amp-youtube":
		embed("https://www.youtube.com/embed/", attr(n, "data-videoid"))
	case "amp-vimeo":
		embed("https://player.vimeo.com/video/", attr(n, "data-videoid"))
	case "amp-dailymotion":
		embed("https://www.dailymotion.com/embed/video/", attr(n, "data-videoid"))
	}
	return true
}
