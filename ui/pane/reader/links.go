package reader

import (
	"path"
	"slices"
	"strconv"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"griot/render"
	"griot/render/plain"
	"griot/ui/pane"
	"griot/ui/widget"
)

// digitsPause is how long a typed number waits for another digit.
const digitsPause = 800 * time.Millisecond

const noLink = -1

// links are the addresses of an article: those of its text, its enclosures, and
// its own.
type links struct {
	all    []link
	at     int    // the one that the cursor stands on, noLink
	coming bool   // its block is being rendered, so its row is not known yet
	digits string // the number that is being typed
	typed  uint64 // counts digits, so that a pause is known for one
}

// link is one address that can be opened.
type link struct {
	number int // 0: not numbered
	url    string
	text   string
	note   string
	block  int // of the document; one behind the last when it stands in the tail
}

// linkOf is the index of the link that stands in a span.
func linkOf(s render.Span) int { return s.Link - 1 }

// digitsDue says that a number was typed a while ago.
type digitsDue struct{ typed uint64 }

// of lists the links of an article, as far as it is parsed.
func (l *links) of(p *paper) {
	l.all = nil
	for _, k := range p.doc.Links() {
		l.all = append(l.all, link{number: k.Number, url: k.URL, text: k.Text, block: k.Block})
	}
	if !p.whole {
		return
	}
	number := 0
	for _, k := range l.all {
		number = max(number, k.number)
	}
	for _, e := range p.article.Enclosures {
		url, ok := plain.Link(e.URL)
		if !ok {
			continue
		}
		number++
		l.all = append(l.all, link{number: number, url: url, text: fileName(url), note: plain.Line(e.Type), block: p.doc.Len()})
	}
	if url, ok := plain.Link(p.article.Link); ok {
		l.all = append(l.all, link{url: url, text: p.article.SourceLabel, block: p.doc.Len()})
	}
	l.at = min(l.at, len(l.all)-1)
}

func fileName(url string) string {
	name, _, _ := strings.Cut(url, "?")
	if base := path.Base(name); base != "/" && base != "." && base != "" {
		return plain.Line(base)
	}
	return url
}

// showLinks asks for the menu of all links.
func (p *Pane) showLinks() tea.Cmd {
	if len(p.links.all) == 0 {
		return p.env.Ask(pane.Say{Text: p.env.Words.Say("reader.links.none")})
	}
	choices := make([]pane.Choice, 0, len(p.links.all))
	for _, k := range p.links.all {
		c := pane.Choice{Label: k.text, Note: k.url, Pick: pane.OpenAddress{URL: k.url}, Copy: k.url}
		if k.number > 0 {
			c.Key = strconv.Itoa(k.number)
		}
		if c.Label == "" {
			c.Label, c.Note = k.url, ""
		}
		choices = append(choices, c)
	}
	return p.env.Ask(pane.ShowLinks{Choices: choices})
}

// digit takes a digit of a link's number.
func (p *Pane) digit(d string) tea.Cmd {
	if p.links.digits == "" && d == "0" || len(p.links.digits) >= 6 {
		return nil
	}
	p.links.digits += d
	p.links.typed++
	return p.later(digitsPause, digitsDue{p.links.typed})
}

// digitsDue opens the link of a number that can't become a longer one.
func (p *Pane) digitsDue(msg digitsDue) tea.Cmd {
	if msg.typed != p.links.typed || p.links.digits == "" {
		return nil
	}
	n, _ := strconv.Atoi(p.links.digits)
	longer := func(k link) bool { return k.number >= 10*n }
	if slices.ContainsFunc(p.links.all, longer) && p.numbered(n) != noLink {
		return nil // enter decides
	}
	return p.openNumber()
}

// openNumber opens the link whose number was typed.
func (p *Pane) openNumber() tea.Cmd {
	n, _ := strconv.Atoi(p.links.digits)
	p.links.digits = ""
	i := p.numbered(n)
	if i == noLink {
		return p.env.Ask(pane.Say{Text: p.env.Words.Say("reader.link.none", n), Error: true})
	}
	return p.env.Ask(pane.OpenAddress{URL: p.links.all[i].url})
}

func (p *Pane) numbered(n int) int {
	return slices.IndexFunc(p.links.all, func(k link) bool { return k.number == n && n > 0 })
}

// stepLink moves to the next or previous link, from the window on if none is
// selected.
func (p *Pane) stepLink(by int) tea.Cmd {
	n := len(p.links.all)
	if n == 0 {
		return p.env.Ask(pane.Say{Text: p.env.Words.Say("reader.links.none")})
	}
	if p.links.at != noLink && p.seen(p.links.at) {
		p.links.at = (p.links.at + by + n) % n
	} else {
		p.links.at = p.firstLink(by)
	}
	p.revealLink()
	return p.moved()
}

// seen tells whether a link's block is on the screen.
func (p *Pane) seen(i int) bool {
	for s := range p.sheet.flow.Rows() {
		if s.Block-1 == p.links.all[i].block {
			return true
		}
	}
	return false
}

// firstLink is the first link of what is on the screen, or after it; the last one
// when stepping back.
func (p *Pane) firstLink(by int) int {
	for s := range p.sheet.flow.Rows() {
		for _, span := range p.sheet.rows[s.Block][s.Row].Spans {
			if i := linkOf(span); by > 0 && i < len(p.links.all) {
				return i
			}
		}
	}
	top := p.sheet.flow.Top().Block - 1
	if by > 0 {
		i := slices.IndexFunc(p.links.all, func(k link) bool { return k.block >= top })
		return max(0, i)
	}
	for i := len(p.links.all) - 1; i >= 0; i-- {
		if p.links.all[i].block <= top {
			return i
		}
	}
	return len(p.links.all) - 1
}

// revealLink scrolls to the selected link.
func (p *Pane) revealLink() {
	block := min(1+p.links.all[p.links.at].block, len(p.sheet.rows)-1)
	at := widget.Spot{Block: block}
	for i, r := range p.sheet.rows[block] {
		if slices.ContainsFunc(r.Spans, func(s render.Span) bool { return linkOf(s) == p.links.at }) {
			at.Row = i
			break
		}
	}
	p.links.coming = !p.sheet.flow.Known(block)
	p.sheet.flow.Reveal(at, 1)
}

// linkRendered scrolls on to a link whose block was not rendered when it was
// selected.
func (p *Pane) linkRendered() {
	if p.links.coming && p.links.at != noLink {
		p.revealLink()
	}
}
