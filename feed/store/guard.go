package store

import (
	"bytes"
	"database/sql"
	"fmt"
	"net/url"
	"os"
	"strconv"
	"strings"
	"time"

	"griot/feed"
)

// logKey is the state that ties a log to its store: a name that no other store
// has, and the number of the last write. Every write changes it, so every log
// holds it. SQLite itself takes whatever log it finds beside a store, and would mix
// another's pages, or those of another day, into it.
const logKey = "log"

// stampWrite renews the state under logKey: 32 hexadecimal digits, a colon, a number.
const stampWrite = `INSERT INTO state(key, value) VALUES ('` + logKey + `', lower(hex(randomblob(16))) || ':1')
	ON CONFLICT DO UPDATE SET value = substr(value, 1, 33) || (CAST(substr(value, 34) AS INTEGER) + 1)`

// stamp is what is stored under logKey.
type stamp struct {
	store string
	write int64
}

func stampOf(value string) (s stamp, ok bool) {
	name, number, found := strings.Cut(value, ":")
	n, err := strconv.ParseInt(number, 10, 64)
	return stamp{name, n}, found && err == nil
}

// logBelongs tells whether the log that lies beside a store is its own: else the
// error is feed.ErrDamaged. Nothing is changed.
func logBelongs(path string) error {
	const tries, pause = 4, 25 * time.Millisecond
	var err error
	for range tries {
		if err = compareLog(path); err == nil {
			return nil
		}
		if used, _ := inUse(path); used {
			return nil // who has it open looked at it, and is changing both just now
		}
		time.Sleep(pause)
	}
	return err
}

func compareLog(path string) error {
	info, err := os.Stat(path + "-wal")
	if err != nil || info.Size() == 0 {
		return nil // there is no log, or none that can be read: opening it tells
	}
	first, last, frames, err := stampsOf(path)
	if err != nil || frames == 0 {
		return err
	}
	has, ok := stampAt(path)
	switch {
	case !ok:
		return nil // too young or too damaged to tell
	case first.store != has.store || last.store != has.store:
		return fmt.Errorf("%w: the log beside it is another store's", feed.ErrDamaged)
	case has.write < first.write-1, has.write > last.write:
		return fmt.Errorf("%w: the log beside it is of another time", feed.ErrDamaged)
	}
	return nil
}

// stampAt reads the stamp in the store itself, without its log.
func stampAt(path string) (s stamp, ok bool) {
	db, err := sql.Open("sqlite", dsn(path, 0, url.Values{"mode": {"ro"}, "immutable": {"1"}}, "query_only(1)"))
	if err != nil {
		return s, false
	}
	defer db.Close()
	var value string
	if db.QueryRow("SELECT value FROM state WHERE key = ?", logKey).Scan(&value) != nil {
		return s, false
	}
	return stampOf(value)
}

// stampsOf reads the first and the last stamp in what was committed to a store's
// log, and tells how many frames that is.
func stampsOf(path string) (first, last stamp, frames int, err error) {
	var pages carver
	var pending stamp // of a write that is not at its end
	begun := 0
	err = eachFrame(path, func(f frame) bool {
		begun++
		if f.data[0] == indexLeaf && bytes.Contains(f.data, []byte(logKey)) {
			_ = pages.rowsOf(f.data, 0, func(row carved) error {
				if len(row.values) == 2 && row.values[0] == logKey {
					value, _ := row.values[1].(string)
					if s, ok := stampOf(value); ok {
						pending = s
					}
				}
				return nil
			})
		}
		if !f.commit {
			return true
		}
		frames, last = begun, pending
		if first.store == "" {
			first = pending
		}
		return true
	})
	return first, last, frames, err
}
