package parse

import (
	"iter"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"griot/feed/parse/capture"
	"griot/render/plain"
)

// author is who wrote it: the first of those who say so that names somebody, and
// only where none does, the site itself.
func (p *page) author(read, language string) string {
	site := ""
	for raw := range p.bylines(read) {
		switch name := tidyByline(raw, language); {
		case name == "":
		case !p.isSite(name):
			if site == "" || fullName.MatchString(name) {
				return name
			}
		case site == "":
			site = oneLine(raw, 200)
		}
	}
	if site == "" && strings.Contains(read, "://") && unicode.IsLetter([]rune(read)[0]) && !strings.HasPrefix(read, "http") {
		return oneLine(read, 200) // a name with its home page
	}
	return site
}

// fullName is a name of several words.
var fullName = regexp.MustCompile(`^\p{Lu}[\pL.'’-]*(?: (?:\p{Lu}[\pL.'’-]*|de|du|da|di|von|van|der|den|la|le|el|al|y|e|et|and|und|&)){1,7}$`)

// bylines are what may name the author, the likeliest first: what readability
// found, structured data, meta elements, elements that are marked as an author,
// and short texts below the headline that begin with "By".
func (p *page) bylines(read string) iter.Seq[string] {
	return func(yield func(string) bool) {
		all := []string{read}
		if p.article != nil {
			things := append(slices.Clone(p.linked), p.micro...)
			names := append(p.article.names("author", things), p.article.names("creator", things)...)
			all = append(all, strings.Join(slices.Compact(names), ", "))
		}
		all = append(all, p.meta["author"]...)
		for _, name := range []string{"article:author", "dc.creator", "dcterms.creator", "parsely-author", "sailthru.author", "byl", "cxenseparse:author"} {
			all = append(all, p.metas(name))
		}
		for _, s := range p.authors {
			if len(s) <= maxByline {
				all = append(all, s)
			}
		}
		for _, s := range p.visible {
			if s.where == inArticle && !s.loose && !s.heading && !s.label && s.after > 0 && len(s.text) <= maxByline && visibleByline.MatchString(s.text) {
				all = append(all, s.text)
			}
		}
		for _, raw := range all {
			if !yield(raw) {
				return
			}
		}
	}
}

// maxByline is how long the text of a byline may be, in bytes.
const maxByline = 120

// visibleByline is a text that names the author to a person: "By" and a name.
var visibleByline = regexp.MustCompile(`^(?i:by|par|von|por|door|от|texte?|text und fotos?|autor(?:in)?|auteur|author)[\s:]+(?:(?i:dr|prof)\.? )*\p{Lu}\pL*\.?(?:[ -](?:\p{Lu}[\pL.'’]*|de|du|da|di|von|van|der|den|la|le|el|al|y|e|et|and|und|&)){0,7}(?:$|[,|•·–(]| [-|•·–])`)

// tidyByline takes the names out of a byline: without "By", roles, dates, counts
// and accounts. It is empty where nothing of a name is left.
func tidyByline(s, language string) string {
	if s = plain.Line(s); strings.Contains(s, "://") || len(s) > 200 {
		return ""
	}
	s = strings.Trim(apart(s), bylineEdges)
	for bare := ""; bare != s; {
		bare = s
		s = strings.Trim(bylineLabel.ReplaceAllString(bylineVerb.ReplaceAllString(s, ""), ""), bylineEdges)
	}
	if m := portrait.FindStringSubmatch(s); m != nil {
		s = m[1]
	}
	dated := capture.FindDate(s, language).Known()
	if many := strings.FieldsFunc(s, func(r rune) bool { return r == '|' || r == '•' || r == '·' }); len(many) > 1 {
		for _, part := range many {
			if name := tidyByline(part, language); name != "" && !isRole(name) {
				return name
			}
		}
	}
	if bare := byPrefix.ReplaceAllString(s, ""); bracketed.MatchString(bare) && !dated && len(bare) < 100 {
		return bare
	}
	name := balanced(capture.Author(s, language), s)
	if at := dayForms.FindStringSubmatchIndex(s); name == "" && dated && at != nil && at[2] > 0 {
		return tidyByline(s[:at[2]], language)
	}
	if name == "" && s != "" && !dated {
		name = byPrefix.ReplaceAllString(s, "")
	}
	name = strings.Trim(loosePreposition.ReplaceAllString(withoutRole(withoutAccounts(name)), ""), bylineEdges)
	if nobody.MatchString(name) {
		return ""
	}
	return name
}

// bylineEdges are signs that stand around a name.
const bylineEdges = " \t|•·–—-→»›,;:"

var (
	// bylineLabel is what is written before a name with a colon, bylineVerb what
	// is written before "by" and a name.
	bylineLabel = regexp.MustCompile(`(?i)^(?:about the author|(?:(?:artikel|article|text|texte|texto|testo|fotos?|photos?|bild(?:er)?|interview|authors?|autor(?:en|in|es)?|auteure?s?|autore|words|story|reporting|redaktion|recherche|beitrag)(?:\s+(?:von|by|par|de|di|por)\b)?(?:\s*(?:&|und|and|et|y|e|/|,)\s*)?)+)\s*[:–-]\s*`)
	bylineVerb  = regexp.MustCompile(`(?i)^(?:published|posted|written|created|reported|veröffentlicht|publiziert|geschrieben|erstellt|verfasst|eingestellt|gepostet|beitrag|artikel|publiée?|postée?|rédigée?|écrite?|proposée?|publicado|escrito|scritto|pubblicato|zeige alle beiträge|alle beiträge|show all articles|view all posts|all posts)\s+(?:by|of|von|vom|par|por|da|di)[\s:]*|^(?:autor(?:in)?|auteure?)\s+`)
	// portrait is the head of a box about the author.
	portrait = regexp.MustCompile(`(?i)^(?:über|about|à propos de)\s+(\pL.{2,60}?)\s+\d+\s+(?:artikel|articles?|posts?|beiträge)$`)
	// nobody is what stands where an author could.
	nobody           = regexp.MustCompile(`(?i)^(?:by|von|par|name|nom|follow|folgen|suivre|date|datum|author|autor|auteur|authors|no author|unknown|last updated|updated|aktualisiert|stand|quelle|source|view profile(?: follow)?|posted|published|posted on|published (?:on|by)|posted by|publi(?:ziert|é|ée|cado)(?: am| le)?|veröffentlicht(?: am| von)?|erstellt(?: am)?|geschrieben(?: am| von)?|alle beiträge|all posts|about the author|(?:[\d.,]+ )?(?:followers?|abonnés))$`)
	loosePreposition = regexp.MustCompile(`(?i)\s+(?:am|on|at|le|um|à)(?:\s+\d\d?[:.h]\d\d)?$`)
)

// bracketed is a name with others in brackets, or with a bracket inside it.
var bracketed = regexp.MustCompile(`^\pL[^()\d]+ \((?:(?:avec|with|mit|con|com) [^()\d]+\)|[^()\d]+\) \p{Lu}[^()\d]+)$`)

var byPrefix = regexp.MustCompile(`(?i)^(?:by|par|von|por|di|written by|[ée]crit par)[\s:]+`)

// glued is a date that stands against a name or a number: "Ada Quill22 Dec 2016651".
var glued = regexp.MustCompile(`(\d{1,2}\.? \pL{3,9}\.?,? (?:19|20)\d\d)(\d*)`)

// apart puts blanks where a page's elements met without any, and takes off the
// count that stood there.
func apart(s string) string {
	at := glued.FindStringSubmatchIndex(s)
	if at == nil {
		return s
	}
	return strings.TrimSpace(strings.TrimSpace(s[:at[2]]) + " " + s[at[2]:at[3]] + s[at[5]:])
}

// balanced gives a name its closing bracket back.
func balanced(name, from string) string {
	if strings.Count(name, "(") > strings.Count(name, ")") && strings.HasPrefix(from[strings.Index(from, name)+len(name):], ")") {
		return name + ")"
	}
	return name
}

// withoutAccounts takes mail addresses and @accounts off a name that has more.
func withoutAccounts(name string) string {
	words := strings.Fields(name)
	left := slices.DeleteFunc(slices.Clone(words), func(w string) bool { return strings.Contains(w, "@") })
	if len(left) == 0 || len(left) == len(words) {
		return name
	}
	return strings.Trim(strings.Join(left, " "), " ,;-–()")
}

// roleNouns end what somebody is, roleWords may stand before them.
const (
	roleNouns = " editor reporter correspondent writer journalist columnist contributor photographer producer analyst critic journaliste correspondant correspondante rédacteur rédactrice redakteur redakteurin reporterin korrespondent korrespondentin redactor redactora periodista "
	roleWords = " senior staff chief political politics business sports sport science technology tech health education environment culture economics security legal financial diplomatic foreign national international freelance contributing associate assistant deputy managing executive special guest news features investigative climate in at large the our a grand grande chef cheffe adjoint adjointe "
)

func isOf(list, word string) bool {
	return strings.Contains(list, " "+strings.ToLower(strings.Trim(word, ".,"))+" ")
}

// isRole tells words that say what somebody is, and not who.
func isRole(s string) bool {
	words := strings.Fields(s)
	return len(words) > 0 && isOf(roleNouns, words[len(words)-1]) && !slices.ContainsFunc(words[:len(words)-1], func(w string) bool { return !isOf(roleWords, w) })
}

// withoutRole takes a role off the end of a name that is longer than one word.
func withoutRole(name string) string {
	words := strings.Fields(name)
	end := len(words)
	if end < 3 || !isOf(roleNouns, words[end-1]) || !unicode.IsUpper([]rune(words[0])[0]) {
		return name
	}
	for end--; end > 2 && isOf(roleWords, words[end-1]); end-- {
	}
	if end < 2 || isOf(roleWords, words[0]) {
		return name
	}
	return strings.Trim(strings.Join(words[:end], " "), " ,;-–")
}
