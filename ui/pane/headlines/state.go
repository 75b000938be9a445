package headlines

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"griot/feed"
)

// stateKey is where the store keeps how the reader left the list: view, order,
// "reverse" or "straight", and the article's id, divided by blanks.
const stateKey = "headlines"

// stateRest is how long the cursor rests before its row is kept for the next start.
const stateRest = 700 * time.Millisecond

// memory is what the store knows of how the list was left.
type memory struct {
	known string // what is stored
	era   era    // of the last change
	seen  string // the last change
}

// stateRested says that the list has not changed for stateRest.
type stateRested struct{ era era }

func formatState(q feed.Query, row feed.ArticleID) string {
	way := "straight"
	if q.Reverse {
		way = "reverse"
	}
	return fmt.Sprintf("%s %s %s %d", viewNames()[q.View], orderNames()[q.Order], way, row)
}

// parseState puts what was stored into a query. What it does not understand it
// leaves as it is: another griot may have written it.
func parseState(s string, q feed.Query) (feed.Query, feed.Headline) {
	f := strings.Fields(s)
	if len(f) != 4 {
		return q, feed.Headline{}
	}
	for view, name := range viewNames() {
		if name == f[0] {
			q.View = feed.View(view)
		}
	}
	for order, name := range orderNames() {
		if name == f[1] {
			q.Order = feed.Order(order)
			q.Reverse = f[2] == "reverse"
		}
	}
	id, err := strconv.ParseInt(f[3], 10, 64)
	if err != nil || id < 0 {
		return q, feed.Headline{}
	}
	return q, feed.Headline{ID: feed.ArticleID(id)}
}

func viewNames() [4]string {
	return [...]string{feed.All: "all", feed.Unread: "unread", feed.Starred: "starred", feed.Commented: "commented"}
}

func orderNames() [5]string {
	return [...]string{
		feed.ByDate: "date", feed.ByViews: "views", feed.ByComments: "comments",
		feed.ByOpens: "opens", feed.BySource: "source",
	}
}

// state is how the list is left now. In the list of a source it is how all
// headlines were left.
func (p *Pane) state() string {
	if p.home != nil {
		return formatState(p.home.query, p.home.row.ID)
	}
	row, _ := p.Selected()
	return formatState(p.now.query, row.ID)
}

// keep notices that the list is left otherwise than the store knows, and waits for
// it to rest.
func (p *Pane) keep() tea.Cmd {
	if !p.now.loaded || len(p.scope) > 0 {
		return nil
	}
	s := p.state()
	if s == p.kept.seen {
		return nil
	}
	p.kept.seen = s
	p.kept.era++
	return p.later(stateRest, stateRested{p.kept.era})
}

// store keeps how the list is left for the next start. Nobody is told when that
// fails: it costs the reader a few keys, and the store's trouble shows elsewhere.
func (p *Pane) store() tea.Cmd {
	if !p.now.loaded || len(p.scope) > 0 || p.kept.seen == p.kept.known {
		return nil
	}
	p.kept.known = p.kept.seen
	lib, ctx, s := p.lib, context.WithoutCancel(p.env.Ctx), p.kept.seen
	return func() tea.Msg {
		_ = lib.SetState(ctx, stateKey, s)
		return nil
	}
}
