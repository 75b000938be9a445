-- Retention, and what is kept beside an article.

-- The batch of the articles that retention took. Their rows stay, without a body and
-- without their words, so that they are known again; it counts nowhere.
INSERT INTO batches(id, unread, hidden, used) VALUES (0, 0, 0, 0);

-- The entries in a source's last document, 24 bytes each: the hash, and the article.
DROP TABLE documents;
CREATE TABLE documents (
	source  INTEGER PRIMARY KEY REFERENCES sources(id) ON DELETE CASCADE,
	entries BLOB NOT NULL
) STRICT;

-- What is remembered of an article and goes with it: the text of its page, earlier
-- texts, what a server said of its comments.
CREATE TABLE article_state (
	article INTEGER NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
	key     TEXT NOT NULL,
	value   TEXT NOT NULL,
	PRIMARY KEY (article, key)
) STRICT, WITHOUT ROWID;
INSERT INTO article_state(article, key, value)
	SELECT a.id, substr(s.key, 9, 8), s.value FROM state s JOIN articles a ON a.id = substr(s.key, 18)
	WHERE s.key GLOB 'library.fulltext.*' OR s.key GLOB 'library.comments.*';
DELETE FROM state WHERE key GLOB 'library.fulltext.*' OR key GLOB 'library.comments.*';
