package parse

import (
	"bytes"
	"net/url"
	"slices"
	"strings"

	"golang.org/x/net/html"

	"griot/feed"
)

// maxCandidates is how many feeds of one page are offered.
const maxCandidates = 30

// Discover returns the feeds that a page offers: first those it declares with
// <link rel="alternate">, then those that its address tells on sites that are
// known, then links that look like feeds. Feeds of comments come last. Without a
// body it says what the address alone tells.
func Discover(in Input) (found []feed.Candidate) {
	defer func() {
		if recover() != nil {
			found = nil
		}
	}()
	unpacked, err := unpack(in.Body)
	if err != nil {
		return nil
	}
	s := search{}
	if u, err := url.Parse(in.URL); err == nil && u.IsAbs() {
		s.base = u
	}
	page := s.base
	body := toUTF8(unpacked, in.ContentType)
	s.read(body)
	if to := podcastOf(page, body); to != "" {
		s.add(feed.Candidate{URL: to}, knownRank)
	}
	for _, to := range []string{in.URL, s.canonical} {
		for _, c := range knownFeeds(to) {
			s.add(c, knownRank)
		}
	}
	slices.SortStableFunc(s.found, func(a, b ranked) int { return a.rank - b.rank })
	for _, c := range s.found {
		if !slices.ContainsFunc(found, func(f feed.Candidate) bool { return f.URL == c.URL }) && len(found) < maxCandidates {
			found = append(found, c.Candidate)
		}
	}
	return found
}

// ranked is a candidate with its place among the others; the lower is the better.
type ranked struct {
	feed.Candidate
	rank int
}

// The ranks of candidates.
const (
	declaredRank = iota
	knownRank    // by the address
	oembedRank   // declared as bare XML or JSON
	linkedRank
	guessedRank
	commentsRank
)

// search reads a page's tags one by one: no tree is needed, and none can be too
// deep.
type search struct {
	base      *url.URL
	found     []ranked
	canonical string          // the page's address, as it says
	words     strings.Builder // of the link that is open
	href      string
}

func (s *search) read(body []byte) {
	z := html.NewTokenizer(bytes.NewReader(body))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return
		case html.StartTagToken, html.SelfClosingTagToken:
			t := z.Token()
			s.start(&html.Node{Type: html.ElementNode, Data: t.Data, Attr: t.Attr})
		case html.TextToken:
			if s.href != "" && s.words.Len() < maxSnippet {
				s.words.Write(z.Text())
			}
		case html.EndTagToken:
			if name, _ := z.TagName(); string(name) == "a" {
				s.endLink()
			}
		}
	}
}

func (s *search) start(n *html.Node) {
	switch n.Data {
	case "base":
		if u := resolve(s.base, attr(n, "href")); u != nil {
			s.base = u
		}
	case "link":
		if c, ok := alternate(n, s.base); ok {
			rank := declaredRank
			if c.Type == "application/xml" || c.Type == "text/xml" || c.Type == "application/json" {
				rank = oembedRank
			}
			s.add(c, rank)
		}
		if strings.EqualFold(strings.TrimSpace(attr(n, "rel")), "canonical") {
			s.canonical = address(s.base, attr(n, "href"))
		}
	case "meta":
		s.channel(n)
	case "a", "area":
		s.endLink()
		s.href = attr(n, "href")
		s.words.WriteString(first(attr(n, "title"), attr(n, "aria-label")))
	}
}

// channel reads which channel a YouTube page is of, whose handle does not tell.
func (s *search) channel(n *html.Node) {
	id := strings.TrimSpace(attr(n, "content"))
	if what := attr(n, "itemprop"); what != "channelId" && what != "identifier" || !channelID.MatchString(id) || s.base == nil {
		return
	}
	if host := strings.TrimPrefix(s.base.Hostname(), "www."); host == "youtube.com" || host == "m.youtube.com" {
		s.canonical = "https://www.youtube.com/channel/" + id
	}
}

func (s *search) endLink() {
	href, words := s.href, s.words.String()
	s.href = ""
	s.words.Reset()
	if href == "" || len(s.found) > 200 {
		return
	}
	to := address(s.base, href)
	rank, ok := feedLike(to, words)
	if !ok {
		return
	}
	s.add(feed.Candidate{URL: to, Title: oneLine(words, maxSnippet)}, rank)
}

func (s *search) add(c feed.Candidate, rank int) {
	if ofComments(c) {
		rank = commentsRank
	}
	s.found = append(s.found, ranked{c, rank})
}

// alternate reads a <link> that declares a feed.
func alternate(n *html.Node, base *url.URL) (feed.Candidate, bool) {
	rel := strings.Fields(strings.ToLower(attr(n, "rel")))
	if !slices.Contains(rel, "alternate") && !slices.Contains(rel, "feed") || slices.Contains(rel, "stylesheet") {
		return feed.Candidate{}, false
	}
	declared := mediaType(attr(n, "type"))
	to := address(base, attr(n, "href"))
	if to == "" {
		return feed.Candidate{}, false
	}
	switch declared {
	case "application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml", "application/x-rss+xml",
		"application/rss", "application/atom", "text/rss+xml", "text/rss", "text/atom+xml", "application/x.atom+xml":
	case "application/xml", "text/xml", "application/json":
		if strings.Contains(to, "oembed") || strings.Contains(to, "/wp-json/") {
			return feed.Candidate{}, false
		}
	case "":
		if _, ok := feedLike(to, ""); !ok && !slices.Contains(rel, "feed") {
			return feed.Candidate{}, false
		}
	default:
		return feed.Candidate{}, false
	}
	return feed.Candidate{URL: to, Title: oneLine(attr(n, "title"), maxSnippet), Type: declared}, true
}

// feedLike tells whether a link leads to a feed, by its address or its words.
func feedLike(to, words string) (rank int, ok bool) {
	u, err := url.Parse(to)
	if to == "" || err != nil || u.Host == "" {
		return 0, false
	}
	for _, share := range []string{"add.my.yahoo", "feedly.com/i/", "/share", "newsblur.com/?url"} {
		if strings.Contains(to, share) {
			return 0, false
		}
	}
	path := strings.ToLower(strings.TrimRight(u.Path, "/"))
	last := path[strings.LastIndexByte(path, '/')+1:]
	switch last {
	case "feed", "rss", "atom", "rss.xml", "atom.xml", "feed.xml", "index.xml", "feed.json", "index.rdf", "rss2", "feed.atom", "feed.rss", "rdf", "rss.php", "feeds":
		return linkedRank, true
	}
	for _, end := range []string{".rss", ".atom", ".rdf"} {
		if strings.HasSuffix(last, end) {
			return linkedRank, true
		}
	}
	if q := u.Query(); q.Has("feed") || strings.EqualFold(q.Get("format"), "rss") || strings.EqualFold(q.Get("format"), "feed") || strings.EqualFold(q.Get("type"), "rss") {
		return linkedRank, true
	}
	for w := range strings.FieldsSeq(strings.ToLower(words)) {
		switch strings.Trim(w, ".,:;!()[]") {
		case "rss", "atom", "flux":
			return guessedRank, true
		}
	}
	if strings.Contains(u.Host, "feeds.") && strings.HasSuffix(last, ".xml") {
		return linkedRank, true
	}
	return 0, false
}

// ofComments tells a feed of comments.
func ofComments(c feed.Candidate) bool {
	title := strings.ToLower(c.Title)
	for _, w := range []string{"comment", "commentaire", "kommentar", "comentario", "replies", "réponses"} {
		if strings.Contains(title, w) {
			return true
		}
	}
	to := strings.ToLower(c.URL)
	return strings.Contains(to, "/comments/") || strings.Contains(to, "comments/feed") || strings.Contains(to, "comments-rss") || strings.Contains(to, "feed=comments")
}
