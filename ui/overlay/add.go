package overlay

import (
	"context"
	"errors"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"griot/feed"
	"griot/ui/keys"
	"griot/ui/pane"
	"griot/ui/widget"
)

const (
	typingPause = 600 * time.Millisecond // without a key, before a whole address is looked at
	spinnerStep = 250 * time.Millisecond
	shownTitles = 5
)

// Add follows a new source: an address is typed or pasted, what it would bring is
// shown, and enter follows it. The network is only asked by commands, so keys never
// wait for it.
type Add struct {
	env  *pane.Env
	lib  Library
	inks inks

	width, height int
	input         widget.Input
	at            addState
	era           uint64 // of the address that is looked at
	cancel        context.CancelFunc
	frame         int // of the spinner

	preview    feed.Preview
	seen       map[string]feed.Preview // by address, for candidates that were looked at
	candidates []feed.Candidate
	chosen     int // among candidates
	fault      error
	asked      string // what was looked at
	later      func(time.Duration, tea.Msg) tea.Cmd
}

// addState is how far following is.
type addState uint8

const (
	addTyping addState = iota
	addLooking
	addShown
	addFailed
	addFollowing
)

type (
	addPaused  struct{ era uint64 }
	addSpun    struct{ era uint64 }
	addPreview struct {
		era     uint64
		preview feed.Preview
		err     error
	}
	addFollowed struct {
		source feed.Source
		err    error
	}
)

// NewAdd returns the overlay, with an address to begin with or "".
func NewAdd(env *pane.Env, lib Library, ref string) *Add {
	a := &Add{env: env, lib: lib, inks: newInks(env.Theme), cancel: func() {}, seen: map[string]feed.Preview{}, later: pane.Later}
	a.input.Paste(ref)
	return a
}

// Init looks at the address that it was opened with.
func (a *Add) Init() tea.Cmd {
	if a.ref() == "" {
		return nil
	}
	return a.lookAt(a.ref())
}

func (a *Add) ref() string { return strings.TrimSpace(a.input.Text()) }

// SetSize says how much room there is.
func (a *Add) SetSize(width, height int) { a.width, a.height = max(0, width), max(0, height) }

// Place is where its keys are looked up.
func (a *Add) Place() keys.Place { return keys.Prompt }

// Typing is true: letters are text.
func (a *Add) Typing() bool { return true }

// Hints are the keys that the status line names.
func (a *Add) Hints() []keys.Action { return []keys.Action{keys.Accept, keys.Cancel} }

// Update takes a key, a paste or the network's answer.
func (a *Add) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		return a.key(msg)
	case tea.PasteMsg:
		a.input.Paste(msg.Content)
		return a.lookAt(a.ref())
	case addPaused:
		if msg.era == a.era && a.at == addTyping && wholeAddress(a.ref()) {
			return a.lookAt(a.ref())
		}
	case addSpun:
		if msg.era == a.era && a.waits() {
			a.frame++
			return a.spin()
		}
	case addPreview:
		return a.looked(msg)
	case addFollowed:
		return a.followed(msg)
	case pane.SourceAdded:
		return a.followed(addFollowed{source: msg.Source})
	case pane.Restyled:
		a.inks = newInks(a.env.Theme)
	}
	return nil
}

func (a *Add) waits() bool { return a.at == addLooking || a.at == addFollowing }

func (a *Add) key(msg tea.KeyPressMsg) tea.Cmd {
	if a.at == addFailed && msg.String() == "ctrl+f" {
		return a.force()
	}
	switch a.env.Keys.Action(keys.Prompt, msg.String()) {
	case keys.Cancel:
		a.cancel()
		return answer(a.env, nil)
	case keys.Accept:
		return a.accept()
	case keys.Down:
		return a.choose(a.chosen + 1)
	case keys.Up:
		return a.choose(a.chosen - 1)
	default:
		if a.at == addFollowing || !a.input.Press(msg) {
			return nil
		}
		return a.changed()
	}
}

// changed begins anew with another address, and waits for a pause.
func (a *Add) changed() tea.Cmd {
	a.cancel()
	a.era++
	a.at, a.candidates, a.fault = addTyping, nil, nil
	return a.later(typingPause, addPaused{a.era})
}

// accept is enter: look, then follow.
func (a *Add) accept() tea.Cmd {
	switch a.at {
	case addTyping:
		if a.ref() == "" {
			return nil
		}
		return a.lookAt(a.ref())
	case addShown:
		return a.follow(a.preview.Address, false)
	case addFailed:
		return a.force()
	case addLooking, addFollowing:
		return nil
	default:
		return nil
	}
}

// force follows what can't be read now. Where nothing could ever be read, there is
// nothing to force.
func (a *Add) force() tea.Cmd {
	if !a.forcible() {
		return a.lookAt(a.ref())
	}
	return a.follow(a.ref(), true)
}

func (a *Add) forcible() bool {
	f, ok := errors.AsType[*feed.Failure](a.fault)
	return ok && f.Kind != feed.FailedAddress && f.Kind != feed.FailedList && f.Kind != feed.FailedInternal
}

// lookAt asks what following an address would bring.
func (a *Add) lookAt(ref string) tea.Cmd {
	a.cancel()
	a.era++
	if known, ok := a.seen[ref]; ok {
		a.at, a.preview, a.asked = addShown, known, ref
		return nil
	}
	ctx, cancel := context.WithCancel(a.env.Ctx)
	a.cancel = cancel
	a.at, a.fault, a.asked, a.frame = addLooking, nil, ref, 0
	lib, era := a.lib, a.era
	return tea.Batch(a.spin(), func() tea.Msg {
		p, err := lib.Preview(ctx, ref)
		return addPreview{era: era, preview: p, err: err}
	})
}

func (a *Add) spin() tea.Cmd { return a.later(spinnerStep, addSpun{a.era}) }

func (a *Add) looked(msg addPreview) tea.Cmd {
	if msg.era != a.era || a.at != addLooking {
		return nil
	}
	a.cancel()
	if msg.err != nil {
		a.at, a.fault = addFailed, msg.err
		return nil
	}
	a.at, a.preview = addShown, msg.preview
	a.seen[a.asked] = msg.preview
	if len(msg.preview.Candidates) > 1 && a.candidates == nil {
		a.candidates, a.chosen = msg.preview.Candidates, 0
		a.seen[msg.preview.Candidates[0].URL] = msg.preview
	}
	return nil
}

// choose looks at another of the feeds that a page offers.
func (a *Add) choose(i int) tea.Cmd {
	if i < 0 || i >= len(a.candidates) || a.at == addFollowing {
		return nil
	}
	a.chosen = i
	return a.lookAt(a.candidates[i].URL)
}

// follow follows an address. It is finished even if the overlay is left meanwhile:
// the program hears of the new source from the command itself.
func (a *Add) follow(ref string, force bool) tea.Cmd {
	a.at, a.frame = addFollowing, 0
	a.era++
	lib, ctx, w := a.lib, a.env.Ctx, a.env.Words
	return tea.Batch(a.spin(), func() tea.Msg {
		src, out, err := lib.Follow(ctx, ref, force)
		if err != nil {
			return addFollowed{source: src, err: err}
		}
		return pane.SourceAdded{Source: src, Said: w.Say("overlay.add.done", out.New, w.Quote(src.Label()))}
	})
}

func (a *Add) followed(msg addFollowed) tea.Cmd {
	switch {
	case a.at != addFollowing:
		return nil
	case errors.Is(msg.err, feed.ErrFollowed) && msg.source.ID != 0:
		return answer(a.env, pane.ShowHeadlines{Source: msg.source})
	case msg.err != nil:
		a.at, a.fault = addFailed, msg.err
		return nil
	default:
		return answer(a.env, nil)
	}
}

// wholeAddress tells whether what was typed may be complete: a path, or a host
// with a name below its domain.
func wholeAddress(s string) bool {
	rest := s
	for _, scheme := range []string{"https://", "http://"} {
		rest = strings.TrimPrefix(rest, scheme)
	}
	if strings.ContainsAny(rest, " \t") || rest == "" {
		return false
	}
	if rest == s && (s[0] == '/' || s[0] == '~') {
		return len(s) > 2 && !strings.HasSuffix(s, "/")
	}
	host, _, _ := strings.Cut(rest, "/")
	host, port, hasPort := strings.Cut(host, ":")
	if hasPort && port == "" {
		return false
	}
	dot := strings.LastIndexByte(host, '.')
	return (dot > 0 && len(host)-dot > 2) || (hasPort && rest != s)
}
