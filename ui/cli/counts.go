package cli

import "griot/feed"

// together writes the publisher's comments and the reader's own side by side:
// "2+1", "+1" where the publisher gives no count.
func (p *program) together(publishers feed.Count, own int) string {
	switch {
	case own == 0:
		return p.words.Count(publishers)
	case !publishers.Known():
		return "+" + p.words.Number(int64(own))
	default:
		return p.words.Count(publishers) + "+" + p.words.Number(int64(own))
	}
}
