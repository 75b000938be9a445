package cli

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/adrg/xdg"

	"griot/feed"
	"griot/feed/library"
	"griot/feed/newsboat"
)

// readElsewhere adds to what is wanted which articles of it were read in newsboat, if
// that is in use here. Where its cache can't be read the rest goes on, and that is
// its path.
func (p *program) readElsewhere(ctx context.Context, wanted []library.Wanted) (unreadable string) {
	read, unreadable := p.newsboatCache(ctx)
	byAddress := make(map[string][]newsboat.Article, len(read))
	for raw, articles := range read {
		if address, _ := library.Resolve(raw); address != "" {
			byAddress[address] = append(byAddress[address], articles...)
		}
	}
	for i := range wanted {
		for _, a := range byAddress[wanted[i].Source.Address] {
			for _, ref := range []string{a.GUID, a.Link} {
				if ref != "" {
					wanted[i].Read = append(wanted[i].Read, ref)
				}
			}
		}
	}
	return unreadable
}

// newsboatCache is what the first of newsboat's caches says, by address as newsboat
// writes it; nothing where there is none. unreadable is the path of one that can't
// be read.
func (p *program) newsboatCache(ctx context.Context) (read map[string][]newsboat.Article, unreadable string) {
	paths := []string{filepath.Join(xdg.DataHome, "newsboat", "cache.db")}
	if home, err := os.UserHomeDir(); err == nil {
		paths = append([]string{filepath.Join(home, ".newsboat", "cache.db")}, paths...)
	}
	for _, path := range paths {
		read, err := newsboat.Read(ctx, path)
		switch {
		case err == nil:
			return read, ""
		case !errors.Is(err, fs.ErrNotExist):
			p.log.Error("newsboat's cache", "error", err.Error())
			return nil, path
		}
	}
	return nil, ""
}

// knownOf counts the sources of which articles were read elsewhere.
func knownOf(wanted []library.Wanted, taken []feed.Source) int {
	isNew := make(map[string]bool, len(taken))
	for _, s := range taken {
		isNew[s.Address] = true
	}
	n := 0
	for _, w := range wanted {
		if isNew[w.Source.Address] && len(w.Read) > 0 {
			n++
		}
	}
	return n
}
