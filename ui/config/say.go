package config

import (
	"strconv"

	"griot/render/plain"
	"griot/ui/text"
)

// Say tells a mistake in one sentence: where it is, and what griot takes instead.
func (m Mistake) Say(w *text.Words) string {
	name, line := plain.Line(m.Name), strconv.Itoa(m.Line)
	switch m.Kind {
	case UnknownSetting:
		return w.Say("config.unknown", line, w.Quote(name))
	case WrongValue:
		if choices := Choices(name); choices != "" {
			return w.Say("config.value.choices", line, w.Quote(m.Text), choices)
		}
		return w.Say("config.value", line, w.Quote(m.Text))
	case UnreadableFile:
		return w.Say("config.unreadable", name, plain.Line(m.Text))
	case NoText:
		return w.Say("config.no.text", name)
	case NotTOML:
		return w.Say("config.toml", line, w.Quote(m.Text))
	default:
		return w.Say("config.toml", line, w.Quote(m.Text))
	}
}

// Choices are the values that a setting takes, as the file writes them; "" where
// they can't be listed.
func Choices(name string) string {
	switch name {
	case "refresh":
		return `"start", "never", "30m"`
	case "language":
		return `"auto", "en", "fr"`
	case "keys":
		return `"default", "newsboat"`
	case "mouse":
		return "true, false"
	case "compose":
		return `"inline", "editor"`
	case "width":
		return strconv.Itoa(NarrowestText) + "–" + strconv.Itoa(WidestText)
	case "keep":
		return "0, 500, 2000"
	case "background":
		return `"auto", "dark", "light"`
	default:
		return ""
	}
}
