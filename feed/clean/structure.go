package clean

import "slices"

// startBlock opens an element that stands on lines of its own.
func (c *cleaner) startBlock(e *element, a attributes) {
	c.flow()
	var pending []open
	if e.role.closesParagraph() {
		pending = c.closeParagraph()
	}
	if e.role == heading {
		c.closeHeading()
	}
	if e.role == rule {
		c.flush()
		c.void(e.open)
		return
	}
	if !c.push(e, c.blockTag(e, a)) {
		c.space()
		return
	}
	if e.role == block || e.role == paragraph || e.role == heading {
		for _, p := range pending {
			c.push(p.element, p.tag)
		}
	}
}

// startItem opens a list item, and a list for one that stands alone.
func (c *cleaner) startItem(e *element, a attributes) {
	c.tableFlow()
	for i := len(c.stack) - 1; i >= 0; i-- {
		s := &c.stack[i]
		if s.role == item {
			c.popTo(i)
			break
		}
		if s.name == "ul" || s.name == "ol" {
			c.popTo(i + 1)
			break
		}
		if !s.role.phrase() && s.role != paragraph && s.name != "div" {
			break
		}
	}
	if n := len(c.stack); n == 0 || c.stack[n-1].name != "ul" && c.stack[n-1].name != "ol" {
		c.closeParagraph()
		ul := elements["ul"]
		if !c.push(ul, ul.open) {
			c.space()
			return
		}
		c.stack[len(c.stack)-1].implied = true
	}
	c.pushDeep(e, c.blockTag(e, a))
}

// startDefinition opens <dt> or <dd> and closes the one before.
func (c *cleaner) startDefinition(e *element, a attributes) {
	c.flow()
	for i := len(c.stack) - 1; i >= 0; i-- {
		s := &c.stack[i]
		if s.role == definition {
			c.popTo(i)
			break
		}
		if !s.role.phrase() && s.role != paragraph && s.name != "div" && s.name != "address" {
			break
		}
	}
	c.closeParagraph()
	if !c.push(e, c.blockTag(e, a)) {
		c.space()
	}
}

// startTablePart opens a part of a table, with the parts around it that are
// missing. Outside of a table only its content stays.
func (c *cleaner) startTablePart(e *element, a attributes) {
	t := c.find(func(o *open) bool { return o.role == table })
	if t < 0 {
		c.space()
		return
	}
	switch e.role {
	case caption, section:
		c.popTo(t + 1)
	case row:
		c.popTo(c.within(t, section))
		c.imply("tbody")
	case cell:
		c.popTo(c.within(t, row))
		c.imply("tr")
	}
	c.pushDeep(e, c.blockTag(e, a))
}

// within is the height of the stack that leaves the part of the table at t with
// the role r (or what would hold one) on top.
func (c *cleaner) within(t int, r role) int {
	top := t + 1
	for top < len(c.stack) && c.stack[top].role.tabular() && c.stack[top].role <= r {
		top++
	}
	return top
}

// imply opens the parts of a table that must stand before name's content.
func (c *cleaner) imply(name string) {
	top := c.stack[len(c.stack)-1].role
	if top == table {
		c.pushDeep(elements["tbody"], "<tbody>")
	}
	if name == "tr" && top != row {
		c.pushDeep(elements["tr"], "<tr>")
	}
}

// flow prepares for content: a part of a table that holds none gets a cell, and
// a list that nobody opened ends.
func (c *cleaner) flow() {
	c.tableFlow()
	if n := len(c.stack); n > 0 && c.stack[n-1].implied {
		c.popTo(n - 1)
	}
}

func (c *cleaner) tableFlow() {
	if n := len(c.stack); n > 0 && c.stack[n-1].role.tabular() {
		c.settle()
		c.imply("tr")
		c.pushDeep(elements["td"], "<td>")
	}
}

// settle puts text that stands directly in a part of a table into a cell, and
// text that follows the items of an implied list after that list.
func (c *cleaner) settle() {
	n := len(c.stack)
	if n == 0 || !c.stack[n-1].role.tabular() && !c.stack[n-1].implied {
		return
	}
	if from := c.from(); blank(c.text[from:]) {
		c.text = c.text[:from]
		return
	}
	text := slices.Clone(c.text[c.from():])
	c.text = c.text[:c.from()]
	if c.stack[n-1].implied {
		c.popTo(n - 1)
	} else {
		c.imply("tr")
		c.pushDeep(elements["td"], "<td>")
	}
	c.text = append(c.text, text...)
}

// from is where the text of the innermost open element begins in c.text.
func (c *cleaner) from() int {
	if n := len(c.stack); n > 0 && !c.stack[n-1].written {
		return c.stack[n-1].at
	}
	return 0
}

// openIndex finds the open element that an end tag closes, or returns -1.
func (c *cleaner) openIndex(e *element) int {
	for i := len(c.stack) - 1; i >= 0; i-- {
		s := &c.stack[i]
		switch {
		case s.element == e, s.role == heading && e.role == heading:
			return i
		case e.role == item && s.role == list:
			return -1
		case e.role >= table && e.role <= cell:
			if s.role == table {
				return -1
			}
		case s.role.island(), s.role == table:
			return -1
		}
	}
	return -1
}

// endPhrase closes a phrase element. What was opened inside it and is still open
// goes on after it, as in a browser (HTML, section 13.2.6.4.7, the adoption agency).
func (c *cleaner) endPhrase(e *element) {
	for i := len(c.stack) - 1; i >= 0; i-- {
		s := &c.stack[i]
		if s.element == e {
			above := slices.Clone(c.stack[i+1:])
			c.popTo(i)
			for _, o := range above[max(0, len(above)-maxReopened):] {
				c.push(o.element, o.tag)
			}
			return
		}
		if !s.role.phrase() && s.role != paragraph && s.role != heading && s.name != "div" {
			return
		}
	}
}

// anchored tells whether a link is open: there is no link in a link.
func (c *cleaner) anchored() bool {
	return c.find(func(o *open) bool { return o.role == anchor }) >= 0
}

// closeParagraph ends an open <p> and returns the phrase elements that were open
// in it.
func (c *cleaner) closeParagraph() []open {
	if c.paras == 0 {
		return nil // nearly always where blocks are many and deep
	}
	for i := len(c.stack) - 1; i >= 0; i-- {
		s := &c.stack[i]
		if s.role == paragraph {
			var phrases []open
			for _, o := range c.stack[i+1:] {
				if o.role.phrase() {
					phrases = append(phrases, o)
				}
			}
			c.popTo(i)
			return phrases[max(0, len(phrases)-maxReopened):]
		}
		if s.role.island() || s.role == table {
			break
		}
	}
	return nil
}

// closeHeading ends a heading in which another one begins.
func (c *cleaner) closeHeading() {
	for i := len(c.stack) - 1; i >= 0; i-- {
		if c.stack[i].role == heading {
			c.popTo(i)
			return
		}
		if !c.stack[i].role.phrase() {
			return
		}
	}
}

// find returns the index of the innermost open element that is wanted, or -1.
func (c *cleaner) find(wanted func(*open) bool) int {
	for i := len(c.stack) - 1; i >= 0; i-- {
		if wanted(&c.stack[i]) {
			return i
		}
	}
	return -1
}
