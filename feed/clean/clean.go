// Package clean makes the HTML that a publisher sent harmless and well formed:
// it keeps what a reader needs and drops everything that acts.
//
// It reads tokens and keeps a small stack of its own instead of building a tree
// with html.Parse, which refuses more than 512 open elements and takes time in
// proportion to depth times size. What it writes has the same structure for
// every parser, and cleaning it once more changes nothing.
package clean

import (
	"io"
	"net/url"
	"strings"

	"golang.org/x/net/html"
)

// HTML returns src as clean HTML: an allow-list of elements and attributes,
// every address absolute against base and one that plain.Link lets pass, every
// text through plain.Text. An empty base leaves relative addresses unresolved,
// so they go.
func HTML(src, base string) string {
	if !strings.ContainsAny(src, "<&") {
		return bare(src)
	}
	c := cleaner{out: make([]byte, 0, len(src))}
	if base != "" {
		if u, err := url.Parse(strings.TrimSpace(base)); err == nil && u.IsAbs() {
			c.base = u
		}
	}
	c.run(src)
	return string(c.out)
}

// bare is HTML for a text that holds no markup.
func bare(src string) string {
	if strings.IndexByte(src, '\r') >= 0 {
		src = strings.ReplaceAll(src, "\r\n", "\n")
	}
	c := cleaner{out: make([]byte, 0, len(src))}
	c.read([]byte(src))
	c.flush()
	return string(c.out)
}

// run reads all tokens of src and writes what is left of them to c.out.
func (c *cleaner) run(src string) {
	z := html.NewTokenizer(strings.NewReader(src))
	for {
		switch t := z.Next(); t {
		case html.ErrorToken:
			if z.Err() == io.EOF {
				c.settle()
				c.popTo(0)
				c.flush()
			}
			return
		case html.TextToken:
			if c.skip == nil && c.linked == nil {
				c.read(z.Text())
			}
		case html.StartTagToken, html.SelfClosingTagToken:
			name, more := z.TagName()
			e := elements[string(name)]
			if e == nil {
				continue
			}
			c.start(z, e, more, t == html.SelfClosingTagToken)
			if !e.raw {
				// noscript, iframe and the like hold text for the tokenizer and
				// markup for us.
				z.NextIsNotRawText()
			}
		case html.EndTagToken:
			name, _ := z.TagName()
			c.end(string(name))
		}
	}
}
