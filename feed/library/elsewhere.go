package library

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"strconv"
	"strings"

	"griot/feed"
)

// stateElsewhere and a source's id name the articles of it that were read in
// another reader, until they are here.
const stateElsewhere = "library.elsewhere."

// maxElsewhere is how many such articles of one source are remembered.
const maxElsewhere = 5000

func elsewhereKey(id feed.SourceID) string { return stateElsewhere + strconv.FormatInt(int64(id), 10) }

// fingerprint stands for a guid or a link.
func fingerprint(s string) string {
	sum := sha256.Sum256([]byte(s))
	return hex.EncodeToString(sum[:8])
}

// keepElsewhere remembers what was read of sources whose articles are yet to come.
func (l *Library) keepElsewhere(ctx context.Context, taken []feed.Source, read map[string][]string) error {
	for _, s := range taken {
		refs := read[s.Address]
		if len(refs) == 0 {
			continue
		}
		stored, err := l.store.SourceAt(ctx, s.Address)
		if err != nil {
			return err
		}
		var prints []string
		for _, ref := range refs[:min(len(refs), 2*maxElsewhere)] {
			prints = append(prints, fingerprint(ref))
		}
		if err := l.store.SetState(ctx, elsewhereKey(stored.ID), strings.Join(prints, " ")); err != nil {
			return err
		}
	}
	return nil
}

// recall marks as read what came of a source and was read elsewhere, once.
func (l *Library) recall(ctx context.Context, id feed.SourceID) error {
	kept, err := l.store.State(ctx, elsewhereKey(id))
	if err != nil || kept == "" {
		return err
	}
	read := map[string]bool{}
	for print := range strings.SplitSeq(kept, " ") {
		read[print] = true
	}
	var ids []feed.ArticleID
	q := feed.Query{View: feed.Unread, Sources: []feed.SourceID{id}}
	for from := (*feed.Headline)(nil); ; {
		page, err := l.store.Page(ctx, q, from, feed.Forward, 100)
		if err != nil {
			return err
		}
		for _, h := range page.Headlines {
			known := h.Link != "" && read[fingerprint(h.Link)]
			if !known {
				a, err := l.store.Article(ctx, h.ID)
				if err != nil {
					return err
				}
				known = a.GUID != "" && read[fingerprint(a.GUID)]
			}
			if known {
				ids = append(ids, h.ID)
			}
		}
		if !page.More || len(page.Headlines) == 0 {
			break
		}
		from = &page.Headlines[len(page.Headlines)-1]
	}
	if len(ids) > 0 {
		if _, err := l.store.MarkRead(ctx, ids, true, 0); err != nil {
			return err
		}
	}
	return l.store.SetState(ctx, elsewhereKey(id), "")
}
