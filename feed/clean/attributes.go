package clean

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"
)

const (
	maxSpan     = 20      // of a table cell; more fills the memory of who draws it
	maxNumber   = 1 << 20 // of a list item
	maxLabel    = 512     // bytes of a title or an alternative text
	maxID       = 64      // bytes
	maxLanguage = 24      // bytes of a programming language's name
)

// attributes are those of a tag that the policy may need, as they were read.
type attributes struct {
	id, title, lang, dir, class, style                 string
	href, src, srcset, lazy, alt, data, value          string
	width, height, colspan, rowspan, align, start, typ string
	datetime, name, language, cite, scope              string
	reversed, checked                                  bool
}

// readAttributes reads a tag's attributes. The first of a name counts (HTML,
// section 13.2.5.33).
func readAttributes(z *html.Tokenizer, more bool) attributes {
	var a attributes
	for more {
		var key, value []byte
		key, value, more = z.TagAttr()
		if p := a.field(string(key)); p != nil && *p == "" {
			*p = string(value)
		}
	}
	return a
}

func (a *attributes) field(key string) *string {
	switch key {
	case "id":
		return &a.id
	case "name":
		return &a.name
	case "title":
		return &a.title
	case "lang", "xml:lang":
		return &a.lang
	case "dir":
		return &a.dir
	case "class":
		return &a.class
	case "style":
		return &a.style
	case "href":
		return &a.href
	case "src":
		return &a.src
	case "srcset", "data-srcset":
		return &a.srcset
	case "data-src", "data-lazy-src", "data-original", "data-orig-file":
		return &a.lazy
	case "alt":
		return &a.alt
	case "data":
		return &a.data
	case "value":
		return &a.value
	case "width":
		return &a.width
	case "height":
		return &a.height
	case "colspan":
		return &a.colspan
	case "rowspan":
		return &a.rowspan
	case "align":
		return &a.align
	case "start":
		return &a.start
	case "type":
		return &a.typ
	case "cite":
		return &a.cite
	case "scope":
		return &a.scope
	case "datetime":
		return &a.datetime
	case "data-lang", "data-language":
		return &a.language
	case "reversed":
		a.reversed = true
	case "checked":
		a.checked = true
	}
	return nil
}

// tag writes a start tag.
type tag struct{ b []byte }

func (t *tag) set(name, value string) {
	t.b = append(t.b, ' ')
	t.b = append(t.b, name...)
	t.b = append(t.b, '=', '"')
	t.b = appendEscaped(t.b, value, true)
	t.b = append(t.b, '"')
}

// setLabel sets an attribute that is shown to people.
func (t *tag) setLabel(name, value string) {
	if value = label(value); value != "" {
		t.set(name, value)
	}
}

func (t *tag) setNumber(name, value string, low, high int) {
	if value == "" {
		return
	}
	if n, err := strconv.Atoi(strings.TrimSpace(value)); err == nil && n >= low {
		t.set(name, strconv.Itoa(min(n, high)))
	}
}

// common sets what any element may bear.
func (t *tag) common(a attributes) {
	if id := a.id; id != "" && len(id) <= maxID && isName(id) {
		t.set("id", id)
	}
	if a.lang != "" && len(a.lang) <= maxLanguage && isName(a.lang) {
		t.set("lang", a.lang)
	}
	switch d := strings.ToLower(a.dir); d {
	case "ltr", "rtl", "auto":
		t.set("dir", d)
	}
	t.setLabel("title", a.title)
}

// finish closes the start tag.
func (t *tag) finish() string { return string(append(t.b, '>')) }

func newTag(e *element) *tag { return &tag{b: append(make([]byte, 0, 64), e.open[:len(e.open)-1]...)} }

// bareTag tells whether none of the attributes matters for most elements, which
// then need no tag of their own.
func bareTag(a attributes) bool {
	return a.id == "" && a.lang == "" && a.dir == "" && a.title == "" && a.cite == ""
}

// blockTag is the start tag of an element that is no phrase.
func (c *cleaner) blockTag(e *element, a attributes) string {
	switch {
	case e.role == cell, e.name == "ol", e.role == item, e.role == pre:
	case bareTag(a):
		return e.open
	}
	t := newTag(e)
	t.common(a)
	switch {
	case e.role == cell:
		t.setNumber("colspan", a.colspan, 2, maxSpan)
		t.setNumber("rowspan", a.rowspan, 2, maxSpan)
		if align := alignment(a); align != "" {
			t.set("align", align)
		}
		if s := strings.ToLower(a.scope); s == "row" || s == "col" || s == "rowgroup" || s == "colgroup" {
			t.set("scope", s)
		}
	case e.role == item:
		t.setNumber("value", a.value, -maxNumber, maxNumber)
	case e.name == "ol":
		t.setNumber("start", a.start, -maxNumber, maxNumber)
		if a.reversed {
			t.b = append(t.b, " reversed"...)
		}
		if strings.Contains("1aAiI", a.typ) && len(a.typ) == 1 {
			t.set("type", a.typ)
		}
	case e.role == pre:
		t.language(a)
	case e.name == "blockquote":
		c.cite(t, a)
	}
	return t.finish()
}

// cite sets the address that a quotation or a change comes from.
func (c *cleaner) cite(t *tag, a attributes) {
	if link, ok := c.resolve(a.cite); ok {
		t.set("cite", link)
	}
}

// phraseTag is the start tag of a phrase element, or nothing where the element
// would say nothing.
func (c *cleaner) phraseTag(e *element, a attributes) string {
	switch {
	case e.role == anchor:
		link, ok := c.resolve(a.href)
		if !ok {
			return ""
		}
		t := newTag(e)
		t.set("href", link)
		t.common(a)
		return t.finish()
	case e.role == span && a.lang == "" && a.dir == "" && a.title == "":
		return ""
	case bareTag(a) && a.class == "" && a.datetime == "" && a.language == "":
		return e.open
	}
	t := newTag(e)
	t.common(a)
	switch e.name {
	case "code":
		t.language(a)
	case "time":
		t.setLabel("datetime", a.datetime)
	case "del", "ins":
		t.setLabel("datetime", a.datetime)
		c.cite(t, a)
	case "q":
		c.cite(t, a)
	}
	return t.finish()
}

// language sets the class that names a programming language, in the form that
// HTML suggests (section 4.5.15).
func (t *tag) language(a attributes) {
	name := a.language
	words := strings.Fields(a.class)
	for i, w := range words {
		for _, prefix := range []string{"language-", "lang-", "highlight-source-", "brush:"} {
			if rest, ok := strings.CutPrefix(w, prefix); ok && rest != "" {
				name = rest
			}
		}
		if (w == "sourceCode" || w == "brush:") && i+1 < len(words) {
			name = words[i+1]
		}
	}
	if name = strings.ToLower(strings.Trim(name, ";")); name != "" && len(name) <= maxLanguage && isLanguage(name) {
		t.set("class", "language-"+name)
	}
}

// alignment is how a cell's text is aligned, from either place that says it.
func alignment(a attributes) string {
	align := strings.ToLower(strings.TrimSpace(a.align))
	if _, after, ok := strings.Cut(strings.ToLower(a.style), "text-align"); ok {
		after, _, _ = strings.Cut(strings.TrimLeft(after, " :"), ";")
		align = strings.TrimSpace(after)
	}
	switch align {
	case "left", "right", "center":
		return align
	}
	return ""
}

func isName(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && (r < '0' || r > '9') && r != '-' && r != '_' && r != ':' && r != '.'
	}) < 0
}

func isLanguage(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < '0' || r > '9') && r != '-' && r != '_' && r != '+' && r != '#' && r != '.'
	}) < 0
}

// appendEscaped appends s with the characters written as entities that would
// begin or end something.
func appendEscaped(b []byte, s string, quoted bool) []byte {
	for {
		i := strings.IndexAny(s, `&<>"`)
		if i < 0 {
			return append(b, s...)
		}
		b = append(b, s[:i]...)
		switch s[i] {
		case '&':
			b = append(b, "&amp;"...)
		case '<':
			b = append(b, "&lt;"...)
		case '>':
			b = append(b, "&gt;"...)
		default:
			if quoted {
				b = append(b, "&#34;"...)
			} else {
				b = append(b, '"')
			}
		}
		s = s[i+1:]
	}
}

// box writes the state of a check box, as lists of tasks have them; no other
// input is for a reader.
func (c *cleaner) box(a attributes) {
	if !strings.EqualFold(a.typ, "checkbox") || c.find(func(o *open) bool { return o.role == item }) < 0 {
		return
	}
	c.flow()
	if a.checked {
		c.text = append(c.text, "☑ "...)
	} else {
		c.text = append(c.text, "☐ "...)
	}
}
