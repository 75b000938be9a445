package parse

import (
	"slices"
	"testing"

	"griot/feed"
)

// urlsOf are the addresses of candidates.
func urlsOf(candidates []feed.Candidate) []string {
	var all []string
	for _, c := range candidates {
		all = append(all, c.URL)
	}
	return all
}

func TestFeedsOfKnownSites(t *testing.T) {
	const channel = "UCabcdefghij_klmnopqrst-"
	for address, want := range map[string][]string{
		"https://www.youtube.com/channel/" + channel:           {"https://www.youtube.com/feeds/videos.xml?channel_id=" + channel},
		"https://m.youtube.com/channel/" + channel + "/videos": {"https://www.youtube.com/feeds/videos.xml?channel_id=" + channel},
		"https://www.youtube.com/user/quay":                    {"https://www.youtube.com/feeds/videos.xml?user=quay"},
		"https://www.youtube.com/playlist?list=PL12&si=x":      {"https://www.youtube.com/feeds/videos.xml?playlist_id=PL12"},
		"https://www.youtube.com/@quay":                        nil, // its page tells
		"https://www.youtube.com/watch?v=abc":                  nil,
		"https://www.reddit.com/r/golang/":                     {"https://www.reddit.com/r/golang/.rss"},
		"https://old.reddit.com/r/golang/top/?t=week":          {"https://old.reddit.com/r/golang/top/.rss?t=week"},
		"https://www.reddit.com/user/ada":                      {"https://www.reddit.com/user/ada/.rss"},
		"https://www.reddit.com/r/golang/comments/1ab/title/":  {"https://www.reddit.com/r/golang/comments/1ab/title/.rss"},
		"https://www.reddit.com/r/golang/.rss":                 nil,
		"https://social.example/@ada":                          {"https://social.example/@ada.rss"},
		"https://social.example/@ada.rss":                      nil,
		"https://social.example/@ada@other.example":            nil, // not of this server
		"https://www.tiktok.com/@ada":                          nil,
		"https://github.com/ada/crane/releases":                {"https://github.com/ada/crane/releases.atom"},
		"https://github.com/ada/crane/releases/tag/v1.2":       {"https://github.com/ada/crane/releases.atom"},
		"https://github.com/ada/crane/commits/main/docs":       {"https://github.com/ada/crane/commits/main/docs.atom"},
		"https://github.com/ada/crane/tree/main":               {"https://github.com/ada/crane/commits/main.atom"},
		"https://github.com/ada/crane/tags":                    {"https://github.com/ada/crane/tags.atom"},
		"https://github.com/ada/crane":                         {"https://github.com/ada/crane/releases.atom", "https://github.com/ada/crane/commits.atom", "https://github.com/ada/crane/tags.atom"},
		"https://github.com/ada":                               {"https://github.com/ada.atom"},
		"https://github.com/ada/crane/issues/3":                nil,
		"https://github.com/trending/go":                       nil,
		"https://github.com/ada/crane/releases.atom":           nil,
		"https://gitlab.com/ada/crane":                         {"https://gitlab.com/ada/crane.atom"},
		"https://git.quay.example/a/b/c/-/tags":                {"https://git.quay.example/a/b/c/-/tags?format=atom"},
		"https://gitlab.com/ada/crane/-/releases":              {"https://gitlab.com/ada/crane/-/releases.atom"},
		"https://gitlab.com/ada/crane/-/commits/main":          {"https://gitlab.com/ada/crane/-/commits/main?format=atom"},
		"https://codeberg.org/ada/crane":                       {"https://codeberg.org/ada/crane.rss"},
		"https://codeberg.org/ada/crane/releases":              {"https://codeberg.org/ada/crane/releases.rss"},
		"https://codeberg.org/ada/crane/src/branch/main":       {"https://codeberg.org/ada/crane/rss/branch/main"},
		"https://stackoverflow.com/questions/tagged/go":        {"https://stackoverflow.com/feeds/tag/go"},
		"https://stackoverflow.com/questions/tagged/go+html":   {"https://stackoverflow.com/feeds/tag?tagnames=go+html&sort=newest"},
		"https://unix.stackexchange.com/questions/12/how":      {"https://unix.stackexchange.com/feeds/question/12"},
		"https://medium.com/@ada/a-crane-1f":                   {"https://medium.com/feed/@ada"},
		"https://medium.com/tag/cranes":                        {"https://medium.com/feed/tag/cranes"},
		"https://ada.medium.com/a-crane-1f":                    {"https://ada.medium.com/feed"},
		"https://quay.substack.com/p/crane-four":               {"https://quay.substack.com/feed"},
		"https://quay.substack.com/feed":                       nil,
		"https://bsky.app/profile/ada.example":                 {"https://bsky.app/profile/ada.example/rss"},
		"https://lobste.rs/":                                   {"https://lobste.rs/rss"},
		"https://lobste.rs/t/go":                               {"https://lobste.rs/t/go.rss"},
		"https://news.ycombinator.com/":                        {"https://news.ycombinator.com/rss", "https://hnrss.org/frontpage"},
		"https://news.ycombinator.com/item?id=12":              {"https://hnrss.org/item?id=12"},
		"https://news.ycombinator.com/show":                    {"https://hnrss.org/show"},
		"https://github.com/ada/crane/blob/main/docs/a.md":     {"https://github.com/ada/crane/commits/main/docs/a.md.atom"},
		"https://vimeo.com/quay":                               {"https://vimeo.com/quay/videos/rss"},
		"https://vimeo.com/channels/cranes/123":                {"https://vimeo.com/channels/cranes/videos/rss"},
		"https://vimeo.com/watch":                              nil,
		"https://www.dailymotion.com/quay":                     {"https://www.dailymotion.com/rss/user/quay"},
		"https://www.dailymotion.com/video/x1":                 nil,
		"https://dev.to/ada/cranes-1f":                         {"https://dev.to/feed/ada"},
		"https://dev.to/t/cranes":                              {"https://dev.to/feed/tag/cranes"},
		"https://pypi.org/project/crane/":                      {"https://pypi.org/rss/project/crane/releases.xml"},
		"https://crates.io/crates/crane":                       {"https://static.crates.io/rss/crates/crane.xml"},
		"https://arxiv.org/list/cs.CL/recent":                  {"https://rss.arxiv.org/atom/cs.CL"},
		"https://store.steampowered.com/app/12/Crane/":         {"https://store.steampowered.com/feeds/news/app/12/"},
		"https://git.sr.ht/~ada/crane":                         {"https://git.sr.ht/~ada/crane/log/rss.xml"},
		"https://git.sr.ht/~ada/crane/refs":                    {"https://git.sr.ht/~ada/crane/refs/rss.xml"},
		"https://www.tumblr.com/quay":                          {"https://quay.tumblr.com/rss"},
		"https://quay.tumblr.com/":                             {"https://quay.tumblr.com/rss"},
		"https://quay.livejournal.com/":                        {"https://quay.livejournal.com/data/rss"},
		"https://lemmy.quay.example/c/cranes":                  {"https://lemmy.quay.example/feeds/c/cranes.xml?sort=New"},
		"https://lemm.ee/c/cranes@other.example":               {"https://other.example/feeds/c/cranes.xml?sort=New"},
		"https://lemm.ee/u/ada":                                {"https://lemm.ee/feeds/u/ada.xml?sort=New"},
		"https://programming.dev/":                             {"https://programming.dev/feeds/all.xml?sort=New"},
		"https://quay.example/c/cranes":                        nil,
		"https://medium.com/feed/@ada":                         nil,
		"https://medium.com/feed/tag/cranes":                   nil,
		"https://ada.medium.com/feed/tagged/cranes":            nil,
		"https://dev.to/feed/ada":                              nil,
		"https://www.dailymotion.com/rss/user/quay":            nil,
		"https://pypi.org/rss/project/crane/releases.xml":      nil,
		"https://stackoverflow.com/feeds/tag/go":               nil,
		"https://quay.example/a/b":                             nil,
		"/home/ada/page.html":                                  nil,
		"":                                                     nil,
	} {
		got := Discover(Input{URL: address})
		if !slices.Equal(urlsOf(got), want) {
			t.Errorf("%s: %v, want %v", address, urlsOf(got), want)
		}
		for _, c := range got {
			if len(want) > 1 && c.Title == "" {
				t.Errorf("%s: %s has no title to choose it by", address, c.URL)
			}
		}
	}
}

// The page of a YouTube handle says which channel it is.
func TestFeedOfHandle(t *testing.T) {
	const channel = "UCabcdefghij_klmnopqrst-"
	want := "https://www.youtube.com/feeds/videos.xml?channel_id=" + channel
	for _, src := range []string{
		`<link rel="canonical" href="https://www.youtube.com/channel/` + channel + `">`,
		`<meta itemprop="identifier" content="` + channel + `">`,
		`<link rel="alternate" type="application/rss+xml" title="RSS" href="` + want + `"><link rel="canonical" href="https://www.youtube.com/channel/` + channel + `">`,
	} {
		if got := urlsOf(Discover(Input{Body: []byte(src), URL: "https://www.youtube.com/@quay"})); !slices.Equal(got, []string{want}) {
			t.Errorf("%s: %v", src, got)
		}
	}
	if got := Discover(Input{Body: []byte(`<meta itemprop="identifier" content="` + channel + `">`), URL: "https://quay.example/"}); got != nil {
		t.Errorf("another site's: %v", got)
	}
}

// The page of a podcast names its feed among its data, on Apple's site alone.
func TestFeedOfPodcast(t *testing.T) {
	body := []byte(`<title>Cranes</title><script id="data" type="application/json">[{"showOffer":{"feedUrl":"https:\u002F\u002Fquay.example\u002Fcast.xml"}}]</script>`)
	for address, want := range map[string][]string{
		"https://podcasts.apple.com/ml/podcast/cranes/id12": {"https://quay.example/cast.xml"},
		"https://quay.example/":                             nil,
	} {
		if got := urlsOf(Discover(Input{Body: body, URL: address})); !slices.Equal(got, want) {
			t.Errorf("%s: %v", address, got)
		}
	}
}
