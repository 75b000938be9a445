package clean

import (
	"bytes"
	"net/url"

	"golang.org/x/net/html"
)

const (
	// maxDepth is how deep elements nest; what is deeper loses its tags and keeps
	// its text. A table opens four elements at once, so the deepest is maxDepth+4.
	maxDepth = 92

	// maxElements bounds the elements of a text, of which the longest have some
	// ten thousand: what comes after them loses its tags and keeps its words.
	maxElements = 120_000

	// maxReopened bounds the phrase elements that go on after the element around
	// them has ended.
	maxReopened = 8
)

// open is an element that has been read and not closed yet. Its start tag is
// written when the first content arrives, so that empty elements leave no trace.
type open struct {
	*element
	tag     string // the start tag with its attributes
	at      int    // how much of cleaner.text comes before it, while it is not written
	written bool
	implied bool // nobody wrote it: it ends when what does not belong in it begins
}

// cleaner builds clean HTML from tokens.
type cleaner struct {
	out   []byte
	text  []byte // decoded text that is not written yet
	stack []open
	base  *url.URL

	skip     *element // an element that goes with its content; nil outside of one
	skipping int      // how many of the same name are open
	linked   *element // the media element whose link is written: its fallback is not needed
	playing  *element // the media element that waits for the address in a source element
	last     string   // the address of the last link made for a player
	overflow int      // start tags left out because they were too deep
	pre      int      // open <pre> elements whose tag is written
	paras    int      // open paragraphs
	elements int      // start tags read
}

// start handles a start tag.
func (c *cleaner) start(z *html.Tokenizer, e *element, more, closed bool) {
	if c.skip != nil && !c.leavesSkipped(e) || c.linked != nil && !c.leavesLinked(e) {
		return
	}
	c.settle()
	if c.elements++; c.elements > maxElements && e.role != drop {
		c.space()
		return
	}
	switch e.role {
	case drop:
		if !closed || e.raw {
			c.skip, c.skipping = e, 1
		}
	case unblock:
		c.space()
	case inline, span, ruby, anchor:
		c.startPhrase(e, readAttributes(z, more))
	case void:
		c.flow()
		c.void(e.open)
	case image:
		c.image(readAttributes(z, more))
	case box:
		c.box(readAttributes(z, more))
	case media, track, frame, object, embed, param:
		c.player(e, readAttributes(z, more), closed)
	case caption, section, row, cell:
		c.startTablePart(e, readAttributes(z, more))
	case item:
		c.startItem(e, readAttributes(z, more))
	case definition:
		c.startDefinition(e, readAttributes(z, more))
	default:
		c.startBlock(e, readAttributes(z, more))
	}
}

// leavesSkipped tells whether a start tag ends the dropped element around it: a
// block in a drawing or a menu does, as in a browser (HTML, section 13.2.6.5).
func (c *cleaner) leavesSkipped(e *element) bool {
	switch {
	case e == c.skip:
		c.skipping++
		return false
	case c.skip.holdsAll || !e.role.closesParagraph():
		return false
	}
	c.skip = nil
	return true
}

// leavesLinked tells whether a start tag cannot belong to what a video or audio
// element shows to those who cannot play it.
func (c *cleaner) leavesLinked(e *element) bool {
	if e.role != heading && e.role != list && e.role != table && e.role != media {
		return false
	}
	c.linked = nil
	return true
}

// startPhrase opens an element within a line.
func (c *cleaner) startPhrase(e *element, a attributes) {
	tag := c.phraseTag(e, a)
	if tag == "" {
		return
	}
	c.flow()
	switch e.role {
	case anchor:
		c.endPhrase(e)
		if c.anchored() {
			return
		}
	case ruby:
		for i := len(c.stack) - 1; i >= 0 && c.stack[i].role.phrase() && c.stack[i].name != "ruby"; i-- {
			if c.stack[i].role == ruby {
				c.popTo(i)
				break
			}
		}
	}
	c.push(e, tag)
}

// push opens an element, unless it would be too deep.
func (c *cleaner) push(e *element, tag string) bool {
	if len(c.stack) >= maxDepth {
		if !e.role.phrase() {
			c.overflow++
		}
		return false
	}
	c.pushDeep(e, tag)
	return true
}

func (c *cleaner) pushDeep(e *element, tag string) {
	c.stack = append(c.stack, open{element: e, tag: tag, at: len(c.text)})
	if e.role == paragraph {
		c.paras++
	}
}

// end handles an end tag.
func (c *cleaner) end(name string) {
	e := elements[name]
	switch {
	case e == nil:
		return
	case c.skip != nil:
		if e == c.skip {
			if c.skipping--; c.skipping == 0 {
				c.skip = nil
			}
		}
		return
	case c.linked != nil:
		if e == c.linked {
			c.linked = nil
		}
		return
	}
	if e == c.playing {
		c.playing = nil
	}
	c.settle()
	switch {
	case name == "br":
		c.flow()
		c.void(e.open)
		return
	case e.role == unblock:
		c.space()
		return
	case c.overflow > 0 && !e.role.phrase() && e.role >= block:
		c.overflow--
		c.space()
		return
	case e.role.phrase():
		c.endPhrase(e)
		return
	}
	if i := c.openIndex(e); i >= 0 {
		c.popTo(i)
	} else if e.role >= block && e.role != rule {
		c.space()
	}
}

// popTo closes elements until n are open.
func (c *cleaner) popTo(n int) {
	for len(c.stack) > n {
		c.pop()
	}
}

// pop closes the innermost element: with its end tag when it holds something,
// without a trace when it holds nothing.
func (c *cleaner) pop() {
	c.settle()
	top := len(c.stack) - 1
	s := c.stack[top]
	if s.role == paragraph {
		c.paras--
	}
	holds := s.written || c.holdsText(top)
	if !holds && !s.role.phrase() {
		c.text = c.text[:s.at]
	}
	if holds || s.role.keepsEmpty() {
		c.flush()
		c.write()
		c.out = append(c.out, s.close...)
		c.stack = c.stack[:top]
		if s.role == pre {
			c.pre--
		}
		return
	}
	c.stack = c.stack[:top]
	if !s.role.phrase() {
		c.space()
	}
}

// space keeps the words apart that stood on both sides of something dropped.
func (c *cleaner) space() {
	if n := len(c.stack); n > 0 && c.stack[n-1].role.tabular() {
		return
	}
	if n := len(c.text); n > 0 && !isSpace(c.text[n-1]) {
		c.text = append(c.text, ' ')
	} else if n == 0 && len(c.out) > 0 && c.out[len(c.out)-1] != '>' && !isSpace(c.out[len(c.out)-1]) {
		c.text = append(c.text, ' ')
	}
}

// void writes a tag that has no content.
func (c *cleaner) void(tag string) {
	c.flush()
	c.write()
	c.out = append(c.out, tag...)
}

// waiting is the height of the stack below the start tags that wait: a tag is
// never written before those around it.
func (c *cleaner) waiting() int {
	n := len(c.stack)
	for n > 0 && !c.stack[n-1].written {
		n--
	}
	return n
}

// write writes the start tags that wait.
func (c *cleaner) write() {
	for i := c.waiting(); i < len(c.stack); i++ {
		c.writeTag(&c.stack[i])
	}
}

func (c *cleaner) writeTag(s *open) {
	c.out = append(c.out, s.tag...)
	s.written, s.at = true, 0
	if s.role == pre {
		c.pre++
	}
}

// flush writes the text that waits, and the start tags that stand in it. White
// space at the start of a phrase goes before it, and at the start of a block away.
func (c *cleaner) flush() {
	done, fresh, waiting := 0, false, c.waiting()
	for i := waiting; i < len(c.stack); i++ {
		s := &c.stack[i]
		if !c.holdsText(i) {
			if !s.role.phrase() {
				c.text = c.text[:s.at]
			}
			break
		}
		c.appendText(c.text[done:s.at], fresh)
		done, fresh = s.at, s.role == pre
		c.writeTag(s)
	}
	c.appendText(c.text[done:], fresh)
	c.text = c.text[:0]
	for i := waiting; i < len(c.stack); i++ {
		c.stack[i].at = 0
	}
}

// holdsText tells whether the text that waits gives the i-th element content.
func (c *cleaner) holdsText(i int) bool {
	if c.pre > 0 || !blank(c.text[c.stack[i].at:]) {
		return true
	}
	for _, s := range c.stack[i:] {
		if s.role == pre && len(bytes.TrimLeft(c.text[s.at:], "\n")) > 0 {
			return true
		}
	}
	return false
}

func blank(b []byte) bool {
	for _, x := range b {
		if !isSpace(x) {
			return false
		}
	}
	return true
}

// isSpace tells ASCII white space (Infra, section 4.6).
func isSpace(b byte) bool {
	return b == ' ' || b == '\n' || b == '\t' || b == '\r' || b == '\f'
}
