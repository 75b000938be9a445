package reader

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"griot/feed"
	"griot/render"
)

// aheadLimit is how many first screens are kept ready.
const aheadLimit = 4

// aheadKey says what a first screen was made for.
type aheadKey struct {
	article feed.ArticleID
	look    render.Look
}

// ahead holds first screens that were made while the cursor rested on their row.
type ahead struct {
	made []madeAhead // the oldest first
}

// madeAhead brings the first screen of an article that may be opened next.
type madeAhead struct {
	key    aheadKey
	opened opened
}

// Ahead returns the command that makes an article's first screen before it is
// opened, nil when it is there already.
func (p *Pane) Ahead(h feed.Headline) tea.Cmd {
	key := p.aheadKey(h.ID)
	if h.ID == p.shown.ID || p.ahead.has(key) {
		return nil
	}
	lib, ctx, rows := p.lib, p.env.Ctx, p.height
	return func() tea.Msg {
		return madeAhead{key: key, opened: openArticle(ctx, lib, key.article, key.look, rows)}
	}
}

func (p *Pane) aheadKey(id feed.ArticleID) aheadKey {
	return aheadKey{article: id, look: p.env.Theme.Look(p.textWidth())}
}

func (a *ahead) has(key aheadKey) bool {
	return slices.ContainsFunc(a.made, func(m madeAhead) bool { return m.key == key })
}

func (a *ahead) keep(m madeAhead) {
	if m.opened.err != nil || a.has(m.key) {
		return
	}
	a.made = append(a.made, m)
	if len(a.made) > aheadLimit {
		a.made = slices.Delete(a.made, 0, 1)
	}
}

// take returns a first screen and forgets it: the place in its article moves on.
func (a *ahead) take(key aheadKey) (opened, bool) {
	i := slices.IndexFunc(a.made, func(m madeAhead) bool { return m.key == key })
	if i < 0 {
		return opened{}, false
	}
	o := a.made[i].opened
	a.made = slices.Delete(a.made, i, i+1)
	return o, true
}

// drop forgets what changed in the store; all of it where nothing is named.
func (a *ahead) drop(articles []feed.ArticleID) {
	a.made = slices.DeleteFunc(a.made, func(m madeAhead) bool {
		return len(articles) == 0 || slices.Contains(articles, m.key.article)
	})
}
