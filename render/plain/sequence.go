package plain

import "strings"

// kind is the sort of a control sequence (ECMA-48, sections 5.3 to 5.6).
type kind uint8

const (
	other kind = iota
	csi        // ESC [ ... final byte
	osc        // ESC ] ... ST
)

// control is a control sequence found in a text. n is 0 when there is none.
type control struct {
	kind kind
	body string // of a CSI: parameters to final byte; of an OSC: between introducer and terminator
	n    int    // bytes, introducer and terminator counted
}

const (
	esc    = 0x1B
	bel    = 0x07
	c1Lead = 0xC2 // C1 controls are U+0080 to U+009F: 0xC2 and the code itself in UTF-8

	// maxCSI bounds what an unfinished CSI may take with it. Real ones are
	// shorter: the longest SGR sets three colours.
	maxCSI = 256
)

// sequence finds the control sequence that s begins with, in its 7-bit form
// (ESC and a letter) or its 8-bit form (a C1 control). A sequence that does not
// end loses its introducer alone, so that no text disappears behind it.
func sequence(s string) control {
	introducer, n := byte(0), 0
	switch {
	case s == "":
		return control{}
	case s[0] == esc:
		if len(s) == 1 {
			return control{n: 1}
		}
		introducer, n = s[1], 2
	case s[0] == c1Lead && len(s) > 1 && s[1] >= 0x80 && s[1] <= 0x9F:
		if s[1] == 0x85 { // NEL is a line end, not a sequence
			return control{}
		}
		introducer, n = s[1]-0x40, 2
	default:
		return control{}
	}
	switch {
	case introducer == '[':
		return csiSequence(s, n)
	case introducer == ']':
		return stringSequence(s, n, osc)
	case introducer == 'P' || introducer == 'X' || introducer == '^' || introducer == '_':
		return stringSequence(s, n, other) // DCS, SOS, PM, APC
	case s[0] == c1Lead:
		return control{n: n}
	case introducer >= 0x20 && introducer <= 0x2F: // nF: more intermediates, then a final byte
		for n < len(s) && n < maxCSI && s[n] >= 0x20 && s[n] <= 0x2F {
			n++
		}
		if n < len(s) && s[n] >= 0x30 && s[n] <= 0x7E {
			n++
		}
		return control{n: n}
	case introducer >= 0x30 && introducer <= 0x7E:
		return control{n: n}
	default: // ESC before a control or a letter beyond ASCII: only the ESC goes
		return control{n: 1}
	}
}

func csiSequence(s string, start int) control {
	i, end := start, min(len(s), start+maxCSI)
	for i < end && s[i] >= 0x30 && s[i] <= 0x3F {
		i++
	}
	for i < end && s[i] >= 0x20 && s[i] <= 0x2F {
		i++
	}
	if i < end && s[i] >= 0x40 && s[i] <= 0x7E {
		return control{kind: csi, body: s[start : i+1], n: i + 1}
	}
	return control{n: i}
}

// stringSequence ends at ST or BEL. Any other control cancels it, so that each
// byte is looked at once however many introducers there are.
func stringSequence(s string, start int, k kind) control {
	for i := start; i < len(s); i++ {
		switch b := s[i]; {
		case b == bel:
			return control{kind: k, body: s[start:i], n: i + 1}
		case b == esc && strings.HasPrefix(s[i+1:], `\`):
			return control{kind: k, body: s[start:i], n: i + 2}
		case b == c1Lead && i+1 < len(s) && s[i+1] == 0x9C:
			return control{kind: k, body: s[start:i], n: i + 2}
		case b < 0x20, b == c1Lead && i+1 < len(s) && s[i+1] >= 0x80 && s[i+1] <= 0x9F:
			return control{n: start}
		}
	}
	return control{n: start}
}
