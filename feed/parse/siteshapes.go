package parse

import (
	"bytes"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// shape is a path that tells its feed. "*" stands for any part, which {1}, {2} in
// the feed's address put in; the path may go on.
type shape struct{ path, feed string }

// shapesOf are the shapes of the pages of a site, the first that fits counts.
func shapesOf(host string) []shape {
	switch host {
	case "vimeo.com":
		return []shape{
			{"channels/*", "/channels/{1}/videos/rss"}, {"groups/*", "/groups/{1}/videos/rss"},
			{"categories", ""}, {"features", ""}, {"watch", ""}, {"*", "/{1}/videos/rss"},
		}
	case "dailymotion.com":
		return []shape{{"video", ""}, {"playlist/*", "/rss/playlist/{1}"}, {"*", "/rss/user/{1}"}}
	case "dev.to":
		return []shape{{"t/*", "/feed/tag/{1}"}, {"*", "/feed/{1}"}}
	case "pypi.org":
		return []shape{{"project/*", "/rss/project/{1}/releases.xml"}}
	case "crates.io":
		return []shape{{"crates/*", "https://static.crates.io/rss/crates/{1}.xml"}}
	case "arxiv.org":
		return []shape{{"list/*", "https://rss.arxiv.org/atom/{1}"}}
	case "store.steampowered.com":
		return []shape{{"app/*", "/feeds/news/app/{1}/"}, {"news/app/*", "/feeds/news/app/{1}/"}}
	case "git.sr.ht":
		return []shape{{"*/*/refs", "/{1}/{2}/refs/rss.xml"}, {"*/*", "/{1}/{2}/log/rss.xml"}}
	case "tumblr.com":
		return []shape{{"tagged", ""}, {"explore", ""}, {"dashboard", ""}, {"*", "https://{1}.tumblr.com/rss"}}
	}
	if _, domain, _ := strings.Cut(host, "."); domain == "livejournal.com" {
		return []shape{{"", "/data/rss"}}
	}
	if isLemmy(host) {
		return []shape{{"", "/feeds/all.xml?sort=New"}, {"c/*", "/feeds/c/{1}.xml?sort=New"}, {"u/*", "/feeds/u/{1}.xml?sort=New"}}
	}
	return nil
}

// isLemmy tells the hosts of Lemmy that are known by their names: its paths look
// like those of many others.
func isLemmy(host string) bool {
	return strings.HasPrefix(host, "lemmy.") || strings.HasPrefix(host, "feddit.") ||
		slices.Contains([]string{"lemm.ee", "sh.itjust.works", "programming.dev", "beehaw.org", "slrpnk.net", "infosec.pub", "sopuli.xyz", "jlai.lu", "discuss.tchncs.de", "aussie.zone"}, host)
}

// byShape reads a place by the shapes of its site's pages.
func (p place) byShape() []string {
	for _, s := range shapesOf(p.host) {
		parts := strings.Split(s.path, "/")
		if s.path == "" && len(p.parts) > 0 || s.path != "" && !p.is(parts...) {
			continue
		}
		if s.feed == "" {
			return nil
		}
		to, n := s.feed, 0
		for i, part := range parts {
			if part != "*" {
				continue
			}
			n++
			name := p.parts[i]
			if local, host, of := strings.Cut(name, "@"); of && isLemmy(p.host) { // of another server, which has its feed
				to, name = "https://"+host+to, local
			}
			to = strings.ReplaceAll(to, "{"+strconv.Itoa(n)+"}", url.PathEscape(unescaped(name)))
		}
		return []string{to}
	}
	return nil
}

func unescaped(part string) string {
	if whole, err := url.PathUnescape(part); err == nil {
		return whole
	}
	return part
}

var applePodcast = regexp.MustCompile(`"feedUrl":"(https?:[^"<>\s]{1,1000})"`)

// podcastOf is the feed of a podcast on Apple's pages, which name it in their data.
func podcastOf(page *url.URL, body []byte) string {
	if page == nil || page.Hostname() != "podcasts.apple.com" || !bytes.Contains(body, []byte(`"feedUrl"`)) {
		return ""
	}
	found := applePodcast.FindSubmatch(body)
	if found == nil {
		return ""
	}
	return webAddress(strings.ReplaceAll(string(found[1]), `\u002F`, "/"))
}
