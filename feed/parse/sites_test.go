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
