package cli

import (
	"bytes"
	"encoding/json"
	"io"
	"strconv"
	"time"

	"griot/feed"
	"griot/render"
	"griot/render/plain"
)

// The shapes that other programs read. Every field is always there, null where it
// is unknown; ids are strings; times are RFC 3339 in UTC, and a day without a time
// is its midnight.

type headlineJSON struct {
	ID       string  `json:"id"`
	Source   *string `json:"source"`
	Title    *string `json:"title"`
	Link     *string `json:"link"`
	Author   *string `json:"author"`
	Date     *string `json:"published"`
	Views    *int64  `json:"views"`
	Comments *int64  `json:"comments_count"`
	Own      int     `json:"own_comments"`
	Opens    int     `json:"opens"`
	Read     bool    `json:"read"`
	Starred  bool    `json:"starred"`
}

type documentJSON struct {
	Feed  feedJSON   `json:"feed"`
	Items []itemJSON `json:"items"`
}

type feedJSON struct {
	Title       *string `json:"title"`
	Link        *string `json:"link"`
	Language    *string `json:"language"`
	Description *string `json:"description"`
	ID          *string `json:"id"`
	Author      *string `json:"author"`
	Contact     *string `json:"contact"`
	Updated     *string `json:"updated"`
	Published   *string `json:"published"`
}

type itemJSON struct {
	Title        *string         `json:"title"`
	Link         *string         `json:"link"`
	ID           *string         `json:"id"`
	Author       *string         `json:"author"`
	Published    *string         `json:"published"`
	Updated      *string         `json:"updated"`
	Language     *string         `json:"language"`
	Content      *string         `json:"content_html"`
	Markdown     *string         `json:"content_markdown"`
	Summary      *string         `json:"summary_html"`
	Enclosures   []enclosureJSON `json:"enclosures"`
	Categories   []string        `json:"categories"`
	CommentsURL  *string         `json:"comments_url"`
	CommentsFeed *string         `json:"comments_feed"`
	CommentCount *int64          `json:"comments_count"`
	Views        *int64          `json:"views"`
	Comments     []remarkJSON    `json:"comments"`
}

type enclosureJSON struct {
	URL    string  `json:"url"`
	Type   *string `json:"type"`
	Length *int64  `json:"length"`
}

// remarkJSON is a comment in a document, with the publisher's ids.
type remarkJSON struct {
	ID        *string `json:"id"`
	Parent    *string `json:"parent"`
	Author    *string `json:"author"`
	Published *string `json:"published"`
	Content   *string `json:"content_html"`
}

// commentJSON is a comment in the store.
type commentJSON struct {
	ID        string  `json:"id"`
	Article   string  `json:"article"`
	Parent    *string `json:"parent"`
	Author    *string `json:"author"`
	Body      string  `json:"body"`
	Published *string `json:"published"`
	Edited    *string `json:"edited"`
	Origin    string  `json:"origin"`
}

type sourceJSON struct {
	ID       string   `json:"id"`
	Address  string   `json:"address"`
	Title    *string  `json:"title"`
	Name     *string  `json:"name"`
	Kind     string   `json:"kind"`
	Site     *string  `json:"site"`
	Contact  *string  `json:"contact"`
	Language *string  `json:"language"`
	Tags     []string `json:"tags"`
	Unread   int      `json:"unread"`
	Total    int      `json:"total"`
	Checked  *string  `json:"checked"`
	Success  *string  `json:"success"`
	Error    *string  `json:"error"`
}

// storedJSON is an article of the store: as a document has it, and what the reader
// made of it. Its id is the store's.
type storedJSON struct {
	itemJSON

	ID       string        `json:"id"`
	GUID     *string       `json:"guid"`
	Source   *string       `json:"source"`
	Comments []commentJSON `json:"comments"`
	Own      int           `json:"own_comments"`
	Opens    int           `json:"opens"`
	Read     bool          `json:"read"`
	Starred  bool          `json:"starred"`
}

func headlineOf(h feed.Headline) headlineJSON {
	return headlineJSON{
		ID: idOf(h.ID), Source: line(h.SourceLabel), Title: line(h.Title), Link: line(h.Link), Author: line(h.Author),
		Date: dateOf(h.Published), Views: countOf(h.Views), Comments: countOf(h.Comments),
		Own: h.OwnComments, Opens: h.Opens, Read: h.Read, Starred: h.Starred,
	}
}

func documentOf(d feed.Document) documentJSON {
	shaped := documentJSON{
		Feed: feedJSON{
			Title: line(d.Title), Link: line(d.Link), Language: line(d.Language), Description: body(d.Description),
			ID: line(d.ID), Author: line(d.Author), Contact: line(d.Contact),
			Updated: dateOf(d.Updated), Published: dateOf(d.Published),
		},
		Items: []itemJSON{},
	}
	for _, e := range d.Entries {
		shaped.Items = append(shaped.Items, itemOf(e))
	}
	return shaped
}

func itemOf(e feed.Entry) itemJSON {
	item := itemJSON{
		Title: line(e.Title), Link: line(e.Link), ID: line(e.GUID), Author: line(e.Author),
		Published: dateOf(e.Published), Updated: dateOf(e.Updated), Language: line(e.Language),
		Content: body(e.Content), Markdown: body(render.Markdown(e.Content)), Summary: body(e.Summary),
		Enclosures: []enclosureJSON{}, Categories: []string{}, Comments: []remarkJSON{},
		CommentsURL: line(e.CommentsURL), CommentsFeed: line(e.CommentsFeed),
		CommentCount: countOf(e.CommentCount), Views: countOf(e.Views),
	}
	for _, c := range e.Categories {
		item.Categories = append(item.Categories, plain.Line(c))
	}
	for _, e := range e.Enclosures {
		shaped := enclosureJSON{URL: plain.Line(e.URL), Type: line(e.Type)}
		if e.Length > 0 {
			shaped.Length = &e.Length
		}
		item.Enclosures = append(item.Enclosures, shaped)
	}
	for _, c := range e.Comments {
		item.Comments = append(item.Comments, remarkJSON{
			ID: line(c.Key), Parent: line(c.ParentKey), Author: line(c.Author),
			Published: dateOf(c.Published), Content: body(c.Content),
		})
	}
	return item
}

func commentOf(c feed.Comment) commentJSON {
	shaped := commentJSON{
		ID: idOf(c.ID), Article: idOf(c.Article), Author: line(c.Author), Body: plain.Text(markdownOf(c)),
		Published: dateOf(c.Published), Edited: timeOf(c.Edited), Origin: "publisher",
	}
	if c.Own {
		shaped.Origin = "own"
	}
	if c.Parent != 0 {
		parent := idOf(c.Parent)
		shaped.Parent = &parent
	}
	return shaped
}

// markdownOf is a comment's text as Markdown: the reader's own is kept that way,
// the publisher's is HTML.
func markdownOf(c feed.Comment) string {
	if c.Own {
		return c.Body
	}
	return render.Markdown(c.Body)
}

// line is a text of one line, nil when there is none.
func line(s string) *string { return orNull(plain.Line(s)) }

// body is a text of many lines, nil when there is none.
func body(s string) *string { return orNull(plain.Text(s)) }

func orNull(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

func countOf(c feed.Count) *int64 {
	if n, known := c.Value(); known {
		return &n
	}
	return nil
}

func dateOf(d feed.Date) *string {
	if d.Known() && d.DayOnly() {
		y, m, day := d.Instant().Date()
		return timeOf(time.Date(y, m, day, 0, 0, 0, 0, time.UTC))
	}
	return timeOf(d.Instant())
}

func timeOf(t time.Time) *string {
	if t.IsZero() {
		return nil
	}
	s := t.UTC().Format(time.RFC3339)
	return &s
}

func idOf[ID ~int64](id ID) string { return strconv.FormatInt(int64(id), 10) }

// writeJSON writes one value, indented, for people and programs alike.
func writeJSON(out io.Writer, value any) error {
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	return encoder.Encode(value)
}

// arrayJSON writes an array value by value, so that a long one need not be held.
type arrayJSON struct {
	out   io.Writer
	wrote int
}

func (a *arrayJSON) add(value any) error {
	before := ",\n"
	if a.wrote == 0 {
		before = "[\n"
	}
	a.wrote++
	if _, err := io.WriteString(a.out, before); err != nil {
		return err
	}
	text, err := marshal(value)
	if err != nil {
		return err
	}
	_, err = a.out.Write(text)
	return err
}

func (a *arrayJSON) end() error {
	after := "\n]\n"
	if a.wrote == 0 {
		after = "[]\n"
	}
	_, err := io.WriteString(a.out, after)
	return err
}

// marshal writes a value on one line, with < and & as they are.
func marshal(value any) ([]byte, error) {
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(value); err != nil {
		return nil, err
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), nil
}
