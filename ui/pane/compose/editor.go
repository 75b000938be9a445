package compose

import (
	"io"
	"os"
	"os/exec"
	"strings"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"

	"griot/feed"
)

// editorBytes bounds what is read back from the editor: a comment of the greatest
// length, in the longest characters.
const editorBytes = utf8.UTFMax*limit + utf8.UTFMax

type (
	// editorReady says that the text is in a file that the editor can open.
	editorReady struct {
		era  uint64
		path string
		err  error
	}
	// editorLeft says that the editor has ended.
	editorLeft struct {
		era  uint64
		path string
		err  error
	}
	// edited brings the text back.
	edited struct {
		era  uint64
		path string
		text string
		long bool
		err  error
	}
)

// openEditor goes on in the reader's editor. The draft is kept first, and the text
// goes there in a file that nobody else may read.
func (p *Pane) openEditor() tea.Cmd {
	if p.env.Editor == "" {
		p.note = note{text: p.env.Words.Say("compose.editor.none"), error: true}
		p.stage = writing
		return nil
	}
	kept := p.keep()
	p.stage = inEditor
	era, text := p.era, p.text()
	return tea.Batch(kept, func() tea.Msg {
		path, err := writeOut(text)
		return editorReady{era: era, path: path, err: err}
	})
}

// writeOut makes a file with the text; os.CreateTemp gives it the mode 0600.
func writeOut(text string) (path string, err error) {
	f, err := os.CreateTemp("", "griot-*.md")
	if err != nil {
		return "", err
	}
	if _, err = io.WriteString(f, text); err == nil {
		err = f.Close()
	} else {
		f.Close()
	}
	if err != nil {
		os.Remove(f.Name())
		return "", err
	}
	return f.Name(), nil
}

func (p *Pane) editorReady(msg editorReady) tea.Cmd {
	if msg.err != nil {
		p.stage = writing
		p.note = note{text: p.env.Words.Error(msg.err), error: true}
		return nil
	}
	if msg.era != p.era || p.stage != inEditor {
		return func() tea.Msg { os.Remove(msg.path); return nil }
	}
	words := append(strings.Fields(p.env.Editor), msg.path)
	cmd := exec.CommandContext(p.env.Ctx, words[0], words[1:]...)
	return p.execute(cmd, func(err error) tea.Msg {
		return editorLeft{era: msg.era, path: msg.path, err: err}
	})
}

// editorLeft reads the text back and removes the file.
func (p *Pane) editorLeft(msg editorLeft) tea.Cmd {
	return func() tea.Msg {
		e := edited{era: msg.era, path: msg.path}
		e.text, e.long, e.err = readBack(msg.path)
		if msg.err != nil {
			e.err = msg.err
		}
		if e.err == nil && !e.long {
			os.Remove(msg.path) // what does not come back stays where it is
		}
		return e
	}
}

func readBack(path string) (text string, long bool, err error) {
	f, err := os.Open(path)
	if err != nil {
		return "", false, err
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, editorBytes+1))
	if err != nil {
		return "", false, err
	}
	if long = len(b) > editorBytes; long {
		b = b[:editorBytes]
	}
	text = strings.TrimRight(clean(string(b)), "\n")
	return text, long || utf8.RuneCountInString(text) > limit || strings.Count(text, "\n") >= feed.MostCommentLines, nil
}

// editorFailed leaves the text as it was, and says where that is which the editor has
// written.
func (p *Pane) editorFailed(msg edited) tea.Cmd {
	if msg.text != "" && msg.text != strings.TrimRight(p.text(), "\n") {
		p.note = note{text: p.env.Words.Say("compose.editor.wrote", p.env.Editor, msg.path), error: true}
		return nil
	}
	p.note = note{text: p.env.Words.Say("compose.editor.failed", p.env.Editor), error: true}
	return func() tea.Msg { os.Remove(msg.path); return nil }
}

// edited puts what was written in the editor into the box.
func (p *Pane) edited(msg edited) tea.Cmd {
	if msg.era != p.era || p.stage != inEditor {
		return nil
	}
	p.stage = writing
	if msg.err != nil {
		return p.editorFailed(msg)
	}
	before := p.text()
	p.area.SetValue("")
	text, _ := p.fitting(msg.text)
	p.fill(text)
	var kept tea.Cmd
	if p.text() != before {
		p.changed()
		kept = p.keep()
	}
	if msg.long {
		p.note = note{text: p.env.Words.Say("compose.editor.cut", msg.path, limit, feed.MostCommentLines), error: true}
	}
	return kept
}
