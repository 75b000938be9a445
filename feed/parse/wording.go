package parse

import (
	"html"
	"strings"
	"unicode"
	"unicode/utf8"

	"griot/feed/clean"
	"griot/render/plain"
)

// textKind is what a feed says about how a text is written.
type textKind uint8

const (
	kindGuess textKind = iota // RSS says nothing
	kindPlain
	kindHTML
)

// longestTitle is how much of a title is looked at, in bytes.
const longestTitle = 16 << 10

// headline makes one line of plain text of a title.
func headline(s string, kind textKind) string {
	s = cut(s, longestTitle)
	if kind != kindPlain && strings.ContainsAny(s, "<&") {
		if kind == kindHTML || tagged(s) {
			s = stripTags(s, 0)
		} else {
			s = unescape(s)
		}
	}
	return plain.Line(s)
}

// inline are the elements that a sloppy title is marked up with, or attacked with.
const inline = " a abbr acronym b bdi bdo big br cite code del dfn em font i img ins kbd mark q s samp small span strike strong sub sup tt u var wbr p div h1 h2 h3 h4 h5 h6 li ul ol blink marquee center script style iframe object embed applet "

// longestTag is how long a tag in a title may be, in bytes.
const longestTag = 1024

// tagged tells whether a text of unknown kind is HTML rather than a text about
// HTML: it has known tags alone, and one that is closed, empty or has an attribute.
func tagged(s string) bool {
	sure := false
	for rest := cut(s, longestTitle); ; {
		i := strings.IndexByte(rest, '<')
		if i < 0 {
			return sure
		}
		rest = rest[i:]
		end := strings.IndexByte(rest[:min(len(rest), longestTag)], '>')
		if end < 0 || !tagLike(rest) {
			rest = rest[1:]
			continue
		}
		name := strings.TrimPrefix(rest[1:end], "/")
		bare := name
		if j := strings.IndexFunc(name, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }); j >= 0 {
			bare = name[:j]
		}
		bare = strings.ToLower(bare)
		if !strings.Contains(inline, " "+bare+" ") {
			return false
		}
		if rest[1] == '/' || len(bare) < len(name) || bare == "br" || bare == "wbr" {
			sure = true
		}
		rest = rest[end:]
	}
}

// tagLike tells whether "<" at the start of s can begin a tag or a comment (HTML,
// section 13.2.5.6).
func tagLike(s string) bool {
	if len(s) < 2 {
		return false
	}
	c := s[1] | 0x20
	return c >= 'a' && c <= 'z' || s[1] == '/' || s[1] == '!' || s[1] == '?'
}

// longestReference is more bytes than a character reference of HTML has.
const longestReference = 40

// stripTags returns the text of HTML source, decoded, a blank where a block
// begins or ends. It stops once it has limit bytes, if limit is not 0.
func stripTags(s string, limit int) string {
	var b strings.Builder
	for s != "" && (limit == 0 || b.Len() < limit) {
		i := strings.IndexByte(s, '<')
		if i < 0 {
			i = len(s)
		}
		if i > 0 {
			if limit > 0 { // of megabytes of words no more is decoded than is wanted
				i = min(i, (limit-b.Len())*longestReference)
			}
			b.WriteString(html.UnescapeString(s[:i]))
			s = s[i:]
			continue
		}
		if !tagLike(s) {
			b.WriteByte('<')
			s = s[1:]
			continue
		}
		var gap bool
		s, gap = skipTag(s)
		if gap {
			b.WriteByte(' ')
		}
	}
	return b.String()
}

// skipTag reads over a tag or comment, and over what a script or style holds.
// gap tells whether words on both sides of it are apart.
func skipTag(s string) (rest string, gap bool) {
	if strings.HasPrefix(s, "<!--") {
		_, rest, _ = strings.Cut(s, "-->")
		return rest, false
	}
	end := len(s)
	if e, _, ok := tagEnd([]byte(s[:min(len(s), longestTag)]), 0); ok {
		end = e
	} else if i := strings.IndexByte(s, '>'); i >= 0 {
		end = i + 1
	}
	name := strings.ToLower(string(tagName([]byte(strings.Replace(s[:min(end, 16)], "/", "", 1)))))
	rest = s[end:]
	if name == "script" || name == "style" {
		if s[1] != '/' {
			if i := indexFold([]byte(rest), "</"+name); i >= 0 {
				rest = rest[i:]
			} else {
				rest = ""
			}
		}
		return rest, true
	}
	switch name {
	case "p", "div", "br", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "td", "th", "tr", "table", "blockquote", "pre", "hr", "dd", "dt", "section", "article", "figure", "figcaption", "img":
		gap = true
	}
	return rest, gap
}

// The bounds of a headline made of a text's first words, in characters.
const (
	firstWordsMost  = 80
	firstWordsLeast = 24 // a sentence may end from here on
)

// firstWords makes a headline of the beginning of cleaned HTML: its first
// sentence if that is short, else its first words.
func firstWords(content string) string {
	text := []rune(plain.Line(stripTags(cut(content, longestTitle), 2000)))
	if len(text) <= firstWordsMost {
		return string(text)
	}
	cut := 0
	for i := firstWordsLeast; i < firstWordsMost; i++ {
		if (text[i] == '.' || text[i] == '!' || text[i] == '?') && text[i+1] == ' ' || text[i] == '。' {
			return string(text[:i+1])
		}
		if text[i] == ' ' {
			cut = i
		}
	}
	if cut == 0 {
		cut = firstWordsMost
	}
	return strings.TrimRight(string(text[:cut]), " ,;:–—-") + "…"
}

// body makes clean HTML of a text, addresses absolute against base.
func body(s string, kind textKind, base string) string {
	if s == "" {
		return ""
	}
	switch {
	case kind == kindPlain && !strings.Contains(s, "\n"):
		s = string(appendLinked(nil, s))
	case kind == kindPlain:
		s = paragraphs(s, true)
	case kind == kindGuess && strings.IndexByte(s, '<') < 0 && strings.Contains(s, "\n"):
		s = paragraphs(html.UnescapeString(s), false)
	}
	return strings.TrimSpace(clean.HTML(s, base))
}

// paragraphs makes HTML of plain text: blank lines divide paragraphs, addresses
// become links, and line ends are kept where they matter.
func paragraphs(s string, lines bool) string {
	out := make([]byte, 0, len(s)+len(s)/8)
	s = strings.ReplaceAll(s, "\r\n", "\n")
	blank := true
	for line := range strings.SplitSeq(s, "\n") {
		line = strings.TrimRight(line, " \t\r")
		if strings.TrimSpace(line) == "" {
			if !blank {
				out = append(out, "</p>"...)
			}
			blank = true
			continue
		}
		switch {
		case blank:
			out = append(out, "<p>"...)
		case lines:
			out = append(out, "<br>"...)
		default:
			out = append(out, '\n')
		}
		blank = false
		out = appendLinked(out, line)
	}
	if !blank {
		out = append(out, "</p>"...)
	}
	return string(out)
}

// appendLinked writes a line of text as HTML with its addresses as links.
func appendLinked(out []byte, s string) []byte {
	for {
		i := strings.Index(s, "http")
		if i < 0 {
			return appendEscaped(out, s)
		}
		rest := s[i:]
		if !looksAbsolute(rest) {
			out = appendEscaped(out, s[:i+4])
			s = rest[4:]
			continue
		}
		end := strings.IndexAny(rest, " \t<>\"")
		if end < 0 {
			end = len(rest)
		}
		url := strings.TrimRight(rest[:end], ".,;:!?)'»”’")
		out = appendEscaped(out, s[:i])
		if len(url) > len("https://") {
			out = append(out, `<a href="`...)
			out = appendEscaped(out, url)
			out = append(out, `">`...)
			out = appendEscaped(out, url)
			out = append(out, "</a>"...)
		} else {
			out = appendEscaped(out, url)
		}
		s = rest[len(url):]
	}
}

// oneLine is plain.Line cut to n bytes.
func oneLine(s string, n int) string { return cut(plain.Line(s), n) }

// cut returns at most n bytes of s, and no half of a character.
func cut(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}

// indexFold finds a lower-case ASCII string in any case.
func indexFold(b []byte, lower string) int {
	first, upper := lower[0], lower[0]
	if first >= 'a' && first <= 'z' {
		upper = first - 'a' + 'A'
	}
	for i := 0; i+len(lower) <= len(b); i++ {
		if (b[i] == first || b[i] == upper) && strings.EqualFold(string(b[i:i+len(lower)]), lower) {
			return i
		}
	}
	return -1
}
