package parse

import (
	"net/url"
	"regexp"
	"slices"
	"strings"

	"griot/feed"
)

// place is an address on its way to the address of its feed.
type place struct {
	host  string // in lower case, without "www."
	parts []string
	query url.Values
}

// knownFeeds turns a page's address into those of its feeds, the best first, on
// sites whose addresses tell: nothing is asked for. It is empty on other sites,
// and for an address that is a feed's already.
func knownFeeds(address string) []feed.Candidate {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" {
		return nil
	}
	if _, is := feedLike(address, ""); is {
		return nil
	}
	p := place{host: strings.TrimPrefix(strings.ToLower(u.Host), "www."), query: u.Query()}
	if path := strings.Trim(u.EscapedPath(), "/"); path != "" {
		p.parts = strings.Split(path, "/")
	}
	if len(p.parts) > 1 && (p.parts[0] == "feeds" || p.parts[0] == "feed" || p.parts[0] == "rss") {
		return nil // a feed's address, whatever it ends in
	}
	var found []feed.Candidate
	for _, to := range p.feeds() {
		if strings.HasPrefix(to, "/") {
			to = u.Scheme + "://" + u.Host + to
		}
		if to = webAddress(to); to != "" {
			found = append(found, feed.Candidate{URL: to})
		}
	}
	if len(found) > 1 { // the reader chooses by what they are of
		for i, c := range found {
			found[i].Title = shortName(c.URL)
		}
	}
	return found
}

// shortName is a feed's address as a person would say it.
func shortName(address string) string {
	_, name, _ := strings.Cut(address, "://")
	for _, end := range []string{".atom", ".rss"} {
		name = strings.TrimSuffix(name, end)
	}
	return name
}

// feeds lists the addresses of a place's feeds; those that begin with a slash are
// of the same host.
func (p place) feeds() []string {
	switch p.host {
	case "youtube.com", "m.youtube.com":
		return p.youTube()
	case "reddit.com", "old.reddit.com", "new.reddit.com":
		return p.reddit()
	case "github.com":
		return p.gitHub()
	case "gitlab.com":
		return p.gitLab()
	case "codeberg.org", "gitea.com":
		return p.forgejo()
	case "stackoverflow.com", "serverfault.com", "superuser.com", "askubuntu.com", "mathoverflow.net", "stackapps.com":
		return p.stackExchange()
	case "medium.com":
		return p.medium()
	case "bsky.app":
		if p.is("profile", "*") {
			return []string{p.path(2) + "/rss"}
		}
		return nil
	case "lobste.rs":
		return p.lobsters()
	case "news.ycombinator.com":
		return p.hackerNews()
	case "tiktok.com", "threads.net", "threads.com", "substack.com", "flipboard.com", "instagram.com", "x.com", "twitter.com":
		return nil // an @name there is none of Mastodon's
	}
	if to := p.byShape(); to != nil {
		return to
	}
	return p.byName()
}

// byName reads the places that a host's name or the shape of a path tells.
func (p place) byName() []string {
	_, domain, _ := strings.Cut(p.host, ".")
	switch domain {
	case "stackexchange.com":
		return p.stackExchange()
	case "medium.com", "substack.com":
		return []string{"/feed"}
	case "wordpress.com":
		return []string{"/feed/"}
	case "tumblr.com":
		return []string{"/rss"}
	case "blogspot.com":
		return []string{"/feeds/posts/default"}
	}
	switch {
	case slices.Contains(p.parts, "-"):
		return p.gitLab()
	case p.is("@*") && accountName.MatchString(p.parts[0][1:]):
		return []string{p.path(1) + ".rss"} // Mastodon, and what speaks like it
	}
	return nil
}

var accountName = regexp.MustCompile(`^[A-Za-z0-9_][A-Za-z0-9_.-]*$`)

// is tells whether a path begins with words; "*" is any, "@*" one with an "@"
// before it.
func (p place) is(words ...string) bool {
	if len(p.parts) < len(words) {
		return false
	}
	for i, w := range words {
		part := p.parts[i]
		if part != w && w != "*" && (w != "@*" || len(part) < 2 || part[0] != '@') {
			return false
		}
	}
	return true
}

// path is the first n parts of a path.
func (p place) path(n int) string { return "/" + strings.Join(p.parts[:n], "/") }

// whole is the path in full.
func (p place) whole() string { return p.path(len(p.parts)) }

var channelID = regexp.MustCompile(`^UC[A-Za-z0-9_-]{22}$`)

// youTube knows channels, users and playlists. The page of a handle names its
// channel, see channelOf.
func (p place) youTube() []string {
	const feeds = "https://www.youtube.com/feeds/videos.xml?"
	switch list := p.query.Get("list"); {
	case p.is("channel", "*") && channelID.MatchString(p.parts[1]):
		return []string{feeds + "channel_id=" + p.parts[1]}
	case p.is("user", "*"):
		return []string{feeds + "user=" + p.parts[1]}
	case p.is("playlist") && list != "":
		return []string{feeds + "playlist_id=" + url.QueryEscape(list)}
	}
	return nil
}

func (p place) reddit() []string {
	switch {
	case len(p.parts) == 0:
		return []string{"/.rss"}
	case p.is("r", "*"), p.is("u", "*"), p.is("user", "*"):
		to := p.whole() + "/.rss"
		if t := p.query.Get("t"); t != "" {
			to += "?t=" + url.QueryEscape(t)
		}
		return []string{to}
	}
	return nil
}

// gitHubPages are first parts of GitHub's paths that are nobody's name.
var gitHubPages = []string{"about", "apps", "codespaces", "collections", "contact", "customer-stories", "enterprise", "events", "explore", "features",
	"issues", "join", "login", "marketplace", "new", "notifications", "orgs", "organizations", "pricing", "pulls", "search", "security", "settings",
	"sponsors", "stars", "team", "topics", "trending", "users"}

func (p place) gitHub() []string {
	switch {
	case len(p.parts) == 0 || slices.Contains(gitHubPages, p.parts[0]):
		return nil
	case len(p.parts) == 1:
		return []string{p.path(1) + ".atom"}
	case len(p.parts) == 2:
		return []string{p.path(2) + "/releases.atom", p.path(2) + "/commits.atom", p.path(2) + "/tags.atom"}
	}
	switch p.parts[2] {
	case "releases", "tags", "discussions", "wiki":
		return []string{p.path(3) + ".atom"}
	case "commits":
		return []string{p.whole() + ".atom"}
	case "tree", "blob":
		return []string{p.path(2) + "/commits/" + strings.Join(p.parts[3:], "/") + ".atom"}
	}
	return nil
}

// gitLab knows the pages of a project, which stand behind "/-/" on any host.
func (p place) gitLab() []string {
	at := slices.Index(p.parts, "-")
	if at < 0 {
		if p.host == "gitlab.com" && (len(p.parts) == 1 || len(p.parts) == 2) && p.parts[0] != "explore" && p.parts[0] != "users" {
			return []string{p.whole() + ".atom"}
		}
		return nil
	}
	if at < 2 || len(p.parts) < at+2 {
		return nil
	}
	switch p.parts[at+1] {
	case "releases":
		return []string{p.path(at+2) + ".atom"}
	case "tags":
		return []string{p.path(at+2) + "?format=atom"}
	case "commits":
		return []string{p.whole() + "?format=atom"}
	case "tree":
		return []string{p.path(at+1) + "/commits/" + strings.Join(p.parts[at+2:], "/") + "?format=atom"}
	}
	return nil
}

func (p place) forgejo() []string {
	switch {
	case len(p.parts) == 0 || p.is("explore") || p.is("user") || p.is("org"):
		return nil
	case len(p.parts) <= 2:
		return []string{p.whole() + ".rss"}
	case p.parts[2] == "releases" || p.parts[2] == "tags":
		return []string{p.path(3) + ".rss"}
	case len(p.parts) >= 5 && (p.parts[2] == "commits" || p.parts[2] == "src") && p.parts[3] == "branch":
		return []string{p.path(2) + "/rss/branch/" + strings.Join(p.parts[4:], "/")}
	}
	return nil
}

func (p place) stackExchange() []string {
	switch {
	case len(p.parts) == 0 || len(p.parts) == 1 && p.is("questions"):
		return []string{"/feeds"}
	case p.is("questions", "tagged", "*"):
		if tags := p.parts[2]; strings.ContainsAny(tags, "+ ") || strings.Contains(tags, "%20") {
			return []string{"/feeds/tag?tagnames=" + strings.ReplaceAll(tags, "%20", "+") + "&sort=newest"}
		}
		return []string{"/feeds/tag/" + p.parts[2]}
	case p.is("questions", "*") && isNumber(p.parts[1]):
		return []string{"/feeds/question/" + p.parts[1]}
	case p.is("users", "*") && isNumber(p.parts[1]):
		return []string{"/feeds/user/" + p.parts[1]}
	}
	return nil
}

func isNumber(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }

func (p place) medium() []string {
	switch {
	case len(p.parts) == 0 || p.is("m") || p.is("p") || p.is("me") || p.is("about") || p.is("search") || p.is("membership"):
		return nil
	case p.is("tag", "*"):
		return []string{"/feed/tag/" + p.parts[1]}
	}
	return []string{"/feed/" + p.parts[0]}
}

func (p place) lobsters() []string {
	switch {
	case len(p.parts) == 0:
		return []string{"/rss"}
	case p.is("t", "*"), p.is("domains", "*"), len(p.parts) == 1 && (p.is("newest") || p.is("comments")):
		return []string{p.whole() + ".rss"}
	}
	return nil
}

// hackerNews gives the site's own feed for its front page, and hnrss.org's for
// what has none of its own; those tell points and comments.
func (p place) hackerNews() []string {
	const other = "https://hnrss.org/"
	id := url.QueryEscape(p.query.Get("id"))
	switch {
	case len(p.parts) == 0 || p.is("news"):
		return []string{"/rss", other + "frontpage"}
	case p.is("item") && id != "", p.is("user") && id != "":
		return []string{other + p.parts[0] + "?id=" + id}
	case p.is("front"):
		return []string{other + "frontpage"}
	}
	for _, list := range []string{"newest", "ask", "show", "jobs", "best", "active", "newcomments", "bestcomments", "launches"} {
		if p.is(list) {
			return []string{other + list}
		}
	}
	return nil
}
