package overlay

import (
	"errors"
	"strings"

	tea "charm.land/bubbletea/v2"

	"griot/feed"
	"griot/render/plain"
	"griot/ui/keys"
	"griot/ui/text"
	"griot/ui/widget"
)

// prompt stands before what is typed.
const prompt = "›  "

// View draws the address and what it would bring.
func (a *Add) View() string {
	w := a.env.Words
	lines := []string{a.words(a.inks.title, w.Say("overlay.add")), a.typed()}
	lines = append(lines, a.below()...)
	return fit(lines, a.width, a.height)
}

func (a *Add) words(ink widget.Ink, s string) string {
	return widget.Blank(indent) + ink.Paint(widget.Truncate(s, a.width-indent-1))
}

func (a *Add) typed() string {
	shown, _ := a.input.View(a.inputWidth())
	return widget.Blank(indent-widget.Width(prompt)) + a.inks.accent.Paint(prompt) + a.inks.title.Paint(shown)
}

func (a *Add) inputWidth() int { return max(1, a.width-indent-1) }

func (a *Add) below() []string {
	w := a.env.Words
	lines := []string{""}
	switch a.at {
	case addTyping:
		return append(lines, a.wrapped(a.inks.note, w.Say("overlay.add.hint"))...)
	case addLooking:
		return append(lines, a.waiting(w.Say("overlay.add.looking", plain.Line(a.asked))))
	case addFollowing:
		return append(lines, a.waiting(w.Say("overlay.add.following", plain.Line(a.ref()))))
	case addShown:
		return append(lines, a.shown()...)
	case addFailed:
		return append(lines, a.failed()...)
	default:
		return lines
	}
}

// waiting says what the network is asked for, with dots that come and go.
func (a *Add) waiting(says string) string {
	const dots = 3
	says = widget.Truncate(says, a.width-indent-dots-2)
	lit := a.frame % (dots + 1)
	return widget.Blank(indent) + a.inks.note.Paint(says+" ") + a.inks.accent.Paint(strings.Repeat("·", lit))
}

func (a *Add) failed() []string {
	w := a.env.Words
	says := w.Error(a.fault)
	if f, ok := errors.AsType[*feed.Failure](a.fault); ok {
		says = w.Failure(f, plain.Line(a.asked))
	}
	lines := a.wrapped(a.inks.fault, says)
	if a.forcible() {
		lines = append(lines, a.wrapped(a.inks.note, w.Say("overlay.add.force", a.enter()))...)
	}
	return lines
}

// wrapped is a text on as many lines as it needs.
func (a *Add) wrapped(ink widget.Ink, s string) []string {
	var lines []string
	for _, l := range widget.Wrap(s, a.width-indent-1) {
		lines = append(lines, a.words(ink, l))
	}
	return lines
}

// enter is the key that accepts.
func (a *Add) enter() string { return a.env.Keys.Shown(keys.Prompt, keys.Accept) }

// shown is what following would bring.
func (a *Add) shown() []string {
	w, p := a.env.Words, a.preview
	title := plain.Line(p.Title)
	if title == "" {
		title = plain.Line(p.Address)
	}
	lines := []string{a.words(a.inks.title, title), a.words(a.inks.note, a.facts())}
	for i, e := range p.Headlines {
		if i == shownTitles {
			break
		}
		lines = append(lines, a.headline(e))
	}
	lines = append(lines, a.choices()...)
	next := w.Say("overlay.add.enter", a.enter())
	if p.Followed {
		next = w.Say("overlay.add.followed", a.enter())
	}
	return append(lines, "", a.words(a.inks.title, next))
}

// facts are what it is, how many articles it has, what reading it cost, and where
// it is.
func (a *Add) facts() string {
	w, p := a.env.Words, a.preview
	facts := []string{w.Say(kindID(p.Kind)), w.Say("overlay.add.articles", p.Total)}
	if p.Wire > 0 {
		facts = append(facts, w.Bytes(p.Wire))
	}
	if p.Address != a.ref() {
		facts = append(facts, plain.Line(p.Address))
	}
	return strings.Join(facts, " · ")
}

func (a *Add) headline(e feed.Entry) string {
	date := a.env.Words.RowDate(e.Published, a.env.Now())
	room := min(a.width, 100) - indent - 2 - 1
	title := widget.Steady(plain.Line(e.Title))
	if title == "" {
		title = a.env.Words.Say("headlines.untitled")
	}
	left := widget.Truncate(title, room-widget.Width(date)-2)
	fill := max(2, room-widget.Width(left)-widget.Width(date))
	if room < 24 {
		return a.words(a.inks.label, "  "+title)
	}
	return widget.Blank(indent+2) + a.inks.label.Paint(left) + a.inks.note.Paint(widget.Blank(fill)+date)
}

// choices are the feeds that a page offers, where there are several.
func (a *Add) choices() []string {
	if len(a.candidates) == 0 {
		return nil
	}
	lines := []string{"", a.words(a.inks.note, a.env.Words.Say("overlay.add.candidates", len(a.candidates)))}
	first := max(0, min(a.chosen-2, len(a.candidates)-shownTitles))
	for i := first; i < min(len(a.candidates), first+shownTitles); i++ {
		c := a.candidates[i]
		label, note := plain.Line(c.Title), plain.Line(c.URL)
		if label == "" {
			label, note = note, ""
		}
		room := a.width - indent - 1
		label = widget.Truncate(label, room)
		if note != "" {
			note = widget.Truncate("  "+note, room-widget.Width(label))
		}
		lead := widget.Blank(indent - 1)
		if i != a.chosen {
			lines = append(lines, " "+lead+a.inks.label.Paint(label)+a.inks.note.Paint(note))
			continue
		}
		fill := widget.Blank(room - widget.Width(label) - widget.Width(note) + 1)
		lines = append(lines, a.inks.selBar.Paint("▌")+a.inks.selLabel.Paint(lead+label)+a.inks.selNote.Paint(note+fill))
	}
	return lines
}

func kindID(k feed.Kind) text.ID {
	switch k {
	case feed.KindFeed:
		return "overlay.kind.feed"
	case feed.KindPage:
		return "overlay.kind.page"
	case feed.KindFile:
		return "overlay.kind.file"
	case feed.KindFolder:
		return "overlay.kind.folder"
	case feed.KindInput:
		return "overlay.kind.input"
	case feed.KindSample:
		return "overlay.kind.sample"
	case feed.KindUnknown:
		return "overlay.kind.unknown"
	default:
		return "overlay.kind.unknown"
	}
}

// Cursor stands where a letter would be entered.
func (a *Add) Cursor() *tea.Cursor {
	_, x := a.input.View(a.inputWidth())
	return tea.NewCursor(indent+x, 1)
}
