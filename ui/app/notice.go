package app

import (
	"context"
	"errors"
	"time"

	tea "charm.land/bubbletea/v2"

	"griot/render/plain"
	"griot/ui/pane"
)

// noticeTime is how long a notice stays when no key is pressed; a key lets it go
// once it has been there for noticeRead.
const (
	noticeTime = 8 * time.Second
	noticeRead = 1200 * time.Millisecond
)

// notice is the line of words on the status line.
type notice struct {
	text  string
	error bool
	at    time.Time
	era   era
	now   func() time.Time
}

// quiet ends the notice of an era.
type quiet struct{ era era }

// say shows a line on the status line for a while.
func (m *model) say(text string) tea.Cmd { return m.show(pane.Say{Text: text}) }

func (m *model) show(s pane.Say) tea.Cmd {
	m.notice.now = m.env.Now
	m.notice.text, m.notice.error = clean(s.Text), s.Error
	m.notice.at = m.env.Now()
	m.notice.era++
	era := m.notice.era
	return tea.Tick(noticeTime, func(time.Time) tea.Msg { return quiet{era} })
}

// fail shows an error in plain words, and logs what it is made of.
func (m *model) fail(err error) tea.Cmd {
	if err == nil || errors.Is(err, context.Canceled) {
		return nil
	}
	m.opts.Log.Error("shown to the reader", "error", err)
	return m.show(pane.Say{Text: m.env.Words.Error(err), Error: true})
}

// seen lets a notice go that has been read.
func (n *notice) seen() {
	if n.text != "" && n.now().Sub(n.at) > noticeRead {
		n.text = ""
	}
}

func (n *notice) expire(q quiet) {
	if q.era == n.era {
		n.text = ""
	}
}

// clean is the gate of what leaves by another way than the cells of the screen:
// the clipboard, the window's title.
func clean(s string) string { return plain.Text(s) }
