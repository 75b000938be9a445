-- The first schema. Times are milliseconds since 1970, UTC; booleans are 0 and 1.

CREATE TABLE sources (
	id       INTEGER PRIMARY KEY AUTOINCREMENT,
	address  TEXT    NOT NULL UNIQUE,
	kind     INTEGER NOT NULL,
	standing INTEGER NOT NULL,
	title    TEXT    NOT NULL DEFAULT '',
	name     TEXT    NOT NULL DEFAULT '',
	site     TEXT    NOT NULL DEFAULT '',
	contact  TEXT    NOT NULL DEFAULT '',
	language TEXT    NOT NULL DEFAULT '',
	tags     TEXT    NOT NULL DEFAULT '[]',
	sortname TEXT    NOT NULL,           -- the label, folded: what sources are sorted and found by
	shown    INTEGER NOT NULL,           -- its articles belong to the common lists ...
	settled  INTEGER NOT NULL DEFAULT 1, -- ... and each lies in a batch that agrees
	visited  INTEGER NOT NULL DEFAULT 0, -- when it was last opened or asked for
	checked  INTEGER NOT NULL DEFAULT 0,
	success  INTEGER NOT NULL DEFAULT 0,
	due      INTEGER NOT NULL DEFAULT 0,
	failure  TEXT,                       -- JSON, NULL when the last attempt worked
	wire     INTEGER NOT NULL DEFAULT 0,
	gone     INTEGER NOT NULL DEFAULT 0,
	etag     TEXT    NOT NULL DEFAULT '',
	modified TEXT    NOT NULL DEFAULT '',
	body     BLOB
) STRICT;
CREATE UNIQUE INDEX sources_by_name ON sources(sortname, id);
CREATE INDEX sources_unsettled ON sources(id) WHERE settled = 0;

-- The hashes of the entries in a source's last document, 16 bytes each.
CREATE TABLE documents (
	source INTEGER PRIMARY KEY REFERENCES sources(id) ON DELETE CASCADE,
	hashes BLOB NOT NULL
) STRICT;

-- Every article lies in one batch, which says whether it is read and whether it
-- belongs to the common lists. An act on many articles changes their batch.
CREATE TABLE batches (
	id     INTEGER PRIMARY KEY AUTOINCREMENT,
	unread INTEGER NOT NULL,
	hidden INTEGER NOT NULL,
	visit  INTEGER NOT NULL DEFAULT 0, -- what it holds was read during this stay
	mark   INTEGER NOT NULL DEFAULT 0, -- the mark of many that last changed it
	n      INTEGER NOT NULL DEFAULT 0, -- articles in it
	used   INTEGER NOT NULL
) STRICT;
INSERT INTO batches(id, unread, hidden, used) VALUES (1, 0, 0, 0), (2, 0, 1, 0);

CREATE TABLE articles (
	id      INTEGER PRIMARY KEY AUTOINCREMENT,
	source  INTEGER NOT NULL REFERENCES sources(id),
	batch   INTEGER NOT NULL REFERENCES batches(id),
	date    INTEGER NOT NULL, -- sorted by; fixed when it is first seen
	opens   INTEGER NOT NULL DEFAULT 0,
	starred INTEGER NOT NULL DEFAULT 0,
	marked  INTEGER NOT NULL DEFAULT 0, -- the reader marked it by hand
	own_comments INTEGER NOT NULL DEFAULT 0,
	views           INTEGER, -- NULL: unknown
	views_origin    INTEGER NOT NULL DEFAULT 0,
	views_asof      INTEGER NOT NULL DEFAULT 0,
	comments        INTEGER,
	comments_origin INTEGER NOT NULL DEFAULT 0,
	comments_asof   INTEGER NOT NULL DEFAULT 0,
	published     INTEGER, -- NULL: unknown
	published_day INTEGER NOT NULL DEFAULT 0,
	digest INTEGER NOT NULL, -- of what the publisher gave, counts left out
	title  TEXT NOT NULL,
	author TEXT NOT NULL,
	link   TEXT NOT NULL,
	-- Sort keys. A search begins at a pair of date and id only where the id is not the
	-- row's own, hence the serial.
	serial INTEGER AS (id) VIRTUAL,
	vkey INTEGER AS (coalesce(views, -1)) VIRTUAL,
	ckey INTEGER AS (CASE WHEN comments IS NULL AND own_comments = 0 THEN -1
		ELSE coalesce(comments, 0) + own_comments END) VIRTUAL
) STRICT;

-- The condition of an index must not look like a bound of its range, or it is
-- taken for one: hence "opens" for "opens > 0".
-- All articles of a batch, in each order; then the same inside a source.
CREATE INDEX articles_date     ON articles(batch, date, serial);
CREATE INDEX articles_views    ON articles(batch, vkey, date, serial);
CREATE INDEX articles_comments ON articles(batch, ckey, date, serial);
CREATE INDEX articles_opens    ON articles(batch, opens, date, serial) WHERE opens;
CREATE INDEX source_date     ON articles(source, batch, date, serial);
CREATE INDEX source_views    ON articles(source, batch, vkey, date, serial);
CREATE INDEX source_comments ON articles(source, batch, ckey, date, serial);
CREATE INDEX source_opens    ON articles(source, batch, opens, date, serial) WHERE opens;
-- The starred ones, in each order.
CREATE INDEX starred_date     ON articles(batch, date, serial) WHERE starred = 1;
CREATE INDEX starred_views    ON articles(batch, vkey, date, serial) WHERE starred = 1;
CREATE INDEX starred_comments ON articles(batch, ckey, date, serial) WHERE starred = 1;
CREATE INDEX starred_opens    ON articles(batch, opens, date, serial) WHERE starred = 1 AND opens;
-- What the reader starred or commented in a source: few, sorted after reading.
CREATE INDEX starred_source   ON articles(source, id) WHERE starred = 1;
CREATE INDEX commented_source ON articles(source, id) WHERE own_comments > 0;

CREATE TABLE article_bodies (
	article      INTEGER PRIMARY KEY REFERENCES articles(id) ON DELETE CASCADE,
	guid         TEXT    NOT NULL,
	updated      INTEGER,
	updated_day  INTEGER NOT NULL DEFAULT 0,
	language     TEXT    NOT NULL,
	comments_url TEXT    NOT NULL,
	comments_feed TEXT   NOT NULL,
	categories   TEXT    NOT NULL, -- JSON
	enclosures   TEXT    NOT NULL, -- JSON
	summary      TEXT    NOT NULL,
	content      TEXT    NOT NULL
) STRICT;

-- How many articles of a source lie in a batch. The lists -1 and -2 are those that
-- are starred and those that the reader commented on.
CREATE TABLE counts (
	list   INTEGER NOT NULL,
	source INTEGER NOT NULL REFERENCES sources(id) ON DELETE CASCADE,
	n      INTEGER NOT NULL,
	PRIMARY KEY (list, source)
) STRICT, WITHOUT ROWID;

-- What a document may name an article by. 0 stands for several articles.
CREATE TABLE identities (
	source  INTEGER NOT NULL,
	key     INTEGER NOT NULL,
	article INTEGER NOT NULL,
	PRIMARY KEY (source, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE places (
	article  INTEGER PRIMARY KEY REFERENCES articles(id) ON DELETE CASCADE,
	block    INTEGER NOT NULL,
	line     INTEGER NOT NULL,
	finished INTEGER NOT NULL
) STRICT;

CREATE TABLE threads (
	article INTEGER PRIMARY KEY REFERENCES articles(id) ON DELETE CASCADE,
	visited INTEGER NOT NULL DEFAULT 0,
	checked INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE comments (
	id         INTEGER PRIMARY KEY AUTOINCREMENT,
	article    INTEGER NOT NULL REFERENCES articles(id),
	own        INTEGER NOT NULL,
	parent     INTEGER NOT NULL DEFAULT 0, -- of an own one: the comment it answers
	key        TEXT,                       -- the publisher's, NULL for an own one
	parent_key TEXT NOT NULL DEFAULT '',
	author     TEXT NOT NULL,
	link       TEXT NOT NULL DEFAULT '',
	body       TEXT NOT NULL,
	published     INTEGER,
	published_day INTEGER NOT NULL DEFAULT 0,
	edited  INTEGER NOT NULL DEFAULT 0,
	seen    INTEGER NOT NULL,
	deleted INTEGER NOT NULL DEFAULT 0 -- hidden by the reader, and when
) STRICT;
CREATE UNIQUE INDEX comments_key ON comments(article, key) WHERE key IS NOT NULL;
CREATE INDEX comments_article ON comments(article, id);
CREATE INDEX comments_own ON comments(id) WHERE own = 1;

CREATE TABLE drafts (
	article INTEGER NOT NULL REFERENCES articles(id),
	reply   INTEGER NOT NULL,
	editing INTEGER NOT NULL,
	body    TEXT    NOT NULL,
	saved   INTEGER NOT NULL,
	PRIMARY KEY (article, reply, editing)
) STRICT, WITHOUT ROWID;

CREATE TABLE state (
	key   TEXT PRIMARY KEY,
	value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Words of headlines and authors, folded before they come here: a word is what
-- stands between blanks.
CREATE VIRTUAL TABLE words USING fts5(text, content='', contentless_delete=1, detail=none, tokenize='ascii');
