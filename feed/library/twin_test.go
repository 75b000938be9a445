package library

import (
	"errors"
	"testing"

	"griot/feed"
)

func TestTwinOf(t *testing.T) {
	for address, want := range map[string]string{
		"https://harbour.example/2026/crane/feed/":     "https://harbour.example/2026/crane/feed/atom/",
		"https://harbour.example/2026/crane/feed":      "https://harbour.example/2026/crane/feed/atom",
		"https://harbour.example/?feed=rss2&p=311":     "https://harbour.example/?feed=atom&p=311",
		"https://harbour.example/?feed=rss2":           "",
		"https://harbour.example/crane/feed/atom/":     "",
		"https://harbour.example/crane/feed/?x=1":      "",
		"https://harbour.example/feeds/9/comments.xml": "",
		"https://harbour.example/feeding":              "",
		"://":                                          "",
	} {
		if got := twinOf(address); got != want {
			t.Errorf("%s has the twin %q, want %q", address, got, want)
		}
	}
}

func TestLacks(t *testing.T) {
	status := func(n int) error { return &feed.Failure{Kind: feed.FailedStatus, Status: n} }
	for _, c := range []struct {
		err              error
		lacking, forGood bool
	}{
		{nil, false, false},
		{status(404), true, true},
		{status(500), true, false},
		{feed.Fail(feed.FailedNotFeed, nil), true, true},
		{feed.Fail(feed.FailedOffline, nil), false, false},
		{feed.Fail(feed.FailedTimeout, nil), false, false},
		{feed.Fail(feed.FailedBusy, nil), false, false},
		{errors.New("the store's"), false, false},
	} {
		if lacking, forGood := lacks(c.err); lacking != c.lacking || forGood != c.forGood {
			t.Errorf("%v: %v, %v", c.err, lacking, forGood)
		}
	}
}
