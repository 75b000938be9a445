package app

import "testing"

// The last hint names the key to all others: it stays while others go.
func TestKeepLast(t *testing.T) {
	t.Parallel()
	words := []string{"enter open", "s star", "/ find", "? keys"}
	for room, want := range map[int]int{100: 4, 40: 4, 34: 3, 22: 2, 18: 4, 3: 4} {
		if got := keepLast(words, room); len(got) != want || got[len(got)-1] != "? keys" {
			t.Errorf("keepLast in %d cells = %q, want %d words", room, got, want)
		}
	}
	if got := keepLast(nil, 10); got != nil {
		t.Errorf("keepLast of nothing = %q", got)
	}
}
