package render

import (
	"strconv"

	gansi "charm.land/glamour/v2/ansi"
)

// minWidth is the narrowest text there is; a narrower Look is drawn at it.
const minWidth = 20

// Look says how blocks are drawn. Colours are "#rrggbb" or the number of one of the
// terminal's 256; an empty one is the terminal's own.
type Look struct {
	Width  int  // in cells; at least 20
	Dark   bool // the terminal's background, for the colours of code
	Plain  bool // no colour at all; bold, italic, underline and faint stay
	Accent string
	Own    string // the reader's own words; blocks do not use it
	Strong string // headings
	Dim    string // link numbers, bullets, captions
	Faint  string // guides and rules
}

// inks are a Look's colours as SGR sequences.
type inks struct {
	accent, strong, dim, faint string
}

const (
	sgrReset     = "\x1b[m"
	sgrBold      = "\x1b[1m"
	sgrFaint     = "\x1b[2m"
	sgrItalic    = "\x1b[3m"
	sgrUnderline = "\x1b[4m"
	sgrStruck    = "\x1b[9m"
)

func (l Look) inks() inks {
	if l.Plain {
		return inks{strong: sgrBold, dim: sgrFaint, faint: sgrFaint}
	}
	return inks{
		accent: foreground(l.Accent, ""),
		strong: sgrBold + foreground(l.Strong, ""),
		dim:    foreground(l.Dim, sgrFaint),
		faint:  foreground(l.Faint, sgrFaint),
	}
}

// foreground returns the sequence for a colour, or another one for none.
func foreground(colour, none string) string {
	if n, err := strconv.ParseUint(colour, 10, 8); err == nil {
		return indexed(n)
	}
	if len(colour) != 7 || colour[0] != '#' {
		return none
	}
	v, err := strconv.ParseUint(colour[1:], 16, 32)
	if err != nil {
		return none
	}
	return "\x1b[38;2;" + strconv.FormatUint(v>>16, 10) + ";" + strconv.FormatUint(v>>8&255, 10) + ";" + strconv.FormatUint(v&255, 10) + "m"
}

// indexed returns the sequence for one of the terminal's colours; the first 16 have
// sequences that every terminal knows.
func indexed(n uint64) string {
	const bright = 8
	switch {
	case n < bright:
		return "\x1b[" + strconv.FormatUint(30+n, 10) + "m"
	case n < 2*bright:
		return "\x1b[" + strconv.FormatUint(90+n-bright, 10) + "m"
	default:
		return "\x1b[38;5;" + strconv.FormatUint(n, 10) + "m"
	}
}

// glamourStyle tells Glamour to style words alone: lines, guides and bullets are
// laid out here, where hanging indents and French spaces are kept.
func (l Look) glamourStyle() gansi.StyleConfig {
	yes := true
	s := gansi.StyleConfig{
		Emph:          gansi.StylePrimitive{Italic: &yes},
		Strong:        gansi.StylePrimitive{Bold: &yes},
		Strikethrough: gansi.StylePrimitive{CrossedOut: &yes},
		LinkText:      gansi.StylePrimitive{Underline: &yes},
		Link:          gansi.StylePrimitive{Format: `{{""}}`}, // the target is in the link itself
		Code:          gansi.StyleBlock{StylePrimitive: gansi.StylePrimitive{Prefix: "`", Suffix: "`"}},
		Heading:       gansi.StyleBlock{StylePrimitive: gansi.StylePrimitive{Bold: &yes}},
	}
	// A Chroma map would be registered once for the whole process, under one name:
	// only a theme's name can differ between dark and light.
	s.CodeBlock.Theme = "gruvbox-light"
	if l.Dark {
		s.CodeBlock.Theme = "gruvbox"
	}
	if !l.Plain && l.Strong != "" {
		s.Heading.Color = &l.Strong
	}
	return s
}
