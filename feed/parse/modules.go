package parse

import (
	"strconv"
	"strings"

	"griot/feed"
	"griot/feed/parse/date"
	"griot/render/plain"
)

// find returns the first element of a name, nil when there is none.
func find(els []element, space space, local string) *element {
	for i := range els {
		if els[i].local == local && els[i].space == space {
			return &els[i]
		}
	}
	return nil
}

// textOf returns the text of the first element of a name that has any.
func textOf(els []element, space space, local string) string {
	for i := range els {
		if els[i].local == local && els[i].space == space {
			if s := els[i].text(); s != "" {
				return s
			}
		}
	}
	return ""
}

// textsOf returns the texts of all elements of a name.
func textsOf(els []element, space space, local string) []string {
	var found []string
	for i := range els {
		if els[i].local == local && els[i].space == space {
			if s := els[i].text(); s != "" && len(found) < maxNames {
				found = append(found, s)
			}
		}
	}
	return found
}

// atomSpace is the namespace of Atom's own elements in this document: an Atom
// feed without a namespace is an Atom feed all the same.
func (t *translation) isAtom(e *element) bool {
	return e.space == spaceAtom || t.atom && e.space == spaceNone
}

// dateIn parses the first of some texts that is a date.
func (t *translation) date(texts ...string) feed.Date {
	for _, s := range texts {
		if s == "" {
			continue
		}
		if d := date.ParseIn(s, t.doc.Language); d.Known() {
			return d
		}
	}
	return feed.Date{}
}

// first returns the first string that is not empty.
func first(list ...string) string {
	for _, s := range list {
		if s != "" {
			return s
		}
	}
	return ""
}

// language tidies the name of a language: "fr_FR" becomes "fr-FR"; what is no
// language (BCP 47) is nothing.
func language(s string) string {
	s = strings.ReplaceAll(strings.TrimSpace(s), "_", "-")
	if len(s) < 2 || len(s) > 35 {
		return ""
	}
	for i := range len(s) {
		if c := s[i] | 0x20; (c < 'a' || c > 'z') && (s[i] < '0' || s[i] > '9') && s[i] != '-' {
			return ""
		}
	}
	return s
}

// id cleans an identifier and keeps it as it was given otherwise.
func id(s string) string {
	s = strings.TrimSpace(s)
	if len(s) > 2048 {
		s = oneLine(s, 2048)
	}
	return plain.Line(s)
}

// enclosure adds a file to the entry, once.
func enclosure(list []feed.Enclosure, url, media, length string) []feed.Enclosure {
	if url == "" || len(list) >= 100 {
		return list
	}
	for i := range list {
		if list[i].URL == url {
			list[i].Type = first(list[i].Type, plain.Line(media))
			return list
		}
	}
	n, err := strconv.ParseInt(strings.TrimSpace(length), 10, 64)
	if err != nil || n < 0 {
		n = 0
	}
	return append(list, feed.Enclosure{URL: url, Type: plain.Line(media), Length: n})
}

// addMedia adds the files of Media RSS to the entry.
func (e *entry) addMedia(list []feed.Enclosure) []feed.Enclosure {
	for i := range e.media {
		m := &e.media[i]
		kind := m.attr("type")
		if m.local == "peerlink" {
			list = enclosure(list, address(m.scope.baseURL(), m.attr("href")), kind, "")
		}
		if m.local != "content" {
			continue
		}
		if kind == "" && m.attr("medium") == "image" {
			kind = "image/*"
		}
		list = enclosure(list, address(m.scope.baseURL(), m.attr("url")), kind, m.attr("filesize"))
	}
	return list
}

// mediaPlayer is the page that plays the entry's file.
func (e *entry) mediaPlayer() string {
	if p := find(e.media, spaceMedia, "player"); p != nil {
		return address(p.scope.baseURL(), p.attr("url"))
	}
	return ""
}

// mediaText returns a text of Media RSS and how it is written: plain unless it
// says otherwise or is plainly HTML.
func (e *entry) mediaText(local string) (string, textKind) {
	m := find(e.media, spaceMedia, local)
	if m == nil {
		return "", kindPlain
	}
	s := m.text()
	if strings.EqualFold(m.attr("type"), "html") || tagged(s) {
		return s, kindHTML
	}
	return s, kindPlain
}

// categories returns the entry's keywords of all vocabularies, after those that
// its own vocabulary gave.
func (e *entry) categories(own []string) []string {
	for i := range e.els {
		el := &e.els[i]
		switch {
		case el.space == spaceDC && el.local == "subject", el.space == spaceTerms && el.local == "subject":
			own = append(own, el.text())
		case el.space == spaceITunes && el.local == "keywords":
			own = append(own, strings.Split(el.text(), ",")...)
		case el.space == spaceITunes && el.local == "category":
			own = append(own, el.attr("text"))
		case el.space == spaceAtom && el.local == "category" && !e.t.atom:
			own = append(own, first(el.attr("label"), el.attr("term")))
		}
	}
	for i := range e.media {
		switch m := &e.media[i]; m.local {
		case "category":
			own = append(own, first(m.attr("label"), m.text()))
		case "keywords":
			own = append(own, strings.Split(m.text(), ",")...)
		}
	}
	own = own[:min(len(own), maxNames)]
	for i, s := range own {
		own[i] = headline(s, kindGuess)
	}
	return unique(own)
}

// creators returns the authors that modules name.
func (e *entry) creators() []string {
	names := textsOf(e.els, spaceDC, "creator")
	for _, local := range []string{"author", "contributor"} {
		if len(names) == 0 {
			names = textsOf(e.els, spaceDC, local)
		}
	}
	if len(names) == 0 {
		names = textsOf(e.els, spaceTerms, "creator")
	}
	if len(names) == 0 {
		names = textsOf(e.els, spaceITunes, "author")
	}
	if len(names) == 0 {
		for i := range e.media {
			if m := &e.media[i]; m.local == "credit" && (m.attr("role") == "author" || m.attr("role") == "") {
				names = append(names, m.text())
			}
		}
	}
	for i, s := range names {
		names[i] = nameOf(headline(s, kindGuess))
	}
	return names
}

// xhtmlBody returns the markup of an <xhtml:body> or <xhtml:div>.
func (e *entry) xhtmlBody() (string, *element) {
	for _, local := range []string{"body", "div"} {
		if el := find(e.els, spaceXHTML, local); el != nil {
			return el.own(), el
		}
	}
	return "", nil
}
