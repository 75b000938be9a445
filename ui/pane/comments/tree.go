package comments

import "griot/feed"

// tree is the thread as it is folded and unfolded.
type tree struct {
	all    []feed.Threaded
	shown  []int // indices of all that no folded comment hides
	folded map[feed.CommentID]bool
	fresh  map[feed.CommentID]bool // what was new at any time of this visit
}

// set takes the comments of a thread and keeps what is folded.
func (t *tree) set(all []feed.Threaded) {
	t.all = all
	if t.fresh == nil {
		t.fresh = map[feed.CommentID]bool{}
	}
	for _, c := range all {
		if c.New {
			t.fresh[c.ID] = true
		}
	}
	t.arrange()
}

// arrange finds out what is shown.
func (t *tree) arrange() {
	t.shown = t.shown[:0]
	for i := 0; i < len(t.all); {
		t.shown = append(t.shown, i)
		if t.folded[t.all[i].ID] {
			i = t.after(i)
		} else {
			i++
		}
	}
}

// after is the first comment that does not stand below i.
func (t *tree) after(i int) int {
	depth := t.all[i].Depth
	for i++; i < len(t.all) && t.all[i].Depth > depth; i++ {
	}
	return i
}

// fold folds or unfolds the replies to a comment.
func (t *tree) fold(id feed.CommentID, on bool) {
	if t.folded == nil {
		t.folded = map[feed.CommentID]bool{}
	}
	if on {
		t.folded[id] = true
	} else {
		delete(t.folded, id)
	}
	t.arrange()
}

// index is where a comment stands among all, -1 when it is not there.
func (t *tree) index(id feed.CommentID) int {
	for i := range t.all {
		if t.all[i].ID == id {
			return i
		}
	}
	return -1
}

// position is where a comment stands among those that are shown, or the folded one
// that hides it; -1 when it is not there.
func (t *tree) position(id feed.CommentID) int {
	at := t.index(id)
	if at < 0 {
		return -1
	}
	for pos := len(t.shown) - 1; pos >= 0; pos-- {
		if t.shown[pos] <= at {
			return pos
		}
	}
	return -1
}

// parent is the comment above which i stands one level deeper, -1 at the top.
func (t *tree) parent(i int) int {
	for j := i - 1; j >= 0; j-- {
		if t.all[j].Depth < t.all[i].Depth {
			return j
		}
	}
	return -1
}

// reveal unfolds what hides a comment.
func (t *tree) reveal(id feed.CommentID) {
	for i := t.index(id); i >= 0; {
		if i = t.parent(i); i >= 0 {
			delete(t.folded, t.all[i].ID)
		}
	}
	t.arrange()
}
