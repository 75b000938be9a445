package parse

import (
	"net/url"
	"slices"
	"strings"
	"unicode"
)

// link is the article's address: the one that the page gives as its true one,
// when that is of the same site, else the one it was fetched from.
func (p *page) link() string {
	here := webAddress(p.in.URL)
	for _, to := range []string{p.canonical, address(p.base, p.metas("og:url")), address(p.base, word(p.article["url"]))} {
		if to == "" {
			continue
		}
		u, err := url.Parse(to)
		if err != nil || here != "" && !sameSite(here, to) {
			continue
		}
		if strings.Trim(u.Path, "/") == "" && here != "" && !isHome(here) {
			continue // a canonical address that names the front page on every page
		}
		return to
	}
	return here
}

func isHome(address string) bool {
	u, err := url.Parse(address)
	return err == nil && strings.Trim(u.Path, "/") == ""
}

func sameSite(a, b string) bool {
	host := func(s string) string {
		u, err := url.Parse(s)
		if err != nil {
			return ""
		}
		h := strings.ToLower(u.Hostname())
		for _, prefix := range []string{"www.", "m.", "amp.", "mobile."} {
			h = strings.TrimPrefix(h, prefix)
		}
		return h
	}
	return host(a) == host(b)
}

// home is the site's front page.
func (p *page) home() string {
	u, err := url.Parse(first(webAddress(p.in.URL), p.link()))
	if err != nil || u.Host == "" {
		return ""
	}
	return webAddress(u.Scheme + "://" + u.Host + "/")
}

// languageOf is the language of the page as it says, the nearest statement first.
func (p *page) languageOf(read string) string {
	return first(language(read), p.pageMeta.language, language(word(p.article["inLanguage"])), language(p.metas("og:locale", "language", "dc.language", "content-language")))
}

// siteName is what the site is called.
func (p *page) siteName(read string) string {
	name := first(p.metas("og:site_name", "og:sitename"), read)
	for _, t := range p.linked {
		if name == "" && t.is("WebSite") {
			name = word(t["name"])
		}
	}
	if name == "" && p.article != nil {
		name = first(word(p.article["isPartOf"]), word(p.article["publisher"]))
	}
	name = first(name, p.metas("application-name", "apple-mobile-web-app-title", "dc.publisher", "publisher"))
	if strings.Contains(name, "://") {
		name = ""
	}
	if name == "" {
		name = p.titleSite()
	}
	return oneLine(name, 200)
}

// titleSeparators stand between a headline and a site's name in a page's title.
var titleSeparators = []string{" | ", " - ", " – ", " — ", " · ", " • ", " » ", " « ", " › ", " :: ", " / ", " ‹ "}

// titleSite is the part of the page's title that is not in the headline on it.
func (p *page) titleSite() string {
	if len(p.headings) == 0 {
		return ""
	}
	for _, s := range titleSeparators {
		before, after, ok := cutLastString(p.title, s)
		if !ok || !strings.EqualFold(strings.TrimSpace(before), p.headings[0]) {
			continue
		}
		if p.isSite(before) { // "Site » Headline", with the site's name on top of the page
			return strings.TrimSpace(before)
		}
		if len(after) < 60 && !slices.Contains(p.headings, after) {
			return after
		}
	}
	return ""
}

func cutLastString(s, sep string) (before, after string, ok bool) {
	i := strings.LastIndex(s, sep)
	if i < 0 {
		return s, "", false
	}
	return s[:i], strings.TrimSpace(s[i+len(sep):]), true
}

// titleOf is the headline without the site's name.
func (p *page) titleOf(read string) string {
	candidates := append([]string{read, word(p.article["headline"]), p.metas("og:title", "twitter:title", "dc.title", "title"), p.title}, p.headings...)
	alone := "" // the site's name, where there is nothing else
	for _, c := range candidates {
		c = headline(c, kindGuess)
		if c = p.withoutSite(c); strings.IndexFunc(c, unicode.IsLetter) < 0 && strings.IndexFunc(c, unicode.IsDigit) < 0 {
			continue
		}
		if strings.EqualFold(c, p.site) && len(p.headings) > 0 {
			alone = first(alone, c)
			continue
		}
		for _, h := range p.headings {
			if sameTitle(h, c) && !p.isSite(h) {
				return p.longerHeading(h, c)
			}
		}
		return c
	}
	return alone
}

// longerHeading is a heading or, where the title hangs another and longer one on
// it, that one: "Announcements - The oldest crane lifts again".
func (p *page) longerHeading(heading, title string) string {
	for _, h := range p.headings {
		if len(h) > len(heading) && strings.HasSuffix(title, " "+h) && !p.isSite(h) {
			return h
		}
	}
	return heading
}

// sameTitle tells whether a heading of the page is the headline as it was
// written: the title without what is hung on it, or with what was cut off.
func sameTitle(h, title string) bool {
	if before, ok := strings.CutSuffix(h, ": "+title); ok && !strings.HasSuffix(before, " ") || strings.HasSuffix(title, "…") && strings.HasPrefix(h, strings.TrimRight(title, "… ")) {
		return true
	}
	for _, s := range titleSeparators {
		if len(h) > 10 && strings.HasPrefix(title, h+s) {
			return true
		}
	}
	return false
}

// withoutSite takes the site's name off either end of a title.
func (p *page) withoutSite(title string) string {
	for _, s := range titleSeparators {
		if before, after, ok := cutLastString(title, s); ok && p.isSite(after) {
			return p.withoutSite(strings.TrimSpace(before))
		}
		if before, after, ok := strings.Cut(title, s); ok && p.isSite(before) {
			return strings.TrimSpace(after)
		}
	}
	if before, after, ok := cutLastString(title, ": "); ok && p.isSite(after) {
		return strings.TrimSpace(before)
	}
	return title
}

// isSite tells whether a part of a title is the site's name, or its host's.
func (p *page) isSite(part string) bool {
	bare := func(s string) string {
		return strings.Map(func(r rune) rune {
			if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
				return -1
			}
			return r
		}, strings.ToLower(strings.TrimPrefix(strings.ToLower(s), "the ")))
	}
	part = bare(part)
	if part == "" {
		return false
	}
	if p.site != "" && part == bare(p.site) {
		return true
	}
	u, err := url.Parse(p.in.URL)
	if err != nil || u.Host == "" {
		return false
	}
	host := strings.TrimPrefix(u.Hostname(), "www.")
	name := host
	if i := strings.LastIndexByte(host, '.'); i > 0 {
		name = host[:i]
	}
	return part == bare(host) || part == bare(name)
}

// categories are the topics that the page names.
func (p *page) categories() []string {
	var out []string
	add := func(s string) {
		if s = oneLine(s, 100); s != "" && len(out) < 30 && !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	add(p.metas("article:section"))
	for _, t := range p.meta["article:tag"] {
		add(t)
	}
	for _, v := range append(list(p.article["articleSection"]), list(p.article["keywords"])...) {
		for s := range strings.SplitSeq(word(v), ",") {
			add(s)
		}
	}
	return out
}
