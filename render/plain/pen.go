package plain

import (
	"strconv"
	"strings"
)

// attr is a set of text attributes.
type attr uint8

const (
	bold attr = 1 << iota
	faint
	italic
	reverse
	strike
	overline
)

// ink is a colour: 0 for the terminal's own, else its kind in the top byte.
type ink uint32

const (
	inkBasic   ink = 1 << 24 // an SGR code: 30 to 37, 90 to 97 (as a foreground)
	inkIndexed ink = 2 << 24 // of 256
	inkRGB     ink = 3 << 24
)

// pen is how text is drawn (ECMA-48, section 8.3.117, and the xterm extensions).
// It has no blink, which nobody can read, and no conceal, which hides what would
// be copied.
type pen struct {
	attrs     attr
	underline uint8 // 0 none, 1 single, 2 double, 3 curly, 4 dotted, 5 dashed
	fg, bg    ink
	line      ink // colour of the underline
}

// onBlank tells whether a blank drawn with the pen can be seen.
func (p pen) onBlank() bool {
	return p.bg != 0 || p.underline != 0 || p.attrs&(reverse|strike|overline) != 0
}

// set applies an SGR sequence, given without its introducer and final byte.
// It stops at the first parameter that makes no sense.
func (p *pen) set(params string) {
	for more := true; more; {
		var field string
		field, params, more = strings.Cut(params, ";")
		code, sub, _ := strings.Cut(field, ":")
		n, ok := number(code)
		if !ok {
			return
		}
		switch n {
		case 38, 48, 58:
			var c ink
			if sub != "" {
				c, ok = subColour(sub)
			} else {
				c, params, more, ok = colour(params)
			}
			if !ok {
				return
			}
			*p.inkFor(n) = c
		case 4:
			p.setUnderline(sub)
		default:
			p.setCode(n)
		}
	}
}

func (p *pen) inkFor(code int) *ink {
	switch code {
	case 38:
		return &p.fg
	case 48:
		return &p.bg
	default:
		return &p.line
	}
}

func (p *pen) setUnderline(style string) {
	if style == "" {
		p.underline = 1
	} else if n, ok := number(style); ok && n <= 5 {
		p.underline = uint8(n)
	}
}

func (p *pen) setCode(n int) {
	switch {
	case n == 0:
		*p = pen{}
	case n == 1:
		p.attrs |= bold
	case n == 2:
		p.attrs |= faint
	case n == 3:
		p.attrs |= italic
	case n == 7:
		p.attrs |= reverse
	case n == 9:
		p.attrs |= strike
	case n == 21:
		p.underline = 2
	case n == 22:
		p.attrs &^= bold | faint
	case n == 23:
		p.attrs &^= italic
	case n == 24:
		p.underline = 0
	case n == 27:
		p.attrs &^= reverse
	case n == 29:
		p.attrs &^= strike
	case n == 53:
		p.attrs |= overline
	case n == 55:
		p.attrs &^= overline
	case n >= 30 && n <= 37, n >= 90 && n <= 97:
		p.fg = inkBasic | ink(n)
	case n >= 40 && n <= 47, n >= 100 && n <= 107:
		p.bg = inkBasic | ink(n-10)
	case n == 39:
		p.fg = 0
	case n == 49:
		p.bg = 0
	case n == 59:
		p.line = 0
	}
}

// number reads a parameter; a missing one is 0.
func number(s string) (int, bool) {
	if len(s) > 3 {
		return 0, false
	}
	n := 0
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return 0, false
		}
		n = 10*n + int(s[i]-'0')
	}
	return n, true
}

// colour reads "5;n" or "2;r;g;b" and returns the parameters after it.
func colour(params string) (c ink, rest string, more, ok bool) {
	kind, rest, more := strings.Cut(params, ";")
	var fields [3]string
	n := 0
	switch kind {
	case "5":
		n = 1
	case "2":
		n = 3
	default:
		return 0, "", false, false
	}
	for i := range n {
		if !more {
			return 0, "", false, false
		}
		fields[i], rest, more = strings.Cut(rest, ";")
	}
	c, ok = mix(kind, fields[:n])
	return c, rest, more, ok
}

// subColour reads "5:n", "2:r:g:b" or "2:space:r:g:b" (ITU-T T.416, 13.1.8).
func subColour(sub string) (ink, bool) {
	fields := strings.SplitN(sub, ":", 8)
	kind, fields := fields[0], fields[1:]
	if kind == "2" && len(fields) > 3 {
		fields = fields[1:4]
	}
	return mix(kind, fields)
}

func mix(kind string, fields []string) (ink, bool) {
	var v [3]int
	if len(fields) > len(v) {
		return 0, false
	}
	for i, f := range fields {
		n, ok := number(f)
		if !ok || n > 255 {
			return 0, false
		}
		v[i] = n
	}
	switch {
	case kind == "5" && len(fields) == 1:
		return inkIndexed | ink(v[0]), true
	case kind == "2" && len(fields) == 3:
		return inkRGB | ink(v[0]<<16|v[1]<<8|v[2]), true
	default:
		return 0, false
	}
}

// turn appends the sequence that changes the terminal from p to to.
func (p pen) turn(b []byte, to pen) []byte {
	if p == to {
		return b
	}
	if to == (pen{}) {
		return append(b, "\x1b[m"...)
	}
	b = append(b, "\x1b["...)
	start := len(b)
	lost := p.attrs&^to.attrs != 0 || p.underline != 0 && to.underline == 0 ||
		p.fg != 0 && to.fg == 0 || p.bg != 0 && to.bg == 0 || p.line != 0 && to.line == 0
	if lost {
		b = append(b, '0', ';')
		p = pen{}
	}
	codes := [...]struct {
		a    attr
		code string
	}{{bold, "1;"}, {faint, "2;"}, {italic, "3;"}, {reverse, "7;"}, {strike, "9;"}, {overline, "53;"}}
	for _, c := range codes {
		if to.attrs&^p.attrs&c.a != 0 {
			b = append(b, c.code...)
		}
	}
	switch {
	case to.underline == p.underline:
	case to.underline == 1:
		b = append(b, "4;"...)
	default:
		b = append(b, '4', ':', '0'+to.underline, ';')
	}
	if to.fg != p.fg {
		b = to.fg.append(b, 38)
	}
	if to.bg != p.bg {
		b = to.bg.append(b, 48)
	}
	if to.line != p.line {
		b = to.line.append(b, 58)
	}
	if len(b) > start {
		b = b[:len(b)-1] // the last semicolon
	}
	return append(b, 'm')
}

// append writes the parameters of a colour, with a semicolon after them.
func (c ink) append(b []byte, code int) []byte {
	v := int64(c & 0xFFFFFF)
	switch c &^ 0xFFFFFF {
	case inkBasic:
		if code == 48 {
			v += 10
		}
		b = strconv.AppendInt(b, v, 10)
	case inkIndexed:
		b = strconv.AppendInt(b, int64(code), 10)
		b = append(b, ";5;"...)
		b = strconv.AppendInt(b, v, 10)
	default:
		b = strconv.AppendInt(b, int64(code), 10)
		b = append(b, ";2;"...)
		b = strconv.AppendInt(b, v>>16, 10)
		b = append(b, ';')
		b = strconv.AppendInt(b, v>>8&255, 10)
		b = append(b, ';')
		b = strconv.AppendInt(b, v&255, 10)
	}
	return append(b, ';')
}
