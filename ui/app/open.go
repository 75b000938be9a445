package app

import (
	"context"
	"io"
	"os/exec"
	"runtime"
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/cli/browser"

	"griot/render/plain"
	"griot/ui/pane"
)

// Opener says how an address is opened on this computer.
type Opener struct {
	Browser string // $BROWSER: a command, with %s for the address or without
	Desktop bool   // there is a desktop to open windows on
}

// DesktopFrom finds out how addresses are opened, from the environment.
func DesktopFrom(getenv func(string) string) Opener {
	desktop := runtime.GOOS == "darwin" || runtime.GOOS == "windows" ||
		getenv("DISPLAY") != "" || getenv("WAYLAND_DISPLAY") != ""
	if getenv("SSH_CONNECTION") != "" && getenv("DISPLAY") == "" {
		desktop = false
	}
	first, _, _ := strings.Cut(getenv("BROWSER"), ":")
	return Opener{Browser: first, Desktop: desktop}
}

// browsed says how opening an address went.
type browsed struct {
	url string
	err error
}

// openAddress opens an address that passes the door of plain.Link, and no other.
// Without a desktop a terminal browser gets the terminal; without that the address
// is shown alone, to be picked up from the screen.
func (m *model) openAddress(raw string) tea.Cmd {
	w := m.env.Words
	if raw == "" {
		return m.say(w.Say("app.address.none"))
	}
	url, ok := plain.Link(raw)
	if !ok {
		return m.show(pane.Say{Text: w.Say("app.address.bad", raw), Error: true})
	}
	o := m.opts.Opener
	switch {
	case o.Desktop:
		return func() tea.Msg { return browsed{url, o.inBackground(m.env.Ctx, url)} }
	case o.Browser != "" && !strings.HasPrefix(url, "mailto:"):
		return m.env.Execute(o.command(m.env.Ctx, url), func(err error) tea.Msg { return browsed{url, err} })
	default:
		return m.env.Ask(pane.ShowMenu{Title: w.Say("app.address"), Choices: []pane.Choice{{
			Label: url, Pick: pane.CopyText{Text: url, Said: w.Say("app.copied", url)}, Copy: url,
		}}})
	}
}

func (m *model) browsed(msg browsed) tea.Cmd {
	w := m.env.Words
	switch {
	case msg.err != nil:
		m.opts.Log.Info("browser did not start", "error", msg.err)
		return m.show(pane.Say{Text: w.Say("app.browser.fail", msg.url), Error: true})
	case strings.HasPrefix(msg.url, "mailto:"):
		address, _, _ := strings.Cut(strings.TrimPrefix(msg.url, "mailto:"), "?")
		return m.say(w.Say("app.opened.mail", address))
	default:
		return m.say(w.Say("app.opened", msg.url))
	}
}

// command is $BROWSER with the address as one argument; no shell reads it.
func (o Opener) command(ctx context.Context, url string) *exec.Cmd {
	words := strings.Fields(o.Browser)
	placed := false
	for i, word := range words {
		if strings.Contains(word, "%s") {
			words[i], placed = strings.ReplaceAll(word, "%s", url), true
		}
	}
	if !placed {
		words = append(words, url)
	}
	return exec.CommandContext(ctx, words[0], words[1:]...)
}

// execute gives the terminal to another program. It gets the terminal's own file:
// of the reader that griot lays over it, it would get a pipe that nobody closes.
func (m *model) execute(cmd *exec.Cmd, done tea.ExecCallback) tea.Cmd {
	cmd.Stdin, cmd.Stdout, cmd.Stderr = m.opts.Input, m.opts.Output, m.opts.Output
	return m.raw.lend(cmd.Run, done)
}

// inBackground opens an address on the desktop, and lets nothing be written over
// the screen.
func (o Opener) inBackground(ctx context.Context, url string) error {
	if o.Browser == "" || strings.HasPrefix(url, "mailto:") {
		browser.Stdout, browser.Stderr = io.Discard, io.Discard
		return browser.OpenURL(url)
	}
	cmd := o.command(context.WithoutCancel(ctx), url)
	if err := cmd.Start(); err != nil {
		return err
	}
	return cmd.Process.Release()
}
