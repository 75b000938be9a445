// Package newsboat reads what newsboat remembers of the articles that its reader
// has read. It never writes.
package newsboat

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"

	_ "modernc.org/sqlite" // the driver
)

// Article is an article that was read: its guid, and its address, either of which
// may be empty.
type Article struct{ GUID, Link string }

const (
	maxArticles = 500_000 // of a cache, the newest
	maxText     = 4096    // bytes of a guid or an address
)

var errNotRegular = errors.New("not a regular file")

// Read returns the articles that were read, by the address of their feed, newest
// first. path is newsboat's cache, a database that newsboat may have open.
func Read(ctx context.Context, path string) (map[string][]Article, error) {
	info, err := os.Stat(path)
	if err == nil && !info.Mode().IsRegular() {
		err = errNotRegular
	}
	if err != nil {
		return nil, fmt.Errorf("read newsboat's cache: %w", err)
	}
	from := url.URL{Scheme: "file", Path: path, RawQuery: "mode=ro&immutable=1&_pragma=query_only(1)&_pragma=trusted_schema(0)"}
	db, err := sql.Open("sqlite", from.String())
	if err != nil {
		return nil, fmt.Errorf("read newsboat's cache: %w", err)
	}
	defer db.Close()
	read, err := articles(ctx, db)
	if err != nil {
		return nil, fmt.Errorf("read newsboat's cache: %w", err)
	}
	return read, nil
}

func articles(ctx context.Context, db *sql.DB) (map[string][]Article, error) {
	rows, err := db.QueryContext(ctx, `SELECT feedurl, coalesce(guid, ''), coalesce(url, '') FROM rss_item
		WHERE unread = 0 AND feedurl IS NOT NULL AND length(feedurl) + length(coalesce(guid, '')) + length(coalesce(url, '')) < ?
		ORDER BY id DESC LIMIT ?`, maxText, maxArticles)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	read := map[string][]Article{}
	for rows.Next() {
		var feed string
		var a Article
		if err := rows.Scan(&feed, &a.GUID, &a.Link); err != nil {
			return nil, err
		}
		read[feed] = append(read[feed], a)
	}
	return read, rows.Err()
}
