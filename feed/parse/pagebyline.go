package parse

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"griot/feed/parse/capture"
	"griot/render/plain"
)

// author is who wrote it: as structured data say, else as the byline does.
func (p *page) author(read, language string) string {
	if name := tidyByline(read, language); name != "" && !strings.EqualFold(name, p.site) {
		return name
	}
	var names []string
	if p.article != nil {
		names = append(p.article.names("author", append(p.linked, p.micro...)), p.article.names("creator", p.linked)...)
	}
	if name := oneLine(strings.Join(slices.Compact(names), ", "), 300); name != "" {
		return first(tidyByline(name, language), name)
	}
	for _, c := range append(p.meta["author"], p.metas("article:author", "dc.creator", "dcterms.creator", "parsely-author", "sailthru.author", "byl", "cxenseparse:author")) {
		if name := tidyByline(c, language); name != "" && !strings.EqualFold(name, p.site) {
			return name
		}
	}
	for _, c := range p.authors {
		if name := capture.Author(apart(plain.Line(c)), language); name != "" && !strings.EqualFold(name, p.site) {
			return name
		}
	}
	for _, s := range p.visible {
		if s.where != inArticle || !s.plain || s.after == 0 || len(s.text) > 120 {
			continue
		}
		if low := strings.ToLower(s.text); strings.HasPrefix(low, "par ") || strings.HasPrefix(low, "by ") {
			if name := capture.Author(apart(s.text), language); name != "" {
				return name
			}
		}
	}
	return oneLine(read, 200)
}

// tidyByline takes the names out of a byline: without "By", roles, dates, counts
// and accounts. It is empty where nothing of a name is left.
func tidyByline(s, language string) string {
	if s = plain.Line(s); strings.Contains(s, "://") || len(s) > 200 {
		return ""
	}
	s = apart(s)
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
	if name == "" && s != "" && !dated {
		name = s
	}
	return withoutRole(withoutAccounts(name))
}

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
