package capture

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A signature is a name or initials, a slash, the site: "Z. T./Malijet".
var signature = regexp.MustCompile(`^([\pL][\pL .,'’&-]{0,50}?)[\s\x{00A0}]*[/][\s\x{00A0}]*([\pL\d][\pL\d .,'’&-]{1,40}?)[\s\x{00A0}]*$`)

// signatureParts takes a signature apart.
func signatureParts(l line) (name, site string, ok bool) {
	if l.words > 10 || !strings.Contains(l.text, "/") || l.length() > 80 {
		return "", "", false
	}
	m := signature.FindStringSubmatch(l.text)
	if m == nil || !capital(m[1]) || !unicode.IsUpper(opening(m[2])) && !camel(m[2]) && !strings.Contains(m[2], ".") {
		return "", "", false
	}
	site = strings.TrimSpace(m[2])
	if strings.HasSuffix(site, ".") && strings.Count(site, " ") > 3 || strings.Count(m[1], " ") > 5 {
		return "", "", false
	}
	return m[1], strings.TrimSuffix(site, "."), true
}

// signatureAt finds the line that signs the article: one behind some prose, with
// the end of the text or of the page after it, or with a site that the page names
// elsewhere.
func (p *page) signatureAt() (at int, site string) {
	if !p.signed.known {
		p.signed.at, p.signed.site = p.findSignature()
		p.signed.known = true
	}
	return p.signed.at, p.signed.site
}

func (p *page) findSignature() (at int, site string) {
	prose := false
	for i, l := range p.lines {
		if l.prose() {
			prose = true
			continue
		}
		if !prose {
			continue
		}
		_, site, ok := signatureParts(l)
		if !ok {
			continue
		}
		if i+1 == len(p.lines) || p.closes(i+1) || p.named(site, i) {
			return i, site
		}
	}
	return -1, ""
}

func (p *page) signatureSite() string {
	_, site := p.signatureAt()
	return site
}

// closes tells whether a line is one of those that follow an article.
func (p *page) closes(i int) bool {
	l := p.lines[i]
	share, _ := isShare(l)
	return share || isNetwork(l) || countedComments.MatchString(l.key) || bareComments[l.key] || leaveComment.MatchString(l.key) ||
		invitation.MatchString(l.key) || related.MatchString(l.key) || topics.MatchString(l.text) || legal.MatchString(l.text) && l.words <= 25
}

// named tells whether a line of the head is this name.
func (p *page) named(site string, before int) bool {
	key := fold(site)
	for _, l := range p.lines[:min(before, 40)] {
		if l.key == key {
			return true
		}
	}
	return false
}

var (
	welcome  = regexp.MustCompile(`(?i)^(?:bienvenue (?:sur|à|dans)|welcome to|logo(?: de| du)?)[\s\x{00A0}]+`)
	siteMark = regexp.MustCompile(`(?i)\.(?:com|net|org|info|ml|fr|news|co\.uk|sn|ci|bf|ne|africa|example|tv|be|ch|ca)$`)
	rights   = regexp.MustCompile(`(?i)(?:©|\(c\)|copyright)[\s\x{00A0}]*(?:\d{4}(?:[\s\x{00A0}]*[-–][\s\x{00A0}]*\d{4})?)?[\s\x{00A0},.-]*([\pL\d][^.|,–—·•©]{1,40}?)[\s\x{00A0}]*(?:$|[.|,–—·•-]|\d{4}|tous droits|all rights)`)
)

// findSite finds the name of the site: above the headline, in the signature, in
// the lines about rights, or repeated behind the headline.
func (p *page) findSite() string {
	h := &p.head
	_, signed := p.signatureAt()
	owner := p.owner()
	best, top := "", 0.0
	consider := func(name string, weight float64) {
		key := fold(name)
		if key == "" || navigation[key] || tools[key] || networks[key] || utf8.RuneCountInString(name) > 60 || !hasLetter(name) {
			return
		}
		if key == fold(signed) || squeeze(key) == squeeze(fold(signed)) && signed != "" {
			weight += 5
		}
		if key == fold(h.author) {
			weight += 4
		}
		if owner != "" && squeeze(key) == squeeze(fold(owner)) {
			weight += 4
		}
		if siteMark.MatchString(name) {
			weight += 2
		}
		weight += float64(min(p.mentions(key), 3))
		if weight > top || weight == top && shouted(best) && !shouted(name) {
			best, top = name, weight
		}
	}
	for i := range h.titleAt {
		p.considerLine(i, consider)
	}
	if i := h.titleAt; i < len(p.lines) {
		for _, l := range p.lines[:min(len(p.lines), h.end)] {
			if name, ok := titleSuffix(l, h.title); ok {
				consider(name, 3)
			}
		}
	}
	if best == "" || top < 5 && signed != "" && !strings.EqualFold(best, signed) {
		best = either(signed, best)
	}
	best = either(best, owner)
	for _, name := range []string{signed, owner, h.author} {
		if shouted(best) && name != "" && strings.EqualFold(name, best) {
			best = name
		}
	}
	// "By Lena Ford, North Bank Times"
	if name, of, ok := cutLast(h.author, best); ok {
		h.author = name
		if shouted(best) {
			best = of
		}
	}
	return best
}

// cutLast takes a site's name off the end of an author's.
func cutLast(author, site string) (name, of string, ok bool) {
	if site == "" || len(author) <= len(site)+2 || !strings.EqualFold(author[len(author)-len(site):], site) {
		return "", "", false
	}
	of = author[len(author)-len(site):]
	rest := strings.TrimRight(author[:len(author)-len(site)], edges)
	for _, small := range []string{" pour", " for", " de", " of", " from", " at"} {
		rest = strings.TrimSuffix(rest, small)
	}
	rest = strings.TrimRight(rest, edges)
	return rest, of, rest != "" && rest != author[:len(author)-len(site)]
}

// considerLine offers what a line above the headline may say of the site.
func (p *page) considerLine(i int, consider func(string, float64)) {
	l := p.lines[i]
	m := p.mention(l)
	if m.dateAlone || m.byline || m.hasViews || l.prose() || isTrail(l) || ticker.MatchString(l.text) || isNetwork(l) || tools[l.key] ||
		alike(l, p.lines[p.head.titleAt]) && l.words >= 2 || legal.MatchString(l.text) {
		return
	}
	if m.date.Known() && l.words > 3 { // "Harbour Courier - Saturday, 21 February 2026"
		consider(m.rest, 1)
		return
	}
	name := welcome.ReplaceAllString(l.text, "")
	parts := navParts(name)
	if len(parts) > 1 {
		for _, part := range parts {
			consider(part, 0.5)
		}
		return
	}
	weight := 1.0
	if l.words <= 4 {
		weight++
	}
	if l.words > 8 {
		weight -= 2
	}
	if isMenu(l) { // or a paper of that name, which something else must tell
		weight -= 3
	}
	if l.words <= 6 && hasWord(l.key, papers) {
		weight += 1.5
	}
	switch before := i == 0 || isNav(p.lines[i-1]) || p.mention(p.lines[i-1]).dateAlone; {
	case before && i > 0 && isNav(p.lines[i+1]) && !isTrail(p.lines[i+1]) && isNav(p.lines[i-1]): // a word of the menu
		weight -= 2
	case before: // a section's name stands nearer to the headline
		weight += 1.5
	case i == p.head.titleAt-1:
		weight++
	}
	for _, separator := range []string{" - ", " – ", " — ", " : "} { // "Malijet - L'actualité du Mali"
		if before, _, ok := strings.Cut(name, separator); ok && strings.Count(before, " ") < 4 {
			consider(strings.TrimSpace(before), weight+0.5)
			return
		}
	}
	consider(name, weight)
}

// hasWord tells whether one of the words of a name is in a set.
func hasWord(key string, set phrases) bool {
	for w := range strings.FieldsSeq(key) {
		if set[w] {
			return true
		}
	}
	return false
}

// titleSuffix returns what follows the headline in a line that repeats it:
// "Headline - Site".
func titleSuffix(l line, title string) (string, bool) {
	rest, ok := strings.CutPrefix(l.text, title)
	if !ok || rest == "" {
		return "", false
	}
	trimmed := strings.TrimLeft(rest, " \u00a0|-–—:•·")
	if trimmed == rest || trimmed == "" || strings.Count(trimmed, " ") > 5 {
		return "", false
	}
	return trimmed, true
}

// owner is who claims the rights at the foot of the page.
func (p *page) owner() string {
	for i := len(p.lines) - 1; i >= max(0, len(p.lines)-40); i-- {
		if p.lines[i].words > 40 {
			continue
		}
		if m := rights.FindStringSubmatch(p.lines[i].text); m != nil && !isNav(line{text: m[1], key: fold(m[1]), words: 1}) {
			return strings.TrimSpace(m[1])
		}
	}
	return ""
}

// mentions counts the short lines around the text that name key.
func (p *page) mentions(key string) int {
	n := 0
	for i, l := range p.lines {
		if l.key == "" || i >= p.head.end && i < p.tail.start {
			continue
		}
		if l.words <= 25 && strings.Contains(" "+l.key+" ", " "+key+" ") {
			n++
		}
	}
	return n - 1
}

// squeeze compares names written with and without blanks: Mali Jet, malijet.com.
func squeeze(key string) string {
	s := strings.ReplaceAll(key, " ", "")
	for _, end := range []string{"com", "net", "org", "info"} {
		if t := strings.TrimSuffix(s, end); t != s && len(t) > 3 {
			return t
		}
	}
	return s
}

func hasLetter(s string) bool { return strings.IndexFunc(s, unicode.IsLetter) >= 0 }

func either(a, b string) string {
	if a != "" {
		return a
	}
	return b
}
