package cli

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"path/filepath"
	"strings"

	"griot/feed"
	"griot/feed/library"
	"griot/render"
	"griot/render/plain"
)

// An edition is a JSON Feed 1.1, so that other readers read it too. What that has no
// words for is in an extension.

const jsonFeedVersion = "https://jsonfeed.org/version/1.1"

// editionVersion is that of the extension.
const editionVersion = 1

// editionJSON is an edition without its items, which are written one by one.
type editionJSON struct {
	Version string       `json:"version"`
	Title   string       `json:"title"`
	Authors []authorJSON `json:"authors"`
	Griot   editionMark  `json:"_griot"`
}

type editionMark struct {
	Edition int `json:"edition"`
}

type authorJSON struct {
	Name string `json:"name"`
}

type editionItem struct {
	ID          string           `json:"id"`
	URL         string           `json:"url,omitempty"`
	Title       string           `json:"title,omitempty"`
	Content     string           `json:"content_html"`
	Published   string           `json:"date_published,omitempty"` // a day alone where no more is known
	Modified    string           `json:"date_modified,omitempty"`
	Authors     []authorJSON     `json:"authors,omitempty"`
	Language    string           `json:"language,omitempty"`
	Tags        []string         `json:"tags,omitempty"`
	Attachments []attachmentJSON `json:"attachments,omitempty"`
	Griot       editionExtras    `json:"_griot"`
}

type attachmentJSON struct {
	URL  string `json:"url"`
	Type string `json:"mime_type"`
	Size int64  `json:"size_in_bytes,omitempty"`
}

type editionExtras struct {
	Source       *string      `json:"source"`
	Views        *int64       `json:"views,omitempty"`
	CommentCount *int64       `json:"comments_count,omitempty"`
	CommentsURL  *string      `json:"comments_url,omitempty"`
	CommentsFeed *string      `json:"comments_feed,omitempty"`
	Comments     []remarkJSON `json:"comments"`
}

// exportEdition writes articles with their comments, for griot import.
func (p *program) exportEdition(ctx context.Context, lib *library.Library, all bool) error {
	author, today := plain.Line(p.config.Author), p.system.Now().In(p.words.Zone())
	head, err := marshal(editionJSON{
		Version: jsonFeedVersion, Authors: []authorJSON{{author}}, Griot: editionMark{editionVersion},
		Title: p.words.Say("cli.edition.title", author, p.words.LongDate(feed.Day(today.Date()))),
	})
	if err != nil {
		return err
	}
	if err := p.print(strings.TrimSuffix(string(head), "}") + `,"items":`); err != nil {
		return err
	}
	array := arrayJSON{out: p.out}
	if err := p.eachKept(ctx, lib, all, func(r reading) error { return array.add(editionOf(r)) }); err != nil {
		return err
	}
	if err := array.end(); err != nil {
		return err
	}
	return p.print("}")
}

func editionOf(r reading) editionItem {
	e := r.entry
	item := editionItem{
		ID: editionID(e), URL: plain.Line(e.Link), Title: plain.Line(e.Title), Content: plain.Text(bodyOf(r)),
		Published: e.Published.RFC3339(), Modified: e.Updated.RFC3339(), Language: plain.Line(e.Language),
		Griot: editionExtras{
			Source: line(r.source), Views: countOf(e.Views), CommentCount: countOf(e.CommentCount),
			CommentsURL: line(e.CommentsURL), CommentsFeed: line(e.CommentsFeed), Comments: []remarkJSON{},
		},
	}
	if author := plain.Line(e.Author); author != "" {
		item.Authors = []authorJSON{{author}}
	}
	for _, c := range e.Categories {
		item.Tags = append(item.Tags, plain.Line(c))
	}
	for _, a := range e.Enclosures {
		kind := plain.Line(a.Type)
		if kind == "" {
			kind = "application/octet-stream"
		}
		item.Attachments = append(item.Attachments, attachmentJSON{plain.Line(a.URL), kind, a.Length})
	}
	for _, c := range r.thread {
		item.Griot.Comments = append(item.Griot.Comments, editionComment(c.Comment))
	}
	return item
}

func editionComment(c feed.Comment) remarkJSON {
	said := c.Body
	if c.Own {
		said = render.FromMarkdown(c.Body)
	}
	key := "griot:" + idOf(c.ID)
	shaped := remarkJSON{ID: &key, Author: line(c.Author), Published: dateOf(c.Published), Content: body(said)}
	if c.Parent != 0 {
		parent := "griot:" + idOf(c.Parent)
		shaped.Parent = &parent
	}
	return shaped
}

// editionID is what an article is known by elsewhere: never a path of this computer.
func editionID(e feed.Entry) string {
	if e.GUID != "" && !filepath.IsAbs(e.GUID) {
		return plain.Line(e.GUID)
	}
	if e.Link != "" {
		return plain.Line(e.Link)
	}
	sum := sha256.Sum256([]byte(e.GUID + "\n" + e.Title))
	return "griot:" + hex.EncodeToString(sum[:12])
}

// isEdition tells whether a document is an edition.
func isEdition(document []byte) bool {
	if !bytes.HasPrefix(bytes.TrimLeft(document, "\uFEFF \t\r\n"), []byte("{")) {
		return false
	}
	var head struct {
		Griot editionMark `json:"_griot"`
	}
	return json.Unmarshal(bytes.TrimPrefix(document, []byte("\uFEFF")), &head) == nil && head.Griot.Edition > 0
}
