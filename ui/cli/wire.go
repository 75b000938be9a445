package cli

import (
	"griot/feed"
	"griot/feed/library"
	"griot/feed/parse"
)

// parser is feed/parse as feed/library asks for it.
type parser struct{}

func (parser) Parse(in library.Input) (feed.Document, error) { return parse.Parse(inputOf(in)) }

func (parser) Comments(in library.Input) ([]feed.RemoteComment, error) {
	return parse.Comments(inputOf(in))
}

func (parser) Discover(in library.Input) []feed.Candidate { return parse.Discover(inputOf(in)) }

func inputOf(in library.Input) parse.Input {
	return parse.Input{
		Body: in.Body, ContentType: in.ContentType, URL: in.URL, Base: in.Base, Language: in.Language, Name: in.Name,
		Modified: in.Modified, Known: in.Known, Seen: in.Seen,
	}
}
