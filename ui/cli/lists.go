package cli

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/adrg/xdg"

	"griot/feed"
	"griot/feed/fetch"
	"griot/feed/library"
	"griot/ui/app"
)

const (
	mostLists   = 9       // lists that are offered
	longestList = 4 << 20 // bytes of one that is looked into unasked
	mostEntries = 5000    // of a folder that is looked through for lists
)

// lists finds and imports lists of sources for the reader.
type lists struct {
	p   *program
	lib *library.Library
}

// Find looks where newsboat keeps its list, and for OPML where people put files.
func (l lists) Find(ctx context.Context) []app.FoundList {
	followed, err := l.lib.Sources(ctx, feed.Followed)
	if err != nil || slices.ContainsFunc(followed, func(s feed.Source) bool { return s.Kind != feed.KindSample }) {
		return nil
	}
	var found []app.FoundList
	seen := map[string]bool{}
	for _, path := range likelyLists() {
		info, err := os.Stat(path)
		if err != nil || !info.Mode().IsRegular() || info.Size() > longestList || seen[path] || ctx.Err() != nil {
			continue
		}
		seen[path] = true
		if n := sourcesIn(path); n > 0 && len(found) < mostLists {
			found = append(found, app.FoundList{Path: path, Sources: n})
		}
	}
	return found
}

// likelyLists are paths that lists of sources may be at.
func likelyLists() []string {
	home := xdg.Home
	paths := []string{filepath.Join(home, ".newsboat", "urls"), filepath.Join(xdg.ConfigHome, "newsboat", "urls")}
	here, err := os.Getwd()
	if err != nil {
		here = home
	}
	for _, folder := range []string{here, home, xdg.UserDirs.Download, xdg.UserDirs.Documents} {
		d, err := os.Open(folder)
		if err != nil {
			continue
		}
		names, _ := d.Readdirnames(mostEntries)
		_ = d.Close()
		slices.Sort(names)
		for _, name := range names {
			if strings.EqualFold(filepath.Ext(name), ".opml") {
				paths = append(paths, filepath.Join(folder, name))
			}
		}
	}
	return paths
}

// sourcesIn counts what a list names that could be followed.
func sourcesIn(path string) int {
	response, err := fetch.File(path)
	if err != nil {
		return 0
	}
	n := 0
	for _, w := range wantedIn(response.Body) {
		if w.Source.Address != "" {
			n++
		}
	}
	return n
}

// Import follows what a list names, with what was read of it in newsboat.
func (l lists) Import(ctx context.Context, path string) (library.Imported, error) {
	list, err := l.p.listAt(ctx, path)
	if err != nil {
		return library.Imported{}, err
	}
	wanted := wantedFrom(path, list)
	l.p.readElsewhere(ctx, wanted) // a cache that can't be read is in the log
	return l.lib.Import(ctx, wanted)
}
