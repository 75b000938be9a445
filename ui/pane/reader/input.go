package reader

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"griot/feed"
	"griot/ui/keys"
	"griot/ui/pane"
	"griot/ui/widget"
)

// key carries out what a key means here.
func (p *Pane) key(msg tea.KeyPressMsg) tea.Cmd {
	if p.Typing() {
		return p.findKey(msg)
	}
	if p.shown.ID == 0 {
		return p.keyOfNothing(msg)
	}
	pressed := msg.String()
	if len(pressed) == 1 && pressed[0] >= '0' && pressed[0] <= '9' {
		return p.digit(pressed)
	}
	action := p.env.Keys.Action(keys.Reader, pressed)
	if p.links.digits != "" && action != keys.Open {
		p.links.digits = ""
		if pressed == "esc" {
			return nil
		}
	}
	if cmd, done := p.scrollBy(action); done {
		return cmd
	}
	if cmd, done := p.follow(action, pressed); done {
		return cmd
	}
	return p.act(action)
}

func (p *Pane) keyOfNothing(msg tea.KeyPressMsg) tea.Cmd {
	if p.env.Keys.Action(keys.Reader, msg.String()) == keys.Back {
		return p.env.Ask(pane.Back{})
	}
	return nil
}

// scrollBy carries out the keys that move in the text.
func (p *Pane) scrollBy(action keys.Action) (cmd tea.Cmd, done bool) {
	f, page := &p.sheet.flow, max(1, p.window()-2) // two lines stay to go on from
	switch action {
	case keys.Down:
		f.Scroll(1)
	case keys.Up:
		f.Scroll(-1)
	case keys.PageDown:
		f.Scroll(page)
	case keys.PageUp:
		f.Scroll(-page)
	case keys.HalfDown:
		f.Scroll(max(1, p.window()/2))
	case keys.HalfUp:
		f.Scroll(-max(1, p.window()/2))
	case keys.Top:
		f.GoTo(widget.Spot{})
	case keys.Bottom:
		f.GoToEnd()
	default:
		return nil, false
	}
	return p.moved(), true
}

// follow carries out the keys that lead elsewhere.
func (p *Pane) follow(action keys.Action, pressed string) (cmd tea.Cmd, done bool) {
	switch action {
	case keys.Back:
		if p.find.state != findOff && pressed == "esc" {
			return p.clearFind(), true
		}
		return tea.Batch(p.keepPlace(), p.env.Ask(pane.Back{})), true
	case keys.ReadOn:
		return p.readOn(), true
	case keys.NextArticle:
		return p.env.Ask(pane.StepArticle{Direction: feed.Forward}), true
	case keys.PreviousArticle:
		return p.env.Ask(pane.StepArticle{Direction: feed.Backward}), true
	case keys.NextUnread:
		if p.find.state == findKept {
			return p.stepMatch(1), true
		}
		return p.env.Ask(pane.StepArticle{Direction: feed.Forward, Unread: true}), true
	case keys.PreviousUnread:
		return p.env.Ask(pane.StepArticle{Direction: feed.Backward, Unread: true}), true
	case keys.PreviousMatch:
		return p.stepMatch(-1), true
	case keys.Find:
		return p.startFind(), true
	case keys.Links:
		return p.showLinks(), true
	case keys.NextLink:
		return p.stepLink(1), true
	case keys.PreviousLink:
		return p.stepLink(-1), true
	case keys.Open:
		return p.openSelected(), true
	case keys.ShowComments:
		return p.env.Ask(pane.OpenThread{Article: p.shown}), true
	case keys.Write:
		return p.write(), true
	default:
		return nil, false
	}
}

// act carries out the keys that act on the article.
func (p *Pane) act(action keys.Action) tea.Cmd {
	switch action {
	case keys.ToggleRead:
		return p.toggleRead()
	case keys.Star:
		return p.toggleStar()
	case keys.Browser:
		return p.browse()
	case keys.CopyAddress:
		return p.copyAddress()
	case keys.Contact:
		return p.contact()
	case keys.Share:
		return p.env.Ask(pane.ShowShare{Article: p.shown})
	case keys.FullText:
		return p.fullText()
	case keys.EarlierText:
		return p.goBack()
	case keys.FullWidth:
		p.wide = !p.wide // Update sets the text anew
	case keys.RefreshSource:
		return p.env.Ask(pane.RefreshSources{Sources: []feed.SourceID{p.shown.Source}, Insist: true})
	case keys.RefreshAll:
		return p.env.Ask(pane.RefreshSources{})
	case keys.ShowSources:
		return p.env.Ask(pane.ShowSources{})
	}
	return nil
}

// readOn goes a page on, and from the last one to the next unread article: the
// line that names it is on the screen then.
func (p *Pane) readOn() tea.Cmd {
	if p.sheet.flow.AtEnd() || p.nextSeen() {
		return p.env.Ask(pane.StepArticle{Direction: feed.Forward, Unread: true})
	}
	cmd, _ := p.scrollBy(keys.PageDown)
	return cmd
}

// nextSeen tells whether the line that names the next article is on the screen.
func (p *Pane) nextSeen() bool {
	for s := range p.sheet.flow.Rows() {
		if p.sheet.rows[s.Block][s.Row].does == doReadOn {
			return true
		}
	}
	return false
}

func (p *Pane) openSelected() tea.Cmd {
	switch {
	case p.links.digits != "":
		return p.openNumber()
	case p.links.at != noLink:
		return p.env.Ask(pane.OpenAddress{URL: p.links.all[p.links.at].url})
	default:
		return nil
	}
}

// write asks for the box in which a comment on the article is written.
func (p *Pane) write() tea.Cmd {
	return p.env.Ask(pane.ComposeDraft{Article: p.shown, Draft: feed.Draft{Article: p.shown.ID}})
}

func (p *Pane) browse() tea.Cmd {
	if p.shown.Link == "" {
		return p.fault(p.env.Words.Say("headlines.link.none"))
	}
	return p.env.Ask(pane.OpenAddress{URL: p.shown.Link})
}

func (p *Pane) copyAddress() tea.Cmd {
	url := p.shown.Link
	if p.links.at != noLink {
		url = p.links.all[p.links.at].url
	}
	if url == "" {
		return p.fault(p.env.Words.Say("headlines.link.none"))
	}
	return p.env.Ask(pane.CopyText{Text: url, Said: p.env.Words.Say("reader.copied", url)})
}

func (p *Pane) contact() tea.Cmd {
	if p.paper == nil {
		return nil
	}
	a := p.paper.article
	for _, to := range []string{mailto(a.Contact), a.SourceSite} {
		if to != "" {
			return p.env.Ask(pane.OpenAddress{URL: to})
		}
	}
	return p.fault(p.env.Words.Say("headlines.contact.none", p.shown.SourceLabel))
}

// mailto makes an address that can be opened of a contact, which may be one or an
// e-mail address.
func mailto(contact string) string {
	if contact == "" || strings.Contains(contact, "://") || strings.HasPrefix(contact, "mailto:") {
		return contact
	}
	return "mailto:" + contact
}
