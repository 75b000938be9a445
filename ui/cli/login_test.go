package cli

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"griot/feed"
)

// A command that gives no password in time has given none, and nothing that it
// started runs on.
func TestPasswordCommandThatHangs(t *testing.T) {
	note := filepath.Join(t.TempDir(), "pid")
	ctx, cancel := context.WithTimeout(t.Context(), 300*time.Millisecond)
	defer cancel()
	_, err := passwordFrom(ctx, []string{"sh", "-c", "sleep 600 & echo $! > " + note + "; wait"}, os.Environ())
	if !errors.Is(err, feed.ErrNoPassword) {
		t.Errorf("%v", err)
	}
	pid, err := os.ReadFile(note)
	if err != nil {
		t.Fatal(err)
	}
	for range 100 {
		state, err := os.ReadFile("/proc/" + strings.TrimSpace(string(pid)) + "/stat")
		if err != nil || strings.Contains(string(state), ") Z ") {
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
	t.Error("what it started still runs")
}

func TestPasswordCommandThatIsStopped(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := passwordFrom(ctx, []string{"echo", "s3cret"}, os.Environ()); !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
}
