// Package app is the program that a person sees: it holds the panes and the
// overlays, gives each key to the one it is meant for, and draws the masthead and
// the status line around them.
package app

import (
	"context"
	"os"
	"sync/atomic"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"griot/feed"
	"griot/feed/library"
	"griot/ui/overlay"
	"griot/ui/pane"
	"griot/ui/pane/comments"
	"griot/ui/pane/compose"
	"griot/ui/pane/headlines"
	"griot/ui/pane/reader"
	"griot/ui/pane/sources"
	"griot/ui/share"
)

// Options is what the program is run with.
type Options struct {
	Env        pane.Env
	Library    Library
	Log        Logger
	Dark       bool          // the background until the terminal tells its own
	FixedTheme bool          // the settings name the background: the terminal is not listened to
	Mouse      bool          // whether griot takes the mouse
	AtStart    bool          // refresh what is due after the first frame
	Interval   time.Duration // and again as often as this; 0 never
	Scope      []feed.SourceID
	Notice     string // said on the first screen: a mistake in the settings
	Opener     Opener
	Lists      Lists    // nil for none
	Input      *os.File // the terminal's two ends
	Output     *os.File
	Environ    []string
	NoColour   bool // $NO_COLOR is set, to anything (no-color.org)
}

// Library is what the program asks of the library, beside what its panes do.
type Library interface {
	headlines.Library
	reader.Library
	comments.Library
	compose.Library
	sources.Library
	overlay.Library
	acts
	refreshes
	states
}

type acts interface {
	Undo(context.Context, feed.Act) error
	Redo(context.Context, feed.Act) error
	Opened(context.Context, feed.ArticleID, feed.VisitID) (feed.Act, error)
	Complete(context.Context, feed.ArticleID) (bool, error)
}

type refreshes interface {
	Refresh(context.Context, library.Which, func(feed.Progress)) (feed.Summary, error)
	RefreshComments(context.Context, feed.ArticleID, bool) (int, error)
	Estimate(context.Context) (int64, error)
	Sync(context.Context) (bool, error)
	Watch(context.Context, func(library.Change)) error
	Pressed()
}

type states interface {
	SetOffline(bool)
	Offline() bool
	Tidy(context.Context) error
}

// Logger takes what nobody is shown.
type Logger interface {
	Error(msg string, args ...any)
	Info(msg string, args ...any)
}

// screen is one of the full screens. The headlines are always the lowest.
type screen uint8

const (
	onHeadlines screen = iota
	onReader
	onComments
	onCompose
	onSources
)

// model is the root: the one tea.Model of the program.
type model struct {
	opts Options
	env  *pane.Env
	lib  Library

	raw           rawMode
	colours       colorprofile.Profile
	width, height int
	told          era      // of the last message that told the size
	torn          bool     // the size has changed, and the screen was not drawn anew since it settled
	alone         bool     // the list has the full width, however wide it is
	stack         []screen // from the headlines up; the last one has the keys
	headlines     *headlines.Pane
	reader        *reader.Pane
	comments      *comments.Pane
	compose       *compose.Pane
	sources       *sources.Pane
	overlays      []overlay.Overlay

	history history
	notice  notice
	running *refreshing           // nil when no refresh runs
	queued  []pane.RefreshSources // asked for while another one runs
	outage  outage
	since   since
	cost    int64 // bytes that a refresh may cost, as last estimated
	rest    rest
	ahead   typedAhead
	passing era // of the article that J or K passes by
	sharer  *share.Sharer
	lists   []FoundList // that could be imported

	pending []tea.Cmd // what follows from the rows that were loaded before the program runs
	loaded  bool
	ending  ending
	heard   atomic.Bool // that it is to end
	gone    atomic.Bool // Run has returned without the program
	crash   crash
	pacer   pacer
}

// era numbers things that can be overtaken: an answer of a past one is dropped.
type era uint64

func newModel(o Options) *model {
	m := &model{opts: o, env: &o.Env, lib: o.Library, colours: colorprofile.TrueColor, stack: []screen{onHeadlines}}
	m.crash.log = o.Log
	m.env.Execute = m.execute
	m.headlines = headlines.New(m.env, o.Library)
	if len(o.Scope) > 0 {
		m.headlines.Limit(o.Scope)
	}
	m.reader = reader.New(m.env, o.Library)
	m.comments = comments.New(m.env, o.Library)
	m.compose = compose.New(m.env, o.Library)
	m.sources = sources.New(m.env, o.Library)
	m.sharer = share.New(m.env, o.Library)
	return m
}

// top is the screen that has the keys.
func (m *model) top() screen { return m.stack[len(m.stack)-1] }

// pane returns the pane of a screen.
func (m *model) pane(s screen) pane.Pane {
	switch s {
	case onReader:
		return m.reader
	case onComments:
		return m.comments
	case onCompose:
		return m.compose
	case onSources:
		return m.sources
	case onHeadlines:
		return m.headlines
	default:
		return m.headlines
	}
}

// panes are all panes, shown or not: each hears every message.
func (m *model) panes() []pane.Pane {
	return []pane.Pane{m.headlines, m.reader, m.comments, m.compose, m.sources}
}

// broadcast tells every pane at once, and returns the commands they answer with.
func (m *model) broadcast(msg tea.Msg) tea.Cmd {
	var cmds []tea.Cmd
	for _, p := range m.panes() {
		cmds = append(cmds, p.Update(msg))
	}
	for _, o := range m.overlays {
		cmds = append(cmds, o.Update(msg))
	}
	return tea.Batch(cmds...)
}

// push puts a screen on top; one that is there already comes up again.
func (m *model) push(s screen) tea.Cmd {
	for i, there := range m.stack {
		if there == s {
			return m.cutTo(i + 1)
		}
	}
	old := m.top()
	m.stack = append(m.stack, s)
	return m.focusMoved(old)
}

// pop goes one screen back, and tells whether there was one.
func (m *model) pop() (tea.Cmd, bool) {
	if len(m.stack) == 1 {
		return nil, false
	}
	return m.cutTo(len(m.stack) - 1), true
}

func (m *model) cutTo(n int) tea.Cmd {
	old := m.top()
	m.stack = m.stack[:n]
	return m.focusMoved(old)
}

// focusMoved lays the screens out anew and tells the panes who has the keys.
func (m *model) focusMoved(old screen) tea.Cmd {
	m.layout()
	if old == m.top() {
		return nil
	}
	return tea.Batch(
		m.pane(old).Update(pane.Focused{On: false}),
		m.pane(m.top()).Update(pane.Focused{On: true}),
	)
}
