package plain

import "strings"

// tabWidth is how many blanks stand for a tab in rendered lines, whose columns
// nobody knows.
const tabWidth = 4

// Styled cleans rendered lines: beside text and \n it keeps SGR (colours, bold,
// faint, italic, underline, reverse, strike-through) and hyperlinks (OSC 8) whose
// target passes Link. Each line stands alone: what is open at its end is closed
// there and opened again on the next, and what styles no text is left out. SGR
// and OSC 8 come out in one spelling each: "ESC [ ... m" and "ESC ] 8 ; id=... ;
// target ESC \".
func Styled(s string) string {
	if strings.IndexByte(s, esc) < 0 && strings.IndexByte(s, '\t') < 0 && plainText(s) {
		return s
	}
	w := styler{}
	w.out = make([]byte, 0, len(s)+16)
	for i := 0; i < len(s); {
		if n := asciiRun(s[i:]); n > 0 {
			w.text(s[i : i+n])
			i += n
			continue
		}
		i += w.step(s[i:])
	}
	w.endLine()
	return string(w.out)
}

// link is an open hyperlink; the zero value is none.
type link struct{ id, target string }

// styler is a cleaner that knows what the terminal draws with, and what the text
// asks to be drawn with. It sends a change when text follows that shows it.
type styler struct {
	cleaner
	has, want           pen
	hasLink, wantLink   link
	lastRaw, lastTarget string // the address decided last, and the decision
}

// step takes something other than printable ASCII and returns its length.
func (w *styler) step(s string) int {
	if seq := sequence(s); seq.n > 0 {
		switch params, isSGR := strings.CutSuffix(seq.body, "m"); {
		case seq.kind == csi && isSGR:
			w.want.set(params)
		case seq.kind == osc && strings.HasPrefix(seq.body, "8;"):
			w.open(seq.body[2:])
		}
		return seq.n
	}
	r, n := next(s)
	switch {
	case r == '\r' && strings.HasPrefix(s[1:], "\n"):
	case r == '\t':
		w.text(strings.Repeat(" ", tabWidth))
	case isBreak(r):
		w.endLine()
		w.reset(0)
		w.out = append(w.out, '\n')
	case class(r) == visible:
		w.draw(isBlank(r))
		w.add(r)
	default:
		w.add(r)
	}
	return n
}

// text writes printable ASCII.
func (w *styler) text(s string) {
	w.draw(strings.Trim(s, " ") == "")
	w.ascii(s)
}

// draw readies the terminal for what comes next.
func (w *styler) draw(blank bool) {
	if w.joiner != 0 && (w.wantLink != w.hasLink || w.want != w.has) {
		w.joiner = 0 // nothing is joined across a change of style
	}
	if w.wantLink != w.hasLink {
		w.link(w.wantLink)
	}
	if blank && !w.want.onBlank() && !w.has.onBlank() {
		return
	}
	w.out = w.has.turn(w.out, w.want)
	w.has = w.want
}

func (w *styler) link(l link) {
	if l.target == "" {
		w.out = append(w.out, "\x1b]8;;\x1b\\"...)
	} else {
		w.out = append(w.out, "\x1b]8;"...)
		if l.id != "" {
			w.out = append(append(w.out, "id="...), l.id...)
		}
		w.out = append(append(append(w.out, ';'), l.target...), "\x1b\\"...)
	}
	w.hasLink = l
}

func (w *styler) endLine() {
	if w.hasLink.target != "" {
		w.link(link{})
	}
	w.out = w.has.turn(w.out, pen{})
	w.has = pen{}
}

// open reads "params;target" of an OSC 8. An address that may not be clicked
// closes the link instead.
func (w *styler) open(body string) {
	params, raw, ok := strings.Cut(body, ";")
	if !ok {
		return
	}
	w.wantLink = link{}
	if raw == "" {
		return
	}
	if raw != w.lastRaw {
		w.lastRaw = raw
		w.lastTarget, _ = Link(raw)
	}
	if w.lastTarget != "" {
		w.wantLink = link{id: linkID(params), target: w.lastTarget}
	}
}

// linkID finds id= among the colon-separated parameters of an OSC 8.
func linkID(params string) string {
	for p := range strings.SplitSeq(params, ":") {
		if id, ok := strings.CutPrefix(p, "id="); ok && len(id) <= 64 && escape(id) == id && !strings.ContainsAny(id, ";%") {
			return id
		}
	}
	return ""
}
