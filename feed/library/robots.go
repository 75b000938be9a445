package library

import (
	"context"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/temoto/robotstxt"

	"griot/feed"
)

const (
	// robotsAge is how long what a site asks of robots holds (RFC 9309, section 2.4).
	robotsAge = 24 * time.Hour

	// maxRobots is how much of a robots.txt is read (section 2.5), in bytes.
	maxRobots = 500 << 10

	// robotName is griot's name in a robots.txt (section 2.2.1).
	robotName = "griot"
)

// mayRead tells whether a site lets programs read a page: nil, feed.ErrRobots, or
// why the site could not be asked. A site without a robots.txt lets them; one whose
// robots.txt can't be had does not (RFC 9309, section 2.3.1). The answer holds for
// a day.
func (l *Library) mayRead(ctx context.Context, page, from string, spent *cost) error {
	u, err := url.Parse(page)
	if err != nil {
		return feed.Fail(feed.FailedAddress, nil)
	}
	site := u.Scheme + "://" + u.Host
	rules, known, err := l.keptRobots(ctx, site)
	if err != nil {
		return err
	}
	if !known {
		if rules, err = l.askRobots(ctx, site, from, spent); err != nil {
			return err
		}
	}
	path := u.EscapedPath()
	if path == "" {
		path = "/"
	}
	if u.RawQuery != "" {
		path += "?" + u.RawQuery
	}
	if !allows(rules, path) {
		return feed.ErrRobots
	}
	return nil
}

func robotsKey(site string) string { return "library.robots." + site }

// keptRobots is a site's robots.txt as it was kept, when it still holds.
func (l *Library) keptRobots(ctx context.Context, site string) (rules string, known bool, err error) {
	kept, err := l.store.State(ctx, robotsKey(site))
	if err != nil {
		return "", false, err
	}
	at, rules, ok := strings.Cut(kept, "\n")
	seconds, bad := strconv.ParseInt(at, 10, 64)
	age := l.now().Sub(time.Unix(seconds, 0))
	return rules, ok && bad == nil && age >= 0 && age < robotsAge, nil
}

func (l *Library) askRobots(ctx context.Context, site, from string, spent *cost) (rules string, err error) {
	response, err := l.fetch.Get(ctx, feed.Request{URL: site + "/robots.txt", From: from, Accept: feed.AcceptPage})
	spent.add(response)
	switch {
	case isMissing(err):
	case err != nil:
		return "", err
	default:
		rules = string(response.Body[:min(len(response.Body), maxRobots)])
	}
	return rules, l.store.SetState(ctx, robotsKey(site), strconv.FormatInt(l.now().Unix(), 10)+"\n"+rules)
}

// allows reads the rules. What can't be read forbids nothing.
func allows(rules, path string) (ok bool) {
	var broken *feed.Failure
	defer func() { ok = ok || broken != nil }()
	defer rescue(&broken)
	data, err := robotstxt.FromString(rules)
	return err != nil || data.TestAgent(path, robotName)
}
