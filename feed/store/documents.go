package store

import (
	"bytes"
	"context"
	"encoding/binary"

	"griot/feed"
)

// published is an entry of a source's last document: its hash, zero where it has
// none, and the article that it is.
type published struct {
	hash    feed.Hash
	article feed.ArticleID
}

// publishedSize is that of one in the column documents.entries.
const publishedSize = len(feed.Hash{}) + 8

func packed(entries []published) []byte {
	all := make([]byte, 0, len(entries)*publishedSize)
	for _, e := range entries {
		all = append(all, e.hash[:]...)
		all = binary.BigEndian.AppendUint64(all, uint64(e.article))
	}
	return all
}

func unpacked(column []byte) []published {
	all := make([]published, 0, len(column)/publishedSize)
	for ; len(column) >= publishedSize; column = column[publishedSize:] {
		all = append(all, published{feed.Hash(column), feed.ArticleID(binary.BigEndian.Uint64(column[len(feed.Hash{}):]))})
	}
	return all
}

// Known returns the hashes of the entries in a source's last document, which need
// not be parsed again.
func (s *Store) Known(ctx context.Context, id feed.SourceID) (known map[feed.Hash]struct{}, err error) {
	err = s.read(ctx, "read what is known of a source", func(c *conn) error {
		entries, err := c.document(int64(id))
		known = make(map[feed.Hash]struct{}, len(entries))
		for _, e := range entries {
			if e.hash != (feed.Hash{}) {
				known[e.hash] = struct{}{}
			}
		}
		return err
	})
	return known, err
}

// document reads what a source's last document had.
func (c *conn) document(source int64) ([]published, error) {
	var column []byte
	_, err := c.one([]any{&column}, "SELECT entries FROM documents WHERE source = ?", source)
	return unpacked(column), err
}

// keepDocument remembers what a source's document has, parsed or not. matches are
// those of its entries.
func (t *tx) keepDocument(id feed.SourceID, doc feed.Document, matches []feed.Match) error {
	old, err := t.document(int64(id))
	if err != nil {
		return err
	}
	article := make(map[feed.Hash]feed.ArticleID, len(old))
	for _, e := range old {
		article[e.hash] = e.article
	}
	entries := make([]published, 0, len(doc.Entries)+len(doc.Unchanged))
	for i := range matches {
		if e := (published{doc.Entries[i].Hash, matches[i].Article}); e != (published{}) {
			entries = append(entries, e)
		}
	}
	for _, h := range doc.Unchanged {
		entries = append(entries, published{h, article[h]})
	}
	column := packed(entries)
	if bytes.Equal(column, packed(old)) {
		return nil
	}
	_, err = t.exec("INSERT INTO documents(source, entries) VALUES (?, ?) ON CONFLICT DO UPDATE SET entries = excluded.entries", int64(id), column)
	return err
}
