package store

import (
	"fmt"

	"griot/feed"
)

// assemble makes a sound store of the rows that were rescued.
func (s *salvor) assemble() error {
	for _, step := range []func() error{
		s.house, s.adopt, s.clean, s.spread, s.count, s.index, s.name,
	} {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

// run runs statements one after the other.
func (s *salvor) run(queries ...string) error {
	for _, q := range queries {
		if _, err := s.exec(q); err != nil {
			return fmt.Errorf("%s: %w", q, err)
		}
	}
	return nil
}

// house gives every article a source.
func (s *salvor) house() error {
	_, err := s.exec(`INSERT INTO sources(id, address, kind, standing, title, sortname, shown)
		SELECT DISTINCT source, ? || source, ?, ?, ?, ?, 0 FROM articles WHERE source NOT IN (SELECT id FROM sources)`,
		rescuedAddress+"/", feed.KindInput, feed.Hidden, s.lost, fold(s.lost))
	return err
}

// adopt gives the reader's comments and drafts an article where theirs is lost.
func (s *salvor) adopt() error {
	type orphan struct {
		article int64
		body    string
		at      int64
	}
	var orphans []orphan
	err := s.each(func(r rows) error {
		var o orphan
		err := r.Scan(&o.article, &o.body, &o.at)
		orphans = append(orphans, o)
		return err
	}, `SELECT article, body, min(at) FROM (SELECT article, body, seen AS at FROM comments WHERE own = 1
			UNION ALL SELECT article, body, saved FROM drafts)
		WHERE article NOT IN (SELECT id FROM articles) GROUP BY article`)
	if err != nil || len(orphans) == 0 {
		return err
	}
	home, err := s.putSource(feed.Source{Address: rescuedAddress, Kind: feed.KindInput, Standing: feed.Hidden, Title: s.lost})
	if err != nil {
		return err
	}
	for _, o := range orphans {
		_, err := s.exec(`INSERT INTO articles(id, source, batch, date, digest, title, author, link) VALUES (?, ?, ?, ?, 0, ?, '', '')`,
			o.article, home, readHidden, o.at, headlineOf(o.body))
		if err != nil {
			return err
		}
	}
	return nil
}

// clean gives every article a body, and drops what belongs to nothing.
func (s *salvor) clean() error {
	return s.run(
		`INSERT INTO article_bodies(article, guid, language, comments_url, comments_feed, categories, enclosures, summary, content)
			SELECT id, '', '', '', '', '[]', '[]', '', '' FROM articles WHERE batch <> 0 AND id NOT IN (SELECT article FROM article_bodies)`,
		"DELETE FROM article_bodies WHERE article NOT IN (SELECT id FROM articles)",
		// As the second migration does.
		`INSERT OR IGNORE INTO article_state(article, key, value)
			SELECT a.id, substr(s.key, 9, 8), s.value FROM state s JOIN articles a ON a.id = substr(s.key, 18)
			WHERE s.key GLOB 'library.fulltext.*' OR s.key GLOB 'library.comments.*'`,
		"DELETE FROM state WHERE key GLOB 'library.fulltext.*' OR key GLOB 'library.comments.*'",
		"DELETE FROM article_state WHERE article NOT IN (SELECT id FROM articles)",
		"DELETE FROM comments WHERE article NOT IN (SELECT id FROM articles)",
		"DELETE FROM places WHERE article NOT IN (SELECT id FROM articles)",
		"DELETE FROM threads WHERE article NOT IN (SELECT id FROM articles)",
		"DELETE FROM identities WHERE article <> 0 AND article NOT IN (SELECT id FROM articles)",
		// What is lost comes again only where everything is asked for.
		"UPDATE sources SET settled = 1, etag = '', modified = '', body = NULL",
	)
}

// spread puts the articles into batches.
func (s *salvor) spread() error {
	for _, hidden := range []bool{false, true} {
		unread, err := s.unreadBatch(hidden)
		if err != nil {
			return err
		}
		for from, to := range map[int64]int64{stillUnread: unread, readShown: readForGood(hidden)} {
			_, err := s.exec("UPDATE articles SET batch = ? WHERE batch = ? AND source IN (SELECT id FROM sources WHERE shown = ?)", to, from, !hidden)
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// count counts everything anew.
func (s *salvor) count() error {
	return s.run(
		`UPDATE articles SET own_comments = (SELECT count(*) FROM comments WHERE article = articles.id AND own = 1 AND deleted = 0)
			WHERE own_comments > 0 OR id IN (SELECT article FROM comments WHERE own = 1)`,
		"INSERT INTO counts(list, source, n) SELECT batch, source, count(*) FROM articles WHERE batch <> 0 GROUP BY 1, 2",
		"INSERT INTO counts(list, source, n) SELECT -1, source, count(*) FROM articles WHERE starred = 1 GROUP BY 2",
		"INSERT INTO counts(list, source, n) SELECT -2, source, count(*) FROM articles WHERE own_comments > 0 GROUP BY 2",
		"UPDATE batches SET n = (SELECT coalesce(sum(n), 0) FROM counts WHERE list = batches.id)",
	)
}

// index makes the index of words.
func (s *salvor) index() error {
	return s.eachArticle("a.batch <> 0", func(id, _ int64, e feed.Entry) error {
		_, err := s.exec("INSERT INTO words(rowid, text) VALUES (?, ?)", id, fold(e.Title, e.Author))
		return err
	})
}

// name makes the names anew by which articles are known again, where they are
// lost.
func (s *salvor) name() error {
	if s.isWhole("identities") {
		return nil
	}
	documents := map[int64]*feed.Document{}
	articles := map[int64][]int64{}
	err := s.eachArticle("1", func(id, source int64, e feed.Entry) error {
		if documents[source] == nil {
			documents[source] = &feed.Document{}
		}
		documents[source].Entries = append(documents[source].Entries, e)
		articles[source] = append(articles[source], id)
		return nil
	})
	if err != nil {
		return err
	}
	const known = "INSERT OR IGNORE INTO identities(source, key, article) VALUES (?, ?, ?)"
	for source, document := range documents {
		for i, m := range feed.Matches(*document, nil, nil) {
			for _, k := range m.Bind {
				if _, err := s.exec(known, source, int64(k), articles[source][i]); err != nil {
					return err
				}
			}
			for _, k := range m.Shared {
				if _, err := s.exec(known, source, int64(k), 0); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// eachArticle reads what those articles are named by for which a condition holds.
func (s *salvor) eachArticle(which string, fn func(id, source int64, e feed.Entry) error) error {
	return s.each(func(r rows) error {
		var id, source int64
		var e feed.Entry
		if err := r.Scan(&id, &source, &e.Title, &e.Author, &e.Link, &e.GUID); err != nil {
			return err
		}
		return fn(id, source, e)
	}, "SELECT a.id, a.source, a.title, a.author, a.link, coalesce(b.guid, '') FROM articles a LEFT JOIN article_bodies b ON b.article = a.id WHERE "+which)
}
