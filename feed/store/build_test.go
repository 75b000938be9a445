package store

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"griot/feed"
)

// buildStore fills a store for benchmarks, in SQL and with the indexes made
// afterwards: n articles in up to 1,000 sources, a tenth of them in the first;
// four in ten unread, half with views, a third with comments, one in 100 opened,
// one in 200 starred, and 50 commented on.
func buildStore(tb testing.TB, s *Store, n int) {
	tb.Helper()
	sources := min(1000, max(2, n/10))
	for i := 1; i <= sources; i++ {
		_, err := s.Follow(context.Background(), feed.Source{Address: fmt.Sprint("https://example.org/", i), Kind: feed.KindFeed,
			Name: fmt.Sprintf("Source %04d", (i*7919)%sources)})
		check(tb, err)
	}
	check(tb, s.write(context.Background(), "build", func(t *tx) error {
		var drop, create []string
		err := t.each(func(r rows) error {
			var name, sql string
			err := r.Scan(&name, &sql)
			drop, create = append(drop, "DROP INDEX "+name), append(create, sql)
			return err
		}, "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND tbl_name = 'articles' AND sql IS NOT NULL")
		if err != nil {
			return err
		}
		unread, err := t.unreadBatch(false)
		if err != nil {
			return err
		}
		steps := append(drop,
			fmt.Sprintf(`INSERT INTO articles(id, source, batch, date, opens, starred, own_comments, views, views_origin,
					comments, comments_origin, published, digest, title, author, link)
				WITH RECURSIVE k(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM k WHERE i < %[1]d),
				r(i, a, b, c, d) AS (SELECT i, abs(random()), abs(random()), abs(random()), abs(random()) FROM k)
				SELECT i, iif(a %% 10 = 0, 1, 1 + a %% %[2]d), iif(b %% 10 < 4, %[3]d, 1), 1700000000000 + i * 60000 - c %% 86400000,
					iif(i %% 100 = 7, 1 + d %% 9, 0), i %% 200 = 3, i %% (%[1]d / 50) = 1,
					iif(b %% 2 = 0, d %% 5000, NULL), iif(b %% 2 = 0, 1, 0), iif(d %% 3 = 0, c %% 200, NULL), iif(d %% 3 = 0, 1, 0),
					1700000000000 + i * 60000, i,
					iif(i %% 2 = 0, 'the ', '') || iif(i %% (%[1]d / 3) = 5, 'xylophone ', '') || iif(i %% 20 = 5, 'election ', '') || iif(i %% 250 = 5, 'drought ', '')
						|| 'w' || (a %% 9973) || ' q' || (b %% 997) || ' z' || (c %% 30011) || ' number ' || i,
					'Author ' || (d %% 500), 'https://example.org/articles/' || i FROM r`, n, sources, unread),
			`INSERT INTO article_bodies(article, guid, language, comments_url, comments_feed, categories, enclosures, summary, content)
				SELECT id, 'tag:example.org:' || id, 'en', '', '', '[]', '[]', '', printf('<p>%300d</p>', id) FROM articles`,
			`INSERT INTO counts(list, source, n) SELECT batch, source, count(*) FROM articles GROUP BY 1, 2`,
			`INSERT INTO counts(list, source, n) SELECT -1, source, count(*) FROM articles WHERE starred = 1 GROUP BY 2`,
			`INSERT INTO counts(list, source, n) SELECT -2, source, count(*) FROM articles WHERE own_comments > 0 GROUP BY 2`,
			`UPDATE batches SET n = (SELECT coalesce(sum(n), 0) FROM counts WHERE list = batches.id)`,
			`INSERT INTO words(rowid, text) SELECT id, lower(title || ' ' || author) FROM articles`,
		)
		for _, q := range append(steps, create...) {
			if _, err := t.exec(q); err != nil {
				return fmt.Errorf("%s: %w", q, err)
			}
		}
		return nil
	}))
}

// builtStore opens a store of n articles, built once a day and kept among the
// temporary files.
func builtStore(b *testing.B, n int) *Store {
	b.Helper()
	dir := filepath.Join(os.TempDir(), fmt.Sprintf("griot-bench-%d", os.Getuid()))
	path := filepath.Join(dir, fmt.Sprintf("%d.db", n))
	var schema string
	for _, m := range later(b) {
		schema += m.sql
	}
	stamp, err := os.ReadFile(path + ".schema")
	if err != nil || string(stamp) != schema {
		os.Remove(path)
		os.Remove(path + "-wal")
		os.Remove(path + "-shm")
		s, err := Open(context.Background(), path, Options{})
		check(b, err)
		start := time.Now()
		buildStore(b, s, n)
		check(b, s.Close())
		b.Logf("built %d articles in %v", n, time.Since(start))
		check(b, os.WriteFile(path+".schema", []byte(schema), 0o600))
	}
	s, err := Open(context.Background(), path, Options{})
	check(b, err)
	b.Cleanup(func() { check(b, s.Close()) })
	return s
}
