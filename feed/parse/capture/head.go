package capture

import (
	"regexp"
	"strings"

	"griot/feed"
)

// head is what stands before the text of a page.
type head struct {
	title    string
	site     string
	author   string
	masthead feed.Date // of the page, above the headline
	// Beside the byline.
	published, updated feed.Date
	views, comments    int64
	hasViews           bool
	hasComments        bool
	repeated           bool // the headline stands there twice
	navs               int  // lines of menus
	titleAt            int
	end                int   // the first line of the text
	kept               []int // lines of the head that belong to the text: a standfirst
}

// headLimit is how many lines a head may have: menus are long.
const headLimit = 150

// slogan tells what a newspaper says of itself under its name.
var slogan = regexp.MustCompile(`\b(?:actualites?|infos?|informations?|news|journal|newspaper|quotidien|daily|weekly|hebdomadaire|since|depuis|fonde|founded|en temps reel|premier site|voice of|voix d[eu]|portail)\b`)

// readHead finds the headline and what stands around it.
func (p *page) readHead() head {
	limit := p.headZone()
	h := head{titleAt: -1}
	said := make([]mention, limit)
	for i := range limit {
		l := p.lines[i]
		said[i] = p.mention(l)
		if said[i].dateAlone && i < limit && !h.masthead.Known() && l.words <= 9 {
			// Until the headline is known, the first date that stands alone is
			// taken for the masthead's.
			h.masthead = said[i].date
			p.head.masthead = h.masthead // hours ago count from it
		}
		if isNav(l) && !said[i].dateAlone {
			h.navs++
		}
	}
	p.head = h
	h.titleAt = p.findTitle(said)
	p.settleHead(&h, said)
	return h
}

// headZone is the number of lines at the top that may belong to the head: those
// before the first line of prose, and behind a standfirst those up to the byline.
func (p *page) headZone() int {
	limit := min(len(p.lines), headLimit)
	zone := limit
	for i := range limit {
		l := p.lines[i]
		if countedComments.MatchString(l.key) && !p.beginsText(i+1) {
			return i
		}
		if !l.prose() || asksConsent(l.text) {
			continue
		}
		if p.titleBefore(i, limit) {
			continue
		}
		zone = i
		break
	}
	for i := zone + 1; i < min(limit, zone+5); i++ {
		l := p.lines[i]
		if l.words > 25 {
			continue
		}
		if m := p.mention(l); m.byline || m.hasViews && l.words <= 12 {
			return min(limit, i+2)
		}
	}
	return zone
}

// beginsText tells whether a line about the comments is of the byline: the article
// stands behind it, and not a form.
func (p *page) beginsText(i int) bool {
	for _, l := range p.lines[min(i, len(p.lines)):min(i+3, len(p.lines))] {
		if l.prose() {
			return true
		}
		if leaveComment.MatchString(l.key) || invitation.MatchString(l.key) || labels[l.key] || p.isStamp(l) {
			return false
		}
	}
	return false
}

// titleBefore tells whether a long line is a headline after all: it stands there
// again, or a byline follows it at once.
func (p *page) titleBefore(i, limit int) bool {
	if p.lines[i].length() > 250 {
		return false
	}
	for j := max(0, i-12); j < min(limit, i+8); j++ {
		if j != i && alike(p.lines[i], p.lines[j]) {
			return true
		}
	}
	if i+1 < limit && p.lines[i].length() < 170 && !strings.HasSuffix(p.lines[i].text, ".") {
		m := p.mention(p.lines[i+1])
		return m.byline || m.hasViews && p.lines[i+1].words <= 12
	}
	return false
}

// findTitle returns the line of the headline.
func (p *page) findTitle(said []mention) int {
	best, top := -1, -1000.0
	signed := fold(p.signatureSite())
	for i := range said {
		l := p.lines[i]
		s := 0.0
		switch {
		case l.key == "", p.besideTitle(said[i], l):
			continue
		case asksConsent(l.text) && l.prose(), legal.MatchString(l.text):
			continue
		case isNav(l), tools[l.key], isNetwork(l):
			s -= 8
		}
		if share, _ := isShare(l); share {
			continue
		}
		for j := range said {
			if j != i && alike(l, p.lines[j]) && said[j].rest != "" {
				if l.words >= 3 {
					s += 6
				} else {
					s++
				}
				break
			}
		}
		s += p.besideByline(i, said)
		switch {
		case l.words >= 5:
			s += 3
		case l.words >= 3:
			s++
		}
		if l.key == signed && signed != "" {
			s -= 5
		}
		if ticker.MatchString(l.text) {
			s -= 4
		}
		if strings.HasSuffix(l.text, ".") {
			s -= 2
		}
		if l.words <= 12 && slogan.MatchString(l.key) {
			s -= 3
		}
		if l.length() > 220 {
			s -= 4
		}
		if s > top {
			best, top = i, s
		}
	}
	if best < 0 {
		return 0
	}
	return p.firstOf(best)
}

// firstOf goes back from a headline to where it stood first, when only a byline is
// between the two.
func (p *page) firstOf(title int) int {
	for i := title - 1; i >= max(0, title-7) && !isNav(p.lines[i]); i-- {
		if p.lines[i].words >= 2 && alike(p.lines[i], p.lines[title]) {
			return i
		}
	}
	return title
}

// besideTitle tells a line that says who, when or how many, and is no title.
func (p *page) besideTitle(m mention, l line) bool {
	counted := m.hasViews || m.hasComments || m.minutes
	switch {
	case m.dateAlone, m.byline && l.words < 25:
		return true
	case counted:
		return m.date.Known() || residue(m.rest) || l.words < 8 && p.name(m.rest) != ""
	case m.date.Known():
		return dateWords.MatchString(l.text) && l.words < 14
	}
	return false
}

// besideByline weighs how near a line stands to the byline.
func (p *page) besideByline(i int, said []mention) float64 {
	bylineAt := func(j int) bool {
		return j >= 0 && j < len(said) && (said[j].byline || said[j].hasViews) && p.lines[j].words <= 20
	}
	switch {
	case bylineAt(i + 1), bylineAt(i + 2): // a standfirst may stand between them
		return 4
	case bylineAt(i + 3):
		return 3
	case bylineAt(i - 1):
		return 2
	case i > 1 && i+1 < len(said) && said[i+1].dateAlone:
		return 2
	}
	return 0.01 * float64(i) // else the last one is nearest to the text
}

// settleHead fills the head in, once its headline is known.
func (p *page) settleHead(h *head, said []mention) {
	title := p.lines[h.titleAt]
	last := h.titleAt
	unsaid := "" // what may be the author's name
	h.title = title.text
	h.masthead = feed.Date{}
	for i := range said {
		l, m := p.lines[i], said[i]
		if i != h.titleAt && alike(l, title) && l.words >= 2 {
			h.repeated = true
			h.title = betterTitle(h.title, l.text)
			if i > last && i-last < 12 {
				last = i
			}
			continue
		}
		if i < h.titleAt {
			if m.date.Known() && (m.dateAlone || l.words <= 9) && !h.masthead.Known() {
				h.masthead = m.date
			}
			p.takeCounts(h, m, l)
			if m.byline && h.author == "" && h.titleAt-i <= 4 {
				h.author = m.author
			}
			continue
		}
		if i == h.titleAt {
			continue
		}
		if !p.aboutArticle(m, l) {
			// A name may stand between the headline and the counts without "By".
			if i == h.titleAt+1 && i+1 < len(said) && l.words <= 4 && !isNav(l) && residue(said[i+1].rest) && p.aboutArticle(said[i+1], p.lines[i+1]) {
				unsaid = p.name(m.rest)
			}
			continue
		}
		p.takeCounts(h, m, l)
		p.takeByline(h, m, l)
		if i > last {
			last = i
		}
	}
	h.author = either(h.author, unsaid)
	h.end = last + 1
	for i := h.titleAt + 1; i < last; i++ {
		if l := p.lines[i]; l.words >= 4 && !p.aboutArticle(said[i], l) && !alike(l, title) && !p.furniture(l) {
			h.kept = append(h.kept, i)
		}
	}
}

// aboutArticle tells whether a line under the headline is one of the byline's.
func (p *page) aboutArticle(m mention, l line) bool {
	if l.prose() && !m.byline {
		return false
	}
	switch {
	case m.byline, m.dateAlone:
		return true
	case m.hasViews, m.hasComments, m.minutes:
		// A sentence of the text may count readers too.
		return residue(m.rest) || l.words <= 14 && (m.date.Known() || p.name(m.rest) != "" || l.words <= 8 && !l.ended())
	case m.date.Known():
		return l.words <= 14 && p.name(m.rest) != "" || dateWords.MatchString(l.text)
	}
	return false
}

func (p *page) takeCounts(h *head, m mention, l line) {
	if l.words > 20 && !m.byline && !residue(m.rest) {
		return
	}
	if m.hasViews && !h.hasViews {
		h.views, h.hasViews = m.views, true
	}
	if m.hasComments && !h.hasComments {
		h.comments, h.hasComments = m.comments, true
	}
}

func (p *page) takeByline(h *head, m mention, l line) {
	switch {
	case !m.date.Known():
	case m.updating && !h.updated.Known():
		h.updated = m.date
	case !m.updating && !h.published.Known():
		h.published = m.date
		if m.other.Known() && !h.updated.Known() {
			h.updated = m.other
		}
	}
	if h.author != "" {
		return
	}
	if m.byline {
		h.author = m.author
	} else if !m.prefixed && (m.hasViews || m.date.Known() || m.hasComments) {
		h.author = p.name(m.rest)
	}
}

// asksConsent tells a line about cookies or scripts.
func asksConsent(s string) bool { return consent.MatchString(s[:min(len(s), maxKey)]) }

// furniture tells a line of the page that is never of the text.
func (p *page) furniture(l line) bool {
	share, _ := isShare(l)
	return share || isNav(l) || tools[l.key] || isNetwork(l) || legal.MatchString(l.text) || asksConsent(l.text) && l.words > 4
}

// betterTitle chooses between two spellings of one headline: the one that is not
// shouted, the one that is whole.
func betterTitle(a, b string) string {
	cut := func(s string) bool { return strings.HasSuffix(s, "…") || strings.HasSuffix(s, "...") }
	switch {
	case shouted(a) && !shouted(b):
		return b
	case cut(a) && !cut(b) && len(b) > len(a)-4:
		return b
	}
	return a
}
