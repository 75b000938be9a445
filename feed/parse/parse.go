// Package parse turns bytes from outside into articles: feeds of every kind, web
// pages, Markdown and plain text. It believes nothing that is declared about
// them: what they are and how they are encoded is read from the bytes.
package parse

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"
	"time"

	"griot/feed"
)

// Input is something to read.
type Input struct {
	Body        []byte    // as it came; Parse does not change it
	ContentType string    // as the server declared it; may be empty or wrong
	URL         string    // where it came from, the base of relative addresses; may be empty
	Base        string    // the base of a feed's relative addresses, where the server named another one
	Language    string    // as the server declared it, for a feed that declares none; may be empty
	Name        string    // of the file, for a local one
	Modified    time.Time // of the file or the answer; zero when unknown
	Seen        time.Time // when it was read, which dates its counts

	// Known tells whether an entry with this hash is stored already. Such
	// entries are not parsed, and are listed in Document.Unchanged. Nil: parse all.
	Known func(feed.Hash) bool
}

// maxUnpacked bounds what a packed file may unpack to, in bytes.
const maxUnpacked = 20 << 20

// Parse reads a feed, a page, a message, a Markdown file or a text, whatever in is. The
// error is a *feed.Failure: FailedEmpty when there is nothing in it,
// FailedNotFeed when it is nothing that griot reads, FailedList when it is OPML, FailedDamaged when it begins
// like a feed and no entry can be read. Parse never panics.
func Parse(in Input) (doc feed.Document, err error) {
	defer guard(&err)
	body, err := unpack(in.Body)
	if err != nil {
		return feed.Document{}, err
	}
	if strings.EqualFold(path.Ext(in.Name), ".gz") {
		in.Name = in.Name[:len(in.Name)-len(".gz")]
	}
	if message := bytes.TrimLeft(body, "\r\n"); isMail(message, in) {
		return parseMail(in, message) // each of its parts is encoded in its own way
	}
	body = toUTF8(body, in.ContentType)
	if len(bytes.TrimSpace(body)) == 0 {
		return feed.Document{}, &feed.Failure{Kind: feed.FailedEmpty}
	}
	form, at := sniff(body, in)
	switch form {
	case formFeed:
		var p *parsed
		if p, err = parseXML(in, body, at); err == nil {
			return p.document(), nil
		}
		if other, _ := sniffOther(body, in); at > 0 && other != formNone {
			return dispatch(other, in, body)
		}
		return feed.Document{}, err
	case formJSON:
		p, err := parseJSON(in, body[at:])
		if err != nil {
			return feed.Document{}, err
		}
		return p.document(), nil
	default:
		return dispatch(form, in, body)
	}
}

// dispatch hands what is no feed to who can read it.
func dispatch(form form, in Input, body []byte) (feed.Document, error) {
	switch form {
	case formPage:
		return parsePage(savedPage(in, body), body)
	case formMarkdown:
		return parseMarkdown(in, body)
	case formText:
		return parseText(in, body)
	case formList:
		return feed.Document{}, &feed.Failure{Kind: feed.FailedList}
	default:
		return feed.Document{}, &feed.Failure{Kind: feed.FailedNotFeed, Detail: "neither a feed nor a page nor a text"}
	}
}

// guard makes a failure of a panic in a parser, ours or a library's.
func guard(err *error) {
	if p := recover(); p != nil {
		*err = &feed.Failure{
			Kind:   feed.FailedInternal,
			Detail: oneLine(fmt.Sprint(p), 200),
			Cause:  feed.Panicked(p),
		}
	}
}

// unpack returns the content of a gzip file, and any other body as it is. Of a
// file that was cut what came is kept.
func unpack(body []byte) ([]byte, error) {
	if !bytes.HasPrefix(body, []byte("\x1f\x8b\x08")) {
		return body, nil
	}
	z, err := gzip.NewReader(bytes.NewReader(body))
	if err != nil {
		return nil, feed.Fail(feed.FailedDamaged, err)
	}
	out, err := io.ReadAll(io.LimitReader(z, maxUnpacked+1))
	switch {
	case len(out) > maxUnpacked:
		return nil, &feed.Failure{Kind: feed.FailedTooLarge}
	case err != nil && !errors.Is(err, io.ErrUnexpectedEOF):
		return nil, feed.Fail(feed.FailedDamaged, err)
	}
	return out, nil
}

// mediaType returns the type of a Content-Type without its parameters, in lower case.
func mediaType(contentType string) string {
	t, _, _ := strings.Cut(contentType, ";")
	return strings.ToLower(strings.TrimSpace(t))
}
