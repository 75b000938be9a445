package capture

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"griot/feed"
	"griot/feed/parse/date"
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

// mention is what a line of the head says besides its words.
type mention struct {
	prefixed    bool // it begins with "By" or the like
	byline      bool // and a name follows
	author      string
	views       int64
	hasViews    bool
	comments    int64
	hasComments bool
	date, other feed.Date // the publication, and an update if both are given
	dateAlone   bool      // nothing else is in the line
	updating    bool
	minutes     bool // a reading time
	rest        string
}

var (
	bylineWord = regexp.MustCompile(`(?i)^(?:[ée]crit par|r[ée]dig[ée] par|publi[ée] par|post[ée] par|propos recueillis par|texte(?: de| par)?[\s\x{00A0}]*:?|auteure?[\s\x{00A0}]*:|par[\s\x{00A0}]*:?|written by|posted by|published by|reported by|story by|words by|text by|author[\s\x{00A0}]*:|by[\s\x{00A0}]*:?|von|de notre correspondante?(?: [àa] \pL+)?[\s,]*)[\s\x{00A0}\x{202F}]+`)
	dateWords  = regexp.MustCompile(`(?i)^(?:(?:mis(?:e)? [àa] jour|modifi[ée]e?|actualis[ée]e?|updated|last updated|modified|last modified|publi[ée]e?|published|posted|post[ée]e?|paru|cr[ée][ée]e?|diffus[ée]e?|date|issued|en ligne|mis en ligne|first published)(?: le| on| at| [àa]| depuis)?[\s\x{00A0}]*:?[\s\x{00A0}]*)+`)
	updating   = regexp.MustCompile(`(?i)mis(?:e)? [àa] jour|modifi[ée]|actualis[ée]|updated|modified`)
	nobodies   = regexp.MustCompile(`^(?:(?:la |notre |the |our )?(?:redaction|correspondant|correspondante|correspondent|staff|staff writer|staff reporter|editors|editorial team|editorial board|news desk|newsdesk|web desk|service politique|service economie|desk)|l afp|afp)\b`)
)

// edges are the signs between the parts of a byline.
const edges = " \t\u00a0\u202f|,;:-–—·•/()[]©*"

// read takes a line of the head apart.
func (p *page) mention(l line) mention {
	m := mention{}
	if len(l.key) == 0 || l.length() > 160 {
		return m
	}
	s := l.text
	if n, at, ok := views(s); ok {
		m.views, m.hasViews = n, true
		s = at.cut(s)
	}
	if n, at, ok := commentCount(s); ok {
		m.comments, m.hasComments = n, true
		s = at.cut(s)
	}
	if d, at, ok := findDate(s, p.language); ok {
		before := strings.Trim(s[:at.from], edges)
		m.date, m.updating = d, updating.MatchString(before)
		s = at.cut(s)
		// One line may give both dates; the first publication counts.
		if d2, at2, ok := findDate(s, p.language); ok {
			if m.updating {
				m.date, m.other, m.updating = d2, d, false
			} else {
				m.other = d2
			}
			s = at2.cut(s)
		}
	} else if d, at, ok := relative(s, p.now()); ok && l.words <= 14 {
		m.date = d
		s = at.cut(s)
	}
	if at := readingTime.FindStringIndex(s); at != nil {
		m.minutes = true
		s = span{at[0], at[1]}.cut(s)
	}
	s = strings.Trim(s, edges)
	// "Published on Friday by Ada": what is said of the date stands before the name.
	for _, s := range []string{s, undated(s)} {
		if loc := bylineWord.FindStringIndex(s); loc != nil && !m.byline {
			m.prefixed = true
			if name := p.name(s[loc[1]:]); name != "" {
				m.byline, m.author = true, name
			}
		}
	}
	m.rest = strings.Trim(dateWords.ReplaceAllString(s, ""), edges)
	m.dateAlone = m.date.Known() && residue(m.rest)
	return m
}

// undated takes the words around a date off the front of a line.
func undated(s string) string {
	s = strings.Trim(dateWords.ReplaceAllString(s, ""), edges)
	for {
		w, rest, ok := strings.Cut(s, " ")
		if !ok || !date.Weekday(strings.Trim(w, ".,")) && fold(w) != "le" && fold(w) != "on" {
			return s
		}
		s = strings.TrimLeft(rest, edges)
	}
}

// slogan tells what a newspaper says of itself under its name.
var slogan = regexp.MustCompile(`\b(?:actualites?|infos?|informations?|news|journal|newspaper|quotidien|daily|weekly|hebdomadaire|since|depuis|fonde|founded|en temps reel|premier site|voice of|voix d[eu]|portail)\b`)

// residue tells whether nothing but small words is left of a line.
func residue(rest string) bool {
	key := fold(rest)
	if key == "" {
		return true
	}
	for w := range strings.FieldsSeq(key) {
		switch w {
		case "le", "on", "at", "a", "the", "et", "and", "gmt", "utc", "heure", "heures", "h", "par", "by", "publie", "published", "bonjour", "nous", "sommes",
			"ce", "today", "aujourd", "hui", "is", "temps", "lecture":
		default:
			if !date.Weekday(w) {
				return false
			}
		}
	}
	return true
}

// now is when the page was captured, as far as it says so itself.
func (p *page) now() feed.Date {
	if p.head.masthead.Known() {
		return feed.Day(p.head.masthead.Instant().Date())
	}
	if p.seen.IsZero() {
		return feed.Date{}
	}
	return feed.At(p.seen)
}

// trailing words of a byline that are not of the name.
var afterName = regexp.MustCompile(`(?i)[\s,|·•–—-]+(?:le|on|at|à|publi[ée]e?(?: le)?|published(?: on)?|posted(?: on)?|updated(?: on)?|mis(?:e)? à jour(?: le)?|il y a|in|dans|lu|vu|temps de lecture|reading time)[\s:]*$`)

// name returns the author's name in the rest of a byline, or nothing where it is
// none but the beginning of a sentence: "Par ailleurs", "By the river".
func (p *page) name(s string) string {
	s = strings.Trim(s, edges)
	for {
		cut := strings.Trim(afterName.ReplaceAllString(s, ""), edges)
		if cut == s {
			break
		}
		s = cut
	}
	if i := strings.Index(s, "  "); i > 0 { // where a count was cut out
		s = strings.Trim(s[:i], edges)
	}
	s = strings.Join(strings.Fields(s), " ")
	s = strings.Trim(s, edges)
	key := fold(s)
	words := strings.Fields(key)
	switch {
	case len(words) == 0 || len(words) > 9 || utf8.RuneCountInString(s) > 80:
		return ""
	case strings.HasSuffix(s, "…") || strings.HasSuffix(s, "?") || strings.HasSuffix(s, "!"):
		return ""
	case strings.HasSuffix(s, ".") && len(words) > 3:
		return ""
	case nobodies.MatchString(key):
		return s
	case strings.ContainsAny(s, "@_") && len(words) <= 2:
		return s
	}
	lower, small := 0, 0
	for _, w := range strings.Fields(s) {
		r := opening(w)
		switch {
		case !unicode.IsLower(r):
		case particle[fold(w)] || strings.ContainsAny(w, "'’") && len(w) > 2:
			small++
		default:
			lower++
		}
	}
	if !capital(s) && small == 0 || lower > 1 || lower == 1 && len(words) < 3 || len(words) == lower+small {
		return ""
	}
	return s
}

// particle holds the small words of names and of bylines with several.
var particle = setOf(`de, du, des, la, le, el, al, ag, ould, ben, bin, ibn, van, von, der, den, di, da, dos, y, et, and, with, avec, pour, for, in, a, à, of, the, en, et, de la, d`)

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
	return best
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
		if i == h.titleAt || !p.aboutArticle(m, l) {
			continue
		}
		p.takeCounts(h, m, l)
		p.takeByline(h, m, l)
		if i > last {
			last = i
		}
	}
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
		return l.words <= 14
	case m.date.Known():
		return l.words <= 14 && p.name(m.rest) != "" || dateWords.MatchString(l.text)
	}
	return false
}

func (p *page) takeCounts(h *head, m mention, l line) {
	if l.words > 20 {
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
