package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"

	"griot/feed"
)

// healthColumns is a feed.Health in the columns of table sources.
type healthColumns struct {
	checked, success, due int64
	failure               sql.NullString
	wire                  int64
	gone                  bool
	etag, modified        string
	body                  []byte
}

// failureColumn is a feed.Failure as it is stored: facts, no words for people.
type failureColumn struct {
	Kind   feed.FailureKind `json:"kind"`
	Status int              `json:"status,omitempty"`
	Detail string           `json:"detail,omitempty"`
}

func columnsOfHealth(h feed.Health) (c healthColumns, err error) {
	c = healthColumns{checked: millis(h.Checked), success: millis(h.Success), due: millis(h.Due), wire: h.Wire, gone: h.Gone,
		etag: h.Validators.ETag, modified: h.Validators.LastModified}
	if h.Body != (feed.Hash{}) {
		c.body = h.Body[:]
	}
	if f := h.Failure; f != nil {
		b, err := json.Marshal(failureColumn{f.Kind, f.Status, f.Detail})
		if err != nil {
			return c, err
		}
		c.failure = sql.NullString{String: string(b), Valid: true}
	}
	return c, nil
}

func (c healthColumns) health() (feed.Health, error) {
	h := feed.Health{Checked: moment(c.checked), Success: moment(c.success), Due: moment(c.due), Wire: c.wire, Gone: c.gone,
		Validators: feed.Validators{ETag: c.etag, LastModified: c.modified}}
	copy(h.Body[:], c.body)
	if c.failure.Valid {
		var f failureColumn
		if err := json.Unmarshal([]byte(c.failure.String), &f); err != nil {
			return h, fmt.Errorf("failure of a source: %w", err)
		}
		h.Failure = &feed.Failure{Kind: f.Kind, Status: f.Status, Detail: f.Detail}
	}
	return h, nil
}

// SetHealth stores how asking a source went, when it brought no document.
func (s *Store) SetHealth(ctx context.Context, id feed.SourceID, h feed.Health) error {
	return s.writeBulk(ctx, "store a source's health", func(t *tx) error { return t.setHealth(id, h) })
}

func (t *tx) setHealth(id feed.SourceID, h feed.Health) error {
	c, err := columnsOfHealth(h)
	if err != nil {
		return err
	}
	n, err := t.exec(`UPDATE sources SET checked = ?, success = ?, due = ?, failure = ?, wire = ?, gone = ?, etag = ?, modified = ?, body = ?
		WHERE id = ?`, c.checked, c.success, c.due, c.failure, c.wire, c.gone, c.etag, c.modified, c.body, int64(id))
	if err == nil && n == 0 {
		return feed.ErrNoSource
	}
	return err
}
