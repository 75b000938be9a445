package clean

import (
	"strconv"
	"strings"

	"griot/render/plain"
)

const (
	maxInline  = 16 << 10 // bytes of an image that is in the page itself
	tinyInline = 200      // an image in the page that is smaller only holds a place
	maxPixels  = 20000    // of an image's width or height
	maxEmoji   = 24       // bytes of an alternative text that replaces its picture
)

// image writes an image that has something to show.
func (c *cleaner) image(a attributes) {
	if emoji, ok := pictograph(a); ok {
		c.flow()
		c.text = append(c.text, emoji...)
		return
	}
	src := c.source(a)
	if src == "" || pixel(a, src) {
		return
	}
	c.flow()
	t := newTag(elements["img"])
	t.set("src", src)
	t.set("alt", label(a.alt))
	t.setLabel("title", a.title)
	t.setNumber("width", strings.TrimSuffix(a.width, "px"), 1, maxPixels)
	t.setNumber("height", strings.TrimSuffix(a.height, "px"), 1, maxPixels)
	c.void(t.finish())
}

// source is the address of an image: that of the image itself where a script was
// to put it in the place of an empty one.
func (c *cleaner) source(a attributes) string {
	for _, s := range []string{a.lazy, a.src, firstOf(a.srcset)} {
		if s == "" {
			continue
		}
		if hasPrefixFold(s, "data:") {
			if len(s) <= maxInline && len(s) >= tinyInline && inlineImage(s) {
				return s
			}
			continue
		}
		if link, ok := c.resolve(s); ok && !strings.HasPrefix(link, "mailto:") {
			return link
		}
	}
	return ""
}

// firstOf is the first address of a srcset.
func firstOf(srcset string) string {
	if f := strings.Fields(srcset); len(f) > 0 {
		return strings.TrimSuffix(f[0], ",")
	}
	return ""
}

// inlineImage tells whether a data: address holds a picture (never SVG, which
// may hold a script) and nothing else.
func inlineImage(s string) bool {
	kind, data, ok := strings.Cut(s, ",")
	switch strings.ToLower(kind) {
	case "data:image/png;base64", "data:image/jpeg;base64", "data:image/gif;base64", "data:image/webp;base64":
		return ok && strings.Trim(data, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=") == ""
	}
	return false
}

// pictograph returns the character that a small image stands for.
func pictograph(a attributes) (string, bool) {
	if a.alt == "" || len(a.alt) > maxEmoji || strings.ContainsAny(a.alt, " \t\n<>&") {
		return "", false
	}
	for _, class := range strings.Fields(a.class) {
		if class == "emoji" || class == "wp-smiley" {
			return plain.Line(a.alt), true
		}
	}
	return "", false
}

// pixel tells an image that only counts who reads.
func pixel(a attributes, src string) bool {
	if small(a.width) && small(a.height) {
		return true
	}
	style := strings.ReplaceAll(strings.ToLower(a.style), " ", "")
	if strings.Contains(style, "display:none") || strings.Contains(style, "visibility:hidden") ||
		strings.Contains(style, "width:1px") && strings.Contains(style, "height:1px") {
		return true
	}
	_, place, _ := strings.Cut(src, "://")
	for _, t := range trackers {
		if strings.HasPrefix(place, t) || strings.Contains(place, "."+t) {
			return true
		}
	}
	return false
}

func small(size string) bool {
	n, err := strconv.Atoi(strings.TrimSuffix(strings.TrimSpace(size), "px"))
	return err == nil && n <= 1
}

// trackers are places from which images come that nobody is to see.
var trackers = []string{
	"pixel.wp.com/", "stats.wordpress.com/", "feeds.wordpress.com/1.0/", "feeds.feedburner.com/~r/",
	"feeds.feedburner.com/~ff/", "rss.feedsportal.com/", "pi.feedsportal.com/", "google-analytics.com/",
	"ad.doubleclick.net/", "pixel.quantserve.com/", "b.scorecardresearch.com/", "pixel.facebook.com/",
	"facebook.com/tr?", "medium.com/_/stat", "s.zemanta.com/", "analytics.twitter.com/", "t.co/i/adsct",
}
