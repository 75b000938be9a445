package capture

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"griot/feed"
	"griot/feed/parse/date"
)

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

// inner takes the signs off the ends of a name, but for a bracket that closes one
// within it.
func inner(s string) string {
	t := strings.Trim(s, edges)
	if strings.Count(t, "(") > strings.Count(t, ")") {
		t += ")"
	}
	return t
}

// mention takes a line of the head apart.
func (p *page) mention(l line) mention {
	m := mention{}
	if len(l.key) == 0 || l.length() > 200 {
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
	} else if c := countedComments.FindStringSubmatch(l.key); c != nil && c[1] != "" { // "Comments: 2"
		if n, ok := number(s, digitsIn(s)); ok {
			m.comments, m.hasComments = n, true
			s = ""
		}
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

// residue tells whether nothing but small words is left of a line.
func residue(rest string) bool {
	key := fold(rest)
	if key == "" {
		return true
	}
	for w := range strings.FieldsSeq(key) {
		switch w {
		case "le", "on", "at", "a", "the", "et", "and", "gmt", "utc", "heure", "heures", "h", "par", "by", "publie", "published", "bonjour", "nous", "sommes",
			"ce", "today", "aujourd", "hui", "is", "temps", "lecture", "updated", "modified", "posted", "mis", "mise", "jour", "modifie", "actualise":
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

// own takes a name out of what a byline says of who bears it: "Ada Lovelace,
// Political Editor", "Ada Lovelace (in Paris)".
func own(s string) string {
	if i := strings.IndexByte(s, '('); i > 2 {
		s = s[:i]
	}
	if name, role, ok := strings.Cut(s, ", "); ok && (hasWord(fold(role), roles) ||
		!capital(role) && strings.Count(role, " ") < 3 && !strings.HasSuffix(role, ".") && !hasWord(fold(role), conjunctions)) {
		s = name
	}
	return strings.Trim(s, edges)
}

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
	s = own(strings.Join(strings.Fields(s), " "))
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
	case strings.ContainsAny(s, "@_") && len(words) <= 2, siteMark.MatchString(s) && !strings.Contains(s, " "):
		return s
	}
	lower, small := 0, 0
	for _, w := range strings.Fields(s) {
		r := opening(w)
		switch {
		case !unicode.IsLower(r) || camel(w):
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

// conjunctions go on with another name.
var conjunctions = setOf(`et, and, avec, with, y, und, e`)

// roles are words for what an author is.
var roles = setOf(`editor, correspondent, reporter, writer, journalist, columnist, contributor, analyst, staff, intern, photographer, journaliste, redacteur, redactrice,
	correspondant, correspondante, envoye, envoyee, chroniqueur, chroniqueuse, stagiaire, editorialiste, photographe, reporters, editors, correspondents`)

// particle holds the small words of names and of bylines with several.
var particle = setOf(`de, du, des, la, le, el, al, ag, ould, ben, bin, ibn, van, von, der, den, di, da, dos, y, et, and, with, avec, pour, for, in, a, à, of, the, en, et, de la, d`)
