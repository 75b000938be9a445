package widget

// comfortable is the width of a text where the settings name none.
const comfortable = 80

// Column is where a text stands in a pane: in the middle, at a comfortable width
// or at all that there is, with a margin that shrinks as room gets scarce.
func Column(pane, wanted int, whole bool) (left, width int) {
	margin := 0
	switch {
	case pane >= 60:
		margin = 2
	case pane >= 24:
		margin = 1
	}
	width = pane - 2*margin
	if wanted <= 0 {
		wanted = comfortable
	}
	if !whole {
		width = min(width, wanted)
	}
	width = max(1, width)
	return max(0, (pane-width)/2), width
}
