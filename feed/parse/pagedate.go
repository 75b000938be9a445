package parse

import (
	"net/url"
	"regexp"
	"strings"
	"time"

	"griot/feed"
	"griot/feed/parse/capture"
	"griot/feed/parse/date"
)

// publishedNames are the meta elements that carry a date of publication, the
// most exact first.
var publishedNames = []string{
	"article:published_time", "og:article:published_time", "og:published_time", "article:published", "datepublished", "date_published",
	"published_time", "publish_date", "publish-date", "publishdate", "pubdate", "published", "parsely-pub-date", "sailthru.date",
	"dcterms.issued", "dc.date.issued", "dcterms.created", "dc.date.created", "dcterms.date", "dc.date", "article.published",
	"article_date_original", "citation_publication_date", "citation_online_date", "citation_date", "cxenseparse:recs:publishtime",
	"bt:pubdate", "datecreated", "date", "created", "originalpublicationdate", "ptime", "uploaddate", "og:pubdate", "pub_date",
	"displaydate", "release_date", "og:release_date", "video:release_date", "rnews:datepublished", "analyticsattributes.articledate", "revision_date",
}

// published finds when the article came out: what is said for machines first,
// then what stands near the headline, then the address.
func (p *page) published(language string) feed.Date {
	for _, find := range []func(language string) feed.Date{
		func(string) feed.Date { return publishedIn(p.linked) },
		p.metaDate,
		func(string) feed.Date { return publishedIn(p.micro) },
		func(string) feed.Date { return p.timeDate() },
		p.addressDate,
		p.visibleDate,
		func(string) feed.Date { return p.scripted },
	} {
		if d := find(language); d.Known() {
			return d
		}
	}
	return feed.Date{}
}

// addressDate is the day in the address, or what the page shows beside the
// headline when that is the same but for the time of the day.
func (p *page) addressDate(language string) feed.Date {
	day := dateInAddress(p.link())
	if !day.Known() {
		day = dateInAddress(p.in.URL)
	}
	if !day.Known() {
		return day
	}
	if seen := p.visibleDate(language); seen.Known() && !seen.DayOnly() && seen.Instant().Sub(day.Instant()).Abs() < 36*time.Hour {
		return seen
	}
	return day
}

// publishedIn is the date of the article among the things that a page describes.
func publishedIn(things []thing) feed.Date {
	if t := article(things); t != nil {
		if d := dateIn(t, "datePublished", "dateCreated", "uploadDate"); d.Known() {
			return d
		}
	}
	for _, t := range things {
		if t.isArticle() || t.is("WebPage", "ItemPage", "Recipe", "Event", "PodcastEpisode", "CreativeWork") {
			if d := dateIn(t, "datePublished", "dateCreated"); d.Known() {
				return d
			}
		}
	}
	return feed.Date{}
}

func (p *page) metaDate(language string) feed.Date {
	for _, name := range publishedNames {
		if d := date.ParseIn(p.metas(name), language); d.Known() {
			return d
		}
	}
	return feed.Date{}
}

// timeDate is the date of the <time> that is marked as the publication, else of
// the first one at or below the headline, else of the first.
func (p *page) timeDate() feed.Date {
	best, rank := feed.Date{}, 0
	for _, t := range p.times {
		r := 1
		switch {
		case t.aside:
			continue
		case t.first:
			r = 3
		case t.after > 0:
			r = 2
		}
		if r > rank {
			best, rank = t.date, r
		}
	}
	return best
}

// hanDate is a date as Chinese and Japanese pages write it.
var hanDate = regexp.MustCompile(`((?:19|20)\d\d)\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日`)

// visibleDate finds the date that a person sees beside the headline.
func (p *page) visibleDate(language string) feed.Date {
	var near feed.Date
	for _, s := range p.visible {
		if s.aside || strings.ContainsAny(s.text, "©") {
			continue
		}
		named := false
		for _, w := range []string{"date", "time", "publi", "posted", "byline", "meta", "dateline", "created", "info"} {
			if strings.Contains(s.class, w) {
				named = true
			}
		}
		if !named && (s.after == 0 || near.Known() || len(s.text) > 120) || strings.Contains(s.class, "update") {
			continue
		}
		d := capture.FindDate(s.text, language)
		if m := hanDate.FindStringSubmatch(s.text); m != nil && !d.Known() {
			d = date.Parse(m[1] + "-" + pad(m[2]) + "-" + pad(m[3]))
		}
		if !d.Known() {
			continue
		}
		if named {
			return d
		}
		near = d
	}
	return near
}

// dateInAddress reads a day out of an address: /2026/02/21/ or /2026-02-21-.
func dateInAddress(link string) feed.Date {
	u, err := url.Parse(link)
	if err != nil {
		return feed.Date{}
	}
	parts := strings.Split(u.Path, "/")
	for i, part := range parts {
		if len(part) >= 10 && part[4] == '-' && part[7] == '-' && (len(part) == 10 || part[10] == '-' || part[10] == '.') {
			if d := date.Parse(part[:10]); d.Known() {
				return d
			}
		}
		if len(part) == 4 && i+2 < len(parts) && (strings.HasPrefix(part, "20") || strings.HasPrefix(part, "19")) && len(parts[i+1]) <= 3 && len(parts[i+2]) <= 2 {
			month := parts[i+1]
			if m, ok := date.Month(month); ok {
				month = string([]byte{'0' + byte(m)/10, '0' + byte(m)%10})
			}
			if d := date.Parse(part + "-" + pad(month) + "-" + pad(parts[i+2])); d.Known() {
				return d
			}
		}
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
	return date.Parse(p.metas("article:modified_time", "og:updated_time", "datemodified", "last-modified", "dcterms.modified", "lastmod"))
}
