package render

import (
	"net/url"
	"path"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"griot/render/plain"
)

// image shows an image by its words, and links to it.
func (t *tamer) image(n *html.Node, sc scope) {
	alt, has := hasAttr(n, "alt")
	name := plain.Line(alt)
	if name == "" {
		name = plain.Line(attr(n, "title"))
	}
	src := attr(n, "src")
	if name == "" && (has && !inFigure(n) || tiny(n)) {
		return // decorative, or a tracking pixel
	}
	if name == "" {
		name = fileName(src)
	}
	if name == "" {
		return
	}
	t.pictured(pictureSign, name, src, sc)
}

// The signs before the names of what is not text.
const (
	pictureSign = "▨ "
	mediaSign   = "▶ "
)

// pictured writes a sign and a name that link to something that is not text.
func (t *tamer) pictured(sign, name, address string, sc scope) {
	show := func(inner scope) {
		t.run.fold("", inner)
		if t.run.blank && !t.run.atLineStart() {
			t.run.write(" ", scope{})
		}
		t.run.blank = false
		if t.export {
			if sign == pictureSign {
				inner.style = picture
			}
			t.run.write(name, inner)
			return
		}
		t.run.write(sign, scope{style: quiet})
		t.run.write(clip(name), inner)
	}
	if number := 0; sc.link == 0 {
		if number = t.number(address); number > 0 {
			t.linked(number, sc, show)
			return
		}
	}
	show(sc)
}

func inFigure(n *html.Node) bool {
	for p := range n.Ancestors() {
		if p.DataAtom == atom.Figure {
			return true
		}
	}
	return false
}

// tiny tells an image that nobody can see.
func tiny(n *html.Node) bool {
	for _, key := range []string{"width", "height"} {
		if v, err := strconv.Atoi(strings.TrimSuffix(strings.TrimSpace(attr(n, key)), "px")); err == nil && v <= 2 {
			return true
		}
	}
	return false
}

// fileName names what an address leads to: its file, else its host.
func fileName(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" {
		return ""
	}
	name := plain.Line(path.Base(u.Path))
	if name == "" || name == "." || name == "/" || len(name) > 60 {
		return plain.Line(u.Hostname())
	}
	return name
}

// media shows a video, a sound or a frame by its name, as a link of its own.
func (t *tamer) media(n *html.Node, sc scope) {
	src := attr(n, "src")
	if src == "" {
		src = attr(n, "data")
	}
	for d := range n.Descendants() {
		if src == "" && d.DataAtom == atom.Source {
			src = attr(d, "src")
		}
	}
	link, ok := plain.Link(src)
	if !ok {
		return
	}
	name := plain.Line(attr(n, "title"))
	if name == "" {
		name = plain.Line(attr(n, "aria-label"))
	}
	if name == "" && n.DataAtom != atom.Iframe {
		name = fileName(link)
	}
	if name == "" {
		if u, err := url.Parse(link); err == nil {
			name = u.Hostname()
		}
	}
	if !sc.cell {
		t.flush()
	}
	t.pictured(mediaSign, name, link, sc)
	if !sc.cell {
		t.flush()
	}
}

// math shows a formula by the text that its author gave for it.
func (t *tamer) math(n *html.Node, sc scope) {
	if alt := plain.Line(attr(n, "alttext")); alt != "" {
		t.run.fold(alt, sc)
		return
	}
	for d := range n.Descendants() {
		if d.Data == "annotation" && d.FirstChild != nil {
			t.run.fold(plain.Line(d.FirstChild.Data), sc)
			return
		}
	}
	t.children(n, sc)
}
