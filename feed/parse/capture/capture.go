// Package capture reads plain text: what a person gets by selecting and copying
// a whole news page, whose article is taken out of the page's furniture, and any
// other text, of which nothing is lost.
//
// Which of the two a text is, and what each of its lines is, is decided by
// evidence that adds up: a repeated headline, a byline with a count of readers,
// menus, the names of networks, a number of comments. No single word decides.
package capture

import (
	"strings"
	"time"

	"griot/feed"
)

// Page is what a text says.
type Page struct {
	Captured  bool   // it is a news page; otherwise only Title, Language and Content are set
	Site      string // the name of the site
	Title     string
	Author    string
	Published feed.Date
	Updated   feed.Date
	Language  string // BCP 47; empty when unsure
	Content   string // HTML; to be cleaned like any other
	Topics    []string

	Views        feed.Count
	CommentCount feed.Count
	Comments     []feed.RemoteComment
}

// threshold is how much evidence makes a text a captured page: a byline with
// readers, or two of the lesser signs.
const threshold = 3.0

// Read reads a text. Seen is when it was read, which dates its counts and, where
// the page itself bears no date, words like "2 hours ago".
func Read(text string, seen time.Time) Page {
	lines := unwrap(readLines(text))
	if len(lines) == 0 {
		return Page{}
	}
	p := newPage(lines, seen)
	if len(text) > maxPage || len(lines) > maxLines || !p.captured() {
		return p.plainText()
	}
	return p.article()
}

// No page is longer, however many its comments; longer texts are only texts.
const (
	maxPage  = 1 << 20 // bytes
	maxLines = 15_000
)

// captured reads a text as a page, and tells whether it is one.
func (p *page) captured() bool {
	p.head = p.readHead()
	p.tail = p.readTail(p.head.end)
	p.head.site = p.findSite()
	return p.evidence() >= threshold
}

// page is a text on its way to an article.
type page struct {
	lines    []line
	marks    []markKind // of the lines, as far as they are known
	language string
	seen     time.Time
	head     head
	tail     tail
	signed   struct {
		known bool
		at    int // -1 for none
		site  string
	}
}

func newPage(lines []line, seen time.Time) *page {
	p := &page{lines: lines, marks: make([]markKind, len(lines)), seen: seen}
	var b strings.Builder
	for _, l := range lines {
		if b.Len() > sample {
			break
		}
		if l.words > 5 {
			b.WriteString(l.text)
			b.WriteByte('\n')
		}
	}
	p.language = Language(b.String())
	return p
}

// evidence adds up what speaks for a captured page.
func (p *page) evidence() float64 {
	h, t := &p.head, &p.tail
	sum := 0.0
	add := func(ok bool, weight float64) {
		if ok {
			sum += weight
		}
	}
	add(h.masthead.Known(), 1.5)
	add(h.hasViews, 2)
	add(h.author != "", 1.5)
	add(h.repeated, 2)
	add(h.published.Known(), 0.5)
	add(h.navs >= 2, 1.5)
	add(h.navs >= 5, 1)
	add(t.share, 1.5)
	add(t.comments, 1.5)
	add(t.commentsCounted || t.invited, 1)
	add(t.legal, 1)
	add(p.signatureSite() != "", 1)
	// A signature, a date and a heading that somebody wrote are in letters too:
	// without a trace of a page around it a text is a text.
	if !h.repeated && h.navs < 2 && !h.hasViews && !t.share && !t.comments {
		return 0
	}
	return sum
}

// article makes an article of a captured page.
func (p *page) article() Page {
	h, t := &p.head, &p.tail
	out := Page{
		Captured: true, Site: h.site, Title: h.title, Author: h.author, Language: p.language,
		Published: h.published, Updated: h.updated, Topics: t.topics,
	}
	if !out.Published.Known() {
		out.Published = t.published
	}
	if !out.Published.Known() && h.masthead.Known() {
		out.Published = feed.Day(h.masthead.Instant().Date())
	}
	if h.hasViews {
		out.Views = feed.CountOf(h.views, feed.OriginPage, p.seen)
	} else if t.hasViews {
		out.Views = feed.CountOf(t.views, feed.OriginPage, p.seen)
	}
	body := p.bodyLines()
	out.Content = composer{page: true}.html(body)
	out.Comments = p.readComments()
	switch {
	case t.commentsCounted:
		out.CommentCount = feed.CountOf(t.count, feed.OriginPage, p.seen)
	case len(out.Comments) > 0:
		out.CommentCount = feed.CountOf(int64(len(out.Comments)), feed.OriginPage, p.seen)
	case h.hasComments:
		out.CommentCount = feed.CountOf(h.comments, feed.OriginPage, p.seen)
	case t.invited:
		out.CommentCount = feed.CountOf(0, feed.OriginPage, p.seen)
	}
	return out
}

// bodyLines are the lines of the article itself: the standfirst, and what stands
// between head and tail without the page's furniture.
func (p *page) bodyLines() []line {
	var body []line
	for _, i := range p.head.kept {
		l := p.lines[i]
		l.lead = true
		body = append(body, l)
	}
	started := false
	for i := p.head.end; i < p.tail.start; i++ {
		l := p.lines[i]
		if p.tail.dropped[i] || inline.MatchString(l.text) {
			continue
		}
		if tools[l.key] && (l.gap > 0 || !started) || !started && (isNetwork(l) || isNav(l)) {
			continue
		}
		if !started {
			l.gap = max(l.gap, 1)
		}
		started = true
		l.lead = p.head.author != "" && l.key == fold(p.head.author) || p.head.site != "" && l.key == fold(p.head.site)
		body = append(body, l)
	}
	return body
}

// maxTitle is how long a title that is cut out of a paragraph is, in characters.
const maxTitle = 120

// plainText makes an article of a text that is no page: its first line is the
// title, and everything else is kept.
func (p *page) plainText() Page {
	first := p.lines[0]
	rest := p.lines[1:]
	title := first.text
	if len(rest) > 0 && isRule(rest[0].text) && rest[0].gap == 0 {
		rest = rest[1:] // the line that underlines the title
	}
	if first.length() > maxTitle {
		title, rest = firstSentence(first.text), p.lines
	}
	title = strings.TrimSpace(strings.TrimLeft(title, "#"))
	return Page{Title: title, Language: p.language, Content: composer{}.html(rest)}
}

// firstSentence is the first sentence of a paragraph, or what fits of it.
func firstSentence(s string) string {
	for _, end := range []string{". ", "? ", "! ", "… "} {
		if i := strings.Index(s, end); i > 20 && i < maxTitle {
			return s[:i+1]
		}
	}
	runes := []rune(s)
	if len(runes) <= maxTitle {
		return s
	}
	cut := string(runes[:maxTitle])
	if i := strings.LastIndexByte(cut, ' '); i > maxTitle/2 {
		cut = cut[:i]
	}
	return strings.TrimRight(cut, " ,;:-–") + "…"
}
