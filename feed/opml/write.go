package opml

import (
	"bufio"
	"encoding/xml"
	"io"
	"slices"
	"strings"
	"time"

	"griot/feed"
)

// headTitle is how griot's own lists are known again.
const headTitle = "griot"

// Write writes sources as OPML 2.0, from which Read makes them again: address, name
// and tags. The first tag is a folder, as most programs want it, and all of them
// are the category. What has no web address is left out; skipped is how many.
func Write(w io.Writer, sources []feed.Source, now time.Time) (skipped int, err error) {
	b := bufio.NewWriter(w)
	_, _ = b.WriteString(xml.Header + "<opml version=\"2.0\">\n  <head>\n    <title>" + headTitle + "</title>\n    <dateCreated>" +
		now.UTC().Format(time.RFC1123) + "</dateCreated>\n  </head>\n  <body>\n")
	type group struct {
		folders []string
		sources []feed.Source
	}
	var groups []*group
	at := map[string]*group{}
	for _, s := range sources {
		if to, _ := address(s.Address); to == "" {
			skipped++
			continue
		}
		folders := foldersOf(s.Tags)
		key := strings.Join(folders, "\x00")
		if at[key] == nil {
			at[key] = &group{folders: folders}
			groups = append(groups, at[key])
		}
		at[key].sources = append(at[key].sources, s)
	}
	for _, g := range groups {
		for i, folder := range g.folders {
			writeOutline(b, i, ">", "text", folder)
		}
		for _, s := range g.sources {
			writeSource(b, len(g.folders), s)
		}
		for i := range slices.Backward(g.folders) {
			_, _ = b.WriteString(indent(i) + "</outline>\n")
		}
	}
	_, _ = b.WriteString("  </body>\n</opml>\n")
	return skipped, b.Flush()
}

func writeSource(b *bufio.Writer, depth int, s feed.Source) {
	text, title := s.Label(), s.Label()
	if s.Name != "" {
		title = s.Title
	}
	category := ""
	if fitCategory(s.Tags) {
		category = strings.Join(s.Tags, ",")
	}
	writeOutline(b, depth, "/>", "type", "rss", "text", text, "title", title, "xmlUrl", s.Address, "htmlUrl", s.Site,
		"language", s.Language, "category", category)
}

// writeOutline writes an outline with the attributes that have a value.
func writeOutline(b *bufio.Writer, depth int, end string, attributes ...string) {
	_, _ = b.WriteString(indent(depth) + "<outline")
	for pair := range slices.Chunk(attributes, 2) {
		if pair[1] == "" {
			continue
		}
		_, _ = b.WriteString(" " + pair[0] + "=\"")
		_ = xml.EscapeText(b, []byte(pair[1]))
		_ = b.WriteByte('"')
	}
	_, _ = b.WriteString(end + "\n")
}

func indent(depth int) string { return strings.Repeat("  ", depth+2) }

// foldersOf are the folders that a source goes into: its first tag that is not
// hidden, or all of them where they can't be a category.
func foldersOf(tags []string) []string {
	if !fitCategory(tags) {
		return tags[:min(len(tags), maxDepth)]
	}
	for i, tag := range tags {
		if !strings.HasPrefix(tag, "!") {
			return tags[i : i+1]
		}
	}
	return nil
}

// fitCategory tells whether tags can be read back from a category, whose commas
// divide and whose slash at the beginning makes a path.
func fitCategory(tags []string) bool {
	return !slices.ContainsFunc(tags, func(tag string) bool {
		return strings.Contains(tag, ",") || strings.HasPrefix(tag, "/")
	})
}
