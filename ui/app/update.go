package app

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"griot/ui/overlay"
	"griot/ui/pane"
	"griot/ui/share"
)

// Init starts what runs beside the panes.
func (m *model) Init() tea.Cmd {
	defer m.crash.catch()
	var notice tea.Cmd
	if m.opts.Notice != "" {
		notice = m.show(pane.Say{Text: m.opts.Notice, Error: true})
	}
	if !m.loaded {
		m.pending = append(m.pending, m.headlines.Init())
	}
	return m.crash.guard(tea.Batch(
		notice,
		tea.Batch(m.pending...),
		m.begin(),
		everyMinute(),
		m.watch(),
		m.findLists(),
		tea.RequestBackgroundColor,
	))
}

// Update gives a message to whom it is for. It does no I/O.
func (m *model) Update(msg tea.Msg) (same tea.Model, cmd tea.Cmd) {
	same = m
	if m.crash.happened.Load() || m.gone.Load() { // nothing is sure any more
		m.ending = ends
		return m, tea.Quit
	}
	defer m.crash.catch()
	cmds := m.carryOut(msg)
	for key, held := m.release(); held; key, held = m.release() {
		cmds = append(cmds, m.carryOut(key)...)
	}
	return m, m.crash.guard(tea.Batch(append(cmds, m.rested(), m.pacer.paces(msg))...))
}

// carryOut routes a message and then what the panes asked for.
func (m *model) carryOut(msg tea.Msg) []tea.Cmd {
	cmds := []tea.Cmd{m.route(msg)}
	for asked := m.env.Asked(); len(asked) > 0; asked = append(asked[1:], m.env.Asked()...) {
		cmds = append(cmds, m.route(asked[0]))
	}
	return cmds
}

func (m *model) route(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		return m.resized(msg)
	case looked:
		return m.looked(msg)
	case tea.BackgroundColorMsg:
		return m.restyle(msg.IsDark())
	case tea.ColorProfileMsg:
		return m.recolour(msg.Profile)
	case tea.KeyPressMsg:
		m.lib.Pressed()
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
		return m.refreshAsked(msg), true
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
	case pane.ShowImports:
		return m.showLists(), true
	case pane.ImportList:
		return m.importList(msg.Path), true
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
		return tea.Batch(m.everyInterval(), m.automatic()), true
	case retry:
		return m.retry(), true
	case commentsCame:
		return m.commentsCame(msg), true
	case completed:
		return m.completed(msg), true
	case listsFound:
		m.listsFound(msg)
		return nil, true
	case imported:
		return m.imported(msg), true
	case browsed:
		return m.browsed(msg), true
	case synced:
		return m.synced(msg), true
	case leave:
		return m.quit(), true
	case stored:
		return m.stored(), true
	case failed:
		return m.fail(msg.err), true
	default:
		return nil, false
	}
}

type (
	failed struct{ err error }
	minute struct{}
)

// everyMinute keeps the masthead's date and the age groups true.
func everyMinute() tea.Cmd {
	return tea.Every(time.Minute, func(time.Time) tea.Msg { return minute{} })
}
