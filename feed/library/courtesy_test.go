package library

import (
	"context"
	"testing"
	"testing/synctest"
	"time"
)

// waited is how long a document waits for the keys that are pressed.
func waited(ctx context.Context, l *Library) time.Duration {
	begun := time.Now()
	l.courtesy.giveWay(ctx)
	return time.Since(begun)
}

func TestARefreshGivesWayToKeys(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := &Library{courtesy: courtesy{since: time.Now()}}
		time.Sleep(time.Second)
		if got := waited(t.Context(), l); got != 0 {
			t.Errorf("nothing was pressed yet, and it waits for %v", got)
		}
		l.Pressed()
		time.Sleep(20 * time.Millisecond)
		if got := waited(t.Context(), l); got != keyRest-20*time.Millisecond {
			t.Errorf("20 ms after a key it waits for %v", got)
		}
		if got := waited(t.Context(), l); got != 0 {
			t.Errorf("the keys rest, and it waits for %v", got)
		}
	})
}

func TestAHeldKeyDoesNotStopARefresh(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, release := context.WithCancel(t.Context())
		l := &Library{courtesy: courtesy{since: time.Now()}}
		go func() {
			for ctx.Err() == nil {
				time.Sleep(time.Second / 30)
				l.Pressed()
			}
		}()
		time.Sleep(time.Second)
		if got := waited(t.Context(), l); got != mostCourtesy {
			t.Errorf("while a key is held it waits for %v", got)
		}
		release()
		synctest.Wait()
		time.Sleep(time.Second) // until the finger is lifted
	})
}

func TestAStoppedRefreshDoesNotWaitForKeys(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := &Library{courtesy: courtesy{since: time.Now()}}
		time.Sleep(time.Second)
		l.Pressed()
		ctx, stop := context.WithCancel(t.Context())
		stop()
		if got := waited(ctx, l); got != 0 {
			t.Errorf("it was stopped, and waits for %v", got)
		}
	})
}
