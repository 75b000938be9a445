package clean

// role says how an element takes part in the structure of the text.
type role uint8

const (
	unwrap  role = iota // the tags go, the content stays
	unblock             // the same, and a space keeps the words on both sides apart
	drop                // the tags go with everything between them
	inline
	span // inline, and kept only where an attribute gives it a meaning
	anchor
	ruby // a part of <ruby>: closes the part before it
	block
	paragraph
	heading
	pre
	list
	item
	definition
	table
	caption
	section // of a table
	row
	cell
	void  // br, wbr
	rule  // hr
	image // img
	box   // input
	media // video, audio
	track // source: one address of a media element
	frame // iframe, frame
	object
	embed
	param
)

// element is an entry of the policy.
type element struct {
	name        string // as it is written; may differ from the tag that was read
	role        role
	open, close string // the tags without attributes
	raw         bool   // its content is text even where it looks like markup
	holdsAll    bool   // dropped with everything up to its end tag
}

// elements is the policy: every tag that is not named here is taken away and
// its content stays.
var elements = func() map[string]*element {
	policy := map[string]*element{}
	add := func(r role, names ...string) {
		for _, n := range names {
			policy[n] = &element{name: n, role: r, open: "<" + n + ">", close: "</" + n + ">"}
		}
	}
	add(drop, "script", "style", "template", "svg", "select", "textarea", "title", "noembed",
		"noframes", "annotation", "annotation-xml", "datalist")
	add(unblock, "html", "head", "body", "noscript", "canvas", "applet", "legend", "optgroup", "option",
		"frameset", "marquee", "multicol", "picture", "button")
	add(inline, "b", "strong", "i", "em", "u", "s", "del", "ins", "mark", "small", "sub", "sup", "code",
		"kbd", "samp", "var", "q", "cite", "dfn", "abbr", "time", "bdi", "bdo", "data", "ruby")
	add(span, "span")
	add(ruby, "rb", "rt", "rp", "rtc")
	add(anchor, "a")
	add(block, "div", "section", "article", "aside", "header", "footer", "main", "nav", "address",
		"figure", "figcaption", "blockquote", "details", "summary", "hgroup")
	add(paragraph, "p")
	add(heading, "h1", "h2", "h3", "h4", "h5", "h6")
	add(pre, "pre")
	add(list, "ul", "ol", "dl")
	add(item, "li")
	add(definition, "dt", "dd")
	add(table, "table")
	add(caption, "caption")
	add(section, "thead", "tbody", "tfoot")
	add(row, "tr")
	add(cell, "td", "th")
	add(void, "br", "wbr")
	add(rule, "hr")
	add(image, "img")
	add(box, "input")
	add(media, "video", "audio")
	add(track, "source")
	add(frame, "iframe", "frame")
	add(object, "object")
	add(embed, "embed")
	add(param, "param")
	for old, now := range map[string]string{
		"strike": "s", "tt": "code", "acronym": "abbr", "big": "strong", "listing": "pre",
		"center": "div", "form": "div", "fieldset": "div", "dialog": "div", "search": "div", "layer": "div",
		"menu": "ul", "dir": "ul", "image": "img",
	} {
		policy[old] = policy[now]
	}
	for _, n := range []string{"script", "style", "textarea", "title", "noembed", "noframes"} {
		policy[n].raw, policy[n].holdsAll = true, true
	}
	policy["template"].holdsAll = true
	for _, n := range []string{"xmp", "plaintext"} { // text as it stands
		policy[n] = &element{name: "pre", role: pre, open: "<pre>", close: "</pre>", raw: true}
	}
	return policy
}()

// phrase tells whether an element runs within a line, and goes on when what was
// around it ends first.
func (r role) phrase() bool {
	return r == inline || r == span || r == anchor || r == ruby
}

// closesParagraph tells whether the start of such an element ends an open <p>
// (HTML, section 13.2.6.4.7).
func (r role) closesParagraph() bool {
	switch r {
	case block, paragraph, heading, pre, list, table, rule:
		return true
	}
	return false
}

// island tells whether end tags inside such an element reach nothing outside.
func (r role) island() bool { return r == cell || r == caption }

// tabular tells whether an element may hold only parts of a table.
func (r role) tabular() bool { return r == table || r == section || r == row }

// keepsEmpty tells whether an element says something without content.
func (r role) keepsEmpty() bool { return r == cell || r == item || r == definition }
