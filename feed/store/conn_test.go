package store

import (
	"context"
	"sync"
	"testing"
)

// A read may be called off at any moment, also while its transaction begins or ends.
func TestAReadThatIsCalledOffLeavesNothingBehind(t *testing.T) {
	s, _ := newStore(t)
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			for i := range 500 {
				ctx, cancel := context.WithCancel(context.Background())
				go cancel()
				_, _ = s.State(ctx, "key")
				if _, err := s.State(context.Background(), "key"); err != nil {
					t.Errorf("after %d reads: %v", i, err)
					return
				}
			}
		})
	}
	all.Wait()
}
