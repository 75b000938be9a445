package parse

import (
	"net/url"
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/net/html"
)

// maxPager is how many links of a page are looked at for its next page.
const maxPager = 300

// nextWords are what a link to the next page says, besides its number.
var nextWords = []string{"next", "page", "suivant", "suite", "weiter", "nächste", "seite", "siguiente", "página", "próxima", "seguinte", "pagina", "volgende", "successiva", "»", "›", "→"}

// pager keeps links that may lead to the next page of an article.
func (w *walker) pager(n *html.Node, where position) {
	href := strings.TrimSpace(attr(n, "href"))
	if where != inArticle || href == "" || href[0] == '#' || len(w.onward) >= maxPager || strings.Contains(href, "#comment") {
		return
	}
	said := strings.ToLower(shortText(n))
	if said == "" {
		said = strings.ToLower(first(attr(n, "title"), attr(n, "aria-label")))
	}
	_, err := strconv.Atoi(said)
	fits := err == nil || strings.EqualFold(attr(n, "rel"), "next")
	for _, word := range nextWords {
		fits = fits || len(said) < 40 && strings.Contains(said, word)
	}
	if !fits {
		return
	}
	if to := address(w.base, href); to != "" {
		w.onward = append(w.onward, to)
	}
}

// next is the address of the article's next page, when it has several: the
// article's own address with the number of the next page on it, on the same host.
func (p *page) next() string {
	if !p.readOn() {
		return ""
	}
	var here []numbered
	for _, address := range []string{p.in.URL, p.link()} {
		if u, err := url.Parse(address); err == nil && u.Host != "" {
			here = append(append(here, numbered{articleOf(u), 1}), pageNumbers(u)...)
		}
	}
	for _, to := range p.onward {
		u, err := url.Parse(to)
		if err != nil {
			continue
		}
		for _, there := range pageNumbers(u) {
			for _, h := range here {
				if h.article != "" && h.article == there.article && h.n+1 == there.n {
					return to
				}
			}
		}
	}
	return ""
}

// readOn tells whether a page is an article, of which there may be more, rather
// than a list of articles, whose next page has others.
func (p *page) readOn() bool {
	kind := strings.ToLower(p.metas("og:type"))
	return p.article != nil || kind == "article" || p.articles == 1 && kind != "website" && kind != "blog"
}

// numbered is an article's address and one of its pages.
type numbered struct {
	article string // host, path and query
	n       int
}

var (
	wholePart = regexp.MustCompile(`^(?:page|seite|pagina|p)?[-_]?(\d{1,2})$`)
	partsEnd  = regexp.MustCompile(`^(.+?)[-_,.](?:page|seite|pagina|p)?[-_]?(\d{1,2})(\.[a-z]{3,5})?$`)
)

// pageNumbers reads the ways in which an address may name a page: /slug/2,
// /slug/page/2, /slug-2.html, /slug?page=2.
func pageNumbers(u *url.URL) []numbered {
	var found []numbered
	for _, key := range []string{"page", "p", "pg", "pageno", "pagenum", "paged", "seite", "pag"} {
		q := u.Query()
		if n, err := strconv.Atoi(q.Get(key)); err == nil && n > 0 && n < 100 {
			q.Del(key)
			found = append(found, numbered{articleOf(&url.URL{Host: u.Host, Path: u.Path, RawQuery: q.Encode()}), n})
		}
	}
	path := strings.TrimRight(u.Path, "/")
	before, last := path[:strings.LastIndexByte(path, '/')+1], path[strings.LastIndexByte(path, '/')+1:]
	add := func(path, digits string) {
		if n, err := strconv.Atoi(digits); err == nil {
			found = append(found, numbered{articleOf(&url.URL{Host: u.Host, Path: path, RawQuery: u.RawQuery}), n})
		}
	}
	if m := wholePart.FindStringSubmatch(last); m != nil {
		above := strings.TrimRight(before, "/")
		for _, word := range []string{"/page", "/seite", "/pagina", "/p"} {
			above = strings.TrimSuffix(above, word)
		}
		add(above, m[1])
	} else if m := partsEnd.FindStringSubmatch(last); m != nil {
		add(before+m[1]+m[3], m[2])
	}
	return found
}

// articleOf is an address without what varies: the scheme, a slash at the end and
// where the reader came from. A front page is no article and has none.
func articleOf(u *url.URL) string {
	path := strings.TrimRight(u.Path, "/")
	if path == "" {
		return ""
	}
	q := u.Query()
	for key := range q {
		if strings.HasPrefix(key, "utm_") || key == "fbclid" {
			q.Del(key)
		}
	}
	return strings.TrimPrefix(strings.ToLower(u.Host), "www.") + path + "?" + q.Encode()
}
