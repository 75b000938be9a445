package parse

import (
	"bytes"
	"net/mail"
	"path"
	"strings"

	"griot/feed"
	"griot/feed/clean"
	"griot/feed/parse/capture"
	"griot/feed/parse/date"
	"griot/render/plain"
)

const (
	maxMailDepth  = 8    // messages and multiparts within each other
	maxMailParts  = 500  // parts of a message that are read
	maxMessages   = 2000 // of a mailbox, the last
	maxAttachment = 100  // attachments of a message that are named
)

// isMail tells whether a document is a message (RFC 5322), a mailbox of them (RFC
// 4155) or a page saved as one (RFC 2557). A text that somebody copied out of a
// mail is a text: what only mail programs write must be there.
func isMail(body []byte, in Input) bool {
	postmark := bytes.HasPrefix(body, []byte("From "))
	if postmark {
		_, next := lineAt(body, 0)
		body = body[next:]
	}
	p, whole := readPart(body)
	if len(p.header) < 2 {
		return false
	}
	if mailName(in) {
		return p.has("from", "subject", "date", "mime-version")
	}
	return whole && p.has("from", "date", "content-type") && (postmark && p.has("from") ||
		p.has("message-id", "mime-version", "received", "return-path", "delivered-to"))
}

// mailName tells whether a document is called or declared a message.
func mailName(in Input) bool {
	switch strings.ToLower(path.Ext(in.Name)) {
	case ".eml", ".mbox", ".mbx", ".mht", ".mhtml":
		return true
	}
	switch mediaType(in.ContentType) {
	case "message/rfc822", "application/mbox", "multipart/related", "application/x-mimearchive":
		return true
	}
	return false
}

// parseMail reads a message as an article, a mailbox as one article a message, and
// a page saved as a message as the page that it is.
func parseMail(in Input, body []byte) (feed.Document, error) {
	if bytes.HasPrefix(body, []byte("From ")) {
		return parseMailbox(in, body)
	}
	p, _ := readPart(body)
	if doc, err, saved := parseArchive(in, &p); saved {
		return doc, err
	}
	e := message(in, &p)
	if e.Title == "" {
		return feed.Document{}, &feed.Failure{Kind: feed.FailedEmpty}
	}
	return pageDocument(listName(&p), e), nil
}

// parseMailbox reads the messages of a mailbox, the last ones of a long one.
func parseMailbox(in Input, body []byte) (feed.Document, error) {
	doc := feed.Document{Kind: feed.KindFeed}
	messages := splitMailbox(body)
	for _, m := range messages[max(0, len(messages)-maxMessages):] {
		p, _ := readPart(m)
		e := message(in, &p)
		if e.Title == "" {
			continue
		}
		doc.Title = first(doc.Title, listName(&p))
		doc.Entries = append(doc.Entries, e)
	}
	if len(doc.Entries) == 0 {
		return feed.Document{}, &feed.Failure{Kind: feed.FailedEmpty}
	}
	return doc, nil
}

// splitMailbox parts a mailbox at the lines that begin with "From " after an empty
// line and before a header. Lines of text that begin so have a ">" before them.
func splitMailbox(body []byte) [][]byte {
	var messages [][]byte
	start := 0
	empty := true
	for at := 0; at < len(body); {
		line, next := lineAt(body, at)
		if empty && bytes.HasPrefix(line, []byte("From ")) && beginsField(body[next:]) {
			if at > start {
				messages = append(messages, unquoteFrom(body[start:at]))
			}
			start = next
		}
		empty = len(line) == 0
		at = next
	}
	return append(messages, unquoteFrom(body[start:]))
}

func beginsField(b []byte) bool {
	line, _ := lineAt(b[:min(len(b), 200)], 0)
	name, _, ok := bytes.Cut(line, []byte(":"))
	return ok && fieldName(name)
}

// unquoteFrom takes one ">" off the lines that the mailbox had to alter.
func unquoteFrom(message []byte) []byte {
	if !bytes.Contains(message, []byte(">From ")) {
		return message
	}
	out := make([]byte, 0, len(message))
	for line := range bytes.Lines(message) {
		if len(line) > 0 && line[0] == '>' && bytes.HasPrefix(bytes.TrimLeft(line, ">"), []byte("From ")) {
			line = line[1:]
		}
		out = append(out, line...)
	}
	return out
}

// message makes an entry of a message; without a title when there is nothing in it.
func message(in Input, p *part) feed.Entry {
	w := mailReader{in: in}
	e := feed.Entry{
		GUID:      oneLine(strings.Trim(p.raw("message-id"), "<> "), 1000),
		Title:     headline(p.text("subject"), kindPlain),
		Link:      webAddress(strings.Trim(p.raw("archived-at"), "<> ")), // RFC 5064
		Author:    sender(p),
		Published: sent(p),
		Language:  plain.Line(strings.ToLower(strings.TrimSpace(firstOf(p.raw("content-language"))))),
		Content:   strings.TrimSpace(w.content(p, "text/plain", 0)),
	}
	if e.Enclosures = w.attachments; len(e.Enclosures) > 0 {
		e.Content += attachmentList(e.Enclosures)
	}
	for word := range strings.SplitSeq(p.text("keywords"), ",") {
		if word = oneLine(word, 200); word != "" && len(e.Categories) < maxNames {
			e.Categories = append(e.Categories, word)
		}
	}
	if e.Language == "" {
		e.Language = capture.Language(stripTags(e.Content, 16<<10))
	}
	if e.Title == "" {
		e.Title = entryTitle(&e)
	}
	return e
}

func firstOf(list string) string {
	one, _, _ := strings.Cut(list, ",")
	return one
}

// sender is who wrote a message.
func sender(p *part) string {
	raw := p.raw("from")
	parser := mail.AddressParser{WordDecoder: wordDecoder()}
	list, err := parser.ParseList(joinWords(raw))
	if err != nil {
		return oneLine(nameOf(decodeWords(raw)), 500)
	}
	var names []string
	for _, a := range list[:min(len(list), maxNames)] {
		names = append(names, first(plain.Line(a.Name), plain.Line(a.Address)))
	}
	return oneLine(joinNames(names), 500)
}

// sent is when a message was written, else when the last host took it.
func sent(p *part) feed.Date {
	if d := date.Parse(p.text("date")); d.Known() {
		return d
	}
	if t, err := mail.ParseDate(p.raw("date")); err == nil {
		return feed.At(t)
	}
	received := p.raw("received")
	return date.Parse(strings.TrimSpace(received[strings.LastIndexByte(received, ';')+1:]))
}

// listName is the name of the mailing list that a message came by.
func listName(p *part) string {
	name, _, _ := strings.Cut(p.text("list-id"), "<")
	return oneLine(strings.Trim(strings.TrimSpace(name), `"`), 200)
}

// parseArchive reads a page that a browser saved with all that belongs to it (RFC
// 2557). saved tells whether this is one.
func parseArchive(in Input, p *part) (doc feed.Document, err error, saved bool) {
	media, params := p.media("text/plain")
	if p.has("received", "delivered-to") || media != "multipart/related" && media != "text/html" {
		return doc, nil, false
	}
	root := p
	if media == "multipart/related" {
		parts := p.parts(params["boundary"])
		if len(parts) == 0 {
			return doc, nil, false
		}
		root = &parts[0]
		for i := range parts {
			if id := parts[i].raw("content-id"); id != "" && id == params["start"] {
				root = &parts[i]
			}
		}
		if media, _ = root.media("text/plain"); media != "text/html" && media != "application/xhtml+xml" {
			return doc, nil, false
		}
	}
	at := first(webAddress(p.raw("snapshot-content-location")), webAddress(root.raw("content-location")), webAddress(p.raw("content-location")))
	name := strings.ToLower(path.Ext(in.Name))
	if at == "" && name != ".mht" && name != ".mhtml" && !strings.Contains(p.raw("from"), "Saved by") {
		return doc, nil, false
	}
	in.URL, in.ContentType = first(at, in.URL), root.raw("content-type")
	body := toUTF8(root.decoded(), in.ContentType)
	if len(bytes.TrimSpace(body)) == 0 {
		return doc, &feed.Failure{Kind: feed.FailedEmpty}, true
	}
	doc, err = parsePage(in, body)
	return doc, err, true
}

// mailReader gathers what a message holds.
type mailReader struct {
	in          Input
	parts       int
	attachments []feed.Enclosure
}

// content makes clean HTML of a part and of the parts in it.
func (w *mailReader) content(p *part, fallback string, depth int) string {
	w.parts++
	if depth > maxMailDepth || w.parts > maxMailParts {
		return ""
	}
	media, params := p.media(fallback)
	kind, sub, _ := strings.Cut(media, "/")
	switch {
	case p.attached():
		w.attach(p, media)
		return ""
	case kind == "multipart":
		return w.multipart(p, sub, params, depth)
	case media == "message/rfc822" || media == "message/global":
		inner, _ := readPart(p.decoded())
		return w.forwarded(&inner, depth)
	case media == "text/html" || media == "application/xhtml+xml":
		src := string(toUTF8(p.decoded(), p.raw("content-type")))
		return clean.HTML(src, first(webAddress(p.raw("content-location")), webAddress(p.raw("content-base")), w.in.URL))
	case kind == "text" && (sub == "plain" || p.fileName() == "" && sub != "calendar"):
		text := string(toUTF8(p.decoded(), p.raw("content-type")))
		flowed := strings.EqualFold(params["format"], "flowed")
		return clean.HTML(mailText(text, flowed, strings.EqualFold(params["delsp"], "yes")), w.in.URL)
	default:
		w.attach(p, media)
		return ""
	}
}

// multipart reads the parts of a part as their kind says (RFC 2046, section 5.1).
func (w *mailReader) multipart(p *part, sub string, params map[string]string, depth int) string {
	parts := p.parts(params["boundary"])
	switch {
	case len(parts) == 0: // the boundary is wrong, or nothing is left
		one := part{header: []headerField{{"content-type", "text/plain"}}, body: p.body}
		return w.content(&one, "", depth+1)
	case sub == "alternative":
		return w.best(parts, depth)
	case sub == "related", sub == "signed":
		return w.content(&parts[0], "text/plain", depth+1)
	}
	fallback := "text/plain"
	if sub == "digest" {
		fallback = "message/rfc822"
	}
	var b strings.Builder
	for i := range parts {
		b.WriteString(w.content(&parts[i], fallback, depth+1))
	}
	return b.String()
}

// best is the HTML among alternatives, else the last of what can be read.
func (w *mailReader) best(parts []part, depth int) string {
	for _, wanted := range []string{"text/html", "multipart/related", "multipart/mixed", "multipart/alternative", "text/plain", "text/markdown", "text/enriched"} {
		for i := len(parts) - 1; i >= 0; i-- {
			if media, _ := parts[i].media("text/plain"); media != wanted {
				continue
			}
			if content := w.content(&parts[i], "text/plain", depth+1); strings.TrimSpace(content) != "" {
				return content
			}
		}
	}
	return ""
}

// forwarded is a message within a message.
func (w *mailReader) forwarded(p *part, depth int) string {
	content := w.content(p, "text/plain", depth+1)
	var head []string
	for _, s := range []string{headline(p.text("subject"), kindPlain), sender(p), sent(p).RFC3339()} {
		if s != "" {
			head = append(head, s)
		}
	}
	if content == "" && len(head) == 0 {
		return ""
	}
	return "<blockquote><p><strong>" + string(appendEscaped(nil, strings.Join(head, " · "))) + "</strong></p>" + content + "</blockquote>"
}

// attach names an attachment; its content is left where it is.
func (w *mailReader) attach(p *part, media string) {
	name := p.fileName()
	name = name[strings.LastIndexAny(name, `/\`)+1:]
	if name == "" || len(w.attachments) == maxAttachment {
		return
	}
	w.attachments = append(w.attachments, feed.Enclosure{URL: name, Type: oneLine(media, 100), Length: int64(len(p.decoded()))})
}

// attachmentList shows at the end of a message what is attached to it.
func attachmentList(attachments []feed.Enclosure) string {
	b := []byte("<hr><ul>")
	for _, a := range attachments {
		b = append(b, "<li>"...)
		b = appendEscaped(b, a.URL+" ("+a.Type+")")
		b = append(b, "</li>"...)
	}
	return string(append(b, "</ul>"...))
}
