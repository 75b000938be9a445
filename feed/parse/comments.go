package parse

import (
	"bytes"
	"regexp"
	"strings"

	"griot/feed"
)

// Comments reads a feed of comments: RSS, Atom or JSON Feed. Who wrote one is
// taken from the element that says so, else from a title like "By: Ada" or
// "Comment on Low tide by Ada"; what it answers from RFC 4685's in-reply-to. The
// comments come in document order. The error is a *feed.Failure.
func Comments(in Input) (found []feed.RemoteComment, err error) {
	defer guard(&err)
	in.Known = nil
	p, err := parseFeed(in)
	if err != nil {
		return nil, err
	}
	for i := range p.doc.Entries {
		e := &p.doc.Entries[i]
		if e.Content == "" || firstPost.MatchString(e.GUID) {
			continue
		}
		c := feed.RemoteComment{
			Key:       first(e.GUID, e.Link),
			ParentKey: p.parents[i],
			Author:    first(e.Author, authorInTitle(e.Title)),
			Published: e.Published,
			Link:      e.Link,
			Content:   e.Content,
		}
		if c.Key == "" {
			c.Key = hashKey(c.Author, c.Published.RFC3339(), c.Content)
		}
		if c.ParentKey == c.Key {
			c.ParentKey = ""
		}
		found = append(found, c)
	}
	return found, nil
}

// parseFeed is Parse for what can only be a feed.
func parseFeed(in Input) (*parsed, error) {
	body, err := unpack(in.Body)
	if err != nil {
		return nil, err
	}
	body = toUTF8(body, in.ContentType)
	if len(bytes.TrimSpace(body)) == 0 {
		return nil, &feed.Failure{Kind: feed.FailedEmpty}
	}
	switch form, at := sniff(body, in); form {
	case formFeed:
		return parseXML(in, body, at)
	case formJSON:
		return parseJSON(in, body[at:])
	}
	return nil, &feed.Failure{Kind: feed.FailedNotFeed}
}

// firstPost recognises the post that began a Discourse topic, which is the
// article and no comment on it.
var firstPost = regexp.MustCompile(`-post-\d+-1$`)

// The titles that WordPress gives to comments, by language: the author's name
// behind a word for "by", alone or at the end of a sentence.
var (
	byTitle    = regexp.MustCompile(`^(?i:by|par|por|von|di|da|door|av|af|od|autor|от|από|szerző)\s*[:：]\s*(.+)$`)
	titleBy    = regexp.MustCompile(`^(?i:comment on|commentaire[s]? sur|comentario en|comentário (?:em|sobre)|kommentar zu|commenti? su|reactie op|komentarz do|комментарий к|σχόλιο (?:στο|για))\s.*\s(?i:by|par|por|von|di|da|door|autor|от|από)\s*:?\s+(.+)$`)
	replyTitle = regexp.MustCompile(`^(?i:reply|réponse|respuesta) (?i:by|par|por|de)\s+(.+)$`)
)

// authorInTitle finds the author's name in a comment's title.
func authorInTitle(title string) string {
	for _, form := range []*regexp.Regexp{byTitle, titleBy, replyTitle} {
		if m := form.FindStringSubmatch(title); m != nil {
			return strings.TrimSpace(m[1])
		}
	}
	return ""
}
