package parse

import (
	"net/url"
	"regexp"
	"slices"
	"strings"
	"time"

	"griot/feed"
	"griot/feed/parse/date"
)

// publishedNames are the meta elements that carry a date of publication, the
// most exact first.
var publishedNames = []string{
	"article:published_time", "og:article:published_time", "og:published_time", "article:published", "datepublished", "date_published",
	"published_time", "publish_date", "publish-date", "publishdate", "pubdate", "published", "parsely-pub-date", "sailthru.date",
	"dcterms.issued", "dc.date.issued", "dcterms.created", "dc.date.created", "citation_online_date", "citation_publication_date", "dcterms.date", "dc.date",
	"article.published", "article_date_original", "citation_date", "prism.publicationdate", "cxenseparse:recs:publishtime",
	"bt:pubdate", "datecreated", "date", "created", "originalpublicationdate", "ptime", "uploaddate", "og:pubdate", "pub_date",
	"displaydate", "release_date", "og:release_date", "video:release_date", "rnews:datepublished", "analyticsattributes.articledate", "revision_date",
}

// publishedName tells any other name of a meta element that speaks of publication.
var publishedName = regexp.MustCompile(`(?:pub(?:l[a-z]*)?|issued?|created)[-_.:]?(?:date|time|on|at)|date[-_.:]?(?:of[-_.:]?)?(?:pub|creat|issue)`)

// published finds when the article came out: what is said for machines first,
// then what stands near the headline, then the address. A day that another of
// them knows the time of has that time, and one that stands alone against two
// that agree gives way to them.
func (p *page) published(language, title string) feed.Date {
	seen, address := p.visibleDate(language, title), p.addressDate()
	if address.Known() && !seen.DayOnly() && seen.Instant().Sub(address.Instant()).Abs() < 36*time.Hour {
		address = seen // the same night, with the time
	}
	marked, near := p.timeDate(title)
	found := []feed.Date{
		p.publishedIn(p.linked, language),
		p.metaDate(language),
		p.publishedIn(p.micro, language),
		marked,
		address,
		seen,
		p.scripted,
	}
	if !near {
		found[3], found[4], found[5] = address, seen, marked
	}
	found = slices.DeleteFunc(found, func(d feed.Date) bool { return !d.Known() })
	best := feed.Date{}
	for i, d := range found {
		if n := agreeing(found[i:], d); !best.Known() || n > 1 && i > 0 && agreeing(found, best) == 1 {
			best = d
		}
	}
	for _, d := range found {
		if best.DayOnly() && !d.DayOnly() && sameDay(best, d) {
			return d
		}
	}
	return best
}

// agreeing counts the dates that are of a date's day.
func agreeing(found []feed.Date, with feed.Date) int {
	n := 0
	for _, d := range found {
		if y, m, day := d.Instant().Date(); feed.Day(y, m, day) == feed.Day(with.Instant().Date()) {
			n++
		}
	}
	return n
}

// sameDay tells whether a moment is, somewhere on earth, on a day.
func sameDay(day, moment feed.Date) bool {
	since := moment.Instant().Sub(day.Instant())
	return since > -14*time.Hour && since < 36*time.Hour
}

// pageDate reads a date that is written for machines. A midnight with a zone is a
// day: it is how programs write one.
func pageDate(s, language string) feed.Date {
	s = strings.TrimSpace(s)
	if m := zonedMidnight.FindStringSubmatch(s); m != nil {
		return date.Parse(m[1])
	}
	d := date.ParseIn(s, language)
	if !d.Known() && len(s) > 19 && s[10] == 'T' {
		d = date.ParseIn(s[:19], language) // what follows the seconds is wrong
	}
	if !d.Known() && len(s) > 10 {
		if m := machineDay.FindString(s); m != "" {
			d = date.Parse(m)
		}
	}
	return d
}

var (
	zonedMidnight = regexp.MustCompile(`^(\d{4}-\d\d-\d\d)[T ]00:00(?::00(?:\.0+)?)?\s*[+-](?:\d[1-9]|[1-9]\d):?\d\d$`)
	machineDay    = regexp.MustCompile(`^(?:19|20)\d\d-\d\d-\d\d\b`)
)

// publishedIn is the date of the article among the things that a page describes.
func (p *page) publishedIn(things []thing, language string) feed.Date {
	if t := article(things); t != nil {
		if d := dateInPage(t, language, "datePublished", "dateCreated", "uploadDate"); d.Known() {
			return d
		}
	}
	for _, t := range things {
		if t.isArticle() || t.is("WebPage", "ItemPage", "Recipe", "Event", "PodcastEpisode", "CreativeWork") {
			if d := dateInPage(t, language, "datePublished", "dateCreated"); d.Known() {
				return d
			}
		}
	}
	for _, t := range things {
		if d := pageDate(word(t["datePublished"]), language); d.Known() && !t.is("Comment", "UserComments", "Answer", "Review", "UserReview", "Rating", "ImageObject") {
			return d
		}
	}
	return feed.Date{}
}

func dateInPage(t thing, language string, properties ...string) feed.Date {
	for _, property := range properties {
		if d := pageDate(word(t[property]), language); d.Known() {
			return d
		}
	}
	return feed.Date{}
}

func (p *page) metaDate(language string) feed.Date {
	for _, name := range publishedNames {
		if d := pageDate(p.metas(name), language); d.Known() {
			return d
		}
	}
	var others []string
	for name := range p.meta {
		if publishedName.MatchString(name) && !saysUpdated.MatchString(name) {
			others = append(others, name)
		}
	}
	slices.Sort(others)
	for _, name := range others {
		if d := pageDate(p.metas(name), language); d.Known() {
			return d
		}
	}
	return feed.Date{}
}

// timeDate is the date of the <time> that is marked as the publication beside the
// headline, else of any there, else of one that is marked, else of the first.
// near tells whether it stands beside the headline.
func (p *page) timeDate(title string) (best feed.Date, near bool) {
	headline, rank := p.headlineAt(title), 0
	for _, t := range p.times {
		r := 1
		close := headline >= 0 && nearHeadline(t.at-headline)
		switch {
		case t.where == elsewhere || t.where == beside && !close:
			continue
		case close && t.where == inArticle:
			r = 4
			if t.at >= headline {
				r++
			}
			if t.first {
				r += 2
			}
		case t.first:
			r = 3
		case headline >= 0 && t.at >= headline:
			r = 2
		}
		if r > rank {
			best, rank, near = t.date, r, close
		}
	}
	return best, near || headline < 0
}

// headlineAt is how much text stands before the end of the headline; -1 where it
// is not on the page.
func (p *page) headlineAt(title string) int {
	title = foldTitle(title)
	at := -1
	for _, a := range p.anchors {
		if a.text == title {
			return a.at
		}
		if at < 0 && len(a.text) >= leastHeadline && (strings.Contains(title, a.text) || strings.HasSuffix(a.text, title)) {
			at = a.at
		}
	}
	if at < 0 && len(p.headings) > 0 {
		first := foldTitle(p.headings[0])
		for _, a := range p.anchors {
			if a.text == first {
				return a.at
			}
		}
	}
	return at
}

// addressDate is the day in the address.
func (p *page) addressDate() feed.Date {
	if day := dateInAddress(p.link()); day.Known() {
		return day
	}
	return dateInAddress(p.in.URL)
}

var (
	addressDay   = regexp.MustCompile(`(?:^|[^\d])((?:19|20)\d\d)[-/_.](\d{1,2}|[a-z]{3})[-/_.](\d{1,2})(?:[^\d]|$)`)
	addressStamp = regexp.MustCompile(`(?:^|[^\d])((?:199|20[0-4])\d)(\d\d)(\d\d)(?:[^\d]|$)`)
	addressOrder = regexp.MustCompile(`(?:^|[^\d])(\d\d)[-.](\d\d)[-.]((?:19|20)\d\d)(?:[^\d]|$)`)
)

// dateInAddress reads a day out of an address: /2026/02/21/, -2026-02-21-,
// /20260221/ or 21-02-2026.
func dateInAddress(link string) feed.Date {
	u, err := url.Parse(link)
	if err != nil {
		return feed.Date{}
	}
	path := strings.ToLower(u.Path)
	for rest := path; ; {
		at := addressDay.FindStringSubmatchIndex(rest)
		if at == nil {
			break
		}
		month := rest[at[4]:at[5]]
		if m, ok := date.Month(month); ok {
			month = string([]byte{'0' + byte(m)/10, '0' + byte(m)%10})
		}
		if d := date.Parse(rest[at[2]:at[3]] + "-" + pad(month) + "-" + pad(rest[at[6]:at[7]])); d.Known() {
			return d
		}
		rest = rest[at[3]:]
	}
	if m := addressStamp.FindStringSubmatch(path); m != nil {
		if d := date.Parse(m[1] + "-" + m[2] + "-" + m[3]); d.Known() {
			return d
		}
	}
	if m := addressOrder.FindStringSubmatch(path); m != nil {
		return date.Parse(m[3] + "-" + m[2] + "-" + m[1])
	}
	return feed.Date{}
}

func pad(s string) string {
	if len(s) == 1 {
		return "0" + s
	}
	return s
}

func (p *page) updated() feed.Date {
	if p.article != nil {
		if d := dateIn(p.article, "dateModified"); d.Known() {
			return d
		}
	}
	if d := pageDate(p.metas("article:modified_time", "og:updated_time", "datemodified", "last-modified", "dcterms.modified", "dc.date.modified", "lastmod", "dateupdate"), ""); d.Known() {
		return d
	}
	return p.modified
}
