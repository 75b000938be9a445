package reader

import (
	tea "charm.land/bubbletea/v2"

	"griot/feed"
	"griot/ui/keys"
	"griot/ui/widget"
)

// A text that the reader starred or wrote about is kept when its publisher changes it.
// The head says so, and a key goes back through such texts and then to the present one.

// past is the earlier text that a paper shows, if it shows one.
func (p *paper) past() (text feed.EarlierText, shown bool) {
	if p.back == 0 {
		return feed.EarlierText{}, false
	}
	return p.earlier[len(p.earlier)-p.back], true
}

// goBack shows the text before the one that is shown, and after the oldest the present
// one again.
func (p *Pane) goBack() tea.Cmd {
	if p.paper == nil {
		return nil
	}
	if len(p.paper.earlier) == 0 {
		return p.fault(p.env.Words.Say("reader.earlier.none"))
	}
	was := *p.paper
	was.back = (was.back + 1) % (len(was.earlier) + 1)
	was.article.Place = feed.Place{}
	p.paper, p.next = nil, nil
	return p.openAs(was)
}

// title is the headline of the text that is shown.
func (p *Pane) title() string {
	if p.paper != nil {
		if text, past := p.paper.past(); past {
			return text.Title
		}
	}
	return p.shown.Title
}

// changedLines say that the publisher changed the article, or which text is shown, and
// what the key goes to from it.
func (p *Pane) changedLines(width int) []string {
	if p.paper == nil || len(p.paper.earlier) == 0 {
		return nil
	}
	w, key := p.env.Words, p.env.Keys.Shown(keys.Reader, keys.EarlierText)
	said := w.Say("reader.earlier.kept", key)
	if text, past := p.paper.past(); past {
		next := w.Say("reader.earlier.present", key)
		if p.paper.back < len(p.paper.earlier) {
			next = w.Say("reader.earlier.older", key)
		}
		said = w.Say("reader.earlier.until", w.LongDate(feed.At(text.Until)), next)
	}
	return widget.Wrap(said, width)
}
