package parse

import (
	"regexp"
	"strconv"
	"strings"

	"griot/feed"
	"griot/render/plain"
)

// discussion is what an entry says about the comments under it, and how often it
// was seen.
type discussion struct {
	page, feed string // addresses
	views      feed.Count
	comments   feed.Count
	inline     []feed.RemoteComment
	parent     string // what the entry itself answers
}

// discussion reads the modules that carry counts and comments. Where several
// count the comments, the first of slash:comments, thr:total and thr:count wins.
func (e *entry) discussion() discussion {
	var d discussion
	var slash, total, replies feed.Count
	for i := range e.els {
		el := &e.els[i]
		switch {
		case el.space == spaceSlash && el.local == "comments":
			slash = e.count(slash, el.text())
		case el.space == spaceThread && el.local == "total":
			total = e.count(total, el.text())
		case el.space == spaceThread && el.local == "in-reply-to":
			d.parent = first(d.parent, id(el.attr("ref")), id(el.attr("href")))
		case el.space == spaceWFW && el.local == "commentrss":
			d.feed = first(d.feed, address(el.scope.baseURL(), el.text()))
		case el.space == spacePodcast && el.local == "socialinteract" && !strings.EqualFold(el.attr("protocol"), "disabled"):
			d.page = first(d.page, address(el.scope.baseURL(), el.attr("uri")))
		case el.local == "link" && e.t.isAtom(el) && relation(el.attr("rel")) == "replies":
			replies = e.replies(&d, el, replies)
		}
	}
	for _, c := range []feed.Count{replies, total, slash} {
		if c.Known() {
			d.comments = c
		}
	}
	e.readMedia(&d)
	return d
}

// replies reads a link to the discussion (RFC 4685, section 4).
func (e *entry) replies(d *discussion, link *element, count feed.Count) feed.Count {
	href := address(link.scope.baseURL(), link.attr("href"))
	if media := mediaType(link.attr("type")); strings.HasSuffix(media, "xml") && media != "application/xhtml+xml" || media == "application/feed+json" {
		d.feed = first(d.feed, href)
	} else {
		d.page = first(d.page, href)
	}
	c := e.count(feed.Count{}, link.attrIn(spaceThread, "count"))
	most, _ := count.Value()
	if n, known := c.Value(); known && (!count.Known() || n > most) {
		return c
	}
	return count
}

// readMedia reads the views and the comments that Media RSS carries.
func (e *entry) readMedia(d *discussion) {
	for i := range e.media {
		switch m := &e.media[i]; m.local {
		case "statistics":
			if !d.views.Known() {
				d.views = e.count(d.views, m.attr("views"))
			}
		case "comment":
			if text := m.text(); text != "" {
				content := body(text, kindPlain, "")
				d.inline = append(d.inline, feed.RemoteComment{Key: hashKey(text, strconv.Itoa(len(d.inline))), Content: content})
			}
		}
	}
}

// count reads a number of the feed; what is none leaves have as it is.
func (e *entry) count(have feed.Count, s string) feed.Count {
	if n, ok := wholeNumber(s); ok {
		return feed.CountOf(n, feed.OriginFeed, e.t.in.Seen)
	}
	return have
}

// wholeNumber reads a number that is not negative, with or without separators
// between groups of three digits.
func wholeNumber(s string) (int64, bool) {
	s = strings.TrimSpace(s)
	if n, err := strconv.ParseInt(s, 10, 64); err == nil {
		return n, n >= 0
	}
	groups := strings.FieldsFunc(s, func(r rune) bool {
		return r == ',' || r == '.' || r == ' ' || r == '\u00a0' || r == '\u202f' || r == '\''
	})
	for i, g := range groups {
		if i > 0 && len(g) != 3 || i == 0 && (len(g) > 3 || len(groups) == 1) {
			return 0, false
		}
	}
	n, err := strconv.ParseInt(strings.Join(groups, ""), 10, 64)
	return n, err == nil && n >= 0
}

// relation returns the name of a link relation that may be given as a URI (RFC
// 4287, section 4.2.7.2).
func relation(rel string) string {
	rel = strings.ToLower(strings.TrimSpace(rel))
	rel = strings.TrimPrefix(rel, "http://www.iana.org/assignments/relation/")
	if rel == "" {
		return "alternate"
	}
	return rel
}

// The phrases in which programs without count elements tell the number of
// comments: hnrss writes its own, and Discourse counts the posts of a topic, of
// which the first is the article itself.
var (
	hnrssComments  = regexp.MustCompile(`#\s*Comments:\s*(\d{1,9})\b`)
	discoursePosts = regexp.MustCompile(`\b(\d{1,9})\s+posts?\s+-\s+\d{1,9}\s+participants?\b`)
)

// phraseTail is how much of the end of a text is searched for a phrase, in bytes.
const phraseTail = 1024

// countInText reads the number of comments from the end of an entry's text.
func countInText(text string, in Input) feed.Count {
	text = text[max(0, len(text)-phraseTail):]
	if !strings.Contains(text, "Comments:") && !strings.Contains(text, " participant") {
		return feed.Count{} // nearly always, and cheaper to tell
	}
	if m := hnrssComments.FindStringSubmatch(text); m != nil {
		n, _ := strconv.ParseInt(m[1], 10, 64)
		return feed.CountOf(n, feed.OriginText, in.Seen)
	}
	if m := discoursePosts.FindStringSubmatch(text); m != nil {
		n, _ := strconv.ParseInt(m[1], 10, 64)
		return feed.CountOf(max(0, n-1), feed.OriginText, in.Seen)
	}
	return feed.Count{}
}

// hashKey makes a key for a comment that has none.
func hashKey(parts ...string) string {
	return "sha256:" + fingerprint(strings.Join(parts, "\x00"))
}

// apply gives the entry what its modules say about its discussion.
func (d *discussion) apply(out *feed.Entry) {
	out.CommentsURL = first(out.CommentsURL, d.page)
	out.CommentsFeed = first(out.CommentsFeed, d.feed)
	out.Views, out.CommentCount = d.views, d.comments
	out.Comments = d.inline
	for i := range out.Comments {
		out.Comments[i].Author = plain.Line(out.Comments[i].Author)
	}
}
