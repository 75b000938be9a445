package library

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"griot/feed"
)

// maxFormer is how many former addresses of a source are remembered.
const maxFormer = 10

// formerKey and a source's id tell where it was before it moved for good, the latest
// first, one address a line: what the reader set by those goes on applying to it.
func formerKey(id feed.SourceID) string { return fmt.Sprintf("library.former.%d", id) }

// addressesOf lists where a source is and where it was, the latest first.
func (l *Library) addressesOf(ctx context.Context, s feed.Source) []string {
	all := []string{s.Address}
	if kept, err := l.store.State(ctx, formerKey(s.ID)); err == nil && kept != "" {
		all = append(all, strings.Split(kept, "\n")...)
	}
	return all
}

// movedFrom remembers where a source was. It is at another place by now.
func (l *Library) movedFrom(ctx context.Context, s feed.Source, from string) {
	all := l.addressesOf(ctx, s)
	all[0] = from
	all = slices.DeleteFunc(all, func(a string) bool { return a == s.Address })
	all = all[:min(len(all), maxFormer)]
	_ = l.store.SetState(ctx, formerKey(s.ID), strings.Join(all, "\n")) // else the settings need its new address
}
