package sources

import (
	"context"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"griot/feed"
	"griot/ui/keys"
	"griot/ui/pane"
)

// startEdit opens the line for a source's name or tags.
func (p *Pane) startEdit(what editKind, s feed.Source, text string) tea.Cmd {
	if s.Kind == feed.KindSample {
		return p.env.Ask(pane.Say{Text: p.env.Words.Say("sources.sample")})
	}
	p.edit = editing{what: what, source: s}
	p.edit.input.Set(text)
	p.window.SetHeight(p.rowsHeight())
	return nil
}

func (p *Pane) endEdit() {
	p.edit = editing{}
	p.window.SetHeight(p.rowsHeight())
}

func (p *Pane) typed(msg tea.KeyPressMsg) tea.Cmd {
	switch p.env.Keys.Action(keys.Prompt, msg.String()) {
	case keys.Accept:
		edit := p.edit
		p.endEdit()
		return p.change(edit)
	case keys.Cancel:
		p.endEdit()
		return nil
	default:
		p.edit.input.Press(msg)
		return nil
	}
}

// change stores what was typed.
func (p *Pane) change(e editing) tea.Cmd {
	text := strings.TrimSpace(e.input.Text())
	switch e.what {
	case editName:
		return p.rename(e.source, text)
	case editTags:
		return p.setTags(e.source, text)
	case editNothing:
		return nil
	default:
		return nil
	}
}

// rename gives a source the reader's own name; the publisher's again where it is
// empty or the publisher's.
func (p *Pane) rename(s feed.Source, name string) tea.Cmd {
	if name == s.Title {
		name = ""
	}
	if name == s.Name {
		return nil
	}
	lib, ctx, w := p.lib, context.WithoutCancel(p.env.Ctx), p.env.Words
	s.Name = name
	p.env.Act()
	return func() tea.Msg {
		act, err := lib.Rename(ctx, s.ID, name)
		return pane.Did{Act: act, Said: w.Say("sources.renamed", w.Quote(s.Label())), Err: err}
	}
}

// setTags gives a source the tags that were typed, and leaves newsboat's marks
// among them as they are.
func (p *Pane) setTags(s feed.Source, text string) tea.Cmd {
	var tags []string
	for _, t := range strings.FieldsFunc(text, func(r rune) bool { return r == ',' || r == ';' }) {
		if t = strings.TrimLeft(strings.TrimSpace(t), "!~"); t != "" && !slices.Contains(tags, t) {
			tags = append(tags, t)
		}
	}
	if slices.Equal(tags, shownTags(s.Tags)) {
		return nil
	}
	for _, t := range s.Tags {
		if t != "" && (t[0] == '!' || t[0] == '~') {
			tags = append(tags, t)
		}
	}
	lib, ctx := p.lib, context.WithoutCancel(p.env.Ctx)
	s.Tags = tags
	return func() tea.Msg { return tagged{source: s, err: lib.SetTags(ctx, s.ID, tags)} }
}

func (p *Pane) tagged(msg tagged) tea.Cmd {
	if msg.err != nil {
		return p.complain(msg.err)
	}
	w := p.env.Words
	said := w.Say("sources.tags.none", w.Quote(msg.source.Label()))
	if tags := shownTags(msg.source.Tags); len(tags) > 0 {
		said = w.Say("sources.tagged", w.Quote(msg.source.Label()), strings.Join(tags, ", "))
	}
	return p.env.Ask(pane.SourcesChanged{}, pane.Say{Text: said})
}

// remove stops following a source. Nothing of it is lost, so nothing is asked.
func (p *Pane) remove(s feed.Source) tea.Cmd {
	w := p.env.Words
	if s.Kind == feed.KindSample {
		return p.env.Ask(pane.Say{Text: w.Say("sources.sample")})
	}
	lib, ctx := p.lib, context.WithoutCancel(p.env.Ctx)
	undo := p.env.Keys.Shown(keys.Sources, keys.Undo)
	said := w.Say("sources.removed", w.Quote(s.Label()))
	shown := w.Say("sources.removed.kept", said, undo)
	p.env.Act()
	return func() tea.Msg {
		act, err := lib.Unfollow(ctx, s.ID)
		return pane.Did{Act: act, Said: said, Shown: shown, Err: err}
	}
}
