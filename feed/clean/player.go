package clean

import (
	"net/url"
	"path"
	"strings"

	"griot/render/plain"
)

// resolve makes an address absolute, as a browser reads it, and returns it when
// it may be followed.
func (c *cleaner) resolve(raw string) (string, bool) {
	raw = strings.Trim(raw, " \t\r\n\f")
	if strings.ContainsAny(raw, "\t\r\n") { // URL, section 4.4: they are left out
		raw = strings.NewReplacer("\t", "", "\r", "", "\n", "").Replace(raw)
	}
	if raw == "" {
		return "", false
	}
	raw = plain.Percents(raw)
	if hasPrefixFold(raw, "http://") || hasPrefixFold(raw, "https://") || hasPrefixFold(raw, "mailto:") {
		return plain.Link(raw)
	}
	if c.base == nil || len(raw) > maxAddress {
		return "", false
	}
	ref, err := c.base.Parse(raw)
	if err != nil {
		return "", false
	}
	return plain.Link(ref.String())
}

const maxAddress = 2048

func hasPrefixFold(s, prefix string) bool {
	return len(s) >= len(prefix) && strings.EqualFold(s[:len(prefix)], prefix)
}

// player writes a link in the place of something that plays.
func (c *cleaner) player(e *element, a attributes, closed bool) {
	switch e.role {
	case media, track:
		if e.role == media {
			c.playing = nil
			if !closed {
				c.playing = e
			}
		}
		// A source of a <picture> is an image's, and stays away.
		if link, ok := c.resolve(first(a.src, a.lazy)); ok && (e.role == media || c.playing != nil) {
			c.link(link, a.title)
			c.linked = c.playing
		}
	case frame, embed:
		c.show(first(a.src, a.lazy), a.title)
	case object:
		c.show(a.data, a.title)
	case param:
		switch strings.ToLower(a.name) {
		case "movie", "src", "url":
			c.show(a.value, a.title)
		}
	}
}

// show writes a link to what a known player at the address shows.
func (c *cleaner) show(address, title string) {
	if strings.HasPrefix(address, "//") {
		address = "https:" + address
	}
	link, ok := c.resolve(address)
	if !ok {
		return
	}
	if watch, known := watchable(link); known {
		if watch, ok = plain.Link(watch); ok {
			c.link(watch, title)
		}
	}
}

// link writes a link that the page did not have. Old pages name one video in
// several elements, so the same link does not come twice in a row.
func (c *cleaner) link(address, title string) {
	if address == c.last {
		return
	}
	c.last = address
	if title = label(title); title == "" {
		title = naming(address)
	}
	c.flow()
	e := elements["a"]
	if c.anchored() {
		c.text = append(c.text, title...)
		return
	}
	t := newTag(e)
	t.set("href", address)
	if c.push(e, t.finish()) {
		c.text = append(c.text, title...)
		c.pop()
	}
	c.text = append(c.text, ' ')
}

// naming is what a link is called that has no title: its place on the web, or
// the name of a file.
func naming(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return address
	}
	if ext := path.Ext(u.Path); len(ext) > 2 && len(ext) <= 5 && !strings.HasSuffix(ext, "html") {
		return label(path.Base(u.Path))
	}
	_, rest, _ := strings.Cut(address, "://")
	return label(strings.TrimSuffix(strings.TrimPrefix(rest, "www."), "/"))
}

func first(values ...string) string {
	for _, v := range values {
		if v != "" {
			return v
		}
	}
	return ""
}

// watchable turns the address of a known player into that of the page where a
// person watches or hears the same.
func watchable(address string) (string, bool) {
	u, err := url.Parse(address)
	if err != nil {
		return "", false
	}
	host := strings.TrimPrefix(strings.ToLower(u.Hostname()), "www.")
	parts := strings.Split(strings.Trim(u.Path, "/"), "/")
	id := parts[len(parts)-1]
	if peer := strings.TrimPrefix(u.Path, "/videos/embed/"); peer != u.Path && peer != "" {
		return "https://" + u.Host + "/w/" + peer, true // PeerTube, on any host
	}
	switch host {
	case "youtube.com", "youtube-nocookie.com", "m.youtube.com", "youtu.be":
		return youTube(u, parts, id), true
	case "player.vimeo.com":
		return "https://vimeo.com/" + id, true
	case "dailymotion.com", "geo.dailymotion.com":
		if v := u.Query().Get("video"); v != "" {
			id = v
		}
		return "https://www.dailymotion.com/video/" + id, true
	case "w.soundcloud.com":
		if to := u.Query().Get("url"); to != "" {
			return to, true
		}
		return address, true
	case "open.spotify.com":
		return "https://open.spotify.com" + strings.TrimPrefix(u.Path, "/embed"), true
	case "embed.podcasts.apple.com":
		return "https://podcasts.apple.com" + u.Path, true
	case "archive.org":
		return "https://archive.org/details/" + id, true
	case "embed.ted.com":
		return "https://www.ted.com" + u.Path, true
	case "facebook.com":
		if to := u.Query().Get("href"); to != "" {
			return to, true
		}
		return address, parts[0] == "plugins"
	case "instagram.com":
		return "https://www.instagram.com" + strings.TrimSuffix(strings.TrimSuffix(u.Path, "/"), "/embed") + "/", true
	}
	return address, players[host]
}

func youTube(u *url.URL, parts []string, id string) string {
	if list := u.Query().Get("list"); list != "" && (id == "videoseries" || id == "embed") {
		return "https://www.youtube.com/playlist?list=" + url.QueryEscape(list)
	}
	if v := u.Query().Get("v"); v != "" && parts[0] == "watch" {
		id = v
	}
	id, _, _ = strings.Cut(id, "&") // /v/ID&hl=en is how the oldest ones were written
	return "https://www.youtube.com/watch?v=" + url.QueryEscape(id)
}

// players are further hosts of players, whose own address serves to watch.
var players = map[string]bool{
	"player.twitch.tv": true, "clips.twitch.tv": true, "rumble.com": true, "odysee.com": true, "bitchute.com": true,
	"streamable.com": true, "player.bilibili.com": true, "bandcamp.com": true, "mixcloud.com": true,
	"player-widget.mixcloud.com": true, "widget.deezer.com": true, "embed.acast.com": true, "player.acast.com": true,
	"widget.spreaker.com": true, "player.ausha.co": true, "podcast.ausha.co": true, "audiomeans.fr": true,
	"embed.radiofrance.fr": true, "radiofrance.fr": true, "embedftv-player.webservices.francetelevisions.fr": true,
	"arte.tv": true, "players.brightcove.net": true, "fast.wistia.net": true, "fast.wistia.com": true,
	"cdn.jwplayer.com": true, "loom.com": true, "html5-player.libsyn.com": true, "player.megaphone.fm": true,
	"playlist.megaphone.fm": true, "share.transistor.fm": true, "embed.tiktok.com": true, "tiktok.com": true,
	"platform.twitter.com": true, "embed.bsky.app": true, "vk.com": true, "rutube.ru": true, "ok.ru": true,
	"embed.music.apple.com": true, "anchor.fm": true, "podbean.com": true, "buzzsprout.com": true, "tunein.com": true,
	"video.google.com": true, "metacafe.com": true, "ina.fr": true, "player.ina.fr": true, "bbc.co.uk": true, "bbc.com": true,
}
