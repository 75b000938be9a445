package widget

import (
	"strings"
	"unicode"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"griot/render/plain"
)

// inputLimit bounds a line that is typed or pasted, in bytes: an address may be
// this long (render/plain.Link).
const inputLimit = 2048

// Input is one line of text to type into. It moves and deletes by what a person
// takes for one character: a letter with its accents, an emoji with its parts.
type Input struct {
	before, after string // of the cursor
}

// Text is what stands in it.
func (in *Input) Text() string { return in.before + in.after }

// Set replaces the text and puts the cursor at its end.
func (in *Input) Set(s string) { in.before, in.after = cap2K(s), "" }

// Paste enters text from outside at the cursor, as one clean line.
func (in *Input) Paste(s string) { in.insert(plain.Line(s)) }

// Press takes a key, and tells whether the text changed. A key that means nothing
// to a line of text is ignored.
func (in *Input) Press(msg tea.KeyPressMsg) bool {
	was := in.Text()
	if msg.Text != "" && msg.Mod&(tea.ModCtrl|tea.ModAlt|tea.ModMeta|tea.ModSuper) == 0 {
		in.insert(strings.Map(printable, msg.Text))
		return in.Text() != was
	}
	switch msg.String() {
	case "left", "ctrl+b":
		in.moveTo(len(in.before) - lastCharacter(in.before))
	case "right", "ctrl+f":
		in.moveTo(len(in.before) + firstCharacter(in.after))
	case "ctrl+left", "alt+left", "alt+b":
		in.moveTo(wordStart(in.before))
	case "ctrl+right", "alt+right", "alt+f":
		in.moveTo(len(in.before) + wordEnd(in.after))
	case "home", "ctrl+a":
		in.moveTo(0)
	case "end", "ctrl+e":
		in.moveTo(len(was))
	case "backspace", "shift+backspace", "ctrl+h":
		in.before = in.before[:len(in.before)-lastCharacter(in.before)]
	case "delete", "ctrl+d":
		in.after = in.after[firstCharacter(in.after):]
	case "ctrl+w", "alt+backspace", "ctrl+backspace":
		in.before = in.before[:wordStart(in.before)]
	case "ctrl+u":
		in.before = ""
	case "ctrl+k":
		in.after = ""
	}
	return in.Text() != was
}

// View is the part of the text around the cursor that fits into width cells, and
// the cursor's cell in it.
func (in *Input) View(width int) (shown string, cursor int) {
	if width <= 0 {
		return "", 0
	}
	left := in.before
	if over := Width(left) - (width - 1); over > 0 { // the cursor's own cell stays
		left = ansi.TruncateLeft(left, over+1, Ellipsis)
		for Width(left) > width-1 { // the cut fell into a wide character
			left = strings.TrimPrefix(left, Ellipsis)
			left = left[firstCharacter(left):]
		}
	}
	cursor = Width(left)
	return left + Truncate(in.after, width-cursor), cursor
}

func (in *Input) insert(s string) {
	if len(in.before)+len(s)+len(in.after) > inputLimit {
		return
	}
	in.before += s
}

func (in *Input) moveTo(at int) {
	all := in.Text()
	in.before, in.after = all[:at], all[at:]
}

func printable(r rune) rune {
	if unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) || r == unicode.ReplacementChar {
		return -1
	}
	return r
}

func cap2K(s string) string {
	for len(s) > inputLimit {
		s = s[:len(s)-lastCharacter(s)]
	}
	return s
}

// firstCharacter is the length in bytes of the first character of s.
func firstCharacter(s string) int {
	if s == "" {
		return 0
	}
	if s[0] >= utf8.RuneSelf {
		_, _, n, _ := ansi.DecodeSequence(s, ansi.NormalState, nil)
		return max(1, n)
	}
	n := 1 // the decoder takes an ASCII letter without its accents
	for n < len(s) {
		r, size := utf8.DecodeRuneInString(s[n:])
		if !unicode.In(r, unicode.M) && r != '\u200d' {
			break
		}
		n += size
	}
	return n
}

// lastCharacter is the length in bytes of the last character of s. Characters are
// only found from the start of a run; one never spans a blank.
func lastCharacter(s string) int {
	if s == "" {
		return 0
	}
	rest := s[1+strings.LastIndexByte(s[:len(s)-1], ' '):]
	for {
		n := firstCharacter(rest)
		if n >= len(rest) {
			return len(rest)
		}
		rest = rest[n:]
	}
}

func wordStart(s string) int {
	return strings.LastIndexFunc(strings.TrimRightFunc(s, unicode.IsSpace), unicode.IsSpace) + 1
}

func wordEnd(s string) int {
	start := len(s) - len(strings.TrimLeftFunc(s, unicode.IsSpace))
	if end := strings.IndexFunc(s[start:], unicode.IsSpace); end >= 0 {
		return start + end
	}
	return len(s)
}
