package app

import (
	"fmt"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"griot/feed"
	"griot/ui/keys"
	"griot/ui/overlay"
	"griot/ui/pane"
	"griot/ui/share"
	"griot/ui/theme"
)

// backgroundState is where the store keeps the last known background.
const backgroundState = "background"

// Init starts what runs beside the panes.
func (m *model) Init() tea.Cmd {
	var notice tea.Cmd
	if m.opts.Notice != "" {
		notice = m.show(pane.Say{Text: m.opts.Notice, Error: true})
	}
	if !m.loaded {
		m.pending = append(m.pending, m.headlines.Init())
	}
	return tea.Batch(
		notice,
		tea.Batch(m.pending...),
		m.begin(),
		everyMinute(),
		m.watch(),
		tea.RequestBackgroundColor,
	)
}

// Update gives a message to whom it is for. It does no I/O.
func (m *model) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	cmds := []tea.Cmd{m.route(msg)}
	for asked := m.env.Asked(); len(asked) > 0; asked = append(asked[1:], m.env.Asked()...) {
		cmds = append(cmds, m.route(asked[0]))
	}
	return m, tea.Batch(append(cmds, m.rested())...)
}

func (m *model) route(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		m.width, m.height = msg.Width, msg.Height
		m.layout()
		return nil
	case tea.BackgroundColorMsg:
		return m.restyle(msg.IsDark())
	case tea.ColorProfileMsg:
		return m.recolour(msg.Profile)
	case tea.KeyPressMsg:
		return m.key(msg)
	case tea.PasteMsg:
		return m.front(msg)
	case tea.MouseMsg:
		return m.mouse(msg)
	case minute:
		return tea.Batch(everyMinute(), m.broadcast(pane.Ticked{}))
	}
	if cmd, known := m.request(msg); known {
		return cmd
	}
	if cmd, known := m.own(msg); known {
		return cmd
	}
	return m.broadcast(msg)
}

// request carries out what a pane or an overlay asks for.
func (m *model) request(msg tea.Msg) (cmd tea.Cmd, known bool) {
	switch msg := msg.(type) {
	case pane.OpenArticle:
		return m.openArticle(msg), true
	case pane.StepArticle:
		return m.headlines.Update(msg), true
	case pane.OpenThread:
		return m.openThread(msg), true
	case pane.ComposeDraft:
		return tea.Batch(m.push(onCompose), m.compose.Update(msg)), true
	case pane.ShowHeadlines:
		return tea.Batch(m.cutTo(1), m.headlines.Update(msg)), true
	case pane.ShowSources:
		return tea.Batch(m.push(onSources), m.sources.Update(msg)), true
	case pane.Back:
		cmd, _ := m.pop()
		return cmd, true
	case pane.Quit:
		return m.quit(), true
	case pane.OpenAddress:
		return m.openAddress(msg.URL), true
	case pane.CopyText:
		return tea.Batch(tea.SetClipboard(clean(msg.Text)), m.say(msg.Said)), true
	case pane.RefreshSources:
		return m.refresh(msg), true
	case pane.Say:
		return m.show(msg), true
	case pane.Did:
		return m.did(msg), true
	case pane.SourceAdded:
		return tea.Batch(m.broadcast(msg), m.say(msg.Said)), true
	default:
		return m.requestOverlay(msg)
	}
}

// requestOverlay lays an overlay over the screen, or takes it away.
func (m *model) requestOverlay(msg tea.Msg) (cmd tea.Cmd, known bool) {
	switch msg := msg.(type) {
	case pane.AddSource:
		return m.lay(overlay.NewAdd(m.env, m.lib, msg.Ref)), true
	case pane.ShowLinks:
		return m.lay(overlay.NewMenu(m.env, m.env.Words.Say("overlay.links"), msg.Choices)), true
	case pane.ShowMenu:
		return m.lay(overlay.NewMenu(m.env, msg.Title, msg.Choices)), true
	case pane.ShowShare:
		return m.env.Ask(m.sharer.Menu(msg.Article)), true
	case share.Asked:
		return m.sharer.Update(msg), true
	case pane.ShowSort:
		return m.lay(overlay.NewSort(m.env, msg.Query)), true
	case pane.ShowHelp:
		return m.lay(overlay.NewHelp(m.env, m.pane(m.top()).Place())), true
	case pane.ConfirmThat:
		return m.lay(overlay.NewConfirm(m.env, msg)), true
	case overlay.Close:
		if n := len(m.overlays); n > 0 {
			m.overlays = m.overlays[:n-1]
		}
		return nil, true
	default:
		return nil, false
	}
}

// own takes the answers to the root's own commands.
func (m *model) own(msg tea.Msg) (cmd tea.Cmd, known bool) {
	switch msg := msg.(type) {
	case stepped:
		return m.stepped(msg), true
	case opened:
		return m.opened(msg), true
	case passed:
		return m.passedBy(msg), true
	case restedLong:
		return m.restedLong(msg), true
	case quiet:
		m.notice.expire(msg)
		return nil, true
	case progressed:
		return m.progressed(msg), true
	case refreshed:
		return m.refreshed(msg), true
	case estimated:
		m.cost = msg.wire
		return nil, true
	case began:
		return m.began(msg), true
	case counted:
		return m.counted(msg), true
	case watched:
		return m.watched(msg), true
	case due:
		return tea.Batch(m.everyInterval(), m.refresh(pane.RefreshSources{})), true
	case commentsCame:
		return m.commentsCame(msg), true
	case browsed:
		return m.browsed(msg), true
	case synced:
		return m.synced(msg), true
	case leave:
		return m.quit(), true
	case failed:
		return m.fail(msg.err), true
	default:
		return nil, false
	}
}

// key gives a key to the overlay in front, else to the pane with the focus, after
// those that hold everywhere.
func (m *model) key(msg tea.KeyPressMsg) tea.Cmd {
	if msg.String() == "alt+esc" { // esc pressed twice in a hurry
		once := tea.KeyPressMsg{Code: tea.KeyEscape}
		return tea.Batch(m.key(once), m.key(once))
	}
	m.notice.seen()
	if len(m.overlays) > 0 {
		if m.overlayKey(msg.String()) == keys.QuitNow {
			return m.quit()
		}
		return m.front(msg)
	}
	p := m.pane(m.top())
	action := m.env.Keys.Action(p.Place(), msg.String())
	if p.Typing() && action != keys.QuitNow {
		return p.Update(msg)
	}
	if p.Typing() && msg.String() != "ctrl+c" {
		return p.Update(msg)
	}
	switch action {
	case keys.QuitNow:
		return m.quit()
	case keys.Suspend:
		return tea.Suspend
	case keys.Redraw:
		return tea.ClearScreen
	case keys.Help:
		return m.env.Ask(pane.ShowHelp{})
	case keys.Undo:
		return m.step(true)
	case keys.Redo:
		return m.step(false)
	case keys.ToggleOffline:
		return m.toggleOffline()
	case keys.OtherPane:
		if h, ok := m.headlines.Selected(); ok {
			return m.openArticle(pane.OpenArticle{Article: h, Query: m.headlines.Query()})
		}
	case keys.FullWidth:
		if m.top() == onHeadlines {
			return m.toggleBeside()
		}
		cmd := p.Update(msg)
		m.layout() // the article stands alone now, or beside the list again
		return cmd
	case keys.Back:
		if m.top() == onHeadlines && m.running != nil && !m.headlines.Narrowed() {
			return m.stopRefresh()
		}
	}
	return p.Update(msg)
}

func (m *model) overlayKey(key string) keys.Action {
	top := m.overlays[len(m.overlays)-1]
	if top.Typing() {
		return m.env.Keys.Action(keys.Prompt, key)
	}
	return m.env.Keys.Action(keys.Menu, key)
}

// front gives a message to the overlay in front, else to the pane with the focus.
func (m *model) front(msg tea.Msg) tea.Cmd {
	if n := len(m.overlays); n > 0 {
		return m.overlays[n-1].Update(msg)
	}
	return m.pane(m.top()).Update(msg)
}

// lay puts an overlay in front.
func (m *model) lay(o overlay.Overlay) tea.Cmd {
	m.overlays = append(m.overlays, o)
	m.layout()
	return o.Init()
}

// restyle takes the terminal's background, and remembers it for the next start.
func (m *model) restyle(dark bool) tea.Cmd {
	if m.opts.FixedTheme || dark == m.env.Theme.Dark {
		return nil
	}
	m.env.Theme = theme.For(dark, m.colours)
	lib, ctx := m.lib, m.env.Ctx
	remember := func() tea.Msg {
		if err := lib.SetState(ctx, backgroundState, fmt.Sprint(dark)); err != nil {
			m.opts.Log.Info("background not kept", "error", err)
		}
		return nil
	}
	return tea.Batch(m.broadcast(pane.Restyled{}), remember)
}

// recolour takes how many colours the terminal has.
func (m *model) recolour(colours colorprofile.Profile) tea.Cmd {
	if colours == m.colours {
		return nil
	}
	m.colours = colours
	m.env.Theme = theme.For(m.env.Theme.Dark, colours)
	return m.broadcast(pane.Restyled{})
}

// openArticle shows an article, and counts it: at once, or when it was passed by
// slowly enough to be read.
func (m *model) openArticle(msg pane.OpenArticle) tea.Cmd {
	m.passing++
	cmds := []tea.Cmd{m.push(onReader), m.reader.Update(msg)}
	if !msg.Passing {
		return tea.Batch(append(cmds, m.countOpen(msg.Article.ID, msg.Query.Visit))...)
	}
	now := m.passing
	return tea.Batch(append(cmds, tea.Tick(time.Second, func(time.Time) tea.Msg {
		return passed{era: now, article: msg.Article.ID, visit: msg.Query.Visit}
	}))...)
}

type (
	passed struct {
		era     era
		article feed.ArticleID
		visit   feed.VisitID
	}
	opened struct {
		article feed.ArticleID
		act     feed.Act
		err     error
	}
	commentsCame struct {
		article feed.ArticleID
		added   int
		err     error
	}
	failed struct{ err error }
	minute struct{}
)

func (m *model) passedBy(msg passed) tea.Cmd {
	if msg.era != m.passing || m.top() != onReader {
		return nil
	}
	return m.countOpen(msg.article, msg.visit)
}

// countOpen notes that an article is read, and asks for its comments.
func (m *model) countOpen(id feed.ArticleID, visit feed.VisitID) tea.Cmd {
	lib, ctx := m.lib, m.env.Ctx
	m.env.Act()
	return tea.Batch(func() tea.Msg {
		act, err := lib.Opened(ctx, id, visit)
		return opened{article: id, act: act, err: err}
	}, m.askComments(id))
}

func (m *model) opened(msg opened) tea.Cmd {
	m.env.Acted()
	if msg.err != nil {
		return tea.Batch(m.fail(msg.err), m.nextStep())
	}
	if len(msg.act.Articles) > 0 { // it was unread: undo makes it unread again
		m.history.did(pane.Did{Act: msg.act, Said: m.env.Words.Say("headlines.marked.read", 1)})
	}
	return tea.Batch(m.broadcast(pane.ArticlesChanged{Articles: []feed.ArticleID{msg.article}}), m.nextStep())
}

func (m *model) openThread(msg pane.OpenThread) tea.Cmd {
	return tea.Batch(m.push(onComments), m.comments.Update(msg), m.askComments(msg.Article.ID))
}

// askComments asks the publisher for comments, when it is time to.
func (m *model) askComments(id feed.ArticleID) tea.Cmd {
	if m.lib.Offline() {
		return nil
	}
	lib, ctx := m.lib, m.env.Ctx
	return func() tea.Msg {
		added, err := lib.RefreshComments(ctx, id, false)
		return commentsCame{article: id, added: added, err: err}
	}
}

// commentsCame shows what came. That nothing could be fetched is no news: the
// stored comments are on the screen.
func (m *model) commentsCame(msg commentsCame) tea.Cmd {
	if msg.err != nil {
		m.opts.Log.Info("comments not fetched", "article", int64(msg.article), "error", msg.err)
		return nil
	}
	if msg.added == 0 {
		return nil
	}
	return m.broadcast(pane.ThreadChanged{Article: msg.article})
}

// toggleBeside gives the list the full width of a wide screen, or the article its
// place beside it.
func (m *model) toggleBeside() tea.Cmd {
	if m.width < besideFrom {
		return m.say(m.env.Words.Say("app.beside.narrow", besideFrom))
	}
	m.alone = !m.alone
	m.layout()
	m.rest.article = 0 // the article beside is to be shown
	return nil
}

func (m *model) toggleOffline() tea.Cmd {
	off := !m.lib.Offline()
	m.lib.SetOffline(off)
	if off {
		return m.say(m.env.Words.Say("app.went.offline", m.env.Keys.Shown(keys.Headlines, keys.ToggleOffline)))
	}
	return m.say(m.env.Words.Say("app.online.again"))
}

// quit leaves griot, once acts that are on their way to the store have arrived and
// the panes have stored what they hold.
func (m *model) quit() tea.Cmd {
	if m.env.Acting() || m.history.stepping {
		m.leaving = true
		return nil
	}
	m.quits = true
	return tea.Sequence(m.broadcast(pane.Leaving{}), tea.Quit)
}

// everyMinute keeps the masthead's date and the age groups true.
func everyMinute() tea.Cmd {
	return tea.Every(time.Minute, func(time.Time) tea.Msg { return minute{} })
}
