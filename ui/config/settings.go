package config

import (
	"fmt"
	"time"

	"griot/ui/text"
)

// Settings are what the reader can choose in the settings file.
type Settings struct {
	Refresh    Refresh    // when sources are asked by themselves
	Language   string     // the code of the interface's language; "" is the computer's
	Author     string     // the name under the reader's comments; "" is the account's
	Keys       string     // the preset of ui/keys: "default" or "newsboat"
	Mouse      bool       // whether griot takes the mouse
	Compose    Compose    // where a comment is written
	Width      int        // cells of an article's text
	Background Background // what the terminal's is taken for
	SaveFolder string     // where articles are saved
	Keep       int        // how many articles of a source stay, beyond those that never go; 0 is all
}

// The bounds of Settings.Width.
const (
	NarrowestText = 20
	WidestText    = 400
)

// Defaults are the settings of who set nothing.
func Defaults() Settings {
	return Settings{Refresh: Refresh{AtStart: true}, Keys: "default", Mouse: true, Width: 80}
}

// Refresh says when sources are asked without being told to. The zero value is
// never.
type Refresh struct {
	AtStart  bool
	Interval time.Duration // again after this; 0 is not again
}

// shortestInterval keeps a typing error from asking publishers all the time.
const shortestInterval = time.Minute

// refreshOf reads "start", "never" or an interval like "30m", which begins at the
// start too.
func refreshOf(s string) (Refresh, error) {
	switch s {
	case "start":
		return Refresh{AtStart: true}, nil
	case "never":
		return Refresh{}, nil
	}
	interval, err := time.ParseDuration(s)
	if err != nil || interval < shortestInterval {
		return Refresh{}, fmt.Errorf("refresh %q", s)
	}
	return Refresh{AtStart: true, Interval: interval}, nil
}

// String writes it as the settings file does.
func (r Refresh) String() string {
	switch {
	case r.Interval > 0:
		return r.Interval.String()
	case r.AtStart:
		return "start"
	default:
		return "never"
	}
}

// Compose is where a comment is written.
type Compose uint8

const (
	Inline Compose = iota
	InEditor
)

func composeOf(s string) (Compose, error) { return choice(s, Inline, InEditor) }

// String writes it as the settings file does.
func (c Compose) String() string {
	if c == InEditor {
		return "editor"
	}
	return "inline"
}

// Background is what the terminal's is taken for.
type Background uint8

const (
	AsTheTerminalSays Background = iota
	Dark
	Light
)

func backgroundOf(s string) (Background, error) { return choice(s, AsTheTerminalSays, Dark, Light) }

// String writes it as the settings file does.
func (b Background) String() string {
	switch b {
	case Dark:
		return "dark"
	case Light:
		return "light"
	case AsTheTerminalSays:
		return "auto"
	default:
		return "auto"
	}
}

func keysOf(s string) (string, error) {
	if s != "default" && s != "newsboat" {
		return "", fmt.Errorf("keys %q", s)
	}
	return s, nil
}

func languageOf(s string) (string, error) {
	if s == "" || s == "auto" {
		return "", nil
	}
	l, ok := text.Named(s)
	if !ok {
		return "", fmt.Errorf("language %q", s)
	}
	return l.Code(), nil
}

func widthOf(n int) (int, error) {
	if n < NarrowestText || n > WidestText {
		return 0, fmt.Errorf("width %d", n)
	}
	return n, nil
}

// keepOf reads how many articles of a source stay.
func keepOf(n int) (int, error) {
	if n < 0 {
		return 0, fmt.Errorf("keep %d", n)
	}
	return n, nil
}

// choice finds the value that is written so.
func choice[T fmt.Stringer](written string, values ...T) (T, error) {
	for _, value := range values {
		if value.String() == written {
			return value, nil
		}
	}
	return values[0], fmt.Errorf("not a choice: %q", written)
}
