package parse

import (
	"griot/feed"
	"griot/feed/clean"
	"griot/feed/parse/capture"
	"griot/render/plain"
)

// parseText reads plain text: a news page that was selected and copied, or any
// other text as one article.
func parseText(in Input, body []byte) (feed.Document, error) {
	p := capture.Read(string(body), in.Seen)
	e := feed.Entry{
		Title:        plain.Line(p.Title),
		Link:         webAddress(in.URL),
		Author:       plain.Line(p.Author),
		Published:    p.Published,
		Updated:      p.Updated,
		Language:     p.Language,
		Content:      clean.HTML(p.Content, in.URL),
		Views:        p.Views,
		CommentCount: p.CommentCount,
	}
	if e.Title == "" && e.Content == "" {
		return feed.Document{}, &feed.Failure{Kind: feed.FailedEmpty}
	}
	for _, topic := range p.Topics {
		e.Categories = append(e.Categories, plain.Line(topic))
	}
	for _, c := range p.Comments {
		c.Author = plain.Line(c.Author)
		c.Content = clean.HTML(c.Content, in.URL)
		e.Comments = append(e.Comments, c)
	}
	return pageDocument(plain.Line(p.Site), e), nil
}

// pageDocument is the document of a page that is read as one article.
func pageDocument(site string, e feed.Entry) feed.Document {
	return feed.Document{
		Kind: feed.KindPage, Title: site, Link: e.Link, Language: e.Language,
		Published: e.Published, Updated: e.Updated, Entries: []feed.Entry{e},
	}
}
