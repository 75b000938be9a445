package store

import (
	"context"
)

// State returns what was kept under a key, "" when nothing was.
func (s *Store) State(ctx context.Context, key string) (value string, err error) {
	err = s.read(ctx, "read state "+key, func(c *conn) error {
		_, err := c.one([]any{&value}, "SELECT value FROM state WHERE key = ?", key)
		return err
	})
	return value, err
}

// SetState keeps a value under a key.
func (s *Store) SetState(ctx context.Context, key, value string) error {
	return s.write(ctx, "keep state "+key, func(t *tx) error {
		_, err := t.exec("INSERT INTO state(key, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value", key, value)
		return err
	})
}
