package capture

import (
	"strings"

	"griot/feed"
)

// tail is what stands behind the text of a page.
type tail struct {
	start           int // the first line that is not of the text
	commentsAt      int // the line behind which comments may stand; -1 for none
	share           bool
	comments        bool // there is a place for comments
	commentsCounted bool
	count           int64
	invited         bool // the page says that there is none yet
	legal           bool
	topics          []string
	published       feed.Date
	views           int64
	hasViews        bool
	dropped         map[int]bool // lines within the text that are the page's
}

// markKind is what a line behind a text is.
type markKind uint8

const (
	unmarked markKind = iota // not looked at yet
	noMark
	shareMark
	commentsMark
	relatedMark
	legalMark
	topicsMark
)

// mark tells what a line behind a text is, with what stands near it as a witness:
// "Partager" alone may be a heading of the text.
func (p *page) mark(i int) markKind {
	if p.marks[i] == unmarked {
		p.marks[i] = p.readMark(i)
	}
	return p.marks[i]
}

func (p *page) readMark(i int) markKind {
	l := p.lines[i]
	if l.words > 30 || l.key == "" && !legal.MatchString(l.text) {
		return noMark
	}
	if _, bullet := l.item(); bullet != 0 {
		return noMark
	}
	if is, certain := isShare(l); is && p.witnessed(i, certain) {
		return shareMark
	}
	next := i+1 < len(p.lines)
	switch {
	case isNetwork(l) && (l.words >= 3 || next && isNetwork(p.lines[i+1])) && !p.inItems(i):
		return shareMark
	case p.countsComments(l), leaveComment.MatchString(l.key), invitation.MatchString(l.key) && l.words <= 18:
		return commentsMark
	case bareComments[l.key] && p.commentsFollow(i):
		return commentsMark
	case legal.MatchString(l.text) && (strings.Contains(l.text, "©") || l.words <= 14):
		return legalMark
	case topics.MatchString(l.text) && l.words <= 20 && !l.ended():
		return topicsMark
	case related.MatchString(l.key) && l.words <= 10 && !l.ended() && next:
		return relatedMark
	}
	return noMark
}

// countsComments tells a line that gives the number of comments. What they are
// said to be on is the headline: "12 comments a minute" is a heading of the text.
func (p *page) countsComments(l line) bool {
	m := countedComments.FindStringSubmatch(l.key)
	if m == nil {
		return false
	}
	on := m[len(m)-1]
	return on == "" || strings.Contains(fold(p.head.title), on) || strings.Contains(on, fold(p.head.title))
}

// inItems tells whether the line goes on a list's item.
func (p *page) inItems(i int) bool {
	if i == 0 || p.lines[i].gap > 0 {
		return false
	}
	_, bullet := p.lines[i-1].item()
	return bullet != 0
}

// witnessed tells whether the names of networks or the place for comments follow
// a line about sharing. A line that goes on in prose is of the text.
func (p *page) witnessed(i int, certain bool) bool {
	if p.inItems(i) {
		return false
	}
	named := 0
	for w := range strings.FieldsSeq(p.lines[i].key) {
		if networks[w] {
			named++
		}
	}
	if named > 0 {
		return true
	}
	reach := 1
	if certain {
		reach = 3
	}
	for j := i + 1; j < min(len(p.lines), i+1+reach); j++ {
		if isNetwork(p.lines[j]) || p.closes(j) || isNumber(p.lines[j].key) {
			return true
		}
		if p.lines[j].prose() {
			return false
		}
	}
	return i+1 >= len(p.lines) || certain && p.lines[i].gap > 0 && !p.prosePast(i)
}

// prosePast tells whether there is prose behind a line.
func (p *page) prosePast(i int) bool {
	for _, l := range p.lines[i+1:] {
		if l.prose() {
			return true
		}
	}
	return false
}

// commentsFollow tells whether what stands behind a bare heading is a place for
// comments.
func (p *page) commentsFollow(i int) bool {
	for j := i + 1; j < min(len(p.lines), i+8); j++ {
		l := p.lines[j]
		if leaveComment.MatchString(l.key) || invitation.MatchString(l.key) || formNote.MatchString(l.key) || isNumber(l.key) || p.isStamp(l) {
			return true
		}
		if labels[l.key] && j+1 < len(p.lines) && labels[p.lines[j+1].key] {
			return true
		}
	}
	return i+1 >= len(p.lines)
}

// isStamp tells a line with a name and a date, as a comment has above it.
func (p *page) isStamp(l line) bool {
	_, ok := p.stamp(l)
	return ok
}

// readTail finds where the text ends.
func (p *page) readTail(from int) tail {
	t := tail{start: len(p.lines), commentsAt: -1, dropped: map[int]bool{}}
	for i := from; i < len(p.lines); i++ {
		k := p.mark(i)
		if k == noMark || i == from && k != commentsMark && k != legalMark {
			if k != noMark {
				p.dropBox(&t, i)
			}
			continue
		}
		if k == shareMark || k == relatedMark {
			if p.goesOn(i, from) {
				p.dropBox(&t, i)
				continue
			}
		}
		t.start = i
		break
	}
	p.cutAtSignature(&t, from)
	p.scanTail(&t)
	p.backUp(&t, from)
	return t
}

// goesOn tells whether the text goes on behind a box about sharing or about other
// articles: its signature, two paragraphs and then the real end, or no text before it.
func (p *page) goesOn(i, from int) bool {
	if at, _ := p.signatureAt(); at > i && !p.commentsBetween(i, at) {
		return true
	}
	before := false
	for _, l := range p.lines[from:i] {
		if l.words >= 5 {
			before = true
		}
	}
	prose := 0
	for j := i + 1; j < len(p.lines); j++ {
		if p.lines[j].prose() {
			prose++
			continue
		}
		switch k := p.mark(j); {
		case k == shareMark && isNetwork(p.lines[j]), k == noMark:
		case k == commentsMark, k == shareMark:
			return prose >= 2
		case k == relatedMark || k == legalMark:
			return !before && prose >= 1
		}
		if _, _, ok := signatureParts(p.lines[j]); ok && prose >= 1 {
			return true
		}
	}
	return !before && prose >= 1
}

func (p *page) commentsBetween(from, to int) bool {
	for i := from; i < to; i++ {
		if p.mark(i) == commentsMark {
			return true
		}
	}
	return false
}

// dropBox takes a box out of the text: its heading, and the names of networks or
// the titles of other articles behind it.
func (p *page) dropBox(t *tail, i int) {
	t.dropped[i] = true
	others := p.mark(i) == relatedMark
	for j := i + 1; j < min(len(p.lines), i+10); j++ {
		l := p.lines[j]
		if !isNetwork(l) && !isNumber(l.key) && !tools[l.key] && !(others && p.otherTitle(j, i+1)) {
			break
		}
		t.dropped[j] = true
	}
}

// otherTitle tells whether a line of a box that begins at first is the title of
// another article: a list item, or a short line with no text of its own behind it.
func (p *page) otherTitle(i, first int) bool {
	l := p.lines[i]
	_, _, signed := signatureParts(l)
	if signed || l.prose() || l.closed() && !strings.HasSuffix(l.text, "?") {
		return false
	}
	if i == first {
		return true
	}
	apart := p.lines[first].gap == 0 && l.gap > 0
	return !apart && (i+1 >= len(p.lines) || !p.lines[i+1].prose())
}

// cutAtSignature ends the text behind its signature, where no prose follows or
// the signature names the site.
func (p *page) cutAtSignature(t *tail, from int) {
	at, site := p.signatureAt()
	if at < from || at+1 >= t.start {
		return
	}
	for i := at + 1; i < t.start; i++ {
		if p.lines[i].prose() && !p.named(site, at) {
			return
		}
	}
	t.start = at + 1
}

// scanTail reads what the tail says.
func (p *page) scanTail(t *tail) {
	for i := t.start; i < len(p.lines); i++ {
		l := p.lines[i]
		k := p.mark(i)
		switch k {
		case shareMark:
			t.share = true
		case legalMark:
			t.legal = true
		case topicsMark:
			if len(t.topics) == 0 && t.commentsAt < 0 {
				t.topics = splitTopics(topics.FindStringSubmatch(l.text)[1])
			}
		case commentsMark:
			t.comments = true
			if t.commentsAt < 0 {
				t.commentsAt = i
			}
			if invitation.MatchString(l.key) {
				t.invited = true
			}
			if m := countedComments.FindStringSubmatch(l.key); m != nil && !t.commentsCounted {
				n, ok := number(l.text, digitsIn(l.text))
				if ok {
					t.count, t.commentsCounted = n, true
				}
			}
			continue
		}
		if t.commentsAt >= 0 {
			continue
		}
		m := p.mention(l)
		if m.hasViews && l.words <= 8 && !t.hasViews {
			t.views, t.hasViews = m.views, true
		}
		if m.date.Known() && !m.updating && l.words <= 10 && dateWords.MatchString(l.text) && !t.published.Known() {
			t.published = m.date
		}
	}
}

// digitsIn is where the number of a line stands, in the form that number takes.
func digitsIn(s string) []int {
	from := strings.IndexAny(s, "0123456789")
	if from < 0 {
		return []int{0, 0, -1, -1}
	}
	to := strings.LastIndexAny(s, "0123456789") + 1
	return []int{from, to, -1, -1}
}

// backUp moves the end of the text before lines that only count or date it.
func (p *page) backUp(t *tail, from int) {
	for t.start > from {
		l := p.lines[t.start-1]
		if tools[l.key] {
			t.start--
			continue
		}
		m := p.mention(l)
		counted := m.hasViews && residue(m.rest)
		dated := m.date.Known() && residue(m.rest) && dateWords.MatchString(l.text)
		if !counted && !dated {
			return
		}
		if counted && !t.hasViews {
			t.views, t.hasViews = m.views, true
		}
		if dated && !m.updating && !t.published.Known() {
			t.published = m.date
		}
		t.start--
	}
}

func splitTopics(s string) []string {
	var out []string
	for topic := range strings.FieldsFuncSeq(s, func(r rune) bool { return r == ',' || r == ';' || r == '|' || r == '•' || r == '#' }) {
		if topic = strings.TrimSpace(topic); topic != "" && len(out) < 20 {
			out = append(out, topic)
		}
	}
	return out
}
