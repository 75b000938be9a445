package store

import (
	"context"
	"database/sql"
	"fmt"
)

// Checkup is what Check found out about a store.
type Checkup struct {
	SQLite string   // the version of the library
	Schema int      // of the store
	Faults []string // what SQLite finds wrong, in its own words; empty for a sound store
}

// mostFaults is how many faults are told.
const mostFaults = 20

// Check reads the whole file and reports what is wrong with it: structure and
// indexes (integrity_check), and rows that point at nothing (foreign_key_check).
func (s *Store) Check(ctx context.Context) (Checkup, error) {
	var found Checkup
	err := s.read(ctx, "check", func(c *conn) error {
		if _, err := c.one([]any{&found.SQLite}, "SELECT sqlite_version()"); err != nil {
			return err
		}
		version, err := schemaOf(c)
		if err != nil {
			return err
		}
		found.Schema = version
		err = c.each(func(r rows) error {
			var said string
			if err := r.Scan(&said); err != nil {
				return err
			}
			if said != "ok" {
				found.Faults = append(found.Faults, said)
			}
			return nil
		}, fmt.Sprintf("PRAGMA integrity_check(%d)", mostFaults))
		if err != nil {
			return err
		}
		return c.each(func(r rows) error {
			var table, parent string
			var row sql.NullInt64
			var key int64
			if err := r.Scan(&table, &row, &parent, &key); err != nil {
				return err
			}
			if len(found.Faults) < mostFaults {
				found.Faults = append(found.Faults, fmt.Sprintf("row %d of %s points at no row of %s", row.Int64, table, parent))
			}
			return nil
		}, "PRAGMA foreign_key_check")
	})
	return found, err
}
