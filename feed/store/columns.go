package store

import (
	"database/sql"
	"encoding/json"
	"time"

	"griot/feed"
)

// millis is a time as it is stored: 0 for the zero time.
func millis(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMilli()
}

// moment is millis read back.
func moment(ms int64) time.Time {
	if ms == 0 {
		return time.Time{}
	}
	return time.UnixMilli(ms).UTC()
}

// dateColumns is a feed.Date in its two columns.
type dateColumns struct {
	ms  sql.NullInt64
	day bool
}

func columnsOf(d feed.Date) dateColumns {
	if !d.Known() {
		return dateColumns{}
	}
	return dateColumns{ms: sql.NullInt64{Int64: d.Instant().UnixMilli(), Valid: true}, day: d.DayOnly()}
}

func (c dateColumns) date() feed.Date {
	switch t := time.UnixMilli(c.ms.Int64).UTC(); {
	case !c.ms.Valid:
		return feed.Date{}
	case c.day:
		return feed.Day(t.Date())
	default:
		return feed.At(t)
	}
}

// countColumns is a feed.Count in its three columns.
type countColumns struct {
	n      sql.NullInt64
	origin feed.Origin
	asOf   int64
}

func columnsOfCount(c feed.Count) countColumns {
	n, known := c.Value()
	if !known {
		return countColumns{}
	}
	return countColumns{n: sql.NullInt64{Int64: n, Valid: true}, origin: c.Origin(), asOf: millis(c.AsOf())}
}

func (c countColumns) count() feed.Count {
	if !c.n.Valid {
		return feed.Count{}
	}
	return feed.CountOf(c.n.Int64, c.origin, moment(c.asOf))
}

// jsonList writes values as JSON, for columns and for json_each.
func jsonList[T any](values []T) string {
	if len(values) == 0 {
		return "[]"
	}
	b, err := json.Marshal(values)
	if err != nil {
		panic(err) // only strings, numbers and plain structs come here
	}
	return string(b)
}

// unlist reads jsonList back, nil when it is empty.
func unlist[T any](text string) ([]T, error) {
	if text == "" || text == "[]" {
		return nil, nil
	}
	var values []T
	err := json.Unmarshal([]byte(text), &values)
	return values, err
}
