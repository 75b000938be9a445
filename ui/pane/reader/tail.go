package reader

import (
	"errors"

	tea "charm.land/bubbletea/v2"

	"griot/feed"
	"griot/render"
	"griot/ui/keys"
	"griot/ui/widget"
)

const (
	// voicesShown is how many comments stand under the text.
	voicesShown = 3
	// voiceRows is how much of each is shown there.
	voiceRows = 10
	// ordinalLimit is how far rows are counted while a person waits.
	ordinalLimit = 10_000
)

// tail is what stands under the text, and where the article stands in its list.
type tail struct {
	loaded  bool
	thread  feed.Thread
	next    feed.Headline // the next unread article; its ID is 0 when there is none
	voices  []voice
	ordinal feed.Tally
	total   feed.Tally
}

// voice is a comment that stands under the text.
type voice struct {
	feed.Threaded
	lines []render.Line
}

type (
	// tailLoaded brings the comments and the next article.
	tailLoaded struct {
		visit  uint64
		thread feed.Thread
		next   feed.Headline
		voices []voice
		err    error
	}
	// tailTypeset brings the comments rendered for another width.
	tailTypeset struct {
		visit  uint64
		look   render.Look
		voices []voice
	}
	// counted brings where the article stands in its list.
	counted struct {
		visit          uint64
		ordinal, total feed.Tally
	}
)

// loadTail returns the commands that load what stands under the text.
func (p *Pane) loadTail() tea.Cmd {
	lib, ctx, h, q, visit := p.lib, p.visit.ctx, p.shown, p.query, p.visit.n
	look := p.latest().look
	load := func() tea.Msg {
		t := tailLoaded{visit: visit}
		t.thread, t.err = lib.Thread(ctx, h.ID)
		if t.err != nil {
			return t
		}
		t.next, t.err = lib.NextUnread(ctx, q, h, feed.Forward)
		if errors.Is(t.err, feed.ErrNoArticle) {
			t.next, t.err = feed.Headline{}, nil
		}
		t.voices = setVoices(t.thread, look)
		return t
	}
	count := func() tea.Msg {
		c := counted{visit: visit}
		var err error
		if c.ordinal, err = lib.Ordinal(ctx, q, h, ordinalLimit); err == nil {
			c.total, err = lib.Tally(ctx, q, ordinalLimit)
		}
		if err != nil {
			return nil // the masthead then names the source alone
		}
		return c
	}
	return tea.Batch(load, count)
}

// latest is the sheet that is being set, or else the one that is shown.
func (p *Pane) latest() *sheet {
	if p.next != nil {
		return p.next
	}
	return p.sheet
}

// setVoices renders the first comments of a thread.
func setVoices(t feed.Thread, look render.Look) []voice {
	var voices []voice
	for _, c := range t.Comments[:min(voicesShown, len(t.Comments))] {
		narrower := look
		narrower.Width = max(1, look.Width-indent(c.Depth))
		voices = append(voices, voice{Threaded: c, lines: widget.CommentProse(c.Comment, narrower, voiceRows)})
	}
	return voices
}

// indent is how far a reply stands in.
func indent(depth int) int { return 2 * min(depth, voicesShown-1) }

// setTailAgain renders the comments for the sheet that is being set.
func (p *Pane) setTailAgain() tea.Cmd {
	if !p.tail.loaded || len(p.tail.voices) == 0 {
		return nil
	}
	visit, look, thread := p.visit.n, p.latest().look, p.tail.thread
	return func() tea.Msg {
		return tailTypeset{visit: visit, look: look, voices: setVoices(thread, look)}
	}
}

func (p *Pane) tailLoaded(msg tailLoaded) tea.Cmd {
	if msg.visit != p.visit.n || msg.err != nil {
		return nil // what stood there stays
	}
	p.tail.loaded = true
	p.tail.thread, p.tail.next, p.tail.voices = msg.thread, msg.next, msg.voices
	p.setTails()
	return nil
}

func (p *Pane) tailTypeset(msg tailTypeset) {
	if msg.visit == p.visit.n && msg.look == p.latest().look {
		p.tail.voices = msg.voices
		p.setTails()
	}
}

func (p *Pane) counted(msg counted) {
	if msg.visit == p.visit.n {
		p.tail.ordinal, p.tail.total = msg.ordinal, msg.total
	}
}

// threadChanged loads the comments again.
func (p *Pane) threadChanged(id feed.ArticleID) tea.Cmd {
	if id != p.shown.ID || id == 0 {
		return nil
	}
	return p.loadTail()
}

// setTails puts what stands under the text on the sheets.
func (p *Pane) setTails() {
	for _, s := range []*sheet{p.sheet, p.next} {
		if s != nil {
			p.setTail(s)
			s.flow.Settle()
		}
	}
}

func (p *Pane) setTail(s *sheet) {
	at, there := p.tailAt()
	if !there {
		return
	}
	s.set(at+tailSource, p.sourceRows(s))
	s.set(at+tailNext, p.nextRows(s))
	s.set(at+tailThread, p.threadRows(s))
}

// sourceRows are the enclosures, and where the article comes from.
func (p *Pane) sourceRows(s *sheet) []row {
	t, w, width := p.env.Theme, p.env.Words, s.look.Width
	var rows []row
	for i, k := range p.links.all {
		if k.block != p.blocks() {
			continue
		}
		label, style := k.text, t.Plain.Underline(true).UnderlineSpaces(true)
		if k.number > 0 {
			label += " [" + w.Number(int64(k.number)) + "]"
		} else {
			label, style = widget.Truncate(k.url, width), t.Dim
			if len(rows) > 0 {
				rows = append(rows, row{})
			}
		}
		label = widget.Truncate(label, width)
		line := style.Hyperlink(k.url).Render(label)
		if note := "  " + k.note; k.note != "" && widget.Width(label+note) <= width {
			line += t.Dim.Render(note)
		}
		span := render.Span{From: 0, To: widget.Width(label), Link: i + 1}
		rows = append(rows, row{Line: render.Line{Text: line, Spans: []render.Span{span}}})
	}
	if len(rows) > 0 {
		rows = append(rows, row{})
	}
	return rows
}

// nextRows name the article to which space goes on.
func (p *Pane) nextRows(s *sheet) []row {
	if !p.tail.loaded {
		return nil
	}
	t, w, width := p.env.Theme, p.env.Words, s.look.Width
	if p.tail.next.ID == 0 {
		return []row{rowOf(t.Dim.Render(widget.Truncate(w.Say("reader.next.none"), width))), {}}
	}
	key := p.env.Keys.Shown(keys.Reader, keys.ReadOn)
	title := widget.Truncate(p.tail.next.Title, width-widget.Width(key)-2)
	line := rowOf(t.Dim.Render(key) + "  " + t.Plain.Render(title))
	line.does = doReadOn
	return []row{line, {}}
}
